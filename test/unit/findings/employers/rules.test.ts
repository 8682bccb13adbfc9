import { describe, expect, it } from 'vitest';
import { findPatterns, rulesMet, type EmployerPair } from '../../../../src/findings/employers/rules.js';
import { explainEmployerFlag, lowersEmployerFlag } from '../../../../src/findings/employers/words.js';
import { EMPLOYER_RULES } from '../../../../src/findings/employers/schema.js';
import type { PairOutcome } from '../../../../src/findings/counts/schema.js';
import type { Contradiction } from '../../../../src/fieldwork/index.js';
import { logEValues } from '../../../../src/statistics/index.js';

/** Pairs of one unit with these outcomes under both definitions, each on a day of its own unless said otherwise. */
const pairsOf = (unit: string, outcomes: readonly PairOutcome[], day?: string): EmployerPair[] =>
  outcomes.map((outcome, index) => ({
    test: `${unit}-${index}`,
    unit,
    strict: outcome,
    lenient: outcome,
    day: day ?? `2026-09-${String(index + 1).padStart(2, '0')}`,
  }));
const times = (n: number, outcome: PairOutcome): PairOutcome[] => Array.from({ length: n }, () => outcome);
const fact = (filledArm: 'control' | 'treatment') =>
  ({
    test: 'a-0',
    unit: 'a',
    filledArm,
    filled: 'r1',
    filledAt: new Date('2026-09-02T08:00:00Z'),
    invited: 'r2',
    invitedAt: new Date('2026-09-03T08:00:00Z'),
  }) as Contradiction;
const patternOf = (pairs: EmployerPair[], contradictions: Contradiction[] = []) =>
  findPatterns(pairs, contradictions, 'strict')[0]!;
const met = (pairs: EmployerPair[], contradictions: Contradiction[] = []) =>
  rulesMet(patternOf(pairs, contradictions), 'strict');

describe('the pattern of an employer', () => {
  it('counts every pair under both definitions, void ones apart', () => {
    const [pattern] = findPatterns(
      [
        ...pairsOf('a', ['both', 'void']),
        { test: 'x', unit: 'a', strict: 'neither', lenient: 'control-only', day: null },
      ],
      [],
      'strict',
    );
    expect([pattern?.strict, pattern?.lenient, pattern?.voided]).toEqual([
      { both: 1, controlOnly: 0, treatmentOnly: 0, neither: 1 },
      { both: 1, controlOnly: 1, treatmentOnly: 0, neither: 0 },
      1,
    ]);
  });
  it('has no evidence under six discordant pairs', () =>
    expect(patternOf(pairsOf('a', times(5, 'control-only'))).logE).toBeNull());
  it('has the one-sided evidence from six on', () =>
    expect(patternOf(pairsOf('a', times(6, 'control-only'))).logE).toBe(
      logEValues({ controlOnly: 6, treatmentOnly: 0 }).oneSided,
    ));
  it('draws an extreme share towards the other employers of the campaign', () => {
    const patterns = findPatterns(
      [
        ...pairsOf('a', times(3, 'control-only')),
        ...pairsOf('b', [...times(10, 'control-only'), ...times(10, 'treatment-only')]),
        ...pairsOf('c', times(12, 'treatment-only')),
        ...pairsOf('d', [...times(9, 'control-only'), 'treatment-only']),
      ],
      [],
      'strict',
    );
    const mean = patterns[0]?.shrunk?.mean ?? NaN;
    expect([mean > 0.5, mean < 1]).toEqual([true, true]);
  });
  it('has no shrunken share where the employers give no prior', () =>
    expect(patternOf(pairsOf('a', times(3, 'control-only'))).shrunk).toBeNull());
});

describe('the rule of contradiction', () => {
  it('is met by "filled" to the treatment arm and a later invitation to the control arm', () =>
    expect(met(pairsOf('a', ['control-only']), [fact('treatment')])).toEqual(['contradiction']));
  it('is not met by the reverse', () =>
    expect(met(pairsOf('a', ['treatment-only']), [fact('control')])).toEqual([]));
});

describe('the rule of recurrence', () => {
  it('is met by two tests on different days', () =>
    expect(met(pairsOf('a', times(2, 'control-only')))).toEqual(['recurrence']));
  it('is not met on one day', () =>
    expect(met(pairsOf('a', times(2, 'control-only'), '2026-09-07'))).toEqual([]));
  it('is not met once a test went to the treatment arm alone', () =>
    expect(met(pairsOf('a', [...times(2, 'control-only'), 'treatment-only']))).toEqual([]));
});

describe('the rule of evidence', () => {
  it('is met from an e-value of 20 on six discordant pairs', () => {
    const [below, above] = [6, 7].map((n) =>
      Math.exp(logEValues({ controlOnly: n, treatmentOnly: 0 }).oneSided),
    );
    expect([below! < 20, above! >= 20]).toEqual([true, true]);
    expect([6, 7].map((n) => met(pairsOf('a', times(n, 'control-only'), '2026-09-07')))).toEqual([
      [],
      ['evidence'],
    ]);
  });
  it('is never met against the control arm', () =>
    expect(met(pairsOf('a', times(30, 'treatment-only')))).toEqual([]));
});

describe('the words of a flag on an employer', () => {
  const counts = { both: 0, controlOnly: 7, treatmentOnly: 0, neither: 0 };
  const numbers = {
    strict: counts,
    lenient: counts,
    primary: 'strict' as const,
    logE: 3.5,
    tests: ['t1', 't2'],
    days: ['2026-09-01', '2026-09-02'],
    contradictions: [{ ...fact('treatment'), test: 'a-0', filled: 'r1', invited: 'r2' }],
  };
  const said = {
    nl: /nadeel van het testprofiel.*geen bewijs van discriminatie/,
    en: /against the treatment profile.*no proof of discrimination/,
    fr: /détriment du profil testé.*pas en soi une preuve de discrimination/,
  };
  const languages = ['nl', 'en', 'fr'] as const;
  it.each(EMPLOYER_RULES.flatMap((rule) => languages.map((lang) => [rule, lang] as const)))(
    'state direction, and that %s is no proof (%s)',
    (rule, lang) => expect(explainEmployerFlag(rule, numbers, lang)).toMatch(said[lang]),
  );
  it.each(EMPLOYER_RULES)('say what would weaken %s', (rule) =>
    expect(languages.map((lang) => lowersEmployerFlag(rule, lang))).toEqual([
      expect.stringContaining('verzwakken'),
      expect.stringContaining('weaken'),
      expect.stringContaining('affaiblirait'),
    ]),
  );
});
