import { get, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { ComplianceAnswer } from './answers.js';
import { findCompliance } from './views.js';

/** Compliance per agency and wave as JSON. */
export function clientCallRoutes(): RouteLine[] {
  return [
    get(
      '/api/v1/campaigns/:id/client-calls',
      {
        can: 'findings.read',
        summary: 'Read per agency and wave how often a forbidden wish is granted',
        answer: ComplianceAnswer,
      },
      (ctx, { params }) =>
        ctx.read(async (ctx) => findCompliance(ctx, await findCampaign(ctx, asId<'campaign'>(params.id)))),
    ),
  ];
}
