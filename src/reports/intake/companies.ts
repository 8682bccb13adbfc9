import { createReadStream } from 'node:fs';
import { sql } from 'kysely';
import { parse } from 'csv-parse';
import { z } from 'zod';
import type { TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { wordPrefixes } from '../../platform/search-text.js';
import { parseKbo, type KboNumber } from '../../register/index.js';
import type { Channel } from '../channel.js';
import { createTurns } from '../turns.js';

/** A legal person as the public file of the KBO names it. */
export interface Company {
  readonly kbo: KboNumber;
  readonly name: string;
}

/** What a page offers to choose an employer from: nothing looked for yet, or what was found. */
export interface CompanySearch {
  readonly found: readonly Company[] | null;
}

const MOST_FOUND = 10;

/** Whether a list of companies was loaded at all. */
export function knowsCompanies(channel: Channel): Promise<boolean> {
  return channel.door().read(async (ctx) => {
    const { rows } = await sql<{ any: boolean }>`select exists (select from company) as any`.execute(ctx.db);
    return rows[0]?.any === true;
  });
}

/**
 * Companies of which a name holds every word typed, by its beginning, or whose number it is; the shortest names first, of those
 * that are looked at. What is too short to search for finds nothing. Problems: channel-busy where too many search, or too long
 */
export async function findCompanies(channel: Channel, typed: string): Promise<Company[]> {
  const number = parseKbo(typed);
  if (number.ok) return readCompany(channel, number.value);
  const words = wordPrefixes(typed.slice(0, 300));
  if (words === null || !LONG_WORD.test(typed)) return [];
  return turn(() => searchNames(channel, words)).catch((error: unknown) => {
    throw isTooLong(error) ? new Problem('channel-busy') : error;
  });
}

// Anybody may search here, as often as wanted: two letters are in so many names that one question would keep the database busy.
const LONG_WORD = /[\p{L}\p{N}]{3}/u;
const MOST_LOOKED_AT = 500;
const MOST_MILLISECONDS = 2000;
const turn = createTurns({ atOnce: 2, waiting: 50, busy: () => new Problem('channel-busy') });
const isTooLong = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '57014';

function searchNames(channel: Channel, words: string): Promise<Company[]> {
  return channel.door().read(async (ctx) => {
    await sql`select set_config('statement_timeout', ${String(MOST_MILLISECONDS)}, true)`.execute(ctx.db);
    const rows = await ctx.db
      .selectFrom((from) =>
        from
          .selectFrom('company')
          .select(['kbo', 'name'])
          .where(sql<boolean>`to_tsvector('simple', name) @@ to_tsquery('simple', ${words})`)
          .limit(MOST_LOOKED_AT)
          .as('some'),
      )
      .select(['kbo', 'name'])
      .orderBy(sql`length(name)`)
      .orderBy(sql`name collate "C"`)
      .orderBy('kbo')
      .limit(MOST_FOUND)
      .execute();
    return rows.flatMap(companyOf);
  });
}

function readCompany(channel: Channel, kbo: KboNumber): Promise<Company[]> {
  return channel.door().read(async (ctx) => {
    const rows = await ctx.db.selectFrom('company').select(['kbo', 'name']).where('kbo', '=', kbo).execute();
    return rows.flatMap(companyOf);
  });
}

/** The company of a number; undefined where the list has none. */
export async function findCompany(channel: Channel, kbo: string): Promise<Company | undefined> {
  return parseKbo(kbo).ok ? (await findCompanies(channel, kbo))[0] : undefined;
}

const companyOf = ({ kbo, name }: { kbo: string; name: string }): Company[] => {
  const number = parseKbo(kbo);
  return number.ok ? [{ kbo: number.value, name }] : [];
};

/** Codes of the public file: a legal person, an official name, and the languages of names from the one that is taken first. */
const LEGAL_PERSON = '2';
const OFFICIAL_NAME = '001';
const LANGUAGES = ['2', '1', '3', '4', '0'];
const BATCH = 5000;
const Row = z.record(z.string(), z.string());

/**
 * Loads the names of legal persons from the public files of the KBO (`enterprise.csv` and `denomination.csv`), in the place
 * of those that were there, all or nothing. Natural persons are left out: their name is that of somebody. Gives how many.
 */
export async function loadCompanies(
  channel: Channel,
  files: { readonly enterprises: string; readonly names: string },
): Promise<number> {
  const names = await readNames(files.names, await readLegalPersons(files.enterprises));
  await channel.system().inTx(async (ctx) => {
    await ctx.db.deleteFrom('company').execute();
    let batch: Company[] = [];
    for (const [kbo, { name }] of names) {
      batch.push({ kbo, name });
      if (batch.length >= BATCH) batch = await insertAll(ctx, batch);
    }
    await insertAll(ctx, batch);
    ctx.happenings.push({ what: 'companies.loaded', count: names.size });
  });
  return names.size;
}

async function insertAll(ctx: TxCtx, batch: readonly Company[]): Promise<Company[]> {
  const [numbers, names] = [batch.map(({ kbo }) => kbo), batch.map(({ name }) => name)];
  await sql`insert into company (kbo, name) select * from unnest(${numbers}::text[], ${names}::text[])`.execute(
    ctx.db,
  );
  return [];
}

/** The rows of a file of the KBO by the names in its heading, one by one: it is too large to be held. */
async function* rowsOf(file: string): AsyncGenerator<Readonly<Record<string, string>>> {
  const rows: AsyncIterable<unknown> = createReadStream(file).pipe(parse({ columns: true, bom: true }));
  for await (const row of rows) yield Row.parse(row);
}

async function readLegalPersons(file: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for await (const row of rowsOf(file)) {
    const number = parseKbo(row['EnterpriseNumber'] ?? '');
    if (number.ok && row['TypeOfEnterprise'] === LEGAL_PERSON) found.add(number.value);
  }
  return found;
}

async function readNames(
  file: string,
  legal: ReadonlySet<string>,
): Promise<Map<KboNumber, { readonly name: string; readonly rank: number }>> {
  const names = new Map<KboNumber, { name: string; rank: number }>();
  for await (const row of rowsOf(file)) {
    const number = parseKbo(row['EntityNumber'] ?? '');
    const name = (row['Denomination'] ?? '').trim().slice(0, 320);
    const rank = LANGUAGES.indexOf(row['Language'] ?? '');
    if (!number.ok || !legal.has(number.value) || row['TypeOfDenomination'] !== OFFICIAL_NAME || name === '')
      continue;
    const known = names.get(number.value);
    if (known === undefined || rank < known.rank) names.set(number.value, { name, rank });
  }
  return names;
}
