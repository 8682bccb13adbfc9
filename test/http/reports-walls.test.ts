// What the database itself holds apart: the channel from the rest, one reporter from another, a reporter from the officers.
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemAccount } from '../../src/auth/index.js';
import { newUuid } from '../../src/platform/crypto.js';
import { openDatabase, type Tables } from '../../src/platform/db/index.js';
import type { Entered } from '../../src/reports/intake/service.js';
import { engine } from '../support/database.js';
import { onDatabase, runAs } from '../support/postgres.js';
import { openTestChannel, sendReport, WHOLE, type TestChannel } from '../support/channel.js';
import { inject } from 'vitest';

let it: TestChannel;
let mine: Entered;
let draft: Entered;
let other: Entered;
beforeAll(async () => {
  it = await openTestChannel();
  mine = (await sendReport(it.intake)).entered;
  other = (await sendReport(it.intake)).entered;
  draft = await it.intake.begin(WHOLE);
});
afterAll(() => it.close());

interface Stand {
  role: 'pt_app' | 'pt_channel';
  side?: string;
  actor?: string;
}

/** Runs as a role and side, in a transaction that is undone. */
async function as<T>(stand: Stand, use: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  const undo = new Error('undo');
  let value: { found: T } | undefined;
  try {
    await it.test.database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', ${stand.role === 'pt_app' ? 'pt, pg_catalog' : 'pt_reports, pg_catalog'}, true),
        set_config('app.actor', ${stand.actor ?? ''}, true), set_config('app.side', ${stand.side ?? ''}, true), set_config('role', ${stand.role}, true)`.execute(
        db,
      );
      value = { found: await use(db) };
      // Deferred triggers speak now, not at a commit that never comes.
      await sql`set constraints all immediate`.execute(db);
      throw undo;
    });
  } catch (error) {
    if (error !== undo) throw error;
  }
  return value!.found;
}

const run =
  (text: string) =>
  async (db: Kysely<Tables>): Promise<number> => {
    const done = await sql`${sql.raw(text)}`.execute(db);
    return Number(done.numAffectedRows ?? done.rows.length);
  };
const see = (text: string) => run(text);
const reporter = (report: string): Stand => ({ role: 'pt_channel', side: 'reporter', actor: report });
const officer = (): Stand => ({ role: 'pt_channel', side: 'officer', actor: it.officers[0]!.id });

const TABLES =
  'pause questionnaire questionnaire_answer site shred_slot report report_content key_copy visit sent_mark message note decision test_question transcript handover interest hold erasure residue night digest report_label working_copy notice_address notice_outbox notice_round attachment attachment_content file_copy file_copy_content officer officer_session officer_step audit_link audit_head pending_act organisation organisation_credential organisation_session filing duty_year company custody_box custody_request peeled_box recovery_key recovery_copy'.split(
    ' ',
  );

/** Tables of which the channel's own login reads nothing: functions alone write and take away there. */
const CLOSED = ['handover', 'night'];

describe('the channel and the rest', () => {
  test('the list below names every table of the channel, each with forced row security', async () => {
    const found = await it.rows<{ name: string; forced: boolean }>(
      `select relname as name, case relkind when 'v' then reloptions @> '{security_invoker=true}' else relrowsecurity and relforcerowsecurity end as forced from pg_class where relnamespace = 'pt_reports'::regnamespace and relkind in ('r', 'p', 'v', 'm')`,
    );
    expect(found.map(({ name }) => name).sort()).toEqual([...TABLES].sort());
    expect(found.filter(({ forced }) => !forced)).toEqual([]);
  });

  test.each(TABLES)('the program reads nothing of %s, not even as the system', async (table) => {
    await expect(
      as({ role: 'pt_app', actor: systemAccount.id }, see(`select * from pt_reports.${table}`)),
    ).rejects.toThrow(/permission denied/);
  });

  test('the program reads the counts, and calls no other function of the channel', async () => {
    const counts = await as(
      { role: 'pt_app', actor: systemAccount.id },
      async (db) => (await sql`select * from pt_reports.counts()`.execute(db)).rows,
    );
    expect(counts).toEqual([{ unacknowledged: 2, open: 2, late: 0 }]);
    for (const call of ["find_copy('')", "find_visit('')", "find_mark('')", "end_visit('')", 'side()'])
      await expect(
        as({ role: 'pt_app', actor: systemAccount.id }, see(`select * from pt_reports.${call}`)),
        call,
      ).rejects.toThrow(/permission denied/);
  });

  test('the channel reads no table of the program and runs none of its functions', async () => {
    for (const table of ['account', 'campaign', 'session', 'audit_link', 'clock'])
      await expect(as(officer(), see(`select * from pt.${table}`)), table).rejects.toThrow(
        /permission denied/,
      );
    await expect(as(officer(), see('select pt.app_now()'))).rejects.toThrow(/permission denied/);
  });

  test.runIf(engine === 'postgres')(
    'a login of the channel cannot become the program or the owner',
    async () => {
      const { admin } = inject('postgres')!;
      const login = `pt_channel_login_${process.pid}`;
      await runAs(admin, `create role ${login} login password 'x' in role pt_channel`);
      const at = new URL(onDatabase(admin, new URL(it.test.url!).pathname.slice(1)));
      at.username = login;
      at.password = 'x';
      const database = await openDatabase({ url: at.href, connections: 1 });
      try {
        for (const role of ['pt_app', 'pt_owner'])
          await expect(
            sql`select set_config('role', ${role}, false)`.execute(database.kysely),
            role,
          ).rejects.toThrow(/permission denied/);
        await sql`select set_config('role', 'pt_channel', false)`.execute(database.kysely);
      } finally {
        await database.close();
        await runAs(admin, `drop role ${login}`);
      }
    },
  );
});

describe('one reporter and another', () => {
  test.each(['report', 'report_content', 'key_copy'])(
    'a reporter sees rows of the own report in %s alone',
    async (table) => {
      const column = table === 'report' ? 'id' : 'report';
      const all = await as(reporter(mine.report), see(`select * from ${table}`));
      const own = await as(
        reporter(mine.report),
        see(`select * from ${table} where ${column} = '${mine.report}'`),
      );
      expect(own).toBeGreaterThan(0);
      expect(all).toBe(own);
    },
  );

  test('nobody at the door sees a row of any report, whatever they name themselves', async () => {
    for (const side of ['door', 'none', ''])
      for (const table of TABLES.filter((name) => !['site', 'officer', ...CLOSED].includes(name)))
        expect(
          await as({ role: 'pt_channel', side, actor: mine.report }, see(`select * from ${table}`)),
          table,
        ).toBe(0);
  });

  test('a reporter writes into no other report', async () => {
    await expect(
      as(
        reporter(mine.report),
        run(
          `insert into message (id, report, side, body) values ('${newUuid()}', '${other.report}', 'reporter', '')`,
        ),
      ),
    ).rejects.toThrow(/row-level security/);
    expect(
      await as(
        reporter(mine.report),
        run(`update report_content set answers = '' where report = '${other.report}'`),
      ),
    ).toBe(0);
  });

  test('a reporter sees no note, and takes no officer a copy', async () => {
    await it.rows(
      `insert into note (id, report, officer, body) values ('${newUuid()}', '${mine.report}', '${it.officers[0]!.id}', '')`,
    );
    expect(await as(reporter(mine.report), see('select * from note'))).toBe(0);
    expect(await as(reporter(mine.report), run(`delete from key_copy where holder = 'officer'`))).toBe(0);
  });
});

describe('an officer', () => {
  test('sees sent reports and no draft, and the own copy of a key alone', async () => {
    expect(await as(officer(), see('select * from report'))).toBe(2);
    expect(await as(officer(), see(`select * from report_content where report = '${draft.report}'`))).toBe(0);
    expect(await as(officer(), see('select * from key_copy'))).toBe(2);
    expect(await as(officer(), see(`select * from key_copy where holder = 'code'`))).toBe(0);
  });

  test('takes no step without a decision, and decides for nobody else', async () => {
    const take = `update report set status = 'acknowledged', acknowledged_on = today() where id = '${mine.report}'`;
    const decide = (by: string) =>
      `insert into decision (id, report, officer, what, body) values ('${newUuid()}', '${mine.report}', '${by}', 'acknowledged', '')`;
    await expect(as(officer(), run(take))).rejects.toThrow(
      expect.objectContaining({ constraint: 'report_decided' }),
    );
    await expect(as(officer(), run(decide(it.officers[1]!.id)))).rejects.toThrow(/row-level security/);
    await expect(as(officer(), run(`delete from decision`))).rejects.toThrow(/permission denied/);
    const done = await as(officer(), async (db) => {
      await run(decide(it.officers[0]!.id))(db);
      return run(take)(db);
    });
    expect(done).toBe(1);
  });

  test('does today what is done, with its decision, moves feedback to six months at most, and rewrites nothing that was told', async () => {
    for (const [change, constraint] of [
      [`feedback_on = today()`, 'report_decided'],
      [`handler = '${it.officers[0]!.id}'`, 'report_decided'],
      [`acknowledged_on = today() - 1`, 'report_life'],
      [`feedback_on = today() - 1`, 'report_life'],
      [`feedback_by = sent_on + 200`, 'report_feedback_within'],
      [`kind = 'victim'`, 'report_life'],
      [`grounds = '{age}'`, 'report_life'],
    ] as const)
      await expect(
        as(officer(), run(`update report set ${change} where id = '${mine.report}'`)),
        change,
      ).rejects.toThrow(expect.objectContaining({ constraint }));
  });

  test('gives a copy of a key only with a copy of the own, and never to itself', async () => {
    const give = (to: string) => `select give_copy('${newUuid()}', '${mine.report}', '${to}', '\\x01')`;
    const [one, two] = [it.officers[0]!.id, it.officers[1]!.id];
    expect(await as(officer(), run(give(two)))).toBe(1);
    await expect(as(officer(), run(give(one)))).rejects.toThrow(/only who holds/);
    await expect(as(reporter(mine.report), run(give(two)))).rejects.toThrow(/only who holds/);
    await expect(
      as({ role: 'pt_channel', side: 'officer', actor: newUuid() }, run(give(two))),
    ).rejects.toThrow(/only who holds/);
  });

  test('erases no report', async () => {
    await expect(as(officer(), run(`delete from report where id = '${mine.report}'`))).rejects.toThrow(
      expect.objectContaining({ constraint: 'report_kept' }),
    );
  });

  test('takes no clock back and opens no draft again', async () => {
    for (const change of [
      `status = 'draft', draft_until = today()`,
      `sent_on = sent_on - 1`,
      `acknowledge_by = acknowledge_by + 7`,
      `feedback_by = feedback_by - 1`,
      `id = '${newUuid()}'`,
    ])
      await expect(
        as(officer(), run(`update report set ${change} where id = '${mine.report}'`)),
        change,
      ).rejects.toThrow();
  });
});

describe('the law of a report', () => {
  test('is not sent without two officers, its code and an end to its draft copy', async () => {
    const send = `update report set status = 'sent', draft_until = null, kind = 'victim', grounds = '{origin}', sent_on = today(),
      acknowledge_by = today(), feedback_by = today() where id = '${draft.report}'`;
    await expect(as(reporter(draft.report), run(send))).rejects.toThrow(
      expect.objectContaining({ constraint: 'report_readable' }),
    );
  });

  test('is sent on the day itself', async () => {
    await expect(
      as(
        reporter(draft.report),
        run(
          `update report set status = 'sent', draft_until = null, sent_on = today() - 1, acknowledge_by = today(), feedback_by = today() where id = '${draft.report}'`,
        ),
      ),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'report_life' }));
  });

  test('tells nothing while it is a draft', async () => {
    await expect(
      as(reporter(draft.report), run(`update report set sector = 'uitzend' where id = '${draft.report}'`)),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'report_draft_tells_nothing' }));
  });

  test('is not changed or erased by its reporter once it was sent', async () => {
    await expect(
      as(
        reporter(mine.report),
        run(
          `update report set status = 'closed', closed_on = today(), outcome = 'not-enough' where id = '${mine.report}'`,
        ),
      ),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'report_life' }));
    await expect(
      as(reporter(mine.report), run(`delete from report where id = '${mine.report}'`)),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'report_kept' }));
  });

  test('a slot is used once: not freed, not removed, not claimed again', async () => {
    const system: Stand = { role: 'pt_channel', side: 'system', actor: systemAccount.id };
    const [{ slot }] = (await it.rows<{ slot: number }>(
      `select slot from report where id = '${mine.report}'`,
    )) as [{ slot: number }];
    await expect(
      as(system, run(`update shred_slot set state = 'zeroed' where slot = ${slot}`)),
    ).rejects.toThrow(expect.objectContaining({ constraint: 'shred_slot_once' }));
    await expect(as(system, run(`delete from shred_slot where slot = ${slot}`))).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      as(reporter(draft.report), run(`insert into shred_slot (slot, state) values (${slot}, 'claimed')`)),
    ).rejects.toThrow(/shred_slot_pkey/);
  });

  test("the channel's chain is not rewritten", async () => {
    const system: Stand = { role: 'pt_channel', side: 'system', actor: systemAccount.id };
    await expect(as(system, run(`update audit_link set what = 'x'`))).rejects.toThrow(/permission denied/);
    await expect(as(system, run('delete from audit_link'))).rejects.toThrow(/permission denied/);
  });
});

describe('what custodians keep', () => {
  const keeper: Stand = { role: 'pt_channel', side: 'custodian', actor: newUuid() };
  const key = (byte: string): string => `decode(repeat('${byte}', 32), 'hex')`;
  const box = (report: string, purpose = 'identity'): string =>
    `insert into custody_box (id, purpose, record, report, outer_key, inner_key, body) values ('${newUuid()}', '${purpose}', '${report}', '${report}', ${key('01')}, ${key('02')}, '')`;
  const asked = (more = '', purpose = 'identity', notice = 'withheld', from = 'today()'): string =>
    `insert into custody_request (id, purpose, record, report, ground, asked_by, notice, open_from, until_day, reason_hash${more === '' ? '' : ', first_key, first_signature, first_on'})
      values ('${newUuid()}', '${purpose}', '${mine.report}', '${mine.report}', 'law', '${it.officers[0]!.id}', '${notice}', ${from}, today() + 30, ${key('03')}${more})`;
  const set = (column: string, byte: string): string =>
    `${column}_key = ${key(byte)}, ${column}_signature = '\\x01', ${column}_on = today()`;
  const law = expect.objectContaining({ constraint: 'custody_law' });

  beforeAll(async () => {
    const [one] = it.officers;
    await it.rows(
      `insert into decision (id, report, officer, what, body) values ('${newUuid()}', '${mine.report}', '${one!.id}', 'acknowledged', '')`,
    );
    await it.rows('alter table report disable trigger report_decided');
    await it.rows(
      `update report set status = 'acknowledged', acknowledged_on = today() where id = '${mine.report}'`,
    );
    await it.rows('alter table report enable trigger report_decided');
  });

  test('a reporter closes a name of the own report alone, and no annex', async () => {
    expect(await as(reporter(mine.report), run(box(mine.report)))).toBe(1);
    await expect(as(reporter(mine.report), run(box(other.report)))).rejects.toThrow(/row-level security/);
    await expect(as(reporter(mine.report), run(box(mine.report, 'annex')))).rejects.toThrow(
      /row-level security/,
    );
  });

  test('an officer closes no name, and takes none away', async () => {
    await expect(as(officer(), run(box(mine.report)))).rejects.toThrow(/row-level security/);
    await it.rows(box(other.report));
    expect(await as(officer(), run(`delete from custody_box where report = '${other.report}'`))).toBe(0);
    await expect(as(officer(), run(`update custody_box set body = ''`))).rejects.toThrow(/permission denied/);
  });

  test('is asked for with a decision, once there is something, with a notice three days before or none', async () => {
    await expect(as(officer(), run(asked()))).rejects.toThrow(law);
    await it.rows(box(mine.report));
    await expect(as(officer(), run(asked()))).rejects.toThrow(
      expect.objectContaining({ constraint: 'report_decided' }),
    );
    for (const [row, constraint] of [
      [asked('', 'identity', 'given'), 'custody_request_term'],
      [asked('', 'identity', 'none'), 'custody_request_notice'],
      [asked(`, ${key('01')}, '\\x01', today()`), 'custody_law'],
      [asked('', 'duty'), 'custody_law'],
    ] as const)
      await expect(as(officer(), run(row)), row).rejects.toThrow(expect.objectContaining({ constraint }));
    await expect(as(reporter(mine.report), run(asked()))).rejects.toThrow(/row-level security/);
  });

  test('is decided by custodians alone: two different ones, today, and what was signed stands', async () => {
    const id = newUuid();
    const stand = async (stand: Stand, ...changes: string[]): Promise<number> =>
      as(officer(), async (db) => {
        await run(
          `insert into decision (id, report, officer, what, body) values ('${newUuid()}', '${mine.report}', '${it.officers[0]!.id}', 'identity-asked', '')`,
        )(db);
        await run(
          `insert into custody_request (id, purpose, record, report, ground, asked_by, notice, open_from, until_day, reason_hash)
            values ('${id}', 'identity', '${mine.report}', '${mine.report}', 'law', '${it.officers[0]!.id}', 'withheld', today(), today() + 30, ${key('03')})`,
        )(db);
        await sql`set constraints all immediate`.execute(db);
        await sql`select set_config('app.side', ${stand.side!}, true), set_config('app.actor', ${stand.actor!}, true)`.execute(
          db,
        );
        let count = 0;
        for (const change of changes)
          count = await run(`update custody_request set ${change} where id = '${id}'`)(db);
        return count;
      });
    expect(await stand(keeper, set('first', '01'), set('second', '02'))).toBe(1);
    expect(await stand(officer(), set('first', '01'))).toBe(0);
    expect(await stand(reporter(mine.report), set('first', '01'))).toBe(0);
    await expect(stand(keeper, set('first', '01'), set('second', '01'))).rejects.toThrow(
      expect.objectContaining({ constraint: 'custody_request_two' }),
    );
    await expect(stand(keeper, set('second', '01'))).rejects.toThrow(
      expect.objectContaining({ constraint: 'custody_request_two' }),
    );
    for (const changes of [
      [set('first', '01'), set('first', '02')],
      [set('first', '01').replace('today()', 'today() - 1')],
      [
        set('first', '01'),
        set('second', '02'),
        'second_on = null, second_key = null, second_signature = null',
      ],
      [set('refused', '01'), set('first', '02')],
      [set('first', '01'), set('second', '02'), 'opened_on = today()', 'opened_on = null'],
    ])
      await expect(stand(keeper, ...changes), changes.join()).rejects.toThrow(law);
  });

  test('a reporter sees no request, and nobody but custodians and the system a peeled box', async () => {
    for (const stand of [reporter(mine.report), officer()])
      expect(await as(stand, see('select * from peeled_box'))).toBe(0);
    expect(await as(reporter(mine.report), see('select * from custody_request'))).toBe(0);
    await expect(as(keeper, see('select * from report'))).resolves.toBe(0);
    for (const stand of [reporter(mine.report), keeper])
      await expect(as(stand, see(`select drop_own_copy('${mine.report}')`))).rejects.toThrow(
        /only an officer/,
      );
    for (const stand of [keeper, officer()])
      await expect(as(stand, see(`update peeled_box set body = ''`))).rejects.toThrow(/permission denied/);
  });
});
