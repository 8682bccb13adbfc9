/**
 * Privacy: what personal data is kept, why and for how long (a register that is data), the nightly job that applies its
 * terms, legal holds, and requests of people about their data with their clock. Serves the GDPR (art. 5.1.e, 12 to 23,
 * 30, 35). The chain holds hashes only, so that it can be checked after erasing.
 */
export { privacyJobs } from './jobs.js';
export { privacyPages } from './pages.js';
export { privacyProblems } from './problems.js';
export { createPrivacy, type Privacy } from './service.js';
export { todo } from './todo.js';
