import { z } from 'zod';
import { record } from '../../audit/index.js';
import type { OidcConfig } from '../../platform/config.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { seal, unseal } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { describeError } from '../../platform/log.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { mayHoldTogether } from '../accounts/rules.js';
import type { AccountId } from '../accounts/schema.js';
import { changePerson, insertCapacity, insertPerson } from '../accounts/store.js';
import { changeOf } from '../grants/rules.js';
import type { RoleUseCases } from '../grants/service.js';
import { personRoles } from '../permissions.js';
import type { CookieChange, Visitor } from '../route.js';
import { comeIn } from '../sign-in/arrival.js';
import type { SignInMeans } from '../sign-in/means.js';
import { maySignIn } from '../sign-in/rules.js';
import type { Identity, Provider, Question } from './provider.js';
import { readCapacity, type Capacity } from './rules.js';
import { findByCapacity } from './store.js';

const QUESTION_COOKIE = 'pt-vraag';
const QUESTION_SECONDS = 600;
const PURPOSE = 'oidc-question/1';
const Kept = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  back: z.string(),
  until: z.number(),
});

/** Signing in through the identity provider. */
export interface ProviderSignIn {
  /** Where to send the browser, and the cookie that keeps the question. Throws `provider-away`. */
  start(
    ctx: Ctx,
    redirectUri: string,
    back: string,
  ): Promise<{ to: string; cookies: readonly CookieChange[] }>;
  /** Takes the provider's answer. Throws `provider-refused`, `no-known-role`, `role-awaited`, `sign-in-refused`, or why these roles are not given. */
  finish(
    ctx: Ctx,
    visitor: Visitor,
    answer: URL,
  ): Promise<{ back: string; cookies: readonly CookieChange[] }>;
  signOutAddress(idToken: string, backTo: string): Promise<string | null>;
}

export interface ProviderMeans extends SignInMeans {
  readonly provider: Provider;
  readonly config: OidcConfig;
  /** Brings the roles in line with what the provider says; those of two persons are proposed. */
  readonly roles: Pick<RoleUseCases, 'settle'>;
}

export function createProviderSignIn(means: ProviderMeans): ProviderSignIn {
  return {
    start: async (ctx, redirectUri, back) => {
      const { to, question } = await means.provider.ask(redirectUri).catch((error: unknown) => {
        ctx.log.warn('oidc.away', describeError(error));
        throw new Problem('provider-away');
      });
      const until = ctx.clock.now().getTime() + QUESTION_SECONDS * 1000;
      const kept = seal(means.key, PURPOSE, Buffer.from(JSON.stringify({ ...question, back, until })));
      const value = kept.toString('base64url');
      // Lax: the way back comes from the provider's site.
      return { to, cookies: [{ name: QUESTION_COOKIE, value, sameSite: 'lax', maxAge: QUESTION_SECONDS }] };
    },
    finish: async (ctx, visitor, answer) => {
      const question = readQuestion(means.key, visitor.cookie(QUESTION_COOKIE), ctx.clock.now());
      if (question === null) throw new Problem('provider-refused');
      const identity = await identify(means.provider, ctx, answer, question);
      const capacity = readCapacity(identity.claims, means.config.claims, means.config.roles, personRoles);
      if (capacity === null || capacity.roles.length === 0) throw new Problem('no-known-role');
      insist(mayHoldTogether(capacity.roles));
      const cookies = await means.asSystem(ctx).inTx(async (ctx) => {
        const { account, roles } = await accountOf(ctx, means, capacity);
        if (roles.length === 0) return undefined;
        const arrival = { how: 'oidc', idToken: identity.idToken } as const;
        return comeIn(ctx, means, { account, login: null }, visitor, arrival);
      });
      // Thrown after the commit: the proposal that the role waits for stays.
      if (cookies === undefined) throw new Problem('role-awaited');
      return { back: question.back, cookies: [...cookies, noQuestionCookie] };
    },
    signOutAddress: (idToken, backTo) => means.provider.signOutAddress(idToken, backTo),
  };
}

const noQuestionCookie: CookieChange = { name: QUESTION_COOKIE, value: null, sameSite: 'lax' };

function readQuestion(
  key: Uint8Array,
  kept: string | undefined,
  now: Date,
): (Question & { back: string }) | null {
  if (kept === undefined) return null;
  try {
    const text = unseal(key, PURPOSE, Buffer.from(kept, 'base64url')).toString('utf8');
    const question = Kept.parse(JSON.parse(text));
    return question.until > now.getTime() ? question : null;
  } catch {
    return null;
  }
}

async function identify(provider: Provider, ctx: Ctx, answer: URL, question: Question): Promise<Identity> {
  try {
    return await provider.identify(answer, question);
  } catch (error) {
    ctx.log.warn('oidc.refused', describeError(error));
    throw new Problem('provider-refused');
  }
}

/**
 * The account of a capacity, made at its first sign-in; name and roles follow what the provider says now. A role that
 * takes two persons is proposed by the system, once: what an administrator refused is not asked again at each sign-in.
 */
async function accountOf(
  ctx: TxCtx,
  { config, mode, roles: use }: ProviderMeans,
  capacity: Capacity,
): Promise<{ account: AccountId; roles: readonly string[] }> {
  const { subject, organisation, name } = capacity;
  const { issuer } = config;
  const known = await findByCapacity(ctx.db, { issuer, subject, organisation });
  if (known === undefined) {
    const id = asId<'account'>(ctx.newId());
    const roles = changeOf([], capacity.roles).now;
    await insertPerson(ctx.db, { id, name, roles, state: 'active', at: ctx.clock.now() });
    await insertCapacity(ctx.db, id, { issuer, subject, organisation });
    record(ctx, { what: 'account.created', account: id, kind: 'person' });
    record(ctx, { what: 'account.roles', account: id, roles: [...roles] });
    await use.settle(ctx, { id, name, roles, state: 'active' }, capacity.roles);
    return { account: id, roles };
  }
  insist(maySignIn(known, mode));
  const { account: id, roles, state } = known;
  if (known.name !== name) await changePerson(ctx.db, id, { name, roles, state });
  const now = await use.settle(ctx, { id, name, roles, state }, capacity.roles, { onceRefused: 'leave' });
  return { account: id, roles: now };
}
