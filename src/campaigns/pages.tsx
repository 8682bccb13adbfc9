import { z } from 'zod';
import { campaignLog } from '../audit/index.js';
import {
  exportList,
  form,
  holds,
  listFilters,
  page,
  type PageAnswer,
  type RouteLine,
} from '../auth/index.js';
import type { Ctx } from '../platform/context.js';
import { asId } from '../platform/ids.js';
import { listingFields, listingOf, readAll, readPage } from '../platform/listing.js';
import type { FieldFault } from '../platform/problems.js';
import { fill, paths, type Lang } from '../web/index.js';
import { amendmentPages } from './amendments/pages.js';
import { campaignColumns, CampaignList } from './campaign-list.js';
import { CampaignView } from './campaign-view.js';
import { finalActPages } from './final-acts.js';
import type { ApprovedFigures, CampaignFacts, CampaignProgress, Competence } from './facts.js';
import { CAMPAIGN_SORTS, campaignSource } from './list-source.js';
import type { Named } from './names.js';
import { findIncrements } from './increments/views.js';
import { planningPages } from './planning/pages.js';
import type { PlanAsked, PlanPreview } from './planning/schema.js';
import {
  MemberBody,
  PURPOSES,
  ReasonBody,
  STATES,
  usedOutcomes,
  type Basis,
  type Campaign,
  type CampaignId,
  type ScenarioKind,
} from './schema.js';
import type { CampaignUseCases } from './service.js';
import { addMember, findCandidates, removeMember } from './team.js';
import {
  findAuthorisation,
  findBasis,
  findCampaign,
  findMemberships,
  findSeal,
  findSendingRefusal,
  findTeam,
  findWallMonths,
  isMember,
} from './views.js';
import { wordsIn } from './words.js';

/** What this room shows of the rooms beside and above it; services hands it in. */
export interface Seen {
  readonly progress: (ctx: Ctx, id: CampaignId) => Promise<CampaignProgress>;
  /** Pairs that came to count, of these campaigns. */
  readonly counted: (ctx: Ctx, campaigns: readonly CampaignId[]) => Promise<ReadonlyMap<CampaignId, number>>;
  /** Whether its figures were approved, and what was erased since; null where they were not. */
  readonly approved: (ctx: Ctx, id: CampaignId) => Promise<ApprovedFigures | null>;
  readonly sectors: (ctx: Ctx) => Promise<readonly Named[]>;
  readonly grounds: (ctx: Ctx) => Promise<readonly Named[]>;
  /** Whose matter a campaign is; null where competence is not asked. */
  readonly competence: (campaign: Campaign, basis: Basis, lang: Lang) => Competence | null;
  /** Which kind of test a scenario makes. */
  readonly kindOf: (scenario: string) => ScenarioKind;
  /** In which language a scenario is. */
  readonly languageOf: (scenario: string) => PlanAsked['language'];
  /** What a plan would look like now, in counts alone. */
  readonly preview: (ctx: Ctx, asked: PlanAsked) => Promise<PlanPreview>;
}

const LOG_LINES = 20;

const ListQuery = z.object({
  ...listingFields(CAMPAIGN_SORTS),
  stand: z
    .enum([...STATES, 'lopend'])
    .optional()
    .catch(undefined),
  kenmerk: z.string().min(1).max(60).optional().catch(undefined),
  doel: z.enum(PURPOSES).optional().catch(undefined),
  team: z.enum(['eigen']).optional().catch(undefined),
});
type ListQuery = z.output<typeof ListQuery>;

const sourceOf = (ctx: Ctx, query: ListQuery) =>
  campaignSource(ctx, listingOf(query, 'stand'), {
    state: query.stand,
    ground: query.kenmerk,
    purpose: query.doel,
    own: query.team === 'eigen',
  });
const { reason } = ReasonBody.shape;
// Two reasons stand on one page, so each has a name of its own for the error summary to point at.
const PauseBody = z.object({ pauseReason: reason });
const CloseBody = z.object({ closeReason: reason, closeUsedOutcomes: usedOutcomes });

/** The pages of campaigns: the list, one campaign, and the acts of its life. */
export function campaignPages(campaigns: CampaignUseCases, seen: Seen): RouteLine[] {
  const again = (
    ctx: Ctx,
    { params, body, lang }: { params: { id: string }; body: Readonly<Record<string, string>>; lang: Lang },
    faults: readonly FieldFault[],
  ) => showCampaign(ctx, seen, asId<'campaign'>(params.id), lang, { faults, kept: body });
  const back = (id: string) => fill(paths.campaigns.one, { id });
  return [
    ...listLines(seen),
    page(paths.campaigns.one, { can: 'campaign.read' }, (ctx, { params, lang }) =>
      showCampaign(ctx, seen, asId<'campaign'>(params.id), lang),
    ),
    form(paths.campaigns.start, { can: 'campaign.run' }, async (ctx, { params }) => {
      await campaigns.start(ctx, asId<'campaign'>(params.id));
      return back(params.id);
    }),
    form(paths.campaigns.resume, { can: 'campaign.run' }, async (ctx, { params }) => {
      await campaigns.resume(ctx, asId<'campaign'>(params.id));
      return back(params.id);
    }),
    form(
      paths.campaigns.pause,
      { can: 'campaign.run', body: PauseBody, again },
      async (ctx, { params, body }) => {
        await campaigns.pause(ctx, asId<'campaign'>(params.id), body.pauseReason);
        return back(params.id);
      },
    ),
    form(
      paths.campaigns.close,
      { can: 'campaign.stop', body: CloseBody, again },
      async (ctx, { params, body }) => {
        await campaigns.close(ctx, asId<'campaign'>(params.id), body.closeReason, body.closeUsedOutcomes);
        return back(params.id);
      },
    ),
    form(
      paths.campaigns.addMember,
      { can: 'campaign.team', body: MemberBody, again },
      async (ctx, { params, body }) => {
        await addMember(ctx, asId<'campaign'>(params.id), body.account);
        return back(params.id);
      },
    ),
    form(
      paths.campaigns.removeMember,
      { can: 'campaign.team', body: MemberBody },
      async (ctx, { params, body }) => {
        await removeMember(ctx, asId<'campaign'>(params.id), body.account);
        return back(params.id);
      },
    ),
    ...finalActPages(campaigns, seen.progress),
    ...planningPages(campaigns, seen),
    ...amendmentPages(campaigns, seen.sectors),
  ];
}

/** The list of campaigns, and the same list as a file. */
function listLines(seen: Seen): RouteLine[] {
  return [
    page(paths.campaigns.list, { can: 'campaign.read', query: ListQuery }, (ctx, { query, lang }) =>
      ctx.read(async (ctx) => {
        const listed = await readPage(ctx, await sourceOf(ctx, query), query.pagina ?? 1);
        return {
          title: wordsIn(lang)('list.title'),
          content: (
            <CampaignList
              lang={lang}
              listed={listed}
              query={query}
              counted={await seen.counted(
                ctx,
                listed.rows.map(({ id }) => id),
              )}
              own={await findMemberships(ctx)}
              grounds={await seen.grounds(ctx)}
              saved={await listFilters(ctx, paths.campaigns.list)}
              designs={holds(ctx.actor.roles, 'campaign.design')}
              now={ctx.clock.now()}
            />
          ),
        };
      }),
    ),
    exportList(
      paths.exports.campaigns,
      { can: 'campaign.read', query: ListQuery, list: 'campaigns' },
      async (ctx, { query, lang }) => ({
        name: wordsIn(lang)('list.title'),
        campaign: null,
        ...(await readAll(ctx, await sourceOf(ctx, query))),
        columns: campaignColumns(lang, await seen.grounds(ctx)),
      }),
    ),
  ];
}

async function showCampaign(
  ctx: Ctx,
  seen: Seen,
  id: CampaignId,
  lang: Lang,
  input: { faults: readonly FieldFault[]; kept: Readonly<Record<string, string>> } = { faults: [], kept: {} },
): Promise<Pick<PageAnswer, 'title' | 'content' | 'trail'>> {
  const facts = await findFacts(ctx, seen, id, lang);
  return {
    title: facts.campaign.name,
    trail: [{ label: wordsIn(lang)('list.title'), href: paths.campaigns.list }],
    content: <CampaignView lang={lang} facts={facts} roles={ctx.actor.roles} {...input} />,
  };
}

function findFacts(ctx: Ctx, seen: Seen, id: CampaignId, lang: Lang): Promise<CampaignFacts> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const team = await findTeam(ctx, id);
    const basis = await findBasis(ctx, campaign.basis);
    const member = await isMember(ctx, id);
    // Who reviews the log reads all of it, who works on campaigns that of the own ones: an empty one is not this reader's.
    const lines = holds(ctx.actor.roles, 'log.read') ? await campaignLog(ctx, id, LOG_LINES) : [];
    return {
      campaign,
      basis,
      competence: seen.competence(campaign, basis, lang),
      authorisation: await findAuthorisation(ctx, id),
      member,
      seal: await findSeal(ctx, id),
      unreleased: (await findIncrements(ctx, id)).some(({ releasedAt }) => releasedAt === null),
      refusal: await findSendingRefusal(ctx, id),
      byTelephone: seen.kindOf(campaign.scenario) === 'candidate-call',
      progress: await seen.progress(ctx, id),
      approved: await seen.approved(ctx, id),
      sectors: await seen.sectors(ctx),
      grounds: await seen.grounds(ctx),
      team,
      wallMonths: await findWallMonths(ctx, campaign.purpose),
      candidates: holds(ctx.actor.roles, 'campaign.team') ? await findCandidates(ctx, team) : [],
      log: lines.length > 0 ? lines : null,
    };
  });
}
