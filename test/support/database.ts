import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../src/platform/db/index.js';
import { onDatabase, runAs } from './postgres.js';

/** The engine this suite runs on. */
export const engine: 'pglite' | 'postgres' =
  process.env['PT_TEST_ENGINE'] === 'postgres' ? 'postgres' : 'pglite';

let made = 0;

/** A tar file that stands in memory: it is given as it stands, where a plain Blob copies it twice. */
class Held extends Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    super();
    this.#bytes = bytes;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#bytes.buffer);
  }
}

const held = new Map<string, Held>();

/** The embedded database that was made for all, to open copies from; read once per process. */
export function snapshotOf(mode: 'live' | 'demo'): Blob {
  const snapshot = held.get(mode) ?? dumpIn(inject('snapshots')[mode]);
  held.set(mode, snapshot);
  return snapshot;
}

/** The dump in a file, to open the embedded database from. */
export function dumpIn(file: string): Held {
  return new Held(new Uint8Array(readFileSync(file)));
}

/** A migrated database of its own: a copy of the one that was made for all. `url` is set on PostgreSQL. */
export interface TestDatabase {
  readonly database: Database;
  readonly url: string | undefined;
  close(): Promise<void>;
}

/** Opens a fresh copy of the migrated database on the suite's engine; or, embedded, of the dump that `from` is. */
export async function openTestDatabase(
  mode: 'live' | 'demo' = 'demo',
  on = engine,
  onStatement?: (text: string) => void,
  from = on === 'pglite' ? snapshotOf(mode) : undefined,
): Promise<TestDatabase> {
  const watching = onStatement === undefined ? {} : { onStatement };
  if (on === 'pglite') {
    const database = await openDatabase({ ...(from === undefined ? {} : { from }), ...watching });
    return { database, url: undefined, close: () => database.close() };
  }
  const { url, drop } = await createTestDatabase(mode);
  const database = await openDatabase({ url, connections: 6, ...watching });
  return {
    database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

/** A database of its own on PostgreSQL: a copy of a template, or empty. */
export async function createTestDatabase(
  from: 'live' | 'demo' | 'empty',
): Promise<{ url: string; drop: () => Promise<void> }> {
  const postgres = inject('postgres');
  if (postgres === null) throw new Error('PostgreSQL is not there.');
  made += 1;
  const name = `pt_test_${process.pid}_${made}`;
  await runAs(
    postgres.admin,
    `create database ${name} owner praktijktest_login${from === 'empty' ? '' : ` template ${postgres[from]} strategy file_copy`}`,
  );
  return {
    url: onDatabase(postgres.login, name),
    drop: () => runAs(postgres.admin, `drop database if exists ${name} with (force)`),
  };
}
