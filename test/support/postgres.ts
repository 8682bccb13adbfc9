import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** Where PostgreSQL comes from: a server somebody runs, or the programs to start one of our own. */
export type FoundPostgres = { url: string } | { bin: string };

/** TEST_DATABASE_URL, or initdb on PATH or in Debian's folder (15 or newer); undefined when there is none. */
export function findPostgres(): FoundPostgres | undefined {
  const url = process.env['TEST_DATABASE_URL'];
  if (url !== undefined && url !== '') return { url };
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .filter((name) => Number(name) >= 15)
        .sort((a, b) => Number(b) - Number(a))
    : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  const bin = folders.find(
    (folder) => folder !== '' && existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
  return bin === undefined ? undefined : { bin };
}

/** A running server: `admin` may create databases; `login` is an ordinary login that may only make roles. */
export interface TestCluster {
  readonly admin: string;
  readonly login: string;
  stop(): Promise<void>;
}

const LOGIN = 'praktijktest_login';

/** Settings of a server that keeps nothing beyond its tests: no writing for a crash, no copy, no upkeep meanwhile. */
const FOR_A_WHILE = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'jit=off',
];

/** Starts a cluster of its own on a free port, as a user that is not root; or uses the one that TEST_DATABASE_URL names. */
export async function startPostgres(found: FoundPostgres): Promise<TestCluster> {
  if ('url' in found) {
    const login = await makeLogin(found.url);
    return { admin: found.url, login, stop: () => Promise.resolve() };
  }
  const who = ordinaryUser();
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-pg-'));
  if (who !== undefined) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  execFileSync(
    join(found.bin, 'initdb'),
    ['-D', data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...who, stdio: 'ignore', cwd: folder },
  );
  const port = await freePort();
  const settings = [...FOR_A_WHILE, 'listen_addresses=127.0.0.1', 'max_connections=100']
    .flatMap((setting) => ['-c', setting])
    .concat('-k', folder);
  const server = spawn(join(found.bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...who,
    stdio: 'ignore',
    cwd: folder,
  });
  const admin = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(admin, server);
  const login = await makeLogin(admin);
  return {
    admin,
    login,
    stop: async () => {
      await new Promise<void>((resolve) => {
        server.once('exit', () => resolve());
        server.kill('SIGINT');
      });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then the user postgres, else nobody. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      continue;
    }
  }
  throw new Error('There is no user but root to run PostgreSQL as.');
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with code ${server.exitCode}.`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('PostgreSQL did not start within 20 seconds.');
}

async function makeLogin(admin: string): Promise<string> {
  await runAs(
    admin,
    `do $$ begin create role ${LOGIN} login createrole password '${LOGIN}'; exception when duplicate_object then null; end $$`,
  );
  const url = new URL(admin);
  url.username = LOGIN;
  url.password = LOGIN;
  return url.href;
}

/** Runs one statement. */
export async function runAs(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Another database on the same server. */
export function onDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
