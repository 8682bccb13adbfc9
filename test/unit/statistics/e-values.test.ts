import { haveStudies, readStudyText } from '../../support/shared-data.js';
import { describe, expect, it } from 'vitest';
import {
  anytimeP,
  eValueFromLog,
  evidencePath,
  firstCrossing,
  firstCrossing20,
  logEValues,
  type Arm,
} from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

const series: any[] = golden.worked.sequential;

/** The uniform e-value sees only which of two counts grew: read the order back from its path, up to the arms' names. */
function orderFrom(path: number[]): Arm[] {
  const [order, count] = [[] as Arm[], { controlOnly: 0, treatmentOnly: 0 }];
  for (const target of path) {
    const control = logEValues({ ...count, controlOnly: count.controlOnly + 1 }).uniform;
    const arm: Arm = Math.abs(control - target) < 1e-9 ? 'control' : 'treatment';
    count[arm === 'control' ? 'controlOnly' : 'treatmentOnly'] += 1;
    order.push(arm);
  }
  return order;
}

describe('e-values', () => {
  it.each(series)('agree with their closed forms: $pairs_file', (reference) => {
    const logE = logEValues({ controlOnly: reference.b, treatmentOnly: reference.c });
    expectClose(eValueFromLog(logE.uniform), reference.e_uniform_beta11, 1e-12, 'uniform');
    expectClose(eValueFromLog(logE.kt), reference.e_kt_beta_half, 1e-12, 'kt');
    expectClose(eValueFromLog(logE.oneSided), reference.e_one_sided_uniform, 1e-12, 'one-sided');
  });

  it.each(series)('follow the reference path pair by pair: $pairs_file', (reference) => {
    const path: number[] = reference.log_e_uniform_first_20;
    const steps = [...evidencePath(orderFrom(path))];
    for (const [i, step] of steps.entries()) expect(step.logE.uniform).toBeCloseTo(path[i]!, 12);
    expect(steps).toHaveLength(20);
  });

  it('first reach 20 at the 19th discordant pair of the inter1 study', () => {
    expect(firstCrossing20(orderFrom(series[0].log_e_uniform_first_20))).toBe(19);
  });

  it('give the anytime p from the largest e-value seen', () => {
    for (const reference of series) {
      expectClose(anytimeP(Math.log(reference.max_e_uniform)), reference.anytime_p_uniform, 1e-12);
      expectClose(anytimeP(Math.log(reference.max_e_one_sided)), reference.anytime_p_one_sided, 1e-12);
    }
  });

  it('never give an anytime p above 1', () => {
    expect(anytimeP(-3)).toBe(1);
  });

  it('cross at the pair that makes the e-value exactly 20', () => {
    // Eight control-only pairs: 2^8/9 = 28.4; seven: 2^7/8 = 16; one-sided six: 2·64/7·(1 − 2^−7) = 18.1.
    const order: Arm[] = Array.from({ length: 9 }, () => 'control');
    expect(firstCrossing20(order)).toBe(8);
    expect(firstCrossing(order, 'uniform', 16)).toBe(7);
    expect(firstCrossing(order, 'oneSided')).toBe(7);
  });

  it('are null when 20 is never reached', () => {
    expect(firstCrossing20(['control', 'treatment'])).toBeNull();
  });

  it('are 1 before the first discordant pair', () => {
    expect(logEValues({ controlOnly: 0, treatmentOnly: 0 })).toEqual({ uniform: 0, kt: 0, oneSided: 0 });
  });

  it('stay exact at ten million pairs', () => {
    // Stirling: log E(n, n) ≈ ½ log(πn) ... − log(2n+1); relative to the term of size 2n log 2 this is 1e-7.
    const n = 5e6;
    const { uniform } = logEValues({ controlOnly: n, treatmentOnly: n });
    const expected = 0.5 * Math.log(Math.PI * n) - Math.log(2 * n + 1) + 1 / (8 * n);
    expect(Math.abs(uniform - expected)).toBeLessThan(1e-8);
  });
});

/** Discordant pairs of (offer, gender) between origins F and M, in the order of the pair's first row. */
function inter1Order(): Arm[] {
  const [head = '', ...lines] = readStudyText('callback_inter1.csv').trim().split('\n');
  const names = head.split(',').map((name) => name.replaceAll('"', ''));
  const pairs = new Map<string, { F?: boolean; M?: boolean }>();
  for (const line of lines) {
    const cells = line.split(',').map((cell) => cell.replaceAll('"', ''));
    const value = (name: string): string => cells[names.indexOf(name)] ?? '';
    const origin = value('origin');
    const key = `${value('offer')}|${value('gender')}`;
    const pair = pairs.get(key) ?? {};
    if (origin === 'F' || origin === 'M') pair[origin] = /^(1|true)$/i.test(value('callback'));
    pairs.set(key, pair);
  }
  return [...pairs.values()].flatMap(({ F, M }) =>
    F === undefined || M === undefined || F === M ? [] : [F ? 'control' : 'treatment'],
  );
}

describe.skipIf(!haveStudies)('e-values on the inter1 file', () => {
  it('reach 20 at the 19th (two-sided) and 17th (one-sided) discordant pair, in file order', () => {
    const order = inter1Order();
    expect(order).toHaveLength(series[0].discordant);
    expect(firstCrossing20(order)).toBe(series[0].first_discordant_index_e_uniform_ge_20);
    expect(firstCrossing(order, 'oneSided')).toBe(series[0].first_discordant_index_e_one_sided_ge_20);
    const largest = Math.max(...[...evidencePath(order)].map((step) => step.logE.uniform));
    expectClose(Math.exp(largest), series[0].max_e_uniform, 1e-12);
  });
});
