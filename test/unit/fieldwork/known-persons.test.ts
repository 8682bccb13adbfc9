// Where a test is done again, nobody is drawn whom the employer knows; and the draw stays one that a seed gives.
import { describe, expect, test } from 'vitest';
import { keepKnown, type KnownPersons } from '../../../src/fieldwork/scheduling/known-persons.js';
import { drawPlan } from '../../../src/fieldwork/scheduling/plan.js';
import { countsSince } from '../../../src/fieldwork/scheduling/rules.js';
import { addDays, dateOnly, toLocal } from '../../../src/platform/dates.js';
import { asId } from '../../../src/platform/ids.js';
import { sha256 } from '../../../src/platform/crypto.js';
import { Problem } from '../../../src/platform/problems.js';
import { createCalendar, type FrameVacancy } from '../../../src/register/index.js';
import { readLibrary } from '../../../src/services.js';

const { reference, materials } = readLibrary();
const scenario = materials.scenarios.get('recurrence-origin')!.letters!;
const means = {
  calendar: createCalendar(reference.holidays),
  pools: materials.poolsIn('nl'),
  mailDomains: ['mijnpost.example', 'brievenbus.example'],
  exercise: true,
};
const ONE = asId<'employer'>('00000000-0000-4000-8000-000000000001');
const PAIRS = 8;

/** Establishments of one employer, each with a vacancy. */
const frame = Array.from({ length: PAIRS }, (_, number): FrameVacancy => ({
  id: asId<'vacancy'>(`00000000-0000-4000-8000-00000000010${number}`),
  source: 'made-up',
  reference: `V${number}`,
  title: 'Metser',
  sector: 'bouw',
  place: 'Gent',
  postcode: '9000',
  occupation: 'bouw',
  contactAddress: `x${number}@gmail.com`,
  contactName: null,
  formUrl: null,
  phone: null,
  openUntil: null,
  employer: ONE,
  employerName: 'Werkgever',
  kbo: '0123456789',
  group: '0123456789',
  establishment: `E${number}`,
}));

const draw = (seed: number, known?: KnownPersons) => [
  ...drawPlan(
    {
      campaign: {
        purpose: 'enforcement',
        cells: [{ sector: 'bouw', ground: 'origin', contrast: null, quota: PAIRS, family: 1 }],
        sendFrom: dateOnly(2026, 12, 7),
        pairsPerDay: 4,
        rolling: false,
        ground: 'origin',
      },
      seed: sha256('known persons', String(seed)),
      frame,
      place: { increment: 0, from: 0, most: Number.MAX_SAFE_INTEGER },
    },
    scenario,
    means,
    {
      tested: { places: new Set(), groups: new Map() },
      known,
      isTaken: () => false,
      isEmployer: () => false,
      isPerson: () => false,
    },
  ),
];
const personsOf = (plan: ReturnType<typeof draw>) =>
  plan.flatMap(({ applications }) => applications.map(({ profile }) => profile.identity));
const leavesOf = (plan: ReturnType<typeof draw>) => plan.map(({ leaf }) => leaf.toString('hex'));

describe('a plan that does a test again', () => {
  test.each([1, 2, 3, 4, 5])('has nobody whom the employer knows, and nobody twice (seed %i)', (seed) => {
    const before = personsOf(draw(seed));
    const known = before.map((person) => [ONE, person] as const);
    // The same seed would give the same persons.
    const now = personsOf(draw(seed, keepKnown(known)));
    for (const by of ['displayName', 'addressLine', 'phone'] as const) {
      expect(new Set(now.map((person) => person[by])).size).toBe(2 * PAIRS);
      const was = new Set(before.map((person) => person[by]));
      expect(now.filter((person) => was.has(person[by]))).toEqual([]);
    }
  });

  test('comes out the same of the same seed and the same known persons', () => {
    const known = () => keepKnown(personsOf(draw(1)).map((person) => [ONE, person] as const));
    expect(leavesOf(draw(1, known()))).toEqual(leavesOf(draw(1, known())));
    expect(leavesOf(draw(1, known()))).not.toEqual(leavesOf(draw(1)));
  });

  test('draws the first pair of every plan where its employer knows nobody of it', () => {
    expect(leavesOf(draw(9, keepKnown([]))).at(0)).toBe(leavesOf(draw(9)).at(0));
  });

  test('is refused with the vacancy where no other person is left', () => {
    const everybody: KnownPersons = { knows: () => 'displayName', add: () => undefined };
    expect(() => draw(1, everybody)).toThrow(
      expect.objectContaining({ code: 'repeat-not-fresh', detail: expect.stringMatching(/^made-up V\d$/) }),
    );
    expect(() => draw(1, everybody)).toThrow(Problem);
  });

  test('asks a place once more from the first day on which the waiting time is over', () => {
    const from = dateOnly(2026, 12, 7);
    const last = toLocal(countsSince(from, 90)).date;
    expect([last, addDays(last, 89)]).toEqual([dateOnly(2026, 9, 9), from]);
  });
});
