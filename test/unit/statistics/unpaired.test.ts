import { describe, expect, it } from 'vitest';
import {
  analyseUnpaired,
  fisherExact,
  swapArms,
  unpairedDifferenceMiettinenNurminen,
  unpairedDifferenceNewcombe,
  unpairedRatioKatz,
  unpairedRatioKoopman,
  type UnpairedTable,
} from '../../../src/statistics/index.js';
import { expectClose, expectInterval, golden, pairedVectors } from './golden.js';

interface Vector {
  name: string;
  table: UnpairedTable;
  value: any;
}

function* walk(value: any, name: string): Generator<Vector> {
  if (typeof value !== 'object' || value === null) return;
  if ('ratio_ci_koopman_score' in value) {
    const arm = (side: any): UnpairedTable['control'] => ({ n: side.n, callbacks: side.callbacks });
    yield { name, table: { control: arm(value.control), treatment: arm(value.test) }, value };
  }
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, `${name}/${key}`);
}

/** Noncentral hypergeometric mean and tails at x, by products of successive ratios. */
function moments(
  { control, treatment }: UnpairedTable,
  odds: number,
): { mean: number; below: number; above: number } {
  const callbacks = control.callbacks + treatment.callbacks;
  const from = Math.max(0, callbacks - treatment.n);
  const to = Math.min(control.n, callbacks);
  const logs = [0];
  for (let k = from; k < to; k += 1) {
    const ratio = ((control.n - k) * (callbacks - k)) / ((k + 1) * (treatment.n - callbacks + k + 1));
    logs.push(logs.at(-1)! + Math.log(ratio * odds));
  }
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const sum = (values: number[]): number => values.reduce((all, value) => all + value, 0);
  const cut = control.callbacks - from;
  return {
    mean: sum(weights.map((weight, i) => weight * (from + i))) / sum(weights),
    below: sum(weights.slice(0, cut + 1)) / sum(weights),
    above: sum(weights.slice(cut)) / sum(weights),
  };
}

const vectors = [...walk(golden.comparisons, ''), ...walk(golden.worked, 'worked')];

describe('reference values of unpaired arms', () => {
  it('cover comparisons, strata and worked vectors', () => {
    expect(vectors.length).toBeGreaterThan(20);
  });

  it.each(vectors)('ratio: $name', ({ table, value }) => {
    const koopman = unpairedRatioKoopman(table);
    expectClose(koopman.estimate, value.ratio_control_over_test, 1e-12, 'ratio');
    expectInterval(koopman.ci, value.ratio_ci_koopman_score, 1e-8, 'koopman');
    expectInterval(unpairedRatioKatz(table).ci, value.ratio_ci_katz_log, 1e-12, 'katz');
  });

  it.each(vectors)('difference: $name', ({ table, value }) => {
    expectInterval(
      unpairedDifferenceNewcombe(table).ci,
      value.difference_ci_newcombe_hybrid,
      1e-12,
      'newcombe',
    );
    const { ci } = unpairedDifferenceMiettinenNurminen(table);
    expectInterval(ci, value.difference_ci_miettinen_nurminen, 1e-8, 'miettinen-nurminen');
  });

  it.each(vectors)("Fisher's test: $name", ({ table, value }) => {
    const result = fisherExact(table);
    if (result.kind === 'undetermined') throw new Error('expected a test');
    expectClose(result.p, value.fisher.p, 1e-9, 'p');
    // R's root finder stops at 1.2e-4 on the scale of the odds or of their inverse; the equations are checked below.
    const near = (mine: number | null, reference: unknown): void => {
      if (mine === null || reference === 'Infinity' || reference === null) {
        expect([mine, reference === 'Infinity' ? null : reference]).toEqual([null, null]);
        return;
      }
      const theirs = Number(reference);
      const gap = theirs > 1 ? 1 / mine - 1 / theirs : mine - theirs;
      expect(Math.abs(gap)).toBeLessThan(2e-4);
    };
    near(result.oddsRatio, value.fisher.conditional_mle_or);
    near(result.ci[0], value.fisher.ci[0]);
    near(result.ci[1], value.fisher.ci[1]);
  });

  it.each(vectors.filter(({ table }) => table.control.n < 3000))(
    "Fisher's odds ratio solves its equations: $name",
    ({ table }) => {
      const result = fisherExact(table);
      if (result.kind === 'undetermined') throw new Error('expected a test');
      const x = table.control.callbacks;
      const at = (odds: number | null): { mean: number; below: number; above: number } =>
        moments(table, Number(odds));
      if (result.oddsRatio !== null) expectClose(at(result.oddsRatio).mean, x, 1e-9, 'mean');
      expectClose(at(result.ci[0]).above, 0.025, 1e-8, 'lower');
      if (result.ci[1] !== null) expectClose(at(result.ci[1]).below, 0.025, 1e-8, 'upper');
    },
  );

  it.each(pairedVectors)('Katz on matched tests, for contrast: $name', ({ table, value }) => {
    const n = value.pairs;
    const unpaired = {
      control: { n, callbacks: value.control.callbacks },
      treatment: { n, callbacks: value.test.callbacks },
    };
    const [low, high] = value.ratio_ci.unpaired_katz_log;
    const undefinedLimit = low === null || high === null || high === 'Infinity';
    expectInterval(unpairedRatioKatz(unpaired).ci, undefinedLimit ? [null, null] : [low, high], 1e-12);
    expect(swapArms(swapArms(table))).toEqual(table);
  });
});

describe('unpaired arms at the edge', () => {
  const table = (x1: number, n1: number, x2: number, n2: number): UnpairedTable => ({
    control: { n: n1, callbacks: x1 },
    treatment: { n: n2, callbacks: x2 },
  });

  it('without a treatment callback the ratio is null and its lower limit stands', () => {
    const { estimate, ci } = unpairedRatioKoopman(table(8, 40, 0, 40));
    expect(estimate).toBeNull();
    expect(ci[0]).toBeGreaterThan(1);
    expect(ci[1]).toBeNull();
  });

  it('exchanging the arms inverts the Koopman limits', () => {
    const [low, high] = unpairedRatioKoopman(table(8, 40, 3, 55)).ci;
    const swapped = unpairedRatioKoopman(table(3, 55, 8, 40)).ci;
    expectInterval(swapped, [1 / Number(high), 1 / Number(low)], 1e-9);
  });

  it('exchanging the arms changes the sign of the Miettinen-Nurminen limits', () => {
    const [low, high] = unpairedDifferenceMiettinenNurminen(table(0, 40, 3, 55)).ci;
    expectInterval(
      unpairedDifferenceMiettinenNurminen(table(3, 55, 0, 40)).ci,
      [-Number(high), -Number(low)],
      1e-9,
    );
  });

  it('the largest possible difference is its own limit', () => {
    expect(unpairedDifferenceMiettinenNurminen(table(9, 9, 0, 7)).ci[1]).toBe(1);
  });

  it('nobody called back: Fisher is undetermined, not p = 1', () => {
    expect(fisherExact(table(0, 40, 0, 40))).toEqual({ kind: 'undetermined', why: 'all answers equal' });
    expect(analyseUnpaired(table(0, 40, 0, 40)).fisher).toEqual({
      p: null,
      oddsRatio: null,
      ci: [null, null],
    });
  });

  it('an empty arm gives nulls, never NaN', () => {
    const result = analyseUnpaired(table(0, 0, 3, 10));
    expect(result.ratio).toEqual({ estimate: null, ci: [null, null], method: 'koopman' });
    expect(result.difference).toEqual({ estimate: null, ci: [null, null], method: 'newcombe' });
    expect(fisherExact(table(0, 0, 3, 10))).toEqual({ kind: 'undetermined', why: 'an arm is empty' });
  });
});
