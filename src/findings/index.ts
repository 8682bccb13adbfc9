/**
 * Findings: disparities and flags from tests that came to count, in three rooms: counts → sectors, flags. Floor 3, on
 * fieldwork and campaigns. Serves the rule that a figure carries its uncertainty and its n, that looking early is
 * corrected for, and that a person decides. `own-data` serves anybody's own file and no stored employer.
 */
import type { RouteLine } from '../auth/index.js';
import { flagPages, flagRoutes } from './flags/index.js';
import { sectorPages, sectorRoutes } from './sectors/index.js';

export { analyseCommand, powerCommand, simulateCommand } from './commands.js';
export {
  countPair,
  findCountedPairs,
  findCountedPerCampaign,
  findSeries,
  isCallback,
  pairOutcome,
  rebuildCounts,
  type CountedPairs,
  type FamilyCell,
  type PairOutcome,
} from './counts/index.js';
export { findFindings, type CellFinding } from './sectors/index.js';
export {
  decideFlag,
  explainFlag,
  FLAG_LEVEL,
  flagChange,
  flagJobs as findingJobs,
  findFlag,
  listFlags,
  lookAt,
  look,
  lowersFlag,
  pairsToWeaken,
  type FlagDecision,
  type FlagId,
  type FlagNumbers,
  type FlagView,
} from './flags/index.js';

export { find as findInFindings } from './find.js';
export { findCountedOf } from './progress.js';
export { todo as todoInFindings } from './todo.js';

/** The pages of figures per sector and of flags. */
export function findingPages(): RouteLine[] {
  return [...sectorPages(), ...flagPages()];
}

/** The JSON reads of this room. */
export function findingRoutes(): RouteLine[] {
  return [...sectorRoutes(), ...flagRoutes()];
}
