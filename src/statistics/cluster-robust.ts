/**
 * The difference of callback rates with a standard error that lets applications to one vacancy (or employer) depend
 * on each other: CR0, CR1 as Stata, CR2 (Bell and McCaffrey 2002), t with G − 1 degrees of freedom.
 */
import { logTTwoSided, pFromLog, tQuantile } from './distributions.js';
import type { PairTable } from './pair-table.js';
import type { UnpairedTable } from './unpaired.js';

export type ClusterCorrection = 'CR0' | 'CR1' | 'CR2';

export type ClusterRobust =
  | {
      readonly kind: 'tested';
      readonly clusters: number;
      readonly applications: number;
      readonly difference: number;
      readonly correction: ClusterCorrection;
      readonly se: number;
      readonly ci: readonly [number, number];
      readonly p: number;
    }
  | {
      readonly kind: 'undetermined';
      readonly why: 'an arm is empty' | 'fewer than two clusters' | 'no variation between clusters';
      readonly clusters: number;
    };

/** The counts of one cluster of pairs, by arm. */
export function clusterOfPairs(t: PairTable): UnpairedTable {
  const n = t.both + t.controlOnly + t.treatmentOnly + t.neither;
  return {
    control: { n, callbacks: t.both + t.controlOnly },
    treatment: { n, callbacks: t.both + t.treatmentOnly },
  };
}

/** Σ of squared cluster scores. CR2 divides each arm's residual sum by √(1 − leverage) of that arm in the cluster. */
function meat(clusters: readonly UnpairedTable[], total: UnpairedTable, bellMcCaffrey: boolean): number {
  const part = (arm: 'control' | 'treatment', cluster: UnpairedTable): number => {
    const { n, callbacks } = cluster[arm];
    const all = total[arm];
    const residual = (callbacks - n * (all.callbacks / all.n)) / all.n;
    // A cluster that holds the whole arm has residual 0, whatever it is divided by.
    return bellMcCaffrey && n < all.n ? residual / Math.sqrt(1 - n / all.n) : residual;
  };
  return clusters.reduce(
    (sum, cluster) => sum + (part('control', cluster) - part('treatment', cluster)) ** 2,
    0,
  );
}

function addUp(clusters: readonly UnpairedTable[]): UnpairedTable {
  const total = { control: { n: 0, callbacks: 0 }, treatment: { n: 0, callbacks: 0 } };
  for (const { control, treatment } of clusters) {
    total.control.n += control.n;
    total.control.callbacks += control.callbacks;
    total.treatment.n += treatment.n;
    total.treatment.callbacks += treatment.callbacks;
  }
  return total;
}

/**
 * Difference control − treatment from the counts of each cluster (a cluster may lack an arm).
 * @param correction CR1 by default; CR2 for fewer than about 40 clusters
 */
export function clusterRobustDifference(
  clusters: readonly UnpairedTable[],
  {
    alpha = 0.05,
    correction = 'CR1',
  }: { readonly alpha?: number; readonly correction?: ClusterCorrection } = {},
): ClusterRobust {
  const total = addUp(clusters);
  const used = clusters.filter(({ control, treatment }) => control.n + treatment.n > 0);
  const size = used.length;
  if (total.control.n === 0 || total.treatment.n === 0) {
    return { kind: 'undetermined', why: 'an arm is empty', clusters: size };
  }
  if (size < 2) return { kind: 'undetermined', why: 'fewer than two clusters', clusters: size };
  const applications = total.control.n + total.treatment.n;
  const scale = correction === 'CR1' ? (size / (size - 1)) * ((applications - 1) / (applications - 2)) : 1;
  const se = Math.sqrt(scale * meat(used, total, correction === 'CR2'));
  if (!(se > 0) || !Number.isFinite(se)) {
    return { kind: 'undetermined', why: 'no variation between clusters', clusters: size };
  }
  const difference =
    total.control.callbacks / total.control.n - total.treatment.callbacks / total.treatment.n;
  const reach = tQuantile(1 - alpha / 2, size - 1) * se;
  return {
    kind: 'tested',
    clusters: size,
    applications,
    difference,
    correction,
    se,
    ci: [difference - reach, difference + reach],
    p: pFromLog(logTTwoSided(difference / se, size - 1)),
  };
}
