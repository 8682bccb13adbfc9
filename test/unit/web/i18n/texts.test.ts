import { describe, expect, it } from 'vitest';
import { spaceFrench } from '../../../../src/web/i18n/french.js';
import { textIn } from '../../../../src/web/i18n/texts.js';
import { createTranslator, defineWords } from '../../../../src/web/i18n/words.js';

describe('a text', () => {
  it('reads in the language asked for', () =>
    expect(textIn({ nl: 'klaar', en: 'ready', fr: 'prêt' }, 'fr')).toBe('prêt'));
  it('reads in English while its French is awaited', () =>
    expect(textIn({ nl: 'klaar', en: 'ready' }, 'fr')).toBe('ready'));
});

describe('French', () => {
  it('breaks no line before a double mark', () =>
    expect(spaceFrench('Vrai ? Oui : 5 % ; fini !')).toBe(
      'Vrai\u00a0? Oui\u00a0: 5\u00a0%\u00a0; fini\u00a0!',
    ));
  it('breaks no line inside guillemets', () =>
    expect(spaceFrench('la base « exercice »')).toBe('la base «\u00a0exercice\u00a0»'));
  it('leaves the colon of an address alone', () =>
    expect(spaceFrench('https://host.example/a')).toBe('https://host.example/a'));
  it('is spaced so in the words of a room', () => {
    const t = createTranslator(
      defineWords({ nl: { q: 'Waarom?' }, en: { q: 'Why?' }, fr: { q: 'Pourquoi ?' } }),
    );
    expect(t('fr')('q')).toBe('Pourquoi\u00a0?');
  });
  it('of a room that still awaits it reads in English', () => {
    const t = createTranslator(defineWords({ nl: { q: 'Waarom?' }, en: { q: 'Why?' } }));
    expect(t('fr')('q')).toBe('Why?');
  });
});
