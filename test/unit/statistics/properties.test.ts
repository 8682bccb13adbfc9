import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analysePairs,
  clopperPearsonInterval,
  conditionalOddsExact,
  conditionalOddsMidP,
  differenceNewcombeInterval,
  differenceScore,
  differenceTangoInterval,
  logEValues,
  mcnemar,
  ratioScore,
  ratioScoreInterval,
  swapArms,
  twoSidedZ,
  wilsonInterval,
  type Interval,
  type PairTable,
} from '../../../src/statistics/index.js';

const count = fc.oneof(fc.nat(6), fc.nat(200), fc.nat(1e4), fc.nat(1e7));
const table: fc.Arbitrary<PairTable> = fc.record({
  both: count,
  controlOnly: count,
  treatmentOnly: count,
  neither: count,
});
const smallTable: fc.Arbitrary<PairTable> = fc.record({
  both: fc.nat(60),
  controlOnly: fc.nat(60),
  treatmentOnly: fc.nat(60),
  neither: fc.nat(300),
});
const runs = { numRuns: 400 };

function holds({ estimate, ci: [low, high] }: Interval): boolean {
  if (estimate === null) return true;
  const slack = 1e-12 * Math.abs(estimate);
  return (low === null || low <= estimate + slack) && (high === null || high >= estimate - slack);
}

const near = (x: number | null, y: number | null, tolerance = 1e-9): boolean =>
  x === null || y === null
    ? x === y
    : Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y), 1e-9);

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}

describe('for every pair table up to ten million a cell', () => {
  it('all numbers are finite, or null', () => {
    fc.assert(
      fc.property(table, (t) => allFinite(analysePairs(t))),
      runs,
    );
  });

  it('each interval contains its estimate', () => {
    fc.assert(
      fc.property(table, (t) =>
        [ratioScoreInterval, differenceTangoInterval, differenceNewcombeInterval, conditionalOddsExact].every(
          (f) => holds(f(t)),
        ),
      ),
      runs,
    );
  });

  it('rate intervals lie in [0, 1] around the rate', () => {
    fc.assert(
      fc.property(count, count, (x, rest) => {
        const n = x + rest;
        return [wilsonInterval(x, n), clopperPearsonInterval(x, n)].every(
          ([low, high]) =>
            n === 0 ||
            (low !== null &&
              high !== null &&
              low >= 0 &&
              high <= 1 &&
              low <= (x / n) * (1 + 1e-12) &&
              high >= (x / n) * (1 - 1e-12)),
        );
      }),
      runs,
    );
  });

  it('exchanging the arms inverts the ratio and its limits', () => {
    fc.assert(
      fc.property(table, (t) => {
        const [low, high] = ratioScoreInterval(t).ci;
        const [swappedLow, swappedHigh] = ratioScoreInterval(swapArms(t)).ci;
        const inverse = (x: number | null): number | null => (x === null ? 0 : x === 0 ? null : 1 / x);
        if (low === null && high === null) return swappedLow === null && swappedHigh === null;
        return near(swappedLow, inverse(high)) && near(swappedHigh, inverse(low));
      }),
      runs,
    );
  });

  it('exchanging the arms changes the sign of the difference and its limits', () => {
    fc.assert(
      fc.property(table, (t) => {
        const [low, high] = differenceTangoInterval(t).ci;
        const swapped = differenceTangoInterval(swapArms(t)).ci;
        if (low === null || high === null) return swapped[0] === null;
        return near(swapped[0], -high) && near(swapped[1], -low);
      }),
      runs,
    );
  });

  it('exchanging the arms leaves every two-sided p-value as it is', () => {
    fc.assert(
      fc.property(table, (t) => {
        const here = { ...mcnemar(t), exactAgainstTreatmentP: 0 };
        const there = { ...mcnemar(swapArms(t)), exactAgainstTreatmentP: 0 };
        expect(there).toEqual(here);
      }),
      runs,
    );
  });

  it('the exact p-value is never below the mid-p', () => {
    fc.assert(
      fc.property(table, (t) => {
        const result = mcnemar(t);
        return (
          result.kind === 'undetermined' ||
          (result.exactP >= result.midP && result.logExactP >= result.logMidP)
        );
      }),
      runs,
    );
  });

  it('the score statistics are ±z at the limits', () => {
    const z = twoSidedZ(0.05);
    fc.assert(
      fc.property(table, (t) => {
        const ratio = ratioScoreInterval(t).ci;
        const difference = differenceTangoInterval(t);
        const ratioHolds = ratio.every(
          (limit, side) =>
            limit === null || limit === 0 || near(ratioScore(t, Math.log(limit)), side === 0 ? z : -z, 1e-6),
        );
        const differenceHolds = difference.ci.every(
          (limit, side) =>
            limit === null ||
            Math.abs(limit) === 1 ||
            near(differenceScore(t, limit), side === 0 ? z : -z, 1e-6),
        );
        return ratioHolds && differenceHolds;
      }),
      runs,
    );
  });

  it('a higher confidence never gives a narrower interval', () => {
    fc.assert(
      fc.property(table, (t) => {
        const [low95, high95] = ratioScoreInterval(t, 0.05).ci;
        const [low99, high99] = ratioScoreInterval(t, 0.01).ci;
        return (
          (low95 === null || low99 === null || low99 <= low95) &&
          (high95 === null || high99 === null || high99 >= high95)
        );
      }),
      runs,
    );
  });
});

describe('for small tables', () => {
  it('the exact odds interval excludes 1 exactly when the exact p is below alpha', () => {
    fc.assert(
      fc.property(smallTable, (t) => {
        const result = mcnemar(t);
        const [low, high] = conditionalOddsExact(t).ci;
        if (result.kind === 'undetermined') return low === null && high === null;
        const excludes = (low ?? 0) > 1 || (high ?? Infinity) < 1;
        return excludes === result.exactP < 0.05;
      }),
      runs,
    );
  });

  it('the mid-p odds interval lies inside the exact one', () => {
    fc.assert(
      fc.property(smallTable, (t) => {
        const exact = conditionalOddsExact(t).ci;
        const midP = conditionalOddsMidP(t).ci;
        const inside = (x: number | null, y: number | null): boolean =>
          x === null || y === null || x <= y * (1 + 1e-12);
        return inside(exact[0], midP[0]) && inside(midP[1], exact[1]);
      }),
      runs,
    );
  });

  it('each e-value averages to 1 over the next fair pair', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), (b, c) => {
        const now = logEValues({ controlOnly: b, treatmentOnly: c });
        const up = logEValues({ controlOnly: b + 1, treatmentOnly: c });
        const down = logEValues({ controlOnly: b, treatmentOnly: c + 1 });
        return (['uniform', 'kt', 'oneSided'] as const).every(
          (kind) =>
            Math.abs((Math.exp(up[kind] - now[kind]) + Math.exp(down[kind] - now[kind])) / 2 - 1) < 1e-11,
        );
      }),
      runs,
    );
  });
});
