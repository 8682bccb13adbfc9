/**
 * Parts laid end to end, each after its length in four bytes (big-endian), so that no two lists of parts give the same
 * bytes. Texts count as UTF-8.
 */
export function joinParts(...parts: readonly (string | Uint8Array)[]): Buffer {
  const pieces: Uint8Array[] = [];
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    pieces.push(length, bytes);
  }
  return Buffer.concat(pieces);
}

/** The parts that `joinParts` laid end to end; null when the bytes are no such list. */
export function splitParts(bytes: Uint8Array): Buffer[] | null {
  const all = Buffer.from(bytes);
  const parts: Buffer[] = [];
  let at = 0;
  while (at < all.length) {
    if (at + 4 > all.length) return null;
    const end = at + 4 + all.readUInt32BE(at);
    if (end > all.length) return null;
    parts.push(all.subarray(at + 4, end));
    at = end;
  }
  return parts;
}
