import type { DateOnly } from '../../platform/dates.js';
import type { VacancyLanguage } from '../../register/index.js';
import type { Named } from '../names.js';
import type { RepeatLine } from '../repeats/schema.js';
import type { Campaign, CampaignDesign, CampaignId, Cell, Purpose, ScenarioKind } from '../schema.js';

/** A cell of a plan, by what it is shown and told apart by. */
export type PlanCell = Pick<Cell, 'sector' | 'ground' | 'contrast' | 'quota'>;
/** What names a cell on a page. */
export type NamedCell = Pick<Cell, 'sector' | 'ground' | 'contrast'>;

/** What a plan is asked to be: pairs per cell, from when, and how many a day. */
export interface PlanAsked {
  readonly purpose: Purpose;
  readonly cells: readonly PlanCell[];
  /** Whether an employer gets two applications or one; left out, two. */
  readonly design?: CampaignDesign;
  readonly sendFrom: DateOnly;
  readonly pairsPerDay: number;
  /** In which the vacancies of its frame are written. */
  readonly language: VacancyLanguage;
  /** Whether two candidates call; left out, they write. */
  readonly byTelephone?: boolean;
  /** Whether they write to employers without a vacancy; left out, they answer vacancies. */
  readonly withoutVacancy?: boolean;
  /** The campaign that does a test again, and the days that lie between; left out or null, none is done again. */
  readonly again?: { readonly campaign: CampaignId; readonly days: number } | null;
}

/**
 * What a sector's frame gives for the quota of a cell. Counts only: whom somebody else tested is not for the reader. The
 * contrasts of a sector share its frame, and what it passes over.
 */
export interface FrameUse extends NamedCell {
  readonly quota: number;
  /** Vacancies open on the first day; without vacancies, employers that take applications. */
  readonly open: number;
  /** Pairs that the rules allow now, at most the quota. */
  readonly drawn: number;
  /** Employers among the drawn pairs, as they are counted: one pair of each speaks for a flag. */
  readonly employers: number;
  /**
   * Open vacancies that no frame holds: positive action, students' jobs, an identity document to upload; without vacancies,
   * employers of which nobody knows where they take applications.
   */
  readonly excluded: number;
  /** Vacancies passed over because their establishment was or is tested. */
  readonly passedEstablishment: number;
  /** Vacancies passed over because their group of enterprises was reached as often as it may be. */
  readonly passedGroup: number;
  /** Vacancies passed over because their recruiter has two pairs already. */
  readonly passedRecruiter: number;
  /** Drawn tests whose vacancy closes before its last application is due. */
  readonly closing: number;
}

/**
 * How often a combination of order, wording and layout comes; of a pair the treatment arm has the other wording and layout. Of
 * a single application the arm, the wording and the layout are its own.
 */
export interface BalanceRow {
  readonly firstArm: 'control' | 'treatment';
  readonly template: 0 | 1;
  readonly layout: 0 | 1;
  readonly pairs: number;
}

/** How many applications leave on a day. */
export interface PlanDay {
  readonly day: DateOnly;
  readonly first: number;
  readonly second: number;
}

/** A plan drawn with a throw-away seed: as good as the sealed one will be, and no test of it will ever be sent. */
export interface PlanPreview {
  readonly frames: readonly FrameUse[];
  readonly balance: readonly BalanceRow[];
  /** In order, days without applications left out. */
  readonly days: readonly PlanDay[];
  /** Holidays between the first and the last day. */
  readonly holidays: readonly DateOnly[];
  /** Whether its frames are of employers, not of vacancies. */
  readonly withoutVacancy: boolean;
  /** Pairs that a person brings, by web form or by telephone, and the most of their applications on one day. */
  readonly byHand: { readonly pairs: number; readonly most: number; readonly byTelephone: boolean };
}

/** A rule that a plan runs into, with what would loosen it. Hard ones stop the sealing. */
export type PlanLimit =
  | (NamedCell & { readonly rule: 'power'; readonly quota: number; readonly needed: number })
  | { readonly rule: 'no-difference' }
  | (NamedCell & { readonly rule: 'repeat'; readonly quota: number; readonly drawn: number })
  | (NamedCell & {
      readonly rule: 'frame' | 'establishment' | 'group' | 'recruiter';
      readonly quota: number;
      readonly drawn: number;
      readonly open: number;
      readonly passed: number;
    })
  | (NamedCell & { readonly rule: 'fills-later'; readonly quota: number; readonly drawn: number })
  | (NamedCell & { readonly rule: 'closing'; readonly pairs: number })
  | { readonly rule: 'basis-end'; readonly last: DateOnly; readonly until: DateOnly; readonly perDay: number }
  | { readonly rule: 'first-day-past'; readonly from: DateOnly };

/** The chance that a cell's difference is found, in three readings; null where it cannot be said. */
export interface CellPower extends NamedCell {
  readonly pairs: number;
  /** Pairs that speak: one per employer. */
  readonly speaking: number;
  readonly alone: number | null;
  readonly final: number | null;
  readonly standing: number | null;
}

/** The pairs that give the asked power, in three readings; null where no number up to 20,000 does. */
export interface PowerTable {
  readonly cells: readonly CellPower[];
  readonly needed: {
    readonly alone: number | null;
    readonly final: number | null;
    readonly standing: number | null;
  };
}

/** Everything the pages of a plan show. */
export interface PlanFacts {
  readonly campaign: Campaign;
  readonly kind: ScenarioKind;
  /** Null for a plan that is sealed, and for calls. */
  readonly preview: PlanPreview | null;
  /** Null for calls, and without a stated difference. */
  readonly power: PowerTable | null;
  readonly limits: readonly PlanLimit[];
  /** Of a draft that does a test again: the employers that its request names, for its team; null for others and other plans. */
  readonly again: readonly RepeatLine[] | null;
  readonly sectors: readonly Named[];
}
