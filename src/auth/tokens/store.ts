import type { TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { TokenBody, TokenId } from './schema.js';

export async function insertToken(ctx: TxCtx, id: TokenId, body: TokenBody, hash: Buffer): Promise<void> {
  await ctx.db
    .insertInto('api_token')
    .values({
      id,
      account: ctx.actor.id,
      label: body.label,
      hash,
      scopes: body.scopes,
      made_at: ctx.clock.now(),
      expires_on: body.expiresOn,
    })
    .execute();
}

/** Revokes one of the actor's own tokens. @returns false when there is no such token that was not revoked yet */
export async function revokeToken(ctx: TxCtx, id: TokenId): Promise<boolean> {
  const done = await ctx.db
    .updateTable('api_token')
    .set({ revoked_at: ctx.clock.now() })
    .where('id', '=', id)
    .where('account', '=', ctx.actor.id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

export async function setLastUsed(ctx: TxCtx, id: TokenId, day: DateOnly): Promise<void> {
  await ctx.db.updateTable('api_token').set({ last_used_on: day }).where('id', '=', id).execute();
}
