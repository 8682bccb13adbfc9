// A proof of filing is made for who asks, is kept nowhere, and is checked by whoever holds it.
import type { Express } from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { Reporter } from '../support/reporter.js';

let it: TestChannel;
let app: Express;
beforeAll(async () => {
  it = await openTestChannel();
  app = appOf(it);
});
afterAll(() => it.close());

const lineOn = (page: string): string => /PT1\.[\w.-]+/.exec(page)?.[0] ?? '';

/** A browser at the page that says that the report was sent. */
async function sent(): Promise<Reporter> {
  const { entered } = await sendReport(it.intake);
  const reporter = new Reporter(app);
  reporter.cookies.set('melding', entered.secret.text);
  await reporter.go('/melden');
  return reporter.press('/melden', { stap: 'sent' });
}

async function check(bewijs: string): Promise<Reporter> {
  const browser = await new Reporter(app).go('/bewijs');
  return browser.press('/bewijs', { bewijs });
}

describe('a reporter', () => {
  test('gets no proof unasked, and reads first what it gives away', async () => {
    const reporter = await sent();
    expect(reporter.heading()).toBe('Uw melding is verstuurd');
    expect(reporter.page).toContain('Wie dit bewijs vindt, weet dat u gemeld hebt.');
    expect(lineOn(reporter.page)).toBe('');
  });

  test('gets one by asking, the same again, and it is genuine', async () => {
    const reporter = await sent();
    await reporter.press('/melden', { actie: 'bewijs' });
    const line = lineOn(reporter.page);
    expect(line).toMatch(/^PT1\.2026-09-07\.[\w-]{22}\.[\w-]{86}$/);
    await reporter.press('/melden', { stap: 'sent', actie: 'bewijs' });
    expect(lineOn(reporter.page)).toBe(line);
    const checked = await check(line);
    expect(checked.page).toContain('Op 7 september 2026 heeft iemand bij ons gemeld.');
    expect(checked.page).not.toContain('kenmerk <');
  });

  test('gets none for a draft that was not sent, nor with a cookie of nobody', async () => {
    const draft = await it.intake.begin({ kind: 'victim' });
    for (const cookie of [draft.secret.text, 'x'.repeat(43), undefined])
      expect(await it.intake.proveSent(cookie)).toBeNull();
  });
});

describe('the page that checks', () => {
  test('says no of what was changed, and asks for something to check', async () => {
    const reporter = await sent();
    await reporter.press('/melden', { actie: 'bewijs' });
    const line = lineOn(reporter.page);
    expect((await check(line.replace('2026-09-07', '2026-09-06'))).page).toContain(
      'Dit is geen bewijs van ons',
    );
    const empty = await check(' ');
    expect(empty.status).toBe(422);
    expect(empty.page).toContain('href="#bewijs"');
  });

  test('keeps what was pasted in the field, in another language too, and puts none of it in the address', async () => {
    const browser = await new Reporter(app).go('/bewijs');
    await browser.press('/bewijs', { taal: 'en', bewijs: '<b>PT1</b>' });
    expect(browser.heading()).toBe('Check a proof');
    expect(browser.page).toContain('&lt;b>PT1');
    await browser.press('/bewijs', { bewijs: '<b>PT1</b>' });
    expect(browser.page).toContain('This is no proof of ours');
  });
});

test('no row of the database tells of a proof: nothing changes when one is made', async () => {
  const reporter = await sent();
  const tables = await it.rows<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'pt_reports'::regnamespace and relkind = 'r'`,
  );
  const all = async (): Promise<string> => {
    const rows: unknown[] = [];
    for (const { name } of tables)
      rows.push(await it.rows(`select t::text as row from ${name} t order by 1`));
    return JSON.stringify(rows);
  };
  const before = await all();
  await reporter.press('/melden', { actie: 'bewijs' });
  expect(lineOn(reporter.page)).not.toBe('');
  expect(await all()).toBe(before);
});
