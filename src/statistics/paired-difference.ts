/**
 * The difference of callback rates, control − treatment, of matched tests.
 * Default interval: the score interval of Tango (1998). Newcombe's method 10 (1998), Wald and Agresti-Min (2005)
 * stand beside it for comparison with published tables.
 */
import { twoSidedZ } from './distributions.js';
import { callbacksOf, NO_INTERVAL, totalPairs, type Interval, type PairTable } from './pair-table.js';
import { wilsonInterval } from './rates.js';
import { findRootFrom } from './solve.js';

/** Control rate − treatment rate; null without tests. */
export function differenceOf(t: PairTable): number | null {
  const n = totalPairs(t);
  return n === 0 ? null : (t.controlOnly - t.treatmentOnly) / n;
}

/** The score statistic at a difference ≥ 0: b control-only and c treatment-only of n tests. */
function scoreAbove(b: number, c: number, n: number, difference: number): number {
  const linear = b + c - difference * (2 * n - b + c);
  const room = difference * (1 - difference);
  const root = Math.sqrt(linear * linear + 8 * n * (c * room));
  // Twice the treatment-only probability under the hypothesis, in the form that does not cancel.
  const nuisance = linear >= 0 ? (linear + root) / (2 * n) : (4 * c * room) / (root - linear);
  const variance = n * (nuisance + room);
  return variance > 0 ? (b - c - n * difference) / Math.sqrt(variance) : 0;
}

/** Tango's statistic T at a difference in [−1, 1]: asymptotically N(0, 1), falling in the difference. */
export function differenceScore(t: PairTable, difference: number): number {
  const n = totalPairs(t);
  return difference >= 0
    ? scoreAbove(t.controlOnly, t.treatmentOnly, n, difference)
    : -scoreAbove(t.treatmentOnly, t.controlOnly, n, -difference);
}

function scoreLimit(t: PairTable, estimate: number, side: 1 | -1, z: number): number {
  if (estimate === side) return side;
  const n = totalPairs(t);
  const first = (z * Math.sqrt(t.controlOnly + t.treatmentOnly + z * z)) / n;
  const room = side - estimate;
  // The far end is mapped to infinity, so that doubling steps stay inside [−1, 1].
  const at = (x: number): number => estimate + room * (x / (1 + x));
  const start = Math.min(0.5, first / Math.abs(room));
  const found = findRootFrom((x) => differenceScore(t, at(x)) + side * z, 0, start, 1e18, 1e-12 * start);
  return found === null ? side : at(found);
}

/** Difference with its Tango score interval; null without tests. */
export function differenceTangoInterval(t: PairTable, alpha = 0.05): Interval {
  const estimate = differenceOf(t);
  if (estimate === null) return NO_INTERVAL;
  const z = twoSidedZ(alpha);
  return { estimate, ci: [scoreLimit(t, estimate, -1, z), scoreLimit(t, estimate, 1, z)] };
}

/** Newcombe's correlation of the pair: continuity-corrected when positive, 0 when a margin is empty. */
function pairCorrelation(t: PairTable, n: number): number {
  const control = callbacksOf(t, 'control');
  const treatment = callbacksOf(t, 'treatment');
  const product = t.both * t.neither - t.controlOnly * t.treatmentOnly;
  const corrected = product > 0 ? Math.max(product - n / 2, 0) : product;
  // Factor by factor: the product of four margins leaves the exact range of a double from 20,000 tests on.
  const scale =
    Math.sqrt(control) * Math.sqrt(n - control) * (Math.sqrt(treatment) * Math.sqrt(n - treatment));
  return scale === 0 ? 0 : corrected / scale;
}

/** Difference with Newcombe's method 10 interval: Wilson limits joined through the correlation of the pair. */
export function differenceNewcombeInterval(t: PairTable, alpha = 0.05): Interval {
  const estimate = differenceOf(t);
  const n = totalPairs(t);
  const [x1, x2] = [callbacksOf(t, 'control'), callbacksOf(t, 'treatment')];
  const [low1, high1] = wilsonInterval(x1, n, alpha);
  const [low2, high2] = wilsonInterval(x2, n, alpha);
  if (estimate === null || low1 === null || high1 === null || low2 === null || high2 === null)
    return NO_INTERVAL;
  const phi = pairCorrelation(t, n);
  const reach = (u: number, v: number): number => Math.sqrt(Math.max(0, u * u - 2 * phi * u * v + v * v));
  const below = reach(x1 / n - low1, high2 - x2 / n);
  const above = reach(high1 - x1 / n, x2 / n - low2);
  return { estimate, ci: [estimate - below, estimate + above] };
}

function waldLimits(b: number, c: number, n: number, alpha: number): Interval['ci'] {
  const centre = (b - c) / n;
  const reach = (twoSidedZ(alpha) * Math.sqrt(Math.max(0, b + c - (b - c) * centre))) / n;
  return [centre - reach, centre + reach];
}

/** Difference with the Wald interval for pairs; too narrow when few tests are discordant. */
export function differenceWaldInterval(t: PairTable, alpha = 0.05): Interval {
  const estimate = differenceOf(t);
  if (estimate === null) return NO_INTERVAL;
  return { estimate, ci: waldLimits(t.controlOnly, t.treatmentOnly, totalPairs(t), alpha) };
}

/** Difference with the Agresti-Min interval: Wald after half a test is added to each of the four cells. */
export function differenceAgrestiMinInterval(t: PairTable, alpha = 0.05): Interval {
  const estimate = differenceOf(t);
  if (estimate === null) return NO_INTERVAL;
  return { estimate, ci: waldLimits(t.controlOnly + 0.5, t.treatmentOnly + 0.5, totalPairs(t) + 2, alpha) };
}
