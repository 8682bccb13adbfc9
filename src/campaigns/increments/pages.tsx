import { form, holds, page, type RouteLine } from '../../auth/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { fill, paths, textIn, type Lang } from '../../web/index.js';
import type { Campaign, CampaignId } from '../schema.js';
import { findCampaign, isMember } from '../views.js';
import { IncrementsView } from './increment-view.js';
import { incrementProblems } from './problems.js';
import { mayGrow } from './rules.js';
import { authorisedNumber } from './service.js';
import type { Filled } from './schema.js';
import { findIncrements } from './views.js';
import { wordsIn } from './words.js';

interface IncrementMeans {
  readonly grow: (ctx: Ctx, id: CampaignId) => Promise<void>;
  readonly filled: (ctx: ReadCtx, campaign: CampaignId) => Promise<Filled>;
}

/** The drawings that a plan is made of, and drawing the next one. */
export function incrementPages({ grow, filled }: IncrementMeans): RouteLine[] {
  return [
    page(paths.campaigns.increments, { can: 'campaign.read' }, (ctx, { params, lang }) =>
      ctx.read(async (ctx) => {
        const campaign = await findCampaign(ctx, asId<'campaign'>(params.id));
        const t = wordsIn(lang);
        const acts = holds(ctx.actor.roles, 'campaign.seal') && (await isMember(ctx, campaign.id));
        return {
          title: t('title'),
          trail: [
            { label: t('campaigns'), href: paths.campaigns.list },
            { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
          ],
          content: (
            <IncrementsView
              lang={lang}
              campaign={campaign}
              increments={await findIncrements(ctx, campaign.id)}
              refusal={
                acts && campaign.rolling && campaign.state !== 'draft'
                  ? await refusalOf(ctx, campaign, await filled(ctx, campaign.id), lang)
                  : undefined
              }
            />
          ),
        };
      }),
    ),
    form(paths.campaigns.grow, { can: 'campaign.seal' }, async (ctx, { params }) => {
      await grow(ctx, asId<'campaign'>(params.id));
      return fill(paths.campaigns.increments, { id: params.id });
    }),
  ];
}

/** Why no increment can be drawn now, in words; null where one can. */
async function refusalOf(
  ctx: ReadCtx,
  campaign: Campaign,
  filled: Filled,
  lang: Lang,
): Promise<string | null> {
  const verdict = mayGrow(campaign, filled, await authorisedNumber(ctx, campaign.id));
  if (verdict.allowed) return null;
  const kind = Object.entries(incrementProblems.kinds).find(([code]) => code === verdict.reason)?.[1];
  return kind === undefined ? verdict.reason : textIn(kind, lang);
}
