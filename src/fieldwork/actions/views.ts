import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { VACANCY_TITLE } from '../about.js';
import type { AttemptKind } from '../calls/schema.js';
import type { LetterState, Step } from '../client-mails/schema.js';
import type { ActionReportLine, ActionTotals } from './schema.js';

/** An application as it stands in a report. */
interface ApplicationRow {
  readonly ordinal: number;
  readonly sector: string;
  readonly kbo: string | null;
  readonly employer: string | null;
  readonly vacancy: string | null;
  readonly takenOut: boolean;
  readonly application: string;
  readonly position: number;
  readonly arm: 'control' | 'treatment' | null;
  readonly state: string;
  readonly reason: string | null;
  readonly sentAt: Date | null;
  readonly outcome: string | null;
  readonly withdrawnAt: Date | null;
}

/** A reason as it may be told: one that a person typed could name an employer, one of our codes cannot. */
const toldReason = (named: boolean, column: string) =>
  sql<
    string | null
  >`case when ${named} or ${sql.ref(column)} ~ '^[a-z]+(-[a-z]+)*$' then ${sql.ref(column)} end`;

/**
 * Every application of a campaign in the order of its plan. Employers, arms and outcomes are left out in SQL unless
 * `named`.
 */
export async function findDone(
  ctx: ReadCtx,
  campaign: CampaignId,
  named: boolean,
): Promise<readonly ApplicationRow[]> {
  const found = await sql<ApplicationRow>`select t.ordinal, t.sector,
      case when ${named} then e.kbo end as kbo, case when ${named} then e.name end as employer,
      case when ${named} then ${VACANCY_TITLE} end as vacancy,
      exists (select from voided_test x where x.test = t.id) as "takenOut",
      a.id as application, a.position, case when ${named} then a.arm end as arm, a.state, ${toldReason(named, 'a.state_reason')} as reason, a.sent_at as "sentAt",
      case when ${named} then o.code end as outcome, w.sent_at as "withdrawnAt"
    from test t join application a on a.test = t.id left join employer e on e.id = t.employer left join vacancy v on v.id = t.vacancy
      left join outcome o on o.application = a.id left join withdrawal w on w.application = a.id
    where t.campaign = ${campaign} order by t.ordinal, a.position`.execute(ctx.db);
  return found.rows;
}

/** The answers to the applications of a campaign, oldest first, by application. */
export async function findAnswers(
  ctx: ReadCtx,
  campaign: CampaignId,
): Promise<ReadonlyMap<string, readonly { readonly at: Date; readonly code: string | null }[]>> {
  const rows = await ctx.db
    .selectFrom('response as r')
    .innerJoin('application as a', 'a.id', 'r.application')
    .select(['a.id as application', 'r.received_at as at', 'r.code'])
    .where('a.campaign', '=', campaign)
    .orderBy('r.received_at')
    .orderBy('r.id')
    .execute();
  const answers = new Map<string, { readonly at: Date; readonly code: string | null }[]>();
  for (const { application, at, code } of rows) {
    const known = answers.get(application);
    if (known === undefined) answers.set(application, [{ at, code }]);
    else known.push({ at, code });
  }
  return answers;
}

/** Where in the plan every application of a campaign stands, by its id and by the ids of its answers. */
export async function findPlaces(
  ctx: ReadCtx,
  campaign: CampaignId,
): Promise<ReadonlyMap<string, { readonly ordinal: number; readonly position: number }>> {
  const { rows } = await sql<{
    id: string;
    ordinal: number;
    position: number;
  }>`select a.id, t.ordinal, a.position
      from application a join test t on t.id = a.test where a.campaign = ${campaign}
    union all select r.id, t.ordinal, a.position
      from response r join application a on a.id = r.application join test t on t.id = a.test where a.campaign = ${campaign}`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ id, ordinal, position }) => [id, { ordinal, position }]));
}

/** A call as it stands in a report. */
interface CallRow {
  readonly ordinal: number;
  readonly sector: string;
  readonly kbo: string | null;
  readonly employer: string | null;
  readonly plannedOn: string;
  readonly state: string;
  readonly reason: string | null;
  readonly endedAt: Date | null;
  readonly code: string | null;
  readonly waits: boolean | null;
  readonly voidReason: string | null;
  readonly deviations: number;
  readonly attempts: readonly { readonly onDay: string; readonly how: AttemptKind }[];
  readonly byMail: boolean;
  readonly letters: readonly {
    readonly step: Step;
    readonly state: LetterState;
    readonly sentAt: string | null;
  }[];
}

/** Every call of a campaign in the order of its plan. Agencies and what was heard are left out in SQL unless `named`. */
export async function findCallsDone(
  ctx: ReadCtx,
  campaign: CampaignId,
  named: boolean,
): Promise<readonly CallRow[]> {
  const found = await sql<CallRow>`select t.ordinal, t.sector, case when ${named} then e.kbo end as kbo,
      case when ${named} then e.name end as employer, t.planned_on as "plannedOn", t.state, ${toldReason(named, 't.state_reason')} as reason,
      o.ended_at as "endedAt", case when ${named} then case when o.code in ('not-reached', 'stopped', 'silent') then o.code when o.void_reason is null then f.code end end as code,
      ${named} and o.code not in ('not-reached', 'stopped', 'silent') and o.void_reason is null and f.code is null as waits, o.void_reason as "voidReason",
      coalesce(jsonb_array_length(o.deviations), 0) as deviations,
      (select coalesce(jsonb_agg(jsonb_build_object('onDay', a.on_day, 'how', a.how) order by a.n), '[]') from call_attempt a
        where a.task = t.id) as attempts, m.task is not null as "byMail",
      (select coalesce(jsonb_agg(jsonb_build_object('step', l.step, 'state', l.state, 'sentAt', l.sent_at) order by l.decided_at, l.id), '[]')
        from client_letter l where l.task = t.id and (${named} or l.step = 'wish')) as letters
    from call_task t left join employer e on e.id = t.employer left join call_outcome o on o.task = t.id left join call_final f on f.task = t.id
      left join client_mail m on m.task = t.id
    where t.campaign = ${campaign} order by t.ordinal`.execute(ctx.db);
  return found.rows;
}

/** What a report made now would count, asked of the tables: `totalsOf` says the same of a report. */
export async function countDone(ctx: ReadCtx, campaign: CampaignId): Promise<ActionTotals> {
  const { rows } = await sql<ActionTotals>`with pair as (
      select a.test, bool_or(a.state in ('sending', 'sent', 'refused', 'in-doubt')) as begun, count(o.code) = 2 as complete,
        count(o.code) = 2 and min(o.code) = max(o.code) as alike
      from application a left join outcome o on o.application = a.id where a.campaign = ${campaign} group by a.test
    )
    select count(*)::integer as planned, count(*) filter (where begun)::integer as begun, count(*) filter (where complete)::integer as complete,
      count(*) filter (where alike)::integer as alike,
      (select count(*) from voided_test v where v.campaign = ${campaign})::integer as "takenOut",
      (select count(*) from call_task t where t.campaign = ${campaign})::integer as calls,
      (select count(*) from call_task t join call_outcome o on o.task = t.id where t.campaign = ${campaign} and o.code not in ('not-reached', 'silent'))::integer as "callsMade",
      (select count(*) from client_letter l where l.campaign = ${campaign} and l.step = 'wish' and l.state in ('sending', 'sent', 'in-doubt'))::integer as "mailsSent",
      (select count(*) from audit_link l where l.campaign = ${campaign})::integer as acts
    from pair`.execute(ctx.db);
  for (const row of rows) return row;
  throw new Error('A count gives one row.');
}

/** The reports that were made of an authorisation, newest first. */
export function findReports(ctx: ReadCtx, campaign: CampaignId): Promise<ActionReportLine[]> {
  return ctx.db
    .selectFrom('action_report as r')
    .innerJoin('account as a', 'a.id', 'r.made_by')
    .select([
      'r.number',
      'a.name as maker',
      'r.made_at as madeAt',
      'r.pdf_hash as pdfHash',
      'r.html_hash as htmlHash',
    ])
    .where('r.campaign', '=', campaign)
    .orderBy('r.number', 'desc')
    .execute();
}

/** One report as it was made, by the authorisation that was asked of who acts. Throws `not-found` for any other. */
export async function findOwnReport(
  ctx: ReadCtx,
  authorisation: string,
  number: number,
): Promise<{ readonly body: string; readonly html: string; readonly pdf: Buffer }> {
  const row = await ctx.db
    .selectFrom('action_report')
    .select(['body', 'html', 'pdf'])
    .where('authorisation', '=', authorisation)
    .where('number', '=', number)
    .where(sql<boolean>`authorisation in (select app_own_requests())`)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** One report as it was made. Throws `not-found`. */
export async function findReport(
  ctx: ReadCtx,
  campaign: CampaignId,
  number: number,
): Promise<{ readonly body: string; readonly html: string; readonly pdf: Buffer }> {
  const row = await ctx.db
    .selectFrom('action_report')
    .select(['body', 'html', 'pdf'])
    .where('campaign', '=', campaign)
    .where('number', '=', number)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return row;
}
