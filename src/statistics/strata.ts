/**
 * Many strata together. Unpaired: Mantel-Haenszel ratio and odds ratio, Breslow-Day. Paired: the pooled tables, whose
 * ratio is the Mantel-Haenszel one when each stratum has as many control as treatment applications.
 */
import { logChi2Tails, pFromLog, twoSidedZ } from './distributions.js';
import { conditionalOddsExact } from './mcnemar.js';
import { addTables, type Interval, type PairTable } from './pair-table.js';
import { differenceTangoInterval } from './paired-difference.js';
import { ratioScoreInterval } from './paired-ratio.js';
import type { UnpairedTable } from './unpaired.js';

/** A χ² statistic with its degrees of freedom and p. */
export interface Chi2Test {
  readonly chi2: number;
  readonly df: number;
  readonly p: number;
}

const chi2Test = (chi2: number, df: number): Chi2Test => ({
  chi2,
  df,
  p: pFromLog(logChi2Tails(chi2, df).upper),
});

export type MantelHaenszel =
  | {
      readonly kind: 'tested';
      readonly ratio: Interval;
      readonly oddsRatio: Interval;
      /** Cochran-Mantel-Haenszel, 1 df, without and with continuity correction. */
      readonly cmh: Chi2Test;
      readonly cmhCorrected: Chi2Test;
      /** Homogeneity of the odds ratio (Breslow and Day 1980) and with Tarone's (1985) correction; null below 2 strata. */
      readonly breslowDay: Chi2Test | null;
      readonly tarone: Chi2Test | null;
      /** Places of the strata left out because an arm is empty. */
      readonly dropped: readonly number[];
    }
  | {
      readonly kind: 'undetermined';
      readonly why: 'no stratum with both arms' | 'an arm without a callback' | 'an arm without a refusal';
      readonly dropped: readonly number[];
    };

/** One stratum as a 2×2 table: callbacks a and c, no callback b and d, for control and treatment. */
interface Square {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly n: number;
}

function squareOf({ control, treatment }: UnpairedTable): Square {
  return {
    a: control.callbacks,
    b: control.n - control.callbacks,
    c: treatment.callbacks,
    d: treatment.n - treatment.callbacks,
    n: control.n + treatment.n,
  };
}

const sum = (squares: readonly Square[], term: (s: Square) => number): number =>
  squares.reduce((total, square) => total + term(square), 0);

function onLogScale(estimate: number, variance: number, alpha: number): Interval {
  const reach = twoSidedZ(alpha) * Math.sqrt(variance);
  return { estimate, ci: [estimate * Math.exp(-reach), estimate * Math.exp(reach)] };
}

/** Mantel-Haenszel odds ratio with the variance of Robins, Breslow and Greenland (1986). */
function commonOddsRatio(squares: readonly Square[], alpha: number): Interval {
  const r = sum(squares, ({ a, d, n }) => (a * d) / n);
  const s = sum(squares, ({ b, c, n }) => (b * c) / n);
  const pr = sum(squares, ({ a, d, n }) => ((a + d) / n) * ((a * d) / n));
  const both = sum(
    squares,
    ({ a, b, c, d, n }) => ((a + d) / n) * ((b * c) / n) + ((b + c) / n) * ((a * d) / n),
  );
  const qs = sum(squares, ({ b, c, n }) => ((b + c) / n) * ((b * c) / n));
  return onLogScale(r / s, pr / (2 * r * r) + both / (2 * r * s) + qs / (2 * s * s), alpha);
}

/** Mantel-Haenszel ratio of rates with the variance of Greenland and Robins (1985). */
function commonRatio(squares: readonly Square[], alpha: number): Interval {
  const r = sum(squares, ({ a, c, d, n }) => a * ((c + d) / n));
  const s = sum(squares, ({ a, b, c, n }) => c * ((a + b) / n));
  const spread = sum(squares, ({ a, b, c, d, n }) => ((a + b) / n) * ((c + d) / n) * (a + c) - (a / n) * c);
  return onLogScale(r / s, spread / r / s, alpha);
}

function cochranMantelHaenszel(squares: readonly Square[], correction: number): Chi2Test {
  const gap = sum(squares, ({ a, b, c, n }) => a - (a + b) * ((a + c) / n));
  const variance = sum(squares, ({ a, b, c, d, n }) =>
    n < 2 ? 0 : ((a + b) / n) * ((c + d) / n) * (a + c) * ((b + d) / (n - 1)),
  );
  const held = Math.max(0, Math.abs(gap) - correction);
  return chi2Test((held / variance) * held, 1);
}

/** Expected control callbacks of a stratum when its odds ratio is the common one. */
function fittedCallbacks({ a, b, c, n }: Square, odds: number): number {
  const [callbacks, control] = [a + c, a + b];
  if (Math.abs(odds - 1) < 1e-12) return (callbacks * control) / n;
  const square = odds - 1;
  const linear = odds * (callbacks + control) + (n - control - callbacks);
  const root = Math.sqrt(Math.max(0, linear * linear - 4 * square * odds * callbacks * control));
  return (2 * odds * callbacks * control) / (linear + root);
}

function breslowDay(squares: readonly Square[], odds: number): { plain: Chi2Test; tarone: Chi2Test } | null {
  // A stratum in which all or none were called back has no odds ratio to compare.
  const informative = squares.filter(({ a, b, c, d }) => a + c > 0 && b + d > 0);
  if (informative.length < 2) return null;
  let [chi2, gaps, variances] = [0, 0, 0];
  for (const square of informative) {
    const fitted = fittedCallbacks(square, odds);
    const { a, b, c, d } = square;
    const inverse = 1 / fitted + 1 / (a + c - fitted) + 1 / (a + b - fitted) + 1 / (d - a + fitted);
    chi2 += (a - fitted) ** 2 * inverse;
    gaps += a - fitted;
    variances += 1 / inverse;
  }
  const df = informative.length - 1;
  return { plain: chi2Test(chi2, df), tarone: chi2Test(Math.max(0, chi2 - (gaps / variances) * gaps), df) };
}

/**
 * Mantel-Haenszel over strata of unpaired arms. On matched tests it ignores the pairing and is too wide: it is given
 * for comparison with published figures.
 */
export function mantelHaenszel(strata: readonly UnpairedTable[], alpha = 0.05): MantelHaenszel {
  const empty = ({ control, treatment }: UnpairedTable): boolean => control.n === 0 || treatment.n === 0;
  const dropped = strata.flatMap((stratum, index) => (empty(stratum) ? [index] : []));
  const squares = strata.filter((stratum) => !empty(stratum)).map(squareOf);
  const refuse = (why: Extract<MantelHaenszel, { kind: 'undetermined' }>['why']): MantelHaenszel => ({
    kind: 'undetermined',
    why,
    dropped,
  });
  if (squares.length === 0) return refuse('no stratum with both arms');
  if (sum(squares, ({ a, d }) => a * d) === 0 || sum(squares, ({ b, c }) => b * c) === 0) {
    const silent = sum(squares, ({ a }) => a) === 0 || sum(squares, ({ c }) => c) === 0;
    return refuse(silent ? 'an arm without a callback' : 'an arm without a refusal');
  }
  const oddsRatio = commonOddsRatio(squares, alpha);
  const homogeneity = breslowDay(squares, oddsRatio.estimate ?? 1);
  return {
    kind: 'tested',
    ratio: commonRatio(squares, alpha),
    oddsRatio,
    cmh: cochranMantelHaenszel(squares, 0),
    cmhCorrected: cochranMantelHaenszel(squares, 0.5),
    breslowDay: homogeneity?.plain ?? null,
    tarone: homogeneity?.tarone ?? null,
    dropped,
  };
}

export type Homogeneity =
  | ({ readonly kind: 'tested' } & Chi2Test)
  | {
      readonly kind: 'undetermined';
      readonly why: 'fewer than two strata with discordant pairs' | 'one direction only';
    };

/** Whether the share of control-only among discordant pairs is the same in each stratum (Pearson χ²). */
export function discordantHomogeneity(strata: readonly PairTable[]): Homogeneity {
  const informative = strata.filter(({ controlOnly, treatmentOnly }) => controlOnly + treatmentOnly > 0);
  if (informative.length < 2)
    return { kind: 'undetermined', why: 'fewer than two strata with discordant pairs' };
  const { controlOnly, treatmentOnly } = addTables(informative);
  if (controlOnly === 0 || treatmentOnly === 0) return { kind: 'undetermined', why: 'one direction only' };
  const share = controlOnly / (controlOnly + treatmentOnly);
  let chi2 = 0;
  for (const t of informative) {
    const m = t.controlOnly + t.treatmentOnly;
    chi2 += (t.controlOnly - m * share) ** 2 / (m * share * (1 - share));
  }
  return { kind: 'tested', ...chi2Test(chi2, informative.length - 1) };
}

export interface PooledPairs {
  readonly table: PairTable;
  readonly ratio: Interval;
  readonly difference: Interval;
  readonly conditionalOdds: Interval;
  readonly homogeneity: Homogeneity;
}

/** Matched tests pooled over strata: Nam-Blackwelder ratio, Tango difference and Σb/Σc of the summed tables. */
export function poolPairs(strata: readonly PairTable[], alpha = 0.05): PooledPairs {
  const table = addTables(strata);
  return {
    table,
    ratio: ratioScoreInterval(table, alpha),
    difference: differenceTangoInterval(table, alpha),
    conditionalOdds: conditionalOddsExact(table, alpha),
    homogeneity: discordantHomogeneity(strata),
  };
}

export type CochranQ =
  | ({ readonly kind: 'tested'; readonly blocks: number } & Chi2Test)
  | {
      readonly kind: 'undetermined';
      readonly why: 'fewer than two arms' | 'no block with different answers';
    };

/**
 * Cochran's (1950) Q: equal callback rates of several arms sent to the same vacancies.
 * @param callbacks per arm, over the complete blocks
 * @param blocksByCallbacks blocksByCallbacks[k] = number of complete blocks in which k arms were called back
 */
export function cochranQ(callbacks: readonly number[], blocksByCallbacks: readonly number[]): CochranQ {
  const arms = callbacks.length;
  if (arms < 2) return { kind: 'undetermined', why: 'fewer than two arms' };
  const total = callbacks.reduce((all, count) => all + count, 0);
  const mean = total / arms;
  const between = callbacks.reduce((all, count) => all + (count - mean) ** 2, 0);
  const within = blocksByCallbacks.reduce((all, blocks, k) => all + blocks * k * (arms - k), 0);
  if (within === 0) return { kind: 'undetermined', why: 'no block with different answers' };
  const blocks = blocksByCallbacks.reduce((all, count) => all + count, 0);
  return { kind: 'tested', blocks, ...chi2Test(((arms - 1) * arms * between) / within, arms - 1) };
}
