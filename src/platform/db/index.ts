/**
 * The database: the embedded one (PGlite) or PostgreSQL 15+, behind Kysely. Floor 0.
 * The only place that knows a driver; every other room works inside the transactions that it opens.
 */
export { openDatabase, type Database, type OpenOptions, type RawSession } from './database.js';
export { FolderInUse, insistFolderFree } from './folder-lock.js';
export {
  insistCurrent,
  migrate,
  MigrationError,
  readMigrations,
  checkHistory,
  type Migration,
} from './migrate.js';
export { isPast, microseconds } from './places.js';
export { dumpSchema } from './schema-dump.js';
export { PREPARED } from './postgres.js';
export { asOwner, createContexts } from './transactions.js';
export type { Tables } from './tables.js';
