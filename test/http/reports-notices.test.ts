// The message that a reporter can ask for: the same for everybody on the same day, and no address leads to a report.
import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dateOnly, type DateOnly } from '../../src/platform/dates.js';
import { createMailReceiver, createMailSender, type MailReceiver } from '../../src/platform/mail/index.js';
import { noticeJobs } from '../../src/reports/notice/jobs.js';
import { isRound, lastRound, nextRound } from '../../src/reports/notice/rounds.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

const PAGE = '/vast-bericht';
/** The Tuesdays of the rounds around the Monday on which the tests begin. */
const FIRST = dateOnly(2026, 9, 15);

let it: TestChannel;
let app: Express;
let server: MailReceiver;
let port: number;
let refuse: number | null = null;
const received: { to: string; raw: string }[] = [];
beforeAll(async () => {
  it = await openTestChannel();
  app = appOf(it);
  server = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: () => refuse === null,
    maxBytes: 1e6,
    onMessage: ({ raw }) => {
      const text = raw.toString('utf8');
      received.push({ to: /^To: (.*)$/m.exec(text)![1]!.trim(), raw: text });
      return Promise.resolve();
    },
  });
  port = await server.listen();
});
beforeEach(async () => {
  received.splice(0);
  refuse = null;
  await it.rows('delete from notice_address');
  await it.rows('delete from notice_round');
});
afterAll(async () => {
  await server.close();
  await it.close();
});

async function run(name: string, at = port): Promise<number> {
  const sender = createMailSender({ host: '127.0.0.1', port: at, loopbackOnly: true });
  const means = { sender, from: 'meldpunt@dienst.example', address: 'https://meldpunt.example/' };
  const job = noticeJobs(it.channel, means).find((one) => one.name === name)!;
  const done = await job.run(it.channel.system());
  await sender.close();
  return done;
}
const begin = (): Promise<number> => run('reports.notice-round');
const send = (at?: number): Promise<number> => run('reports.notices', at);
async function give(address: string): Promise<Reporter> {
  const browser = await new Reporter(app).go(PAGE);
  return browser.press(PAGE, { mailadres: address });
}
/** A message without what differs by its nature. */
const rest = (message: string): string =>
  message.replace(/^(Date|Message-ID|Received|To|Delivered-To|X-Original-To): [^]*?\r\n(?=\S)/gm, '');

describe('the rounds', () => {
  test('are every second Tuesday, and an address is kept until the last one within a year', () => {
    const days = Array.from({ length: 29 }, (_, at) => addDays(MONDAY, at)).filter(isRound);
    expect(days).toEqual([FIRST, addDays(FIRST, 14)]);
    expect([nextRound(MONDAY), nextRound(FIRST)]).toEqual([FIRST, addDays(FIRST, 14)]);
    // Everybody of one fortnight has the same last day: it tells no day.
    const lasts = Array.from({ length: 14 }, (_, at) => lastRound(addDays(MONDAY, at)));
    expect(new Set(lasts).size).toBeLessThanOrEqual(2);
    expect(lasts.every((day) => isRound(day) && day <= addDays(MONDAY, 379))).toBe(true);
  });
});

describe('an address', () => {
  test('is taken on a page that reads no report, sealed, and without a word of when it came', async () => {
    await it.at(MONDAY);
    const { code } = await sendReport(it.intake);
    const browser = await new Reporter(app).go('/opvolgen');
    await browser.press('/opvolgen', { code });
    expect(browser.page).toContain(`href="${PAGE}"`);
    await browser.go(PAGE);
    await browser.press(PAGE, { mailadres: 'geen adres' });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#mailadres"');
    await browser.press(PAGE, { mailadres: ' Iemand@Post.example ' });
    expect(browser.page).toContain('Het volgende bericht gaat op 15 september 2026 uit');
    const rows = await it.rows<Record<string, unknown>>('select * from notice_address');
    expect(rows).toHaveLength(1);
    expect(Object.keys(rows[0]!).sort()).toEqual(['body', 'id', 'last_on', 'lookup']);
    expect(rows[0]!['last_on']).toBe(lastRound(MONDAY));
    expect(JSON.stringify(rows)).not.toMatch(/post/i);
    // Nothing of it waits for the chain either.
    expect(JSON.stringify(await it.rows('select what from pending_act'))).not.toContain('notice');
  });

  test('that is given twice is one, and stopping tells nobody whether it was there', async () => {
    await it.at(MONDAY);
    const first = await give('iemand@post.example');
    const again = await give('IEMAND@post.example');
    expect(again.page.length).toBe(first.page.length);
    expect(await it.rows('select 1 from notice_address')).toHaveLength(1);
    const stop = async (address: string): Promise<string> => {
      const browser = await new Reporter(app).go(PAGE);
      await browser.press(PAGE, { stopadres: address }, 'stop');
      return browser.page.replace(/name="_csrf" value="[^"]*"/g, '');
    };
    const [known, unknown] = [await stop('Iemand@post.example'), await stop('ander@post.example')];
    expect(known).toBe(unknown);
    expect(known).toContain('Wij zeggen niet of het er stond');
    expect(await it.rows('select 1 from notice_address')).toEqual([]);
  });

  test('is not seen by the door, and not kept beyond a year', async () => {
    await it.at(MONDAY);
    await give('iemand@post.example');
    const door = await it.channel
      .door()
      .read((ctx) => ctx.db.selectFrom('notice_address').select('id').execute());
    expect(door).toEqual([]);
    await it.at(lastRound(MONDAY));
    expect(await run('reports.notice-end')).toBe(0);
    expect(await begin()).toBe(1);
    await it.at(addDays(lastRound(MONDAY), 1));
    expect(await run('reports.notice-end')).toBe(1);
    expect(await it.rows('select 1 from notice_address')).toEqual([]);
  });
});

describe('the message', () => {
  async function giveThree(): Promise<void> {
    for (const name of ['an', 'bo', 'cas']) await give(`${name}@post.example`);
  }
  async function onRound(day: DateOnly): Promise<typeof received> {
    await it.at(day);
    await begin();
    await send();
    return received.splice(0);
  }

  test('goes to each address, on a fixed day alone, the same bytes whether there is news or not', async () => {
    await it.at(MONDAY);
    await giveThree();
    expect(await onRound(MONDAY)).toEqual([]);
    const quiet = await onRound(FIRST);
    expect(quiet.map(({ to }) => to).sort()).toEqual([
      'an@post.example',
      'bo@post.example',
      'cas@post.example',
    ]);
    expect(await onRound(FIRST)).toEqual([]);
    for (let count = 0; count < 3; count++) await sendReport(it.intake);
    const busy = await onRound(addDays(FIRST, 14));
    expect(new Set([...quiet, ...busy].map(({ raw }) => rest(raw))).size).toBe(1);
    expect(quiet[0]!.raw).toContain('https://meldpunt.example/vast-bericht');
  });

  test('waits by its id alone, and leaves in the order of random ids', async () => {
    await it.at(MONDAY);
    await giveThree();
    await it.at(FIRST);
    await begin();
    const ids = (await it.rows<{ id: string }>('select id from notice_address order by id')).map(
      ({ id }) => id,
    );
    const waiting = await it.rows<Record<string, unknown>>('select * from notice_outbox order by notice');
    expect(waiting).toEqual(ids.map((notice) => ({ notice })));
    expect(await send()).toBe(3);
    expect(await it.rows('select 1 from notice_outbox')).toEqual([]);
  });

  test('does not go to an address that was stopped after the round began', async () => {
    await it.at(MONDAY);
    await giveThree();
    await it.at(FIRST);
    await begin();
    const browser = await new Reporter(app).go(PAGE);
    await browser.press(PAGE, { stopadres: 'bo@post.example' }, 'stop');
    await send();
    expect(received.map(({ to }) => to).sort()).toEqual(['an@post.example', 'cas@post.example']);
  });

  test('waits while no server takes it, and no longer than the day; a refused one is not sent again', async () => {
    await it.at(MONDAY);
    await giveThree();
    await it.at(FIRST);
    await begin();
    const closed = createMailReceiver({
      host: '127.0.0.1',
      port: 0,
      acceptRecipient: () => true,
      maxBytes: 1e6,
      onMessage: () => Promise.resolve(),
    });
    const nowhere = await closed.listen();
    await closed.close();
    expect(await send(nowhere)).toBe(0);
    expect(await it.rows('select 1 from notice_outbox')).toHaveLength(3);
    expect(await send()).toBe(3);
    await it.at(addDays(FIRST, 14));
    await begin();
    refuse = 550;
    expect(await send()).toBe(3);
    expect(await it.rows('select 1 from notice_outbox')).toEqual([]);
    await it.at(addDays(FIRST, 28));
    await begin();
    await it.at(addDays(FIRST, 29));
    await run('reports.notice-end');
    expect(await it.rows('select 1 from notice_outbox')).toEqual([]);
  });
});

test('where no mail server is set the page says so, and nothing leads to it', async () => {
  const without = appOf({ ...it, notices: false });
  expect((await new Reporter(without).go(PAGE)).page).toContain('Dit meldpunt stuurt geen berichten');
  const { code } = await sendReport(it.intake);
  const browser = await new Reporter(without).go('/opvolgen');
  await browser.press('/opvolgen', { code });
  expect(browser.page).not.toContain(PAGE);
});
