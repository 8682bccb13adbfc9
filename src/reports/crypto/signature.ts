import { isDateOnly, type DateOnly } from '../../platform/dates.js';
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
  return statement.until >= today && signedByTwo(statementBytes(statement), signatures, custodians);
}

/** Whether two different custodians signed a message. */
export function signedByTwo(
  message: Uint8Array,
  signatures: readonly Uint8Array[],
  custodians: readonly Uint8Array[],
): boolean {
  const signers = custodians.filter((custodian) =>
    signatures.some((signature) => isSigned(custodian, message, signature)),
  );
  return new Set(signers.map((key) => Buffer.from(key).toString('hex'))).size >= 2;
}

/** A custodian's signature as it travels: the last day, a stop, and the signature. */
export interface SignatureLine {
  readonly until: DateOnly;
  readonly signature: Buffer;
}

export const signatureLine = ({ until, signature }: SignatureLine): string =>
  `${until}.${signature.toString('base64url')}`;

const LINE = /(\d{4}-\d{2}-\d{2})\.([\w-]{86})(?![\w-])/g;

/** The signature lines in a text that was pasted, whatever stands around them; ten at most are looked at. */
export function readSignatureLines(text: string): SignatureLine[] {
  return [...text.slice(0, 4000).matchAll(LINE)]
    .slice(0, 10)
    .flatMap(([, until = '', signature = '']) =>
      isDateOnly(until) ? [{ until, signature: Buffer.from(signature, 'base64url') }] : [],
    );
}
