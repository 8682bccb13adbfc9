import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, REDACTED } from '../../../src/platform/redact.js';

describe('redacting', () => {
  it('takes a word out whatever its case', () => {
    expect(redact('Beste LOTTE, dag lotte', ['Lotte'])).toBe('Beste ▇▇▇, dag ▇▇▇');
  });

  it('takes a word out with or without its accents', () => {
    expect(redact('Dag Ayşe, dag Ayse, dag İlker', ['Ayse', 'ilker'])).toBe('Dag ▇▇▇, dag ▇▇▇, dag ▇▇▇');
  });

  it('finds letters whose accent is a character of its own', () => {
    expect(redact('Dag Zoe\u0308!', ['Zoë'])).toBe('Dag ▇▇▇!');
  });

  it('finds a word that invisible characters split', () => {
    expect(redact('Dag Lot\u00ADte en Lot\u200Bte', ['Lotte'])).toBe('Dag ▇▇▇ en ▇▇▇');
  });

  it('leaves longer words alone', () => {
    expect(redact('In januari belt Janssens', ['Jan'])).toBe('In januari belt Janssens');
  });

  it('takes a possessive form', () => {
    expect(redact("Lottes cv en Elif's cv", ['Lotte', 'Elif'])).toBe('▇▇▇ cv en ▇▇▇ cv');
  });

  it.each(['El-Amrani', 'elamrani', 'EL  AMRANI', 'El\n> Amrani', "El'Amrani"])(
    'finds a name in parts written as %j',
    (written) => {
      expect(redact(`Dag ${written}.`, ['El Amrani'])).toBe('Dag ▇▇▇.');
    },
  );

  it('finds a name that digits follow', () => {
    expect(redact('adres peeters214', ['Peeters'])).toBe('adres ▇▇▇214');
  });

  it('takes the whole mail address in which a word stands', () => {
    expect(redact('Aan: n.el-amrani12@post.example, dank', ['Amrani'])).toBe('Aan: ▇▇▇, dank');
  });

  it('leaves other mail addresses alone', () => {
    expect(redact('jobs@bedrijf.example', ['Amrani'])).toBe('jobs@bedrijf.example');
  });

  it('makes one mark of neighbouring words, so that their number tells nothing', () => {
    const short = redact('Beste Lotte Maes,', ['Lotte', 'Maes']);
    const long = redact('Beste Nadia El Amrani,', ['Nadia', 'El Amrani']);
    expect(short).toBe(long);
  });

  it('does not take a longer number for a shorter one', () => {
    expect(redact('vanaf 12003 of 2003', ['2003'])).toBe('vanaf 12003 of ▇▇▇');
  });

  it('finds a date however its parts are separated', () => {
    expect(redact('geboren 12/03/1999, 12-03-1999, 12.03.1999', ['12/03/1999'])).toBe(
      'geboren ▇▇▇, ▇▇▇, ▇▇▇',
    );
  });

  it('ignores words without letters or digits', () => {
    expect(redact('Een zin.', ['', ' ', '...'])).toBe('Een zin.');
  });

  it('reads the signs of patterns in a word as plain text', () => {
    expect(redact('a+b en aab', ['a+b', '(x'])).toBe('▇▇▇ en aab');
  });

  it('keeps titles and pronouns unless asked', () => {
    expect(redact('Geachte mevrouw, hij belt', [])).toBe('Geachte mevrouw, hij belt');
  });

  it.each([
    ['Geachte mevrouw Maes', 'Geachte ▇▇▇'],
    ['Geachte heer Maes', 'Geachte ▇▇▇'],
    ['Beste mevr. Maes,', 'Beste ▇▇▇,'],
    ['Beste dhr. Maes,', 'Beste ▇▇▇,'],
    ['Madame Maes, Monsieur Maes', '▇▇▇, ▇▇▇'],
    ['Dear Mrs. Maes', 'Dear ▇▇▇'],
    ['We bellen haar of hem', 'We bellen ▇▇▇ of ▇▇▇'],
  ])('takes titles and pronouns when asked: %s', (text, expected) => {
    expect(redact(text, ['Maes'], { titlesAndPronouns: true })).toBe(expected);
  });

  it('leaves the Dutch verb "zijn" after a plural subject', () => {
    expect(redact('We zijn blij met zijn brief', [], { titlesAndPronouns: true })).toBe(
      'We zijn blij met ▇▇▇ brief',
    );
  });

  it('does nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string({ minLength: 2 }), { maxLength: 4 }), (text, words) => {
        const once = redact(text, words);
        expect(redact(once, words)).toBe(once);
      }),
    );
  });

  it('lets no planted word survive, whatever stands around it', () => {
    const word = fc.stringMatching(/^[A-Za-zéèïöüşğ]{2,12}([ '-][A-Za-zéèïöüşğ]{2,12})?$/u);
    const around = fc.constantFrom(' ', '\n', ', ', '. ', ' "', '" ', ' (', ') ', '\n> ', '_', '@', '/', '▇');
    const shape = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.normalize('NFD'),
      (text) => text.replace(/[ '-]/g, '\n> '),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, around, shape), { minLength: 1, maxLength: 8 }),
        fc.string(),
        (planted, noise) => {
          const words = planted.map(([text]) => text);
          const text = planted
            .map(([one, before, written]) => `${noise}${before}${written(one)}${before}`)
            .join(' ');
          const left = redact(text, words).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
          for (const one of words) {
            const bare = one.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
            expect(left.split(/[^\p{L}]+/u).join(' ')).not.toMatch(
              new RegExp(`(^| )${bare.replace(/[ '-]/, ' ')}($| )`),
            );
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps every other character of the text', () => {
    expect(redact('A\tb\r\n  c — “d” 😀 Lotte 😀', ['lotte'])).toBe(`A\tb\r\n  c — “d” 😀 ${REDACTED} 😀`);
  });
});
