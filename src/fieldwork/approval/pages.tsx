import { form, page, type RouteLine } from '../../auth/index.js';
import { findCampaign, insistMember } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { ApprovalPage } from './approval-view.js';
import type { Approval } from './service.js';
import { findApprovable, listApproved } from './views.js';
import { wordsIn } from './words.js';

const can = 'figures.approve';

/** Where a coordinator approves the figures of a baseline, and reads what was erased since. */
export function approvalPages(approval: Approval): RouteLine[] {
  return [
    page(paths.campaigns.approval, { can }, (ctx, { params, lang }) => show(ctx, params.id, lang)),
    form(paths.campaigns.approve, { can }, async (ctx, { params }) => {
      await approval.approve(ctx, asId<'campaign'>(params.id));
      return fill(paths.campaigns.approval, { id: params.id });
    }),
  ];
}

function show(ctx: Ctx, given: string, lang: Lang) {
  const t = wordsIn(lang);
  const id = asId<'campaign'>(given);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    await insistMember(ctx, id);
    const [approved = null] = await listApproved(ctx, id);
    return {
      title: t('title'),
      trail: [
        { label: t('campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <ApprovalPage lang={lang} id={id} approved={approved} approvable={await findApprovable(ctx, id)} />
      ),
    };
  });
}
