import { get, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { FindingsAnswer } from './answers.js';
import { findFindings } from './views.js';

/** The JSON reads of figures per sector. */
export function sectorRoutes(): RouteLine[] {
  return [
    get(
      '/api/v1/campaigns/:id/findings',
      {
        can: 'findings.read',
        summary: 'Read the figures of a campaign per sector',
        answer: FindingsAnswer,
      },
      (ctx, { params }) =>
        ctx.read(async (ctx) => {
          const campaign = await findCampaign(ctx, asId<'campaign'>(params.id));
          return {
            definition: campaign.primaryDefinition,
            sectors: await findFindings(ctx, campaign, campaign.primaryDefinition),
          };
        }),
    ),
  ];
}
