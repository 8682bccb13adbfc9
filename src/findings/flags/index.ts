/** Flags: patterns that survive correction and looking early, each with the numbers it rests on, for a person to decide. */
export { flagJobs } from './jobs.js';
export { flagProblems } from './problems.js';
export { flagPages } from './pages.js';
export { flagRoutes } from './routes.js';
export { flagChange } from '../flag-change.js';
export { lookAt } from './rules.js';
export { conclude } from './conclude.js';
export { decideFlag, FLAG_LEVEL, look } from './service.js';
export {
  findFinalLooks,
  findFlag,
  listFlags,
  listPublishedFlags,
  type FinalLook,
  type FlagView,
} from './views.js';
export { explainFlag, lowersFlag, pairsToWeaken } from './words.js';
export type { FlagDecision, FlagId, FlagNumbers } from './schema.js';
