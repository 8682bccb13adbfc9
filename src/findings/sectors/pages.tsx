import { z } from 'zod';
import { page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import {
  findCampaign,
  listCampaigns,
  needsPower,
  type Campaign,
  type CampaignId,
  type CampaignLine,
  type Definition,
} from '../../campaigns/index.js';
import { findPlanProgress } from '../../fieldwork/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { findCountedPairs, findCountedPerCampaign } from '../counts/index.js';
import { findNames } from '../names.js';
import { FindingsView } from './findings-view.js';
import { wordsIn } from './page-words.js';
import { findFindings } from './views.js';

const definition = z.enum(['strict', 'lenient']).optional().catch(undefined);
const AllQuery = z.object({
  campagne: z.string().refine(isUuid).optional().catch(undefined),
  definitie: definition,
});
const OneQuery = z.object({ definitie: definition });

/** The pages of figures per sector. */
export function sectorPages(): RouteLine[] {
  return [
    page(paths.findings.list, { can: 'findings.read', query: AllQuery }, (ctx, { query, lang }) =>
      showAll(ctx, lang, query.campagne, query.definitie),
    ),
    page(
      paths.campaigns.findings,
      { can: 'findings.read', query: OneQuery },
      (ctx, { params, query, lang }) => showOne(ctx, lang, asId<'campaign'>(params.id), query.definitie),
    ),
  ];
}

type Shown = Pick<PageAnswer, 'title' | 'content'> & Partial<Pick<PageAnswer, 'trail'>>;

/** Findings of the chosen campaign, or of the first that has any. */
async function showAll(
  ctx: Ctx,
  lang: Lang,
  chosen: string | undefined,
  definition: Definition | undefined,
): Promise<Shown> {
  const campaigns = (await listCampaigns(ctx)).filter(
    ({ state }) => !['draft', 'sealed', 'ready', 'abandoned'].includes(state),
  );
  const counted = await findCountedPerCampaign(ctx);
  const line =
    campaigns.find(({ id }) => id === chosen) ?? campaigns.find(({ id }) => counted.has(id)) ?? campaigns[0];
  const title = wordsIn(lang)('find.title');
  if (line === undefined)
    return {
      title,
      content: <FindingsView lang={lang} action={paths.findings.list} campaigns={[]} shown={null} />,
    };
  return { title, content: await findingsOf(ctx, lang, line.id, definition, campaigns, paths.findings.list) };
}

async function showOne(
  ctx: Ctx,
  lang: Lang,
  id: CampaignId,
  definition: Definition | undefined,
): Promise<Shown> {
  const t = wordsIn(lang);
  const campaign = await ctx.read((ctx) => findCampaign(ctx, id));
  return {
    title: t('find.title-of'),
    trail: [
      { label: t('find.campaigns'), href: paths.campaigns.list },
      { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
    ],
    content: await findingsOf(ctx, lang, id, definition, [], fill(paths.campaigns.findings, { id })),
  };
}

function findingsOf(
  ctx: Ctx,
  lang: Lang,
  id: CampaignId,
  chosen: Definition | undefined,
  campaigns: readonly CampaignLine[],
  action: string,
): Promise<PageAnswer['content']> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const definition = chosen ?? campaign.primaryDefinition;
    const plan = await findPlanProgress(ctx, id);
    const { counted } = await findCountedPairs(ctx, id);
    const findings = mayShowArms(campaign) ? await findFindings(ctx, campaign, definition) : null;
    const shown = {
      campaign,
      definition,
      findings,
      counted,
      planned: plan.pairs,
      lastWindowEnd: plan.lastWindowEnd,
      names: await findNames(ctx),
    };
    return <FindingsView lang={lang} action={action} campaigns={campaigns} shown={shown} />;
  });
}

/** A fixed stop rule hides what tells the arms apart until every pair counts; targeted tests are bounded by their authorisation instead. */
function mayShowArms(campaign: Campaign): boolean {
  return !needsPower(campaign.purpose) || campaign.stopRule === 'e-value' || campaign.state === 'closed';
}
