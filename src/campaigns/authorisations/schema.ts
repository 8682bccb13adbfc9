import type { Generated } from 'kysely';
import { z } from 'zod';
import { compare, isDateOnly, type DateOnly } from '../../platform/dates.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import { isUuid } from '../../platform/ids.js';
import { AUTHORISATION_KINDS, type AuthorisationKind } from '../../register/index.js';
import { ReasonBody, type CampaignId } from '../schema.js';

/** The states that are kept; whether one is expired or used up is a fact of the day. */
export const AUTHORISATION_STATES = [
  'drafted',
  'checked',
  'requested',
  'granted',
  'granted-with-conditions',
  'extended',
  'refused',
  'withdrawn',
] as const;
export type AuthorisationState = (typeof AUTHORISATION_STATES)[number];
export const TEST_TYPES = ['correspondence', 'candidate-call', 'client-call', 'client-mail'] as const;
export type TestType = (typeof TEST_TYPES)[number];
/** The languages of who decides, in which a request is printed. */
export const REQUEST_LANGUAGES = ['nl', 'fr'] as const;
export type RequestLanguage = (typeof REQUEST_LANGUAGES)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    authorisation: {
      id: string;
      campaign: CampaignId;
      kind: AuthorisationKind;
      state: Generated<AuthorisationState>;
      number: string | null;
      valid_from: Date | null;
      valid_until: Date | null;
      max_tests: number | null;
      document_hash: Buffer | null;
      grounds: string[] | null;
      requested_by: string;
      recorded_by: string | null;
      checked_by: string | null;
      checked_at: Date | null;
      sent_by: string | null;
      decided_on: string | null;
      test_types: TestType[] | null;
      third_persons: boolean | null;
    };
    authorisation_employer: { authorisation: string; campaign: CampaignId; number: string };
    authorisation_condition: {
      authorisation: string;
      campaign: CampaignId;
      position: number;
      of_basis: boolean;
      words: unknown;
      met_by: string | null;
      met_at: Date | null;
      note: string | null;
    };
    authorisation_extension: {
      id: string;
      authorisation: string;
      campaign: CampaignId;
      number: string;
      decided_on: string;
      valid_until: Date;
      document_hash: Buffer;
      max_tests: number | null;
      recorded_by: string;
      recorded_at: Generated<Date>;
    };
    authorisation_request: {
      authorisation: string;
      campaign: CampaignId;
      version: Generated<number>;
      addressee: string;
      motivation: string;
      necessity: string;
      max_tests: number;
      wanted_from: string;
      wanted_until: string;
      test_types: string[];
      employers: string[];
      third_persons: boolean;
      excused_acts: string | null;
      remark: string | null;
      signals: Generated<string[]>;
      language: Generated<RequestLanguage>;
    };
    sent_request: {
      authorisation: string;
      campaign: CampaignId;
      version: number;
      body: string;
      html: string;
      pdf: Buffer;
      body_hash: Buffer;
      html_hash: Buffer;
      pdf_hash: Buffer;
      sent_by: string;
      sent_at: Generated<Date>;
      addressed_to: Generated<string | null>;
    };
  }
}

const tenDigits = z
  .string()
  .regex(/^\d{10}$/, 'must be ten digits')
  .meta({ examples: ['0123456749'] });
const HASH = /^[0-9a-f]{64}$/;

/** What the API says of a decision that grants. Employers are named by KBO number or establishment number, ten digits. */
export const GrantBody = z.strictObject({
  number: z.string().trim().min(1).max(80),
  validFrom: z.iso.datetime({ offset: true }),
  validUntil: z.iso.datetime({ offset: true }),
  maxTests: z.number().int().min(1),
  grounds: z
    .array(z.string().min(1).max(60))
    .min(1)
    .max(60)
    .optional()
    .meta({ description: 'The grounds that the decision names; left out where it names none.' }),
  employers: z
    .array(tenDigits)
    .min(1)
    .max(2000)
    .refine((numbers) => new Set(numbers).size === numbers.length, 'names each employer once')
    .optional()
    .meta({
      description: 'KBO or establishment numbers that the decision names; left out where it names none.',
    }),
  testTypes: z
    .array(z.enum(TEST_TYPES))
    .min(1)
    .optional()
    .meta({ description: 'The kinds of test that the decision names; left out where it names none.' }),
  thirdPersons: z
    .boolean()
    .optional()
    .meta({ description: 'Whether third persons may take part; left out where the decision does not say.' }),
  conditions: z
    .array(z.string().trim().min(5).max(1000))
    .min(1)
    .max(30)
    .optional()
    .meta({ description: 'What the decision asks to be met before anything leaves.' }),
  decidedOn: z
    .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
      error: 'must be a date such as 2027-03-29',
    })
    .optional()
    .meta({ type: 'string', format: 'date' }),
  documentHash: z
    .string()
    .regex(HASH, 'must be a SHA-256 in hexadecimal')
    .meta({ examples: ['ab'.repeat(32)] }),
});
export type Grant = z.output<typeof GrantBody>;

export const dayText = (sentence: { nl: string; en: string; fr: string }) =>
  z
    .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), { error: fault(sentence) })
    .meta({ type: 'string', format: 'date' });

const longText = (short: { nl: string; en: string; fr: string }) =>
  z
    .string()
    .trim()
    .min(20, fault(short))
    .max(
      10_000,
      fault({
        nl: 'Hou de tekst onder 10.000 tekens.',
        en: 'Keep the text under 10,000 characters.',
        fr: 'Limitez le texte à 10 000 caractères.',
      }),
    );

/** What a draft says in words and days, the same for form and API. */
export const draftFields = {
  addressee: z
    .string()
    .trim()
    .min(
      3,
      fault({
        nl: 'Zeg aan wie u vraagt.',
        en: 'Say whom you ask.',
        fr: 'Dites à qui vous demandez.',
      }),
    )
    .max(
      200,
      fault({
        nl: 'Hou dit onder 200 tekens.',
        en: 'Keep this under 200 characters.',
        fr: 'Limitez ceci à 200 caractères.',
      }),
    ),
  motivation: longText({
    nl: 'Schrijf in minstens 20 tekens waarom er reden is om te testen.',
    en: 'Write in at least 20 characters why there is reason to test.',
    fr: 'Écrivez en 20 caractères au moins pourquoi il y a lieu de tester.',
  }),
  necessity: longText({
    nl: 'Schrijf in minstens 20 tekens waarom het niet anders kan.',
    en: 'Write in at least 20 characters why there is no other way.',
    fr: 'Écrivez en 20 caractères au moins pourquoi il n’y a pas d’autre moyen.',
  }),
  wantedFrom: dayText({
    nl: 'Geef de eerste dag.',
    en: 'Give the first day.',
    fr: 'Donnez le premier jour.',
  }),
  wantedUntil: dayText({
    nl: 'Geef de eerste dag waarop het niet meer geldt.',
    en: 'Give the first day on which it no longer holds.',
    fr: 'Donnez le premier jour où cela ne vaut plus.',
  }),
};
/** The end of what is asked for comes after its beginning. */
export const inOrder = (draft: { wantedFrom: DateOnly; wantedUntil: DateOnly }): boolean =>
  compare(draft.wantedFrom, draft.wantedUntil) < 0;
const twoDays = z.object({
  wantedFrom: z.string().refine(isDateOnly),
  wantedUntil: z.string().refine(isDateOnly),
});
export const orderFault = {
  path: ['wantedUntil'],
  // Whatever else is wrong: every fault of a form is said at once.
  when: ({ value }: { readonly value: unknown }): boolean => twoDays.safeParse(value).success,
  message: fault({
    nl: 'Het einde komt na het begin. Kijk beide dagen na.',
    en: 'The end comes after the beginning. Check both days.',
    fr: 'La fin vient après le début. Vérifiez les deux jours.',
  }),
};

/** A draft as the API takes it. */
export const DraftBody = z
  .strictObject({
    ...draftFields,
    kind: z.enum(AUTHORISATION_KINDS),
    maxTests: z.number().int().min(1).max(100_000),
    testTypes: z.array(z.enum(TEST_TYPES)).min(1),
    employers: z.array(tenDigits).max(2000),
    thirdPersons: z.boolean(),
    excusedActs: z.string().trim().max(4000).nullable(),
    signals: z
      .array(z.string().refine(isUuid, 'must be an id'))
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, 'names each signal once')
      .default([])
      .meta({ description: 'The signals that the request rests on.' }),
    language: z.enum(REQUEST_LANGUAGES).default('nl'),
  })
  .refine(inOrder, orderFault);
export type Draft = z.output<typeof DraftBody>;

/** What a checker read: a draft that was changed meanwhile is another one. */
export const CheckBody = z.object({ version: z.coerce.number().int().min(1) });
export const SendBackBody = CheckBody.extend({
  remark: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});
const { reason } = ReasonBody.shape;
/** Why what lies outside a decision leaves the plan. */
export const NarrowBody = z.object({ voidReason: reason });
export const NoteBody = z.object({
  note: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

/** An authorisation as rules and other rooms see it. */
export interface Authorisation {
  readonly id: string;
  readonly kind: AuthorisationKind;
  readonly state: AuthorisationState;
  readonly number: string | null;
  readonly decidedOn: string | null;
  readonly validFrom: Date | null;
  readonly validUntil: Date | null;
  readonly maxTests: number | null;
  /** Null where the decision names none. */
  readonly grounds: readonly string[] | null;
  /** Null where the decision names none. */
  readonly testTypes: readonly TestType[] | null;
  /** Null where the decision does not say. */
  readonly thirdPersons: boolean | null;
  readonly requestedBy: string;
  readonly sentBy: string | null;
  /** Conditions that nobody has met yet. */
  readonly openConditions: number;
}

/** The text of a request as the team reads it. */
export interface AuthorisationRequest extends Omit<Draft, 'kind' | 'wantedFrom' | 'wantedUntil'> {
  readonly version: number;
  readonly wantedFrom: string;
  readonly wantedUntil: string;
  readonly remark: string | null;
}

/** A signal as the rule sees it. */
export interface TriggerFacts {
  readonly kind: string;
  readonly sector: string;
  readonly grounds: readonly string[];
  /** The numbers of the employer it is about and its establishments; null where it is about a whole sector. */
  readonly numbers: readonly string[] | null;
  /** How many exhibits support it. */
  readonly exhibits: number;
}

/** That a request was sent, and the hashes of what was. */
export interface SentLine {
  readonly version: number;
  readonly htmlHash: Buffer;
  readonly pdfHash: Buffer;
  readonly sentAt: Date;
}
/** A request as it was sent. */
export interface SentRequest extends SentLine {
  /** Canonical JSON, of which both files are printed. */
  readonly body: string;
  readonly html: string;
  readonly pdf: Buffer;
}

/** One condition in words, and who met it. */
export const ConditionWords = z.object({ nl: z.string(), en: z.string(), fr: z.string() });
export interface Condition {
  readonly position: number;
  readonly ofBasis: boolean;
  readonly words: z.infer<typeof ConditionWords>;
  readonly metBy: string | null;
  readonly metAt: Date | null;
  readonly note: string | null;
}

export interface Extension {
  readonly id: string;
  readonly number: string;
  readonly decidedOn: string;
  readonly validUntil: Date;
  /** Null where their number stays. */
  readonly maxTests: number | null;
  readonly recorder: string;
}
