import { toLocal } from '../../platform/dates.js';

/** What a cell of an exported list holds: instants are shown in Brussels time, null is empty. */
export type Cell = string | number | Date | null;

/** A column of an exported list. */
export interface FileColumn<Row> {
  readonly head: string;
  readonly cell: (row: Row) => Cell;
}

/** What a spreadsheet would take as the beginning of a formula (OWASP, CSV injection), full-width forms included. */
const FORMULA = /^[\s\u0000]*[=+\-@\t\r\n＝＋－＠]/u; // eslint-disable-line no-control-regex

/**
 * A text that a spreadsheet shows and never computes: one that could begin a formula gets an apostrophe before it.
 * Numbers and instants of our own are not texts and pass by.
 */
export function neutralised(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The wall clock of Brussels at an instant: `2026-09-07 08:05`. */
export function brusselsTime(instant: Date): string {
  const { date, minutes } = toLocal(instant);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
