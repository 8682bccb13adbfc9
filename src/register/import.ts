import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import { createHashing } from '../platform/crypto.js';
import { CsvError, parse } from 'csv-parse';
import { z } from 'zod';
import { record } from '../audit/index.js';
import type { Ctx, TxCtx } from '../platform/context.js';
import { isBrokenText, separatorOf } from './encoding.js';
import type { KnownSectors } from './import-fields.js';
import { readHeader, toRecord, type ImportKind } from './import-columns.js';
import { insertEmployers, insertVacancies, findKnownSectors, type BatchResult } from './import-store.js';
import { parseEmployerRow, parseVacancyRow, type RowFault } from './import-rows.js';

export type { ImportKind } from './import-columns.js';

/** What an import did, or would have done. */
export interface ImportReport {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows left out because of a fault. */
  readonly rejected: number;
  /** The first faults, at most `MOST_FAULTS`. */
  readonly faults: readonly RowFault[];
  readonly faultCount: number;
}

/** The file has faults and nothing of it was kept. */
export class ImportRefused extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super(`${report.faultCount} faults; nothing was imported`);
    this.name = 'ImportRefused';
    this.report = report;
  }
}

export const MOST_FAULTS = 200;
const Entry = z.object({ info: z.object({ lines: z.number() }), record: z.array(z.string()) });
const BATCH = 500;

export interface ImportOptions {
  /** Import the good rows of a file that has bad ones; otherwise one fault refuses the whole file. */
  readonly keepGood: boolean;
  readonly onProgress?: (progress: { rows: number; share: number }) => void;
}

/**
 * Streams a UTF-8 CSV file into the register in one transaction. The same file twice changes nothing.
 * @throws ImportRefused with every fault (line, field, problem, cure) when a row is wrong and `keepGood` is false, or the
 * file has no usable header
 */
export function importFile(
  ctx: Ctx,
  kind: ImportKind,
  file: string,
  options: ImportOptions,
): Promise<ImportReport> {
  return ctx.inTx(async (ctx) => {
    const run = new ImportRun(ctx, kind, options);
    const report = await run.read(file);
    if (report.faultCount > 0 && (!options.keepGood || run.isUnreadable())) throw new ImportRefused(report);
    record(ctx, {
      what: 'register.imported',
      table: kind,
      rows: report.rows,
      added: report.added,
      changed: report.changed,
      fileHash: run.fileHash(),
    });
    return report;
  });
}

const LONGEST_HEADER = 16_384;

function firstLine(file: string): string {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(LONGEST_HEADER);
    const read = readSync(handle, start);
    return start.toString('utf8', 0, read).split('\n', 1)[0] ?? '';
  } finally {
    closeSync(handle);
  }
}

class ImportRun {
  readonly #ctx: TxCtx;
  readonly #kind: ImportKind;
  readonly #options: ImportOptions;
  readonly #hash = createHashing();
  readonly #faults: RowFault[] = [];
  #digest = '';
  #unreadable = false;
  #faultCount = 0;
  #rejected = 0;
  #rows = 0;
  #bytes = 0;
  readonly #totals = { added: 0, changed: 0, unchanged: 0 };

  constructor(ctx: TxCtx, kind: ImportKind, options: ImportOptions) {
    this.#ctx = ctx;
    this.#kind = kind;
    this.#options = options;
  }

  fileHash(): string {
    return this.#digest;
  }

  /** True when the file as a whole is at fault, so that it has no good rows to keep. */
  isUnreadable(): boolean {
    return this.#unreadable;
  }

  async read(file: string): Promise<ImportReport> {
    const size = statSync(file).size;
    const sectors = await findKnownSectors(this.#ctx.db);
    let columns: string[] | undefined;
    let batch: { line: number; cells: string[] }[] = [];
    for await (const { line, cells } of this.#records(file)) {
      if (columns === undefined) {
        const header = readHeader(this.#kind, cells, line);
        if (!header.ok) {
          this.#fault(header.faults, false);
          break;
        }
        columns = header.columns;
        continue;
      }
      batch.push({ line, cells });
      if (batch.length < BATCH) continue;
      await this.#store(columns, batch, sectors);
      batch = [];
      this.#options.onProgress?.({ rows: this.#rows, share: size === 0 ? 1 : this.#bytes / size });
    }
    if (columns === undefined && this.#faultCount === 0) {
      this.#fault(
        [
          {
            line: 1,
            field: '',
            problem: 'the file is empty',
            cure: `give a file with a header line, such as: ${this.#kind === 'employers' ? 'kbo,name,sector' : 'reference,source,title,kbo'},…`,
          },
        ],
        false,
      );
    }
    if (columns !== undefined) await this.#store(columns, batch, sectors);
    this.#options.onProgress?.({ rows: this.#rows, share: 1 });
    this.#digest = this.#hash.digest('hex');
    return this.#report();
  }

  /** The records of the file with the line on which each begins; a file that is not CSV in UTF-8 ends in a fault. */
  async *#records(file: string): AsyncGenerator<{ line: number; cells: string[] }> {
    const parser = parse({
      bom: true,
      delimiter: separatorOf(firstLine(file)),
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      max_record_size: 1_000_000,
    });
    const source = createReadStream(file);
    source.on('data', (chunk) => {
      this.#hash.update(chunk);
      this.#bytes += chunk.length;
    });
    source.on('error', (error) => parser.destroy(error));
    try {
      for await (const entry of source.pipe(parser)) {
        const { info, record: cells } = Entry.parse(entry);
        const inside = cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
        yield { line: info.lines - inside, cells };
      }
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      const line = typeof error['lines'] === 'number' ? error['lines'] : this.#rows + 1;
      this.#fault(
        [
          {
            line,
            field: '',
            problem: 'from here on the file is not readable as CSV',
            cure: 'look for a quote that is not closed, and put texts with a quote between quotes',
          },
        ],
        true,
      );
    }
  }

  async #store(
    columns: readonly string[],
    batch: readonly { line: number; cells: string[] }[],
    sectors: KnownSectors,
  ): Promise<void> {
    this.#rows += batch.length;
    const results = batch.map(({ line, cells }) => {
      const broken = cells.findIndex(isBrokenText);
      if (broken >= 0)
        return {
          ok: false as const,
          faults: [
            {
              line,
              field: columns[broken] ?? '',
              problem: 'the text is not UTF-8',
              cure: 'save the file as UTF-8 and import it again',
            },
          ],
        };
      return toRecord(columns, cells, line);
    });
    const failed = (faults: readonly RowFault[]): void => this.#fault(faults, true);
    const good = <Row>(
      parseRow: (
        record: Readonly<Partial<Record<string, string>>>,
        line: number,
      ) => { ok: true; row: Row } | { ok: false; faults: RowFault[] },
    ): { line: number; row: Row }[] =>
      results.flatMap((result, index) => {
        const line = batch[index]?.line ?? 0;
        if (!result.ok) {
          failed(result.faults);
          return [];
        }
        const parsed = parseRow(result.record, line);
        if (parsed.ok) return [{ line, row: parsed.row }];
        failed(parsed.faults);
        return [];
      });
    const done: BatchResult =
      this.#kind === 'employers'
        ? await insertEmployers(
            this.#ctx,
            good((cells, line) => parseEmployerRow(cells, line, sectors)),
            this.#mayWrite(),
          )
        : await insertVacancies(
            this.#ctx,
            good((cells, line) => parseVacancyRow(cells, line, sectors)),
            this.#mayWrite(),
          );
    for (const fault of done.faults) failed([fault]);
    this.#totals.added += done.added;
    this.#totals.changed += done.changed;
    this.#totals.unchanged += done.unchanged;
  }

  // After the first fault of an all-or-nothing import the rest is only read, to name every fault at once.
  #mayWrite(): () => boolean {
    return () => this.#options.keepGood || this.#faultCount === 0;
  }

  #fault(faults: readonly RowFault[], row: boolean): void {
    this.#faultCount += faults.length;
    if (row) this.#rejected += 1;
    else this.#unreadable = true;
    for (const fault of faults) if (this.#faults.length < MOST_FAULTS) this.#faults.push(fault);
  }

  #report(): ImportReport {
    return {
      rows: this.#rows,
      ...this.#totals,
      rejected: this.#rejected,
      faults: this.#faults,
      faultCount: this.#faultCount,
    };
  }
}
