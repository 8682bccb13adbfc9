import type { ReadCtx, TxCtx } from '../platform/context.js';
import type { DateOnly } from '../platform/dates.js';
import type { Calendar } from '../register/index.js';
import { pausedFeedback } from './clocks.js';
import { daysOf, PAUSES, runningPause, type Pause } from './pauses.js';
import type { ReportId, Side } from './schema.js';

/** When the clock of a report stood still, the first pause first. */
export function readPauses(ctx: ReadCtx, report: string): Promise<Pause[]> {
  return ctx.db
    .selectFrom('pause')
    .select([
      'id',
      'officer',
      'why',
      'from_day as from',
      'until_day as until',
      'before_by as before',
      'ended_on as endedOn',
    ])
    .where('report', '=', report)
    .orderBy('from_day')
    .orderBy('id')
    .execute();
}

/** The row of a report, which must be locked. */
interface Kept {
  readonly sentOn: DateOnly | null;
  readonly feedbackBy: DateOnly | null;
}

/**
 * Lets the clock of a report go on, where it stands still and this side may end that; gives whether it did. The last day for
 * feedback moves back to what the days of the pause ask.
 */
export async function endPause(
  ctx: TxCtx,
  calendar: Calendar,
  report: ReportId,
  { sentOn, feedbackBy }: Kept,
  by: Side,
): Promise<boolean> {
  const today = ctx.clock.today();
  const pause = runningPause(await readPauses(ctx, report), today);
  if (pause === null || sentOn === null || (by === 'reporter' && !PAUSES[pause.why].endsByWord)) return false;
  await ctx.db.updateTable('pause').set({ ended_on: today }).where('id', '=', pause.id).execute();
  const becomes = pausedFeedback(pause.before, daysOf(pause, today), sentOn, calendar);
  if (becomes !== feedbackBy)
    await ctx.db.updateTable('report').set({ feedback_by: becomes }).where('id', '=', report).execute();
  return true;
}
