/**
 * Course: how a campaign runs, as it runs: what was sent, answered and coded over time, how far the plan is, whether mail
 * is well, and why pairs are void. Never by arm, and without evidence. For the own team.
 */
export { coursePages } from './pages.js';
export { mailHealth, type MailFigures } from './rules.js';
