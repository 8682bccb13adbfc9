// How long a report is kept, what holds it, and what is left of it: a certificate, and a line for the figures.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dateOnly, type DateOnly } from '../../src/platform/dates.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { reportJobs } from '../../src/reports/jobs.js';
import type { Outcome } from '../../src/reports/schema.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
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
afterAll(() => it.close());

/** Moves the clock and unlocks the key anew. */
async function at(day: DateOnly): Promise<void> {
  await it.at(day);
  an = await signInAs(it, 'an');
}
const run = (name: string): Promise<number> =>
  reportJobs(it.channel)
    .find((job) => job.name === name)!
    .run(it.channel.system());
async function closed(outcome: Outcome): Promise<{ report: string; code: string }> {
  const { entered, code } = await sendReport(it.intake);
  await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
  await it.desk.close(an, entered.report, outcome, 'Afgesloten.');
  return { report: entered.report, code };
}
const left = async (...reports: string[]): Promise<boolean[]> => {
  const rows = await it.rows<{ id: string }>('select id from report');
  return reports.map((report) => rows.some(({ id }) => id === report));
};

describe('a closed report', () => {
  test('is kept as long as its outcome asks, then erased with its key, and leaves a certificate', async () => {
    await at(MONDAY);
    const [short, usual, long] = [
      await closed('not-competent'),
      await closed('not-enough'),
      await closed('breach-found'),
    ];
    const { entered: open } = await sendReport(it.intake);
    const all = [short.report, usual.report, long.report, open.report];
    const [{ slot }] = (await it.rows<{ slot: number }>(
      `select slot from report where id = '${short.report}'`,
    )) as [{ slot: number }];
    const after = async (day: DateOnly): Promise<boolean[]> => {
      await it.at(day);
      await run('reports.retention');
      return left(...all);
    };
    expect(await after(dateOnly(2027, 3, 6))).toEqual([true, true, true, true]);
    expect(await after(dateOnly(2027, 3, 7))).toEqual([false, true, true, true]);
    await run('reports.shred');
    expect(() => it.channel.pool.read(slot)).toThrow('gone');
    expect(await after(dateOnly(2027, 9, 7))).toEqual([false, false, true, true]);
    expect(await after(dateOnly(2031, 9, 6))).toEqual([false, false, true, true]);
    expect(await after(dateOnly(2031, 9, 7))).toEqual([false, false, false, true]);
    const erased = await it.rows<{ report: string; erased_on: string }>(
      'select * from erasure order by erased_on',
    );
    expect(erased.map(({ report }) => report)).toEqual([short.report, usual.report, long.report]);
    expect(JSON.stringify(await it.rows('select * from residue'))).not.toContain(short.report);
    expect(
      await it.rows(
        `select year, kind, outcome, acknowledge_days, acknowledged_in_time, forwarded from residue where outcome = 'not-competent'`,
      ),
    ).toEqual([
      {
        year: 2026,
        kind: 'intermediary',
        outcome: 'not-competent',
        acknowledge_days: 0,
        acknowledged_in_time: true,
        forwarded: false,
      },
    ]);
  });

  test('waits ninety days after the last act of its reporter', async () => {
    await at(MONDAY);
    const { report, code } = await closed('not-competent');
    await it.at(dateOnly(2027, 3, 1));
    const browser = await new Reporter(app).go('/opvolgen');
    await browser.press('/opvolgen', { code });
    await browser.press('/opvolgen', { actie: 'stuur', text: 'Nog iets.' });
    await it.at(dateOnly(2027, 3, 7));
    await run('reports.retention');
    expect(await left(report)).toEqual([true]);
    await it.at(addDays(dateOnly(2027, 3, 1), 90));
    await run('reports.retention');
    expect(await left(report)).toEqual([false]);
  });

  test('is held with a reason and a day to look again, until somebody lets go', async () => {
    await at(MONDAY);
    const { report } = await closed('not-competent');
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    await browser.press('/dienst/aanmelden', {
      login: 'an',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'an'),
    });
    const page = `/dienst/meldingen/${report}`;
    expect((await browser.go(page)).page).toContain('Wordt gewist vanaf 7 maart 2027');
    await browser.press(page, { 'reden-hold': '' }, 'act-hold');
    expect(browser.status).toBe(422);
    for (const field of ['maanden', 'reden-hold']) expect(browser.page).toContain(`href="#${field}"`);
    await browser.press(page, { maanden: '6', 'reden-hold': 'De rechtbank vraagt het.' }, 'act-hold');
    expect((await browser.go(page)).page).toContain('Kijk dit opnieuw na voor 7 maart 2027');
    await it.at(dateOnly(2027, 4, 1));
    await run('reports.retention');
    expect(await left(report)).toEqual([true]);
    await browser.go('/dienst/aanmelden');
    await browser.press('/dienst/aanmelden', {
      login: 'an',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'an'),
    });
    expect((await browser.go(page)).page).toContain('Dit moest nagekeken worden voor 7 maart 2027');
    await browser.press(page, { 'reden-let-go': 'De zaak is gedaan.' }, 'act-let-go');
    await run('reports.retention');
    expect(await left(report)).toEqual([false]);
    const { page: certificates } = await browser.go('/dienst/gewist');
    expect(certificates).toContain(report);
    expect(certificates).toContain('onleesbaar vanaf 1 mei 2027');
    expect(certificates).toContain('reservekopieën van de databank tot 30 juni 2027');
  });

  test('is erased by nobody before its day, and held or let go with a decision alone', async () => {
    await at(MONDAY);
    const { report } = await closed('not-enough');
    const erase = it.channel
      .system()
      .inTx((ctx) => ctx.db.deleteFrom('report').where('id', '=', report).execute());
    await expect(erase).rejects.toMatchObject({ constraint: 'report_kept' });
    const hold = it.channel.officer(an).inTx((ctx) =>
      ctx.db
        .insertInto('hold')
        .values({ report, officer: an.id, held_on: MONDAY, review_by: addDays(MONDAY, 30) })
        .execute(),
    );
    await expect(hold).rejects.toMatchObject({ constraint: 'report_decided' });
    for (const table of ['erasure', 'residue'])
      await expect(
        it.channel.system().inTx((ctx) => sql`delete from ${sql.table(table)}`.execute(ctx.db)),
      ).rejects.toThrow(/permission denied/);
  });
});

describe('the figures of a year', () => {
  async function figuresOf(year: number): Promise<Reporter> {
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    await browser.press('/dienst/aanmelden', {
      login: 'an',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'an'),
    });
    return browser.go(`/dienst/cijfers?jaar=${year}`);
  }
  /** What stands beside a word in the tables of the page. */
  const beside = (page: string, word: string): string => {
    const row = [...page.matchAll(/<tr[^]*?<\/tr>/g)]
      .map(([one]) => one)
      .find((one) => one.includes(`>${word}<`));
    const cells = [...(row ?? '').matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text!);
    return cells.at(-1) ?? '';
  };

  test('show five and more, hide fewer, and are the same in the file', async () => {
    await at(dateOnly(2027, 3, 8));
    for (let count = 0; count < 4; count++) await sendReport(it.intake);
    expect(beside((await figuresOf(2027)).page, 'Ontvangen')).toBe('niet getoond');
    for (let count = 0; count < 6; count++)
      await sendReport(it.intake, { ...WHOLE, kind: 'victim', sector: 'bouw' });
    const all = await it.rows<{ id: string }>(`select id from report where sent_on = '2027-03-08'`);
    await at(dateOnly(2027, 3, 10));
    for (const { id } of all) await it.desk.acknowledge(an, id, 'Ontvangen.');
    const browser = await figuresOf(2027);
    expect(beside(browser.page, 'Ontvangen')).toBe('10');
    expect(beside(browser.page, 'Dagen tot ontvangstbevestiging (mediaan)')).toBe('2 dagen');
    expect(beside(browser.page, 'Ontvangst op tijd bevestigd')).toBe('100 %');
    // Four of one kind are hidden, and the six of the other with them.
    expect(beside(browser.page, 'Het overkwam mijzelf')).toBe('niet getoond');
    expect(beside(browser.page, 'Bouw')).toBe('niet getoond');
    await browser.press('/dienst/cijfers', {}, 'bewaar');
    expect(browser.headers['content-disposition']).toBe('attachment; filename="meldpunt-2027.csv"');
    const file = browser.bytes.toString('utf8');
    expect(file).toContain('Alle meldingen,Ontvangen,10,meldingen');
    expect(file).toContain('Sector,Bouw,niet getoond,meldingen');
  });
});
