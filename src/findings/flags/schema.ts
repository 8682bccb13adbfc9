import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { fault, reasonFaults } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';

export type FlagId = Id<'flag'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    flag: {
      id: FlagId;
      campaign: CampaignId;
      sector: string;
      ground: string;
      family: Generated<number>;
      procedure: 'standing' | 'final';
      state: 'standing' | 'weakened';
      raised_at: Generated<Date>;
      changed_at: Generated<Date>;
      raised_on: unknown;
      latest: unknown;
    };
    published_flag: {
      id: FlagId;
      campaign: CampaignId;
      sector: string;
      ground: string;
      contrast: unknown;
      procedure: 'standing' | 'final';
      state: 'standing' | 'weakened';
      raised_at: Date;
      changed_at: Date;
    };
    final_look: {
      campaign: CampaignId;
      family: number;
      at: Generated<Date>;
      kind: 'tested' | 'undetermined';
      why: 'stopped-early' | 'stop-rule-e-value' | null;
      early: boolean;
      k: number;
      alpha: number;
      cells: unknown;
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
  decision: z.enum(FLAG_DECISIONS, {
    error: fault({ nl: 'Kies een beslissing.', en: 'Choose a decision.', fr: 'Choisissez une décision.' }),
  }),
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
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
  /** The family whose K and level these are. */
  family: z.number().default(1),
  /** Of a final flag: its test, and that test adjusted over the K cells. */
  midP: z.number().nullable().optional(),
  adjustedP: z.number().optional(),
});
export type FlagNumbers = z.output<typeof FlagNumbers>;

/** One cell as the final look left it. */
export const FinalCell = z.object({
  sector: z.string(),
  ground: z.string(),
  both: z.number(),
  controlOnly: z.number(),
  treatmentOnly: z.number(),
  neither: z.number(),
  /** Null without a discordant pair, and where no final test was made. */
  midP: z.number().nullable(),
  adjustedP: z.number().nullable(),
  flagged: z.boolean(),
  /** One-sided evidence at the end, natural logarithm. */
  logE: z.number(),
  /** min(1, 1/max E) over the whole series. */
  anytimeP: z.number(),
});
export type FinalCell = z.output<typeof FinalCell>;
