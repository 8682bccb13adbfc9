import { z } from 'zod';
import { download, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import {
  findCampaign,
  findJointCells,
  findMemberships,
  listCampaigns,
  type CampaignId,
  type CampaignLine,
  type Definition,
} from '../../campaigns/index.js';
import { findPlanProgress } from '../../fieldwork/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { asId, isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { fill, paths, type Lang } from '../../web/index.js';
import { CUTS, findCountedPerCampaign, type Cut } from '../counts/index.js';
import { findNames } from '../names.js';
import { writeCsv } from './csv.js';
import { findInteractions } from './joint.js';
import { FindingsView } from './findings-view.js';
import type { ShownFindings } from './shown.js';
import { wordsIn } from './page-words.js';
import { openFigures, type OpenedFigures } from './access.js';
import { isPublished } from './rules.js';
import { exportFigures } from './service.js';
import { writeSinglesCsv } from '../singles/index.js';
import { codersDisagree, findShown, findShownSingles, isOfSingles } from './views.js';

const choice = {
  definitie: z.enum(['strict', 'lenient']).optional().catch(undefined),
  per: z.enum(CUTS).catch('sector'),
  staven: z.literal('ja').optional().catch(undefined),
};
const AllQuery = z.object({ campagne: z.string().refine(isUuid).optional().catch(undefined), ...choice });
const OneQuery = z.object(choice);

/** How one looks: by which cut, under which definition (the campaign's primary one by default), with bars or without. */
interface Look {
  readonly per: Cut;
  readonly definitie?: Definition | undefined;
  readonly staven?: 'ja' | undefined;
}

/** A look with what it opens. */
type Opened = Look & OpenedFigures;

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
      text: await writeFile(ctx, asId<'campaign'>(params.id)),
    })),
  ];
}

async function writeFile(ctx: Ctx, id: CampaignId): Promise<string> {
  const published = await exportFigures(ctx, id, 'csv');
  const { publication } = published;
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    return isOfSingles(publication)
      ? writeSinglesCsv({ ...published, publication }, campaign)
      : writeCsv({ ...published, publication }, { ...campaign, joint: await findJointCells(ctx, id) });
  });
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
    campaigns.find(({ id }) => id === chosen) ??
    campaigns.find(({ id, state }) => counted.has(id) || (state === 'closed' && !own.has(id))) ??
    campaigns[0];
  const title = wordsIn(lang)('find.title');
  const action = paths.findings.list;
  if (line === undefined)
    return { title, content: <FindingsView lang={lang} action={action} campaigns={[]} shown={null} /> };
  const opened = await openFigures(ctx, line.id);
  const content = await ctx.read((ctx) =>
    showFigures(ctx, lang, { ...look, ...opened }, { campaigns, action }),
  );
  return { title, content };
}

async function showOne(ctx: Ctx, lang: Lang, id: CampaignId, look: Look): Promise<Shown> {
  const t = wordsIn(lang);
  const opened = await openFigures(ctx, id);
  return ctx.read(async (ctx) => {
    const { campaign } = opened;
    const action = fill(paths.campaigns.findings, { id });
    return {
      title: t('find.title-of'),
      trail: [
        { label: t('find.campaigns'), href: paths.campaigns.list },
        { label: campaign.name, href: fill(paths.campaigns.one, { id }) },
      ],
      content: await showFigures(ctx, lang, { ...look, ...opened }, { campaigns: [], action }),
    };
  });
}

async function showFigures(
  ctx: ReadCtx,
  lang: Lang,
  look: Opened,
  choice: { readonly campaigns: readonly CampaignLine[]; readonly action: string },
): Promise<PageAnswer['content']> {
  return <FindingsView lang={lang} {...choice} shown={await findAll(ctx, look)} />;
}

async function findAll(ctx: ReadCtx, look: Opened): Promise<ShownFindings> {
  const { campaign, member, access } = look;
  if (access === 'none') throw new Problem('not-found');
  const definition = look.definitie ?? campaign.primaryDefinition;
  const waits = access === 'waits' && member;
  const cut = campaign.design === 'single' ? 'sector' : look.per;
  return {
    campaign,
    definition,
    cut,
    bars: look.staven === 'ja',
    member,
    ...(campaign.design === 'single'
      ? {
          findings: null,
          k: 0,
          interactions: [],
          ...(await findShownSingles(ctx, campaign, access, definition)),
        }
      : { singles: null, ...(await findPairs(ctx, look, definition)) }),
    withheld:
      campaign.state === 'closed' && isPublished(campaign) && (await codersDisagree(ctx, campaign.id)),
    planned: campaign.cells.reduce((sum, { quota }) => sum + quota, 0),
    lastWindowEnd: waits ? (await findPlanProgress(ctx, campaign.id)).lastWindowEnd : null,
    names: await findNames(ctx),
  };
}

async function findPairs(ctx: ReadCtx, { campaign, access, per }: Opened, definition: Definition) {
  const shown = await findShown(ctx, campaign, access, per, definition);
  const joint = per === 'sector' ? await findJointCells(ctx, campaign.id) : [];
  return { ...shown, interactions: findInteractions(shown.findings ?? [], joint) };
}
