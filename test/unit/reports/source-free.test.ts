import { describe, expect, test } from 'vitest';
import { findLeak } from '../../../src/reports/desk/source-free.js';

const report = ['De klant zei: geen “buitenlanders”, en ook geen mensen boven de vijftig.', 'Bakkerij Zoet'];

describe('a summary', () => {
  test.each([
    'Een bureau kreeg de vraag om op afkomst te kiezen.',
    'Dat gebeurde 24 keer, in het derde kwartaal van 2026, bij 10-15 vacatures.',
    // Five words in a row are nobody's own.
    'Men wil ook geen mensen boven de grens.',
  ])('that tells no source passes: %s', (text) => expect(findLeak(text, report)).toBeNull());

  test.each([
    'Er werd gezegd: GEEN buitenlanders en ook geen mensen!',
    'geen buitenlanders,\nen ook geen mensen',
  ])('does not repeat what was written, whatever stands between the words: %s', (text) =>
    expect(findLeak(text, report)).toEqual({ why: 'quotes', words: 'geen buitenlanders en ook geen mensen' }),
  );

  test.each([
    'Op 3/9 werd gebeld.',
    'Dat was op 2026-09-03.',
    'Dat was op 03-09-2026.',
    'Vraag het aan an@bureau.example.',
    'Bel 0470 12 34 56.',
  ])('names no day, address or number: %s', (text) =>
    expect(findLeak(text, report)).toEqual({ why: 'day-or-address' }),
  );

  test.each(['Uitzend Noord kreeg die vraag.', 'Dat staat in 2026/014.', 'uitzend-noord'])(
    'names nobody who filed, nor their reference: %s',
    (text) => expect(findLeak(text, report, ['Uitzend Noord', '2026-014'])?.why).toBe('quotes'),
  );

  test('may hold words that a name holds too', () => {
    expect(findLeak('Een uitzendbureau in het noorden.', report, ['Uitzend Noord', ''])).toBeNull();
  });
});
