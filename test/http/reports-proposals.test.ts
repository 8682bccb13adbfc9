// A text for the reporter is proposed by what it is about, in the language of the report; the officer finishes and sends it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposalOn } from '../../src/reports/desk/proposals.js';
import { appOf, openTestChannel, type TestChannel } from '../support/channel.js';
import { enrol } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';

let it: TestChannel;
let officer: Reporter;
let page: string;
let code: string;
beforeAll(async () => {
  it = await openTestChannel(0);
  const app = appOf(it);
  const an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  const reporter = await new Reporter(app).go('/melden');
  await reporter.press('/melden', { taal: 'fr' });
  const post = (fields: Record<string, string>) => reporter.press('/melden', { actie: 'verder', ...fields });
  await post({});
  await post({ kind: 'victim' });
  await post({ 'ground-origin': 'ja', facts: 'On m’a refusé.' });
  await post({ actie: 'bewaar' });
  const words = reporter.code();
  code = words.join(' ');
  await post({ actie: 'verstuur', check: words[11]! });
  const [row] = await it.rows<{ id: string }>('select id from report');
  await it.desk.acknowledge(an, row!.id, 'Bien reçu.');
  officer = new Reporter(app);
  officer.cookies.set('dienst', an.secret.text);
  page = `/dienst/meldingen/${row!.id}`;
});
afterAll(() => it.close());

/** What stands in the text field of an act, as a browser sends it. */
const textOf = (act: string): string =>
  (new RegExp(`<textarea[^>]*name="tekst-${act}"[^>]*>([^<]*)<`).exec(officer.page)?.[1] ?? '').replace(
    /^\n/,
    '',
  );
const isOpen = (act: string): boolean =>
  new RegExp(`<details open>(?:(?!</details>)[^])*id="act-${act}"`).test(officer.page);

test('is put in the field by a round trip, in the language of the report unless another is chosen', async () => {
  await officer.go(page);
  expect(officer.page).toContain('De melding is in het Frans.');
  expect(officer.page).toMatch(
    /name="taal-close"[^>]*>\s*<option value="nl"[^]*?<option value="fr" selected/,
  );
  const propose = { voorstel: 'ja', 'taal-close': 'fr' };
  await officer.press(page, { ...propose, 'keuze-close': '' }, 'act-close');
  expect(officer.status).toBe(422);
  expect(officer.page).toContain('href="#keuze-close"');
  await officer.press(page, { ...propose, 'keuze-close': 'breach-found' }, 'act-close');
  expect([officer.status, isOpen('close')]).toEqual([200, true]);
  expect(textOf('close')).toBe(proposalOn('breach-found', 'fr'));
  expect(officer.page).toMatch(/<option value="breach-found" selected/);
  const again = { ...propose, 'taal-close': 'nl', 'keuze-close': 'not-enough' };
  await officer.press(page, { ...again, 'tekst-close': textOf('close') }, 'act-close');
  expect(textOf('close')).toBe(proposalOn('not-enough', 'nl'));
  await officer.press(page, { ...again, 'tekst-close': 'Beste melder,' }, 'act-close');
  expect(textOf('close')).toBe(`Beste melder,\n\n${proposalOn('not-enough', 'nl')}`);
});

test('sends nothing by itself, and not what was left to fill in', async () => {
  const unfinished = { 'keuze-close': 'not-enough', 'tekst-close': proposalOn('not-enough', 'nl') };
  await officer.press(page, unfinished, 'act-close');
  expect(officer.status).toBe(422);
  expect(officer.page).toContain('Vul eerst aan wat tussen rechte haken staat.');
  expect(
    await it.rows(`select 1 from report where status = 'acknowledged' and feedback_on is null`),
  ).toHaveLength(1);
  expect(await it.rows('select 1 from message')).toHaveLength(1);
});

test('serves feedback too, before there is an outcome', async () => {
  const propose = { voorstel: 'ja', 'taal-feedback': 'fr', 'keuze-feedback': 'inquiry' };
  await officer.press(page, propose, 'act-feedback');
  expect(textOf('feedback')).toBe(proposalOn('inquiry', 'fr'));
  const text = textOf('feedback').replace(/\[[^\]]*\]/, 'Nous avons appelé l’employeur.');
  await officer.press(page, { 'tekst-feedback': text }, 'act-feedback');
  expect(officer.headers['location']).toBe(page);
  const reporter = await new Reporter(appOf(it)).go('/opvolgen');
  await reporter.press('/opvolgen', { code });
  expect(reporter.page).toContain('Nous avons appelé l’employeur.');
});

test('is for messages that have one alone', async () => {
  await officer.go(page);
  await officer.press(page, { voorstel: 'ja', 'taal-note': 'nl' }, 'act-note');
  expect(officer.status).toBe(400);
  await officer.go(page);
  await officer.press(page, { voorstel: 'ja', 'taal-close': 'de', 'keuze-close': 'not-enough' }, 'act-close');
  expect(officer.status).toBe(400);
});
