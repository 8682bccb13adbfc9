/** Pooling estimates that differ in truth: random effects by DerSimonian-Laird (1986) and by REML. */
import { logChi2Tails, pFromLog, twoSidedZ } from './distributions.js';
import { shrinkTowards, type Estimate, type Shrunk } from './shrinkage.js';

export type MetaMethod = 'DL' | 'REML';

export type MetaAnalysis =
  | {
      readonly kind: 'determined';
      readonly method: MetaMethod;
      readonly mean: number;
      readonly se: number;
      readonly ci: readonly [number, number];
      /** Variance between studies, 0 or more. */
      readonly tau2: number;
      /** Cochran's heterogeneity statistic, its p on k − 1 df, and I² in percent (from Q). */
      readonly q: number;
      readonly qP: number;
      readonly i2: number;
      readonly units: readonly Shrunk[];
    }
  | {
      readonly kind: 'undetermined';
      readonly why:
        'fewer than two estimates' | 'a standard error that is not above 0' | 'REML did not settle';
    };

interface Weighted {
  readonly weights: readonly number[];
  readonly total: number;
  readonly mean: number;
}

function weigh(estimates: readonly Estimate[], tau2: number): Weighted {
  const weights = estimates.map(({ se }) => 1 / (se * se + tau2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = estimates.reduce((sum, { estimate }, i) => sum + (weights[i] ?? 0) * estimate, 0) / total;
  return { weights, total, mean };
}

function spread(estimates: readonly Estimate[], { weights, mean }: Weighted, power: 1 | 2): number {
  return estimates.reduce(
    (sum, { estimate }, i) => sum + (weights[i] ?? 0) ** power * (estimate - mean) ** 2,
    0,
  );
}

function derSimonianLaird(estimates: readonly Estimate[]): { tau2: number; q: number } {
  const fixed = weigh(estimates, 0);
  const q = spread(estimates, fixed, 1);
  const squares = fixed.weights.reduce((sum, weight) => sum + weight * weight, 0);
  return { tau2: Math.max(0, (q - (estimates.length - 1)) / (fixed.total - squares / fixed.total)), q };
}

/** Fisher scoring on the restricted likelihood; null when it does not settle. */
function restrictedLikelihood(estimates: readonly Estimate[], start: number): number | null {
  let tau2 = start;
  for (let round = 0; round < 1000; round += 1) {
    const w = weigh(estimates, tau2);
    const powerSum = (power: number): number => w.weights.reduce((sum, weight) => sum + weight ** power, 0);
    const [w2, w3] = [powerSum(2), powerSum(3)];
    const score = spread(estimates, w, 2) - (w.total - w2 / w.total);
    const information = w2 - (2 * w3) / w.total + (w2 / w.total) ** 2;
    const next = Math.max(0, tau2 + score / information);
    if (Math.abs(next - tau2) <= 1e-14 + 1e-12 * tau2) return next;
    tau2 = next;
  }
  return null;
}

/** Random-effects mean of estimates (say log ratios of strata) with their standard errors. */
export function metaAnalyse(
  estimates: readonly Estimate[],
  method: MetaMethod = 'REML',
  alpha = 0.05,
): MetaAnalysis {
  if (estimates.length < 2) return { kind: 'undetermined', why: 'fewer than two estimates' };
  if (estimates.some(({ se }) => !(se > 0)))
    return { kind: 'undetermined', why: 'a standard error that is not above 0' };
  const { tau2: start, q } = derSimonianLaird(estimates);
  const tau2 = method === 'DL' ? start : restrictedLikelihood(estimates, start);
  if (tau2 === null) return { kind: 'undetermined', why: 'REML did not settle' };
  const { mean, total } = weigh(estimates, tau2);
  const se = 1 / Math.sqrt(total);
  const reach = twoSidedZ(alpha) * se;
  const df = estimates.length - 1;
  return {
    kind: 'determined',
    method,
    mean,
    se,
    ci: [mean - reach, mean + reach],
    tau2,
    q,
    qP: pFromLog(logChi2Tails(q, df).upper),
    i2: q > 0 ? Math.max(0, 100 * ((q - df) / q)) : 0,
    units: shrinkTowards(estimates, mean, tau2),
  };
}
