import { describe, expect, test } from 'vitest';
import { finalCode, outcomeOf } from '../../../src/fieldwork/responses/rules.js';
import { suggest, withoutQuotes } from '../../../src/fieldwork/responses/suggestion.js';

const mail = (text: string, change: Partial<Parameters<typeof suggest>[0]> = {}) =>
  suggest({
    subject: 'Uw sollicitatie',
    text,
    autoSubmitted: null,
    precedence: null,
    bounced: false,
    ...change,
  });

describe('the suggestion of a code', () => {
  test.each([
    ['INV', 'Wij nodigen u graag uit voor een sollicitatiegesprek volgende week.'],
    ['INV', 'Past donderdag om 14.30 uur voor u? Dan maken we kennis.'],
    ['TST', 'Wij sturen u een link naar een online test, te maken voor vrijdag.'],
    [
      'ALT',
      'Die plaats is weg, maar we hebben een gelijkaardige functie in Aalst. Kom gerust langs voor een gesprek.',
    ],
    ['CTC', 'Kunt u mij even bellen op dit nummer?'],
    ['INF', 'Heeft u een rijbewijs B?'],
    ['REJ', 'Helaas kunnen wij uw kandidatuur niet weerhouden.'],
    ['REJ', 'Wij gaan verder met andere kandidaten en wensen u veel succes.'],
    ['FIL', 'De vacature is intussen ingevuld.'],
    ['RES', 'Wij nemen uw gegevens op in onze wervingsreserve.'],
    ['ACK-H', 'Bedankt voor uw mail, wij bekijken uw dossier.'],
    ['DET', 'Is dit een praktijktest van de overheid?'],
    ['REJ', 'Malheureusement, nous ne pouvons donner suite.'],
  ])('is %s for "%s"', (code, text) => {
    expect(mail(text).code).toBe(code);
  });
  test('is none where nothing is clear', () => {
    expect(mail('Tja.').code).toBeNull();
  });
  test.each(['kan u ', 'wij nodigen ', 'a', '> ', 'maandag om ', 'niet '])(
    'of a million letters of “%s” takes no more than a moment',
    (piece) => {
      const text = piece.repeat(1_000_000 / piece.length);
      const start = performance.now();
      suggest({ subject: '', text, autoSubmitted: null, precedence: null, bounced: false });
      expect(performance.now() - start).toBeLessThan(2000);
    },
  );
  test('names the words that led to it', () => {
    expect(mail('De vacature is intussen ingevuld.').words.join(' ')).toContain('ingevuld');
  });
  test('is not misled by the letter quoted below the answer', () => {
    expect(
      mail('Bedankt voor uw mail.\n\nOp ma 7 sep 2026 schreef u:\n> Ik kom graag langs voor een gesprek.')
        .code,
    ).toBe('ACK-H');
  });
  test('is an automatic receipt when a header says that no person answered', () => {
    expect(mail('Wij ontvingen uw bericht.', { autoSubmitted: 'auto-replied' })).toMatchObject({
      code: 'ACK-A',
      automatic: true,
    });
  });
  test('is a bounce when the mail system reports a failure', () => {
    expect(mail('', { bounced: true })).toEqual({ code: 'BNC', words: [], automatic: true });
  });
  test('leaves an automatic rejection to a person', () => {
    expect(mail('Helaas bent u niet weerhouden.', { autoSubmitted: 'auto-generated' })).toMatchObject({
      code: 'REJ',
      automatic: false,
    });
  });
});

describe('the outcome of an application', () => {
  test('is NON without an answer', () => {
    expect(outcomeOf([])).toBe('NON');
  });
  test('is the best of its answers', () => {
    expect(outcomeOf(['ACK-A', 'REJ', 'INV'])).toBe('INV');
  });
  test('is void as soon as one answer voids', () => {
    expect(outcomeOf(['INV', 'DET'])).toBe('DET');
  });
});

describe('two coders', () => {
  const by = (code: 'INV' | 'REJ' | 'INF', adjudication = false) => ({ code, adjudication });
  test('settle a code when they agree', () => {
    expect(finalCode([by('INV'), by('INV')])).toEqual({ code: 'INV', how: 'agreement' });
  });
  test('need a third when they differ', () => {
    expect(finalCode([by('INV'), by('REJ')])).toBeNull();
  });
  test('are overruled by the third', () => {
    expect(finalCode([by('INV'), by('REJ'), by('INF', true)])).toEqual({ code: 'INF', how: 'adjudication' });
  });
});

test('a quote mark at the start of a line takes that line away and no other', () => {
  expect(withoutQuotes('ja\n> nee\nzeker')).toBe('ja\nzeker');
});
