/**
 * Auth: accounts and invitations, sign-in with a second step, sessions, the identity provider (OpenID Connect), the one
 * table role × permission, and the lines that routes are made of. Floor 0.5. Sub-rooms: accounts → grants (roles that two
 * persons give, and what is announced of them) → sign-in → oidc.
 * It serves the rule that every act has a person behind it who was let in (art. 32 GDPR; NIST SP 800-63B AAL2).
 */
export { holds, may, permissions, personRoles, roles, type Permission, type Role } from './permissions.js';
export { mayTakeOn, NEVER_ONE_PERSON, type Duty } from './case-duties.js';
export { roleWord } from './role-words.js';
export { authProblems } from './problems.js';
export { createAuth, type Auth } from './auth.js';
export { exportList, type ListFile } from './export-list.js';
export { filterPages, listFilters, type SavedFilter } from './filters/index.js';
export { readSession, sessionOf, setCookies, visitorOf } from './visitor.js';
export { findOwnFirm, listFirms, listOwnTesters, type FirmLine, type OwnTester } from './firms/views.js';
export { mayWorkOn } from './firms/rules.js';
export { seedAccounts, seedPracticeCallers } from './accounts/seed.js';
export { haveAdministrator, listPeople, listUsers, findUserByLogin } from './accounts/views.js';
export { mayHoldTogether } from './accounts/rules.js';
export { changeOf } from './grants/rules.js';
export { todo as todoInAuth } from './grants/todo.js';
export { Announcements } from './grants/grant-views.js';
export { listAnnouncements } from './grants/views.js';
export {
  PRACTICE_PASSWORD,
  practiceAccounts,
  practiceCallers,
  systemAccount,
  visitorAccount,
  type AccountId,
} from './accounts/schema.js';
export {
  download,
  form,
  page,
  visit,
  type Answer,
  type FileAnswer,
  type Entry,
  type PageAnswer,
  type RawRequest,
  type Request,
  type RouteLine,
  type Visitor,
} from './route.js';
export * from './api/index.js';
export { openToken, tokenPages, type Bearer } from './tokens/index.js';
