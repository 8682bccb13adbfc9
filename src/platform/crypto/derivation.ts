import { hashRaw } from '@node-rs/argon2';

/**
 * `length` bytes from a secret and a salt (at least 16 bytes) by argon2id, the package's own default: 64 MiB, three
 * passes, one lane. Takes about 0.1 s.
 */
export function deriveBytes(secret: Uint8Array, salt: Uint8Array, length: number): Promise<Buffer> {
  return hashRaw(secret, { salt, outputLen: length, memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 });
}
