import { sql } from 'kysely';
import type { Channel } from './channel.js';

/** The pool looks like another file than the one that belongs to this database. */
export class PoolDoubtful extends Error {}

/** So many reports may be erased without asking how large a share of all they are. */
const FEW = 20;

/**
 * Erases reports whose shred key is zeroed though their rows are there: those that a restored backup brought back. The pool
 * is never older than the database. A slot that the file does not have says nothing. Where more than half of many
 * reports would go, the file is taken for a copy that is not whole, and nothing is erased. Gives how many were erased.
 * @throws PoolDoubtful
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
  if (gone.length > FEW && gone.length * 2 > kept.length)
    throw new PoolDoubtful(
      `The file of shred keys has no key any more for ${gone.length} of ${kept.length} reports: it looks like a copy that is not whole. Nothing was erased. Put back its newest whole copy, and start again.`,
    );
  for (const { id } of gone)
    await ctx.inTx(async (ctx) => {
      await sql`select purge_shredded(${id})`.execute(ctx.db);
      ctx.happenings.push({ what: 'report.purged', report: id });
    });
  return gone.length;
}
