import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { sha256 } from '../crypto.js';
import type { Database, RawSession } from './database.js';

/** One numbered file of sql/. */
export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly checksum: string;
}

/** The database cannot be brought to this version; nothing was changed. */
export class MigrationError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MigrationError';
  }
}

/** The folder sql/ of this installation. */
export const sqlFolder = fileURLToPath(new URL('../../../sql', import.meta.url));

/** The migrations of a folder, in order of their numbers. */
export function readMigrations(folder = sqlFolder): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      return { name, text, checksum: sha256(text.replaceAll('\r\n', '\n')).toString('hex') };
    });
}

// Any constant will do; it must only be the same in every version.
const LOCK = 7_421_001;

// A failure here shows at once in `set role`; caught, because two databases of one cluster may bootstrap at the same time.
const makeRole = (role: string): string => `do $$ begin
  if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
exception when duplicate_object or unique_violation then null; end $$;`;
const takeRole = (role: string): string =>
  `do $$ begin execute format('grant ${role} to %I', current_user); exception when others then null; end $$;`;

// The channel's role is made and not taken: no login of the rest may become it. One process for all asks for it by itself.
const BOOTSTRAP = `${makeRole('pt_owner')}${takeRole('pt_owner')}
${makeRole('pt_app')}${takeRole('pt_app')}
${makeRole('pt_channel')}
do $$ begin execute format('grant create on database %I to pt_owner', current_database()); end $$;`;

// The history of migrations is the one table that no migration can make; it is closed by row-level security like the others.
const HISTORY = `create schema if not exists pt;
do $$ begin
  if to_regclass('pt.migration') is null then
    create table pt.migration (name text collate "C" constraint migration_pkey primary key, checksum text not null, ran_at timestamptz not null default now());
    alter table pt.migration enable row level security, force row level security;
    create policy migration_owner on pt.migration to pt_owner using (true) with check (true);
    create policy migration_actor on pt.migration for select to pt_app using (true);
  end if;
end $$;
grant usage on schema pt to pt_app;
grant select on pt.migration to pt_app;`;

/**
 * Brings the database to the newest version: makes missing roles, then runs each new file in one transaction as pt_owner.
 * Safe when two run at once (the second waits and finds nothing to do).
 * @returns the names of the files that ran now
 * @throws MigrationError when a file that ran was changed since, or the database is newer than this code
 */
export async function migrate(database: Database, migrations = readMigrations()): Promise<string[]> {
  return database.session(async (session) => {
    await session.exec(`select pg_advisory_lock(${LOCK})`);
    try {
      await session.exec(BOOTSTRAP);
      await session.exec('set role pt_owner').catch((error: unknown) => {
        throw new MigrationError(
          'This database login may not make or take the roles pt_owner and pt_app. Give it the right to make roles (alter role … createrole), or let an administrator make both roles and grant them to it.',
          { cause: error },
        );
      });
      await session.exec(HISTORY);
      return await runMissing(session, migrations);
    } finally {
      await session.exec('reset role');
      await session.exec(`select pg_advisory_unlock(${LOCK})`);
    }
  });
}

async function runMissing(session: RawSession, migrations: readonly Migration[]): Promise<string[]> {
  const done = await session.rows<{ name: string; checksum: string }>(
    'select name, checksum from pt.migration order by name',
  );
  checkHistory(done, migrations);
  const missing = migrations.slice(done.length);
  for (const migration of missing) {
    try {
      await session.exec(
        `begin; set local search_path = pt, pg_catalog;\n${migration.text}\n;insert into pt.migration (name, checksum) values ('${migration.name}', '${migration.checksum}'); commit;`,
      );
    } catch (error) {
      await session.exec('rollback');
      throw new MigrationError(
        `${migration.name} failed: ${error instanceof Error ? error.message : 'unknown error'}`,
      );
    }
  }
  return missing.map((migration) => migration.name);
}

/** Refuses a history that this code does not know: newer, changed, or out of order. */
export function checkHistory(
  done: readonly { name: string; checksum: string }[],
  known: readonly Migration[],
): void {
  for (const [index, ran] of done.entries()) {
    const file = known[index];
    if (
      file === undefined ||
      (ran.name !== file.name && !known.some((migration) => migration.name === ran.name))
    ) {
      throw new MigrationError(
        `The database is newer than this program: it holds ${ran.name}. Start the newer program, or restore a backup made by this one.`,
      );
    }
    if (ran.name !== file.name)
      throw new MigrationError(
        `The database ran ${ran.name} where this program has ${file.name}. Restore the order of sql/.`,
      );
    if (ran.checksum !== file.checksum)
      throw new MigrationError(
        `${ran.name} was changed after it ran. Put the original file back; a change is a new file.`,
      );
  }
}

/** Throws unless the database stands exactly at the version of this code. */
export async function insistCurrent(database: Database, migrations = readMigrations()): Promise<void> {
  const exists = await sql<{
    there: boolean;
  }>`select to_regclass('pt.migration') is not null as there`.execute(database.kysely);
  const done =
    exists.rows[0]?.there === true
      ? await sql<{
          name: string;
          checksum: string;
        }>`select name, checksum from pt.migration order by name`.execute(database.kysely)
      : { rows: [] };
  checkHistory(done.rows, migrations);
  if (done.rows.length < migrations.length) {
    throw new MigrationError(
      'The database is older than this program. Run: npm run -s praktijktest -- migrate',
    );
  }
}
