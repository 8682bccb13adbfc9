import { z } from 'zod';
import { form, page, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { FieldFault } from '../../platform/problems.js';
import { fill, paths, withQuery, type Lang } from '../../web/index.js';
import { findCampaign } from '../views.js';
import { InterestsView, OwnInterestView } from './interest-views.js';
import { DeclareBody, WithdrawBody } from './schema.js';
import { declareInterest, withdrawInterest } from './service.js';
import { findInterests, listInterestCampaigns } from './views.js';
import { wordsIn } from './words.js';

const OwnQuery = z.object({
  campagne: z.uuid().optional().catch(undefined),
  aangegeven: z.uuid().optional().catch(undefined),
});

interface Input {
  readonly faults: readonly FieldFault[];
  readonly kept: Readonly<Record<string, string>>;
  readonly done?: string | undefined;
}

/** The pages of own interests: one's own, and for a coordinator those of a campaign. */
export function interestPages(): RouteLine[] {
  return [
    page(paths.interests.own, { can: 'interest.declare', query: OwnQuery }, (ctx, { query, lang }) =>
      showOwn(ctx, lang, {
        faults: [],
        kept: query.campagne === undefined ? {} : { campaign: query.campagne },
        done: query.aangegeven,
      }),
    ),
    form(
      paths.interests.declare,
      {
        can: 'interest.declare',
        body: DeclareBody,
        again: (ctx, { body, lang }, faults) => showOwn(ctx, lang, { faults, kept: body }),
      },
      async (ctx, { body }) => {
        await declareInterest(ctx, body);
        return withQuery(paths.interests.own, { aangegeven: body.campaign });
      },
    ),
    page(paths.interests.list, { can: 'interest.withdraw' }, (ctx, { params, lang }) =>
      showInterests(ctx, lang, params.id, { faults: [], kept: {} }),
    ),
    form(
      paths.interests.withdraw,
      {
        can: 'interest.withdraw',
        body: WithdrawBody,
        again: (ctx, { params, body, lang }, faults) =>
          showInterests(ctx, lang, params.id, { faults, kept: body }),
      },
      async (ctx, { params, body }) => {
        await withdrawInterest(ctx, asId<'campaign'>(params.id), body.interest, body.reason);
        return fill(paths.interests.list, { id: params.id });
      },
    ),
  ];
}

async function showOwn(ctx: Ctx, lang: Lang, { faults, kept, done }: Input) {
  const campaigns = await listInterestCampaigns(ctx);
  return {
    title: wordsIn(lang)('own.title'),
    content: (
      <OwnInterestView
        lang={lang}
        campaigns={campaigns}
        done={campaigns.find(({ id, mine }) => mine && id === done)}
        faults={faults}
        kept={kept}
      />
    ),
  };
}

async function showInterests(ctx: Ctx, lang: Lang, id: string, { faults, kept }: Input) {
  const t = wordsIn(lang);
  const campaign = asId<'campaign'>(id);
  const { name, interests } = await ctx.read(async (ctx) => ({
    name: (await findCampaign(ctx, campaign)).name,
    interests: await findInterests(ctx, campaign),
  }));
  return {
    title: t('list.title'),
    trail: [
      { label: t('campaigns'), href: paths.campaigns.list },
      { label: name, href: fill(paths.campaigns.one, { id }) },
    ],
    content: (
      <InterestsView
        lang={lang}
        campaign={campaign}
        self={ctx.actor.id}
        interests={interests}
        faults={faults}
        kept={kept}
      />
    ),
  };
}
