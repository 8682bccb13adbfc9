// Officers of the channel, through the front door: own key, signatures of custodians, and a report from receipt to close.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '../../src/platform/crypto.js';
import { dateOnly, type DateOnly } from '../../src/platform/dates.js';
import { asId } from '../../src/platform/ids.js';
import { makeCustodian, signOfficerKey } from '../../src/reports/custodian.js';
import { allowStart, blockOfficer, listOfficerKeys } from '../../src/reports/desk/own-key.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { codeOf, linesOf, PASSPHRASE, UNTIL } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Reporter;
let bo: Reporter;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  [an, bo] = [await officer('an', 'An Peeters'), await officer('bo', 'Bo Maes')];
});
beforeEach(() => it.at(MONDAY));
afterAll(() => it.close());

/** A browser of an officer who has just made a key, which nobody signed yet. */
async function started(login: string, name: string): Promise<Reporter> {
  const { code } = await allowStart(it.channel, { login, name });
  const browser = await new Reporter(app).go('/dienst/begin');
  await browser.press('/dienst/begin', {
    login,
    startcode: code,
    wachtzin: PASSPHRASE,
    opnieuw: PASSPHRASE,
  });
  await browser.go('/dienst/codes');
  await browser.press('/dienst/codes', { appcode: await codeOf(it, login) });
  return browser.go('/dienst/sleutel');
}

const codesOf = (page: string): string[] =>
  [...page.matchAll(/<code>([^<]+)<\/code>/g)].map(([, text]) => text!);

/** The lines of some custodians for the key that a page shows. */
function linesFor(page: string, custodians: readonly number[], until: DateOnly = UNTIL): string {
  const [account = '', key = ''] = codesOf(page);
  return linesOf(it, account, Buffer.from(key, 'base64url'), custodians, until);
}

const signed = async (browser: Reporter, custodians: readonly number[] = [0, 1]): Promise<Reporter> =>
  browser.press('/dienst/sleutel', { handtekeningen: linesFor(browser.page, custodians) }, 'handtekenen');

async function officer(login: string, name: string): Promise<Reporter> {
  const browser = await started(login, name);
  await signed(browser);
  return browser.go('/dienst/sleutel');
}

const addressOf = (report: string): string => `/dienst/meldingen/${report}`;
const act = (browser: Reporter, report: string, name: string, fields: Record<string, string>) =>
  browser.press(addressOf(report), fields, `act-${name}`);
const statusOf = async (report: string): Promise<Record<string, unknown>> =>
  (
    await it.rows<Record<string, unknown>>(
      `select status, acknowledged_on, feedback_by, feedback_on, closed_on, outcome from report where id = '${report}'`,
    )
  )[0]!;

describe('the own key', () => {
  test('counts once two custodians signed it, and not before', async () => {
    const cas = await started('cas', 'Cas');
    expect(cas.page).toContain('Uw sleutel telt nog niet');
    expect((await cas.go('/dienst')).headers['location']).toBe('/dienst/sleutel');
    await cas.go('/dienst/sleutel');
    await signed(cas, [0]);
    expect(cas.status).toBe(422);
    await signed(cas, [1, 1]);
    expect(cas.status).toBe(422);
    await signed(cas, [0, 2]);
    expect(cas.headers['location']).toBe('/dienst/sleutel');
    expect((await cas.go('/dienst/sleutel')).page).toContain('Uw sleutel telt tot en met 30 juni 2027');
    await blockOfficer(it.channel, 'cas');
    expect((await cas.go('/dienst/sleutel')).headers['location']).toBe('/dienst/aanmelden');
  });

  test('is not signed by signatures for another account, or for a day that is past', async () => {
    const dan = await started('dan', 'Dan');
    await dan.press('/dienst/sleutel', { handtekeningen: linesFor(an.page, [0, 1]) }, 'handtekenen');
    expect(dan.status).toBe(422);
    const past = linesFor(dan.page, [0, 1], dateOnly(2026, 9, 1));
    await dan.press('/dienst/sleutel', { handtekeningen: past }, 'handtekenen');
    expect(dan.status).toBe(422);
    const states = await listOfficerKeys(it.channel);
    expect(states.find(({ login }) => login === 'dan')).toMatchObject({ state: 'not-signed', until: null });
    expect(states.find(({ login }) => login === 'an')).toMatchObject({ state: 'counts', until: UNTIL });
  });

  test('that was put in place of a signed one in the database lets nobody read', async () => {
    const eve = await officer('eve', 'Eve');
    const { entered } = await sendReport(it.intake);
    expect((await eve.go(addressOf(entered.report))).status).toBe(200);
    const before = await it.rows<{ id: string }>(`select id from officer where login = 'eve'`);
    await it.rows(
      `update officer set (salt, public_key, sealed_private) = (select salt, public_key, sealed_private from officer where login = 'dan') where login = 'eve'`,
    );
    // Who is in keeps the key that was unlocked; who comes in opens nothing with the passphrase of another account.
    const again = await new Reporter(app).go('/dienst/aanmelden');
    await again.press('/dienst/aanmelden', {
      login: 'eve',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'eve'),
    });
    expect(again.status).toBe(422);
    await sendReport(it.intake);
    const boxes = await it.rows<{ n: string }>(
      `select count(*) as n from key_copy where officer = '${before[0]!.id}'`,
    );
    expect(Number(boxes[0]!.n)).toBe(1);
    await blockOfficer(it.channel, 'eve');
  });

  test('a custodian makes keys and signs on a machine without a server', () => {
    const folder = mkdtempSync(join(tmpdir(), 'custodian-'));
    const file = join(folder, 'keys');
    const line = makeCustodian(file);
    expect(line).toMatch(/^[\w-]{43}\.[\w-]{43}$/);
    expect(() => makeCustodian(file)).toThrow(/EEXIST/);
    const [account = '', key = ''] = codesOf(an.page);
    const publicKey = Buffer.from(key, 'base64url');
    const given = signOfficerKey(file, { account, publicKey, until: UNTIL });
    expect(an.page).toContain(given.words);
    expect(given.line).toMatch(/^2027-06-30\.[\w-]{86}$/);
    rmSync(folder, { recursive: true });
  });
});

describe('a start code', () => {
  test('works once, for its own account, and within a week', async () => {
    const { code } = await allowStart(it.channel, { login: 'fay', name: 'Fay' });
    const begin = async (login: string, passphrase = PASSPHRASE): Promise<Reporter> => {
      const browser = await new Reporter(app).go('/dienst/begin');
      return browser.press('/dienst/begin', {
        login,
        startcode: code,
        wachtzin: passphrase,
        opnieuw: passphrase,
      });
    };
    expect((await begin('fay', 'te kort')).page).toContain('minstens 20 tekens');
    expect((await begin('gus')).status).toBe(422);
    await it.at(dateOnly(2026, 9, 15));
    expect((await begin('fay')).status).toBe(422);
    await it.at(dateOnly(2026, 9, 14));
    expect((await begin('fay')).headers['location']).toBe('/dienst/codes');
    expect((await begin('fay')).status).toBe(422);
  });
});

describe('the second step', () => {
  const enter = async (appcode: string, wachtzin = PASSPHRASE): Promise<Reporter> => {
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    return browser.press('/dienst/aanmelden', { login: 'hal', wachtzin, appcode });
  };
  const recoveryCodes = (page: string): string[] =>
    [...page.matchAll(/<strong class="mono">([^<]+)<\/strong>/g)].map(([, code]) => code!);
  const pass = () => it.rows(`update officer_step set last_step = 0 where last_step is not null`);

  test('is set up before anything else, and shows its recovery codes once', async () => {
    const { code } = await allowStart(it.channel, { login: 'hal', name: 'Hal' });
    const browser = await new Reporter(app).go('/dienst/begin');
    await browser.press('/dienst/begin', {
      login: 'hal',
      startcode: code,
      wachtzin: PASSPHRASE,
      opnieuw: PASSPHRASE,
    });
    for (const path of ['/dienst', '/dienst/sleutel', '/dienst/belangen', '/dienst/cijfers'])
      expect((await browser.go(path)).headers['location'], path).toBe('/dienst/codes');
    await browser.go('/dienst/codes');
    expect((await browser.press('/dienst/codes', { appcode: '12' })).status).toBe(422);
    await browser.press('/dienst/codes', { appcode: await codeOf(it, 'hal') });
    expect(recoveryCodes(browser.page)).toHaveLength(8);
    expect((await browser.go('/dienst/codes')).headers['location']).toBe('/dienst');
    expect((await browser.go('/dienst/sleutel')).status).toBe(200);
  });

  test('is asked at each sign-in, and takes no code twice', async () => {
    expect((await enter('')).status).toBe(422);
    const code = await codeOf(it, 'hal');
    expect((await enter(code, `${PASSPHRASE}!`)).status).toBe(422);
    expect((await enter(code)).headers['location']).toBe('/dienst');
    expect((await enter(code)).status).toBe(422);
  });

  test('with a lost telephone a recovery code sets up a new app, once, and the old app counts no more', async () => {
    const browser = await started('ivo', 'Ivo');
    expect(browser.status).toBe(200);
    // The codes of an officer are shown at set-up alone: so this one sets up again, to see them.
    await it.rows(
      `update officer_step set last_step = null, recovery = '{}' where officer = (select id from officer where login = 'hal')`,
    );
    const half = await enter('');
    await half.go('/dienst/codes');
    await half.press('/dienst/codes', { appcode: await codeOf(it, 'hal') });
    const [first = '', second = ''] = recoveryCodes(half.page);
    const before = await codeOf(it, 'hal');
    const still = await enter(before);
    await pass();
    const gone = await enter(first.toUpperCase().replaceAll('-', ' '));
    expect(gone.headers['location']).toBe('/dienst');
    // Who was in with the app that was lost is out; the passphrase alone, or a used code, shows no secret.
    expect((await still.go('/dienst')).headers['location']).toBe('/dienst/aanmelden');
    for (const code of ['', first]) expect((await enter(code)).status, code).toBe(422);
    await (await gone.go('/dienst/codes')).press('/dienst', { actie: 'af' }, 'weg');
    expect((await gone.go('/dienst')).headers['location']).toBe('/dienst/aanmelden');
    const lost = await enter(second);
    expect(lost.headers['location']).toBe('/dienst');
    expect((await lost.go('/dienst')).headers['location']).toBe('/dienst/codes');
    await lost.go('/dienst/codes');
    expect((await lost.press('/dienst/codes', { appcode: before })).status).toBe(422);
    await lost.press('/dienst/codes', { appcode: await codeOf(it, 'hal') });
    expect(recoveryCodes(lost.page)).toHaveLength(8);
    await pass();
    for (const code of [first, second]) expect((await enter(code)).status).toBe(422);
    expect((await enter(await codeOf(it, 'hal'))).headers['location']).toBe('/dienst');
  });

  test('counts wrong codes: after ten no code is taken that day, not the right one either', async () => {
    await it.rows(`update officer_step set wrong_codes = 0`);
    for (let count = 0; count < 10; count++) expect((await enter('000')).status).toBe(422);
    const shut = await enter(await codeOf(it, 'hal'));
    expect(shut.status).toBe(422);
    expect(shut.page).toContain('te veel verkeerde codes');
    await runJob('reports.codes');
    expect((await enter(await codeOf(it, 'hal'))).headers['location']).toBe('/dienst');
    await blockOfficer(it.channel, 'hal');
    await blockOfficer(it.channel, 'ivo');
  });

  test('is read by no side but the system, and its secret stands sealed', async () => {
    const rows = await it.rows<{ second_step: Buffer }>('select second_step from officer_step');
    expect(rows.length).toBeGreaterThan(1);
    for (const ctx of [it.channel.door(), it.channel.officer({ id: asId<'officer'>(newUuid()), name: 'x' })])
      expect(await ctx.read((ctx) => ctx.db.selectFrom('officer_step').select('officer').execute())).toEqual(
        [],
      );
  });
});

describe('an unlocked key', () => {
  const signIn = async (): Promise<Reporter> => {
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    await browser.press('/dienst/aanmelden', {
      login: 'An ',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'an'),
    });
    expect(browser.headers['location']).toBe('/dienst');
    return browser;
  };

  test('does not open with another passphrase or name, and says the same of both', async () => {
    for (const [login, wachtzin] of [
      ['an', `${PASSPHRASE}!`],
      ['niemand', PASSPHRASE],
    ] as const) {
      const browser = await new Reporter(app).go('/dienst/aanmelden');
      await browser.press('/dienst/aanmelden', { login, wachtzin, appcode: await codeOf(it, 'an') });
      expect(browser.status).toBe(422);
      expect(browser.page).toContain('horen niet bij elkaar');
      expect(browser.cookies.has('dienst')).toBe(false);
    }
  });

  test('locks after a quarter of an hour without an act, and is then gone from the database', async () => {
    const browser = await signIn();
    await it.at(MONDAY, 10 * 60 + 14);
    expect((await browser.go('/dienst')).status).toBe(200);
    await it.at(MONDAY, 10 * 60 + 28);
    expect((await browser.go('/dienst')).status).toBe(200);
    await it.at(MONDAY, 10 * 60 + 44);
    expect((await browser.go('/dienst')).headers['location']).toBe('/dienst/aanmelden');
    await runJob('reports.sessions');
    expect(await it.rows('select 1 from officer_session where idle_until < pt.app_now()')).toEqual([]);
  });

  test('locks eight hours after the passphrase was typed, however busy it is', async () => {
    const browser = await signIn();
    for (let minutes = 10; minutes < 8 * 60; minutes += 10) {
      await it.at(MONDAY, 10 * 60 + minutes);
      expect((await browser.go('/dienst/sleutel')).status).toBe(200);
    }
    await it.at(MONDAY, 18 * 60 + 1);
    expect((await browser.go('/dienst/sleutel')).headers['location']).toBe('/dienst/aanmelden');
  });

  test('is gone when its officer signs out', async () => {
    const browser = await (await signIn()).go('/dienst');
    const kept = browser.cookies.get('dienst')!;
    await browser.press('/dienst', { actie: 'af' });
    expect(browser.page).toContain('U bent afgemeld');
    browser.cookies.set('dienst', kept);
    expect((await browser.go('/dienst')).headers['location']).toBe('/dienst/aanmelden');
  });
});

async function runJob(name: string): Promise<number> {
  const job = reportJobs(it.channel).find((one) => one.name === name)!;
  return job.run(it.channel.system());
}

describe('a report', () => {
  let report: string;
  let code: string;
  beforeAll(async () => {
    await it.at(MONDAY);
    [an, bo] = [await again('an'), await again('bo')];
    const entered = await it.intake.begin({
      ...WHOLE,
      employer: 'Bakkerij Zoet',
      wording: '<b>alleen</b> “van hier”',
    });
    await it.intake.save(entered, {}, 'Ik heb het zelf doorgegeven.');
    await it.intake.attach(entered, {
      name: 'mail.html',
      type: 'text/html',
      content: Buffer.from('<script>1</script>'),
    });
    const drawn = await it.intake.code(entered);
    await it.intake.send(entered, drawn.check);
    [report, code] = [entered.report, drawn.text];
  });

  async function again(login: string): Promise<Reporter> {
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    return browser.press('/dienst/aanmelden', {
      login,
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, login),
    });
  }

  /** What the reporter reads on coming back. */
  async function thread(): Promise<string> {
    const browser = await new Reporter(app).go('/opvolgen');
    return (await browser.press('/opvolgen', { code })).page;
  }

  test('stands in the list with its term, and opens as text', async () => {
    await an.go('/dienst');
    expect(an.page).toContain(addressOf(report));
    expect(an.page).toContain('Bevestig de ontvangst uiterlijk op 14 september 2026');
    expect(an.page).toContain('nog 7 dagen');
    await an.go(addressOf(report));
    for (const shown of ['Bakkerij Zoet', '&lt;b>alleen&lt;/b>', 'Ik heb het zelf doorgegeven.', 'mail.html'])
      expect(an.page).toContain(shown);
    expect(an.page).not.toContain('<b>');
  });

  test('gives its files as bytes to keep, under a name that tells nothing', async () => {
    await an.go(`${addressOf(report)}/bijlagen/1`);
    expect(an.headers['content-type']).toBe('application/octet-stream');
    expect(an.headers['content-disposition']).toBe('attachment; filename="bijlage-1"');
    expect(an.headers['x-content-type-options']).toBe('nosniff');
    expect((await an.go(`${addressOf(report)}/bijlagen/2`)).status).toBe(404);
  });

  test('is acknowledged once, and the reporter reads it', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'close', {
      'keuze-close': 'not-enough',
      'tekst-close': 'Te vroeg.',
      stap: 'close',
    });
    expect(an.status).toBe(403);
    await an.go(addressOf(report));
    await act(an, report, 'acknowledge', { 'tekst-acknowledge': 'Dank u, wij lezen dit.' });
    expect(an.headers['location']).toBe(addressOf(report));
    expect(await statusOf(report)).toMatchObject({ status: 'acknowledged', acknowledged_on: MONDAY });
    expect(await thread()).toContain('Dank u, wij lezen dit.');
  });

  test('goes both ways: a question, an answer that stands as new in the list', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'say', { 'tekst-say': 'Weet u nog wanneer?' });
    const browser = await new Reporter(app).go('/opvolgen');
    await browser.press('/opvolgen', { code });
    expect(browser.page).toContain('Weet u nog wanneer?');
    await browser.press('/opvolgen', { actie: 'stuur', text: 'In september.' });
    expect((await bo.go('/dienst')).page).toContain('1 nieuw bericht');
    expect((await bo.go(addressOf(report))).page).toContain('In september.');
    expect((await bo.go('/dienst')).page).not.toContain('nieuw bericht');
  });

  test('keeps notes for colleagues, and shows the reporter none', async () => {
    await bo.go(addressOf(report));
    await act(bo, report, 'note', { 'tekst-note': 'Bel eerst met de sector.' });
    expect((await an.go(addressOf(report))).page).toContain('Bel eerst met de sector.');
    expect(await thread()).not.toContain('Bel eerst');
  });

  test('is put in progress with a stage and a reason, which are asked for', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'work', { 'tekst-work': '', 'keuze-work': '' });
    expect(an.status).toBe(422);
    expect(an.page).toContain('Kies een mogelijkheid uit de lijst.');
    await act(an, report, 'work', { 'tekst-work': 'Wij bellen de klant niet.', 'keuze-work': 'inquiry' });
    expect(await statusOf(report)).toMatchObject({ status: 'in-progress' });
    await an.go(addressOf(report));
    expect(an.page).toContain('Wij onderzoeken het');
    expect(await thread()).not.toContain('Wij bellen de klant niet.');
  });

  test('moves its term once, to six months, with a reason that the reporter reads', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'extend', { 'tekst-extend': 'Wij wachten op stukken.' });
    expect(await statusOf(report)).toMatchObject({ feedback_by: '2027-03-05' });
    expect(await thread()).toContain('Wij wachten op stukken.');
    await an.go(addressOf(report));
    expect(an.page).not.toContain('id="act-extend"');
  });

  test('goes to a colleague who can open it, and to nobody else', async () => {
    const gil = await officer('gil', 'Gil');
    const [{ id: bos }, { id: gils }] = (await it.rows<{ id: string }>(
      `select id from officer where login in ('bo', 'gil') order by login`,
    )) as [{ id: string }, { id: string }];
    await an.go(addressOf(report));
    await act(an, report, 'assign', { 'keuze-assign': gils });
    expect(an.status).toBe(403);
    await an.go(addressOf(report));
    await act(an, report, 'assign', { 'keuze-assign': bos });
    expect((await an.go('/dienst')).page).toContain('Bij Bo Maes');
    expect((await gil.go(addressOf(report))).status).toBe(403);
    await an.go(addressOf(report));
    expect(an.page).toContain('kunnen deze melding nog niet openen: Gil');
    await act(an, report, 'share', {});
    expect((await gil.go(addressOf(report))).page).toContain('Bakkerij Zoet');
  });

  test('opens again for who lost the passphrase, once a colleague shares it', async () => {
    const fresh = await officer('bo', 'Bo Maes');
    expect((await fresh.go(addressOf(report))).status).toBe(403);
    await an.go(addressOf(report));
    await act(an, report, 'share', {});
    expect((await fresh.go(addressOf(report))).page).toContain('Bakkerij Zoet');
  });

  test('has a proposal of who is competent, which changes with what the officer corrects', async () => {
    await an.go(addressOf(report));
    const [proposed = ''] = /<h2>Wie is bevoegd[?]<[^]*?<details/.exec(an.page) ?? [];
    expect(proposed).toContain('Dit is een voorstel.');
    expect(proposed).toContain('Toezicht op de Sociale Wetten');
    await act(an, report, 'competence', {
      soort: 'temp-agency',
      verhouding: 'mediation',
      plaats: 'flanders',
    });
    const [again = ''] = /<h2>Wie is bevoegd[?]<[^]*?<details/.exec(an.page) ?? [];
    expect(again).toContain('Vlaamse Sociale Inspectie');
    expect(again).toContain('Dit zijn wij.');
  });

  test('goes to another service as a text that says what was chosen, and nothing of who reported', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'package', {
      'deel-employer': 'ja',
      'deel-grounds': 'ja',
      toelichting: 'Lees dit.',
    });
    expect(an.headers['content-disposition']).toBe('attachment; filename="doorgifte.txt"');
    const text = (an.headers['content-type'] === 'application/octet-stream' ? an.bytes : '').toString();
    for (const part of ['Bakkerij Zoet', 'Lees dit.', 'Feedback aan de melder ten laatste op 5 maart 2027'])
      expect(text).toContain(part);
    for (const part of [
      'buitenlanders',
      'van hier',
      'zelf doorgegeven',
      'bureau',
      'In september',
      'mail.html',
    ])
      expect(text).not.toContain(part);
    await act(await an.go(addressOf(report)), report, 'package', {
      'deel-facts': 'ja',
      toelichting: 'x'.repeat(8001),
    });
    expect(an.status).toBe(422);
    expect(an.page).toContain('href="#toelichting"');
  });

  test('is forwarded with a message to the reporter, and its clock goes on', async () => {
    await an.go(addressOf(report));
    await act(an, report, 'forward', {
      'keuze-forward': 'tww',
      'tekst-forward': 'Die dienst is bevoegd.',
    });
    expect(await statusOf(report)).toMatchObject({ status: 'forwarded', feedback_by: '2027-03-05' });
    expect(await thread()).toContain('Die dienst is bevoegd.');
    expect((await an.go('/dienst')).page).toContain('Zeg uiterlijk op 5 maart 2027 wat u doet');
  });

  test('is closed with an outcome, which is its feedback', async () => {
    await it.at(dateOnly(2026, 9, 8));
    an = await again('an');
    await an.go(addressOf(report));
    await act(an, report, 'close', {
      'keuze-close': 'led-to-inquiry',
      'tekst-close': 'Dit leidde tot een onderzoek.',
    });
    expect(await statusOf(report)).toMatchObject({
      status: 'closed',
      closed_on: '2026-09-08',
      feedback_on: '2026-09-08',
      outcome: 'led-to-inquiry',
    });
    expect((await an.go('/dienst')).page).not.toContain(addressOf(report));
    expect((await an.go('/dienst?status=afgesloten')).page).toContain(addressOf(report));
    expect(await thread()).toContain('Dit leidde tot een onderzoek.');
  });

  test('leaves a chain of who did what, and no word of it in clear', async () => {
    const links = await it.rows<{ what: string; body: string }>(
      'select what, body from audit_link order by seq',
    );
    const ofReport = links.filter(({ body }) => body.includes(report)).map(({ what }) => what);
    for (const what of [
      'report.opened',
      'report.acknowledged',
      'report.answered',
      'report.extended',
      'report.closed',
    ])
      expect(ofReport).toContain(what);
    const all = JSON.stringify(await it.rows('select * from decision')) + JSON.stringify(links);
    for (const word of ['Bakkerij', 'stukken', 'bevoegd']) expect(all).not.toContain(word);
  });
});

test('an address of an officer is no way in for a reporter, nor for who names no report', async () => {
  const { code } = await sendReport(it.intake);
  const browser = await new Reporter(app).go('/opvolgen');
  await browser.press('/opvolgen', { code });
  for (const path of ['/dienst', '/dienst/sleutel', '/dienst/meldingen/x', '/dienst/meldingen/x/bijlagen/1'])
    expect((await browser.go(path)).headers['location'], path).toBe('/dienst/aanmelden');
  const fresh = await new Reporter(app).go('/dienst/aanmelden');
  await fresh.press('/dienst/aanmelden', {
    login: 'an',
    wachtzin: PASSPHRASE,
    appcode: await codeOf(it, 'an'),
  });
  expect((await fresh.go('/dienst/meldingen/x')).status).toBe(404);
  expect((await fresh.go('/dienst/meldingen/00000000-0000-4000-8000-000000000009')).status).toBe(404);
});
