import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareLetters,
  LIKENESS_BANDS,
  mayStandTogether,
  readingEase,
  similarity,
} from '../../../src/materials/likeness/rules.js';
import { contextWith, materials, pairOf } from './pools.js';

const text = fc.array(fc.constantFrom('ik', 'werk', 'graag', 'bij', 'u', 'in', 'gent', 'als', 'kok'), {
  maxLength: 40,
});
const letters = [...materials.scenarios.values()].flatMap(({ scenario }) =>
  scenario.kind === 'correspondence' ? [scenario.id] : [],
);

describe('the similarity of two letters', () => {
  it('lies from 0 to 1, is the same both ways, and 1 for the same letter', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [one, other] = [a.join(' '), b.join(' ')];
        const found = similarity(one, other);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(similarity(other, one)).toBe(found);
        expect(similarity(one, one)).toBe(1);
      }),
    );
  });

  it('is the share of word triples that both have', () => {
    expect(similarity('a b c d', 'a b c e')).toBeCloseTo(1 / 3, 12);
  });
});

describe('reading ease', () => {
  it('follows the formula of Flesch-Douma', () => {
    // 4 words, 1 sentence, 5 groups of vowels: 206.84 − 0.93 × 4 − 77 × 5 / 4.
    expect(readingEase('Ik werk graag samen.')).toBeCloseTo(206.84 - 0.93 * 4 - (77 * 5) / 4, 10);
  });

  it('is lower for long sentences of long words', () => {
    expect(readingEase('Ik werk. Ik kook. Ik fiets.')).toBeGreaterThan(
      readingEase('Verantwoordelijkheidsbesef kenmerkt administratieve dossierbehandeling onophoudelijk.'),
    );
  });

  it('of an empty text is no infinity', () => {
    expect(readingEase('')).toBe(0);
  });
});

/** The same three figures by their definitions, of the whole texts at once and with nothing kept. */
function compared(a: string, b: string) {
  const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const triplesOf = (words: string[]) =>
    new Set(words.slice(2).map((word, at) => `${words[at]!} ${words[at + 1]!} ${word}`));
  const easeOf = (text: string) => {
    const spoken = wordsOf(text).filter((word) => /\p{L}/u.test(word));
    if (spoken.length === 0) return 0;
    const sentences = text.split(/[.!?]+(?:\s|$)|\n\s*\n/).filter((part) => /\p{L}/u.test(part)).length;
    const syllables = spoken.map((word) =>
      Math.max(
        1,
        word
          .normalize('NFKD')
          .replace(/\p{M}/gu, '')
          .match(/[aeiouy]+/g)?.length ?? 0,
      ),
    );
    const total = syllables.reduce((sum, count) => sum + count, 0);
    return 206.84 - (0.93 * spoken.length) / Math.max(1, sentences) - (77 * total) / spoken.length;
  };
  const [one, other] = [triplesOf(wordsOf(a)), triplesOf(wordsOf(b))];
  const shared = [...one].filter((triple) => other.has(triple)).length;
  const union = one.size + other.size - shared;
  const [less, more] = [wordsOf(a).length, wordsOf(b).length].sort((x, y) => x - y) as [number, number];
  return {
    similarity: union === 0 ? Number(a === b) : shared / union,
    lengthRatio: more === 0 ? 1 : less / more,
    qualityGap: Math.abs(easeOf(a) - easeOf(b)),
  };
}

describe('comparing letters whose paragraphs come again', () => {
  const piece = fc.constantFrom(
    ...['ik', 'werk', 'Élan', '5', '2024', 'u', 'kok', 'à la', 'B.V.', 'straße', '３'],
    ...[' ', ' ', ' ', '. ', '!', '?\n', '\n', '\n\n', '\n \t\n', ', ', '.\n\n', '…'],
  );
  const letter = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  it('counts what their definitions count, whatever was compared before', () => {
    fc.assert(
      fc.property(letter, letter, (a, b) => {
        const [found, wanted] = [compareLetters(a, b), compared(a, b)];
        expect(found.similarity).toBe(wanted.similarity);
        expect(found.lengthRatio).toBe(wanted.lengthRatio);
        expect(found.qualityGap).toBeCloseTo(wanted.qualityGap, 9);
      }),
      { numRuns: 1000 },
    );
  });

  it('goes on when thousands of other letters have passed', () => {
    const letterOf = (place: number) => `Ik werk nu ${place} jaar als kok.\n\nTot gauw, kandidaat ${place}.`;
    for (let place = 0; place < 3000; place += 1) {
      const [a, b] = [letterOf(place), `Graag bied ik mij aan. ${letterOf(place + 1)}`];
      expect(compareLetters(a, b).similarity).toBe(compared(a, b).similarity);
    }
  });
});

describe('two letters to one employer', () => {
  it('that are one letter with two names are refused', () => {
    const letter = pairOf('correspondence-origin-name', 1).control.documents.letter;
    expect(mayStandTogether(letter, letter.replace('graag', 'heel graag'))).toMatchObject({
      reason: 'letters-alike',
    });
  });

  it('of which one is half as long are refused', () => {
    expect(mayStandTogether('Ik kook al jaren graag voor veel mensen.', 'Wij fietsen samen.')).toMatchObject({
      reason: 'letters-unequal-length',
    });
  });

  it('of which one is much harder to read are refused', () => {
    const hard = 'Verantwoordelijkheidsbesef kenmerkt administratieve dossierbehandeling onophoudelijk.';
    expect(mayStandTogether('Ik werk graag. Ik kook. Ja.', `${hard} ja`)).toMatchObject({
      reason: 'letters-unequal-quality',
    });
  });

  it('stay inside the bands in every generated pair of every scenario', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...letters),
        fc.nat({ max: 1_000_000 }),
        fc.constantFrom(0 as const, 1 as const),
        fc.constantFrom('Magazijnier', 'Metser', 'Kelner', 'Poetshulp', 'Bediende', 'Iets anders'),
        (id, number, template, title) => {
          const vacancy = { ...contextWith().vacancy, title, occupation: '' };
          const { control, treatment } = pairOf(id, number, { template, vacancy });
          const found = compareLetters(control.documents.letter, treatment.documents.letter);
          expect(found.similarity).toBeLessThanOrEqual(LIKENESS_BANDS.maxSimilarity);
          expect(found.lengthRatio).toBeGreaterThanOrEqual(LIKENESS_BANDS.minLengthRatio);
          expect(found.qualityGap).toBeLessThanOrEqual(LIKENESS_BANDS.maxQualityGap);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('are not held against each other for the words of the vacancy itself', () => {
    const title = 'Verantwoordelijke administratieve dossierbehandeling en klantenopvolging (m/v/x) '.repeat(
      3,
    );
    expect(() =>
      pairOf('correspondence-origin-name', 4, { vacancy: { ...contextWith().vacancy, title } }),
    ).not.toThrow();
  });
});
