/**
 * Signals: what gives reason to test, and what supports it. Floor 1: imports the register alone. Serves the rule that a
 * test against one employer starts from a named trigger with its evidence, which a magistrate can weigh.
 */
export { signalPages, type SignalNames } from './pages.js';
export { signalProblems } from './problems.js';
export { signalRoutes } from './routes.js';
export { findExhibits, findSignal, listSignals } from './views.js';
export { recordSignal, addExhibit } from './service.js';
export type { Exhibit, Signal, SignalDraft, SignalId, SignalKind, SignalLine } from './schema.js';
export { wordsIn as signalWordsIn } from './words.js';
