import type { Generated } from 'kysely';
import type { CampaignId, Purpose } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';
import type { ResponseId } from '../responses/index.js';
import type { ApplicationId, TestId } from '../scheduling/index.js';

export type WithdrawalId = Id<'withdrawal'>;

/** What an employer may expect after an answer. Not a code: who reads this knows the application, who codes does not. */
export const EXPECTED = ['invitation', 'test', 'call-back', 'information', 'nothing'] as const;
export type Expected = (typeof EXPECTED)[number];

export const WITHDRAWAL_STATES = [
  'open',
  'due',
  'sending',
  'sent',
  'in-doubt',
  'failed',
  'not-needed',
] as const;
export type WithdrawalState = (typeof WITHDRAWAL_STATES)[number];

export type AttemptResult = 'sent' | 'deferred' | 'not-taken' | 'refused' | 'in-doubt';

declare module '../../platform/db/tables.js' {
  interface Tables {
    triage: {
      response: ResponseId;
      application: ApplicationId;
      campaign: CampaignId;
      received_at: Date;
      due_at: Date;
      expects: Expected | null;
      proposed_slot: Date | null;
      withdrawal: WithdrawalId | null;
      triaged_by: string | null;
      triaged_at: Date | null;
    };
    withdrawal: {
      id: WithdrawalId;
      application: ApplicationId;
      campaign: CampaignId;
      response: ResponseId;
      due_at: Date;
      state: Generated<WithdrawalState>;
      state_reason: string | null;
      template: number;
      to_address: string;
      subject: string;
      body: string;
      message_id: string;
      in_reply_to: string | null;
      thread: string[];
      opened_at: Generated<Date>;
      decided_by: string | null;
      decided_at: Date | null;
      next_attempt_at: Date | null;
      attempts: Generated<number>;
      sent_at: Date | null;
      erased_at: Generated<Date | null>;
      by_itself: Generated<boolean>;
    };
    /** Of each matched answer, whether the other application of its test had been withdrawn when it came in. */
    answer_circumstance: { response: ResponseId; application: ApplicationId; other_withdrawn: boolean };
    withdrawal_attempt: {
      id: string;
      withdrawal: WithdrawalId;
      number: number;
      server: string;
      message: Buffer;
      started_at: Generated<Date>;
      lease_until: Date;
      ended_at: Date | null;
      result: AttemptResult | null;
      reply: string | null;
    };
  }
}

/** What waits for a fieldworker: an answer to read, a mail to send, or a sending that went wrong. */
export const STEPS = ['read', 'open', 'in-doubt', 'failed'] as const;
export type Step = (typeof STEPS)[number];

/** One line of the list: an answer or a withdrawal on its clock. */
export interface OnClock {
  /** Of the answer when it is still to be read, else of the withdrawal. */
  readonly id: string;
  readonly step: Step;
  readonly dueAt: Date;
  readonly receivedAt: Date;
  readonly campaignName: string;
  readonly purpose: Purpose;
  readonly vacancyTitle: string;
}

/** The test that an answer or a withdrawal belongs to, as its fieldworker may know it. */
export interface OfTest {
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly test: TestId;
  readonly vacancyTitle: string;
}

/** A mail as it is read: plain text only, nothing it points to is fetched. */
export interface ReadMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly receivedAt: Date;
}

/** An answer that waits for its triage, or had it. */
export interface AnswerView extends OfTest {
  readonly id: ResponseId;
  /** Null once it was read and the outcome of its application is final: then nobody needs to read it here. */
  readonly mail: ReadMail | null;
  readonly dueAt: Date;
  readonly expects: Expected | null;
  readonly proposedSlot: Date | null;
  /** What the rules think, to start from; null when they do not know. */
  readonly guess: Expected | null;
  /** Whether it did not come by mail, and so has a page where its words are typed out and released. */
  readonly uploaded: boolean;
  readonly withdrawal: { readonly id: WithdrawalId; readonly state: WithdrawalState } | null;
}

/** A withdrawal with the text that goes or went. */
export interface WithdrawalView extends OfTest {
  readonly id: WithdrawalId;
  readonly state: WithdrawalState;
  readonly stateReason: string | null;
  /** Whether it leaves by itself where nobody decides. */
  readonly byItself: boolean;
  readonly dueAt: Date;
  readonly expects: Expected | null;
  readonly proposedSlot: Date | null;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly sentAt: Date | null;
  readonly nextAttemptAt: Date | null;
  /** What the receiving server said last, or why that is not known. */
  readonly reply: string | null;
  /** The mail that is answered, and its number; null once there is nothing left to do: then nobody needs to read it. */
  readonly mail: (ReadMail & { readonly response: ResponseId }) | null;
}
