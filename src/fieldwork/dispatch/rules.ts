import type { DateOnly } from '../../platform/dates.js';
import type { Calendar } from '../../register/index.js';
import type { ApplicationState } from '../scheduling/index.js';

/** A vacancy check counts for 24 hours. */
export const CHECK_HOURS = 24;
/** An application that the server keeps deferring is given up after so many attempts. */
export const MOST_ATTEMPTS = 12;
/** Both clocks of an application, in days from its own sending. */
export const WINDOW_DAYS = 30;

const HOUR = 3_600_000;

/**
 * When the last application of a test leaves at the latest, if this one leaves at `at`: so long its authorisation must stand.
 * @param alone whether it is the only one of its test
 */
export const lastOfTest = (position: 1 | 2, alone: boolean, at: Date): Date =>
  position === 1 && !alone ? new Date(at.getTime() + 4 * 24 * HOUR) : at;

/** What the decision to send looks at. Times are instants; `today` is the date in Brussels. */
export interface DueFacts {
  readonly position: 1 | 2;
  readonly dueDay: DateOnly;
  readonly today: DateOnly;
  readonly officeTime: boolean;
  readonly now: Date;
  readonly reschedules: number;
  /** The first arm, when this is the second. */
  readonly first: { readonly state: ApplicationState; readonly sentDay: DateOnly | null } | null;
  /** The last look at its vacancy, if any; `none` where it answers no vacancy, so that there is nothing to look at. */
  readonly check: { readonly verdict: 'open' | 'closed' | 'changed'; readonly at: Date } | 'none' | null;
  /** Whether its vacancy was marked as one that nobody tests since the plan was sealed. */
  readonly excluded: boolean;
  /** Whether its made-up candidate, or the other of the pair, was taken out of use. */
  readonly retired: boolean;
  /** Whether it would do a test again, and what that rested on is gone. */
  readonly groundless: boolean;
  readonly authorisedUntil: Date | null;
  /** The latest instant at which the second arm can still leave when this one leaves now; for a second or only one, now. */
  readonly lastOfTest: Date;
}

export type DueDecision =
  | { readonly kind: 'send' }
  | { readonly kind: 'wait'; readonly why: 'first-arm-open' | 'vacancy-unchecked' }
  | {
      readonly kind: 'reschedule';
      readonly why: 'office-closed' | 'vacancy-unchecked' | 'first-arm-late' | 'same-day';
    }
  | {
      readonly kind: 'cancel';
      readonly why:
        | 'vacancy-closed'
        | 'vacancy-changed'
        | 'vacancy-unchecked'
        | 'identity-retired'
        | 'ground-gone'
        | 'first-arm-not-sent'
        | 'first-arm-cancelled'
        | 'first-arm-late'
        | 'authorisation-too-short'
        | 'missed';
    };

/**
 * What happens to an application whose due moment has come. A second arm follows a settled first arm by at least a
 * day; it is rescheduled once, then cancelled. A first arm may move freely: nobody has seen it.
 */
export function decideDue(facts: DueFacts): DueDecision {
  const second = facts.position === 2;
  if (facts.retired) return { kind: 'cancel', why: 'identity-retired' };
  if (facts.groundless) return { kind: 'cancel', why: 'ground-gone' };
  const again = (why: 'office-closed' | 'vacancy-unchecked' | 'first-arm-late'): DueDecision => {
    // A first arm moves freely past closed hours; a pair that nobody checks is moved once, like a second arm.
    if ((!second && why !== 'vacancy-unchecked') || facts.reschedules === 0)
      return { kind: 'reschedule', why };
    return { kind: 'cancel', why: why === 'office-closed' ? 'missed' : why };
  };
  if (second) {
    const first = facts.first;
    if (first === null || first.state === 'cancelled') return { kind: 'cancel', why: 'first-arm-cancelled' };
    if (first.state === 'not-sent') return { kind: 'cancel', why: 'first-arm-not-sent' };
    if (first.state !== 'sent' && first.state !== 'refused') {
      return facts.dueDay < facts.today ? again('first-arm-late') : { kind: 'wait', why: 'first-arm-open' };
    }
    if (first.sentDay !== null && first.sentDay >= facts.today)
      return { kind: 'reschedule', why: 'same-day' };
  }
  if (facts.excluded) return { kind: 'cancel', why: 'vacancy-changed' };
  const { check } = facts;
  if (check !== 'none' && check?.verdict === 'closed') return { kind: 'cancel', why: 'vacancy-closed' };
  if (check !== 'none' && check?.verdict === 'changed') return { kind: 'cancel', why: 'vacancy-changed' };
  const checked =
    check === 'none' || (check !== null && facts.now.getTime() - check.at.getTime() <= CHECK_HOURS * HOUR);
  if (!facts.officeTime || facts.dueDay < facts.today)
    return again(checked ? 'office-closed' : 'vacancy-unchecked');
  if (!checked) return { kind: 'wait', why: 'vacancy-unchecked' };
  if (facts.authorisedUntil !== null && facts.lastOfTest >= facts.authorisedUntil)
    return { kind: 'cancel', why: 'authorisation-too-short' };
  return { kind: 'send' };
}

/** Minutes to wait before attempt `number` + 1 after a temporary refusal: 15, 30, 60, … at most 4 hours. */
export function backoffMinutes(number: number): number {
  return Math.min(240, 15 * 2 ** Math.max(0, number - 1));
}

/** When the window of an application sent at this instant ends. */
export function windowEnd(sentAt: Date): Date {
  return new Date(sentAt.getTime() + WINDOW_DAYS * 24 * HOUR);
}

/**
 * The days on which pairs begin that did not begin yet, in the order of the plan: at most `perDay` on one, none before
 * `start`, none before its own day, and none before the one that stands before it in the plan.
 * @param days the day that each pair has now, in the order of the plan
 */
export function spreadOver(
  days: readonly DateOnly[],
  perDay: number,
  start: DateOnly,
  calendar: Pick<Calendar, 'nextWorkingDay'>,
): DateOnly[] {
  let day = start;
  let taken = 0;
  return days.map((own) => {
    if (own > day) {
      day = own;
      taken = 0;
    } else if (taken === perDay) {
      day = calendar.nextWorkingDay(day);
      taken = 0;
    }
    taken += 1;
    return day;
  });
}
