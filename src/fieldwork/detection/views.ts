import { sql } from 'kysely';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { KNOWN_TEST, VACANCY_TITLE } from '../about.js';
import type { ScenarioDetection, SuspicionId, SuspicionView } from './schema.js';

const COLUMNS = sql`s.id, s.campaign, c.name as "campaignName", s.test, ${VACANCY_TITLE} as "vacancyTitle",
  case when s.response is null then 'note' else 'answer' end as source, s.note, s.raised_at as "raisedAt",
  s.cleared_at as "clearedAt", s.cleared_reason as "clearedReason",
  (select count(*)::int from application a join test o on o.id = a.test
    where o.employer = s.employer and a.campaign = s.campaign and a.state in ('planned', 'due')) as waiting`;
const TABLES = sql`suspicion s join campaign c on c.id = s.campaign join test t on t.id = s.test and ${KNOWN_TEST} left join vacancy v on v.id = t.vacancy`;

/** Suspicions of the actor's campaigns: those that stand, the oldest first, or the last that were cleared. */
export function listSuspicions(ctx: Ctx, which: 'open' | 'cleared'): Promise<SuspicionView[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<SuspicionView>`select ${COLUMNS} from ${TABLES} where ${
      which === 'open'
        ? sql`s.cleared_at is null order by s.raised_at, s.id limit 200`
        : sql`s.cleared_at is not null order by s.cleared_at desc, s.id limit 50`
    }`.execute(ctx.db);
    return found.rows;
  });
}

/** One suspicion, for its campaign's team. Throws `not-found` to others. */
export function findSuspicion(ctx: Ctx, id: SuspicionId): Promise<SuspicionView> {
  return ctx.read(async (ctx) => {
    const found = await sql<SuspicionView>`select ${COLUMNS} from ${TABLES} where s.id = ${id}`.execute(
      ctx.db,
    );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    return row;
  });
}

/** How many suspicions of the actor's campaigns stand, and since when. */
export function countOpen(ctx: Ctx): Promise<{ count: number; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      oldest: Date | null;
    }>`select count(*)::int as count, min(raised_at) as oldest
      from suspicion where cleared_at is null`.execute(ctx.db);
    return found.rows[0] ?? { count: 0, oldest: null };
  });
}

/** How often each scenario of the actor's campaigns was seen through, the oftenest first. */
export function listScenarios(ctx: Ctx): Promise<ScenarioDetection[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<ScenarioDetection>`select c.scenario, sum(n.sent)::int as sent, sum(n.suspicions)::int as suspicions, sum(n.open)::int as open
      from campaign c join campaign_member m on m.campaign = c.id and m.account = app_actor() cross join lateral (select
        (select count(*) from application a where a.campaign = c.id and a.sent_at is not null) as sent,
        (select count(*) from suspicion s where s.campaign = c.id) as suspicions,
        (select count(*) from suspicion s where s.campaign = c.id and s.cleared_at is null) as open) n
      group by c.scenario having sum(n.sent) > 0 or sum(n.suspicions) > 0
      order by sum(n.suspicions) desc, c.scenario collate "C"`.execute(ctx.db);
    return found.rows;
  });
}

/** The vacancy of a test, for its campaign's team. Throws `not-found` to others. */
export function findTestName(
  ctx: Ctx,
  test: string,
): Promise<{ vacancyTitle: string; campaignName: string }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      vacancyTitle: string;
      campaignName: string;
    }>`select ${VACANCY_TITLE} as "vacancyTitle", c.name as "campaignName"
      from test t left join vacancy v on v.id = t.vacancy join campaign c on c.id = t.campaign where t.id = ${test} and ${KNOWN_TEST}`.execute(
      ctx.db,
    );
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    return row;
  });
}
