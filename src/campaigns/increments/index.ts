/**
 * Increments: a plan is drawn in numbered steps, each hashed, signed, chained to the seal, and with a Merkle root of its own.
 * Serves the rule that vacancies which come later enter a plan by the seed and the quotas that were sealed, by nobody's choice.
 */
export { incrementPages } from './pages.js';
export { incrementProblems } from './problems.js';
export {
  cellKey,
  type Filled,
  type Increment,
  type Place,
  type PlanOrder,
  type PlanResult,
} from './schema.js';
export { hashOfFrame } from './service.js';
export { verifyIncrements } from './verify.js';
export { findIncrements } from './views.js';
