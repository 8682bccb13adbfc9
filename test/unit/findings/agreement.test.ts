import { describe, expect, test } from 'vitest';
import { agreementsOf, gradeOf, type CodePair } from '../../../src/findings/quality/agreement.js';

const pair = (code: string, otherCode: string, count: number, other = 'b'): CodePair => ({
  one: 'a',
  other,
  oneName: 'Cleo',
  otherName: other,
  code,
  otherCode,
  count,
});

describe('the agreement of coders', () => {
  test('equals a value computed by hand', () => {
    // 20 + 15 of 50 alike, 25 expected by chance: Cohen (1960) gives 0.40.
    const [all] = agreementsOf([
      pair('INV', 'INV', 20),
      pair('INV', 'REJ', 5),
      pair('REJ', 'INV', 10),
      pair('REJ', 'REJ', 15),
    ]);
    expect(all?.kappa.kind === 'determined' ? all.kappa.kappa : null).toBeCloseTo(0.4, 10);
  });
  test('is given for all together, and for each pair when there is more than one', () => {
    const some = [pair('INV', 'INV', 3), pair('REJ', 'REJ', 3)];
    expect(agreementsOf(some).map(({ coders }) => coders)).toEqual([null]);
    expect(agreementsOf([...some, pair('INV', 'REJ', 1, 'c')]).map(({ coders }) => coders)).toEqual([
      null,
      ['Cleo', 'b'],
      ['Cleo', 'c'],
    ]);
  });
  test('is undetermined without answers, and with one code only', () => {
    expect([agreementsOf([])[0]?.kappa.kind, agreementsOf([pair('INV', 'INV', 9)])[0]?.kappa.kind]).toEqual([
      'undetermined',
      'undetermined',
    ]);
  });
  test.each([
    [0.8, 'good'],
    [0.79, 'low'],
    [0.7, 'low'],
    [0.69, 'too-low'],
  ])('of %d is %s', (kappa, grade) => {
    expect(gradeOf(kappa)).toBe(grade);
  });
});
