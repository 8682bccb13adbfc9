import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault, reasonFaults } from '../platform/faults.js';
import { isUuid, type Id } from '../platform/ids.js';
import { isDateOnly, type DateOnly } from '../platform/dates.js';
import { AUTHORISATION_KINDS, type AuthorisationKind, type Matter } from '../register/index.js';
import type { Repeats } from './repeats/schema.js';
import type { BasisStatus } from './legal-bases/schema.js';

export type CampaignId = Id<'campaign'>;

export const PURPOSES = ['baseline', 'self-regulation', 'contract-clause', 'enforcement'] as const;
export type Purpose = (typeof PURPOSES)[number];
export const STATES = [
  'draft',
  'sealed',
  'ready',
  'running',
  'paused',
  'closing',
  'closed',
  'stopped',
  'abandoned',
] as const;
export type CampaignState = (typeof STATES)[number];
export type Definition = 'strict' | 'lenient';
/** Which kind of test a scenario makes: pairs of applications, or calls to agencies. */
export type ScenarioKind = 'correspondence' | 'candidate-call' | 'client-call' | 'client-mail';

/** Whether an employer gets two applications, one of each arm, or a single one of an arm drawn for it. */
export const DESIGNS = ['pair', 'single'] as const;
export type CampaignDesign = (typeof DESIGNS)[number];

export type TriggersNeeded = 'none' | 'one' | 'all';
export const TriggerKinds = z.record(z.string(), z.enum(AUTHORISATION_KINDS));

interface CampaignTable {
  id: CampaignId;
  name: string;
  purpose: Purpose;
  service: string;
  ground: string;
  scenario: string;
  scenario_version: number;
  scenario_hash: Buffer;
  design: Generated<CampaignDesign>;
  basis_code: string;
  basis_version: string;
  employer_type: Generated<string>;
  relation: Generated<string>;
  place: Generated<string>;
  state: Generated<CampaignState>;
  state_reason: string | null;
  hypothesis: string;
  primary_definition: Definition;
  stop_rule: 'fixed' | 'e-value';
  alpha: number;
  power: number;
  control_only: number;
  treatment_only: number;
  send_from: string;
  pairs_per_day: number;
  rolling: Generated<boolean>;
  /** Its applications answer no vacancy: they go to the employer itself. */
  without_vacancy: Generated<boolean>;
  /** The scenario that is done again, and after how many days; null where none is. */
  repeats: string | null;
  repeat_days: number | null;
  /** The family of its letters; null for those of the scenario itself. */
  wordings: string | null;
  created_by: string;
  created_at: Generated<Date>;
}

declare module '../platform/db/tables.js' {
  interface Tables {
    campaign: CampaignTable;
    campaign_cell: {
      campaign: CampaignId;
      sector: string;
      ground: string;
      position: number;
      quota: number;
      family: Generated<number>;
      /** What the cell compares, in words, in a design of several contrasts; null in any other. */
      contrast: unknown;
      /** Of a joint contrast: the grounds of the two cells whose signals its pairs carry together. */
      parts: string[] | null;
    };
    campaign_end: {
      campaign: CampaignId;
      how: 'closed' | 'stopped';
      early: boolean;
      used_outcomes: boolean;
      actor: string;
      at: Generated<Date>;
    };
    campaign_member: { campaign: CampaignId; account: string; added_by: string; added_at: Generated<Date> };
    seal: {
      campaign: CampaignId;
      body: string;
      hash: Buffer;
      seed_sealed: Buffer;
      seed_commitment: Buffer;
      /** Null only for a seal from before seals were signed. */
      signature: Buffer | null;
      signed_with: Buffer | null;
      sealed_by: string;
      sealed_at: Generated<Date>;
    };
    legal_basis: {
      code: string;
      version: string;
      text_hash: Buffer;
      purposes: string[];
      services: string[];
      acts_for: Generated<string[]>;
      authorisation_kinds: Generated<string[]>;
      triggers_needed: Generated<TriggersNeeded>;
      trigger_kinds: Generated<unknown>;
      exercise: boolean;
      valid_from: string;
      valid_until: string | null;
      document: unknown;
    };
    legal_basis_confirmation: {
      id: string;
      code: string;
      version: string;
      text_hash: Buffer;
      document_hash: Buffer;
      document_date: string;
      proposed_by: string;
      proposed_at: Generated<Date>;
      confirmed_by: string | null;
      confirmed_at: Date | null;
      withdrawn_by: string | null;
      withdrawn_at: Date | null;
      withdrawn_reason: string | null;
    };
  }
}

export { AUTHORISATION_KINDS, type AuthorisationKind };

const share = z.number().gt(0, 'must be above 0').lt(1, 'must be below 1');
export const DateText = z
  .custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
    error: 'must be a date such as 2027-03-29',
  })
  .meta({ type: 'string', format: 'date' });

/**
 * What a new campaign states. `controlOnly` and `treatmentOnly` are shares (0 to 1), the smallest difference it must be able to
 * show: of the pairs in which that arm alone is called back, and from a scenario of single applications the callback rate of the arm.
 */
export const CampaignDraft = z.strictObject({
  name: z.string().trim().min(3, 'needs at least 3 characters').max(120, 'has at most 120 characters'),
  purpose: z.enum(PURPOSES),
  service: z.string().min(2).max(40),
  ground: z.string().min(1).max(60),
  scenario: z.string().min(1).max(80),
  basis: z.strictObject({ code: z.string().min(1), version: z.string().min(1) }),
  matter: z
    .strictObject({
      employerType: z.string().min(1).max(60),
      relation: z.string().min(1).max(60),
      place: z.string().min(1).max(60),
    })
    .optional()
    .meta({ description: 'Who employs, in which relation and where: codes of the table of competence.' }),
  hypothesis: z
    .string()
    .trim()
    .min(10, 'needs at least 10 characters')
    .max(2000, 'has at most 2,000 characters'),
  primaryDefinition: z.enum(['strict', 'lenient']),
  stopRule: z.enum(['fixed', 'e-value']),
  alpha: z.number().gt(0).lt(0.5).default(0.05),
  power: z.number().gt(0.5).lt(1).default(0.8),
  controlOnly: share,
  treatmentOnly: share,
  sendFrom: DateText,
  pairsPerDay: z.number().int().min(1).max(1000),
  rolling: z
    .boolean()
    .optional()
    .meta({ description: 'Whether the plan fills up from vacancies that come after the sealing.' }),
  cells: z
    .array(
      z.strictObject({
        sector: z.string().min(1),
        quota: z.number().int().min(1).max(100_000).meta({
          description:
            'Pairs, of each comparison where the scenario has several; applications where each employer gets one.',
        }),
      }),
    )
    .min(1, 'needs at least one sector')
    .max(60)
    .refine(
      (cells) => new Set(cells.map((cell) => cell.sector)).size === cells.length,
      'names each sector once',
    ),
});
export type CampaignDraft = z.output<typeof CampaignDraft>;

export const ReasonBody = z.object({
  reason: z.string().trim().min(10, reasonFaults.short).max(2000, reasonFaults.long),
});

/** Whoever ends a campaign says whether outcomes were used in deciding so: that decides whether final flags can be given. */
export const usedOutcomes = z
  .enum(['yes', 'no'], {
    error: fault({
      nl: 'Zeg of u uitkomsten gebruikte. Kies ja of nee.',
      en: 'Say whether you used outcomes. Choose yes or no.',
      fr: 'Dites si vous avez utilisé des résultats. Choisissez oui ou non.',
    }),
  })
  .transform((answer) => answer === 'yes');

export const EndBody = ReasonBody.extend({ usedOutcomes });
/** Who joins or leaves a team. */
export const MemberBody = z.object({
  account: z
    .string()
    .refine(isUuid, fault({ nl: 'Kies iemand.', en: 'Choose somebody.', fr: 'Choisissez une personne.' })),
});

/** A campaign as rules and other rooms see it. */
export interface Campaign {
  readonly id: CampaignId;
  readonly name: string;
  readonly purpose: Purpose;
  readonly service: string;
  readonly ground: string;
  readonly scenario: string;
  readonly scenarioVersion: number;
  readonly scenarioHash: Buffer;
  readonly design: CampaignDesign;
  readonly basis: { readonly code: string; readonly version: string };
  readonly matter: Matter;
  readonly state: CampaignState;
  readonly stateReason: string | null;
  readonly hypothesis: string;
  readonly primaryDefinition: Definition;
  readonly stopRule: 'fixed' | 'e-value';
  readonly alpha: number;
  readonly power: number;
  /** Shares of the pairs in which one arm alone is called back; in a single design the callback rate of each arm. */
  readonly controlOnly: number;
  readonly treatmentOnly: number;
  readonly sendFrom: DateOnly;
  readonly pairsPerDay: number;
  /** Whether its plan fills up, increment by increment, from vacancies that come after the sealing. */
  readonly rolling: boolean;
  /** Its two write to employers that have no vacancy. */
  readonly withoutVacancy: boolean;
  /** What it does again, at employers who treated unequally; null for a campaign that does none again. */
  readonly repeats: Repeats | null;
  readonly cells: readonly Cell[];
  readonly createdBy: string;
}

/** What a contrast is called. */
export const ContrastTitle = z.object({ nl: z.string(), en: z.string(), fr: z.string() });

export interface Cell {
  readonly sector: string;
  /** What its pairs are about: the ground, and after a stroke the contrast in a design of several (`origin/both`). */
  readonly ground: string;
  /** What its contrast is called; null where every pair of the campaign compares the same. */
  readonly contrast: z.output<typeof ContrastTitle> | null;
  readonly quota: number;
  /** 1 for the cells of the seal; cells of a later amendment form a family of their own. */
  readonly family: number;
}

/** How a campaign ended, from every act that ended it. */
export interface CampaignEnd {
  /** Before every planned pair was sent. */
  readonly early: boolean;
  /** Early, and for a reason that used outcomes. */
  readonly usedOutcomes: boolean;
}

/** The legal basis of a campaign with its status on this moment. */
/** What is shown of the text of a legal basis. */
export const BasisDocument = z.object({
  name: z.object({ nl: z.string(), en: z.string(), fr: z.string() }),
});

export interface Basis {
  readonly name: z.infer<typeof BasisDocument>['name'];
  readonly exercise: boolean;
  readonly purposes: readonly string[];
  readonly services: readonly string[];
  /** Bodies for whose competence its services may act. */
  readonly actsFor: readonly string[];
  /** The kinds of authorisation that it asks for. */
  readonly authorisationKinds: readonly string[];
  /** How many of its triggers a request rests on. */
  readonly triggersNeeded: TriggersNeeded;
  /** The kind of authorisation that each of its triggers needs. */
  readonly triggerKinds: Readonly<Record<string, AuthorisationKind>>;
  readonly validFrom: string;
  readonly validUntil: string | null;
  readonly status: BasisStatus;
}
