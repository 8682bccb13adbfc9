import { z } from 'zod';
import { edit, type Resource, type RouteLine } from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { releaseIncrement } from './service.js';

const ReleaseBody = z.strictObject({
  increment: z
    .number()
    .int()
    .min(0)
    .max(100_000)
    .meta({ description: 'The number of the increment; 0 is what was drawn when the plan was sealed.' }),
});

/** The JSON API of made-up candidates: a second person lets those of an increment be sent. */
export function identityRoutes<Answer extends z.ZodType>(of: Resource<Answer>): RouteLine[] {
  return [
    edit(
      '/api/v1/campaigns/:id/release-candidates',
      {
        can: 'identity.release',
        summary: 'Let the made-up candidates of an increment be sent, as a second person',
        of,
        body: ReleaseBody,
        problems: ['own-interest', 'identity-state', 'identity-released', 'identity-two-persons'],
      },
      (ctx, { params, body }) => releaseIncrement(ctx, asId<'campaign'>(params.id), body.increment),
    ),
  ];
}
