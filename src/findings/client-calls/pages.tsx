import { page, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { findSectors } from '../../register/index.js';
import { fill, paths } from '../../web/index.js';
import { ComplianceView } from './compliance-view.js';
import { findCompliance } from './views.js';
import { wordsIn } from './words.js';

/** The page of what agencies answered. */
export function clientCallPages(): RouteLine[] {
  return [
    page(paths.campaigns.clientCalls, { can: 'findings.read' }, (ctx, { params, lang }) =>
      ctx.read(async (ctx) => {
        const t = wordsIn(lang);
        const sectors = await findSectors(ctx);
        const campaign = await findCampaign(ctx, asId<'campaign'>(params.id));
        const compliance = await findCompliance(ctx, campaign);
        return {
          title: t(compliance.channel === 'mail' ? 'title-mails' : 'title'),
          trail: [
            { label: t('campaigns'), href: paths.campaigns.list },
            { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
          ],
          content: (
            <ComplianceView
              lang={lang}
              compliance={compliance}
              sectorName={(code) => sectors.find((one) => one.code === code)?.[lang] ?? code}
            />
          ),
        };
      }),
    ),
  ];
}
