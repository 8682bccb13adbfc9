import { describe, expect, test } from 'vitest';
import {
  isStandby,
  isToPlan,
  saturdayOf,
  weekendsFrom,
  WEEKENDS,
} from '../../../src/fieldwork/duty/rules.js';
import { addDays, dateOnly, weekday } from '../../../src/platform/dates.js';

const MONDAY = dateOnly(2026, 9, 7);
const week = Array.from({ length: 7 }, (_, at) => addDays(MONDAY, at));

describe('the weekend of a day', () => {
  test('is the one that comes, and on Sunday the one that is', () => {
    expect(week.map(saturdayOf)).toEqual(Array.from({ length: 7 }, () => dateOnly(2026, 9, 12)));
  });

  test('is followed by those after it, each a Saturday', () => {
    const all = weekendsFrom(MONDAY);
    expect([all.length, all[0], all.every((day) => weekday(day) === 6)]).toEqual([
      WEEKENDS,
      dateOnly(2026, 9, 12),
      true,
    ]);
    expect(new Set(all).size).toBe(WEEKENDS);
  });

  test('is watched from Friday on, and planned from Wednesday on', () => {
    expect(week.map(isStandby)).toEqual([false, false, false, false, true, true, true]);
    expect(week.map(isToPlan)).toEqual([false, false, true, true, true, true, true]);
  });
});
