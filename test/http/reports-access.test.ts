// What colleagues read of a report: working copies with words left out, and for a while what they could not open before.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays, dateOnly, type DateOnly } from '../../src/platform/dates.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
/** Two who get every report, and one who came later. */
let an: Visitor;
let cas: Visitor;
let report: string;
let code: string;
beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  await it.at(MONDAY);
  const sent = await sendReport(it.intake, {
    ...WHOLE,
    employer: 'Bakkerij Zoet',
    wording: 'Geen Turken, zei Jan.',
  });
  ({ code } = sent);
  report = sent.entered.report;
  await it.intake.say(
    (await it.intake.enter((await it.intake.comeBack(code)).cookie))!,
    'Ik heet Jan Janssens.',
  );
  await enrol(it, 'cas', 'Cas Claes');
});
beforeEach(() => at(MONDAY));
afterAll(() => it.close());

async function at(day: DateOnly): Promise<void> {
  await it.at(day);
  an = await signInAs(it, 'an');
  cas = await signInAs(it, 'cas');
}
async function browserOf(login: string): Promise<Reporter> {
  const browser = await new Reporter(app).go('/dienst/aanmelden');
  const appcode = await codeOf(it, login);
  return browser.press('/dienst/aanmelden', { login, wachtzin: PASSPHRASE, appcode });
}
const pageOf = (): string => `/dienst/meldingen/${report}`;
const chained = async (what: string): Promise<string[]> =>
  (await it.rows<{ body: string }>(`select body from audit_link where what = '${what}' order by seq`)).map(
    ({ body }) => body,
  );

describe('a working copy', () => {
  test('is made on the page in two steps, of what was written, with nothing added', async () => {
    const browser = await browserOf('an');
    await browser.go(pageOf());
    await browser.press(pageOf(), {}, 'act-redact-choose');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#stuk"');
    await browser.press(pageOf(), { stuk: 'wording' }, 'act-redact-choose');
    expect(browser.page).toMatch(/<textarea[^>]*name="tekst-redact"[^>]*>\s*Geen Turken, zei Jan\./);
    const fields = { 'tekst-redact': 'Geen Turken, zei Piet.', 'reden-redact': 'Een naam.' };
    await browser.press(pageOf(), fields, 'act-redact');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#tekst-redact"');
    await browser.press(pageOf(), { ...fields, 'tekst-redact': 'Geen Turken, zei […]' }, 'act-redact');
    expect(browser.headers['location']).toBe(pageOf());
    await browser.go(pageOf());
    expect(browser.page).toContain('Geen Turken, zei […]');
    expect(browser.page).not.toContain('zei Jan');
    expect(browser.page).toContain('Werkkopie gemaakt, door An Peeters');
  });

  test('stands in place of a message too, and in the package for another body', async () => {
    const { messages } = await it.desk.open(an, report);
    const message = messages.find(({ side }) => side === 'reporter')!;
    expect(await it.desk.redact(an, report, message.id, 'Ik heet […]', 'Een naam.')).toBe(true);
    const colleague = await signInAs(it, 'bo');
    const dossier = await it.desk.open(colleague, report);
    expect(dossier.messages.map(({ text }) => text)).toEqual(['Ik heet […]']);
    const browser = await browserOf('an');
    await browser.go(pageOf());
    await browser.press(pageOf(), { stap: 'package', 'deel-wording': 'ja', 'deel-facts': 'ja' });
    const file = browser.bytes.toString('utf8');
    expect(file).toContain('Geen Turken, zei […]');
    expect(file).not.toContain('Jan');
  });

  test('leaves the reporter what was written, and is looked through before a summary leaves', async () => {
    const reporter = await new Reporter(app).go('/opvolgen');
    await reporter.press('/opvolgen', { code });
    expect(reporter.page).toContain('Ik heet Jan Janssens.');
    const { leftOut } = await it.desk.open(an, report);
    expect([...leftOut].sort()).toEqual(['Geen Turken, zei Jan.', 'Ik heet Jan Janssens.']);
  });

  test('hides an original that opens with a reason alone, which the chain keeps', async () => {
    const browser = await browserOf('an');
    await browser.go(pageOf());
    await browser.press(pageOf(), {}, 'act-original');
    expect(browser.status).toBe(422);
    expect(browser.page).not.toContain('Jan Janssens');
    await browser.press(pageOf(), { 'reden-original': 'De rechter vraagt het.' }, 'act-original');
    expect(browser.page).toContain('Ik heet Jan Janssens.');
    expect(browser.page).toContain('zei Jan.');
    expect(browser.page).toContain('De rechter vraagt het.');
    expect((await chained('report.original-opened')).filter((body) => body.includes(an.id))).toHaveLength(1);
    expect((await browser.go(pageOf())).page).not.toContain('Jan Janssens');
  });

  test('is not kept without a decision', async () => {
    const change = it.channel
      .officer(an)
      .inTx((ctx) =>
        sql`update working_copy set body = '\\x00', officer = ${an.id}, on_day = today() where report = ${report} and piece = 'facts'`.execute(
          ctx.db,
        ),
      );
    await it.desk.redact(an, report, 'facts', 'De klant […]', 'Te herkenbaar.');
    expect((await change).numAffectedRows).toBe(0n);
    await it.at(addDays(MONDAY, 1));
    await expect(
      it.channel
        .officer(an)
        .inTx((ctx) =>
          sql`update working_copy set body = '\\x00', officer = ${an.id}, on_day = today() where report = ${report}`.execute(
            ctx.db,
          ),
        ),
    ).rejects.toMatchObject({ constraint: 'report_decided' });
  });
});

describe('access for a while', () => {
  const lent = { days: 7, reason: 'Kijkt mee.' };

  test('lets a colleague read working copies and take notes, and nothing else, until its last day', async () => {
    await expect(it.desk.open(cas, report)).rejects.toMatchObject({ code: 'no-copy' });
    const browser = await browserOf('an');
    await browser.go(pageOf());
    await browser.press(pageOf(), {}, 'act-lend');
    for (const field of ['collega-lend', 'dagen', 'reden-lend'])
      expect(browser.page).toContain(`href="#${field}"`);
    await browser.press(
      pageOf(),
      { 'collega-lend': cas.id, dagen: '7', 'reden-lend': 'Kent de sector.' },
      'act-lend',
    );
    expect((await browser.go(pageOf())).page).toContain('Cas Claes: tot en met 13 september 2026');
    const reader = await browserOf('cas');
    await reader.go(pageOf());
    expect(reader.page).toContain('U kan deze melding lezen tot en met 13 september 2026');
    expect(reader.page).toContain('Ik heet […]');
    expect(reader.page).not.toContain('Jan Janssens');
    for (const form of ['act-say', 'act-close', 'act-original', 'act-lend', 'act-share', 'act-pause'])
      expect(reader.page).not.toContain(`id="${form}"`);
    await reader.press(pageOf(), { 'tekst-note': 'Ik ken dit bedrijf.' }, 'act-note');
    expect((await reader.go(pageOf())).page).toContain('Ik ken dit bedrijf.');
    for (const refused of [
      () => it.desk.openOriginal(cas, report, 'Ik wil het.'),
      () => it.desk.acknowledge(cas, report, 'Ontvangen.'),
      () => it.desk.say(cas, report, 'Dag', []),
      () => it.desk.share(cas, report),
      () => it.desk.lend(cas, report, { colleague: an.id, ...lent }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'access-for-a-while' });
    await at(dateOnly(2026, 9, 13));
    expect((await it.desk.open(cas, report)).until).toBe('2026-09-13');
    await at(dateOnly(2026, 9, 14));
    await expect(it.desk.open(cas, report)).rejects.toMatchObject({ code: 'no-copy' });
    const job = reportJobs(it.channel).find(({ name }) => name === 'reports.lendings')!;
    expect(await job.run(it.channel.system())).toBe(1);
    expect(await it.rows('select 1 from key_copy where until_day is not null')).toEqual([]);
    expect((await chained('report.lending-over')).at(-1)).toContain(cas.id);
    expect((await chained('report.lent')).at(-1)).toContain(cas.id);
  });

  test('ends by hand at once, with a reason', async () => {
    await it.desk.lend(an, report, { colleague: cas.id, ...lent });
    const reporter = (await it.intake.enter((await it.intake.comeBack(code)).cookie))!;
    await it.intake.say(reporter, 'Nog iets.');
    expect((await it.desk.open(cas, report)).messages.map(({ text }) => text)).toEqual([
      'Ik heet […]',
      'Nog iets.',
    ]);
    // What a colleague reads who was let in for a while is still news to who handles it.
    expect(await it.rows(`select 1 from message where report = '${report}' and not seen`)).toHaveLength(1);
    const browser = await browserOf('an');
    await browser.go(pageOf());
    await browser.press(pageOf(), {}, 'act-lend-back');
    expect(browser.status).toBe(422);
    await browser.press(
      pageOf(),
      { 'collega-lend-back': cas.id, 'reden-lend-back': 'Gedaan.' },
      'act-lend-back',
    );
    expect((await browser.go(pageOf())).page).toContain('Tijdelijke toegang beëindigd, door An Peeters');
    await expect(it.desk.open(cas, report)).rejects.toMatchObject({ code: 'no-copy' });
    await expect(it.desk.endLending(an, report, cas.id, 'Nog eens.')).rejects.toMatchObject({
      code: 'report-not-now',
    });
    expect((await chained('report.lent-back')).at(-1)).toContain(cas.id);
  });

  test('is not given to who has an interest in the employer, nor to who can open the report', async () => {
    await it.desk.declareInterest(cas, { name: 'Zoet', kbo: null });
    const unfit = { code: 'colleague-unfit' };
    await expect(it.desk.lend(an, report, { colleague: cas.id, ...lent })).rejects.toMatchObject(unfit);
    const [interest] = await it.desk.listInterests(cas);
    await it.desk.endInterest(cas, interest!.id);
    const bo = await signInAs(it, 'bo');
    await expect(it.desk.lend(an, report, { colleague: bo.id, ...lent })).rejects.toMatchObject(unfit);
    await expect(it.desk.lend(an, report, { colleague: an.id, ...lent })).rejects.toMatchObject(unfit);
  });

  test('is a wall in the database too: no decision, no message, no original, no copy for another', async () => {
    await it.desk.lend(an, report, { colleague: cas.id, ...lent });
    const as = <T>(
      use: (
        db: Parameters<Parameters<ReturnType<typeof it.channel.officer>['inTx']>[0]>[0]['db'],
      ) => Promise<T>,
    ) => it.channel.officer(cas).inTx((ctx) => use(ctx.db));
    const id = it.channel.door().newId();
    await expect(
      as((db) =>
        sql`insert into decision (id, report, officer, what, body) values (${id}, ${report}, ${cas.id}, 'acknowledged', '\\x00')`.execute(
          db,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      as((db) =>
        sql`insert into message (id, report, side, seen, body) values (${id}, ${report}, 'officer', true, '\\x00')`.execute(
          db,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      as((db) =>
        sql`insert into attachment (id, report, side, about) values (${id}, ${report}, 'officer', '\\x00')`.execute(
          db,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    const messages = await as((db) => sql`select 1 from message where report = ${report}`.execute(db));
    // Of two messages the one that has no working copy.
    expect(messages.rows).toHaveLength(1);
    for (const call of [
      sql`select give_copy(${id}, ${report}, ${an.id}, '\\x00')`,
      sql`select lend_copy(${id}, ${report}, ${an.id}, '\\x00', today())`,
      sql`select end_lending(${report}, ${cas.id})`,
    ])
      await expect(as((db) => call.execute(db))).rejects.toThrow(/only who holds/);
    await expect(
      as((db) => sql`update key_copy set until_day = null where officer = ${cas.id}`.execute(db)),
    ).rejects.toThrow(/permission denied/);
  });

  test('is given for good by sharing the key', async () => {
    await it.desk.lend(an, report, { colleague: cas.id, ...lent });
    await it.desk.share(an, report);
    expect((await it.desk.open(cas, report)).until).toBeNull();
  });
});
