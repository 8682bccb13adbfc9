import { describe, expect, it } from 'vitest';
import {
  cochranQ,
  discordantHomogeneity,
  mantelHaenszel,
  pairTable,
  poolPairs,
  type PairTable,
  type UnpairedTable,
} from '../../../src/statistics/index.js';
import { expectClose, expectInterval, golden } from './golden.js';
import { haveStudies, readStudy } from './studies.js';

interface Stratified {
  name: string;
  levels: any[];
  value: any;
}

const stratified: Stratified[] = Object.entries<any>(golden.comparisons).flatMap(([comparison, { strata }]) =>
  Object.entries<any>(strata ?? {}).map(([variable, value]) => ({
    name: `${comparison} by ${variable}`,
    levels: Object.values<any>(value.levels),
    value,
  })),
);
const arms = (level: any): UnpairedTable => ({
  control: { n: level.control.n, callbacks: level.control.callbacks },
  treatment: { n: level.test.n, callbacks: level.test.callbacks },
});
const pairs = (level: any): PairTable =>
  pairTable(level.both, level.control_only, level.test_only, level.neither);

describe('Mantel-Haenszel', () => {
  it.each(stratified)('agrees with metafor: $name', ({ levels, value }) => {
    const reference = value.mantel_haenszel_unpaired ?? value.mantel_haenszel;
    const result = mantelHaenszel(levels.map(arms));
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.oddsRatio.estimate, reference.OR.estimate, 1e-10, 'OR');
    expectInterval(result.oddsRatio.ci, reference.OR.ci, 1e-10, 'OR');
    expectClose(result.ratio.estimate, reference.RR.estimate, 1e-10, 'RR');
    expectInterval(result.ratio.ci, reference.RR.ci, 1e-10, 'RR');
    expectClose(result.cmh.chi2, reference.cmh_chi2, 1e-10, 'CMH');
    expectClose(result.cmh.p, reference.cmh_p, 1e-10, 'CMH p');
    // metafor squares a gap below ½ all the same; here, as in mantelhaen.test, the correction stops at 0.
    const smallGap = result.cmh.chi2 > 0 && result.cmhCorrected.chi2 === 0;
    if (!smallGap) expectClose(result.cmhCorrected.chi2, reference.cmh_chi2_cc, 1e-10, 'CMH corrected');
    expectClose(result.breslowDay?.chi2, reference.breslow_day.statistic, 1e-8, 'Breslow-Day');
    expectClose(result.breslowDay?.p, reference.breslow_day.p, 1e-8, 'Breslow-Day p');
    expectClose(result.tarone?.chi2, reference.tarone.statistic, 1e-8, 'Tarone');
  });

  it('leaves out a stratum with an empty arm and says which', () => {
    const full = arms({ control: { n: 40, callbacks: 12 }, test: { n: 40, callbacks: 7 } });
    const empty = arms({ control: { n: 9, callbacks: 2 }, test: { n: 0, callbacks: 0 } });
    const result = mantelHaenszel([full, empty, full]);
    expect(result.dropped).toEqual([1]);
    expect(result).toMatchObject({ ...mantelHaenszel([full, full]), dropped: [1] });
  });

  it('is undetermined when an arm has no callback at all', () => {
    const result = mantelHaenszel([
      arms({ control: { n: 40, callbacks: 12 }, test: { n: 40, callbacks: 0 } }),
    ]);
    expect(result).toEqual({ kind: 'undetermined', why: 'an arm without a callback', dropped: [] });
  });

  it('is undetermined without a stratum that has both arms', () => {
    expect(mantelHaenszel([])).toEqual({
      kind: 'undetermined',
      why: 'no stratum with both arms',
      dropped: [],
    });
  });
});

describe('pairs pooled over strata', () => {
  it.each(stratified.filter(({ value }) => value.paired_pooled !== undefined))(
    'homogeneity: $name',
    ({ levels, value }) => {
      const reference = value.paired_pooled;
      const pooled = poolPairs(levels.map(pairs));
      expect(pooled.table.controlOnly).toBe(reference.sum_b);
      expect(pooled.table.treatmentOnly).toBe(reference.sum_c);
      expectClose(pooled.conditionalOdds.estimate, reference.mh_conditional_or, 1e-12, 'odds');
      if (pooled.homogeneity.kind === 'undetermined') throw new Error(pooled.homogeneity.why);
      expectClose(pooled.homogeneity.chi2, reference.homogeneity_chi2, 1e-10, 'chi2');
      expect(pooled.homogeneity.df).toBe(reference.homogeneity_df);
      expectClose(pooled.homogeneity.p, reference.homogeneity_p, 1e-10, 'p');
    },
  );

  it('the ratio of the summed tables is the Mantel-Haenszel ratio', () => {
    const tables = [pairTable(20, 12, 2, 16), pairTable(5, 10, 10, 40), pairTable(30, 3, 9, 300)];
    const unpaired = tables.map(({ both, controlOnly, treatmentOnly, neither }) => {
      const n = both + controlOnly + treatmentOnly + neither;
      return {
        control: { n, callbacks: both + controlOnly },
        treatment: { n, callbacks: both + treatmentOnly },
      };
    });
    const result = mantelHaenszel(unpaired);
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(poolPairs(tables).ratio.estimate, result.ratio.estimate, 1e-12);
  });

  it('homogeneity needs two strata with discordant pairs, in both directions', () => {
    const why = (tables: PairTable[]): unknown => discordantHomogeneity(tables);
    expect(why([pairTable(1, 3, 2, 5), pairTable(4, 0, 0, 9)])).toEqual({
      kind: 'undetermined',
      why: 'fewer than two strata with discordant pairs',
    });
    expect(why([pairTable(1, 3, 0, 5), pairTable(4, 2, 0, 9)])).toEqual({
      kind: 'undetermined',
      why: 'one direction only',
    });
  });
});

describe("Cochran's Q", () => {
  it('with two arms is McNemar', () => {
    // 12 and 2 discordant of 50: (12 − 2)² / 14.
    const result = cochranQ([32, 22], [16, 14, 20]);
    expect(result).toMatchObject({ kind: 'tested', df: 1, blocks: 50 });
    if (result.kind === 'tested') expectClose(result.chi2, 100 / 14, 1e-12);
  });

  it('is undetermined when every block gave one answer to all', () => {
    expect(cochranQ([20, 20, 20], [30, 0, 0, 20])).toEqual({
      kind: 'undetermined',
      why: 'no block with different answers',
    });
  });

  it.skipIf(!haveStudies).each([
    ['labour2', (row: Record<string, string>) => row.hist ?? ''],
    ['inter1', (row: Record<string, string>) => `${row.gender ?? ''} ${row.origin ?? ''}`],
  ] as const)('agrees with the Friedman test in %s', (name, armOf) => {
    const reference = golden.worked.cochran_q[name];
    const callbacks = new Map<string, number>();
    const perBlock = new Map<string, number>();
    for (const row of readStudy(`callback_${name}.csv`)) {
      const hit = Number(row.callback);
      callbacks.set(armOf(row), (callbacks.get(armOf(row)) ?? 0) + hit);
      perBlock.set(row.offer ?? '', (perBlock.get(row.offer ?? '') ?? 0) + hit);
    }
    const counts = Array.from({ length: callbacks.size + 1 }, () => 0);
    for (const k of perBlock.values()) counts[k]! += 1;
    const result = cochranQ([...callbacks.values()], counts);
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.chi2, reference.Q, 1e-10);
    expect(result.df).toBe(reference.df);
    expectClose(result.p, reference.p, 1e-10);
  });
});
