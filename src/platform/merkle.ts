import { sha256 } from './crypto.js';

/** A node beside the way from a leaf to the root: on which side it stands, and its hash of 32 bytes. */
export interface Sibling {
  readonly side: 'left' | 'right';
  readonly hash: Buffer;
}

const parent = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Buffer.of(1), left, right);

/** The level above: neighbours joined two by two; one that is left over goes up as it is. */
function above(level: readonly Buffer[]): Buffer[] {
  const nodes: Buffer[] = [];
  for (let at = 0; at < level.length; at += 2) {
    const [left, right] = [level[at], level[at + 1]];
    if (left !== undefined) nodes.push(right === undefined ? left : parent(left, right));
  }
  return nodes;
}

/**
 * The root of the tree over leaf hashes (32 bytes each), as in RFC 6962: node = SHA-256(0x01 ‖ left ‖ right). The leaves
 * carry their own 0x00.
 * @throws RangeError for no leaves
 */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) throw new RangeError('A tree has one leaf at least.');
  let level = leaves;
  while (level.length > 1) level = above(level);
  return level[0] ?? Buffer.alloc(0);
}

/** The nodes beside the ways from some leaves to the root, each from below to above. One pass over the tree for all of them. */
export function merklePaths(leaves: readonly Buffer[], wanted: readonly number[]): Sibling[][] {
  const ways = wanted.map((place): { place: number; readonly path: Sibling[] } => ({ place, path: [] }));
  for (let level = leaves; level.length > 1; level = above(level))
    for (const way of ways) {
      const left = way.place % 2 === 1;
      const hash = level[left ? way.place - 1 : way.place + 1];
      if (hash !== undefined) way.path.push({ side: left ? 'left' : 'right', hash });
      way.place = Math.floor(way.place / 2);
    }
  return ways.map(({ path }) => path);
}

/** The root that a leaf and the nodes beside its way lead to. */
export function rootFrom(leaf: Buffer, path: readonly Sibling[]): Buffer {
  return path.reduce(
    (node, { side, hash }) => (side === 'left' ? parent(hash, node) : parent(node, hash)),
    leaf,
  );
}
