/**
 * Voices: how a tester sounds to people who do not know them, by a recorded pretest that a second person confirms, and which two
 * testers sound alike in all but origin. Serves the rule that the two callers of a pair differ in nothing but the cue (T1).
 */
export { voicePages, type Origins } from './pages.js';
export { voiceProblems } from './problems.js';
export { voiceRoutes } from './routes.js';
export { confirmVoice, recordVoice, withdrawVoice } from './service.js';
export type { PairRefusal } from './rules.js';
export { type VoiceId, type VoiceLanguage, type VoiceRecord } from './schema.js';
export { todo } from './todo.js';
export { matchedCallers, type Caller, type MatchedCallers } from './views.js';
