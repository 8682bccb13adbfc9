// Figures of single applications against R, and which of them are published.
import { describe, expect, test } from 'vitest';
import { composeSingles } from '../../../../src/findings/singles/publication.js';
import { analyseSingles, directionOf, poolSingles } from '../../../../src/findings/singles/rules.js';
import { SinglePublication } from '../../../../src/findings/singles/schema.js';
import { asId } from '../../../../src/platform/ids.js';
import { expectClose, golden } from '../../statistics/golden.js';

const cell = (sector: string, control: [number, number], treatment: [number, number]) => ({
  sector,
  voided: 0,
  table: {
    control: { n: control[0], callbacks: control[1] },
    treatment: { n: treatment[0], callbacks: treatment[1] },
  },
});

describe('figures of single applications', () => {
  // Bertrand and Mullainathan 2004, both arms read without their pairing; R's fisher.test gives p = 4.758747e-5.
  test('agree with R on the golden data', () => {
    const { unpaired } = golden.comparisons.bm2004_white_black.paired;
    const [finding] = analyseSingles(
      [
        cell(
          'all',
          [unpaired.control.n, unpaired.control.callbacks],
          [unpaired.test.n, unpaired.test.callbacks],
        ),
      ],
      1,
      0.05,
    );
    expectClose(finding!.p, 4.758747e-5, 1e-6, 'Fisher');
    expectClose(finding!.p, unpaired.fisher.p, 1e-9, 'Fisher in full');
    expectClose(finding!.ratio.estimate, unpaired.ratio_control_over_test, 1e-12, 'ratio');
    unpaired.ratio_ci_katz_log.forEach((limit: number, at: 0 | 1) =>
      expectClose(finding!.ratio.ci[at], limit, 1e-9, 'Katz'),
    );
    expectClose(finding!.difference.estimate, unpaired.rate_difference, 1e-12, 'difference');
    unpaired.difference_ci_newcombe_hybrid.forEach((limit: number, at: 0 | 1) =>
      expectClose(finding!.difference.ci[at], limit, 1e-9, 'Newcombe'),
    );
    expect([finding!.rejectedByBh, directionOf(finding!)]).toEqual([true, 'against-treatment']);
  });

  // p of R's fisher.test(matrix(c(3,1,1,3),2)): 0.4857143; of matrix(c(10,2,3,15),2): 0.0005367241 (its help pages).
  test('have R’s two-sided p on small tables', () => {
    const [tea, twins] = analyseSingles(
      [cell('tea', [4, 3], [4, 1]), cell('twins', [12, 2], [18, 15])],
      2,
      0.05,
    );
    expect(tea!.p).toBeCloseTo(0.4857143, 7);
    expect(twins!.p).toBeCloseTo(0.0005367241, 10);
    expect([tea!.rejectedByBh, twins!.rejectedByBh, directionOf(twins!)]).toEqual([
      false,
      true,
      'against-control',
    ]);
    // Benjamini–Hochberg by hand: twice the least, and the other itself.
    expect([twins!.adjustedP, tea!.adjustedP]).toEqual([twins!.p! * 2, tea!.p]);
  });

  test('correct for the cells that are not shown, each with p = 1', () => {
    const one = cell('twins', [12, 2], [18, 15]);
    expect(analyseSingles([one], 10, 0.05)[0]!.adjustedP).toBeCloseTo(0.005367241, 9);
  });

  test('test nothing while an arm is empty', () => {
    const [empty] = analyseSingles([cell('bouw', [3, 1], [0, 0])], 1, 0.05);
    expect(empty).toMatchObject({ p: null, adjustedP: 1, rejectedByBh: false, ratio: { estimate: null } });
    expect(poolSingles([empty!])).toMatchObject({ kind: 'undetermined' });
  });

  test('compare each sector within itself: no pooled difference where only the mix of sectors differs', () => {
    const pooled = poolSingles([cell('a', [80, 40], [20, 10]), cell('b', [20, 2], [80, 8])]);
    if (pooled.kind !== 'tested') throw new Error('expected a test');
    expect([pooled.ratio.estimate, pooled.oddsRatio.estimate]).toEqual([1, 1]);
  });
});

describe('what is published of single applications', () => {
  const campaign = {
    id: asId<'campaign'>('00000000-0000-4000-8000-000000000001'),
    ground: 'origin',
    primaryDefinition: 'strict' as const,
  };
  const arm = (sector: string, which: 'control' | 'treatment', units: number, strict = 0) => ({
    sector,
    arm: which,
    units: Array.from({ length: units }, (_, at) => `${sector}-${which}-${at}`),
    strict,
    lenient: strict,
  });
  const both = (sector: string, control: number, treatment: number) => [
    arm(sector, 'control', control, 3),
    arm(sector, 'treatment', treatment, 1),
  ];
  const shown = (...atoms: ReturnType<typeof arm>[]) => {
    const publication = composeSingles(campaign, 'seal', atoms);
    expect(SinglePublication.parse(publication)).toEqual(publication);
    return {
      cells: publication.cells.map(({ cut, value }) => (cut === 'total' ? cut : value)),
      hidden: publication.hidden.sector,
    };
  };

  test('is every sector with ten employers in each arm, and the total', () => {
    expect(shown(...both('a', 10, 10), ...both('b', 12, 11))).toEqual({
      cells: ['total', 'a', 'b'],
      hidden: 0,
    });
  });

  test('is no sector whose one arm has fewer, nor one that the total would then tell', () => {
    expect(shown(...both('a', 30, 30), ...both('b', 12, 9), ...both('c', 20, 20))).toEqual({
      cells: ['total', 'a'],
      hidden: 2,
    });
  });

  test('is nothing where an arm has fewer in all', () => {
    expect(shown(...both('a', 40, 5), ...both('b', 40, 4))).toEqual({ cells: [], hidden: 2 });
  });

  test('leaves no arm of fewer than ten to be worked out, whatever the sectors', () => {
    for (let n = 0; n < 200; n += 1) {
      const sizes = [n % 7, (n * 3) % 23, (n * 5) % 17, (n * 11) % 29, 10 + (n % 4)];
      const atoms = sizes.flatMap((size, at) => both(`s${at}`, size + 1, ((size * 7) % 19) + 1));
      const { cells } = composeSingles(campaign, 'seal', atoms);
      const total = cells.find(({ cut }) => cut === 'total');
      if (total === undefined) continue;
      for (const which of ['control', 'treatment'] as const) {
        const visible = cells.filter(({ cut }) => cut === 'sector').map((one) => one.strict[which].n);
        const rest = total.strict[which].n - visible.reduce((sum, one) => sum + one, 0);
        expect([...visible, ...(rest === 0 ? [] : [rest])].every((size) => size >= 10)).toBe(true);
      }
    }
  });
});
