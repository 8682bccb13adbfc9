import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { CALL_CODES } from '../../materials/index.js';
import { fault } from '../../platform/faults.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { Id } from '../../platform/ids.js';
import type { EmployerId } from '../../register/index.js';
import { calledNameField } from '../called-names/index.js';

export type CallTaskId = Id<'call-task'>;
export const CALL_STATES = ['planned', 'done', 'cancelled'] as const;
export type CallState = (typeof CALL_STATES)[number];

/** What an agency answered to the wish (DOMAIN.md 2.4, T2). */
export { CALL_CODES };
export type CallCode = (typeof CALL_CODES)[number];
/** Endings without an answer to the wish: nobody was reached, or the tester broke the call off. */
export const UNHEARD = ['not-reached', 'stopped'] as const;
export const ENDINGS = [...CALL_CODES, ...UNHEARD] as const;
/** Of a mail too that nobody answered in the days of its script. */
export type CallEnding = (typeof ENDINGS)[number] | 'silent';

/** How a call ended in which nobody was spoken to, or the line broke before the wish was said: it is tried again. */
export const ATTEMPTS = [
  'no-answer',
  'busy',
  'voicemail',
  'call-back-later',
  'cut-off',
  'wrong-number',
] as const;
export type AttemptKind = (typeof ATTEMPTS)[number];

/** Whether one may begin to call now: in office hours; outside them in an exercise, which calls nobody; or not. */
export const CALL_HOURS = ['open', 'exercise', 'shut'] as const;
export type CallHours = (typeof CALL_HOURS)[number];

export const VOID_REASONS = ['wish-repeated', 'wish-not-said', 'deviation'] as const;
export type CallVoidReason = (typeof VOID_REASONS)[number];

export const STEPS = ['opening', 'wish', 'prompts', 'answers', 'exit'] as const;

/** Where the caller left the script, and whether that may have changed the answer. */
export const Deviation = z.strictObject({
  step: z.enum(STEPS),
  text: z.string().trim().min(3).max(1000),
  spoils: z.boolean(),
});
export type Deviation = z.output<typeof Deviation>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    tester: { account: string; number: Generated<number> };
    call_script: { hash: Buffer; scenario: string; version: number; body: unknown };
    call_task: {
      id: CallTaskId;
      number: Generated<number>;
      campaign: CampaignId;
      ordinal: number;
      wave: number;
      turn: number;
      /** Null once it was erased who was called. */
      employer: EmployerId | null;
      employer_unit: string;
      sector: string;
      ground: string;
      script: Buffer;
      leaf: Buffer;
      phone: string | null;
      tester: string | null;
      firm: Generated<string | null>;
      planned_on: DateOnly;
      state: Generated<CallState>;
      state_reason: string | null;
      started_at: Date | null;
    };
    call_attempt: {
      task: CallTaskId;
      n: number;
      campaign: CampaignId;
      how: AttemptKind;
      on_day: DateOnly;
      started_at: Date | null;
      ended_at: Date;
      next_on: DateOnly | null;
      recorded_by: string;
    };
    call_outcome: {
      task: CallTaskId;
      /** Of a mail that was answered no more than that: its code is the coders'. */
      code: CallEnding | 'answered';
      asked_reason: boolean | null;
      named_ban: boolean | null;
      times_said: number | null;
      deviations: unknown;
      note: string | null;
      /** What coders may read of the note: without whom was called. Null without an answer. */
      told: string | null;
      void_reason: CallVoidReason | null;
      started_at: Date | null;
      ended_at: Date;
      recorded_by: string;
    };
    call_final: {
      task: CallTaskId;
      campaign: CampaignId;
      code: CallCode;
      asked_reason: boolean;
      named_ban: boolean;
      how: 'agreement' | 'adjudication';
    };
  }
}

/** A script as the sheet shows it, read back from where it was frozen. */
export const CallScript = z.object({
  id: z.string(),
  version: z.number(),
  language: z.enum(['nl', 'fr', 'en']),
  caller: z.object({ role: z.string(), need: z.string() }),
  opening: z.array(z.string()),
  wish: z.string(),
  prompts: z.array(z.string()),
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  exit: z.string(),
  forbiddenPhrases: z.array(z.string()),
  outcomes: z.array(z.object({ code: z.enum(CALL_CODES), hears: z.string() })),
});
export type CallScript = z.output<typeof CallScript>;

/** A note has at most 4,000 characters. */
export const noteTooLong = fault({
  nl: 'Hou de notitie onder 4.000 tekens.',
  en: 'Keep the note under 4,000 characters.',
  fr: 'Limitez la note à 4 000 caractères.',
});
const note = z.string().trim().max(4000, noteTooLong);
/** What they said, in the tester's words: two coders read it and nothing else of the call. */
const said = note.min(
  3,
  fault({
    nl: 'Schrijf wat ze zeiden, zo letterlijk mogelijk. Twee codeurs lezen dit.',
    en: 'Write what they said, as literally as you can. Two coders read this.',
    fr: 'Écrivez ce qu’on a dit, le plus littéralement possible. Deux codeurs lisent ceci.',
  }),
);

const day = z
  .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
    error: fault({
      nl: 'Kies een dag, zoals 2027-03-29.',
      en: 'Choose a day, such as 2027-03-29.',
      fr: 'Choisissez un jour, comme 2027-03-29.',
    }),
  })
  .meta({ type: 'string', format: 'date' });

const Heard = z.strictObject({
  code: z.enum(CALL_CODES),
  timesSaid: z.int().min(0).max(9),
  askedReason: z.boolean(),
  namedBan: z.boolean(),
  deviations: z.array(Deviation).max(10).default([]),
  note: said.meta({ description: 'What they said, in own words and without names.' }),
  spokeWith: calledNameField,
});
const Stopped = z.strictObject({
  code: z.literal('stopped'),
  timesSaid: z.int().min(0).max(9).nullable().default(null),
  askedReason: z.boolean().nullable().default(null),
  namedBan: z.boolean().nullable().default(null),
  deviations: z.array(Deviation).max(10).default([]),
  note: note.default(''),
});
const Attempt = z.strictObject({
  code: z.enum(ATTEMPTS),
  backOn: day
    .nullable()
    .default(null)
    .meta({ description: 'The day on which they asked to be called back; null is the next working day.' }),
});

/**
 * What a tester records of a call. An answer to the wish says all of it; a call that broke off may leave the rest out; an
 * attempt that reached nobody has no more than how it ended.
 */
export const RecordBody = z.discriminatedUnion('code', [Heard, Stopped, Attempt], {
  error: fault({
    nl: 'Kies hoe het gesprek afliep.',
    en: 'Choose how the call ended.',
    fr: 'Choisissez comment l’appel s’est terminé.',
  }),
});
export type RecordBody = z.output<typeof RecordBody>;
export type AttemptBody = z.output<typeof Attempt>;
/** What ends a call: an answer, breaking off, or nobody reached after the last attempt. */
export type OutcomeBody =
  | Omit<z.output<typeof Heard>, 'spokeWith'>
  | (Omit<z.output<typeof Stopped>, 'code'> & { code: (typeof UNHEARD)[number] });

const PHONE = /^\+?\d[\d ./-]{5,24}$/;
/** Who calls, which number, on which day. Null leaves it open; a number that is left out stays as it is. */
export const AssignBody = z.strictObject({
  tester: z.int().min(1).nullable(),
  phone: z
    .string()
    .trim()
    .regex(
      PHONE,
      fault({
        nl: 'Schrijf alleen cijfers, zoals 03 123 45 67.',
        en: 'Write digits only, such as 03 123 45 67.',
        fr: 'Écrivez seulement des chiffres, comme 03 123 45 67.',
      }),
    )
    .nullable()
    .optional(),
  plannedOn: day,
  firm: z
    .uuid()
    .nullable()
    .optional()
    .meta({ description: 'The test firm that says which of its testers calls; then `tester` stays null.' }),
});
export type AssignBody = z.output<typeof AssignBody>;

/** Calls of a firm for one of its testers, by number; null takes them back. */
export const HandOutBody = z.strictObject({
  calls: z.array(z.uuid()).min(1).max(300),
  tester: z.int().min(1).nullable(),
});

/** So many open calls for a test firm, in the order of the plan; those without a tester first. */
export const GiveForm = z.object({
  firm: z.uuid({
    error: fault({
      nl: 'Kies een testbureau.',
      en: 'Choose a test firm.',
      fr: 'Choisissez un bureau de test.',
    }),
  }),
  count: z
    .string()
    .trim()
    .regex(
      /^[1-9]\d{0,3}$/,
      fault({
        nl: 'Typ een getal van 1 tot 9999.',
        en: 'Type a number from 1 to 9999.',
        fr: 'Tapez un nombre de 1 à 9999.',
      }),
    )
    .transform(Number),
});

/** The next wave: whom to call again, and how often. */
export const WaveBody = z.strictObject({
  /** `over-half`: units of which more than half of the valid calls complied in the wave before. */
  whom: z
    .enum(['over-half', 'all'], {
      error: fault({
        nl: 'Kies wie u opnieuw belt.',
        en: 'Choose whom you call again.',
        fr: 'Choisissez qui vous rappelez.',
      }),
    })
    .default('over-half'),
  callsPerUnit: z.int().min(1).max(5).default(1),
  from: day,
});
export type WaveBody = z.output<typeof WaveBody>;
