import { readFileSync } from 'node:fs';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import {
  asOwner,
  dumpSchema,
  insistCurrent,
  migrate,
  MigrationError,
  openDatabase,
  readMigrations,
  type Database,
  type Migration,
  type Tables,
} from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { createTestDatabase, engine, openTestDatabase, type TestDatabase } from '../support/database.js';
import { onDatabase, runAs } from '../support/postgres.js';

const onPostgres = engine === 'postgres';
const files = readMigrations();
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());

/** An empty database of its own. */
async function openEmpty(): Promise<{ database: Database; close: () => Promise<void> }> {
  if (!onPostgres) {
    const database = await openDatabase({});
    return { database, close: () => database.close() };
  }
  const { url, drop } = await createTestDatabase('empty');
  const database = await openDatabase({ url, connections: 2 });
  return { database, close: () => database.close().then(drop) };
}

/** Runs as `pt_app` or the owner in a transaction that is undone; gives the answer, or what the database refused with. */
async function as<T>(
  role: 'pt_app' | 'pt_owner',
  actor: string | null,
  use: (db: Kysely<Tables>) => Promise<T>,
  database = shared.database,
): Promise<{ value?: T; refused?: string; message?: string }> {
  const undo = new Error('undo');
  let value: T | undefined;
  try {
    await database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('role', ${role}, true)`.execute(
        db,
      );
      if (actor !== null) await sql`select set_config('app.actor', ${actor}, true)`.execute(db);
      value = await use(db);
      throw undo;
    });
  } catch (error) {
    if (error !== undo)
      return {
        refused: constraintOf(error) ?? String((error as { code?: unknown }).code),
        message: (error as Error).message,
      };
  }
  return { value: value as T };
}

const actor = practiceAccounts[0].id;
const run = (text: string) => (db: Kysely<Tables>) => sql.raw(text).execute(db);
const extra = (name: string, text: string): Migration => ({ name, text, checksum: name });

describe('migrating an empty database', () => {
  test('runs every file once, and the second time nothing', async () => {
    const { database, close } = await openEmpty();
    const ran = [await migrate(database), await migrate(database)];
    await close();
    expect(ran).toEqual([files.map((file) => file.name), []]);
  });

  test('gives the schema that stands in test/schema.txt (renew it with: npx tsx test/support/write-schema.ts)', async () => {
    expect(await dumpSchema(shared.database)).toBe(
      readFileSync(new URL('../schema.txt', import.meta.url), 'utf8'),
    );
  });

  test.runIf(onPostgres)('needs no superuser, only a login that may make roles', async () => {
    const found = await sql<{
      rolsuper: boolean;
      rolbypassrls: boolean;
    }>`select rolsuper, rolbypassrls from pg_roles where rolname = session_user`.execute(
      shared.database.kysely,
    );
    expect(found.rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  });

  test.runIf(onPostgres)(
    'is safe when two run at once: one does the work, the other finds nothing to do',
    async () => {
      const { url, drop } = await createTestDatabase('empty');
      const two = [await openDatabase({ url, connections: 1 }), await openDatabase({ url, connections: 1 })];
      const ran = await Promise.all(two.map((database) => migrate(database)));
      await Promise.all(two.map((database) => database.close()));
      await drop();
      expect(ran.map((names) => names.length).sort()).toEqual([0, files.length]);
    },
  );

  test.runIf(onPostgres)(
    'says what is missing to a login that may neither make nor take the roles',
    async () => {
      const { url, drop } = await createTestDatabase('empty');
      const name = new URL(url).pathname.slice(1);
      const admin = inject('postgres')!.admin;
      const login = `pt_plain_${process.pid}`;
      await runAs(admin, `create role ${login} login password '${login}'`);
      await runAs(admin, `alter database ${name} owner to ${login}`);
      const plain = new URL(onDatabase(url, name));
      plain.username = login;
      plain.password = login;
      const database = await openDatabase({ url: plain.href, connections: 1 });
      const refused = await migrate(database).catch((error: unknown) => error);
      await database.close();
      await drop();
      await runAs(admin, `drop role ${login}`);
      expect(refused).toBeInstanceOf(MigrationError);
      expect((refused as Error).message).toMatch(
        /may not make or take the roles pt_owner and pt_app.*Give it the right/,
      );
    },
  );
});

describe('a database whose history this program does not know is refused with the cure, and stays as it was', () => {
  const cases: readonly [what: string, known: Migration[], message: RegExp][] = [
    [
      'a file changed after it ran',
      files.map((file, index) => (index === 1 ? { ...file, checksum: '0'.repeat(64) } : file)),
      /0002-.*was changed after it ran\. Put the original file back/,
    ],
    [
      'the database is newer',
      files.slice(0, -1),
      new RegExp(`newer than this program: it holds ${files.at(-1)!.name}\\. Start the newer program`),
    ],
    [
      'a file slipped in before one that ran',
      [files[0]!, extra('0001-b-late.sql', 'select 1'), ...files.slice(1)],
      /ran 0002-.* where this program has 0001-b-late\.sql\. Restore the order/,
    ],
    [
      'a file that ran is another here',
      [extra('0001-other.sql', 'select 1'), ...files.slice(1)],
      /newer than this program: it holds 0001-foundation\.sql/,
    ],
  ];
  test.each(cases)('%s', async (_what, known, message) => {
    const before = await dumpSchema(shared.database);
    const refused = await migrate(shared.database, known).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(MigrationError);
    expect((refused as Error).message).toMatch(message);
    expect(await dumpSchema(shared.database)).toBe(before);
  });

  test('an older database is refused by commands that do not migrate', async () => {
    await expect(
      insistCurrent(shared.database, [...files, extra('9999-new.sql', 'select 1')]),
    ).rejects.toThrow(/older than this program\. Run: .*migrate/);
  });

  test('an empty database is refused by commands that do not migrate', async () => {
    const { database, close } = await openEmpty();
    const refused = await insistCurrent(database).catch((error: unknown) => error);
    await close();
    expect((refused as Error).message).toMatch(/older than this program/);
  });
});

describe('a migration', () => {
  test('that fails half-way leaves nothing, and can be mended and run again', async () => {
    const own = await openTestDatabase();
    const broken = await migrate(own.database, [
      ...files,
      extra('9999-more.sql', 'create table half (a int); select no_such_thing'),
    ]).catch((error: unknown) => error);
    const after = await dumpSchema(own.database);
    const mended = await migrate(own.database, [
      ...files,
      extra(
        '9999-more.sql',
        "create table half (a int constraint half_pkey primary key); call protect('half')",
      ),
    ]);
    await own.close();
    expect((broken as Error).message).toMatch(
      /^9999-more\.sql failed: column "no_such_thing" does not exist/,
    );
    expect(after).not.toContain('half');
    expect(mended).toEqual(['9999-more.sql']);
  });

  test('changes a row and sees it changed, though row-level security binds the owner too', async () => {
    const own = await openTestDatabase();
    const text = `do $$ declare n integer; begin
      update sector set position = position + 1000; get diagnostics n = row_count;
      if n = 0 or exists (select from sector where position < 1000) then raise exception 'changed % rows and does not see it', n; end if; end $$`;
    await migrate(own.database, [...files, extra('9999-move.sql', text)]);
    const moved = await asOwner(own.database.kysely, (db) =>
      sql<{ least: number }>`select min(position) as least from sector`.execute(db),
    );
    await own.close();
    expect(moved.rows[0]!.least).toBeGreaterThanOrEqual(1000);
  });
});

describe('row-level security', () => {
  let tables: { name: string; enabled: boolean; forced: boolean; owner: string }[];
  let policies: { table: string; roles: string; qual: string; check: string | null; cmd: string }[];
  beforeAll(async () => {
    const { kysely } = shared.database;
    tables = (
      await sql<
        (typeof tables)[number]
      >`select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced, pg_get_userbyid(relowner) as owner
        from pg_class where relnamespace = 'pt'::regnamespace and relkind in ('r', 'p') order by relname`.execute(
        kysely,
      )
    ).rows;
    policies = (
      await sql<
        (typeof policies)[number]
      >`select tablename as table, array_to_string(roles, ',') as roles, qual, with_check as check, cmd from pg_policies where schemaname = 'pt'`.execute(
        kysely,
      )
    ).rows;
  });

  test('is enabled and forced on every table, and all belong to the owner', () => {
    expect(tables.length).toBeGreaterThan(20);
    expect(tables.filter((table) => !table.enabled || !table.forced || table.owner !== 'pt_owner')).toEqual(
      [],
    );
  });

  test('lets the owner see and change every table', () => {
    const open = policies
      .filter(
        (policy) =>
          policy.roles === 'pt_owner' &&
          policy.qual === 'true' &&
          policy.check === 'true' &&
          policy.cmd === 'ALL',
      )
      .map((policy) => policy.table);
    expect(tables.map((table) => table.name).filter((name) => !open.includes(name))).toEqual([]);
  });

  test('lets the program see a table only when somebody acts (the history of migrations is open to read)', () => {
    // Somebody acts, or is the system, holds a role, is of a team, was asked as a magistrate, is the one the row names, or sees the flag that was
    // decided on: nobody is none of them.
    const acts =
      /app_actor\(\)( AS app_actor\))? IS NOT NULL|app_is_system\(\)|app_(keeps|reads|records|imports|designs|matches|holds|handles|plans)_\w+\(\)|app_(team_campaigns|own_requests|own_firm|own_testers)\(\)|(account|actor|coder|tester|recorded_by|decided_by) = (pt\.)?app_actor\(\)|FROM (pt\.)?((employer_)?flag f|withdrawal w)/;
    const isClosed = (name: string): boolean => {
      const own = policies.filter((policy) => policy.table === name && policy.roles === 'pt_app');
      const parts = own.flatMap(({ qual, check }) => [qual, check]).filter((part) => part != null);
      return parts.length > 0 && parts.every((part) => acts.test(part));
    };
    expect(tables.map((table) => table.name).filter((name) => !isClosed(name))).toEqual(['migration']);
  });

  test('is for no other role', () => {
    expect(policies.filter((policy) => !['pt_owner', 'pt_app'].includes(policy.roles))).toEqual([]);
  });

  test('shows the program nothing outside a use case', async () => {
    const readable = await sql<{
      name: string;
    }>`select c.relname as name from pg_class c where c.relnamespace = 'pt'::regnamespace and c.relkind in ('r', 'v')
      and has_table_privilege('pt_app', c.oid, 'select') and c.relname <> 'migration'`.execute(
      shared.database.kysely,
    );
    const seen = async (who: string | null) => {
      const { value } = await as('pt_app', who, async (db) => {
        const counts: Record<string, number> = {};
        for (const { name } of readable.rows)
          counts[name] = (
            await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db)
          ).rows[0]!.n;
        return counts;
      });
      return Object.entries(value!)
        .filter(([, n]) => n > 0)
        .map(([name]) => name)
        .sort();
    };
    expect(await seen(null)).toEqual([]);
    expect(await seen(actor)).toEqual([
      'audit_head',
      'clock',
      'competence_rule',
      'ground',
      'legal_basis',
      'legal_service',
      'purpose_wall',
      'sector',
    ]);
  });

  test('lets the program insert nothing outside a use case', async () => {
    for (const { name } of tables) {
      const { refused, message } = await as('pt_app', null, run(`insert into ${name} default values`));
      expect([name, refused, message]).toEqual([
        name,
        '42501',
        expect.stringMatching(/^(permission denied|new row violates row-level security)/),
      ]);
    }
  });

  test('takes an empty text for nobody', async () => {
    expect(
      await as(
        'pt_app',
        '',
        run("insert into account (id, name, kind, roles) values (gen_random_uuid(), 'x', 'person', '{}')"),
      ),
    ).toMatchObject({ refused: '42501' });
  });
});

describe('the program may not', () => {
  const forbidden = [
    ...['audit_link', 'seal', 'evidence'].flatMap((table) => [
      `update ${table} set ${table === 'audit_link' ? 'what' : table === 'seal' ? 'body' : 'outcome'} = 'x'`,
      `delete from ${table}`,
    ]),
    ...['audit_link', 'seal', 'evidence', 'application', 'campaign'].map((table) => `truncate ${table}`),
    "update clock set shift = interval '1 day'",
    "update clock set mode = 'live'",
    'delete from clock',
    "insert into clock (mode) values ('demo')",
    'delete from audit_head',
    "insert into audit_head (seq, hash) values (1, decode(repeat('00', 32), 'hex'))",
    "update account set roles = '{coordinator}'",
    'delete from account',
    'update legal_basis set exercise = true',
    'delete from application',
    'delete from response',
    'delete from campaign',
    'update test set ordinal = 1',
    "update coding set code = 'INV'",
    'update sector set position = 0',
    'create table pt.mine (a int)',
    'alter table application disable trigger application_life',
    'drop trigger application_life on application',
    'alter table application no force row level security',
  ];
  test.each(forbidden)('%s', async (statement) => {
    expect(await as('pt_app', actor, run(statement))).toMatchObject({ refused: '42501' });
  });
});

describe('even the owner may not', () => {
  test.each(["update audit_link set what = 'x'", 'delete from audit_link'])('%s', async (statement) => {
    const { refused } = await as('pt_owner', actor, async (db) => {
      await run(
        `insert into audit_link (seq, at, actor, what, body, hash) values (1, now(), '${actor}', 'x', '{}', decode(repeat('00', 32), 'hex'))`,
      )(db);
      return run(statement)(db);
    });
    expect(refused).toBe('audit_link_append_only');
  });

  test('have a live clock that is shifted', async () => {
    expect(
      await as('pt_owner', actor, run("update clock set mode = 'live', shift = interval '1 hour'")),
    ).toMatchObject({ refused: 'clock_live_is_true' });
  });

  test('have two clocks', async () => {
    expect(
      await as('pt_owner', actor, run("insert into clock (one, mode) values (false, 'demo')")),
    ).toMatchObject({ refused: 'clock_one_row' });
  });

  test('have a clock of another mode', async () => {
    expect(await as('pt_owner', actor, run("update clock set mode = 'test'"))).toMatchObject({
      refused: 'clock_mode_known',
    });
  });
});

test("the database's time is its own plus the offset of the clock row", async () => {
  const { value } = await as('pt_owner', actor, async (db) => {
    await run("update clock set shift = interval '90 minutes'")(db);
    return (
      await sql<{ minutes: number }>`select extract(epoch from app_now() - now()) / 60 as minutes`.execute(db)
    ).rows[0]!.minutes;
  });
  expect(Number(value)).toBe(90);
});
