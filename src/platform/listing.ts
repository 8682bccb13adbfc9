import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';
import type { Ctx, ReadCtx } from './context.js';

/** Rows of a page. */
export const PAGE_ROWS = 25;
/**
 * How far a list is counted and paged through. Further on nobody reads: they filter, or export. It bounds the work of a
 * page whatever the size of the table.
 */
export const LIST_DEPTH = 2_500;
/** How many rows an export holds at most; a spreadsheet holds 1,048,576. */
export const EXPORT_DEPTH = 500_000;
const EXPORT_BATCH = 1_000;

/** How a list is asked for: which column orders it, which way, and what its text filter holds. */
export interface Listing<Column extends string> {
  readonly sort: Column;
  readonly descending: boolean;
  /** 1 is the first page. */
  readonly page: number;
  readonly text: string;
}

/**
 * The query of every list, as it stands in the address: `sorteer`, `richting` (op | af), `pagina`, `filter`. What is
 * unknown or out of range falls back to the list's own order: an old address still opens.
 */
export function listingFields<const Column extends string>(columns: readonly [Column, ...Column[]]) {
  return {
    sorteer: z.enum(columns).optional().catch(undefined),
    richting: z.enum(['op', 'af']).optional().catch(undefined),
    pagina: z.coerce.number().int().min(1).max(LIST_DEPTH).optional().catch(undefined),
    filter: z.string().trim().max(100).optional().catch(undefined),
  };
}

interface ListingInput<Column extends string> {
  readonly sorteer?: Column | undefined;
  readonly richting?: 'op' | 'af' | undefined;
  readonly pagina?: number | undefined;
  readonly filter?: string | undefined;
}

/** The listing that a query asks for; `sort` is the list's own order. */
export function listingOf<Column extends string>(query: ListingInput<Column>, sort: Column): Listing<Column> {
  return {
    sort: query.sorteer ?? sort,
    descending: query.richting === 'af',
    page: query.pagina ?? 1,
    text: query.filter ?? '',
  };
}

/** Rows in an order, each row once. */
export interface Stretch {
  /** `from …` with its joins, without the word. */
  readonly from: RawBuilder<unknown>;
  /** The column that tells rows apart. */
  readonly id: RawBuilder<unknown>;
  readonly where: RawBuilder<unknown>;
  /** The order, whole: column, direction and tie-break. */
  readonly order: RawBuilder<unknown>;
}

/** A list that is read in two steps: which rows in which order, then what they say. */
export interface ListSource<Row> {
  /** One after another: where an order has rows without a value, they are a stretch of their own, and each walks an index. */
  readonly stretches: readonly Stretch[];
  /** What is counted, when that is less work than counting the stretches: the same rows, without what only orders them. */
  readonly counted?: Pick<Stretch, 'from' | 'where'>;
  /** How many rows there are, where that is known already; what is past `LIST_DEPTH` need not be told apart. */
  readonly known?: number | undefined;
  /** What the rows of these ids say, in any order. */
  readonly read: (ctx: ReadCtx, ids: readonly string[]) => Promise<readonly Row[]>;
  readonly idOf: (row: Row) => string;
}

/** One page of a list. */
export interface Listed<Row> {
  readonly rows: readonly Row[];
  readonly page: number;
  readonly pages: number;
  /** Rows that fit the filter, counted up to LIST_DEPTH. */
  readonly total: number;
  /** True when there are more than `total`. */
  readonly capped: boolean;
}

/** Reads one page; a page beyond the last gives the last. */
export function readPage<Row>(ctx: Ctx, source: ListSource<Row>, page: number): Promise<Listed<Row>> {
  return ctx.read(async (ctx) => {
    const found = source.known ?? (await countRows(ctx, source.counted ?? source.stretches, LIST_DEPTH + 1));
    const total = Math.min(found, LIST_DEPTH);
    const pages = Math.max(1, Math.ceil(total / PAGE_ROWS));
    const shown = Math.min(page, pages);
    const ids = total === 0 ? [] : await readIds(ctx, source, PAGE_ROWS, (shown - 1) * PAGE_ROWS);
    return { rows: await readRows(ctx, source, ids), page: shown, pages, total, capped: found > total };
  });
}

/**
 * Reads a whole list for an export: its order in one snapshot, then what the rows say in batches, each in a transaction
 * of its own, so that a slow reader holds nothing open. No row comes twice or is skipped; one that changed meanwhile
 * says what it says when its batch is read.
 */
export async function readAll<Row>(
  ctx: Ctx,
  source: ListSource<Row>,
): Promise<{ readonly count: number; readonly rows: () => AsyncGenerator<Row> }> {
  const ids = await ctx.read((ctx) => readIds(ctx, source, EXPORT_DEPTH, 0));
  return {
    count: ids.length,
    rows: async function* () {
      for (let at = 0; at < ids.length; at += EXPORT_BATCH) {
        const batch = ids.slice(at, at + EXPORT_BATCH);
        yield* await ctx.read((ctx) => readRows(ctx, source, batch));
      }
    },
  };
}

/** Rows of what is counted, as far as `most`. */
async function countRows(
  ctx: ReadCtx,
  counted: Pick<Stretch, 'from' | 'where'> | readonly Stretch[],
  most: number,
): Promise<number> {
  const parts = 'from' in counted ? [counted] : counted;
  const each = parts.map(({ from, where }) => sql`(select from ${from} where ${where} limit ${most})`);
  const found = await sql<{
    n: number;
  }>`select count(*)::int as n from (${sql.join(each, sql` union all `)}) counted`.execute(ctx.db);
  return Math.min(found.rows[0]?.n ?? 0, most);
}

async function readIds<Row>(
  ctx: ReadCtx,
  source: ListSource<Row>,
  limit: number,
  offset: number,
): Promise<string[]> {
  const ids: string[] = [];
  let skip = offset;
  for (const stretch of source.stretches) {
    const { id, from, where, order } = stretch;
    const wanted = limit - ids.length;
    const found = await sql<{
      id: string;
    }>`select ${id} as id from ${from} where ${where} order by ${order} limit ${wanted} offset ${skip}`.execute(
      ctx.db,
    );
    ids.push(...found.rows.map((row) => row.id));
    if (found.rows.length === wanted) break;
    // It ended here: what was skipped beyond its end is still to be skipped in the next.
    skip = found.rows.length > 0 || skip === 0 ? 0 : skip - (await countRows(ctx, [stretch], skip));
  }
  return ids;
}

async function readRows<Row>(ctx: ReadCtx, source: ListSource<Row>, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await source.read(ctx, ids)).map((row) => [source.idOf(row), row]));
  return ids.flatMap((id) => rows.get(id) ?? []);
}

/** `column direction, tie direction`: the whole order follows the direction, so that one index serves both ways. */
export function orderBy(
  column: RawBuilder<unknown>,
  tie: RawBuilder<unknown>,
  descending: boolean,
): RawBuilder<unknown> {
  return descending ? sql`${column} desc, ${tie} desc` : sql`${column}, ${tie}`;
}

/** Conditions that must all hold; none is everything. */
export function allOf(conditions: readonly (RawBuilder<unknown> | undefined)[]): RawBuilder<unknown> {
  const given = conditions.filter((condition) => condition !== undefined);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
}
