// Searching in sealed reports: opened in memory, found by who can open them alone, and never by what a copy left out.
import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, type DateOnly } from '../../src/platform/dates.js';
import { SEARCH_COSTS, type Searched } from '../../src/reports/desk/search-service.js';
import { createDesk } from '../../src/reports/desk/service.js';
import { parseWords } from '../../src/reports/desk/search-text.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
/** Of the first test on: a report with a word in each place, and one without. */
let full: string;
let plain: string;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  an = await signInAs(it, 'an');
  const draft = await it.intake.begin({
    ...WHOLE,
    facts: 'De zaakvoerder wil geen Vreemdelíngen in de bakkerij.',
    wording: 'Geen Turken, zei Jan.',
    employer: 'Zoutbakkerij BV',
    kbo: '0872324958',
  });
  const name = 'mail-van-Piet.txt';
  await it.intake.attach(draft, { name, type: 'text/plain', content: Buffer.from('onvindbaar') });
  const code = await it.intake.code(draft);
  await it.intake.save(draft, {}, 'Ik deed eraan mee: eigenrolwoord.');
  await it.intake.send(draft, code.check);
  full = draft.report;
  const back = (await it.intake.enter((await it.intake.comeBack(code.text)).cookie))!;
  await it.intake.say(back, 'Ik heet Jan Janssens, het begon in de zomer.');
  await it.desk.note(an, full, 'Collega kent de notitiewoord-zaak.');
  await it.desk.acknowledge(an, full, 'Wij kregen uw melding goed.');
  await it.desk.work(an, full, 'inquiry', 'Redenwoord.');
  await it.desk.setLabels(an, full, ['Spoedlabel']);
  plain = (await sendReport(it.intake)).entered.report;
});
beforeEach(() => at(MONDAY));
afterAll(() => it.close());

async function at(day: DateOnly): Promise<void> {
  await it.at(day);
  an = await signInAs(it, 'an');
}
async function browserOf(login: string, on = app): Promise<Reporter> {
  const browser = await new Reporter(on).go('/dienst/aanmelden');
  const appcode = await codeOf(it, login);
  return browser.press('/dienst/aanmelden', { login, wachtzin: PASSPHRASE, appcode });
}
const shortOf = (report: string): string => report.slice(0, 8).toUpperCase();
const PAGE = '/dienst/zoeken';

interface Also {
  readonly who?: Visitor;
  readonly label?: string;
  readonly standing?: 'all' | 'open' | 'closed';
}
const search = (typed: string, { who = an, label, standing = 'all' }: Also = {}): Promise<Searched> =>
  it.desk.search(who, { words: parseWords(typed)!, label: label ?? null, standing, after: null });
const found = async (typed: string, also: Also = {}): Promise<string[]> =>
  (await search(typed, also)).found.map(({ report }) => report.id);
const placesOf = ({ found }: Searched): string[] =>
  found.flatMap(({ passages }) => passages.map(({ where }) => where.in));

test.each([
  ['vreemdelingen', 'facts'],
  ['TURKEN', 'wording'],
  ['"zei jan"', 'wording'],
  ['zoutbakkerij', 'employer'],
  ['0872.324.958', 'employer'],
  ['janssens', 'message'],
  ['goed', 'message'],
  ['notitiewoord', 'note'],
  ['redenwoord', 'reason'],
  ['piet', 'file'],
  ['spoedlabel', 'label'],
] as const)('%j is found, and where it stands', async (typed, where) => {
  const searched = await search(typed);
  expect(searched.found.map(({ report }) => report.id)).toEqual([full]);
  expect(placesOf(searched)).toContain(where);
});

test('finds a report where all words stand in it, in whatever place, and none where one lacks', async () => {
  expect(await found('turken spoedlabel zomer')).toEqual([full]);
  expect(await found('turken zeppelin')).toEqual([]);
  expect(await found('"turken zei"')).toEqual([]);
  expect((await found('geen')).sort()).toEqual([full, plain].sort());
});

test('does not look in the content of files, the own role, or the name', async () => {
  for (const word of ['onvindbaar', 'eigenrolwoord']) expect(await found(word), word).toEqual([]);
});

test('goes with a label, and with whether a report is closed', async () => {
  expect(await found('geen', { label: 'SPOEDLABEL' })).toEqual([full]);
  expect(await found('geen', { label: 'spoed' })).toEqual([]);
  expect((await found('geen', { standing: 'open' })).sort()).toEqual([full, plain].sort());
  expect(await found('geen', { standing: 'closed' })).toEqual([]);
});

describe('on the page', () => {
  test('words stand in no address, and what is found is shown with its passage', async () => {
    const browser = await browserOf('an');
    await browser.go(PAGE);
    expect(browser.page).toContain('Zoek in meldingen');
    await browser.press(PAGE, { woorden: 'vreemdelingen', stand: 'all', label: '' }, 'zoek');
    expect(browser.status).toBe(200);
    expect(browser.page).toContain('1 melding gevonden');
    expect(browser.page).toContain('<mark>Vreemdelíngen</mark> in de bakkerij.');
    expect(browser.page).toContain(`href="/dienst/meldingen/${full}"`);
    expect(browser.page).not.toContain(shortOf(plain));
    await browser.press(PAGE, { woorden: 'zeppelin <b>', stand: 'open', label: '' }, 'zoek');
    expect(browser.page).toContain('Niets gevonden');
    expect(browser.page).toContain('Gezocht in 2 meldingen');
    expect(browser.page).toContain('value="zeppelin &lt;b>"');
  });

  test('no word, a short one or two labels are refused, and what was typed stays', async () => {
    const browser = await (await browserOf('an')).go(PAGE);
    for (const woorden of ['', 'a', 'x'.repeat(201)]) {
      await browser.press(PAGE, { woorden, stand: 'closed', label: 'een, twee' }, 'zoek');
      expect(browser.status).toBe(422);
      for (const field of ['woorden', 'label']) expect(browser.page).toContain(`href="#${field}"`);
      expect(browser.page).toContain('value="een, twee"');
      expect(browser.page).toMatch(/value="closed"[^>]*checked|checked[^>]*value="closed"/);
    }
    await browser.press(PAGE, { woorden: 'geen', na: 'gisteren/1' }, 'zoek');
    expect(browser.status).toBe(400);
  });

  test('with a key that was locked again the sign-in comes', async () => {
    const browser = await (await browserOf('an')).go(PAGE);
    await it.at(MONDAY, 10 * 60 + 16);
    await browser.press(PAGE, { woorden: 'geen' }, 'zoek');
    expect(browser.headers['location']).toBe('/dienst/aanmelden');
    await expect(search('geen', { who: { ...an, counts: false } })).rejects.toMatchObject({
      code: 'officer-key',
    });
  });
});

test('each search stands in the chain with how many were opened and what was shown, without its words', async () => {
  const before = await it.rows(`select 1 from audit_link where what = 'reports.searched'`);
  await search('vreemdelingen');
  const links = await it.rows<{ body: string }>(
    `select body from audit_link where what = 'reports.searched' order by seq`,
  );
  expect(links).toHaveLength(before.length + 1);
  const last = JSON.parse(links.at(-1)!.body) as Record<string, unknown>;
  expect(last).toMatchObject({ opened: 2, shown: [full] });
  expect(JSON.stringify(links)).not.toMatch(/vreemd|turk/i);
});

describe('a report that is not to be opened', () => {
  test('is not looked in without a key, nor after the day until which one was lent', async () => {
    const late = await enrol(it, 'cas', 'Cas Claes');
    const nothing = await search('vreemdelingen', { who: late });
    expect([nothing.found, nothing.looked, nothing.next]).toEqual([[], 0, null]);
    await it.desk.lend(an, full, { colleague: late.id, days: 7, reason: 'Kijkt mee.' });
    expect(await found('vreemdelingen', { who: late })).toEqual([full]);
    await it.at(addDays(MONDAY, 7));
    expect((await search('vreemdelingen', { who: await signInAs(it, 'cas') })).looked).toBe(0);
  });

  test('is not looked in by who declared an interest in its employer', async () => {
    const bo = await signInAs(it, 'bo');
    expect(await found('vreemdelingen', { who: bo })).toEqual([full]);
    await it.desk.declareInterest(bo, { name: 'Zoutbakkerij', kbo: null });
    const searched = await search('geen', { who: bo });
    expect(searched.found.map(({ report }) => report.id)).toEqual([plain]);
    expect(searched.looked).toBe(1);
    const [own] = await it.desk.listInterests(bo);
    await it.desk.endInterest(bo, own!.id);
    expect(await found('vreemdelingen', { who: bo })).toEqual([full]);
  });
});

test('what a working copy left out is found by nobody, what it kept is', async () => {
  const { messages } = await it.desk.open(an, full);
  const message = messages.find(({ side }) => side === 'reporter')!;
  await it.desk.redact(an, full, message.id, 'Ik heet […] het begon in de zomer.', 'Een naam.');
  await it.desk.redact(an, full, 'wording', 'Geen Turken, zei […]', 'Een naam.');
  const copy = { name: 'mail.txt', type: 'text/plain', content: Buffer.from('x') };
  await it.desk.copyFile(an, full, 1, copy, 'Een naam.');
  for (const word of ['janssens', '"zei jan"', 'piet']) expect(await found(word), word).toEqual([]);
  for (const word of ['zomer', 'turken']) expect(await found(word), word).toEqual([full]);
  const cas = await signInAs(it, 'cas');
  await it.desk.lend(an, full, { colleague: cas.id, days: 7, reason: 'Kijkt mee.' });
  expect(await found('janssens', { who: cas })).toEqual([]);
  expect(await found('zomer', { who: cas })).toEqual([full]);
});

test('one press opens a stated number of reports and no more; the next goes on where it stopped', async () => {
  expect(SEARCH_COSTS).toEqual({ opened: 200, shown: 40 });
  await it.at(addDays(MONDAY, 1));
  const later: string[] = [];
  for (let count = 0; count < 4; count++)
    later.push((await sendReport(it.intake, { ...WHOLE, facts: 'Later.' })).entered.report);
  an = await signInAs(it, 'an');
  const few = createDesk(it.channel, { opened: 4, shown: 3 });
  const browser = await (await browserOf('an', appOf({ ...it, desk: few }))).go(PAGE);
  await browser.press(PAGE, { woorden: 'vreemdelingen', stand: 'all', label: '' }, 'zoek');
  expect(browser.page).toContain('Gezocht in 4 meldingen');
  expect(browser.page).toContain('Niets gevonden');
  expect(browser.hidden('verder')).toMatchObject({ woorden: 'vreemdelingen', stand: 'all' });
  await browser.press(PAGE, {}, 'verder');
  expect(browser.page).toContain('1 melding gevonden');
  expect(browser.page).toContain('Gezocht in 2 meldingen');
  expect(browser.page).not.toContain('id="verder"');
  // Where much is found a press stops sooner, and none is missed or shown twice.
  const all: string[] = [];
  let after: Searched['next'] = null;
  do {
    const searched = await few.search(an, { words: ['later'], label: null, standing: 'all', after });
    expect(searched.found.length).toBeLessThanOrEqual(3);
    all.push(...searched.found.map(({ report }) => report.id));
    after = searched.next;
  } while (after !== null);
  expect(all.sort()).toEqual(later.sort());
});
