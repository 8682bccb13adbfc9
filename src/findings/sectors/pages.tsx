import { z } from 'zod';
import { download, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import {
  findCampaign,
  findMemberships,
  isMember,
  listCampaigns,
  type Campaign,
  type CampaignId,
  type CampaignLine,
  type Definition,
} from '../../campaigns/index.js';
import { findPlanProgress } from '../../fieldwork/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { CUTS, findCounted, findCountedPerCampaign, type Cut } from '../counts/index.js';
import { findNames } from '../names.js';
import { writeCsv } from './csv.js';
import { FindingsView, type ShownFindings } from './findings-view.js';
import { wordsIn } from './page-words.js';
import { accessTo, isPublished } from './rules.js';
import { exportFigures } from './service.js';
import { findShown } from './views.js';

const choice = {
  definitie: z.enum(['strict', 'lenient']).optional().catch(undefined),
  per: z.enum(CUTS).catch('sector'),
};
const AllQuery = z.object({ campagne: z.string().refine(isUuid).optional().catch(undefined), ...choice });
const OneQuery = z.object(choice);

/** How one looks: by which cut, under which definition (the campaign's primary one by default). */
interface Look {
  readonly per: Cut;
  readonly definitie?: Definition | undefined;
}

/** The pages of figures per sector, and the published figures as a file. */
export function sectorPages(): RouteLine[] {
  return [
    page(paths.findings.list, { can: 'findings.read', query: AllQuery }, (ctx, { query, lang }) =>
      showAll(ctx, lang, query.campagne, query),
    ),
    page(
      paths.campaigns.findings,
      { can: 'findings.read', query: OneQuery },
      (ctx, { params, query, lang }) => showOne(ctx, lang, asId<'campaign'>(params.id), query),
    ),
    download(paths.campaigns.findingsCsv, { can: 'findings.read' }, async (ctx, { params }) => ({
      name: `bevindingen-${params.id}.csv`,
      type: 'text/csv; charset=utf-8',
      text: writeCsv(await exportFigures(ctx, asId<'campaign'>(params.id), 'csv')),
    })),
  ];
}

type Shown = Pick<PageAnswer, 'title' | 'content'> & Partial<Pick<PageAnswer, 'trail'>>;

/** Findings of the chosen campaign, or of the first that has any; only campaigns of which this actor may know. */
async function showAll(ctx: Ctx, lang: Lang, chosen: string | undefined, look: Look): Promise<Shown> {
  const own = await findMemberships(ctx);
  const campaigns = (await listCampaigns(ctx)).filter(
    (line) =>
      !['draft', 'sealed', 'ready', 'abandoned'].includes(line.state) &&
      (isPublished(line) || own.has(line.id)),
  );
  const counted = await findCountedPerCampaign(ctx);
  const line =
    campaigns.find(({ id }) => id === chosen) ?? campaigns.find(({ id }) => counted.has(id)) ?? campaigns[0];
  const title = wordsIn(lang)('find.title');
  const action = paths.findings.list;
  if (line === undefined)
    return { title, content: <FindingsView lang={lang} action={action} campaigns={[]} shown={null} /> };
  return { title, content: await findingsOf(ctx, lang, line.id, look, campaigns, action) };
}

async function showOne(ctx: Ctx, lang: Lang, id: CampaignId, look: Look): Promise<Shown> {
  const t = wordsIn(lang);
  const content = await findingsOf(ctx, lang, id, look, [], fill(paths.campaigns.findings, { id }));
  const campaign = await ctx.read((ctx) => findCampaign(ctx, id));
  return {
    title: t('find.title-of'),
    trail: [
      { label: t('find.campaigns'), href: paths.campaigns.list },
      { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
    ],
    content,
  };
}

function findingsOf(
  ctx: Ctx,
  lang: Lang,
  id: CampaignId,
  look: Look,
  campaigns: readonly CampaignLine[],
  action: string,
): Promise<PageAnswer['content']> {
  return ctx.read(async (ctx) => {
    const shown = await findAll(ctx, await findCampaign(ctx, id), look);
    return <FindingsView lang={lang} action={action} campaigns={campaigns} shown={shown} />;
  });
}

async function findAll(ctx: ReadCtx, campaign: Campaign, look: Look): Promise<ShownFindings> {
  const member = await isMember(ctx, campaign.id);
  const access = accessTo(campaign, member);
  if (access === 'none') throw new Problem('not-found');
  const definition = look.definitie ?? campaign.primaryDefinition;
  const waits = access === 'waits' && member;
  return {
    campaign,
    definition,
    cut: look.per,
    member,
    ...(await findShown(ctx, campaign, access, look.per, definition)),
    counted: await findCounted(ctx, campaign.id),
    planned: campaign.cells.reduce((sum, { quota }) => sum + quota, 0),
    lastWindowEnd: waits ? (await findPlanProgress(ctx, campaign.id)).lastWindowEnd : null,
    names: await findNames(ctx),
  };
}
