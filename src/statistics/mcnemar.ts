/** McNemar's test on discordant pairs and what follows from b ~ Bin(m, ½): exact, mid-p, conditional odds. */
import {
  betaQuantileLogit,
  binomialTailFactor,
  logBinomialPmf,
  logBinomialTails,
  logNormalTwoSided,
  pFromLog,
} from './distributions.js';
import { discordantPairs, NO_INTERVAL, totalPairs, type Interval, type PairTable } from './pair-table.js';
import { findRootFrom } from './solve.js';

/** χ² (1 df) with and without R's continuity correction; exact and mid-p two-sided; exact against treatment. */
export interface McNemarTested {
  readonly kind: 'tested';
  readonly chi2: number;
  readonly p: number;
  readonly chi2Corrected: number;
  readonly pCorrected: number;
  readonly exactP: number;
  readonly midP: number;
  /** P(at least this many control-only among the discordant). */
  readonly exactAgainstTreatmentP: number;
  /** Natural logarithms, below what a double can hold. */
  readonly logExactP: number;
  readonly logMidP: number;
}

export type McNemar = McNemarTested | { readonly kind: 'undetermined'; readonly why: 'no discordant pairs' };

/**
 * McNemar's test of equal treatment. Without a discordant pair there is no test and no p-value.
 * The correction follows R: none when the two counts are equal. p-values under 1e-300 are given as 1e-300.
 */
export function mcnemar(t: PairTable): McNemar {
  const m = discordantPairs(t);
  if (m === 0) return { kind: 'undetermined', why: 'no discordant pairs' };
  const gap = Math.abs(t.controlOnly - t.treatmentOnly);
  const correctedGap = Math.max(0, gap - 1);
  const chi2 = (gap / m) * gap;
  const chi2Corrected = (correctedGap / m) * correctedGap;
  const fewer = Math.min(t.controlOnly, t.treatmentOnly);
  const logPoint = logBinomialPmf(fewer, m, 0.5);
  const factor = binomialTailFactor(fewer, m, 1);
  // Equal counts: both formulas give 1 in exact arithmetic and 0.9999999999999991 in doubles.
  const logExactP = gap === 0 ? 0 : Math.min(0, Math.LN2 + logPoint + Math.log(factor));
  const logMidP = gap === 0 ? 0 : Math.min(0, logPoint + Math.log(2 * factor - 1));
  return {
    kind: 'tested',
    chi2,
    p: pFromLog(logNormalTwoSided(Math.sqrt(chi2))),
    chi2Corrected,
    pCorrected: pFromLog(logNormalTwoSided(Math.sqrt(chi2Corrected))),
    exactP: pFromLog(logExactP),
    midP: pFromLog(logMidP),
    exactAgainstTreatmentP: pFromLog(logBinomialTails(t.controlOnly - 1, m, 0.5).upper),
    logExactP,
    logMidP,
  };
}

/** The odds that a discordant test goes against treatment, b/c; null without a treatment-only test. */
function oddsOf(t: PairTable): number | null {
  return t.treatmentOnly === 0 ? null : t.controlOnly / t.treatmentOnly;
}

/** Conditional odds with the exact (Clopper-Pearson) interval; an infinite upper limit is null. */
export function conditionalOddsExact(t: PairTable, alpha = 0.05): Interval {
  const { controlOnly: b, treatmentOnly: c } = t;
  if (b + c === 0) return NO_INTERVAL;
  const tail = Math.log(alpha / 2);
  const low = b === 0 ? 0 : Math.exp(betaQuantileLogit(tail, b, c + 1));
  const high = c === 0 ? null : Math.exp(-betaQuantileLogit(tail, c, b + 1));
  return { estimate: oddsOf(t), ci: [low, high] };
}

/** The log odds at which P(X > b) + ½ P(X = b) = alpha/2. */
function midPLogOdds(b: number, m: number, alpha: number): number {
  const gap = (logOdds: number): number => {
    const odds = Math.exp(logOdds);
    const p = odds / (1 + odds);
    const { upper } = logBinomialTails(b, m, p);
    return Math.exp(upper) + Math.exp(logBinomialPmf(b, m, p)) / 2 - alpha / 2;
  };
  const start = Math.log((b + 0.5) / (m - b + 0.5));
  return findRootFrom(gap, start, -0.5, 1e3) ?? -Infinity;
}

/** Conditional odds with the mid-p interval: shorter than the exact one, near nominal. */
export function conditionalOddsMidP(t: PairTable, alpha = 0.05): Interval {
  const { controlOnly: b, treatmentOnly: c } = t;
  const m = b + c;
  if (m === 0) return NO_INTERVAL;
  const low = b === 0 ? 0 : Math.exp(midPLogOdds(b, m, alpha));
  const high = c === 0 ? null : Math.exp(-midPLogOdds(c, m, alpha));
  return { estimate: oddsOf(t), ci: [low, high] };
}

/** Rates of the ILO manual (Bovenkerk 1992). `usable` leaves out the tests in which neither was called back. */
export interface NetDiscrimination {
  readonly usable: number;
  /** (control only − treatment only) / usable. */
  readonly net: number | null;
  /** The same over all tests: leaving tests out inflates the first. */
  readonly netAll: number | null;
}

export function netDiscrimination(t: PairTable): NetDiscrimination {
  const n = totalPairs(t);
  const usable = n - t.neither;
  const gap = t.controlOnly - t.treatmentOnly;
  return { usable, net: usable === 0 ? null : gap / usable, netAll: n === 0 ? null : gap / n };
}
