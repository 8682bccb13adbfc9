import {
  pairProbabilities,
  pairsNeeded,
  powerExact,
  powerNormal,
  type Discordance,
} from '../../statistics/index.js';
import { DataRefused } from './refusal.js';

/** What a study expects: discordant shares themselves, or two rates and the correlation of answers within a pair. */
export type Expectation =
  | { readonly kind: 'shares'; readonly controlOnly: number; readonly treatmentOnly: number }
  | {
      readonly kind: 'rates';
      readonly control: number;
      readonly treatment: number;
      readonly correlation: number;
    };

/** Pairs needed: Connor's number rounded up and as computed; Miettinen's pairs and the discordant ones as computed. */
export interface PairsPlan {
  readonly pairs: number;
  readonly unrounded: number;
  readonly method: 'connor';
  readonly miettinen: number;
  readonly discordant: number;
}

/** What a number of pairs can show; rejections in the expected direction only. */
export interface PowerPlan {
  readonly pairs: number;
  /** Of the exact test. */
  readonly power: number;
  readonly method: 'exact';
  readonly midP: number;
  /** By the normal approximation behind the number of pairs. */
  readonly connor: number;
}

const WHY = {
  'no difference to detect':
    'the two arms are expected to do equally well, so there is no difference to detect; give two different shares or rates',
  'not probabilities':
    'shares, rates, --alpha and --power lie between 0 and 1, and the two shares together are at most 1',
  'correlation impossible for these rates':
    'no pair outcomes have these rates with this correlation; take a --correlation nearer to 0',
  'not reached by any ratio': 'no ratio is large enough',
} as const;

/** The chances that a pair ends control only and treatment only. @throws DataRefused for what cannot be */
export function discordanceOf(expected: Expectation): Discordance {
  if (expected.kind === 'shares') return expected;
  const cells = pairProbabilities(expected.control, expected.treatment, expected.correlation);
  if (cells.kind === 'undetermined') throw new DataRefused(`Cannot plan: ${WHY[cells.why]}.`);
  return cells;
}

/** Pairs for a two-sided test. @throws DataRefused when nothing can be planned */
export function planPairs(
  expected: Expectation,
  { alpha, power }: { readonly alpha: number; readonly power: number },
): PairsPlan {
  const size = pairsNeeded(discordanceOf(expected), { alpha, power });
  if (size.kind === 'undetermined') throw new DataRefused(`Cannot plan: ${WHY[size.why]}.`);
  const { pairs, unrounded, method, miettinen, discordant } = size;
  return { pairs, unrounded, method, miettinen, discordant };
}

/** Power of `pairs` pairs. @throws DataRefused when it cannot be computed */
export function planPower(expected: Expectation, pairs: number, alpha: number): PowerPlan {
  const { controlOnly, treatmentOnly } = discordanceOf(expected);
  if (controlOnly === treatmentOnly) throw new DataRefused(`Cannot plan: ${WHY['no difference to detect']}.`);
  // The engine counts rejections that favour control; the expected direction may be the other one.
  const stated =
    controlOnly > treatmentOnly
      ? { controlOnly, treatmentOnly }
      : { controlOnly: treatmentOnly, treatmentOnly: controlOnly };
  const power = powerExact(stated, pairs, alpha, 'exact');
  const midP = powerExact(stated, pairs, alpha, 'mid-p');
  const connor = powerNormal(stated, pairs, { alpha });
  if (power === null || midP === null || connor === null)
    throw new DataRefused(`Cannot plan: ${WHY['not probabilities']}.`);
  return { pairs, power, method: 'exact', midP, connor };
}
