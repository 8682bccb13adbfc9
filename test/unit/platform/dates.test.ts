import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  compare,
  dateOnly,
  diffDays,
  fromDayNumber,
  isDateOnly,
  parseDateOnly,
  toDateOnlyBrussels,
  toDayNumber,
  toInstant,
  toLocal,
  weekday,
} from '../../../src/platform/dates.js';

const anyDayNumber = fc.integer({ min: -700_000, max: 2_900_000 });

/** What the runtime's own time zone data say, as the oracle. */
const brussels = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Brussels',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function oracle(instant: Date): { date: string; minutes: number } {
  const parts = new Map(brussels.formatToParts(instant).map((part) => [part.type, part.value]));
  const date = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  return { date, minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

describe('a date without a time', () => {
  it('is read from year-month-day, with spaces around it', () => {
    expect(parseDateOnly(' 2027-03-29 ')).toEqual({ ok: true, value: '2027-03-29' });
  });

  it.each(['2027-02-29', '2027-13-01', '2027-00-10', '2027-04-31', '0000-01-01'])(
    'does not exist as %s',
    (text) => {
      expect(isDateOnly(text)).toBe(false);
    },
  );

  it('is refused with the way to write it', () => {
    expect(parseDateOnly('29/03/2027')).toEqual({
      ok: false,
      problem: '"29/03/2027" is not a date',
      cure: 'write the date as year-month-day, for example 2027-03-29',
    });
  });

  it('has 29 February in 2028 and 2000, and not in 2100', () => {
    expect(['2028-02-29', '2000-02-29', '2100-02-29'].map(isDateOnly)).toEqual([true, true, false]);
  });

  it('cannot be built for a day that does not exist', () => {
    expect(() => dateOnly(2027, 2, 29)).toThrow('no such day: 2027-02-29');
  });

  it('has the same day number as the runtime counts in UTC', () => {
    fc.assert(
      fc.property(anyDayNumber, (dayNumber) => {
        const date = fromDayNumber(dayNumber);
        expect(date).toBe(new Date(dayNumber * 86_400_000).toISOString().slice(0, 10));
        expect(toDayNumber(date)).toBe(dayNumber);
      }),
    );
  });

  it('comes back after adding and subtracting the same days', () => {
    fc.assert(
      fc.property(anyDayNumber, fc.integer({ min: -5000, max: 5000 }), (dayNumber, days) => {
        const date = fromDayNumber(dayNumber);
        const later = addDays(date, days);
        expect(diffDays(date, later)).toBe(days);
        expect(compare(date, later)).toBe(Math.sign(-days) + 0);
      }),
    );
  });

  it('has the weekday that the runtime gives it, Monday 1 to Sunday 7', () => {
    fc.assert(
      fc.property(anyDayNumber, (dayNumber) => {
        const sundayIs0 = new Date(dayNumber * 86_400_000).getUTCDay();
        expect(weekday(fromDayNumber(dayNumber))).toBe(sundayIs0 === 0 ? 7 : sundayIs0);
      }),
    );
  });
});

describe('Brussels time', () => {
  it('agrees with the time zone data of the runtime from 1996 to 2037', () => {
    const from = Date.UTC(1996, 0, 1);
    const until = Date.UTC(2037, 11, 31);
    fc.assert(
      fc.property(fc.integer({ min: from / 60_000, max: until / 60_000 }), (minute) => {
        const instant = new Date(minute * 60_000);
        const { date, minutes } = toLocal(instant);
        expect({ date, minutes }).toEqual(oracle(instant));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with it around every change of the clock from 2024 to 2035', () => {
    const disagreements: string[] = [];
    for (let year = 2024; year <= 2035; year++) {
      for (const month of [2, 9]) {
        for (let minute = 24 * 24 * 60; minute < 31 * 24 * 60; minute += 30) {
          const instant = new Date(Date.UTC(year, month, 1) + minute * 60_000);
          const local = toLocal(instant);
          const right = oracle(instant);
          if (local.date !== right.date || local.minutes !== right.minutes)
            disagreements.push(instant.toISOString());
        }
      }
    }
    expect(disagreements).toEqual([]);
  });

  it('gives back the same clock time except where the clock skips it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 24_000 }),
        fc.integer({ min: 0, max: 1439 }).filter((minutes) => minutes < 120 || minutes >= 180),
        (dayNumber, minutes) => {
          const date = fromDayNumber(dayNumber);
          expect(toLocal(toInstant(date, minutes))).toEqual({ date, minutes, weekday: weekday(date) });
        },
      ),
    );
  });

  it('is one hour ahead of UTC in winter and two in summer', () => {
    expect(toInstant(dateOnly(2027, 1, 15), 9 * 60).toISOString()).toBe('2027-01-15T08:00:00.000Z');
    expect(toInstant(dateOnly(2027, 7, 15), 9 * 60).toISOString()).toBe('2027-07-15T07:00:00.000Z');
  });

  it('moves a time that the clock skips in spring an hour later', () => {
    const instant = toInstant(dateOnly(2027, 3, 28), 2 * 60 + 30);
    expect(toLocal(instant)).toEqual({ date: '2027-03-28', minutes: 3 * 60 + 30, weekday: 7 });
  });

  it('takes the first of the two moments that the clock shows twice in autumn', () => {
    expect(toInstant(dateOnly(2027, 10, 31), 2 * 60 + 30).toISOString()).toBe('2027-10-31T00:30:00.000Z');
  });

  it('knows that an evening in UTC is the next day in Brussels', () => {
    expect(toDateOnlyBrussels(new Date('2027-07-14T22:30:00Z'))).toBe('2027-07-15');
  });

  it('refuses minutes outside the day and years before common summer time', () => {
    expect(() => toInstant(dateOnly(2027, 1, 1), 1440)).toThrow('minutes 0 to 1439');
    expect(() => toLocal(new Date('1990-06-01T00:00:00Z'))).toThrow('from 1996 on');
  });

  it('is computed 200,000 times in well under two seconds', () => {
    const started = performance.now();
    let minutes = 0;
    for (let i = 0; i < 100_000; i++) {
      const instant = toInstant(fromDayNumber(20_000 + (i % 4000)), i % 1440);
      minutes += toLocal(instant).minutes;
    }
    expect(minutes).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
