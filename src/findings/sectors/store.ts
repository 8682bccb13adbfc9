import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';

/** Keeps what a campaign publishes, once. @returns false when it is published already */
export async function insertPublication(
  ctx: TxCtx,
  campaign: CampaignId,
  body: string,
  hash: Buffer,
): Promise<boolean> {
  const done = await ctx.db
    .insertInto('publication')
    .values({ campaign, body, hash, published_at: ctx.clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
