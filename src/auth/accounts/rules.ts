import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { PersonRole } from '../permissions.js';
import type { AccountState } from './schema.js';

/** How long an invitation can be used: seven days. */
export const INVITATION_DAYS = 7;

type Conflict = 'roles-conflict' | 'outside-roles-conflict' | 'channel-roles-conflict';

/** Roles that are never one person's: each of `one` with each of `others`, or with any other role at all. */
const NEVER_TOGETHER: readonly {
  readonly one: readonly PersonRole[];
  readonly others: readonly PersonRole[] | 'any';
  readonly reason: Conflict;
}[] = [
  // Who looks after accounts has no hand in the work itself.
  { one: ['administrator'], others: 'any', reason: 'roles-conflict' },
  // Who decides from outside, or works for another house, has no hand in it either.
  { one: ['magistrate', 'test-firm'], others: 'any', reason: 'outside-roles-conflict' },
  // Who knows the reporters is not who could act on what they said.
  {
    one: ['channel-officer', 'custodian'],
    others: ['inspector', 'coordinator', 'analyst'],
    reason: 'channel-roles-conflict',
  },
];

/** Whether one person may hold all these roles. */
export function mayHoldTogether(roles: readonly string[]): Verdict<'no-role' | Conflict> {
  if (roles.length === 0) return refuse('no-role');
  const broken = NEVER_TOGETHER.find(({ one, others }) =>
    roles.some(
      (role) =>
        one.some((known) => known === role) &&
        roles.some(
          (other) => other !== role && (others === 'any' || others.some((known) => known === other)),
        ),
    ),
  );
  return broken === undefined ? ALLOW : refuse(broken.reason);
}

/** Who speaks for a sector fund does so for a sector at least. */
export function mayHaveSectors(roles: readonly string[], sectors: readonly string[]): Verdict<'no-sector'> {
  return roles.includes('sector-fund') && sectors.length === 0 ? refuse('no-sector') : ALLOW;
}

/** Nobody shuts the door behind themselves: the last administrator would be gone. */
export function mayBlock(actor: string, account: string): Verdict<'own-account'> {
  return actor === account ? refuse('own-account') : ALLOW;
}

/** An invitation opens an account, or opens it again for who lost password and second step; not while it is blocked. */
export function mayInvite(account: {
  readonly state: AccountState;
  readonly login: string | null;
}): Verdict<'account-blocked' | 'account-of-provider'> {
  if (account.login === null) return refuse('account-of-provider');
  return account.state === 'blocked' ? refuse('account-blocked') : ALLOW;
}

/** An invitation is used once, before it expires, and only while it was not withdrawn. */
export function mayUseInvitation(
  invitation: {
    readonly expiresAt: Date;
    readonly usedAt: Date | null;
    readonly withdrawnAt: Date | null;
    readonly state: AccountState;
  },
  now: Date,
): Verdict<'invitation-gone'> {
  const usable =
    invitation.usedAt === null &&
    invitation.withdrawnAt === null &&
    invitation.expiresAt > now &&
    invitation.state !== 'blocked';
  return usable ? ALLOW : refuse('invitation-gone');
}
