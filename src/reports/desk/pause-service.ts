import { diffDays } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { extendedFeedback, pausedFeedback } from '../clocks.js';
import { endPause, readPauses } from '../paused.js';
import { mayPause, pauseUntil } from '../pauses.js';
import type { PauseWhy } from '../schema.js';
import { readMessages } from '../thread.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { changing, decide } from './work.js';

/** Lets the clock for feedback stand still, with a reason. Problems: report-not-now, not-found, no-copy */
export function pause(
  channel: Channel,
  visitor: Visitor,
  id: string,
  why: PauseWhy,
  reason: string,
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    const { sentOn, feedbackBy } = kept;
    if (sentOn === null || feedbackBy === null) throw new Problem('report-not-now');
    const today = ctx.clock.today();
    const ask = {
      life: kept,
      pauses: await readPauses(ctx, opened.report),
      lastWord: (await readMessages(ctx, opened)).at(-1)?.side ?? null,
      today,
      longest: extendedFeedback(sentOn, channel.calendar),
    };
    insist(mayPause(ask, why));
    const until = pauseUntil(ask, why);
    const row = { from_day: today, until_day: until, before_by: feedbackBy, ended_on: null };
    await ctx.db
      .insertInto('pause')
      .values({ id: ctx.newId(), report: opened.report, officer: visitor.id, why, ...row })
      .execute();
    await decide(ctx, opened, visitor, 'paused', why, reason);
    const becomes = pausedFeedback(feedbackBy, diffDays(today, until), sentOn, channel.calendar);
    if (becomes !== feedbackBy) await store.takeStep(ctx.db, opened.report, { feedback_by: becomes });
    ctx.happenings.push({ what: 'report.paused', report: opened.report });
  });
}

/** Lets the clock go on before its time. Problems: report-not-now where it does not stand still, not-found, no-copy */
export function resume(channel: Channel, visitor: Visitor, id: string, reason: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    await decide(ctx, opened, visitor, 'resumed', '', reason);
    if (!(await endPause(ctx, channel.calendar, opened.report, kept, 'officer')))
      throw new Problem('report-not-now');
    ctx.happenings.push({ what: 'report.resumed', report: opened.report });
  });
}
