import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { personsIn, readPersons } from '../../../src/materials/persons.js';
import { DocumentError } from '../../../src/platform/yaml.js';

describe('a list of people', () => {
  const isPerson = personsIn('naam;gemeente\r\nElif Yılmaz;Gent\nPeeters Lotte;Sint-Niklaas\n\n');

  it.each([
    ['Elif Yılmaz', 'Gent', true],
    ['ELIF YILMAZ', 'gent', false],
    ['Lotte Peeters', 'Sint Niklaas', true],
    ['Lotte Peeters', 'Gent', false],
    ['Lotte Peters', 'Sint-Niklaas', false],
    ['naam', 'gemeente', false],
  ])('knows %s in %s: %s', (name, municipality, known) => {
    expect(isPerson(name, municipality)).toBe(known);
  });

  it('with a line that is no person is refused by its line, and says nothing of what it holds', () => {
    const read = () => personsIn('Elif Yilmaz;Gent\nLotte Peeters\n');
    expect(read).toThrow(DocumentError);
    expect(read).toThrow(/PT_PERSONS_FILE:2: .*; write name;municipality/);
    expect(read).not.toThrow(/Peeters/);
  });

  it('is read from a file', () => {
    const path = join(mkdtempSync(join(tmpdir(), 'persons-')), 'list.csv');
    writeFileSync(path, 'Elif Yilmaz;Gent\n');
    expect(readPersons(path)('Elif Yilmaz', 'Gent')).toBe(true);
  });

  it('that is not there is told by the name of its setting, without its path', () => {
    expect(() => readPersons('/nowhere/secret.csv')).toThrow(/PT_PERSONS_FILE/);
    expect(() => readPersons('/nowhere/secret.csv')).not.toThrow(/secret/);
  });
});
