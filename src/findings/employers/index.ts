/** Employers: patterns at one employer of an enforcement campaign, for its own team alone; never published, never exported. */
export { EmployerFlags } from './employer-flag-view.js';
export { employerPages } from './pages.js';
export { lookAtEmployers, decideEmployerFlag } from './service.js';
export {
  findEmployerFlag,
  listEmployerFlags,
  listPatterns,
  type EmployerFlagView,
  type NamedPattern,
} from './views.js';
export type { EmployerFlagId } from './schema.js';
