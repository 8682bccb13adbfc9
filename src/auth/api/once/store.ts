import type { Db, TxCtx } from '../../../platform/context.js';

/**
 * Takes a key for a request. Another transaction that holds the same key is waited for.
 * @returns false when the key was taken before
 */
export async function takeKey(ctx: TxCtx, key: string, requestHash: Buffer): Promise<boolean> {
  const done = await ctx.db
    .insertInto('api_replay')
    .values({ account: ctx.actor.id, key, request_hash: requestHash, answer: null, made_at: ctx.clock.now() })
    .onConflict((conflict) => conflict.columns(['account', 'key']).doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function findKept(
  ctx: TxCtx,
  key: string,
): Promise<{ requestHash: Buffer; answer: string | null }> {
  return ctx.db
    .selectFrom('api_replay')
    .select(['request_hash as requestHash', 'answer'])
    .where('account', '=', ctx.actor.id)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
}

export async function keepAnswer(ctx: TxCtx, key: string, answer: string): Promise<void> {
  await ctx.db
    .updateTable('api_replay')
    .set({ answer })
    .where('account', '=', ctx.actor.id)
    .where('key', '=', key)
    .execute();
}

/** Frees a key of the actor's that was taken before an instant. */
export async function freeKey(ctx: TxCtx, key: string, before: Date): Promise<void> {
  await ctx.db
    .deleteFrom('api_replay')
    .where('account', '=', ctx.actor.id)
    .where('key', '=', key)
    .where('made_at', '<', before)
    .execute();
}

/** Forgets all answers from before an instant. @returns how many */
export async function sweepKept(db: Db, before: Date): Promise<number> {
  const done = await db.deleteFrom('api_replay').where('made_at', '<', before).executeTakeFirst();
  return Number(done.numDeletedRows);
}
