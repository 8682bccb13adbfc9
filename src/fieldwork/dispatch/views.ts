import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import type { ApplicationId, TestId } from '../scheduling/index.js';

/** An application of which nobody knows whether it was sent. */
export interface InDoubt {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly vacancyTitle: string;
  readonly position: number;
  readonly triedAt: Date;
  /** What the line said last, or why it is in doubt. */
  readonly reply: string | null;
  /** Whether an answer to it came in, which proves that it was sent. */
  readonly answered: boolean;
}

/** Applications in doubt, oldest first. */
export function listInDoubt(ctx: Ctx): Promise<InDoubt[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<InDoubt>`select a.id, a.test, a.campaign, c.name as "campaignName", v.title as "vacancyTitle", a.position,
        t.started_at as "triedAt", t.reply, exists (select from response r where r.application = a.id) as answered
      from application a join campaign c on c.id = a.campaign join test p on p.id = a.test join vacancy v on v.id = p.vacancy
        join lateral (select started_at, reply from attempt where application = a.id order by number desc limit 1) t on true
      where a.state = 'in-doubt' order by t.started_at, a.id`.execute(ctx.db);
    return found.rows;
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

/** The next instant (after `after`, when given) at which an application can become due or be tried again, and how many are being sent now. */
export function findNextMoment(
  ctx: Ctx,
  after: Date = new Date(0),
): Promise<{ next: Date | null; sending: number }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ next: Date | null; sending: number }>`select
        (select min(m) from (select due_at as m from application a join campaign c on c.id = a.campaign where a.state = 'planned' and c.state = 'running'
          union all select next_attempt_at from application a join campaign c on c.id = a.campaign where a.state = 'due' and c.state = 'running') moments
          where m > ${after}) as next,
        (select count(*)::int from application where state = 'sending') as sending`.execute(ctx.db);
    return found.rows[0] ?? { next: null, sending: 0 };
  });
}
