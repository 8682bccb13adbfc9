import type { DateOnly } from '../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';
import type { Outcome, Status } from './schema.js';

/** The clocks of the law as data: days and months from the day of receipt (directive 2019/1937, art. 11(2)). */
export const TERMS = { acknowledgeDays: 7, feedbackMonths: 3, longestFeedbackMonths: 6 } as const;

/** How long a draft is kept, in days after the day of its last change. */
export const DRAFT_DAYS = { withoutCode: 1, withCode: 14 } as const;

/** A form takes reports only while so many officers can read them. */
export const FEWEST_OFFICERS = 2;

export const mayTakeReports = (officers: number): Verdict =>
  officers >= FEWEST_OFFICERS ? ALLOW : refuse('channel-closed');

export interface Life {
  readonly status: Status;
  readonly acknowledgedOn: DateOnly | null;
  readonly outcome: Outcome | null;
}

export function mayAcknowledge({ status }: Life): Verdict {
  return status === 'sent' ? ALLOW : refuse('report-not-now');
}

/** Work starts once receipt was acknowledged; a closed report can be taken up again. */
export function mayTakeUp({ status }: Life): Verdict {
  return status === 'acknowledged' || status === 'forwarded' || status === 'closed'
    ? ALLOW
    : refuse('report-not-now');
}

/** Nothing is closed before its receipt was acknowledged. */
export function mayClose({ status }: Life): Verdict {
  return status === 'acknowledged' || status === 'in-progress' || status === 'forwarded'
    ? ALLOW
    : refuse('report-not-now');
}
