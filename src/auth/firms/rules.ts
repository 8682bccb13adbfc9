import type { DateOnly } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';

/** Whether a contract holds on a day: from its first day on, and no more on its last. The database's `firm_holds` says the same. */
export function mayWorkOn(
  contract: { readonly validFrom: DateOnly; readonly validUntil: DateOnly },
  today: DateOnly,
): Verdict<'firm-contract-over'> {
  return today >= contract.validFrom && today < contract.validUntil ? ALLOW : refuse('firm-contract-over');
}

/** An account of a test firm belongs to one. */
export function mayHaveFirm(roles: readonly string[], firm: string | null): Verdict<'no-firm'> {
  return roles.includes('test-firm') && firm === null ? refuse('no-firm') : ALLOW;
}
