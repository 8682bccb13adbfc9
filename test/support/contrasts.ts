// A planted 2 × 2 world: six cells of which one is unequal.
import { sql } from 'kysely';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { countPair } from '../../src/findings/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { Id } from '../../src/platform/ids.js';
import { sendAll, type World } from './world.js';

export const PAIRS = 12;
export const SECTORS = ['bouw', 'detailhandel'];
export const CONTRASTS = ['origin/origin', 'gender/sex', 'origin/both'];
/** The one cell of the planted world in which there is a disparity. */
export const UNEQUAL = { sector: 'bouw', ground: 'origin/both' };
/** What a draft of it says. */
export const TWO_BY_TWO = {
  scenario: 'correspondence-origin-gender',
  cells: SECTORS.map((sector) => ({ sector, quota: PAIRS })),
} satisfies Partial<CampaignDraft>;

/** Sends everything, then fixes every outcome: neither was called back, but in the unequal cell the control profile was. */
export async function settleContrasts(world: World, id: CampaignId): Promise<void> {
  await sendAll(world);
  const planned = await asOwner(world.services.database.kysely, (db) =>
    sql<{
      id: Id<'application'>;
      arm: string;
      sector: string;
      ground: string;
    }>`select a.id, a.arm, t.sector, t.ground
      from application a join test t on t.id = a.test where t.campaign = ${id} order by t.ordinal, a.position`.execute(
      db,
    ),
  );
  await world.services.systemContext().inTx(async (ctx) => {
    for (const { id: application, arm, sector, ground } of planned.rows) {
      const unequal = sector === UNEQUAL.sector && ground === UNEQUAL.ground && arm === 'control';
      const outcome = { application, code: unequal ? 'INV' : 'NON', final_at: ctx.clock.now() } as const;
      await ctx.db.insertInto('outcome').values(outcome).execute();
      await countPair(ctx, application);
    }
  });
}
