import { describe, expect, test } from 'vitest';
import { needsOf, stopsOf, type RehearsalFacts } from '../../../src/fieldwork/rehearsal/rules.js';

const HOUR = 3_600_000;
const due = new Date('2026-09-08T08:00:00Z');
const later = (hours: number): Date => new Date(due.getTime() + hours * HOUR);
const well: RehearsalFacts = {
  position: 1,
  alone: false,
  dueAt: due,
  officeTime: true,
  covered: true,
  authorisedFrom: later(-100),
  authorisedUntil: later(1000),
  released: true,
  retired: false,
  groundless: false,
  cooled: null,
  excluded: false,
  closed: false,
  check: { verdict: 'open', at: later(-24) },
  firstState: null,
  inHour: 3,
  hourly: 3,
};

describe('what would stop an application', () => {
  test('is nothing when all is well', () => {
    expect([stopsOf(well), needsOf(well)]).toEqual([[], []]);
  });

  test.each<[Partial<RehearsalFacts>, readonly string[]]>([
    [{ covered: null, authorisedFrom: null, authorisedUntil: null }, ['not-authorised']],
    [{ authorisedFrom: later(1) }, ['not-yet-authorised']],
    [{ authorisedUntil: due }, ['authorisation-over']],
    [{ authorisedUntil: later(4 * 24) }, ['authorisation-too-short']],
    [{ covered: false }, ['other-employer']],
    [{ retired: true }, ['identity-retired']],
    [{ groundless: true }, ['ground-gone']],
    [{ released: false }, ['identity-unreleased']],
    [{ cooled: 'template-cools' }, ['template-cools']],
    [{ excluded: true }, ['vacancy-excluded']],
    [{ check: { verdict: 'changed', at: later(-1) } }, ['vacancy-over']],
    [{ closed: true }, ['vacancy-ends']],
    [{ position: 2, firstState: 'in-doubt' }, ['first-arm-in-doubt']],
    [{ position: 2, firstState: 'not-sent' }, ['first-arm-ended']],
    [{ officeTime: false }, ['office-closed']],
    [
      { released: false, excluded: true, officeTime: false },
      ['identity-unreleased', 'vacancy-excluded', 'office-closed'],
    ],
  ])('%o: %o', (change, stops) => {
    expect(stopsOf({ ...well, ...change })).toEqual(stops);
  });

  test('asks of a second application no more than that it leaves in time itself', () => {
    expect(stopsOf({ ...well, position: 2, firstState: 'sent', authorisedUntil: later(1) })).toEqual([]);
  });
});

describe('what has to happen first', () => {
  test('is a look at the vacancy, when the last will be older than a day', () => {
    expect([
      needsOf({ ...well, check: null }),
      needsOf({ ...well, check: { verdict: 'open', at: later(-25) } }),
    ]).toEqual([['vacancy-check'], ['vacancy-check']]);
  });

  test('is no such look where no vacancy is answered, and nothing of one stops it', () => {
    const none = { ...well, check: 'none' } as const;
    expect([needsOf(none), stopsOf(none)]).toEqual([[], []]);
  });

  test('is that an hour which is too full passes', () => {
    expect([needsOf({ ...well, inHour: 4 }), needsOf({ ...well, inHour: 40, hourly: undefined })]).toEqual([
      ['hour-limit'],
      [],
    ]);
  });
});
