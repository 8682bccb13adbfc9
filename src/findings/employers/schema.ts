import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';
import type { PairOutcome } from '../counts/index.js';

export type EmployerFlagId = Id<'employer-flag'>;

export const EMPLOYER_RULES = ['contradiction', 'recurrence', 'evidence'] as const;
export type EmployerRule = (typeof EMPLOYER_RULES)[number];
export const EMPLOYER_DECISIONS = ['dossier', 'repeat-test', 'watch', 'dismiss'] as const;
export type EmployerDecision = (typeof EMPLOYER_DECISIONS)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    enforcement_pair: {
      test: Id<'test'>;
      campaign: CampaignId;
      ordinal: number;
      sector: string;
      ground: string;
      employer: Id<'employer'>;
      employer_unit: string;
      strict: PairOutcome;
      lenient: PairOutcome;
    };
    employer_flag: {
      id: EmployerFlagId;
      campaign: CampaignId;
      employer_unit: string;
      rule: EmployerRule;
      state: 'standing' | 'weakened';
      raised_at: Generated<Date>;
      changed_at: Generated<Date>;
      raised_on: unknown;
      latest: unknown;
    };
    employer_flag_decision: {
      id: string;
      flag: EmployerFlagId;
      decision: EmployerDecision;
      reason: string;
      actor: string;
      at: Generated<Date>;
    };
  }
}

export const EmployerDecisionBody = z.object({
  decision: z.enum(EMPLOYER_DECISIONS, {
    error: fault({ nl: 'Kies een beslissing.', en: 'Choose a decision.', fr: 'Choisissez une décision.' }),
  }),
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

const Counts = z.object({
  both: z.number(),
  controlOnly: z.number(),
  treatmentOnly: z.number(),
  neither: z.number(),
});

/** What a flag on an employer rests on: counts, evidence, and the facts by their ids. */
export const EmployerNumbers = z.object({
  strict: Counts,
  lenient: Counts,
  primary: z.enum(['strict', 'lenient']),
  logE: z.number().nullable(),
  tests: z.array(z.string()),
  days: z.array(z.string()),
  contradictions: z.array(
    z.object({
      test: z.string(),
      filledArm: z.enum(['control', 'treatment']),
      filled: z.string(),
      filledAt: z.coerce.date(),
      invited: z.string(),
      invitedAt: z.coerce.date(),
    }),
  ),
});
export type EmployerNumbers = z.output<typeof EmployerNumbers>;
