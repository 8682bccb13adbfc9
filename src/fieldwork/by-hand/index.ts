/**
 * By hand: applications that an employer takes by a web form alone. A fieldworker takes the form, fills in what was prepared, and
 * says what became of it; the product never fills in a form itself. Serves the same rule as dispatch: every application leaves at
 * most once, within the gate, and what is uncertain is said to be so.
 */
export { byHandPages } from './pages.js';
export { byHandProblems } from './problems.js';
export { createByHand, type ByHand } from './service.js';
export { todo } from './todo.js';
