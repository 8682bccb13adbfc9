import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, statfsSync, statSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { runAs } from './postgres.js';

/** A disk of a few megabytes under a PostgreSQL server on this machine, that can be filled and emptied. */
export interface SmallDisk {
  /** The name of the tablespace that lies on it. */
  readonly tablespace: string;
  /** Takes all the room that is left. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
  /** To be called once nothing lies on it any more. */
  remove(): Promise<void>;
}

/**
 * Makes a small disk for the server that `admin` leads to.
 * @returns why it cannot be made, where it cannot: it takes root, a system that can mount, and a server on this machine
 */
export async function makeSmallDisk(admin: string, megabytes: number): Promise<SmallDisk | string> {
  if (process.getuid?.() !== 0) return 'only root may mount a disk';
  const data = await dataFolder(admin);
  if (data === undefined) return 'the database server is not on this machine';
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-disk-'));
  const { uid, gid } = statSync(data);
  try {
    const options = `size=${megabytes}m,uid=${uid},gid=${gid},mode=700`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    rmdirSync(folder);
    return 'this system does not let us mount a disk';
  }
  const tablespace = `pt_small_${process.pid}`;
  await runAs(admin, `create tablespace ${tablespace} location '${folder}'`);
  const ballast = join(folder, 'ballast');
  return {
    tablespace,
    fill: () => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(ballast, Buffer.alloc(bavail * bsize, 1));
    },
    free: () => rmSync(ballast, { force: true }),
    remove: async () => {
      rmSync(ballast, { force: true });
      await runAs(admin, `drop tablespace if exists ${tablespace}`);
      execFileSync('umount', [folder], { stdio: 'ignore' });
      rmdirSync(folder);
    },
  };
}

async function dataFolder(admin: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: admin });
  await client.connect();
  try {
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    const folder = rows[0]?.data_directory;
    return folder !== undefined && statSync(folder, { throwIfNoEntry: false }) !== undefined
      ? folder
      : undefined;
  } finally {
    await client.end();
  }
}
