import { hmacSha256, seal, unseal } from '../crypto.js';

/** The first byte of what a key ring seals: the form of the rest. */
export const RING_VERSION = 1;
/** Bytes of a key's number, which stand after the version. */
const ID_BYTES = 8;
const HEAD_BYTES = 1 + ID_BYTES;

/** What was sealed needs a key that this ring does not hold. */
export class UnknownKey extends Error {
  /** The key's number, in hexadecimal. */
  readonly keyId: string;
  constructor(keyId: string) {
    super(`The ring holds no key with the number ${keyId}.`);
    this.name = 'UnknownKey';
    this.keyId = keyId;
  }
}

/** Keys of which the first seals and all open: a new key goes in front, and old ones stay until nothing hangs on them. */
export interface KeyRing {
  /** The number of the key that seals, 8 bytes; undefined for a ring without keys. */
  readonly current: Buffer | undefined;
  /** Whether the ring holds the key with this number. */
  holds(keyId: Uint8Array): boolean;
  /**
   * Seals under the first key; `purpose` is the associated data. @throws Error for a ring without keys
   * @returns version ‖ 8-byte number of the key ‖ what `seal` gives
   */
  seal(purpose: string, plain: Uint8Array): Buffer;
  /** Opens what a ring with the same key sealed. @throws UnknownKey; Error when purpose or bytes differ */
  open(purpose: string, sealed: Uint8Array): Buffer;
}

/** Puts keys of 32 bytes on a ring. The number of a key follows from the key, so that no two ever share one by mistake. */
export function createKeyRing(keys: readonly Uint8Array[]): KeyRing {
  const numbered = keys.map((key) => ({ key, id: hmacSha256(key, 'key-id/1').subarray(0, ID_BYTES) }));
  const byId = new Map(numbered.map(({ key, id }) => [id.toString('hex'), key]));
  const [first] = numbered;
  const hex = (id: Uint8Array): string => Buffer.from(id).toString('hex');
  return {
    current: first?.id,
    holds: (id) => byId.has(hex(id)),
    seal: (purpose, plain) => {
      if (first === undefined) throw new Error('A ring without keys seals nothing.');
      return Buffer.concat([Buffer.of(RING_VERSION), first.id, seal(first.key, purpose, plain)]);
    },
    open: (purpose, sealed) => {
      if (sealed[0] !== RING_VERSION || sealed.length < HEAD_BYTES)
        throw new Error('This was not sealed by a key ring.');
      const id = hex(sealed.subarray(1, HEAD_BYTES));
      const key = byId.get(id);
      if (key === undefined) throw new UnknownKey(id);
      return unseal(key, purpose, sealed.subarray(HEAD_BYTES));
    },
  };
}
