/**
 * Approval: a coordinator approves the figures of a baseline, and from then on nobody can tell who was tested in it. A room of
 * fieldwork, floor 3. Serves the rule that a baseline measures sectors and makes no case of anybody.
 */
export { approvalJobs } from './jobs.js';
export { approvalPages } from './pages.js';
export { approvalProblems } from './problems.js';
export { createApproval, type Approval } from './service.js';
export { todo } from './todo.js';
export { findApproved, listApproved, type Approved } from './views.js';
