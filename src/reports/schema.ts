import type { Generated } from 'kysely';
import type { DateOnly } from '../platform/dates.js';
import type { Id } from '../platform/ids.js';

export type ReportId = Id<'report'>;
export type OfficerId = Id<'officer'>;
export type OrganisationId = Id<'organisation'>;

/** Why an organisation has a duty to report. */
export const ORGANISATION_KINDS = ['temp-agency', 'vdab-partner', 'tender-partner'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const STATUSES = ['draft', 'sent', 'acknowledged', 'in-progress', 'forwarded', 'closed'] as const;
export type Status = (typeof STATUSES)[number];
export const KINDS = ['intermediary', 'victim', 'bystander'] as const;
export type Kind = (typeof KINDS)[number];
export const OUTCOMES = [
  'no-breach-found',
  'breach-found',
  'not-enough',
  'not-competent',
  'led-to-inquiry',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const isOutcome = (text: string): text is Outcome => OUTCOMES.some((one) => one === text);
export type Side = 'reporter' | 'officer';
/** What an officer decides, each with its reason. */
export type DecisionKind =
  | Exclude<Status, 'draft' | 'sent'>
  | 'extended'
  | 'feedback'
  | 'assigned'
  | 'test-asked'
  | 'test-checked'
  | 'test-released'
  | 'held'
  | 'let-go'
  | 'identity-asked'
  | 'duty-asked'
  | 'annex-sealed'
  | 'annex-asked'
  | 'paused'
  | 'resumed'
  | 'redacted'
  | 'original-opened'
  | 'lent'
  | 'lent-back';
/** What words can be left out of: an answer of the report, a message, or an answer to a further question. */
export type Piece = 'facts' | 'wording' | 'message' | 'answer';
/** Why the clock for feedback stands still. */
export const PAUSE_WHYS = ['question', 'reporter-wish', 'other-inquiry'] as const;
export type PauseWhy = (typeof PAUSE_WHYS)[number];
export const isPauseWhy = (text: string): text is PauseWhy => PAUSE_WHYS.some((one) => one === text);
/** How an officer spoke with a reporter for whom a report was taken down. */
export const TRANSCRIPT_WAYS = ['desk', 'phone'] as const;
export type TranscriptWay = (typeof TRANSCRIPT_WAYS)[number];
export const isTranscriptWay = (text: string): text is TranscriptWay =>
  TRANSCRIPT_WAYS.some((one) => one === text);
/** Whether a report may lead to a test, as the reporter says. */
export type TestAnswer = 'yes' | 'no';
/** How many people could have known what was reported. */
export const RECOGNISABLE = ['one', 'few', 'some', 'many'] as const;
export type Recognisable = (typeof RECOGNISABLE)[number];
export const isRecognisable = (text: string): text is Recognisable =>
  RECOGNISABLE.some((one) => one === text);
/** How far the work on a report is. */
export const WORK_STAGES = ['inquiry', 'waiting-reporter', 'consulting'] as const;
export type WorkStage = (typeof WORK_STAGES)[number];
export const isStage = (text: string): text is WorkStage => WORK_STAGES.some((one) => one === text);

declare module '../platform/db/tables.js' {
  interface Tables {
    site: { one: Generated<boolean>; salt: Buffer };
    shred_slot: { slot: number; state: 'claimed' | 'to-zero' | 'zeroed' };
    report: {
      id: string;
      slot: number;
      status: Generated<Status>;
      draft_until: DateOnly | null;
      kind: Kind | null;
      grounds: string[] | null;
      sector: string | null;
      sent_on: DateOnly | null;
      acknowledge_by: DateOnly | null;
      acknowledged_on: DateOnly | null;
      feedback_by: DateOnly | null;
      feedback_on: DateOnly | null;
      closed_on: DateOnly | null;
      outcome: Outcome | null;
      handler: string | null;
    };
    decision: {
      id: string;
      report: string;
      officer: string;
      on_day: Generated<DateOnly>;
      what: DecisionKind;
      body: Buffer;
    };
    report_content: { report: string; answers: Buffer; own_role: Buffer | null; waiting_code: Buffer | null };
    key_copy: {
      id: string;
      report: string;
      holder: 'officer' | 'code' | 'draft';
      officer: string | null;
      lookup: Buffer | null;
      body: Buffer;
      /** Until when an officer has it for a while; null for as long as the report is kept. */
      until_day: Generated<DateOnly | null>;
    };
    report_label: { report: string; body: Buffer };
    working_copy: {
      id: string;
      report: string;
      piece: Piece;
      of: string;
      officer: string;
      on_day: DateOnly;
      body: Buffer;
    };
    file_copy: {
      id: string;
      report: string;
      attachment: string;
      officer: string;
      on_day: DateOnly;
      about: Buffer;
    };
    file_copy_content: { copy: string; body: Buffer };
    visit: { lookup: Buffer; report: string; body: Buffer; idle_until: Date };
    sent_mark: { lookup: Buffer; sent_on: DateOnly };
    message: {
      id: string;
      report: string;
      side: Side;
      on_day: Generated<DateOnly>;
      seen: Generated<boolean>;
      body: Buffer;
    };
    note: { id: string; report: string; officer: string; on_day: Generated<DateOnly>; body: Buffer };
    attachment: { id: string; report: string; side: Side; on_day: Generated<DateOnly>; about: Buffer };
    attachment_content: { attachment: string; body: Buffer };
    officer: {
      id: string;
      name: string;
      login: string;
      blocked: Generated<boolean>;
      setup_hash: Buffer | null;
      setup_until: DateOnly | null;
      salt: Buffer | null;
      public_key: Buffer | null;
      sealed_private: Buffer | null;
      key_until: DateOnly | null;
      signatures: Generated<Buffer[]>;
    };
    officer_session: {
      lookup: Buffer;
      officer: string;
      body: Buffer;
      idle_until: Date;
      ends_at: Date;
      whole: boolean;
    };
    officer_step: {
      officer: string;
      second_step: Buffer;
      last_step: string | number | null;
      wrong_codes: Generated<number>;
      recovery: Buffer[];
    };
    test_question: {
      report: string;
      guess: Buffer;
      asked_by: string;
      asked_on: DateOnly;
      answer_by: DateOnly;
      answer: TestAnswer | null;
      answered_on: DateOnly | null;
      checked_by: string | null;
      checked_on: DateOnly | null;
      released_by: string | null;
      released_on: DateOnly | null;
    };
    company: { kbo: string; name: string };
    transcript: {
      report: string;
      officer: string;
      way: TranscriptWay;
      taken_on: DateOnly;
      corrected: Buffer | null;
      signed_on: DateOnly | null;
    };
    interest: {
      id: string;
      officer: string;
      name: string;
      kbo: string | null;
      declared_on: Generated<DateOnly>;
      ended_on: DateOnly | null;
    };
    questionnaire: {
      id: string;
      report: string;
      officer: string;
      asked_on: Generated<DateOnly>;
      body: Buffer;
      answered_on: Generated<DateOnly | null>;
      seen: Generated<boolean>;
    };
    questionnaire_answer: { id: string; questionnaire: string; report: string; body: Buffer };
    pause: {
      id: string;
      report: string;
      officer: string;
      why: PauseWhy;
      from_day: DateOnly;
      until_day: DateOnly;
      before_by: DateOnly;
      ended_on: DateOnly | null;
    };
    hold: { report: string; officer: string; held_on: DateOnly; review_by: DateOnly };
    erasure: { report: string; erased_on: Generated<DateOnly> };
    digest: { on_day: DateOnly };
    notice_address: { id: string; lookup: Buffer; body: Buffer; last_on: DateOnly };
    notice_outbox: { notice: string };
    notice_round: { on_day: DateOnly };
    organisation: {
      id: string;
      name: string;
      login: string;
      kind: OrganisationKind;
      number: string;
      blocked: Generated<boolean>;
      code_signed_on: DateOnly | null;
      clause: string | null;
      added_on: Generated<DateOnly>;
    };
    organisation_credential: {
      organisation: string;
      setup_hash: Buffer | null;
      setup_until: DateOnly | null;
      salt: Buffer | null;
      verifier: Buffer | null;
      second_step: Buffer | null;
      last_step: string | number | null;
      wrong_codes: Generated<number>;
      api_key: Buffer | null;
    };
    organisation_session: {
      lookup: Buffer;
      organisation: string;
      whole: boolean;
      idle_until: Date;
      ends_at: Date;
    };
    filing: { id: string; organisation: string; reference: Buffer; report: string | null; on_day: DateOnly };
    duty_year: { organisation: string; year: number };
    pending_act: {
      id: string;
      what: string;
      report: string | null;
      organisation: string | null;
      on_day: Generated<DateOnly>;
    };
  }
}
