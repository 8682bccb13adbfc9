import { addDays, type DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';

/** The most days that a token may live. */
export const MOST_DAYS = 365;

/** A token lives a day at least and a year at most. `expiresOn` is the first day on which it opens nothing. */
export function mayLiveUntil(
  expiresOn: DateOnly,
  today: DateOnly,
): Verdict<'token-expires-now' | 'token-lives-too-long'> {
  if (expiresOn <= today) return refuse('token-expires-now');
  return expiresOn > addDays(today, MOST_DAYS) ? refuse('token-lives-too-long') : ALLOW;
}

/** A token never opens more than its owner may do. */
export function mayHoldScopes(
  scopes: readonly string[],
  owned: readonly string[],
): Verdict<'scope-beyond-owner'> {
  return scopes.every((scope) => owned.includes(scope)) ? ALLOW : refuse('scope-beyond-owner');
}

/** Whether a token opens anything on a day. */
export function opens(
  token: { readonly expiresOn: DateOnly; readonly revokedAt: Date | null },
  today: DateOnly,
): boolean {
  return token.revokedAt === null && today < token.expiresOn;
}
