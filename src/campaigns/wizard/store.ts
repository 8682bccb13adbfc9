import type { TxCtx } from '../../platform/context.js';
import type { Answers, DesignId } from './schema.js';

export async function insertDesign(ctx: TxCtx, id: DesignId): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('campaign_design')
    .values({ id, account: ctx.actor.id, answers: '{}', made_at: now, changed_at: now })
    .execute();
}

export async function saveAnswers(ctx: TxCtx, id: DesignId, answers: Answers): Promise<void> {
  await ctx.db
    .updateTable('campaign_design')
    .set({ answers: JSON.stringify(answers), changed_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}

export async function deleteDesign(ctx: TxCtx, id: DesignId): Promise<void> {
  await ctx.db.deleteFrom('campaign_design').where('id', '=', id).execute();
}
