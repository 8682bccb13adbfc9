import { sql } from 'kysely';
import { z } from 'zod';
import type { ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { CampaignId } from '../schema.js';
import type { Increment } from './schema.js';

/** The hash of an increment over its text and the hash before it; increment 0 has none before it. */
export const incrementHash = (previous: Uint8Array | null, body: string): Buffer =>
  sha256('praktijktest/increment/1', previous ?? '', body);

const Body = z.looseObject({ frame: z.object({ vacancies: z.number() }), sendFrom: z.string() });

/** The increments of a plan in their order; none for a draft, for calls, and for a plan from before there were any. */
export async function findIncrements(ctx: ReadCtx, campaign: CampaignId): Promise<Increment[]> {
  const rows = await ctx.db
    .selectFrom('plan_increment as p')
    .leftJoin('account as a', 'a.id', 'p.drawn_by')
    .select((eb) => [
      'p.number',
      'p.body',
      'p.previous',
      'p.hash',
      'p.root',
      'p.tests',
      'p.signature',
      'p.signed_with as signedWith',
      'p.drawn_by as drawnBy',
      'p.drawn_at as drawnAt',
      eb.fn.coalesce('a.name', eb.val('?')).as('drawnByName'),
      sql<Date | null>`(select r.released_at from identity_release r where r.campaign = p.campaign and r.increment = p.number)`.as(
        'releasedAt',
      ),
    ])
    .where('p.campaign', '=', campaign)
    .orderBy('p.number')
    .execute();
  return rows.map((row) => {
    const { frame, sendFrom } = Body.parse(JSON.parse(row.body));
    return { ...row, vacancies: frame.vacancies, sendFrom };
  });
}

/** Whether the plan waits until a second person let its made-up persons be sent. */
export async function identitiesWait(ctx: ReadCtx, campaign: CampaignId): Promise<boolean> {
  const found = await sql<{ wait: boolean }>`select identities_wait(${campaign}) as wait`.execute(ctx.db);
  return found.rows[0]?.wait ?? false;
}

/** Of these vacancies, those whose employer the authorisation of a campaign covers. */
export async function findCovered(
  ctx: ReadCtx,
  campaign: CampaignId,
  vacancies: readonly string[],
): Promise<Set<string>> {
  const found = await sql<{
    id: string;
  }>`select v.id from vacancy v where v.id = any(${[...vacancies]}::uuid[]) and authorisation_covers(${campaign}, v.employer, v.id)`.execute(
    ctx.db,
  );
  return new Set(found.rows.map(({ id }) => id));
}
