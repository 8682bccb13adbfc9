// Takes given words out of a text, whatever their case, accents, separators or line breaks, so that a reader cannot tell
// who is meant. It rather takes too much than too little.

/** What stands in the place of a word; always the same, so that its length tells nothing. */
export const REDACTED = '▇▇▇';

export interface RedactOptions {
  /** Also take out titles and pronouns that tell the sex of the person (Dutch, French, English). */
  titlesAndPronouns?: boolean;
}

export interface Folded {
  text: string;
  /** For each code unit of `text`, where it began in the original. */
  starts: number[];
  /** … and where it ended. */
  ends: number[];
}

type Range = [start: number, end: number];

/**
 * The text with every occurrence of the words replaced by ▇▇▇.
 *
 * A word matches as a whole (so "Jan" leaves "januari" alone), in any case, with or without accents, with its parts
 * joined or split by spaces, hyphens, dots, apostrophes or line breaks, with a possessive s, and before digits. An email
 * address that holds a word goes altogether. Neighbouring matches become one mark, so that the number of words tells
 * nothing either.
 */
export function redact(text: string, words: readonly string[], options: RedactOptions = {}): string {
  const folded = foldText(text);
  const ranges = words.flatMap((word) => findWord(folded, word));
  if (options.titlesAndPronouns) ranges.push(...findAll(folded, TITLES), ...findAll(folded, PRONOUNS));
  const wanted = merge(
    ranges.map((range) => widenOverAddress(text, range)),
    text,
  );
  let result = '';
  let from = 0;
  for (const [start, end] of wanted) {
    result += text.slice(from, start) + REDACTED;
    from = end;
  }
  return result + text.slice(from);
}

/** Letters that have no accent to strip but that people write without their mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ı: 'i',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
};

/** Lower case without accents and invisible characters, remembering where each letter came from. */
export function foldText(text: string): Folded {
  let plain = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const stripped = foldCharacter(character);
    if (stripped === '' && ends.length > 0) ends[ends.length - 1] = end;
    for (let unit = 0; unit < stripped.length; unit++) {
      starts.push(at);
      ends.push(end);
    }
    plain += stripped;
    at = end;
  }
  return { text: plain, starts, ends };
}

const folds = new Map<string, string>();

function foldCharacter(character: string): string {
  if (character >= ' ' && character <= '~') return character.toLowerCase();
  const known = folds.get(character);
  if (known !== undefined) return known;
  const bare = character
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '');
  const plain = bare.replace(/[ıøłđðþæœß]/g, (letter) => PLAIN[letter] ?? letter);
  if (folds.size < 5000) folds.set(character, plain);
  return plain;
}

const LETTER_OR_DIGIT = /[\p{L}\p{N}]+/gu;
// Each is asked at one place. A pattern made anew for every word costs far more than the text: these letter classes are
// large, and a reader's words are many.
/** What may stand between the parts of a word: anything but letters, digits and the mark itself, a few at most. */
const BETWEEN = /[^\p{L}\p{N}▇]{0,6}/uy;
const AFTER_NO_LETTER = /(?<!\p{L})/uy;
const AFTER_NO_DIGIT = /(?<!\p{N})/uy;
/** The end of a word of letters, which may have a possessive s. */
const LETTERS_END = /(?:['’]?s)?(?!\p{L})/uy;
const DIGITS_END = /(?!\p{N})/uy;

/** Where the match of a pattern that begins just here ends; -1 when it does not fit. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? -1 : at + match[0].length;
}

/** Every occurrence of a word: looked for by its first part, then matched whole from there. */
function findWord(folded: Folded, word: string): Range[] {
  const parts = foldText(word).text.match(LETTER_OR_DIGIT);
  const [first, ...others] = parts ?? [];
  if (first === undefined || !folded.text.includes(first)) return [];
  const before = /^\p{N}/u.test(first) ? AFTER_NO_DIGIT : AFTER_NO_LETTER;
  const after = /\p{N}$/u.test(others.at(-1) ?? first) ? DIGITS_END : LETTERS_END;
  const found: Range[] = [];
  for (let at = folded.text.indexOf(first); at >= 0; at = folded.text.indexOf(first, at + 1)) {
    if (endOf(before, folded.text, at) < 0) continue;
    let end = at + first.length;
    for (const part of others) {
      const next = end < 0 ? -1 : endOf(BETWEEN, folded.text, end);
      end = next >= 0 && folded.text.startsWith(part, next) ? next + part.length : -1;
    }
    if (end >= 0) end = endOf(after, folded.text, end);
    if (end >= 0) found.push(...rangeOf(folded, at, end - at));
  }
  return found;
}

function rangeOf(folded: Folded, at: number, length: number): Range[] {
  const start = folded.starts[at];
  const end = folded.ends[at + length - 1];
  return start === undefined || end === undefined ? [] : [[start, end]];
}

const TITLES =
  /(?<![\p{L}\p{N}])(?:(?:de |den )?heer|mevrouw|meneer|mijnheer|mejuffrouw|juffrouw|dame|jongedame|jongeman|mevr\.?|mej\.?|mw\.?|dhr\.?|monsieur|madame|mademoiselle|mme\.?|mlle\.?|messieurs|mesdames|mr\.?|mrs\.?|ms\.?|miss|sir|madam|m\.(?=\s))(?![\p{L}\p{N}])/gu;

/** Dutch "zijn" is also the verb, and stays after a plural subject or "te". */
const PRONOUNS =
  /(?<![\p{L}\p{N}])(?:hij|zij|ze|hem|haar|haars|hemzelf|haarzelf|(?<!(?:wij|we|jullie|er|te) )zijn|il|elle|lui|he|she|him|her|hers|his|himself|herself|kandidate|sollicitante|candidate(?= retenue))(?![\p{L}\p{N}])/gu;

function findAll(folded: Folded, pattern: RegExp): Range[] {
  const found: Range[] = [];
  for (const match of folded.text.matchAll(pattern))
    found.push(...rangeOf(folded, match.index, match[0].length));
  return found;
}

/** An address tells more than the word in it: take all of it, from the first character of the local part. */
function widenOverAddress(text: string, [start, end]: Range): Range {
  const domain = /^[\p{L}\p{N}._%+-]*@[\p{L}\p{N}.-]+/u.exec(text.slice(end, end + 320));
  if (!domain) return [start, end];
  const local = /[\p{L}\p{N}._%+-]*$/u.exec(text.slice(Math.max(0, start - 64), start));
  return [start - (local?.[0].length ?? 0), end + domain[0].length];
}

/** Sorted ranges; those that overlap, or have only spaces, hyphens or dots between them, become one. */
function merge(ranges: readonly Range[], text: string): Range[] {
  const merged: Range[] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last && (start <= last[1] || /^[\s.'’_-]{0,3}$/u.test(text.slice(last[1], start)))) {
      last[1] = Math.max(last[1], end);
    } else merged.push([start, end]);
  }
  return merged;
}
