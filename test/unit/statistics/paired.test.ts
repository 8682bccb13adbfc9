import { describe, expect, it } from 'vitest';
import {
  armRate,
  clopperPearsonInterval,
  conditionalOddsExact,
  conditionalOddsMidP,
  differenceAgrestiMinInterval,
  differenceNewcombeInterval,
  differenceTangoInterval,
  differenceWaldInterval,
  discordantPairs,
  logRatioError,
  mcnemar,
  netDiscrimination,
  ratioDeltaInterval,
  ratioScoreInterval,
  totalPairs,
  wilsonInterval,
} from '../../../src/statistics/index.js';
import { expectClose, expectInterval, pairedVectors } from './golden.js';

const CLOSED = 1e-12;
const SCORE = 1e-9;
const EXACT = 1e-6;
/** Reference p-values of 0 are underflow: the engine gives its floor. */
const pReference = (value: unknown): unknown => (value === 0 ? 1e-300 : value);

/** P(X = k) by its factors, one after the other. */
function pointChance(k: number, n: number, p: number): number {
  let log = (n - k) * Math.log(1 - p) + k * Math.log(p);
  for (let i = 1; i <= k; i += 1) log += Math.log((n - k + i) / i);
  return Math.exp(log);
}

describe('reference values of matched tests', () => {
  it('cover every comparison, stratum and worked vector', () => {
    expect(pairedVectors.length).toBeGreaterThan(60);
  });

  it.each(pairedVectors)('counts and rates: $name', ({ table, value }) => {
    expect(totalPairs(table)).toBe(value.pairs);
    expect(discordantPairs(table)).toBe(value.discordant);
    expectClose(armRate(table, 'control').rate, value.control.rate, CLOSED);
    expectClose(armRate(table, 'treatment').rate, value.test.rate, CLOSED);
    const ci = value.group_rate_ci;
    const [x1, x2, n] = [value.control.callbacks, value.test.callbacks, value.pairs];
    expectInterval(wilsonInterval(x1, n), ci.wilson_control, CLOSED, 'wilson control');
    expectInterval(wilsonInterval(x2, n), ci.wilson_test, CLOSED, 'wilson treatment');
    expectInterval(clopperPearsonInterval(x1, n), ci.clopper_pearson_control, CLOSED, 'exact control');
    expectInterval(clopperPearsonInterval(x2, n), ci.clopper_pearson_test, CLOSED, 'exact treatment');
  });

  it.each(pairedVectors)('exclusive callback shares: $name', ({ table, value }) => {
    const share = value.exclusive_callback_share;
    const [b, m] = [table.controlOnly, discordantPairs(table)];
    expectInterval(wilsonInterval(b, m), share?.wilson_control ?? [null, null], CLOSED, 'wilson');
    expectInterval(
      clopperPearsonInterval(b, m),
      share?.clopper_pearson_control ?? [null, null],
      CLOSED,
      'exact',
    );
  });

  it.each(pairedVectors)('ratio: $name', ({ table, value }) => {
    const score = ratioScoreInterval(table);
    expectClose(score.estimate, value.ratio_control_over_test, CLOSED, 'ratio');
    expectInterval(score.ci, value.ratio_ci.nam_blackwelder_tang_score, SCORE, 'score');
    const delta = ratioDeltaInterval(table);
    expectInterval(delta.ci, value.ratio_ci.paired_delta_log, CLOSED, 'delta');
    if (value.ratio_ci.paired_delta_log_se !== null) {
      expectClose(logRatioError(table), value.ratio_ci.paired_delta_log_se, CLOSED, 'log SE');
    }
  });

  it.each(pairedVectors)('difference: $name', ({ table, value }) => {
    const ci = value.difference_ci;
    const tango = differenceTangoInterval(table);
    expectClose(tango.estimate, value.rate_difference, CLOSED, 'difference');
    expectInterval(tango.ci, ci.tango_score, SCORE, 'tango');
    expectInterval(differenceNewcombeInterval(table).ci, ci.newcombe_method10, CLOSED, 'newcombe');
    expectInterval(differenceWaldInterval(table).ci, ci.wald_paired, CLOSED, 'wald');
    expectInterval(differenceAgrestiMinInterval(table).ci, ci.agresti_min, CLOSED, 'agresti-min');
  });

  it.each(pairedVectors)('McNemar: $name', ({ table, value }) => {
    const result = mcnemar(table);
    const reference = value.mcnemar;
    if (value.discordant === 0) {
      expect(result).toEqual({ kind: 'undetermined', why: 'no discordant pairs' });
      return;
    }
    if (result.kind === 'undetermined') throw new Error('expected a test');
    expectClose(result.chi2, reference.chi2, CLOSED, 'chi2');
    expectClose(result.p, pReference(reference.p), CLOSED, 'p');
    expectClose(result.chi2Corrected, reference.chi2_cc, CLOSED, 'chi2 corrected');
    expectClose(result.pCorrected, pReference(reference.p_cc), CLOSED, 'p corrected');
    expectClose(result.exactP, pReference(reference.exact_p), CLOSED, 'exact');
    expectClose(result.midP, pReference(reference.midp), CLOSED, 'mid-p');
    expectClose(
      result.exactAgainstTreatmentP,
      pReference(reference.exact_p_one_sided_greater),
      CLOSED,
      'one-sided',
    );
  });

  it.each(pairedVectors)('conditional odds: $name', ({ table, value }) => {
    const reference = value.conditional_odds_ratio;
    const exact = conditionalOddsExact(table);
    expectClose(exact.estimate, reference.estimate, CLOSED, 'odds');
    expectInterval(exact.ci, reference.exact_ci, EXACT, 'exact');
    // R's root finder stops at 1.2e-4 on the probability scale; the equation itself is checked below.
    const share = (odds: unknown): unknown => (typeof odds === 'number' ? odds / (1 + odds) : odds);
    const [low, high] = conditionalOddsMidP(table).ci;
    expect(Math.abs(Number(share(low)) - Number(share(reference.midp_ci[0])))).toBeLessThan(2e-4);
    if (high === null) expect([null, 'Infinity']).toContain(reference.midp_ci[1]);
    else expect(Math.abs(Number(share(high)) - Number(share(reference.midp_ci[1])))).toBeLessThan(2e-4);
  });

  it.each(pairedVectors.filter(({ value }) => value.discordant > 0 && value.discordant < 400))(
    'mid-p odds limits solve their equation: $name',
    ({ table }) => {
      const m = discordantPairs(table);
      const midTail = (b: number, odds: number): number => {
        const p = odds / (1 + odds);
        let tail = pointChance(b, m, p) / 2;
        for (let k = b + 1; k <= m; k += 1) tail += pointChance(k, m, p);
        return tail;
      };
      const [low, high] = conditionalOddsMidP(table).ci;
      if (low !== null && low > 0) expectClose(midTail(table.controlOnly, low), 0.025, 1e-10);
      if (high !== null) expectClose(midTail(table.treatmentOnly, 1 / high), 0.025, 1e-10);
    },
  );

  it.each(pairedVectors)('net discrimination: $name', ({ table, value }) => {
    const rates = netDiscrimination(table);
    expect(rates.usable).toBe(value.ilo.usable_tests);
    expectClose(rates.net, value.ilo.net_discrimination_rate, CLOSED, 'net');
    expectClose(rates.netAll, value.ilo.net_rate_all_tests, CLOSED, 'net of all');
  });
});
