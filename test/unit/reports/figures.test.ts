import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  FEWEST_SHOWN,
  shownOverlapping,
  shownPart,
  shownShare,
  shownTogether,
} from '../../../src/reports/desk/figures.js';

const counts = (...numbers: number[]) => numbers.map((count, at) => ({ code: String(at), count }));
const shown = (...numbers: number[]) => shownTogether(counts(...numbers)).map(({ count }) => count);

describe('counts that add up to a total', () => {
  test.each([
    [
      [9, 7, 0],
      [9, 7, 0],
    ],
    [
      [9, 7, 3],
      [9, null, null],
    ],
    [
      [20, 4, 3, 0],
      [20, null, null, 0],
    ],
    [
      [20, 1, 1, 8],
      [20, null, null, null],
    ],
    [[3], [null]],
    [
      [3, 0, 0],
      [null, null, null],
    ],
    [
      [2, 0, 2],
      [null, null, null],
    ],
    [[], []],
  ])('%j are shown as %j', (given, expected) => expect(shown(...given)).toEqual(expected));

  test('show no small one, and no difference that is one', () =>
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { maxLength: 8 }), (given) => {
        const result = shownTogether(counts(...given));
        const hidden = given.filter((_, at) => result[at]!.count === null);
        const seen = result.flatMap(({ count }) => (count === null ? [] : [count]));
        const small = seen.filter((count) => count > 0 && count < FEWEST_SHOWN);
        const missing = hidden.reduce((all, count) => all + count, 0);
        // Where there was no more to hide behind, nothing is seen at all.
        const hides = hidden.length > 1 && missing >= FEWEST_SHOWN;
        return small.length === 0 && (hidden.length === 0 || seen.length === 0 || hides);
      }),
    ));
});

test('a part is hidden with its total, and when what is left is small', () => {
  expect([shownPart(0, 9), shownPart(6, 12), shownPart(9, 9)]).toEqual([0, 6, 9]);
  expect([shownPart(3, 9), shownPart(7, 9), shownPart(0, 3)]).toEqual([null, null, null]);
});

test('counts that overlap are hidden too where the reports outside them are few', () => {
  const shown = (given: number[], total: number) =>
    shownOverlapping(
      given.map((count, at) => ({ code: String(at), count })),
      total,
    ).map(({ count }) => count);
  expect(shown([8, 9], 20)).toEqual([8, 9]);
  expect(shown([18, 9], 20)).toEqual([null, 9]);
  expect(shown([20, 9], 20)).toEqual([20, 9]);
  expect(shown([2, 6, 9], 20)).toEqual([null, null, 9]);
  expect(shown([3], 3)).toEqual([null]);
});

test('a share is shown where neither side of it is small', () => {
  expect([shownShare(10, 10), shownShare(0, 8), shownShare(6, 12)]).toEqual([100, 0, 50]);
  expect([shownShare(4, 4), shownShare(9, 10), shownShare(2, 10)]).toEqual([null, null, null]);
});
