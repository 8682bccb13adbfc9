import type { Interval, PairAnalysis, UnpairedAnalysis } from '../../statistics/index.js';

/** The difference with applications of one cluster allowed to depend on each other (CR1, t with G − 1). */
export interface ClusterFigures {
  readonly clusters: number;
  readonly se: number | null;
  readonly ci: Interval['ci'];
  readonly p: number | null;
}

/** All figures of one set of pairs, in the order in which they are written. */
export interface PairedFigures extends Omit<PairAnalysis, 'eValue' | 'direction' | 'verdict'> {
  readonly eValue: PairAnalysis['eValue'] & { readonly firstCrossing20: number | null };
  readonly clusterRobust: ClusterFigures | null;
  readonly direction: PairAnalysis['direction'];
  readonly verdict: PairAnalysis['verdict'];
}

export interface UnpairedFigures extends UnpairedAnalysis {
  readonly clusterRobust: ClusterFigures | null;
}

export type Figures = PairedFigures | UnpairedFigures;
export type ByValues = Readonly<Record<string, string>>;
export type Stratum = { readonly by: ByValues } & Figures;

/** Whether figures are of matched pairs. */
export const isPaired = (figures: Figures): figures is PairedFigures => 'mcnemar' in figures;
