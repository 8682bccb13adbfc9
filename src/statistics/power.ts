/** How many matched tests a question needs, and what a number of tests can show. Power is in the stated direction. */
import {
  binomialTailFactor,
  logBinomialPmf,
  logBinomialTails,
  normalCdf,
  normalQuantile,
  twoSidedZ,
} from './distributions.js';
import { findRoot } from './solve.js';

/** Probabilities that a test ends control only, and treatment only. */
export interface Discordance {
  readonly controlOnly: number;
  readonly treatmentOnly: number;
}

export interface PowerOptions {
  /** Two-sided unless `sided` is 1. */
  readonly alpha?: number;
  readonly power?: number;
  readonly sided?: 1 | 2;
}

export interface NotPlanned {
  readonly kind: 'undetermined';
  readonly why:
    | 'no difference to detect'
    | 'not probabilities'
    | 'correlation impossible for these rates'
    | 'not reached by any ratio';
}

/** Numbers of pairs. `pairs` is Connor's number rounded up; the rest is not rounded. */
export type SampleSize =
  | {
      readonly kind: 'determined';
      readonly pairs: number;
      readonly unrounded: number;
      readonly method: 'connor';
      readonly miettinen: number;
      /** Discordant pairs needed. */
      readonly discordant: number;
      /** Pairs in which that many discordant ones are expected. */
      readonly pairsFromDiscordant: number;
    }
  | NotPlanned;

const NO_DIFFERENCE: NotPlanned = { kind: 'undetermined', why: 'no difference to detect' };
const NOT_PROBABILITIES: NotPlanned = { kind: 'undetermined', why: 'not probabilities' };
const isShare = (value: number): boolean => value >= 0 && value <= 1;
const isOpenShare = (value: number): boolean => value > 0 && value < 1;

// A number that is whole but for rounding error is not pushed to the next one.
const roundUp = (value: number): number => Math.ceil(value - 1e-9 * value);

function levels({ alpha = 0.05, power = 0.8, sided = 2 }: PowerOptions): {
  za: number;
  zb: number;
  valid: boolean;
} {
  const valid = isOpenShare(alpha) && isOpenShare(power);
  if (!valid) return { za: 0, zb: 0, valid };
  return { za: sided === 2 ? twoSidedZ(alpha) : -normalQuantile(alpha), zb: normalQuantile(power), valid };
}

const areDiscordance = ({ controlOnly, treatmentOnly }: Discordance): boolean =>
  isShare(controlOnly) && isShare(treatmentOnly) && controlOnly + treatmentOnly <= 1 + 1e-12;

/** Pairs for McNemar's test: Connor (1987), Miettinen (1968), and the number of discordant pairs. */
export function pairsNeeded(d: Discordance, options: PowerOptions = {}): SampleSize {
  const { za, zb, valid } = levels(options);
  if (!valid || !areDiscordance(d)) return NOT_PROBABILITIES;
  const s = d.controlOnly + d.treatmentOnly;
  const delta = Math.abs(d.controlOnly - d.treatmentOnly);
  if (delta === 0) return NO_DIFFERENCE;
  const square = delta * delta;
  const connor = ((za * Math.sqrt(s) + zb * Math.sqrt(Math.max(0, s - square))) / delta) ** 2;
  const spread = Math.sqrt(Math.max(0, s * s - (square * (3 + s)) / 4));
  const miettinen = (za * s + zb * spread) ** 2 / (s * square);
  const p = d.controlOnly / s;
  const discordant = ((za / 2 + zb * Math.sqrt(p * (1 - p))) / (p - 0.5)) ** 2;
  return {
    kind: 'determined',
    pairs: roundUp(connor),
    unrounded: connor,
    method: 'connor',
    miettinen,
    discordant,
    pairsFromDiscordant: discordant / s,
  };
}

/** Power of McNemar's χ² test with `pairs` pairs, by Connor's normal approximation; null when nothing can differ. */
export function powerNormal(d: Discordance, pairs: number, options: PowerOptions = {}): number | null {
  const { za, valid } = levels(options);
  const s = d.controlOnly + d.treatmentOnly;
  const delta = Math.abs(d.controlOnly - d.treatmentOnly);
  if (!valid || !areDiscordance(d) || s === 0 || pairs <= 0) return null;
  const spread = Math.sqrt(Math.max(0, s - delta * delta));
  const reach = delta * Math.sqrt(pairs) - za * Math.sqrt(s);
  if (spread === 0) return reach > 0 ? 1 : 0;
  return normalCdf(reach / spread);
}

/** log of the two-sided p when `fewer` of m discordant pairs stand against the majority. */
function logTwoSided(fewer: number, m: number, midP: boolean): number {
  if (2 * fewer >= m) return 0;
  const factor = binomialTailFactor(fewer, m, 1);
  return logBinomialPmf(fewer, m, 0.5) + (midP ? Math.log(2 * factor - 1) : Math.LN2 + Math.log(factor));
}

/** The most treatment-only pairs among m that still reject, or −1. */
function criticalFewer(m: number, alpha: number, midP: boolean): number {
  const target = Math.log(alpha) + 1e-13;
  let [low, high] = [-1, Math.floor(m / 2)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (logTwoSided(middle, m, midP) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Exact unconditional power of the exact (or mid-p) two-sided McNemar test with `pairs` pairs, counting only
 * rejections in which control is favoured. Null when the probabilities are not probabilities.
 */
export function powerExact(
  d: Discordance,
  pairs: number,
  alpha = 0.05,
  test: 'exact' | 'mid-p' = 'exact',
): number | null {
  if (!areDiscordance(d) || !isOpenShare(alpha) || !Number.isSafeInteger(pairs) || pairs < 0) return null;
  const s = Math.min(1, d.controlOnly + d.treatmentOnly);
  if (s === 0) return 0;
  const against = d.treatmentOnly / s;
  let power = 0;
  for (let m = 0; m <= pairs; m += 1) {
    const logWeight = logBinomialPmf(m, pairs, s);
    if (logWeight < -45) continue;
    const critical = criticalFewer(m, alpha, test === 'mid-p');
    if (critical >= 0) power += Math.exp(logWeight + logBinomialTails(critical, m, against).lower);
  }
  return Math.min(1, power);
}

/** The four outcome probabilities of a pair. */
export type PairProbabilities =
  | {
      readonly kind: 'determined';
      readonly both: number;
      readonly controlOnly: number;
      readonly treatmentOnly: number;
      readonly neither: number;
    }
  | NotPlanned;

/** Pair outcomes from the two callback rates and the within-pair correlation φ of callbacks. */
export function pairProbabilities(
  controlRate: number,
  treatmentRate: number,
  correlation: number,
): PairProbabilities {
  if (!isShare(controlRate) || !isShare(treatmentRate)) return NOT_PROBABILITIES;
  const spread = Math.sqrt(controlRate * treatmentRate * (1 - controlRate) * (1 - treatmentRate));
  const both = controlRate * treatmentRate + correlation * spread;
  const controlOnly = controlRate - both;
  const treatmentOnly = treatmentRate - both;
  const neither = 1 - controlRate - treatmentRate + both;
  const slack = -1e-12;
  if (!(both >= slack && controlOnly >= slack && treatmentOnly >= slack && neither >= slack)) {
    return { kind: 'undetermined', why: 'correlation impossible for these rates' };
  }
  const held = (value: number): number => Math.max(0, value);
  return {
    kind: 'determined',
    both: held(both),
    controlOnly: held(controlOnly),
    treatmentOnly: held(treatmentOnly),
    neither: held(neither),
  };
}

export type UnpairedSize =
  | {
      readonly kind: 'determined';
      readonly perArm: number;
      readonly unrounded: number;
      /** With continuity correction, rounded up: what Fisher's exact test asks. */
      readonly correctedPerArm: number;
      readonly corrected: number;
      readonly arcsine: number;
    }
  | NotPlanned;

/**
 * Applications per arm when each vacancy gets one: pooled normal (as R's power.prop.test), with continuity correction
 * (Fleiss, Levin and Paik 2003, section 4.3), and arcsine.
 */
export function unpairedNeeded(
  controlRate: number,
  treatmentRate: number,
  options: PowerOptions = {},
): UnpairedSize {
  const { za, zb, valid } = levels(options);
  if (!valid || !isShare(controlRate) || !isShare(treatmentRate)) return NOT_PROBABILITIES;
  const delta = Math.abs(controlRate - treatmentRate);
  if (delta === 0) return NO_DIFFERENCE;
  const mean = (controlRate + treatmentRate) / 2;
  const apart = controlRate * (1 - controlRate) + treatmentRate * (1 - treatmentRate);
  const unrounded = ((za * Math.sqrt(2 * mean * (1 - mean)) + zb * Math.sqrt(apart)) / delta) ** 2;
  const corrected = (unrounded / 4) * (1 + Math.sqrt(1 + 4 / (unrounded * delta))) ** 2;
  const cohenH = 2 * (Math.asin(Math.sqrt(controlRate)) - Math.asin(Math.sqrt(treatmentRate)));
  return {
    kind: 'determined',
    perArm: roundUp(unrounded),
    unrounded,
    correctedPerArm: roundUp(corrected),
    corrected,
    arcsine: 2 * ((za + zb) / cohenH) ** 2,
  };
}

/**
 * Power to find a difference between two rates with `perArm` applications of each arm, by the normal approximation behind
 * `unpairedNeeded` (as R's power.prop.test); `corrected` for continuity, as Fisher's exact test asks. Null when nothing can differ.
 */
export function unpairedPower(
  controlRate: number,
  treatmentRate: number,
  perArm: number,
  { corrected = false, ...options }: PowerOptions & { readonly corrected?: boolean } = {},
): number | null {
  const { za, valid } = levels(options);
  const delta = Math.abs(controlRate - treatmentRate);
  if (!valid || !isShare(controlRate) || !isShare(treatmentRate) || delta === 0 || perArm <= 0) return null;
  const root = corrected ? Math.max(0, perArm - 1 / delta) / Math.sqrt(perArm) : Math.sqrt(perArm);
  const mean = (controlRate + treatmentRate) / 2;
  const spread = Math.sqrt(controlRate * (1 - controlRate) + treatmentRate * (1 - treatmentRate));
  const reach = delta * root - za * Math.sqrt(2 * mean * (1 - mean));
  if (spread === 0) return reach > 0 ? 1 : 0;
  return normalCdf(reach / spread);
}

export type DetectableRatio =
  { readonly kind: 'determined'; readonly ratio: number; readonly treatmentRate: number } | NotPlanned;

export interface DetectableRatioInput extends PowerOptions {
  readonly pairs: number;
  readonly controlRate: number;
  readonly correlation: number;
}

/**
 * The smallest callback ratio control/treatment (above 1) that `pairs` pairs detect with the asked power (Connor).
 * Undetermined when even the lowest treatment rate that the correlation allows is not enough.
 */
export function smallestDetectableRatio(input: DetectableRatioInput): DetectableRatio {
  const { pairs, controlRate, correlation, power: asked = 0.8 } = input;
  if (!isOpenShare(controlRate) || !(pairs > 0) || !levels(input).valid) return NOT_PROBABILITIES;
  const shortfall = (treatmentRate: number): number | null => {
    const cells = pairProbabilities(controlRate, treatmentRate, correlation);
    if (cells.kind === 'undetermined') return null;
    return (powerNormal(cells, pairs, input) ?? 0) - asked;
  };
  if (shortfall(controlRate * (1 - 1e-9)) === null)
    return { kind: 'undetermined', why: 'correlation impossible for these rates' };
  let [lowest, possible] = [0, controlRate];
  for (let step = 0; step < 60; step += 1) {
    const middle = (lowest + possible) / 2;
    if (shortfall(middle) === null) lowest = middle;
    else possible = middle;
  }
  const best = shortfall(possible);
  if (best === null || best < 0 || possible === 0)
    return { kind: 'undetermined', why: 'not reached by any ratio' };
  const treatmentRate = findRoot((rate) => shortfall(rate) ?? best, possible, controlRate * (1 - 1e-9));
  return { kind: 'determined', ratio: controlRate / treatmentRate, treatmentRate };
}
