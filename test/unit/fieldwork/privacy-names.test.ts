import { describe, expect, test } from 'vitest';
import { nameWords } from '../../../src/fieldwork/privacy/rules.js';

describe('names that leave the text that people read', () => {
  test('are taken whole and in their parts', () => {
    expect(nameWords('Mieke Kerremans', null)).toEqual(['Mieke Kerremans', 'Mieke', 'Kerremans']);
  });

  test.each([
    ['Jan De Smet', ['Jan De Smet', 'Jan', 'Smet']],
    ['Mevr. An Van den Berg', ['Mevr. An Van den Berg', 'An', 'Berg']],
    ['Marie De La Croix', ['Marie De La Croix', 'Marie', 'Croix']],
    ['J. Peeters', ['J. Peeters', 'Peeters']],
  ])('never hold a word that every sentence holds: %s', (name, words) => {
    expect(nameWords(name)).toEqual(words);
  });

  test.each(['Dienst Personeel', 'HR Team', 'Rekrutering Bakkerij Zoet', 'jobs@bedrijf.example', ''])(
    'are none of an office or an address: %s',
    (name) => {
      expect(nameWords(name)).toEqual([]);
    },
  );
});
