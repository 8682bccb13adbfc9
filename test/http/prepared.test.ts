// A marked statement of one fixed text is planned once per connection on PostgreSQL; the embedded database reads a comment.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, PREPARED, type Database } from '../../src/platform/db/index.js';
import { createTestDatabase, engine, openTestDatabase } from '../support/database.js';

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  if (engine === 'pglite') {
    const opened = await openTestDatabase('live');
    database = opened.database;
    close = opened.close;
    return;
  }
  const { url, drop } = await createTestDatabase('empty');
  database = await openDatabase({ url, connections: 1 });
  close = async () => {
    await database.close();
    await drop();
  };
});
afterAll(() => close());

const twice = (n: number) =>
  sql<{ twice: number }>`${PREPARED} select 2 * ${n}::integer as twice`.execute(database.kysely);

test('a marked statement takes the values of each run', async () => {
  const found = [await twice(1), await twice(21), await twice(-3)];
  expect(found.map(({ rows }) => rows[0]?.twice)).toEqual([2, 42, -6]);
});

test.runIf(engine === 'postgres')('its plan is kept once, and that of an unmarked one is not', async () => {
  await twice(4);
  await sql`select 3 * ${4}::integer as thrice`.execute(database.kysely);
  const kept = await sql<{
    statement: string;
  }>`select statement from pg_prepared_statements where statement not like '%pg_prepared_statements%'`.execute(
    database.kysely,
  );
  expect(kept.rows).toEqual([{ statement: expect.stringContaining('select 2 *') as string }]);
});

test('a marked statement that writes tells how many rows it wrote', async () => {
  await sql`create temporary table written (n integer)`.execute(database.kysely);
  const done = await sql`${PREPARED} insert into written select generate_series(1, ${3}::integer)`.execute(
    database.kysely,
  );
  expect(done.numAffectedRows).toBe(3n);
});
