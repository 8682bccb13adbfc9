import type { Generated } from 'kysely';
import { z } from 'zod';
import { compare } from '../../platform/dates.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import {
  conditionsText,
  countText,
  lastDay,
  maybeCount,
  numbersText,
  numberText,
  tickedIn,
} from '../authorisations/forms.js';
import { dayText, REQUEST_LANGUAGES, TEST_TYPES } from '../authorisations/schema.js';
import type { CampaignId } from '../schema.js';

export const DECISION_STEPS = ['granted', 'refused', 'extended', 'withdrawn'] as const;
export type DecisionStep = (typeof DECISION_STEPS)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    magistrate_decision: {
      authorisation: string;
      number: number;
      campaign: CampaignId;
      step: DecisionStep;
      body: string;
      html: string;
      pdf: Buffer;
      body_hash: Buffer;
      html_hash: Buffer;
      pdf_hash: Buffer;
      decided_by: string;
      decided_at: Generated<Date>;
    };
  }
}

const named = z.object({ code: z.string(), name: z.string() });

const Granted = z.object({
  number: z.string(),
  /** Days; the last one is no longer included. */
  validFrom: z.string(),
  validUntil: z.string(),
  maxTests: z.number(),
  testTypes: z.array(z.enum(TEST_TYPES)),
  /** KBO or establishment numbers; empty where the decision names none. */
  employers: z.array(z.string()),
  thirdPersons: z.boolean(),
  conditions: z.array(z.string()),
});
export type Granted = z.output<typeof Granted>;

const Extended = z.object({
  number: z.string(),
  validUntil: z.string(),
  /** Null where the number of tests stays. */
  maxTests: z.number().nullable(),
});
export type Extended = z.output<typeof Extended>;

/** The text of a decision as it is kept: all that it says, and which request it answers. */
export const DecisionBody = z.object({
  form: z.literal('praktijktest/decision/1'),
  authorisation: z.string(),
  campaign: z.string(),
  number: z.number(),
  step: z.enum(DECISION_STEPS),
  language: z.enum(REQUEST_LANGUAGES),
  of: z.object({ name: z.string(), service: named, ground: named }),
  /** The SHA-256 of the request (PDF) that it answers. */
  requestHash: z.string(),
  requestSentAt: z.string(),
  /** The office that was asked, as the request names it, and who decided. */
  addressee: z.string(),
  decider: z.string(),
  granted: Granted.nullable(),
  extended: Extended.nullable(),
  reason: z.string().nullable(),
  decidedAt: z.string(),
});
export type DecisionBody = z.output<typeof DecisionBody>;

/** What a magistrate decides. */
export type Decision =
  | { readonly step: 'granted'; readonly granted: Granted }
  | { readonly step: 'extended'; readonly extended: Extended }
  | { readonly step: 'refused' | 'withdrawn'; readonly reason: string };

const yesOrNo = z
  .enum(['yes', 'no'], {
    error: fault({ nl: 'Kies ja of nee.', en: 'Choose yes or no.', fr: 'Choisissez oui ou non.' }),
  })
  .transform((answer) => answer === 'yes');

/** A grant as a form sends it: each kind of test is a box of its own. */
export const GrantForm = z.preprocess(
  (sent) => {
    const typed = z.record(z.string(), z.unknown()).catch({}).parse(sent);
    return { ...typed, testTypes: tickedIn(typed, 'testTypes') };
  },
  z
    .object({
      // In the order of the page, which is the order in which faults are listed.
      number: numberText,
      validFrom: dayText({
        nl: 'Geef de eerste dag.',
        en: 'Give the first day.',
        fr: 'Donnez le premier jour.',
      }),
      validUntil: lastDay,
      maxTests: countText(100_000),
      testTypes: z.array(z.enum(TEST_TYPES)).min(
        1,
        fault({
          nl: 'Kies minstens één soort test.',
          en: 'Choose at least one kind of test.',
          fr: 'Choisissez au moins un type de test.',
        }),
      ),
      employers: numbersText,
      thirdPersons: yesOrNo,
      conditions: conditionsText,
    })
    .refine(({ validFrom, validUntil }) => compare(validFrom, validUntil) < 0, {
      path: ['validUntil'],
      message: fault({
        nl: 'Het einde komt na het begin. Kijk beide dagen na.',
        en: 'The end comes after the beginning. Check both days.',
        fr: 'La fin vient après le début. Vérifiez les deux jours.',
      }),
    }),
);

export const ReasonForm = z.object({
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

export const LaterForm = z.object({ number: numberText, validUntil: lastDay, maxTests: maybeCount });
