import type { ApplicationId, TestId } from '../scheduling/index.js';

/**
 * How an application stands, finer than its state: `held` is past its moment and stays for a reason, `deferred` is tried again
 * because the server put it off, `bounced` was taken by the server and came back, `to-fill-in` is a web form that waits for a person
 * and `filling-in` one that a person took.
 */
export const STANDS = [
  'planned',
  'held',
  'due',
  'deferred',
  'sending',
  'to-fill-in',
  'filling-in',
  'in-doubt',
  'sent',
  'bounced',
  'refused',
  'not-sent',
  'cancelled',
] as const;
export type Stand = (typeof STANDS)[number];

/** Reasons of the outbox itself; a reason of the gate or of the register of suspicions has its own words. */
export const HOLDS = [
  'other-employer',
  'vacancy-excluded',
  'vacancy-unchecked',
  'vacancy-over',
  'first-arm-open',
  'first-arm-in-doubt',
  'office-closed',
  'hour-limit',
] as const;
export type Hold = (typeof HOLDS)[number];

/** One application as the outbox shows it: without its arm, its candidate or its addressee. */
export interface OutboxLine {
  readonly id: ApplicationId;
  readonly test: TestId;
  readonly ordinal: number;
  readonly position: number;
  /** Null once it was erased who was tested. */
  readonly vacancyTitle: string | null;
  readonly stand: Stand;
  /** By a web form, which a person fills in. */
  readonly byHand: boolean;
  /** Why it does not leave now (of `held`), or why it ended. */
  readonly why: string | null;
  readonly dueAt: Date;
  /** It no longer has the moment that was planned. */
  readonly moved: boolean;
  /** When it is tried again. */
  readonly nextAt: Date | null;
  readonly sentAt: Date | null;
  readonly attempts: number;
  /** What the server said last: the code of its reply, and that of RFC 3463 where it gave one. */
  readonly replyCode: string | null;
}
