import { record } from '../audit/index.js';
import type { TxCtx } from '../platform/context.js';
import type { VacancyId } from './schema.js';

/** Records that somebody, or an adapter, looked whether a vacancy is still open, with what stood in it then. */
export async function checkVacancy(
  ctx: TxCtx,
  vacancy: VacancyId,
  verdict: 'open' | 'closed' | 'changed',
  adapter: string,
  fields: Readonly<Record<string, string>> | null = null,
): Promise<void> {
  await ctx.db
    .insertInto('vacancy_check')
    .values({
      id: ctx.newId(),
      vacancy,
      verdict,
      adapter,
      actor: ctx.actor.id,
      fields: fields === null ? null : JSON.stringify(fields),
    })
    .execute();
  record(ctx, { what: 'vacancy.checked', vacancy, verdict, adapter });
}
