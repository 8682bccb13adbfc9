/**
 * Vacancies: looking whether a vacancy is still open, and still the same, before an application leaves. Serves the rule
 * that nothing is sent on a check older than 24 hours: by an adapter, or by a person on one list.
 */
export { vacancyPages } from './pages.js';
export { todo } from './todo.js';
