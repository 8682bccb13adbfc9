import type { TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { AccountId } from '../accounts/schema.js';
import type { CookieChange, Visitor } from '../route.js';
import { codeGuessers, markDevice, passwordGuessers, type SignInMeans } from './means.js';
import type { SignInWay } from './schema.js';
import * as store from './store.js';
import { forgive, guesserOf, networkOf } from './throttle.js';

/** By which means somebody came in. */
export interface Arrival {
  readonly how: SignInWay;
  /** The provider's id token, kept sealed for signing out there too. */
  readonly idToken?: string;
}

/** Opens the complete session, under a fresh id: whatever token stood in this browser before is worth nothing now. */
export async function comeIn(
  ctx: TxCtx,
  means: SignInMeans,
  { account, login }: { readonly account: AccountId; readonly login: string | null },
  visitor: Visitor,
  arrival: Arrival,
): Promise<CookieChange[]> {
  if (visitor.session !== null) await replace(ctx, means, visitor.session);
  const { cookie } = await means.sessions.open(ctx, {
    account,
    how: arrival.how === 'oidc' ? 'oidc' : 'password',
    complete: true,
    agent: visitor.agent,
    ...(arrival.idToken === undefined ? {} : { idToken: arrival.idToken }),
  });
  await log(ctx, account, arrival.how, 'in', visitor);
  if (login === null) return [cookie];
  await forgive(ctx, [
    ...passwordGuessers(means.key, login, account, visitor),
    ...codeGuessers(means.key, account, visitor),
    guesserOf(means.key, 'nameAndClient', login, networkOf(visitor.address)),
  ]);
  return [cookie, markDevice(means.key, account, visitor)];
}

/** Ends the session that stood in this browser. One that never got past its first step was never recorded as opened. */
async function replace(
  ctx: TxCtx,
  means: SignInMeans,
  session: { readonly id: string; readonly account: string; readonly complete: boolean },
): Promise<void> {
  const id = asId<'session'>(session.id);
  if (session.complete)
    await means.sessions.end(ctx, { id, account: asId<'account'>(session.account) }, 'replaced');
  else await store.endSession(ctx.db, id, 'replaced', ctx.clock.now());
}

/** Writes an attempt down for its owner to see. */
export function log(
  ctx: TxCtx,
  account: AccountId | null,
  how: SignInWay,
  result: 'in' | 'refused',
  visitor: Visitor,
): Promise<void> {
  return store.insertSignIn(ctx.db, {
    id: ctx.newId(),
    account,
    at: ctx.clock.now(),
    how,
    result,
    agent: visitor.agent,
  });
}
