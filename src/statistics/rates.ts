/** Callback rates and their intervals. */
import { betaQuantileLogit, twoSidedZ } from './distributions.js';
import { callbacksOf, totalPairs, type Arm, type Interval, type PairTable } from './pair-table.js';

/** One arm's callbacks out of its applications; the interval is Wilson's. */
export interface Rate {
  readonly n: number;
  readonly callbacks: number;
  readonly rate: number | null;
  readonly ci: readonly [number | null, number | null];
}

/** Wilson (1927) score limits for `successes` of `n`; null without observations. */
export function wilsonInterval(successes: number, n: number, alpha = 0.05): Interval['ci'] {
  if (n === 0) return [null, null];
  const z = twoSidedZ(alpha);
  const square = z * z;
  const failures = n - successes;
  const centre = successes + square / 2;
  const reach = z * Math.sqrt((successes / n) * failures + square / 4);
  // The lower limit is written as a quotient: centre − reach cancels when few succeed.
  const low = (successes / (centre + reach)) * (successes / n);
  const high = failures === 0 ? 1 : (centre + reach) / (n + square);
  return [low, high];
}

/** Clopper-Pearson (1934) exact limits for `successes` of `n`; null without observations. */
export function clopperPearsonInterval(successes: number, n: number, alpha = 0.05): Interval['ci'] {
  if (n === 0) return [null, null];
  const failures = n - successes;
  const tail = Math.log(alpha / 2);
  const low = successes === 0 ? 0 : 1 / (1 + Math.exp(-betaQuantileLogit(tail, successes, failures + 1)));
  const high = failures === 0 ? 1 : 1 / (1 + Math.exp(betaQuantileLogit(tail, failures, successes + 1)));
  return [low, high];
}

/** A rate with its Wilson interval. */
export function rateOf(callbacks: number, n: number, alpha = 0.05): Rate {
  return { n, callbacks, rate: n === 0 ? null : callbacks / n, ci: wilsonInterval(callbacks, n, alpha) };
}

/** The callback rate of one arm of a pair table. */
export const armRate = (t: PairTable, arm: Arm, alpha = 0.05): Rate =>
  rateOf(callbacksOf(t, arm), totalPairs(t), alpha);
