import type { Ctx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { SavedFilter } from './schema.js';

/** The actor's own filters of one list, by name; the database shows nobody else's. */
export function listFilters(ctx: Ctx, path: string): Promise<SavedFilter[]> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('saved_filter')
      .modifyFront(PREPARED)
      .select(['id', 'name', 'query'])
      .where('path', '=', path)
      .orderBy('name')
      .execute();
    return rows.map(({ id, name, query }) => ({
      id,
      name,
      address: query === '' ? path : `${path}?${query}`,
    }));
  });
}
