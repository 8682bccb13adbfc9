import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidencePath, firstCrossing20 } from '../../../../src/statistics/index.js';
import { analyse, LONG, run, WIDE, wide } from './run.js';

const R_KEYS = [
  'pairs',
  'control',
  'treatment',
  'ratio',
  'difference',
  'netDiscrimination',
  'mcnemar',
  'conditionalOdds',
  'eValue',
  'clusterRobust',
  'direction',
  'verdict',
];

/** Every number of a value, so that none can be hidden. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}

describe('the JSON answer', () => {
  it('has exactly the keys of the contract', async () => {
    const answer = await analyse(WIDE, wide(9, 3, 5, 8));
    expect(Object.keys(answer)).toEqual(['input', 'overall', 'strata', 'pooled', 'multiplicity']);
    expect(Object.keys(answer.input)).toEqual(['rows', 'used', 'otherArms', 'unmatchedPairs', 'rejected']);
    expect(Object.keys(answer.overall)).toEqual(R_KEYS);
    expect(Object.keys(answer.overall.eValue)).toEqual([
      'uniform',
      'kt',
      'oneSided',
      'log10',
      'firstCrossing20',
    ]);
    expect(answer.multiplicity).toEqual({ method: 'bh', alpha: 0.05, rejected: [] });
    expect(answer.pooled).toBeNull();
  });

  it('puts the stratum before its figures', async () => {
    const { strata } = await analyse(`${WIDE} --by s`, 's,control,treatment\nx,1,0\ny,0,1\n');
    expect(Object.keys(strata[0])).toEqual(['by', ...R_KEYS]);
    expect(strata.map(({ by }: any) => by)).toEqual([{ s: 'x' }, { s: 'y' }]);
  });

  it('without discordant pairs gives no test, e-values of 1 and both intervals', async () => {
    const { overall } = await analyse(WIDE, wide(0, 0, 5, 8));
    expect(Object.values(overall.mcnemar)).toEqual([null, null, null, null, null, null]);
    expect(overall.conditionalOdds).toEqual({ estimate: null, ci: [null, null] });
    expect(overall.eValue).toMatchObject({ uniform: 1, kt: 1, oneSided: 1, firstCrossing20: null });
    expect(overall.verdict).toEqual({ kind: 'undetermined', why: 'no discordant pairs' });
    expect(numbersIn([overall.ratio.ci, overall.difference.ci])).toHaveLength(4);
  });

  it('with one to five discordant pairs gives every number and no verdict', async () => {
    const { overall } = await analyse(WIDE, wide(5, 0, 5, 8));
    expect(numbersIn(overall.mcnemar)).toHaveLength(6);
    expect(overall.verdict).toEqual({ kind: 'undetermined', why: 'too few discordant pairs' });
  });

  it('writes an infinite limit as null beside the finite one', async () => {
    const { overall } = await analyse(WIDE, wide(9, 0, 0, 8));
    expect(overall.ratio.estimate).toBeNull();
    expect(overall.ratio.ci[0]).toBeGreaterThan(1);
    expect(overall.ratio.ci[1]).toBeNull();
  });

  it('without any callback has no ratio', async () => {
    const { overall } = await analyse(WIDE, wide(0, 0, 0, 8));
    expect(overall.ratio).toEqual({ estimate: null, ci: [null, null], method: 'nam-blackwelder' });
  });

  it('holds the largest e-value and the smallest p at what a double can say', async () => {
    const { overall } = await analyse(WIDE, wide(1200, 0, 0, 0));
    expect(overall.eValue.uniform).toBe(Number.MAX_VALUE);
    expect(overall.eValue.log10.uniform).toBeGreaterThan(350);
    expect(overall.mcnemar.midP).toBe(1e-300);
  });

  it('never holds what is not a number', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9)).filter((counts) => counts.some((n) => n > 0)),
        async ([a, b, c, d]) => {
          const { out } = await run('analyse', `- --format json ${WIDE}`, wide(a, b, c, d));
          expect(numbersIn(JSON.parse(out)).every(Number.isFinite)).toBe(true);
          expect(JSON.parse(out).overall.pairs).toMatchObject({
            controlOnly: a,
            treatmentOnly: b,
            both: c,
            neither: d,
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('follows --alpha in intervals and in the family', async () => {
    const text = `s,${wide(9, 1, 4, 9).split('\n').filter(Boolean).join('\nx,')}\n`;
    const strict = await analyse(`${WIDE} --by s --alpha .001`, text);
    const usual = await analyse(`${WIDE} --by s`, text);
    expect(strict.multiplicity).toEqual({ method: 'bh', alpha: 0.001, rejected: [] });
    expect(usual.multiplicity.rejected).toEqual([{ s: 'x' }]);
    expect(strict.overall.ratio.ci[1]).toBeGreaterThan(usual.overall.ratio.ci[1]);
  });
});

it('stands alone on standard output; what became of the rows goes beside it', async () => {
  const { out, err } = await run('analyse', `- ${LONG} --format json`, 'ad,arm,call\n1,c,1\n1,t,0\n2,x,1\n');
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(err).toBe('3 rows, 2 counted, 1 of other arms (x 1), 0 pairs with one arm only, 0 left out\n');
});

describe('strata', () => {
  const block = (name: string, row: string, times: number): string => `${name},${row}\n`.repeat(times);
  const header = 's,control,treatment\n';

  it('counts one without discordant pairs in the family, with p = 1', async () => {
    // Seven discordant pairs: mid-p 2^-7 = .0078, rejected among 6 strata (.0083) and not among 7 (.0071).
    const empty = (many: number): string =>
      Array.from({ length: many }, (_, i) => block(`e${i}`, '0,0', 2)).join('');
    const six = await analyse(`${WIDE} --by s`, header + block('x', '1,0', 7) + empty(5));
    const seven = await analyse(`${WIDE} --by s`, header + block('x', '1,0', 7) + empty(6));
    expect([six.multiplicity.rejected, seven.multiplicity.rejected]).toEqual([[{ s: 'x' }], []]);
  });

  it('keeps one with five discordant pairs in the family, where it may be rejected', async () => {
    const { strata, multiplicity } = await analyse(`${WIDE} --by s`, header + block('x', '1,0', 5));
    expect(strata[0].verdict.why).toBe('too few discordant pairs');
    expect(multiplicity.rejected).toEqual([{ s: 'x' }]);
  });

  it('are the combinations of several columns', async () => {
    const { strata } = await analyse(
      `${WIDE} --by s,g`,
      's,g,control,treatment\nx,2,1,0\nx,10,1,0\ny,2,1,0\n',
    );
    expect(strata.map(({ by }: any) => by)).toEqual([
      { s: 'x', g: '2' },
      { s: 'x', g: '10' },
      { s: 'y', g: '2' },
    ]);
  });

  it('pooled are the sum of the strata', async () => {
    const { pooled, overall } = await analyse(
      `${WIDE} --by s`,
      header + block('x', '1,0', 7) + block('y', '0,1', 4) + block('y', '1,1', 3),
    );
    expect(pooled.ratio).toEqual(overall.ratio);
    expect(pooled.homogeneity).toMatchObject({ df: 1 });
    expect(pooled.homogeneity.chi2).toBeCloseTo(11, 10);
  });

  it('with discordant pairs in one stratum only have no test of homogeneity', async () => {
    const { pooled } = await analyse(`${WIDE} --by s`, header + block('x', '1,0', 7) + block('y', '1,1', 4));
    expect(pooled.homogeneity).toEqual({ chi2: null, df: null, p: null });
  });

  it('keep an empty value as a stratum of its own', async () => {
    const { strata } = await analyse(`${WIDE} --by s`, `${header},1,0\nx,1,0\n`);
    expect(strata.map(({ by }: any) => by.s)).toEqual(['', 'x']);
  });

  it('put a pair of two minds where its control application is, and say so', async () => {
    const { out, err } = await run(
      'analyse',
      `- ${LONG} --by s --format json`,
      'ad,arm,call,s\n1,t,0,x\n1,c,1,y\n',
    );
    const found = JSON.parse(out).strata.map((stratum: any) => [stratum.by.s, stratum.pairs.total]);
    expect(found).toEqual([
      ['x', 0],
      ['y', 1],
    ]);
    expect(err).toContain('line 3: pair ad=1 has two values of s');
  });
});

describe('the long form', () => {
  const study = 'ad,arm,call\n1,c,1\n2,t,0\n1,t,0\n2,c,1\n3,x,1\n3,c,0\n';

  it('ties the applications of one key together, in any order', async () => {
    const { overall } = await analyse(LONG, study);
    expect(overall.pairs).toMatchObject({ controlOnly: 2, total: 2 });
  });

  it('accounts for every row', async () => {
    const { input } = await analyse(LONG, study);
    expect(input).toEqual({ rows: 6, used: 4, otherArms: 1, unmatchedPairs: 1, rejected: [] });
  });

  it('keeps keys of several columns apart', async () => {
    const { overall } = await analyse(
      '--pair a,b --arm arm --control c --treatment t --outcome call',
      'a,b,arm,call\n1,12,c,1\n1,12,t,0\n11,2,c,0\n11,2,t,0\n',
    );
    expect(overall.pairs).toMatchObject({ controlOnly: 1, neither: 1 });
  });

  it('with --collapse max counts a pair as called back when any row was', async () => {
    const { overall, input } = await analyse(`${LONG} --collapse max`, 'ad,arm,call\n1,c,0\n1,c,1\n1,t,0\n');
    expect(overall.pairs.controlOnly).toBe(1);
    expect(input.used).toBe(3);
  });

  it('counts crossings in the order of the first row of each pair', async () => {
    const calls = ['c', 'c', 't', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'c', 'c'];
    const first = calls.map((call, ad) => `${ad},c,${call === 'c' ? 1 : 0}\n`);
    const second = calls.map((call, ad) => `${ad},t,${call === 't' ? 1 : 0}\n`).reverse();
    const { overall } = await analyse(LONG, `ad,arm,call\n${first.join('')}${second.join('')}`);
    const expected = firstCrossing20(calls.map((call) => (call === 'c' ? 'control' : 'treatment')));
    expect(overall.eValue.firstCrossing20).toBe(expected);
    expect(expected).not.toBeNull();
  });

  it('compares without pairing when asked', async () => {
    const { overall, pooled } = await analyse(
      `${LONG} --unpaired --by s`,
      'ad,arm,call,s\n1,c,1,x\n2,t,0,x\n3,c,1,y\n',
    );
    expect(Object.keys(overall)).toEqual([
      'control',
      'treatment',
      'ratio',
      'difference',
      'fisher',
      'clusterRobust',
    ]);
    expect([overall.control.n, overall.treatment.n, overall.ratio.method]).toEqual([2, 1, 'koopman']);
    expect(pooled).toBeNull();
  });

  it('needs no pair when unpaired', async () => {
    const { overall } = await analyse('--arm arm --control c --treatment t --outcome call --unpaired', study);
    expect(overall.control.n).toBe(3);
  });

  it('names the clusters of either arm', async () => {
    const { overall } = await analyse(
      `${LONG} --cluster k`,
      'ad,arm,call,k\n1,c,1,a\n1,t,0,b\n2,c,0,a\n2,t,1,c\n',
    );
    expect(overall.clusterRobust.clusters).toBe(3);
  });

  it('gives a cluster figure without numbers when there is one cluster', async () => {
    const { overall } = await analyse(`${LONG} --cluster k`, 'ad,arm,call,k\n1,c,1,a\n1,t,0,a\n');
    expect(overall.clusterRobust).toEqual({ clusters: 1, se: null, ci: [null, null], p: null });
  });
});

describe('the wide form', () => {
  it('finds the first crossing as the running evidence does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('control', 'treatment'), { minLength: 1, maxLength: 60 }),
        async (calls) => {
          const rows = calls.map((arm) => (arm === 'control' ? '1,0' : '0,1'));
          const { overall } = await analyse(WIDE, `control,treatment\n${rows.join('\n')}\n`);
          const path = [...evidencePath(calls)];
          const first = path.findIndex(({ logE }) => logE.uniform >= Math.log(20) - 1e-12);
          expect(overall.eValue.firstCrossing20).toBe(first < 0 ? null : first + 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('refuses a pair that stands there twice when pairs are named', async () => {
    const { code, err } = await run(
      'analyse',
      `- ${WIDE} --pair id`,
      'id,control,treatment\n7,1,0\n8,1,1\n7,0,0\n',
    );
    expect(code).toBe(3);
    expect(err).toMatch(/^line 4: pair id=7 already has a row \(line 2\)\nTake/);
  });

  it('collapses named pairs when asked', async () => {
    const { overall, input } = await analyse(
      `${WIDE} --pair id --collapse max`,
      'id,control,treatment\n7,1,0\n7,0,1\n',
    );
    expect([overall.pairs.both, input.used]).toEqual([1, 2]);
  });

  it('says the same as the long form of the same study', async () => {
    const outcome = fc.constantFrom('1', '0');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(outcome, outcome, fc.constantFrom('x', 'y')), { minLength: 1, maxLength: 20 }),
        async (pairs) => {
          const wideText = `id,control,treatment,s\n${pairs.map(([c, t, s], i) => `${i},${c},${t},${s}\n`).join('')}`;
          const longText = `ad,arm,call,s\n${pairs.map(([c, t, s], i) => `${i},c,${c},${s}\n${i},t,${t},${s}\n`).join('')}`;
          const one = await analyse(`${WIDE} --by s --cluster id`, wideText);
          const other = await analyse(`${LONG} --by s --cluster ad`, longText);
          expect({ ...one, input: null }).toEqual({ ...other, input: null });
        },
      ),
      { numRuns: 40 },
    );
  });
});
