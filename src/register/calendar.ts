// The Belgian calendar: holidays from rules (scenarios/reference/holidays.yaml), working days, and Brussels clock time.
// Pure: the same rules and day give the same answer, whoever asks and whenever.
import { addDays, dateOnly, isDateOnly, toCivil, weekday } from '../platform/dates.js';
import type { DateOnly } from '../platform/dates.js';

export { toInstant, toLocal } from '../platform/dates.js';
export type { DateOnly, LocalTime } from '../platform/dates.js';

/** A day off that comes back every year: on a fixed day, or a number of days after Easter Sunday. */
export interface HolidayRule {
  code: string;
  name: { nl: string; en: string; fr?: string | undefined };
  /** `national`: a public holiday everywhere; `flemish-services`: the Flemish government's services are closed as well. */
  scope: 'national' | 'flemish-services';
  on: { month: number; day: number } | { easter: number };
}

export interface CalendarOptions {
  /** Count the days on which only the Flemish government's services are closed too (for terms, not for sending). */
  flemishServices?: boolean;
}

export interface Holiday {
  date: DateOnly;
  rule: HolidayRule;
}

/** A calendar made of holiday rules. Weekends are Saturday and Sunday; a holiday in a weekend is not moved. */
export interface Calendar {
  readonly rules: readonly HolidayRule[];
  /** Holidays of a year in order of date. */
  holidaysOf(year: number, options?: CalendarOptions): readonly Holiday[];
  isHoliday(date: DateOnly, options?: CalendarOptions): boolean;
  isWorkingDay(date: DateOnly, options?: CalendarOptions): boolean;
  /** The first working day after this one. */
  nextWorkingDay(date: DateOnly, options?: CalendarOptions): DateOnly;
  /** This day when it is a working day, else the first one after it: where a deadline moves to. */
  onOrAfter(date: DateOnly, options?: CalendarOptions): DateOnly;
  /** The day that is `count` working days later (earlier when negative); 0 gives the day itself. */
  addWorkingDays(date: DateOnly, count: number, options?: CalendarOptions): DateOnly;
}

/**
 * Easter Sunday of a year of the Gregorian calendar.
 * Source: the anonymous Gregorian computus, J. Meeus, Astronomical Algorithms (1991), ch. 8.
 */
export function easter(year: number): DateOnly {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sum = epact + toSunday - 7 * late + 114;
  return dateOnly(year, Math.floor(sum / 31), (sum % 31) + 1);
}

export function createCalendar(rules: readonly HolidayRule[]): Calendar {
  const years = new Map<number, { all: readonly Holiday[]; every: Set<string>; national: Set<string> }>();

  const yearOf = (year: number) => {
    const known = years.get(year);
    if (known) return known;
    const all = rules.flatMap((rule) => datesOf(rule, year)).sort((a, b) => (a.date < b.date ? -1 : 1));
    const national = all.filter((holiday) => holiday.rule.scope === 'national');
    const made = { all, every: setOf(all), national: setOf(national) };
    years.set(year, made);
    return made;
  };

  const isHoliday = (date: DateOnly, options?: CalendarOptions): boolean => {
    const year = yearOf(toCivil(date).year);
    return (options?.flemishServices ? year.every : year.national).has(date);
  };
  const isWorkingDay = (date: DateOnly, options?: CalendarOptions): boolean =>
    weekday(date) <= 5 && !isHoliday(date, options);
  const seek = (date: DateOnly, step: 1 | -1, options?: CalendarOptions): DateOnly => {
    let day = date;
    while (!isWorkingDay(day, options)) day = addDays(day, step);
    return day;
  };

  return {
    rules,
    holidaysOf: (year, options) =>
      yearOf(year).all.filter((holiday) => options?.flemishServices || holiday.rule.scope === 'national'),
    isHoliday,
    isWorkingDay,
    nextWorkingDay: (date, options) => seek(addDays(date, 1), 1, options),
    onOrAfter: (date, options) => seek(date, 1, options),
    addWorkingDays: (date, count, options) => {
      const step = count < 0 ? -1 : 1;
      let day = date;
      for (let left = Math.abs(count); left > 0; left--) day = seek(addDays(day, step), step, options);
      return day;
    },
  };
}

function datesOf(rule: HolidayRule, year: number): Holiday[] {
  if ('easter' in rule.on) return [{ date: addDays(easter(year), rule.on.easter), rule }];
  const text = `${String(year).padStart(4, '0')}-${String(rule.on.month).padStart(2, '0')}-${String(rule.on.day).padStart(2, '0')}`;
  return isDateOnly(text) ? [{ date: text, rule }] : [];
}

function setOf(holidays: readonly Holiday[]): Set<string> {
  return new Set(holidays.map((holiday) => holiday.date));
}
