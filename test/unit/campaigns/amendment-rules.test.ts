import { describe, expect, test } from 'vitest';
import { mayVoid, type PlanKept } from '../../../src/campaigns/amendments/rules.js';
import type { LiveTest } from '../../../src/campaigns/amendments/schema.js';
import { asId } from '../../../src/platform/ids.js';

const live: readonly LiveTest[] = Array.from({ length: 10 }, (_one, ordinal) => ({
  id: asId<'test'>(`00000000-0000-4000-8000-00000000000${ordinal}`),
  ordinal,
  sector: ordinal < 5 ? 'bouw' : 'uitzend',
  ground: 'origin',
  employer: '0400000000',
  leaf: Buffer.alloc(32),
}));
const reason = 'een vacature bleek voor studenten';
const cells = ['bouw', 'uitzend'].map((sector) => ({
  sector,
  ground: 'origin',
  contrast: null,
  quota: 8,
  family: 1,
}));

/** Takes out that many tests of the first sector. */
function taking(tests: number, change: Partial<PlanKept>): string {
  const out = live.slice(0, tests);
  const ordinals = out.map(({ ordinal }) => ordinal);
  const verdict = mayVoid(
    live,
    out,
    { kind: 'void-tests', ordinals, reason },
    { cells, rolling: true, voided: [], pairsNeeded: 6, ...change },
  );
  return verdict.allowed ? 'allowed' : verdict.reason;
}

describe('a plan that fills up', () => {
  test('keeps its power as long as what was ever taken out leaves its quotas enough', () => {
    expect(taking(2, {})).toBe('allowed');
    expect(taking(3, {})).toBe('underpowered');
  });

  test('does not get back what earlier amendments took out', () => {
    const before = (sector: string) => ({ voided: [1, 1].map((tests) => ({ sector, ground: null, tests })) });
    expect(taking(1, before('bouw'))).toBe('underpowered');
    expect(taking(1, before('uitzend'))).toBe('allowed');
    expect(taking(1, { voided: [{ sector: 'uitzend', ground: null, tests: 3 }] })).toBe('underpowered');
  });
});

describe('a plan that was sealed whole', () => {
  test('keeps its power by the tests that stand in it', () => {
    expect(taking(1, { rolling: false, pairsNeeded: 4 })).toBe('allowed');
    expect(taking(2, { rolling: false, pairsNeeded: 4 })).toBe('underpowered');
  });

  test('needs none where its purpose asks none', () => {
    expect(taking(4, { rolling: false, pairsNeeded: null })).toBe('allowed');
  });
});

describe('a plan of several contrasts', () => {
  const contrasts = ['origin/origin', 'gender/sex'].map((ground) => ({
    sector: 'bouw',
    ground,
    contrast: { nl: ground, en: ground, fr: ground },
    quota: 5,
    family: 1,
  }));
  const tests = live.map((one) => ({
    ...one,
    sector: 'bouw',
    ground: one.ordinal < 5 ? 'origin/origin' : 'gender/sex',
  }));
  const taken = (ordinals: readonly number[]) =>
    mayVoid(
      tests,
      tests.filter(({ ordinal }) => ordinals.includes(ordinal)),
      { kind: 'void-tests', ordinals, reason },
      { cells: contrasts, rolling: false, voided: [], pairsNeeded: 4 },
    );

  test('keeps the power of each contrast, not that of the sector', () => {
    expect(taken([0, 5])).toEqual({ allowed: true });
    expect(taken([0, 1])).toEqual({ allowed: false, reason: 'underpowered' });
  });
});
