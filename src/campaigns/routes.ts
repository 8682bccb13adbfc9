import { z } from 'zod';
import { create, edit, getOne, list, PageQuery, type Resource, type RouteLine } from '../auth/index.js';
import { asId } from '../platform/ids.js';
import { AmendBody } from './amendments/schema.js';
import { findIncrements } from './increments/views.js';
import { findAmendments } from './amendments/views.js';
import { CampaignAnswer, CampaignRow } from './answers.js';
import { authorisationRoutes } from './authorisations/routes.js';
import { CampaignDraft, EndBody, ReasonBody, STATES } from './schema.js';
import type { CampaignUseCases } from './service.js';
import { findAuthorisation, findCampaign, findSeal, pageOfCampaigns } from './views.js';

const ListQuery = PageQuery.extend({
  state: z.enum(STATES).optional(),
  ground: z.string().min(1).max(60).optional(),
});

const BASIS = [
  'unknown-reference',
  'exercise-outside-demo',
  'basis-other-purpose',
  'basis-not-competent',
  'basis-not-valid',
  'basis-unconfirmed',
  'basis-withdrawn',
  'basis-changed',
] as const;
const GATE = [
  'kill-switch-on',
  ...BASIS,
  'not-sealed',
  'not-authorised',
  'authorisation-not-yet',
  'authorisation-expired',
  'authorisation-other-ground',
  'authorisation-other-test-type',
  'authorisation-conditions-open',
  'authorisation-used-up',
  'identities-unreleased',
] as const;

/** The JSON API of campaigns: reads, and every act of their life. */
export function campaignRoutes(campaigns: CampaignUseCases): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'campaign'>(params.id);
  const of = campaignResource(campaigns);
  return [
    list(
      '/api/v1/campaigns',
      {
        can: 'campaign.read',
        summary: 'List the campaigns, the newest first',
        row: CampaignRow,
        query: ListQuery,
      },
      (ctx, { query, after }) => pageOfCampaigns(ctx, query, { after, limit: query.limit }),
    ),
    getOne('/api/v1/campaigns/:id', 'Read one campaign with its authorisation and seal', of),
    create(
      '/api/v1/campaigns',
      {
        can: 'campaign.design',
        summary: 'Make a draft of a campaign',
        body: CampaignDraft,
        problems: [
          'unknown-reference',
          'scenario-not-plannable',
          'contrasts-statistics',
          'repeat-enforcement',
          'single-statistics',
          'single-fixed',
          'campaign-name-taken',
        ],
      },
      (ctx, { body }) => campaigns.create(ctx, body),
    ),
    edit(
      '/api/v1/campaigns/:id/seal',
      {
        can: 'campaign.seal',
        summary: 'Seal the plan: draw it and fix it',
        of,
        problems: [
          'own-interest',
          'campaign-life',
          'underpowered',
          'no-difference-stated',
          'frame-too-small',
          'scenario-unusable',
          'repeat-not-fresh',
        ],
      },
      (ctx, { params }) => campaigns.seal(ctx, idOf(params)),
    ),
    edit(
      '/api/v1/campaigns/:id/amend',
      {
        can: 'campaign.seal',
        summary: 'Amend the sealed plan: the change stands beside it, with its reason',
        of,
        body: AmendBody,
        problems: [
          'not-in-team',
          'own-interest',
          'not-sealed',
          'amendment-state',
          'amendment-two-persons',
          'amendment-unknown-tests',
          'amendment-empties-plan',
          'underpowered',
        ],
      },
      (ctx, { params, body }) => campaigns.amend(ctx, idOf(params), body),
    ),
    edit(
      '/api/v1/campaigns/:id/draw-increment',
      {
        can: 'campaign.seal',
        summary: 'Fill up the plan by one increment, from the vacancies that are open now',
        of,
        problems: [
          'not-in-team',
          'own-interest',
          'not-sealed',
          'increment-not-rolling',
          'increment-state',
          'increment-full',
          'increment-past-number',
          'increment-empty',
          'scenario-unusable',
        ],
      },
      (ctx, { params }) => campaigns.grow(ctx, idOf(params)),
    ),
    ...authorisationRoutes(campaigns, of, BASIS),
    ...lifeRoutes(campaigns, of),
  ];
}

/** The acts that take a campaign from state to state. */
function lifeRoutes(campaigns: CampaignUseCases, of: Resource<typeof CampaignAnswer>): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'campaign'>(params.id);
  const starts = {
    of,
    problems: ['not-in-team', 'own-interest', 'campaign-life', ...GATE, 'authorisation-narrower'],
  };
  const reasoned = { of, body: ReasonBody, problems: ['not-in-team', 'own-interest', 'campaign-life'] };
  const ends = { of, body: EndBody, problems: ['not-in-team', 'own-interest', 'campaign-life'] };
  return [
    edit(
      '/api/v1/campaigns/:id/start',
      { ...starts, can: 'campaign.run', summary: 'Start sending' },
      (ctx, { params }) => campaigns.start(ctx, idOf(params)),
    ),
    edit(
      '/api/v1/campaigns/:id/pause',
      { ...reasoned, can: 'campaign.run', summary: 'Pause sending' },
      (ctx, { params, body }) => campaigns.pause(ctx, idOf(params), body.reason),
    ),
    edit(
      '/api/v1/campaigns/:id/resume',
      { ...starts, can: 'campaign.run', summary: 'Resume sending' },
      (ctx, { params }) => campaigns.resume(ctx, idOf(params)),
    ),
    edit(
      '/api/v1/campaigns/:id/close',
      { ...ends, can: 'campaign.stop', summary: 'Close: send nothing more, still take answers' },
      (ctx, { params, body }) => campaigns.close(ctx, idOf(params), body.reason, body.usedOutcomes),
    ),
    edit(
      '/api/v1/campaigns/:id/stop',
      { ...ends, can: 'campaign.run', summary: 'Stop at once, for good' },
      (ctx, { params, body }) => campaigns.stop(ctx, idOf(params), body.reason, body.usedOutcomes),
    ),
    edit(
      '/api/v1/campaigns/:id/abandon',
      { ...reasoned, can: 'campaign.seal', summary: 'Abandon before anything was sent' },
      (ctx, { params, body }) => campaigns.abandon(ctx, idOf(params), body.reason),
    ),
  ];
}

/** A campaign as the API edits it; rooms above hang their own acts on it. */
export function campaignResource(campaigns: Pick<CampaignUseCases, 'hold'>): Resource<typeof CampaignAnswer> {
  return {
    can: 'campaign.read',
    answer: CampaignAnswer,
    find: async (ctx, text) => {
      const id = asId<'campaign'>(text);
      const campaign = await findCampaign(ctx, id);
      return {
        ...campaign,
        authorisation: await findAuthorisation(ctx, id),
        seal: await findSeal(ctx, id),
        increments: await findIncrements(ctx, id),
        amendments: await findAmendments(ctx, id),
      };
    },
    hold: (ctx, id) => campaigns.hold(ctx, asId<'campaign'>(id)),
  };
}
