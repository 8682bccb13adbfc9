import { findCampaign, isMember, type Campaign, type CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { lookAtEvidence } from '../looking.js';
import { accessTo, growsUnseen, type Access } from './rules.js';

/** A campaign, what the actor may see of its figures, and whether they are of its team. */
export interface OpenedFigures {
  readonly campaign: Campaign;
  readonly member: boolean;
  readonly access: Access;
}

/**
 * What the actor may see of a campaign's figures now. Figures of a baseline or self-regulation that still runs tell how its
 * evidence grows: they open by a look that is logged, and stay shut to who calls, settles, matches or voids in it.
 */
export function openFigures(ctx: Ctx, id: CampaignId): Promise<OpenedFigures> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const member = await isMember(ctx, id);
    const access = accessTo(campaign, member);
    if (access !== 'all' || !growsUnseen(campaign)) return { campaign, member, access };
    const seen = (await lookAtEvidence(ctx, [id], 'figures')).has(id);
    return { campaign, member, access: seen ? 'all' : 'waits' };
  });
}
