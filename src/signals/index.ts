/**
 * Signals: what gives reason to test, and what supports it. Floor 1: imports the register alone. Serves the rule that a
 * test against one employer starts from a named trigger with its evidence, which a magistrate can weigh.
 */
export { signalPages, type SignalNames } from './pages.js';
export { signalProblems } from './problems.js';
export { signalJobs } from './released.js';
export { signalRoutes } from './routes.js';
export { addExhibit, recordSignal } from './service.js';
export { findSignals, findSignalsAbout } from './views.js';
export type {
  Exhibit,
  ExhibitKind,
  Signal,
  SignalDraft,
  SignalId,
  SignalKind,
  SignalLine,
} from './schema.js';
