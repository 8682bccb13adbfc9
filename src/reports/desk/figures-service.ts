import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import { toCivil } from '../../platform/dates.js';
import type { Channel } from '../channel.js';
import { KINDS, OUTCOMES } from '../schema.js';
import {
  FEWEST_SHOWN,
  shownAlone,
  shownOverlapping,
  shownPart,
  shownShare,
  shownTogether,
  type Shown,
  type ShownCount,
} from './figures.js';
import type { Visitor } from './session.js';

/** The figures of the reports that came in during one year, as they may be shown. */
export interface Figures {
  readonly year: number;
  /** Years with reports, the newest first; the current one always. */
  readonly years: readonly number[];
  readonly received: Shown;
  readonly closed: Shown;
  readonly forwarded: Shown;
  readonly released: Shown;
  readonly confirmed: Shown;
  /** Median days; null below five. */
  readonly acknowledgeDays: Shown;
  readonly feedbackDays: Shown;
  /** The same without the days on which the term stood still. */
  readonly feedbackOwnDays: Shown;
  /** Reports whose term for feedback stood still. */
  readonly paused: Shown;
  /** Per cent of what was due. */
  readonly acknowledgedInTime: Shown;
  readonly feedbackInTime: Shown;
  readonly kinds: readonly ShownCount[];
  readonly outcomes: readonly ShownCount[];
  readonly sectors: readonly ShownCount[];
  /** A report can name several grounds, so these do not add up. */
  readonly grounds: readonly ShownCount[];
}

interface Totals {
  readonly received: number;
  readonly closed: number;
  readonly forwarded: number;
  readonly released: number;
  readonly confirmed: number;
  readonly acknowledged: number;
  readonly acknowledged_due: number;
  readonly acknowledged_in_time: number;
  readonly acknowledge_days: number | null;
  readonly answered: number;
  readonly feedback_due: number;
  readonly feedback_in_time: number;
  readonly feedback_days: number | null;
  readonly own_days: number | null;
  readonly paused: number;
}

/** The figures of a year; of this one where none is given. */
export function readFigures(channel: Channel, visitor: Visitor, asked: number | null): Promise<Figures> {
  return channel.officer(visitor).read(async (ctx) => {
    const thisYear = toCivil(ctx.clock.today()).year;
    const found = await sql<{ year: number }>`select year from report_years()`.execute(ctx.db);
    const years = [...new Set([thisYear, ...found.rows.map(({ year }) => year)])].sort((a, b) => b - a);
    const year = asked !== null && years.includes(asked) ? asked : thisYear;
    return { year, years, ...(await shownTotals(ctx, year)), ...(await breakdowns(ctx, year)) };
  });
}

async function shownTotals(ctx: ReadCtx, year: number) {
  const { rows } = await sql<Totals>`select count(*)::int as received, count(outcome)::int as closed,
      count(*) filter (where forwarded)::int as forwarded, count(*) filter (where released)::int as released,
      count(*) filter (where outcome = 'breach-found')::int as confirmed,
      count(acknowledge_days)::int as acknowledged, count(acknowledged_in_time)::int as acknowledged_due,
      count(*) filter (where acknowledged_in_time)::int as acknowledged_in_time,
      percentile_disc(0.5) within group (order by acknowledge_days)::int as acknowledge_days,
      count(feedback_days)::int as answered, count(feedback_in_time)::int as feedback_due,
      count(*) filter (where feedback_in_time)::int as feedback_in_time,
      percentile_disc(0.5) within group (order by feedback_days)::int as feedback_days,
      percentile_disc(0.5) within group (order by feedback_days - paused_days)::int as own_days,
      count(*) filter (where paused_days > 0)::int as paused
    from year_rows(${year})`.execute(ctx.db);
  const [total] = rows;
  if (total === undefined) throw new Error('A count has one row.');
  return {
    received: shownAlone(total.received),
    closed: shownPart(total.closed, total.received),
    forwarded: shownPart(total.forwarded, total.received),
    released: shownPart(total.released, total.received),
    confirmed: shownPart(total.confirmed, total.received),
    acknowledgeDays: total.acknowledged < FEWEST_SHOWN ? null : total.acknowledge_days,
    feedbackDays: total.answered < FEWEST_SHOWN ? null : total.feedback_days,
    feedbackOwnDays: total.answered < FEWEST_SHOWN ? null : total.own_days,
    paused: shownPart(total.paused, total.received),
    acknowledgedInTime: shownShare(total.acknowledged_in_time, total.acknowledged_due),
    feedbackInTime: shownShare(total.feedback_in_time, total.feedback_due),
  };
}

interface Cut {
  readonly cut: 'kind' | 'outcome' | 'sector' | 'ground';
  readonly code: string | null;
  readonly count: number;
}

async function breakdowns(ctx: ReadCtx, year: number) {
  const { rows } = await sql<Cut>`with every as materialized (select * from year_rows(${year}))
    select 'kind' as cut, kind as code, count(*)::int as count from every group by 2
    union all select 'outcome', outcome, count(*)::int from every group by 2
    union all select 'sector', sector, count(*)::int from every group by 2
    union all select 'ground', ground, count(*)::int from every, unnest(grounds) ground group by 2`.execute(
    ctx.db,
  );
  const by = (cut: Cut['cut']): Map<string, number> =>
    new Map(rows.filter((row) => row.cut === cut).map(({ code, count }) => [code ?? '', count]));
  const inOrder = (counts: ReadonlyMap<string, number>, codes: readonly string[]): ShownCount[] =>
    shownTogether(codes.map((code) => ({ code, count: counts.get(code) ?? 0 })));
  const sorted = (counts: ReadonlyMap<string, number>): string[] => [...counts.keys()].sort();
  const [kinds, sectors, grounds] = [by('kind'), by('sector'), by('ground')];
  const received = [...kinds.values()].reduce((all, count) => all + count, 0);
  return {
    kinds: inOrder(kinds, KINDS),
    // Without an outcome: still open.
    outcomes: inOrder(by('outcome'), [...OUTCOMES, '']),
    sectors: inOrder(sectors, sorted(sectors)),
    grounds: shownOverlapping(
      sorted(grounds).map((code) => ({ code, count: grounds.get(code) ?? 0 })),
      received,
    ),
  };
}
