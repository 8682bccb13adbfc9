// The clock for feedback stands still for a reason of the law, goes on by itself or by a word, and the figures count it.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newUuid } from '../../src/platform/crypto.js';
import { addDays, dateOnly, type DateOnly } from '../../src/platform/dates.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { PAUSES } from '../../src/reports/pauses.js';
import { PAUSE_WHYS } from '../../src/reports/schema.js';
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
beforeEach(() => at(MONDAY));
afterAll(() => it.close());

async function at(day: DateOnly): Promise<void> {
  await it.at(day);
  an = await signInAs(it, 'an');
}
async function browserOfAn(): Promise<Reporter> {
  const browser = await new Reporter(app).go('/dienst/aanmelden');
  const appcode = await codeOf(it, 'an');
  return browser.press('/dienst/aanmelden', { login: 'an', wachtzin: PASSPHRASE, appcode });
}
async function acknowledged(): Promise<{ report: string; code: string }> {
  const { entered, code } = await sendReport(it.intake);
  await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
  return { report: entered.report, code };
}
const dueOf = async (report: string): Promise<string> =>
  (await it.rows<{ day: string }>(`select feedback_by::text as day from report where id = '${report}'`))[0]!
    .day;
const refused = { code: 'report-not-now' };

// Three months from Monday the 7th of September, and six: a Sunday, so the Friday before it.
const DUE = '2026-12-07';
const LONGEST = '2027-03-05';

describe('a question that waits for the reporter', () => {
  test('lets the clock stand still on the page, until the reporter writes', async () => {
    const { report, code } = await acknowledged();
    const page = `/dienst/meldingen/${report}`;
    const browser = await browserOfAn();
    await browser.go(page);
    await browser.press(page, {}, 'act-pause');
    expect(browser.status).toBe(422);
    for (const field of ['waarom-pause', 'reden-pause']) expect(browser.page).toContain(`href="#${field}"`);
    await browser.go(page);
    await browser.press(page, { 'waarom-pause': 'question', 'reden-pause': 'Welke vacature?' }, 'act-pause');
    expect(browser.headers['location']).toBe(page);
    await browser.go(page);
    expect(browser.page).toContain('Staat stil sinds 7 september 2026, gezet door An Peeters');
    expect(browser.page).toContain('wij wachten op een antwoord van de melder');
    expect(browser.page).toContain('Welke vacature?');
    expect(browser.page).not.toContain('act-extend');
    expect((await browser.go('/dienst')).page).toContain('staat stil tot 7 oktober 2026');
    expect(await dueOf(report)).toBe('2027-01-06');

    await it.at(addDays(MONDAY, 10));
    const reporter = await new Reporter(app).go('/opvolgen');
    await reporter.press('/opvolgen', { code });
    expect(reporter.page).toContain('hoogstens tot 7 oktober 2026: wij wachten op uw antwoord');
    expect(reporter.page).not.toContain('Welke vacature?');
    await reporter.press('/opvolgen', { actie: 'stuur', text: 'De tweede.' });
    expect(reporter.page).not.toContain('staat stil');
    expect(await dueOf(report)).toBe('2026-12-17');
    await at(addDays(MONDAY, 11));
    const dossier = await it.desk.open(an, report);
    expect(dossier.pauses).toMatchObject([{ why: 'question', from: MONDAY, endedOn: addDays(MONDAY, 10) }]);
    // The reporter had the last word: there is no question to wait for.
    await expect(it.desk.pause(an, report, 'question', 'Nog eens.')).rejects.toMatchObject(refused);
  });

  test('lets it go on by itself after thirty days, and then has no days left', async () => {
    const { report, code } = await acknowledged();
    await it.desk.pause(an, report, 'question', 'Een vraag.');
    await at(addDays(MONDAY, 30));
    const reporter = await new Reporter(app).go('/opvolgen');
    await reporter.press('/opvolgen', { code });
    expect(reporter.page).not.toContain('staat stil');
    await reporter.press('/opvolgen', { actie: 'stuur', text: 'Laat.' });
    expect(await dueOf(report)).toBe('2027-01-06');
    await it.desk.say(an, report, 'En nu?', []);
    await expect(it.desk.pause(an, report, 'question', 'Opnieuw.')).rejects.toMatchObject(refused);
    await it.desk.extend(an, report, 'Wij hebben meer tijd nodig.');
    expect(await dueOf(report)).toBe(LONGEST);
  });
});

describe('another inquiry that goes first', () => {
  test('is ended by an officer, not by a word of the reporter, and never passes six months', async () => {
    const { report, code } = await acknowledged();
    await it.desk.pause(an, report, 'other-inquiry', 'Het parket vraagt te wachten.');
    expect(await dueOf(report)).toBe(LONGEST);
    await at(addDays(MONDAY, 20));
    const reporter = await new Reporter(app).go('/opvolgen');
    await reporter.press('/opvolgen', { code });
    await reporter.press('/opvolgen', { actie: 'stuur', text: 'Hoe staat het?' });
    expect(reporter.page).toContain('een ander onderzoek gaat voor');
    const page = `/dienst/meldingen/${report}`;
    const browser = await browserOfAn();
    await browser.go(page);
    await browser.press(page, { 'reden-resume': '' }, 'act-resume');
    expect(browser.status).toBe(422);
    await browser.press(page, { 'reden-resume': 'Het parket is klaar.' }, 'act-resume');
    expect((await browser.go(page)).page).toContain('Stond 20 dagen stil vanaf 7 september 2026');
    // The 27th of December is a Sunday after Christmas: the last day on which somebody works before it.
    expect(await dueOf(report)).toBe('2026-12-24');
    await expect(it.desk.resume(an, report, 'Nog eens.')).rejects.toMatchObject(refused);
  });
});

test('feedback ends a pause, in time, and the figures count its days apart', async () => {
  await at(dateOnly(2027, 4, 5));
  const reports: string[] = [];
  for (let count = 0; count < 10; count++) reports.push((await acknowledged()).report);
  for (const report of reports.slice(0, 5)) await it.desk.pause(an, report, 'reporter-wish', 'Op vraag.');
  await at(dateOnly(2027, 4, 25));
  for (const report of reports) await it.desk.giveFeedback(an, report, 'Wij onderzoeken het.');
  expect(await it.rows(`select 1 from pause where ended_on = '2027-04-25'`)).toHaveLength(5);
  const rows = await it.channel.officer(an).read(async (ctx) => {
    const found = await sql<{ gross: number; net: number; on_time: boolean }>`select feedback_days as gross,
      feedback_days - paused_days as net, feedback_in_time as on_time from year_rows(2027) order by 2`.execute(
      ctx.db,
    );
    return found.rows;
  });
  expect(rows.map(({ net }) => net)).toEqual([0, 0, 0, 0, 0, 20, 20, 20, 20, 20]);
  expect(rows.every(({ gross, on_time: onTime }) => gross === 20 && onTime)).toBe(true);
  const { page } = await (await browserOfAn()).go('/dienst/cijfers?jaar=2027');
  expect(page).toMatch(/Termijn voor feedback stilgezet<[^]*?>5</);
  expect(page).toMatch(/Dagen tot feedback zonder stilstand \(mediaan\)<[^]*?>0 dagen</);
});

describe('the database itself', () => {
  const lay = (report: string, row: Partial<Record<string, unknown>> = {}) =>
    it.channel.officer(an).inTx((ctx) =>
      ctx.db
        .insertInto('pause')
        .values({
          id: newUuid(),
          report,
          officer: an.id,
          why: 'question',
          from_day: MONDAY,
          until_day: addDays(MONDAY, 30),
          before_by: dateOnly(2026, 12, 7),
          ended_on: null,
          ...row,
        })
        .execute(),
    );

  test('holds the same days and ends as the rules of the program', async () => {
    for (const why of PAUSE_WHYS)
      expect(
        await it.rows(
          `select pause_most('${why}') as "mostDays", pause_ends_by_word('${why}') as "endsByWord"`,
        ),
        why,
      ).toEqual([{ mostDays: PAUSES[why].mostDays, endsByWord: PAUSES[why].endsByWord }]);
  });

  test('lets nothing stand still without a decision, for longer than the reason, from another day, or twice', async () => {
    const { report } = await acknowledged();
    await expect(lay(report)).rejects.toMatchObject({ constraint: 'report_decided' });
    for (const row of [
      { until_day: addDays(MONDAY, 31) },
      { from_day: addDays(MONDAY, -1) },
      { before_by: dateOnly(2026, 12, 1) },
      { officer: (await it.rows<{ id: string }>(`select id from officer where login = 'bo'`))[0]!.id },
    ])
      await expect(lay(report, row), JSON.stringify(row)).rejects.toMatchObject({ constraint: 'pause_law' });
    await it.desk.pause(an, report, 'reporter-wish', 'Op vraag.');
    await expect(lay(report, { before_by: await dueOf(report) })).rejects.toMatchObject({
      constraint: 'pause_law',
    });
  });

  test('moves no day back but by what a pause that ended asks, whoever acts', async () => {
    const { report } = await acknowledged();
    const move = (as: 'officer' | 'reporter', day: string) =>
      (as === 'officer' ? it.channel.officer(an) : it.channel.reporter(report as never)).inTx((ctx) =>
        sql`update report set feedback_by = ${day} where id = ${report}`.execute(ctx.db),
      );
    for (const as of ['officer', 'reporter'] as const)
      await expect(move(as, '2026-11-30'), as).rejects.toMatchObject({ constraint: 'report_life' });
    await expect(move('reporter', '2026-12-31')).rejects.toMatchObject({ constraint: 'report_life' });
    await it.desk.pause(an, report, 'question', 'Een vraag.');
    await it.desk.resume(an, report, 'Toch niet.');
    expect(await dueOf(report)).toBe(DUE);
    await expect(move('reporter', '2026-12-06')).rejects.toMatchObject({ constraint: 'report_life' });
  });

  test('lets a reporter end no pause of another reason or report', async () => {
    const [{ report }, other] = [await acknowledged(), await acknowledged()];
    await it.desk.pause(an, report, 'other-inquiry', 'Het parket.');
    const end = (as: string) =>
      it.channel
        .reporter(as as never)
        .inTx((ctx) => sql`update pause set ended_on = ${MONDAY} where report = ${report}`.execute(ctx.db));
    await expect(end(report)).rejects.toMatchObject({ constraint: 'pause_law' });
    expect((await end(other.report)).numAffectedRows).toBe(0n);
  });
});
