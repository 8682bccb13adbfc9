import type { Generated } from 'kysely';
import { z } from 'zod';
import type { Id } from '../platform/ids.js';
import type { CampaignId, Definition } from '../campaigns/index.js';

export type FlagId = Id<'flag'>;
export type PairOutcome = 'both' | 'control-only' | 'treatment-only' | 'neither' | 'void';

interface CountColumns {
  both_arms: Generated<number>;
  control_only: Generated<number>;
  treatment_only: Generated<number>;
  neither: Generated<number>;
  void: Generated<number>;
}

declare module '../platform/db/tables.js' {
  interface Tables {
    counted_test: {
      test: Id<'test'>;
      campaign: CampaignId;
      ordinal: number;
      sector: string;
      ground: string;
      wave: number;
      employer: Id<'employer'>;
      employer_unit: string;
      strict: PairOutcome;
      lenient: PairOutcome;
      void_reason: string | null;
      counted_at: Generated<Date>;
    };
    cell_count: {
      campaign: CampaignId;
      sector: string;
      ground: string;
      wave: number;
      definition: Definition;
    } & CountColumns;
    employer_count: {
      campaign: CampaignId;
      employer: Id<'employer'>;
      ground: string;
      definition: Definition;
    } & CountColumns;
    evidence: {
      campaign: CampaignId;
      sector: string;
      ground: string;
      place: number;
      employer_unit: string;
      test: Id<'test'>;
      outcome: Exclude<PairOutcome, 'void'>;
    };
    flag: {
      id: FlagId;
      campaign: CampaignId;
      sector: string;
      ground: string;
      procedure: 'standing' | 'final';
      state: 'standing' | 'weakened';
      raised_at: Generated<Date>;
      changed_at: Generated<Date>;
      raised_on: unknown;
      latest: unknown;
    };
    flag_decision: {
      id: string;
      flag: FlagId;
      decision: FlagDecision;
      reason: string;
      actor: string;
      at: Generated<Date>;
    };
  }
}

export const FLAG_DECISIONS = ['watch', 'dismiss', 'propose-campaign', 'raise-with-sector'] as const;
export type FlagDecision = (typeof FLAG_DECISIONS)[number];

export const DecisionBody = z.object({
  decision: z.enum(FLAG_DECISIONS, { error: 'Kies een beslissing.' }),
  reason: z
    .string()
    .trim()
    .min(10, 'Geef een reden van minstens 10 tekens.')
    .max(2000, 'Hou de reden onder 2.000 tekens.'),
});

/** The numbers a flag rests on, frozen with it. */
export const FlagNumbers = z.object({
  both: z.number(),
  controlOnly: z.number(),
  treatmentOnly: z.number(),
  neither: z.number(),
  logE: z.number(),
  k: z.number(),
  alpha: z.number(),
  ratio: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  looks: z.number().optional(),
});
export type FlagNumbers = z.output<typeof FlagNumbers>;
