import type { DateOnly } from '../../platform/dates.js';

/** What a campaign does again. */
export interface Repeats {
  /** The scenario of the earlier tests. */
  readonly scenario: string;
  /** Days that lie at least between the last day of an earlier test and the next. */
  readonly days: number;
}

/**
 * What an employer lacks for being tested again: `unknown` in the register; no earlier test, one that is still open, or none
 * that was unequal; too early; letters that it knows; no vacancy.
 */
export const LACKS = ['unknown', 'none', 'open', 'equal', 'early', 'wordings', 'vacancy'] as const;
export type Lack = (typeof LACKS)[number];

/** An employer that the request names. */
export interface RepeatLine {
  readonly number: string;
  /** Null for one that the register does not hold. */
  readonly name: string | null;
  /** Null for one that may be tested again. */
  readonly lacks: Lack | null;
  /** The first day on which the waiting time is over; null without an earlier test. */
  readonly freeOn: DateOnly | null;
}
