// Two letters to one employer: unlike enough that nobody sees one hand, equal enough that neither is the better one.

import { remember } from '../../platform/remember.js';

export type LikenessRefusal = 'letters-alike' | 'letters-unequal-length' | 'letters-unequal-quality';

export interface Likeness {
  /** Jaccard index of the sets of three words in a row, 0 (nothing in common) to 1 (the same text). */
  similarity: number;
  /** Words of the shorter letter over those of the longer, up to 1. */
  lengthRatio: number;
  /** Distance in reading ease, in points of the scale below. */
  qualityGap: number;
}

/** The bands within which the letters of a pair must stay. */
export const LIKENESS_BANDS = { maxSimilarity: 0.1, minLengthRatio: 0.8, maxQualityGap: 15 } as const;

/** Compares two letters; the order does not matter. */
export function compareLetters(a: string, b: string): Likeness {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const [shorter, longer] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  return {
    similarity: similarityOf(one, other) ?? Number(a === b),
    lengthRatio: longer === 0 ? 1 : shorter / longer,
    qualityGap: Math.abs(readingEaseOf(a, one) - readingEaseOf(b, other)),
  };
}

export type LikenessVerdict = { allowed: true } | { allowed: false; reason: LikenessRefusal; what: string };

/** Whether two letters may go to one employer. */
export function mayStandTogether(a: string, b: string): LikenessVerdict {
  const { similarity, lengthRatio, qualityGap } = compareLetters(a, b);
  const { maxSimilarity, minLengthRatio, maxQualityGap } = LIKENESS_BANDS;
  const refuse = (reason: LikenessRefusal, found: number, band: number): LikenessVerdict => ({
    allowed: false,
    reason,
    what: `${found.toFixed(2)}, the band ends at ${band}`,
  });
  if (similarity > maxSimilarity) return refuse('letters-alike', similarity, maxSimilarity);
  if (lengthRatio < minLengthRatio) return refuse('letters-unequal-length', lengthRatio, minLengthRatio);
  if (qualityGap > maxQualityGap) return refuse('letters-unequal-quality', qualityGap, maxQualityGap);
  return { allowed: true };
}

/** Jaccard index of the word triples of two texts; without a triple in either, 1 when they are equal, else 0. */
export function similarity(a: string, b: string): number {
  return similarityOf(wordsOf(a), wordsOf(b)) ?? Number(a === b);
}

function similarityOf(a: readonly string[], b: readonly string[]): number | undefined {
  const numbers = new Map<string, number>();
  const [one, other] = [triplesOf(a, numbers), triplesOf(b, numbers)];
  let shared = 0;
  for (const triple of one) if (other.has(triple)) shared += 1;
  const union = one.size + other.size - shared;
  return union === 0 ? undefined : shared / union;
}

/** Words of two letters have numbers below this, so that three of them fit one exact number. */
const MOST_WORDS = 2 ** 17;

/** Every three words in a row as one number, from the number that each different word has in `numbers`. */
function triplesOf(words: readonly string[], numbers: Map<string, number>): Set<number> {
  const triples = new Set<number>();
  let [before, last] = [0, 0];
  for (const [place, word] of words.entries()) {
    let number = numbers.get(word);
    if (number === undefined) {
      number = numbers.size;
      if (number >= MOST_WORDS) throw new RangeError('A letter has too many different words.');
      numbers.set(word, number);
    }
    if (place >= 2) triples.add((before * MOST_WORDS + last) * MOST_WORDS + number);
    [before, last] = [last, number];
  }
  return triples;
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Reading ease after Flesch, with the weights of Douma for Dutch (206.84 − 0.93 × words per sentence − 77 × syllables
 * per word), higher is easier; syllables are counted as groups of vowels. Serves to compare two texts of one language.
 */
export function readingEase(text: string): number {
  return readingEaseOf(text, wordsOf(text));
}

function readingEaseOf(text: string, all: readonly string[]): number {
  const syllablesOf = all.map(syllablesIn).filter((count) => count > 0);
  if (syllablesOf.length === 0) return 0;
  // A paragraph's end ends a sentence; the point in a number or between initials does not.
  const sentences = text.split(/[.!?]+(?:\s|$)|\n\s*\n/).filter((part) => /\p{L}/u.test(part)).length;
  const syllables = syllablesOf.reduce((sum, count) => sum + count, 0);
  return (
    206.84 - 0.93 * (syllablesOf.length / Math.max(1, sentences)) - 77 * (syllables / syllablesOf.length)
  );
}

/** Groups of vowels of a word, at least one; 0 for a number, which is no word. Letters repeat their words. */
const syllablesIn = remember(20_000, (word: string) => {
  if (!/\p{L}/u.test(word)) return 0;
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '');
  return Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 0);
});
