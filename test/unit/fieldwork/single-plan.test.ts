// Single applications over three hundred made-up campaigns: one per employer, arms balanced over letters and layouts.
import { describe, expect, test } from 'vitest';
import { decidePlan } from '../../../src/fieldwork/scheduling/decide.js';
import { previewPlan } from '../../../src/fieldwork/scheduling/preview.js';
import { employerUnit } from '../../../src/fieldwork/scheduling/rules.js';
import { dateOnly } from '../../../src/platform/dates.js';
import { sha256 } from '../../../src/platform/crypto.js';
import { asId } from '../../../src/platform/ids.js';
import { openStream, type Stream } from '../../../src/platform/rng.js';
import { createCalendar, loadReference, type FrameVacancy } from '../../../src/register/index.js';
import { scenarioFolder } from '../../../src/services.js';

const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);
const SECTORS = ['uitzend', 'bouw'];
const NOTHING = { places: new Set<string>(), groups: new Map<string, number>() };

/** Employers with several establishments each, and agencies with one domain. */
const frameOf = (stream: Stream, size: number): FrameVacancy[] =>
  Array.from({ length: size }, (_, number) => {
    const employer = String(stream.int(size));
    const id = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
    return {
      id: asId<'vacancy'>(id),
      source: 'made-up',
      reference: `V${number}`,
      title: 'Magazijnier',
      sector: stream.pick(SECTORS),
      place: 'Gent',
      postcode: '9000',
      occupation: 'warehouse',
      contactAddress: stream.pick([`jobs@w${employer}.example`, `x@agency${stream.int(9)}.example`]),
      contactName: null,
      formUrl: null,
      phone: null,
      openUntil: null,
      employer: asId<'employer'>(id),
      employerName: `Werkgever ${employer}`,
      kbo: employer,
      group: employer,
      establishment: `E${number}`,
    };
  });

function draw(number: number, design: 'pair' | 'single') {
  const stream = openStream(sha256('single campaigns'), 'campaign', number);
  const frame = frameOf(stream, 60 + stream.int(120));
  const campaign = {
    purpose: 'baseline' as const,
    design,
    language: 'nl' as const,
    cells: SECTORS.map((sector) => ({
      sector,
      ground: 'origin',
      contrast: null,
      quota: 1 + stream.int(30),
    })),
    pairsPerDay: 1 + stream.int(12),
    sendFrom: dateOnly(2026, 9, 7),
  };
  const seed = sha256('seed', String(number));
  return { campaign, frame, decided: decidePlan({ campaign, seed, frame }, calendar, NOTHING), seed };
}

const drawn = Array.from({ length: 300 }, (_, number) => draw(number, 'single'));
const spread = (counts: readonly number[]): number => Math.max(...counts) - Math.min(...counts);

describe('over three hundred campaigns of single applications', () => {
  test('no employer gets two', () => {
    for (const { decided } of drawn) {
      const units = decided.tests.map(({ vacancy }) => employerUnit(vacancy));
      expect(new Set(units).size).toBe(units.length);
    }
  });

  test('a pair of the same frame tests an employer twice somewhere, so that the rule is what keeps it', () => {
    const twice = Array.from({ length: 50 }, (_, number) => draw(number, 'pair')).filter(({ decided }) => {
      const units = decided.tests.map(({ vacancy }) => employerUnit(vacancy));
      return new Set(units).size < units.length;
    });
    expect(twice.length).toBeGreaterThan(0);
  });

  test('an employer who stands in the plan already gets none in an increment', () => {
    for (const { campaign, frame, decided, seed } of drawn.slice(0, 50)) {
      const units = new Set(decided.tests.map(({ vacancy }) => employerUnit(vacancy)));
      const place = { increment: 1, from: decided.tests.length, most: 20 };
      const more = decidePlan({ campaign, seed, frame, place }, calendar, { ...NOTHING, units });
      for (const { vacancy } of more.tests) expect(units.has(employerUnit(vacancy))).toBe(false);
    }
  });

  test('arms differ by four at most in a sector, and arm × letter × layout by one', () => {
    for (const { decided } of drawn)
      for (const sector of SECTORS) {
        const own = decided.tests.filter(({ vacancy }) => vacancy.sector === sector);
        const arms = (['control', 'treatment'] as const).map(
          (arm) => own.filter(({ assignment }) => assignment.firstArm === arm).length,
        );
        const cells = [0, 1, 2, 3, 4, 5, 6, 7].map(
          (cell) =>
            own.filter(
              ({ assignment: a }) =>
                (a.firstArm === 'treatment' ? 1 : 0) + 2 * a.template + 4 * a.layout === cell,
            ).length,
        );
        expect(spread(arms)).toBeLessThanOrEqual(4);
        expect(spread(cells)).toBeLessThanOrEqual(1);
        if (own.length % 8 === 0) expect([spread(arms), spread(cells)]).toEqual([0, 0]);
      }
  });

  test('the preview counts one application a test, and no second', () => {
    for (const { campaign, frame } of drawn.slice(0, 50)) {
      const { days, frames, balance } = previewPlan(campaign, frame, calendar, NOTHING, new Map());
      const tests = frames.reduce((sum, one) => sum + one.drawn, 0);
      expect(days.reduce((sum, { first }) => sum + first, 0)).toBe(tests);
      expect(days.every(({ second }) => second === 0)).toBe(true);
      expect(balance.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(tests);
    }
  });
});
