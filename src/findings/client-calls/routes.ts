import { get, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { findCompliance } from './views.js';

/** Compliance per agency and wave as JSON. */
export function clientCallRoutes(): RouteLine[] {
  return [
    get('/api/v1/campaigns/:id/client-calls', { can: 'findings.read' }, (ctx, { params }) =>
      ctx.read(async (ctx) => findCompliance(ctx, await findCampaign(ctx, asId<'campaign'>(params.id)))),
    ),
  ];
}
