import { describe, expect, it } from 'vitest';
import {
  anytimeEvidence,
  familiesOf,
  lookFinally,
  mayLookFinally,
  mayLookStanding,
  maySeeFlag,
  midPOf,
} from '../../../../src/findings/flags/rules.js';
import { explainFlag, lowersFlag } from '../../../../src/findings/flags/words.js';
import { logEValues } from '../../../../src/statistics/index.js';

const cell = (controlOnly: number, treatmentOnly: number) => ({
  evidence: { both: 2, controlOnly, treatmentOnly, neither: 3 },
});

describe('the final look at a family', () => {
  it('flags a difference against the treatment arm that survives BH', () =>
    expect(lookFinally([cell(12, 0), cell(4, 4)], 0.05).map(({ flagged }) => flagged)).toEqual([
      true,
      false,
    ]));
  it('never flags a reverse pattern, however strong', () =>
    expect(lookFinally([cell(0, 40)], 0.05)[0]).toMatchObject({
      flagged: false,
      adjustedP: midPOf(cell(0, 40).evidence),
    }));
  it('never flags fewer than six discordant pairs', () =>
    expect(lookFinally([cell(5, 0)], 0.5)[0]?.flagged).toBe(false));
  it('keeps the mid-p of a cell with one to five in BH', () => {
    const small = midPOf(cell(5, 0).evidence)!;
    // Rank 2 of 2: a p of 1 there would leave the first at twice its own.
    expect(lookFinally([cell(7, 0), cell(5, 0)], 0.05)[1]?.adjustedP).toBeCloseTo(small, 12);
  });
  it('counts a cell without a discordant pair in K with p = 1, and gives it no test', () => {
    const alone = lookFinally([cell(12, 0)], 0.05)[0]!.adjustedP;
    const [first, empty] = lookFinally([cell(12, 0), cell(0, 0)], 0.05);
    expect([first?.adjustedP, empty?.midP, empty?.adjustedP]).toEqual([2 * alone, null, 1]);
  });
});

describe('the end of a campaign', () => {
  const natural = { early: false, usedOutcomes: false };
  it('gives a fixed plan its final look', () =>
    expect(mayLookFinally('fixed', natural)).toEqual({ kind: 'tested', early: false }));
  it('gives it too when it came early without outcomes, and says so', () =>
    expect(mayLookFinally('fixed', { early: true, usedOutcomes: false })).toEqual({
      kind: 'tested',
      early: true,
    }));
  it('gives none when outcomes chose it', () =>
    expect(mayLookFinally('fixed', { early: true, usedOutcomes: true })).toMatchObject({
      kind: 'undetermined',
      why: 'stopped-early',
    }));
  it('gives none to a plan that stops by e-value', () =>
    expect(mayLookFinally('e-value', natural)).toMatchObject({ why: 'stop-rule-e-value' }));
  it.each([
    ['e-value', null, true],
    ['fixed', null, false],
    ['fixed', natural, false],
    ['fixed', { early: true, usedOutcomes: true }, true],
  ] as const)('of a plan that is %s and ended %j allows standing flags: %s', (rule, end, may) =>
    expect(mayLookStanding(rule, end)).toBe(may),
  );
});

describe('the p that holds at any time', () => {
  it('rests on the largest evidence ever, not the last', () => {
    const rising = Array.from({ length: 10 }, () => 'control-only' as const);
    const largest = logEValues({ controlOnly: 10, treatmentOnly: 0 }).oneSided;
    const { largestLogE, p } = anytimeEvidence([...rising, ...rising.map(() => 'treatment-only' as const)]);
    expect([largestLogE, p]).toEqual([largest, Math.exp(-largest)]);
  });
  it('is 1 without evidence', () => expect(anytimeEvidence(['both', 'neither']).p).toBe(1));
  it('is 1 when the evidence only goes the other way', () =>
    expect(anytimeEvidence(['treatment-only', 'treatment-only']).p).toBe(1));
  it('stays above 0 for evidence beyond what a double holds', () =>
    expect(anytimeEvidence(Array.from({ length: 3000 }, () => 'control-only' as const)).p).toBe(1e-300));
});

describe('families', () => {
  it('are apart, each with its own cells, in order', () =>
    expect(
      familiesOf([
        { family: 2, n: 1 },
        { family: 1, n: 2 },
        { family: 2, n: 3 },
      ]),
    ).toEqual([
      { family: 1, cells: [{ family: 1, n: 2 }] },
      {
        family: 2,
        cells: [
          { family: 2, n: 1 },
          { family: 2, n: 3 },
        ],
      },
    ]));
});

describe('a flag', () => {
  it.each([
    ['running', 'baseline', true, false, true],
    ['running', 'baseline', false, true, false],
    ['closed', 'baseline', false, true, true],
    ['closed', 'baseline', false, false, false],
    ['closed', 'enforcement', false, true, false],
    ['stopped', 'baseline', false, true, false],
  ])(
    'of a campaign %s for %s (member %s, published %s) is seen: %s',
    (state, purpose, member, published, seen) =>
      expect(maySeeFlag({ state, purpose }, { member, published })).toBe(seen),
  );
});

describe('the words of a final flag', () => {
  const said = {
    sector: 'Bouw',
    ground: 'afkomst',
    procedure: 'final' as const,
    numbers: {
      both: 1,
      controlOnly: 12,
      treatmentOnly: 1,
      neither: 3,
      logE: 4,
      k: 32,
      alpha: 0.05,
      ratio: 2,
      low: 1.2,
      high: 4,
      family: 1,
      midP: 0.0009,
      adjustedP: 0.029,
    },
  };
  it.each(['nl', 'en'] as const)('state direction, test and K, and that it is no proof (%s)', (lang) =>
    expect(explainFlag(said, lang)).toMatch(
      lang === 'nl'
        ? /nadeel van het testprofiel.*mid-p <.0,001, aangepast 0,029, BH op 5.% over 32 cellen.*geen bewijs van discriminatie/
        : /against the treatment profile.*mid-p <.0\.001, adjusted 0\.029, BH at 5% over 32 cells.*no proof of discrimination/,
    ),
  );
  it.each(['nl', 'en'] as const)('say that nothing weakens it, and what a repeat adds (%s)', (lang) =>
    expect(lowersFlag(said, lang)).toMatch(lang === 'nl' ? /niets.*tweede golf/ : /nothing.*second wave/),
  );
});
