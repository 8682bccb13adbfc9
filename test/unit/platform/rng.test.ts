import { createHash, createHmac } from 'node:crypto';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';
import { describe, expect, test } from 'vitest';
import { openStream, type Stream } from '../../../src/platform/rng.js';

const seed = createHash('sha256').update('a seed').digest();
// Computed apart from this program, with an HMAC and a remainder by hand.
const FROZEN = [533, 402, 228, 587, 417, 402, 840, 145, 946, 885, 121, 11];
const draw = (stream: Stream, count: number, bound = 2 ** 31): number[] =>
  Array.from({ length: count }, () => stream.int(bound));

/** Pearson's statistic of the counts of `draws` over `bins` equally likely bins. */
function chiSquare(draws: readonly number[], bins: number): number {
  const counts = Array<number>(bins).fill(0);
  for (const value of draws) counts[value]! += 1;
  const expected = draws.length / bins;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe('a stream', () => {
  test('is HMAC-SHA-256(seed, u8 length ‖ purpose ‖ u64 ordinal ‖ u64 counter), in words of 32 bits', () => {
    const purpose = Buffer.from('tøst', 'utf8');
    const words: number[] = [];
    for (let counter = 0; counter < 3; counter += 1) {
      const tail = Buffer.alloc(16);
      tail.writeBigUInt64BE(7n, 0);
      tail.writeBigUInt64BE(BigInt(counter), 8);
      const block = createHmac('sha256', seed)
        .update(Buffer.from([purpose.length]))
        .update(purpose)
        .update(tail)
        .digest();
      for (let offset = 0; offset < 32; offset += 4) words.push(block.readUInt32BE(offset));
    }
    // 2^31 divides 2^32, so that no word is rejected and the remainder is the lower 31 bits.
    expect(draw(openStream(seed, 'tøst', 7), 24)).toEqual(words.map((word) => word % 2 ** 31));
  });

  test('gives the numbers that were frozen when plans were first drawn', () => {
    expect(draw(openStream(Buffer.alloc(32, 1), 'blocks', 0), 12, 1000)).toEqual(FROZEN);
  });

  test('is the same for the same seed, purpose and ordinal', () => {
    expect(draw(openStream(seed, 'times', 3), 50)).toEqual(draw(openStream(seed, 'times', 3), 50));
  });

  test.each([
    ['seed', openStream(createHash('sha256').update('another').digest(), 'times', 3)],
    ['purpose', openStream(seed, 'times2', 3)],
    ['ordinal', openStream(seed, 'times', 4)],
  ])('is another for another %s', (_what, other) => {
    const [a, b] = [draw(openStream(seed, 'times', 3), 200), draw(other, 200)];
    expect(a.filter((value, index) => value === b[index])).toEqual([]);
  });

  test('of purpose a1 and ordinal 2 is not that of a and 12: lengths are part of the name', () => {
    expect(draw(openStream(seed, 'a1', 2), 8)).not.toEqual(draw(openStream(seed, 'a', 12), 8));
  });

  test('does not hang on what other streams drew before', () => {
    const [one, two] = [openStream(seed, 'one', 0), openStream(seed, 'two', 0)];
    const mixed = Array.from({ length: 20 }, () => [one.int(1000), two.int(1000)]);
    expect(mixed.map(([a]) => a)).toEqual(draw(openStream(seed, 'one', 0), 20, 1000));
    expect(mixed.map(([, b]) => b)).toEqual(draw(openStream(seed, 'two', 0), 20, 1000));
  });

  // Seeds are fixed, so these hold for ever or never: the level says how strange a fair generator would have to be.
  test.each([2, 3, 7, 8, 10, 480, 1000])('draws below %d uniformly', (bound) => {
    expect(chiSquare(draw(openStream(seed, 'uniform', bound), 40_000, bound), bound)).toBeLessThan(
      chiSquareQuantile(0.9999, bound - 1),
    );
  });

  test('draws below a bound that does not divide 2^32 without leaning to low numbers', () => {
    // With a plain remainder the lower third of 3·2^29 would come twice as often as the rest.
    const bound = 3 * 2 ** 29;
    const thirds = draw(openStream(seed, 'rejection', 0), 30_000, bound).map((value) =>
      Math.floor(value / 2 ** 29),
    );
    expect(chiSquare(thirds, 3)).toBeLessThan(chiSquareQuantile(0.9999, 2));
  });

  test('of two purposes are independent of one another', () => {
    const pairs = draw(openStream(seed, 'left', 0), 40_000, 8).map((left, index) => [left, index] as const);
    const right = draw(openStream(seed, 'right', 0), 40_000, 8);
    expect(
      chiSquare(
        pairs.map(([left, index]) => left * 8 + right[index]!),
        64,
      ),
    ).toBeLessThan(chiSquareQuantile(0.9999, 63));
  });

  test('of neighbouring ordinals are independent of one another', () => {
    const firsts = Array.from({ length: 40_001 }, (_, ordinal) =>
      openStream(seed, 'neighbours', ordinal).int(6),
    );
    expect(
      chiSquare(
        firsts.slice(1).map((value, index) => value * 6 + firsts[index]!),
        36,
      ),
    ).toBeLessThan(chiSquareQuantile(0.9999, 35));
  });
});

describe('shuffling and picking', () => {
  test('gives every order of four equally often', () => {
    const orders = new Map<string, number>();
    for (let ordinal = 0; ordinal < 24_000; ordinal += 1) {
      const order = openStream(seed, 'shuffle', ordinal).shuffle([0, 1, 2, 3]).join('');
      if (!orders.has(order)) orders.set(order, orders.size);
    }
    const drawn = Array.from({ length: 24_000 }, (_, ordinal) =>
      orders.get(openStream(seed, 'shuffle', ordinal).shuffle([0, 1, 2, 3]).join(''))!,
    );
    expect(orders.size).toBe(24);
    expect(chiSquare(drawn, 24)).toBeLessThan(chiSquareQuantile(0.9999, 23));
  });

  test('keeps every item once, and the list that was given as it is', () => {
    const items = Array.from({ length: 100 }, (_, index) => index);
    const given = [...items];
    const shuffled = openStream(seed, 'keep', 0).shuffle(given);
    expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
    expect(given).toEqual(items);
    expect(shuffled).not.toEqual(items);
  });

  test('keeps items that are undefined', () => {
    expect(openStream(seed, 'holes', 0).shuffle([undefined, undefined])).toEqual([undefined, undefined]);
  });

  test('picks every item equally often', () => {
    const stream = openStream(seed, 'pick', 0);
    expect(
      chiSquare(
        Array.from({ length: 20_000 }, () => stream.pick([0, 1, 2, 3, 4])),
        5,
      ),
    ).toBeLessThan(chiSquareQuantile(0.9999, 4));
  });

  test('refuses to pick from nothing', () => {
    expect(() => openStream(seed, 'nothing', 0).pick([])).toThrow(RangeError);
  });
});

describe('a stream is refused', () => {
  test('for a seed of fewer than 16 bytes', () => {
    expect(() => openStream(Buffer.alloc(15), 'x', 0)).toThrow(RangeError);
  });

  test.each([-1, 0.5, 2 ** 53, Number.NaN])('for the ordinal %d', (ordinal) => {
    expect(() => openStream(seed, 'x', ordinal)).toThrow(RangeError);
  });

  test('for a purpose of more than 255 bytes', () => {
    expect(() => openStream(seed, 'é'.repeat(128), 0)).toThrow(RangeError);
    expect(openStream(seed, 'x'.repeat(255), 0).int(10)).toBeGreaterThanOrEqual(0);
  });

  test.each([0, -1, 1.5, 2 ** 31 + 1, Number.NaN])('for the bound %d', (bound) => {
    expect(() => openStream(seed, 'x', 0).int(bound)).toThrow(RangeError);
  });
});
