/** What an outcome cell says. */
export type Reading = 'yes' | 'no' | 'empty' | 'unknown';

const YES = ['1', 'true', 'yes', 'ja', 'oui'];
const NO = ['0', 'false', 'no', 'nee', 'non'];
const MISSING = ['na', 'n/a', 'nan', 'null', '.', '?'];
const MOST_REMEMBERED = 1000;

/** The text without the white space around it. */
export function clean(cell: string): string {
  const last = cell.length - 1;
  return last >= 0 && (isSpace(cell.charCodeAt(0)) || isSpace(cell.charCodeAt(last))) ? cell.trim() : cell;
}

const isSpace = (code: number): boolean => code <= 32 || code === 160;

/**
 * Reads outcome cells, in upper or lower case.
 * @param positive the values that mean yes; every other value then means no, except the usual marks for a missing one
 */
export function outcomeReader(positive: readonly string[] | null): (cell: string) => Reading {
  const yes = new Set((positive ?? YES).map((value) => value.toLowerCase()));
  const no = new Set(NO);
  const missing = new Set(MISSING);
  const judge = (value: string): Reading => {
    if (value === '') return 'empty';
    if (yes.has(value)) return 'yes';
    if (positive === null) return no.has(value) ? 'no' : 'unknown';
    return missing.has(value) ? 'unknown' : 'no';
  };
  const known = new Map<string, Reading>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const reading = judge(clean(cell).toLowerCase());
    if (known.size < MOST_REMEMBERED) known.set(cell, reading);
    return reading;
  };
}

/** Why the cell cannot be used, with the cure. */
export function outcomeFault(
  column: string,
  cell: string,
  reading: Reading,
  positive: readonly string[] | null,
): string {
  if (reading === 'empty') return `${column} is empty; fill in whether there was a callback`;
  const shown = clean(cell).slice(0, 60);
  return positive === null
    ? `${column} is "${shown}", neither yes nor no; write 1/0, true/false, yes/no, ja/nee or oui/non, or name the values that mean yes with --positive`
    : `${column} is "${shown}", which stands for a missing value; fill in whether there was a callback`;
}
