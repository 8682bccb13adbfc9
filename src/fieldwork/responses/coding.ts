import { record } from '../../audit/index.js';
import { holds } from '../../auth/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import * as store from './coding-store.js';
import { finalCode, mayCode, mayStep, stepOf, type Standing } from './rules.js';
import type { Code, ResponseId } from './schema.js';

export interface CodingMeans {
  /** How the actor stands to a campaign: an own interest in it, and what shows them its arms (campaigns). */
  readonly standing: (ctx: TxCtx, campaign: Id<'campaign'>) => Promise<Standing>;
}

/** Blind coding: two coders, a third who settles their difference, a coder who steps aside or thinks again. */
export function createCoding(means: CodingMeans) {
  return {
    /**
     * Records a coder's code; the second that agrees, or an adjudication, makes it final.
     * Problems: not-to-code, coded-already, own-interest, coding-not-blind
     */
    code: (ctx: Ctx, id: ResponseId, code: Code, how: { simulated?: boolean } = {}): Promise<void> =>
      ctx.inTx((ctx) => codeResponse(ctx, means, id, code, how.simulated ?? false)),
    /** The coder knows whose answer it is, and leaves it to another. Problems: not-to-code, coded-already, own-interest, coding-not-blind */
    stepAside: (ctx: Ctx, id: ResponseId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const response = await lock(ctx, means, id);
        await store.insertRecusal(ctx.db, id, ctx.actor.id);
        record(ctx, { what: 'response.recused', campaign: response.campaign, response: id });
      }),
    /**
     * Changes the own code, with a reason; the code of the answer follows, and an outcome that was final already follows it.
     * Problems: not-to-code, nothing-to-change, closed-to-codes, settled-already, own-interest, coding-not-blind
     */
    recode: (ctx: Ctx, id: ResponseId, code: Code, reason: string): Promise<void> =>
      ctx.inTx((ctx) => recode(ctx, means, id, code, reason)),
  };
}

/** An answer that the actor may code now, locked. */
async function lock(ctx: TxCtx, means: CodingMeans, id: ResponseId): Promise<store.LockedResponse> {
  const response = await store.lockForCoding(ctx.db, id);
  if (response === undefined || response.code !== null) throw new Problem('not-to-code');
  insist(mayCode(await means.standing(ctx, response.campaign)));
  if (await store.hasCoded(ctx, id)) throw new Problem('coded-already');
  if (await store.hasSteppedAside(ctx, id)) throw new Problem('not-to-code');
  const step = stepOf(response.codings);
  insist(
    mayStep(step, {
      codes: holds(ctx.actor.roles, 'response.code'),
      settles: holds(ctx.actor.roles, 'response.adjudicate'),
    }),
  );
  return response;
}

async function codeResponse(
  ctx: TxCtx,
  means: CodingMeans,
  id: ResponseId,
  code: Code,
  simulated: boolean,
): Promise<void> {
  const { campaign, codings } = await lock(ctx, means, id);
  const coding = asId<'coding'>(ctx.newId());
  const adjudication = stepOf(codings) === 'settle';
  await store.insertCoding(ctx, { id: coding, response: id, code, adjudication, simulated });
  record(ctx, { what: 'response.coded', campaign, response: id, coding, code, simulated });
  const final = finalCode(await store.findCodings(ctx.db, id));
  if (final === null) return;
  await store.keepFinalCode(ctx.db, id, final.code, final.how);
  record(ctx, { what: 'response.code-final', campaign, response: id, code: final.code, how: final.how });
}

async function recode(
  ctx: TxCtx,
  means: CodingMeans,
  id: ResponseId,
  code: Code,
  reason: string,
): Promise<void> {
  const response = await store.lockForCoding(ctx.db, id);
  if (response === undefined) throw new Problem('not-to-code');
  insist(mayCode(await means.standing(ctx, response.campaign)));
  const { campaign } = response;
  const changed = await store.changeCode(ctx, id, code, reason);
  if (changed.refused !== null) throw new Problem(changed.refused);
  const reasonHash = sha256(reason).toString('hex');
  record(ctx, { what: 'response.recoded', campaign, response: id, code, reasonHash });
  const { code: final, how } = changed;
  if (final !== null && how !== null)
    record(ctx, { what: 'response.code-final', campaign, response: id, code: final, how });
}
