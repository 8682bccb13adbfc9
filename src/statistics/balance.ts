/** Whether what should not matter was balanced: order of sending, template, layout. */
import { logChi2Tails, pFromLog } from './distributions.js';

export type BalanceTest =
  | { readonly kind: 'tested'; readonly chi2: number; readonly df: number; readonly p: number }
  | {
      readonly kind: 'undetermined';
      readonly why: 'fewer than two rows or columns in use' | 'all answers equal' | 'one place only';
    };

const tested = (chi2: number, df: number): BalanceTest => ({
  kind: 'tested',
  chi2,
  df,
  p: pFromLog(logChi2Tails(chi2, df).upper),
});

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Pearson's χ² of independence of rows and columns of counts; empty rows and columns are left out. */
export function testIndependence(counts: readonly (readonly number[])[]): BalanceTest {
  const rows = counts.filter((row) => total(row) > 0);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, j) => total(rows.map((row) => row[j] ?? 0)));
  const used = columns.filter((column) => column > 0).length;
  if (rows.length < 2 || used < 2)
    return { kind: 'undetermined', why: 'fewer than two rows or columns in use' };
  const all = total(columns);
  let chi2 = 0;
  for (const row of rows) {
    const share = total(row) / all;
    for (const [j, column] of columns.entries()) {
      const expected = column * share;
      if (expected > 0) chi2 += ((row[j] ?? 0) - expected) ** 2 / expected;
    }
  }
  return tested(chi2, (rows.length - 1) * (used - 1));
}

/** Pearson's χ² of equal shares: counts that should be uniform (say, who was sent first). */
export function testUniformity(counts: readonly number[]): BalanceTest {
  if (counts.length < 2 || total(counts) === 0) {
    return { kind: 'undetermined', why: 'fewer than two rows or columns in use' };
  }
  const expected = total(counts) / counts.length;
  return tested(total(counts.map((count) => (count - expected) ** 2 / expected)), counts.length - 1);
}

/** Callbacks among the applications sent at one place in the order. */
export interface PlaceCounts {
  readonly score: number;
  readonly n: number;
  readonly callbacks: number;
}

/** Cochran-Armitage test of a linear trend of the callback rate over places in the order (as R's prop.trend.test). */
export function testTrend(places: readonly PlaceCounts[]): BalanceTest {
  const n = total(places.map((place) => place.n));
  const rate = total(places.map((place) => place.callbacks)) / n;
  if (!(rate > 0 && rate < 1)) return { kind: 'undetermined', why: 'all answers equal' };
  const mean = total(places.map((place) => place.score * place.n)) / n;
  const spread = total(places.map((place) => place.n * (place.score - mean) ** 2));
  if (spread === 0) return { kind: 'undetermined', why: 'one place only' };
  const slope = total(places.map((place) => (place.callbacks - place.n * rate) * (place.score - mean)));
  return tested(((slope / spread) * slope) / (rate * (1 - rate)), 1);
}
