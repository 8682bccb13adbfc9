// What the reference files have in common: their fields, and the checks that the schema of one row cannot make.
import { z } from 'zod';
import { compare, isDateOnly } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';
import { didYouMean } from '../platform/yaml.js';
import type { DocumentPath, Fault, FaultMaker } from '../platform/yaml.js';

export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code has small letters, digits and single hyphens');
export const line = z.string().trim().min(1, 'the text is empty');
export const names = z.strictObject({ nl: line, en: line, fr: line.optional() });
export const day = z.custom<DateOnly>((value) => typeof value === 'string' && isDateOnly(value), {
  message: 'not an existing day',
  params: { cure: 'write it as year-month-day, for example 2027-03-29' },
});
export const status = z.literal('check').optional();

/** A fault for every code that stands in the list twice. `key` is the place of the list in its document. */
export function repeated(rows: readonly { code: string }[], key: string, fault: FaultMaker): Fault[] {
  return rows.flatMap((row, i) =>
    rows.findIndex((other) => other.code === row.code) < i
      ? [fault([key, i, 'code'], `the code "${row.code}" is used twice`, 'give each row a code of its own')]
      : [],
  );
}

/** A check that a code is one of the known ones. */
export function knownIn(fault: FaultMaker) {
  return (code: string, codes: readonly string[], path: DocumentPath): Fault[] =>
    codes.includes(code)
      ? []
      : [
          fault(
            path,
            `"${code}" is not in this file`,
            didYouMean(code, codes) ?? `use one of: ${codes.join(', ')}`,
          ),
        ];
}

/** Whether a period, of which `until` is the first day after it, holds on a day. */
export function holdsOn(period: { from: DateOnly; until?: DateOnly | undefined }, on: DateOnly): boolean {
  return compare(period.from, on) <= 0 && (period.until === undefined || compare(on, period.until) < 0);
}
