/**
 * Auth: accounts, the one table role × permission, and the lines that routes are made of. Floor 0.5.
 * Sign-in is not built yet, so the server acts as a chosen practice account and listens on loopback only.
 */
export { holds, may, permissions, roles, type Permission, type Role } from './permissions.js';
export { insistMay, listAccounts, seedAccounts } from './service.js';
export { practiceAccounts, systemAccount } from './schema.js';
export {
  form,
  page,
  type Answer,
  type Entry,
  type PageAnswer,
  type RawRequest,
  type Request,
  type RouteLine,
} from './route.js';
export * from './api/index.js';
export { openToken, tokenPages, type Bearer } from './tokens/index.js';
