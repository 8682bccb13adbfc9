import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { PersonRole } from '../permissions.js';
import type { GrantDecision } from './schema.js';

/** Roles that open what others trusted us with, or the log of who did so: one person proposes, another decides. */
export const GIVEN_BY_TWO: readonly PersonRole[] = ['channel-officer', 'custodian', 'log-reviewer'];

/** Whether the role takes two persons. */
export function takesTwo(role: string): boolean {
  return GIVEN_BY_TWO.some((known) => known === role);
}

/** What becomes of the roles of an account when one person wants it to have others. */
export interface RoleChange {
  /** The roles it has from now on: those that one person gives, and of the others those it has already. */
  readonly now: readonly string[];
  /** Those that wait for a second person. */
  readonly proposed: readonly string[];
  /** Those of two persons that it had and is to lose; one person takes them away. */
  readonly removed: readonly string[];
}

/** Splits the wanted roles by how many persons they take. */
export function changeOf(held: readonly string[], wanted: readonly string[]): RoleChange {
  const now = wanted.filter((role) => !takesTwo(role) || held.includes(role));
  return {
    now,
    proposed: wanted.filter((role) => !now.includes(role)),
    removed: held.filter((role) => takesTwo(role) && !wanted.includes(role)),
  };
}

/**
 * Whether this person may decide so on a proposal. Proposer, decider and the account itself are three; who proposed may
 * take it back.
 */
export function mayDecide(
  proposal: { readonly account: string; readonly proposedBy: string },
  actor: string,
  decision: GrantDecision,
): Verdict<'grant-own-account' | 'grant-two-persons'> {
  if (proposal.account === actor) return refuse('grant-own-account');
  if (decision !== 'withdrawn' && proposal.proposedBy === actor) return refuse('grant-two-persons');
  return ALLOW;
}

/** The roles of an account are changed by another person, and of who comes in through a provider by that provider. */
export function mayChangeRoles(
  account: { readonly id: string; readonly login: string | null },
  actor: string,
): Verdict<'own-roles' | 'roles-of-provider'> {
  if (account.id === actor) return refuse('own-roles');
  return account.login === null ? refuse('roles-of-provider') : ALLOW;
}
