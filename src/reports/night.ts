import { sql } from 'kysely';
import type { Ctx } from '../platform/context.js';

/** The tables that are put in order by night; the content of files alone is left where it stands. */
const TABLES = [
  'shred_slot',
  'report',
  'report_content',
  'key_copy',
  'sent_mark',
  'message',
  'note',
  'decision',
  'attachment',
  'test_question',
  'handover',
  'interest',
  'hold',
  'erasure',
  'residue',
  'pending_act',
  'filing',
  'duty_year',
] as const;

/**
 * Writes the rows of the day anew in one transaction, then puts each table in the order of its random ids: who reads the
 * files of the database sees one transaction per day, and no order within it. Each table is locked on its own, for as long
 * as it takes to write it. Gives how many rows were written anew.
 */
export async function rewriteNight(ctx: Ctx): Promise<number> {
  const { rows } = await ctx.inTx((ctx) => sql<{ n: number }>`select rewrite_day() as n`.execute(ctx.db));
  for (const name of TABLES) await ctx.inTx((ctx) => sql`select reorder(${name})`.execute(ctx.db));
  return rows[0]?.n ?? 0;
}
