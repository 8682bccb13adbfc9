import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { reportColumns, type DeskReport } from './store.js';

/** Reports of one page, the one that is due first at the top; closed ones by the day they were closed. */
export async function listReports(
  ctx: ReadCtx,
  closed: boolean,
  from: number,
  most: number,
): Promise<DeskReport[]> {
  const all = ctx.db.selectFrom('report').select(reportColumns);
  return closed
    ? all
        .where('status', '=', 'closed')
        .orderBy('closed_on', 'desc')
        .orderBy('id')
        .offset(from)
        .limit(most)
        .execute()
    : all
        .where('status', 'not in', ['draft', 'closed'])
        .orderBy(
          sql`case when acknowledged_on is null then acknowledge_by when feedback_on is null then feedback_by end`,
        )
        .orderBy('id')
        .offset(from)
        .limit(most)
        .execute();
}

/** These reports, the one that came in last at the top. */
export async function findReports(ctx: ReadCtx, reports: readonly string[]): Promise<DeskReport[]> {
  if (reports.length === 0) return [];
  return ctx.db
    .selectFrom('report')
    .select(reportColumns)
    .where('id', 'in', reports)
    .orderBy('sent_on', 'desc')
    .orderBy('id')
    .execute();
}

/** How many messages of reporters, and answers to further questions, nobody opened, by report. */
export async function countUnseen(ctx: ReadCtx, reports: readonly string[]): Promise<Map<string, number>> {
  if (reports.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('message')
    .select((of) => ['report', of.fn.countAll<string>().as('count')])
    .where('report', 'in', reports)
    .where('side', '=', 'reporter')
    .where('seen', '=', false)
    .groupBy('report')
    .execute();
  const answered = await ctx.db
    .selectFrom('questionnaire')
    .select((of) => ['report', of.fn.countAll<string>().as('count')])
    .where('report', 'in', reports)
    .where('answered_on', 'is not', null)
    .where('seen', '=', false)
    .groupBy('report')
    .execute();
  const unseen = new Map<string, number>();
  for (const { report, count } of [...rows, ...answered])
    unseen.set(report, (unseen.get(report) ?? 0) + Number(count));
  return unseen;
}

/** Until which day the clock of each of these reports stands still; one whose clock runs is not among them. */
export async function listPaused(ctx: ReadCtx, reports: readonly string[]): Promise<Map<string, DateOnly>> {
  if (reports.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('pause')
    .select(['report', 'until_day as until'])
    .where('report', 'in', reports)
    .where('ended_on', 'is', null)
    .where('until_day', '>', ctx.clock.today())
    .execute();
  return new Map(rows.map(({ report, until }) => [report, until]));
}

/** What waits for officers, over all reports. */
export interface Waiting {
  readonly toAcknowledge: number;
  /** Feedback that is due within two weeks, and not late. */
  readonly feedbackSoon: number;
  /** A term of the law that is over. */
  readonly late: number;
  /** Reports with a message of their reporter that nobody opened. */
  readonly answered: number;
}

/** Counts what waits, without looking at who may open what: a number tells nothing of a report. */
export async function countWaiting(ctx: ReadCtx): Promise<Waiting> {
  const { rows } =
    await sql<Waiting>`select to_acknowledge as "toAcknowledge", feedback_soon as "feedbackSoon", late, answered
    from desk_counts()`.execute(ctx.db);
  const [counted] = rows;
  if (counted === undefined) throw new Error('A count has one row.');
  return counted;
}
