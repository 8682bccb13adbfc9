/** Own interests: who is tied to somebody in a campaign does nothing in it; and how somebody stands to a campaign. */
export { interestPages } from './pages.js';
export { interestProblems } from './problems.js';
export { mayActIn } from './rules.js';
export type { Standing } from './schema.js';
export { insistMayAct } from './service.js';
export { findStanding } from './views.js';
