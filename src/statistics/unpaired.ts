/**
 * Two arms without pairing: one application per vacancy, or a comparison with studies that ignored their pairs.
 * Ratio: Koopman (1984) score, Katz (1978). Difference: Newcombe's hybrid (1998), Miettinen and Nurminen (1985).
 */
import { twoSidedZ } from './distributions.js';
import { fisherExact, type Fisher } from './fisher.js';
import { NO_INTERVAL, type Interval } from './pair-table.js';
import { rateOf, wilsonInterval, type Rate } from './rates.js';
import { findRootFrom } from './solve.js';

/** Applications and callbacks of one arm: whole numbers, callbacks ≤ n. */
export interface ArmCounts {
  readonly n: number;
  readonly callbacks: number;
}

export interface UnpairedTable {
  readonly control: ArmCounts;
  readonly treatment: ArmCounts;
}

const isEmpty = ({ control, treatment }: UnpairedTable): boolean => control.n === 0 || treatment.n === 0;

function ratioEstimate({ control, treatment }: UnpairedTable): number | null {
  return treatment.callbacks === 0
    ? null
    : control.callbacks / control.n / (treatment.callbacks / treatment.n);
}

/** Ratio with Katz's log interval; both limits null when an arm has no callback. */
export function unpairedRatioKatz(t: UnpairedTable, alpha = 0.05): Interval {
  if (isEmpty(t)) return NO_INTERVAL;
  const estimate = ratioEstimate(t);
  if (estimate === null || estimate === 0) return { estimate, ci: [null, null] };
  const { control, treatment } = t;
  const variance = 1 / control.callbacks - 1 / control.n + (1 / treatment.callbacks - 1 / treatment.n);
  const reach = twoSidedZ(alpha) * Math.sqrt(Math.max(0, variance));
  return { estimate, ci: [estimate * Math.exp(-reach), estimate * Math.exp(reach)] };
}

/** Koopman's score statistic at a log ratio; the treatment rate is its constrained maximum likelihood value. */
function ratioScoreUnpaired({ control, treatment }: UnpairedTable, logRatio: number): number {
  const ratio = Math.exp(logRatio);
  const all = control.n + treatment.n;
  const linear = control.n * ratio + control.callbacks + treatment.n + treatment.callbacks * ratio;
  const callbacks = control.callbacks + treatment.callbacks;
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * all * ratio * callbacks));
  const q2 = Math.min(1, (2 * callbacks) / (linear + root));
  const q1 = Math.min(1, ratio * q2);
  const variance = (q1 * (1 - q1)) / control.n + (ratio * ratio * q2 * (1 - q2)) / treatment.n;
  const gap = control.callbacks / control.n - (ratio * treatment.callbacks) / treatment.n;
  return variance > 0 ? gap / Math.sqrt(variance) : 0;
}

/** Ratio with Koopman's score interval; null limits as for the paired score interval. */
export function unpairedRatioKoopman(t: UnpairedTable, alpha = 0.05): Interval {
  if (isEmpty(t)) return NO_INTERVAL;
  const [x1, x2] = [t.control.callbacks, t.treatment.callbacks];
  if (x1 === 0 && x2 === 0) return NO_INTERVAL;
  const z = twoSidedZ(alpha);
  const logOf = (x: number, n: number): number => Math.log(Math.max(x, 0.5) / n);
  const start = logOf(x1, t.control.n) - logOf(x2, t.treatment.n);
  const step = z / Math.sqrt(Math.max(1, Math.min(x1, x2)));
  const limit = (side: 1 | -1): number | null => {
    const f = (logRatio: number): number => ratioScoreUnpaired(t, logRatio) + side * z;
    const found = findRootFrom(f, start, f(start) > 0 ? step : -step, 80);
    return found === null ? null : Math.exp(found);
  };
  return { estimate: ratioEstimate(t), ci: [x1 === 0 ? 0 : limit(-1), x2 === 0 ? null : limit(1)] };
}

/** Difference with Newcombe's hybrid of two Wilson intervals. */
export function unpairedDifferenceNewcombe({ control, treatment }: UnpairedTable, alpha = 0.05): Interval {
  const [low1, high1] = wilsonInterval(control.callbacks, control.n, alpha);
  const [low2, high2] = wilsonInterval(treatment.callbacks, treatment.n, alpha);
  if (low1 === null || high1 === null || low2 === null || high2 === null) return NO_INTERVAL;
  const [p1, p2] = [control.callbacks / control.n, treatment.callbacks / treatment.n];
  const estimate = p1 - p2;
  return {
    estimate,
    ci: [estimate - Math.hypot(p1 - low1, high2 - p2), estimate + Math.hypot(high1 - p1, p2 - low2)],
  };
}

/** The treatment rate of maximum likelihood when the difference is fixed: the middle root of a cubic. */
function constrainedRate({ control, treatment }: UnpairedTable, difference: number): number {
  const all = control.n + treatment.n;
  const callbacks = control.callbacks + treatment.callbacks;
  const square = (control.n + 2 * treatment.n) * difference - all - callbacks;
  const linear = (treatment.n * difference - all - 2 * treatment.callbacks) * difference + callbacks;
  const constant = treatment.callbacks * difference * (1 - difference);
  const third = square / (3 * all);
  const q = third ** 3 - (linear * third) / (2 * all) + constant / (2 * all);
  const spread = Math.sqrt(Math.max(0, third * third - linear / (3 * all))) * (q < 0 ? -1 : 1);
  const cosine = spread === 0 ? 0 : Math.min(1, Math.max(-1, q / spread ** 3));
  const rate = 2 * spread * Math.cos((Math.PI + Math.acos(cosine)) / 3) - third;
  return Math.min(Math.min(1, 1 - difference), Math.max(Math.max(0, -difference), rate));
}

function differenceScoreUnpaired(t: UnpairedTable, difference: number): number {
  const { control, treatment } = t;
  const q2 = constrainedRate(t, difference);
  const q1 = Math.min(1, Math.max(0, q2 + difference));
  const all = control.n + treatment.n;
  const variance = ((q1 * (1 - q1)) / control.n + (q2 * (1 - q2)) / treatment.n) * (all / (all - 1));
  const gap = control.callbacks / control.n - treatment.callbacks / treatment.n - difference;
  return variance > 0 ? gap / Math.sqrt(variance) : 0;
}

/** Difference with the Miettinen-Nurminen score interval (with its n/(n − 1)). */
export function unpairedDifferenceMiettinenNurminen(t: UnpairedTable, alpha = 0.05): Interval {
  if (isEmpty(t)) return NO_INTERVAL;
  const z = twoSidedZ(alpha);
  const estimate = t.control.callbacks / t.control.n - t.treatment.callbacks / t.treatment.n;
  const limit = (side: 1 | -1): number => {
    if (estimate === side) return side;
    // The far end is mapped to infinity, so that doubling steps stay inside [−1, 1].
    const at = (x: number): number => estimate + (side - estimate) * (x / (1 + x));
    const found = findRootFrom((x) => differenceScoreUnpaired(t, at(x)) + side * z, 0, 0.1, 1e15);
    return found === null ? side : at(found);
  };
  return { estimate, ci: [limit(-1), limit(1)] };
}

export interface UnpairedAnalysis {
  readonly control: Rate;
  readonly treatment: Rate;
  readonly ratio: Interval & { readonly method: 'koopman' };
  readonly difference: Interval & { readonly method: 'newcombe' };
  readonly fisher: {
    readonly p: number | null;
    readonly oddsRatio: number | null;
    readonly ci: Interval['ci'];
  };
}

function fisherFields(result: Fisher): UnpairedAnalysis['fisher'] {
  if (result.kind === 'undetermined') return { p: null, oddsRatio: null, ci: [null, null] };
  return { p: result.p, oddsRatio: result.oddsRatio, ci: result.ci };
}

/** All results of two unpaired arms; intervals at 1 − alpha. */
export function analyseUnpaired(
  t: UnpairedTable,
  { alpha = 0.05 }: { readonly alpha?: number } = {},
): UnpairedAnalysis {
  return {
    control: rateOf(t.control.callbacks, t.control.n, alpha),
    treatment: rateOf(t.treatment.callbacks, t.treatment.n, alpha),
    ratio: { ...unpairedRatioKoopman(t, alpha), method: 'koopman' },
    difference: { ...unpairedDifferenceNewcombe(t, alpha), method: 'newcombe' },
    fisher: fisherFields(fisherExact(t, alpha)),
  };
}
