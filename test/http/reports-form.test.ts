// A reporter at the form, as a browser without script does it: the answers of one page are the fields of the next.
import type { Express } from 'express';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createClock } from '../../src/platform/clock.js';
import { createLog } from '../../src/platform/log.js';
import { createOrganisations } from '../../src/reports/organisations/service.js';
import { createChannelApp } from '../../src/reports/listener/app.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { Reporter } from '../support/reporter.js';

let it: TestChannel;
let app: Express;
beforeAll(async () => {
  it = await openTestChannel();
  app = appOf(it);
});
afterAll(() => it.close());

/** Goes from the start to the page that shows the code. */
async function toTheCode(reporter: Reporter): Promise<string[]> {
  await reporter.go('/melden');
  await reporter.press('/melden', { actie: 'verder' });
  await reporter.press('/melden', { actie: 'verder', kind: 'intermediary', intermediary: 'temp-agency' });
  await reporter.press('/melden', {
    actie: 'verder',
    'ground-origin': 'ja',
    facts: 'De klant wil “geen vreemden”.',
  });
  await reporter.press('/melden', { actie: 'verder', employer: 'Bakkerij Zoet', sector: 'uitzend' });
  await reporter.press('/melden', { actie: 'verder', period: 'september' });
  await reporter.upload('/melden', { actie: 'voeg-toe' }, ['mail.txt', Buffer.from('een')]);
  await reporter.upload('/melden', { actie: 'verder' }, ['brief.txt', Buffer.from('twee')]);
  await reporter.press('/melden', { actie: 'verder', ownRole: '' });
  await reporter.press('/melden', { actie: 'verder' });
  return reporter.code();
}

describe('a reporter without script', () => {
  test('files a report with two files, comes back with the code and writes on', async () => {
    const reporter = new Reporter(app);
    const code = await toTheCode(reporter);
    expect(code).toHaveLength(12);
    await reporter.press('/melden', { actie: 'verstuur', check: code[11]! });
    expect(reporter.heading()).toBe('Uw melding is verstuurd');
    expect(reporter.page).toContain('7 september 2026');

    const back = new Reporter(app);
    await back.go('/opvolgen');
    await back.press('/opvolgen', { code: code.join('-').toUpperCase() });
    expect(back.heading()).toBe('Uw melding');
    expect(back.page).toContain('mail.txt');
    expect(back.page).toContain('brief.txt');
    await back.press('/opvolgen', { actie: 'stuur', text: 'Er is <b>meer</b>.' });
    expect(back.page).toContain('Er is &lt;b>meer&lt;/b>.');
    await back.press('/opvolgen', { actie: 'nadeel', text: '' });
    expect(back.page).toContain('Ik ondervind nadeel door mijn melding.');
    await back.press('/opvolgen', { actie: 'wis' });
    expect(back.headers['clear-site-data']).toBe('"cache", "storage"');
    expect([...back.cookies.keys()]).toEqual([]);
  });

  test('who presses Verstuur again gets the same answer, and one report stands', async () => {
    const reporter = new Reporter(app);
    const code = await toTheCode(reporter);
    const hidden = reporter.hidden();
    const press = { ...hidden, actie: 'verstuur', check: code[11]! };
    await reporter.press('/melden', press);
    const first = reporter.page;
    await reporter.press('/melden', press);
    const plain = (page: string): string => page.replaceAll(/value="[\w-]{86}"/g, '');
    expect(plain(reporter.page)).toBe(plain(first));
  });

  test('is asked for the check word before anything is sent', async () => {
    const reporter = new Reporter(app);
    const code = await toTheCode(reporter);
    await reporter.press('/melden', { actie: 'verstuur', check: 'verkeerd' });
    expect(reporter.status).toBe(422);
    expect(reporter.code()).toEqual(code);
    expect(reporter.page).toContain('Dit is niet het laatste woord van uw code');
  });

  test('gets a step back with what was typed, and each fault by its field', async () => {
    const reporter = await new Reporter(app).go('/melden');
    await reporter.press('/melden', { actie: 'verder' });
    await reporter.press('/melden', { actie: 'verder' });
    expect(reporter.status).toBe(422);
    expect(reporter.page).toContain('href="#kind"');
    await reporter.press('/melden', { actie: 'verder', kind: 'victim' });
    await reporter.press('/melden', { actie: 'verder', wording: 'x'.repeat(2001) });
    expect(reporter.status).toBe(422);
    expect(reporter.page).toContain('href="#ground"');
    expect(reporter.page).toContain('Gebruik hoogstens 2000 tekens.');
    expect(reporter.page).toContain('x'.repeat(2001));
  });

  test('changes language in the middle of a step and loses nothing that was typed', async () => {
    const reporter = await new Reporter(app).go('/melden');
    await reporter.press('/melden', { actie: 'verder' });
    await reporter.press('/melden', { actie: 'verder', kind: 'victim' });
    await reporter.press('/melden', { taal: 'fr', facts: 'Half getypt', 'ground-age': 'ja' });
    expect(reporter.heading()).toMatch(/^Que s’est-il passé\s\?$/);
    expect(reporter.page).toContain('Half getypt');
    expect(reporter.page).toMatch(/name="ground-age"[^>]*checked/);
  });

  test('saves and comes back to the draft with the code, in another browser', async () => {
    const reporter = await new Reporter(app).go('/melden');
    await reporter.press('/melden', { actie: 'verder' });
    await reporter.press('/melden', { actie: 'verder', kind: 'victim' });
    await reporter.press('/melden', { actie: 'bewaar', 'ground-age': 'ja', facts: 'Te oud, zeiden ze.' });
    const code = reporter.code();
    const home = await new Reporter(app).go('/opvolgen');
    await home.press('/opvolgen', { code: code.join(' ') });
    expect(home.heading()).toBe('Uw melding is nog niet verstuurd');
    await home.press('/melden', { actie: 'verder' });
    expect(home.page).toContain('Te oud, zeiden ze.');
  });

  test('erases everything with one button', async () => {
    const reporter = new Reporter(app);
    await toTheCode(reporter);
    const draft = reporter.cookies.get('melding');
    await reporter.press('/melden', { actie: 'wis' });
    expect(reporter.heading()).toBe('Alles is gewist');
    expect(await it.intake.enter(draft)).toBeNull();
  });

  test('is not let in by a form of another site, nor without the token of the page', async () => {
    const reporter = await new Reporter(app).go('/melden');
    await reporter.press('/melden', { _csrf: 'x', actie: 'verder' });
    expect(reporter.status).toBe(403);
    const cross = await request(app)
      .post('/melden')
      .set({ Host: '127.0.0.1', 'Sec-Fetch-Site': 'cross-site' })
      .type('form')
      .send({ stap: 'start' });
    expect(cross.status).toBe(403);
  });
});

describe('what goes over the wire', () => {
  test('a right and a wrong code give equally many bytes, with the same status and headers', async () => {
    const { code } = await sendReport(it.intake);
    const answer = async (typed: string): Promise<{ length: number; status: number; shape: string }> => {
      const reporter = await new Reporter(app).go('/opvolgen');
      await reporter.press('/opvolgen', { code: typed });
      const headers = Object.entries(reporter.headers).map(([name, value]) => [name, String(value).length]);
      return {
        length: Buffer.byteLength(reporter.page),
        status: reporter.status,
        shape: JSON.stringify(headers),
      };
    };
    const right = await answer(code);
    const wrong = await answer(code.split(' ').toReversed().join(' '));
    expect(right).toEqual(wrong);
    expect(right.length % 16_384).toBe(0);
  });

  test('every page is as long as a step of 16 KiB, has one title, no script and no field that remembers', async () => {
    const reporter = new Reporter(app);
    const pages: string[] = [];
    for (const path of ['/melden', '/opvolgen']) pages.push((await reporter.go(path)).page);
    await toTheCode(reporter);
    pages.push(reporter.page);
    for (const page of pages) {
      expect(Buffer.byteLength(page) % 16_384).toBe(0);
      expect(page).toContain('<title>Praktijktest</title>');
      expect(page).not.toMatch(/<script|style="|https?:\/\//);
      const fields = page.match(/<(input|textarea|select)\b[^>]*>/g) ?? [];
      expect(fields.filter((tag) => !/autocomplete="off" spellcheck="false"/.test(tag))).toEqual([]);
    }
  });

  test('asks the browser for nothing of others, packs nothing and keeps nothing', async () => {
    const { headers } = await new Reporter(app).go('/melden');
    expect(headers['content-security-policy']).not.toContain('script-src');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-powered-by']).toBeUndefined();
  });
});

describe('with too few officers', () => {
  test('the form is closed with a notice, and coming back is not', async () => {
    const alone = await openTestChannel(1);
    try {
      const reporter = new Reporter(appOf(alone));
      expect((await reporter.go('/melden')).heading()).toBe('U kan nu niet melden');
      await reporter.go('/opvolgen');
      await reporter.press('/opvolgen', { code: 'aard' });
      expect(reporter.page).toContain('vinden wij geen melding');
    } finally {
      await alone.close();
    }
  });
});

test('nothing of a reporter stands in a log, whatever breaks', async () => {
  const lines: unknown[] = [];
  const told = {
    ...createLog('silent'),
    error: (event: string, fields?: object) => lines.push([event, fields]),
  };
  const broken = createChannelApp({
    flow: {
      intake: { ...it.intake, isOpen: () => Promise.reject(new Error('geheim woord')) },
      notices: null,
      calendar: it.channel.calendar,
      backupDays: 90,
      desk: it.desk,
      organisations: createOrganisations(it.channel, it.intake),
      services: () => [],
      competence: { employerTypes: [], relations: [], places: [], rules: [] },
      questionnaires: [],
      bodies: () => [],
      grounds: () => [],
      sectors: () => [],
      pilot: false,
    },
    key: Buffer.alloc(32, 3),
    secure: false,
    clock: createClock(),
    log: told,
    throttle: () => 0,
  });
  const reporter = await new Reporter(broken).go('/melden');
  expect(reporter.status).toBe(500);
  expect(reporter.page).not.toContain('geheim');
  expect(lines).toEqual([
    [
      'channel.bug',
      { id: expect.any(String), name: 'Error', day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) },
    ],
  ]);
});
