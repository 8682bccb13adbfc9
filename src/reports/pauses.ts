import { addDays, diffDays, type DateOnly } from '../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';
import { mayGiveFeedback, type Life } from './rules.js';
import type { PauseWhy, Side } from './schema.js';

/** What lets a clock stand still, as data. */
export interface PauseRule {
  /** Acknowledging never waits for anybody else: the clock for feedback alone stands still. */
  readonly clock: 'feedback';
  /** What must be so: a question to the reporter is the last word of the thread. */
  readonly needs: 'question-open' | null;
  /** Days in all, over every pause of a report for this reason; the clock then goes on by itself. */
  readonly mostDays: number;
  /** Whether the next message or file of the reporter ends it; an officer always can. */
  readonly endsByWord: boolean;
}

/**
 * Directive 2019/1937, art. 11(2)(d) knows no pause: three months, and six in justified cases. So a pause has a reason that is not
 * our own, has few days, and never carries feedback past the six months. The database holds the same days.
 */
export const PAUSES: Readonly<Record<PauseWhy, PauseRule>> = {
  question: { clock: 'feedback', needs: 'question-open', mostDays: 30, endsByWord: true },
  'reporter-wish': { clock: 'feedback', needs: null, mostDays: 60, endsByWord: true },
  'other-inquiry': { clock: 'feedback', needs: null, mostDays: 90, endsByWord: false },
};

/** One time that the clock for feedback stood still, or does. */
export interface Pause {
  readonly id: string;
  readonly officer: string;
  readonly why: PauseWhy;
  /** It stands still from this day. */
  readonly from: DateOnly;
  /** The day on which it goes on by itself. */
  readonly until: DateOnly;
  /** The last day for feedback as it was before. */
  readonly before: DateOnly;
  readonly endedOn: DateOnly | null;
}

/** The pause that runs on a day; null where the clock does. */
export const runningPause = (pauses: readonly Pause[], today: DateOnly): Pause | null =>
  pauses.find(({ endedOn, until }) => endedOn === null && today < until) ?? null;

/** For how many days the clock stood still by a pause, up to a day. */
export function daysOf({ from, until, endedOn }: Pause, today: DateOnly): number {
  const last = endedOn ?? until;
  return diffDays(from, last < today ? last : today);
}

/** Days that are left for a reason. */
const daysLeft = (pauses: readonly Pause[], why: PauseWhy): number =>
  PAUSES[why].mostDays -
  pauses
    .filter((one) => one.why === why)
    .reduce((all, { from, until, endedOn }) => all + diffDays(from, endedOn ?? until), 0);

/** What is looked at before a clock may stand still. */
export interface PauseAsk {
  readonly life: Life;
  readonly pauses: readonly Pause[];
  /** Who wrote last; null where nobody did. */
  readonly lastWord: Side | null;
  readonly today: DateOnly;
  /** The last day that feedback can ever have: six months from receipt. */
  readonly longest: DateOnly;
}

/** A clock stands still while feedback is due and not late, once at a time, for a reason that has days left. */
export function mayPause({ life, pauses, lastWord, today, longest }: PauseAsk, why: PauseWhy): Verdict {
  const { feedbackBy } = life;
  const fits =
    mayGiveFeedback(life).allowed &&
    feedbackBy !== null &&
    today <= feedbackBy &&
    feedbackBy < longest &&
    runningPause(pauses, today) === null &&
    daysLeft(pauses, why) > 0 &&
    (PAUSES[why].needs === null || lastWord === 'officer');
  return fits ? ALLOW : refuse('report-not-now');
}

/** From which day a clock that stands still today goes on by itself: its reason has no more days, or the six months are over. */
export function pauseUntil({ life, pauses, today, longest }: PauseAsk, why: PauseWhy): DateOnly {
  const room = life.feedbackBy === null ? 0 : diffDays(life.feedbackBy, longest);
  return addDays(today, Math.min(daysLeft(pauses, why), room));
}
