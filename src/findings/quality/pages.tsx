import { z } from 'zod';
import { page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import { findCampaign, isMember, type CampaignId, type Definition } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { findNames } from '../names.js';
import { findCodingQuality } from './agreement.js';
import { QualityView } from './quality-view.js';
import { findSensitivity } from './sensitivity.js';
import { findArrangements, findMissing, findVoids } from './views.js';
import { wordsIn } from './words.js';

const Query = z.object({ definitie: z.enum(['strict', 'lenient']).optional().catch(undefined) });

/** The page of a campaign's quality, for its own team. */
export function qualityPages(): RouteLine[] {
  return [
    page(paths.campaigns.quality, { can: 'findings.read', query: Query }, (ctx, { params, query, lang }) =>
      showQuality(ctx, lang, asId<'campaign'>(params.id), query.definitie),
    ),
  ];
}

async function showQuality(
  ctx: Ctx,
  lang: Lang,
  id: CampaignId,
  chosen: Definition | undefined,
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  const t = wordsIn(lang);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    // To others the page does not exist: which pairs went wrong where is the team's own.
    if (!(await isMember(ctx, id))) throw new Problem('not-found');
    const definition = chosen ?? campaign.primaryDefinition;
    const shown = {
      campaign,
      definition,
      names: await findNames(ctx),
      arrangements: await findArrangements(ctx, id),
      voids: await findVoids(ctx, id),
      missing: await findMissing(ctx, id),
      coding: await findCodingQuality(ctx, campaign),
      sensitivity:
        campaign.state === 'closed' && campaign.design === 'pair'
          ? await findSensitivity(ctx, campaign, definition)
          : null,
    };
    return {
      title: t('quality.title'),
      trail: [
        { label: t('quality.campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
        { label: t('quality.findings'), href: fill(paths.campaigns.findings, { id }) },
      ],
      content: <QualityView lang={lang} shown={shown} />,
    };
  });
}
