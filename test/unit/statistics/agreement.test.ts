import { describe, expect, it } from 'vitest';
import { cohenKappa } from '../../../src/statistics/index.js';

describe("Cohen's kappa", () => {
  it('is the hand-worked value with its Fleiss-Cohen-Everitt interval', () => {
    // 20 and 15 agreed, 5 and 10 not: p_o = .7, p_e = .5, κ = .4.
    const result = cohenKappa([
      [20, 5],
      [10, 15],
    ]);
    if (result.kind === 'undetermined') throw new Error('expected a kappa');
    expect(result.kappa).toBeCloseTo(0.4, 12);
    expect(result.agreement).toBeCloseTo(0.7, 12);
    // Variance by the delta method on the four shares, numerically, below.
    expect(result.se).toBeCloseTo(
      deltaError(
        [
          [0.4, 0.1],
          [0.2, 0.3],
        ],
        50,
      ),
      6,
    );
    expect(result.ci[0]).toBeCloseTo(0.4 - 1.959963984540054 * result.se, 12);
  });

  it('has the variance of the delta method with three categories', () => {
    const counts = [
      [44, 5, 1],
      [7, 20, 3],
      [9, 5, 6],
    ];
    const result = cohenKappa(counts);
    if (result.kind === 'undetermined') throw new Error('expected a kappa');
    expect(result.se).toBeCloseTo(
      deltaError(
        counts.map((row) => row.map((x) => x / 100)),
        100,
      ),
      6,
    );
  });

  it('is 1 with no width when the coders never differ', () => {
    expect(
      cohenKappa([
        [7, 0],
        [0, 9],
      ]),
    ).toMatchObject({ kappa: 1, ci: [1, 1] });
  });

  it('is undetermined when both coders used one category only', () => {
    expect(
      cohenKappa([
        [9, 0],
        [0, 0],
      ]),
    ).toEqual({ kind: 'undetermined', why: 'one category only', n: 9 });
  });

  it('is undetermined without answers', () => {
    expect(
      cohenKappa([
        [0, 0],
        [0, 0],
      ]),
    ).toEqual({ kind: 'undetermined', why: 'no answers', n: 0 });
  });

  it('refuses a table that is not square', () => {
    expect(() => cohenKappa([[1, 2]])).toThrow('square');
  });
});

function kappaOf(shares: number[][]): number {
  const total = shares.flat().reduce((a, b) => a + b, 0);
  const p = shares.map((row) => row.map((x) => x / total));
  const observed = p.reduce((sum, row, i) => sum + row[i]!, 0);
  const expected = p.reduce(
    (sum, row, i) => sum + row.reduce((a, b) => a + b, 0) * p.reduce((a, r) => a + r[i]!, 0),
    0,
  );
  return (observed - expected) / (1 - expected);
}

/** Multinomial delta method with numerical gradients. */
function deltaError(shares: number[][], n: number): number {
  const step = 1e-6;
  let [first, second] = [0, 0];
  for (const [i, row] of shares.entries()) {
    for (const [j, share] of row.entries()) {
      const moved = (by: number): number =>
        kappaOf(shares.map((r, a) => r.map((x, b) => (a === i && b === j ? x + by : x))));
      const gradient = (moved(step) - moved(-step)) / (2 * step);
      first += share * gradient ** 2;
      second += share * gradient;
    }
  }
  return Math.sqrt((first - second ** 2) / n);
}
