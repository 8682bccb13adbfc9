// The tree over leaves, against the shape of RFC 6962.
import { describe, expect, test } from 'vitest';
import { sha256 } from '../../../src/platform/crypto.js';
import { merklePaths, merkleRoot, rootFrom } from '../../../src/platform/merkle.js';

const leaf = (n: number) => sha256(Buffer.of(0), String(n));
const leaves = (count: number) => Array.from({ length: count }, (_, n) => leaf(n));
const node = (left: Uint8Array, right: Uint8Array) => sha256(Buffer.of(1), left, right);

describe('the root', () => {
  test('of one leaf is that leaf, and of none is no root', () => {
    expect(merkleRoot(leaves(1))).toEqual(leaf(0));
    expect(() => merkleRoot([])).toThrow(RangeError);
  });

  test('splits seven leaves as RFC 6962 does: four and three', () => {
    const [a, b, c, d, e, f, g] = leaves(7) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
    expect(merkleRoot(leaves(7))).toEqual(node(node(node(a, b), node(c, d)), node(node(e, f), g)));
  });

  test.each([2, 3, 5, 8, 13, 64, 100])(
    'of %i leaves is reached from each of them, and from no other',
    (count) => {
      const all = leaves(count);
      const root = merkleRoot(all);
      const paths = merklePaths(
        all,
        all.map((_, place) => place),
      );
      expect(paths.map((path, place) => rootFrom(leaf(place), path).equals(root))).toEqual(
        all.map(() => true),
      );
      expect(paths.some((path) => rootFrom(leaf(count), path).equals(root))).toBe(false);
    },
  );
});
