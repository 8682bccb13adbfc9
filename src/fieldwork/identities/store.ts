import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';
import type { ApplicationId } from '../scheduling/index.js';
import type { Retirement } from './schema.js';

/** Lets the candidates of an increment be sent; the root says which they are. */
export async function insertRelease(
  ctx: TxCtx,
  campaign: CampaignId,
  increment: number,
  root: Buffer,
): Promise<void> {
  await ctx.db
    .insertInto('identity_release')
    .values({ campaign, increment, root, released_by: ctx.actor.id, released_at: ctx.clock.now() })
    .execute();
}

/** Takes a candidate out of use, for good. */
export async function insertRetirement(
  ctx: TxCtx,
  application: ApplicationId,
  reason: Retirement,
  note: string,
): Promise<void> {
  await ctx.db
    .insertInto('identity_retirement')
    .values({ application, reason, note, retired_by: ctx.actor.id, retired_at: ctx.clock.now() })
    .execute();
}
