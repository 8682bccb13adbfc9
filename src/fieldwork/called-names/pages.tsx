import { download, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, insistMember } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { fill, paths } from '../../web/index.js';
import { NamesView } from './names-view.js';
import type { CalledNames } from './service.js';
import { listNamedCalls } from './views.js';
import { wordsIn } from './words.js';

const can = 'call.name-open';

/** The calls of a campaign with a name, and the name of one as a file to save: it never stands in a page. */
export function calledNamePages(names: CalledNames): RouteLine[] {
  return [
    page(paths.campaigns.calledNames, { can }, (ctx, { params, lang }) =>
      ctx.read(async (ctx) => {
        const t = wordsIn(lang);
        const campaign = await findCampaign(ctx, asId<'campaign'>(params.id));
        await insistMember(ctx, campaign.id);
        return {
          title: t('title'),
          trail: [
            { label: t('campaigns'), href: paths.campaigns.list },
            { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
          ],
          content: <NamesView lang={lang} calls={await listNamedCalls(ctx, campaign.id)} />,
        };
      }),
    ),
    download(paths.calls.name, { can }, async (ctx, { params }) => ({
      name: `naam-${params.id.slice(0, 8)}.txt`,
      type: 'text/plain; charset=utf-8',
      text: await names.open(ctx, params.id),
    })),
  ];
}
