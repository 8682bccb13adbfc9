import type { TxCtx } from '../../platform/context.js';
import type { CampaignId } from '../schema.js';
import type { InterestId, InterestKind } from './schema.js';

/** Keeps the actor's own interest. @returns false when it stands already */
export async function insertInterest(
  ctx: TxCtx,
  id: InterestId,
  interest: { campaign: CampaignId; kind: InterestKind; note: string | null },
): Promise<boolean> {
  const done = await ctx.db
    .insertInto('own_interest')
    .values({ id, account: ctx.actor.id, declared_at: ctx.clock.now(), ...interest })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function setWithdrawn(ctx: TxCtx, id: InterestId, reason: string): Promise<void> {
  await ctx.db
    .updateTable('own_interest')
    .set({ withdrawn_by: ctx.actor.id, withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
    .where('id', '=', id)
    .execute();
}
