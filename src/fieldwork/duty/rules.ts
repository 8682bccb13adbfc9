import { addDays, weekday, type DateOnly } from '../../platform/dates.js';

/** How many weekends are planned ahead. */
export const WEEKENDS = 10;
const FRIDAY = 5;
const WEDNESDAY = 3;

/** The Saturday of the weekend that a day belongs to, or that comes next. */
export function saturdayOf(day: DateOnly): DateOnly {
  const number = weekday(day);
  return addDays(day, number === 7 ? -1 : 6 - number);
}

/** The weekend of a day and those after it. */
export const weekendsFrom = (day: DateOnly): DateOnly[] =>
  Array.from({ length: WEEKENDS }, (_, at) => addDays(saturdayOf(day), 7 * at));

/** Whether who stands by has to look: on the Friday before, when there is still time, and in the weekend. */
export const isStandby = (day: DateOnly): boolean => weekday(day) >= FRIDAY;

/** Whether a weekend that nobody watches is to be planned now. */
export const isToPlan = (day: DateOnly): boolean => weekday(day) >= WEDNESDAY;
