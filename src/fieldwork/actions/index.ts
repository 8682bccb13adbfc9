/**
 * Reports of action: all that was done under an authorisation, for who gave it. A sub-room of fieldwork. Serves the rule
 * that a report leaves nothing out, also not the tests without difference (art. 42/1 SSW).
 */
export { actionPages, ownReportFiles } from './pages.js';
export { printReport } from './paper.js';
export { actionProblems } from './problems.js';
export { createActionReports, type ActionReports } from './service.js';
export { findReports } from './views.js';
export { verifyActionReports } from './verify.js';
