import { record } from '../../audit/index.js';
import {
  findCampaign,
  findStanding,
  insistMayAct,
  insistMember,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Arm } from '../scheduling/index.js';
import { mayRelease, mayRetire, mayVoid, reasonOf } from './rules.js';
import { insertRelease, insertRetirement } from './store.js';
import { findChecked, findPair } from './views.js';

/** A second person lets the made-up candidates of an increment be sent. Problems: not-found, own-interest, those of mayRelease */
export function releaseIncrement(ctx: Ctx, campaign: CampaignId, number: number): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await insistMember(ctx, campaign);
    await insistMayAct(ctx, campaign);
    const { state } = await findCampaign(ctx, campaign);
    const increments = await findChecked(ctx, campaign);
    const increment = increments.find((one) => one.number === number);
    if (increment === undefined) throw new Problem('not-found');
    insist(mayRelease(increment, increments, state, ctx.actor.id));
    await insertRelease(ctx, campaign, number, increment.root);
    record(ctx, {
      what: 'identities.released',
      campaign,
      increment: number,
      root: increment.root.toString('hex'),
    });
  });
}

/**
 * Takes one made-up candidate out of use for good; what its pair did not send yet is never sent.
 * @param number of the pair as people count, from 1
 * Problems: not-found, own-interest, looked-at-evidence, identity-retired
 */
export function retireCandidate(
  ctx: Ctx,
  campaign: CampaignId,
  number: number,
  arm: Arm,
  note: string,
): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await insistMember(ctx, campaign);
    insist(mayVoid(await findStanding(ctx, campaign)));
    const pair = await findPair(ctx, campaign, number);
    if (pair === undefined) throw new Problem('not-found');
    const candidate = pair.candidates.find((one) => one.arm === arm);
    if (candidate === undefined) throw new Problem('not-found');
    const { application, retired } = candidate;
    insist(mayRetire(retired));
    const reason = reasonOf(pair.released);
    await insertRetirement(ctx, application, reason, note);
    record(ctx, {
      what: 'identity.retired',
      campaign,
      application,
      reason,
      reasonHash: sha256(note).toString('hex'),
    });
  });
}
