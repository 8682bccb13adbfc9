import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { openBox, unwrapReportKey } from '../../src/reports/crypto/keys.js';
import type { Entered, Intake } from '../../src/reports/intake/service.js';
import { openIn } from '../../src/reports/sealed.js';
import { openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { MONDAY } from '../support/world.js';

let it: TestChannel;
let intake: Intake;
beforeAll(async () => {
  it = await openTestChannel();
  intake = it.intake;
});
beforeEach(() => it.at(MONDAY));
afterAll(() => it.close());

const reportRow = async (id: string) =>
  (
    await it.rows<Record<string, unknown>>(
      `select status, kind, grounds, sector, sent_on, acknowledge_by, feedback_by, draft_until, slot from report where id = '${id}'`,
    )
  )[0];
const countOf = async (text: string): Promise<number> =>
  Number((await it.rows<{ n: string }>(`select count(*) as n from ${text}`))[0]!.n);

describe('a draft', () => {
  let draft: Entered;
  beforeAll(async () => {
    draft = await intake.begin({ kind: 'victim' });
  });

  test('comes back by its cookie with what was saved, the own role apart', async () => {
    await intake.save(draft, { facts: 'Ik werd geweigerd.' });
    await intake.save(draft, {}, 'Ik heb zelf gebeld.');
    const entered = await intake.enter(draft.secret.text);
    expect(entered?.stage).toBe('draft');
    expect(await intake.readDraft(entered!)).toEqual({
      answers: { kind: 'victim', facts: 'Ik werd geweigerd.' },
      ownRole: 'Ik heb zelf gebeld.',
      files: [],
      identity: { givenOn: null, possible: true },
    });
  });

  test('tells the database nothing but until when it is kept', async () => {
    expect(await reportRow(draft.report)).toEqual({
      status: 'draft',
      kind: null,
      grounds: null,
      sector: null,
      sent_on: null,
      acknowledge_by: null,
      feedback_by: null,
      draft_until: '2026-09-08',
      slot: expect.any(Number),
    });
  });

  test('opens by no other secret', async () => {
    expect(await intake.enter('A'.repeat(43))).toBeNull();
    expect(await intake.enter(undefined)).toBeNull();
    expect(await intake.enter('x')).toBeNull();
  });

  test('with a code is kept fourteen days, and the code stays the same until it is sent', async () => {
    const code = await intake.code(draft);
    expect(await intake.code(draft)).toEqual(code);
    expect((await reportRow(draft.report))?.['draft_until']).toBe('2026-09-21');
    const back = await intake.comeBack(code.text.toUpperCase().replaceAll(' ', '-'));
    expect(back.opens).toBe('draft');
    expect(await intake.enter(draft.secret.text)).toBeNull();
    expect((await intake.enter(back.cookie))?.report).toBe(draft.report);
  });

  test('takes files and gives them back sealed with what they are called', async () => {
    const own = await intake.begin(WHOLE);
    await intake.attach(own, { name: 'mail.txt', type: 'text/plain', content: Buffer.from('bewijs') });
    const { files } = await intake.readDraft(own);
    expect(files).toMatchObject([{ number: 1, name: 'mail.txt', size: 6, side: 'reporter' }]);
    await intake.detach(own, files[0]!.id);
    expect((await intake.readDraft(own)).files).toEqual([]);
    await expect(
      intake.attach(own, { name: 'x', type: '', content: Buffer.alloc(10 * 1024 * 1024 + 1) }),
    ).rejects.toThrow('file-too-large');
  });

  test('that is erased takes its key with it, and its slot is never claimed again', async () => {
    const own = await intake.begin(WHOLE);
    const slot = Number((await reportRow(own.report))?.['slot']);
    await intake.attach(own, { name: 'a', type: '', content: Buffer.from('x') });
    await intake.erase(own);
    expect(await reportRow(own.report)).toBeUndefined();
    expect(await intake.enter(own.secret.text)).toBeNull();
    expect(() => it.channel.pool.read(slot)).toThrow('gone');
    expect(await countOf(`attachment where report = '${own.report}'`)).toBe(0);
    expect(await it.rows(`select state from shred_slot where slot = ${slot}`)).toEqual([
      { state: 'to-zero' },
    ]);
  });
});

describe('sending', () => {
  test('starts the clocks of seven days and three months on the Belgian calendar', async () => {
    await it.at(dateOnly(2026, 10, 26));
    const { entered } = await sendReport(intake);
    // All Saints' Day is a Sunday and the Monday after it closes the Flemish services: the Friday before it is the last day.
    expect(await reportRow(entered.report)).toMatchObject({
      status: 'sent',
      kind: 'intermediary',
      grounds: ['origin'],
      sector: 'uitzend',
      sent_on: '2026-10-26',
      acknowledge_by: '2026-10-30',
      feedback_by: '2027-01-26',
      draft_until: null,
    });
  });

  test('gives each officer a box that opens with their key and the shred key, and the draft copy is gone', async () => {
    const { entered } = await sendReport(intake);
    const copies = await it.rows<{ holder: string; officer: string | null; body: Buffer }>(
      `select holder, officer, body from key_copy where report = '${entered.report}' order by holder, officer`,
    );
    expect(copies.map(({ holder }) => holder)).toEqual(['code', 'officer', 'officer']);
    const slot = Number((await reportRow(entered.report))?.['slot']);
    for (const officer of it.officers) {
      const { body } = copies.find((copy) => copy.officer === officer.id)!;
      const wrapped = openBox(officer, entered.report, body);
      const key = unwrapReportKey(it.channel.pool.read(slot), entered.report, wrapped);
      const [content] = await it.rows<{ answers: Buffer }>(
        `select answers from report_content where report = '${entered.report}'`,
      );
      const answers = openIn(
        { report: entered.report, key },
        'report_content',
        'answers',
        entered.report,
        content!.answers,
      );
      expect(answers).toEqual(WHOLE);
    }
  });

  test('again gives the same answer, and sends nothing twice', async () => {
    const entered = await intake.begin(WHOLE);
    const { check } = await intake.code(entered);
    const results = await Promise.allSettled([intake.send(entered, check), intake.send(entered, check)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await intake.enter(entered.secret.text)).toBeNull();
    expect(await intake.findSent(entered.secret.text)).toBe('2026-09-07');
    expect(await countOf(`pending_act where report = '${entered.report}'`)).toBe(1);
  });

  test('needs the check word, and a report that says what happened', async () => {
    const entered = await intake.begin({ kind: 'victim' });
    const { check } = await intake.code(entered);
    await expect(intake.send(entered, 'fout')).rejects.toThrow('check-word');
    await expect(intake.send(entered, check)).rejects.toThrow('report-not-whole');
    expect((await reportRow(entered.report))?.['status']).toBe('draft');
  });

  test('keeps neither the code nor anything that tells the order of the day', async () => {
    const { code } = await sendReport(intake);
    const derived = await it.rows<{ text: string }>(
      `select coalesce(string_agg(r::text || c::text, ' '), '') as text from report r join report_content c on c.report = r.id`,
    );
    expect(derived[0]!.text).not.toContain(code);
    const instants = await it.rows(
      `select a.attrelid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'pt_reports'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype
        and c.relname not in ('audit_link') and c.relpersistence <> 'u'`,
    );
    expect(instants).toEqual([]);
  });
});

describe('coming back', () => {
  test('by code shows the thread, where the reporter writes and adds files, in order', async () => {
    const { code } = await sendReport(intake);
    const back = await intake.comeBack(code);
    expect(back.opens).toBe('sent');
    const entered = (await intake.enter(back.cookie))!;
    for (const text of ['Eerste.', 'Tweede.', 'Derde.']) await intake.say(entered, text);
    await intake.attach(entered, { name: 'b.pdf', type: 'application/pdf', content: Buffer.from('pdf') });
    const thread = await intake.readThread(entered);
    expect(thread.messages.map(({ text, side }) => [side, text])).toEqual([
      ['reporter', 'Eerste.'],
      ['reporter', 'Tweede.'],
      ['reporter', 'Derde.'],
    ]);
    expect(thread.files.map(({ name }) => name)).toEqual(['b.pdf']);
  });

  test('a wrong code opens nothing and gives a cookie of the same form', async () => {
    const { code } = await sendReport(intake);
    const words = code.split(' ');
    for (const typed of ['', 'aard', words.toReversed().join(' '), 'x'.repeat(5000)]) {
      const back = await intake.comeBack(typed);
      expect(back.opens, typed.slice(0, 20)).toBeNull();
      expect(back.cookie).toMatch(/^[\w-]{43}$/);
      expect(await intake.enter(back.cookie)).toBeNull();
    }
  });

  test('a visit ends when the reporter leaves, and after half an hour', async () => {
    const { code } = await sendReport(intake);
    const left = (await intake.enter((await intake.comeBack(code)).cookie))!;
    await intake.erase(left);
    expect(await intake.enter(left.secret.text)).toBeNull();
    const forgotten = await intake.comeBack(code);
    await asOwner(it.test.database.kysely, (db) =>
      sql`update clock set shift = shift + interval '31 minutes'`.execute(db),
    );
    expect(await intake.enter(forgotten.cookie)).toBeNull();
  });
});

describe('officers whose keys count', () => {
  test('fewer than two close the form, also for a draft that was begun before', async () => {
    const alone = await openTestChannel(2);
    const entered = await alone.intake.begin(WHOLE);
    const { check } = await alone.intake.code(entered);
    await alone.rows(`update officer set blocked = true where id = '${alone.officers[0]!.id}'`);
    expect(await alone.intake.isOpen()).toBe(false);
    await expect(alone.intake.begin(WHOLE)).rejects.toThrow('channel-closed');
    await expect(alone.intake.send(entered, check)).rejects.toThrow('channel-closed');
    await alone.close();
  });

  test('a key that was added, changed or prolonged in the database receives nothing', async () => {
    const other = await openTestChannel(3);
    const [changed, prolonged] = other.officers;
    const unsigned = await other.addOfficer(1);
    await other.rows(
      `update officer set public_key = decode(repeat('11', 32), 'hex') where id = '${changed!.id}'`,
    );
    await other.rows(`update officer set key_until = '2030-01-01' where id = '${prolonged!.id}'`);
    const good = await other.addOfficer();
    const { entered } = await sendReport(other.intake);
    const boxes = await other.rows<{ officer: string }>(
      `select officer from key_copy where report = '${entered.report}' and officer is not null`,
    );
    expect(boxes.map(({ officer }) => officer).sort()).toEqual([other.officers[2]!.id, good.id].sort());
    expect(boxes.map(({ officer }) => officer)).not.toContain(unsigned.id);
    await other.close();
  });
});
