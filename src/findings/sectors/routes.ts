import { z } from 'zod';
import { get, type RouteLine } from '../../auth/index.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { CUTS } from '../counts/index.js';
import { openFigures } from './access.js';
import { FindingsAnswer, PublishedAnswer } from './answers.js';
import { exportFigures } from './service.js';
import { poolSingles, SinglesAnswer } from '../singles/index.js';
import { findShown, findShownSingles } from './views.js';

const Query = z.strictObject({
  definition: z.enum(['strict', 'lenient']).optional(),
  per: z.enum(CUTS).default('sector'),
});

const SinglesQuery = Query.omit({ per: true });

/** The JSON reads of figures: what the page shows the actor, and the published set. */
export function sectorRoutes(): RouteLine[] {
  return [
    get(
      '/api/v1/campaigns/:id/findings',
      {
        can: 'findings.read',
        summary: 'Read the figures of a campaign that you may see, by one cut',
        query: Query,
        answer: FindingsAnswer,
        problems: ['figures-not-published', 'figures-of-other-design'],
      },
      async (ctx, { params, query }) => {
        const id = asId<'campaign'>(params.id);
        const { campaign, access } = await openFigures(ctx, id);
        if (access === 'none') throw new Problem('not-found');
        return ctx.read(async (ctx) => {
          if (campaign.design === 'single') throw new Problem('figures-of-other-design');
          const definition = query.definition ?? campaign.primaryDefinition;
          const { findings } = await findShown(ctx, campaign, access, query.per, definition);
          if (findings === null) throw new Problem('figures-not-published');
          return { definition, per: query.per, findings };
        });
      },
    ),
    get(
      '/api/v1/campaigns/:id/single-findings',
      {
        can: 'findings.read',
        summary: 'Read the figures of a campaign of single applications that you may see, by sector',
        query: SinglesQuery,
        answer: SinglesAnswer,
        problems: ['figures-not-published', 'figures-of-other-design'],
      },
      async (ctx, { params, query }) => {
        const { campaign, access } = await openFigures(ctx, asId<'campaign'>(params.id));
        if (access === 'none') throw new Problem('not-found');
        if (campaign.design !== 'single') throw new Problem('figures-of-other-design');
        return ctx.read(async (ctx) => {
          const definition = query.definition ?? campaign.primaryDefinition;
          const { singles } = await findShownSingles(ctx, campaign, access, definition);
          if (singles === null) throw new Problem('figures-not-published');
          const pooled = poolSingles(singles);
          const together =
            pooled.kind === 'tested'
              ? { ratio: pooled.ratio, oddsRatio: pooled.oddsRatio, p: pooled.cmh.p }
              : null;
          return { definition, findings: singles, together };
        });
      },
    ),
    get(
      '/api/v1/campaigns/:id/published-findings',
      {
        can: 'findings.read',
        summary:
          'Take the published figures of a closed campaign: the suppressed set, the same for everybody',
        answer: PublishedAnswer,
        problems: ['figures-not-published'],
      },
      (ctx, { params }) => exportFigures(ctx, asId<'campaign'>(params.id), 'json'),
    ),
  ];
}
