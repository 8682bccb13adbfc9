// People whom no made-up candidate may be taken for: a list that the user keeps outside the product.
import { readFileSync } from 'node:fs';
import { DocumentError } from '../platform/yaml.js';
import { plain } from './profile.js';

export type IsPerson = (name: string, municipality: string) => boolean;

/**
 * Reads a list of names and municipalities: UTF-8, one person a line, `name;municipality`; a first line that says so is
 * passed over. The list stays in memory and is written nowhere.
 * @throws DocumentError naming the lines that cannot be used, without what they hold
 */
export function readPersons(path: string): IsPerson {
  try {
    return personsIn(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    if (error instanceof DocumentError) throw error;
    throw new DocumentError([
      {
        file: 'PT_PERSONS_FILE',
        path: '',
        line: 1,
        problem: 'the file cannot be read as UTF-8 text',
        cure: 'check that it exists',
      },
    ]);
  }
}

/** The same for a text that was read. */
export function personsIn(text: string): IsPerson {
  const rows = text
    .split(/\r?\n/)
    .map((row, i) => ({ cells: row.split(';').map((cell) => cell.trim()), line: i + 1 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .filter(({ cells, line }) => !(line === 1 && HEAD.test(cells.join(';'))));
  const faults = rows
    .filter(({ cells }) => cells.length !== 2 || cells.includes(''))
    .map(({ line }) => ({
      file: 'PT_PERSONS_FILE',
      path: '',
      line,
      problem: 'this is not a name and a municipality',
      cure: 'write name;municipality',
    }));
  if (faults.length > 0) throw new DocumentError(faults);
  const known = new Set(rows.map(({ cells: [name = '', municipality = ''] }) => keyOf(name, municipality)));
  return (name, municipality) => known.has(keyOf(name, municipality));
}

const HEAD = /^(naam|name|nom);(gemeente|municipality|commune)$/i;

/** The words of a name in any order: lists write the family name first as often as last. */
function keyOf(name: string, municipality: string): string {
  const wordsOf = (text: string) => plain(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return `${wordsOf(name).sort().join(' ')}|${wordsOf(municipality).join(' ')}`;
}
