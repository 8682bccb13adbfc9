import { joinParts } from './parts.js';
import { sodium } from './sodium.js';

/** A public key that an officer wants to be counted, and until which day. */
export interface KeyStatement {
  readonly account: string;
  readonly publicKey: Uint8Array;
  /** The last day on which it counts, YYYY-MM-DD. */
  readonly until: string;
}

/** The bytes that custodians sign: length-prefixed (context, account, public key, last day). */
export function statementBytes({ account, publicKey, until }: KeyStatement): Buffer {
  return joinParts('praktijktest/officer-key/1', account, publicKey, until);
}

/** A fresh Ed25519 pair. */
export function drawSigningKeys(): { publicKey: Buffer; privateKey: Buffer } {
  const { publicKey, privateKey } = sodium.crypto_sign_keypair();
  return { publicKey: Buffer.from(publicKey), privateKey: Buffer.from(privateKey) };
}

/** Signs (Ed25519, detached, 64 bytes). */
export function sign(privateKey: Uint8Array, message: Uint8Array): Buffer {
  return Buffer.from(sodium.crypto_sign_detached(message, privateKey));
}

/** Whether a signature is of this key over this message; false for what is no key or signature at all. */
export function isSigned(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return sodium.crypto_sign_verify_detached(signature, message, publicKey);
  } catch {
    return false;
  }
}

/**
 * Whether a public key counts on a day: two different custodians of the configuration signed exactly this account, key and
 * last day, and that day is not over. What stands in the database decides nothing.
 */
export function keyCounts(
  statement: KeyStatement,
  signatures: readonly Uint8Array[],
  custodians: readonly Uint8Array[],
  today: string,
): boolean {
  if (statement.until < today) return false;
  const message = statementBytes(statement);
  const signers = custodians.filter((custodian) =>
    signatures.some((signature) => isSigned(custodian, message, signature)),
  );
  return new Set(signers.map((key) => Buffer.from(key).toString('hex'))).size >= 2;
}
