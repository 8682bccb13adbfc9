/**
 * Legal bases: what a text allows, where its confirmation stands, and the act of two that confirms it. A sub-room of
 * campaigns. Serves the rule that the legal base is never given: no confirmed text, no test.
 */
export { legalBasisPages } from './pages.js';
export { legalBasisProblems } from './problems.js';
export { legalBasisRoutes } from './routes.js';
export { todo as todoInLegalBases } from './todo.js';
export type { LegalNames } from './names.js';
