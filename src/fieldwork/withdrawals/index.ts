/**
 * Withdrawals: every answer that a person wrote stands on a clock, and every application to which an employer expects an
 * act is ended politely, once, in time. Last of fieldwork's rooms: it reads answers and frozen applications, and nothing
 * that codes can reach it. Serves the rule that a test takes no more of an employer's time than it must (DOMAIN.md 2.4).
 */
export { createWithdrawals, type Triage, type WithdrawalMeans, type Withdrawals } from './service.js';
export { withdrawalJobs } from './jobs.js';
export { withdrawalPages } from './pages.js';
export { withdrawalProblems } from './problems.js';
export { todo } from './todo.js';
export { BURDEN_MINUTES } from './rules.js';
export {
  countOnClock,
  countWithdrawn,
  findAnswer,
  findBurden,
  findWithdrawal,
  listToRead,
  listToWithdraw,
  type Burden,
} from './views.js';
export type { Expected, WithdrawalId, WithdrawalState } from './schema.js';
