import { describe, expect, it } from 'vitest';
import type { HeardCall } from '../../../src/fieldwork/index.js';
import {
  agenciesOf,
  complianceOf,
  isOverHalf,
  standingOf,
} from '../../../src/findings/client-calls/rules.js';

const call = (code: HeardCall['code'], change: Partial<HeardCall> = {}): HeardCall => ({
  agency: 1,
  name: null,
  sector: 'uitzend',
  wave: 1,
  code,
  voidReason: null,
  ...change,
});
const times = <T>(n: number, one: T): T[] => Array.from({ length: n }, () => one);

describe('compliance', () => {
  it('is open and covert granting of valid answers, evading shown apart', () => {
    const found = complianceOf(1, [
      call('COMPLY-OPEN'),
      call('COMPLY-HIDDEN'),
      call('EVADE'),
      call('REFUSE-LAW'),
      call('COMPLY-OPEN', { voidReason: 'wish-repeated' }),
      call('not-reached'),
      call('stopped'),
      call('silent'),
    ]);
    expect(found).toMatchObject({
      n: 4,
      share: 0.5,
      evaded: 1,
      refusedByLaw: 1,
      voided: 1,
      silent: 1,
      notReached: 1,
      stopped: 1,
    });
  });

  it('counts an answer that waits for a coder nowhere', () =>
    expect(complianceOf(1, [call('COMPLY-OPEN'), call(null), call(null)])).toMatchObject({
      n: 1,
      share: 1,
      waiting: 2,
      voided: 0,
    }));

  it('carries the Wilson and the exact interval of its n', () => {
    // 1 of 29: the worked example of Newcombe (1998), methods 3 and 5.
    const { wilson, exact } = complianceOf(1, [call('COMPLY-OPEN'), ...times(28, call('REFUSE'))]);
    const rounded = [...wilson, ...exact].map((limit) => Number(limit?.toFixed(4)));
    expect(rounded).toEqual([0.0061, 0.1718, 0.0009, 0.1776]);
  });

  it('has no share and no interval without a valid answer', () =>
    expect(complianceOf(2, [call('stopped')])).toMatchObject({
      n: 0,
      share: null,
      wilson: [null, null],
      exact: [null, null],
    }));

  it('is over half only beyond half', () =>
    expect([
      isOverHalf({ n: 4, open: 1, hidden: 1 }),
      isOverHalf({ n: 3, open: 1, hidden: 1 }),
      isOverHalf({ n: 0, open: 0, hidden: 0 }),
    ]).toEqual([false, true, false]));
});

/** Waves by their granted and valid answers, in order; `-` is a wave without a valid answer. */
const waves = (...marks: readonly (`${number}/${number}` | '-')[]) =>
  marks.map((mark, index) => {
    const [granted = 0, n = 0] = mark === '-' ? [0, 0] : mark.split('/').map(Number);
    const heard = [...times(granted, call('COMPLY-OPEN')), ...times(n - granted, call('REFUSE'))];
    return complianceOf(index + 1, mark === '-' ? [call('not-reached')] : heard);
  });

describe('the two-wave rule', () => {
  it.each([
    ['one wave over half asks for the next', waves('1/1'), { kind: 'once', wave: 1 }],
    ['half is not over half', waves('1/2'), { kind: 'half-or-less', wave: 1 }],
    [
      'two waves in a row meet it, and a third is due',
      waves('2/3', '1/1'),
      { kind: 'two-waves', waves: [1, 2], thirdDue: true },
    ],
    [
      'no third is due once it was called',
      waves('1/1', '1/1', '0/1'),
      { kind: 'two-waves', waves: [1, 2], thirdDue: false },
    ],
    [
      'three in a row need no fourth',
      waves('1/1', '1/1', '1/1'),
      { kind: 'two-waves', waves: [2, 3], thirdDue: false },
    ],
    ['a better second wave ends it', waves('1/1', '1/2'), { kind: 'half-or-less', wave: 2 }],
    [
      'two waves that are not consecutive do not meet it',
      waves('1/1', '0/1', '1/1'),
      { kind: 'once', wave: 3 },
    ],
    ['a wave without a valid answer breaks the row', waves('1/1', '-', '1/1'), { kind: 'once', wave: 3 }],
    ['no valid answer says nothing', waves('-', '-'), { kind: 'no-valid-call' }],
  ])('%s', (_what, given, standing) => expect(standingOf(given)).toEqual(standing));

  it('concludes nothing while an answer of any wave waits for a coder', () =>
    expect(standingOf([...waves('1/1'), complianceOf(2, [call('COMPLY-OPEN'), call(null)])])).toEqual({
      kind: 'uncoded',
      waiting: 1,
    }));

  it('reads waves in any order', () =>
    expect(standingOf([...waves('1/1', '2/2')].reverse())).toEqual({
      kind: 'two-waves',
      waves: [1, 2],
      thirdDue: true,
    }));

  it('on a fixture of three agencies puts who meets it first', () => {
    const fixture = [
      call('REFUSE', { agency: 1 }),
      call('COMPLY-OPEN', { agency: 2 }),
      call('COMPLY-HIDDEN', { agency: 3 }),
      call('COMPLY-OPEN', { agency: 2, wave: 2 }),
      call('REFUSE-LAW', { agency: 3, wave: 2 }),
    ];
    expect(agenciesOf(fixture).map(({ agency, standing }) => [agency, standing.kind])).toEqual([
      [2, 'two-waves'],
      [1, 'half-or-less'],
      [3, 'half-or-less'],
    ]);
  });
});
