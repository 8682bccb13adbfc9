import { SealBroken } from './box.js';
import { joinParts } from './parts.js';
import { sodium } from './sodium.js';

const PIECE = 64 * 1024;
const LENGTH = 8;
const SMALLEST = 4096;
const TAG_MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
const TAG_FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
const HEADER = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES;
const MORE = sodium.crypto_secretstream_xchacha20poly1305_ABYTES;

/**
 * The length that is stored for a file of so many bytes: the next eighth of its power of two, 4,096 at least, so that at
 * most an eighth is added and one length stands for many.
 */
export function paddedLength(length: number): number {
  if (length <= SMALLEST) return SMALLEST;
  const step = 2 ** Math.floor(Math.log2(length)) / 8;
  return Math.ceil(length / step) * step;
}

/** The key of one file, from the key of its report: BLAKE2b of the file's id under that key. */
export function fileKey(reportKey: Uint8Array, file: string): Uint8Array {
  return sodium.crypto_generichash(32, joinParts('praktijktest/file-key/1', file), reportKey);
}

/**
 * Seals a file as a secretstream (XChaCha20-Poly1305) in pieces of 64 KiB, with the file's id as associated data. Its true
 * length stands first, inside; the padding is zeros.
 */
export function sealFile(reportKey: Uint8Array, file: string, content: Uint8Array): Buffer {
  const plain = Buffer.alloc(LENGTH + paddedLength(content.length));
  plain.writeBigUInt64BE(BigInt(content.length));
  plain.set(content, LENGTH);
  const { state, header } = sodium.crypto_secretstream_xchacha20poly1305_init_push(fileKey(reportKey, file));
  const pieces: Uint8Array[] = [header];
  for (let at = 0; at < plain.length; at += PIECE) {
    const tag = at + PIECE >= plain.length ? TAG_FINAL : TAG_MESSAGE;
    const piece = plain.subarray(at, at + PIECE);
    pieces.push(sodium.crypto_secretstream_xchacha20poly1305_push(state, piece, idOf(file), tag));
  }
  return Buffer.concat(pieces);
}

/** Opens a file; it is whole only if its last piece, and no other, says that it is the last. @throws SealBroken */
export function openFile(reportKey: Uint8Array, file: string, sealed: Uint8Array): Buffer {
  const plain = Buffer.concat([...piecesOf(reportKey, file, sealed)]);
  if (plain.length < LENGTH) throw new SealBroken();
  const length = plain.readBigUInt64BE(0);
  if (length > BigInt(plain.length - LENGTH)) throw new SealBroken();
  return plain.subarray(LENGTH, LENGTH + Number(length));
}

function* piecesOf(reportKey: Uint8Array, file: string, sealed: Uint8Array): Generator<Uint8Array> {
  if (sealed.length <= HEADER) throw new SealBroken();
  const state = sodium.crypto_secretstream_xchacha20poly1305_init_pull(
    sealed.subarray(0, HEADER),
    fileKey(reportKey, file),
  );
  let last = false;
  for (let at = HEADER; at < sealed.length; at += PIECE + MORE) {
    const piece = sealed.subarray(at, at + PIECE + MORE);
    if (last || piece.length < MORE) throw new SealBroken();
    // It answers false, rather than throw, where a piece is not the next one of this stream.
    const pulled = sodium.crypto_secretstream_xchacha20poly1305_pull(state, piece, idOf(file));
    if (pulled === false) throw new SealBroken();
    last = pulled.tag === TAG_FINAL;
    yield pulled.message;
  }
  if (!last) throw new SealBroken();
}

const idOf = (file: string): Buffer => joinParts('praktijktest/file/1', file);
