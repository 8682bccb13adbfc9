// Files of a report with a working copy in their place: who gets which, and what stands in the chain.
import type { Express } from 'express';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../src/platform/dates.js';
import { SealBroken } from '../../src/reports/crypto/box.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { purgeShredded } from '../../src/reports/purge.js';
import { appOf, openTestChannel, WHOLE, type TestChannel } from '../support/channel.js';
import { enrol, signInAs } from '../support/officers.js';
import { Reporter } from '../support/reporter.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let app: Express;
/** Who handles the report, and who is let in for a while. */
let an: Visitor;
let cas: Visitor;
let report: string;
let code: string;
const TEXT = Buffer.from('Geen Turken, zei Jan.');
const SCAN = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]);
const FILES = [
  { name: 'Jan Janssens.txt', type: 'text/plain', content: TEXT },
  { name: 'brief van Jan.pdf', type: 'application/pdf', content: SCAN },
  { name: 'niets.txt', type: 'text/plain', content: Buffer.from('Niets bijzonders.') },
];
const COPY = { name: 'zonder naam.pdf', type: 'application/pdf', content: Buffer.from('%PDF zwart') };

beforeAll(async () => {
  it = await openTestChannel(0);
  app = appOf(it);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
  const draft = await it.intake.begin(WHOLE);
  for (const file of FILES) await it.intake.attach(draft, file);
  const drawn = await it.intake.code(draft);
  await it.intake.send(draft, drawn.check);
  ({ text: code } = drawn);
  report = draft.report;
  await enrol(it, 'cas', 'Cas Claes');
});
beforeEach(async () => {
  await it.at(MONDAY);
  an = await signInAs(it, 'an');
  cas = await signInAs(it, 'cas');
});
afterAll(() => it.close());

const pageOf = (): string => `/dienst/meldingen/${report}`;
async function pageOfAn(): Promise<Reporter> {
  const browser = new Reporter(app);
  browser.cookies.set('dienst', an.secret.text);
  return browser.go(pageOf());
}
const chained = (what: string) =>
  it.rows<{ body: string }>(`select body from audit_link where what = '${what}' order by seq`);

describe('a working copy of a file', () => {
  test('is, of plain text, that text with words left out and nothing added', async () => {
    const browser = await pageOfAn();
    await browser.press(pageOf(), { stuk: 'bijlage-2' }, 'act-redact-choose');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('Dit is geen platte tekst');
    await browser.press(pageOf(), { stuk: 'bijlage-1' }, 'act-redact-choose');
    expect(browser.page).toMatch(/<textarea[^>]*name="tekst-redact"[^>]*>\s*Geen Turken, zei Jan\./);
    const fields = { 'tekst-redact': 'Geen Turken, zei Piet.', 'reden-redact': 'Een naam.' };
    await browser.press(pageOf(), fields, 'act-redact');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#tekst-redact"');
    await browser.press(pageOf(), { ...fields, 'tekst-redact': 'Geen Turken, zei […]' }, 'act-redact');
    expect(browser.headers['location']).toBe(pageOf());
    await browser.go(pageOf());
    expect(browser.page).toContain(
      'Werkkopie van bijlage-1, met woorden weggelaten door An Peeters op 7 september 2026',
    );
    expect(browser.page).toContain('Werkkopie gemaakt, door An Peeters');
    expect(browser.page).not.toContain('Jan Janssens');
    await browser.go(`${pageOf()}/bijlagen/1/bekijk`);
    expect(browser.page).toContain('Dit is een werkkopie.');
    expect(browser.page).toContain('Geen Turken, zei […]');
    expect(browser.page).not.toContain('zei Jan');
    // Words are left out once more, of the original.
    await it.desk.redactFile(an, report, 1, '[…] zei […]', 'Ook de groep.');
    expect((await it.desk.file(an, report, 1)).content.toString()).toBe('[…] zei […]');
    expect(await it.desk.leavable(an, report, 1)).toBe('[…] zei […]');
    expect(await it.desk.redactFile(an, report, 1, 'Geen Turken, zei […]', 'Toch niet.')).toBe(true);
  });

  test('is, of any other file, one that was made elsewhere', async () => {
    const browser = await pageOfAn();
    await browser.press(pageOf(), {}, 'act-copy-file');
    expect(browser.status).toBe(422);
    for (const field of ['bijlage-copy-file', 'file-copy', 'reden-copy-file'])
      expect(browser.page).toContain(`href="#${field}"`);
    const fields = { 'bijlage-copy-file': '2', 'reden-copy-file': 'Een naam en een handtekening.' };
    await browser.upload(pageOf(), fields, [COPY.name, Buffer.alloc(11 * 1024 * 1024)], 'act-copy-file');
    expect(browser.status).toBe(422);
    await browser.upload(pageOf(), fields, [COPY.name, COPY.content], 'act-copy-file');
    expect(browser.headers['location']).toBe(pageOf());
    await browser.go(pageOf());
    expect(browser.page).toContain('Werkkopie van bijlage-2, elders gemaakt en hier gezet door An Peeters');
    expect(browser.page).toContain('zonder naam.pdf');
    expect(browser.page).not.toContain('brief van Jan');
    await browser.go(`${pageOf()}/bijlagen/2`);
    expect(browser.bytes).toEqual(COPY.content);
    expect(browser.headers['content-disposition']).toContain('bijlage-2-werkkopie');
    await it.desk.copyFile(an, report, 2, { ...COPY, content: TEXT }, 'Beter.');
    expect((await it.desk.file(an, report, 2)).content).toEqual(TEXT);
    // A copy that was made elsewhere is no text of the original to leave words out of.
    expect(await it.desk.leavable(an, report, 2)).toBeNull();
    expect(await it.rows('select 1 from file_copy')).toHaveLength(2);
  });

  test('leaves the reporter the own files, and files without a copy as they were', async () => {
    const reporter = await new Reporter(app).go('/opvolgen');
    await reporter.press('/opvolgen', { code });
    expect(reporter.page).toContain('Jan Janssens.txt');
    expect(reporter.page).not.toContain('zonder naam');
    const { file, content } = await it.desk.file(an, report, 3);
    expect([file.name, content]).toEqual(['niets.txt', FILES[2]!.content]);
  });

  test('hides an original that is saved for a reason alone, which the chain keeps', async () => {
    const browser = await pageOfAn();
    await browser.press(pageOf(), { 'bijlage-original-file': '2' }, 'act-original-file');
    expect(browser.status).toBe(422);
    expect(browser.page).toContain('href="#reden-original-file"');
    const fields = { 'bijlage-original-file': '2', 'reden-original-file': 'De rechter vraagt het.' };
    await browser.press(pageOf(), fields, 'act-original-file');
    expect(browser.bytes).toEqual(SCAN);
    expect(browser.headers['content-disposition']).toContain('bijlage-2-origineel');
    const [link] = await chained('report.original-opened');
    expect(link!.body).toContain(an.id);
    expect(link!.body).not.toContain('rechter');
    await browser.go(pageOf());
    expect(browser.page).toContain('De rechter vraagt het.');
    expect(browser.page).toContain('Origineel geopend, door An Peeters');
    // Where the originals are shown, so are its name and hash.
    await browser.press(pageOf(), { 'reden-original': 'Nazicht.' }, 'act-original');
    expect(browser.page).toContain('brief van Jan.pdf');
    await expect(it.desk.openOriginalFile(an, report, 3, 'Er is geen kopie.')).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('is all that a colleague gets who was let in for a while, also of the database', async () => {
    await it.desk.lend(an, report, { colleague: cas.id, days: 7, reason: 'Kijkt mee.' });
    const { files } = await it.desk.open(cas, report);
    expect(files.map(({ number, name }) => [number, name])).toEqual([
      [1, 'bijlage-1.txt'],
      [2, 'zonder naam.pdf'],
      [3, 'niets.txt'],
    ]);
    expect((await it.desk.file(cas, report, 1)).content.toString()).toBe('Geen Turken, zei […]');
    for (const refused of [
      () => it.desk.openOriginalFile(cas, report, 1, 'Ik wil het.'),
      () => it.desk.copyFile(cas, report, 3, COPY, 'Ik wil het.'),
      () => it.desk.redactFile(cas, report, 3, '', 'Ik wil het.'),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'access-for-a-while' });
    const seen = (text: string) =>
      it.channel.officer(cas).inTx(async (ctx) => (await sql`${sql.raw(text)}`.execute(ctx.db)).rows.length);
    expect(await seen(`select 1 from attachment where report = '${report}'`)).toBe(1);
    expect(await seen('select 1 from attachment_content')).toBe(1);
    const change = `update file_copy set officer = '${cas.id}', on_day = today() returning id`;
    expect(await seen(change)).toBe(0);
    expect(await seen(`update file_copy_content set body = '\\x00' returning copy`)).toBe(0);
  });

  test('is put there, changed or left by law in SQL: with a decision of the day, and never taken away', async () => {
    await it.at(addDays(MONDAY, 1));
    const as = (text: string) => it.channel.officer(an).inTx((ctx) => sql`${sql.raw(text)}`.execute(ctx.db));
    const undecided = { constraint: 'report_decided' };
    await expect(
      as(`update file_copy set about = '\\x00', officer = '${an.id}', on_day = today()`),
    ).rejects.toMatchObject(undecided);
    await expect(as(`update file_copy_content set body = '\\x00'`)).rejects.toMatchObject(undecided);
    const third = `(select a.id from attachment a where not exists (select from file_copy c where c.attachment = a.id))`;
    const put = (of: string, by: string) =>
      as(`insert into file_copy (id, report, attachment, officer, on_day, about)
        values ('${it.channel.door().newId()}', '${report}', ${of}, '${by}', today(), '\\x00')`);
    await expect(put(third, an.id)).rejects.toMatchObject(undecided);
    await expect(put(third, cas.id)).rejects.toThrow(/row-level security/);
    await expect(as('delete from file_copy')).rejects.toThrow(/permission denied/);
    await expect(as('delete from file_copy_content')).rejects.toThrow(/permission denied/);
  });

  test('is not given where another content was put under its hash, though it opens', async () => {
    const [{ body }] = (await it.rows<{ body: Buffer }>(
      `select k.body from file_copy_content k join file_copy c on c.id = k.copy
       where c.id = '${(await it.desk.open(an, report)).files[0]!.copy!.id}'`,
    )) as [{ body: Buffer }];
    await it.desk.redactFile(an, report, 1, '[…]', 'Alles weg.');
    const { id } = (await it.desk.file(an, report, 1)).file.copy!;
    await it.channel
      .officer(an)
      .inTx((ctx) => sql`update file_copy_content set body = ${body} where copy = ${id}`.execute(ctx.db));
    await expect(it.desk.file(an, report, 1)).rejects.toThrow(SealBroken);
    await it.desk.redactFile(an, report, 1, 'Geen Turken, zei […]', 'Toch niet.');
  });

  test('goes with its report', async () => {
    const [{ slot }] = (await it.rows<{ slot: number }>(
      `select slot from report where id = '${report}'`,
    )) as [{ slot: number }];
    it.channel.pool.zero(slot);
    expect(await purgeShredded(it.channel)).toBe(1);
    expect(await it.rows('select 1 from file_copy')).toEqual([]);
    expect(await it.rows('select 1 from file_copy_content')).toEqual([]);
  });
});
