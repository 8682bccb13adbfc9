/**
 * Duty: who watches the clocks in a weekend, when an employer must be told on a day on which nobody works. Planned by a
 * coordinator, shown to who stands by. Serves the rule that no employer keeps a place free for nobody (DOMAIN.md 2.4).
 */
export { dutyPages } from './pages.js';
export { dutyProblems } from './problems.js';
export { todo } from './todo.js';
