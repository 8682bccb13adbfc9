// A wave of reports is seen by days and counts alone.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOnly, type DateOnly } from '../../../src/platform/dates.js';
import { SURGE, surgesIn } from '../../../src/reports/desk/surge.js';

const TODAY = dateOnly(2026, 9, 7);
const counts = (...back: readonly (readonly [number, number])[]): Map<DateOnly, number> =>
  new Map(back.map(([days, count]) => [addDays(TODAY, -days), count]));

test('ten on one day after quiet weeks are told, nine are not', () => {
  expect(surgesIn(counts([0, 10]), TODAY)).toEqual([{ day: TODAY, count: 10 }]);
  expect(surgesIn(counts([0, 9]), TODAY)).toEqual([]);
});

test('a channel that is busy every day has no wave on a day that is like the others', () => {
  const busy = Array.from({ length: 40 }, (_, at) => [at, 30] as const);
  expect(surgesIn(counts(...busy), TODAY)).toEqual([]);
  expect(surgesIn(new Map([...counts(...busy), [TODAY, 120]]), TODAY)).toEqual([{ day: TODAY, count: 120 }]);
});

test('a wave is told for a week, the newest first', () => {
  expect(surgesIn(counts([6, 60], [1, 50]), TODAY).map(({ count }) => count)).toEqual([50, 60]);
  expect(surgesIn(counts([7, 60]), TODAY)).toEqual([]);
});

test('no day with fewer than ten is ever told', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 40 }), (days) => {
      const told = surgesIn(counts(...days.map((count, at) => [at, count] as const)), TODAY);
      expect(told.every(({ count }) => count >= SURGE.fewest)).toBe(true);
    }),
  );
});
