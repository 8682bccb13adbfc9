import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hash as hashOnce,
  randomBytes as nodeRandomBytes,
  randomUUID,
  timingSafeEqual as nodeTimingSafeEqual,
} from 'node:crypto';

/** SHA-256 of the parts laid end to end (strings as UTF-8): 32 bytes. */
export function sha256(...parts: (string | Uint8Array)[]): Buffer {
  const [only, ...more] = parts;
  if (only !== undefined && more.length === 0) return Buffer.from(digestOf(only), 'latin1');
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** A SHA-256 that is fed piece by piece. */
export function createHashing(): Hashing {
  return createHash('sha256');
}

interface Hashing {
  update(part: string | Uint8Array): unknown;
  digest(): Buffer;
  digest(form: 'hex'): string;
}

/** HMAC-SHA-256 over the parts laid end to end (strings as UTF-8): 32 bytes. */
export function hmacSha256(key: Uint8Array, ...parts: (string | Uint8Array)[]): Buffer {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** A SHA-256 as a text of 32 signs, one a byte: Node hands that out far faster than a Buffer. */
const digestOf = (bytes: string | Uint8Array): string => hashOnce('sha256', bytes, 'binary');

const BLOCK = 64;
const DIGEST = 32;

/**
 * HMAC-SHA-256 of many short messages under one key: what depends on the key is done once. A mac is a text of 32 signs, one a
 * byte.
 */
export function openHmac(key: Uint8Array): (message: Uint8Array) => string {
  const short = key.length > BLOCK ? sha256(key) : key;
  const padded = (pad: number, length: number): Buffer => {
    const bytes = Buffer.alloc(BLOCK + length, pad);
    for (let at = 0; at < short.length; at += 1) bytes[at] = (short[at] ?? 0) ^ pad;
    return bytes;
  };
  const outer = padded(0x5c, DIGEST);
  // By the length of the message, so that none is made twice.
  const inner: Buffer[] = [];
  return (message) => {
    const bytes = (inner[message.length] ??= padded(0x36, message.length));
    bytes.set(message, BLOCK);
    outer.write(digestOf(bytes), BLOCK, 'latin1');
    return digestOf(outer);
  };
}

/** Equal without telling where they differ; false for different lengths. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && nodeTimingSafeEqual(a, b);
}

/** `count` bytes from the operating system's generator. */
export function randomBytes(count: number): Buffer {
  return nodeRandomBytes(count);
}

/** A random (version 4) uuid. */
export function newUuid(): string {
  return randomUUID();
}

/**
 * Encrypts with AES-256-GCM under a key derived from `key` for this `purpose`, which is also the associated data.
 * @returns 12-byte nonce ‖ 16-byte tag ‖ ciphertext
 */
export function seal(key: Uint8Array, purpose: string, plain: Uint8Array): Buffer {
  const nonce = nodeRandomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', hmacSha256(key, 'seal/1/', purpose), nonce);
  cipher.setAAD(Buffer.from(purpose, 'utf8'));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Opens what `seal` made under the same key and purpose. Throws when either differs or a byte was changed. */
export function unseal(key: Uint8Array, purpose: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    hmacSha256(key, 'seal/1/', purpose),
    bytes.subarray(0, 12),
  );
  decipher.setAAD(Buffer.from(purpose, 'utf8'));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
}
