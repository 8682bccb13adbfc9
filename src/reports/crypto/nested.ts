import { SealBroken } from './box.js';
import type { BoxKeys } from './keys.js';
import { joinParts, splitParts } from './parts.js';
import { sodium } from './sodium.js';

/** Who keeps things closed: by the key that signs (Ed25519), with the key that boxes are made for (X25519); 32 bytes each. */
export interface Keeper {
  readonly signingKey: Uint8Array;
  readonly boxKey: Uint8Array;
}

/** Two of them: whose key opens the outer layer, and whose the inner one. */
export interface Pair<Of extends Keeper = Keeper> {
  readonly outer: Of;
  readonly inner: Of;
}

/** The same two, by the keys that name them. */
export interface PairNames {
  readonly outer: Pick<Keeper, 'signingKey'>;
  readonly inner: Pick<Keeper, 'signingKey'>;
}

/** What a box is for and what it belongs to: it opens as nothing else. */
export interface BoxOf {
  readonly purpose: string;
  readonly record: string;
}

const CONTEXT = 'praktijktest/custody-box/1';
/** Lengths are told in steps of so many bytes only. */
const STEP = 512;

/** Every pair of keepers, once: who stands first in the list is the outer one. */
export function pairsOf<Of extends Keeper>(keepers: readonly Of[]): Pair<Of>[] {
  return keepers.flatMap((outer, at) => keepers.slice(at + 1).map((inner) => ({ outer, inner })));
}

/**
 * Seals a content in two nested boxes (libsodium sealed boxes). Each layer carries, length-prefixed, what it is, its purpose,
 * its record and both keepers; the content is padded to the next 512 bytes.
 */
export function nest(of: BoxOf, pair: Pair, content: Uint8Array): Buffer {
  const inner = layerOf('inner', of, pair, padded(content));
  const sealed = sodium.crypto_box_seal(inner, pair.inner.boxKey);
  return Buffer.from(sodium.crypto_box_seal(layerOf('outer', of, pair, sealed), pair.outer.boxKey));
}

/** Takes off the outer layer, as its keeper; gives the inner box. @throws SealBroken for any other box */
export function peel(keys: BoxKeys, of: BoxOf, pair: PairNames, box: Uint8Array): Buffer {
  return openLayer('outer', keys, of, pair, box);
}

/** Opens an inner box, as its keeper; gives the content. @throws SealBroken for any other box */
export function openInner(keys: BoxKeys, of: BoxOf, pair: PairNames, box: Uint8Array): Buffer {
  const content = openLayer('inner', keys, of, pair, box);
  const length = content.length < 4 ? Infinity : content.readUInt32BE(0);
  if (length > content.length - 4) throw new SealBroken();
  return content.subarray(4, 4 + length);
}

type Layer = 'outer' | 'inner';

const headOf = (layer: Layer, { purpose, record }: BoxOf, { outer, inner }: PairNames) =>
  [CONTEXT, layer, purpose, record, outer.signingKey, inner.signingKey] as const;

const layerOf = (layer: Layer, of: BoxOf, pair: PairNames, content: Uint8Array): Buffer =>
  joinParts(...headOf(layer, of, pair), content);

function openLayer(layer: Layer, keys: BoxKeys, of: BoxOf, pair: PairNames, box: Uint8Array): Buffer {
  const parts = splitParts(openSealed(keys, box)) ?? [];
  const head = headOf(layer, of, pair);
  const content = parts[head.length];
  const fits = head.every((part, at) => parts[at]?.equals(Buffer.from(part)) === true);
  if (!fits || content === undefined || parts.length !== head.length + 1) throw new SealBroken();
  return content;
}

function openSealed({ publicKey, privateKey }: BoxKeys, box: Uint8Array): Uint8Array {
  try {
    return sodium.crypto_box_seal_open(box, publicKey, privateKey);
  } catch {
    throw new SealBroken();
  }
}

function padded(content: Uint8Array): Buffer {
  const body = Buffer.alloc(Math.ceil((content.length + 4) / STEP) * STEP);
  body.writeUInt32BE(content.length);
  body.set(content, 4);
  return body;
}
