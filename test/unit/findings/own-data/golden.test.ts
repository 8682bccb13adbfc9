/** Published studies, through the command, against reference values computed in R. */
import { describe, expect, it } from 'vitest';
import { expectClose, expectInterval, golden } from '../../statistics/golden.js';
import { run } from './run.js';
import { haveStudies, readStudyText, studyFile } from './studies.js';

interface Study {
  id: string;
  file: string;
  args: string;
  /** Only these rows (the header is kept). */
  keep?: RegExp;
  by: Record<string, string>;
}

const OPENINTRO: Record<string, string> = {
  adid: 'job_ad_id',
  h: 'resume_quality',
  call: 'received_callback',
};

function studyOf(id: string): Study {
  const { spec, strata } = golden.comparisons[id];
  const resume = id === 'bm2004_white_black';
  const column = (name: string): string => (resume ? (OPENINTRO[name] ?? name) : name);
  const [control, test] = resume ? ['white', 'black'] : [spec.control, spec.test];
  const pair = [spec.pair_key].flat().map(column).join(',');
  const composite: Record<string, string> = {
    age_child: 'age,child',
    ...(resume ? { city: 'job_city', quality: 'resume_quality' } : {}),
  };
  const known = Object.keys(strata).filter((name) => !resume || name in composite);
  return {
    id,
    file: resume ? 'openintro_resume.csv' : String(spec.file).replace('data/raw/', ''),
    args: `--pair ${pair} --arm ${column(spec.arm)} --control ${control} --treatment ${test} --outcome ${column(spec.outcome)} --cluster ${column(spec.cluster)} --format json`,
    ...(id === 'address1_media_no_yes_among_U' ? { keep: /"U","(Yes|No)"$/ } : {}),
    by: Object.fromEntries(known.map((name) => [name, composite[name] ?? name])),
  };
}

/** How the reference names the values of a stratum. */
const LEVELS: Record<string, string> = { Boston: 'b', Chicago: 'c', '': '(missing)' };
const levelOf = (by: Record<string, string>): string =>
  Object.values(by)
    .map((value) => LEVELS[value] ?? value)
    .join('_');

const ids = Object.keys(golden.comparisons).filter((id) => 'paired' in golden.comparisons[id]);

async function analyseStudy({ file, args, keep }: Study, more = ''): Promise<any> {
  if (keep === undefined) return JSON.parse((await run('analyse', `${studyFile(file)} ${args} ${more}`)).out);
  const [head = '', ...rows] = readStudyText(file).split('\n');
  const text = [head, ...rows.filter((row) => keep.test(row.trim()))].join('\n');
  return JSON.parse((await run('analyse', `- ${args} ${more}`, text)).out);
}

function expectPaired(actual: any, reference: any, at: string): void {
  const { pairs, mcnemar: test } = actual;
  expect([pairs.both, pairs.controlOnly, pairs.treatmentOnly, pairs.neither], at).toEqual([
    reference.both,
    reference.control_only,
    reference.test_only,
    reference.neither,
  ]);
  expectClose(actual.ratio.estimate, reference.ratio_control_over_test, 1e-12, `${at} ratio`);
  expectInterval(actual.ratio.ci, reference.ratio_ci.nam_blackwelder_tang_score, 1e-9, `${at} ratio`);
  expectInterval(actual.difference.ci, reference.difference_ci.tango_score, 1e-9, `${at} difference`);
  if (pairs.discordant === 0) return;
  expectClose(test.chi2, reference.mcnemar.chi2, 1e-12, `${at} chi2`);
  expectClose(test.chi2Corrected, reference.mcnemar.chi2_cc, 1e-12, `${at} corrected`);
  expectClose(test.exactP, reference.mcnemar.exact_p, 1e-11, `${at} exact`);
  expectClose(test.midP, reference.mcnemar.midp, 1e-11, `${at} mid-p`);
  expectInterval(actual.conditionalOdds.ci, reference.conditional_odds_ratio.exact_ci, 1e-6, `${at} odds`);
}

describe.runIf(haveStudies)('published studies through the command', () => {
  it('has the sixteen paired comparisons to check', () => {
    expect(ids).toHaveLength(16);
  });

  it.each(ids)('%s: the pairs, their figures and the clusters agree', async (id) => {
    const reference = golden.comparisons[id];
    const { input, overall } = await analyseStudy(studyOf(id));
    expectPaired(overall, reference.paired, id);
    expect(input.unmatchedPairs).toBe(reference.spec.unmatched_keys);
    expect(input.used).toBe(2 * reference.paired.pairs);
    const robust = reference.cluster_robust;
    expect(overall.clusterRobust.clusters).toBe(robust.clusters);
    expectClose(overall.clusterRobust.se, robust.se_CR1_stata, 1e-9, `${id} se`);
    expectInterval(overall.clusterRobust.ci, robust.ci_CR1_tG1, 1e-9, `${id} cluster`);
    expectClose(overall.clusterRobust.p, robust.p_CR1_tG1, 1e-8, `${id} p`);
  });

  it.each(ids)('%s: each stratum, the pooled test and the family agree', async (id) => {
    const study = studyOf(id);
    let compared = 0;
    for (const [name, by] of Object.entries(study.by)) {
      const reference = golden.comparisons[id].strata[name];
      const answer = await analyseStudy(study, `--by ${by}`);
      const found = new Map<string, any>(answer.strata.map((stratum: any) => [levelOf(stratum.by), stratum]));
      for (const [level, values] of Object.entries<any>(reference.levels)) {
        expectPaired(found.get(level), values, `${id} ${name} ${level}`);
        compared += 1;
      }
      const pooled = reference.paired_pooled;
      if (typeof pooled?.homogeneity_chi2 === 'number')
        expectClose(answer.pooled.homogeneity.chi2, pooled.homogeneity_chi2, 1e-11, `${id} ${name}`);
      const rejected = Object.keys(reference.levels).filter((_, i) => reference.adjust_midp.bh[i] <= 0.05);
      const named = answer.multiplicity.rejected.map(levelOf);
      expect(named.sort(), `${id} ${name}`).toEqual(rejected.sort());
    }
    expect(compared).toBeGreaterThan(1);
  });

  it('gives the ratio that the issue asks for', async () => {
    const { overall } = await analyseStudy(studyOf('inter1_F_M'));
    expect(overall.ratio.estimate).toBeCloseTo(1.608247, 6);
    expect(overall.ratio.ci[0]).toBeCloseTo(1.347592, 6);
    expect(overall.ratio.ci[1]).toBeCloseTo(1.932739, 6);
  });

  it.each(golden.worked.sequential as any[])('e-values agree: $pairs_file', async (reference) => {
    const id = /pairs\/(\w+)\.csv/.exec(reference.pairs_file)?.[1] ?? '';
    const { overall } = await analyseStudy(studyOf(id));
    expectClose(overall.eValue.uniform, reference.e_uniform_beta11, 1e-10, 'uniform');
    expectClose(overall.eValue.kt, reference.e_kt_beta_half, 1e-10, 'kt');
    expectClose(overall.eValue.oneSided, reference.e_one_sided_uniform, 1e-10, 'one-sided');
  });

  it('the first crossing of 20 follows the order of the file', async () => {
    const { overall } = await analyseStudy(studyOf('inter1_F_M'));
    expect(overall.eValue.firstCrossing20).toBe(19);
  });

  it('unpaired figures agree', async () => {
    const study = studyOf('inter1_F_M');
    const { overall } = await analyseStudy(study, '--unpaired');
    const reference = golden.comparisons.inter1_F_M.paired.unpaired;
    expectInterval(overall.ratio.ci, reference.ratio_ci_koopman_score, 1e-6, 'koopman');
    expectInterval(overall.difference.ci, reference.difference_ci_newcombe_hybrid, 1e-9, 'newcombe');
    expectClose(overall.fisher.p, reference.fisher.p, 1e-9, 'fisher');
  });
});
