// Labels of reports: sealed in the database, found by who can open the reports alone.
import type { Express } from 'express';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseLabels } from '../../src/reports/desk/labels.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
});
beforeEach(async () => {
  await it.at(MONDAY);
  an = await signInAs(it, 'an');
});
afterAll(() => it.close());

async function browserOf(login: string): Promise<Reporter> {
  const browser = await new Reporter(app).go('/dienst/aanmelden');
  const appcode = await codeOf(it, login);
  return browser.press('/dienst/aanmelden', { login, wachtzin: PASSPHRASE, appcode });
}
const shortOf = (report: string): string => report.slice(0, 8).toUpperCase();

test.each([
  ['', []],
  ['bouw, Bouw ,  twee   woorden,', ['bouw', 'twee woorden']],
  ['a,b,c,d,e,f,g,h,i,j,k', null],
  ['x'.repeat(41), null],
] as const)('%j are the labels %j', (typed, labels) => expect(parseLabels(typed)).toEqual(labels));

test('are given on the page of a report, and found by a press that stands in no address', async () => {
  const [one, other] = [
    (await sendReport(it.intake)).entered.report,
    (await sendReport(it.intake)).entered.report,
  ];
  const page = `/dienst/meldingen/${one}`;
  const browser = await browserOf('an');
  expect((await browser.go('/dienst/labels')).page).toContain('Er zijn nog geen labels');
  await browser.go(page);
  await browser.press(page, { labels: 'x'.repeat(50) }, 'act-labels');
  expect(browser.status).toBe(422);
  expect(browser.page).toContain('href="#labels"');
  await browser.press(page, { labels: 'Zoutbakkerij, spoed' }, 'act-labels');
  expect(browser.headers['location']).toBe(page);
  await it.desk.setLabels(an, other, ['spoed']);
  expect((await browser.go('/dienst/labels')).page).toContain('value="Zoutbakkerij"');
  await browser.press('/dienst/labels', { label: 'zoutbakkerij' }, 'labels');
  expect(browser.page).toContain(shortOf(one));
  expect(browser.page).not.toContain(shortOf(other));
  await browser.press('/dienst/labels', { label: 'spoed' }, 'labels');
  for (const report of [one, other]) expect(browser.page).toContain(shortOf(report));
  const rows = await it.rows<{ body: string }>(`select encode(body, 'escape') as body from report_label`);
  expect(JSON.stringify(rows)).not.toMatch(/zout|spoed/i);
  const links = await it.rows<{ body: string }>(`select body from audit_link where what = 'report.labelled'`);
  expect(links).toHaveLength(2);
  expect(JSON.stringify(links)).not.toMatch(/zout|spoed/i);
  await it.desk.setLabels(an, one, []);
  expect(await it.rows(`select 1 from report_label where report = '${one}'`)).toEqual([]);
});

test('are told to nobody who cannot open the report', async () => {
  const { report } = (await sendReport(it.intake)).entered;
  await it.desk.setLabels(an, report, ['geheimlabel']);
  const late = await enrol(it, 'cas', 'Cas Claes');
  expect((await it.desk.findLabelled(late, 'geheimlabel')).labels).toEqual([]);
  const found = await it.desk.findLabelled(await signInAs(it, 'bo'), 'geheimlabel');
  expect(found.reports.map(({ id }) => id)).toEqual([report]);
  // Who is let in for a while reads them, and changes none.
  await it.desk.lend(an, report, { colleague: late.id, days: 7, reason: 'Kijkt mee.' });
  expect((await it.desk.findLabelled(late, 'geheimlabel')).reports).toHaveLength(1);
  await expect(it.desk.setLabels(late, report, [])).rejects.toMatchObject({ code: 'access-for-a-while' });
});
