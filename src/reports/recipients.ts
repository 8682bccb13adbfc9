import type { DateOnly } from '../platform/dates.js';
import type { ReadCtx } from '../platform/context.js';
import type { Custodian } from './channel.js';
import { keyCounts } from './crypto/signature.js';

/** An officer to whom a report may be sealed. */
export interface Recipient {
  readonly id: string;
  readonly publicKey: Buffer;
}

/**
 * The officers whose public key counts today: two custodians of the settings signed it, for this account and until this
 * day. A row that was added, changed or put back in the database counts for nothing.
 */
export async function findRecipients(
  ctx: ReadCtx,
  custodians: readonly Custodian[],
  today: DateOnly,
): Promise<Recipient[]> {
  const officers = await ctx.db
    .selectFrom('officer')
    .select(['id', 'public_key', 'key_until', 'signatures'])
    .where('blocked', '=', false)
    .where('public_key', 'is not', null)
    .orderBy('id')
    .execute();
  const signers = custodians.map((custodian) => custodian.signingKey);
  return officers.flatMap(({ id, public_key: publicKey, key_until: until, signatures }) =>
    publicKey !== null &&
    until !== null &&
    keyCounts({ account: id, publicKey, until }, signatures, signers, today)
      ? [{ id, publicKey }]
      : [],
  );
}
