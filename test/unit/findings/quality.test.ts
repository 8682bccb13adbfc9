import { describe, expect, test } from 'vitest';
import {
  checkBalance,
  concludeDifference,
  concludeRatio,
  type Arrangement,
} from '../../../src/findings/quality/rules.js';
import { accessTo } from '../../../src/findings/sectors/rules.js';
import { writeCsv } from '../../../src/findings/sectors/csv.js';
import { clusterOfPairs, clusterRobustDifference, pairTable } from '../../../src/statistics/index.js';

const arrangement = (planned: number, change: Partial<Arrangement> = {}): Arrangement => ({
  firstArm: 'control',
  template: 0,
  layout: 0,
  planned,
  sent: planned,
  counted: planned,
  voided: 0,
  ...change,
});

describe('the balance of a campaign', () => {
  test('is fine when every arrangement came up as often', () => {
    expect(checkBalance([arrangement(20), arrangement(20)]).planned).toMatchObject({ kind: 'tested', p: 1 });
  });
  test('is odd when one arrangement was sent far more often', () => {
    const { planned, sent } = checkBalance([arrangement(40, { sent: 40 }), arrangement(40, { sent: 5 })]);
    expect([planned, sent]).toEqual([
      expect.objectContaining({ p: 1 }),
      expect.objectContaining({ p: expect.closeTo(1.8e-7, 8) as number }),
    ]);
  });
  test('of voids is odd when they fall on one arrangement', () => {
    const { voids } = checkBalance([
      arrangement(40, { counted: 20, voided: 20 }),
      arrangement(40, { counted: 40 }),
    ]);
    expect(voids.kind === 'tested' && voids.p < 1e-6).toBe(true);
  });
  test('cannot be said before anything counts', () => {
    expect(checkBalance([]).counted.kind).toBe('undetermined');
  });
});

describe('what a table allows to be said', () => {
  test.each([
    [pairTable(0, 11, 0, 1), 'against-treatment'],
    [pairTable(0, 0, 11, 1), 'against-control'],
    [pairTable(3, 6, 5, 9), 'chance'],
    [pairTable(0, 5, 0, 100), 'too-few'],
  ])('%o: %s', (table, conclusion) => {
    expect(concludeRatio(table)).toBe(conclusion);
  });
  test('from clusters is nothing when every employer did the same', () => {
    const clusters = Array.from({ length: 8 }, () => clusterOfPairs(pairTable(0, 1, 0, 0)));
    const result = clusterRobustDifference(clusters, { correction: 'CR2' });
    expect(concludeDifference(pairTable(0, 8, 0, 0), result)).toBe('not-computed');
  });
  test('from clusters names the side that all of the interval lies on', () => {
    const clusters = [
      ...Array.from({ length: 30 }, () => clusterOfPairs(pairTable(0, 1, 0, 0))),
      ...Array.from({ length: 10 }, () => clusterOfPairs(pairTable(0, 0, 0, 1))),
    ];
    const result = clusterRobustDifference(clusters, { correction: 'CR2' });
    expect(concludeDifference(pairTable(0, 30, 0, 10), result)).toBe('against-treatment');
  });
});

describe('who sees the figures of a campaign', () => {
  const campaign = { purpose: 'baseline', stopRule: 'e-value', state: 'running' } as const;
  test.each([
    ['the team of a running baseline that stops by e-value: all', campaign, true, 'all'],
    [
      'the team of a baseline with a fixed end: nothing yet',
      { ...campaign, stopRule: 'fixed' },
      true,
      'waits',
    ],
    ['others before the close: nothing yet', campaign, false, 'waits'],
    ['others after the close: the published set', { ...campaign, state: 'closed' }, false, 'published'],
    ['others of a stopped baseline: nothing', { ...campaign, state: 'stopped' }, false, 'waits'],
    [
      'the team of a case: all, whatever the stop rule',
      { ...campaign, purpose: 'enforcement', stopRule: 'fixed' },
      true,
      'all',
    ],
    [
      'others of a case, even a closed one: not that it is there',
      { ...campaign, purpose: 'enforcement', state: 'closed' },
      false,
      'none',
    ],
    [
      'others of a contract clause: not that it is there',
      { ...campaign, purpose: 'contract-clause', state: 'closed' },
      false,
      'none',
    ],
  ] as const)('%s', (_name, one, member, access) => {
    expect(accessTo(one, member)).toBe(access);
  });
});

describe('the file of published figures', () => {
  const table = { both: 1, controlOnly: 7, treatmentOnly: 1, neither: 11 };
  const rowsOf = (value: string): string[] =>
    writeCsv(
      {
        publication: {
          version: 'praktijktest/publication/1',
          campaign: 'c',
          ground: 'origin',
          primaryDefinition: 'strict',
          seal: 's',
          cells: [{ cut: 'occupation', value, strict: table, lenient: { ...table, controlOnly: 2 } }],
          hidden: { sector: 0, occupation: 0, bottleneck: 0, province: 0, wave: 0 },
        },
        publishedAt: new Date(Date.UTC(2026, 0, 1)),
        hash: 'h',
      },
      { alpha: 0.05, cells: [], joint: [] },
    )
      .trimEnd()
      .split('\r\n');

  test.each([
    ['=1+1', `'=1+1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['+32', `'+32`],
    ['-2+3', `'-2+3`],
    ['Kok, hulp "m/v"', '"Kok, hulp ""m/v"""'],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])('writes the occupation %s so that no spreadsheet runs it', (value, written) => {
    expect(rowsOf(value)[1]).toContain(`,occupation,${written},strict,`);
  });
  test('keeps a negative number a number', () => {
    expect(rowsOf('Kok')[1]).toMatch(/,0\.3,-?0\.\d+,0\.\d+,/);
  });
  test('tests nothing below six discordant pairs, and says why', () => {
    expect(rowsOf('Kok')[2]).toMatch(/,,,too few discordant pairs$/);
  });
  test('has as many fields in each row as in its head', () => {
    expect(rowsOf('Kok').map((row) => row.split(',').length)).toEqual([29, 29, 29]);
  });
});
