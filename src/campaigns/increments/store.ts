import type { TxCtx } from '../../platform/context.js';
import type { Signature } from '../amendments/signing.js';
import type { CampaignId } from '../schema.js';

/** Closes an increment: from now on no test joins it. */
export async function insertIncrement(
  ctx: TxCtx,
  campaign: CampaignId,
  increment: {
    readonly number: number;
    readonly body: string;
    readonly previous: Buffer | null;
    readonly hash: Buffer;
    readonly root: Buffer;
    readonly tests: number;
    readonly signed: Signature;
  },
): Promise<void> {
  const { signed, ...said } = increment;
  await ctx.db
    .insertInto('plan_increment')
    .values({
      campaign,
      ...said,
      signature: signed.signature,
      signed_with: signed.signedWith,
      drawn_by: ctx.actor.id,
      drawn_at: ctx.clock.now(),
    })
    .execute();
}
