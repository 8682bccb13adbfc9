import type { Generated } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import { reasonFaults, fault } from '../../platform/faults.js';
import type { ApplicationId, ApplicationState, Arm, TestId } from '../scheduling/index.js';

export type Retirement = 'rejected' | 'disclosed' | 'detected';

declare module '../../platform/db/tables.js' {
  interface Tables {
    identity_release: {
      campaign: CampaignId;
      increment: number;
      root: Buffer;
      released_by: string;
      released_at: Generated<Date>;
    };
    identity_retirement: {
      application: ApplicationId;
      campaign: Generated<CampaignId>;
      reason: Retirement;
      note: string | null;
      retired_by: string | null;
      retired_at: Generated<Date>;
    };
  }
}

const Job = z.object({ from: z.number(), until: z.number().nullable(), role: z.string(), place: z.string() });

/** What is kept of a made-up candidate, as far as a person checks it. */
export const Kept = z.object({
  firstName: z.string(),
  familyName: z.string(),
  nameOrigin: z.string(),
  sex: z.enum(['m', 'f']),
  birthDate: z.string(),
  age: z.number(),
  nationality: z.string(),
  addressLine: z.string(),
  mailAddress: z.string(),
  phone: z.string(),
  education: z.object({ level: z.string(), degree: z.string(), school: z.string(), year: z.number() }),
  relevantYears: z.number(),
  experience: z.array(Job),
  filler: z.object({ job: Job }).nullable(),
  statement: z.object({ code: z.string() }).nullable(),
  match: z.object({ compared: z.number(), cue: z.array(z.string()) }),
});
export type Kept = z.output<typeof Kept>;

/** A made-up candidate with how it stands. */
export interface Candidate {
  readonly application: ApplicationId;
  readonly arm: Arm;
  readonly state: ApplicationState;
  readonly kept: Kept;
  readonly retired: Retirement | null;
  readonly note: string | null;
}

/** The two made-up candidates of a test. */
export interface CandidatePair {
  readonly test: TestId;
  readonly ordinal: number;
  readonly increment: number;
  readonly vacancyTitle: string;
  readonly released: boolean;
  /** Control first; one of a single application. */
  readonly candidates: readonly Candidate[];
}

/** How a made-up candidate stands: a release opens it, being used or retired closes it for good. */
export type Standing = 'unreleased' | 'released' | 'used' | Retirement;

/** An increment as who checks it sees it. */
export interface Checked {
  readonly number: number;
  readonly pairs: number;
  readonly root: Buffer;
  readonly drawnBy: string;
  readonly drawnByName: string;
  readonly drawnAt: Date;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
}

/** What the candidates of an increment have in common, counted over all of them. */
export interface Overview {
  readonly pairs: number;
  /** Different names, and how often the name that comes most does. */
  readonly names: number;
  readonly mostOfOne: number;
  /** Pairs by what distinguishes their two candidates. */
  readonly cues: readonly { readonly cue: readonly string[]; readonly pairs: number }[];
  readonly origins: readonly {
    readonly origin: string;
    readonly control: number;
    readonly treatment: number;
  }[];
}

export const ReleaseBody = z.object({
  increment: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
});
export const RetireBody = z.object({
  pair: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .transform(Number),
  arm: z.enum(['control', 'treatment'], {
    error: fault({
      nl: 'Kies een van de twee kandidaten.',
      en: 'Choose one of the two candidates.',
      fr: 'Choisissez un des deux candidats.',
    }),
  }),
  note: z
    .string({ error: reasonFaults.short })
    .trim()
    .min(10, reasonFaults.short)
    .max(2000, reasonFaults.long),
});
