import type { DateOnly } from '../../platform/dates.js';
import { isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { employersIn, findInterested } from '../interests.js';
import type { Visitor } from './session.js';

export interface OwnInterest {
  readonly id: string;
  readonly name: string;
  readonly kbo: string | null;
  readonly declaredOn: DateOnly;
}

/** The interests of an officer that stand, by name. */
export function listInterests(channel: Channel, visitor: Visitor): Promise<OwnInterest[]> {
  return channel
    .officer(visitor)
    .read((ctx) =>
      ctx.db
        .selectFrom('interest')
        .select(['id', 'name', 'kbo', 'declared_on as declaredOn'])
        .where('officer', '=', visitor.id)
        .where('ended_on', 'is', null)
        .orderBy('name')
        .orderBy('id')
        .execute(),
    );
}

/** Declares an own interest in an employer: from now on no report that names it is sealed to this officer. */
export async function declareInterest(
  channel: Channel,
  visitor: Visitor,
  { name, kbo }: { readonly name: string; readonly kbo: string | null },
): Promise<void> {
  await channel.officer(visitor).inTx(async (ctx) => {
    const id = ctx.newId();
    await ctx.db.insertInto('interest').values({ id, officer: visitor.id, name, kbo }).execute();
    ctx.happenings.push({ what: 'officer.interest-declared', officer: visitor.id, interest: id });
  });
}

/** Ends an own interest. Problems: not-found */
export async function endInterest(channel: Channel, visitor: Visitor, id: string): Promise<void> {
  if (!isUuid(id)) throw new Problem('not-found');
  await channel.officer(visitor).inTx(async (ctx) => {
    const ended = await ctx.db
      .updateTable('interest')
      .set({ ended_on: ctx.clock.today() })
      .where('id', '=', id)
      .where('officer', '=', visitor.id)
      .where('ended_on', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) throw new Problem('not-found');
    ctx.happenings.push({ what: 'officer.interest-ended', officer: visitor.id, interest: id });
  });
}

/** Whether this officer declared an interest in an employer that is named. */
export function hasInterest(channel: Channel, visitor: Visitor, named: Named): Promise<boolean> {
  return channel
    .officer(visitor)
    .read(async (ctx) => (await findInterested(ctx, employersIn(named))).has(visitor.id));
}

type Named = Parameters<typeof employersIn>[0];
