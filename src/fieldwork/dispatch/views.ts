import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import type { ApplicationId } from '../scheduling/index.js';
import { readAll } from '../../platform/listing.js';
import { RELEASED, UNCOOLED } from './cooling.js';
import { inDoubtSource } from './list-source.js';
import type { InDoubt } from './schema.js';

/** Applications in doubt, oldest first, as far as a list reaches. */
export async function listInDoubt(ctx: Ctx): Promise<InDoubt[]> {
  const order = { sort: 'poging', descending: false, page: 1, text: '' } as const;
  const all: InDoubt[] = [];
  for await (const row of (await readAll(ctx, inDoubtSource(order, {}))).rows()) all.push(row);
  return all;
}

/** One application in doubt, or undefined when it is settled or unknown. */
export function findInDoubt(ctx: Ctx, id: ApplicationId): Promise<InDoubt | undefined> {
  return ctx.read(async (ctx) => {
    const order = { sort: 'poging', descending: false, page: 1, text: '' } as const;
    return (await inDoubtSource(order, {}).read(ctx, [id]))[0];
  });
}

/** Number of applications in doubt, and when the oldest was tried. */
export function countInDoubt(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('application as a')
      .innerJoin('attempt as t', 't.application', 'a.id')
      .select((eb) => [
        eb.fn.count<number>('a.id').distinct().as('count'),
        eb.fn.min('t.started_at').as('oldest'),
      ])
      .where('a.state', '=', 'in-doubt')
      .executeTakeFirstOrThrow();
    return { count: row.count, oldest: row.oldest };
  });
}

/** A campaign of the own team of which something is still to leave. */
export interface Outbox {
  readonly campaign: CampaignId;
  readonly name: string;
  /** Applications still to leave, and those of them whose moment has come. */
  readonly open: number;
  readonly waiting: number;
}

/** The campaigns of the own team of which something is still to leave, those with most that waits in front. */
export function listOutboxes(ctx: Ctx): Promise<Outbox[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<Outbox>`select c.id as campaign, c.name, count(*)::integer as open,
        (count(*) filter (where a.due_at <= ${ctx.clock.now()}::timestamptz))::integer as waiting
      from application a join campaign c on c.id = a.campaign
      where a.state in ('planned', 'due') and c.state in ('running', 'paused')
      group by c.id order by waiting desc, c.name collate "C", c.id`.execute(ctx.db);
    return found.rows;
  });
}

/** The next instant (after `after`, when given) at which an application that does not rest can become due or be tried again, and how many are being sent now; a web form waits for a person, not for a moment. */
export function findNextMoment(
  ctx: Ctx,
  after: Date = new Date(0),
): Promise<{ next: Date | null; sending: number }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ next: Date | null; sending: number }>`select
        (select min(m) from (select due_at as m from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
            where a.state = 'planned' and c.state = 'running' and ${RELEASED} and ${UNCOOLED}
          union all select next_attempt_at from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
            where a.state = 'due' and a.form_url is null and c.state = 'running' and ${RELEASED} and ${UNCOOLED}) moments
          where m > ${after}) as next,
        (select count(*)::int from application where state = 'sending' and form_url is null) as sending`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { next: null, sending: 0 };
  });
}
