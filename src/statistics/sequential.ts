/**
 * Looking more than once: bounds for a calendar of looks (Lan and DeMets 1983), and an asymptotic confidence sequence
 * (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024) that may be read after every pair.
 */
import { logNormalTails, normalCdf, normalDensity, twoSidedZ } from './distributions.js';
import { totalPairs, type PairTable } from './pair-table.js';
import { gaussLegendre } from './quadrature.js';
import { findRootFrom } from './solve.js';

export type Spending = 'obrien-fleming' | 'pocock';

export interface SequentialLook {
  /** Share of the planned information, in (0, 1]. */
  readonly information: number;
  /** Two-sided error spent up to and including this look. */
  readonly alphaSpent: number;
  /** Stop when |Z| reaches this. */
  readonly zBound: number;
  /** Two-sided p of that bound. */
  readonly nominalP: number;
}

export type SequentialBounds =
  | { readonly kind: 'determined'; readonly looks: readonly SequentialLook[] }
  | {
      readonly kind: 'undetermined';
      readonly why: 'looks must rise within (0, 1]' | 'alpha must lie in (0, 1)';
    };

/** Two-sided error spent at information t: O'Brien-Fleming type or Pocock type, per tail alpha/2. */
export function alphaSpent(spending: Spending, t: number, alpha = 0.05): number {
  if (spending === 'pocock') return alpha * Math.log1p((Math.E - 1) * t);
  const z = twoSidedZ(alpha / 2) / Math.sqrt(t);
  return 4 * Math.exp(logNormalTails(z).upper);
}

/** The density of the score process just after a look, over the values that did not stop. */
interface Alive {
  readonly at: Float64Array;
  readonly mass: Float64Array;
}

function exitMass(alive: Alive, bound: number, step: number): number {
  let total = 0;
  for (const [i, mass] of alive.mass.entries()) {
    const gap = (bound - (alive.at[i] ?? 0)) / step;
    if (gap < 38) total += mass * normalCdf(-gap);
  }
  return total;
}

function moveOn(alive: Alive, bound: number, step: number): Alive {
  const { nodes, weights } = gaussLegendre(Math.max(64, Math.ceil((8 * bound) / step)));
  const at = nodes.map((node) => node * bound);
  const mass = at.map((value, i) => {
    let density = 0;
    for (const [j, before] of alive.mass.entries())
      density += before * normalDensity((value - (alive.at[j] ?? 0)) / step);
    return ((weights[i] ?? 0) * bound * density) / step;
  });
  return { at, mass };
}

/** The bound on the score scale at which the upper tail of those still alive is `target`. */
function nextBound(alive: Alive, step: number, target: number, scale: number): number {
  const gap = (bound: number): number => Math.log(Math.max(exitMass(alive, bound, step), 1e-320) / target);
  const start = 2 * scale;
  return findRootFrom(gap, start, gap(start) > 0 ? 0.25 * scale : -0.25 * scale, 100 * scale) ?? start;
}

/** Bounds of a two-sided symmetric design for looks at the given shares of information. */
export function lanDeMets(
  information: readonly number[],
  spending: Spending,
  alpha = 0.05,
): SequentialBounds {
  if (!(alpha > 0 && alpha < 1)) return { kind: 'undetermined', why: 'alpha must lie in (0, 1)' };
  const rising = information.every((t, i) => t > (information[i - 1] ?? 0) && t <= 1 + 1e-12);
  if (!rising || information.length === 0)
    return { kind: 'undetermined', why: 'looks must rise within (0, 1]' };
  let alive: Alive = { at: Float64Array.of(0), mass: Float64Array.of(1) };
  let [spent, before] = [0, 0];
  const looks: SequentialLook[] = [];
  for (const t of information) {
    const step = Math.sqrt(t - before);
    const total = alphaSpent(spending, t, alpha);
    const bound = nextBound(alive, step, (total - spent) / 2, Math.sqrt(t));
    alive = moveOn(alive, bound, step);
    const zBound = bound / Math.sqrt(t);
    looks.push({
      information: t,
      alphaSpent: total,
      zBound,
      nominalP: 2 * Math.exp(logNormalTails(zBound).upper),
    });
    [spent, before] = [total, t];
  }
  return { kind: 'determined', looks };
}

export type ConfidenceSequence =
  | {
      readonly kind: 'determined';
      readonly n: number;
      readonly mean: number;
      readonly halfWidth: number;
      readonly ci: readonly [number, number];
      readonly rho: number;
    }
  | { readonly kind: 'undetermined'; readonly why: 'no pairs' | 'no discordant pairs' };

/** The tuning that makes the sequence narrowest at about `pairs` pairs. */
export function confidenceSequenceRho(pairs: number, alpha = 0.05): number {
  const spread = -2 * Math.log(alpha);
  return Math.sqrt((spread + Math.log(spread + 1)) / pairs);
}

/**
 * Difference of callback rates with an interval that holds, asymptotically, at every look at once: the mean of
 * +1 (control only), −1 (treatment only), 0.
 * @param tunedFor the number of pairs at which the interval is to be narrowest
 */
export function confidenceSequence(
  t: PairTable,
  { alpha = 0.05, tunedFor = 500 }: { readonly alpha?: number; readonly tunedFor?: number } = {},
): ConfidenceSequence {
  const n = totalPairs(t);
  if (n === 0) return { kind: 'undetermined', why: 'no pairs' };
  const discordant = t.controlOnly + t.treatmentOnly;
  if (discordant === 0) return { kind: 'undetermined', why: 'no discordant pairs' };
  const mean = (t.controlOnly - t.treatmentOnly) / n;
  const deviation = Math.sqrt(Math.max(0, discordant / n - mean * mean));
  const rho = confidenceSequenceRho(tunedFor, alpha);
  const grown = n * rho * rho + 1;
  const halfWidth =
    deviation * Math.sqrt(((2 * grown) / (n * n * rho * rho)) * Math.log(Math.sqrt(grown) / alpha));
  return { kind: 'determined', n, mean, halfWidth, ci: [mean - halfWidth, mean + halfWidth], rho };
}
