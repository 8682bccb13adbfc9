// A working copy leaves words out, and can put none in anybody's mouth.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRedaction, LEFT_OUT } from '../../../src/reports/desk/working-copies.js';

const ORIGINAL = 'De klant zei: stuur mij geen Jan, want Jan komt te laat.';

test.each([
  [ORIGINAL, true],
  [`De klant zei: stuur mij geen ${LEFT_OUT} want ${LEFT_OUT} komt te laat.`, true],
  ['De klant zei:\nstuur mij', true],
  ['', true],
  [LEFT_OUT, true],
  ['De klant zei: stuur mij Jan, geen', false],
  ['De klant zei: stuur mij geen Piet, want', false],
  [`De${LEFT_OUT}klant`, true],
  ['De klant zei niet: stuur', false],
  ['laat. De klant', false],
] as const)('%j is a redaction: %s', (copy, fits) => expect(isRedaction(ORIGINAL, copy)).toBe(fits));

const words = fc.array(fc.stringMatching(/^[a-z]{1,3}$/), { maxLength: 20 });

test('whatever words are left out of whatever text', () =>
  fc.assert(
    fc.property(words, fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (all, kept) =>
      isRedaction(all.join(' '), all.map((word, at) => (kept[at] === true ? word : LEFT_OUT)).join(' ')),
    ),
  ));

test('a word that was not there is always seen', () =>
  fc.assert(
    fc.property(words, fc.nat({ max: 20 }), (all, at) => {
      const copy = [...all.slice(0, at), 'nieuw', ...all.slice(at)];
      return !isRedaction(all.join(' '), copy.join(' '));
    }),
  ));
