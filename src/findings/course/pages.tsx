import { holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import { findCampaign, isMember, type CampaignId } from '../../campaigns/index.js';
import { findAnswerProgress, findPlanProgress, listSources } from '../../fieldwork/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { findCountedPairs } from '../counts/index.js';
import { CourseView } from './course-view.js';
import { findCourse, findMail } from './views.js';
import { wordsIn } from './words.js';

/** The page that follows a campaign while it runs, for its own team. */
export function coursePages(): RouteLine[] {
  return [
    page(paths.campaigns.course, { can: 'campaign.read' }, (ctx, { params, lang }) =>
      showCourse(ctx, lang, asId<'campaign'>(params.id)),
    ),
  ];
}

function showCourse(
  ctx: Ctx,
  lang: Lang,
  id: CampaignId,
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    if (!(await isMember(ctx, id))) throw new Problem('not-found');
    const now = ctx.clock.now();
    const shown = {
      campaign,
      now,
      days: await findCourse(ctx, id),
      plan: await findPlanProgress(ctx, id),
      answers: await findAnswerProgress(ctx, id),
      counted: await findCountedPairs(ctx, id),
      mail: await findMail(ctx, id, now),
      sources: await listSources(ctx),
      seesFlags: holds(ctx.actor.roles, 'flag.read'),
      settles: holds(ctx.actor.roles, 'in-doubt.settle'),
    };
    return {
      title: wordsIn(lang)('title'),
      trail: [
        { label: wordsIn(lang)('campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: <CourseView lang={lang} shown={shown} />,
    };
  });
}
