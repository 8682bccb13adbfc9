import { sql } from 'kysely';
import type { CampaignId } from '../campaigns/index.js';
import type { Ctx } from '../platform/context.js';
import { COUNTED } from './counts/index.js';

/** Tests that came to count, void ones with them, of these campaigns: from the counts that are kept, never from the tests. */
export function findCountedOf(
  ctx: Ctx,
  campaigns: readonly CampaignId[],
): Promise<ReadonlyMap<CampaignId, number>> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ campaign: CampaignId; n: number }>`
      select campaign, sum(${COUNTED})::int as n from cell_count
      where definition = 'strict' and campaign = any(${[...campaigns]}::uuid[]) group by campaign`.execute(
      ctx.db,
    );
    return new Map(found.rows.map(({ campaign, n }) => [campaign, n]));
  });
}
