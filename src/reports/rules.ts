import type { DateOnly } from '../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../platform/verdict.js';
import type { Room } from './room.js';
import type { Status, TestAnswer } from './schema.js';

/** The clocks of the law as data: days and months from the day of receipt (directive 2019/1937, art. 11(2)). */
export const TERMS = { acknowledgeDays: 7, feedbackMonths: 3, longestFeedbackMonths: 6 } as const;

/** How long a draft is kept, in days after the day of its last change. */
export const DRAFT_DAYS = { withoutCode: 1, withCode: 14 } as const;

/** A form takes reports only while so many officers can read them. */
export const FEWEST_OFFICERS = 2;

export const mayTakeReports = (officers: number): Verdict =>
  officers >= FEWEST_OFFICERS ? ALLOW : refuse('channel-closed');

/** Drafts and files are refused where the disk is full; what is there can always be read, answered and sent. */
export const mayKeepMore = (room: Room): Verdict => (room === 'full' ? refuse('channel-full') : ALLOW);

export interface Life {
  readonly status: Status;
  readonly acknowledgedOn: DateOnly | null;
  readonly acknowledgeBy: DateOnly | null;
  readonly feedbackOn: DateOnly | null;
  readonly feedbackBy: DateOnly | null;
}

const when = (fits: boolean): Verdict => (fits ? ALLOW : refuse('report-not-now'));

export const mayAcknowledge = ({ status }: Life): Verdict => when(status === 'sent');

/** Work starts once receipt was acknowledged, and has stages; a closed report can be taken up again. */
export const mayWork = ({ status }: Life): Verdict => when(status !== 'draft' && status !== 'sent');

/** Nothing is closed, nor handed to another service, before its receipt was acknowledged. */
export const mayClose = ({ status }: Life): Verdict =>
  when(status === 'acknowledged' || status === 'in-progress' || status === 'forwarded');

export const mayForward = ({ status }: Life): Verdict =>
  when(status === 'acknowledged' || status === 'in-progress');

/** Feedback is given once; what is said later is a message. */
export const mayGiveFeedback = (life: Life): Verdict =>
  when(mayClose(life).allowed && life.feedbackOn === null);

/** The term moves once, to its longest, and only while feedback is still due; one that stands still goes on first. */
export const mayExtend = (life: Life, longest: DateOnly, paused: boolean): Verdict =>
  when(!paused && mayGiveFeedback(life).allowed && life.feedbackBy !== null && life.feedbackBy < longest);

/** Whether a report may lead to a test: what was asked, answered, checked and released. */
export interface TestQuestion {
  readonly askedBy: string;
  readonly askedOn: DateOnly;
  /** The last day for an answer; none by then is no consent. */
  readonly answerBy: DateOnly;
  readonly answer: TestAnswer | null;
  readonly answeredOn: DateOnly | null;
  readonly checkedBy: string | null;
  readonly checkedOn: DateOnly | null;
  readonly releasedOn: DateOnly | null;
  /** Whether two custodians recorded a legal duty, which goes before a refusal; the reporter's side never knows. */
  readonly duty: boolean;
}

/** Days for an answer, and days (drawn between these) before a released summary reaches the inspection. */
export const TEST_TERMS = { answerDays: 30, fewestWaitDays: 14, mostWaitDays: 42 } as const;

/** Who took a report down knows its source: others ask, check and release. */
export const mayTest = (officer: string, takenBy: string | null): Verdict =>
  officer === takenBy ? refuse('second-officer') : ALLOW;

/** The question is put once receipt was acknowledged, and again only when its term passed without an answer. */
export const mayAskTest = (life: Life, asked: TestQuestion | null, today: DateOnly): Verdict =>
  when(mayWork(life).allowed && (asked === null || (asked.answer === null && asked.answerBy < today)));

/** No can be said at any time; yes within the term. */
export const mayAnswerTest = (asked: TestQuestion, answer: TestAnswer, today: DateOnly): Verdict =>
  when(answer === 'no' || today <= asked.answerBy);

export const mayCheckTest = (asked: TestQuestion | null): Verdict =>
  when(asked !== null && (asked.answer === 'yes' || asked.duty) && asked.releasedOn === null);

/** Another officer than who asked and who checked. */
export const mayReleaseTest = (asked: TestQuestion | null, officer: string): Verdict =>
  !mayCheckTest(asked).allowed || asked === null || asked.checkedBy === null
    ? refuse('report-not-now')
    : officer === asked.askedBy || officer === asked.checkedBy
      ? refuse('second-officer')
      : ALLOW;

/** A clock of the law that runs for a report, and its last day. */
export interface Clock {
  readonly what: 'acknowledge' | 'feedback';
  readonly by: DateOnly;
}

/** The clock that runs now; none once feedback was given or the report was closed. */
export function runningClock(life: Life): Clock | null {
  if (life.status === 'draft' || life.status === 'closed') return null;
  if (life.acknowledgedOn === null)
    return life.acknowledgeBy === null ? null : { what: 'acknowledge', by: life.acknowledgeBy };
  return life.feedbackOn !== null || life.feedbackBy === null
    ? null
    : { what: 'feedback', by: life.feedbackBy };
}

/** A passphrase is long: it is all that keeps an officer's key. */
export const FEWEST_PASSPHRASE = 20;
