import type { Ctx } from '../../platform/context.js';

import type { OwnSession, OwnSignIn } from './schema.js';
import { asId } from '../../platform/ids.js';

/** What somebody sees of their own account. */
export interface OwnAccess {
  readonly sessions: readonly OwnSession[];
  readonly signIns: readonly OwnSignIn[];
  /** Null for who signs in through the identity provider. */
  readonly login: string | null;
  readonly hasPassword: boolean;
  readonly hasSecondStep: boolean;
  readonly codesLeft: number;
}

const SIGN_INS = 30;

/** The actor's own open sessions, latest sign-ins and means to sign in. */
export function findOwnAccess(ctx: Ctx, idle: number): Promise<OwnAccess> {
  return ctx.read(async (ctx) => {
    const { db, actor, clock } = ctx;
    const now = clock.now();
    const sessions = await db
      .selectFrom('session')
      .select(['id', 'agent', 'made_at as madeAt', 'seen_at as seenAt'])
      .where('account', '=', actor.id)
      .where('complete', '=', true)
      .where('ended_at', 'is', null)
      .where('ends_at', '>', now)
      .where('seen_at', '>', new Date(now.getTime() - idle))
      .orderBy('seen_at', 'desc')
      .execute();
    const signIns = await db
      .selectFrom('sign_in')
      .select(['id', 'at', 'how', 'result', 'agent'])
      .where('account', '=', actor.id)
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(SIGN_INS)
      .execute();
    const credential = await db
      .selectFrom('credential')
      .select((eb) => eb('totp', 'is not', null).as('step'))
      .where('account', '=', actor.id)
      .executeTakeFirst();
    const codes = await db
      .selectFrom('recovery_code')
      .select((eb) => eb.fn.countAll<number>().as('left'))
      .where('account', '=', actor.id)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow();
    const login = await db
      .selectFrom('account_login')
      .select('login')
      .where('account', '=', actor.id)
      .executeTakeFirst();
    return {
      sessions: sessions.map((session) => ({ ...session, id: asId<'session'>(session.id) })),
      signIns,
      login: login?.login ?? null,
      hasPassword: credential !== undefined,
      hasSecondStep: credential?.step === true,
      codesLeft: codes.left,
    };
  });
}
