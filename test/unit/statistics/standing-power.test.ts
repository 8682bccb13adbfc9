import { describe, expect, test } from 'vitest';
import { openStream } from '../../../src/platform/rng.js';
import { logOneSidedE, powerNormal, standingPower } from '../../../src/statistics/index.js';

const family = { cells: 3, alpha: 0.05 };
const determined = (d: { controlOnly: number; treatmentOnly: number }, f = family) => {
  const found = standingPower(d, f);
  if (found.kind !== 'determined') throw new Error(found.why);
  return found;
};

/** The share of drawn cells whose e-value reached K/α at some pair. */
function simulate(
  d: { controlOnly: number; treatmentOnly: number },
  pairs: number,
  runs: number,
  f = family,
): number {
  const stream = openStream(Buffer.alloc(32, 7), 'standing power', pairs);
  const threshold = Math.log(f.cells / f.alpha);
  let raised = 0;
  for (let run = 0; run < runs; run += 1) {
    const count = { controlOnly: 0, treatmentOnly: 0 };
    for (let pair = 0; pair < pairs; pair += 1) {
      const drawn = stream.int(1_000_000) / 1_000_000;
      if (drawn < d.controlOnly) count.controlOnly += 1;
      else if (drawn < d.controlOnly + d.treatmentOnly) count.treatmentOnly += 1;
      else continue;
      if (count.controlOnly + count.treatmentOnly >= 6 && logOneSidedE(count) >= threshold) {
        raised += 1;
        break;
      }
    }
  }
  return raised / runs;
}

describe('the chance of a standing flag', () => {
  test.each([
    [{ controlOnly: 0.2, treatmentOnly: 0.1 }, 200],
    [{ controlOnly: 0.12, treatmentOnly: 0.045 }, 228],
    [{ controlOnly: 0.6, treatmentOnly: 0.05 }, 20],
  ])('is what a simulation of 5,000 cells finds (%o, %i pairs)', (d, pairs) => {
    // Four standard errors of the simulation.
    expect(Math.abs(determined(d).chanceBy(pairs) - simulate(d, pairs, 5_000))).toBeLessThan(0.0283);
  });

  test('under equal treatment stays below α/K, so that a false flag is as rare as promised', () => {
    const d = { controlOnly: 0.1 + 1e-9, treatmentOnly: 0.1 };
    for (const pairs of [50, 500, 5000]) expect(determined(d).chanceBy(pairs)).toBeLessThan(0.05 / 3);
  });

  test('grows with the pairs, and falls with the number of cells', () => {
    const d = { controlOnly: 0.2, treatmentOnly: 0.1 };
    const chances = [50, 100, 200, 400, 800].map((pairs) => determined(d).chanceBy(pairs));
    expect([...chances].sort((a, b) => a - b)).toEqual(chances);
    expect(determined(d, { cells: 30, alpha: 0.05 }).chanceBy(200)).toBeLessThan(determined(d).chanceBy(200));
  });

  test('never exceeds what one test at α on the same pairs would find', () => {
    const d = { controlOnly: 0.2, treatmentOnly: 0.1 };
    for (const pairs of [100, 234, 500])
      expect(determined(d).chanceBy(pairs)).toBeLessThan(powerNormal(d, pairs) ?? 0);
  });

  test('names the fewest pairs that give a chance', () => {
    const flag = determined({ controlOnly: 0.2, treatmentOnly: 0.1 });
    const pairs = flag.pairsFor(0.8) ?? 0;
    expect([flag.chanceBy(pairs) >= 0.8, flag.chanceBy(pairs - 1) >= 0.8]).toEqual([true, false]);
  });

  test('says so when 20,000 pairs are not enough', () => {
    expect(determined({ controlOnly: 0.0501, treatmentOnly: 0.05 }).pairsFor(0.8)).toBeNull();
  });

  test('is not given without a difference against the treatment arm', () => {
    expect(standingPower({ controlOnly: 0.1, treatmentOnly: 0.1 }, family)).toEqual({
      kind: 'undetermined',
      why: 'no difference to detect',
    });
    expect(standingPower({ controlOnly: 0.8, treatmentOnly: 0.7 }, family).kind).toBe('undetermined');
  });
});
