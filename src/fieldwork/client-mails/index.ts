/**
 * Clients who write: one mail per agency and wave with a wish that the law forbids, as the script says it, and what comes
 * back. Planned, coded and counted as the calls of clients. Serves the rule of no provocation: the wish is said once, in
 * words that were approved; nothing follows unasked, and nobody types a word of what leaves.
 */
export { createClientMails, type ClientMails } from './service.js';
export { clientMailJobs } from './jobs.js';
export { clientMailPages } from './pages.js';
export { clientMailProblems } from './problems.js';
export { mailTable } from './mail-table.js';
export { todo } from './todo.js';
