import type { Actor, Ctx, TxCtx } from '../platform/context.js';
import { Problem } from '../platform/problems.js';
import { record } from '../audit/index.js';
import { may, type Permission } from './permissions.js';
import { practiceAccounts, systemAccount } from './schema.js';

/** Makes the system's account and, when asked, the practice accounts; does nothing for those that exist. */
export function seedAccounts(ctx: Ctx, practice: boolean): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await addAccount(ctx, systemAccount, 'system', false);
    if (practice) for (const account of practiceAccounts) await addAccount(ctx, account, 'person', true);
  });
}

async function addAccount(
  ctx: TxCtx,
  account: { id: string; name: string; roles: readonly string[] },
  kind: 'person' | 'system',
  practice: boolean,
): Promise<void> {
  const added = await ctx.db
    .insertInto('account')
    .values({
      id: account.id,
      name: account.name,
      kind,
      roles: [...account.roles],
      practice,
      created_at: ctx.clock.now(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (added.numInsertedOrUpdatedRows === 1n)
    record(ctx, { what: 'account.created', account: account.id, kind });
}

/** The people one may act as while sign-in is missing, in order of their making. */
export function listAccounts(ctx: Ctx): Promise<Actor[]> {
  return ctx.read((ctx) =>
    ctx.db
      .selectFrom('account')
      .select(['id', 'name', 'roles'])
      .where('kind', '=', 'person')
      .orderBy('id')
      .execute(),
  );
}

/** Throws `not-allowed` unless the actor holds the permission. */
export function insistMay(ctx: Ctx, permission: Permission): void {
  if (!may(ctx.actor, permission)) throw new Problem('not-allowed');
}
