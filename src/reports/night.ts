import { sql } from 'kysely';
import type { Ctx } from '../platform/context.js';

/**
 * Writes the rows of the day anew in one transaction, then puts each table in the order of its random ids: who reads the
 * files of the database sees one transaction per day, and no order within it. Each table is locked on its own, for as long
 * as it takes to write it. Gives how many rows were written anew.
 */
export async function rewriteNight(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.inTx((ctx) => sql<{ n: number }>`select rewrite_day() as n`.execute(ctx.db));
  const tables = await ctx.read((ctx) =>
    sql<{ name: string }>`select name from night_tables()`.execute(ctx.db),
  );
  for (const { name } of tables.rows) await ctx.inTx((ctx) => sql`select reorder(${name})`.execute(ctx.db));
  return rows[0]?.n ?? 0;
}
