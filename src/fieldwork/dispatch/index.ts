/**
 * Dispatch: sends each application at most once, and says honestly what is uncertain. Second of fieldwork's three rooms.
 * Serves the rule that a second copy unmasks the test and harms the employer: proof before any repetition.
 */
export { createDispatch, type Dispatch } from './service.js';
export type { DispatchMeans } from './means.js';
export { dispatchJobs } from './jobs.js';
export { dispatchProblems } from './problems.js';
export { dispatchPages } from './pages.js';
export { GROUNDLESS, RELEASED, RETIRED, UNCOOLED } from './cooling.js';
export { compose, writeMail, type PrintCv } from './mail.js';
export { cancel } from './deciding.js';
export { laterThan, openQuota } from './limits.js';
export { findLeft, OUTGOING, type Outgoing } from './store.js';
export { todo } from './todo.js';
export { countInDoubt, findNextMoment, listInDoubt } from './views.js';
export type { InDoubt } from './schema.js';
export {
  backoffMinutes,
  CHECK_HOURS,
  decideDue,
  lastOfTest,
  windowEnd,
  WINDOW_DAYS,
  type DueDecision,
  type DueFacts,
} from './rules.js';
