import type { Actor, Ctx, ReadCtx } from '../../platform/context.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { TokenId, TokenView } from './schema.js';

/** The actor's own tokens, the newest first. */
export function listTokens(ctx: Ctx): Promise<TokenView[]> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('api_token')
      .select(['id', 'label', 'scopes', 'made_at', 'expires_on', 'last_used_on', 'revoked_at'])
      .where('account', '=', ctx.actor.id)
      .orderBy('made_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      label: row.label,
      scopes: row.scopes,
      madeAt: row.made_at,
      expiresOn: dateOf(row.expires_on),
      lastUsedOn: row.last_used_on === null ? null : dateOf(row.last_used_on),
      revokedAt: row.revoked_at,
    }));
  });
}

/** A token as the door sees it: whose it is and what it may open. */
export interface FoundToken {
  readonly id: TokenId;
  readonly owner: Actor;
  readonly scopes: readonly string[];
  readonly expiresOn: DateOnly;
  readonly lastUsedOn: string | null;
  readonly revokedAt: Date | null;
}

/** The token with a hash, and the person whose it is as they stand now. Only the system sees other people's. */
export async function findToken(ctx: ReadCtx, hash: Buffer): Promise<FoundToken | undefined> {
  const row = await ctx.db
    .selectFrom('api_token as t')
    .innerJoin('account as a', 'a.id', 't.account')
    .select(['t.id', 't.scopes', 't.expires_on', 't.last_used_on', 't.revoked_at'])
    .select(['a.id as owner', 'a.name', 'a.roles'])
    .where('t.hash', '=', hash)
    .where('a.kind', '=', 'person')
    .where('a.state', '=', 'active')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    owner: { id: row.owner, name: row.name, roles: row.roles },
    scopes: row.scopes,
    expiresOn: dateOf(row.expires_on),
    lastUsedOn: row.last_used_on,
    revokedAt: row.revoked_at,
  };
}

function dateOf(text: string): DateOnly {
  if (!isDateOnly(text)) throw new RangeError(`Not a date in the database: ${text}`);
  return text;
}
