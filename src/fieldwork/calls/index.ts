/**
 * Calls: a client calls an agency with a wish that the law forbids, and notes what it hears. Beside fieldwork's three mail
 * rooms; takes the drawing rules of scheduling. Serves the rule of no provocation: an approved script, frozen when the
 * calls are planned, the wish said once, every deviation noted; and the wall between testers.
 */
export { createCalls, type Calls } from './service.js';
export type { CallsMeans } from './waves.js';
export { hasCallsOf } from './hand-out-list.js';
export { callRoutes } from './routes.js';
export { callPages } from './pages.js';
export { callProblems } from './problems.js';
export { keepScript } from './store.js';
export {
  findCallProgress,
  findChannel,
  listHeard,
  type CallProgress,
  type ClientChannel,
  type HeardCall,
} from './counting-views.js';
export { listFreeTesters, listOwnTasks } from './views.js';
export { todo } from './todo.js';
export { CALL_CODES, type CallCode } from './schema.js';
