import { describe, expect, test } from 'vitest';
import { openStream } from '../../../src/platform/rng.js';
import {
  differenceTangoInterval,
  interactionOf,
  pairTable,
  ratioScoreInterval,
  type Interaction,
  type PairTable,
} from '../../../src/statistics/index.js';

type Estimated = Extract<Interaction, { kind: 'estimated' }>;
function estimated(joint: PairTable, ...alone: [PairTable, PairTable]): Estimated {
  const found = interactionOf({ joint, alone });
  if (found.kind !== 'estimated') throw new Error('Nothing was estimated.');
  return found;
}

const ORIGIN = pairTable(40, 30, 10, 120);
const SEX = pairTable(50, 20, 15, 115);
const BOTH = pairTable(30, 55, 8, 107);

describe('what two signals do together', () => {
  test('is the joint difference less the single ones, and the joint ratio over theirs', () => {
    const { difference, ratio } = estimated(BOTH, ORIGIN, SEX);
    expect(difference.estimate).toBeCloseTo(47 / 200 - 20 / 200 - 5 / 200, 12);
    expect(ratio.estimate).toBeCloseTo(85 / 38 / (70 / 50) / (70 / 65), 12);
  });

  test('has the limits that MOVER recovers from the score limits of each contrast', () => {
    const { difference, ratio } = estimated(BOTH, ORIGIN, SEX);
    const expected = (of: (table: PairTable) => readonly [number, number, number]): [number, number] => {
      const [[j, jl, ju], [a, al, au], [b, bl, bu]] = [of(BOTH), of(ORIGIN), of(SEX)];
      const value = j - a - b;
      return [
        value - Math.sqrt((j - jl) ** 2 + (au - a) ** 2 + (bu - b) ** 2),
        value + Math.sqrt((ju - j) ** 2 + (a - al) ** 2 + (b - bl) ** 2),
      ];
    };
    const inDifference = expected((table) => {
      const { estimate, ci } = differenceTangoInterval(table);
      return [estimate!, ci[0]!, ci[1]!];
    });
    const inLog = expected((table) => {
      const { estimate, ci } = ratioScoreInterval(table);
      return [Math.log(estimate!), Math.log(ci[0]!), Math.log(ci[1]!)];
    });
    expect(difference.ci[0]).toBeCloseTo(inDifference[0], 12);
    expect(difference.ci[1]).toBeCloseTo(inDifference[1], 12);
    expect(ratio.ci[0]).toBeCloseTo(Math.exp(inLog[0]), 12);
    expect(ratio.ci[1]).toBeCloseTo(Math.exp(inLog[1]), 12);
  });

  test('comes to the delta method where there are many pairs', () => {
    const times = (table: PairTable): PairTable =>
      pairTable(table.both * 500, table.controlOnly * 500, table.treatmentOnly * 500, table.neither * 500);
    const [joint, origin, sex] = [times(BOTH), times(ORIGIN), times(SEX)];
    const { difference, ratio } = estimated(joint, origin, sex);
    const variance = (t: PairTable): number => {
      const n = t.both + t.controlOnly + t.treatmentOnly + t.neither;
      return (t.controlOnly + t.treatmentOnly - (t.controlOnly - t.treatmentOnly) ** 2 / n) / n ** 2;
    };
    const logVariance = (t: PairTable): number =>
      (t.controlOnly + t.treatmentOnly) / ((t.both + t.controlOnly) * (t.both + t.treatmentOnly));
    const reach = (of: (t: PairTable) => number): number =>
      1.959963984540054 * Math.sqrt(of(joint) + of(origin) + of(sex));
    expect((difference.ci[1]! - difference.estimate!) / reach(variance)).toBeCloseTo(1, 2);
    expect((difference.estimate! - difference.ci[0]!) / reach(variance)).toBeCloseTo(1, 2);
    expect(Math.log(ratio.ci[1]! / ratio.estimate!) / reach(logVariance)).toBeCloseTo(1, 2);
    expect(Math.log(ratio.estimate! / ratio.ci[0]!) / reach(logVariance)).toBeCloseTo(1, 2);
  });

  test('does not depend on which of the two signals is named first', () => {
    const [one, other] = [estimated(BOTH, ORIGIN, SEX), estimated(BOTH, SEX, ORIGIN)];
    for (const scale of ['difference', 'ratio'] as const) {
      expect(other[scale].estimate).toBeCloseTo(one[scale].estimate!, 12);
      expect(other[scale].ci[0]).toBeCloseTo(one[scale].ci[0]!, 12);
      expect(other[scale].ci[1]).toBeCloseTo(one[scale].ci[1]!, 12);
    }
  });

  test('is undetermined when a contrast has too few discordant pairs', () => {
    const few = pairTable(40, 2, 1, 100);
    expect(interactionOf({ joint: BOTH, alone: [few, SEX] })).toEqual({ kind: 'undetermined' });
    expect(interactionOf({ joint: few, alone: [ORIGIN, SEX] })).toEqual({ kind: 'undetermined' });
  });

  test('has a difference but no ratio when a contrast has no ratio', () => {
    const none = pairTable(0, 30, 0, 170);
    const { difference, ratio } = estimated(none, ORIGIN, SEX);
    expect(difference.estimate).toBeCloseTo(0.15 - 0.1 - 0.025, 12);
    expect(ratio).toEqual({ estimate: null, ci: [null, null] });
  });

  test('covers the truth in 95 % of simulated studies', () => {
    const chances = {
      joint: [0.12, 0.18, 0.04],
      origin: [0.18, 0.12, 0.05],
      sex: [0.22, 0.08, 0.06],
    } as const;
    const differenceTruth = 0.14 - 0.07 - 0.02;
    const ratioTruth = 0.3 / 0.16 / (0.3 / 0.23) / (0.3 / 0.28);
    const stream = openStream(new Uint8Array(32).fill(7), 'interaction', 0);
    const draw = ([both, control, treatment]: readonly [number, number, number]): PairTable => {
      const counts: [number, number, number, number] = [0, 0, 0, 0];
      for (let pair = 0; pair < 150; pair += 1) {
        const u = stream.int(1_000_000) / 1_000_000;
        counts[u < both ? 0 : u < both + control ? 1 : u < both + control + treatment ? 2 : 3] += 1;
      }
      return pairTable(...counts);
    };
    const within = ({ ci: [low, high] }: { ci: readonly [number | null, number | null] }, truth: number) =>
      low !== null && high !== null && low <= truth && truth <= high;
    let [runs, differences, ratios] = [0, 0, 0];
    while (runs < 1000) {
      const { difference, ratio } = estimated(draw(chances.joint), draw(chances.origin), draw(chances.sex));
      runs += 1;
      if (within(difference, differenceTruth)) differences += 1;
      if (within(ratio, ratioTruth)) ratios += 1;
    }
    // Three standard errors of a share of 0.95 in 1,000.
    expect(Math.abs(differences / runs - 0.95)).toBeLessThan(0.021);
    expect(Math.abs(ratios / runs - 0.95)).toBeLessThan(0.021);
  });
});
