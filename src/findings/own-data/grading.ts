import { assignGrades, shrinkNormal, type PairTable } from '../../statistics/index.js';
import { isPaired, type ByValues, type Stratum } from './figures.js';

/** A stratum with its grade: 1 holds the largest differences against the treatment arm. */
export interface Graded {
  readonly by: ByValues;
  /** Control rate − treatment rate, with its standard error (clustered where clusters were named). */
  readonly estimate: number;
  readonly se: number;
  readonly posterior: { readonly mean: number; readonly sd: number };
  readonly grade: number;
}

/** A report card of strata (Kline, Rose and Walters 2024). */
export interface ReportCard {
  readonly lambda: number;
  /** Mean and standard deviation of the differences between strata, the sampling noise taken out. */
  readonly mean: number | null;
  readonly sd: number | null;
  readonly count: number;
  readonly loss: number | null;
  readonly units: readonly Graded[];
  /** Strata that cannot be graded, with the reason. */
  readonly left: readonly { readonly by: ByValues; readonly why: string }[];
}

/** Standard error of the paired difference (Wald); 0 without discordant pairs. */
function pairedError({ both, controlOnly, treatmentOnly, neither }: PairTable): number {
  const n = both + controlOnly + treatmentOnly + neither;
  const gap = controlOnly - treatmentOnly;
  return n === 0 ? 0 : Math.sqrt(controlOnly + treatmentOnly - (gap * gap) / n) / n;
}

/**
 * Grades strata by normal-normal shrinkage of their differences and the cuts with the least loss.
 * A stratum whose standard error is 0 or undetermined says nothing about its own noise and is left out, by name.
 */
export function gradeStrata(strata: readonly Stratum[], lambda: number): ReportCard {
  const [usable, left]: [{ by: ByValues; estimate: number; se: number }[], { by: ByValues; why: string }[]] =
    [[], []];
  for (const stratum of strata) {
    if (!isPaired(stratum)) continue;
    const { by, clusterRobust, pairs } = stratum;
    const { estimate } = stratum.difference;
    const se = clusterRobust === null ? pairedError(pairs) : clusterRobust.se;
    if (estimate === null) left.push({ by, why: 'no pairs' });
    else if (se === null) left.push({ by, why: 'too few clusters for a standard error' });
    else if (se <= 0) left.push({ by, why: 'no variation: its standard error is 0' });
    else usable.push({ by, estimate, se });
  }
  const shrunk = shrinkNormal(usable);
  if (shrunk.kind === 'undetermined') {
    const alone = usable.map(({ by }) => ({ by, why: shrunk.why }));
    return { lambda, mean: null, sd: null, count: 0, loss: null, units: [], left: [...left, ...alone] };
  }
  const { grades, count, loss } = assignGrades(shrunk.units, lambda);
  const units = usable.flatMap((unit, index) => {
    const posterior = shrunk.units[index];
    return posterior === undefined
      ? []
      : [
          {
            ...unit,
            posterior: { mean: posterior.mean, sd: posterior.sd },
            grade: grades[index] ?? 1,
          },
        ];
  });
  return { lambda, mean: shrunk.mean, sd: Math.sqrt(shrunk.variance), count, loss, units, left };
}
