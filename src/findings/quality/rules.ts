import {
  directionOf,
  ratioScoreInterval,
  testIndependence,
  testUniformity,
  verdictOf,
  type BalanceTest,
  type ClusterRobust,
  type PairTable,
} from '../../statistics/index.js';

/** How a pair was arranged: who was sent first, and which template and layout the control profile had. */
export interface Arrangement {
  readonly firstArm: 'control' | 'treatment';
  readonly template: number;
  readonly layout: number;
  readonly planned: number;
  /** Both applications left. */
  readonly sent: number;
  /** The pair counts and is not void. */
  readonly counted: number;
  readonly voided: number;
}

/** Tests of what should be by chance alone. */
export interface BalanceChecks {
  readonly planned: BalanceTest;
  readonly sent: BalanceTest;
  readonly counted: BalanceTest;
  /** Whether void pairs fall alike in every arrangement. */
  readonly voids: BalanceTest;
}

/**
 * The joint order × template × layout table tested for equal shares (Pearson) over planned, sent and counted pairs, and
 * void against counted for independence of the arrangement.
 */
export function checkBalance(rows: readonly Arrangement[]): BalanceChecks {
  return {
    planned: testUniformity(rows.map(({ planned }) => planned)),
    sent: testUniformity(rows.map(({ sent }) => sent)),
    counted: testUniformity(rows.map(({ counted }) => counted)),
    voids: testIndependence(rows.map(({ counted, voided }) => [counted, voided])),
  };
}

/** What a table allows to be said: a side when the 95 % interval of the ratio leaves out 1, with six discordant pairs or more. */
export type Conclusion = 'against-treatment' | 'against-control' | 'chance' | 'too-few' | 'not-computed';

export function concludeRatio(table: PairTable): Conclusion {
  if (verdictOf(table).kind === 'undetermined') return 'too-few';
  const [low, high] = ratioScoreInterval(table, 0.05).ci;
  const apart = (low ?? 0) > 1 || (high !== null && high < 1);
  const direction = directionOf(table);
  return apart && direction !== 'none' ? direction : 'chance';
}

/** The same from a cluster-robust difference, whose interval must leave out 0; all employers alike leave none to compute. */
export function concludeDifference(table: PairTable, result: ClusterRobust): Conclusion {
  if (verdictOf(table).kind === 'undetermined') return 'too-few';
  if (result.kind === 'undetermined') return 'not-computed';
  if (result.ci[0] > 0) return 'against-treatment';
  return result.ci[1] < 0 ? 'against-control' : 'chance';
}
