import { record } from '../../audit/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { CampaignId } from '../schema.js';
import { mayActIn, mayWithdrawInterest } from './rules.js';
import type { DeclareBody } from './schema.js';
import { insertInterest, setWithdrawn } from './store.js';
import { findInterests, findStanding, listInterestCampaigns } from './views.js';

/** Lets nobody act in a campaign in which they declared an own interest. The database's triggers hold the same. Problems: own-interest */
export async function insistMayAct(ctx: ReadCtx, campaign: CampaignId): Promise<void> {
  insist(mayActIn(await findStanding(ctx, campaign)));
}

/** Declares that the actor has an own interest in a campaign; again changes nothing. Problems: not-found */
export function declareInterest(ctx: Ctx, { campaign, kind, note }: DeclareBody): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const found = (await listInterestCampaigns(ctx)).find(({ id }) => id === campaign);
    if (found === undefined) throw new Problem('not-found');
    const id = asId<'own-interest'>(ctx.newId());
    if (await insertInterest(ctx, id, { campaign: found.id, kind, note: note === '' ? null : note }))
      record(ctx, { what: 'interest.declared', campaign: found.id, interest: id });
  });
}

/** Says that somebody else's own interest is over. Problems: not-found, own-interest, own-interest-self */
export function withdrawInterest(ctx: Ctx, campaign: CampaignId, id: string, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const interest = (await findInterests(ctx, campaign)).find((one) => one.id === id);
    if (interest === undefined) throw new Problem('not-found');
    insist(mayWithdrawInterest(interest.account, ctx.actor.id));
    await insistMayAct(ctx, campaign);
    await setWithdrawn(ctx, interest.id, reason);
    const reasonHash = sha256(reason).toString('hex');
    record(ctx, { what: 'interest.withdrawn', campaign, interest: interest.id, reasonHash });
  });
}
