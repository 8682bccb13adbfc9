import { record } from '../../audit/index.js';
import { holds } from '../../auth/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { CallTaskId } from '../calls/schema.js';
import { mayCode, mayStep, stepOf, type Standing } from '../responses/rules.js';
import type { CallCodes } from './schema.js';
import * as store from './store.js';

export interface CallCodingMeans {
  /** How the actor stands to a campaign: an own interest in it, and what they did in it (campaigns). */
  readonly standing: (ctx: TxCtx, campaign: Id<'campaign'>) => Promise<Standing>;
}

export type CallCoding = ReturnType<typeof createCallCoding>;

/** Blind coding of calls: two coders, a third who settles their difference, a coder who steps aside or thinks again. */
export function createCallCoding(means: CallCodingMeans) {
  return {
    /**
     * Records what a coder makes of an answer; the second that chooses the same, or a third, makes it stand.
     * Problems: not-to-code, coded-already, own-interest, coding-not-blind
     */
    code: (ctx: Ctx, task: CallTaskId, codes: CallCodes): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign, codings } = await lock(ctx, means, task);
        const coding = asId<'coding'>(ctx.newId());
        const adjudication = stepOf(codings) === 'settle';
        await store.insertCoding(ctx, { id: coding, task, campaign, adjudication }, codes);
        record(ctx, { what: 'call.coded', campaign, task, coding, code: codes.code });
        const standing = await store.findStanding(ctx.db, task);
        if (standing !== undefined) record(ctx, { what: 'call.code-final', campaign, task, ...standing });
      }),
    /** The coder knows which agency it is, and leaves it to another. Problems: not-to-code, coded-already, own-interest, coding-not-blind */
    stepAside: (ctx: Ctx, task: CallTaskId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign } = await lock(ctx, means, task);
        await store.insertRecusal(ctx, task, campaign);
        record(ctx, { what: 'call.recused', campaign, task });
      }),
    /**
     * Changes the own codes, with a reason; what stands of the answer follows.
     * Problems: not-to-code, nothing-to-change, closed-to-codes, settled-already, own-interest, coding-not-blind
     */
    recode: (ctx: Ctx, task: CallTaskId, codes: CallCodes, reason: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const call = await store.lockForCoding(ctx.db, task);
        if (call === undefined) throw new Problem('not-to-code');
        const { campaign } = call;
        insist(mayCode(await means.standing(ctx, campaign)));
        const { refused, code, how } = await store.changeCode(ctx, task, codes, reason);
        if (refused !== null) throw new Problem(refused);
        const reasonHash = sha256(reason).toString('hex');
        record(ctx, { what: 'call.recoded', campaign, task, code: codes.code, reasonHash });
        if (code !== null && how !== null)
          record(ctx, { what: 'call.code-final', campaign, task, code, how });
      }),
  };
}

/** An answer that the actor may code now, locked. */
async function lock(ctx: TxCtx, means: CallCodingMeans, task: CallTaskId): Promise<store.LockedCall> {
  const call = await store.lockForCoding(ctx.db, task);
  if (call === undefined || call.final) throw new Problem('not-to-code');
  insist(mayCode(await means.standing(ctx, call.campaign)));
  if (await store.hasCoded(ctx, task)) throw new Problem('coded-already');
  if (await store.hasSteppedAside(ctx, task)) throw new Problem('not-to-code');
  insist(
    mayStep(stepOf(call.codings), {
      codes: holds(ctx.actor.roles, 'response.code'),
      settles: holds(ctx.actor.roles, 'response.adjudicate'),
    }),
  );
  return call;
}
