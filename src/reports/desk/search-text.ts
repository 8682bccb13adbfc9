/** What a search may ask for. */
export const SEARCH_WORDS = { most: 8, letters: 200, fewestLetters: 2 } as const;

/** Signs that have no plain form in the tables of Unicode. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['’', "'"],
  ['‘', "'"],
]);

/** A sign as it is compared: small, without accents; nothing for what is not seen, such as a soft hyphen. */
function plainOf(sign: string): string {
  const small = sign.toLowerCase();
  const known = PLAIN.get(small);
  if (known !== undefined) return known;
  if (/^[!-~]$/.test(small)) return small;
  return small
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ');
}

interface Folded {
  readonly text: string;
  /** Where in the original each sign of the text comes from. */
  readonly places: readonly number[];
}

/**
 * A text as it is compared: small letters without accents, white space as one space, and no point between digits, so
 * that an enterprise number is found however it is written.
 */
export function fold(original: string): Folded {
  let text = '';
  const places: number[] = [];
  let at = 0;
  for (const sign of original) {
    const between = sign === '.' && /\d$/.test(text.slice(-1)) && /^\d/.test(original.slice(at + 1, at + 2));
    const plain = between ? '' : plainOf(sign);
    if (plain !== ' ' || !text.endsWith(' ')) {
      text += plain;
      for (let count = 0; count < plain.length; count++) places.push(at);
    }
    at += sign.length;
  }
  return { text, places };
}

/**
 * The words that somebody looks for, each once; what stands between quotation marks is looked for as it stands. Null where
 * there is none, one is too short, or there are too many.
 */
export function parseWords(typed: string): string[] | null {
  if (typed.length > SEARCH_WORDS.letters) return null;
  const found = typed.replace(/[“”„«»]/g, '"').matchAll(/"([^"]*)"|([^\s"]+)/g);
  const all = [...found].map(([, phrase, word]) => fold(phrase ?? word ?? '').text.trim());
  const words = [...new Set(all.filter((word) => word !== ''))];
  const fits = words.length > 0 && words.length <= SEARCH_WORDS.most;
  return fits && words.every(({ length }) => length >= SEARCH_WORDS.fewestLetters) ? words : null;
}

/** A part of a passage: a word that was looked for, or what stands around it. */
export interface PassagePart {
  readonly text: string;
  readonly hit: boolean;
}

const AROUND = { before: 70, after: 130 } as const;

/** Where these words stand in a text, the first at the top, without one within another. */
function hitsIn({ text, places }: Folded, words: readonly string[], length: number): [number, number][] {
  const all: [number, number][] = [];
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      all.push([places[at] ?? 0, places[at + word.length] ?? length]);
  all.sort(([one], [other]) => one - other);
  const apart: [number, number][] = [];
  for (const [from, to] of all) {
    const last = apart.at(-1);
    if (last === undefined || from >= last[1]) apart.push([from, to]);
    else if (to > last[1]) last[1] = to;
  }
  return apart;
}

/** The passage of a text around the first of these words that stands in it, with each of them marked; empty where none does. */
export function passageOf(original: string, words: readonly string[]): PassagePart[] {
  const hits = hitsIn(fold(original), words, original.length);
  const [first] = hits;
  if (first === undefined) return [];
  const from = wordStart(original, first[0] - AROUND.before);
  const to = wordEnd(original, Math.max(first[1], first[0] + AROUND.after));
  const parts: PassagePart[] = [];
  let at = from;
  for (const [start, end] of hits) {
    if (end > to) break;
    if (start > at) parts.push({ text: original.slice(at, start), hit: false });
    parts.push({ text: original.slice(start, end), hit: true });
    at = end;
  }
  parts.push({ text: `${original.slice(at, to)}${to < original.length ? '…' : ''}`, hit: false });
  if (from > 0) parts.unshift({ text: '…', hit: false });
  return parts.filter(({ text }) => text !== '');
}

/** The end of the space before which a passage would begin inside a word; at most a word of usual length is left out. */
function wordStart(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at, at + 30).search(/\s/u);
  return space < 0 ? at : at + space + 1;
}
function wordEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  const space = text.slice(at, at + 30).search(/\s/u);
  return space < 0 ? at : at + space;
}
