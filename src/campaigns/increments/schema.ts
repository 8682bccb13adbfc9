import type { Generated } from 'kysely';
import type { DateOnly } from '../../platform/dates.js';
import type { FrameVacancy } from '../../register/index.js';
import type { Campaign, CampaignId } from '../schema.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    plan_increment: {
      campaign: CampaignId;
      number: number;
      body: string;
      previous: Buffer | null;
      hash: Buffer;
      root: Buffer;
      tests: number;
      signature: Buffer;
      signed_with: Buffer;
      drawn_by: string;
      drawn_at: Generated<Date>;
    };
  }
}

/** One drawing of tests for a plan: the one that was sealed (0), or one that filled it up later. */
export interface Increment {
  readonly number: number;
  /** Canonical JSON; `hash` is SHA-256('praktijktest/increment/1' ‖ previous ‖ body). */
  readonly body: string;
  /** Null for increment 0: its root stands in the seal itself. */
  readonly previous: Buffer | null;
  readonly hash: Buffer;
  /** Merkle root over the leaves of its tests, in the order of the plan. */
  readonly root: Buffer;
  readonly tests: number;
  readonly signature: Buffer;
  readonly signedWith: Buffer;
  readonly drawnBy: string;
  readonly drawnByName: string;
  readonly drawnAt: Date;
  /** Vacancies in its frame. */
  readonly vacancies: number;
  readonly sendFrom: string;
  /** When a second person let its made-up persons be sent; null until then. */
  readonly releasedAt: Date | null;
}

/** How far a plan is filled: what planning tells of the tests that stand in it. */
export interface Filled {
  /** Tests per cell, all of them: one that was taken out is not replaced. */
  readonly byCell: ReadonlyMap<string, number>;
  /** The vacancies that its tests are about. */
  readonly vacancies: ReadonlySet<string>;
  /** The ordinal that the next test gets. */
  readonly next: number;
  /** Tests that may still be sent or were: what an authorised number counts. */
  readonly live: number;
  /** The last day on which a first application is planned; null without tests. */
  readonly lastDay: DateOnly | null;
}

/** The place of a drawing in a plan. */
export interface Place {
  readonly increment: number;
  /** The ordinal of its first test. */
  readonly from: number;
  /** How many tests it may hold at most. */
  readonly most: number;
}

/** The key of a cell: its sector and its ground. */
export const cellKey = ({ sector, ground }: { readonly sector: string; readonly ground: string }): string =>
  `${sector} ${ground}`;

/** What sealing hands to planning: everything that fixes the plan. */
export interface PlanOrder {
  readonly campaign: Campaign;
  readonly seed: Uint8Array;
  /** In canonical order. */
  readonly frame: readonly FrameVacancy[];
  /** Where in the plan this drawing stands; the beginning of it when it is sealed. */
  readonly place: Place;
}

/** What planning gives back: how many tests, one hash over their leaves, and the root of the tree over them. */
export interface PlanResult {
  readonly tests: number;
  readonly planHash: Buffer;
  /** Merkle root over the leaves of its tests; null for calls, whose plan says what they are. */
  readonly root: Buffer | null;
  /** Hash of what it was drawn from, which is kept of a baseline; null for any other. */
  readonly input: Buffer | null;
  /** How often one employer may be reached; null for calls, whose plan says so itself. */
  readonly caps: {
    readonly perEstablishment: number;
    readonly perRecruiterDomain: number;
    /** Null where the authorisation says how many. */
    readonly perGroup: number | null;
  } | null;
}
