import { sql } from 'kysely';
import type { Channel } from './channel.js';

/**
 * Erases reports whose shred key is zeroed though their rows are there: those that a restored backup brought back. The pool
 * is never older than the database. A slot that the file does not have says nothing. Gives how many were erased.
 */
export async function purgeShredded(channel: Channel): Promise<number> {
  const ctx = channel.system();
  const kept = await ctx.read((ctx) =>
    ctx.db
      .selectFrom('report')
      .innerJoin('shred_slot', 'shred_slot.slot', 'report.slot')
      .select(['report.id', 'report.slot'])
      .where('state', '=', 'claimed')
      .orderBy('report.id')
      .execute(),
  );
  const gone = kept.filter(({ slot }) => channel.pool.isZeroed(slot));
  for (const { id } of gone)
    await ctx.inTx(async (ctx) => {
      await sql`select purge_shredded(${id})`.execute(ctx.db);
      ctx.happenings.push({ what: 'report.purged', report: id });
    });
  return gone.length;
}
