import { PassThrough } from 'node:stream';
import { toLocal } from '../../platform/dates.js';
import { neutralised, type Cell, type FileColumn } from './cells.js';

const DAY_FORMAT = 'yyyy-mm-dd hh:mm';

/**
 * A list as an Excel workbook of one sheet, written row by row: what waits in memory is its compressed bytes, never its
 * rows. Texts are text cells and neutralised besides: a file saved on as CSV keeps them harmless. Instants are date cells that
 * show Brussels time, since a spreadsheet knows no time zone.
 */
export async function* xlsxOf<Row>(
  sheet: string,
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<Uint8Array> {
  // Loaded when first asked for: it is large, and most servers never export a workbook on most days.
  const { default: excel } = await import('exceljs');
  const stream = new PassThrough();
  const book = new excel.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
  const page = book.addWorksheet(sheet.replace(/[[\]*?:/\\]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
  });
  page.columns = columns.map(({ head }) => ({
    header: neutralised(head),
    width: Math.min(50, Math.max(12, head.length + 2)),
  }));
  page.getRow(1).font = { bold: true };
  const reader = { left: false };
  const written = write(page, columns, rows, reader)
    .then(() => book.commit())
    .catch(
      (error: unknown) => void stream.destroy(error instanceof Error ? error : new Error(String(error))),
    );
  try {
    for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
    await written;
  } finally {
    reader.left = true;
  }
}

interface Sheet {
  addRow(values: unknown[]): { getCell(column: number): { numFmt: string }; commit(): void };
  commit(): void;
}

async function write<Row>(
  page: Sheet,
  columns: readonly FileColumn<Row>[],
  rows: AsyncIterable<Row>,
  reader: { readonly left: boolean },
): Promise<void> {
  for await (const row of rows) {
    const cells = columns.map(({ cell }) => cell(row));
    const line = page.addRow(cells.map(valueOf));
    for (const [index, cell] of cells.entries())
      if (cell instanceof Date) line.getCell(index + 1).numFmt = DAY_FORMAT;
    line.commit();
    if (reader.left) break;
  }
  page.commit();
}

function valueOf(cell: Cell): string | number | Date | null {
  if (typeof cell === 'string') return neutralised(cell);
  return cell instanceof Date ? wallClock(cell) : cell;
}

/** The instant whose UTC reading is the wall clock of Brussels, which is what a date cell stores. */
function wallClock(instant: Date): Date {
  const { date, minutes } = toLocal(instant);
  return new Date(Date.parse(`${date}T00:00:00Z`) + minutes * 60_000);
}
