/**
 * Dispatch: sends each application at most once, and says honestly what is uncertain. Second of fieldwork's three rooms.
 * Serves the rule that a second copy unmasks the test and harms the employer: proof before any repetition.
 */
export { createDispatch, type Dispatch, type DispatchMeans } from './service.js';
export { dispatchJobs } from './jobs.js';
export { dispatchProblems } from './problems.js';
export { dispatchPages } from './pages.js';
export { todo } from './todo.js';
export { countInDoubt, findNextMoment, listInDoubt } from './views.js';
export type { InDoubt } from './schema.js';
export {
  backoffMinutes,
  decideDue,
  windowEnd,
  WINDOW_DAYS,
  type DueDecision,
  type DueFacts,
} from './rules.js';
