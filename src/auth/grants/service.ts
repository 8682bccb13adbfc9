import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Notices } from '../accounts/notices.js';
import { mayHaveSectors, mayHoldTogether } from '../accounts/rules.js';
import type { AccountId, User } from '../accounts/schema.js';
import { changePerson, putSectors } from '../accounts/store.js';
import { findSectorsOf, findUser } from '../accounts/views.js';
import { mayHaveFirm } from '../firms/rules.js';
import { writeAnnouncement } from './letters.js';
import { changeOf, mayChangeRoles, mayDecide } from './rules.js';
import type { AnnouncementId, DecideBody, GrantId, RoleNews } from './schema.js';
import * as store from './store.js';
import { findProposal, findProposed } from './views.js';

export interface GrantMeans {
  readonly notices: Notices;
  /** The full address of the home page, for who is told by mail. */
  readonly home: string;
}

/** Roles over time: what one person changes, what one proposes and another decides, and what is announced of it. */
export interface RoleUseCases {
  /** Gives an account other roles, and a sector fund its sectors; roles that take two persons are proposed. Problems: own-roles, roles-of-provider, no-role, roles-conflict, channel-roles-conflict, no-sector */
  change(ctx: Ctx, id: AccountId, wanted: readonly string[], sectors?: readonly string[]): Promise<void>;
  /** Decides on a proposal. Problems: not-found, grant-own-account, grant-two-persons, account-blocked, and those of the roles together */
  decide(ctx: Ctx, id: GrantId, body: DecideBody): Promise<void>;
  /** Says that the actor saw an announcement. Problems: not-found */
  see(ctx: Ctx, id: AnnouncementId): Promise<void>;
  /** Brings roles and proposals of an account to what is wanted, inside the transaction of another act. @returns the roles it has now */
  settle(
    ctx: TxCtx,
    account: Pick<User, 'id' | 'name' | 'roles' | 'state'>,
    wanted: readonly string[],
    options?: { readonly onceRefused?: 'ask-again' | 'leave' },
  ): Promise<readonly string[]>;
}

export function createRoleUseCases(means: GrantMeans): RoleUseCases {
  const settle: RoleUseCases['settle'] = (ctx, account, wanted, options) =>
    settleRoles(ctx, means, account, wanted, options?.onceRefused ?? 'ask-again');
  return {
    settle,
    change: (ctx, id, wanted, sectors = []) =>
      ctx.inTx(async (ctx) => {
        const user = await findUser(ctx, id);
        insist(mayChangeRoles(user, ctx.actor.id));
        insist(mayHoldTogether(wanted));
        insist(mayHaveSectors(wanted, sectors));
        insist(mayHaveFirm(wanted, user.firm));
        await settle(ctx, user, wanted);
        await giveSectors(ctx, id, wanted.includes('sector-fund') ? sectors : []);
      }),
    decide: (ctx, id, body) => ctx.inTx((ctx) => decide(ctx, means, id, body)),
    see: (ctx, id) =>
      ctx.inTx(async (ctx) => {
        if (!(await store.markSeen(ctx, id))) throw new Problem('not-found');
      }),
  };
}

async function settleRoles(
  ctx: TxCtx,
  means: GrantMeans,
  account: Pick<User, 'id' | 'name' | 'roles' | 'state'>,
  wanted: readonly string[],
  onceRefused: 'ask-again' | 'leave',
): Promise<readonly string[]> {
  const { now, proposed, removed } = changeOf(account.roles, wanted);
  if (!sameSet(account.roles, now)) {
    await changePerson(ctx.db, account.id, { name: account.name, roles: now, state: account.state });
    record(ctx, { what: 'account.roles', account: account.id, roles: [...now] });
  }
  for (const role of removed) {
    record(ctx, { what: 'role.removed', account: account.id, role });
    await announce(ctx, means, account.id, role, 'removed');
  }
  const known = await findProposed(ctx, account.id);
  for (const { id, role } of known.filter(
    ({ decision, role }) => decision === null && !wanted.includes(role),
  )) {
    await store.setDecision(ctx, id, 'withdrawn', null);
    record(ctx, {
      what: 'role.decided',
      account: account.id,
      grant: id,
      role,
      decision: 'withdrawn',
      reasonHash: null,
    });
  }
  const refused = known.filter(({ decision }) => decision === 'refused').map(({ role }) => role);
  for (const role of proposed)
    if (onceRefused === 'ask-again' || !refused.includes(role)) await propose(ctx, account.id, role);
  return now;
}

/** Sets the sectors of an account of a sector fund; records it when they changed. */
export async function giveSectors(ctx: TxCtx, account: AccountId, sectors: readonly string[]): Promise<void> {
  if (sameSet(await findSectorsOf(ctx, account), sectors)) return;
  await putSectors(ctx.db, account, sectors);
  record(ctx, { what: 'account.sectors', account, sectors: [...sectors] });
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join();

async function propose(ctx: TxCtx, account: AccountId, role: string): Promise<void> {
  const grant = asId<'role-grant'>(ctx.newId());
  if (await store.insertProposal(ctx, grant, account, role))
    record(ctx, { what: 'role.proposed', account, grant, role });
}

async function decide(
  ctx: TxCtx,
  means: GrantMeans,
  id: GrantId,
  { decision, reason }: DecideBody,
): Promise<void> {
  if (!(await store.lockProposal(ctx.db, id))) throw new Problem('not-found');
  const proposal = await findProposal(ctx, id);
  insist(mayDecide(proposal, ctx.actor.id, decision));
  const { role } = proposal;
  const account = asId<'account'>(proposal.account);
  await store.setDecision(ctx, id, decision, reason);
  const reasonHash = sha256(reason).toString('hex');
  record(ctx, { what: 'role.decided', account, grant: id, role, decision, reasonHash });
  if (decision !== 'granted') return;
  const user = await findUser(ctx, account);
  if (user.state === 'blocked') throw new Problem('account-blocked');
  const roles = [...user.roles, role];
  // Its other roles may have changed since the proposal.
  insist(mayHoldTogether(roles));
  await changePerson(ctx.db, account, { ...user, roles });
  record(ctx, { what: 'account.roles', account, roles });
  await announce(ctx, means, account, role, 'granted');
}

/** Tells all who hold the role, every administrator and the account itself: on their home page, and by mail where that is set up. */
async function announce(
  ctx: TxCtx,
  { notices, home }: GrantMeans,
  account: AccountId,
  role: string,
  what: RoleNews,
): Promise<void> {
  const recipients = await store.findRecipients(ctx.db, role, account);
  await store.insertAnnouncements(ctx, recipients, { account, role, what });
  if (!notices.canSend) return;
  for (const { id, address } of recipients)
    if (address !== null)
      await notices.queue(ctx, id, address, writeAnnouncement({ role, what, link: home }), 'announcement');
}
