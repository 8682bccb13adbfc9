import { describe, expect, it } from 'vitest';
import {
  assignGrades,
  gradingLoss,
  probabilityAbove,
  shrinkNormal,
  type Posterior,
} from '../../../src/statistics/index.js';
import { golden } from './golden.js';

/** A seeded stream (mulberry32), so that a failure can be repeated. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function lossOf(units: readonly Posterior[], grades: readonly number[], lambda: number): number {
  let loss = 0;
  for (const [i, above] of units.entries()) {
    for (const [j, below] of units.entries())
      if (grades[i]! < grades[j]!) loss += gradingLoss(above, below, lambda);
  }
  return loss;
}

/** Every weak ordering of n units, as grades from 1 without gaps. */
function* weakOrderings(n: number): Generator<number[]> {
  const total = n ** n;
  for (let code = 0; code < total; code += 1) {
    const grades = Array.from({ length: n }, (_, i) => (Math.floor(code / n ** i) % n) + 1);
    const most = Math.max(...grades);
    if (new Set(grades).size === most) yield grades;
  }
}

const random = stream(20);
const cases = Array.from({ length: 30 }, (_, i) => ({
  n: 2 + (i % 5),
  lambda: [0.25, 0.1, 0.6][i % 3]!,
  sd: i % 2 === 0 ? null : 0.5 + random(),
  seed: i + 1,
})).map(({ n, lambda, sd, seed }) => {
  const draw = stream(seed);
  const units = Array.from({ length: n }, () => ({ mean: 4 * draw(), sd: sd ?? 0.3 + 1.2 * draw() }));
  return {
    name: `${n} units, λ ${lambda}, ${sd === null ? 'unequal' : 'equal'} spread, case ${seed}`,
    units,
    lambda,
  };
});

describe('grades', () => {
  it.each(cases)('have the least loss of all weak orderings: $name', ({ units, lambda }) => {
    const result = assignGrades(units, lambda);
    expect(result.loss).toBeCloseTo(lossOf(units, result.grades, lambda), 12);
    let least = Infinity;
    for (const grades of weakOrderings(units.length)) least = Math.min(least, lossOf(units, grades, lambda));
    expect(result.loss).toBeCloseTo(least, 12);
  });

  it('put units apart only when π is above 1/(1 + λ)', () => {
    const gapFor = (pi: number): number => Math.SQRT2 * (pi > 0.8 ? 0.9 : 0.8);
    const two = (gap: number): number =>
      assignGrades([
        { mean: gap, sd: 1 },
        { mean: 0, sd: 1 },
      ]).count;
    expect(two(gapFor(0.7))).toBe(1);
    expect(two(gapFor(0.9))).toBe(2);
  });

  it('of 108 firms are few and follow the posterior means', () => {
    const { theta_hat, s } = golden.comparisons.krw108.firms;
    const shrunk = shrinkNormal((theta_hat as number[]).map((estimate, i) => ({ estimate, se: s[i] })));
    if (shrunk.kind === 'undetermined') throw new Error(shrunk.why);
    const { grades, count } = assignGrades(shrunk.units);
    expect(count).toBeGreaterThan(1);
    expect(count).toBeLessThan(8);
    const order = shrunk.units.map((unit, i) => [unit.mean, grades[i]!] as const).sort((x, y) => y[0] - x[0]);
    expect(order.every(([, grade], i) => i === 0 || grade >= order[i - 1]![1])).toBe(true);
  });

  it('of no units are no grades', () => {
    expect(assignGrades([])).toEqual({ grades: [], count: 0, loss: 0 });
  });
});

describe('the probability that one unit is above another', () => {
  it.each([
    [0.4, 1, 0, 1],
    [0.1, 0.2, 0.25, 0.4],
    [-1, 2, 0.5, 0.3],
  ])('agrees with a million draws: N(%d, %d²) over N(%d, %d²)', (m1, s1, m2, s2) => {
    const draw = stream(7);
    let above = 0;
    for (let i = 0; i < 1_000_000; i += 1) {
      const radius = Math.sqrt(-2 * Math.log(1 - draw()));
      const angle = 2 * Math.PI * draw();
      if (m1 + s1 * radius * Math.cos(angle) > m2 + s2 * radius * Math.sin(angle)) above += 1;
    }
    const exact = probabilityAbove({ mean: m1, sd: s1 }, { mean: m2, sd: s2 });
    expect(Math.abs(exact - above / 1_000_000)).toBeLessThan(0.005);
  });

  it('of two known values is 0, ½ or 1', () => {
    const at = (mean: number): Posterior => ({ mean, sd: 0 });
    expect([
      probabilityAbove(at(1), at(0)),
      probabilityAbove(at(0), at(1)),
      probabilityAbove(at(1), at(1)),
    ]).toEqual([1, 0, 0.5]);
  });
});
