import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import type { DateOnly } from '../../platform/dates.js';
import { fault } from '../../platform/faults.js';
import { calledNameField } from '../called-names/index.js';
import type { ResponseId } from '../responses/index.js';
import type { AttemptId } from '../dispatch/schema.js';
import type { ApplicationId, ApplicationState, TestId } from '../scheduling/index.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    pair_callers: {
      test: TestId;
      campaign: CampaignId;
      control: string;
      treatment: string;
      assigned_by: string;
      assigned_at: Generated<Date>;
    };
    call_answer: {
      attempt: AttemptId;
      application: ApplicationId;
      campaign: CampaignId;
      sealed: Buffer;
      sha256: Buffer;
      received_at: Date;
      response: ResponseId | null;
    };
  }
}

/** How a call in which nobody was spoken to ended: it is tried again on another day. */
export const UNREACHED = ['no-answer', 'busy', 'voicemail', 'call-back-later', 'cut-off'] as const;
export type Unreached = (typeof UNREACHED)[number];
/** Every way in which a call ends: somebody was spoken to, nobody was, it cannot be made, or it was not made. */
export const CALL_ENDS = ['spoken', ...UNREACHED, 'wrong-number', 'stopped', 'given-back'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

/** The longest account of a call, in characters. */
const LONGEST = 10_000;

/** What a caller says of the call that they hold. */
export const RecordBody = z
  .object({
    outcome: z.enum(CALL_ENDS, {
      error: fault({
        nl: 'Kies hoe het gesprek afliep.',
        en: 'Choose how the call ended.',
        fr: 'Choisissez comment l’appel s’est terminé.',
      }),
    }),
    said: z
      .string()
      .trim()
      .max(
        LONGEST,
        fault({
          nl: 'Hou dit onder 10.000 tekens.',
          en: 'Keep this under 10,000 characters.',
          fr: 'Limitez ce texte à 10 000 caractères.',
        }),
      )
      .default(''),
    deviation: z
      .string()
      .trim()
      .max(
        1000,
        fault({
          nl: 'Hou dit onder 1.000 tekens.',
          en: 'Keep this under 1,000 characters.',
          fr: 'Limitez ce texte à 1 000 caractères.',
        }),
      )
      .default(''),
    spokeWith: calledNameField,
  })
  .refine(({ outcome, said }) => outcome !== 'spoken' || said.length >= 10, {
    path: ['said'],
    error: fault({
      nl: 'Schrijf wat ze antwoordden, in uw eigen woorden: minstens 10 tekens.',
      en: 'Write what they answered, in your own words: at least 10 characters.',
      fr: 'Écrivez ce qu’on a répondu, avec vos propres mots : au moins 10 caractères.',
    }),
  });
export type RecordBody = z.output<typeof RecordBody>;

/** An attempt that reached nobody. */
export interface Tried {
  readonly how: Unreached;
  readonly on: DateOnly;
}

/** The script of a plan of calls, read back from where it was frozen. */
export const CandidateScript = z.object({
  language: z.enum(['nl', 'fr', 'en']),
  opening: z.array(z.string()),
  question: z.string(),
  whenFree: z.string(),
  whenFilled: z.string(),
  answers: z.array(z.object({ question: z.string(), answer: z.string() })),
  exit: z.string(),
  forbiddenPhrases: z.array(z.string()),
  outcomes: z.array(z.object({ code: z.string(), hears: z.string() })),
  alsoNote: z.array(z.string()),
});
export type CandidateScript = z.output<typeof CandidateScript>;

/** Who the caller is for the length of the call. */
export const Persona = z.object({
  displayName: z.string(),
  birthDate: z.string(),
  age: z.number(),
  municipality: z.string(),
  addressLine: z.string(),
  phone: z.string(),
  sex: z.enum(['f', 'm']),
  relevantYears: z.number(),
  education: z.object({ degree: z.string(), school: z.string(), year: z.number() }),
  experience: z.array(
    z.object({ from: z.number(), until: z.number().nullable(), role: z.string(), place: z.string() }),
  ),
  offers: z.object({
    skills: z.string(),
    licence: z.string(),
    languages: z.string(),
    availability: z.string(),
  }),
});
export type Persona = z.output<typeof Persona>;

export type CallState = ApplicationState;
