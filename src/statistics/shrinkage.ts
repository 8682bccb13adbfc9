/**
 * Empirical Bayes: many noisy employers or strata, each drawn towards the whole. Normal-normal on estimates with
 * standard errors (Kline, Rose and Walters 2022), beta-binomial on discordant counts.
 */
import { maximise } from './optimise.js';
import { digamma, logBeta, logLowerBeta } from './special-functions.js';

/** An estimate with its standard error (> 0). */
export interface Estimate {
  readonly estimate: number;
  readonly se: number;
}

/** A shrunken value: posterior mean and standard deviation, and the weight its own estimate kept. */
export interface Shrunk {
  readonly mean: number;
  readonly sd: number;
  readonly weight: number;
}

export type NormalShrinkage =
  | {
      readonly kind: 'determined';
      readonly mean: number;
      /** Variance between units, the sampling noise taken out; 0 when noise explains all. */
      readonly variance: number;
      readonly units: readonly Shrunk[];
    }
  | {
      readonly kind: 'undetermined';
      readonly why: 'fewer than two estimates' | 'a standard error that is not above 0';
    };

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Draw each estimate towards `mean` when units differ by `variance`. */
export function shrinkTowards(estimates: readonly Estimate[], mean: number, variance: number): Shrunk[] {
  return estimates.map(({ estimate, se }) => {
    const weight = variance / (variance + se * se);
    return { mean: weight * estimate + (1 - weight) * mean, sd: Math.sqrt(weight) * se, weight };
  });
}

/** Normal-normal shrinkage to the plain mean; σ² = mean[(θ̂ − μ)² − (F − 1)/F · s²], floored at 0. */
export function shrinkNormal(estimates: readonly Estimate[]): NormalShrinkage {
  const size = estimates.length;
  if (size < 2) return { kind: 'undetermined', why: 'fewer than two estimates' };
  if (estimates.some(({ se }) => !(se > 0)))
    return { kind: 'undetermined', why: 'a standard error that is not above 0' };
  const mean = meanOf(estimates.map(({ estimate }) => estimate));
  const noise = (size - 1) / size;
  const variance = Math.max(
    0,
    meanOf(estimates.map(({ estimate, se }) => (estimate - mean) ** 2 - noise * se * se)),
  );
  return { kind: 'determined', mean, variance, units: shrinkTowards(estimates, mean, variance) };
}

/** Discordant pairs of one unit: b of m went against treatment. */
export interface DiscordantCount {
  readonly controlOnly: number;
  readonly discordant: number;
}

export interface BetaUnit {
  /** Posterior mean of the chance that a discordant pair goes against treatment. */
  readonly mean: number;
  /** Posterior probability that this chance is above ½. */
  readonly aboveHalf: number;
}

export type BetaShrinkage =
  | {
      readonly kind: 'determined';
      readonly alpha: number;
      readonly beta: number;
      readonly mean: number;
      readonly logLikelihood: number;
      readonly units: readonly BetaUnit[];
    }
  | {
      readonly kind: 'undetermined';
      readonly why:
        'fewer than two units with discordant pairs' | 'one direction only' | 'no variation beyond chance';
    };

/** Posterior of each unit under a Beta(alpha, beta) prior. */
export function betaPosterior(units: readonly DiscordantCount[], alpha: number, beta: number): BetaUnit[] {
  return units.map(({ controlOnly, discordant }) => {
    const [a, b] = [alpha + controlOnly, beta + discordant - controlOnly];
    return { mean: a / (a + b), aboveHalf: Math.exp(logLowerBeta(b, a, 0.5, 0.5)) };
  });
}

/** Beta-binomial log-likelihood without its binomial coefficients, and its gradient in (logit mean, log precision). */
function betaBinomial(
  units: readonly DiscordantCount[],
  logit: number,
  logPrecision: number,
): { value: number; gradient: number[] } {
  const precision = Math.exp(logPrecision);
  const share = 1 / (1 + Math.exp(-logit));
  const [alpha, beta] = [share * precision, (1 - share) * precision];
  let [value, byAlpha, byBeta] = [0, 0, 0];
  const constant = logBeta(alpha, beta);
  for (const { controlOnly, discordant } of units) {
    const other = discordant - controlOnly;
    value += logBeta(alpha + controlOnly, beta + other) - constant;
    const whole = digamma(precision + discordant) - digamma(precision);
    byAlpha += digamma(alpha + controlOnly) - digamma(alpha) - whole;
    byBeta += digamma(beta + other) - digamma(beta) - whole;
  }
  const turn = share * (1 - share) * precision;
  return { value, gradient: [(byAlpha - byBeta) * turn, byAlpha * alpha + byBeta * beta] };
}

const logChoose = (m: number, b: number): number => -Math.log(m + 1) - logBeta(b + 1, m - b + 1);
/** Beyond this precision a beta prior is a point: units differ by chance alone. */
const POINT_PRIOR = Math.log(1e6);

/** Beta-binomial shrinkage by maximum likelihood; the log-likelihood includes the binomial coefficients. */
export function shrinkBeta(units: readonly DiscordantCount[]): BetaShrinkage {
  const informative = units.filter(({ discordant }) => discordant > 0);
  if (informative.length < 2)
    return { kind: 'undetermined', why: 'fewer than two units with discordant pairs' };
  const b = informative.reduce((sum, unit) => sum + unit.controlOnly, 0);
  const m = informative.reduce((sum, unit) => sum + unit.discordant, 0);
  if (b === 0 || b === m) return { kind: 'undetermined', why: 'one direction only' };
  const found = maximise(
    ([logit = 0, logPrecision = 0]) => {
      if (Math.abs(logPrecision) > 40) return { value: -Infinity, gradient: [0, 0] };
      return betaBinomial(informative, logit, logPrecision);
    },
    [Math.log(b / (m - b)), Math.log(20)],
  );
  const [logit = 0, logPrecision = 0] = found.at;
  if (logPrecision > POINT_PRIOR) return { kind: 'undetermined', why: 'no variation beyond chance' };
  const share = 1 / (1 + Math.exp(-logit));
  const [alpha, beta] = [share * Math.exp(logPrecision), (1 - share) * Math.exp(logPrecision)];
  const coefficients = informative.reduce(
    (sum, unit) => sum + logChoose(unit.discordant, unit.controlOnly),
    0,
  );
  return {
    kind: 'determined',
    alpha,
    beta,
    mean: share,
    logLikelihood: found.value + coefficients,
    units: betaPosterior(units, alpha, beta),
  };
}
