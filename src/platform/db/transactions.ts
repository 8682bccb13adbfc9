import { sql, type Kysely, type Transaction } from 'kysely';
import type { Actor, Ctx, Happening, ReadCtx, TxCtx } from '../context.js';
import { newUuid } from '../crypto.js';
import type { Clock } from '../clock.js';
import type { Log } from '../log.js';
import { describeError } from '../log.js';
import { PREPARED } from './postgres.js';
import type { Tables } from './tables.js';

export interface ContextMeans {
  readonly kysely: Kysely<Tables>;
  readonly clock: Clock;
  readonly log: Log;
  /** Writes the happenings as the transaction's last statement (the log's head is the last lock taken). */
  readonly lastStatement: (ctx: TxCtx, happenings: readonly Happening[]) => Promise<void>;
}

/** Makes the contexts of one process: who acts and for which request, over one database. */
export function createContexts(means: ContextMeans): (actor: Actor, requestId?: string) => Ctx {
  return (actor, requestId = newUuid()) => {
    const base = { actor, clock: means.clock, log: means.log.with({ requestId }), requestId, newId: newUuid };
    const outside: Ctx = {
      ...base,
      inTx: (use) => runInTx(means, outside, use),
      read: (use) => runRead(means, outside, use),
    };
    return outside;
  };
}

async function runInTx<T>(means: ContextMeans, outside: Ctx, use: (ctx: TxCtx) => Promise<T>): Promise<T> {
  const acts: (() => void)[] = [];
  const result = await means.kysely.transaction().execute(async (db) => {
    await enter(db, outside.actor, false);
    const happenings: Happening[] = [];
    const ctx: TxCtx = {
      ...outside,
      db,
      happenings,
      afterCommit: (act) => void acts.push(act),
      inTx: (inner) => inner(ctx),
      read: (inner) => inner(ctx),
    };
    const value = await use(ctx);
    if (happenings.length > 0) await means.lastStatement(ctx, happenings);
    return value;
  });
  for (const act of acts) {
    try {
      act();
    } catch (error) {
      outside.log.error('after-commit.failed', describeError(error));
    }
  }
  return result;
}

async function runRead<T>(means: ContextMeans, outside: Ctx, use: (ctx: ReadCtx) => Promise<T>): Promise<T> {
  // One snapshot, so that what a view reads in several statements fits together while others write.
  return means.kysely
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      await enter(db, outside.actor, true);
      const ctx: ReadCtx = {
        ...outside,
        db,
        read: (inner) => inner(ctx),
        inTx: () => Promise.reject(new Error('A view cannot write: inTx was called inside read.')),
      };
      return use(ctx);
    });
}

async function enter(db: Transaction<Tables>, actor: Actor, readOnly: boolean): Promise<void> {
  await sql`${PREPARED} select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor.id}, true),
    set_config('transaction_read_only', ${readOnly ? 'on' : 'off'}, true), set_config('role', 'pt_app', true)`.execute(
    db,
  );
}

/** Runs statements as the owner of the tables (migrations, reference data, the demo's clock); never for a request. */
export async function asOwner<T>(
  kysely: Kysely<Tables>,
  use: (db: Kysely<Tables>) => Promise<T>,
): Promise<T> {
  return kysely.transaction().execute(async (db) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('role', 'pt_owner', true)`.execute(
      db,
    );
    return use(db);
  });
}
