import { record } from '../../audit/index.js';
import type { Actor, Ctx } from '../../platform/context.js';
import { randomBytes, sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Verdict } from '../../platform/verdict.js';
import { apiProblems } from '../api/problems.js';
import { may, permissions } from '../permissions.js';
import { mayHoldScopes, mayLiveUntil, opens } from './rules.js';
import type { TokenBody, TokenId } from './schema.js';
import * as store from './store.js';
import { findToken } from './views.js';

const TOKEN = /^pt_[\w-]{43}$/;

/** The field of the form that each refusal is about. */
const FIELDS = {
  'token-expires-now': 'expiresOn',
  'token-lives-too-long': 'expiresOn',
  'scope-beyond-owner': 'scopes',
} as const;

/**
 * Makes a token for the actor. The token is `pt_` and 256 random bits; only its hash is kept, so it is shown once.
 * @returns the token
 * Problems: bad-input
 */
export function makeToken(ctx: Ctx, body: TokenBody): Promise<string> {
  return ctx.inTx(async (ctx) => {
    insistField(mayLiveUntil(body.expiresOn, ctx.clock.today()));
    insistField(
      mayHoldScopes(
        body.scopes,
        permissions.filter((permission) => may(ctx.actor, permission)),
      ),
    );
    const token = `pt_${randomBytes(32).toString('base64url')}`;
    const id = asId<'api-token'>(ctx.newId());
    await store.insertToken(ctx, id, body, hashOf(token));
    record(ctx, { what: 'api-token.made', token: id, scopes: body.scopes, expiresOn: body.expiresOn });
    return token;
  });
}

/** Ends one of the actor's own tokens at once. Problems: not-found */
export function revokeToken(ctx: Ctx, id: TokenId): Promise<void> {
  return ctx.inTx(async (ctx) => {
    if (!(await store.revokeToken(ctx, id))) throw new Problem('not-found');
    record(ctx, { what: 'api-token.revoked', token: id });
  });
}

/** Who comes in with a token: its owner, held to its scopes. */
export interface Bearer {
  readonly token: TokenId;
  readonly actor: Actor;
}

/**
 * Opens the door to a token, and notes the day. Asked by the system, who alone sees other people's tokens. The answer
 * to a token that is unknown, expired or revoked is one and the same.
 * Problems: token-invalid
 */
export async function openToken(ctx: Ctx, token: string): Promise<Bearer> {
  const today = ctx.clock.today();
  const found = TOKEN.test(token) ? await ctx.read((ctx) => findToken(ctx, hashOf(token))) : undefined;
  if (found === undefined || !opens(found, today)) throw new Problem('token-invalid');
  if (found.lastUsedOn !== today) await ctx.inTx((ctx) => store.setLastUsed(ctx, found.id, today));
  return { token: found.id, actor: { ...found.owner, scopes: found.scopes } };
}

function hashOf(token: string): Buffer {
  return sha256('praktijktest/api-token/1', token);
}

function insistField(verdict: Verdict<keyof typeof FIELDS>): void {
  if (verdict.allowed) return;
  const { reason } = verdict;
  throw new Problem('bad-input', undefined, [
    { field: FIELDS[reason], message: `${apiProblems.kinds[reason].nl}.` },
  ]);
}
