import { describe, expect, it } from 'vitest';
import {
  analysePairs,
  benjaminiHochberg,
  clopperPearsonInterval,
  conditionalOddsExact,
  conditionalOddsMidP,
  differenceNewcombeInterval,
  discordantPairs,
  mcnemar,
  pairTable,
  ratioDeltaInterval,
  ratioScoreInterval,
  storeyNullShare,
  totalPairs,
  verdictOf,
  wilsonInterval,
} from '../../../src/statistics/index.js';
import { expectClose, expectInterval, golden } from './golden.js';

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

describe('traps found in other tools', () => {
  it('discordant tests are counted once: p is McNemar, not two shares of m compared as if independent', () => {
    const result = mcnemar(pairTable(45, 41, 20, 204));
    const [b, c, m] = [41, 20, 61];
    const asIfIndependent =
      ((b - c) / m) ** 2 / (2 * ((b + c) / (2 * m)) * (1 - (b + c) / (2 * m)) * (1 / m));
    if (result.kind === 'undetermined') throw new Error('expected a test');
    expect(asIfIndependent).toBeGreaterThan(1.9 * result.chi2);
    expect(result.chi2).toBeCloseTo((b - c) ** 2 / m, 12);
  });

  it('counts and exact intervals of exclusive shares are those of the callback package', () => {
    for (const study of ['inter1_gender_origin', 'labour2', 'gender1', 'origin1_U']) {
      const { counts, ecs } = golden.worked.peer_callback_package[study];
      for (const [i, n] of (counts.tests as number[]).entries()) {
        const table = pairTable(counts.c11[i], counts.c10[i], counts.c01[i], counts.c00[i]);
        const m = discordantPairs(table);
        expect([totalPairs(table), m]).toEqual([n, ecs.props.disc[i]]);
        expectInterval(
          clopperPearsonInterval(counts.c10[i], m),
          [ecs.cp.inf_p_cand1[i], ecs.cp.sup_p_cand1[i]],
          1e-10,
        );
      }
    }
  });

  it('the share of true nulls counts p-values above the cut, it does not average them', () => {
    const p: number[] = golden.comparisons.krw108.firms.p_one_sided;
    expect(storeyNullShare(p, { guarded: false })).toBeCloseTo(0.481481, 6);
    expect(storeyNullShare(p)).toBe(0.5);
  });

  it('margins are multiplied root by root, so a cell of ten million tests stays exact', () => {
    const small = differenceNewcombeInterval(pairTable(4000, 3000, 2000, 91000));
    const large = differenceNewcombeInterval(pairTable(4e9, 3e9, 2e9, 91e9));
    expect(large.estimate).toBe(small.estimate);
    expect(numbersIn(large).every(Number.isFinite)).toBe(true);
    expect(large.ci[0]).toBeLessThan(0.01);
  });

  it('a ratio without a treatment callback is null, and its lower score limit stands', () => {
    const { estimate, ci } = ratioScoreInterval(pairTable(0, 5, 0, 20));
    expect(estimate).toBeNull();
    expectClose(ci[0], 1.3015888581350283, 1e-12);
    expect(ci[1]).toBeNull();
  });

  it('a ratio without a control callback is 0 with a finite upper limit', () => {
    const { estimate, ci } = ratioScoreInterval(pairTable(0, 0, 5, 20));
    expect(estimate).toBe(0);
    expect(ci[0]).toBe(0);
    expectClose(ci[1], 1 / 1.3015888581350283, 1e-12);
  });

  it('neither arm called back: ratio and both limits are null', () => {
    expect(ratioScoreInterval(pairTable(0, 0, 0, 30))).toEqual({ estimate: null, ci: [null, null] });
    expect(ratioDeltaInterval(pairTable(0, 0, 0, 30))).toEqual({ estimate: null, ci: [null, null] });
  });

  it('equal discordant counts give exactly 1, not 0.9999999999999991', () => {
    for (const count of [1, 3, 10, 44, 1000]) {
      const result = mcnemar(pairTable(5, count, count, 7));
      expect(result).toMatchObject({ chi2: 0, p: 1, chi2Corrected: 0, pCorrected: 1, exactP: 1, midP: 1 });
    }
  });

  it('a p-value of 1e-21 keeps its digits', () => {
    const result = mcnemar(pairTable(0, 70, 0, 0));
    expect(result).toMatchObject({ kind: 'tested' });
    if (result.kind === 'tested') expectClose(result.exactP, 2 ** -69, 1e-13);
  });

  it('a p-value below 1e-300 is written 1e-300 and its logarithm goes on', () => {
    const result = mcnemar(pairTable(0, 5000, 0, 0));
    if (result.kind === 'undetermined') throw new Error('expected a test');
    expect(result.exactP).toBe(1e-300);
    expectClose(result.logExactP, -4999 * Math.LN2, 1e-12);
  });

  it('an e-value above the largest double is written as the largest double, its log10 in full', () => {
    const { eValue } = analysePairs(pairTable(0, 5000, 0, 0));
    expect(eValue.uniform).toBe(1.7976931348623157e308);
    expectClose(eValue.log10.uniform, 5000 * Math.log10(2) - Math.log10(5001), 1e-12);
  });

  it('a reverse gap is reported as against control', () => {
    const cell = analysePairs(pairTable(10, 4, 16, 40));
    expect(cell.direction).toBe('against-control');
    expect(cell.ratio.estimate).toBeLessThan(1);
    expect(cell.eValue.oneSided).toBeLessThan(1);
  });
});

describe('ten million tests in a cell', () => {
  // 30-digit arithmetic.
  it('keep every digit of the Nam-Blackwelder limits', () => {
    const { ci } = ratioScoreInterval(pairTable(1_234_567, 9_876_543, 8_765_432, 10_000_000));
    expectInterval(ci, [1.110219454100146, 1.112003487072707], 1e-12);
  });

  it('keep every digit of the limits of a rate of one in ten million', () => {
    expectInterval(clopperPearsonInterval(1, 1e7), [2.531780795224031e-9, 5.571642117360731e-7], 1e-12);
    expectInterval(wilsonInterval(1, 1e7), [1.765245571161743e-8, 5.664932019606462e-7], 1e-12);
  });
});

describe('kinds of result', () => {
  it('no discordant pair: no test, no p-value, no odds, e-values of 1, but rates, ratio and difference', () => {
    const cell = analysePairs(pairTable(53, 0, 0, 1));
    expect(cell.verdict).toEqual({ kind: 'undetermined', why: 'no discordant pairs' });
    expect(new Set(Object.values(cell.mcnemar))).toEqual(new Set([null]));
    expect(cell.conditionalOdds).toEqual({ estimate: null, ci: [null, null] });
    expect(cell.eValue).toMatchObject({
      uniform: 1,
      kt: 1,
      oneSided: 1,
      log10: { uniform: 0, kt: 0, oneSided: 0 },
    });
    expectInterval(cell.ratio.ci, [0.932418011423458, 1.0724803551074364], 1e-9);
    expectInterval(cell.difference.ci, [-0.0664135880908964, 0.0664135880908964], 1e-9);
  });

  it('five discordant pairs: every number is given, the verdict is undetermined', () => {
    const cell = analysePairs(pairTable(10, 5, 0, 40));
    expect(cell.verdict).toEqual({ kind: 'undetermined', why: 'too few discordant pairs' });
    expect(cell.mcnemar.exactP).toBe(0.0625);
  });

  it('six discordant pairs are tested', () => {
    expect(verdictOf(pairTable(0, 6, 0, 0))).toEqual({ kind: 'tested', why: null });
  });

  it('an empty cell is undetermined and holds no NaN', () => {
    const cell = analysePairs(pairTable(0, 0, 0, 0));
    expect(cell.verdict).toEqual({ kind: 'undetermined', why: 'no pairs' });
    expect(cell.control).toEqual({ n: 0, callbacks: 0, rate: null, ci: [null, null] });
    expect(numbersIn(cell).every(Number.isFinite)).toBe(true);
  });

  it('odds without a treatment-only test have no estimate and no upper limit', () => {
    const exact = conditionalOddsExact(pairTable(3, 5, 0, 20));
    expect(exact.estimate).toBeNull();
    expectInterval(exact.ci, [1 / (0.025 ** (-1 / 5) - 1), null], 1e-12);
    expectInterval(conditionalOddsMidP(pairTable(3, 5, 0, 20)).ci, [1 / (0.05 ** (-1 / 5) - 1), null], 1e-12);
  });

  it('a count that is not a whole number is refused by name', () => {
    expect(() => pairTable(1, 2.5, 0, 0)).toThrow('"controlOnly" is 2.5');
    expect(() => pairTable(1, 2, 0, -1)).toThrow('"neither" is -1');
  });

  it('the composed result has the keys of the analyse command and no others', () => {
    const cell = analysePairs(pairTable(63, 93, 34, 430));
    expect(Object.keys(cell)).toEqual([
      'pairs',
      'control',
      'treatment',
      'ratio',
      'difference',
      'netDiscrimination',
      'mcnemar',
      'conditionalOdds',
      'eValue',
      'direction',
      'verdict',
    ]);
    expect(cell.ratio.estimate?.toFixed(6)).toBe('1.608247');
    expect(cell.ratio.ci.map((limit) => limit?.toFixed(6))).toEqual(['1.347592', '1.932739']);
  });

  it('a cell without a discordant pair stays in the family with p = 1', () => {
    const { adjusted } = benjaminiHochberg([0.01, 1]);
    expect(adjusted).toEqual([0.02, 1]);
  });
});
