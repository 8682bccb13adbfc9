/**
 * The callback ratio control/treatment of matched tests: above 1 the protected group is called back less.
 * Default interval: the constrained maximum likelihood score interval of Nam and Blackwelder (2002), which is
 * also Tang, Tang and Chan (2003). It respects the pairing and holds with small counts.
 */
import { twoSidedZ } from './distributions.js';
import { callbacksOf, discordantPairs, NO_INTERVAL, type Interval, type PairTable } from './pair-table.js';
import { findRootFrom } from './solve.js';

/** Control rate over treatment rate; null when the treatment arm has no callback. */
export function ratioOf(t: PairTable): number | null {
  const treatment = callbacksOf(t, 'treatment');
  return treatment === 0 ? null : callbacksOf(t, 'control') / treatment;
}

/**
 * The score statistic at log ratio ≥ 0; the nuisance probability is the positive root of one quadratic.
 * b control-only and c treatment-only tests, a tests with both.
 */
function scoreAbove(a: number, b: number, c: number, logRatio: number): number {
  const excess = Math.expm1(logRatio);
  const sum = 2 + excess;
  const usable = a + b + c;
  const treatment = a + c;
  const linear = b + c - excess * sum * treatment;
  const root = Math.sqrt(linear * linear + 4 * sum * usable * (c * excess));
  // sum × (treatment-only probability among usable tests), in the form that does not cancel.
  const nuisance = linear >= 0 ? (linear + root) / (2 * usable) : (2 * sum * c * excess) / (root - linear);
  const variance = usable * (nuisance + excess);
  return variance > 0 ? (b - c - excess * treatment) / Math.sqrt(variance) : 0;
}

/** Nam and Blackwelder's statistic T at a log ratio: asymptotically N(0, 1), falling in the ratio. */
export function ratioScore(t: PairTable, logRatio: number): number {
  return logRatio >= 0
    ? scoreAbove(t.both, t.controlOnly, t.treatmentOnly, logRatio)
    : -scoreAbove(t.both, t.treatmentOnly, t.controlOnly, -logRatio);
}

/** log SE of the ratio by the delta method for pairs. Both arms must have callbacks. */
export function logRatioError(t: PairTable): number {
  return Math.sqrt(discordantPairs(t) / callbacksOf(t, 'control') / callbacksOf(t, 'treatment'));
}

/** e^±80: beyond any ratio of whole counts, and its square is still a double. */
const FARTHEST = 80;

function scoreLimit(t: PairTable, side: 1 | -1, z: number): number | null {
  const control = callbacksOf(t, 'control');
  const treatment = callbacksOf(t, 'treatment');
  const start = Math.log(control / treatment);
  const step = z * Math.max(logRatioError(t), z / (control + treatment));
  const logLimit = findRootFrom((x) => ratioScore(t, x) + side * z, start, side * step, FARTHEST, 1e-12);
  return logLimit === null ? null : Math.exp(logLimit);
}

/**
 * Ratio with its Nam-Blackwelder score interval.
 * Without a treatment callback the estimate and the upper limit are null and the lower limit stands; without any
 * callback all three are null.
 */
export function ratioScoreInterval(t: PairTable, alpha = 0.05): Interval {
  const z = twoSidedZ(alpha);
  const control = callbacksOf(t, 'control');
  const treatment = callbacksOf(t, 'treatment');
  if (control === 0 && treatment === 0) return NO_INTERVAL;
  // With one arm empty T is √(count/ratio), so that the finite limit is known.
  if (treatment === 0) return { estimate: null, ci: [control / (z * z), null] };
  if (control === 0) return { estimate: 0, ci: [0, (z * z) / treatment] };
  return { estimate: control / treatment, ci: [scoreLimit(t, -1, z), scoreLimit(t, 1, z)] };
}

/** Ratio with the delta interval on the log scale; poor when either arm has few callbacks, null when one has none. */
export function ratioDeltaInterval(t: PairTable, alpha = 0.05): Interval {
  const estimate = ratioOf(t);
  if (estimate === null || estimate === 0) return { estimate, ci: [null, null] };
  const reach = twoSidedZ(alpha) * logRatioError(t);
  return { estimate, ci: [estimate * Math.exp(-reach), estimate * Math.exp(reach)] };
}
