import { openField, sealField } from './crypto/box.js';
import type { ReportId } from './schema.js';

/** A report that somebody has open: its id and its key. */
export interface Opened {
  readonly report: ReportId;
  readonly key: Buffer;
}

/** Seals a value of one column of one row of an open report, as JSON. */
export function sealIn(
  { report, key }: Opened,
  table: string,
  column: string,
  row: string,
  value: unknown,
): Buffer {
  return sealField(key, { report, table, column, row }, JSON.stringify(value));
}

/** Opens it. @throws SealBroken */
export function openIn(
  { report, key }: Opened,
  table: string,
  column: string,
  row: string,
  sealed: Uint8Array,
): unknown {
  return JSON.parse(openField(key, { report, table, column, row }, sealed));
}
