/** Tokens of the API: made by their owner, shown once, held to scopes, revoked for good. */
export { tokenPages } from './pages.js';
export { openToken, type Bearer } from './service.js';
