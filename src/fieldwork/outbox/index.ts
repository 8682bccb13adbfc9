/**
 * The outbox: what of a campaign leaves, left or stays, and why it does not leave now. Reads what dispatch decides by, and changes nothing.
 * Serves the rule that nothing is held or ended without a reason that people can read.
 */
export { outboxPages } from './pages.js';
export { whyWord } from './words.js';
