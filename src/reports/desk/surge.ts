import type { ReadCtx } from '../../platform/context.js';
import { addDays, type DateOnly } from '../../platform/dates.js';

/**
 * When a day is told as a wave of reports: `fewest` or more, and `times` what a day brings on average over the `before` days
 * before it (one at least). Told for `shown` days. Only days and counts are looked at: no word, employer, sector or source,
 * so that nobody is suspected for what was written, and fewer than ten reports are never told apart.
 */
export const SURGE = { fewest: 10, times: 4, before: 28, shown: 7 } as const;

export interface Surge {
  readonly day: DateOnly;
  readonly count: number;
}

/** The waves of the last days, the newest first. @param perDay how many reports came in, by day; no entry is none */
export function surgesIn(perDay: ReadonlyMap<DateOnly, number>, today: DateOnly): Surge[] {
  const surges: Surge[] = [];
  for (let back = 0; back < SURGE.shown; back++) {
    const day = addDays(today, -back);
    const count = perDay.get(day) ?? 0;
    let before = 0;
    for (let earlier = 1; earlier <= SURGE.before; earlier++)
      before += perDay.get(addDays(day, -earlier)) ?? 0;
    const usual = Math.max(1, before / SURGE.before);
    if (count >= SURGE.fewest && count >= usual * SURGE.times) surges.push({ day, count });
  }
  return surges;
}

/** The waves of the last days. */
export async function readSurges(ctx: ReadCtx): Promise<Surge[]> {
  const today = ctx.clock.today();
  const rows = await ctx.db
    .selectFrom('report')
    .select((of) => ['sent_on as day', of.fn.countAll<string>().as('count')])
    .where('status', '<>', 'draft')
    .where('sent_on', '>=', addDays(today, -SURGE.before - SURGE.shown))
    .groupBy('sent_on')
    .execute();
  const perDay = new Map<DateOnly, number>();
  for (const { day, count } of rows) if (day !== null) perDay.set(day, Number(count));
  return surgesIn(perDay, today);
}
