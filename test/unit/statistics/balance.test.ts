import { describe, expect, it } from 'vitest';
import { testIndependence, testTrend, testUniformity } from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

describe('balance checks', () => {
  it.each(['inter1', 'address1'])('the trend over the order of sending agrees with R: %s', (name) => {
    const { order, callbacks, n, trend_chi2, trend_p } = golden.worked.send_order_trend[name];
    const result = testTrend(
      (order as number[]).map((score, i) => ({
        score,
        n: n[i] as number,
        callbacks: callbacks[i] as number,
      })),
    );
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.chi2, trend_chi2, 1e-10, 'chi2');
    expectClose(result.p, trend_p, 1e-10, 'p');
  });

  it('independence of a 2 × 2 table is its chi-squared', () => {
    const { control, test, chi2, chi2_p } = golden.worked.unpaired_vectors[0];
    const row = (arm: any): number[] => [arm.callbacks, arm.n - arm.callbacks];
    const result = testIndependence([row(control), row(test)]);
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.chi2, chi2, 1e-12);
    expectClose(result.p, chi2_p, 1e-12);
  });

  it('empty rows and columns do not count as degrees of freedom', () => {
    expect(
      testIndependence([
        [5, 0, 9],
        [0, 0, 0],
        [7, 0, 3],
      ]),
    ).toMatchObject({ kind: 'tested', df: 1 });
  });

  it('a perfectly balanced plan has chi-squared 0', () => {
    expect(
      testIndependence([
        [10, 10],
        [10, 10],
        [10, 10],
      ]),
    ).toEqual({ kind: 'tested', chi2: 0, df: 2, p: 1 });
    expect(testUniformity([25, 25, 25, 25])).toEqual({ kind: 'tested', chi2: 0, df: 3, p: 1 });
  });

  it('uniformity of 60 against 40 is 4', () => {
    expect(testUniformity([60, 40])).toMatchObject({ chi2: 4, df: 1 });
  });

  it('say why there is nothing to test', () => {
    expect(testIndependence([[3, 4]])).toEqual({
      kind: 'undetermined',
      why: 'fewer than two rows or columns in use',
    });
    expect(testTrend([{ score: 1, n: 5, callbacks: 0 }])).toEqual({
      kind: 'undetermined',
      why: 'all answers equal',
    });
    expect(testTrend([{ score: 1, n: 5, callbacks: 2 }])).toEqual({
      kind: 'undetermined',
      why: 'one place only',
    });
  });
});
