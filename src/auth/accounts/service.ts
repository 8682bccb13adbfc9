import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { randomBytes, sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { mayHaveFirm } from '../firms/rules.js';
import type { FirmId } from '../firms/schema.js';
import { insertMember } from '../firms/store.js';
import { changeOf } from '../grants/rules.js';
import { giveSectors, type RoleUseCases } from '../grants/service.js';
import { writeInvitation } from './letters.js';
import type { Notices } from './notices.js';
import {
  INVITATION_DAYS,
  mayBlock,
  mayHaveSectors,
  mayHoldTogether,
  mayInvite,
  mayUseInvitation,
} from './rules.js';
import type { AccountId, User } from './schema.js';
import * as store from './store.js';
import { findInvitation, findUser, type FoundInvitation } from './views.js';

const DAY = 86_400_000;

/** Whom to invite. */
export interface NewUser {
  readonly name: string;
  /** In lower case. */
  readonly email: string;
  readonly roles: readonly string[];
  /** For which sectors they speak, by code; of a sector fund. */
  readonly sectors?: readonly string[];
  /** The test firm that an account of one belongs to. */
  readonly firm?: FirmId | null;
}

/** An invitation that was made. */
export interface Invited {
  readonly account: AccountId;
  /** The link that opens the account, once; undefined when it goes by mail, and then nobody else sees it. */
  readonly link: string | undefined;
  readonly until: Date;
}

export interface AccountMeans {
  readonly notices: Notices;
  /** The full address of an invitation by its token. */
  readonly linkTo: (token: string) => string;
  /** Proposes the roles that take two persons. */
  readonly roles: Pick<RoleUseCases, 'settle'>;
}

/** What those who look after accounts do with them. Each act is recorded under who did it. */
export interface AccountUseCases {
  /** Makes an account and its invitation; roles that take two persons are proposed, and the account waits for them. */
  invite(ctx: Ctx, user: NewUser, options?: { readonly byHand?: boolean }): Promise<Invited>;
  inviteAgain(ctx: Ctx, id: AccountId): Promise<Invited>;
  /** Makes a tester of a firm, in the name of that firm's account, inside the transaction of its use case. */
  inviteTester(
    ctx: TxCtx,
    who: { readonly name: string; readonly email: string },
    firm: FirmId,
  ): Promise<Invited>;
  /** The same tester again, with another link. */
  inviteTesterAgain(ctx: TxCtx, user: Pick<User, 'id' | 'name' | 'login'>): Promise<Invited>;
  block(ctx: Ctx, id: AccountId): Promise<void>;
  unblock(ctx: Ctx, id: AccountId): Promise<void>;
  endSessions(ctx: Ctx, id: AccountId): Promise<void>;
}

export function createAccountUseCases(means: AccountMeans): AccountUseCases {
  return {
    invite: (ctx, user, { byHand = false } = {}) =>
      ctx.inTx(async (ctx) => {
        insist(mayHoldTogether(user.roles));
        // The command line leaves them to the page of roles.
        if (user.sectors !== undefined) insist(mayHaveSectors(user.roles, user.sectors));
        if (user.firm !== undefined) insist(mayHaveFirm(user.roles, user.firm));
        const roles = changeOf([], user.roles).now;
        const account = asId<'account'>(ctx.newId());
        const at = ctx.clock.now();
        await store.insertPerson(ctx.db, {
          id: account,
          name: user.name,
          roles,
          state: 'invited',
          at,
        });
        await store.insertLogin(ctx.db, account, user.email);
        if (user.roles.includes('test-firm') && user.firm != null) await tieToFirm(ctx, account, user.firm);
        record(ctx, { what: 'account.created', account, kind: 'person' });
        record(ctx, { what: 'account.roles', account, roles: [...roles] });
        if (user.roles.includes('sector-fund')) await giveSectors(ctx, account, user.sectors ?? []);
        await means.roles.settle(ctx, { id: account, name: user.name, roles, state: 'invited' }, user.roles);
        return makeInvitation(ctx, means, { id: account, name: user.name, login: user.email }, byHand);
      }),
    inviteAgain: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        const user = await findUser(ctx, id);
        insist(mayInvite(user));
        return makeInvitation(ctx, means, user, false);
      }),
    inviteTester: (ctx, who, firm) => inviteTester(ctx, means, who, firm),
    inviteTesterAgain: (ctx, user) => makeInvitation(ctx, means, user, false),
    block: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        insist(mayBlock(ctx.actor.id, id));
        const user = await findUser(ctx, id);
        await store.changePerson(ctx.db, id, { ...user, state: 'blocked' });
        await store.withdrawInvitations(ctx.db, id, ctx.clock.now());
        await store.dropQueuedInvitations(ctx.db, id);
        const ended = await store.endSessionsOf(ctx.db, id, 'blocked');
        record(ctx, { what: 'account.blocked', account: id });
        if (ended > 0) record(ctx, { what: 'sessions.ended', account: id, count: ended, by: 'blocked' });
      }),
    unblock: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        const user = await findUser(ctx, id);
        if (user.state !== 'blocked') return;
        // Who never came in has nothing to sign in with, and is invited again.
        await store.changePerson(ctx.db, id, { ...user, state: 'active' });
        record(ctx, { what: 'account.unblocked', account: id });
      }),
    endSessions: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        await findUser(ctx, id);
        const ended = await store.endSessionsOf(ctx.db, id, 'revoked');
        if (ended > 0) record(ctx, { what: 'sessions.ended', account: id, count: ended, by: 'revoked' });
      }),
  };
}

async function tieToFirm(ctx: TxCtx, account: AccountId, firm: FirmId): Promise<void> {
  await insertMember(ctx, account, firm);
  record(ctx, { what: 'test-firm.member-added', firm, account });
}

async function inviteTester(
  ctx: TxCtx,
  means: AccountMeans,
  who: { readonly name: string; readonly email: string },
  firm: FirmId,
): Promise<Invited> {
  const id = asId<'account'>(ctx.newId());
  const roles = ['tester'];
  const { name, email } = who;
  await store.insertPerson(ctx.db, { id, name, roles, state: 'invited', at: ctx.clock.now() });
  record(ctx, { what: 'account.created', account: id, kind: 'person' });
  record(ctx, { what: 'account.roles', account: id, roles });
  // Before the login: a firm sees and touches that of its own testers alone.
  await tieToFirm(ctx, id, firm);
  await store.insertLogin(ctx.db, id, email);
  return makeInvitation(ctx, means, { id, name, login: email }, false);
}

async function makeInvitation(
  ctx: TxCtx,
  means: AccountMeans,
  user: Pick<User, 'id' | 'name' | 'login'>,
  byHand: boolean,
): Promise<Invited> {
  const now = ctx.clock.now();
  const token = randomBytes(32).toString('base64url');
  const until = new Date(now.getTime() + INVITATION_DAYS * DAY);
  await store.withdrawInvitations(ctx.db, user.id, now);
  await store.dropQueuedInvitations(ctx.db, user.id);
  const id = ctx.newId();
  await store.insertInvitation(ctx.db, {
    id,
    account: user.id,
    tokenHash: invitationHash(token),
    madeBy: ctx.actor.id,
    at: now,
    expiresAt: until,
  });
  record(ctx, { what: 'account.invited', account: user.id, invitation: id });
  const link = means.linkTo(token);
  const byMail = !byHand && means.notices.canSend && user.login?.includes('@') === true;
  if (byMail)
    await means.notices.queue(
      ctx,
      user.id,
      user.login,
      writeInvitation({ name: user.name, link, until }),
      'invitation',
    );
  return { account: user.id, link: byMail ? undefined : link, until };
}

const invitationHash = (token: string): Buffer => sha256('praktijktest/invitation/1', token);

/** The invitation that a token opens. Throws `invitation-gone` when it was used, withdrawn, has expired or never was. */
export async function insistInvitation(ctx: TxCtx, token: string): Promise<FoundInvitation> {
  const found = await findInvitation(ctx, invitationHash(token));
  if (found === undefined) throw new Problem('invitation-gone');
  insist(mayUseInvitation(found, ctx.clock.now()));
  return found;
}

/** Uses an invitation up and makes its account active. Throws `invitation-gone` when somebody was first. */
export async function takeInvitation(ctx: TxCtx, invitation: FoundInvitation): Promise<void> {
  const first = await store.markUsed(ctx.db, invitation.id, ctx.clock.now());
  if (!first) throw new Problem('invitation-gone');
  await store.changePerson(ctx.db, invitation.account, { ...invitation, state: 'active' });
  record(ctx, { what: 'account.opened', account: invitation.account, invitation: invitation.id });
}
