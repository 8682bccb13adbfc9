import { describe, expect, test } from 'vitest';
import { assignGrades, shrinkNormal } from '../../../../src/statistics/index.js';
import { expectClose, golden } from '../../statistics/golden.js';
import { haveStudies, studyFile } from './studies.js';
import { analyse, run, wide, WIDE } from './run.js';

/** A wide file with a sector: rows of several wide files under their names. */
function sectors(tables: Readonly<Record<string, readonly [number, number, number, number]>>): string {
  const rows = Object.entries(tables).flatMap(([name, table]) =>
    wide(...table)
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => `${name},${row}`),
  );
  return `sector,control,treatment\n${rows.join('\n')}\n`;
}

const FOUR = sectors({
  a: [60, 5, 20, 115],
  b: [55, 8, 20, 117],
  c: [15, 14, 20, 151],
  d: [10, 12, 20, 158],
});

describe('a report card of strata', () => {
  test('puts the two unequal sectors in another grade than the two equal ones', async () => {
    const { grades } = await analyse(`${WIDE} --by sector --grades`, FOUR);
    expect(grades.count).toBe(2);
    expect(
      grades.units.map((unit: { by: { sector: string }; grade: number }) => [unit.by.sector, unit.grade]),
    ).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 2],
    ]);
  });

  test('is the engine’s shrinkage and cuts on the differences that it prints', async () => {
    const { grades, strata } = await analyse(`${WIDE} --by sector --grades --lambda .5`, FOUR);
    const shrunk = shrinkNormal(grades.units);
    if (shrunk.kind === 'undetermined') throw new Error(shrunk.why);
    expect(grades.units.map((unit: { grade: number }) => unit.grade)).toEqual(
      assignGrades(shrunk.units, 0.5).grades,
    );
    expect(grades.units.map((unit: { estimate: number }) => unit.estimate)).toEqual(
      strata.map((stratum: { difference: { estimate: number } }) => stratum.difference.estimate),
    );
  });

  test('takes the paired standard error of each difference', async () => {
    const { grades } = await analyse(`${WIDE} --by sector --grades`, FOUR);
    const n = 200;
    expectClose(grades.units[0].se, Math.sqrt((60 + 5) / n - ((60 - 5) / n) ** 2) / Math.sqrt(n), 1e-12);
  });

  test('names a stratum without variation as left out', async () => {
    const { grades } = await analyse(
      `${WIDE} --by sector --grades`,
      FOUR +
        sectors({ e: [0, 0, 3, 3] })
          .split('\n')
          .slice(1)
          .join('\n'),
    );
    expect(grades.left).toEqual([{ by: { sector: 'e' }, why: 'no variation: its standard error is 0' }]);
  });

  test('is absent when nobody asked for it', async () => {
    expect(Object.keys(await analyse(`${WIDE} --by sector`, FOUR))).toEqual([
      'input',
      'overall',
      'strata',
      'pooled',
      'multiplicity',
    ]);
  });

  test.each([
    [`- ${WIDE} --grades`, 'name them with --by'],
    [`- ${WIDE} --by sector --grades --format csv`, 'take --format json or table'],
    [`- ${WIDE} --by sector --lambda .5`, '--lambda belongs to --grades'],
    [`- ${WIDE} --probit years`, 'covariates belong to applications'],
  ])('refuses %s with the cure', async (args, cure) => {
    const { code, err } = await run('analyse', args, FOUR);
    expect([code, err.includes(cure)]).toEqual([2, true]);
  });
});

describe("Neumark's probit on a file", () => {
  const COVARIATES =
    'resume_quality=high,gender=f,job_city=Chicago,years_experience,computer_skills,special_skills,honors,has_email_address,employment_holes';
  const BM =
    '--unpaired --arm race --control white --treatment black --outcome received_callback --format json';

  test.skipIf(!haveStudies)('agrees with R on Bertrand and Mullainathan, through the command', async () => {
    const { code, out } = await run(
      'analyse',
      `${studyFile('openintro_resume.csv')} ${BM} --probit ${COVARIATES}`,
    );
    const { probit } = JSON.parse(out);
    const reference = golden.worked.neumark_hetprobit_bm2004;
    expect([code, probit.kind, probit.applications]).toEqual([0, 'determined', 4870]);
    expectClose(probit.logLikelihood, reference.loglik, 1e-8, 'log-likelihood');
    for (const [i, term] of probit.terms.entries())
      expectClose(term.estimate, reference.coef[i], 1e-4, term.name);
  });

  const rows = (cells: readonly string[]): string => `ad,arm,call,years\n${cells.join('\n')}\n`;
  const LONG = '--pair ad --arm arm --control c --treatment t --outcome call';

  test('leaves a row with an unreadable covariate out, and says which and how to mend it', async () => {
    const { input } = await analyse(
      `${LONG} --probit years`,
      rows(['1,c,1,3', '1,t,0,3', '2,c,1,veel', '2,t,0,5']),
    );
    expect(input.rejected).toEqual([
      {
        line: 4,
        reason: 'years is "veel", not a number; write a number, or name a value: --probit years=VALUE (ad=2)',
      },
    ]);
  });

  test('says that it is undetermined when every application had the same answer', async () => {
    const { probit } = await analyse(`${LONG} --probit years`, rows(['1,c,1,3', '1,t,1,4']));
    expect(probit).toEqual({ kind: 'undetermined', why: 'one answer only', applications: 2 });
  });
});
