import { describe, expect, expectTypeOf, it } from 'vitest';
import { GLOSSARY, term } from '../../../../src/web/i18n/glossary.js';
import { webWords } from '../../../../src/web/i18n/web-words.js';
import { createTranslator, defineWords } from '../../../../src/web/i18n/words.js';

const words = defineWords({
  nl: { 'a.title': 'Dag {{name}}', 'a.pairs_one': '{{count}} paar', 'a.pairs_other': '{{count}} paren' },
  en: { 'a.title': 'Hello {{name}}', 'a.pairs_one': '{{count}} pair', 'a.pairs_other': '{{count}} pairs' },
});

describe('a translator', () => {
  const translatorFor = createTranslator(words);

  it('fills in a name without escaping it, since the page does that', () =>
    expect(translatorFor('nl')('a.title', { name: '<An>' })).toBe('Dag <An>'));
  it('chooses the singular by count', () =>
    expect(translatorFor('en')('a.pairs', { count: 1 })).toBe('1 pair'));
  it('chooses the plural by count', () =>
    expect(translatorFor('nl')('a.pairs', { count: 2 })).toBe('2 paren'));
  it('knows its keys when compiled', () => {
    expectTypeOf(translatorFor('nl'))
      .parameter(0)
      .toEqualTypeOf<'a.title' | 'a.pairs' | 'a.pairs_one' | 'a.pairs_other'>();
  });
  it('does not mix the words of two rooms', () => {
    const other = createTranslator(defineWords({ nl: { 'a.title': 'Ander' }, en: { 'a.title': 'Other' } }));
    expect([translatorFor('nl')('a.title', { name: 'An' }), other('nl')('a.title')]).toEqual([
      'Dag An',
      'Ander',
    ]);
  });
});

describe('words', () => {
  it('merge with the words of the kit', () => {
    const t = createTranslator(defineWords({ nl: { 'b.x': 'eigen' }, en: { 'b.x': 'own' } }, webWords))('en');
    expect([t('b.x'), t('web.skip')]).toEqual(['own', 'Skip to content']);
  });
  it('are refused when a language lacks a key, before anything runs', () => {
    // @ts-expect-error the English word is missing
    expect(() => defineWords({ nl: { 'c.x': 'een {{n}}' }, en: {} })).toThrow('c.x');
  });
  it('are refused when a language has a key too many, before anything runs', () => {
    // @ts-expect-error the Dutch word is missing
    const made = defineWords({ nl: { 'c.x': 'een' }, en: { 'c.x': 'one', 'c.y': 'two' } });
    expect(Object.keys(made.nl)).toEqual(['c.x']);
  });
  it('are refused when a language fills in another name', () =>
    expect(() => defineWords({ nl: { 'c.x': '{{wie}}' }, en: { 'c.x': '{{who}}' } })).toThrow(
      'en fills in [who], nl fills in [wie]',
    ));
  it('are refused when they give a word of the base another meaning', () =>
    expect(() => defineWords({ nl: { 'web.skip': 'x' }, en: { 'web.skip': 'x' } }, webWords)).toThrow(
      'web.skip',
    ));
});

describe('the glossary', () => {
  it('has every word in every language', () => {
    const empty = Object.values(GLOSSARY).filter((entry) =>
      Object.values(entry).some((word) => word.trim() === ''),
    );
    expect(empty).toEqual([]);
  });
  it('gives one Dutch word for one idea', () => {
    const dutch = Object.values(GLOSSARY).map(({ nl }) => nl);
    expect(dutch.filter((word, index) => dutch.indexOf(word) !== index)).toEqual([]);
  });
  it('names an idea in French', () => expect(term('flag', 'fr')).toBe('alerte statistique'));
});
