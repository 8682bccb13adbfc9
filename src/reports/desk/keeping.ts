import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';

/** For how long a report is kept. */
export interface Keeping {
  /** From which day it may be erased; null while it is open or held. */
  readonly erasableFrom: DateOnly | null;
  readonly held: { readonly officer: string; readonly heldOn: DateOnly; readonly reviewBy: DateOnly } | null;
}

export async function readKeeping(ctx: ReadCtx, report: string): Promise<Keeping> {
  const { rows } = await sql<{ day: DateOnly | null }>`select erasable_from(${report}) as day`.execute(
    ctx.db,
  );
  const held = await ctx.db
    .selectFrom('hold')
    .select(['officer', 'held_on as heldOn', 'review_by as reviewBy'])
    .where('report', '=', report)
    .executeTakeFirst();
  return { erasableFrom: rows[0]?.day ?? null, held: held ?? null };
}
