import { describe, expect, it } from 'vitest';
import { golden } from '../../statistics/golden.js';
import { powerExact } from '../../../../src/statistics/index.js';
import { run } from './run.js';

const power = async (args: string): Promise<any> =>
  JSON.parse((await run('power', `${args} --format json`)).out);

describe('power', () => {
  it('gives Connor rounded up, with exactly the keys of the contract', async () => {
    const [reference] = golden.worked.power_mcnemar;
    const plan = await power('--control-only .20 --treatment-only .10 --alpha .05 --power .8');
    expect(Object.keys(plan)).toEqual(['pairs', 'unrounded', 'method', 'miettinen', 'discordant']);
    expect([plan.pairs, plan.method]).toEqual([234, 'connor']);
    expect(plan.unrounded).toBeCloseTo(reference.n_pairs_connor, 9);
    expect(plan.miettinen).toBeCloseTo(reference.n_pairs_miettinen, 9);
    expect(plan.discordant).toBeCloseTo(reference.discordant_needed, 9);
  });

  it('plans from rates and correlation as from the shares that follow from them', async () => {
    const [, reference] = golden.worked.rates_to_discordance;
    const fromRates = await power(
      `--control-rate ${reference.pc} --treatment-rate ${reference.pt} --correlation ${reference.phi}`,
    );
    const fromShares = await power(`--control-only ${reference.p10} --treatment-only ${reference.p01}`);
    expect(fromRates.pairs).toBe(fromShares.pairs);
  });

  it('with --pairs gives the exact power', async () => {
    const plan = await power('--control-only .2 --treatment-only .1 --pairs 100');
    expect(plan).toMatchObject({ pairs: 100, method: 'exact' });
    expect(plan.power).toBe(powerExact({ controlOnly: 0.2, treatmentOnly: 0.1 }, 100));
    expect(plan.midP).toBeGreaterThan(plan.power);
  });

  it('counts rejections in the stated direction, whichever that is', async () => {
    const one = await power('--control-only .2 --treatment-only .1 --pairs 100');
    const other = await power('--control-only .1 --treatment-only .2 --pairs 100');
    expect(other).toEqual(one);
  });

  it('says the pairs in words', async () => {
    const { out } = await run('power', '--control-only .2 --treatment-only .1');
    expect(out).toMatch(/^234 pairs \(Connor, 233\.09 rounded up\)/);
  });

  it.each([
    ['--control-only .2 --treatment-only .2', 3, /no difference to detect/],
    ['--control-rate .3 --treatment-rate .1 --correlation .99', 3, /--correlation nearer to 0/],
    ['--control-only .7 --treatment-only .6', 2, /together more than 1/],
    ['--control-only 20 --treatment-only .1', 2, /--control-only is "20"; give a number from 0 to 1/],
    ['--control-only .2', 2, /Give --control-only and --treatment-only, or/],
    ['--control-only .2 --treatment-only .1 --control-rate .3', 2, /Give --control-only/],
    ['--control-only .2 --treatment-only .1 --pairs 10 --power .8', 2, /give one of them/],
    ['--control-only .2 --treatment-only .1 --pairs 0', 2, /--pairs is "0"; give a whole number/],
  ])('%s ends with %d', async (args, code, message) => {
    const ran = await run('power', args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.err).toMatch(message);
  });
});
