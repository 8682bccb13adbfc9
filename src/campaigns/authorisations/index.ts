/**
 * Authorisations: who asks for leave to test, who checks the request, who records what was decided, what it covers and on
 * which conditions. A sub-room of campaigns. Serves the rule that no covert test leaves without written leave, within its
 * scope, recorded by another than who asked.
 */
export { findConditions, findExtensions, findRequestLanguage } from './views.js';
export { kindWord } from './words.js';
export type { Authorisation, RequestLanguage } from './schema.js';
export { authorisationPages } from './pages.js';
export { authorisationProblems } from './problems.js';
export { stands } from './rules.js';
export { printRequest } from './request-paper.js';
export { verifyRequests } from './verify.js';
