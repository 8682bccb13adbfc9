import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { Thrown } from './schema.js';

/** Whether nothing may leave, for whoever asks. */
export async function isThrown(ctx: ReadCtx): Promise<boolean> {
  const found = await sql<{ thrown: boolean }>`${PREPARED} select nothing_may_leave() as thrown`.execute(
    ctx.db,
  );
  return found.rows[0]?.thrown ?? false;
}

/** The switch as it stands thrown, for who reads campaigns; null while it is not, and for everybody else. */
export async function findThrown(ctx: ReadCtx): Promise<Thrown | null> {
  return (await rows(ctx).where('k.released_at', 'is', null).executeTakeFirst()) ?? null;
}

/** The last times it was thrown and released, the newest first. */
export function listThrown(ctx: Ctx): Promise<Thrown[]> {
  return ctx.read((ctx) => rows(ctx).orderBy('k.thrown_at', 'desc').limit(50).execute());
}

function rows(ctx: ReadCtx) {
  return ctx.db
    .selectFrom('kill_switch as k')
    .innerJoin('account as t', 't.id', 'k.thrown_by')
    .leftJoin('account as r', 'r.id', 'k.released_by')
    .select([
      'k.id',
      'k.thrown_by as throwerId',
      't.name as thrower',
      'k.thrown_at as thrownAt',
      'k.reason',
      'r.name as releaser',
      'k.released_at as releasedAt',
      'k.released_reason as releasedReason',
    ]);
}
