import { findCampaign, isMember, type CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { lookAtEvidence } from '../looking.js';
import { accessTo, growsUnseen, type Access } from './rules.js';

/**
 * What the actor may see of a campaign's figures now. Figures of a baseline or self-regulation that still runs tell how its
 * evidence grows: they open by a look that is logged, and stay shut to who calls, settles, matches or voids in it.
 */
export function openFigures(ctx: Ctx, id: CampaignId): Promise<Access> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const access = accessTo(campaign, await isMember(ctx, id));
    if (access !== 'all' || !growsUnseen(campaign)) return access;
    return (await lookAtEvidence(ctx, [id], 'figures')).has(id) ? 'all' : 'waits';
  });
}
