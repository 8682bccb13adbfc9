import { sql } from 'kysely';
import { z } from 'zod';
import { cellKey, type CampaignId, type Filled, type LiveTest } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { toLocal } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { VACANCY_TITLE } from '../about.js';
import type { ApplicationId, ApplicationState, Arm, TestId } from './schema.js';

/** How far the sending of a campaign is. Counts are applications. */
export interface PlanProgress {
  readonly pairs: number;
  /** Tests of which at least one application left or may have left: what an authorisation counts. */
  readonly begun: number;
  readonly states: Readonly<Record<ApplicationState, number>>;
  /** When the next application is due, if any. */
  readonly nextDue: Date | null;
  /** When the last running window ends, if any. */
  readonly lastWindowEnd: Date | null;
}

const ZERO: Record<ApplicationState, number> = {
  planned: 0,
  due: 0,
  sending: 0,
  sent: 0,
  refused: 0,
  'in-doubt': 0,
  'not-sent': 0,
  cancelled: 0,
};

export function findPlanProgress(ctx: Ctx, campaign: CampaignId): Promise<PlanProgress> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('application')
      .select('state')
      .select((eb) => [
        eb.fn.countAll<number>().as('n'),
        eb.fn.min('due_at').as('nextDue'),
        eb.fn.max('window_ends_at').as('lastWindowEnd'),
      ])
      .where('campaign', '=', campaign)
      .groupBy('state')
      .execute();
    const states = rows.reduce((all, row) => ({ ...all, [row.state]: row.n }), ZERO);
    const { pairs, begun } = await ctx.db
      .selectFrom('test as t')
      .select((eb) => [
        eb.fn.countAll<number>().as('pairs'),
        eb.fn
          .countAll<number>()
          .filterWhere((test) =>
            test.exists(
              test
                .selectFrom('application as a')
                .select('a.id')
                .whereRef('a.test', '=', 't.id')
                .where('a.state', 'in', ['sending', 'sent', 'refused', 'in-doubt']),
            ),
          )
          .as('begun'),
      ])
      .where('t.campaign', '=', campaign)
      .executeTakeFirstOrThrow();
    return {
      pairs,
      begun,
      states,
      nextDue: rows.find((row) => row.state === 'planned')?.nextDue ?? null,
      lastWindowEnd: rows.find((row) => row.state === 'sent')?.lastWindowEnd ?? null,
    };
  });
}

/** The tests that are still in a campaign's plan, in its order: all but those that an amendment took out. */
export function findLiveTests(ctx: ReadCtx, campaign: CampaignId): Promise<LiveTest[]> {
  return ctx.db
    .selectFrom('test as t')
    .innerJoin('employer as e', 'e.id', 't.employer')
    .select(['t.id', 't.ordinal', 't.sector', 't.ground', 'e.kbo as employer', 't.leaf'])
    .where('t.campaign', '=', campaign)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('voided_test as v').select('v.test').whereRef('v.test', '=', 't.id'))),
    )
    .orderBy('t.ordinal')
    .execute();
}

/** How far the plan of a campaign is filled: what an increment begins from. */
export async function findFilled(ctx: ReadCtx, campaign: CampaignId): Promise<Filled> {
  const cells = await sql<{
    sector: string;
    ground: string;
    tests: number;
  }>`select sector, ground, count(*)::int as tests
    from test where campaign = ${campaign} group by sector, ground`.execute(ctx.db);
  const tests = await sql<{
    vacancy: string;
  }>`select vacancy from test where campaign = ${campaign} and vacancy is not null`.execute(ctx.db);
  const found = await sql<{
    next: number;
    live: number;
    last: Date | null;
  }>`select coalesce(max(t.ordinal) + 1, 0) as next,
      count(*) filter (where exists (select from application a where a.test = t.id and a.state <> 'cancelled'))::int as live,
      (select max(a.due_at) from application a where a.campaign = ${campaign} and a.position = 1 and a.state <> 'cancelled') as last
    from test t where t.campaign = ${campaign}`.execute(ctx.db);
  const { next, live, last } = found.rows[0] ?? { next: 0, live: 0, last: null };
  return {
    byCell: new Map(cells.rows.map((row) => [cellKey(row), row.tests])),
    vacancies: new Set(tests.rows.map(({ vacancy }) => vacancy)),
    next,
    live,
    lastDay: last === null ? null : toLocal(last).date,
  };
}

/** Something that happened to an application, on the time axis of its test. */
export interface TimelineEvent {
  readonly at: Date;
  readonly kind: 'planned' | 'attempt' | 'sent' | 'answer' | 'coded' | 'outcome' | 'window-end';
  /** A code, a result or an SMTP reply, as the kind asks. */
  readonly detail: string | null;
}

export interface ApplicationView {
  readonly id: ApplicationId;
  readonly position: number;
  /** Null for those who may not see arms. */
  readonly arm: Arm | null;
  readonly name: string | null;
  readonly state: ApplicationState;
  readonly stateReason: string | null;
  readonly dueAt: Date;
  readonly events: readonly TimelineEvent[];
}

export interface TestView {
  readonly id: TestId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly ordinal: number;
  readonly sector: string;
  /** Null once it was erased who was tested. */
  readonly vacancyTitle: string | null;
  /** Null where the reader may not know the employer (baseline, or a closed pair). */
  readonly employer: string | null;
  readonly applications: readonly ApplicationView[];
}

const TestRow = z.object({ employer: z.string().nullable() });

/**
 * One test with its applications on one time axis, for its campaign's own team. Arms and names are left out in SQL for those who may not see
 * them; a baseline's employer is shown only to fieldworkers, and only until its outcomes are final. Throws `not-found`, also to those outside the team.
 */
export function findTest(
  ctx: Ctx,
  id: TestId,
  may: { seeAny: boolean; seeArms: boolean; seeEmployer: boolean },
): Promise<TestView> {
  return ctx.read(async (ctx) => {
    const test = await ctx.db
      .selectFrom('test as t')
      .innerJoin('campaign as c', 'c.id', 't.campaign')
      .leftJoin('vacancy as v', 'v.id', 't.vacancy')
      .leftJoin('employer as e', 'e.id', 't.employer')
      .select(['t.id', 't.campaign', 'c.name as campaignName', 't.ordinal', 't.sector'])
      .select(VACANCY_TITLE.as('vacancyTitle'))
      .select(
        sql<
          string | null
        >`case when c.purpose = 'enforcement' or (${may.seeEmployer} and exists (select from application a
          where a.test = t.id and not exists (select from outcome o where o.application = a.id))) then e.name end`.as(
          'employer',
        ),
      )
      .where('t.id', '=', id)
      .where(
        sql<boolean>`(${may.seeAny} or exists (select from campaign_member m where m.campaign = c.id and m.account = app_actor()))`,
      )
      .executeTakeFirst();
    if (test === undefined) throw new Problem('not-found');
    return {
      ...test,
      ...TestRow.parse({ employer: test.employer }),
      applications: await findApplications(ctx, id, may.seeArms),
    };
  });
}

async function findApplications(ctx: ReadCtx, test: TestId, seeArms: boolean): Promise<ApplicationView[]> {
  const rows = await ctx.db
    .selectFrom('application as a')
    .select([
      'a.id',
      'a.position',
      'a.state',
      'a.state_reason as stateReason',
      'a.due_at as dueAt',
      'a.sent_at as sentAt',
      'a.window_ends_at as windowEndsAt',
      'a.planned_at as plannedAt',
    ])
    .select([
      sql<Arm | null>`case when ${seeArms} then a.arm end`.as('arm'),
      sql<string | null>`case when ${seeArms} then a.from_name end`.as('name'),
    ])
    .where('a.test', '=', test)
    .orderBy('a.position')
    .execute();
  return Promise.all(
    rows.map(async ({ sentAt, windowEndsAt, plannedAt, ...row }) => {
      const events: TimelineEvent[] = [
        { at: plannedAt, kind: 'planned', detail: null },
        ...(await findEvents(ctx, row.id)),
      ];
      if (sentAt !== null) events.push({ at: sentAt, kind: 'sent', detail: null });
      if (windowEndsAt !== null) events.push({ at: windowEndsAt, kind: 'window-end', detail: null });
      return { ...row, events: events.sort((a, b) => a.at.getTime() - b.at.getTime()) };
    }),
  );
}

async function findEvents(ctx: ReadCtx, application: ApplicationId): Promise<TimelineEvent[]> {
  const found =
    await sql<TimelineEvent>`select started_at as at, 'attempt' as kind, coalesce(result, 'open') as detail from attempt where application = ${application} and result is distinct from 'sent'
    union all select received_at, 'answer', coalesce(code, suggestion) from response where application = ${application}
    union all select coded_at, 'coded', code from response where application = ${application} and coded_at is not null
    union all select final_at, 'outcome', code from outcome where application = ${application}`.execute(
      ctx.db,
    );
  return found.rows;
}

/** A line of the list of a campaign's tests. */
export interface TestLine {
  readonly id: TestId;
  readonly ordinal: number;
  readonly sector: string;
  /** Null once it was erased who was tested. */
  readonly vacancyTitle: string | null;
  readonly first: ApplicationState;
  /** Null where an employer gets one application. */
  readonly second: ApplicationState | null;
  readonly due: Date;
}
