/** Agreement of two coders who read the same answers blind. */
import { twoSidedZ } from './distributions.js';

export type Kappa =
  | {
      readonly kind: 'determined';
      readonly n: number;
      readonly agreement: number;
      readonly kappa: number;
      readonly se: number;
      readonly ci: readonly [number, number];
    }
  | { readonly kind: 'undetermined'; readonly why: 'no answers' | 'one category only'; readonly n: number };

function sums(counts: readonly (readonly number[])[]): { rows: number[]; columns: number[]; n: number } {
  const rows = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const columns = counts.map((_, j) => counts.reduce((sum, row) => sum + (row[j] ?? 0), 0));
  return { rows, columns, n: rows.reduce((sum, count) => sum + count, 0) };
}

/** The large-sample variance of Fleiss, Cohen and Everitt (1969), for kappa ≠ 0, times n. */
function kappaVariance(
  shares: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  [observed, expected]: readonly [number, number],
): number {
  const kappa = (observed - expected) / (1 - expected);
  let diagonal = 0;
  let rest = 0;
  for (const [i, row] of shares.entries()) {
    for (const [j, share] of row.entries()) {
      const weight = (columns[i] ?? 0) + (rows[j] ?? 0);
      if (i === j) diagonal += share * (1 - weight * (1 - kappa)) ** 2;
      else rest += share * weight ** 2;
    }
  }
  const centre = (kappa - expected * (1 - kappa)) ** 2;
  return Math.max(0, diagonal + (1 - kappa) ** 2 * rest - centre) / (1 - expected) ** 2;
}

/**
 * Cohen's (1960) kappa with its large-sample interval, held inside [−1, 1].
 * @param counts square: counts[i][j] answers that coder 1 put in category i and coder 2 in category j
 * @throws RangeError when the table is not square
 */
export function cohenKappa(counts: readonly (readonly number[])[], alpha = 0.05): Kappa {
  if (counts.some((row) => row.length !== counts.length))
    throw new RangeError('cohenKappa: the table must be square.');
  const { rows, columns, n } = sums(counts);
  if (n === 0) return { kind: 'undetermined', why: 'no answers', n };
  const shares = counts.map((row) => row.map((count) => count / n));
  const rowShares = rows.map((count) => count / n);
  const columnShares = columns.map((count) => count / n);
  const expected = rowShares.reduce((sum, share, i) => sum + share * (columnShares[i] ?? 0), 0);
  if (rows.some((count, i) => count === n && columns[i] === n)) {
    return { kind: 'undetermined', why: 'one category only', n };
  }
  const agreement = shares.reduce((sum, row, i) => sum + (row[i] ?? 0), 0);
  const kappa = (agreement - expected) / (1 - expected);
  const se = Math.sqrt(kappaVariance(shares, rowShares, columnShares, [agreement, expected]) / n);
  const reach = twoSidedZ(alpha) * se;
  return {
    kind: 'determined',
    n,
    agreement,
    kappa,
    se,
    ci: [Math.max(-1, kappa - reach), Math.min(1, kappa + reach)],
  };
}
