/**
 * Findings: disparities and flags from tests that came to count. Floor 3, on fieldwork and campaigns. Serves the rule
 * that a figure carries its uncertainty and its n, that looking early is corrected for, and that a person decides.
 */
export { analyseCommand, powerCommand, simulateCommand } from './commands.js';
export { countPair, decideFlag, FLAG_LEVEL, look, rebuildCounts } from './service.js';
export { clientCallPages, clientCallRoutes } from './client-calls/index.js';
export { findingJobs } from './jobs.js';
export { findingPages } from './pages.js';
export { findingRoutes } from './routes.js';
export {
  findCountedPairs,
  findCountedPerCampaign,
  findFindings,
  findFlag,
  findSeries,
  listFlags,
  type CellFinding,
  type CountedPairs,
  type FlagView,
} from './views.js';
export { flagChange, isCallback, lookAt, pairOutcome, type FamilyCell } from './rules.js';
export { explainFlag, lowersFlag, pairsToWeaken } from './words.js';
export type { FlagDecision, FlagId, FlagNumbers, PairOutcome } from './schema.js';
