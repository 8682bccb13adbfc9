/** Exact error rates, by walking over every outcome: no chance, no seed. */
import { describe, expect, it } from 'vitest';
import {
  differenceTangoInterval,
  logBinomialPmf,
  logGamma,
  logOneSidedE,
  logUniformE,
  mcnemar,
  pairTable,
  ratioScoreInterval,
  type Discordant,
} from '../../../src/statistics/index.js';

/** Chance that an e-value reaches 20 at any of the first `pairs` fair discordant pairs. */
function chanceOfEverReaching20(logE: (d: Discordant) => number, pairs: number): number {
  let alive = [1];
  let reached = 0;
  for (let m = 1; m <= pairs; m += 1) {
    const next = Array.from({ length: m + 1 }, (_, b) => ((alive[b] ?? 0) + (alive[b - 1] ?? 0)) / 2);
    for (const [b, chance] of next.entries()) {
      if (chance === 0 || logE({ controlOnly: b, treatmentOnly: m - b }) < Math.log(20)) continue;
      reached += chance;
      next[b] = 0;
    }
    alive = next;
  }
  return reached;
}

/** Chance that a fixed-sample mid-p below .05 is seen at any of the first `pairs` pairs. */
function chanceOfEverSignificant(pairs: number): number {
  let alive = [1];
  let reached = 0;
  for (let m = 1; m <= pairs; m += 1) {
    const next = Array.from({ length: m + 1 }, (_, b) => ((alive[b] ?? 0) + (alive[b - 1] ?? 0)) / 2);
    for (const [b, chance] of next.entries()) {
      const result = mcnemar(pairTable(0, b, m - b, 0));
      if (chance === 0 || result.kind === 'undetermined' || result.midP >= 0.05) continue;
      reached += chance;
      next[b] = 0;
    }
    alive = next;
  }
  return reached;
}

describe('error rates under equal treatment', () => {
  it.each([
    ['uniform', logUniformE],
    ['one-sided', logOneSidedE],
  ] as const)('the %s e-value ever reaches 20 with a chance of at most 5 %%', (_name, logE) => {
    const chance = chanceOfEverReaching20(logE, 400);
    expect(chance).toBeGreaterThan(0.01);
    expect(chance).toBeLessThanOrEqual(0.05);
  });

  it('looking at a fixed-sample p after every pair errs far more often than 5 %', () => {
    expect(chanceOfEverSignificant(200)).toBeGreaterThan(0.25);
  });

  it.each([10, 25, 60, 150])(
    'mid-p at 5 %% rejects at most about 5 %% with %d discordant pairs, exact p never more',
    (m) => {
      let [mid, exact] = [0, 0];
      for (let b = 0; b <= m; b += 1) {
        const result = mcnemar(pairTable(0, b, m - b, 0));
        if (result.kind === 'undetermined') continue;
        const chance = Math.exp(logBinomialPmf(b, m, 0.5));
        if (result.midP <= 0.05) mid += chance;
        if (result.exactP <= 0.05) exact += chance;
      }
      expect(exact).toBeLessThanOrEqual(0.05);
      expect(mid).toBeLessThanOrEqual(0.065);
      expect(mid).toBeGreaterThanOrEqual(exact);
    },
  );
});

/** Chance that an interval holds the truth, over every table of n tests. */
function coverage(
  p: readonly [number, number, number, number],
  n: number,
): { ratio: number; difference: number } {
  const logs = p.map(Math.log);
  const truth = { ratio: (p[0] + p[1]) / (p[0] + p[2]), difference: p[1] - p[2] };
  const covered = { ratio: 0, difference: 0 };
  const holds = ([low, high]: readonly [number | null, number | null], value: number): boolean =>
    (low ?? -Infinity) <= value && value <= (high ?? Infinity);
  for (let a = 0; a <= n; a += 1) {
    for (let b = 0; a + b <= n; b += 1) {
      for (let c = 0; a + b + c <= n; c += 1) {
        const counts = [a, b, c, n - a - b - c] as const;
        const log = counts.reduce((sum, k, i) => sum + k * logs[i]! - logGamma(k + 1), logGamma(n + 1));
        if (log < -25) continue;
        const t = pairTable(...counts);
        if (holds(ratioScoreInterval(t).ci, truth.ratio)) covered.ratio += Math.exp(log);
        if (holds(differenceTangoInterval(t).ci, truth.difference)) covered.difference += Math.exp(log);
      }
    }
  }
  return covered;
}

describe('coverage of the score intervals', () => {
  it.each([
    [0.1, 0.15, 0.05, 0.7],
    [0.3, 0.1, 0.1, 0.5],
    [0.02, 0.1, 0.04, 0.84],
  ] as const)(
    'is near 95 %% in 40 tests: %d both, %d control only, %d treatment only, %d neither',
    (...p) => {
      const { ratio, difference } = coverage(p, 40);
      for (const share of [ratio, difference]) {
        expect(share).toBeGreaterThan(0.93);
        expect(share).toBeLessThan(0.99);
      }
    },
  );
});
