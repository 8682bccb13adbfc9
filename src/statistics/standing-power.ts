/**
 * How likely a standing flag is to be raised by a number of pairs: the exact chance that the one-sided e-value of one cell
 * reaches K/α at some pair, when the other K − 1 cells of its family are equal. e-BH may reject with less when other cells
 * help, so that the chance is a lower bound. Nothing is drawn: the walk of discordant pairs is followed state by state.
 */
import { logBinomialPmf } from './distributions.js';
import { logOneSidedE } from './e-values.js';
import { FEWEST_DISCORDANT } from './pair-table.js';
import type { Discordance, NotPlanned } from './power.js';

// What is less likely than this is nowhere on the walk; what is left out in all stays under 1e-9.
const NOWHERE = 1e-16;
const FARTHEST = 20_000;

export type StandingPower =
  | {
      readonly kind: 'determined';
      /** The chance that the flag is raised at some pair up to this many. */
      readonly chanceBy: (pairs: number) => number;
      /** The fewest pairs that give the asked chance; null beyond 20,000. */
      readonly pairsFor: (chance: number) => number | null;
    }
  | NotPlanned;

/**
 * The chances of a standing flag on one cell of a family.
 * @param d probabilities that a pair ends control only, and treatment only
 * @param family K, the number of cells, and alpha, the share of false flags
 */
export function standingPower(
  d: Discordance,
  { cells, alpha }: { readonly cells: number; readonly alpha: number },
): StandingPower {
  const discordant = d.controlOnly + d.treatmentOnly;
  const isShare = (value: number): boolean => value >= 0 && value <= 1;
  if (!isShare(d.controlOnly) || !isShare(d.treatmentOnly) || discordant > 1 + 1e-12 || !(alpha > 0))
    return { kind: 'undetermined', why: 'not probabilities' };
  if (d.controlOnly <= d.treatmentOnly) return { kind: 'undetermined', why: 'no difference to detect' };
  const share = Math.min(1, discordant);
  const crossed = openWalk(d.controlOnly / discordant, Math.log(cells / alpha));
  const chanceBy = (pairs: number): number => {
    const spread = 9 * Math.sqrt(pairs * share * (1 - share)) + 9;
    const until = Math.min(pairs, Math.ceil(pairs * share + spread));
    let chance = 0;
    for (let m = Math.max(0, Math.floor(pairs * share - spread)); m <= until; m += 1)
      chance += Math.exp(logBinomialPmf(m, pairs, share)) * crossed(m);
    return Math.min(1, chance);
  };
  return { kind: 'determined', chanceBy, pairsFor: (chance) => fewest(chanceBy, chance) };
}

function fewest(chanceBy: (pairs: number) => number, chance: number): number | null {
  let [low, high] = [0, 16];
  while (high < FARTHEST && chanceBy(high) < chance) [low, high] = [high, 2 * high];
  high = Math.min(high, FARTHEST);
  if (chanceBy(high) < chance) return null;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chanceBy(middle) < chance) low = middle;
    else high = middle;
  }
  return high;
}

/** The chance to have reached the threshold by each number of discordant pairs; goes on only as far as it is asked. */
function openWalk(against: number, logThreshold: number): (discordant: number) => number {
  const reached = [0];
  // The chance of each count of control-only pairs, from `low` on, among walks that have not reached the threshold.
  let alive: number[] = [1];
  let low = 0;
  let bound = 0;
  return (discordant) => {
    for (let m = reached.length; m <= discordant; m += 1) {
      ({ alive, low } = step(alive, low, against));
      let sum = reached[m - 1] ?? 0;
      if (m >= FEWEST_DISCORDANT) {
        bound = boundAt(m, bound, logThreshold);
        const kept = Math.max(0, bound - low);
        for (const gone of alive.slice(kept)) sum += gone;
        alive = alive.slice(0, kept);
      }
      reached.push(sum);
    }
    return reached[discordant] ?? 0;
  };
}

function step(alive: readonly number[], low: number, against: number): { alive: number[]; low: number } {
  const next: number[] = [];
  for (let i = 0; i <= alive.length; i += 1)
    next.push((alive[i] ?? 0) * (1 - against) + (alive[i - 1] ?? 0) * against);
  let from = 0;
  while (from < next.length - 1 && (next[from] ?? 0) < NOWHERE) from += 1;
  let until = next.length;
  while (until > from + 1 && (next[until - 1] ?? 0) < NOWHERE) until -= 1;
  return { alive: next.slice(from, until), low: low + from };
}

/** The fewest control-only pairs among m that reach the threshold; it never falls as m grows. */
function boundAt(m: number, from: number, logThreshold: number): number {
  let bound = from;
  while (bound <= m && logOneSidedE({ controlOnly: bound, treatmentOnly: m - bound }) < logThreshold - 1e-12)
    bound += 1;
  return bound;
}
