import { list, PageQuery, type RouteLine } from '../../auth/index.js';
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
      (ctx, { query, after }) => pageOfFlags(ctx, { after, limit: query.limit }),
    ),
  ];
}
