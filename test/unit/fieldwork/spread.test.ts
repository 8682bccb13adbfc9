import { describe, expect, test } from 'vitest';
import { spreadOver } from '../../../src/fieldwork/dispatch/rules.js';
import { dateOnly } from '../../../src/platform/dates.js';
import { createCalendar, loadReference } from '../../../src/register/index.js';
import { scenarioFolder } from '../../../src/services.js';

const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);
const day = (number: number) => dateOnly(2026, 9, number);

describe('a backlog', () => {
  test('is spread in the order of the plan, as many a day as the plan says', () => {
    const late = Array.from({ length: 7 }, () => day(1));
    expect(spreadOver(late, 3, day(10), calendar)).toEqual([
      ...Array(3).fill(day(10)),
      ...Array(3).fill(day(11)),
      // The twelfth is a Saturday.
      day(14),
    ]);
  });

  test('pushes what stands behind it only as far as a day is full', () => {
    expect(spreadOver([day(1), day(1), day(10), day(10), day(11), day(18)], 2, day(10), calendar)).toEqual([
      day(10),
      day(10),
      day(11),
      day(11),
      day(14),
      day(18),
    ]);
  });

  test('never lets a pair pass one that stands before it, nor go before its own day', () => {
    expect(spreadOver([day(15), day(1), day(16)], 5, day(10), calendar)).toEqual([day(15), day(15), day(16)]);
  });

  test('is the same when it is spread twice', () => {
    const once = spreadOver([day(1), day(1), day(1), day(10), day(10)], 2, day(10), calendar);
    expect(spreadOver(once, 2, day(10), calendar)).toEqual(once);
  });
});
