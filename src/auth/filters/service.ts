import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { MOST_FILTERS, type FilterBody, type FilterId } from './schema.js';

/** Keeps the filter of a list under a name, for the actor alone. Problems: bad-input (name taken, too many) */
export function saveFilter(ctx: Ctx, { name, path, query }: FilterBody): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const kept = await ctx.db.selectFrom('saved_filter').select('name').where('path', '=', path).execute();
    const fault = (message: string) => new Problem('bad-input', undefined, [{ field: 'name', message }]);
    if (kept.some((one) => one.name === name)) throw fault('U hebt al een filter met deze naam.');
    if (kept.length >= MOST_FILTERS)
      throw fault(`U hebt al ${MOST_FILTERS} filters bij deze lijst. Verwijder er eerst een.`);
    const id = asId<'filter'>(ctx.newId());
    await ctx.db
      .insertInto('saved_filter')
      .values({ id, account: ctx.actor.id, name, path, query })
      .execute();
    record(ctx, { what: 'filter.saved', filter: id });
  });
}

/** Removes a filter of the actor's own; says the path of its list. Throws `not-found`, for another's filter too. */
export function removeFilter(ctx: Ctx, id: FilterId): Promise<string> {
  return ctx.inTx(async (ctx) => {
    const row = await ctx.db
      .deleteFrom('saved_filter')
      .where('id', '=', id)
      .returning('path')
      .executeTakeFirst();
    if (row === undefined) throw new Problem('not-found');
    record(ctx, { what: 'filter.removed', filter: id });
    return row.path;
  });
}
