/**
 * Auth: accounts, the one table role × permission, and the lines that routes are made of. Floor 0.5.
 * Sign-in is not built yet, so the server acts as a chosen practice account and listens on loopback only.
 */
export { holds, permissions, roles, type Permission, type Role } from './permissions.js';
export { download, type ListFile } from './download.js';
export { filterPages, listFilters, type SavedFilter } from './filters/index.js';
export { insistMay, listAccounts, seedAccounts } from './service.js';
export { practiceAccounts, systemAccount } from './schema.js';
export {
  form,
  get,
  page,
  post,
  type Answer,
  type PageAnswer,
  type RawRequest,
  type Request,
  type RouteLine,
} from './route.js';
