/**
 * Called names: who was spoken to in a call, in enforcement alone. Beside calls and candidate-calls, which hand the name over; sealed as
 * answers are. Serves the rule that measuring names nobody, and that an inspector who must name somebody leaves a trace of it.
 */
export { createCalledNames, type CalledNames, type KeepName } from './service.js';
export { calledNamePages } from './pages.js';
export { calledNameProblems } from './problems.js';
export { calledNameField } from './name-field.js';
