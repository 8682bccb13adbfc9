import { describe, expect, it } from 'vitest';
import {
  confidenceSequence,
  confidenceSequenceRho,
  differenceTangoInterval,
  lanDeMets,
  normalCdf,
  pairTable,
  twoSidedZ,
  type SequentialLook,
} from '../../../src/statistics/index.js';
import { expectClose, golden } from './golden.js';

const { obf_K5, pocock_K5, obf_K3 } = golden.worked.alpha_spending;

function looksOf(
  information: number[],
  spending: 'obrien-fleming' | 'pocock',
  alpha = 0.05,
): readonly SequentialLook[] {
  const bounds = lanDeMets(information, spending, alpha);
  if (bounds.kind === 'undetermined') throw new Error(bounds.why);
  return bounds.looks;
}

describe('Lan-DeMets bounds', () => {
  it.each([
    ['obrien-fleming', obf_K5],
    ['pocock', pocock_K5],
    ['obrien-fleming', obf_K3],
  ] as const)('of the %s type agree with the reference', (spending, reference) => {
    for (const [i, look] of looksOf(reference.information, spending).entries()) {
      expectClose(look.zBound, reference.z_bounds[i], 1e-6, `z ${i + 1}`);
      expectClose(look.alphaSpent, reference.cumulative_alpha_two_sided[i], 1e-9, `alpha ${i + 1}`);
      expectClose(look.nominalP, reference.nominal_p_two_sided[i], 1e-5, `p ${i + 1}`);
    }
  });

  it('with one look is the fixed test', () => {
    expectClose(looksOf([1], 'pocock')[0]?.zBound, twoSidedZ(0.05), 1e-10);
  });

  it('with two looks spend exactly alpha, by a direct integral', () => {
    const [first, second] = looksOf([0.5, 1], 'obrien-fleming').map((look) => look.zBound);
    // P(|Z1| < c1, |Z2| < c2) with correlation √½, by the trapezium rule on Z1.
    const steps = 20_000;
    let stay = 0;
    for (let i = 0; i <= steps; i += 1) {
      const z = -first! + (2 * first! * i) / steps;
      const inner =
        normalCdf((second! - z * Math.SQRT1_2) / Math.SQRT1_2) -
        normalCdf((-second! - z * Math.SQRT1_2) / Math.SQRT1_2);
      stay += (i === 0 || i === steps ? 0.5 : 1) * inner * Math.exp((-z * z) / 2);
    }
    stay *= (2 * first!) / steps / Math.sqrt(2 * Math.PI);
    expect(1 - stay).toBeCloseTo(0.05, 8);
  });

  it('with fifty looks stay finite and fall', () => {
    const z = looksOf(
      Array.from({ length: 50 }, (_, i) => (i + 1) / 50),
      'obrien-fleming',
    ).map((look) => look.zBound);
    expect(z.every((value, i) => Number.isFinite(value) && (i === 0 || value < z[i - 1]!))).toBe(true);
    expect(z.at(-1)).toBeLessThan(2.2);
  });

  it('refuse looks that do not rise', () => {
    expect(lanDeMets([0.5, 0.4], 'pocock')).toEqual({
      kind: 'undetermined',
      why: 'looks must rise within (0, 1]',
    });
  });
});

describe('the asymptotic confidence sequence', () => {
  const tables: Record<string, [number, number, number, number]> = {
    'data/pairs/inter1_F_M.csv': [63, 93, 34, 430],
    'data/pairs/bm2004_white_black.csv': [92, 143, 65, 2135],
    'data/pairs/gender1_man_woman.csv': [317, 48, 40, 66],
  };

  it.each(golden.worked.sequential as any[])('agrees with its closed form: $pairs_file', (reference) => {
    const result = confidenceSequence(pairTable(...tables[reference.pairs_file as string]!));
    if (result.kind === 'undetermined') throw new Error(result.why);
    const cs = reference.asymptotic_cs;
    expectClose(result.rho, cs.rho, 1e-12, 'rho');
    expectClose(result.mean, cs.mean, 1e-12, 'mean');
    expectClose(result.halfWidth, cs.halfwidth, 1e-12, 'half-width');
    expectClose(result.ci[0], cs.lower, 1e-11, 'lower');
    expectClose(result.ci[1], cs.upper, 1e-11, 'upper');
  });

  it('is wider than the interval for one look', () => {
    const t = pairTable(63, 93, 34, 430);
    const result = confidenceSequence(t);
    if (result.kind === 'undetermined') throw new Error(result.why);
    expect(result.ci[0]).toBeLessThan(Number(differenceTangoInterval(t).ci[0]));
  });

  it('is narrowest about where it was tuned', () => {
    const widthAt = (tunedFor: number): number => {
      const result = confidenceSequence(pairTable(100, 150, 50, 700), { tunedFor });
      return result.kind === 'determined' ? result.halfWidth : Infinity;
    };
    expect(widthAt(1000)).toBeLessThan(widthAt(100));
    expect(widthAt(1000)).toBeLessThan(widthAt(10_000));
    expect(confidenceSequenceRho(500)).toBeCloseTo(0.12598535313073156, 12);
  });

  it('is undetermined without a discordant pair', () => {
    expect(confidenceSequence(pairTable(3, 0, 0, 5))).toEqual({
      kind: 'undetermined',
      why: 'no discordant pairs',
    });
  });
});
