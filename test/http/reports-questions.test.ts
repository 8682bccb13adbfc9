// Further questions to who reported: asked by an officer, answered once with the code, sealed on both ways.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TxCtx } from '../../src/platform/context.js';
import { addDays, dateOnly, type DateOnly } from '../../src/platform/dates.js';
import type { Questionnaire } from '../../src/register/index.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { hashOf, MOST_QUESTIONNAIRES } from '../../src/reports/questionnaire.js';
import { appOf, openTestChannel, reference, sendReport, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
let report: string;
let code: string;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
});
beforeEach(async () => {
  await at(MONDAY);
  const sent = await sendReport(it.intake);
  [report, code] = [sent.entered.report, sent.code];
});
afterAll(() => it.close());

const setOf = (code: string): Questionnaire => reference.questionnaires.find((one) => one.code === code)!;
const REFUSED = setOf('accommodation');
const ALL = REFUSED.questions.map((one) => one.code);

async function at(day: DateOnly): Promise<void> {
  await it.at(day);
  an = await signInAs(it, 'an');
}
async function officer(on = app): Promise<Reporter> {
  const browser = await new Reporter(on).go('/dienst/aanmelden');
  const fields = { login: 'an', wachtzin: PASSPHRASE, appcode: await codeOf(it, 'an') };
  return (await browser.press('/dienst/aanmelden', fields)).go(pageOf());
}
const pageOf = (): string => `/dienst/meldingen/${report}`;
const ask = (chosen: readonly string[] = ALL, set = REFUSED): Promise<void> =>
  it.desk.askQuestions(an, report, set, chosen);
/** Who reported, back with the code. */
const back = async (): Promise<Reporter> =>
  (await new Reporter(app).go('/opvolgen')).press('/opvolgen', { code });
const answer = (browser: Reporter, actie: 'bewaar' | 'stuur', fields: Record<string, string>) =>
  browser.press('/opvolgen', { actie, ...fields }, 'vragen-1');
/** What an officer reads of the answers. */
const readSets = async (who = an) => (await it.desk.open(who, report)).questionnaires;
const readAnswers = async (who = an) =>
  (await readSets(who)).flatMap(({ questions }) => questions.map((one) => one.answer));
const as = <T>(side: 'reporter' | 'officer', use: (ctx: TxCtx) => Promise<T>): Promise<T> =>
  (side === 'officer' ? it.channel.officer(an) : it.channel.reporter(report as never)).inTx(use);
const by = (side: 'reporter' | 'officer', text: string) =>
  as(side, async (ctx) => Number((await sql.raw(text).execute(ctx.db)).numAffectedRows ?? 0n));

const FULL = {
  'vraag-1-1': 'Een stoel met leuning, zei Jan.',
  'vraag-1-2Day': '3',
  'vraag-1-2Month': '2',
  'vraag-1-2Year': '2026',
  'vraag-1-3': 'yes',
  'vraag-1-4': 'cost',
  'vraag-1-5': 'unknown',
  'vraag-1-6': '-',
};
const GIVEN = [
  { kind: 'text', text: 'Een stoel met leuning, zei Jan.' },
  { kind: 'day', on: '2026-02-03' },
  { kind: 'yes-no', is: 'yes' },
  { kind: 'choice', code: 'cost' },
  { kind: 'yes-no', is: 'unknown' },
  null,
  null,
];

test('there are at least three sets, whose questions have one code each and ask for no name', () => {
  expect(reference.questionnaires.length).toBeGreaterThanOrEqual(3);
  for (const { questions } of reference.questionnaires)
    for (const { text } of questions) expect(text.nl).not.toMatch(/\bnaam\b|\bnamen\b|\bwie is\b/i);
});

describe('an officer', () => {
  test('chooses a set, leaves questions out, and asks them once however often the button is pressed', async () => {
    const browser = await officer();
    await browser.press(pageOf(), {}, 'act-ask-choose');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#reeks"');
    await browser.press(pageOf(), { reeks: 'accommodation' }, 'act-ask-choose');
    expect(browser.page.match(/name="stel-[^>]*checked/g)).toHaveLength(ALL.length);
    const form = browser.hidden('act-ask');
    await browser.press(pageOf(), form, 'act-ask');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#stel"');
    for (let count = 0; count < 2; count++) {
      await browser.press(pageOf(), { ...form, 'stel-what': 'ja', 'stel-reason': 'ja' });
      expect(browser.headers['location']).toBe(pageOf());
    }
    await browser.go(pageOf());
    expect(browser.page).toContain('Wacht op antwoord');
    expect(browser.page).toContain(`vingerafdruk ${hashOf(REFUSED).slice(0, 12)}`);
    const [set, ...more] = await readSets();
    expect(more).toEqual([]);
    expect(set!.questions.map((one) => one.code)).toEqual(['what', 'reason']);
    const links = await it.rows<{ body: string }>(
      `select body from audit_link where what = 'report.questions-asked' and body like '%${report}%'`,
    );
    expect(links).toHaveLength(1);
    expect(links[0]!.body).not.toContain('accommodation');
  });

  test('asks nothing that changed since it was read, and what was asked stays in its words', async () => {
    const browser = await officer();
    await browser.press(pageOf(), { reeks: 'accommodation' }, 'act-ask-choose');
    const form = { ...browser.hidden('act-ask'), 'stel-what': 'ja' };
    await browser.press(pageOf(), { ...form, staat: 'x' }, 'act-ask');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('intussen gewijzigd');
    await browser.press(pageOf(), form);
    const words = { nl: 'Andere woorden?', en: 'Other words?', fr: 'D’autres mots ?' };
    const questions = REFUSED.questions.map((one) => ({ ...one, text: words }));
    const later = { ...REFUSED, version: 2, questions };
    expect(hashOf(later)).not.toBe(hashOf(REFUSED));
    await ask(['what'], later);
    const reporter = await back();
    expect(reporter.page).toContain('Welke aanpassing werd gevraagd?');
    expect(reporter.page).toContain('Andere woorden?');
    await browser.go(pageOf());
    expect(browser.page).toContain('Versie 1 van de reeks');
    expect(browser.page).toContain('Versie 2 van de reeks');
  });

  test('sends no more than a stated number of sets', async () => {
    for (let count = 0; count < MOST_QUESTIONNAIRES; count++)
      await ask(['what'], { ...REFUSED, version: count + 1 });
    const browser = await officer();
    await browser.press(pageOf(), { reeks: 'retaliation' }, 'act-ask-choose');
    await browser.press(pageOf(), { 'stel-what': 'ja' }, 'act-ask');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain(`al ${MOST_QUESTIONNAIRES} reeksen`);
  });
});

describe('who reported', () => {
  test('saves a part, which nobody else reads, comes back, and sends once', async () => {
    await ask();
    const first = await back();
    expect(first.page).toContain('Wij hebben nog vragen voor u');
    await answer(first, 'bewaar', { 'vraag-1-1': 'Een stoel', 'vraag-1-4': 'cost' });
    expect(first.page).toContain('Wij lezen dit pas als u het verstuurt.');
    expect(await readAnswers()).toEqual(ALL.map(() => null));
    expect(await by('officer', `select 1 from questionnaire_answer where report = '${report}'`)).toBe(0);
    expect(await it.rows(`select 1 from questionnaire_answer where report = '${report}'`)).toHaveLength(7);
    const second = await back();
    expect(second.page).toMatch(/<textarea[^>]*name="vraag-1-1"[^>]*>\s*Een stoel<\/textarea>/);
    expect(second.page).toMatch(/<input[^>]*name="vraag-1-4"[^>]*value="cost"[^>]*checked/);
    const form = second.hidden('vragen-1');
    await answer(second, 'stuur', FULL);
    expect(second.page).toContain('Uw antwoorden zijn verstuurd');
    expect(second.page).not.toContain('id="vragen-1"');
    expect(await readAnswers()).toEqual(GIVEN);
    await second.press('/opvolgen', { ...form, actie: 'stuur', 'vraag-1-1': 'Iets anders' });
    expect(second.status).toBe(200);
    expect(second.page).toContain('Uw antwoorden zijn verstuurd');
    await second.press('/opvolgen', { ...form, actie: 'bewaar', 'vraag-1-1': 'Iets anders' });
    expect(second.status).toBe(200);
    expect(await readAnswers()).toEqual(GIVEN);
    expect(
      await it.rows(`select 1 from pending_act where report = '${report}' and what = 'questions-answered'`),
    ).toHaveLength(1);
  });

  test('reads what is wrong beside the field, with what was typed', async () => {
    await ask();
    await ask(['period'], setOf('retaliation'));
    const browser = await back();
    const wrong = {
      ...FULL,
      'vraag-1-1': 'x'.repeat(2001),
      'vraag-1-2Day': '31',
      'vraag-1-3': 'misschien',
      'vraag-1-4': 'iets',
    };
    for (const actie of ['bewaar', 'stuur'] as const) {
      await answer(browser, actie, wrong);
      expect(browser.status).toBe(422);
      for (const field of ['vraag-1-1', 'vraag-1-2Day', 'vraag-1-3', 'vraag-1-4'])
        expect(browser.page, field).toContain(`href="#${field}"`);
      expect(browser.page).toContain('x'.repeat(2001));
    }
    const days = { 'vraag-2-1-vanDay': '2', 'vraag-2-1-vanMonth': '3', 'vraag-2-1-vanYear': '2026' };
    const until = { 'vraag-2-1-totDay': '1', 'vraag-2-1-totMonth': '3', 'vraag-2-1-totYear': '2026' };
    await browser.press('/opvolgen', { actie: 'stuur', ...days, ...until }, 'vragen-2');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#vraag-2-1-totDay"');
    expect(await it.rows(`select 1 from questionnaire_answer where report = '${report}'`)).toEqual([]);
    await browser.press('/opvolgen', { actie: 'stuur', ...days }, 'vragen-2');
    expect((await readAnswers()).at(-1)).toEqual({ kind: 'period', from: '2026-03-02', to: null });
  });

  test('sends nothing where every question is skipped, and no set of another report', async () => {
    await ask();
    const browser = await back();
    await answer(browser, 'stuur', { 'vraag-1-6': '-' });
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#vraag-1-1"');
    const stranger = await sendReport(it.intake);
    const other = (await new Reporter(app).go('/opvolgen')).press('/opvolgen', { code: stranger.code });
    const form = { ...browser.hidden('vragen-1'), _csrf: (await other).hidden('vorm')['_csrf']! };
    await (await other).press('/opvolgen', { ...form, actie: 'stuur', ...FULL });
    expect((await other).status).toBe(400);
    expect((await readSets())[0]!.answeredOn).toBeNull();
  });

  test('gets a page for whatever is sent', async () => {
    await ask();
    const browser = await back();
    const odd = ['', '-', '0', '99', '2026', 'ja', '\u202e', 'é'.repeat(500), '[object Object]', '__proto__'];
    const names = Object.keys(FULL).concat('vragenlijst', 'actie', 'vraag-1-99', 'vraag-9-1', 'constructor');
    for (let count = 0; count < 60; count++) {
      const fields = Object.fromEntries(
        names
          .filter((_, at) => (count + at) % 3 > 0)
          .map((name, at) => [name, odd[(count * 7 + at) % odd.length]!]),
      );
      await browser.press(
        '/opvolgen',
        { ...fields, ...(count % 2 === 0 ? { actie: 'bewaar' } : {}) },
        'vragen-1',
      );
      expect([200, 400, 422], JSON.stringify(fields)).toContain(browser.status);
      if (browser.status === 400) await browser.go('/opvolgen');
    }
  });
});

describe('answers', () => {
  const sendAll = async (): Promise<void> => {
    await ask();
    await answer(await back(), 'stuur', FULL);
  };

  test('are news to officers until one opens them, under the questions as they were asked', async () => {
    await it.desk.open(an, report);
    const before = (await it.desk.list(an, false, 0)).waiting.answered;
    await sendAll();
    const list = await it.desk.list(an, false, 0);
    expect(list.reports.find(({ id }) => id === report)!.unseen).toBe(1);
    expect(list.waiting.answered).toBe(before + 1);
    const browser = await officer();
    const text = browser.page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Welke aanpassing werd gevraagd\? Een stoel met leuning, zei Jan\. Wanneer werd ze gevraagd\? 3 februari 2026/,
    );
    expect(text).toContain('Hoe is het nu, en wat zou helpen? Geen antwoord');
    const after = await it.desk.list(an, false, 0);
    expect(after.reports.find(({ id }) => id === report)!.unseen).toBe(0);
    expect(after.waiting.answered).toBe(before);
  });

  test('can have a working copy, which a lent key, a package and a search hold to', async () => {
    await sendAll();
    const { id } = (await readSets())[0]!.questions[0]!;
    expect(await it.desk.redact(an, report, id, 'Een bank met leuning', 'Een naam.')).toBe(false);
    const browser = await officer();
    await browser.press(pageOf(), { stuk: id }, 'act-redact-choose');
    const fields = { 'tekst-redact': 'Een stoel met leuning, zei […]', 'reden-redact': 'Een naam.' };
    await browser.press(pageOf(), fields, 'act-redact');
    expect(browser.headers['location']).toBe(pageOf());
    await browser.go(pageOf());
    expect(browser.page).not.toContain('zei Jan');
    expect(browser.page).toContain('zei […]');
    expect((await it.desk.open(an, report)).leftOut).toEqual(['Een stoel met leuning, zei Jan.']);
    await browser.press(pageOf(), { stap: 'package', 'deel-answers': 'ja' });
    const file = browser.bytes.toString('utf8');
    expect(file).toContain('Welke aanpassing werd gevraagd?\nEen stoel met leuning, zei […]');
    expect(file).not.toContain('Jan');
    const found = async (word: string) =>
      (await it.desk.search(an, { words: [word], label: null, standing: 'all', after: null })).found
        .filter((one) => one.report.id === report)
        .flatMap(({ passages }) => passages.map(({ where }) => where.in));
    expect(await found('leuning')).toEqual(['answer']);
    expect(await found('jan')).toEqual([]);
    const cas = await enrol(it, 'cas', 'Cas Claes');
    await it.desk.lend(an, report, { colleague: cas.id, days: 7, reason: 'Kijkt mee.' });
    expect((await readAnswers(cas))[0]).toEqual({ kind: 'text', text: 'Een stoel met leuning, zei […]' });
    const seen = await it.channel
      .officer(cas)
      .read((ctx) =>
        ctx.db.selectFrom('questionnaire_answer').select('id').where('report', '=', report).execute(),
      );
    expect(seen).toHaveLength(ALL.length - 1);
    expect(seen.map((one) => one.id)).not.toContain(id);
    await expect(it.desk.askQuestions(cas, report, REFUSED, ALL)).rejects.toMatchObject({
      code: 'access-for-a-while',
    });
    expect((await back()).page).toContain('zei Jan.');
  });

  test('change nothing of the terms, and end a pause that waited for a word', async () => {
    await it.desk.acknowledge(an, report, 'Ontvangen.');
    const { feedbackBy } = (await it.desk.open(an, report)).report;
    await ask();
    expect((await it.desk.open(an, report)).report.feedbackBy).toBe(feedbackBy);
    await it.desk.pause(an, report, 'question', 'Wij vroegen iets.');
    await at(addDays(MONDAY, 3));
    await answer(await back(), 'bewaar', FULL);
    expect((await it.desk.open(an, report)).pauses[0]!.endedOn).toBeNull();
    await answer(await back(), 'stuur', FULL);
    expect((await it.desk.open(an, report)).pauses[0]!.endedOn).toBe(addDays(MONDAY, 3));
  });

  test('stand in the database as they were sent, whoever tries by hand', async () => {
    await ask();
    await answer(await back(), 'bewaar', FULL);
    const of = `where report = '${report}'`;
    expect(await by('officer', `update questionnaire_answer set body = '\\x00' ${of}`)).toBe(0);
    const law = { constraint: 'questionnaire_law' };
    await expect(by('officer', `update questionnaire set answered_on = today() ${of}`)).rejects.toMatchObject(
      law,
    );
    await expect(
      by('reporter', `update questionnaire set answered_on = today() - 1 ${of}`),
    ).rejects.toThrow();
    await answer(await back(), 'stuur', FULL);
    await expect(by('reporter', `update questionnaire set answered_on = null ${of}`)).rejects.toMatchObject(
      law,
    );
    await expect(
      by('reporter', `update questionnaire_answer set body = '\\x00' ${of}`),
    ).rejects.toMatchObject(law);
    await it.desk.open(an, report);
    await expect(by('officer', `update questionnaire set seen = false ${of}`)).rejects.toMatchObject(law);
    for (const side of ['reporter', 'officer'] as const) {
      await expect(by(side, `update questionnaire set body = '\\x00' ${of}`)).rejects.toThrow(
        /permission denied/,
      );
      await expect(by(side, `delete from questionnaire_answer ${of}`)).rejects.toThrow(/permission denied/);
    }
    await expect(
      by(
        'reporter',
        `insert into questionnaire (id, report, officer, body) select gen_random_uuid(), report, officer, body from questionnaire ${of}`,
      ),
    ).rejects.toMatchObject(law);
    const stranger = (await sendReport(it.intake)).entered.report;
    const seen = await it.channel
      .reporter(stranger)
      .read((ctx) => ctx.db.selectFrom('questionnaire').select('id').execute());
    expect(seen).toEqual([]);
  });

  test('keep a closed report for as long as a message does, and go with it', async () => {
    await at(dateOnly(2026, 9, 8));
    await sendAll();
    await it.desk.acknowledge(an, report, 'Ontvangen.');
    await it.desk.close(an, report, 'not-enough', 'Afgesloten.');
    const erasable = async () =>
      (await it.rows<{ day: string }>(`select erasable_from('${report}')::text as day`))[0]!.day;
    const before = await erasable();
    await ask(['what']);
    await at(addDays(before as DateOnly, -1));
    const reporter = await back();
    await reporter.press('/opvolgen', { actie: 'stuur', 'vraag-2-1': 'Nog iets.' }, 'vragen-2');
    expect((await erasable()) > before).toBe(true);
    await it.at((await erasable()) as DateOnly);
    const jobs = reportJobs(it.channel);
    await jobs.find(({ name }) => name === 'reports.retention')!.run(it.channel.system());
    for (const table of ['questionnaire', 'questionnaire_answer'])
      expect(await it.rows(`select 1 from ${table} where report = '${report}'`), table).toEqual([]);
  });
});
