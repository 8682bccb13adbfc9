import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Standing } from './schema.js';

/** Who is tied to somebody in a campaign does nothing in it. */
export function mayActIn({ interest }: Pick<Standing, 'interest'>): Verdict<'own-interest'> {
  return interest ? refuse('own-interest') : ALLOW;
}

/** An own interest is over when another says so. */
export function mayWithdrawInterest(account: string, actor: string): Verdict<'own-interest-self'> {
  return account === actor ? refuse('own-interest-self') : ALLOW;
}
