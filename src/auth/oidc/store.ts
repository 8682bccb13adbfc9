import { sql } from 'kysely';
import type { Db } from '../../platform/context.js';
import type { AccountId, AccountState } from '../accounts/schema.js';

/** The account of one capacity: a person, at a provider, in an organisation. */
export interface CapacityAccount {
  readonly account: AccountId;
  readonly name: string;
  readonly roles: readonly string[];
  readonly state: AccountState;
  readonly practice: boolean;
}

export async function findByCapacity(
  db: Db,
  of: { issuer: string; subject: string; organisation: string },
): Promise<CapacityAccount | undefined> {
  const found =
    await sql<CapacityAccount>`select a.id as account, a.name, a.roles, a.state, a.practice from capacity c join account a on a.id = c.account
      where c.issuer = ${of.issuer} and c.subject = ${of.subject} and c.organisation = ${of.organisation}`.execute(
      db,
    );
  return found.rows[0];
}
