import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  benjaminiHochberg,
  eBenjaminiHochberg,
  holm,
  qValues,
  storey,
  storeyNullShare,
} from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

interface Family {
  name: string;
  reference: any;
}

const families: Family[] = Object.entries<any>(golden.comparisons).flatMap(([comparison, value]) =>
  Object.entries<any>(value.strata ?? {}).flatMap(([stratum, inner]) =>
    ['adjust_midp', 'adjust_exact_p', 'adjust_fisher_p']
      .filter((key) => Array.isArray(inner[key]?.p))
      .map((key) => ({ name: `${comparison}/${stratum}/${key}`, reference: inner[key] })),
  ),
);
const krwP: number[] = golden.comparisons.krw108.firms.p_one_sided;
const probabilities = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });

function expectAll(actual: readonly number[], reference: readonly number[], at: string): void {
  expect(actual.length).toBe(reference.length);
  for (const [i, value] of actual.entries()) expectClose(value, reference[i], 1e-12, `${at}[${i}]`);
}

describe('adjusted p-values', () => {
  it.each(families)('are those of R: $name', ({ reference }) => {
    expectAll(benjaminiHochberg(reference.p).adjusted, reference.bh, 'bh');
    expectAll(holm(reference.p).adjusted, reference.holm, 'holm');
    const guarded = storeyNullShare(reference.p);
    expectClose(guarded, reference['storey_pi0_lambda_0.5_plus1'], 1e-12, 'guarded null share');
    expectClose(storeyNullShare(reference.p, { guarded: false }), reference['storey_pi0_lambda_0.5'], 1e-12);
    expectAll(qValues(reference.p, guarded), reference['storey_q_lambda_0.5_plus1'], 'q');
  });

  it('find 17 of 108 firms by BH and 3 by Holm', () => {
    const bh = benjaminiHochberg(krwP);
    expectAll(bh.adjusted, golden.comparisons.krw108.fdr.bh, 'bh');
    expect(bh.rejected).toHaveLength(17);
    expect(holm(krwP).rejected).toHaveLength(3);
  });

  it('find 21 of 108 firms by q-value, guarded or not', () => {
    const plain = storey(krwP, 0.05, { guarded: false });
    const guarded = storey(krwP);
    if (plain.kind === 'undetermined' || guarded.kind === 'undetermined')
      throw new Error('expected q-values');
    expectAll(plain.adjusted, golden.comparisons.krw108.fdr.q, 'q');
    expect(plain.rejected).toHaveLength(21);
    expect(guarded.nullShare).toBe(0.5);
    expect(guarded.rejected).toHaveLength(21);
  });

  it('q-values are refused under 30 p-values', () => {
    expect(storey(krwP.slice(0, 29))).toEqual({ kind: 'undetermined', why: 'fewer than 30 p-values' });
  });

  it('BH rejects up to the largest rank k whose p is at most alpha k / K', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 997 }), { minLength: 1, maxLength: 40 }), (parts) => {
        const p = parts.map((part) => part / 997);
        const sorted = [...p].sort((a, b) => a - b);
        const cut = Math.max(-1, ...sorted.filter((value, i) => value * p.length <= 0.05 * (i + 1)));
        expect(benjaminiHochberg(p).rejected).toEqual(p.flatMap((value, i) => (value <= cut ? [i] : [])));
      }),
    );
  });

  it('Holm never rejects what BH keeps', () => {
    fc.assert(
      fc.property(probabilities, (p) => {
        const bh = new Set(benjaminiHochberg(p).rejected);
        return holm(p).rejected.every((index) => bh.has(index));
      }),
    );
  });

  it('an empty family rejects nothing', () => {
    expect(benjaminiHochberg([])).toEqual({ rejected: [], adjusted: [] });
    expect(eBenjaminiHochberg([])).toEqual({ rejected: [], adjusted: [] });
  });
});

describe('e-BH', () => {
  it('rejects the k largest when the k-th reaches K / (alpha k)', () => {
    const logE = [130, 54, 53, 1, 0.2, 3, 1, 1].map(Math.log);
    expect(eBenjaminiHochberg(logE).rejected).toEqual([]);
    expect(eBenjaminiHochberg([161, 81, 1, 1, 1, 1, 1, 1].map(Math.log)).rejected).toEqual([0, 1]);
    expect(eBenjaminiHochberg([1, 161, 79, 1, 1, 1, 1, 1].map(Math.log)).rejected).toEqual([1]);
  });

  it('a lone e-value of exactly 20 is rejected at 5 %', () => {
    expect(eBenjaminiHochberg([Math.log(20)]).rejected).toEqual([0]);
  });

  it('e-values beyond the largest double do not disturb it', () => {
    expect(eBenjaminiHochberg([5000, -5000, 0]).rejected).toEqual([0]);
  });
});
