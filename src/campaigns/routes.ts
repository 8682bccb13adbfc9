import { z } from 'zod';
import { get, post, type RouteLine } from '../auth/index.js';
import { asId } from '../platform/ids.js';
import { AUTHORISATION_KINDS, CampaignDraft, EndBody, GrantBody, ReasonBody } from './schema.js';
import type { CampaignUseCases } from './service.js';
import { findCampaign, findSeal, listCampaigns } from './views.js';

const RequestBody = z.strictObject({ kind: z.enum(AUTHORISATION_KINDS) });

/** The JSON API of campaigns: reads, and every act of their life. */
export function campaignRoutes(campaigns: CampaignUseCases): RouteLine[] {
  const idOf = (params: { id: string }) => asId<'campaign'>(params.id);
  return [
    get('/api/v1/campaigns', { can: 'campaign.read' }, (ctx) => listCampaigns(ctx)),
    get('/api/v1/campaigns/:id', { can: 'campaign.read' }, (ctx, { params }) =>
      ctx.read(async (ctx) => {
        const { scenarioHash, ...campaign } = await findCampaign(ctx, idOf(params));
        const seal = await findSeal(ctx, campaign.id);
        return {
          ...campaign,
          scenarioHash: scenarioHash.toString('hex'),
          seal:
            seal === null
              ? null
              : {
                  hash: seal.hash.toString('hex'),
                  seedCommitment: seal.seedCommitment.toString('hex'),
                  sealedAt: seal.sealedAt,
                  body: seal.body,
                },
        };
      }),
    ),
    post('/api/v1/campaigns', { can: 'campaign.design', body: CampaignDraft }, async (ctx, { body }) => ({
      id: await campaigns.create(ctx, body),
    })),
    post('/api/v1/campaigns/:id/seal', { can: 'campaign.seal' }, (ctx, { params }) =>
      campaigns.seal(ctx, idOf(params)),
    ),
    post(
      '/api/v1/campaigns/:id/request-authorisation',
      { can: 'authorisation.request', body: RequestBody },
      (ctx, { params, body }) => campaigns.requestAuthorisation(ctx, idOf(params), body.kind),
    ),
    post(
      '/api/v1/campaigns/:id/record-grant',
      { can: 'authorisation.record', body: GrantBody },
      (ctx, { params, body }) => campaigns.recordGrant(ctx, idOf(params), body),
    ),
    post('/api/v1/campaigns/:id/withdraw-authorisation', { can: 'authorisation.record' }, (ctx, { params }) =>
      campaigns.withdrawAuthorisation(ctx, idOf(params)),
    ),
    post('/api/v1/campaigns/:id/start', { can: 'campaign.run' }, (ctx, { params }) =>
      campaigns.start(ctx, idOf(params)),
    ),
    post('/api/v1/campaigns/:id/pause', { can: 'campaign.run', body: ReasonBody }, (ctx, { params, body }) =>
      campaigns.pause(ctx, idOf(params), body.reason),
    ),
    post('/api/v1/campaigns/:id/resume', { can: 'campaign.run' }, (ctx, { params }) =>
      campaigns.resume(ctx, idOf(params)),
    ),
    post('/api/v1/campaigns/:id/close', { can: 'campaign.stop', body: EndBody }, (ctx, { params, body }) =>
      campaigns.close(ctx, idOf(params), body.reason, body.usedOutcomes),
    ),
    post('/api/v1/campaigns/:id/stop', { can: 'campaign.run', body: EndBody }, (ctx, { params, body }) =>
      campaigns.stop(ctx, idOf(params), body.reason, body.usedOutcomes),
    ),
    post(
      '/api/v1/campaigns/:id/abandon',
      { can: 'campaign.seal', body: ReasonBody },
      (ctx, { params, body }) => campaigns.abandon(ctx, idOf(params), body.reason),
    ),
  ];
}
