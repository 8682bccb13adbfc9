import { openHmac } from './crypto.js';

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
  return openStreams(seed)(purpose, ordinal);
}

/** The streams of one seed, for whoever opens many: `openStream` without its seed. */
export function openStreams(seed: Uint8Array): (purpose: string, ordinal: number) => Stream {
  if (seed.length < 16) throw new RangeError('A seed has at least 16 bytes.');
  const mac = openHmac(seed);
  return (purpose, ordinal) => {
    if (!Number.isSafeInteger(ordinal) || ordinal < 0)
      throw new RangeError('An ordinal is a whole number from 0.');
    const message = headOf(purpose, ordinal);
    let counter = 0;
    let block = '';
    let offset = 0;
    return streamOf(() => {
      if (offset === block.length) {
        message.writeUInt32BE(counter, message.length - WORD);
        block = mac(message);
        counter += 1;
        offset = 0;
      }
      let value = 0;
      for (let byte = 0; byte < WORD; byte += 1) value = value * 256 + block.charCodeAt(offset + byte);
      offset += WORD;
      return value;
    });
  };
}

/** The message of a stream, its counter at zero. */
function headOf(purpose: string, ordinal: number): Buffer {
  const name = Buffer.byteLength(purpose);
  if (name > 255) throw new RangeError('A purpose has at most 255 bytes.');
  const message = Buffer.alloc(1 + name + 16, 0);
  message.writeUInt8(name);
  message.write(purpose, 1);
  message.writeUInt32BE(Math.floor(ordinal / RANGE), 1 + name);
  message.writeUInt32BE(ordinal % RANGE, 1 + name + WORD);
  return message;
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
    const at = items.length > 0 ? int(items.length) : 0;
    for (const item of items.slice(at, at + 1)) return item;
    throw new RangeError('Nothing to pick from.');
  };
  const shuffle = <T>(items: readonly T[]): T[] => {
    const boxes = items.map((item) => ({ item }));
    for (let last = boxes.length - 1; last > 0; last -= 1) {
      const other = int(last + 1);
      const [a, b] = [boxes[last], boxes[other]];
      if (a !== undefined && b !== undefined) [boxes[last], boxes[other]] = [b, a];
    }
    return boxes.map(({ item }) => item);
  };
  return { int, pick, shuffle };
}
