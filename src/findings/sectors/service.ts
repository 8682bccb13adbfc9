import { record } from '../../audit/index.js';
import { findCampaign, findSeal, isMember, listCampaigns, type CampaignId } from '../../campaigns/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { findAtoms, findSingleAtoms } from '../counts/index.js';
import { composeSingles } from '../singles/index.js';
import { composePublication } from './publication.js';
import { accessTo, isPublished } from './rules.js';
import { insertPublication } from './store.js';
import { codersDisagree, findPublication, type PublishedFigures } from './views.js';

/**
 * Publishes the figures of a campaign that has closed, once: decides which cells everybody may see, and keeps that set for
 * good. Does nothing for a campaign that is open, for a purpose that is never published, or a second time; and holds back
 * the figures of one whose coders agree too little, which the log says.
 */
export async function publishFigures(ctx: TxCtx, id: CampaignId): Promise<void> {
  const campaign = await findCampaign(ctx, id);
  const seal = await findSeal(ctx, id);
  if (campaign.state !== 'closed' || seal === null || !isPublished(campaign)) return;
  if ((await findPublication(ctx, id)) !== null) return;
  if (await codersDisagree(ctx, id))
    return record(ctx, { what: 'findings.withheld', campaign: id, reason: 'coders-disagree' });
  const sealed = seal.hash.toString('hex');
  const publication =
    campaign.design === 'single'
      ? composeSingles(campaign, sealed, await findSingleAtoms(ctx, campaign))
      : composePublication(campaign, sealed, await findAtoms(ctx, campaign));
  const body = canonicalJson(publication);
  const hash = sha256('praktijktest/publication/1', body);
  if (!(await insertPublication(ctx, id, body, hash))) return;
  record(ctx, {
    what: 'findings.published',
    campaign: id,
    publicationHash: hash.toString('hex'),
    cells: publication.cells.length,
  });
}

/** Publishes what closed before it could be published. @returns how many campaigns */
export async function publishClosed(ctx: Ctx): Promise<number> {
  const closed = (await listCampaigns(ctx, { state: 'closed' })).filter(isPublished);
  let published = 0;
  for (const { id } of closed) {
    const done = await ctx.read(
      async (ctx) => (await findPublication(ctx, id)) !== null || (await codersDisagree(ctx, id)),
    );
    if (done) continue;
    await ctx.inTx((ctx) => publishFigures(ctx, id));
    published += 1;
  }
  return published;
}

/**
 * Hands out the published figures of a campaign and records that it did. Everybody gets the same: the team sees more on
 * its pages, but what leaves the product leaves for good. Problems: not-found, figures-not-published
 */
export function exportFigures(ctx: Ctx, id: CampaignId, format: 'csv' | 'json'): Promise<PublishedFigures> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const access = accessTo(campaign, await isMember(ctx, id));
    if (access === 'none') throw new Problem('not-found');
    const published = await findPublication(ctx, id);
    if (published === null) throw new Problem('figures-not-published');
    record(ctx, { what: 'findings.exported', campaign: id, publicationHash: published.hash, format });
    return published;
  });
}
