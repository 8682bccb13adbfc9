import { randomBytes } from '../../platform/crypto.js';
import { joinParts } from './parts.js';
import { sodium } from './sodium.js';

/** What was sealed does not open: another key, another place, or a byte was changed. Says nothing of the content. */
export class SealBroken extends Error {
  constructor() {
    super('What was sealed does not open with this key in this place.');
    this.name = 'SealBroken';
  }
}

const VERSION = 1;
const NONCE = 24;
/** Lengths are told in steps of so many bytes only. */
const STEP = 256;

/** Where a sealed value stands. It opens there alone: a value that is moved to another row or column does not. */
export interface Place {
  readonly report: string;
  readonly table: string;
  readonly column: string;
  readonly row: string;
}

/**
 * Seals bytes with XChaCha20-Poly1305. The associated data is the length-prefixed list (version, …context).
 * @param key 32 bytes
 * @returns version (1) ‖ nonce (24) ‖ ciphertext and tag (length + 16)
 */
export function sealBytes(key: Uint8Array, context: readonly string[], plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const body = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, contextOf(context), null, nonce, key);
  return Buffer.concat([Buffer.from([VERSION]), nonce, body]);
}

/** Opens what `sealBytes` made under the same key and context. @throws SealBroken */
export function openBytes(key: Uint8Array, context: readonly string[], sealed: Uint8Array): Buffer {
  if (sealed[0] !== VERSION || sealed.length < 1 + NONCE + 16) throw new SealBroken();
  try {
    return Buffer.from(
      sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(
        null,
        sealed.subarray(1 + NONCE),
        contextOf(context),
        sealed.subarray(1, 1 + NONCE),
        key,
      ),
    );
  } catch {
    throw new SealBroken();
  }
}

const contextOf = (context: readonly string[]): Buffer =>
  joinParts(`praktijktest/reports/${VERSION}`, ...context);

/** Seals a text of one field, padded to the next 256 bytes so that its length tells little. */
export function sealField(key: Uint8Array, place: Place, text: string): Buffer {
  const bytes = Buffer.from(text, 'utf8');
  const body = Buffer.alloc(Math.ceil((bytes.length + 4) / STEP) * STEP);
  body.writeUInt32BE(bytes.length);
  bytes.copy(body, 4);
  return sealBytes(key, placeOf(place), body);
}

/** Opens a field in its own place. @throws SealBroken */
export function openField(key: Uint8Array, place: Place, sealed: Uint8Array): string {
  const body = openBytes(key, placeOf(place), sealed);
  const length = body.length < 4 ? Infinity : body.readUInt32BE(0);
  if (length > body.length - 4) throw new SealBroken();
  return body.subarray(4, 4 + length).toString('utf8');
}

const placeOf = ({ report, table, column, row }: Place): string[] => ['field', report, table, column, row];
