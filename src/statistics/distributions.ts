/** Normal, t, χ², beta and binomial: tails in logarithms, and their quantiles. */
import { findRootFrom } from './solve.js';
import {
  log1mExp,
  logBinomialTerm,
  logIncompleteBeta,
  logIncompleteGamma,
  logLowerBeta,
  type LogTails,
} from './special-functions.js';

export { logBeta, logGamma, logIncompleteBeta, logIncompleteGamma, log1mExp } from './special-functions.js';
export type { LogTails } from './special-functions.js';

const SQRT_TWO_PI = 2.5066282746310002;
const SMALLEST_P = 1e-300;
const LOG_SMALLEST_P = Math.log(SMALLEST_P);
const LOG_LARGEST = Math.log(Number.MAX_VALUE);

/** A p-value from its logarithm: never above 1, and 1e-300 stands for anything below it. */
export function pFromLog(logP: number): number {
  return logP < LOG_SMALLEST_P ? SMALLEST_P : Math.min(1, Math.exp(logP));
}

/** e^x, held at the largest double instead of Infinity. */
export function cappedExp(x: number): number {
  return x >= LOG_LARGEST ? Number.MAX_VALUE : Math.exp(x);
}

/** log P(Z ≤ z) and log P(Z > z) for a standard normal Z. */
export function logNormalTails(z: number): LogTails {
  const half = logIncompleteGamma(0.5, (z * z) / 2);
  const small = half.upper - Math.LN2;
  const large = log1mExp(small);
  return z < 0 ? { lower: small, upper: large } : { lower: large, upper: small };
}

export const normalCdf = (z: number): number => Math.exp(logNormalTails(z).lower);
export const normalDensity = (z: number): number => Math.exp((-z * z) / 2) / SQRT_TWO_PI;

/** log of the two-sided p-value of a standard normal statistic. */
export const logNormalTwoSided = (z: number): number => logIncompleteGamma(0.5, (z * z) / 2).upper;

/** z with P(Z > z) = p to 5e-4, from log p, p ≤ ½ (Abramowitz and Stegun 26.2.23). */
function roughNormalQuantile(logP: number): number {
  const t = Math.sqrt(-2 * logP);
  return (
    t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
  );
}

function upperNormalQuantile(logP: number): number {
  let z = roughNormalQuantile(logP);
  for (let step = 0; step < 3; step += 1) {
    const { upper } = logNormalTails(z);
    const error = upper - logP;
    const hazard = Math.exp((-z * z) / 2 - upper) / SQRT_TWO_PI;
    const newton = error / hazard;
    z += newton / (1 + (newton * (hazard - z)) / 2);
  }
  return z;
}

/** z with P(Z ≤ z) = p, 0 < p < 1 (Halley steps on the log tail). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError('normalQuantile: p must lie strictly between 0 and 1.');
  if (p === 0.5) return 0;
  return p < 0.5 ? -upperNormalQuantile(Math.log(p)) : upperNormalQuantile(Math.log1p(-p));
}

const rememberedZ = new Map<number, number>();

/** z with P(|Z| > z) = alpha: 1.959964 for .05. */
export function twoSidedZ(alpha: number): number {
  const known = rememberedZ.get(alpha);
  if (known !== undefined) return known;
  const z = -normalQuantile(alpha / 2);
  if (rememberedZ.size < 64) rememberedZ.set(alpha, z);
  return z;
}

/** log P(T ≤ t) and log P(T > t) for Student's t with `df` > 0 degrees of freedom. */
export function logTTails(t: number, df: number): LogTails {
  const square = t * t;
  const both = logIncompleteBeta(df / 2, 0.5, df / (df + square), square / (df + square));
  const small = both.lower - Math.LN2;
  const large = log1mExp(small);
  return t < 0 ? { lower: small, upper: large } : { lower: large, upper: small };
}

export const tCdf = (t: number, df: number): number => Math.exp(logTTails(t, df).lower);

/** log of the two-sided p-value of a t statistic. */
export const logTTwoSided = (t: number, df: number): number => logTTails(Math.abs(t), df).upper + Math.LN2;

/** t with P(T ≤ t) = p, 0 < p < 1. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0)) throw new RangeError('tQuantile: p must lie in (0, 1) and df above 0.');
  if (p === 0.5) return 0;
  const target = p < 0.5 ? Math.log(p) : Math.log1p(-p);
  const start = upperNormalQuantile(target);
  const gap = (t: number): number => logTTails(t, df).upper - target;
  const size = findRootFrom(gap, start * (1 - 1e-12), Math.max(0.1, start / df), 1e300) ?? start;
  return p < 0.5 ? -size : size;
}

/** log P(X ≤ x) and log P(X > x) for χ² with `df` degrees of freedom. */
export const logChi2Tails = (x: number, df: number): LogTails => logIncompleteGamma(df / 2, x / 2);

export const chi2Cdf = (x: number, df: number): number => Math.exp(logChi2Tails(x, df).lower);

/** x with P(X ≤ x) = p, 0 < p < 1, X ~ χ²(df) (Wilson-Hilferty start, then a bracketed root on the log scale). */
export function chi2Quantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || !(df > 0))
    throw new RangeError('chi2Quantile: p must lie in (0, 1) and df above 0.');
  const side = p < 0.5 ? 'lower' : 'upper';
  const target = p < 0.5 ? Math.log(p) : Math.log1p(-p);
  const gap = (logX: number): number => logChi2Tails(Math.exp(logX), df)[side] - target;
  const cube = 1 - 2 / (9 * df) + normalQuantile(p) * Math.sqrt(2 / (9 * df));
  const start = cube > 0.05 ? Math.log(df) + 3 * Math.log(cube) : Math.log(df) - 1;
  const below = gap(start) > 0 === (side === 'lower');
  return Math.exp(findRootFrom(gap, start, below ? -0.05 : 0.05, 1e6) ?? start);
}

/** The logit of the p-quantile of Beta(a, b), from log p; p ≤ ½ keeps all digits. Halley on the log tail. */
export function betaQuantileLogit(logP: number, a: number, b: number): number {
  const logScale = Math.log(a / (a + b)) + Math.log(b);
  let logit = Math.log(a / b) - roughNormalQuantile(logP) * Math.sqrt(1 / a + 1 / b);
  for (let step = 0; step < 100; step += 1) {
    const odds = Math.exp(logit);
    const y = 1 / (1 + odds);
    const x = odds * y;
    const lower = logLowerBeta(a, b, x, y);
    const slope = Math.exp(logBinomialTerm(a, a + b, x, y, b) + logScale - lower);
    const newton = (lower - logP) / slope;
    const bend = 1 - (newton * (a * y - b * x - slope)) / 2;
    const move = newton / Math.max(0.5, bend);
    logit -= move;
    // Convergence is cubic: what a move this small leaves is below machine precision.
    if (Math.abs(move) <= 1e-6) break;
  }
  return logit;
}

/** x with I_x(a, b) = p, 0 ≤ p ≤ 1. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  if (p <= 0.5) return 1 / (1 + Math.exp(-betaQuantileLogit(Math.log(p), a, b)));
  return 1 / (1 + Math.exp(betaQuantileLogit(Math.log1p(-p), b, a)));
}

/** log P(X = k), X ~ Bin(n, p). */
export function logBinomialPmf(k: number, n: number, p: number): number {
  return k < 0 || k > n ? -Infinity : logBinomialTerm(k, n, p, 1 - p);
}

/** Σ over j ≤ k of P(X=j)/P(X=k): at least 1, summed from the large end until nothing is added. */
export function binomialTailFactor(k: number, n: number, odds: number): number {
  let term = 1;
  let sum = 1;
  for (let j = k; j > 0; j -= 1) {
    term *= j / (n - j + 1) / odds;
    const next = sum + term;
    if (next === sum) break;
    sum = next;
  }
  return sum;
}

/** log P(X ≤ k) and log P(X > k), X ~ Bin(n, p), k whole. */
export function logBinomialTails(k: number, n: number, p: number): LogTails {
  if (k < 0) return { lower: -Infinity, upper: 0 };
  if (k >= n) return { lower: 0, upper: -Infinity };
  if (p <= 0) return { lower: 0, upper: -Infinity };
  if (p >= 1) return { lower: -Infinity, upper: 0 };
  if (k <= n * p) {
    const sum = logBinomialPmf(k, n, p) + Math.log(binomialTailFactor(k, n, p / (1 - p)));
    const lower = Math.min(0, sum);
    return { lower, upper: log1mExp(lower) };
  }
  const rest = n - k - 1;
  const upper = Math.min(0, logBinomialPmf(k + 1, n, p) + Math.log(binomialTailFactor(rest, n, (1 - p) / p)));
  return { lower: log1mExp(upper), upper };
}

export const binomialCdf = (k: number, n: number, p: number): number =>
  Math.exp(logBinomialTails(Math.floor(k), n, p).lower);

/** The smallest k with P(X ≤ k) ≥ q, X ~ Bin(n, p). */
export function binomialQuantile(q: number, n: number, p: number): number {
  if (!(q >= 0 && q <= 1)) throw new RangeError('binomialQuantile: q must lie in [0, 1].');
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= q * (1 - 1e-14)) high = middle;
    else low = middle + 1;
  }
  return low;
}
