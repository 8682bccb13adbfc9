import type { ReadCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { DateOnly } from '../../platform/dates.js';
import type { Custodian } from '../channel.js';
import { joinParts } from '../crypto/parts.js';
import { signedByTwo } from '../crypto/signature.js';

/** So many custodians at least keep the recovery key: with two, one who falls away would take it along. */
export const FEWEST_KEEPERS = 3;

/** A recovery key as custodians sign it. */
export interface RecoveryStatement {
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** The last day on which reports are sealed to it. */
  readonly until: string;
  /** As `boxesHash` gives it. */
  readonly boxesHash: Uint8Array;
}

/** A nested box of a recovery key, and for which pair. */
export interface RecoveryBox {
  readonly outer: Buffer;
  readonly inner: Buffer;
  readonly box: Buffer;
}

/** The hash of the boxes that hold a private half, in whichever order they come. */
export const boxesHash = (boxes: readonly RecoveryBox[]): Buffer =>
  sha256(
    'praktijktest/recovery-boxes/1',
    joinParts(
      ...boxes
        .map(({ outer, inner, box }) => joinParts(outer, inner, box))
        .sort((one, other) => Buffer.compare(one, other)),
    ),
  );

/** The bytes that custodians sign: length-prefixed (context, id, public key, last day, hash of the boxes). */
export const recoveryBytes = ({ id, publicKey, until, boxesHash }: RecoveryStatement): Buffer =>
  joinParts('praktijktest/recovery-key/2', id, publicKey, until, boxesHash);

/** Whether a recovery key counts on a day: two custodians of the settings signed it, and its last day is not over. */
export const recoveryCounts = (
  statement: RecoveryStatement,
  signatures: readonly Uint8Array[],
  custodians: readonly Pick<Custodian, 'signingKey'>[],
  today: string,
): boolean =>
  statement.until >= today &&
  signedByTwo(
    recoveryBytes(statement),
    signatures,
    custodians.map(({ signingKey }) => signingKey),
  );

/** The key to which every report is sealed beside the officers. */
export interface RecoveryKey {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly until: DateOnly;
}

/** The recovery key that counts today and was neither replaced nor used; null where there is none: a row that was changed counts for nothing. */
export async function findRecovery(
  ctx: ReadCtx,
  custodians: readonly Custodian[],
  today: DateOnly,
): Promise<RecoveryKey | null> {
  const rows = await ctx.db
    .selectFrom('recovery_key')
    .select(['id', 'public_key as publicKey', 'until_day as until', 'boxes_hash as boxesHash', 'signatures'])
    .where('used_on', 'is', null)
    .where('replaced', '=', false)
    .orderBy('made_on', 'desc')
    .orderBy('id')
    .execute();
  const found = rows.find((row) => recoveryCounts(row, row.signatures, custodians, today));
  return found === undefined ? null : { id: found.id, publicKey: found.publicKey, until: found.until };
}
