// From a report to a signal of the inspection: asked, answered, checked, released by a second officer, and handed over without
// anything that leads back.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Express } from 'express';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import { newUuid, sha256 } from '../../src/platform/crypto.js';
import { addDays, dateOnly, toInstant, type DateOnly } from '../../src/platform/dates.js';
import type { Tables } from '../../src/platform/db/index.js';
import { decideOffline, openOffline } from '../../src/reports/custody/offline.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { getAs } from '../support/acting.js';
import { appOf, openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { keepCustodianFiles } from '../support/custodians.js';
import { codeOf, enrol, PASSPHRASE, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { importWorld, MONDAY, openWorld, type World } from '../support/world.js';

const [ines] = practiceAccounts;
const PLANTED = 'zwaluwkade';
const SUMMARY = 'Een uitzendkantoor kreeg de vraag om geen mensen van vreemde afkomst voor te stellen.';

let world: World;
let it: TestChannel;
let app: Express;
let an: Visitor;
let bo: Visitor;
let kbo: string;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 2);
  const { database } = world.services;
  it = await openTestChannel(0, { database, url: undefined, close: () => Promise.resolve() });
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  bo = await enrol(it, 'bo', 'Bo Maes');
  const [employer] = await it.rows<{ kbo: string }>('select kbo from pt.employer order by kbo limit 1');
  kbo = employer!.kbo;
});
beforeEach(() => at(MONDAY));
afterAll(async () => {
  await it.close();
  await world.close();
});

/** Moves the clocks of both sides, to ten in the morning. */
async function at(day: DateOnly): Promise<void> {
  await world.at(toInstant(day, 600));
  await it.at(day);
}

/** A report whose receipt was acknowledged, with words that may never leave. */
async function acknowledged(): Promise<{ report: string; code: string }> {
  const { code, entered } = await sendReport(it.intake, {
    ...WHOLE,
    facts: `Op de ${PLANTED} zei de klant dat zij niemand van daar wil zien komen.`,
    employer: `Bakkerij ${PLANTED}`,
  });
  await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
  return { report: entered.report, code };
}

async function asked(): Promise<{ report: string; code: string }> {
  const made = await acknowledged();
  await it.desk.askTest(an, made.report, 'Alleen u en uw klant weten dit.');
  return made;
}

/** The browser of a reporter who came back by code. */
async function back(code: string): Promise<Reporter> {
  const browser = await new Reporter(app).go('/opvolgen');
  return browser.press('/opvolgen', { code });
}

const answer = async (code: string, said: 'yes' | 'no'): Promise<Reporter> =>
  (await back(code)).press('/opvolgen', { antwoord: said }, 'toets');

async function agreed(): Promise<{ report: string; code: string }> {
  const made = await asked();
  await answer(made.code, 'yes');
  return made;
}

async function checked(): Promise<{ report: string; code: string }> {
  const made = await agreed();
  await it.desk.checkTest(an, made.report, 'few', 'Alleen de consulent en de klant.');
  return made;
}

const about = { sector: 'uitzend', grounds: ['origin'], period: '2026-Q3', text: SUMMARY };
const release = (visitor: Visitor, report: string) => it.desk.releaseTest(visitor, report, { kbo, ...about });
const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error as { code: string }).code,
  );
const handovers = () => it.rows<{ reference: string; from_day: DateOnly }>('select * from handover');
const takeOver = (): Promise<number> =>
  world.services.jobs.find(({ name }) => name === 'signals.released')!.run(world.services.systemContext());

describe('the question', () => {
  test('is put once receipt was acknowledged, and the reporter reads what the employer might guess', async () => {
    const { entered, code } = await sendReport(it.intake);
    expect(await refused(it.desk.askTest(an, entered.report, 'Alleen u weet dit.'))).toBe('report-not-now');
    await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
    expect((await back(code)).page).not.toContain('Mag uw melding tot een test leiden?');
    await it.desk.askTest(an, entered.report, 'Alleen u <b>weet</b> dit.');
    const { page } = await back(code);
    expect(page).toContain('Mag uw melding tot een test leiden?');
    expect(page).toContain('Alleen u &lt;b>weet&lt;/b> dit.');
    expect(page).toContain('U kan antwoorden tot en met 7 oktober 2026');
    expect(await refused(it.desk.askTest(an, entered.report, 'Nog eens.'))).toBe('report-not-now');
  });

  test('without an answer in its term is no consent, and is then put again', async () => {
    const { report, code } = await asked();
    await at(dateOnly(2026, 10, 8));
    [an, bo] = await again();
    expect((await back(code)).page).toContain('Zonder antwoord is het een nee.');
    expect(await refused(it.desk.checkTest(an, report, 'many', 'Iedereen.'))).toBe('report-not-now');
    await it.desk.askTest(an, report, 'Nog altijd alleen u.');
    expect((await answer(code, 'yes')).page).toContain('U zei ja op 8 oktober 2026');
  });

  test('answered with no is respected; a yes becomes a no at any time, a no a yes within the term alone', async () => {
    await at(MONDAY);
    [an, bo] = await again();
    const { report, code } = await asked();
    expect((await answer(code, 'no')).page).toContain('Uw melding leidt niet tot een test.');
    expect(await refused(it.desk.checkTest(an, report, 'many', 'Iedereen.'))).toBe('report-not-now');
    expect(await refused(it.desk.askTest(an, report, 'Toch?'))).toBe('report-not-now');
    await answer(code, 'yes');
    await at(dateOnly(2026, 10, 9));
    expect((await answer(code, 'no')).page).toContain('U zei nee op 9 oktober 2026');
    expect((await answer(code, 'yes')).status).toBe(409);
  });
});

/** Both officers, signed in anew: a key that lay idle is locked. */
const again = (): Promise<[Visitor, Visitor]> =>
  Promise.all([enter('an'), enter('bo')]).then(([one, other]) => [one, other]);
async function enter(login: string): Promise<Visitor> {
  return signInAs(it, login);
}

describe('the release', () => {
  beforeAll(async () => {
    await at(MONDAY);
    [an, bo] = await again();
  });

  test('needs consent, then the check, then another officer than who asked or checked', async () => {
    const { report, code } = await asked();
    expect(await refused(release(bo, report))).toBe('report-not-now');
    await answer(code, 'yes');
    expect(await refused(release(bo, report))).toBe('report-not-now');
    await it.desk.checkTest(an, report, 'few', 'Alleen de consulent en de klant.');
    expect(await refused(release(an, report))).toBe('second-officer');
    expect(await refused(release(bo, report))).toBe('done');
    expect(await refused(release(bo, report))).toBe('report-not-now');
  });

  test('is made on the page, which takes no quote, day, wrong number or unread summary', async () => {
    const { report } = await checked();
    const browser = await new Reporter(app).go('/dienst/aanmelden');
    await browser.press('/dienst/aanmelden', {
      login: 'bo',
      wachtzin: PASSPHRASE,
      appcode: await codeOf(it, 'bo'),
    });
    const page = `/dienst/meldingen/${report}`;
    await browser.go(page);
    const quote = `Iemand zei dat zij niemand van daar wil zien komen. Dat was op 3/9.`;
    await browser.press(page, { kbo: '12', samenvatting: quote }, 'act-test-release');
    expect(browser.status).toBe(422);
    for (const field of ['kbo', 'sector', 'kenmerk', 'kwartaal', 'samenvatting', 'nagelezen'])
      expect(browser.page, field).toContain(`href="#${field}"`);
    const good = { sector: 'uitzend', 'kenmerk-origin': 'ja', kwartaal: '2026-Q3', 'nagelezen-zeker': 'ja' };
    await browser.press(page, { ...good, samenvatting: quote.replace(' op 3/9', '') }, 'act-test-release');
    expect(browser.page).toContain('“dat zij niemand van daar wil”');
    await browser.press(page, { ...good, kbo, samenvatting: SUMMARY }, 'act-test-release');
    expect(browser.headers['location']).toBe(page);
    expect((await browser.go(page)).page).toContain('Een samenvatting is vrijgegeven op 7 september 2026.');
  });

  test('waits two to six weeks, in a row that names no report, officer or day of today', async () => {
    await it.rows('delete from handover');
    const { report } = await checked();
    await release(bo, report);
    const [waiting] = await handovers();
    expect(waiting!.from_day >= addDays(MONDAY, 14) && waiting!.from_day <= addDays(MONDAY, 42)).toBe(true);
    expect(Object.keys(waiting!).sort()).toEqual(
      ['from_day', 'grounds', 'kbo', 'period', 'reference', 'sector', 'summary'].sort(),
    );
    const links = JSON.stringify(await it.rows('select body from audit_link'));
    expect(links).not.toContain(waiting!.reference);
  });
});

describe('the inspection', () => {
  test('gets the summary as a signal with its exhibit, once its day came, and nothing else of the report', async () => {
    await it.rows('delete from handover');
    const { report } = await checked();
    await release(bo, report);
    const [{ reference, from_day: from }] = (await handovers()) as [
      { reference: string; from_day: DateOnly },
    ];
    await at(addDays(from, -1));
    expect(await takeOver()).toBe(0);
    await at(from);
    const flags = () => it.rows('select id from pt.flag union all select id from pt.employer_flag');
    const before = await flags();
    expect(await takeOver()).toBe(1);
    expect(await takeOver()).toBe(0);
    expect(await handovers()).toEqual([]);
    const [signal] = await it.rows<{ id: string; facts: string; employer: string }>(
      `select id, facts, employer from pt.signal where reference = '${reference}'`,
    );
    expect(signal).toMatchObject({ facts: SUMMARY });
    const page = await getAs(world, ines, `/aanwijzingen/${signal!.id}`);
    for (const shown of [reference, SUMMARY, sha256(SUMMARY).toString('hex')])
      expect(page.text).toContain(shown);
    // One unverified report raises no flag: flags come from counted tests alone.
    expect(await flags()).toEqual(before);
    for (const text of [page.text, (await getAs(world, ines, '/aanwijzingen')).text, await rest()])
      for (const secret of [PLANTED, report, an.id, bo.id, 'Alleen de consulent'])
        expect(text).not.toContain(secret);
  });

  test('reads the number of an employer that the register does not hold in the facts', async () => {
    await it.rows('delete from handover');
    const { report } = await checked();
    await it.desk.releaseTest(bo, report, { ...about, kbo: '0999999922' });
    await it.rows('update handover set from_day = today()');
    expect(await takeOver()).toBe(1);
    const [signal] = await it.rows<{ facts: string; employer: string | null }>(
      `select facts, employer from pt.signal where facts like '%0999999922%'`,
    );
    expect(signal).toMatchObject({ employer: null });
  });

  /** Every row of the rest of the product, as text. */
  async function rest(): Promise<string> {
    const tables = await it.rows<{ name: string }>(
      `select format('pt.%I', relname) as name from pg_class where relnamespace = 'pt'::regnamespace and relkind = 'r'`,
    );
    const rows: string[] = [];
    for (const { name } of tables)
      rows.push(
        ...(await it.rows<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row),
      );
    return rows.join('\n');
  }
});

describe('the law in the database', () => {
  /** Runs as a role and side, in a transaction that is undone. */
  async function as(
    stand: { role: 'pt_app' | 'pt_channel'; side?: string; actor: string },
    texts: readonly string[],
  ): Promise<void> {
    const undo = new Error('undo');
    const work = it.test.database.kysely.transaction().execute(async (db: Kysely<Tables>) => {
      const place = stand.role === 'pt_app' ? 'pt, pg_catalog' : 'pt_reports, pg_catalog';
      await sql`select set_config('search_path', ${place}, true), set_config('app.actor', ${stand.actor}, true),
        set_config('app.side', ${stand.side ?? ''}, true), set_config('role', ${stand.role}, true)`.execute(
        db,
      );
      for (const text of texts) await sql`${sql.raw(text)}`.execute(db);
      await sql`set constraints all immediate`.execute(db);
      throw undo;
    });
    await work.catch((error: unknown) => {
      if (error !== undo) throw error;
    });
  }
  const officer = (one: Visitor) => ({ role: 'pt_channel', side: 'officer', actor: one.id }) as const;
  const reporter = (report: string) => ({ role: 'pt_channel', side: 'reporter', actor: report }) as const;
  const decided = (report: string, by: Visitor, what: string) =>
    `insert into decision (id, report, officer, what, body) values ('${newUuid()}', '${report}', '${by.id}', '${what}', '')`;
  const call = (report: string, change: Record<string, string> = {}) => {
    const given = { wait: '20', period: '2026-Q3', summary: SUMMARY, ...change };
    return `select release_test('${report}', 'ABCDEFGH', null, 'uitzend', '{origin}', '${given.period}', '${given.summary}', today() + ${given.wait})`;
  };
  const broken = (constraint: string) => expect.objectContaining({ constraint }) as unknown;

  test('releases for nobody but another officer, with consent, after the check, and with a decision', async () => {
    const [open, yes, ready] = [await asked(), await agreed(), await checked()];
    const go = (report: string, by = bo) =>
      as(officer(by), [call(report), decided(report, by, 'test-released')]);
    await expect(go(open.report)).rejects.toThrow(broken('test_law'));
    await expect(go(yes.report)).rejects.toThrow(broken('test_law'));
    await expect(go(ready.report, an)).rejects.toThrow(broken('test_law'));
    await expect(as(officer(bo), [call(ready.report)])).rejects.toThrow(broken('report_decided'));
    for (const change of [{ wait: '13' }, { wait: '43' }, { period: '2026-Q4' }])
      await expect(
        as(officer(bo), [call(ready.report, change), decided(ready.report, bo, 'test-released')]),
        JSON.stringify(change),
      ).rejects.toThrow(broken('test_law'));
    await expect(as(officer(bo), [call(ready.report, { summary: 'kort' })])).rejects.toThrow(
      broken('handover_summary_length'),
    );
    await expect(as(reporter(ready.report), [call(ready.report)])).rejects.toThrow(/only who holds a copy/);
    await go(ready.report);
  });

  test('lets no officer answer, ask for another, or set what only a release sets', async () => {
    const { report } = await asked();
    const change = (set: string) =>
      as(officer(bo), [`update test_question set ${set} where report = '${report}'`]);
    await expect(change(`answer = 'yes', answered_on = today()`)).rejects.toThrow(broken('test_law'));
    await expect(change(`answer_by = answer_by + 1`)).rejects.toThrow(broken('test_law'));
    await expect(change(`checked_by = '${bo.id}', checked_on = today()`)).rejects.toThrow(broken('test_law'));
    await expect(change(`released_by = '${bo.id}', released_on = today()`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      as(officer(bo), [
        `insert into handover values ('ABCDEFGH', null, 'uitzend', '{origin}', '2026-Q3', '${SUMMARY}', today())`,
      ]),
    ).rejects.toThrow(/permission denied/);
    await expect(as(officer(bo), ['select * from handover'])).rejects.toThrow(/permission denied/);
    await expect(as(officer(bo), ['select * from take_handovers()'])).rejects.toThrow(/permission denied/);
  });

  test('takes no yes after the term, and no answer for another report', async () => {
    const { report } = await asked();
    const { report: other } = await asked();
    const yes = (of: string) =>
      `update test_question set answer = 'yes', answered_on = today() where report = '${of}'`;
    // Divides by nothing when a row of the other was changed.
    await as(reporter(report), [
      `with done as (${yes(other)} returning 1) select 1 / (1 - count(*)) from done`,
    ]);
    await at(dateOnly(2026, 10, 8));
    await expect(as(reporter(report), [yes(report)])).rejects.toThrow(broken('test_law'));
  });

  test('hands over to the system alone, and shows an inspector neither the row nor the question', async () => {
    const inspector = { role: 'pt_app', actor: ines.id } as const;
    await expect(as(inspector, ['select * from pt_reports.take_handovers()'])).rejects.toThrow(
      /only the system takes over/,
    );
    for (const table of ['handover', 'test_question'])
      for (const actor of [ines.id, systemAccount.id])
        await expect(as({ role: 'pt_app', actor }, [`select * from pt_reports.${table}`])).rejects.toThrow(
          /permission denied/,
        );
  });
});

describe('a refusal', () => {
  beforeAll(async () => {
    await at(MONDAY);
    [an, bo] = await again();
  });
  const reasons = { purpose: 'duty', ground: 'law', reason: 'Art. 29 Sv.', notice: null } as const;

  test('gives way to a legal duty that two custodians recorded, and to nothing less', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'custodians-'));
    const files = keepCustodianFiles(it, folder);
    const { report, code } = await asked();
    expect(await refused(it.desk.askCustody(an, report, reasons))).toBe('report-not-now');
    await answer(code, 'no');
    await it.desk.askCustody(an, report, reasons);
    const { custody } = await it.desk.open(an, report);
    const packet = await it.desk.custodyPacket(an, report, custody.requests[0]!.id);
    const agree = (at: number) => it.desk.decideCustody(decideOffline(files[at]!, packet, 'agree').line);
    expect(await agree(0)).toEqual({ kind: 'first' });
    expect(await refused(it.desk.checkTest(an, report, 'few', 'Weinigen.'))).toBe('report-not-now');
    expect(await agree(1)).toEqual({ kind: 'granted' });
    const { page } = await back(code);
    expect(page).toContain('Uw melding leidt niet tot een test.');
    await it.desk.checkTest(an, report, 'few', 'Weinigen.');
    await release(bo, report);
    expect(await refused(it.desk.askCustody(an, report, reasons))).toBe('report-not-now');
    rmSync(folder, { recursive: true });
  });

  test('does not give way to signatures that somebody wrote into the database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'custodians-'));
    const files = keepCustodianFiles(it, folder);
    const { report, code } = await asked();
    await answer(code, 'no');
    await it.desk.askCustody(an, report, reasons);
    const { custody } = await it.desk.open(an, report);
    const packet = await it.desk.custodyPacket(an, report, custody.requests[0]!.id);
    for (const at of [0, 1]) await it.desk.decideCustody(decideOffline(files[at]!, packet, 'agree').line);
    expect((await it.desk.open(an, report)).test?.duty).toBe(true);
    await it.rows('alter table custody_request disable trigger custody_law');
    await it.rows(`update custody_request set second_signature = first_signature where report = '${report}'`);
    await it.rows('alter table custody_request enable trigger custody_law');
    expect((await it.desk.open(an, report)).test?.duty).toBe(false);
    expect(await refused(it.desk.checkTest(an, report, 'few', 'Weinigen.'))).toBe('report-not-now');
    rmSync(folder, { recursive: true });
  });

  test('stands against the law of the database too', async () => {
    const { report, code } = await asked();
    await answer(code, 'no');
    const check = `update test_question set checked_by = '${an.id}', checked_on = today() where report = '${report}'`;
    await expect(
      it.channel.officer(an).inTx((ctx) => sql`${sql.raw(check)}`.execute(ctx.db)),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'test_law' }));
  });

  test('an annex for the magistrate lies closed: its officer does not read it back, two custodians open it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'custodians-'));
    const files = keepCustodianFiles(it, folder);
    const { report } = await acknowledged();
    const desk = new Reporter(app);
    desk.cookies.set('dienst', an.secret.text);
    const path = `/dienst/meldingen/${report}`;
    await (await desk.go(path)).press(path, { bijlage: '' }, 'act-annex-seal');
    expect(desk.status).toBe(422);
    await desk.press(path, { bijlage: 'De bron hoorde dit aan de \u201ctoog\u201d.' }, 'act-annex-seal');
    await desk.go(path);
    expect(desk.page).toContain('Er ligt een bijlage voor de magistraat');
    expect(desk.page).not.toContain('toog');
    await desk.press(
      path,
      { 'grond-annex': 'court-order', 'waarom-annex': 'Kantschrift 7.' },
      'act-annex-ask',
    );
    const { custody } = await it.desk.open(an, report);
    const packet = await it.desk.custodyPacket(an, report, custody.requests[0]!.id);
    await it.desk.decideCustody(decideOffline(files[0]!, packet, 'agree').line);
    const taken = await it.desk.decideCustody(decideOffline(files[1]!, packet, 'agree').line);
    expect(openOffline(files[1]!, packet, taken.kind === 'box' ? taken.text : '')).toEqual([
      'De bron hoorde dit aan de \u201ctoog\u201d.',
    ]);
    rmSync(folder, { recursive: true });
  });
});
