import { addMonths, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import type { Visitor } from './session.js';
import { changing, decide } from './work.js';

/** Months after which a hold is looked at again. */
export const HOLD_MONTHS = [3, 6, 12] as const;

/** Keeps a report from being erased until somebody looks again; a hold that stands is moved. Problems: not-found, no-copy */
export function hold(
  channel: Channel,
  visitor: Visitor,
  id: string,
  months: number,
  reason: string,
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const today = ctx.clock.today();
    const set = { officer: visitor.id, held_on: today, review_by: addMonths(today, months) };
    await ctx.db
      .insertInto('hold')
      .values({ report: opened.report, ...set })
      .onConflict((on) => on.column('report').doUpdateSet(set))
      .execute();
    await decide(ctx, opened, visitor, 'held', '', reason);
    ctx.happenings.push({ what: 'report.held', report: opened.report });
  });
}

/** Lifts a hold. Problems: report-not-now where there is none, not-found, no-copy */
export function letGo(channel: Channel, visitor: Visitor, id: string, reason: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const lifted = await ctx.db.deleteFrom('hold').where('report', '=', opened.report).executeTakeFirst();
    if (lifted.numDeletedRows === 0n) throw new Problem('report-not-now');
    await decide(ctx, opened, visitor, 'let-go', '', reason);
    ctx.happenings.push({ what: 'report.let-go', report: opened.report });
  });
}

export interface Erased {
  readonly report: string;
  readonly erasedOn: DateOnly;
}

const MOST_ERASED = 200;

/** What was erased, the newest first. */
export function listErased(channel: Channel, visitor: Visitor): Promise<Erased[]> {
  return channel
    .officer(visitor)
    .read((ctx) =>
      ctx.db
        .selectFrom('erasure')
        .select(['report', 'erased_on as erasedOn'])
        .orderBy('erased_on', 'desc')
        .orderBy('report')
        .limit(MOST_ERASED)
        .execute(),
    );
}
