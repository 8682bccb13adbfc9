/**
 * Responses: employers' answers from raw mail to a final code. Third of fieldwork's rooms, and blind by construction:
 * nothing here, and nothing this room can reach, knows arm, profile or scenario. Serves the rule that a coder who knows
 * the arm spoils the study (ARCHITECTURE, Floors).
 */
export { createResponses, type Responses } from './service.js';
export { createAnswerSeal, type AnswerSeal, type SealedAnswer } from './seal.js';
export { readAnswer, type KeptAnswer } from './reading.js';
export { hideIn } from './keeping.js';
export type { Upload } from './uploading.js';
export { isPassing, RESPONSE_BATCH } from './process.js';
export { responseJobs } from './jobs.js';
export { responseProblems } from './problems.js';
export { codingPages } from './coding-pages.js';
export { matchedPages } from './matched-pages.js';
export { responsePages } from './pages.js';
export { todo } from './todo.js';
export {
  countMessages,
  countUnmatched,
  findAnswerProgress,
  findApplicationByAddress,
  findNextWindowEnd,
  listUnmatched,
  openUnmatched,
  type AnswerProgress,
  type OpenedMessage,
  type Unmatched,
} from './views.js';
export { listToCode, type CodingItem } from './coding-views.js';
export { finalCode, outcomeOf } from './rules.js';
export { suggest, withoutQuotes, type Suggestion } from './suggestion.js';
export {
  CODES,
  type Channel,
  type Code,
  type Media,
  type OutcomeCode,
  type ResponseId,
  type UploadChannel,
} from './schema.js';
