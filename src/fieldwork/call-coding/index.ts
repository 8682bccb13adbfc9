/**
 * Call coding: what an agency answered in a call, from the tester's note to a code that counts. Beside calls and responses, whose
 * order it keeps: two coders, and a third who settles their difference. Blind by its one SQL view: no agency, no sector, no tester,
 * no first impression. Serves the rule that no outcome hangs on one person.
 */
export { createCallCoding, type CallCoding } from './service.js';
export { callCodingPages } from './pages.js';
export { callCodingProblems } from './problems.js';
export { countCallsToCode, findNextCall } from './views.js';
export { todo } from './todo.js';
