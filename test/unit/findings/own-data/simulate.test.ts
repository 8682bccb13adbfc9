import { beforeAll, describe, expect, it } from 'vitest';
import { simulateFlags, type Scenario, type Simulated } from '../../../../src/findings/own-data/index.js';
import { run } from './run.js';

const scenario: Scenario = {
  sectors: 8,
  pairs: 120,
  controlRate: 0.3,
  ratio: 1,
  correlation: 0.3,
  unequal: 8,
  looks: 20,
  runs: 150,
  seed: 7,
  alpha: 0.05,
};

describe('with equal treatment everywhere', () => {
  let equal: Simulated;
  beforeAll(() => void (equal = simulateFlags(scenario)));

  it('standing and final flags are rare, and peeking is not', () => {
    // 5 % of 150 runs and three standard errors.
    expect(equal.standing.falseFlagRate).toBeLessThan(0.104);
    expect(equal.final.falseFlagRate).toBeLessThan(0.104);
    expect(equal.naivePeeking.falseFlagRate).toBeGreaterThan(0.4);
  });

  it('there is no power and no time to a flag', () => {
    expect([equal.final.power, equal.standing.medianPairsToFlag]).toEqual([null, null]);
  });

  it('every flag of a run is a false one', () => {
    expect(equal.final.fdr).toBe(equal.final.falseFlagRate);
    expect(equal.naivePeeking.fdr).toBe(equal.naivePeeking.falseFlagRate);
  });
});

describe('with unequal sectors', () => {
  let unequal: Simulated;
  beforeAll(() => void (unequal = simulateFlags({ ...scenario, ratio: 2.5, unequal: 3 })));

  it('flags most of them', () => {
    expect(unequal.final.power).toBeGreaterThan(0.8);
    expect(unequal.standing.power).toBeGreaterThan(0.5);
  });

  it('a standing flag comes before the end and the final one at the end', () => {
    expect(unequal.standing.medianPairsToFlag).toBeLessThan(scenario.pairs);
    expect(unequal.final.medianPairsToFlag).toBe(scenario.pairs);
  });

  it('holds the share of false flags', () => {
    expect(unequal.standing.fdr).toBeLessThan(0.05);
    expect(unequal.naivePeeking.fdr).toBeGreaterThan(unequal.standing.fdr);
  });
});

describe('the procedures', () => {
  it('give the same answer for the same seed and another for another', () => {
    const small = { ...scenario, runs: 30 };
    expect(simulateFlags(small)).toEqual(simulateFlags(small));
    expect(simulateFlags({ ...small, seed: 8 })).not.toEqual(simulateFlags(small));
  });

  it('never call a pattern against the control arm a true flag', () => {
    const reverse = simulateFlags({ ...scenario, ratio: 0.5, runs: 30 });
    expect(reverse.final).toEqual({ falseFlagRate: 0, power: null, medianPairsToFlag: null, fdr: 0 });
  });

  it('need six discordant pairs for any flag', () => {
    const five = simulateFlags({
      ...scenario,
      pairs: 5,
      looks: 5,
      controlRate: 0.99,
      ratio: 50,
      correlation: 0,
      sectors: 1,
      unequal: 1,
      runs: 20,
    });
    expect([five.standing.power, five.final.power, five.naivePeeking.power]).toEqual([0, 0, 0]);
  });

  it('refuse a correlation that the rates do not allow', () => {
    expect(() => simulateFlags({ ...scenario, ratio: 20, correlation: 0.9 })).toThrow(
      /--correlation nearer to 0/,
    );
  });
});

describe('the command', () => {
  it('writes exactly the keys of the contract', async () => {
    const { out, code } = await run(
      'simulate',
      '--sectors 4 --pairs 20 --looks 5 --runs 5 --seed 7 --format json',
    );
    const answer = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(answer)).toEqual(['standing', 'final', 'naivePeeking']);
    expect(Object.keys(answer.final)).toEqual(['falseFlagRate', 'power', 'medianPairsToFlag', 'fdr']);
  });

  it('says that it took seed 1 when none is given', async () => {
    const { err } = await run('simulate', '--sectors 2 --pairs 10 --looks 2 --runs 2');
    expect(err).toBe('No --seed given: seed 1.\n');
  });

  it.each([
    ['--looks 300', /--looks 300 is more than --pairs 200/],
    ['--sectors 4 --unequal 5', /--unequal is "5"; give a whole number from 0 to 4/],
    ['--ratio x', /--ratio is "x"/],
  ])('refuses %s', async (args, message) => {
    const { code, err } = await run('simulate', args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
