import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { mayConfirm, mayRecord, mayWithdraw } from './rules.js';
import type { Voice, VoiceId, VoiceRecord } from './schema.js';
import * as store from './store.js';
import { findProposed, findVoice, listTesters } from './views.js';

/** Records how raters heard a tester. The same once more changes nothing. Problems: unknown-tester, those of mayRecord, voice-proposed-already */
export function recordVoice(ctx: Ctx, voice: VoiceRecord): Promise<VoiceId> {
  return ctx.inTx(async (ctx) => {
    if (!(await listTesters(ctx)).some(({ account }) => account === voice.tester))
      throw new Problem('unknown-tester');
    insist(mayRecord(voice, ctx.actor.id, ctx.clock.today()));
    const proposed = await findProposed(ctx, voice);
    if (proposed !== undefined && proposed.recordedBy === ctx.actor.id && isSame(proposed, voice))
      return proposed.id;
    if (proposed !== undefined) throw new Problem('voice-proposed-already');
    const id = asId<'voice-pretest'>(ctx.newId());
    await store.insertVoice(ctx, id, voice);
    record(ctx, {
      what: 'voice.recorded',
      tester: voice.tester,
      pretest: id,
      documentHash: voice.documentHash,
    });
    return id;
  });
}

/** Confirms what somebody else recorded; once more by the same person changes nothing. Problems: not-found, those of mayConfirm */
export function confirmVoice(ctx: Ctx, id: VoiceId): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const voice = await hold(ctx, id);
    if (voice.confirmedBy === ctx.actor.id && voice.withdrawnAt === null) return;
    insist(mayConfirm(voice, ctx.actor.id));
    await store.setConfirmed(ctx, id);
    record(ctx, { what: 'voice.confirmed', tester: voice.account, pretest: id });
  });
}

/** Withdraws a pretest, confirmed or not: the voice serves no more until it is tested anew. Problems: not-found, those of mayWithdraw */
export function withdrawVoice(ctx: Ctx, id: VoiceId, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const voice = await hold(ctx, id);
    if (voice.withdrawnBy === ctx.actor.id && voice.withdrawnReason === reason) return;
    insist(mayWithdraw(voice, ctx.actor.id));
    await store.setWithdrawn(ctx, id, reason);
    record(ctx, {
      what: 'voice.withdrawn',
      tester: voice.account,
      pretest: id,
      reasonHash: sha256(reason).toString('hex'),
    });
  });
}

/** A pretest that nobody changes until the transaction ends. */
export async function hold(ctx: TxCtx, id: VoiceId): Promise<Voice> {
  await store.lockVoice(ctx.db, id);
  return findVoice(ctx, id);
}

const MEASURED = [
  'sex',
  'testedOn',
  'raters',
  'share',
  'age',
  'clarity',
  'friendliness',
  'pace',
  'remark',
] as const;

const isSame = (voice: Voice, other: VoiceRecord): boolean =>
  voice.documentHash.toString('hex') === other.documentHash &&
  MEASURED.every((field) => voice[field] === other[field]);
