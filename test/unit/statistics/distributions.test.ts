import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantileOracle from '@stdlib/stats-base-dists-beta-quantile';
import binomialCdfOracle from '@stdlib/stats-base-dists-binomial-cdf';
import binomialQuantileOracle from '@stdlib/stats-base-dists-binomial-quantile';
import chi2CdfOracle from '@stdlib/stats-base-dists-chisquare-cdf';
import chi2QuantileOracle from '@stdlib/stats-base-dists-chisquare-quantile';
import normalCdfOracle from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantileOracle from '@stdlib/stats-base-dists-normal-quantile';
import tCdfOracle from '@stdlib/stats-base-dists-t-cdf';
import tQuantileOracle from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import {
  betaQuantile,
  binomialCdf,
  binomialQuantile,
  chi2Cdf,
  chi2Quantile,
  log1mExp,
  logBeta,
  logBinomialTails,
  logGamma,
  logIncompleteBeta,
  logNormalTails,
  logTTwoSided,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
} from '../../../src/statistics/index.js';
import { expectClose } from './golden.js';

const shares = [1e-12, 1e-5, 0.001, 0.025, 0.2, 0.5, 0.7, 0.95, 0.999];

describe('agreement with another implementation', () => {
  it('normal cdf and quantile', () => {
    for (let z = -8; z <= 8; z += 0.37) expectClose(normalCdf(z), normalCdfOracle(z, 0, 1), 1e-12, `z ${z}`);
    for (const p of shares.slice(1)) expect(normalQuantile(p)).toBeCloseTo(normalQuantileOracle(p, 0, 1), 11);
  });

  it('t cdf and quantile', () => {
    for (const df of [1, 2, 5, 12.5, 39, 1322, 11113]) {
      for (const t of [-30, -4, -1.2, 0, 0.3, 2, 5])
        expectClose(tCdf(t, df), tCdfOracle(t, df), 1e-10, `t ${t}, ${df}`);
      for (const p of shares)
        expectClose(tQuantile(p, df) + 1, tQuantileOracle(p, df) + 1, 1e-8, `p ${p}, ${df}`);
    }
  });

  it('χ² cdf and quantile', () => {
    for (const df of [1, 2, 4, 7, 31, 200]) {
      for (const x of [0.001, 0.4, 3.84, 29.25, 150])
        expectClose(chi2Cdf(x, df), chi2CdfOracle(x, df), 1e-11, `${x}, ${df}`);
      for (const p of shares.slice(2))
        expectClose(chi2Quantile(p, df), chi2QuantileOracle(p, df), 1e-9, `${p}, ${df}`);
    }
  });

  it('binomial cdf and quantile', () => {
    for (const [n, p] of [
      [7, 0.3],
      [40, 0.5],
      [208, 0.5],
      [1000, 0.03],
    ] as const) {
      for (let k = 0; k <= n; k += Math.ceil(n / 17))
        expectClose(binomialCdf(k, n, p), binomialCdfOracle(k, n, p), 1e-10);
      for (const q of [0.025, 0.3, 0.975])
        expect(binomialQuantile(q, n, p)).toBe(binomialQuantileOracle(q, n, p));
    }
  });

  it('beta cdf and quantile', () => {
    for (const [a, b] of [
      [0.5, 0.5],
      [1, 7],
      [12, 3],
      [143, 66],
      [2000, 5000],
    ] as const) {
      for (const x of [0.01, 0.2, 0.3, 0.68, 0.99]) {
        const oracle = betaCdf(x, a, b);
        if (oracle > 1e-250)
          expectClose(Math.exp(logIncompleteBeta(a, b, x).lower), oracle, 1e-10, `${x} ${a} ${b}`);
      }
      for (const p of [0.001, 0.025, 0.5, 0.9])
        expectClose(betaQuantile(p, a, b), betaQuantileOracle(p, a, b), 1e-9);
    }
  });
});

describe('values known in closed form', () => {
  it('Γ at whole and half numbers', () => {
    expect(logGamma(1)).toBeCloseTo(0, 14);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expectClose(logGamma(171), Math.log(7.257415615307994e306), 1e-15);
    expectClose(logBeta(3, 4), Math.log(1 / 60), 1e-14);
  });

  it('t with 1 and 2 degrees of freedom', () => {
    expectClose(tQuantile(0.975, 1), Math.tan(Math.PI * 0.475), 1e-12);
    expectClose(tQuantile(0.975, 2), (2 * 0.475) / Math.sqrt(2 * 0.975 * 0.025), 1e-12);
  });

  it('χ² with 2 degrees of freedom', () => {
    expectClose(chi2Quantile(0.95, 2), -2 * Math.log(0.05), 1e-13);
    expectClose(chi2Quantile(1e-9, 2), -2 * Math.log1p(-1e-9), 1e-12);
  });

  it('1.959963984540054 is the two-sided 5 % point', () => {
    expectClose(normalQuantile(0.975), 1.959963984540054, 1e-15);
    // 30-digit arithmetic.
    expectClose(normalQuantile(1e-12), -7.034483825301132, 1e-14);
  });
});

describe('far tails', () => {
  it('of the normal keep their digits at z = 40, where the probability itself is 0', () => {
    // Mills: log Q(z) = −z²/2 − log(z √2π) + log(1 − 1/z² + 3/z⁴ − 15/z⁶ + …)
    const z = 40;
    const series = 1 - 1 / z ** 2 + 3 / z ** 4 - 15 / z ** 6 + 105 / z ** 8;
    expectClose(
      logNormalTails(z).upper,
      -(z * z) / 2 - Math.log(z * Math.sqrt(2 * Math.PI)) + Math.log(series),
      1e-14,
    );
  });

  it('of the t distribution go below the smallest double', () => {
    expect(logTTwoSided(1e6, 60)).toBeLessThan(-700);
    expect(Number.isFinite(logTTwoSided(1e6, 60))).toBe(true);
  });

  it('of the binomial agree with the incomplete beta function at ten million tests', () => {
    const [n, k] = [1e7, 4_990_000];
    const { lower } = logBinomialTails(k, n, 0.5);
    expectClose(lower, logIncompleteBeta(n - k, k + 1, 0.5).lower, 1e-9);
  });

  it('log(1 − e^x) does not cancel', () => {
    expectClose(log1mExp(-1e-20), Math.log(1e-20), 1e-14);
    expectClose(log1mExp(-50), -Math.exp(-50), 1e-14);
  });

  it('a quantile outside (0, 1) is refused', () => {
    expect(() => normalQuantile(1)).toThrow('strictly between 0 and 1');
  });
});
