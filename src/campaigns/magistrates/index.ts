/**
 * Magistrates: who was asked by account reads the own requests, decides on them, and reads what was done. A sub-room of
 * campaigns. Serves the rule that a magistrate's consent is theirs alone (art. 42/1 SSW): what they decide here is the
 * decision, without a clerk between.
 */
export { magistratePages } from './pages.js';
export { magistrateRoutes } from './routes.js';
export { decisionFiles } from './files.js';
export { magistrateProblems } from './problems.js';
export { createMagistrateUseCases, type MagistrateUseCases } from './service.js';
export { findDecisions, wasAsked, type DecisionLine } from './views.js';
export { find as findInRequests } from './find.js';
export { printDecision } from './paper.js';
export { todo as todoInRequests } from './todo.js';
export { verifyDecisions } from './verify.js';
export type { ReportLine } from './facts.js';
