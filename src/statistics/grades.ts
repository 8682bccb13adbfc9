/**
 * Report-card grades in the manner of Kline, Rose and Walters (2024): sort units by posterior mean and cut the order
 * where ranking them apart is worth its risk of being wrong. For analysis of a user's own file, never of stored employers.
 */
import { normalCdf } from './distributions.js';

/** Posterior mean and standard deviation of a unit. */
export interface Posterior {
  readonly mean: number;
  readonly sd: number;
}

export interface Grades {
  /** Grade of each unit in the given order: 1 = largest posterior means. */
  readonly grades: readonly number[];
  readonly count: number;
  /** Σ over pairs with i graded above j of (π_ji − λ π_ij); 0 when all share one grade. */
  readonly loss: number;
}

/** π_ij: the posterior probability that unit i is above unit j (independent normal posteriors). */
export function probabilityAbove(i: Posterior, j: Posterior): number {
  const spread = Math.hypot(i.sd, j.sd);
  const gap = i.mean - j.mean;
  if (spread === 0) return gap === 0 ? 0.5 : gap > 0 ? 1 : 0;
  return normalCdf(gap / spread);
}

/** Loss of grading the first above the second. */
export function gradingLoss(above: Posterior, below: Posterior, lambda: number): number {
  const right = probabilityAbove(above, below);
  return 1 - right - lambda * right;
}

/** within[i][j] = Σ of losses over all pairs inside the block i..j of the order. */
function blockLosses(ordered: readonly Posterior[], lambda: number): Float64Array[] {
  const size = ordered.length;
  const within = ordered.map(() => new Float64Array(size));
  for (let length = 1; length < size; length += 1) {
    for (let i = 0; i + length < size; i += 1) {
      const j = i + length;
      const [first, last] = [ordered[i], ordered[j]];
      const row = within[i];
      if (first === undefined || last === undefined || row === undefined) continue;
      const inner =
        (row[j - 1] ?? 0) + (within[i + 1]?.[j] ?? 0) - (length > 1 ? (within[i + 1]?.[j - 1] ?? 0) : 0);
      row[j] = inner + gradingLoss(first, last, lambda);
    }
  }
  return within;
}

/**
 * The cuts of the posterior-mean order with the least loss, by dynamic programming over the place of the last cut.
 * @param lambda reward for ranking a pair rightly against a loss of 1 for ranking it wrongly; .25 cuts where π > .8
 */
export function assignGrades(units: readonly Posterior[], lambda = 0.25): Grades {
  const order = units.map((_, i) => i).sort((i, j) => (units[j]?.mean ?? 0) - (units[i]?.mean ?? 0) || i - j);
  const ordered = order.flatMap((i) => units[i] ?? []);
  const within = blockLosses(ordered, lambda);
  const size = ordered.length;
  // A pair in one block pays nothing: the least total loss leaves the most loss inside blocks.
  const saved = new Float64Array(size + 1);
  const lastCut = new Int32Array(size + 1);
  for (let end = 1; end <= size; end += 1) {
    saved[end] = -Infinity;
    for (let from = 0; from < end; from += 1) {
      const value = (saved[from] ?? 0) + (within[from]?.[end - 1] ?? 0);
      if (value > (saved[end] ?? 0) + 1e-15) {
        saved[end] = value;
        lastCut[end] = from;
      }
    }
  }
  const starts: number[] = [];
  for (let end = size; end > 0; end = lastCut[end] ?? 0) starts.unshift(lastCut[end] ?? 0);
  const grades = units.map(() => 1);
  for (const [place, unit] of order.entries()) grades[unit] = starts.filter((start) => start <= place).length;
  const all = size > 0 ? (within[0]?.[size - 1] ?? 0) : 0;
  return { grades, count: starts.length, loss: all - (saved[size] ?? 0) };
}
