import { hmacSha256, randomBytes, sha256 } from '../platform/crypto.js';

/** A 256-bit secret that only a cookie has, and what stands in the database of it. */
export interface Secret {
  /** The value of the cookie: 43 letters. */
  readonly text: string;
  readonly lookup: Buffer;
  readonly key: Buffer;
}

export type SecretUse = 'reporter' | 'officer' | 'organisation';
const SHAPE = /^[\w-]{43}$/;

/** Draws a fresh secret. */
export function drawSecret(use: SecretUse): Secret {
  return secretOf(use, randomBytes(32).toString('base64url'));
}

/** Reads a cookie; null for what is no secret at all. */
export function readSecret(use: SecretUse, text: string | undefined): Secret | null {
  return text !== undefined && SHAPE.test(text) ? secretOf(use, text) : null;
}

function secretOf(use: SecretUse, text: string): Secret {
  const bytes = Buffer.from(text, 'base64url');
  return {
    text,
    lookup: sha256(`praktijktest/${use}-secret/lookup/1`, bytes),
    key: hmacSha256(bytes, `praktijktest/${use}-secret/key/1`),
  };
}
