import { describe, expect, it } from 'vitest';
import { heteroskedasticProbit, normalQuantile, type ProbitData } from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';
import { haveStudies, readStudy } from './studies.js';

const reference = golden.worked.neumark_hetprobit_bm2004;

function resumes(): ProbitData {
  const rows = readStudy('openintro_resume.csv');
  const number =
    (name: string) =>
    (row: Record<string, string>): number =>
      Number(row[name]);
  return {
    outcome: rows.map((row) => row.received_callback === '1'),
    treated: rows.map((row) => row.race === 'black'),
    covariates: rows.map((row) => [
      row.resume_quality === 'high' ? 1 : 0,
      row.gender === 'f' ? 1 : 0,
      row.job_city === 'Chicago' ? 1 : 0,
      ...[
        'years_experience',
        'computer_skills',
        'special_skills',
        'honors',
        'has_email_address',
        'employment_holes',
      ].map((name) => number(name)(row)),
    ]),
  };
}

/** Answers with known chances: 40 quantiles of the unseen per cell of treatment × covariate. */
function exactAnswers(beta: readonly [number, number, number], logSdRatio: number): ProbitData {
  const [outcome, treated, covariates]: [boolean[], boolean[], number[][]] = [[], [], []];
  for (const group of [false, true]) {
    for (const x of [-2, -1, 0, 1, 2]) {
      const sd = group ? Math.exp(logSdRatio) : 1;
      for (let k = 0; k < 400; k += 1) {
        outcome.push(
          beta[0] + beta[1] * Number(group) + beta[2] * x + sd * normalQuantile((k + 0.5) / 400) > 0,
        );
        treated.push(group);
        covariates.push([x]);
      }
    }
  }
  return { outcome, treated, covariates };
}

describe("Neumark's heteroskedastic probit", () => {
  it.skipIf(!haveStudies)('agrees with R on Bertrand and Mullainathan', () => {
    const result = heteroskedasticProbit(resumes());
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.logLikelihood, reference.loglik, 1e-8, 'log-likelihood');
    expectClose(result.probit.logLikelihood, reference.loglik_probit, 1e-8, 'probit log-likelihood');
    const estimates = [...result.coefficients, result.logSdRatio];
    for (const [i, { estimate, se }] of estimates.entries()) {
      expectClose(estimate, reference.coef[i], 1e-4, reference.names[i]);
      expectClose(se, reference.se[i], 1e-3, `se ${reference.names[i]}`);
    }
    expectClose(result.sdRatio, reference.sd_ratio_black_white, 1e-4, 'sd ratio');
    expectClose(result.equalVariances.chi2, reference.lr_gamma0, 1e-4, 'LR');
    expectClose(result.effect.total, reference.ame_total, 1e-4, 'total');
    expectClose(result.effect.level, reference.ame_level_component, 1e-4, 'level');
    expectClose(result.effect.spread, reference.ame_variance_component, 1e-4, 'spread');
    for (const [i, value] of result.probit.coefficients.entries())
      expectClose(value, reference.probit_coef[i], 1e-4);
  });

  it('finds back the coefficients and the spread that made the answers', () => {
    const result = heteroskedasticProbit(exactAnswers([-0.6, -0.3, 0.5], 0.4));
    if (result.kind === 'undetermined') throw new Error(result.why);
    const [intercept, treatment, quality] = result.coefficients.map(({ estimate }) => estimate);
    expect(intercept).toBeCloseTo(-0.6, 1);
    expect(treatment).toBeCloseTo(-0.3, 1);
    expect(quality).toBeCloseTo(0.5, 1);
    expect(result.logSdRatio.estimate).toBeCloseTo(0.4, 1);
    expect(result.equalVariances.p).toBeLessThan(1e-6);
    expect(result.effect.level + result.effect.spread).toBeCloseTo(result.effect.total, 12);
  });

  it('finds no difference of spread where there is none', () => {
    const result = heteroskedasticProbit(exactAnswers([-0.6, -0.3, 0.5], 0));
    if (result.kind === 'undetermined') throw new Error(result.why);
    expect(result.sdRatio).toBeCloseTo(1, 1);
    expect(result.equalVariances.p).toBeGreaterThan(0.2);
  });

  it('says why it cannot be fitted', () => {
    const data = exactAnswers([-0.6, -0.3, 0.5], 0);
    const why = (change: Partial<ProbitData>): string => {
      const result = heteroskedasticProbit({ ...data, ...change });
      return result.kind === 'undetermined' ? result.why : 'fitted';
    };
    expect(why({ covariates: data.covariates.map(() => []) })).toBe('no covariate');
    expect(why({ outcome: data.outcome.map(() => false) })).toBe('one answer only');
    expect(why({ treated: data.treated.map(() => true) })).toBe('one arm only');
    expect(why({ outcome: [true, false] })).toBe('rows of different length');
    expect(why({ covariates: data.covariates.map(([x]) => [x!, x!]) })).toBe('did not converge');
  });
});
