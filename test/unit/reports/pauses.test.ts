// When the clock for feedback may stand still, for how long, and what that makes of its last day.
import { expect, test } from 'vitest';
import { addDays, dateOnly } from '../../../src/platform/dates.js';
import { createCalendar } from '../../../src/register/index.js';
import { extendedFeedback, pausedFeedback } from '../../../src/reports/clocks.js';
import {
  daysOf,
  mayPause,
  PAUSES,
  pauseUntil,
  runningPause,
  type Pause,
  type PauseAsk,
} from '../../../src/reports/pauses.js';
import { mayExtend } from '../../../src/reports/rules.js';
import { PAUSE_WHYS } from '../../../src/reports/schema.js';
import { reference } from '../../support/channel.js';

const calendar = createCalendar(reference.holidays);
const SENT = dateOnly(2026, 9, 7);
const TODAY = dateOnly(2026, 10, 5);
const LONGEST = extendedFeedback(SENT, calendar);
const ask = (over: Partial<PauseAsk> = {}): PauseAsk => ({
  life: {
    status: 'in-progress',
    acknowledgedOn: SENT,
    acknowledgeBy: dateOnly(2026, 9, 14),
    feedbackOn: null,
    feedbackBy: dateOnly(2026, 12, 7),
  },
  pauses: [],
  lastWord: 'officer',
  today: TODAY,
  longest: LONGEST,
  ...over,
});
const past = (why: Pause['why'], from: Pause['from'], days: number, ended = days): Pause => ({
  id: '1',
  officer: '2',
  why,
  from,
  until: addDays(from, days),
  before: dateOnly(2026, 12, 7),
  endedOn: ended < days ? addDays(from, ended) : null,
});

test('every reason has its own days, and none reaches the acknowledgement', () => {
  expect(PAUSE_WHYS.map((why) => PAUSES[why].mostDays)).toEqual([30, 60, 90]);
  expect(PAUSE_WHYS.map((why) => PAUSES[why].clock)).toEqual(['feedback', 'feedback', 'feedback']);
});

test('a clock stands still for a question only while that question is the last word', () => {
  expect(mayPause(ask(), 'question').allowed).toBe(true);
  for (const lastWord of ['reporter', null] as const)
    expect(mayPause(ask({ lastWord }), 'question').allowed).toBe(false);
  expect(mayPause(ask({ lastWord: 'reporter' }), 'reporter-wish').allowed).toBe(true);
});

test.each([
  ['is late', { today: dateOnly(2026, 12, 8) }],
  ['has its six months already', { life: { ...ask().life, feedbackBy: LONGEST } }],
  ['was answered', { life: { ...ask().life, feedbackOn: SENT } }],
  ['waits for the acknowledgement', { life: { ...ask().life, status: 'sent', acknowledgedOn: null } }],
  ['stands still', { pauses: [past('reporter-wish', addDays(TODAY, -3), 60)] }],
] as const)('a clock that %s does not stand still', (_, over) =>
  expect(mayPause(ask(over), 'other-inquiry')).toEqual({ allowed: false, reason: 'report-not-now' }),
);

test('days that were taken for a reason are gone, those of another are not', () => {
  const pauses = [past('question', dateOnly(2026, 9, 10), 30, 12)];
  expect(pauseUntil(ask({ pauses }), 'question')).toBe(addDays(TODAY, 18));
  expect(pauseUntil(ask({ pauses }), 'reporter-wish')).toBe(addDays(TODAY, 60));
  const used = [past('question', dateOnly(2026, 9, 1), 30)];
  expect(mayPause(ask({ pauses: used }), 'question').allowed).toBe(false);
});

test('no pause is longer than what is left of the six months', () => {
  const life = { ...ask().life, feedbackBy: addDays(LONGEST, -10) };
  expect(pauseUntil(ask({ life }), 'other-inquiry')).toBe(addDays(TODAY, 10));
});

test('it runs until its day, and counts the days up to today', () => {
  const pause = past('question', TODAY, 30);
  expect(runningPause([pause], addDays(TODAY, 29))).toBe(pause);
  expect(runningPause([pause], addDays(TODAY, 30))).toBeNull();
  expect([0, 12, 30, 99].map((days) => daysOf(pause, addDays(TODAY, days)))).toEqual([0, 12, 30, 30]);
  expect(daysOf(past('question', TODAY, 30, 5), addDays(TODAY, 9))).toBe(5);
});

test('the moved day is a working day of Belgium, and never past the six months', () => {
  const before = dateOnly(2026, 12, 7);
  // Christmas is a Friday: the Thursday before it.
  expect(pausedFeedback(before, 18, SENT, calendar)).toBe('2026-12-24');
  expect(pausedFeedback(before, 20, SENT, calendar)).toBe('2026-12-24');
  expect(pausedFeedback(before, 0, SENT, calendar)).toBe(before);
  expect(pausedFeedback(before, 300, SENT, calendar)).toBe(LONGEST);
});

test('a term that stands still is not extended too', () => {
  expect(mayExtend(ask().life, LONGEST, false).allowed).toBe(true);
  expect(mayExtend(ask().life, LONGEST, true).allowed).toBe(false);
});
