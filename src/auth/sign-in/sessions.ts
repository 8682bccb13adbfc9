import { record } from '../../audit/index.js';
import type { Actor, Ctx, TxCtx } from '../../platform/context.js';
import { seal } from '../../platform/crypto.js';
import { readSessionToken, signSessionToken } from '../../platform/crypto/session-token.js';
import { asId, isUuid } from '../../platform/ids.js';
import type { CookieChange } from '../route.js';
import type { AccountId } from '../accounts/schema.js';
import { mayUseSession, RENEW_AFTER, SECOND_STEP_TIME, type SessionTimes } from './rules.js';
import type { SessionEnd, SessionId } from './schema.js';
import * as store from './store.js';

export const SESSION_COOKIE = 'pt-sessie';

/** A session that a request came with. */
export interface FoundSession {
  readonly id: SessionId;
  readonly account: AccountId;
  readonly actor: Actor;
  readonly how: 'password' | 'oidc';
  /** False while the second step waits. */
  readonly complete: boolean;
  /** A token to give the browser instead of the one it sent; null when that will do. */
  readonly renewed: string | null;
}

export interface NewSession {
  readonly account: AccountId;
  readonly how: 'password' | 'oidc';
  readonly complete: boolean;
  readonly agent: string;
  /** The secret of a second step that is being set up. */
  readonly enrolling?: Buffer;
  readonly idToken?: string;
}

/** Sessions: rows that can be ended, and the tokens that carry them. */
export interface Sessions {
  readonly times: SessionTimes;
  /** Makes a session under a fresh id. @returns it with the cookie that carries it */
  open(ctx: TxCtx, session: NewSession): Promise<{ id: SessionId; cookie: CookieChange }>;
  /** The open session of a token; null for anything else. Acts as the system. */
  find(ctx: Ctx, token: string | undefined): Promise<FoundSession | null>;
  /** Ends one session and records who did it. */
  end(ctx: TxCtx, session: { id: SessionId; account: AccountId }, by: SessionEnd): Promise<void>;
}

/** What takes the session's cookie away. */
export const noSessionCookie: CookieChange = { name: SESSION_COOKIE, value: null, sameSite: 'lax' };

// Lax, not strict: a link in a mail, and the way back from the identity provider, come from elsewhere. What changes
// anything asks for our own origin and the form token besides.
const cookieOf = (token: string): CookieChange => ({ name: SESSION_COOKIE, value: token, sameSite: 'lax' });

export const idTokenPurpose = (session: SessionId): string => `id-token/1/${session}`;

export function createSessions({ key, times }: { key: Uint8Array; times: SessionTimes }): Sessions {
  return {
    times,
    open: async (ctx, { account, how, complete, agent, enrolling, idToken }) => {
      const id = asId<'session'>(ctx.newId());
      const at = ctx.clock.now();
      await store.insertSession(ctx.db, {
        id,
        account,
        how,
        complete,
        at,
        endsAt: new Date(at.getTime() + (complete ? times.absolute : SECOND_STEP_TIME)),
        agent,
        enrolling: enrolling ?? null,
        idToken: idToken === undefined ? null : seal(key, idTokenPurpose(id), Buffer.from(idToken, 'utf8')),
      });
      if (complete) record(ctx, { what: 'session.opened', account, session: id, how });
      return { id, cookie: cookieOf(signSessionToken(key, id, 1, at)) };
    },
    find: (ctx, token) => findByToken(ctx, key, times, token),
    end: async (ctx, { id, account }, by) => {
      if (await store.endSession(ctx.db, id, by, ctx.clock.now()))
        record(ctx, { what: 'session.ended', account, session: id, by });
    },
  };
}

async function findByToken(
  ctx: Ctx,
  key: Uint8Array,
  times: SessionTimes,
  token: string | undefined,
): Promise<FoundSession | null> {
  if (token === undefined) return null;
  const now = ctx.clock.now();
  const carried = readSessionToken(key, token, now);
  if (carried === null || !isUuid(carried.id)) return null;
  const id = asId<'session'>(carried.id);
  const row = await ctx.read((ctx) => store.findSession(ctx.db, id));
  if (row === undefined || !mayUseSession(row, carried, times, now).allowed) return null;
  const stale = now.getTime() - row.seenAt.getTime() >= RENEW_AFTER;
  const number = stale
    ? await ctx.inTx((ctx) => store.renewSession(ctx.db, id, now, new Date(now.getTime() - RENEW_AFTER)))
    : null;
  return {
    id,
    account: row.account,
    actor: { id: row.account, name: row.name, roles: row.roles },
    how: row.how,
    complete: row.complete,
    renewed: number === null ? null : signSessionToken(key, id, number, now),
  };
}
