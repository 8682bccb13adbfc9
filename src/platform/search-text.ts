const WORD = /[\p{L}\p{N}]+/gu;
const MOST_WORDS = 8;
const LONGEST_WORD = 40;

/**
 * What somebody typed as a question to PostgreSQL's own word index (`to_tsquery('simple', …)`): every word must stand at
 * the beginning of a word of the name. Only letters and digits pass, so nothing typed is ever an operator.
 * @returns null when nothing searchable was typed: no word of two characters or more, and no number
 */
export function wordPrefixes(text: string): string | null {
  const words = (text.normalize('NFC').toLowerCase().match(WORD) ?? [])
    .filter((word) => word.length > 1 || /^\p{N}$/u.test(word))
    .slice(0, MOST_WORDS)
    .map((word) => word.slice(0, LONGEST_WORD));
  return words.length === 0 ? null : words.map((word) => `${word}:*`).join(' & ');
}

/** The number that was typed, with or without a `#` before it; null when it is anything else. */
export function typedNumber(text: string): number | null {
  const digits = /^\s*#?\s*(\d{1,9})\s*$/.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}
