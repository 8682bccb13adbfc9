import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import type { Id } from '../../platform/ids.js';

export type FlagId = Id<'flag'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
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
