/**
 * Candidate calls: two testers whose voices were matched call about one vacancy, each for one candidate of its pair and on a day of
 * their own. Beside the other rooms of fieldwork: planned by scheduling, put off and ended as dispatch does, heard as responses.
 * Serves the rule that only the tested signal differs: matched voices, the same lines, and neither caller knows of the other.
 */
export { createCandidateCalls, type CandidateCalls, type CandidateCallMeans } from './service.js';
export { candidateCallJobs } from './jobs.js';
export { candidateCallPages } from './pages.js';
export { candidateCallProblems } from './problems.js';
export { showOwnCalls } from './own-calls.js';
export { listOwnCalls, type OwnCall } from './views.js';
export { todo } from './todo.js';
