import { sql } from 'kysely';
import type { DateOnly } from '../../platform/dates.js';
import type { TxCtx } from '../../platform/context.js';

/** Keeps who stands by in a weekend; who was planned before makes place. */
export async function setDuty(ctx: TxCtx, saturday: DateOnly, account: string): Promise<void> {
  const now = ctx.clock.now();
  await sql`insert into weekend_duty (saturday, account, planned_by, planned_at) values (${saturday}, ${account}, ${ctx.actor.id}, ${now})
    on conflict (saturday) do update set account = excluded.account, planned_by = excluded.planned_by, planned_at = excluded.planned_at`.execute(
    ctx.db,
  );
}
