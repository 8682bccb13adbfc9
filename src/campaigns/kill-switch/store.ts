import type { TxCtx } from '../../platform/context.js';

export async function insertThrown(ctx: TxCtx, id: string, reason: string): Promise<void> {
  await ctx.db
    .insertInto('kill_switch')
    .values({ id, thrown_by: ctx.actor.id, thrown_at: ctx.clock.now(), reason })
    .execute();
}

/** Releases what is thrown. @returns false when somebody was before us */
export async function setReleased(ctx: TxCtx, id: string, reason: string): Promise<boolean> {
  const done = await ctx.db
    .updateTable('kill_switch')
    .set({ released_by: ctx.actor.id, released_at: ctx.clock.now(), released_reason: reason })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}
