// Two letters to one employer: unlike enough that nobody sees one hand, equal enough that neither is the better one.

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
  const [shorter, longer] = [wordsOf(a).length, wordsOf(b).length].sort((one, other) => one - other);
  return {
    similarity: similarity(a, b),
    lengthRatio: (longer ?? 0) === 0 ? 1 : (shorter ?? 0) / (longer ?? 1),
    qualityGap: Math.abs(readingEase(a) - readingEase(b)),
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
  const [one, other] = [triplesOf(a), triplesOf(b)];
  const union = new Set([...one, ...other]).size;
  if (union === 0) return a === b ? 1 : 0;
  return [...one].filter((triple) => other.has(triple)).length / union;
}

function triplesOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(2).map((word, i) => `${words[i] ?? ''} ${words[i + 1] ?? ''} ${word}`));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Reading ease after Flesch, with the weights of Douma for Dutch (206.84 − 0.93 × words per sentence − 77 × syllables
 * per word), higher is easier; syllables are counted as groups of vowels. Serves to compare two texts of one language.
 */
export function readingEase(text: string): number {
  const words = wordsOf(text).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return 0;
  // A paragraph's end ends a sentence; the point in a number or between initials does not.
  const sentences = text.split(/[.!?]+(?:\s|$)|\n\s*\n/).filter((part) => /\p{L}/u.test(part)).length;
  const syllables = words.reduce((sum, word) => sum + Math.max(1, vowelGroups(word)), 0);
  return 206.84 - 0.93 * (words.length / Math.max(1, sentences)) - 77 * (syllables / words.length);
}

function vowelGroups(word: string): number {
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '');
  return plain.match(/[aeiouy]+/g)?.length ?? 0;
}
