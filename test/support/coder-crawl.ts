// Everything that somebody can fetch from the product: every address with every id there is, every link and form on what
// comes back, in every language, and every table, view and function as the program's own role. What came back is searched.
import { sql, type Kysely } from 'kysely';
import request, { type Response } from 'supertest';
import { holds, type RouteLine } from '../../src/auth/index.js';
import { asOwner, type Tables } from '../../src/platform/db/index.js';
import { searchPages } from '../../src/search.js';
import { todayPages } from '../../src/today.js';
import type { World } from './world.js';

interface Account {
  readonly id: string;
  readonly roles: readonly string[];
}

/** Something that came back: where from, and all of it. */
export interface Fetched {
  readonly where: string;
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Every line of the product but the stream of events, which tells kinds only (live.test). */
export const linesOf = ({ services }: World): RouteLine[] => [
  ...todayPages(services),
  ...searchPages(services),
  ...services.routes,
];

/** Whether somebody holds what a line asks for. */
export const isOpenTo = ({ roles }: Account, { can }: RouteLine): boolean =>
  can === 'public' || can === 'signed-in' || holds(roles, can);

/** One id of each column of the database that holds ids. */
export async function someIds(world: World): Promise<string[]> {
  return asOwner(world.services.database.kysely, async (db) => {
    const columns = await sql<{
      table: string;
      column: string;
    }>`select c.relname as table, a.attname as column
      from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace = 'pt'::regnamespace and c.relkind = 'r'
        and a.atttypid = 'uuid'::regtype and a.attnum > 0 and not a.attisdropped`.execute(db);
    const parts = columns.rows.map(
      ({ table, column }) =>
        sql`(select ${sql.ref(column)} as id from ${sql.table(table)} where ${sql.ref(column)} is not null order by 1 limit 1)`,
    );
    const found = await sql<{ id: string }>`${sql.join(parts, sql` union `)}`.execute(db);
    return found.rows.map(({ id }) => id);
  });
}

/** What stands in the place of the parameters of a path that are no ids. */
const PARAMETERS: Readonly<Record<string, string>> = {
  ':basis': 'exercise',
  ':version': '1',
  ':position': '1',
  ':number': '1',
  ':step': '1',
  ':kbo': '0200000059',
  ':scenario': 'correspondence-age',
  ':document': 'brief-a.pdf',
};
const filled = (path: string, id: string): string =>
  path.replace(/:[a-z]+/gi, (name) => PARAMETERS[name] ?? id);

export interface CrawlOptions {
  readonly ids: readonly string[];
  /** What is asked for again in the other languages: nothing, or every address without an id. */
  readonly languages: readonly string[];
  /** Values to try in every query that filters, sorts or pages. */
  readonly texts: readonly string[];
  /** How many addresses at most. */
  readonly most: number;
}

const FILTERS = ['q', 'cursor', 'limit', 'sort', 'volgorde', 'campagne', 'filter', 'terug'];
/** Queries that take an id, by the beginning of the address that does. */
const BY_ID: Readonly<Record<string, readonly string[]>> = {
  '/coderen': ['na', 'vorige'],
  '/coderen/oproepen': ['na', 'vorige'],
};
/** Forms that show something of what they are about when they come back. */
const BY_ID_POSTED = /^\/coderen\//;
/** What would end the session of the walk, holds the connection open, or takes answers from a coder and shows nothing. */
const LEFT_OUT = /^\/(meld-af|gebeurtenissen|account\/(meld|beeindig))|\/(beeindig|blokkeer|herken)/;
const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/;

/** Walks through the product by address: what is open with every id, what is not once, then whatever that links to. */
export async function crawl(world: World, account: Account, options: CrawlOptions): Promise<Fetched[]> {
  const { cookie, token } = await world.signIn(account);
  const found: Fetched[] = [];
  const seen = new Set<string>();
  const waiting: string[] = [];
  const post = async (path: string): Promise<void> => {
    const asked = request(world.app).post(path).type('form').redirects(0);
    const answer = await asked
      .set({ Cookie: cookie, Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' })
      .send({ _csrf: token });
    found.push(fetched(`POST ${path}`, answer));
  };
  const get = async (path: string, lang: string): Promise<void> => {
    const answer = await request(world.app)
      .get(path)
      .redirects(0)
      .buffer(true)
      .parse((given, done) => rawly(given as unknown as NodeJS.ReadableStream, done))
      .set({
        Cookie: `${cookie}; taal=${lang}`,
        Accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
      });
    const one = fetched(`GET ${path} (${lang})`, answer);
    found.push(one);
    waiting.push(...linksIn(one, answer.headers['location']));
  };
  for (const line of linesOf(world)) {
    for (const path of addressesOf(line, isOpenTo(account, line), options)) {
      if (line.method === 'get') waiting.push(path);
      else if (isOpenTo(account, line) && !LEFT_OUT.test(path)) await post(path);
    }
  }
  while (waiting.length > 0 && seen.size < options.most) {
    const path = waiting.shift()!;
    if (seen.has(path) || LEFT_OUT.test(path)) continue;
    seen.add(path);
    await get(path, 'nl');
    if (!UUID.test(path) && !path.includes('?')) for (const lang of options.languages) await get(path, lang);
  }
  return found;
}

/** The addresses of a line: with every id where it is open, else with one; plain lines with every query. */
function addressesOf({ method, path }: RouteLine, open: boolean, { ids, texts }: CrawlOptions): string[] {
  const acts = method === 'post' && !BY_ID_POSTED.test(path);
  if (open && path.includes(':id') && !acts) return ids.map((id) => filled(path, id));
  const one = filled(path, ids[0] ?? '');
  if (!open || method !== 'get' || path.includes(':')) return [one];
  const filters = FILTERS.flatMap((name) =>
    texts.map((text) => `${one}?${name}=${encodeURIComponent(text)}`),
  );
  const byId = (BY_ID[path] ?? []).flatMap((name) => ids.map((id) => `${one}?${name}=${id}`));
  return [one, ...filters, ...byId];
}

const rawly = (answer: NodeJS.ReadableStream, done: (error: Error | null, body: Buffer) => void): void => {
  const pieces: Buffer[] = [];
  answer.on('data', (piece: Buffer) => pieces.push(Buffer.from(piece)));
  answer.on('end', () => done(null, Buffer.concat(pieces)));
};

function fetched(where: string, answer: Response): Fetched {
  const body: unknown = answer.body;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(answer.text);
  // The same page twice is searched once: without what differs by request.
  const { date: _, 'x-request-id': __, ...headers } = answer.headers as Record<string, unknown>;
  const heads = Buffer.from(`\n${JSON.stringify(headers)}`);
  return { where, status: answer.status, type: answer.type, bytes: Buffer.concat([bytes, heads]) };
}

/** The addresses of this product to which an answer leads: links, sources, actions of forms, where it sends one on to. */
function linksIn({ type, bytes }: Fetched, location: string | undefined): string[] {
  const own = location?.startsWith('/') === true ? [location] : [];
  if (type !== 'text/html') return own;
  const linked = bytes.toString('utf8').matchAll(/\s(?:href|src|action|hx-get)="(\/[^"]*)"/g);
  return [...own, ...[...linked].map((link) => link[1]!.replaceAll('&amp;', '&').replace(/#.*$/, ''))];
}

/** Runs as the program with somebody as actor, in a transaction that is undone. */
async function asProgram<T>(
  world: World,
  actor: string,
  use: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  const undo = new Error('undo');
  let value: { found: T } | undefined;
  const run = world.services.database.kysely.transaction().execute(async (db) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    value = { found: await use(db) };
    throw undo;
  });
  await run.catch((error: unknown) => {
    if (error !== undo) throw error;
  });
  return value!.found;
}

/** Reads every table and view that the program may read, and calls every function that it may call, with every id. */
export async function crawlDatabase(
  world: World,
  account: Account,
  ids: readonly string[],
): Promise<Fetched[]> {
  const found: Fetched[] = [];
  for (const name of await relations(world)) {
    const rows = await readAs(world, account.id, name);
    found.push(...rows.map((row) => fromDatabase(`select from ${name}`, row)));
  }
  for (const { name, args } of await functions(world)) {
    const calls = args.includes('uuid') || args.includes('uuid[]') ? ids : [''];
    const rows = await callAs(world, account.id, name, args, calls);
    found.push(...rows.map((row) => fromDatabase(`${name}(${args.join(', ')})`, row)));
  }
  return found;
}

async function readAs(world: World, actor: string, name: string): Promise<string[]> {
  const all = sql<{ found: string | null }>`select to_jsonb(r)::text as found from ${sql.raw(name)} r`;
  const answer = await refusedOr(() => asProgram(world, actor, (db) => all.execute(db)));
  return answer === null ? [] : textsOf(answer.rows);
}

const fromDatabase = (where: string, text: string): Fetched => ({
  where,
  status: 200,
  type: 'sql',
  bytes: Buffer.from(text),
});

/** What a function gives somebody for each id; for all at once, or one by one where one of them is refused. */
async function callAs(
  world: World,
  actor: string,
  name: string,
  args: readonly string[],
  ids: readonly string[],
): Promise<string[]> {
  const given = sql.raw(args.map(valueOf).join(', '));
  const call = (some: readonly string[]) =>
    sql<{
      found: string | null;
    }>`select to_jsonb(f)::text as found from unnest(${[...some]}::text[]) one(id) cross join lateral ${sql.raw(name)}(${given}) f`;
  const found = await refusedOr(() => asProgram(world, actor, (db) => call(ids).execute(db)));
  if (found !== null) return textsOf(found.rows);
  if (ids.length === 1) return [];
  return asProgram(world, actor, async (db) => {
    const texts: string[] = [];
    for (const id of ids) {
      await sql`savepoint one`.execute(db);
      const one = await refusedOr(() => call([id]).execute(db));
      if (one === null) await sql`rollback to savepoint one`.execute(db);
      else texts.push(...textsOf(one.rows));
    }
    return texts;
  });
}

const textsOf = (rows: readonly { found: string | null }[]): string[] =>
  rows.flatMap(({ found }) => found ?? []);

/** What comes of a query; null when the database refuses it. */
async function refusedOr<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string') return null;
    throw error;
  }
}

/** What is kept of the values of our columns for the planner: a table that a role may not read whole stays out of it. */
const STATISTICS = `(select * from pg_catalog.pg_stats where schemaname in ('pt', 'pt_reports'))`;

async function relations(world: World): Promise<string[]> {
  const found = await sql<{ name: string }>`select n.nspname || '.' || quote_ident(c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('pt', 'pt_reports') and c.relkind in ('r', 'p', 'v', 'm') order by 1`.execute(
    world.services.database.kysely,
  );
  return [...found.rows.map(({ name }) => name), STATISTICS];
}

/** The functions that pt_app may call and that give something back, with the types of what they ask. */
async function functions(world: World): Promise<{ name: string; args: string[] }[]> {
  const found = await sql<{ name: string; args: string[] }>`select 'pt.' || quote_ident(p.proname) as name,
      array(select format_type(t, null) from unnest(p.proargtypes::oid[]) with ordinality a(t, place) order by place) as args
    from pg_proc p where p.pronamespace = 'pt'::regnamespace and p.prokind = 'f' and p.prorettype <> 'trigger'::regtype
      and has_function_privilege('pt_app', p.oid, 'execute') order by 1, 2`.execute(
    world.services.database.kysely,
  );
  return found.rows;
}

function valueOf(type: string): string {
  if (type === 'uuid') return 'one.id::uuid';
  if (type === 'uuid[]') return `array[one.id]::uuid[]`;
  if (type === 'text') return `''::text`;
  if (type === 'boolean') return 'true';
  if (/^(integer|smallint|bigint)$/.test(type)) return `1::${type}`;
  if (type === 'date') return `'2020-01-01'::date`;
  if (type.startsWith('timestamp')) return `'2020-01-01'::timestamptz`;
  return `null::${type}`;
}
