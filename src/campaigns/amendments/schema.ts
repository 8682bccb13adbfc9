import type { Generated } from 'kysely';
import { z } from 'zod';
import { fault } from '../../platform/faults.js';
import type { Id } from '../../platform/ids.js';
import type { Signature } from './signing.js';
import { ReasonBody, type CampaignId, type CampaignState } from '../schema.js';

export type AmendmentId = Id<'amendment'>;
export const AMENDMENT_KINDS = ['void-tests', 'statement'] as const;
export type AmendmentKind = (typeof AMENDMENT_KINDS)[number];

declare module '../../platform/db/tables.js' {
  interface Tables {
    amendment: {
      id: AmendmentId;
      campaign: CampaignId;
      number: number;
      kind: AmendmentKind;
      body: string;
      previous: Buffer;
      hash: Buffer;
      reason: string;
      made_by: string;
      /** Null only for an amendment from before amendments were signed. */
      signature: Buffer | null;
      signed_with: Buffer | null;
      made_at: Generated<Date>;
    };
    voided_test: { test: Id<'test'>; campaign: CampaignId; amendment: AmendmentId };
  }
}

/** A test that is still in the plan, as an amendment sees it. */
export interface LiveTest {
  readonly id: Id<'test'>;
  readonly ordinal: number;
  readonly sector: string;
  /** With the contrast after a stroke in a design of several. */
  readonly ground: string;
  /** The KBO number of its employer. */
  readonly employer: string;
  readonly leaf: Buffer;
}

/**
 * What stays in the plan. Everything outside goes: other sectors, other employers, and of what is left the tests past the
 * maximum, in the order of the plan.
 */
export interface PlanScope {
  readonly sectors?: readonly string[];
  /** KBO numbers. */
  readonly employers?: readonly string[];
  readonly maxTests?: number;
}

/** A change of a sealed plan. */
export type Change =
  | { readonly kind: 'void-tests'; readonly scope: PlanScope; readonly reason: string }
  | { readonly kind: 'void-tests'; readonly ordinals: readonly number[]; readonly reason: string }
  | { readonly kind: 'statement'; readonly text: string; readonly reason: string };

/** How many tests of a cell are taken out. */
export interface VoidedTests {
  readonly sector: string;
  /** The cell's ground with its contrast; null where the campaign has but one comparison. */
  readonly ground: string | null;
  readonly tests: number;
}

/** An amendment as it stands beside the seal. */
export interface Amendment {
  readonly id: AmendmentId;
  readonly number: number;
  readonly kind: AmendmentKind;
  /** Canonical JSON; `hash` is SHA-256('praktijktest/amendment/1' ‖ previous ‖ body). */
  readonly body: string;
  readonly previous: Buffer;
  readonly hash: Buffer;
  /** Over the hash; null for an amendment from before amendments were signed. */
  readonly signed: Signature | null;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly stateThen: CampaignState;
  /** Per cell how many tests it takes out; empty for a statement. */
  readonly voided: readonly VoidedTests[];
  /** What a statement says; null for the other kind. */
  readonly text: string | null;
}

const numbersFault = fault({
  nl: 'Geef de nummers van testen, met een komma ertussen. Voorbeeld: 3, 17.',
  en: 'Give the numbers of tests, with a comma between them. Example: 3, 17.',
  fr: 'Donnez les numéros des tests, séparés par une virgule. Exemple : 3, 17.',
});

/** Numbers of tests as people say them, from 1. */
const testNumbers = z
  .string()
  .trim()
  .regex(/^[1-9]\d{0,5}([\s,;]+[1-9]\d{0,5})*$/, numbersFault)
  .transform((text) => [...new Set(text.split(/[\s,;]+/).map(Number))]);

const { reason } = ReasonBody.shape;
// Two reasons stand on one page, so each has a name of its own for the error summary to point at.
export const VoidBody = z.object({ numbers: testNumbers, voidReason: reason });
export const StatementBody = z.object({
  text: z
    .string()
    .trim()
    .min(
      10,
      fault({
        nl: 'Zeg in minstens 10 tekens wat er verandert.',
        en: 'Say what changes in at least 10 characters.',
        fr: 'Dites ce qui change en au moins 10 caractères.',
      }),
    )
    .max(
      2000,
      fault({
        nl: 'Hou het bij 2.000 tekens.',
        en: 'Keep it to 2,000 characters.',
        fr: 'Limitez-vous à 2 000 caractères.',
      }),
    ),
  statementReason: reason,
});

/** The same over the API. */
export const AmendBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('void-tests'),
    ordinals: z
      .array(z.number().int().min(0))
      .min(1)
      .max(100_000)
      .meta({ description: 'Ordinals of the plan, from 0.' }),
    reason,
  }),
  z.strictObject({
    kind: z.literal('statement'),
    text: StatementBody.shape.text,
    reason,
  }),
]);
