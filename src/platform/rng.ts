import { hmacSha256 } from './crypto.js';

/** A reproducible source of whole numbers. The same seed, purpose and ordinal always give the same stream. */
export interface Stream {
  /** A whole number from 0 up to but not including `bound` (1 ≤ bound ≤ 2^31), every one equally likely (rejection sampling). */
  int(bound: number): number;
  /** The items in a random order, every order equally likely (Fisher–Yates); the input is left as it is. */
  shuffle<T>(items: readonly T[]): T[];
  /** One of the items. Throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T;
}

const WORD = 4;
const RANGE = 2 ** 32;

/**
 * Opens the stream HMAC-SHA-256(seed, u8 length ‖ purpose ‖ u64 ordinal ‖ u64 counter), read as big-endian 32-bit words.
 * Integer arithmetic only, so every machine draws the same plan.
 * @param seed at least 16 bytes
 * @param purpose what is drawn, at most 255 bytes; each purpose and ordinal has a stream of its own
 * @param ordinal a stable, non-negative whole number (never a random id)
 */
export function openStream(seed: Uint8Array, purpose: string, ordinal: number): Stream {
  if (seed.length < 16) throw new RangeError('A seed has at least 16 bytes.');
  if (!Number.isSafeInteger(ordinal) || ordinal < 0)
    throw new RangeError('An ordinal is a whole number from 0.');
  const name = Buffer.from(purpose, 'utf8');
  if (name.length > 255) throw new RangeError('A purpose has at most 255 bytes.');
  const message = Buffer.concat([Buffer.from([name.length]), name, u64(ordinal), u64(0)]);
  let counter = 0;
  let block: Buffer = Buffer.alloc(0);
  let offset = 0;
  const word = (): number => {
    if (offset + WORD > block.length) {
      message.writeUInt32BE(counter, message.length - WORD);
      block = hmacSha256(seed, message);
      counter += 1;
      offset = 0;
    }
    const value = block.readUInt32BE(offset);
    offset += WORD;
    return value;
  };
  return streamOf(word);
}

function streamOf(word: () => number): Stream {
  const int = (bound: number): number => {
    if (!Number.isSafeInteger(bound) || bound < 1 || bound > 2 ** 31)
      throw new RangeError('A bound is a whole number from 1 to 2^31.');
    const limit = RANGE - (RANGE % bound);
    for (;;) {
      const drawn = word();
      if (drawn < limit) return drawn % bound;
    }
  };
  const pick = <T>(items: readonly T[]): T => {
    if (items.length > 0) for (const item of items.slice(int(items.length))) return item;
    throw new RangeError('Nothing to pick from.');
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const order = items.map((_, index) => index);
    for (let last = order.length - 1; last > 0; last -= 1) {
      const other = int(last + 1);
      const kept = order[last] ?? 0;
      order[last] = order[other] ?? 0;
      order[other] = kept;
    }
    return order.flatMap((index) => items.slice(index, index + 1));
  };
  return { int, pick, shuffle };
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}
