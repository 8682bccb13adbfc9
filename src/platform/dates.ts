// Dates without a time. A DateOnly is text in the form YYYY-MM-DD, so it sorts, compares and prints as it is stored;
// all counting goes through the day number (days since 1970-01-01), so no time zone can shift it.

declare const dateOnlyBrand: unique symbol;

/** A day of the proleptic Gregorian calendar as 'YYYY-MM-DD', years 0001 to 9999. */
export type DateOnly = string & { readonly [dateOnlyBrand]: true };

/** What a checked reading of text gives: the value, or what is wrong and what to do about it. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; problem: string; cure: string };

export interface CivilDate {
  year: number;
  /** 1 to 12 */
  month: number;
  /** 1 to 31 */
  day: number;
}

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days in a month of a year; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

function isRealDay(year: number, month: number, day: number): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 && day <= daysInMonth(year, month);
}

/** True when the text is an existing day written as YYYY-MM-DD. */
export function isDateOnly(text: string): text is DateOnly {
  return (
    SHAPE.test(text) && isRealDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8)))
  );
}

/** Reads YYYY-MM-DD; surrounding spaces are allowed, anything else is refused with a cure. */
export function parseDateOnly(text: string): Parsed<DateOnly> {
  const trimmed = text.trim();
  if (isDateOnly(trimmed)) return { ok: true, value: trimmed };
  const cure = 'write the date as year-month-day, for example 2027-03-29';
  if (SHAPE.test(trimmed)) return { ok: false, problem: `the day ${trimmed} does not exist`, cure };
  return { ok: false, problem: `"${trimmed}" is not a date`, cure };
}

/** Builds a day from its parts. @throws RangeError when that day does not exist. */
export function dateOnly(year: number, month: number, day: number): DateOnly {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  if (!isDateOnly(text)) throw new RangeError(`no such day: ${text}`);
  return text;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

export function toCivil(date: DateOnly): CivilDate {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8)) };
}

/** Days since 1970-01-01 (negative before it). */
export function toDayNumber(date: DateOnly): number {
  const { year, month, day } = toCivil(date);
  return civilToDayNumber(year, month, day);
}

/**
 * Day number of a civil date. The year is taken to start on 1 March, so that the leap day is the last of the year and
 * month lengths follow one linear formula (the usual era-based method: 400 years are 146,097 days).
 */
export function civilToDayNumber(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The day with this day number. @throws RangeError outside the years 0001 to 9999. */
export function fromDayNumber(dayNumber: number): DateOnly {
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return dateOnly(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
}

/** The day `days` calendar days later (earlier when negative). */
export function addDays(date: DateOnly, days: number): DateOnly {
  return fromDayNumber(toDayNumber(date) + days);
}

/** The same day so many months later; the last day of that month where it has no such day. */
export function addMonths(day: DateOnly, months: number): DateOnly {
  const { year, month, day: date } = toCivil(day);
  const at = year * 12 + (month - 1) + months;
  const [nextYear, nextMonth] = [Math.floor(at / 12), (at % 12) + 1];
  return dateOnly(nextYear, nextMonth, Math.min(date, daysInMonth(nextYear, nextMonth)));
}

/** Calendar days from `from` to `until`; negative when `until` is earlier. */
export function diffDays(from: DateOnly, until: DateOnly): number {
  return toDayNumber(until) - toDayNumber(from);
}

/** Sort order of two days: -1, 0 or 1. */
export function compare(a: DateOnly, b: DateOnly): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** ISO day of the week: Monday 1 to Sunday 7. */
export function weekday(date: DateOnly): number {
  return weekdayOfDayNumber(toDayNumber(date));
}

/** ISO day of the week of a day number: Monday 1 to Sunday 7 (1970-01-01 was a Thursday). */
export function weekdayOfDayNumber(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

/** A moment as a clock on a Brussels wall shows it. */
export interface LocalTime {
  date: DateOnly;
  /** Minutes after midnight on the clock, 0 to 1439. */
  minutes: number;
  /** ISO day of the week: Monday 1 to Sunday 7. */
  weekday: number;
}

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** The first year in which the rule below held in Belgium (directive 94/21/EC; kept by directive 2000/84/EC). */
const FIRST_SUMMER_TIME_YEAR = 1996;

const summerTimes = new Map<number, { from: number; until: number }>();

/** Summer time of a year, in milliseconds since 1970: from the last Sunday of March to that of October, 01:00 UTC. */
function summerTimeOf(year: number): { from: number; until: number } {
  const known = summerTimes.get(year);
  if (known) return known;
  if (year < FIRST_SUMMER_TIME_YEAR)
    throw new RangeError(`Brussels time is known from ${FIRST_SUMMER_TIME_YEAR} on, not for ${year}.`);
  const lastSunday = (month: number): number => {
    const last = civilToDayNumber(year, month, 31);
    return last - (weekdayOfDayNumber(last) % 7);
  };
  const bounds = { from: lastSunday(3) * DAY + 60 * MINUTE, until: lastSunday(10) * DAY + 60 * MINUTE };
  summerTimes.set(year, bounds);
  return bounds;
}

/** Milliseconds that Brussels is ahead of UTC at an instant. */
function offsetAt(instant: number): number {
  const { from, until } = summerTimeOf(new Date(instant).getUTCFullYear());
  return instant >= from && instant < until ? 120 * MINUTE : 60 * MINUTE;
}

/** Date, minutes after midnight and weekday in Brussels. @throws RangeError before 1996. */
export function toLocal(instant: Date): LocalTime {
  const local = instant.getTime() + offsetAt(instant.getTime());
  const dayNumber = Math.floor(local / DAY);
  const minutes = Math.floor((local - dayNumber * DAY) / MINUTE);
  return { date: fromDayNumber(dayNumber), minutes, weekday: weekdayOfDayNumber(dayNumber) };
}

/** The date in Brussels at an instant. @throws RangeError before 1996. */
export function toDateOnlyBrussels(instant: Date): DateOnly {
  return toLocal(instant).date;
}

/**
 * The instant at which a Brussels clock shows `minutes` after midnight (0 to 1439). A time that the clock skips in
 * spring becomes the moment an hour later; a time that it shows twice in autumn is the first of the two.
 * @throws RangeError before 1996 and for minutes outside the day.
 */
export function toInstant(date: DateOnly, minutes: number): Date {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes >= 1440)
    throw new RangeError(`A day has minutes 0 to 1439, not ${minutes}.`);
  const wall = toDayNumber(date) * DAY + minutes * MINUTE;
  const summer = wall - 120 * MINUTE;
  const { from, until } = summerTimeOf(Number(date.slice(0, 4)));
  return new Date(summer >= from && summer < until ? summer : wall - 60 * MINUTE);
}
