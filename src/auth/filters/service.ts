import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { fault } from '../../platform/faults.js';
import { Problem } from '../../platform/problems.js';
import { MOST_FILTERS, type FilterBody, type FilterId } from './schema.js';

const faults = {
  taken: fault({
    nl: 'U hebt al een filter met deze naam.',
    en: 'You have a filter with this name already.',
    fr: 'Vous avez déjà un filtre de ce nom.',
  }),
  full: fault({
    nl: `U hebt al ${MOST_FILTERS} filters bij deze lijst. Verwijder er eerst een.`,
    en: `You have ${MOST_FILTERS} filters of this list already. Remove one first.`,
    fr: `Vous avez déjà ${MOST_FILTERS} filtres pour cette liste. Supprimez-en un d’abord.`,
  }),
} as const;
const notThisName = (message: string) => new Problem('bad-input', undefined, [{ field: 'name', message }]);

/** Keeps the filter of a list under a name, for the actor alone. Problems: bad-input (name taken, too many) */
export function saveFilter(ctx: Ctx, { name, path, query }: FilterBody): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const kept = await ctx.db.selectFrom('saved_filter').select('name').where('path', '=', path).execute();
    if (kept.some((one) => one.name === name)) throw notThisName(faults.taken);
    if (kept.length >= MOST_FILTERS) throw notThisName(faults.full);
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
