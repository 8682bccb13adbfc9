import { join } from 'node:path';
import Holidays from 'date-holidays';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dateOnly, fromDayNumber, weekday } from '../../../src/platform/dates.js';
import { createCalendar, easter } from '../../../src/register/calendar.js';
import { loadReference } from '../../../src/register/reference.js';

const reference = loadReference(join(import.meta.dirname, '../../../scenarios/reference'));
const calendar = createCalendar(reference.holidays);
const flemishServices = { flemishServices: true };
const anyDay = fc.integer({ min: 19_700, max: 24_100 }).map(fromDayNumber);

function holidaysOf(year: number): string[] {
  return calendar.holidaysOf(year).map((holiday) => holiday.date);
}

describe('Easter', () => {
  // Published dates, with the earliest and latest possible among them.
  it.each([
    [1818, '1818-03-22'],
    [1943, '1943-04-25'],
    [1961, '1961-04-02'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('of %i is on %s', (year, date) => {
    expect(easter(year)).toBe(date);
  });

  it('is a Sunday between 22 March and 25 April in every year', () => {
    for (let year = 1583; year <= 4099; year++) {
      const date = easter(year);
      expect([weekday(date), date.slice(5) >= '03-22', date.slice(5) <= '04-25']).toEqual([7, true, true]);
    }
  });
});

describe('Belgian holidays', () => {
  it.each(Array.from({ length: 12 }, (_, i) => 2024 + i))(
    'of %i are those of an independent list',
    (year) => {
      const independent = new Holidays('BE')
        .getHolidays(year)
        .filter((holiday) => holiday.type === 'public')
        .map((holiday) => holiday.date.slice(0, 10));
      expect(holidaysOf(year)).toEqual(independent.sort());
    },
  );

  it('of 2027 that move are on 29 March, 6 May and 17 May', () => {
    expect(holidaysOf(2027)).toEqual(expect.arrayContaining(['2027-03-29', '2027-05-06', '2027-05-17']));
  });

  it('count 2 January, 11 July, 2 November and 26 December for the Flemish services alone', () => {
    const days = ['2026-01-02', '2029-07-11', '2026-11-02', '2028-12-26'].map((text) =>
      dateOnly(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8)),
    );
    expect(days.map((day) => calendar.isHoliday(day))).toEqual([false, false, false, false]);
    expect(days.map((day) => calendar.isHoliday(day, flemishServices))).toEqual([true, true, true, true]);
  });

  it('have their Dutch names', () => {
    expect(calendar.holidaysOf(2027).map((holiday) => holiday.rule.name.nl)).toContain(
      'Onze-Lieve-Heer-Hemelvaart',
    );
  });

  it('on a day that a year lacks do not fall in that year', () => {
    const leap = createCalendar([
      { code: 'leap', name: { nl: 'x', en: 'x' }, scope: 'national', on: { month: 2, day: 29 } },
    ]);
    expect([leap.holidaysOf(2027).length, leap.holidaysOf(2028).length]).toEqual([0, 1]);
  });
});

describe('a working day', () => {
  it('is not a Saturday, a Sunday or a holiday', () => {
    const days = [
      dateOnly(2027, 3, 26),
      dateOnly(2027, 3, 27),
      dateOnly(2027, 3, 28),
      dateOnly(2027, 3, 29),
      dateOnly(2027, 3, 30),
    ];
    expect(days.map((day) => calendar.isWorkingDay(day))).toEqual([true, false, false, false, true]);
  });

  it('next after Friday before Easter is the Tuesday', () => {
    expect(calendar.nextWorkingDay(dateOnly(2027, 3, 26))).toBe('2027-03-30');
  });

  it('is where a deadline on a holiday moves to, and a deadline on a working day stays', () => {
    expect(calendar.onOrAfter(dateOnly(2027, 5, 6))).toBe('2027-05-07');
    expect(calendar.onOrAfter(dateOnly(2027, 5, 7))).toBe('2027-05-07');
  });

  it('is counted over a holiday of the Flemish services when asked', () => {
    const friday = dateOnly(2025, 7, 10);
    expect(calendar.addWorkingDays(friday, 1)).toBe('2025-07-11');
    expect(calendar.addWorkingDays(friday, 1, flemishServices)).toBe('2025-07-14');
  });

  it('is reached by one step after another', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        let stepped = day;
        for (let i = 0; i < count; i++) stepped = calendar.nextWorkingDay(stepped);
        expect(calendar.addWorkingDays(day, count)).toBe(stepped);
      }),
    );
  });

  it('counted back from a working day ends where the count began', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 40 }), (day, count) => {
        const start = calendar.onOrAfter(day);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(start, count), -count)).toBe(start);
      }),
    );
  });

  it('is never more than five days away', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(calendar.nextWorkingDay(day) <= addDays(day, 5)).toBe(true);
      }),
    );
  });
});
