import { PGlite, types } from '@electric-sql/pglite';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import { parseInt8, parseBytea } from './parsers.js';

/** The embedded database behind the small part of a pool that Kysely uses. One session: callers wait their turn. */
export interface Lite {
  readonly pool: PostgresPool;
  /** Several statements at once, outside any transaction of the pool. */
  exec(text: string): Promise<void>;
  /** The whole data folder as a tar file. */
  dump(): Promise<Blob>;
}

/**
 * Opens PGlite in a folder (made when missing), or in memory when `folder` is undefined.
 * @param from a tar file made by `dump`, to start from
 */
export async function openLite(folder: string | undefined, from?: Blob): Promise<Lite> {
  const parsers = {
    [types.INT8]: parseInt8,
    [types.DATE]: (text: string) => text,
    [types.BYTEA]: parseBytea,
  };
  const options = from === undefined ? { parsers } : { parsers, loadDataDir: from };
  const lite = await PGlite.create(folder === undefined ? options : { dataDir: folder, ...options });
  const pool = queueFor(lite);
  return {
    pool,
    exec: async (text) => {
      const client = await pool.connect();
      try {
        await lite.exec(text);
      } finally {
        client.release();
      }
    },
    dump: () => lite.dumpDataDir('none'),
  };
}

function queueFor(lite: PGlite): PostgresPool {
  let last: Promise<void> = Promise.resolve();
  const connect = async (): Promise<PostgresPoolClient> => {
    const before = last;
    let free: () => void = () => undefined;
    last = new Promise((resolve) => {
      free = resolve;
    });
    await before;
    const query = async (text: string, values: readonly unknown[]): Promise<unknown> => {
      const result = await lite.query(text, [...values]);
      return {
        command: commandOf(text),
        rows: result.rows,
        rowCount: result.affectedRows ?? result.rows.length,
      };
    };
    return { query: query as PostgresPoolClient['query'], release: free };
  };
  return { connect, end: () => lite.close() };
}

/** The command that PostgreSQL would name, which PGlite does not tell: by it Kysely knows whether rows were written. */
function commandOf(text: string): string {
  const first = (/^(?:\s*\/\*.*?\*\/)*\s*(\w+)/s.exec(text)?.[1] ?? 'select').toUpperCase();
  // Of `with …` it only matters whether the last command wrote; of one that read, PGlite counts no rows.
  return first === 'WITH' && /\binsert into\b/i.test(text) ? 'INSERT' : first;
}
