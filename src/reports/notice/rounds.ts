import { addDays, addMonths, dateOnly, diffDays, type DateOnly } from '../../platform/dates.js';

/** A Tuesday from which the rounds are counted, two weeks apart. */
const FIRST_ROUND = dateOnly(2026, 1, 6);
const DAYS_APART = 14;
const KEPT_MONTHS = 12;

const daysInto = (day: DateOnly): number =>
  ((diffDays(FIRST_ROUND, day) % DAYS_APART) + DAYS_APART) % DAYS_APART;

/** Whether the fortnightly message goes out on a day: fixed, whatever happened. */
export const isRound = (day: DateOnly): boolean => daysInto(day) === 0;

/** The next day after this one on which it goes out. */
export const nextRound = (day: DateOnly): DateOnly => addDays(day, DAYS_APART - daysInto(day));

/** The last round within the twelve months after a day: so long an address is kept, and no row says on which day it came. */
export function lastRound(day: DateOnly): DateOnly {
  const end = addMonths(day, KEPT_MONTHS);
  return addDays(end, -daysInto(end));
}
