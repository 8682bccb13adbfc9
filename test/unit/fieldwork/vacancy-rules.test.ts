import { describe, expect, test } from 'vitest';
import { changedFields, normalise } from '../../../src/fieldwork/vacancies/rules.js';

const before = {
  title: 'Magazijnier (m/v/x)',
  duties: 'Orders verzamelen.',
  requirements: '',
  contact: 'An Peeters, jobs@bedrijf.example',
  closing: '2026-10-01',
};

describe('the text of a vacancy', () => {
  test.each([
    ['Magazijnier  (M/V/X)', 'magazijnier m v x'],
    ['Caféhouder', 'cafehouder'],
    ['jobs@bedrijf.example', 'jobs@bedrijf example'],
    [' – ', ''],
  ])('is compared as what it says: %s', (typed, read) => {
    expect(normalise(typed)).toBe(read);
  });

  test.each([
    ['nothing', {}, []],
    ['white space', { duties: 'Orders\n  verzamelen' }, []],
    ['what was never noted', { requirements: 'Rijbewijs B' }, []],
    ['duties', { duties: 'Klanten bedienen.' }, ['duties']],
    ['a contact that is gone', { contact: '' }, ['contact']],
    ['nothing, where the contact shows the address alone', { contact: 'jobs@bedrijf.example' }, []],
    ['another contact', { contact: 'werk@bedrijf.example' }, ['contact']],
    ['nothing, where the day is written as Belgians do', { closing: '1/10/2026' }, []],
    ['a day in words, which nobody compares', { closing: 'eind september' }, ['closing']],
    ['another day', { closing: '2026-09-20', title: 'Chauffeur' }, ['title', 'closing']],
  ])('differs by %s', (_what, change, fields) => {
    expect(changedFields(before, { ...before, ...change })).toEqual(fields);
  });
});
