import type { CampaignId } from '../../src/campaigns/index.js';
import type { Ctx } from '../../src/platform/context.js';

/** The sectors that a campaign's publication shows, as the stored document says it, read as somebody; none before it is published. */
export async function publishedSectors(ctx: Ctx, campaign: CampaignId): Promise<string[]> {
  const row = await ctx.read((ctx) =>
    ctx.db.selectFrom('publication').select('body').where('campaign', '=', campaign).executeTakeFirst(),
  );
  const { cells } = JSON.parse(row?.body ?? '{"cells":[]}') as { cells: { cut: string; value: string }[] };
  return cells.filter(({ cut }) => cut === 'sector').map(({ value }) => value);
}
