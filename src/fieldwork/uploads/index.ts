/**
 * Uploads: answers that do not come in by our own mail server. A fieldworker keeps a mail file, a scan of a letter, the
 * text of a message, a recording or notes of a call; each goes the way of every answer. Coders see none of these: they get
 * words that a fieldworker checked and released. Serves the rule that coding is blind (ARCHITECTURE, Floors).
 */
export { createUploads, type Uploads } from './service.js';
export { uploadPages } from './pages.js';
export { uploadProblems } from './problems.js';
export { listToRelease } from './views.js';
export { todo } from './todo.js';
