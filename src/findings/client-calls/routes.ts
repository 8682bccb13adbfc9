import { get, type RouteLine } from '../../auth/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { asId } from '../../platform/ids.js';
import { ComplianceAnswer } from './answers.js';
import type { CodingQuality } from '../quality/index.js';
import { findCompliance } from './views.js';

/** The kappa of all pairs of coders together. */
function agreementOf({ agreements }: CodingQuality) {
  const kappa = agreements.find(({ coders }) => coders === null)?.kappa;
  return kappa?.kind === 'determined'
    ? { n: kappa.n, kappa: kappa.kappa, interval: kappa.ci }
    : { n: kappa?.n ?? 0, kappa: null, interval: [null, null] as const };
}

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
        ctx.read(async (ctx) => {
          const { coding, ...found } = await findCompliance(
            ctx,
            await findCampaign(ctx, asId<'campaign'>(params.id)),
          );
          return { ...found, agreement: agreementOf(coding) };
        }),
    ),
  ];
}
