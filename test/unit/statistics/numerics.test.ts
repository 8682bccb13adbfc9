import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyseUnpaired,
  eBenjaminiHochberg,
  unpairedDifferenceMiettinenNurminen,
  unpairedDifferenceNewcombe,
  unpairedRatioKatz,
  unpairedRatioKoopman,
  type Interval,
  type UnpairedTable,
} from '../../../src/statistics/index.js';
import { invert, maximise, observedInformation } from '../../../src/statistics/optimise.js';
import { gaussLegendre } from '../../../src/statistics/quadrature.js';
import { findRoot, findRootFrom } from '../../../src/statistics/solve.js';

describe('root finding', () => {
  it('finds a root to machine precision', () => {
    expect(findRoot((x) => x ** 3 - 2, 0, 2)).toBeCloseTo(2 ** (1 / 3), 15);
    expect(findRoot((x) => Math.expm1(40 * (x - 0.3)), -5, 1)).toBeCloseTo(0.3, 14);
  });

  it('refuses a bracket without a change of sign', () => {
    expect(() => findRoot((x) => x * x + 1, -1, 1)).toThrow('same sign');
  });

  it('walks outwards until the sign changes, or gives up', () => {
    expect(findRootFrom((x) => 100 - x, 0, 1, 1000)).toBeCloseTo(100, 12);
    expect(findRootFrom((x) => 100 - x, 0, 1, 50)).toBeNull();
  });
});

describe('quadrature', () => {
  it('is exact for polynomials of degree 2n − 1', () => {
    const { nodes, weights } = gaussLegendre(8);
    const integral = nodes.reduce((sum, x, i) => sum + weights[i]! * (x ** 14 + x ** 15 + 3), 0);
    expect(integral).toBeCloseTo(2 / 15 + 6, 13);
  });

  it('holds its weights at 300 nodes', () => {
    expect(gaussLegendre(300).weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(2, 12);
  });
});

describe('maximising', () => {
  const rosenbrock = ([x = 0, y = 0]: readonly number[]): { value: number; gradient: number[] } => ({
    value: -((1 - x) ** 2 + 100 * (y - x * x) ** 2),
    gradient: [2 * (1 - x) + 400 * x * (y - x * x), -200 * (y - x * x)],
  });

  it('climbs a bent ridge', () => {
    const { at, converged } = maximise(rosenbrock, [-1.2, 1]);
    expect(converged).toBe(true);
    expect(at[0]).toBeCloseTo(1, 6);
    expect(at[1]).toBeCloseTo(1, 6);
  });

  it('reads the curvature off the gradient', () => {
    const information = observedInformation(rosenbrock, [1, 1]);
    expect(information[0]![0]).toBeCloseTo(802, 2);
    expect(information[0]![1]).toBeCloseTo(-400, 2);
    expect(invert(information)![1]![1]).toBeCloseTo(802 / 400, 3);
  });

  it('has no inverse for a singular matrix', () => {
    expect(
      invert([
        [1, 2],
        [2, 4],
      ]),
    ).toBeNull();
  });
});

const arm = fc
  .tuple(fc.oneof(fc.nat(8), fc.nat(1e4), fc.nat(1e7)), fc.oneof(fc.nat(8), fc.nat(1e4), fc.nat(1e7)))
  .map(([callbacks, rest]) => ({ callbacks, n: callbacks + rest }));
const unpaired: fc.Arbitrary<UnpairedTable> = fc.record({ control: arm, treatment: arm });
const runs = { numRuns: 150 };

function allFinite(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value !== 'object' || value === null || Object.values(value).every(allFinite);
}

function holds({ estimate, ci: [low, high] }: Interval): boolean {
  if (estimate === null) return true;
  const slack = 1e-9 * Math.abs(estimate) + 1e-15;
  return (low === null || low <= estimate + slack) && (high === null || high >= estimate - slack);
}

describe('for every pair of unpaired arms up to ten million', () => {
  it('all numbers are finite, or null', () => {
    fc.assert(
      fc.property(unpaired, (t) => allFinite(analyseUnpaired(t))),
      runs,
    );
  });

  it('each interval contains its estimate', () => {
    const methods = [
      unpairedRatioKatz,
      unpairedRatioKoopman,
      unpairedDifferenceNewcombe,
      unpairedDifferenceMiettinenNurminen,
    ];
    fc.assert(
      fc.property(unpaired, (t) => methods.every((method) => holds(method(t)) && allFinite(method(t)))),
      runs,
    );
  });
});

describe('e-BH by its definition', () => {
  it('rejects the largest k for which the k-th largest e-value is at least K / (alpha k)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 8, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (logE) => {
          const sorted = [...logE].sort((a, b) => b - a);
          let cut = Infinity;
          for (const [i, value] of sorted.entries()) {
            if (value >= Math.log(logE.length / (0.05 * (i + 1)))) cut = value;
          }
          expect(eBenjaminiHochberg(logE).rejected).toEqual(
            logE.flatMap((value, i) => (value >= cut ? [i] : [])),
          );
        },
      ),
    );
  });
});
