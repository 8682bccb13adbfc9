// Who calls for which pair, and what follows a call in which nobody was spoken to.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accountOf,
  keyOf,
  MOST_ATTEMPTS,
  shareOut,
  whatFollows,
  type CallerPair,
} from '../../../src/fieldwork/candidate-calls/rules.js';
import { UNREACHED } from '../../../src/fieldwork/candidate-calls/schema.js';
import { sha256 } from '../../../src/platform/crypto.js';
import { openStream } from '../../../src/platform/rng.js';

const streamOf = (seed: number) => openStream(sha256('seed', String(seed)), 'callers', 0);

/** Testers of whom each is heard as the control, the treatment, or as either. */
const house = fc.record({
  seed: fc.nat(),
  heard: fc.array(fc.constantFrom('control', 'treatment', 'either'), { minLength: 2, maxLength: 6 }),
  pairs: fc.integer({ min: 1, max: 60 }),
});
const eligibleOf = (heard: readonly string[]): CallerPair[] =>
  heard.flatMap((a, control) =>
    heard.flatMap((b, treatment) =>
      control !== treatment && a !== 'treatment' && b !== 'control'
        ? [{ control: `t${control}`, treatment: `t${treatment}` }]
        : [],
    ),
  );

describe('sharing out callers', () => {
  test('gives every pair two of those who can, each two equally often, to one; and the same again from the same seed', () => {
    fc.assert(
      fc.property(house, ({ seed, heard, pairs }) => {
        const eligible = eligibleOf(heard);
        const waiting = Array.from({ length: pairs }, (_, n) => ({ test: `p${n}`, eligible, began: {} }));
        const shared = shareOut(waiting, new Map(), streamOf(seed));
        expect(shared).toHaveLength(eligible.length === 0 ? 0 : pairs);
        const times = new Map(eligible.map((one) => [keyOf(one), 0]));
        for (const { callers } of shared) times.set(keyOf(callers), times.get(keyOf(callers))! + 1);
        const counts = [...times.values()];
        if (counts.length > 0) expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        expect(shareOut(waiting, new Map(), streamOf(seed))).toEqual(shared);
      }),
      { numRuns: 300 },
    );
  });

  test('lets who can be heard as either take both arms equally often', () => {
    const eligible = eligibleOf(['either', 'either']);
    const waiting = Array.from({ length: 40 }, (_, n) => ({ test: `p${n}`, eligible, began: {} }));
    const asControl = shareOut(waiting, new Map(), streamOf(1)).filter(
      ({ callers }) => callers.control === 't0',
    );
    expect(asControl).toHaveLength(20);
  });

  test('goes on from what was shared before, and leaves in place who has called', () => {
    const eligible = eligibleOf(['control', 'control', 'treatment', 'treatment']);
    const used = new Map([[keyOf({ control: 't0', treatment: 't2' }), 5]]);
    const later = shareOut(
      [
        { test: 'a', eligible, began: { control: 't1' } },
        { test: 'b', eligible, began: {} },
        { test: 'c', eligible, began: { control: 't9' } },
      ],
      used,
      streamOf(2),
    );
    expect(later.map(({ test }) => test)).toEqual(['a', 'b']);
    expect(later[0]!.callers.control).toBe('t1');
    expect(keyOf(later[1]!.callers)).not.toBe('t0 t2');
  });
});

describe('what follows a call', () => {
  test('that reached nobody is another day, until the third', () => {
    for (const how of UNREACHED)
      for (let tried = 1; tried <= 4; tried += 1)
        expect(whatFollows(how, tried, 'running')).toEqual(
          tried < MOST_ATTEMPTS ? { kind: 'again' } : { kind: 'over', why: 'not-reached' },
        );
  });

  test.each([
    ['wrong-number', 'running', { kind: 'over', why: 'call-wrong-number' }],
    ['stopped', 'paused', { kind: 'over', why: 'call-stopped' }],
    ['given-back', 'running', { kind: 'leave' }],
    ['busy', 'stopped', { kind: 'over', why: 'campaign-stopped' }],
    ['busy', 'closing', { kind: 'over', why: 'campaign-closing' }],
  ] as const)('%s in a campaign that is %s', (result, state, follows) => {
    expect(whatFollows(result, 1, state)).toEqual(follows);
  });
});

test('an account tells where the script was left, below what was said', () => {
  expect([accountOf('Ja.', '', 'Afwijking'), accountOf('Ja.', 'Ik lachte.', 'Afwijking')]).toEqual([
    'Ja.',
    'Ja.\n\nAfwijking: Ik lachte.',
  ]);
});
