import { sql } from 'kysely';
import { DEMO_START, realNow, type DemoOptions } from './demo-world.js';
import { asOwner, migrate, openDatabase, type Database } from './platform/db/index.js';
import { StartRefused } from './main.js';
import { prepareDatabase } from './services.js';

/** Opens the demo's own database, made anew unless the demo resumes; its clock starts at the demo's first moment. */
export async function openDemoDatabase(options: DemoOptions): Promise<Database> {
  const url = options.config.databaseUrl;
  const { from, onStatement } = options;
  const database = await openDatabase({
    url,
    folder: options.folder,
    ...(from === undefined ? {} : { from }),
    ...(onStatement === undefined ? {} : { onStatement }),
  });
  try {
    if (url !== undefined && options.resume !== true) await clearMarkedDemo(database);
    await migrate(database);
    await prepareDatabase(database, 'demo');
    if (options.resume !== true) await setShift(database, DEMO_START.getTime() - realNow());
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Empties a database that is marked as a demo's; refuses any other that is not empty. */
async function clearMarkedDemo(database: Database): Promise<void> {
  await database.session(async (session) => {
    const [state] = await session.rows<{ tables: number; ours: boolean }>(
      `select count(*) filter (where n.nspname not in ('pt', 'pt_reports'))::int as tables, coalesce(bool_or(n.nspname = 'pt'), false) as ours
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'`,
    );
    if ((state?.tables ?? 0) > 0) {
      throw new StartRefused(
        'DATABASE_URL names a database with tables of another program. A demo runs only in an empty database or one that an earlier demo made. Nothing was changed.',
      );
    }
    if (state?.ours !== true) return;
    const [clock] = await session.rows<{ mode: string }>('select mode from pt.clock').catch(() => []);
    if (clock?.mode !== 'demo') {
      throw new StartRefused(
        'DATABASE_URL names a database that holds real work. A demo runs only in an empty database or one that an earlier demo made. Nothing was changed.',
      );
    }
    await session.exec(
      'set role pt_owner; drop schema if exists pt_reports cascade; drop schema pt cascade; reset role',
    );
  });
}

/** Moves the database's clock: `milliseconds` ahead of the machine's. */
export async function setShift(database: Database, milliseconds: number): Promise<void> {
  await asOwner(database.kysely, (db) =>
    sql`update clock set shift = ${milliseconds} * interval '1 millisecond'`.execute(db),
  );
}
