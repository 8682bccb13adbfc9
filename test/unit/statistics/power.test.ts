import { describe, expect, it } from 'vitest';
import {
  pairProbabilities,
  pairsNeeded,
  powerExact,
  powerNormal,
  smallestDetectableRatio,
  unpairedNeeded,
  unpairedPower,
} from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

const { power_mcnemar, power_exact, rates_to_discordance, power_unpaired } = golden.worked;

describe('numbers of pairs', () => {
  it.each(power_mcnemar as any[])('agree with Connor and Miettinen: $p10 and $p01', (reference) => {
    const d = { controlOnly: reference.p10, treatmentOnly: reference.p01 };
    const size = pairsNeeded(d, { alpha: reference.alpha, power: reference.power });
    if (size.kind === 'undetermined') throw new Error('expected a number');
    expect(size.pairs).toBe(reference.n_pairs_connor_ceil);
    expectClose(size.unrounded, reference.n_pairs_connor, 1e-12, 'connor');
    expectClose(size.miettinen, reference.n_pairs_miettinen, 1e-12, 'miettinen');
    expectClose(size.discordant, reference.discordant_needed, 1e-12, 'discordant');
    expectClose(size.pairsFromDiscordant, reference.pairs_from_discordant, 1e-12, 'pairs from discordant');
    const oneSided = pairsNeeded(d, { alpha: reference.alpha, power: reference.power, sided: 1 });
    if (oneSided.kind === 'undetermined') throw new Error('expected a number');
    expectClose(oneSided.unrounded, reference.one_sided_n_connor, 1e-12, 'one-sided');
    expectClose(
      powerNormal(d, 200, { alpha: reference.alpha }),
      reference.power_normal_at_n200,
      1e-12,
      'power',
    );
  });

  it('give the asked power back at the unrounded number', () => {
    const d = { controlOnly: 0.12, treatmentOnly: 0.05 };
    const size = pairsNeeded(d, { power: 0.9 });
    if (size.kind === 'undetermined') throw new Error('expected a number');
    expect(powerNormal(d, size.unrounded)).toBeCloseTo(0.9, 12);
  });

  it('are undetermined when there is no difference', () => {
    expect(pairsNeeded({ controlOnly: 0.1, treatmentOnly: 0.1 })).toEqual({
      kind: 'undetermined',
      why: 'no difference to detect',
    });
  });

  it('are undetermined for what is no probability', () => {
    const why = { kind: 'undetermined', why: 'not probabilities' };
    expect(pairsNeeded({ controlOnly: 0.8, treatmentOnly: 0.4 })).toEqual(why);
    expect(pairsNeeded({ controlOnly: -0.1, treatmentOnly: 0.4 })).toEqual(why);
    expect(pairsNeeded({ controlOnly: 0.2, treatmentOnly: 0.1 }, { power: 1 })).toEqual(why);
  });

  it.each(rates_to_discordance as any[])('from rates and correlation: $pc, $pt, $phi', (reference) => {
    const cells = pairProbabilities(reference.pc, reference.pt, reference.phi);
    if (cells.kind === 'undetermined') throw new Error('expected probabilities');
    expectClose(cells.both, reference.p11, 1e-12);
    expectClose(cells.controlOnly, reference.p10, 1e-12);
    expectClose(cells.treatmentOnly, reference.p01, 1e-12);
    expect(cells.both + cells.controlOnly + cells.treatmentOnly + cells.neither).toBeCloseTo(1, 12);
  });

  it('a correlation that the rates do not allow is named', () => {
    expect(pairProbabilities(0.9, 0.1, 0.8)).toEqual({
      kind: 'undetermined',
      why: 'correlation impossible for these rates',
    });
  });

  it.each(power_unpaired as any[])('without pairing: $p1 and $p2', (reference) => {
    const size = unpairedNeeded(reference.p1, reference.p2, { power: reference.power });
    if (size.kind === 'undetermined') throw new Error('expected a number');
    expectClose(size.unrounded, reference['n_per_group_power.prop.test'], 1e-6, 'normal');
    // R solves for this number to about 1e-5.
    expectClose(size.arcsine, reference.n_per_group_arcsine, 1e-5, 'arcsine');
    expect(size.perArm).toBe(Math.ceil(size.unrounded));
  });

  // n = 293.1513 by power.prop.test(p1 = .3, p2 = .2, power = .8) in R; 313 with the correction of Fleiss, Levin and Paik (2003), section 4.3.
  it('without pairing, with and without continuity correction: .30 against .20', () => {
    const size = unpairedNeeded(0.3, 0.2);
    if (size.kind === 'undetermined') throw new Error('expected a number');
    expect([size.perArm, size.correctedPerArm]).toEqual([294, 313]);
    expectClose(size.unrounded, 293.1513, 1e-6, 'normal');
  });

  // From the examples on R's help page of power.prop.test: power 0.740 with n = 50, and n = 76.7 for a power of .90.
  it('power without pairing as R has it', () => {
    expect(unpairedPower(0.5, 0.75, 50)).toBeCloseTo(0.74, 3);
    const size = unpairedNeeded(0.5, 0.75, { power: 0.9 });
    expect(size).toMatchObject({ kind: 'determined' });
    if (size.kind === 'determined') expect(size.unrounded).toBeCloseTo(76.7, 1);
  });

  it.each([
    [0.3, 0.2, 0.05, 0.8],
    [0.6, 0.5, 0.01, 0.9],
    [0.124, 0.108, 0.05, 0.8],
  ])('power of the number needed is the power asked: %d against %d', (p1, p2, alpha, power) => {
    const size = unpairedNeeded(p1, p2, { alpha, power });
    if (size.kind === 'undetermined') throw new Error('expected a number');
    expectClose(unpairedPower(p1, p2, size.unrounded, { alpha }), power, 1e-6, 'plain');
    expectClose(unpairedPower(p1, p2, size.corrected, { alpha, corrected: true }), power, 1e-6, 'corrected');
    expect(unpairedPower(p1, p1, 100)).toBe(null);
  });
});

const choose = (total: number, k: number): number =>
  k === 0 ? 1 : (choose(total, k - 1) * (total - k + 1)) / k;

/** Power by walking over every outcome of n tests. */
function powerByEnumeration(p10: number, p01: number, n: number): number {
  const choose = (total: number, k: number): number =>
    k === 0 ? 1 : (choose(total, k - 1) * (total - k + 1)) / k;
  let power = 0;
  for (let b = 0; b <= n; b += 1) {
    for (let c = 0; b + c <= n; c += 1) {
      let p = 0;
      for (let k = 0; k <= Math.min(b, c); k += 1) p += 2 * choose(b + c, k) * 0.5 ** (b + c);
      if (b <= c || p > 0.05) continue;
      power += choose(n, b) * choose(n - b, c) * p10 ** b * p01 ** c * (1 - p10 - p01) ** (n - b - c);
    }
  }
  return power;
}

describe('exact power', () => {
  // powerPaired2x2(errbound = 0) starts its loop over treatment-only counts at 1, so that the reference lacks the
  // rejections without any treatment-only pair; they are added here.
  it.each(power_exact as any[])('agrees with exact2x2: $p10 and $p01, $n pairs', (reference) => {
    const { p10, p01, n, alpha }: Record<'p10' | 'p01' | 'n' | 'alpha', number> = reference;
    const d = { controlOnly: p10, treatmentOnly: p01 };
    const lost = (fewest: number): number => {
      let sum = 0;
      for (let b = fewest; b <= n; b += 1) sum += choose(n, b) * p10 ** b * (1 - p10 - p01) ** (n - b);
      return sum;
    };
    const exact = Number(reference.exact_unconditional_power_excl_wrong_direction) + lost(6);
    expectClose(powerExact(d, n, alpha), exact, 1e-9, 'exact');
    expectClose(powerExact(d, n, alpha, 'mid-p'), Number(reference.midp_power) + lost(5), 1e-9, 'mid-p');
  });

  it('agrees with a walk over all outcomes', () => {
    expect(powerExact({ controlOnly: 0.35, treatmentOnly: 0.1 }, 30)).toBeCloseTo(
      powerByEnumeration(0.35, 0.1, 30),
      12,
    );
  });

  it('counts only rejections in the stated direction', () => {
    expect(powerExact({ controlOnly: 0.05, treatmentOnly: 0.4 }, 60)).toBeLessThan(1e-6);
  });

  it('is 0 with too few pairs to reject', () => {
    expect(powerExact({ controlOnly: 0.9, treatmentOnly: 0 }, 5)).toBe(0);
  });
});

describe('the smallest detectable ratio', () => {
  it('is the ratio at which the pairs just have the power', () => {
    const found = smallestDetectableRatio({ pairs: 400, controlRate: 0.25, correlation: 0.3 });
    if (found.kind === 'undetermined') throw new Error('expected a ratio');
    const cells = pairProbabilities(0.25, found.treatmentRate, 0.3);
    if (cells.kind === 'undetermined') throw new Error('expected probabilities');
    expect(powerNormal(cells, 400)).toBeCloseTo(0.8, 9);
    expect(found.ratio).toBeGreaterThan(1);
  });

  it('falls when there are more pairs', () => {
    const ratioWith = (pairs: number): number => {
      const found = smallestDetectableRatio({ pairs, controlRate: 0.25, correlation: 0 });
      return found.kind === 'determined' ? found.ratio : Infinity;
    };
    expect(ratioWith(1000)).toBeLessThan(ratioWith(300));
  });

  it('is undetermined when no ratio is enough', () => {
    expect(smallestDetectableRatio({ pairs: 5, controlRate: 0.1, correlation: 0 })).toEqual({
      kind: 'undetermined',
      why: 'not reached by any ratio',
    });
  });
});
