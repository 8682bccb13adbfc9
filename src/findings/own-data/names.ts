import type { ByValues } from './analyse.js';
import { areAlike } from './columns.js';

/** A stratum in words: its values, an empty one named as such. */
export const stratumName = (by: ByValues): string =>
  Object.values(by)
    .map((value) => (value === '' ? '(empty)' : value))
    .join(' · ');

const MOST_COMPARED = 500;
const MOST_SHOWN = 10;

/**
 * Values of one column that look like two spellings of one name. Nothing is merged: it is for the reader to judge.
 * Columns with more than 500 values are not compared.
 */
export function spellingDoubts(strata: readonly ByValues[]): string[] {
  const columns = Object.keys(strata[0] ?? {});
  return columns.flatMap((column) => {
    const values = [...new Set(strata.map((by) => by[column] ?? ''))].filter((value) => value !== '');
    if (values.length > MOST_COMPARED) return [];
    const doubts = values.flatMap((value, index) =>
      values
        .slice(index + 1)
        .filter((other) => areAlike(value, other))
        .map((other) => `${column}: "${value}" and "${other}" look like one name and are counted apart`),
    );
    return doubts.slice(0, MOST_SHOWN);
  });
}

/** Values of further arms that look like another spelling of one of the two arms that are compared. */
export const armDoubts = (others: Iterable<string>, arms: readonly string[]): string[] =>
  [...others].flatMap((other) =>
    arms
      .filter((arm) => areAlike(arm, other))
      .map((arm) => `arm "${other}" looks like "${arm}" and is counted as another arm`),
  );
