import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { CampaignId } from '../schema.js';
import type { Interest, InterestCampaign, Standing } from './schema.js';

/** How the actor stands to a campaign: an own interest, and what they did in it. Nothing of either for a campaign that is not there. */
export async function findStanding(ctx: ReadCtx, campaign: CampaignId): Promise<Standing> {
  const found = await sql<Standing>`select has_own_interest(${campaign}) as interest,
    array(select duty from campaign_insider where campaign = ${campaign} and account = app_actor() order by duty) as duties`.execute(
    ctx.db,
  );
  return found.rows[0] ?? { interest: false, duties: [] };
}

/** Every campaign in which somebody may have an own interest, the newest first: its name and nothing else. */
export function listInterestCampaigns(ctx: Ctx): Promise<InterestCampaign[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<InterestCampaign>`select id, name, has_own_interest(id) as mine from interest_campaigns()`.execute(
        ctx.db,
      );
    return found.rows;
  });
}

/** The own interests that stand in a campaign, by name; others than the own are seen by coordinators. */
export async function findInterests(ctx: ReadCtx, campaign: CampaignId): Promise<Interest[]> {
  const found =
    await sql<Interest>`select i.id, i.account, shown_name(i.account) as name, i.kind, i.note, i.declared_at as "declaredAt"
    from own_interest i where i.campaign = ${campaign} and i.withdrawn_at is null order by shown_name(i.account) collate "C", i.id`.execute(
      ctx.db,
    );
  return found.rows;
}
