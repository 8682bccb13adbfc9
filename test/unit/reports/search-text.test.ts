// How a text is compared with the words that an officer looks for, and which passage of it is shown.
import { describe, expect, test } from 'vitest';
import { fold, parseWords, passageOf } from '../../../src/reports/desk/search-text.js';

test.each([
  ['Één  Café\nŒuvre', 'een cafe oeuvre'],
  ['STRAẞE en Straße', 'strasse en strasse'],
  ['KBO 0872.324.958, op 7.9. gezegd.', 'kbo 0872324958, op 79. gezegd.'],
  ['l’étranger\u00adtje', "l'etrangertje"],
  ['e\u0301t\u0065\u0301', 'ete'],
] as const)('%j is compared as %j', (text, folded) => expect(fold(text).text).toBe(folded));

test.each([
  ['Geen  Vreemdelingen', ['geen', 'vreemdelingen']],
  ['“geen vreemdelingen” geen', ['geen vreemdelingen', 'geen']],
  ['zoet zoet ZOËT', ['zoet']],
  ['', null],
  ['  " "  ', null],
  ['a', null],
  ['aa bb cc dd ee ff gg hh ii', null],
  ['x'.repeat(201), null],
] as const)('%j asks for the words %j', (typed, words) => expect(parseWords(typed)).toEqual(words));

describe('a passage', () => {
  const said = (text: string, words: readonly string[]): string =>
    passageOf(text, words)
      .map((part) => (part.hit ? `<${part.text}>` : part.text))
      .join('');

  test('marks each word in the letters in which it was written, also as a part of one', () =>
    expect(said('De klant zei: geen Vréémdelingen, géén.', ['geen', 'vreemd'])).toBe(
      'De klant zei: <geen> <Vréémd>elingen, <géén>.',
    ));

  test('of a long text begins and ends at a word', () => {
    const found = said(`${'woord '.repeat(100)}Turken ${'einde '.repeat(100)}`, ['turken']);
    expect(found).toMatch(/^…(woord )+<Turken> (einde )+einde…$/);
    expect(found.length).toBeLessThan(260);
  });

  test('marks words that overlap once', () => expect(said('bouwwerf', ['bouw', 'ouww'])).toBe('<bouww>erf'));

  test('marks a number with points that was typed without', () =>
    expect(said('Nummer 0872.324.958.', ['0872324958'])).toBe('Nummer <0872.324.958>.'));

  test('of a text without the words is empty', () => expect(said('Niets.', ['iets anders'])).toBe(''));
});
