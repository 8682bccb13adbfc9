import type { Db, TxCtx } from '../../platform/context.js';
import type { VoiceId, VoiceRecord } from './schema.js';

/** Locks a pretest until the transaction ends. */
export async function lockVoice(db: Db, id: VoiceId): Promise<void> {
  await db.selectFrom('voice_pretest').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Adds a pretest in the actor's name. */
export async function insertVoice(ctx: TxCtx, id: VoiceId, voice: VoiceRecord): Promise<void> {
  const { tester, language, origin, sex, raters, share, age, clarity, friendliness, pace, remark } = voice;
  await ctx.db
    .insertInto('voice_pretest')
    .values({
      id,
      ...{ tester, language, origin, sex, raters, share, age, clarity, friendliness, pace, remark },
      tested_on: voice.testedOn,
      document_hash: Buffer.from(voice.documentHash, 'hex'),
      recorded_by: ctx.actor.id,
      recorded_at: ctx.clock.now(),
    })
    .execute();
}

/** Marks a pretest as confirmed by the actor. */
export async function setConfirmed(ctx: TxCtx, id: VoiceId): Promise<void> {
  await ctx.db
    .updateTable('voice_pretest')
    .set({ confirmed_by: ctx.actor.id, confirmed_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}

/** Marks a pretest as withdrawn by the actor. */
export async function setWithdrawn(ctx: TxCtx, id: VoiceId, reason: string): Promise<void> {
  await ctx.db
    .updateTable('voice_pretest')
    .set({ withdrawn_by: ctx.actor.id, withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
    .where('id', '=', id)
    .execute();
}
