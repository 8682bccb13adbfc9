import { describe, expect, test } from 'vitest';
import {
  backoffMinutes,
  decideDue,
  lastOfTest,
  windowEnd,
  type DueFacts,
} from '../../../src/fieldwork/dispatch/rules.js';
import { dateOnly, toInstant } from '../../../src/platform/dates.js';

const monday = dateOnly(2026, 9, 7);
const tuesday = dateOnly(2026, 9, 8);
const now = toInstant(tuesday, 10 * 60);

const second = (change: Partial<DueFacts> = {}): DueFacts => ({
  position: 2,
  dueDay: tuesday,
  today: tuesday,
  officeTime: true,
  now,
  reschedules: 0,
  first: { state: 'sent', sentDay: monday },
  check: { verdict: 'open', at: now },
  excluded: false,
  retired: false,
  groundless: false,
  authorisedUntil: toInstant(dateOnly(2026, 12, 1), 0),
  lastOfTest: now,
  ...change,
});
const first = (change: Partial<DueFacts> = {}): DueFacts => second({ position: 1, first: null, ...change });

describe('an application whose made-up candidate was taken out of use', () => {
  test.each([first, second])('never leaves, whatever else holds', (of) => {
    expect(decideDue(of({ retired: true, officeTime: false }))).toEqual({
      kind: 'cancel',
      why: 'identity-retired',
    });
  });
});

describe('an application to a vacancy that was marked since as one that nobody tests', () => {
  test.each([first, second])('never leaves', (of) => {
    expect(decideDue(of({ excluded: true }))).toEqual({ kind: 'cancel', why: 'vacancy-changed' });
  });
});

describe('an application that answers no vacancy', () => {
  const none = { check: 'none' } as const;
  test.each([first, second])('leaves without a look at one', (of) => {
    expect(decideDue(of(none))).toEqual({ kind: 'send' });
  });
  test.each([first, second])('is put off to office hours for these alone', (of) => {
    expect(decideDue(of({ ...none, officeTime: false }))).toEqual({
      kind: 'reschedule',
      why: 'office-closed',
    });
  });
  test('moves its second arm once, then drops it', () => {
    expect(decideDue(second({ ...none, dueDay: monday, reschedules: 1 }))).toEqual({
      kind: 'cancel',
      why: 'missed',
    });
  });
});

describe('a second arm', () => {
  test('leaves on the working day after the first', () => {
    expect(decideDue(second())).toEqual({ kind: 'send' });
  });
  test('waits while the first is in doubt', () => {
    expect(decideDue(second({ first: { state: 'in-doubt', sentDay: null } }))).toEqual({
      kind: 'wait',
      why: 'first-arm-open',
    });
  });
  test('is rescheduled once when the first stays in doubt past its day', () => {
    expect(decideDue(second({ first: { state: 'in-doubt', sentDay: null }, dueDay: monday }))).toEqual({
      kind: 'reschedule',
      why: 'first-arm-late',
    });
  });
  test('is cancelled when the first stays in doubt a second time', () => {
    expect(
      decideDue(second({ first: { state: 'in-doubt', sentDay: null }, dueDay: monday, reschedules: 1 })),
    ).toEqual({ kind: 'cancel', why: 'first-arm-late' });
  });
  test('never leaves on the day on which the first left', () => {
    expect(decideDue(second({ first: { state: 'sent', sentDay: tuesday } }))).toEqual({
      kind: 'reschedule',
      why: 'same-day',
    });
  });
  test('is cancelled when the first was not sent', () => {
    expect(decideDue(second({ first: { state: 'not-sent', sentDay: null } }))).toEqual({
      kind: 'cancel',
      why: 'first-arm-not-sent',
    });
  });
  test('goes on when the first was refused', () => {
    expect(decideDue(second({ first: { state: 'refused', sentDay: null } }))).toEqual({ kind: 'send' });
  });
});

describe('the vacancy check', () => {
  test('stops an arm that nobody checked', () => {
    expect(decideDue(second({ check: null }))).toEqual({ kind: 'wait', why: 'vacancy-unchecked' });
  });
  test('counts for 24 hours', () => {
    expect(
      decideDue(second({ check: { verdict: 'open', at: new Date(now.getTime() - 25 * 3_600_000) } })).kind,
    ).toBe('wait');
  });
  test('reschedules an arm that stayed unchecked all day, then cancels it', () => {
    const unchecked = { check: null, dueDay: monday };
    expect([decideDue(second(unchecked)), decideDue(second({ ...unchecked, reschedules: 1 }))]).toEqual([
      { kind: 'reschedule', why: 'vacancy-unchecked' },
      { kind: 'cancel', why: 'vacancy-unchecked' },
    ]);
  });
  test('cancels an arm whose vacancy closed', () => {
    expect(decideDue(second({ check: { verdict: 'closed', at: now } }))).toEqual({
      kind: 'cancel',
      why: 'vacancy-closed',
    });
  });
});

describe('a first arm', () => {
  test('moves freely to another day: nobody has seen it', () => {
    expect(decideDue(first({ officeTime: false, reschedules: 9 }))).toEqual({
      kind: 'reschedule',
      why: 'office-closed',
    });
  });
  test('is cancelled when the second can no longer fall inside the authorisation', () => {
    expect(decideDue(first({ lastOfTest: toInstant(dateOnly(2026, 12, 2), 0) }))).toEqual({
      kind: 'cancel',
      why: 'authorisation-too-short',
    });
  });
});

test('the wait after a temporary refusal doubles up to four hours', () => {
  expect([1, 2, 3, 4, 5, 6].map(backoffMinutes)).toEqual([15, 30, 60, 120, 240, 240]);
});

test('a window lasts 30 days from the sending', () => {
  expect(windowEnd(now).getTime() - now.getTime()).toBe(30 * 86_400_000);
});

describe('how long an authorisation must stand', () => {
  test('is four days more for a first of two, and not for a single application', () => {
    expect(lastOfTest(1, false, now).getTime() - now.getTime()).toBe(4 * 24 * 3_600_000);
    expect([lastOfTest(1, true, now), lastOfTest(2, false, now)]).toEqual([now, now]);
  });
});
