import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate, openDatabase, type Database } from '../../src/platform/db/index.js';
import { prepareDatabase } from '../../src/services.js';
import { findPostgres, onDatabase, runAs, startPostgres, type TestCluster } from './postgres.js';

/** Migrates one database per engine and clock mode, and hands tests copies of them. */
export async function prepareDatabases(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-snapshots-'));
  const snapshots = { live: join(folder, 'live.tar'), demo: join(folder, 'demo.tar') };
  const migrated = await migratedDump();
  for (const mode of ['live', 'demo'] as const) {
    const database = await openDatabase({ from: migrated });
    await prepareDatabase(database, mode);
    await makeSmall(database);
    writeFileSync(snapshots[mode], Buffer.from(await (await dumpOf(database)).arrayBuffer()));
    await database.close();
  }
  project.provide('snapshots', snapshots);
  const found = findPostgres();
  const cluster = found === undefined ? undefined : await startPostgres(found);
  project.provide('postgres', cluster === undefined ? null : await makeTemplates(cluster));
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await cluster?.stop();
  };
}

/** An embedded database that ran every migration; making one from nothing takes seconds. */
async function migratedDump(): Promise<Blob> {
  const database = await openDatabase({});
  await migrate(database);
  const dump = await dumpOf(database);
  await database.close();
  return dump;
}

async function dumpOf(database: Database): Promise<Blob> {
  const dump = await database.dump();
  if (dump === undefined) throw new Error('The embedded database gave no dump.');
  return dump;
}

/**
 * Leaves nothing in an embedded database that each opening of a copy would pay for: no log to replay, no databases to
 * make others from, no 128 MB of buffers to clear.
 */
async function makeSmall(database: Database): Promise<void> {
  const statements = [
    "update pg_database set datistemplate = false where datname like 'template%'",
    'drop database template1',
    'drop database template0',
    "alter system set shared_buffers = '16MB'",
    'set wal_recycle = off',
    'checkpoint',
    'reset wal_recycle',
  ];
  await database.session(async ({ exec }) => {
    for (const statement of statements) await exec(statement);
  });
}

async function makeTemplates(
  cluster: TestCluster,
): Promise<{ admin: string; login: string; live: string; demo: string }> {
  const names = { live: `pt_template_live_${process.pid}`, demo: `pt_template_demo_${process.pid}` };
  for (const mode of ['live', 'demo'] as const) {
    await runAs(cluster.admin, `create database ${names[mode]} owner praktijktest_login`);
    const database = await openDatabase({ url: onDatabase(cluster.login, names[mode]), connections: 2 });
    await migrate(database);
    await prepareDatabase(database, mode);
    await database.close();
  }
  return { admin: cluster.admin, login: cluster.login, ...names };
}
