/**
 * The dry run: what a campaign would send in the coming working days, by which route, from whom, and what would stop it. It reads
 * and composes with what dispatch sends by; it opens no connection and writes nothing.
 * Serves the rule that a mistake is seen before it leaves.
 */
export { rehearsalPages } from './pages.js';
export type { RehearsalMeans } from './means.js';
