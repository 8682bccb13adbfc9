import type { VNode } from 'preact';
import { form, page, type PageAnswer, type RouteLine } from '../../auth/index.js';
import type { Ctx } from '../../platform/context.js';
import { isDateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { insist } from '../../platform/verdict.js';
import { fill, paths, type Lang } from '../../web/index.js';
import type { Named } from '../names.js';
import { testsNeeded } from '../power.js';
import { isOfClients, mayGo, needsPower } from '../rules.js';
import type { Campaign, CampaignId, ScenarioKind } from '../schema.js';
import type { CampaignUseCases } from '../service.js';
import { findRepeatLines } from '../repeats/views.js';
import { findBasis, findCampaign, isMember } from '../views.js';
import { PlanView } from './plan-view.js';
import { limitsOf, powerTable } from './rules.js';
import type { PlanAsked, PlanFacts, PlanPreview } from './schema.js';
import { SealView } from './seal-view.js';
import { wordsIn } from './words.js';

/** What planning shows of the rooms beside and above it. */
export interface PlanningMeans {
  readonly sectors: (ctx: Ctx) => Promise<readonly Named[]>;
  readonly kindOf: (scenario: string) => ScenarioKind;
  readonly languageOf: (scenario: string) => PlanAsked['language'];
  readonly preview: (ctx: Ctx, asked: PlanAsked) => Promise<PlanPreview>;
}

/** The pages before a seal: what the plan can show and whether it can be carried out, and the sealing itself. */
export function planningPages(campaigns: CampaignUseCases, means: PlanningMeans): RouteLine[] {
  return [
    page(paths.campaigns.plan, { can: 'campaign.read' }, async (ctx, { params, lang }) => {
      const facts = await findPlanFacts(ctx, means, asId<'campaign'>(params.id));
      return shown(facts.campaign, lang, 'plan.title', <PlanView lang={lang} facts={facts} />);
    }),
    page(paths.campaigns.seal, { can: 'campaign.seal' }, async (ctx, { params, lang }) => {
      const facts = await findPlanFacts(ctx, means, asId<'campaign'>(params.id));
      insist(mayGo(facts.campaign.state, 'sealed'));
      return shown(facts.campaign, lang, 'seal.title', <SealView lang={lang} facts={facts} />);
    }),
    form(paths.campaigns.seal, { can: 'campaign.seal' }, async (ctx, { params }) => {
      await campaigns.seal(ctx, asId<'campaign'>(params.id));
      return fill(paths.campaigns.one, { id: params.id });
    }),
  ];
}

function shown(
  campaign: Campaign,
  lang: Lang,
  title: 'plan.title' | 'seal.title',
  content: VNode,
): Pick<PageAnswer, 'title' | 'content' | 'trail'> {
  const t = wordsIn(lang);
  return {
    title: t(title),
    trail: [
      { label: t('campaigns'), href: paths.campaigns.list },
      { label: campaign.name, href: fill(paths.campaigns.one, { id: campaign.id }) },
    ],
    content,
  };
}

/** A plan as its pages show it. The preview is drawn for a draft of paired tests only. */
async function findPlanFacts(ctx: Ctx, means: PlanningMeans, id: CampaignId): Promise<PlanFacts> {
  const { campaign, basis, again } = await ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    const shown = campaign.repeats !== null && campaign.state === 'draft' && (await isMember(ctx, id));
    return {
      campaign,
      basis: await findBasis(ctx, campaign.basis),
      again: shown ? await findRepeatLines(ctx, campaign, means.languageOf(campaign.scenario)) : null,
    };
  });
  const kind = means.kindOf(campaign.scenario);
  const draft = campaign.state === 'draft';
  const preview =
    draft && !isOfClients(kind)
      ? await means.preview(ctx, {
          ...campaign,
          language: means.languageOf(campaign.scenario),
          byTelephone: kind === 'candidate-call',
          withoutVacancy: campaign.withoutVacancy,
          again: campaign.repeats === null ? null : { campaign: id, days: campaign.repeats.days },
        })
      : null;
  const needed = needsPower(campaign.purpose, kind) ? testsNeeded(campaign) : null;
  const until = basis.validUntil;
  return {
    campaign,
    kind,
    preview,
    again,
    sectors: await means.sectors(ctx),
    power: !isOfClients(kind) ? powerTable(campaign, preview?.frames ?? null) : null,
    limits: draft
      ? limitsOf(campaign, preview, {
          pairsNeeded: needed,
          kind,
          basisUntil: until !== null && isDateOnly(until) ? until : null,
          today: ctx.clock.today(),
        })
      : [],
  };
}
