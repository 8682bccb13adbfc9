import { list, PageQuery, type RouteLine } from '../../auth/index.js';
import { lookAtEvidence } from '../looking.js';
import { FlagRow } from './answers.js';
import { pageOfFlags } from './views.js';

/** The JSON reads of flags. */
export function flagRoutes(): RouteLine[] {
  return [
    list(
      '/api/v1/flags',
      {
        can: 'flag.read',
        summary: 'List the flags with their numbers and decisions, the newest first',
        row: FlagRow,
        query: PageQuery,
      },
      async (ctx, { query, after }) => {
        const { rows, next } = await pageOfFlags(ctx, { after, limit: query.limit });
        const open = await lookAtEvidence(
          ctx,
          rows.map(({ campaign }) => campaign),
          'list',
        );
        return { rows: rows.filter(({ campaign }) => open.has(campaign)), next };
      },
    ),
  ];
}
