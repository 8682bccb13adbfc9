import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { JointCell } from '../../../../src/campaigns/index.js';
import { findInteractions } from '../../../../src/findings/sectors/joint.js';
import { writeCsv } from '../../../../src/findings/sectors/csv.js';
import { JointView } from '../../../../src/findings/sectors/joint-view.js';
import type { Finding } from '../../../../src/findings/sectors/views.js';
import { analysePairs, pairTable, type PairTable } from '../../../../src/statistics/index.js';
import { PageScope } from '../../../../src/web/context.js';

const CELLS: JointCell[] = ['bouw', 'zorg'].map((sector) => ({
  sector,
  ground: 'origin/both',
  parts: ['origin/origin', 'gender/sex'],
}));

function finding(value: string, ground: string, table: PairTable): Finding {
  return {
    value,
    ground,
    table,
    voided: null,
    units: null,
    analysis: analysePairs(table),
    evidence: null,
    adjustedP: 1,
    rejectedByBh: false,
  };
}

const ALONE = pairTable(40, 12, 10, 138);
const sector = (value: string, joint: PairTable): Finding[] => [
  finding(value, 'origin/origin', ALONE),
  finding(value, 'gender/sex', ALONE),
  finding(value, 'origin/both', joint),
];
const WORSE = pairTable(30, 60, 6, 104);

function shownAs(findings: readonly Finding[]): string {
  const contrast = (ground: string, nl: string) => ({
    sector: 'bouw',
    ground,
    contrast: { nl, en: nl, fr: nl },
    quota: 200,
    family: 1,
  });
  const cells = [
    contrast('origin/origin', 'alleen afkomst'),
    contrast('gender/sex', 'alleen geslacht'),
    contrast('origin/both', 'afkomst en geslacht'),
  ];
  const sectors = [{ code: 'bouw', nl: 'Bouw', en: 'Construction', fr: 'Construction' }];
  const interactions = findInteractions(findings, CELLS);
  return renderToString(
    <PageScope.Provider value={{ lang: 'nl', csrf: 'tok' }}>
      <JointView lang="nl" interactions={interactions} cells={cells} sectors={sectors} />
    </PageScope.Provider>,
  );
}

describe('the interaction of a 2 × 2 design', () => {
  test('is taken in each sector from its own three contrasts', () => {
    const found = findInteractions([...sector('bouw', WORSE), ...sector('zorg', ALONE)], CELLS);
    expect(found.map((one) => [one.sector, one.joint.table, one.alone.map(({ ground }) => ground)])).toEqual([
      ['bouw', WORSE, ['origin/origin', 'gender/sex']],
      ['zorg', ALONE, ['origin/origin', 'gender/sex']],
    ]);
  });

  test('is not shown where one of its three contrasts is hidden', () => {
    for (const hidden of sector('bouw', WORSE))
      expect(
        findInteractions(
          sector('bouw', WORSE).filter(({ ground }) => ground !== hidden.ground),
          CELLS,
        ),
      ).toEqual([]);
    expect(shownAs([])).toBe('');
  });

  test('tells how much worse both signals are together, with both intervals and what they mean', () => {
    const html = shownAs(sector('bouw', WORSE));
    // 54 of 200 less twice 2 of 200, in percentage points; (90/36) over the square of (52/50).
    expect(html).toContain('>25 (');
    expect(html).toContain('>2,31 (');
    expect(html).toContain('samen meer nadeel dan elk apart opgeteld');
    expect(html).toContain('bij “afkomst en geslacht” groter dan bij “alleen afkomst” en “alleen geslacht”');
  });

  test('says that it cannot be told from adding up when its interval holds 0', () => {
    expect(shownAs(sector('bouw', ALONE))).toContain('niet te onderscheiden van gewoon optellen');
  });

  test('says when there are too few discordant pairs', () => {
    expect(shownAs(sector('bouw', pairTable(5, 2, 1, 4)))).toContain('te weinig discordante paren');
  });
});

describe('the interaction in the file of published figures', () => {
  const cellsOf = (joint: PairTable) =>
    sector('bouw', joint).map(({ value, ground, table }) => ({
      cut: 'sector' as const,
      value,
      contrast: ground,
      strict: table,
      lenient: table,
    }));
  const linesOf = (cells: ReturnType<typeof cellsOf>): string[] =>
    writeCsv(
      {
        publication: {
          version: 'praktijktest/publication/2',
          campaign: 'c',
          ground: 'origin',
          primaryDefinition: 'strict',
          seal: 's',
          cells,
          hidden: { sector: 0, occupation: 0, bottleneck: 0, province: 0, wave: 0 },
        },
        publishedAt: new Date(Date.UTC(2026, 0, 1)),
        hash: 'h',
      },
      {
        alpha: 0.05,
        cells: cellsOf(WORSE).map(({ contrast }) => ({
          sector: 'bouw',
          ground: contrast,
          contrast: null,
          quota: 200,
          family: 1,
        })),
        joint: CELLS,
      },
    )
      .trimEnd()
      .split('\r\n');
  const interactions = (cells: ReturnType<typeof cellsOf>): string[][] =>
    linesOf(cells)
      .filter((line) => line.includes(',interaction,'))
      .map((line) => line.split(','));

  test('stands under the same heads, once per sector and definition, with what the page shows', () => {
    const [head = ''] = linesOf(cellsOf(WORSE));
    const heads = head.split(',');
    const lines = interactions(cellsOf(WORSE));
    expect(lines.map((line) => [line.length, ...line.slice(4, 9)])).toEqual(
      ['strict', 'lenient'].map((definition) => [
        heads.length,
        'origin/both',
        'interaction',
        'bouw',
        definition,
        'strict',
      ]),
    );
    const [line = []] = lines;
    const field = (name: string) => line[heads.indexOf(name)];
    expect([field('pairs'), field('control_rate'), field('verdict')]).toEqual(['', '', 'estimated']);
    expect(Number(field('difference'))).toBeCloseTo(0.25, 10);
    expect(Number(field('ratio'))).toBeCloseTo(90 / 36 / (52 / 50) ** 2, 10);
    expect(Number(field('difference_low'))).toBeGreaterThan(0);
  });

  test('is left out where one of its contrasts is hidden', () => {
    for (const hidden of cellsOf(WORSE))
      expect(interactions(cellsOf(WORSE).filter(({ contrast }) => contrast !== hidden.contrast))).toEqual([]);
  });

  test('says too few where a contrast is undetermined, with nothing estimated', () => {
    expect(interactions(cellsOf(pairTable(5, 2, 1, 4))).map((line) => line.slice(9))).toEqual(
      Array(2).fill([...Array<string>(19).fill(''), 'too few discordant pairs']),
    );
  });
});
