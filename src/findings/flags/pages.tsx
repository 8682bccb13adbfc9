import { z } from 'zod';
import { form, holds, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import { findCampaign, type CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { findSeries } from '../counts/index.js';
import { EmployerFlags, listEmployerFlags } from '../employers/index.js';
import { lookAtEvidence } from '../looking.js';
import { findNames, groundName, nameOf, type Names } from '../names.js';
import { FlagList } from './flag-list.js';
import { FlagPage } from './flag-view.js';
import { PublishedFlagPage } from './published-flags.js';
import { LooksView } from './looks-view.js';
import { wordsIn } from './page-words.js';
import { mayLookStanding } from './rules.js';
import { DecisionBody } from './schema.js';
import { decideFlag } from './service.js';
import {
  findCurrentLooks,
  findFinalLooks,
  findPublishedFlag,
  listFlags,
  listPublishedFlags,
  type FlagView,
} from './views.js';

/** The pages of flags. */
export function flagPages(): RouteLine[] {
  return [
    page(paths.flags.list, { can: 'flag.read' }, (ctx, { lang }) => showList(ctx, lang)),
    page(paths.campaigns.flags, { can: 'flag.read', query: LooksQuery }, (ctx, { params, query, lang }) =>
      showLooks(ctx, lang, asId<'campaign'>(params.id), query.cel),
    ),
    page(paths.flags.one, { can: 'flag.read' }, (ctx, { params, lang }) => showFlag(ctx, lang, params.id)),
    form(
      paths.flags.decide,
      {
        can: 'flag.decide',
        body: DecisionBody,
        again: (ctx, { params, body, lang }, faults) =>
          showFlag(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await decideFlag(ctx, asId<'flag'>(params.id), body.decision, body.reason);
        return fill(paths.flags.one, { id: params.id });
      },
    ),
  ];
}

type Shown = Pick<PageAnswer, 'title' | 'content'> & Partial<Pick<PageAnswer, 'trail'>>;

const LooksQuery = z.object({ cel: z.string().max(200).optional().catch(undefined) });

async function showList(ctx: Ctx, lang: Lang): Promise<Shown> {
  const flags = await listFlags(ctx);
  const open = await lookAtEvidence(
    ctx,
    flags.map(({ campaign }) => campaign),
    'list',
  );
  return {
    title: wordsIn(lang)('flags.title'),
    content: (
      <FlagList
        lang={lang}
        flags={flags.filter(({ campaign }) => open.has(campaign))}
        published={await listPublishedFlags(ctx)}
        names={await findNames(ctx)}
      >
        {holds(ctx.actor.roles, 'employer-pattern.read') ? (
          <EmployerFlags lang={lang} flags={await listEmployerFlags(ctx)} />
        ) : null}
      </FlagList>
    ),
  };
}

async function showLooks(ctx: Ctx, lang: Lang, id: CampaignId, cell: string | undefined): Promise<Shown> {
  const names = await findNames(ctx);
  // Only what there is to see is a look: a plan with a fixed end shows nothing before it.
  const shows = await ctx.read(async (ctx) => {
    const { stopRule } = await findCampaign(ctx, id);
    return (await findFinalLooks(ctx, id)).length === 0 && mayLookStanding(stopRule, null);
  });
  const shut = shows && !(await lookAtEvidence(ctx, [id], 'path')).has(id);
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    // What reads pairs does not exist for single applications.
    if (campaign.design === 'single') throw new Problem('not-found');
    const final = await findFinalLooks(ctx, id);
    const current = shows && !shut ? await findCurrentLooks(ctx, campaign) : [];
    return {
      title: wordsIn(lang)('look.title'),
      trail: [
        { label: wordsIn(lang)('look.campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: (
        <LooksView
          lang={lang}
          names={names}
          campaign={campaign}
          final={final}
          current={current}
          shut={shut}
          cell={cell}
        />
      ),
    };
  });
}

async function showFlag(
  ctx: Ctx,
  lang: Lang,
  id: string,
  input: { faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> } = { faults: [], kept: {} },
): Promise<Shown> {
  const names = await findNames(ctx);
  const [own] = await listFlags(ctx, { id: asId<'flag'>(id) });
  const flag = own ?? (await findPublishedFlag(ctx, asId<'flag'>(id)));
  const t = wordsIn(lang);
  return {
    title: t('flag.title', {
      sector: nameOf(names.sectors, flag.sector, lang),
      ground: groundName(names, flag, lang),
    }),
    trail: [{ label: t('flags.title'), href: paths.flags.list }],
    content:
      own === undefined ? (
        <PublishedFlagPage lang={lang} flag={flag} />
      ) : (
        await ownFlag(ctx, lang, own, names, input)
      ),
  };
}

async function ownFlag(
  ctx: Ctx,
  lang: Lang,
  flag: FlagView,
  names: Names,
  input: { faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> },
): Promise<PageAnswer['content']> {
  if (!(await lookAtEvidence(ctx, [flag.campaign], 'flag')).has(flag.campaign))
    throw new Problem('not-found');
  const series = await ctx.read((ctx) => findSeries(ctx, flag.campaign, flag));
  return (
    <FlagPage
      lang={lang}
      flag={flag}
      names={names}
      series={series}
      mayDecide={holds(ctx.actor.roles, 'flag.decide')}
      {...input}
    />
  );
}
