// What the files of the database tell of a day: one transaction, and rows in the order of their random ids.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TxCtx } from '../../src/platform/context.js';
import { addDays } from '../../src/platform/dates.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { reportJobs } from '../../src/reports/jobs.js';
import { openTestChannel, sendReport, type TestChannel } from '../support/channel.js';
import { enrol, signInAs } from '../support/officers.js';
import { joinAs } from '../support/organisations.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let an: Visitor;
beforeAll(async () => {
  it = await openTestChannel(0);
  an = await enrol(it, 'an', 'An Peeters');
  await enrol(it, 'bo', 'Bo Maes');
});
afterAll(() => it.close());

const rewrite = (): Promise<number> =>
  reportJobs(it.channel)
    .find(({ name }) => name === 'reports.rewrite')!
    .run(it.channel.system());
async function signIn(): Promise<void> {
  an = await signInAs(it, 'an');
}

/** A day of work: reports with a message and a file each, what an officer does with them, and organisations that come in. */
let organisations = 0;
async function work(): Promise<string[]> {
  const reports: string[] = [];
  for (let count = 0; count < 6; count++) {
    const { entered, code } = await sendReport(it.intake);
    const back = (await it.intake.enter((await it.intake.comeBack(code)).cookie))!;
    await it.intake.say(back, `Bericht ${count}`);
    for (const name of ['a', 'c'])
      await it.intake.attach(back, { name, type: 'b', content: Buffer.alloc(5000, count) });
    await it.desk.acknowledge(an, entered.report, 'Ontvangen.');
    await it.desk.note(an, entered.report, 'Notitie.');
    const copy = { name: 'b', type: 'b', content: Buffer.alloc(5000, 9) };
    await it.desk.copyFile(an, entered.report, 1, copy, 'Een naam.');
    await it.desk.askTest(an, entered.report, 'Alleen u.');
    reports.push(entered.report);
    organisations += 1;
    await joinAs(it, an, `organisatie-${organisations}`, `Organisatie ${organisations}`);
  }
  return reports;
}

const runIn = (ctx: TxCtx, call: string) => sql`select ${sql.raw(call)}`.execute(ctx.db);

const TABLES = {
  shred_slot: 'slot',
  report: 'id',
  report_content: 'report',
  key_copy: 'id',
  message: 'id',
  note: 'id',
  decision: 'id',
  attachment: 'id',
  attachment_content: 'attachment',
  file_copy: 'id',
  file_copy_content: 'copy',
  test_question: 'report',
  pending_act: 'id',
  organisation_credential: 'organisation',
} as const;

async function orderOf(table: keyof typeof TABLES): Promise<{ ids: string[]; xmins: string[] }> {
  const rows = await it.rows<{ id: string; xmin: string }>(
    `select ${TABLES[table]}::text as id, xmin::text as xmin from ${table} order by ctid`,
  );
  return { ids: rows.map(({ id }) => id), xmins: [...new Set(rows.map(({ xmin }) => xmin))] };
}
const inOrder = (ids: readonly string[]): string[] =>
  [...ids].sort((one, other) => (/^\d+$/.test(one) ? Number(one) - Number(other) : one < other ? -1 : 1));

describe('after a night', () => {
  test('a day is one transaction, in the order of random ids, and everything opens as before', async () => {
    await it.at(MONDAY);
    await signIn();
    const reports = await work();
    expect((await orderOf('message')).xmins.length).toBeGreaterThan(1);
    expect(await rewrite()).toBeGreaterThan(30);
    const xmins = new Set<string>();
    for (const table of Object.keys(TABLES) as (keyof typeof TABLES)[]) {
      const order = await orderOf(table);
      expect(order.ids.length, table).toBeGreaterThan(5);
      expect(order.ids, table).toEqual(inOrder(order.ids));
      for (const xmin of order.xmins) xmins.add(xmin);
    }
    expect(xmins.size).toBe(1);
    for (const report of reports) {
      const dossier = await it.desk.open(an, report);
      expect(dossier.messages.map(({ side }) => side)).toEqual(['reporter', 'officer']);
      expect((await it.desk.file(an, report, 1)).content).toEqual(Buffer.alloc(5000, 9));
      expect((await it.desk.file(an, report, 2)).content).toHaveLength(5000);
    }
  });

  test('the next day is another transaction, and a night without acts writes nothing', async () => {
    await rewrite();
    expect(await rewrite()).toBe(0);
    const before = await orderOf('decision');
    await it.at(addDays(MONDAY, 1));
    await signIn();
    await work();
    await rewrite();
    const after = await orderOf('decision');
    expect(after.ids).toHaveLength(before.ids.length * 2);
    expect(after.ids).toEqual(inOrder(after.ids));
    expect(after.xmins).toHaveLength(2);
  });

  test('goes over every table that is kept, but those that are named here', async () => {
    const names = await it.rows<{ name: string }>(
      `select relname as name from pg_class where relnamespace = 'pt_reports'::regnamespace and relkind = 'r' and relpersistence = 'p'
       except select name from night_tables() order by 1`,
    );
    // The site, officers' own acts (whose moments stand in the chain), and files, which have an order of their own.
    expect(names.map(({ name }) => name)).toEqual([
      'attachment_content',
      'audit_head',
      'audit_link',
      'company',
      'digest',
      'file_copy_content',
      'night',
      'officer',
      'organisation',
      'site',
    ]);
  });

  test('is for the system alone', async () => {
    for (const call of ['rewrite_day()', `reorder('report')`])
      await expect(it.channel.officer(an).inTx((ctx) => runIn(ctx, call))).rejects.toThrow(/only the system/);
    await expect(it.channel.system().inTx((ctx) => runIn(ctx, `reorder('officer')`))).rejects.toThrow(
      /only the system/,
    );
  });
});
