/**
 * Snapshots: the page of a vacancy as it stood when somebody looked at it, as a file or as copied words, with its hash in
 * the log. Serves the rule that what was tested can be shown afterwards (DOMAIN.md 2.3), also when the page is gone.
 */
export { snapshotJobs } from './jobs.js';
export { snapshotPages } from './pages.js';
export { snapshotProblems } from './problems.js';
export { createSnapshots, type Snapshots } from './service.js';
export { pageMediaOf } from './rules.js';
export type { PageMedia } from './schema.js';
