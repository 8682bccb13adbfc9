import type { Generated } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Id } from '../../platform/ids.js';
import type { VacancyLanguage } from '../../register/index.js';
import type { Contrast } from '../contrasts.js';
import type { Named } from '../names.js';
import type { PlanAsked, PlanPreview } from '../planning/schema.js';
import type { Repeats } from '../repeats/schema.js';
import { DateText, PURPOSES, type CampaignDesign, type ScenarioKind } from '../schema.js';

export type DesignId = Id<'campaign-design'>;

declare module '../../platform/db/tables.js' {
  interface Tables {
    campaign_design: {
      id: DesignId;
      account: string;
      answers: unknown;
      made_at: Generated<Date>;
      changed_at: Generated<Date>;
    };
  }
}

/** The steps in their order; each is the last part of an address. The first six ask, the last two show. */
export const STEPS = [
  'doel',
  'rechtsgrond',
  'scenario',
  'kader',
  'uitkomst',
  'kracht',
  'voorbeeld',
  'nakijken',
] as const;
export type Step = (typeof STEPS)[number];
export type AskingStep = Exclude<Step, 'voorbeeld' | 'nakijken'>;

/** What was answered so far. Kept as it was given; whether it still fits is asked again when a campaign is made of it. */
export const Answers = z
  .object({
    name: z.string(),
    purpose: z.enum(PURPOSES),
    basis: z.object({ code: z.string(), version: z.string() }),
    service: z.string(),
    matter: z.object({ employerType: z.string(), relation: z.string(), place: z.string() }),
    scenario: z.string(),
    sendFrom: DateText,
    pairsPerDay: z.number(),
    rolling: z.boolean(),
    cells: z.array(z.object({ sector: z.string(), quota: z.number() })),
    hypothesis: z.string(),
    primaryDefinition: z.enum(['strict', 'lenient']),
    stopRule: z.enum(['fixed', 'e-value']),
    controlOnly: z.number(),
    treatmentOnly: z.number(),
    power: z.number(),
    alpha: z.number(),
  })
  .partial();
export type Answers = z.output<typeof Answers>;

/** A campaign that is being designed. */
export interface Design {
  readonly id: DesignId;
  readonly answers: Answers;
  readonly changedAt: Date;
}

/** A name in every language that has one. */
export interface NamedIn {
  readonly code: string;
  readonly name: { readonly nl: string; readonly en: string; readonly fr?: string | undefined };
}

/** A scenario that a plan can be drawn from. */
export interface PlannableScenario extends NamedIn {
  readonly ground: string;
  readonly kind: ScenarioKind;
  /** Whether its two write to employers that have no vacancy. */
  readonly withoutVacancy: boolean;
  /** Whether an employer gets two applications or one. */
  readonly design: CampaignDesign;
  readonly language: VacancyLanguage;
  /** What its pairs compare, where they do not all compare the same; else none. */
  readonly contrasts: readonly Contrast[];
  /** What it does again; null for a scenario that does none again. */
  readonly repeats: Repeats | null;
}

/** A legal basis as a choice. */
export interface BasisChoice {
  readonly code: string;
  readonly version: string;
  readonly name: NamedIn['name'];
  readonly purposes: readonly string[];
  readonly services: readonly string[];
  readonly exercise: boolean;
  readonly confirmed: boolean;
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** What the wizard asks of the rooms beside and above it; services hands it in. */
export interface WizardMeans {
  readonly sectors: (ctx: Ctx) => Promise<readonly Named[]>;
  readonly grounds: (ctx: Ctx) => Promise<readonly Named[]>;
  readonly scenarios: readonly PlannableScenario[];
  readonly services: readonly NamedIn[];
  readonly matters: {
    readonly employerTypes: readonly NamedIn[];
    readonly relations: readonly NamedIn[];
    readonly places: readonly NamedIn[];
  };
  /** How many vacancies in a language are open on a day, per sector. */
  readonly openVacancies: (
    ctx: Ctx,
    on: DateOnly,
    language: VacancyLanguage,
  ) => Promise<ReadonlyMap<string, number>>;
  /** How many employers of a sector can be written to in a language without a vacancy. */
  readonly reachableEmployers: (ctx: Ctx, language: VacancyLanguage) => Promise<ReadonlyMap<string, number>>;
  readonly preview: (ctx: Ctx, asked: PlanAsked) => Promise<PlanPreview>;
}

/** Everything that the steps choose from. */
export interface Choices extends Pick<WizardMeans, 'scenarios' | 'services' | 'matters'> {
  readonly bases: readonly BasisChoice[];
  readonly sectors: readonly Named[];
  readonly grounds: readonly Named[];
  /** Per sector the open vacancies, or where the scenario answers none the employers that can be written to. */
  readonly open: ReadonlyMap<string, number>;
  readonly mode: 'live' | 'demo';
  readonly today: DateOnly;
}
