import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvReader, detectDelimiter } from '../../../../src/findings/own-data/csv.js';

interface Read {
  header: string[];
  rows: { line: number; cells: string[] }[];
  broken: { line: number; reason: string }[];
}

/** Reads a text in pieces of the given size, all columns wanted. */
function read(text: string, size = text.length + 1): Read {
  const got: Read = { header: [], rows: [], broken: [] };
  const reader = new CsvReader({
    undecodable: 'bytes without meaning; save it again',
    header: (cells) => {
      got.header = [...cells];
      return cells.map((_, column) => column);
    },
    record: (cells, line) => void got.rows.push({ line, cells: [...cells] }),
    broken: (line, reason) => void got.broken.push({ line, reason }),
  });
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  reader.end();
  return got;
}

const cell = fc.string({
  unit: fc.constantFrom('a', '1', ' ', ',', ';', '"', '\n', '\r\n', 'é'),
  maxLength: 6,
});
const rows = fc
  .integer({ min: 2, max: 4 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
  );
const written = (table: string[][], end: string): string =>
  table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join(end) + end;

describe('reading CSV', () => {
  it('gives the same cells as a general parser, in pieces of any size', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 30 }),
        (table, end, size) => {
          const text = `one,two${',x'.repeat((table[0]?.length ?? 2) - 2)}${end}${written(table, end)}`;
          const [, ...expected] = parse(text, { relax_column_count: true, record_delimiter: end });
          expect(read(text, size).rows.map(({ cells }) => cells)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names the line on which a record begins, after a text of several lines', () => {
    expect(read('a,b\n"x\ny",1\n\nz,2\n').rows.map(({ line }) => line)).toEqual([2, 5]);
  });

  it('reads a last line that does not end', () => {
    expect(read('a,b\n1,2').rows).toEqual([{ line: 2, cells: ['1', '2'] }]);
  });

  it('leaves out a row with another number of cells and says how many', () => {
    const { rows: good, broken } = read('a,b\n1,2,3\n1,2\n');
    expect(good).toHaveLength(1);
    expect(broken).toEqual([{ line: 2, reason: expect.stringContaining('3 cells where the header has 2') }]);
  });

  it('leaves out a row with text behind a closing quote and reads on', () => {
    const { rows: good, broken } = read('a,b\n"x"y,1\n2,3\n', 4);
    expect(good).toEqual([{ line: 3, cells: ['2', '3'] }]);
    expect(broken[0]?.line).toBe(2);
  });

  it('names the line of a quote that is not closed', () => {
    expect(() => read('a,b\n1,2\n"x,3\n4,5\n')).toThrow(/^line 3: .*not closed.*close it/);
  });

  it('gives up on a row without end before it fills the memory', () => {
    expect(() => read(`a,b\n"${'x'.repeat(5_000_000)}`, 100_000)).toThrow(/^line 2: .*does not end/);
  });

  it('names the line where the bytes have no meaning', () => {
    expect(() => read('a,b\n1,2\nx\uFFFD,3\n', 5)).toThrow('line 3: bytes without meaning; save it again');
  });

  it.each([
    ['a,b;c,d', ','],
    ['a;b;c', ';'],
    ['a\tb', '\t'],
    ['"a,b,c";d', ';'],
    ['alone', ','],
  ])('finds the delimiter of %s', (header, delimiter) => {
    expect(detectDelimiter(header)).toBe(delimiter);
  });
});
