import { AUDIT_PRIMES, echelonForm, solveSum, type EchelonRow } from './row-space.js';

/** What no visible cell tells apart, and the employer units in it. */
export interface Group {
  /** The visible cells it lies in. */
  readonly cells: readonly string[];
  readonly units: ReadonlySet<string>;
}

export type Exposure =
  | { readonly kind: 'none' }
  /** These groups together: adding and subtracting visible cells tells their figures. */
  | { readonly kind: 'exposed'; readonly groups: readonly Group[] }
  /** More combinations than can be looked through. */
  | { readonly kind: 'unknown' };

const STEPS = 40_000;

/**
 * Looks for a set of groups that holds fewer than `fewest` units and whose figures are a sum or difference of visible
 * cells (with any factors): its indicator then lies in the row space of the cells' indicators. Groups of `fewest` units or
 * more come first in the echelon form, so the rows that lead with a small group are a basis of everything that is zero on
 * all large ones; each 0/1 sum of those rows is such a set, and there is no other. Modulo a prime nothing that is exposed
 * is missed unless the prime divides a denominator of the combination; hence two primes.
 */
export function findExposure(cells: readonly string[], groups: readonly Group[], fewest: number): Exposure {
  const ordered = [...groups].sort((a, b) => b.units.size - a.units.size || (keyOf(a) < keyOf(b) ? -1 : 1));
  const large = ordered.filter((group) => group.units.size >= fewest).length;
  if (large === ordered.length) return { kind: 'none' };
  const member = ordered.map((group) => new Set(group.cells));
  const rows = cells.map((cell) => member.map((own) => (own.has(cell) ? 1 : 0)));
  for (const prime of AUDIT_PRIMES) {
    const small = echelonForm(rows, prime).filter(({ pivot }) => pivot >= large);
    const found = searchSums(small, ordered, { fewest, prime, large });
    if (found.kind !== 'none') return found;
  }
  return { kind: 'none' };
}

// Ties by name, so that the same tables hide the same cells in whatever order they were read.
const keyOf = (group: Group): string => JSON.stringify(group.cells);

interface Bounds {
  readonly fewest: number;
  readonly prime: number;
  readonly large: number;
}

/** Takes each row or leaves it; gives up a branch as soon as a finished column is neither 0 nor 1, or the units are too many. */
function searchSums(rows: readonly EchelonRow[], groups: readonly Group[], bounds: Bounds): Exposure {
  const finished = columnsFinishedBy(rows, groups.length, bounds.large);
  let steps = 0;
  const visit = (at: number, sum: Float64Array, chosen: readonly number[]): Exposure => {
    steps += 1;
    if (steps > STEPS) return { kind: 'unknown' };
    const row = rows[at];
    if (row === undefined) {
      if (chosen.length === 0) return { kind: 'none' };
      return { kind: 'exposed', groups: chosen.flatMap((column) => groups[column] ?? []) };
    }
    for (const taken of [true, false]) {
      const next = taken ? add(sum, row.values, bounds.prime) : sum;
      const columns = finished[at] ?? [];
      if (columns.some((column) => (next[column] ?? 0) > 1)) continue;
      const now = [...chosen, ...columns.filter((column) => next[column] === 1)];
      if (unitsOf(groups, now) >= bounds.fewest) continue;
      const found = visit(at + 1, next, now);
      if (found.kind !== 'none') return found;
    }
    return { kind: 'none' };
  };
  return visit(0, new Float64Array(groups.length), []);
}

/** Per row the small columns that no later row touches. */
function columnsFinishedBy(rows: readonly EchelonRow[], width: number, large: number): number[][] {
  const finished: number[][] = rows.map(() => []);
  for (let column = large; column < width; column += 1) {
    const last = rows.findLastIndex(({ values }) => values[column] !== 0);
    finished[last]?.push(column);
  }
  return finished;
}

function add(a: Float64Array, b: Float64Array, prime: number): Float64Array {
  return a.map((value, column) => (value + (b[column] ?? 0)) % prime);
}

function unitsOf(groups: readonly Group[], columns: readonly number[]): number {
  return new Set(columns.flatMap((column) => [...(groups[column]?.units ?? [])])).size;
}

/** The visible cells of one sum or difference that is the figure of these groups; null when there is none. */
export function findTelling(
  cells: readonly string[],
  groups: readonly Group[],
  told: readonly Group[],
): string[] | null {
  const member = groups.map((group) => new Set(group.cells));
  const rows = cells.map((cell) => member.map((own) => Number(own.has(cell))));
  const target = groups.map((group) => Number(told.includes(group)));
  const factors = solveSum(rows, target, AUDIT_PRIMES[0]);
  return factors === null ? null : cells.filter((_, index) => factors[index] !== 0);
}
