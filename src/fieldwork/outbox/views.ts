import {
  findCampaign,
  findSendingRefusal,
  insistMember,
  type Campaign,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import type { Calendar } from '../../register/index.js';
import { findLeft } from '../dispatch/index.js';
import { isOfficeTime } from '../scheduling/index.js';
import type { OutboxFacts } from './list-source.js';

/** A campaign with what holds for all of its outbox now, for its own team. Problems: not-found */
export function findOutbox(
  ctx: Ctx,
  calendar: Calendar,
  campaign: CampaignId,
): Promise<{ readonly campaign: Campaign; readonly facts: OutboxFacts }> {
  return ctx.read(async (ctx) => {
    await insistMember(ctx, campaign);
    const now = ctx.clock.now();
    return {
      campaign: await findCampaign(ctx, campaign),
      facts: {
        campaign,
        now,
        office: isOfficeTime(now, calendar),
        refusal: await findSendingRefusal(ctx, campaign),
        left: await findLeft(ctx.db, campaign),
      },
    };
  });
}
