import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf, funnelLimits } from '../../../src/statistics/index.js';

describe('the limits of a funnel plot', () => {
  it.each([
    [5, 0.95, null],
    [6, 0.95, 6],
    [8, 0.95, 8],
    [9, 0.95, 8],
    [20, 0.95, 15],
    [9, 0.998, null],
    [10, 0.998, 10],
    [20, 0.998, 18],
  ])('at %i pairs and level %d lie at %s, as the binomial tables say', (pairs, level, high) =>
    expect(funnelLimits(pairs, level)).toEqual({ low: high === null ? null : pairs - high, high }),
  );
  it('leave at most half the rest of the level outside on each side, and would not with one less', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.constantFrom(0.8, 0.95, 0.998), (pairs, level) => {
        const { high } = funnelLimits(pairs, level);
        const tail = (from: number): number => 1 - binomialCdf(from - 1, pairs, 0.5);
        const most = (1 - level) / 2 + 1e-12;
        if (high === null) expect(0.5 ** pairs).toBeGreaterThan((1 - level) / 2);
        else {
          expect(tail(high)).toBeLessThanOrEqual(most);
          expect(tail(high - 1)).toBeGreaterThan(most - 2e-12);
        }
      }),
    ));
  it('refuse a level that is none', () => expect(() => funnelLimits(5, 1)).toThrow(RangeError));
});
