import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addMember,
  findAuthorisation,
  type CampaignDraft,
  type CampaignId,
} from '../../src/campaigns/index.js';
import { createDispatch, type ApplicationId } from '../../src/fieldwork/index.js';
import { addDays, dateOnly, toInstant, toLocal, type DateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createMailSender } from '../../src/platform/mail/index.js';
import { checkVacancy, createCalendar, loadReference, type VacancyId } from '../../src/register/index.js';
import { createServices, scenarioFolder } from '../../src/services.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { engine } from '../support/database.js';
import { openFaultySmtp, type Fault, type FaultySmtp, type Step } from '../support/faulty-smtp.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  seedOf,
  sendAll,
  type World,
} from '../support/world.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let world: World;
let smtp: FaultySmtp;
let open: CampaignId[] = [];
let plans = 0;

beforeAll(async () => {
  smtp = await openFaultySmtp();
  world = await openWorld({ smtp: { host: '127.0.0.1', port: smtp.port } });
  await importWorld(world, 90);
});
afterAll(async () => {
  await smtp.close();
  await world.close();
});
beforeEach(async () => {
  await smtp.behave();
  await world.at(toInstant(MONDAY, 8 * 60));
});
afterEach(async () => {
  for (const id of open)
    await world.services.campaigns
      .stop(world.as('coordinator'), id, 'the test is over', false)
      .catch(() => undefined);
  open = [];
});

/** A running campaign of one pair (or so many) in one sector. */
async function running(
  change: Partial<CampaignDraft> = {},
  pairs = 1,
  until?: DateOnly,
): Promise<CampaignId> {
  plans += 1;
  const sector = (['uitzend', 'bouw', 'detailhandel'] as const)[plans % 3] ?? 'bouw';
  const draft = draftOf(1, { cells: [{ sector, quota: pairs }], ...change });
  const { campaigns } = world.services;
  const id = await campaigns.create(world.as('inspector'), draft);
  await campaigns.seal(world.as('coordinator'), id, seedOf(plans));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  await authorise(world, id, until === undefined ? {} : { until });
  await campaigns.start(world.as('inspector'), id);
  open.push(id);
  return id;
}

const asTables = <T>(use: Parameters<typeof asOwner<T>>[1]): Promise<T> =>
  asOwner(world.services.database.kysely, use);

/** The applications of a campaign with their outcomes, in order of tests and arms. */
function applicationsOf(id: CampaignId) {
  return asTables((db) =>
    db
      .selectFrom('application as a')
      .innerJoin('test as t', 't.id', 'a.test')
      .leftJoin('outcome as o', 'o.application', 'a.id')
      .selectAll('a')
      .select(['t.ordinal', 't.vacancy', 'o.code as outcome'])
      .where('a.campaign', '=', id)
      .orderBy('t.ordinal')
      .orderBy('a.position')
      .execute(),
  );
}

async function pairOf(id: CampaignId) {
  const [first, second] = await applicationsOf(id);
  if (first === undefined || second === undefined) throw new Error('A test has two applications.');
  return { first, second };
}

function attemptsOf(id: CampaignId) {
  return asTables((db) =>
    db
      .selectFrom('attempt as x')
      .innerJoin('application as a', 'a.id', 'x.application')
      .selectAll('x')
      .where('a.campaign', '=', id)
      .orderBy('x.started_at')
      .orderBy('x.number')
      .execute(),
  );
}

const countedOf = (id: CampaignId) =>
  asTables((db) =>
    db
      .selectFrom('counted_test')
      .select(['strict', 'lenient', 'void_reason'])
      .where('campaign', '=', id)
      .execute(),
  );

/** One look of the jobs at this moment: decide, then send. */
async function tick(): Promise<void> {
  const { dispatch, systemContext } = world.services;
  await dispatch.promote(systemContext());
  while ((await dispatch.send(systemContext())) > 0);
}

async function tickAt(instant: Date): Promise<void> {
  await world.at(new Date(instant.getTime() + 1000));
  await tick();
}

/** Sends the first arm at its own moment, to a server with these faults. */
async function sendFirst(faults: Partial<Record<Step, Fault>>, change: Partial<CampaignDraft> = {}) {
  const id = await running(change);
  await smtp.behave(faults);
  await tickAt((await pairOf(id)).first.due_at);
  return { id, ...(await pairOf(id)) };
}

/** Ends every window that can end. */
async function endWindows(): Promise<void> {
  await world.at(new Date(world.services.clock.now().getTime() + 32 * DAY));
  while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
}

const dayOf = (instant: Date | null): DateOnly | null => (instant === null ? null : toLocal(instant).date);
const say = (text: string): Fault => ({ say: `${text}\r\n` });
const settle = (id: ApplicationId, as: 'sent' | 'not-sent') =>
  world.services.dispatch.settle(world.as('fieldworker'), id, as, 'asked by telephone');
const checked = (vacancy: VacancyId, verdict: 'open' | 'closed' | 'changed') =>
  world.as('fieldworker').inTx((ctx) => checkVacancy(ctx, vacancy, verdict, 'person'));

const BEFORE_BODY = ['greeting', 'MAIL', 'RCPT', 'DATA'] as const;
const ANSWERED = [...BEFORE_BODY, 'dot'] as const;

describe('one attempt', () => {
  test('that the server takes is sent, and starts a window of thirty days', async () => {
    const { first } = await sendFirst({});
    expect([
      first.state,
      (first.window_ends_at?.getTime() ?? 0) - (first.sent_at?.getTime() ?? 0),
      smtp.taken().length,
    ]).toEqual(['sent', 30 * DAY, 1]);
  });

  test.each([
    ['after the final dot', 'dot'],
    ['in DATA', 'body'],
  ] as const)('that breaks off %s is in doubt', async (_where, step) => {
    const { first } = await sendFirst({ [step]: 'drop' });
    expect([first.state, first.sent_at, first.next_attempt_at]).toEqual(['in-doubt', null, null]);
  });

  test('in doubt is not made again, however long nobody settles it', async () => {
    const { id, first } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    for (let day = 1; day < 6; day += 1) await tickAt(new Date(first.due_at.getTime() + day * DAY));
    expect([smtp.offered(), (await pairOf(id)).first.state]).toEqual([0, 'in-doubt']);
  });

  test.each(BEFORE_BODY)('that breaks off at %s is made again a quarter of an hour later', async (step) => {
    const { first } = await sendFirst({ [step]: 'drop' });
    const now = world.services.clock.now().getTime();
    expect([
      first.state,
      first.attempts,
      Math.round(((first.next_attempt_at?.getTime() ?? 0) - now) / MINUTE),
    ]).toEqual(['due', 1, 15]);
  });

  test.each(ANSWERED)(
    'that the server puts off at %s (4yz) is made again a quarter of an hour later',
    async (step) => {
      const { first } = await sendFirst({ [step]: say('451 4.7.1 come back later') });
      const now = world.services.clock.now().getTime();
      expect([
        first.state,
        first.attempts,
        Math.round(((first.next_attempt_at?.getTime() ?? 0) - now) / MINUTE),
      ]).toEqual(['due', 1, 15]);
    },
  );

  test.each(ANSWERED)(
    'that the server refuses at %s (5yz) is refused, and its outcome is a bounce',
    async (step) => {
      const { first } = await sendFirst({ [step]: say('554 5.7.1 not here') });
      expect([first.state, first.outcome, first.next_attempt_at]).toEqual(['refused', 'BNC', null]);
    },
  );

  test('is recorded with the very message and the words of the server', async () => {
    const { id } = await sendFirst({ dot: say('451 4.7.1 come back later') });
    const [attempt] = await attemptsOf(id);
    expect([
      attempt?.number,
      attempt?.result,
      attempt?.reply,
      attempt?.message.toString().includes('\r\nSubject: '),
    ]).toEqual([1, 'deferred', '451 4.7.1 come back later', true]);
  });
});

describe('an application that was put off', () => {
  test('is not offered before its moment', async () => {
    await sendFirst({ RCPT: say('451 graylisted') });
    await smtp.behave();
    await world.at(new Date(world.services.clock.now().getTime() + 14 * MINUTE));
    await tick();
    expect(smtp.offered()).toBe(0);
  });

  test('is sent at the next attempt, once', async () => {
    const { id } = await sendFirst({ dot: say('451 graylisted') });
    await smtp.behave();
    await tickAt((await pairOf(id)).first.next_attempt_at ?? new Date(0));
    const { first } = await pairOf(id);
    expect([first.state, first.attempts, smtp.taken().length]).toEqual(['sent', 2, 1]);
  });

  test('waits twice as long each time, four hours at most, and is given up after twelve attempts', async () => {
    const { id } = await sendFirst({ MAIL: say('451 later') });
    const waits: number[] = [];
    for (let { first } = await pairOf(id); first.next_attempt_at !== null; { first } = await pairOf(id)) {
      waits.push(
        Math.round((first.next_attempt_at.getTime() - world.services.clock.now().getTime()) / MINUTE),
      );
      await tickAt(first.next_attempt_at);
    }
    const { first } = await pairOf(id);
    expect(waits).toEqual([15, 30, 60, 120, 240, 240, 240, 240, 240, 240, 240]);
    expect([first.state, first.state_reason, first.outcome, first.attempts]).toEqual([
      'cancelled',
      'deferred-too-long',
      'ERR',
      12,
    ]);
  });
});

describe('a refused first arm', () => {
  test('does not stop the second', async () => {
    const { id, second } = await sendFirst({ RCPT: say('550 unknown') });
    await smtp.behave();
    await tickAt(second.due_at);
    expect((await pairOf(id)).second.state).toBe('sent');
  });

  test('voids the pair when the window of the second is over, and not before', async () => {
    const { id, second } = await sendFirst({ RCPT: say('550 unknown') });
    await smtp.behave();
    await tickAt(second.due_at);
    const before = await countedOf(id);
    await endWindows();
    expect([before, await countedOf(id)]).toEqual([
      [],
      [{ strict: 'void', lenient: 'void', void_reason: 'refused' }],
    ]);
  });
});

describe('while a first arm is in doubt', () => {
  test('the second waits', async () => {
    const { id, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    await tickAt(second.due_at);
    expect([(await pairOf(id)).second.state, smtp.offered()]).toEqual(['planned', 0]);
  });

  test('the second is put off by one working day when its own day passes', async () => {
    const { id, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    await tickAt(second.due_at);
    await tickAt(new Date(second.due_at.getTime() + DAY));
    const later = (await pairOf(id)).second;
    expect([later.state, later.reschedules, dayOf(later.due_at)]).toEqual(['planned', 1, addDays(MONDAY, 3)]);
  });

  test('the second is cancelled when that day passes too', async () => {
    const { id, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    for (const days of [0, 1, 2, 3]) await tickAt(new Date(second.due_at.getTime() + days * DAY));
    const later = (await pairOf(id)).second;
    expect([later.state, later.state_reason, later.outcome, smtp.offered()]).toEqual([
      'cancelled',
      'first-arm-late',
      'ERR',
      0,
    ]);
  });
});

describe('a first arm in doubt, settled as sent', () => {
  test('has its window from the instant of the attempt', async () => {
    const { id, first } = await sendFirst({ dot: 'drop' });
    const [attempt] = await attemptsOf(id);
    await world.at(new Date(world.services.clock.now().getTime() + 5 * 60 * MINUTE));
    await settle(first.id, 'sent');
    const settled = (await pairOf(id)).first;
    expect([settled.state, settled.sent_at, settled.window_ends_at]).toEqual([
      'sent',
      attempt?.started_at,
      new Date((attempt?.started_at.getTime() ?? 0) + 30 * DAY),
    ]);
  });

  test('lets the second go at its own moment', async () => {
    const { id, first, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    await settle(first.id, 'sent');
    await tickAt(second.due_at);
    const sent = (await pairOf(id)).second;
    expect([sent.state, sent.reschedules, dayOf(sent.sent_at)]).toEqual(['sent', 0, addDays(MONDAY, 1)]);
  });

  test('lets the second go on the day to which it was put off', async () => {
    const { id, first, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    await tickAt(second.due_at);
    await tickAt(new Date(second.due_at.getTime() + DAY));
    await settle(first.id, 'sent');
    await tickAt((await pairOf(id)).second.due_at);
    const sent = (await pairOf(id)).second;
    expect([sent.state, sent.reschedules, dayOf(sent.sent_at)]).toEqual(['sent', 1, addDays(MONDAY, 3)]);
  });

  test('counts with its pair when both windows are over', async () => {
    const { id, first, second } = await sendFirst({ dot: 'drop' });
    await smtp.behave();
    await settle(first.id, 'sent');
    await tickAt(second.due_at);
    await endWindows();
    expect(await countedOf(id)).toEqual([{ strict: 'neither', lenient: 'neither', void_reason: null }]);
  });
});

describe('a first arm in doubt, settled as not sent', () => {
  test('is final and an error', async () => {
    const { id, first } = await sendFirst({ body: 'drop' });
    await settle(first.id, 'not-sent');
    const settled = (await pairOf(id)).first;
    expect([settled.state, settled.outcome, settled.sent_at]).toEqual(['not-sent', 'ERR', null]);
  });

  test('is never offered again', async () => {
    const { first, second } = await sendFirst({ body: 'drop' });
    await smtp.behave();
    await settle(first.id, 'not-sent');
    for (const days of [0, 1, 2]) await tickAt(new Date(second.due_at.getTime() + days * DAY));
    expect(smtp.offered()).toBe(0);
  });

  test('cancels the second and voids the pair', async () => {
    const { id, first, second } = await sendFirst({ body: 'drop' });
    await smtp.behave();
    await settle(first.id, 'not-sent');
    await tickAt(second.due_at);
    const cancelled = (await pairOf(id)).second;
    expect([cancelled.state, cancelled.state_reason, await countedOf(id)]).toEqual([
      'cancelled',
      'first-arm-not-sent',
      [{ strict: 'void', lenient: 'void', void_reason: 'not-sent' }],
    ]);
  });
});

describe('settling', () => {
  test.each([
    ['sent', 'not-sent'],
    ['not-sent', 'sent'],
    ['sent', 'sent'],
  ] as const)('as %s and then as %s is refused the second time', async (once, again) => {
    const { first } = await sendFirst({ dot: 'drop' });
    await settle(first.id, once);
    await expect(settle(first.id, again)).rejects.toMatchObject({ code: 'not-in-doubt' });
  });

  test('what was sent without doubt is refused', async () => {
    const { first } = await sendFirst({});
    await expect(settle(first.id, 'not-sent')).rejects.toMatchObject({ code: 'not-in-doubt' });
  });
});

describe('the second arm', () => {
  test('goes on the working day after the first, in office hours, over a weekend and All Saints', async () => {
    const id = await running({ sendFrom: dateOnly(2026, 10, 29), pairsPerDay: 2 }, 6);
    await sendAll(world);
    const sent = await applicationsOf(id);
    expect(sent.map((one) => one.state)).toEqual(sent.map(() => 'sent'));
    expect(sent.map((one) => dayOf(one.sent_at))).toEqual(
      [
        [dateOnly(2026, 10, 29), dateOnly(2026, 10, 30)],
        [dateOnly(2026, 10, 29), dateOnly(2026, 10, 30)],
        [dateOnly(2026, 10, 30), dateOnly(2026, 11, 2)],
        [dateOnly(2026, 10, 30), dateOnly(2026, 11, 2)],
        [dateOnly(2026, 11, 2), dateOnly(2026, 11, 3)],
        [dateOnly(2026, 11, 2), dateOnly(2026, 11, 3)],
      ].flat(),
    );
    const minutes = sent.map((one) => (one.sent_at === null ? -1 : toLocal(one.sent_at).minutes));
    expect(minutes.filter((minute) => minute < 9 * 60 || minute >= 17 * 60)).toEqual([]);
  });

  test('does not go on Armistice Day', async () => {
    const id = await running({ sendFrom: dateOnly(2026, 11, 10) });
    await sendAll(world);
    const { first, second } = await pairOf(id);
    expect([dayOf(first.sent_at), dayOf(second.sent_at)]).toEqual([
      dateOnly(2026, 11, 10),
      dateOnly(2026, 11, 12),
    ]);
  });

  test('does not go on the day on which a late first arm went', async () => {
    const { id, second } = await sendFirst({ MAIL: say('451 later') });
    await world.at(toInstant(addDays(MONDAY, 1), 9 * 60));
    await smtp.behave();
    await tick();
    await tickAt(second.due_at);
    await sendAll(world);
    const pair = await pairOf(id);
    expect([dayOf(pair.first.sent_at), dayOf(pair.second.sent_at)]).toEqual([
      addDays(MONDAY, 1),
      addDays(MONDAY, 2),
    ]);
  });

  test('that missed its office hours goes on the next working day', async () => {
    const { id, second } = await sendFirst({});
    await tickAt(toInstant(addDays(MONDAY, 1), 20 * 60));
    const later = (await pairOf(id)).second;
    await tickAt(later.due_at);
    expect([second.state, later.reschedules, dayOf((await pairOf(id)).second.sent_at)]).toEqual([
      'planned',
      1,
      addDays(MONDAY, 2),
    ]);
  });

  test('that misses its hours twice is cancelled', async () => {
    const { id, first } = await sendFirst({});
    for (const days of [1, 2]) {
      await world.at(toInstant(addDays(MONDAY, days), 19 * 60));
      await checked(first.vacancy!, 'open');
      await tickAt(toInstant(addDays(MONDAY, days), 20 * 60));
    }
    const { second } = await pairOf(id);
    expect([second.state, second.state_reason, second.outcome]).toEqual(['cancelled', 'missed', 'ERR']);
  });

  test('that cannot fall inside the authorisation keeps the first from going', async () => {
    const id = await running({}, 1, addDays(MONDAY, 2));
    await tickAt((await pairOf(id)).first.due_at);
    const { first } = await pairOf(id);
    expect([first.state, first.state_reason, smtp.offered()]).toEqual([
      'cancelled',
      'authorisation-too-short',
      0,
    ]);
  });
});

describe('a vacancy', () => {
  /** Dispatch as it is outside the demo: no adapter looks at vacancies. */
  function withoutAdapter() {
    const { services } = world;
    return createDispatch({
      printCv: () => Promise.resolve(Buffer.from('%PDF-1.7')),
      sender: createMailSender({ host: '127.0.0.1', port: smtp.port, loopbackOnly: true }),
      calendar: createCalendar(loadReference(`${scenarioFolder}/reference`).holidays),
      server: 'a server without an adapter',
      openSeed: services.campaigns.openSeed,
      onUnsent: services.responses.endUnsent,
    });
  }
  async function lookAt(instant: Date): Promise<void> {
    const dispatch = withoutAdapter();
    await world.at(new Date(instant.getTime() + 1000));
    await dispatch.promote(world.services.systemContext());
    await dispatch.send(world.services.systemContext());
  }
  test('that nobody checked stops the arm', async () => {
    const id = await running();
    await lookAt((await pairOf(id)).first.due_at);
    expect([(await pairOf(id)).first.state, smtp.offered()]).toEqual(['planned', 0]);
  });

  test('that a person found open lets the arm go', async () => {
    const id = await running();
    const { first } = await pairOf(id);
    await checked(first.vacancy!, 'open');
    await lookAt(first.due_at);
    expect((await pairOf(id)).first.state).toBe('sent');
  });

  test('that was checked more than a day ago stops the second arm, which is put off once and then cancelled', async () => {
    const id = await running();
    const { first, second } = await pairOf(id);
    await checked(first.vacancy!, 'open');
    await lookAt(first.due_at);
    const seen: unknown[] = [];
    for (const instant of [
      toInstant(addDays(MONDAY, 1), 16 * 60 + 58),
      new Date(second.due_at.getTime() + DAY),
      toInstant(addDays(MONDAY, 3), 16 * 60 + 58),
      toInstant(addDays(MONDAY, 4), 16 * 60),
    ]) {
      await lookAt(instant);
      const later = (await pairOf(id)).second;
      seen.push([later.state, later.reschedules, later.state_reason]);
    }
    expect(seen).toEqual([
      ['planned', 0, null],
      ['planned', 1, null],
      ['planned', 1, null],
      ['cancelled', 1, 'vacancy-unchecked'],
    ]);
  });

  test('found closed before the first arm voids the pair and sends nothing', async () => {
    const id = await running();
    const { first, second } = await pairOf(id);
    await checked(first.vacancy!, 'closed');
    await tickAt(first.due_at);
    await tickAt(second.due_at);
    expect([
      (await applicationsOf(id)).map((one) => one.state_reason),
      smtp.offered(),
      await countedOf(id),
    ]).toEqual([
      ['vacancy-closed', 'first-arm-cancelled'],
      0,
      [{ strict: 'void', lenient: 'void', void_reason: 'vacancy-closed' }],
    ]);
  });

  test.each(['closed', 'changed'] as const)(
    'found %s between the arms stops the second and voids the pair',
    async (verdict) => {
      const { id, first, second } = await sendFirst({});
      await checked(first.vacancy!, verdict);
      await tickAt(second.due_at);
      await endWindows();
      expect([(await pairOf(id)).second.state_reason, await countedOf(id)]).toEqual([
        `vacancy-${verdict}`,
        [{ strict: 'void', lenient: 'void', void_reason: `vacancy-${verdict}` }],
      ]);
    },
  );
});

describe('a campaign', () => {
  test('that is paused sends nothing', async () => {
    const id = await running();
    await world.services.campaigns.pause(world.as('inspector'), id, 'a question of the sector');
    await tickAt((await pairOf(id)).first.due_at);
    expect([(await pairOf(id)).first.state, smtp.offered()]).toEqual(['planned', 0]);
  });

  test('paused between decision and sending keeps what is due', async () => {
    const id = await running();
    await world.at(new Date((await pairOf(id)).first.due_at.getTime() + 1000));
    await world.services.dispatch.promote(world.services.systemContext());
    await world.services.campaigns.pause(world.as('inspector'), id, 'a question of the sector');
    await tick();
    expect([(await pairOf(id)).first.state, smtp.offered()]).toEqual(['due', 0]);
  });

  test('that is resumed goes on, each application once', async () => {
    const id = await running();
    const { first } = await pairOf(id);
    await world.services.campaigns.pause(world.as('inspector'), id, 'a question of the sector');
    await tickAt(first.due_at);
    await world.services.campaigns.resume(world.as('inspector'), id);
    await sendAll(world);
    expect([(await applicationsOf(id)).map((one) => one.state), smtp.taken().length]).toEqual([
      ['sent', 'sent'],
      2,
    ]);
  });

  test('whose authorisation is withdrawn sends nothing more, at once', async () => {
    const { id, second } = await sendFirst({});
    await world.services.campaigns.withdrawAuthorisation(world.as('coordinator'), id);
    await tickAt(second.due_at);
    expect([(await pairOf(id)).second.state, smtp.taken().length]).toEqual(['due', 1]);
  });

  test('whose authorisation is withdrawn between decision and sending sends nothing', async () => {
    const id = await running();
    await world.at(new Date((await pairOf(id)).first.due_at.getTime() + 1000));
    await world.services.dispatch.promote(world.services.systemContext());
    await world.services.campaigns.withdrawAuthorisation(world.as('coordinator'), id);
    await world.services.dispatch.send(world.services.systemContext());
    expect([
      await attemptsOf(id),
      smtp.offered(),
      (await world.as('coordinator').read((ctx) => findAuthorisation(ctx, id)))?.state,
    ]).toEqual([[], 0, 'withdrawn']);
  });
});

describe('what a dead process left in sending', () => {
  /** A first arm of which the attempt is committed and the server says nothing. */
  async function hanging() {
    const id = await running();
    await smtp.behave({ MAIL: 'silent' });
    await world.at(new Date((await pairOf(id)).first.due_at.getTime() + 1000));
    await world.services.dispatch.promote(world.services.systemContext());
    const ended = world.services.dispatch.send(world.services.systemContext());
    await expect.poll(async () => [(await pairOf(id)).first.state, smtp.offered()]).toEqual(['sending', 1]);
    return { id, end: () => smtp.behave().then(() => ended) };
  }

  test('is in doubt when the embedded database starts again', async () => {
    const { id, end } = await hanging();
    await world.services.dispatch.recover(world.services.systemContext(), true);
    expect((await pairOf(id)).first.state).toBe('in-doubt');
    await end();
  });

  test('is left to another server until its lease is over', async () => {
    const { id, end } = await hanging();
    const begun = world.services.clock.now().getTime();
    await world.at(new Date(begun + 29 * MINUTE));
    await world.services.dispatch.recover(world.services.systemContext(), false);
    const during = (await pairOf(id)).first.state;
    await world.at(new Date(begun + 31 * MINUTE));
    await world.services.dispatch.recover(world.services.systemContext(), false);
    expect([during, (await pairOf(id)).first.state]).toEqual(['sending', 'in-doubt']);
    await end();
  });

  test('stays in doubt when the attempt comes to its end after all without proof of delivery', async () => {
    const { id, end } = await hanging();
    await world.services.dispatch.recover(world.services.systemContext(), true);
    await end();
    expect((await pairOf(id)).first.state).toBe('in-doubt');
  });

  test('is not sent by anybody while it is in sending', async () => {
    const { id, end } = await hanging();
    await world.at(new Date(world.services.clock.now().getTime() + 20 * MINUTE));
    const attempts = await world.services.dispatch.send(world.services.systemContext());
    expect([attempts, (await attemptsOf(id)).length]).toEqual([0, 1]);
    await end();
  });
});

describe.runIf(engine === 'postgres')('two servers on one database', () => {
  test('send each application once between them', async () => {
    const id = await running({ pairsPerDay: 30 }, 30);
    const other = await createServices({
      config: readConfig({
        PT_SECRET: 'a secret that only the tests know, 32+ characters',
        PT_LOG_LEVEL: 'silent',
      }),
      database: world.services.database,
      log: createLog('silent'),
      smtp: { host: '127.0.0.1', port: smtp.port },
      mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example'] },
    });
    const servers = [world.services, other];
    const at = async (instant: Date): Promise<void> => {
      await world.at(instant);
      other.clock.shiftTo(instant.getTime() - Date.now());
    };
    // All thirty are due together, more than one server takes at once: so each has its share.
    for (const day of [0, 1]) {
      await at(toInstant(addDays(MONDAY, day), 16 * 60 + 59));
      await Promise.all(servers.map(({ dispatch, systemContext }) => dispatch.promote(systemContext())));
      for (let made = 1; made > 0;) {
        const attempts = servers.map(({ dispatch, systemContext }) => dispatch.send(systemContext()));
        made = (await Promise.all(attempts)).reduce((sum, one) => sum + one, 0);
      }
    }
    const attempts = await attemptsOf(id);
    expect((await applicationsOf(id)).map((one) => one.state)).toEqual(Array(60).fill('sent'));
    expect([smtp.taken().length, new Set(smtp.taken()).size, attempts.length]).toEqual([60, 60, 60]);
    expect(new Set(attempts.map((attempt) => attempt.server)).size).toBe(2);
  });
});
