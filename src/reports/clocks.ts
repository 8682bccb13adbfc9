import { addDays, addMonths, type DateOnly } from '../platform/dates.js';
import type { Calendar } from '../register/index.js';
import { TERMS } from './rules.js';

/** The last days on which receipt must be acknowledged, and feedback given. */
export interface DueDays {
  readonly acknowledgeBy: DateOnly;
  readonly feedbackBy: DateOnly;
}

/**
 * The due days of a report that came in on a day: seven days, three months; a last day on which nobody works is the last
 * working day before it, so that the law's own day is never passed.
 */
export function dueDays(sentOn: DateOnly, calendar: Calendar): DueDays {
  return {
    acknowledgeBy: lastWorkingDay(addDays(sentOn, TERMS.acknowledgeDays), calendar),
    feedbackBy: lastWorkingDay(addMonths(sentOn, TERMS.feedbackMonths), calendar),
  };
}

/** The last day for feedback once a motivated decision moved it: six months from the day of receipt, never more. */
export function extendedFeedback(sentOn: DateOnly, calendar: Calendar): DateOnly {
  return lastWorkingDay(addMonths(sentOn, TERMS.longestFeedbackMonths), calendar);
}

/** The last day for feedback after the clock stood still for so many days; never past the six months. */
export function pausedFeedback(
  before: DateOnly,
  days: number,
  sentOn: DateOnly,
  calendar: Calendar,
): DateOnly {
  const moved = lastWorkingDay(addDays(before, days), calendar);
  const longest = extendedFeedback(sentOn, calendar);
  return moved < longest ? moved : longest;
}

function lastWorkingDay(date: DateOnly, calendar: Calendar): DateOnly {
  return calendar.isWorkingDay(date, { flemishServices: true })
    ? date
    : calendar.addWorkingDays(date, -1, { flemishServices: true });
}
