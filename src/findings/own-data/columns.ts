import type { AnalyseOptions } from './options.js';
import { refuseLine } from './refusal.js';

/** Where the wanted cells stand: `wanted` are columns of the file, everything else places among the wanted cells. */
export interface Layout {
  readonly wanted: readonly number[];
  readonly pair: readonly number[];
  readonly by: readonly number[];
  readonly cluster: number | null;
  /** Long form: the arm and the outcome; wide form: the outcomes of control and treatment. */
  readonly first: number;
  readonly second: number;
  /** The covariates of the probit, in their order. */
  readonly probit: readonly number[];
}

/**
 * Finds the columns that the options name.
 * @throws DataRefused naming every column that is missing or stands there twice
 */
export function layOut(header: readonly string[], line: number, options: AnalyseOptions): Layout {
  const names = header.map((name) => name.trim());
  if (names.some((name) => name.includes('\0')))
    throw refuseLine(
      line,
      'the text looks like UTF-16',
      'add --encoding utf-16le, or save the file as UTF-8',
    );
  const { form } = options;
  const asked =
    form.kind === 'long' ? [form.arm, form.outcome] : [form.controlOutcome, form.treatmentOutcome];
  const covariates = options.probit.map(({ column }) => column);
  const all = [
    ...form.pair,
    ...asked,
    ...options.by,
    ...(options.cluster === null ? [] : [options.cluster]),
    ...covariates,
  ];
  refuseUnknown(names, [...new Set(all)], line);
  const wanted: number[] = [];
  const placeOf = (name: string): number => {
    const column = names.indexOf(name);
    const known = wanted.indexOf(column);
    return known >= 0 ? known : wanted.push(column) - 1;
  };
  const [first = 0, second = 0] = asked.map(placeOf);
  return {
    first,
    second,
    pair: form.pair.map(placeOf),
    by: options.by.map(placeOf),
    cluster: options.cluster === null ? null : placeOf(options.cluster),
    probit: covariates.map(placeOf),
    wanted,
  };
}

function refuseUnknown(names: readonly string[], asked: readonly string[], line: number): void {
  const count = (name: string): number => names.filter((other) => other === name).length;
  const missing = asked.filter((name) => count(name) === 0).map((name) => `"${name}"${likely(name, names)}`);
  if (missing.length > 0) {
    const cure = `the file has: ${names.join(', ').slice(0, 2000)}`;
    throw refuseLine(line, `there is no column ${missing.join(', and no column ')}`, cure);
  }
  const doubled = asked.filter((name) => count(name) > 1);
  if (doubled.length > 0)
    throw refuseLine(
      line,
      `the column "${doubled.join('", "')}" stands there more than once`,
      'give each column a name of its own',
    );
}

/** A hint for a name that differs from a column by capitals, spaces or one letter. */
function likely(name: string, names: readonly string[]): string {
  const found = names.find((other) => areAlike(name, other));
  return found === undefined ? '' : ` (did you mean "${found}"?)`;
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_\-.]+/g, '');

/** Whether two names differ only by capitals, spaces and marks, or by one letter. Digits make a difference. */
export function areAlike(a: string, b: string): boolean {
  if (a === b) return false;
  const [x, y] = [plain(a), plain(b)];
  if (x === y) return true;
  if (Math.min(x.length, y.length) < 5 || Math.abs(x.length - y.length) > 1) return false;
  return x.replace(/\D/g, '') === y.replace(/\D/g, '') && isOneEdit(x, y);
}

function isOneEdit(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const skipped = long.slice(at + 1);
  if (short.length < long.length) return short.slice(at) === skipped;
  const swapped =
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
  return short.slice(at + 1) === skipped || swapped;
}
