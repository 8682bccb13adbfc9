/**
 * Findings: disparities and flags from tests that came to count, in rooms: counts → sectors, quality,
 * employers → flags, and client-calls. Floor 3, on fieldwork and campaigns. Serves the rule that a figure carries its uncertainty and its n,
 * that looking early is corrected for, and that a person decides. `own-data` serves anybody's own file and no stored
 * employer.
 */
import type { RouteLine } from '../auth/index.js';
import { employerPages } from './employers/index.js';
import { flagPages, flagRoutes } from './flags/index.js';
import { ownSectorPages } from './own-sector/index.js';
import { qualityPages } from './quality/index.js';
import { sectorPages, sectorRoutes } from './sectors/index.js';

export { clientCallPages, clientCallRoutes } from './client-calls/index.js';
export {
  countPair,
  recountPair,
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
export {
  findFindings,
  publishFigures,
  sectorJobs,
  sectorProblems,
  type CellFinding,
} from './sectors/index.js';
export {
  decideEmployerFlag,
  listEmployerFlags,
  listPatterns,
  type EmployerFlagView,
} from './employers/index.js';
export {
  conclude,
  decideFlag,
  explainFlag,
  FLAG_LEVEL,
  flagChange,
  flagJobs as findingJobs,
  findFinalLooks,
  findFlag,
  listFlags,
  listPublishedFlags,
  lookAt,
  look,
  lowersFlag,
  pairsToWeaken,
  type FinalLook,
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
  return [...sectorPages(), ...qualityPages(), ...flagPages(), ...employerPages(), ...ownSectorPages()];
}

/** The JSON reads of this room. */
export function findingRoutes(): RouteLine[] {
  return [...sectorRoutes(), ...flagRoutes()];
}
