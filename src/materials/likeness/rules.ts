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
  const [one, other] = readBoth(a, b);
  const [shorter, longer] = [Math.min(one.words, other.words), Math.max(one.words, other.words)];
  return {
    similarity: similarityOf(one, other) ?? Number(a === b),
    lengthRatio: longer === 0 ? 1 : shorter / longer,
    qualityGap: Math.abs(readingEaseOf(one) - readingEaseOf(other)),
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
  return similarityOf(...readBoth(a, b)) ?? Number(a === b);
}

function similarityOf(a: Letter, b: Letter): number | undefined {
  const [one, other] = [triplesOf(a), triplesOf(b)];
  let shared = 0;
  let from = 0;
  for (const triple of one) {
    while ((other[from] ?? Infinity) < triple) from += 1;
    if (other[from] === triple) shared += 1;
  }
  const union = one.length + other.length - shared;
  return union === 0 ? undefined : shared / union;
}

/** Words have numbers below this, so that three of them fit one exact number. */
const MOST_WORDS = 2 ** 17;

/** Every three words in a row as one number, each once, from the least. */
function triplesOf({ paragraphs, words }: Letter): Float64Array {
  const all = new Float64Array(Math.max(0, words - 2));
  let [before, last, place] = [0, 0, -2];
  for (const { numbers } of paragraphs)
    for (const number of numbers) {
      if (place >= 0) all[place] = (before * MOST_WORDS + last) * MOST_WORDS + number;
      before = last;
      last = number;
      place += 1;
    }
  all.sort();
  let kept = 0;
  for (const triple of all)
    if (kept === 0 || triple !== all[kept - 1]) {
      all[kept] = triple;
      kept += 1;
    }
  return all.subarray(0, kept);
}

/** What makes a text easy to read. Words that are numbers are not spoken, and have no syllables. */
interface Counts {
  readonly sentences: number;
  readonly spoken: number;
  readonly syllables: number;
}

/** A paragraph with its words, each as the number that stands for it. */
interface Paragraph extends Counts {
  readonly numbers: readonly number[];
}

interface Letter extends Counts {
  readonly paragraphs: readonly Paragraph[];
  /** How many words it has. */
  readonly words: number;
}

/**
 * What was read of paragraphs: the letters of one wording share most of theirs. Words have their numbers for as long as the
 * paragraphs are kept, and both are forgotten together.
 */
const seen = { numbers: new Map<string, number>(), paragraphs: new Map<string, Paragraph>() };
/** Room for the words of two letters is always left. */
const MOST_SEEN = { words: MOST_WORDS / 2, paragraphs: 2000 };

function readBoth(a: string, b: string): [Letter, Letter] {
  if (seen.paragraphs.size > MOST_SEEN.paragraphs || seen.numbers.size > MOST_SEEN.words) {
    seen.paragraphs.clear();
    seen.numbers.clear();
  }
  const both: [Letter, Letter] = [read(a), read(b)];
  if (seen.numbers.size > MOST_WORDS) throw new RangeError('A letter has too many different words.');
  return both;
}

/** Nothing that is counted but triples of words reaches over the end of a paragraph. */
function read(text: string): Letter {
  const paragraphs = text.split(/\n\s*\n/).map(readParagraph);
  let [words, sentences, spoken, syllables] = [0, 0, 0, 0];
  for (const own of paragraphs) {
    words += own.numbers.length;
    sentences += own.sentences;
    spoken += own.spoken;
    syllables += own.syllables;
  }
  return { paragraphs, words, sentences, spoken, syllables };
}

function readParagraph(text: string): Paragraph {
  const known = seen.paragraphs.get(text);
  if (known !== undefined) return known;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const counts = words.map(syllablesIn).filter((count) => count > 0);
  const paragraph = {
    numbers: words.map(numberOf),
    // The point in a number or between initials ends no sentence.
    sentences: text.split(/[.!?]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length,
    spoken: counts.length,
    syllables: counts.reduce((sum, count) => sum + count, 0),
  };
  seen.paragraphs.set(text, paragraph);
  return paragraph;
}

function numberOf(word: string): number {
  const known = seen.numbers.get(word) ?? seen.numbers.size;
  seen.numbers.set(word, known);
  return known;
}

/**
 * Reading ease after Flesch, with the weights of Douma for Dutch (206.84 − 0.93 × words per sentence − 77 × syllables
 * per word), higher is easier; syllables are counted as groups of vowels, and the end of a paragraph ends a sentence. Serves
 * to compare two texts of one language.
 */
export function readingEase(text: string): number {
  return readingEaseOf(readBoth(text, '')[0]);
}

function readingEaseOf({ sentences, spoken, syllables }: Counts): number {
  if (spoken === 0) return 0;
  return 206.84 - 0.93 * (spoken / Math.max(1, sentences)) - 77 * (syllables / spoken);
}

/** Groups of vowels of a word, at least one; 0 for a number, which is no word. Letters repeat their words. */
const syllablesIn = remember(20_000, (word: string) => {
  if (!/\p{L}/u.test(word)) return 0;
  const plain = word.normalize('NFKD').replace(/\p{M}/gu, '');
  return Math.max(1, plain.match(/[aeiouy]+/g)?.length ?? 0);
});
