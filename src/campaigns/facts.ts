import type { LogLine } from '../audit/index.js';
import type { DateOnly } from '../platform/dates.js';
import type { Authorisation } from './authorisations/schema.js';
import type { Named } from './names.js';
import type { Basis, Campaign } from './schema.js';
import type { SealView, TeamMember } from './views.js';

/** How far sending, answers and counting are. */
export interface CampaignProgress {
  readonly plan: {
    readonly pairs: number;
    /** Applications per state. */
    readonly states: Readonly<Record<string, number>>;
    readonly nextDue: Date | null;
    readonly lastWindowEnd: Date | null;
    /** Tests of which an application left or tried to: what the authorisation's maximum counts. */
    readonly begun?: number;
  };
  readonly answers: { readonly received: number; readonly toCode: number };
  readonly counted: {
    readonly counted: number;
    readonly voided: number;
    readonly voidReasons: readonly { readonly reason: string; readonly count: number }[];
  };
  /** Null for a campaign that calls nobody. */
  readonly calls: CallsProgress | null;
  /** Minutes that the mails of this campaign cost employers in all, and how many employers got one. */
  readonly burden: { readonly minutes: number; readonly employers: number };
}

/** That a baseline's figures were approved, and what was erased of it since. */
export interface ApprovedFigures {
  readonly approvedAt: Date;
  /** Null while that is still to come. */
  readonly erased: {
    readonly at: Date;
    readonly tests: number;
    readonly employers: number;
    readonly answers: number;
  } | null;
  /** When the legal hold that keeps it from being erased is looked at again; null where none does. */
  readonly reviewOn: DateOnly | null;
}

/** How far the calls of a campaign are. */
export interface CallsProgress {
  readonly planned: number;
  readonly done: number;
  readonly cancelled: number;
  readonly begun: number;
  readonly lastWave: number;
  readonly unready: number;
  /** Answers that wait for a coder. */
  readonly toCode: number;
}

/** Whose matter a campaign is. */
export interface Competence {
  /** What the campaign is about, in words. */
  readonly matter: string;
  readonly cells: readonly CellCompetence[];
}

export interface CellCompetence {
  readonly sector: string;
  /** The name of the body that is competent. */
  readonly body: string;
  /** Whether the campaign's service may act in this cell. */
  readonly own: boolean;
  /** The address of the notice by which the case is forwarded. */
  readonly notice: string;
}

/** Everything the page of a campaign shows. */
export interface CampaignFacts {
  readonly campaign: Campaign;
  /** Whether its candidates call. */
  readonly byTelephone: boolean;
  readonly basis: Basis;
  /** Whose matter each cell is, in words, and the way to forward it; null where competence is not asked. */
  readonly competence: Competence | null;
  readonly authorisation: Authorisation | null;
  /** Whether the reader belongs to the campaign's own team. */
  readonly member: boolean;
  readonly seal: SealView | null;
  /** Whether candidates of its plan wait until a second person releases them. */
  readonly unreleased: boolean;
  /** Why nothing may leave now, as the gate in the database says it. */
  readonly refusal: string | null;
  readonly progress: CampaignProgress;
  readonly approved: ApprovedFigures | null;
  readonly sectors: readonly Named[];
  readonly grounds: readonly Named[];
  readonly team: readonly TeamMember[];
  /** How long the wall between purposes stands for who is in it; null where it touches this purpose not. */
  readonly wallMonths: number | null;
  /** Who could join it; empty for who may not decide that. */
  readonly candidates: readonly TeamMember[];
  /** Null for who may not read the log. */
  readonly log: readonly LogLine[] | null;
}
