import { describe, expect, it } from 'vitest';
import {
  clusterOfPairs,
  clusterRobustDifference,
  differenceWaldInterval,
  pairTable,
  type UnpairedTable,
} from '../../../src/statistics/index.js';
import { expectClose, expectInterval, golden } from './golden.js';
import { haveStudies, loadStudy, type Spec } from './studies.js';

function expectReference(clusters: UnpairedTable[], reference: any): void {
  for (const [correction, se] of [
    ['CR0', reference.se_CR0],
    ['CR1', reference.se_CR1_stata],
    ['CR2', reference.se_CR2],
  ] as const) {
    if (se === undefined) continue;
    const result = clusterRobustDifference(clusters, { correction });
    if (result.kind === 'undetermined') throw new Error(result.why);
    expect(result.clusters).toBe(reference.clusters);
    expect(result.applications).toBe(reference.rows);
    expectClose(result.difference, reference.difference_control_minus_test, 1e-10, 'difference');
    expectClose(result.se, se, 1e-8, correction);
    if (correction !== 'CR1') continue;
    expectClose(result.p, reference.p_CR1_tG1, 1e-8, 'p');
    expectInterval(result.ci, reference.ci_CR1_tG1, 1e-8, 'interval');
  }
}

/** The 1,323 ads of Bertrand and Mullainathan from the published distribution of callbacks per ad. */
function bertrandMullainathan(): UnpairedTable[] {
  const { white_callbacks, black_callbacks, resumes, Freq } =
    golden.comparisons.bm2004_white_black.job_level.distribution;
  return (Freq as number[]).flatMap((times, i) =>
    Array.from({ length: times }, () => ({
      control: { n: resumes[i] / 2, callbacks: white_callbacks[i] },
      treatment: { n: resumes[i] / 2, callbacks: black_callbacks[i] },
    })),
  );
}

describe('the cluster-robust difference', () => {
  it('is that of sandwich and clubSandwich for Bertrand and Mullainathan', () => {
    expectReference(bertrandMullainathan(), golden.comparisons.bm2004_white_black.cluster_robust);
  });

  it
    .skipIf(!haveStudies)
    .each(
      Object.entries<any>(golden.comparisons).filter(([, value]) =>
        String(value.spec.file).includes('callback_'),
      ),
    )('is that of sandwich and clubSandwich for %s', (name, value) => {
    const { table, clusters } = loadStudy(
      value.spec as Spec,
      (row) => !name.endsWith('_among_U') || row.reput === 'U',
    );
    expect(table).toEqual({
      both: value.paired.both,
      controlOnly: value.paired.control_only,
      treatmentOnly: value.paired.test_only,
      neither: value.paired.neither,
    });
    expectReference(clusters, value.cluster_robust);
  });

  it('with one pair per cluster is close to the paired Wald interval, up to its small-sample factor', () => {
    const [both, controlOnly, treatmentOnly, neither] = [30, 25, 10, 135];
    const one = (a: number, b: number, c: number, d: number, times: number): UnpairedTable[] =>
      Array.from({ length: times }, () => clusterOfPairs(pairTable(a, b, c, d)));
    const clusters = [
      ...one(1, 0, 0, 0, both),
      ...one(0, 1, 0, 0, controlOnly),
      ...one(0, 0, 1, 0, treatmentOnly),
      ...one(0, 0, 0, 1, neither),
    ];
    const result = clusterRobustDifference(clusters, { correction: 'CR0' });
    if (result.kind === 'undetermined') throw new Error(result.why);
    const [low, high] = differenceWaldInterval(pairTable(both, controlOnly, treatmentOnly, neither)).ci;
    expectClose(result.se, (Number(high) - Number(low)) / (2 * 1.959963984540054), 1e-12);
  });

  it('handles a cluster that lacks an arm', () => {
    const clusters = [
      { control: { n: 3, callbacks: 1 }, treatment: { n: 0, callbacks: 0 } },
      { control: { n: 2, callbacks: 2 }, treatment: { n: 2, callbacks: 1 } },
      { control: { n: 1, callbacks: 0 }, treatment: { n: 4, callbacks: 1 } },
    ];
    const result = clusterRobustDifference(clusters, { correction: 'CR2' });
    if (result.kind === 'undetermined') throw new Error(result.why);
    expectClose(result.se, denseCr2(clusters), 1e-10);
  });

  it('is undetermined with one cluster, an empty arm, or clusters that are all alike', () => {
    const same = { control: { n: 2, callbacks: 1 }, treatment: { n: 2, callbacks: 1 } };
    const why = (clusters: UnpairedTable[]): string => {
      const result = clusterRobustDifference(clusters);
      return result.kind === 'undetermined' ? result.why : 'tested';
    };
    expect(why([same])).toBe('fewer than two clusters');
    expect(why([same, same])).toBe('no variation between clusters');
    expect(why([{ control: { n: 2, callbacks: 1 }, treatment: { n: 0, callbacks: 0 } }])).toBe(
      'an arm is empty',
    );
  });
});

/** CR2 with explicit rows: e_g multiplied by (I − H_gg)^(−1/2), from an eigen-decomposition by arm. */
function denseCr2(clusters: UnpairedTable[]): number {
  const [n1, n0] = [
    clusters.reduce((s, c) => s + c.control.n, 0),
    clusters.reduce((s, c) => s + c.treatment.n, 0),
  ];
  const [m1, m0] = [
    clusters.reduce((s, c) => s + c.control.callbacks, 0) / n1,
    clusters.reduce((s, c) => s + c.treatment.callbacks, 0) / n0,
  ];
  let total = 0;
  for (const { control, treatment } of clusters) {
    const score = (n: number, x: number, mean: number, all: number): number => {
      const residuals = Array.from({ length: n }, (_, i) => (i < x ? 1 : 0) - mean);
      const average = residuals.reduce((s, e) => s + e, 0) / Math.max(1, n);
      const factor = 1 / Math.sqrt(1 - n / all);
      return residuals.reduce((s, e) => s + (e - average) + average * factor, 0) / all;
    };
    const gap = score(control.n, control.callbacks, m1, n1) - score(treatment.n, treatment.callbacks, m0, n0);
    total += gap * gap;
  }
  return Math.sqrt(total);
}
