/**
 * Anytime-valid evidence on discordant pairs. Under equal treatment b ~ Bin(m, ½) whatever the callback rate, so
 * a Bayes factor against ½ is a test martingale: it may be looked at after every pair (Ville 1939; Grünwald,
 * de Heide and Koolen 2024). All in natural logarithms; each employer may enter a cell once.
 */
import { cappedExp, logBinomialTails } from './distributions.js';
import type { Arm } from './pair-table.js';
import { logScaledBeta } from './special-functions.js';

/** What of a pair table the e-values read. */
export interface Discordant {
  readonly controlOnly: number;
  readonly treatmentOnly: number;
}

export interface EValues {
  /** Uniform mixture over the chance that a discordant pair goes against treatment. */
  readonly uniform: number;
  /** Krichevsky-Trofimov: Beta(½, ½) mixture. */
  readonly kt: number;
  /** Uniform over chances above ½ only: evidence against treatment, and no other. */
  readonly oneSided: number;
}

/** log 2^m B(b+1, c+1). */
export const logUniformE = (d: Discordant): number =>
  d.controlOnly + d.treatmentOnly === 0
    ? 0
    : logScaledBeta(d.controlOnly + 1, d.treatmentOnly + 1) - 2 * Math.LN2;

/** log 2^m B(b+½, c+½) / B(½, ½). */
export const logKtE = (d: Discordant): number =>
  d.controlOnly + d.treatmentOnly === 0
    ? 0
    : logScaledBeta(d.controlOnly + 0.5, d.treatmentOnly + 0.5) - Math.LN2 - Math.log(Math.PI);

/** log of 2 · uniform · P(Beta(b+1, c+1) > ½). */
export function logOneSidedE(d: Discordant): number {
  const m = d.controlOnly + d.treatmentOnly;
  if (m === 0) return 0;
  return Math.LN2 + logUniformE(d) + logBinomialTails(d.controlOnly, m + 1, 0.5).lower;
}

/** The three e-values as natural logarithms. */
export const logEValues = (d: Discordant): EValues => ({
  uniform: logUniformE(d),
  kt: logKtE(d),
  oneSided: logOneSidedE(d),
});

/** An e-value from its natural logarithm; the largest double stands for anything above it. */
export const eValueFromLog = (logE: number): number => cappedExp(logE);

/** min(1, 1/max E): a p-value that holds at every look, from the largest log e-value seen so far. */
export const anytimeP = (largestLogE: number): number => Math.min(1, Math.exp(-Math.max(0, largestLogE)));

/** Running evidence over discordant pairs, each named by the arm that alone was called back. */
export interface EvidenceStep extends Discordant {
  /** Natural logarithms of the e-values after this pair. */
  readonly logE: EValues;
}

/** The evidence after each discordant pair, in the given order. */
export function* evidencePath(calledBack: Iterable<Arm>): Generator<EvidenceStep> {
  let [controlOnly, treatmentOnly] = [0, 0];
  for (const arm of calledBack) {
    if (arm === 'control') controlOnly += 1;
    else treatmentOnly += 1;
    yield { controlOnly, treatmentOnly, logE: logEValues({ controlOnly, treatmentOnly }) };
  }
}

/** The number (from 1) of the first discordant pair after which the e-value reaches `threshold`; null if never. */
export function firstCrossing(
  calledBack: Iterable<Arm>,
  kind: keyof EValues = 'uniform',
  threshold = 20,
): number | null {
  const logE = { uniform: logUniformE, kt: logKtE, oneSided: logOneSidedE }[kind];
  const target = Math.log(threshold);
  const count = { controlOnly: 0, treatmentOnly: 0 };
  for (const arm of calledBack) {
    if (arm === 'control') count.controlOnly += 1;
    else count.treatmentOnly += 1;
    if (logE(count) >= target - 1e-12) return count.controlOnly + count.treatmentOnly;
  }
  return null;
}

/** First discordant pair at which the uniform e-value is 20 or more (α = .05), or null. */
export const firstCrossing20 = (calledBack: Iterable<Arm>): number | null => firstCrossing(calledBack);
