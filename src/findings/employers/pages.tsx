import { form, holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { EmployerFlagPage, titleOf } from './employer-flag-view.js';
import { EmployersView } from './employers-view.js';
import { wordsIn } from './page-words.js';
import { EmployerDecisionBody } from './schema.js';
import { decideEmployerFlag } from './service.js';
import { findEmployerFlag, listPatterns } from './views.js';

/** The pages of employers: patterns in one campaign, and the flags on one employer. */
export function employerPages(): RouteLine[] {
  return [
    page(paths.campaigns.employers, { can: 'employer-pattern.read' }, async (ctx, { params, lang }) => {
      const { campaign, patterns } = await listPatterns(ctx, asId<'campaign'>(params.id));
      return {
        title: wordsIn(lang)('employers.title'),
        trail: [
          { label: wordsIn(lang)('employers.campaigns'), href: paths.campaigns.list },
          { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
        ],
        content: <EmployersView lang={lang} campaign={campaign} patterns={patterns} />,
      };
    }),
    page(paths.flags.employer, { can: 'employer-pattern.read' }, (ctx, { params, lang }) =>
      showFlag(ctx, lang, params.id),
    ),
    form(
      paths.flags.decideEmployer,
      {
        can: 'flag.decide',
        body: EmployerDecisionBody,
        again: (ctx, { params, body, lang }, faults) =>
          showFlag(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await decideEmployerFlag(ctx, asId<'employer-flag'>(params.id), body.decision, body.reason);
        return fill(paths.flags.employer, { id: params.id });
      },
    ),
  ];
}

async function showFlag(
  ctx: Ctx,
  lang: Lang,
  id: string,
  input: { faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> } = { faults: [], kept: {} },
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  const flag = await findEmployerFlag(ctx, asId<'employer-flag'>(id));
  const mayDecide = holds(ctx.actor.roles, 'flag.decide');
  return {
    title: titleOf(flag, lang),
    trail: [{ label: wordsIn(lang)('eflags.title'), href: paths.flags.list }],
    content: <EmployerFlagPage lang={lang} flag={flag} mayDecide={mayDecide} {...input} />,
  };
}
