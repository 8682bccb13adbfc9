import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault, reasonFaults } from '../../platform/faults.js';
import { isUuid, type Id } from '../../platform/ids.js';
import type { CampaignId } from '../schema.js';

export type InterestId = Id<'own-interest'>;
export const INTEREST_KINDS = ['relative', 'former-employer', 'other'] as const;
export type InterestKind = (typeof INTEREST_KINDS)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    own_interest: {
      id: string;
      campaign: CampaignId;
      account: string;
      kind: InterestKind;
      note: string | null;
      declared_at: Date;
      withdrawn_by: Generated<string | null>;
      withdrawn_at: Generated<Date | null>;
      withdrawn_reason: Generated<string | null>;
    };
    campaign_insider: { campaign: CampaignId; account: string; duty: string; since: Date };
  }
}

const chooseCampaign = fault({
  nl: 'Kies een campagne.',
  en: 'Choose a campaign.',
  fr: 'Choisissez une campagne.',
});

/** What somebody declares of themselves. The note stays in its row: the log holds ids only. */
export const DeclareBody = z.object({
  campaign: z.string({ error: chooseCampaign }).refine(isUuid, chooseCampaign),
  kind: z.enum(INTEREST_KINDS, {
    error: fault({
      nl: 'Kies wat u met iemand in deze campagne verbindt.',
      en: 'Choose what ties you to somebody in this campaign.',
      fr: 'Choisissez ce qui vous lie à quelqu’un dans cette campagne.',
    }),
  }),
  note: z
    .string()
    .trim()
    .max(
      500,
      fault({
        nl: 'Hou het onder 500 tekens.',
        en: 'Keep it under 500 characters.',
        fr: 'Limitez-vous à 500 caractères.',
      }),
    )
    .default(''),
});
export type DeclareBody = z.output<typeof DeclareBody>;

const chooseInterest = fault({
  nl: 'Kies wiens belang voorbij is.',
  en: 'Choose whose interest is over.',
  fr: 'Choisissez l’intérêt qui a pris fin.',
});
export const WithdrawBody = z.object({
  interest: z.string({ error: chooseInterest }).refine(isUuid, chooseInterest),
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

/** How somebody stands to a campaign. */
export interface Standing {
  /** Whether they declared an own interest in it. */
  readonly interest: boolean;
  /** What they did in it that shows its arms or its plan. */
  readonly duties: readonly string[];
}

/** An own interest that stands, for who may withdraw it. */
export interface Interest {
  readonly id: InterestId;
  readonly account: string;
  readonly name: string;
  readonly kind: InterestKind;
  readonly note: string | null;
  readonly declaredAt: Date;
}

/** A campaign by name, and whether the reader has an own interest in it. */
export interface InterestCampaign {
  readonly id: CampaignId;
  readonly name: string;
  readonly mine: boolean;
}
