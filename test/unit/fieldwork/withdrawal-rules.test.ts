import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  BURDEN_MINUTES,
  burdenOf,
  chooseText,
  clockOf,
  expectedOf,
  maySend,
  maySpare,
  mayTriageAgain,
  replyAddress,
  replySubject,
  stateWhenAsked,
  usableIds,
} from '../../../src/fieldwork/withdrawals/rules.js';
import { WITHDRAWAL_STATES } from '../../../src/fieldwork/withdrawals/schema.js';
import { addDays, dateOnly, toInstant, toLocal } from '../../../src/platform/dates.js';
import { createCalendar, loadReference } from '../../../src/register/index.js';
import { scenarioFolder } from '../../../src/services.js';

const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);
const at = (month: number, day: number, hour: number, minute = 0): Date =>
  toInstant(dateOnly(2026, month, day), hour * 60 + minute);
const clock = (receivedAt: Date, slot: Date | null = null): Date => clockOf({ receivedAt, slot }, calendar);

describe('the clock of an answer', () => {
  test('runs to the same time on the next working day', () => {
    expect(clock(at(9, 7, 10, 30))).toEqual(at(9, 8, 10, 30));
  });
  test('passes over a weekend', () => {
    expect(clock(at(9, 11, 15))).toEqual(at(9, 14, 15));
  });
  test('passes over a Belgian holiday', () => {
    expect(clock(at(11, 10, 14))).toEqual(at(11, 12, 14));
  });
  test('keeps the time on the wall when summer time ends', () => {
    expect(clock(at(10, 23, 9))).toEqual(at(10, 26, 9));
  });
  test('is shortened by an appointment within two days', () => {
    expect(clock(at(9, 7, 10), at(9, 8, 14))).toEqual(at(9, 7, 14));
  });
  test('is not made longer by an appointment far away', () => {
    expect(clock(at(9, 7, 10), at(9, 30, 14))).toEqual(at(9, 8, 10));
  });
  test('is at once when the appointment is within a day', () => {
    expect(clock(at(9, 7, 10), at(9, 7, 16))).toEqual(at(9, 7, 10));
  });
  test('never runs longer than to the working day, and never ends before receipt', () => {
    const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays(dateOnly(2026, 1, 1), days));
    const minute = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(day, minute, fc.option(fc.integer({ min: -50, max: 500 })), (date, minutes, hours) => {
        const received = toInstant(date, minutes);
        const slot = hours === null ? null : new Date(received.getTime() + hours * 3_600_000);
        const due = clock(received, slot);
        expect(due.getTime()).toBeGreaterThanOrEqual(received.getTime());
        expect(due.getTime()).toBeLessThanOrEqual(clock(received).getTime());
        if (slot !== null && due > received)
          expect(due.getTime()).toBeLessThanOrEqual(slot.getTime() - 24 * 3_600_000);
        expect(calendar.isWorkingDay(toLocal(clock(received)).date)).toBe(true);
      }),
    );
  });
});

describe('the text of a withdrawal', () => {
  const leaf = fc.uint8Array({ minLength: 32, maxLength: 32 });

  test('is never the same for both applications of a test', () => {
    fc.assert(
      fc.property(leaf, fc.integer({ min: 2, max: 40 }), (bytes, count) => {
        const [one, other] = [chooseText(bytes, 1, count), chooseText(bytes, 2, count)];
        expect(one).not.toBe(other);
        for (const chosen of [one, other]) {
          expect(chosen).toBeGreaterThanOrEqual(0);
          expect(chosen).toBeLessThan(count);
        }
      }),
    );
  });
  test('steps past the one that the other application has', () => {
    fc.assert(
      fc.property(leaf, fc.integer({ min: 2, max: 40 }), fc.constantFrom(1, 2), (bytes, count, position) => {
        const other = chooseText(bytes, position, count);
        const chosen = chooseText(bytes, position, count, other);
        expect(chosen).not.toBe(other);
        expect(chosen).toBeLessThan(count);
      }),
    );
  });
  test('is the same each time it is chosen', () => {
    const bytes = Buffer.alloc(32, 7);
    expect(chooseText(bytes, 2, 6)).toBe(chooseText(bytes, 2, 6));
  });
});

describe('what an answer expects', () => {
  test.each([
    ['INV', 'invitation'],
    ['ALT', 'invitation'],
    ['TST', 'test'],
    ['CTC', 'call-back'],
    ['INF', 'information'],
    ['REJ', 'nothing'],
    ['ACK-H', 'nothing'],
    ['RES', 'nothing'],
    [null, null],
  ] as const)('is guessed from %s as %s', (code, expected) => {
    expect(expectedOf(code)).toBe(expected);
  });
  test('is changed only until the withdrawal is on its way', () => {
    expect(WITHDRAWAL_STATES.filter((state) => mayTriageAgain(state).allowed)).toEqual([
      'open',
      'not-needed',
    ]);
  });
});

describe('the life of a withdrawal', () => {
  test('lets a person send it once', () => {
    expect(WITHDRAWAL_STATES.filter((state) => maySend(state).allowed)).toEqual(['open']);
  });
  test('lets a person do without mail before it leaves, or after it failed', () => {
    expect(WITHDRAWAL_STATES.filter((state) => maySpare(state).allowed)).toEqual(['open', 'failed']);
  });
  test('opens again when one more answer asks', () => {
    expect(stateWhenAsked('not-needed', false)).toBe('open');
  });
  test('is settled by another way than mail when something may have left', () => {
    expect(stateWhenAsked('not-needed', true)).toBe('failed');
  });
  test('is left as it is by one more answer in every other state', () => {
    const others = WITHDRAWAL_STATES.filter((state) => state !== 'not-needed');
    expect(others.map((state) => stateWhenAsked(state, true))).toEqual(others);
  });
});

describe('where a withdrawal goes', () => {
  const to = (replyTo: string | null, from: string | null): string =>
    replyAddress({ replyTo, from }, 'jobs@zaak.example', ['mijnpost.example']);

  test.each([
    ['to whom the employer asks answers for', 'Els <els@zaak.example>', 'a@b.example', 'els@zaak.example'],
    ['to the sender', null, 'Els@Zaak.example', 'els@zaak.example'],
    [
      'to where the application went, when nobody reads at the sender',
      null,
      'no-reply@zaak.example',
      'jobs@zaak.example',
    ],
    [
      'to where the application went, when the sender is one of our own',
      null,
      'ik@mijnpost.example',
      'jobs@zaak.example',
    ],
    [
      'to where the application went, when there is no plain sender',
      null,
      'élise@zaak.example',
      'jobs@zaak.example',
    ],
    [
      'to the sender, when nobody reads at the other',
      'noreply@zaak.example',
      'els@zaak.example',
      'els@zaak.example',
    ],
    ['to where the application went, when there is no sender', null, null, 'jobs@zaak.example'],
  ])('is %s', (_, replyTo, from, expected) => {
    expect(to(replyTo, from)).toBe(expected);
  });
});

describe('the head of a withdrawal', () => {
  test.each([
    ['Uw sollicitatie', 'Re: Uw sollicitatie'],
    ['RE: Antw: Uw sollicitatie', 'Re: Uw sollicitatie'],
    ['  ', 'Re: Mijn kandidatuur'],
    ['a\r\nBcc: x@y.example', 'Re: a Bcc: x@y.example'],
  ])('answers the subject %j', (asked, expected) => {
    expect(replySubject(asked, 'Mijn kandidatuur')).toBe(expected);
  });
  test('leaves out an identifier that cannot stand in a header', () => {
    expect(usableIds(['a@b', 'c d@e', 'x\r\ny', 'a@b', '<z>'])).toEqual(['a@b']);
  });
});

test('the burden is a plain sum of minutes', () => {
  expect(burdenOf({ application: 2, answer: 1, withdrawal: 1 })).toBe(
    2 * BURDEN_MINUTES.application + BURDEN_MINUTES.answer + BURDEN_MINUTES.withdrawal,
  );
});
