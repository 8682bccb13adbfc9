import type { Generated, GeneratedAlways } from 'kysely';
import type { Id } from '../../platform/ids.js';
import type { MailTrouble } from '../../platform/mail/index.js';

export type ResponseId = Id<'response'>;

/** Codes that a person or a header rule gives to an answer (DOMAIN.md 2.4). */
export const CODES = [
  'INV',
  'TST',
  'ALT',
  'CTC',
  'SEND-CV',
  'INF',
  'ACK-A',
  'ACK-H',
  'RES',
  'REJ',
  'FIL',
  'BNC',
  'DET',
  'ERR',
] as const;
export type Code = (typeof CODES)[number];

/** The code of an application: that of its answers, or NON when none counted. */
export type OutcomeCode = Code | 'NON';

/** How an answer comes in by hand: a mail file, a letter, a text message, a recording, notes of a call. */
export type UploadChannel = 'eml' | 'letter' | 'sms' | 'voicemail' | 'call';
export type Channel = 'mail' | UploadChannel;

/** What the bytes of an upload are. */
export type Media =
  | 'message/rfc822'
  | 'text/plain'
  | 'application/pdf'
  | 'image/jpeg'
  | 'image/png'
  | 'audio/mpeg'
  | 'audio/wav'
  | 'audio/ogg'
  | 'audio/mp4'
  | 'audio/amr';

/** Whether coders get the words of such an answer only after a person released them; mail is redacted by itself. */
export const needsRelease = (channel: Channel): boolean => channel !== 'mail' && channel !== 'eml';

/** Why an answer waits for a person whatever its signs: what stands in the way of reading it whole (platform/mail), or of acting on it. */
export type Trouble = MailTrouble | 'not-processed';

/** An answer's own application, as receiving and coding may know it: without arm, profile or scenario. */
interface MailboxView {
  application: Id<'application'>;
  test: Id<'test'>;
  campaign: Id<'campaign'>;
  address: string;
  message_id: string;
  hidden_words: string[];
  to_address: string;
  state: string;
  sent_at: Date | null;
  window_ends_at: Date | null;
  own_text: string | null;
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    mailbox: MailboxView;
    match_candidate: {
      application: Id<'application'>;
      test: Id<'test'>;
      campaign: Id<'campaign'>;
      address: string;
      name: string;
      message_id: string;
      to_address: string;
      employer: string;
      vacancy: string;
      state: string;
      sent_at: Date | null;
    };
    plan_place: {
      application: Id<'application'>;
      campaign: Id<'campaign'>;
      ordinal: number;
      position: number;
    };
    coding_item: {
      response: ResponseId;
      subject: string | null;
      text: string | null;
      suggestion: Code | null;
      suggestion_words: string[] | null;
      done: boolean;
      step: 'code' | 'settle';
      mine: boolean;
    };
    recusal: { response: ResponseId; coder: string; at: Generated<Date> };
    coding_change: {
      id: string;
      coding: string;
      response: ResponseId;
      from_code: Code;
      to_code: Code;
      reason: string;
      at: Generated<Date>;
    };
    response: {
      id: ResponseId;
      channel: Channel;
      media: Media | null;
      uploaded_by: string | null;
      uploaded_at: Date | null;
      /** What was typed of a letter or a recording, sealed. */
      transcript: Buffer | null;
      to_release: Generated<boolean>;
      released_by: string | null;
      released_at: Date | null;
      erased_at: Date | null;
      file_erased_at: Date | null;
      names_hidden_at: Date | null;
      received_at: Generated<Date>;
      envelope_from: string;
      sender: GeneratedAlways<string>;
      envelope_to: string;
      /** The raw bytes, sealed (seal.ts). */
      sealed: Buffer;
      /** How many bytes came in. */
      bytes: number;
      /** The number of the key that seals it; empty for one that is still in clear. */
      answer_key: GeneratedAlways<Buffer>;
      sha256: Buffer;
      state: Generated<'new' | 'unmatched' | 'matched' | 'set-aside' | 'client'>;
      set_aside_at: Date | null;
      trouble: Trouble | null;
      application: Id<'application'> | null;
      matched_by: string | null;
      match_points: number | null;
      match_reasons: string[] | null;
      redacted_subject: string | null;
      redacted_text: string | null;
      suggestion: Code | null;
      suggestion_words: string[] | null;
      automatic: Generated<boolean>;
      code: Code | null;
      coded_at: Date | null;
      coded_how: 'header' | 'agreement' | 'adjudication' | null;
    };
    coding: {
      id: string;
      response: ResponseId;
      coder: string;
      code: Code;
      adjudication: boolean;
      simulated: boolean;
      at: Generated<Date>;
    };
    outcome_review: { application: Id<'application'>; campaign: Id<'campaign'>; asked_at: Generated<Date> };
    outcome_change: {
      id: string;
      application: Id<'application'>;
      campaign: Id<'campaign'>;
      from_code: OutcomeCode;
      to_code: OutcomeCode;
      at: Generated<Date>;
    };
    outcome: { application: Id<'application'>; code: OutcomeCode; final_at: Generated<Date> };
  }
}
