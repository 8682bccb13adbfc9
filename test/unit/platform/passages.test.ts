import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COPIED, hidePassages } from '../../../src/platform/passages.js';

const LETTER = [
  'Geachte heer, mevrouw,',
  'Ik las uw vacature met veel belangstelling, want ik werk al vijf jaar in een magazijn.',
  '2019 – heden  Magazijnier',
].join('\n');
const quoted = LETTER.replace(/^/gm, '> ');

describe('a text that holds another', () => {
  it.each([
    ['quoted', `Dat past. \n${quoted}`, 'Dat past. \n> ▇▇▇'],
    ['as it stood', `Dat past.\n\n${LETTER}`, 'Dat past.\n\n▇▇▇'],
    ['with its lines broken elsewhere', `Dat past.\n${LETTER.replace(/ /g, '\n')}`, 'Dat past.\n▇▇▇'],
    ['without its accents and capitals', `Dat past.\n${LETTER.toUpperCase()}`, 'Dat past.\n▇▇▇'],
  ])('is read without it: %s', (_how, text, left) => {
    expect(hidePassages(text, LETTER)).toBe(left);
  });

  it('keeps what was written between its lines', () => {
    const [first, second, third] = quoted.split('\n');
    expect(hidePassages(`${first}\n${second}\nJa, maandag om 9 uur.\n${third}`, LETTER)).toBe(
      '> ▇▇▇.\nJa, maandag om 9 uur.\n> ▇▇▇',
    );
  });

  it('keeps a few words that both use', () => {
    const text = 'Wij lazen uw brief met veel belangstelling.';
    expect(hidePassages(text, LETTER)).toBe(text);
  });

  it('keeps quotes of somebody else', () => {
    const text = '> Nodig hem uit voor maandag.\nZie boven.';
    expect(hidePassages(text, LETTER)).toBe(text);
  });

  it('is whole where there is nothing to compare with', () => {
    expect(hidePassages(quoted, '')).toBe(quoted);
  });

  it('loses every passage that is long enough, wherever it begins in either', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 60, maxLength: 200 });
    fc.assert(
      fc.property(letters, letters, fc.nat({ max: 40 }), fc.nat({ max: 100 }), (own, other, from, at) => {
        const text = other.slice(0, at) + own.slice(from, from + 50) + other.slice(at);
        const left = hidePassages(text, own).split('▇▇▇');
        const kept = left.flatMap((piece) =>
          Array.from({ length: Math.max(0, piece.length - COPIED + 1) }, (_, place) =>
            piece.slice(place, place + COPIED),
          ),
        );
        expect(kept.filter((piece) => own.includes(piece))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
