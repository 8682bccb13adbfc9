import { brusselsTime, neutralised, type Cell, type FileColumn } from './cells.js';

const LINES_AT_ONCE = 500;

/**
 * A list as CSV: RFC 4180 with a comma and CRLF, UTF-8 with a byte order mark (without it Excel reads accents wrong).
 * A comma whatever the language: programs expect it, and a Dutch Excel opens such a file by Gegevens > Uit tekst/CSV;
 * who double-clicks takes the XLSX. Texts that could be a formula are neutralised.
 */
export async function* csvOf<Row>(
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  let lines = `\uFEFF${columns.map(({ head }) => fieldOf(head)).join(',')}\r\n`;
  let count = 0;
  for await (const row of rows) {
    lines += `${columns.map(({ cell }) => fieldOf(cell(row))).join(',')}\r\n`;
    count += 1;
    if (count % LINES_AT_ONCE === 0) {
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = typeof cell === 'string' ? neutralised(cell) : brusselsTime(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
