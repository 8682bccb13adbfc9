import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';

export type RequestId = Id<'data-request'>;
export type HoldId = Id<'legal-hold'>;

/** What somebody may ask about their data: art. 15, 16, 17 and 21 GDPR. */
export const REQUEST_KINDS = ['access', 'rectification', 'erasure', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
/** Why an answer may take longer: much work (art. 12.3), or harm to an inquiry (art. 23). */
export const GROUNDS = ['complex', 'inquiry'] as const;
export type Ground = (typeof GROUNDS)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    legal_hold: {
      id: HoldId;
      campaign: CampaignId;
      reason: string;
      review_on: string;
      placed_by: string;
      placed_at: Generated<Date>;
      lifted_by: string | null;
      lifted_at: Date | null;
      lifted_reason: string | null;
    };
    retention_term: { data_class: string; months: number | null; kept_by: string; text_hash: Buffer };
    retention_confirmation: {
      data_class: string;
      text_hash: Buffer;
      /** Null in a practice database. */
      confirmed_by: string | null;
      confirmed_at: Generated<Date>;
    };
    retention_run: { id: string; at: Generated<Date>; erased: unknown; waiting: Generated<string[]> };
    data_request: {
      id: RequestId;
      number: Generated<number>;
      kind: RequestKind;
      subject: string;
      details: string;
      received_on: string;
      due_on: Generated<string>;
      recorded_by: string;
      recorded_at: Generated<Date>;
    };
    data_request_act: {
      id: string;
      request: RequestId;
      kind: 'searched' | 'postponed' | 'answered';
      ground: Ground | null;
      reason: string | null;
      until: string | null;
      review_on: string | null;
      found: number | null;
      actor: string;
      at: Generated<Date>;
    };
  }
}

/** What was erased of one class in one run. */
export const ErasedClass = z.object({ dataClass: z.string(), erased: z.number() });
export type ErasedClass = z.output<typeof ErasedClass>;

const reason = z
  .string({ error: reasonFaults.short })
  .trim()
  .min(10, reasonFaults.short)
  .max(2000, reasonFaults.long);
const dateParts = (name: string) => ({
  [`${name}Day`]: z.string().optional(),
  [`${name}Month`]: z.string().optional(),
  [`${name}Year`]: z.string().optional(),
});
const choose = fault({ nl: 'Kies er één.', en: 'Choose one.', fr: 'Choisissez-en un.' });

export const RequestBody = z.looseObject({
  kind: z.enum(REQUEST_KINDS, { error: choose }),
  subject: z
    .string({ error: choose })
    .trim()
    .min(2, fault({ nl: 'Typ een naam.', en: 'Type a name.', fr: 'Tapez un nom.' }))
    .max(200),
  details: reason,
  ...dateParts('received'),
});
export const SearchBody = z.object({
  words: z
    .string()
    .trim()
    .min(
      3,
      fault({
        nl: 'Typ minstens 3 tekens.',
        en: 'Type at least 3 characters.',
        fr: 'Tapez au moins 3 caractères.',
      }),
    )
    .max(200),
});
export const PostponeBody = z.looseObject({
  ground: z.enum(GROUNDS, { error: choose }),
  reason,
  ...dateParts('until'),
  ...dateParts('review'),
});
export const AnswerBody = z.object({ answer: reason });
export const HoldBody = z.looseObject({
  campaign: z.uuid({ error: choose }),
  holdReason: reason,
  ...dateParts('holdReview'),
});
export const ConfirmBody = z.object({
  dataClass: z.string({ error: choose }).regex(/^[a-z0-9-]{1,60}$/, choose),
  /** The text that was read, so that what changed meanwhile is not confirmed. */
  text: z.string({ error: choose }).regex(/^[0-9a-f]{64}$/, choose),
});
export const LiftBody = z.object({ hold: z.uuid({ error: choose }), liftReason: reason });
