import { record } from '../../audit/index.js';
import { insistMayAct, insistMember } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { TestId } from '../scheduling/index.js';
import type { SuspicionId } from './schema.js';
import * as store from './store.js';

export type Detection = ReturnType<typeof createDetection>;

/** Raises suspicions, has what they are about rest, and clears them. */
export function createDetection() {
  return {
    /** A person notes why they think that a test was seen through; its employer rests from now on. Problems: not-found, own-interest */
    raise: (ctx: Ctx, test: TestId, note: string): Promise<SuspicionId> =>
      ctx.inTx(async (ctx) => {
        const of = await store.findTest(ctx.db, test);
        if (of === undefined) throw new Problem('not-found');
        await insistMember(ctx, of.campaign);
        await insistMayAct(ctx, of.campaign);
        const id = asId<'suspicion'>(ctx.newId());
        await store.insertSuspicion(ctx, id, { test, ...of }, note);
        record(ctx, { what: 'suspicion.raised', campaign: of.campaign, suspicion: id, by: 'note' });
        return id;
      }),
    /** A person decides that what rested may go on. Problems: not-found, suspicion-cleared, own-interest */
    clear: (ctx: Ctx, id: SuspicionId, reason: string): Promise<void> =>
      ctx.inTx((ctx) => clear(ctx, id, reason)),
    /** Writes to the log what answers raised by themselves. @returns how many */
    note: (ctx: Ctx): Promise<number> =>
      ctx.inTx(async (ctx) => {
        const raised = await store.claimUnlogged(ctx.db);
        for (const { id, campaign } of raised)
          record(ctx, { what: 'suspicion.raised', campaign, suspicion: id, by: 'answer' });
        return raised.length;
      }),
  };
}

async function clear(ctx: TxCtx, id: SuspicionId, reason: string): Promise<void> {
  const found = await store.lockSuspicion(ctx.db, id);
  if (found === undefined) throw new Problem('not-found');
  await insistMember(ctx, found.campaign);
  await insistMayAct(ctx, found.campaign);
  if (found.clearedAt !== null) throw new Problem('suspicion-cleared');
  await store.setCleared(ctx, id, reason);
  const reasonHash = sha256(reason).toString('hex');
  record(ctx, { what: 'suspicion.cleared', campaign: found.campaign, suspicion: id, reasonHash });
}
