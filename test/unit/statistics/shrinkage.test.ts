import { describe, expect, it } from 'vitest';
import {
  betaPosterior,
  metaAnalyse,
  shrinkBeta,
  shrinkNormal,
  type BetaShrinkage,
  type DiscordantCount,
  type MetaMethod,
} from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

const { krw108 } = golden.comparisons;
const { beta_binomial_bm_industry: industry, log_ratio_meta } = golden.worked;
const firms = (krw108.firms.theta_hat as number[]).map((estimate, i) => ({
  estimate,
  se: krw108.firms.s[i] as number,
}));

const counts = (b: number[], c: number[]): DiscordantCount[] =>
  b.map((controlOnly, i) => ({ controlOnly, discordant: controlOnly + c[i]! }));

function fitted(result: BetaShrinkage): Extract<BetaShrinkage, { kind: 'determined' }> {
  if (result.kind === 'undetermined') throw new Error(result.why);
  return result;
}

describe('normal-normal shrinkage', () => {
  it('agrees with the Kline-Rose-Walters lab on 108 firms', () => {
    const result = shrinkNormal(firms);
    if (result.kind === 'undetermined') throw new Error(result.why);
    const reference = krw108.empirical_bayes_normal;
    expectClose(result.mean, reference.mu_unweighted, 1e-12, 'mean');
    expectClose(result.variance, reference.sigma2_bias_corrected, 1e-10, 'variance');
    for (const [i, unit] of result.units.entries()) {
      expectClose(unit.mean, reference.posterior_mean[i], 1e-10, `posterior ${i}`);
      expectClose(unit.weight, reference.shrinkage[i], 1e-10, `weight ${i}`);
    }
  });

  it('draws every unit fully to the mean when noise explains all', () => {
    const result = shrinkNormal([
      { estimate: 0.01, se: 0.5 },
      { estimate: 0.03, se: 0.5 },
    ]);
    expect(result).toMatchObject({
      variance: 0,
      units: [
        { mean: 0.02, sd: 0 },
        { mean: 0.02, sd: 0 },
      ],
    });
  });

  it('is undetermined for one estimate, or without a standard error', () => {
    expect(shrinkNormal([{ estimate: 1, se: 1 }])).toEqual({
      kind: 'undetermined',
      why: 'fewer than two estimates',
    });
    expect(
      shrinkNormal([
        { estimate: 1, se: 1 },
        { estimate: 1, se: 0 },
      ]),
    ).toEqual({
      kind: 'undetermined',
      why: 'a standard error that is not above 0',
    });
  });
});

describe('random-effects meta-analysis', () => {
  it.each(['DL', 'REML'] as MetaMethod[])('%s agrees with metafor on 108 firms', (method) => {
    const result = metaAnalyse(firms, method);
    if (result.kind === 'undetermined') throw new Error(result.why);
    const reference = krw108.empirical_bayes_normal[method];
    const tolerance = method === 'DL' ? 1e-10 : 1e-6;
    expectClose(result.mean, reference.mu, tolerance, 'mean');
    expectClose(result.se, reference.se, tolerance, 'se');
    expectClose(result.tau2, reference.tau2, method === 'DL' ? 1e-10 : 2e-5, 'tau2');
    if (reference.Q !== undefined) {
      expectClose(result.q, reference.Q, 1e-10, 'Q');
      expectClose(result.qP, reference.Q_p, 1e-10, 'p');
      expectClose(result.i2, reference.I2, 1e-10, 'I2');
    }
  });

  it.each(['DL', 'REML'] as MetaMethod[])('%s agrees with metafor on seven industries', (method) => {
    const { log_ratio, se } = log_ratio_meta.bm_industry;
    const result = metaAnalyse(
      (log_ratio as number[]).map((estimate, i) => ({ estimate, se: se[i] as number })),
      method,
    );
    if (result.kind === 'undetermined') throw new Error(result.why);
    const reference = log_ratio_meta.bm_industry[method];
    const tolerance = method === 'DL' ? 1e-10 : 1e-6;
    expectClose(result.mean, reference.mu, tolerance, 'mean');
    expectClose(result.se, reference.se, tolerance, 'se');
    expectClose(result.tau2, reference.tau2, method === 'DL' ? 1e-10 : 1e-3, 'tau2');
    if (method !== 'DL') return;
    for (const [i, unit] of result.units.entries()) {
      expectClose(unit.mean, log_ratio_meta.bm_industry.shrunk_log_ratio[i], 1e-8, `shrunk ${i}`);
    }
  });

  it('REML is at the top of the restricted likelihood', () => {
    const { log_ratio, se } = log_ratio_meta.bm_industry;
    const estimates = (log_ratio as number[]).map((estimate, i) => ({ estimate, se: se[i] as number }));
    const result = metaAnalyse(estimates, 'REML');
    if (result.kind === 'undetermined') throw new Error(result.why);
    const restricted = (tau2: number): number => {
      const w = estimates.map((e) => 1 / (e.se ** 2 + tau2));
      const total = w.reduce((a, b) => a + b, 0);
      const mean = estimates.reduce((a, e, i) => a + w[i]! * e.estimate, 0) / total;
      const inner = estimates.reduce((a, e, i) => a + w[i]! * (e.estimate - mean) ** 2, 0);
      return w.reduce((a, b) => a + Math.log(b), 0) - Math.log(total) - inner;
    };
    for (const step of [-1e-4, 1e-4])
      expect(restricted(result.tau2 + step)).toBeLessThan(restricted(result.tau2));
  });

  it('of studies that agree has no variance between them', () => {
    const result = metaAnalyse(
      [
        { estimate: 0.2, se: 0.1 },
        { estimate: 0.2, se: 0.3 },
      ],
      'REML',
    );
    expect(result).toMatchObject({ kind: 'determined', mean: 0.2, tau2: 0, i2: 0, q: 0 });
  });
});

describe('beta-binomial shrinkage', () => {
  it('agrees with maximum likelihood on 108 firms', () => {
    const reference = krw108.beta_binomial_sign;
    const result = fitted(
      shrinkBeta(counts(krw108.firms.job_white_favoured, krw108.firms.job_black_favoured)),
    );
    expectClose(result.alpha, reference.alpha, 1e-4, 'alpha');
    expectClose(result.beta, reference.beta, 1e-4, 'beta');
    expectClose(result.mean, reference.prior_mean, 1e-4, 'mean');
    expectClose(result.logLikelihood, reference.loglik, 1e-8, 'log-likelihood');
    for (const [i, unit] of result.units.entries()) {
      expectClose(unit.mean, reference.posterior_mean[i], 1e-4, `posterior ${i}`);
      expectClose(unit.aboveHalf, reference.posterior_prob_gt_half[i], 1e-4, `above ½ ${i}`);
    }
  });

  it('agrees with maximum likelihood on seven industries', () => {
    const result = fitted(shrinkBeta(counts(industry.b, industry.c)));
    expectClose(result.logLikelihood, industry.loglik, 1e-8, 'log-likelihood');
    expectClose(result.alpha, industry.alpha, 1e-3, 'alpha');
    for (const [i, unit] of result.units.entries())
      expectClose(unit.mean, industry.posterior_mean[i], 1e-4, `${i}`);
  });

  it('under a uniform prior is (b + 1) / (m + 2)', () => {
    const units = betaPosterior(counts(industry.b, industry.c), 1, 1);
    for (const [i, unit] of units.entries()) {
      expectClose(unit.mean, industry.fixed_prior_1_1_posterior_mean[i], 1e-12);
      expectClose(unit.aboveHalf, industry.fixed_prior_1_1_prob_gt_half[i], 1e-12);
    }
  });

  it('is undetermined when units differ by less than chance', () => {
    expect(shrinkBeta(counts([10, 10, 10, 10], [10, 10, 10, 10]))).toEqual({
      kind: 'undetermined',
      why: 'no variation beyond chance',
    });
  });

  it('is undetermined when all discordant pairs go one way', () => {
    expect(shrinkBeta(counts([3, 4], [0, 0]))).toEqual({ kind: 'undetermined', why: 'one direction only' });
  });
});
