/**
 * Audit: the hash-chained, append-only log of every act. Floor 0.5: every room writes to it, it imports none.
 * It serves the rule that an inspectorate proves afterwards what was done, when, and under which authorisation
 * (art. 42/1 SSW asks a report of every act to the magistrate).
 */
export { record, writeLinks, linkHash } from './service.js';
export {
  campaignActs,
  campaignLog,
  findNews,
  verifyChain,
  type ChainState,
  type LogLine,
  type News,
} from './views.js';
export type { AuditEvent } from './schema.js';
