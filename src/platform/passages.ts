// Takes out of a text what was copied from another: a mail program puts the message that is answered below the answer.
import { foldText, REDACTED } from './redact.js';

/** So many letters and digits in a row, spaces and signs not counted, are no chance: they were copied. */
export const COPIED = 32;

/** The letters and digits of a text, folded, with where each began and ended in the original. */
interface Letters {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * The text with each passage that stands in `source` replaced by ▇▇▇, however its lines are broken, quoted or accented.
 * A passage has at least 32 letters and digits; a line that is marked as a quote (>) goes whatever its length.
 */
export function hidePassages(text: string, source: string): string {
  const given = lettersOf(text);
  // A subject or a few words hold no passage, and to compare costs as much as the source is long.
  if (source === '' || (given.text.length < COPIED && !QUOTED.test(text))) return text;
  const own = lettersOf(source).text;
  const copied = new Uint8Array(given.text.length);
  markPassages(given.text, own, copied);
  markQuotes(text, given, own, copied);
  return replaceMarked(text, given, copied);
}

const QUOTED = /^[ \t]*>/m;

function lettersOf(text: string): Letters {
  const folded = foldText(text);
  let letters = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const match of folded.text.matchAll(/[\p{L}\p{N}]+/gu)) {
    letters += match[0];
    for (let at = match.index; at < match.index + match[0].length; at += 1) {
      starts.push(folded.starts[at] ?? 0);
      ends.push(folded.ends[at] ?? 0);
    }
  }
  return { text: letters, starts, ends };
}

/** Half a passage: wherever a passage lies in the source, it holds one of the pieces that begin at multiples of this. */
const PIECE = COPIED / 2;

function markPassages(given: string, own: string, copied: Uint8Array): void {
  const pieces = piecesOf(own);
  // How far was looked already, by how far the two lie apart.
  const seen = new Map<number, number>();
  for (let at = 0; at + PIECE <= given.length; at += 1)
    for (const place of pieces.get(given.slice(at, at + PIECE)) ?? []) {
      if (at < (seen.get(at - place) ?? 0)) continue;
      const [start, end] = widen(given, at, own, place);
      seen.set(at - place, end);
      if (end - start >= COPIED) copied.fill(1, start, end);
    }
}

function piecesOf(own: string): Map<string, number[]> {
  const pieces = new Map<string, number[]>();
  for (let at = 0; at + PIECE <= own.length; at += PIECE) {
    const piece = own.slice(at, at + PIECE);
    pieces.set(piece, [...(pieces.get(piece) ?? []), at]);
  }
  return pieces;
}

/** How far two texts are the same around a piece that both hold: start and end in the first. */
function widen(given: string, at: number, own: string, place: number): [start: number, end: number] {
  let before = 0;
  while (before < at && before < place && given[at - before - 1] === own[place - before - 1]) before += 1;
  let after = PIECE;
  while (at + after < given.length && given[at + after] === own[place + after]) after += 1;
  return [at - before, at + after];
}

/** Marks lines that begin with a quote mark and hold nothing but what stands in the source. */
function markQuotes(text: string, given: Letters, own: string, copied: Uint8Array): void {
  let at = 0;
  for (const line of text.matchAll(/^[ \t]*>.*$/gm)) {
    while (at < given.starts.length && (given.starts[at] ?? 0) < line.index) at += 1;
    let end = at;
    while (end < given.ends.length && (given.ends[end] ?? 0) <= line.index + line[0].length) end += 1;
    if (end > at && own.includes(given.text.slice(at, end))) copied.fill(1, at, end);
    at = end;
  }
}

function replaceMarked(text: string, { starts, ends }: Letters, copied: Uint8Array): string {
  let result = '';
  let from = 0;
  for (let at = copied.indexOf(1); at >= 0;) {
    let end = at;
    while (copied[end] === 1) end += 1;
    result += text.slice(from, starts[at]) + REDACTED;
    from = ends[end - 1] ?? text.length;
    at = copied.indexOf(1, end);
  }
  return result + text.slice(from);
}
