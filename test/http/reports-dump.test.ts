// Who has the database, its log, the pool of shred keys or the logs, has no word of a reporter: all of it is searched.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newUuid } from '../../src/platform/crypto.js';
import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import { dateOnly } from '../../src/platform/dates.js';
import type { Log } from '../../src/platform/log.js';
import { createMailReceiver, createMailSender } from '../../src/platform/mail/index.js';
import { openDatabase } from '../../src/platform/db/index.js';
import { openBox, unwrapReportKey } from '../../src/reports/crypto/keys.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { digestJobs } from '../../src/reports/digest.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { createNotices } from '../../src/reports/notice/service.js';
import { appOf, openTestChannel, reference, type TestChannel } from '../support/channel.js';
import { engine } from '../support/database.js';
import { enrol, signInAs } from '../support/officers.js';
import { joinAs, organisationsOf } from '../support/organisations.js';
import { findPostgres } from '../support/postgres.js';
import { Reporter } from '../support/reporter.js';
import { findTraces, tracesOf } from '../support/traces.js';

/** Stands in every sealed field, with a letter that is written in another way by every encoding. */
// A word of this file alone: other tests write to the same write-ahead log.
const SECRET = 'kwikzïlverberg';
/** Stands in fields that are in clear: what is found shows that the search finds. */
const CLEAR = 'zïchtbaardal';

/** Asks for the fortnightly message. */
const ADDRESS = 'kwikzilveradres@voorbeeld.example';

let it: TestChannel;
let an: Visitor;
let report: string;
let code: string;
/** The secret of an organisation's one-time codes. */
let oneTime: string;
const begun = Date.now();
beforeAll(async () => {
  it = await openTestChannel(0);
  an = await enrol(it, 'an', `An ${CLEAR}`);
  await enrol(it, 'bo', 'Bo Maes');
  await plant();
});
afterAll(() => it.close());

const planted = (field: string): string => `${SECRET}-${field}`;

/** Files a report, answers and handles it, with the word in every field that somebody can write in. */
async function plant(): Promise<void> {
  const reporter = await new Reporter(appOf(it)).go('/melden');
  const post = (fields: Record<string, string>) => reporter.press('/melden', { actie: 'verder', ...fields });
  await post({});
  await post({ kind: 'intermediary', intermediary: 'temp-agency' });
  await post({ 'ground-origin': 'ja', facts: planted('facts'), wording: planted('wording') });
  const where = ['employer', 'place', 'committee', 'vacancy'] as const;
  await post({
    ...Object.fromEntries(where.map((name) => [name, name === 'committee' ? SECRET : planted(name)])),
    sector: 'uitzend',
  });
  await post({ period: planted('period'), witnesses: planted('witnesses') });
  await reporter.upload('/melden', { actie: 'verder' }, [
    `${planted('name')}.txt`,
    Buffer.from(`${planted('content')} `.repeat(5000)),
  ]);
  await post({ ownRole: planted('own-role') });
  await post({});
  const words = reporter.code();
  expect(words).toHaveLength(12);
  code = words.join(' ');
  await post({ actie: 'verstuur', check: words[11]! });
  const [row] = await it.rows<{ id: string }>('select id from report');
  report = row!.id;
  await it.desk.open(an, report);
  await it.desk.acknowledge(an, report, planted('acknowledged'));
  await it.desk.note(an, report, planted('note'));
  await it.desk.work(an, report, 'inquiry', planted('reason'));
  await it.desk.say(an, report, planted('question'), [
    { name: planted('officer-file'), type: 'text/plain', content: Buffer.from(planted('officer-content')) },
  ]);
  await it.desk.pause(an, report, 'question', planted('pause'));
  const back = await new Reporter(appOf(it)).go('/opvolgen');
  await back.press('/opvolgen', { code });
  await back.press('/opvolgen', { actie: 'stuur', text: planted('answer') });
  expect(back.page).toContain(planted('answer'));
  await back.press('/opvolgen', { actie: 'toon' }, 'naam-stap');
  await back.press('/opvolgen', {
    actie: 'bewaar-naam',
    naam: planted('own-name'),
    contact: planted('contact'),
  });
  await it.desk.askCustody(an, report, {
    purpose: 'identity',
    ground: 'law',
    reason: planted('custody-reason'),
    notice: planted('custody-notice'),
  });
  await it.desk.sealAnnex(an, report, planted('annex'));
  const written = (await it.desk.open(an, report)).messages.at(-1)!;
  await it.desk.redact(an, report, written.id, planted('answer'), planted('redact-reason'));
  await it.desk.redact(an, report, 'facts', planted('facts'), planted('redact-reason'));
  await it.desk.openOriginal(an, report, planted('original-reason'));
  const copy = {
    name: planted('copy-name'),
    type: 'text/plain',
    content: Buffer.from(planted('copy-content')),
  };
  await it.desk.copyFile(an, report, 1, copy, planted('copy-reason'));
  await it.desk.redactFile(an, report, 2, planted('officer-content'), planted('redact-reason'));
  await it.desk.openOriginalFile(an, report, 1, planted('original-reason'));
  await it.desk.setLabels(an, report, [planted('label')]);
  await plantAnswers(back);
  await plantOrganisation();
  await createNotices(it.channel).keep(ADDRESS);
  expect(await it.rows('select 1 from notice_address')).toHaveLength(1);
}

/** Further questions are answered in a part that is saved and a part that is sent; of one answer there is a working copy. */
async function plantAnswers(back: Reporter): Promise<void> {
  const [one, other] = reference.questionnaires;
  const asked = { ...one!, name: { ...one!.name, nl: planted('set-name') } };
  for (const set of [asked, other!])
    await it.desk.askQuestions(
      an,
      report,
      set,
      set.questions.map(({ code }) => code),
    );
  await back.go('/opvolgen');
  const words = (place: number, set: typeof asked): Record<string, string> =>
    Object.fromEntries(
      set.questions.flatMap(({ kind }, at) =>
        kind === 'text' ? [[`vraag-${place}-${at + 1}`, planted(`further-${place}`)]] : [],
      ),
    );
  await back.press('/opvolgen', { actie: 'bewaar', ...words(2, other!) }, 'vragen-2');
  await back.press('/opvolgen', { actie: 'stuur', ...words(1, asked) }, 'vragen-1');
  const [sent] = (await it.desk.open(an, report)).questionnaires;
  const { id } = sent!.questions.find(({ kind }) => kind === 'text')!;
  expect(await it.desk.redact(an, report, id, planted('further-1'), planted('redact-reason'))).toBe(true);
  expect(await it.rows(`select 1 from questionnaire_answer`)).toHaveLength(
    asked.questions.length + other!.questions.length,
  );
}

/** An organisation files a series with the word in every field, under its own reference and with a passphrase of that word. */
async function plantOrganisation(): Promise<void> {
  const organisations = organisationsOf(it);
  const { id } = await joinAs(it, an, 'noord', `Noord ${CLEAR}`);
  const start = await organisations.restart(an, id);
  const passphrase = planted('a passphrase of an organisation');
  await organisations.begin({ login: 'noord', code: start, passphrase });
  const half = (await organisations.enter((await organisations.signIn('noord', passphrase, '')) ?? ''))!;
  ({ secret: oneTime } = await organisations.readSetUp(half));
  await organisations.confirmStep(half, await codeAt(oneTime, it.channel.system().clock.now()));
  const member = (await organisations.enter(half.secret.text))!;
  const one = (at: number) => ({
    client: planted(`client-${at}`),
    kbo: '',
    grounds: ['age'],
    wording: planted('client-wording'),
    facts: planted('client-facts'),
    period: planted('client-period'),
    way: 'phone',
  });
  const reference = planted('reference');
  const draft = await organisations.prepare(member, { reference, requests: [one(1), one(2)] });
  const code = await it.intake.code(draft);
  await organisations.send(member, draft, code.check);
  const [filed] = await it.rows<{ report: string }>('select report from filing');
  const dossier = await it.desk.open(an, filed!.report);
  expect(dossier.answers.filedBy?.reference).toBe(reference);
  expect(dossier.answers.requests?.[1]?.client).toBe(planted('client-2'));
}

/** Every row of every table of both schemas, as text; bytes stand in it as hexadecimal. */
async function allRows(): Promise<Buffer> {
  const tables = await it.rows<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname in ('pt', 'pt_reports') and c.relkind = 'r' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const parts: string[] = [];
  for (const { name } of tables)
    parts.push(
      ...(await it.rows<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row),
    );
  return Buffer.from(parts.join('\n'));
}

const unpacked = (bytes: Buffer): Buffer =>
  bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;

/** The folder of the server and the number of this database, which a superuser alone may know. */
async function whereOnDisk(): Promise<{ data: string; base: string }> {
  const database = await openDatabase({
    url: new URL(new URL(it.test.url!).pathname, inject('postgres')!.admin).href,
  });
  try {
    await sql`checkpoint`.execute(database.kysely);
    const { rows } = await sql<{
      data: string;
      base: string;
    }>`select current_setting('data_directory') as data, oid::text as base
      from pg_database where datname = current_database()`.execute(database.kysely);
    return rows[0]!;
  } finally {
    await database.close();
  }
}

/** The files of the database on disk, its write-ahead log among them. */
async function files(): Promise<Buffer[]> {
  if (engine === 'pglite') {
    const blob = await it.test.database.dump();
    return [unpacked(Buffer.from(await blob!.arrayBuffer()))];
  }
  const { data, base } = await whereOnDisk();
  return [join(data, 'base', base), join(data, 'pg_wal')].flatMap((folder) =>
    readdirSync(folder)
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile() && statSync(path).mtimeMs >= begun - 1000)
      .map((path) => readFileSync(path)),
  );
}

/** The program that dumps, beside the one that makes clusters; undefined where a server was named instead. */
function findDump(): string | undefined {
  const found = findPostgres();
  if (found === undefined || !('bin' in found)) return undefined;
  const program = join(dirname(realpathSync(join(found.bin, 'initdb'))), 'pg_dump');
  return existsSync(program) ? program : undefined;
}

/** What pg_dump writes as the README says to call it. */
function dumped(program: string): Buffer {
  const url = new URL(new URL(it.test.url!).pathname, inject('postgres')!.admin).href;
  return execFileSync(program, ['--no-unlogged-table-data', '--dbname', url], { maxBuffer: 1 << 28 });
}

test('the search finds a word in each of its forms', () => {
  for (const [form, needle] of tracesOf(SECRET))
    expect(findTraces(Buffer.concat([Buffer.from('xx'), needle, Buffer.from('yy')]), SECRET), form).toContain(
      form,
    );
  for (const offset of [0, 1, 2]) {
    const inside = Buffer.from(`${'x'.repeat(offset)}${planted('a')}`).toString('base64');
    expect(findTraces(Buffer.from(inside), SECRET)).toEqual([`base64 of UTF-8 at ${offset}`]);
  }
});

describe('a word of a reporter or of an answer', () => {
  test('stands in no row of the database; a name in clear does', async () => {
    const all = await allRows();
    expect(findTraces(all, SECRET)).toEqual([]);
    expect(findTraces(all, code)).toEqual([]);
    expect(findTraces(all, ADDRESS)).toEqual([]);
    expect(findTraces(all, oneTime)).toEqual([]);
    expect(findTraces(all, CLEAR)).toContain('UTF-8');
  });

  test('stands in no file of the database, nor in its write-ahead log; a name in clear does', async () => {
    const all = await files();
    expect(all.flatMap((bytes) => findTraces(bytes, SECRET))).toEqual([]);
    expect(all.flatMap((bytes) => findTraces(bytes, code))).toEqual([]);
    expect(all.flatMap((bytes) => findTraces(bytes, ADDRESS))).toEqual([]);
    expect(all.flatMap((bytes) => findTraces(bytes, CLEAR))).toContain('UTF-8');
  });

  test.runIf(engine === 'postgres' && findDump() !== undefined)(
    'stands in no dump, and unlocked keys are left out of it',
    () => {
      const all = dumped(findDump()!);
      expect(findTraces(all, SECRET)).toEqual([]);
      expect(findTraces(all, ADDRESS)).toEqual([]);
      expect(all.includes('COPY pt_reports.report ')).toBe(true);
      for (const table of ['visit', 'officer_session'])
        expect(all.includes(`COPY pt_reports.${table} `)).toBe(false);
      expect(findTraces(all, CLEAR)).toContain('UTF-8');
    },
  );

  test('would be found if one field held it unsealed', async () => {
    await it.rows(
      `insert into note (id, report, officer, body) values ('${newUuid()}', '${report}', '${an.id}', convert_to('${SECRET}', 'UTF8'))`,
    );
    expect(findTraces(await allRows(), SECRET)).toContain('hexadecimal');
    await it.rows(`delete from note where body = convert_to('${SECRET}', 'UTF8')`);
  });

  test('stands neither in the pool of shred keys, nor in a file that was left behind', () => {
    expect(findTraces(readFileSync(it.poolFile), SECRET)).toEqual([]);
    const left = readdirSync(tmpdir())
      .map((name) => join(tmpdir(), name))
      .filter((path) => {
        const about = statSync(path, { throwIfNoEntry: false });
        return about?.isFile() === true && about.mtimeMs >= begun && about.size < 1 << 26;
      });
    expect(left.filter((path) => findTraces(readFileSync(path), SECRET).length > 0)).toEqual([]);
  });
});

/** A log that keeps every line that it is given, as it would stand in a file. */
function keptLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const keep = (...given: unknown[]): void => void lines.push(JSON.stringify(given));
  const log: Log = { info: keep, debug: keep, warn: keep, error: keep, with: () => log };
  return { log, lines };
}

test('neither the log of the channel nor its mail holds a word, also when something breaks', async () => {
  const { log, lines } = keptLog();
  const broken = { ...it, intake: { ...it.intake, readThread: () => Promise.reject(new Error(SECRET)) } };
  const back = await new Reporter(appOf(broken, log)).go('/opvolgen');
  await back.press('/opvolgen', { code });
  expect(back.status).toBe(500);
  expect(lines.join()).toContain('channel.bug');
  const mails: Buffer[] = [];
  const server = createMailReceiver({
    host: '127.0.0.1',
    port: 0,
    acceptRecipient: () => true,
    maxBytes: 1e6,
    onMessage: ({ raw }) => Promise.resolve(void mails.push(raw)),
  });
  const sender = createMailSender({ host: '127.0.0.1', port: await server.listen(), loopbackOnly: true });
  const means = { sender, from: 'meldpunt@dienst.example', to: ['an@dienst.example'] };
  for (const job of digestJobs(it.channel, means)) await job.run(it.channel.system());
  await sender.close();
  await server.close();
  expect(mails).toHaveLength(1);
  for (const bytes of [Buffer.from(lines.join('\n')), ...mails])
    for (const word of [SECRET, code, report]) expect(findTraces(bytes, word)).toEqual([]);
  expect(findTraces(mails[0]!, 'meldpunt@dienst')).toContain('UTF-8');
});

test('once a closed report is erased, no copy of its key that anybody kept opens anything', async () => {
  const [kept] = await it.rows<{ slot: number; body: Buffer }>(
    `select r.slot, k.body from report r join key_copy k on k.report = r.id where k.officer = '${an.id}' and r.id = '${report}'`,
  );
  const wrapped = openBox({ id: an.id, keys: an.keys }, report, kept!.body);
  expect(unwrapReportKey(it.channel.pool.read(kept!.slot), report, wrapped)).toHaveLength(32);
  await it.at(dateOnly(2026, 9, 8));
  an = await signInAs(it, 'an');
  await it.desk.close(an, report, 'not-enough', 'Afgesloten.');
  await it.at(dateOnly(2027, 9, 8));
  await it.channel.system().inTx((ctx) => sql`delete from report where id = ${report}`.execute(ctx.db));
  for (const table of [
    'report_content',
    'key_copy',
    'message',
    'note',
    'decision',
    'attachment',
    'questionnaire',
    'questionnaire_answer',
  ])
    expect(await it.rows(`select 1 from ${table} where report = '${report}'`), table).toEqual([]);
  expect(await it.rows('select 1 from attachment_content')).toEqual([]);
  await reportJobs(it.channel)
    .find(({ name }) => name === 'reports.shred')!
    .run(it.channel.system());
  expect(() => it.channel.pool.read(kept!.slot)).toThrow('gone');
  expect(readFileSync(it.poolFile).subarray(kept!.slot * 32, kept!.slot * 32 + 32)).toEqual(Buffer.alloc(32));
});
