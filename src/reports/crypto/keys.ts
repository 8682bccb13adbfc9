import { randomBytes } from '../../platform/crypto.js';
import { openBytes, sealBytes, SealBroken } from './box.js';
import { joinParts, splitParts } from './parts.js';
import { sodium } from './sodium.js';

/** A pair of X25519 keys, 32 bytes each. */
export interface BoxKeys {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

/** A fresh pair of keys for who receives boxes. */
export function drawBoxKeys(): BoxKeys {
  const { publicKey, privateKey } = sodium.crypto_box_keypair();
  return { publicKey: Buffer.from(publicKey), privateKey: Buffer.from(privateKey) };
}

/** The pair of a private key. What stands in the database as the public one is not asked. */
export function boxKeysOf(privateKey: Buffer): BoxKeys {
  return { publicKey: Buffer.from(sodium.crypto_scalarmult_base(privateKey)), privateKey };
}

/** A fresh key of 32 bytes for everything of one report. */
export function drawKey(): Buffer {
  return randomBytes(32);
}

/**
 * Wraps a report's key under its shred key: once that key is zeroed, no copy that was given out opens anything, in no
 * backup either.
 */
export function wrapReportKey(shredKey: Uint8Array, report: string, reportKey: Uint8Array): Buffer {
  return sealBytes(shredKey, ['report-key', report], reportKey);
}

/** @throws SealBroken */
export function unwrapReportKey(shredKey: Uint8Array, report: string, wrapped: Uint8Array): Buffer {
  return openBytes(shredKey, ['report-key', report], wrapped);
}

/** Seals a wrapped key to a recipient (libsodium sealed box); report and recipient stand inside, as a box takes no associated data. */
export function boxFor(
  recipient: { readonly id: string; readonly publicKey: Uint8Array },
  report: string,
  wrapped: Uint8Array,
): Buffer {
  const content = joinParts('praktijktest/box/1', report, recipient.id, wrapped);
  return Buffer.from(sodium.crypto_box_seal(content, recipient.publicKey));
}

/** Opens a box, and only the one made for this report and this recipient. @throws SealBroken */
export function openBox(
  recipient: { readonly id: string; readonly keys: BoxKeys },
  report: string,
  box: Uint8Array,
): Buffer {
  const parts = splitParts(openSealed(box, recipient.keys));
  const expected = ['praktijktest/box/1', report, recipient.id];
  const wrapped = parts?.[3];
  const fits = expected.every((text, at) => parts?.[at]?.toString('utf8') === text);
  if (parts?.length !== 4 || !fits || wrapped === undefined) throw new SealBroken();
  return wrapped;
}

function openSealed(box: Uint8Array, { publicKey, privateKey }: BoxKeys): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(box, publicKey, privateKey);
  } catch {
    throw new SealBroken();
  }
}

/** Encrypts a wrapped key for whoever holds the code (or the secret of a cookie), by purpose. */
export function lockFor(
  purpose: 'code' | 'cookie',
  key: Uint8Array,
  report: string,
  wrapped: Uint8Array,
): Buffer {
  return sealBytes(key, ['copy', purpose, report], wrapped);
}

/** @throws SealBroken */
export function unlock(
  purpose: 'code' | 'cookie',
  key: Uint8Array,
  report: string,
  locked: Uint8Array,
): Buffer {
  return openBytes(key, ['copy', purpose, report], locked);
}
