// A report at the desk or by telephone: an officer takes it down, its reporter checks, corrects and signs it with the return code.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../src/platform/dates.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { enrol, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
});
beforeEach(async () => {
  await it.at(MONDAY);
  an = await signInAs(it, 'an');
});
afterAll(() => it.close());

const PAGE = '/dienst/opnemen';
const TOLD = 'De klant belde.\r\nHij wil geen vreemden.';
const GIVEN = {
  manier: 'phone',
  kind: 'intermediary',
  'ground-origin': 'ja',
  facts: TOLD,
  employer: 'Zoet NV',
};

function browserOf(visitor: Visitor): Reporter {
  const browser = new Reporter(app);
  browser.cookies.set('dienst', visitor.secret.text);
  return browser;
}

/** Takes a report down and sends it; gives its code and id. */
async function takeDown(given: Record<string, string> = GIVEN): Promise<{ code: string[]; report: string }> {
  const before = new Set((await it.rows<{ id: string }>('select id from report')).map(({ id }) => id));
  const browser = await browserOf(an).go(PAGE);
  await browser.press(PAGE, given, 'opname');
  expect(browser.heading()).toBe('De code van de melder');
  const code = browser.code();
  await browser.press(PAGE, { actie: 'verstuur', check: code[11]! });
  expect(browser.heading()).toBe('De melding is verstuurd');
  expect(browser.cookies.has('opname')).toBe(false);
  const report = (await it.rows<{ id: string }>('select id from report')).find(({ id }) => !before.has(id));
  return { code, report: report!.id };
}

async function comeBack(code: readonly string[]): Promise<Reporter> {
  const browser = await new Reporter(app).go('/opvolgen');
  return browser.press('/opvolgen', { code: code.join(' ') });
}
const pageOf = async (report: string): Promise<string> =>
  (await browserOf(an).go(`/dienst/meldingen/${report}`)).page;

describe('taking down', () => {
  test('asks what is missing, and sends only with the word that the reporter said', async () => {
    const browser = await browserOf(an).go(PAGE);
    await browser.press(PAGE, { facts: 'Alleen dit.' }, 'opname');
    expect(browser.status).toBe(422);
    for (const words of ['Kies hoe u met de melder spreekt.', 'Duid minstens één reden aan.', 'Alleen dit.'])
      expect(browser.page).toContain(words);
    await browser.press(PAGE, GIVEN, 'opname');
    const code = browser.code();
    expect(code).toHaveLength(12);
    await browser.press(PAGE, { actie: 'verstuur', check: 'fout' });
    expect(browser.status).toBe(422);
    // The page is found again with the code, as long as it was not sent.
    expect((await browser.go(PAGE)).code()).toEqual(code);
    await browser.press(PAGE, { actie: 'wis' });
    expect(browser.headers['location']).toBe(PAGE);
    expect(await it.rows('select 1 from transcript')).toEqual([]);
    expect(await it.rows('select 1 from report')).toEqual([]);
  });

  test('is for a colleague where the officer declared an interest in the employer', async () => {
    await it.desk.declareInterest(an, { name: 'Zoet', kbo: null });
    const browser = await browserOf(an).go(PAGE);
    await browser.press(PAGE, GIVEN, 'opname');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('Laat een collega deze melding opnemen');
    expect(await it.rows(`select 1 from report where status = 'draft'`)).toEqual([]);
    const [interest] = await it.desk.listInterests(an);
    await it.desk.endInterest(an, interest!.id);
  });

  test('keeps the officer out of the test of that report, in the database too', async () => {
    const { report } = await takeDown();
    await it.desk.acknowledge(an, report, 'Ontvangen.');
    await expect(it.desk.askTest(an, report, 'Alleen u.')).rejects.toMatchObject({ code: 'second-officer' });
    expect(await pageOf(report)).toContain('U nam deze melding op.');
    // With two officers nobody is left to release: the page says so.
    expect(await pageOf(report)).toContain('Zo kan deze melding niet tot een test leiden');
    const ask = `insert into test_question (report, guess, asked_by, asked_on, answer_by)
      values ('${report}', '\\x00', '${an.id}', today(), today() + 30)`;
    await expect(it.channel.officer(an).inTx((ctx) => sql`${sql.raw(ask)}`.execute(ctx.db))).rejects.toThrow(
      /stays out of its test/,
    );
    await it.desk.askTest(await signInAs(it, 'bo'), report, 'Alleen u.');
    await expect(it.desk.checkTest(an, report, 'few', 'x')).rejects.toMatchObject({ code: 'second-officer' });
  });

  test('is for officers who are in and whose key counts', async () => {
    for (const browser of [new Reporter(app), await new Reporter(app).go('/melden')])
      expect((await browser.go(PAGE)).headers['location']).toBe('/dienst/aanmelden');
  });

  test('says who took it down and how, and that it was not signed yet', async () => {
    const { report } = await takeDown();
    const page = await pageOf(report);
    expect(page).toContain('Opgenomen door An Peeters op 7 september 2026, aan de telefoon');
    expect(page).toContain('nog niet nagekeken en ondertekend');
    expect(page).toContain('Hij wil geen vreemden.');
  });

  test('leaves no word and no moment behind in clear', async () => {
    const { report } = await takeDown();
    const rows = JSON.stringify([
      await it.rows('select * from transcript'),
      await it.rows(`select body from audit_link where body like '%${report}%'`),
    ]);
    expect(rows).not.toContain('vreemden');
    // No link tells when the officer took it down: that would tell when the reporter was there.
    expect(await it.rows(`select 1 from audit_link where body like '%${report}%'`)).toEqual([]);
  });
});

describe('signing', () => {
  test('without a change says so, and is done once', async () => {
    const { code, report } = await takeDown();
    const reporter = await comeBack(code);
    expect(reporter.page).toContain('Kijk na wat wij opschreven');
    await reporter.press('/opvolgen', { 'verslag-tekst': ' ' }, 'verslag');
    expect(reporter.status).toBe(422);
    await reporter.press('/opvolgen', { 'verslag-tekst': TOLD }, 'verslag');
    expect(reporter.page).toContain('U ondertekende op 7 september 2026');
    expect(reporter.page).not.toContain('id="verslag"');
    const page = await pageOf(report);
    expect(page).toContain('ondertekende dit verslag op 7 september 2026, zonder wijziging');
    expect(page).not.toContain('Wat eerst was opgeschreven');
    const visit = (await it.intake.enter(reporter.cookies.get('volging')))!;
    await expect(it.intake.signTranscript(visit, 'Anders.')).rejects.toMatchObject({
      code: 'report-not-now',
    });
  });

  test('with better words shows those, keeps what was written first, and both are sealed', async () => {
    const { code, report } = await takeDown();
    const reporter = await comeBack(code);
    await reporter.press('/opvolgen', { 'verslag-tekst': 'Hij zei: liever Vlamingen.' }, 'verslag');
    expect(reporter.page).toContain('U verbeterde en ondertekende op 7 september 2026');
    const dossier = await it.desk.open(an, report);
    expect(dossier.answers.facts).toBe('Hij zei: liever Vlamingen.');
    expect(dossier.transcript).toMatchObject({ way: 'phone', signedOn: MONDAY, first: TOLD });
    expect(await pageOf(report)).toContain('Wat eerst was opgeschreven');
    expect(JSON.stringify(await it.rows('select * from transcript'))).not.toContain('Vlamingen');
    const acts = await it.rows<{ what: string }>(`select what from pending_act where report = '${report}'`);
    expect(acts.map(({ what }) => what)).toContain('transcript-signed');
  });

  test('is asked of nobody who wrote alone', async () => {
    const { code, entered } = await sendReport(it.intake);
    expect((await comeBack(code.split(' '))).page).not.toContain('Kijk na wat wij opschreven');
    expect(await pageOf(entered.report)).not.toContain('Opgenomen door');
  });
});

describe('the database', () => {
  const as = (report: string, text: string) =>
    it.channel.reporter(report as never).inTx((ctx) => sql`${sql.raw(text)}`.execute(ctx.db));

  test('takes a transcript of a draft alone, from who holds a whole session of an officer', async () => {
    const draft = await it.intake.begin(WHOLE);
    const call = (session: Buffer) =>
      it.channel
        .reporter(draft.report)
        .inTx((ctx) => sql`select take_down(${draft.report}, ${session}, 'desk')`.execute(ctx.db));
    await expect(call(Buffer.alloc(32))).rejects.toThrow(/who is in/);
    await it.rows('update officer_session set whole = false');
    await expect(call(an.secret.lookup)).rejects.toThrow(/who is in/);
    await it.rows('update officer_session set whole = true');
    const { entered } = await sendReport(it.intake);
    await expect(
      it.channel
        .reporter(entered.report)
        .inTx((ctx) => sql`select take_down(${entered.report}, ${an.secret.lookup}, 'desk')`.execute(ctx.db)),
    ).rejects.toThrow(/who is in/);
    await expect(
      as(draft.report, `insert into transcript values ('${draft.report}', '${an.id}', 'desk', today())`),
    ).rejects.toThrow(/permission denied/);
    await call(an.secret.lookup);
    await expect(as(draft.report, `update transcript set signed_on = today()`)).rejects.toThrow(/signed by/);
  });

  test('lets nobody but the reporter sign, on no other day, and takes nothing back', async () => {
    const { report } = await takeDown();
    await expect(as(report, `update transcript set signed_on = today() - 1`)).rejects.toThrow(/signed by/);
    await expect(as(report, `update transcript set officer = officer`)).rejects.toThrow(/permission denied/);
    const changed = await it.channel
      .officer(an)
      .inTx((ctx) => sql`update transcript set signed_on = today()`.execute(ctx.db));
    expect(changed.numAffectedRows).toBe(0n);
    await as(report, `update transcript set signed_on = today()`);
    await it.at(addDays(MONDAY, 1));
    await expect(as(report, `update transcript set signed_on = today()`)).rejects.toThrow(/signed by/);
  });
});
