import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { hashPassword, verifyPassword } from '../../platform/crypto/password.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { AccountId } from '../accounts/schema.js';
import type { Visitor } from '../route.js';
import type { SignInMeans } from './means.js';
import { faultOfPassword } from './rules.js';
import type { Credential, SessionId } from './schema.js';
import { confirmSecret, replaceRecoveryCodes, sealNewSecret, setUpOf, type SetUp } from './second-step.js';
import { findOwnAccess, type OwnAccess } from './views.js';
import * as store from './store.js';
import { countGuess, guesserOf, returnGuess } from './throttle.js';

/** What people do with their own account. Whatever changes how they come in asks their password again. */
export interface OwnAccessUseCases {
  show(ctx: Ctx): Promise<OwnAccess>;
  /** Changes the password, and ends every other session. */
  changePassword(ctx: Ctx, visitor: Visitor, given: { current: string; next: string }): Promise<void>;
  /** Begins a new second step; the old one works until the new one is confirmed. */
  beginStep(ctx: Ctx, visitor: Visitor, password: string): Promise<SetUp>;
  /** The second step that this session began and has not confirmed; null when there is none. */
  showStep(ctx: Ctx, visitor: Visitor): Promise<SetUp | null>;
  confirmStep(ctx: Ctx, visitor: Visitor, code: string): Promise<readonly string[]>;
  renewCodes(ctx: Ctx, password: string): Promise<readonly string[]>;
  endSession(ctx: Ctx, id: SessionId): Promise<void>;
  /** Ends every session of the account, this one too. */
  endAll(ctx: Ctx): Promise<void>;
}

const wrong = (field: string, message: string): Problem =>
  new Problem('bad-input', undefined, [{ field, message }]);
const ownId = (ctx: Ctx): AccountId => asId<'account'>(ctx.actor.id);

export function createOwnAccess(means: SignInMeans): OwnAccessUseCases {
  const { key, sessions } = means;
  return {
    show: (ctx) => findOwnAccess(ctx, sessions.times.idle),
    changePassword: (ctx, visitor, given) => changePassword(means, ctx, visitor, given),
    beginStep: async (ctx, visitor, password) => {
      const credential = await askPassword(means, ctx, 'stepPassword', password);
      const sealed = sealNewSecret(key, credential.account);
      await ctx.inTx((ctx) => store.putEnrolling(ctx.db, sessionOf(visitor), sealed));
      return setUpOf(key, credential.account, credential.login ?? credential.name, sealed);
    },
    showStep: (ctx, visitor) =>
      ctx.inTx(async (ctx) => {
        const sealed = await store.findEnrolling(ctx.db, sessionOf(visitor));
        return sealed === null ? null : setUpOf(key, ownId(ctx), await labelOf(ctx), sealed);
      }),
    confirmStep: async (ctx, visitor, code) => {
      const codes = await ctx.inTx(async (ctx) => {
        const sealed = await store.findEnrolling(ctx.db, sessionOf(visitor));
        if (sealed === null) throw new Problem('second-step-over');
        const made = await confirmSecret(ctx, means, ownId(ctx), sealed, code);
        if (made === null) return null;
        await store.putEnrolling(ctx.db, sessionOf(visitor), null);
        await endOthers(ctx, sessionOf(visitor));
        return made;
      });
      if (codes === null) throw wrong('code', 'wrong-code');
      return codes;
    },
    renewCodes: async (ctx, password) => {
      await askPassword(means, ctx, 'codesPassword', password);
      return ctx.inTx((ctx) => replaceRecoveryCodes(ctx, key, ownId(ctx)));
    },
    endSession: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        // Somebody else's session is not there for this actor: the row-level policy hides it.
        if ((await store.findSession(ctx.db, id))?.account !== ownId(ctx)) throw new Problem('not-found');
        await sessions.end(ctx, { id, account: ownId(ctx) }, 'revoked');
      }),
    endAll: (ctx) =>
      ctx.inTx(async (ctx) => {
        const count = await store.endOtherSessions(ctx.db, ownId(ctx), null, 'everywhere', ctx.clock.now());
        record(ctx, { what: 'sessions.ended', account: ownId(ctx), count, by: 'everywhere' });
      }),
  };
}

function sessionOf(visitor: Visitor): SessionId {
  if (visitor.session === null) throw new Problem('not-signed-in');
  return asId<'session'>(visitor.session.id);
}

async function labelOf(ctx: TxCtx): Promise<string> {
  return (await store.findCredential(ctx.db, { account: ownId(ctx) }))?.login ?? ctx.actor.name;
}

/** The actor's credential, once the password is right; counted, so that a stolen session cannot guess without end. */
async function askPassword(
  means: SignInMeans,
  ctx: Ctx,
  field: string,
  password: string,
): Promise<Credential> {
  const guessers = [guesserOf(means.key, 'device', ctx.actor.id, 'own-access')];
  const system = means.asSystem(ctx);
  const waitUntil = await system.inTx((ctx) => countGuess(ctx, guessers));
  if (waitUntil !== null) throw wrong(field, 'too-many');
  const credential = await ctx.inTx((ctx) => store.findCredential(ctx.db, { account: ownId(ctx) }));
  const right = await verifyPassword(credential?.passwordHash ?? null, password);
  if (credential === undefined || !right) throw wrong(field, 'wrong-own-password');
  await system.inTx((ctx) => returnGuess(ctx, guessers));
  return credential;
}

async function changePassword(
  means: SignInMeans,
  ctx: Ctx,
  visitor: Visitor,
  given: { current: string; next: string },
): Promise<void> {
  const credential = await askPassword(means, ctx, 'current', given.current);
  const fault = faultOfPassword(given.next, [credential.name, credential.login ?? '']);
  if (fault !== null) throw wrong('password', fault);
  const hash = await hashPassword(given.next);
  await ctx.inTx(async (ctx) => {
    await store.putPassword(ctx.db, credential.account, hash, ctx.clock.now(), false);
    record(ctx, { what: 'credential.password-changed', account: credential.account });
    await endOthers(ctx, sessionOf(visitor));
  });
}

/** Whoever else came in by the old means is out. */
async function endOthers(ctx: TxCtx, but: SessionId): Promise<void> {
  const count = await store.endOtherSessions(ctx.db, ownId(ctx), but, 'credential-changed', ctx.clock.now());
  if (count > 0)
    record(ctx, { what: 'sessions.ended', account: ownId(ctx), count, by: 'credential-changed' });
}
