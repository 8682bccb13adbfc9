/** An image with nothing in it but what a browser needs to draw it. */
export interface CleanImage {
  readonly type: 'image/jpeg' | 'image/png';
  readonly bytes: Buffer;
}

/** A picture of more dots than this is not shown: who draws it needs four bytes of memory for each. */
const MOST_DOTS = 50_000_000;
/** No camera or program writes an image in more pieces than this; each costs memory. */
const MOST_PIECES = 10_000;

/**
 * A JPEG or PNG stripped to its image data: no place, time, device, comment, small copy or profile, and nothing after its end.
 * Null for anything else, also for one that is broken. How a camera was held is lost with the rest.
 */
export function stripImage(bytes: Uint8Array): CleanImage | null {
  const found = piecesOf(bytes);
  return found === null ? null : { type: found.type, bytes: Buffer.concat(found.pieces) };
}

/** Whether a file is an image that can be stripped. */
export const isImage = (bytes: Uint8Array): boolean => piecesOf(bytes) !== null;

interface Pieces {
  readonly type: CleanImage['type'];
  readonly pieces: readonly Buffer[];
}

function piecesOf(bytes: Uint8Array): Pieces | null {
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (content.subarray(0, PNG.length).equals(PNG)) return typed('image/png', stripPng(content));
  if (content[0] === 0xff && content[1] === SOI) return typed('image/jpeg', stripJpeg(content));
  return null;
}

const typed = (type: CleanImage['type'], pieces: readonly Buffer[] | null): Pieces | null =>
  pieces === null ? null : { type, pieces };

const fits = (width: number, height: number): boolean =>
  width > 0 && height > 0 && width * height <= MOST_DOTS;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks without which it is another picture (PNG specification, section 11). */
const CHUNKS = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);

function stripPng(content: Buffer): Buffer[] | null {
  const pieces: Buffer[] = [PNG];
  let at = PNG.length;
  while (at + 12 <= content.length && pieces.length < MOST_PIECES) {
    const length = content.readUInt32BE(at);
    const type = content.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > content.length || (pieces.length === 1) !== (type === 'IHDR')) return null;
    if (
      type === 'IHDR' &&
      (length !== 13 || !fits(content.readUInt32BE(at + 8), content.readUInt32BE(at + 12)))
    )
      return null;
    if (CHUNKS.has(type)) pieces.push(content.subarray(at, end));
    if (type === 'IEND') return pieces;
    at = end;
  }
  return null;
}

const [SOI, EOI, SOS, DRI, ADOBE] = [0xd8, 0xd9, 0xda, 0xdd, 0xee];
/** Tables and restart intervals: DHT, DAC, DQT, DRI (ITU-T T.81, table B.1). */
const TABLES = new Set([0xc4, 0xcc, 0xdb, DRI]);
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && !TABLES.has(marker) && marker !== 0xc8;
/** Tells how colours are coded, and nothing else: always so long. */
const isColours = (marker: number, segment: Buffer): boolean =>
  marker === ADOBE && segment.length === 16 && segment.toString('latin1', 4, 9) === 'Adobe';

function stripJpeg(content: Buffer): Buffer[] | null {
  const pieces: Buffer[] = [content.subarray(0, 2)];
  let [at, drawn, framed] = [2, false, false];
  while (at + 2 <= content.length && pieces.length < MOST_PIECES) {
    const marker = content[at + 1] ?? 0;
    if (content[at] !== 0xff) return null;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === EOI) return drawn ? [...pieces, content.subarray(at, at + 2)] : null;
    if (marker < 0xc0 || (marker >= 0xd0 && marker <= SOI) || at + 4 > content.length) return null;
    const end = at + 2 + content.readUInt16BE(at + 2);
    if (end > content.length || end < at + 4) return null;
    const segment = content.subarray(at, end);
    if (isFrame(marker)) {
      if (segment.length < 9 || !fits(segment.readUInt16BE(7), segment.readUInt16BE(5))) return null;
      framed = true;
    }
    if (marker === DRI && segment.length !== 6) return null;
    const kept = isFrame(marker) || TABLES.has(marker) || marker === SOS || isColours(marker, segment);
    if (kept) pieces.push(segment);
    at = end;
    if (marker !== SOS) continue;
    if (!framed) return null;
    const next = endOfScan(content, at);
    pieces.push(content.subarray(at, next));
    [at, drawn] = [next, true];
  }
  return null;
}

/** Where the coded dots of a scan end: at a marker that is no filler and no restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = from; at + 1 < content.length; at++) {
    const next = content[at + 1] ?? 0;
    if (content[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return content.length;
}

/** The text of a file of plain text, in UTF-8; null where it is none, or longer than a page holds. */
export function plainTextIn(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_TEXT_BYTES) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // Signs that no text has: it is something else, or hides something.
    // eslint-disable-next-line no-control-regex
    return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202a-\u202e\u2066-\u2069]/.test(text) ? null : text;
  } catch {
    return null;
  }
}
const MOST_TEXT_BYTES = 200_000;
