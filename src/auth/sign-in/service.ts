import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { seal, unseal } from '../../platform/crypto.js';
import { hashPassword, verifyPassword } from '../../platform/crypto/password.js';
import { asId, isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insistInvitation, takeInvitation } from '../accounts/service.js';
import type { AccountId } from '../accounts/schema.js';
import type { CookieChange, Visitor } from '../route.js';
import { comeIn, log } from './arrival.js';
import { codeGuessers, passwordGuessers, type SignInMeans } from './means.js';
import { faultOfPassword, maySignIn, MOST_WRONG_CODES, needsSecondStep } from './rules.js';
import type { Credential, SessionId } from './schema.js';
import { confirmSecret, sealNewSecret, setUpOf, takeCode, type SetUp } from './second-step.js';
import { idTokenPurpose, noSessionCookie } from './sessions.js';
import * as store from './store.js';
import { countGuess, returnGuess } from './throttle.js';

/** Where somebody stands after a step of signing in, and the cookies that say so. */
export interface Stepped {
  readonly next: 'in' | 'second-step' | 'set-up';
  readonly cookies: readonly CookieChange[];
}

/** Signing in with a password and a second step. A wrong guess is a Problem `bad-input` with the field it stands in. */
export interface SignIn {
  enter(ctx: Ctx, visitor: Visitor, given: { login: string; password: string }): Promise<Stepped>;
  /** The second step by a code of the app or a recovery code. */
  prove(ctx: Ctx, visitor: Visitor, code: string): Promise<Stepped>;
  /** What the app needs while the second step is being set up. Throws `second-step-over` when it is not. */
  showSetUp(ctx: Ctx, visitor: Visitor): Promise<SetUp>;
  confirmSetUp(
    ctx: Ctx,
    visitor: Visitor,
    code: string,
  ): Promise<{ codes: readonly string[]; cookies: readonly CookieChange[] }>;
  /** Whom an invitation is for. Throws `invitation-gone`. */
  showInvitation(ctx: Ctx, token: string): Promise<{ name: string; login: string | null }>;
  /** Uses an invitation: the account gets this password, and goes on to set up its second step. */
  acceptInvitation(ctx: Ctx, visitor: Visitor, token: string, password: string): Promise<Stepped>;
  signOut(ctx: Ctx, visitor: Visitor): Promise<readonly CookieChange[]>;
  /** The provider's id token of the session that was signed out of just now in this browser, once; null when there is none. */
  takeIdToken(ctx: Ctx, visitor: Visitor): Promise<string | null>;
}

export const OUT_COOKIE = 'pt-afmelding';
const OUT_SECONDS = 300;

const wrong = (field: string, message: string): Problem =>
  new Problem('bad-input', undefined, [{ field, message }]);

/** Names are compared in lower case, without the space around them. */
export const plainLogin = (text: string): string => text.trim().toLowerCase();

export function createSignIn(means: SignInMeans): SignIn {
  return {
    enter: (ctx, visitor, given) => enter(means, means.asSystem(ctx), visitor, given),
    prove: (ctx, visitor, code) => prove(means, means.asSystem(ctx), visitor, code),
    showSetUp: (ctx, visitor) =>
      means.asSystem(ctx).inTx(async (ctx) => {
        const { credential, sealed } = await insistSetUp(ctx, visitor);
        return setUpOf(means.key, credential.account, credential.login ?? credential.name, sealed);
      }),
    confirmSetUp: (ctx, visitor, code) => confirmSetUp(means, means.asSystem(ctx), visitor, code),
    showInvitation: (ctx, token) =>
      means.asSystem(ctx).inTx(async (ctx) => {
        const { name, login } = await insistInvitation(ctx, token);
        return { name, login };
      }),
    acceptInvitation: (ctx, visitor, token, password) =>
      acceptInvitation(means, means.asSystem(ctx), visitor, token, password),
    signOut: (ctx, visitor) => signOut(means, means.asSystem(ctx), visitor),
    takeIdToken: (ctx, visitor) => takeIdToken(means, means.asSystem(ctx), visitor),
  };
}

async function enter(
  means: SignInMeans,
  system: Ctx,
  visitor: Visitor,
  given: { login: string; password: string },
): Promise<Stepped> {
  const login = plainLogin(given.login);
  const { credential, guessers, waitUntil } = await system.inTx(async (ctx) => {
    const credential = await store.findCredential(ctx.db, { login });
    const guessers = passwordGuessers(means.key, login, credential?.account ?? null, visitor);
    return { credential, guessers, waitUntil: await countGuess(ctx, guessers) };
  });
  if (waitUntil !== null) throw wrong('login', 'too-many');
  // Outside any transaction: it takes a tenth of a second, and the embedded database has one connection.
  const right = await verifyPassword(credential?.passwordHash ?? null, given.password);
  if (credential === undefined || !right || !maySignIn(credential, means.mode).allowed) {
    await system.inTx((ctx) => log(ctx, credential?.account ?? null, 'password', 'refused', visitor));
    throw wrong('password', 'wrong-password');
  }
  return system.inTx(async (ctx) => {
    await returnGuess(ctx, guessers);
    return goOn(ctx, means, credential, visitor);
  });
}

/** After the password: in, or on to the second step, or to set that up. */
async function goOn(
  ctx: TxCtx,
  means: SignInMeans,
  credential: Credential,
  visitor: Visitor,
): Promise<Stepped> {
  if (!needsSecondStep(credential, means.mode))
    return { next: 'in', cookies: await comeIn(ctx, means, credential, visitor, { how: 'password' }) };
  const setUp = credential.totp === null;
  const { cookie } = await means.sessions.open(ctx, {
    account: credential.account,
    how: 'password',
    complete: false,
    agent: visitor.agent,
    ...(setUp ? { enrolling: sealNewSecret(means.key, credential.account) } : {}),
  });
  return { next: setUp ? 'set-up' : 'second-step', cookies: [cookie] };
}

/** The session of this browser that waits for its second step, with its account. Throws `second-step-over` without one. */
async function insistWaiting(
  ctx: TxCtx,
  visitor: Visitor,
): Promise<{ id: SessionId; credential: Credential }> {
  const { session } = visitor;
  if (session === null || session.complete) throw new Problem('second-step-over');
  const credential = await store.findCredential(ctx.db, { account: asId<'account'>(session.account) });
  if (credential === undefined) throw new Problem('second-step-over');
  return { id: asId<'session'>(session.id), credential };
}

async function prove(means: SignInMeans, system: Ctx, visitor: Visitor, code: string): Promise<Stepped> {
  const waitUntil = await system.inTx(async (ctx) => {
    const { credential } = await insistWaiting(ctx, visitor);
    return countGuess(ctx, codeGuessers(means.key, credential.account, visitor));
  });
  if (waitUntil !== null) throw wrong('code', 'too-many');
  const done = await system.inTx(async (ctx): Promise<Stepped | null> => {
    const { id, credential } = await insistWaiting(ctx, visitor);
    const how = credential.totp === null ? null : await takeCode(ctx, means, credential, code);
    if (how === null) return missed(ctx, means, id, credential.account, visitor);
    return { next: 'in', cookies: await comeIn(ctx, means, credential, visitor, { how }) };
  });
  if (done === null) throw wrong('code', 'wrong-code');
  return done;
}

/** Counts a wrong code; too many end the session, so that the password is asked again. */
async function missed(
  ctx: TxCtx,
  means: SignInMeans,
  id: SessionId,
  account: AccountId,
  visitor: Visitor,
): Promise<null> {
  await log(ctx, account, 'code', 'refused', visitor);
  if ((await store.countWrongCode(ctx.db, id)) >= MOST_WRONG_CODES)
    await means.sessions.end(ctx, { id, account }, 'too-many-codes');
  return null;
}

async function insistSetUp(
  ctx: TxCtx,
  visitor: Visitor,
): Promise<{ id: SessionId; credential: Credential; sealed: Buffer }> {
  const { id, credential } = await insistWaiting(ctx, visitor);
  const sealed = await store.findEnrolling(ctx.db, id);
  // Set up in another window meanwhile: then the code of that one is asked, never a second secret taken.
  if (sealed === null || credential.totp !== null) throw new Problem('second-step-over');
  return { id, credential, sealed };
}

async function confirmSetUp(
  means: SignInMeans,
  system: Ctx,
  visitor: Visitor,
  code: string,
): Promise<{ codes: readonly string[]; cookies: readonly CookieChange[] }> {
  const done = await system.inTx(async (ctx) => {
    const { id, credential, sealed } = await insistSetUp(ctx, visitor);
    const codes = await confirmSecret(ctx, means, credential.account, sealed, code);
    if (codes === null) return missed(ctx, means, id, credential.account, visitor);
    return { codes, cookies: await comeIn(ctx, means, credential, visitor, { how: 'code' }) };
  });
  if (done === null) throw wrong('code', 'wrong-code');
  return done;
}

async function acceptInvitation(
  means: SignInMeans,
  system: Ctx,
  visitor: Visitor,
  token: string,
  password: string,
): Promise<Stepped> {
  const found = await system.inTx((ctx) => insistInvitation(ctx, token));
  const fault = faultOfPassword(password, [found.name, found.login ?? '']);
  if (fault !== null) throw wrong('password', fault);
  const hash = await hashPassword(password);
  return system.inTx(async (ctx) => {
    const invitation = await insistInvitation(ctx, token);
    await takeInvitation(ctx, invitation);
    await store.putPassword(ctx.db, invitation.account, hash, ctx.clock.now(), true);
    const ended = await store.endOtherSessions(
      ctx.db,
      invitation.account,
      null,
      'credential-changed',
      ctx.clock.now(),
    );
    record(ctx, { what: 'credential.password-changed', account: invitation.account });
    if (ended > 0)
      record(ctx, {
        what: 'sessions.ended',
        account: invitation.account,
        count: ended,
        by: 'credential-changed',
      });
    const credential = await store.findCredential(ctx.db, { account: invitation.account });
    if (credential === undefined) throw new Error('An account that was opened just now is gone.');
    return goOn(ctx, means, credential, visitor);
  });
}

async function signOut(means: SignInMeans, system: Ctx, visitor: Visitor): Promise<readonly CookieChange[]> {
  const { session } = visitor;
  if (session === null) return [noSessionCookie];
  const id = asId<'session'>(session.id);
  const how = await system.inTx(async (ctx) => {
    await means.sessions.end(ctx, { id, account: asId<'account'>(session.account) }, 'signed-out');
    return (await store.findSession(ctx.db, id))?.how;
  });
  if (how !== 'oidc') return [noSessionCookie];
  const value = seal(means.key, 'sign-out/1', Buffer.from(id, 'utf8')).toString('base64url');
  return [noSessionCookie, { name: OUT_COOKIE, value, sameSite: 'strict', maxAge: OUT_SECONDS }];
}

async function takeIdToken(means: SignInMeans, system: Ctx, visitor: Visitor): Promise<string | null> {
  const kept = visitor.cookie(OUT_COOKIE);
  if (kept === undefined) return null;
  try {
    const text = unseal(means.key, 'sign-out/1', Buffer.from(kept, 'base64url')).toString('utf8');
    if (!isUuid(text)) return null;
    const id = asId<'session'>(text);
    const sealed = await system.inTx((ctx) => store.takeIdToken(ctx.db, id));
    return sealed === null ? null : unseal(means.key, idTokenPurpose(id), sealed).toString('utf8');
  } catch {
    return null;
  }
}
