import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { hmacSha256 } from '../crypto.js';

/** What stands before the 32 bytes of an Ed25519 key in its standard form (RFC 8410). */
const PRIVATE_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs with Ed25519 under one key. */
export interface Signer {
  /** 32 bytes; whoever has them can check what was signed, and sign nothing. */
  readonly publicKey: Buffer;
  /** @returns 64 bytes over the context, in UTF-8, and the message behind it */
  sign(context: string, message: Uint8Array): Buffer;
}

/** A signer whose key follows from a secret and what it is for: the same two always give the same key. */
export function createSigner(secret: Uint8Array, purpose: string): Signer {
  const seed = hmacSha256(secret, 'signing-key/1/', purpose);
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE_HEAD, seed]), format: 'der', type: 'pkcs8' });
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_HEAD.length),
    sign: (context, message) => sign(null, signedBytes(context, message), key),
  };
}

/** A private key that signs mail. */
export type RsaKey = KeyObject;

/** Reads an RSA private key (PEM) of so many bits or more. @throws Error that holds nothing of the key */
export function readRsaKey(pem: Buffer, leastBits: number): RsaKey {
  let key: KeyObject | undefined;
  try {
    key = createPrivateKey(pem);
  } catch {
    // The message of the library may hold words of the file.
  }
  if (key?.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < leastBits)
    throw new Error(`This is no RSA private key of ${leastBits} bits or more.`);
  return key;
}

/** Whether a signature over a context and a message was made with the private half of a public key of 32 bytes. */
export function isSigned(
  publicKey: Uint8Array,
  context: string,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  return verify(null, signedBytes(context, message), publicKeyOf(publicKey), signature);
}

/** A public key of 32 bytes as PEM, which other programs read. */
export const publicKeyPem = (publicKey: Uint8Array): string =>
  publicKeyOf(publicKey).export({ format: 'pem', type: 'spki' }).toString();

const publicKeyOf = (publicKey: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([PUBLIC_HEAD, publicKey]), format: 'der', type: 'spki' });

const signedBytes = (context: string, message: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(context, 'utf8'), message]);
