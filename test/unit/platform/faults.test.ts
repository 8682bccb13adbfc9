import { expect, test } from 'vitest';
import { z } from 'zod';
import { fault, reasonFaults } from '../../../src/platform/faults.js';
import { sayFaults } from '../../../src/web/i18n/texts.js';

const schema = z.object({ reason: z.string().min(10, reasonFaults.short) });
const faultsOf = (given: unknown) =>
  (schema.safeParse(given).error?.issues ?? []).map(({ path, message }) => ({
    field: path.join('.'),
    message,
  }));

test.each([
  ['nl', 'Geef een reden van minstens 10 tekens.'],
  ['en', 'Give a reason of at least 10 characters.'],
  ['fr', 'Donnez une raison d’au moins 10 caractères.'],
] as const)('a fault of a schema is said to a reader of %s in their language', (lang, message) => {
  expect(sayFaults(faultsOf({ reason: 'kort' }), lang)).toEqual([{ field: 'reason', message }]);
});

test('a fault in French is spaced as French is', () => {
  const message = fault({ nl: 'Waarom?', en: 'Why?', fr: 'Pourquoi ?' });
  expect(sayFaults([{ field: 'x', message }], 'fr')[0]?.message).toBe('Pourquoi\u00a0?');
});

test.each(['must be 1 or more', '{"nl":', '{"nl":"ja"}', '{"nl":1,"en":2,"fr":3}'])(
  'the message %s, which is no such fault, stays as it is',
  (message) => {
    expect(sayFaults([{ field: 'x', message }], 'fr')).toEqual([{ field: 'x', message }]);
  },
);
