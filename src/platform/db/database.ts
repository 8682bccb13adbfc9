import { join } from 'node:path';
import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { lockFolder } from './folder-lock.js';
import { openLite, type Lite } from './lite.js';
import { openPostgres } from './postgres.js';
import type { Tables } from './tables.js';

/** One session, for what must stay on one connection: migrations and the schema dump. */
export interface RawSession {
  /** One or several statements without parameters. */
  exec(text: string): Promise<void>;
  rows<Row>(text: string): Promise<Row[]>;
}

export interface Database {
  readonly engine: 'pglite' | 'postgres';
  readonly kysely: Kysely<Tables>;
  session<T>(use: (session: RawSession) => Promise<T>): Promise<T>;
  /** The embedded data folder as a tar file; undefined on PostgreSQL. */
  dump(): Promise<Blob | undefined>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** PostgreSQL when given, else the embedded database. */
  readonly url?: string | undefined;
  /** The embedded database's folder; in memory when undefined. */
  readonly folder?: string | undefined;
  /** A tar file to start the embedded database from. */
  readonly from?: Blob;
  readonly connections?: number;
  /** Each statement's text, before nothing else is known of it. */
  readonly onStatement?: (text: string) => void;
  readonly onError?: (error: Error) => void;
}

/**
 * Opens PostgreSQL (`url`) or the embedded database (`folder`).
 * @throws FolderInUse when another process holds the folder
 */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  if (options.url !== undefined) {
    const pool = openPostgres(options.url, options.connections ?? 10, options.onError ?? (() => undefined));
    return databaseOver('postgres', pool, options, undefined, () => undefined);
  }
  const unlock = options.folder === undefined ? () => undefined : lockFolder(options.folder);
  try {
    const lite = await openLite(
      options.folder === undefined ? undefined : join(options.folder, 'pglite'),
      options.from,
    );
    return databaseOver('pglite', lite.pool, options, lite, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

function databaseOver(
  engine: 'pglite' | 'postgres',
  pool: PostgresPool,
  options: OpenOptions,
  lite: Lite | undefined,
  unlock: () => void,
): Database {
  const { onStatement } = options;
  const kysely = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    ...(onStatement === undefined ? {} : { log: (event) => onStatement(event.query.sql) }),
  });
  return {
    engine,
    kysely,
    session: async (use) => {
      if (lite !== undefined) return use(liteSession(lite, pool));
      const client = await pool.connect();
      try {
        return await use({
          exec: async (text) => {
            await client.query(text, []);
          },
          rows: async <Row>(text: string) => (await client.query<Row>(text, [])).rows,
        });
      } finally {
        client.release();
      }
    },
    dump: async () => lite?.dump(),
    close: async () => {
      await kysely.destroy();
      unlock();
    },
  };
}

function liteSession(lite: Lite, pool: PostgresPool): RawSession {
  return {
    exec: (text) => lite.exec(text),
    rows: async <Row>(text: string) => {
      const client = await pool.connect();
      try {
        return (await client.query<Row>(text, [])).rows;
      } finally {
        client.release();
      }
    },
  };
}
