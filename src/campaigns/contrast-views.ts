import type { ReadCtx } from '../platform/context.js';
import type { CampaignId, Cell } from './schema.js';

/** A cell of a joint contrast, with the grounds of the two whose signals its pairs carry together. */
export interface JointCell extends Pick<Cell, 'sector' | 'ground'> {
  readonly parts: readonly [string, string];
}

/** The cells of a campaign that carry two signals together, in the order of its cells; none in most designs. */
export async function findJointCells(ctx: ReadCtx, id: CampaignId): Promise<JointCell[]> {
  const rows = await ctx.db
    .selectFrom('campaign_cell')
    .select(['sector', 'ground', 'parts'])
    .where('campaign', '=', id)
    .where('parts', 'is not', null)
    .orderBy('position')
    .execute();
  return rows.flatMap(({ sector, ground, parts }) => {
    const [one, other] = parts ?? [];
    return one === undefined || other === undefined ? [] : [{ sector, ground, parts: [one, other] }];
  });
}
