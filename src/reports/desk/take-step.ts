import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import { insist, type Verdict } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { extendedFeedback } from '../clocks.js';
import { endPause, readPauses } from '../paused.js';
import { runningPause } from '../pauses.js';
import type { DecisionKind, Outcome } from '../schema.js';
import { addMessage } from '../thread.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { changing, decide } from './work.js';

export interface Step {
  readonly what: DecisionKind;
  readonly may: (report: store.DeskReport, longest: DateOnly, paused: boolean) => Verdict;
  readonly text: string;
  readonly stage?: string;
  readonly outcome?: Outcome;
  /** The reporter reads the text as a message; else it is the reason, for colleagues. */
  readonly telling?: 'reporter';
}

/** Takes a step of a report with its reason, in one transaction. Problems: report-not-now, not-found, no-copy */
export function takeStep(channel: Channel, visitor: Visitor, id: string, asked: Step): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    if (kept.sentOn === null) throw new Problem('report-not-now');
    const longest = extendedFeedback(kept.sentOn, channel.calendar);
    const today = ctx.clock.today();
    const paused = runningPause(await readPauses(ctx, opened.report), today) !== null;
    insist(asked.may(kept, longest, paused));
    await decide(ctx, opened, visitor, asked.what, asked.stage ?? '', asked.text);
    // What was waited for came: feedback is given while the clock stands still.
    if (paused && (asked.what === 'feedback' || asked.what === 'closed'))
      await endPause(ctx, channel.calendar, opened.report, kept, 'officer');
    await store.takeStep(ctx.db, opened.report, changesOf(asked, kept, today, longest));
    if (asked.telling === 'reporter') await addMessage(ctx, opened, 'officer', asked.text);
    ctx.happenings.push({ what: `report.${asked.what}`, report: opened.report });
  });
}

function changesOf(
  asked: Step,
  kept: store.DeskReport,
  today: DateOnly,
  longest: DateOnly,
): store.ReportStep {
  switch (asked.what) {
    case 'acknowledged':
      return { status: 'acknowledged', acknowledged_on: today };
    case 'in-progress':
      return kept.status === 'in-progress' ? {} : { status: 'in-progress', closed_on: null, outcome: null };
    case 'forwarded':
      return { status: 'forwarded' };
    case 'closed':
      return {
        status: 'closed',
        closed_on: today,
        feedback_on: kept.feedbackOn ?? today,
        ...(asked.outcome === undefined ? {} : { outcome: asked.outcome }),
      };
    case 'feedback':
      return { feedback_on: today };
    case 'extended':
      return { feedback_by: longest };
    case 'assigned':
    case 'test-asked':
    case 'test-checked':
    case 'test-released':
    case 'held':
    case 'let-go':
    case 'identity-asked':
    case 'duty-asked':
    case 'annex-sealed':
    case 'annex-asked':
    case 'paused':
    case 'resumed':
    case 'redacted':
    case 'original-opened':
    case 'lent':
    case 'lent-back':
      return {};
  }
}
