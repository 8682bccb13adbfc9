/**
 * Neumark's (2012) answer to Heckman and Siegelman: a gap in callbacks can come from a different spread of what the
 * letters do not show. A probit whose variance may differ by group splits the gap into level and spread. It needs
 * covariates that matter for callbacks. For analysis of a user's own file, never of stored employers.
 */
import { logChi2Tails, logNormalTails, normalCdf, normalQuantile, pFromLog } from './distributions.js';
import { invert, maximise, observedInformation, type Objective, type Vector } from './optimise.js';

export interface ProbitData {
  /** Called back or not, per application. */
  readonly outcome: readonly boolean[];
  /** Whether the application came from the treatment arm. */
  readonly treated: readonly boolean[];
  /** Quality covariates per application: at least one, all rows of one length, no constant. */
  readonly covariates: readonly Vector[];
}

export interface Coefficient {
  readonly estimate: number;
  readonly se: number;
}

export type HeteroskedasticProbit =
  | {
      readonly kind: 'determined';
      /** Intercept, treatment, then the covariates as given. */
      readonly coefficients: readonly Coefficient[];
      /** log of (standard deviation of the unseen, treatment over control). */
      readonly logSdRatio: Coefficient;
      readonly sdRatio: number;
      readonly logLikelihood: number;
      /** The ordinary probit (equal variances). */
      readonly probit: { readonly coefficients: Vector; readonly logLikelihood: number };
      /** Likelihood ratio test of equal variances, 1 df. */
      readonly equalVariances: { readonly chi2: number; readonly p: number };
      /** Average effect of treatment on the callback rate: total = level + spread. */
      readonly effect: { readonly total: number; readonly level: number; readonly spread: number };
    }
  | {
      readonly kind: 'undetermined';
      readonly why:
        'no covariate' | 'rows of different length' | 'one answer only' | 'one arm only' | 'did not converge';
    };

/** Each row as intercept, treatment, covariates. */
function designOf({ treated, covariates }: ProbitData): number[][] {
  return covariates.map((row, i) => [1, treated[i] === true ? 1 : 0, ...row]);
}

const index = (row: Vector, beta: Vector): number =>
  row.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0);

/** Mean log-likelihood and gradient at (β…, γ); γ is held at 0 when the point has no place for it. */
function likelihood(data: ProbitData, design: readonly Vector[], at: Vector): Objective {
  const width = design[0]?.length ?? 0;
  const gamma = at[width] ?? 0;
  const gradient = new Float64Array(at.length);
  let value = 0;
  for (const [i, row] of design.entries()) {
    const group = row[1] ?? 0;
    const shrink = Math.exp(-gamma * group);
    const q = index(row, at) * shrink;
    const { lower, upper } = logNormalTails(q);
    const isHit = data.outcome[i] === true;
    const log = isHit ? lower : upper;
    const slope = (isHit ? 1 : -1) * Math.exp(-(q * q) / 2 - 0.9189385332046727 - log);
    value += log;
    for (let j = 0; j < width; j += 1) gradient[j] = (gradient[j] ?? 0) + slope * shrink * (row[j] ?? 0);
    if (at.length > width) gradient[width] = (gradient[width] ?? 0) - slope * q * group;
  }
  const size = design.length;
  return { value: value / size, gradient: Array.from(gradient, (sum) => sum / size) };
}

/**
 * The effect of moving every application from control to treatment: first the level at the control group's spread,
 * then the spread at the treatment level.
 */
function effectOf(
  design: readonly Vector[],
  beta: Vector,
  gamma: number,
): { total: number; level: number; spread: number } {
  const treatment = beta[1] ?? 0;
  let [level, spread] = [0, 0];
  for (const row of design) {
    const control = index(row, beta) - (row[1] ?? 0) * treatment;
    const moved = normalCdf(control + treatment);
    level += moved - normalCdf(control);
    spread += normalCdf((control + treatment) * Math.exp(-gamma)) - moved;
  }
  const size = design.length;
  return { total: (level + spread) / size, level: level / size, spread: spread / size };
}

function refusal({
  outcome,
  treated,
  covariates,
}: ProbitData): Extract<HeteroskedasticProbit, { kind: 'undetermined' }> | null {
  const width = covariates[0]?.length ?? 0;
  if (width === 0) return { kind: 'undetermined', why: 'no covariate' };
  const even = covariates.every((row) => row.length === width);
  if (!even || outcome.length !== covariates.length || treated.length !== covariates.length) {
    return { kind: 'undetermined', why: 'rows of different length' };
  }
  if (new Set(outcome).size < 2) return { kind: 'undetermined', why: 'one answer only' };
  if (new Set(treated).size < 2) return { kind: 'undetermined', why: 'one arm only' };
  return null;
}

/** Fit by maximum likelihood, from the ordinary probit on; standard errors from the observed information. */
export function heteroskedasticProbit(data: ProbitData): HeteroskedasticProbit {
  const refused = refusal(data);
  if (refused !== null) return refused;
  const design = designOf(data);
  const size = design.length;
  const width = design[0]?.length ?? 0;
  const rate = data.outcome.filter(Boolean).length / size;
  const start = Array.from({ length: width }, (_, j) => (j === 0 ? normalQuantile(rate) : 0));
  const f = (at: Vector): Objective => likelihood(data, design, at);
  const probit = maximise(f, start, 1e-9);
  const full = maximise(f, [...probit.at, 0], 1e-9);
  const inverse = invert(observedInformation(f, full.at));
  if (!probit.converged || !full.converged || inverse === null)
    return { kind: 'undetermined', why: 'did not converge' };
  const all = full.at.map((estimate, j) => ({ estimate, se: Math.sqrt((inverse[j]?.[j] ?? NaN) / size) }));
  const logSdRatio = all[width];
  if (logSdRatio === undefined || all.some(({ se }) => !Number.isFinite(se))) {
    return { kind: 'undetermined', why: 'did not converge' };
  }
  const chi2 = Math.max(0, 2 * size * (full.value - probit.value));
  return {
    kind: 'determined',
    coefficients: all.slice(0, width),
    logSdRatio,
    sdRatio: Math.exp(logSdRatio.estimate),
    logLikelihood: full.value * size,
    probit: { coefficients: probit.at, logLikelihood: probit.value * size },
    equalVariances: { chi2, p: pFromLog(logChi2Tails(chi2, 1).upper) },
    effect: effectOf(design, full.at, logSdRatio.estimate),
  };
}
