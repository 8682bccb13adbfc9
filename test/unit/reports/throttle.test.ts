import { expect, test } from 'vitest';
import { addMonths, dateOnly } from '../../../src/platform/dates.js';
import { dueDays } from '../../../src/reports/clocks.js';
import { createCalendar } from '../../../src/register/index.js';
import { createThrottle } from '../../../src/reports/listener/throttle.js';

function clockAt() {
  let now = Date.UTC(2026, 8, 7, 8);
  return {
    now: () => new Date(now),
    today: () => dateOnly(2026, 9, 7),
    pass: (seconds: number) => void (now += seconds * 1000),
  };
}

test('ten codes are not slowed down, more wait longer and longer, and never more than five seconds', () => {
  const clock = clockAt();
  const wait = createThrottle(clock, () => 0.5);
  const waits = Array.from({ length: 40 }, () => wait('192.0.2.1'));
  expect(waits.slice(0, 10)).toEqual(Array(10).fill(0));
  expect(waits.slice(10, 13)).toEqual([500, 1000, 1500]);
  expect(Math.max(...waits)).toBe(5000);
});

test('within a minute the office behind one address starts anew, also from the deepest debt', () => {
  const clock = clockAt();
  const wait = createThrottle(clock, () => 0.5);
  for (let count = 0; count < 10; count++) wait('192.0.2.1');
  clock.pass(60);
  expect(wait('192.0.2.1')).toBe(0);
  for (let count = 0; count < 100; count++) wait('192.0.2.1');
  clock.pass(60);
  expect(wait('192.0.2.1')).toBe(0);
});

test('one address says nothing of another, and all of Tor share a larger bucket', () => {
  const wait = createThrottle(clockAt(), () => 0.5);
  for (let count = 0; count < 30; count++) wait('192.0.2.1');
  expect(wait('192.0.2.2')).toBe(0);
  expect(Array.from({ length: 60 }, () => wait(undefined))).toEqual(Array(60).fill(0));
  expect(wait(undefined)).toBeGreaterThan(0);
});

test('a report of the 30th of November is answered by the last day of February', () => {
  expect(addMonths(dateOnly(2026, 11, 30), 3)).toBe('2027-02-28');
  expect(addMonths(dateOnly(2026, 10, 15), 3)).toBe('2027-01-15');
});

test('a last day in a weekend is the working day before it', () => {
  const calendar = createCalendar([]);
  expect(dueDays(dateOnly(2026, 9, 5), calendar)).toEqual({
    acknowledgeBy: '2026-09-11',
    feedbackBy: '2026-12-04',
  });
});
