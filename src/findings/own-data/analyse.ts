import {
  analysePairs,
  analyseUnpaired,
  benjaminiHochberg,
  clusterRobustDifference,
  poolPairs,
  type PairAnalysis,
  type UnpairedTable,
} from '../../statistics/index.js';
import { isPaired, type ByValues, type ClusterFigures, type Figures, type Stratum } from './figures.js';
import { gradeStrata, type ReportCard } from './grading.js';
import type { AnalyseOptions } from './options.js';
import type { ProbitFigures } from './probit.js';
import { readCounts, type Counted, type Rejected } from './read.js';
import type { Counts } from './tally.js';

export { isPaired, type ByValues, type Figures, type PairedFigures, type Stratum } from './figures.js';

/** The answer of `analyse`: undefined is null, nowhere NaN or Infinity. */
export interface Analysis {
  readonly input: {
    readonly rows: number;
    readonly used: number;
    readonly otherArms: number;
    readonly unmatchedPairs: number;
    readonly rejected: readonly Rejected[];
  };
  readonly overall: Figures;
  readonly strata: readonly Stratum[];
  readonly pooled: {
    readonly ratio: PairAnalysis['ratio'];
    readonly difference: PairAnalysis['difference'];
    readonly homogeneity: {
      readonly chi2: number | null;
      readonly df: number | null;
      readonly p: number | null;
    };
  } | null;
  readonly multiplicity: {
    readonly method: 'bh';
    readonly alpha: number;
    readonly rejected: readonly ByValues[];
  };
  /** Only when asked for. */
  readonly grades?: ReportCard;
  /** Only when asked for. */
  readonly probit?: ProbitFigures;
}

/** Reads and analyses a file of any correspondence study. @throws DataRefused (see readCounts) */
export async function analyseFile(
  source: AsyncIterable<Uint8Array | string>,
  options: AnalyseOptions,
): Promise<{ readonly counted: Counted; readonly analysis: Analysis }> {
  const counted = await readCounts(source, options);
  return { counted, analysis: analyseCounts(counted, options) };
}

/** The figures of counts; strata in the order of their names, one family for Benjamini and Hochberg. */
export function analyseCounts(counted: Counted, options: AnalyseOptions): Analysis {
  const { rows, used, otherArms, unmatchedPairs, rejected, tally } = counted;
  const order = new Intl.Collator('en', { numeric: true });
  const named = tally.strata
    .map((counts, index) => ({ values: counted.strata[index] ?? [], counts }))
    .sort((a, b) => compareValues(order, a.values, b.values));
  const strata = named.map(({ values, counts }) => ({
    by: byOf(options.by, values),
    ...figuresOf(counts, options),
  }));
  const { alpha } = options;
  const family = benjaminiHochberg(
    strata.map((stratum) => pOf(stratum)),
    alpha,
  );
  return {
    input: { rows, used, otherArms, unmatchedPairs, rejected },
    overall: figuresOf(tally.overall, options),
    strata,
    pooled: options.by.length === 0 || options.unpaired ? null : poolStrata(tally.strata, alpha),
    multiplicity: {
      method: 'bh',
      alpha,
      rejected: family.rejected.flatMap((index) => strata.slice(index, index + 1)).map(({ by }) => by),
    },
    ...(options.gradeLambda === null ? {} : { grades: gradeStrata(strata, options.gradeLambda) }),
    ...(counted.probit === null ? {} : { probit: counted.probit.fit() }),
  };
}

function compareValues(order: Intl.Collator, a: readonly string[], b: readonly string[]): number {
  for (const [index, value] of a.entries()) {
    const compared = order.compare(value, b[index] ?? '');
    if (compared !== 0) return compared;
  }
  return a.join('\n') < b.join('\n') ? -1 : 1;
}

const byOf = (columns: readonly string[], values: readonly string[]): ByValues =>
  Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));

// A stratum without evidence stays in the family, with p = 1 inside the procedure only.
const pOf = (figures: Figures): number => (isPaired(figures) ? figures.mcnemar.midP : figures.fisher.p) ?? 1;

function figuresOf(counts: Counts, { alpha, unpaired, cluster }: AnalyseOptions): Figures {
  const clusterRobust = cluster === null ? null : clusterFigures(counts.clusters(), alpha);
  if (unpaired) return { ...analyseUnpaired(counts.applications(), { alpha }), clusterRobust };
  const { eValue, direction, verdict, ...before } = analysePairs(counts.table(), { alpha });
  return {
    ...before,
    eValue: { ...eValue, firstCrossing20: counts.firstCrossing20 },
    clusterRobust,
    direction,
    verdict,
  };
}

function clusterFigures(clusters: readonly UnpairedTable[], alpha: number): ClusterFigures {
  const result = clusterRobustDifference(clusters, { alpha, correction: 'CR1' });
  if (result.kind === 'undetermined')
    return { clusters: result.clusters, se: null, ci: [null, null], p: null };
  const { clusters: size, se, ci, p } = result;
  return { clusters: size, se, ci, p };
}

function poolStrata(strata: readonly Counts[], alpha: number): Analysis['pooled'] {
  const pooled = poolPairs(
    strata.map((counts) => counts.table()),
    alpha,
  );
  const { homogeneity } = pooled;
  return {
    ratio: { ...pooled.ratio, method: 'nam-blackwelder' },
    difference: { ...pooled.difference, method: 'tango' },
    homogeneity:
      homogeneity.kind === 'undetermined'
        ? { chi2: null, df: null, p: null }
        : { chi2: homogeneity.chi2, df: homogeneity.df, p: homogeneity.p },
  };
}
