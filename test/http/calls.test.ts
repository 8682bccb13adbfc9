import { getAs, postAs } from '../support/acting.js';
import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { campaignLog } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { declareInterest } from '../../src/campaigns/interests/service.js';
import { removeMember, type CampaignId } from '../../src/campaigns/index.js';
import type { AttemptKind, RecordBody } from '../../src/fieldwork/calls/schema.js';
import { findSheet, listCalls, listOwnTasks } from '../../src/fieldwork/calls/views.js';
import type { Ctx } from '../../src/platform/context.js';
import type { Tables } from '../../src/platform/db/index.js';
import { dateOnly } from '../../src/platform/dates.js';
import { constraintOf } from '../../src/platform/problems.js';
import {
  addSecondTester,
  callDraft,
  codeCalls,
  openCallsOf,
  runningCalls,
  sealedCalls,
  SECOND_TESTER,
} from '../support/calls.js';
import { authorise, importWorld, MONDAY, openWorld, seedOf, type World } from '../support/world.js';

const tess = practiceAccounts.find(({ name }) => name === 'Tess Tester')!;
type Heard = Exclude<RecordBody, { code: AttemptKind }>;
const heard = (change: Partial<Heard> = {}): Heard =>
  ({
    code: 'COMPLY-OPEN',
    timesSaid: 1,
    askedReason: false,
    namedBan: false,
    deviations: [],
    note: 'Dat kan wel, zei ze.',
    ...change,
  }) as Heard;

/** The code of the problem that refuses an act, or the constraint; undefined when it passes. */
async function refusalOf(act: Promise<unknown>): Promise<string | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code === undefined || constraintOf(error) !== undefined
      ? (constraintOf(error) ?? String(error))
      : (error as { code: string }).code;
  }
}

/** Two testers and a running campaign of four calls, two each. */
async function openCallWorld(maxTests = 1000) {
  const world = await openWorld();
  const second = await addSecondTester(world);
  const campaign = await runningCalls(world, 4, {}, maxTests);
  const first = world.as('tester');
  return { world, campaign, first, second };
}

describe('sealing a campaign whose scenario is a client call', () => {
  let world: World;
  let campaign: CampaignId;
  beforeAll(async () => {
    world = await openWorld();
    await addSecondTester(world);
    campaign = await sealedCalls(world, 4);
  });
  afterAll(() => world.close());

  const tasks = () =>
    world
      .as('fieldworker')
      .read((ctx) =>
        ctx.db
          .selectFrom('call_task')
          .selectAll()
          .where('campaign', '=', campaign)
          .orderBy('ordinal')
          .execute(),
      );

  test('plans one call for each agency and no application', async () => {
    const applications = await world
      .as('fieldworker')
      .read((ctx) => ctx.db.selectFrom('application').select('id').execute());
    const planned = await tasks();
    expect([planned.map(({ wave, turn }) => [wave, turn]), applications]).toEqual([
      [
        [1, 1],
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      [],
    ]);
    expect(new Set(planned.map(({ employer_unit: unit }) => unit)).size).toBe(4);
  });

  test('gives the calls to the testers in turn, with the number of the register', async () => {
    const planned = await tasks();
    expect(planned.map(({ tester }) => tester)).toEqual([
      tess.id,
      SECOND_TESTER.id,
      tess.id,
      SECOND_TESTER.id,
    ]);
    expect(planned.every(({ phone }) => /^03 123 45 \d\d$/.test(phone ?? ''))).toBe(true);
  });

  test('freezes the script as it is planned', async () => {
    const [task] = await openCallsOf(world.as('tester'));
    const { script } = await findSheet(world.as('tester'), task!.id);
    expect([script.id, script.version, script.wish.startsWith('Ik heb nog een vraag.')]).toEqual([
      'client-call-temp-agency',
      2,
      true,
    ]);
  });

  test('writes the number of calls and the hash of their plan into the chain', async () => {
    const bodies = await world
      .as('coordinator')
      .read((ctx) =>
        ctx.db.selectFrom('audit_link').select('body').where('what', '=', 'calls.planned').execute(),
      );
    expect(bodies.map(({ body }) => JSON.parse(body))).toEqual([
      expect.objectContaining({
        campaign,
        wave: 1,
        tasks: 4,
        planHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
  });

  test('draws the same plan from the same seed', async () => {
    const again = await openWorld();
    const other = await sealedCalls(again, 4);
    const hashes = (of: World, id: CampaignId) =>
      of
        .as('coordinator')
        .read((ctx) =>
          ctx.db
            .selectFrom('call_task')
            .select('leaf')
            .where('campaign', '=', id)
            .orderBy('ordinal')
            .execute(),
        );
    expect(await hashes(again, other)).toEqual(await hashes(world, campaign));
    await again.close();
  });

  test('is refused when the frame holds too few agencies', async () => {
    const id = await world.services.campaigns.create(world.as('inspector'), callDraft(99));
    expect(await refusalOf(world.services.campaigns.seal(world.as('coordinator'), id, seedOf(2)))).toBe(
      'frame-too-small',
    );
  });

  test('needs no power over pairs, for a baseline either', async () => {
    const id = await world.services.campaigns.create(
      world.as('inspector'),
      callDraft(2, { purpose: 'baseline', controlOnly: 0.11, treatmentOnly: 0.1 }),
    );
    expect(
      await refusalOf(world.services.campaigns.seal(world.as('coordinator'), id, seedOf(3))),
    ).toBeUndefined();
  });

  test('does not start under a grant for fewer calls than planned', async () => {
    await authorise(world, campaign, { maxTests: 3 });
    const start = world.services.campaigns.start(world.as('inspector'), campaign);
    expect(await refusalOf(start)).toBe('authorisation-narrower');
  });
});

describe('a tester', () => {
  let opened: Awaited<ReturnType<typeof openCallWorld>>;
  beforeAll(async () => {
    opened = await openCallWorld();
  });
  afterAll(() => opened.world.close());

  test('sees the own tasks only', async () => {
    const { first, second } = opened;
    const [mine, theirs] = [await listOwnTasks(first), await listOwnTasks(second)];
    expect([
      mine.length,
      theirs.length,
      mine.some(({ id }) => theirs.some((other) => other.id === id)),
    ]).toEqual([2, 2, false]);
  });

  test('finds no sheet of another tester', async () => {
    const [theirs] = await openCallsOf(opened.second);
    expect(await refusalOf(findSheet(opened.first, theirs!.id))).toBe('not-found');
  });

  test('cannot begin or record a call of another tester', async () => {
    const { calls } = opened.world.services;
    const [theirs] = await openCallsOf(opened.second);
    expect([
      await refusalOf(calls.start(opened.first, theirs!.id)),
      await refusalOf(calls.record(opened.first, theirs!.id, heard())),
    ]).toEqual(['not-found', 'not-found']);
  });

  test('is shown by the database no row of another, whatever is asked', async () => {
    await opened.world.services.calls.record(
      opened.second,
      (await openCallsOf(opened.second))[1]!.id,
      heard(),
    );
    const rows = await opened.first.read(async (ctx) => ({
      tasks: await ctx.db.selectFrom('call_task').select('tester').execute(),
      outcomes: await ctx.db.selectFrom('call_outcome').select('recorded_by').execute(),
    }));
    expect(rows).toEqual({ tasks: [{ tester: tess.id }, { tester: tess.id }], outcomes: [] });
  });

  test('who is none sees no task or outcome in the database', async () => {
    const rows = await opened.world
      .as('coder')
      .read((ctx) => ctx.db.selectFrom('call_task').select('id').execute());
    expect(rows).toEqual([]);
  });

  test('cannot move a task, take one over, or make one', async () => {
    const attempt = (text: string) => refusalOf(opened.first.inTx((ctx) => sql.raw(text).execute(ctx.db)));
    const [mine] = await openCallsOf(opened.first);
    expect([
      await attempt(`update call_task set planned_on = '2027-01-01' where id = '${mine!.id}'`),
      await attempt(`update call_task set tester = '${SECOND_TESTER.id}' where id = '${mine!.id}'`),
      await attempt(`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, tester, planned_on)
        select '${randomUUID()}', campaign, 99, 9, 1, employer, 'x', sector, ground, script, leaf, tester, planned_on from call_task where id = '${mine!.id}'`),
    ]).toEqual(['call_task_by_planner', 'call_task_by_planner', 'call_task_by_planner']);
  });

  test('is known by number to a fieldworker and by name to a coordinator', async () => {
    const names = async (ctx: Ctx) =>
      (await listCalls(ctx, { campaign: opened.campaign }, { seeEmployer: true })).map(
        ({ tester }) => tester,
      );
    const { world } = opened;
    expect([await names(world.as('fieldworker')), await names(world.as('coordinator'))]).toEqual([
      ['Tester 1', 'Tester 2', 'Tester 1', 'Tester 2'],
      ['Tess Tester', 'Tijs Tweede', 'Tess Tester', 'Tijs Tweede'],
    ]);
  });

  test('stands by number in the log of the campaign for an inspector', async () => {
    const log = await campaignLog(opened.world.as('inspector'), opened.campaign);
    expect(log.find(({ what }) => what === 'call.recorded')?.who).toBe('Tester 2');
  });

  test('no longer sees whom was called once the call is over', async () => {
    const [mine] = await openCallsOf(opened.first);
    await opened.world.services.calls.record(opened.first, mine!.id, heard());
    const { agency, phone, state } = await findSheet(opened.first, mine!.id);
    expect({ agency, phone, state }).toEqual({ agency: null, phone: null, state: 'done' });
  });
});

describe('the gate of a call', () => {
  let opened: Awaited<ReturnType<typeof openCallWorld>>;
  beforeEach(async () => {
    opened = await openCallWorld(4);
  });
  const end = () => opened.world.close();

  /** What the rules and then the database alone say to a record by the first tester. */
  async function bothSay(body: Heard): Promise<(string | undefined)[]> {
    const { world, first } = opened;
    const [task] = await openCallsOf(first);
    const rules = await refusalOf(
      first.inTx(async (ctx) => {
        await world.services.calls.record(ctx, task!.id, body);
        throw new Error('undone');
      }),
    );
    const database = await refusalOf(
      first.inTx(async (ctx) => {
        await insertByHand(ctx.db, task!.id, body);
        throw new Error('undone');
      }),
    );
    return [rules, database];
  }

  function insertByHand(db: Kysely<Tables>, task: string, body: Heard, by: string = tess.id) {
    return sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by)
      values (${task}, ${body.code}, ${body.askedReason}, ${body.namedBan}, ${body.timesSaid}, '[]', 'Dat kan.', 'Dat kan.', app_now(), ${by})`.execute(
      db,
    );
  }

  test('lets an answer through while the campaign runs', async () => {
    expect(await bothSay(heard())).toEqual(['Error: undone', 'Error: undone']);
    await end();
  });

  test('refuses an answer, in rules and database, while the campaign is paused', async () => {
    await opened.world.services.campaigns.pause(
      opened.world.as('inspector'),
      opened.campaign,
      'Een reden van tel.',
    );
    expect(await bothSay(heard())).toEqual(['campaign-not-running', 'gate:campaign-not-running']);
    await end();
  });

  test('refuses an answer when the authorisation has expired', async () => {
    await opened.world.at(new Date('2027-03-02T09:00:00Z'));
    expect(await bothSay(heard())).toEqual(['authorisation-expired', 'gate:authorisation-expired']);
    await end();
  });

  test('refuses an answer when the authorisation is withdrawn', async () => {
    await opened.world.services.campaigns.withdrawAuthorisation(
      opened.world.as('coordinator'),
      opened.campaign,
    );
    expect(await bothSay(heard())).toEqual(['not-authorised', 'gate:not-authorised']);
    await end();
  });

  test('lets stopped through even while the campaign is paused', async () => {
    await opened.world.services.campaigns.pause(
      opened.world.as('inspector'),
      opened.campaign,
      'Een reden van tel.',
    );
    const body = heard({ code: 'stopped', timesSaid: null, askedReason: null, namedBan: null });
    expect(await bothSay(body)).toEqual(['Error: undone', 'Error: undone']);
    await end();
  });

  test('refuses to begin a call while the campaign is paused, in rules and database', async () => {
    const { world, first, campaign } = opened;
    await world.services.campaigns.pause(world.as('inspector'), campaign, 'Een reden van tel.');
    const [task] = await openCallsOf(first);
    expect([
      await refusalOf(world.services.calls.start(first, task!.id)),
      await refusalOf(
        first.inTx((ctx) =>
          sql`update call_task set started_at = app_now() where id = ${task!.id}`.execute(ctx.db),
        ),
      ),
    ]).toEqual(['campaign-not-running', 'gate:campaign-not-running']);
    await end();
  });

  test('takes no record in the name of another tester', async () => {
    const [task] = await openCallsOf(opened.second);
    expect(
      await refusalOf(opened.first.inTx((ctx) => insertByHand(ctx.db, task!.id, heard(), SECOND_TESTER.id))),
    ).toBe('call_outcome_by_tester');
    await end();
  });

  test('counts the calls of all testers against the authorisation', async () => {
    const { world, first, second, campaign } = opened;
    for (const ctx of [first, second])
      for (const { id } of await openCallsOf(ctx)) await world.services.calls.record(ctx, id, heard());
    await codeCalls(world);
    const plan = world.services.calls.planCalls(world.as('coordinator'), campaign, {
      whom: 'over-half',
      callsPerUnit: 1,
      from: MONDAY,
    });
    expect(await refusalOf(plan)).toBe('authorisation-used-up');
    const byHand = world.as('coordinator').inTx((ctx) =>
      sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, planned_on)
        select ${randomUUID()}, campaign, 99, 2, 1, employer, employer_unit, sector, ground, script, leaf, planned_on from call_task where ordinal = 0`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(byHand)).toBe('gate:authorisation-used-up');
    await end();
  });

  test('cancels what is open when the campaign stops, and a tester on the phone can still tell', async () => {
    const { world, first, campaign } = opened;
    const [task] = await openCallsOf(first);
    await world.services.campaigns.stop(world.as('inspector'), campaign, 'Een reden van tel.', false);
    const { calls } = world.services;
    expect(await refusalOf(calls.record(first, task!.id, heard()))).toBe('call-over');
    await calls.record(
      first,
      task!.id,
      heard({ code: 'stopped', timesSaid: null, askedReason: null, namedBan: null } as never),
    );
    const row = await first.read((ctx) =>
      ctx.db
        .selectFrom('call_task as t')
        .innerJoin('call_outcome as o', 'o.task', 't.id')
        .select(['t.state', 'o.code'])
        .where('t.id', '=', task!.id)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ state: 'cancelled', code: 'stopped' });
    await end();
  });
});

describe('an attempt that reaches nobody', () => {
  let opened: Awaited<ReturnType<typeof openCallWorld>>;
  beforeEach(async () => {
    opened = await openCallWorld(4);
  });
  const end = () => opened.world.close();
  const attempt = (code: AttemptKind, backOn: string | null = null) => ({ code, backOn: backOn as never });
  const taskOf = async () => {
    const [task] = await openCallsOf(opened.first);
    return task!.id;
  };
  const sheetOf = (id: never) => findSheet(opened.first, id);

  test('is tried again the next working day, three times, and then the call is closed as not reached', async () => {
    const { world, first } = opened;
    const { calls } = world.services;
    const id = await taskOf();
    const seen: unknown[] = [];
    // Monday, Tuesday, and the Friday on which they asked to be called back.
    for (const [day, body] of [
      ['2026-09-07', attempt('no-answer')],
      ['2026-09-08', attempt('call-back-later', '2026-09-11')],
      ['2026-09-11', attempt('voicemail')],
    ] as const) {
      await world.at(new Date(`${day}T08:30:00Z`));
      await calls.start(first, id);
      const nextOn = await calls.record(first, id, body);
      const { plannedOn, startedAt, state, attempts } = await sheetOf(id as never);
      seen.push([nextOn, plannedOn, startedAt === null, state, attempts]);
    }
    expect(seen).toEqual([
      ['2026-09-08', '2026-09-08', true, 'planned', 1],
      ['2026-09-11', '2026-09-11', true, 'planned', 2],
      [null, '2026-09-11', false, 'done', 3],
    ]);
    const { tried } = await sheetOf(id as never);
    expect(tried.map(({ n, how, onDay }) => [n, how, onDay])).toEqual([
      [1, 'no-answer', '2026-09-07'],
      [2, 'call-back-later', '2026-09-08'],
      [3, 'voicemail', '2026-09-11'],
    ]);
    const outcome = await first.read((ctx) =>
      ctx.db.selectFrom('call_outcome').select('code').where('task', '=', id).execute(),
    );
    expect(outcome).toEqual([{ code: 'not-reached' }]);
    const log = await campaignLog(world.as('inspector'), opened.campaign);
    expect(log.filter(({ what }) => what === 'call.tried').length).toBe(3);
    await end();
  });

  test('said twice is one, another the same day is refused, and so is calling again that day', async () => {
    const { world, first } = opened;
    const { calls } = world.services;
    const id = await taskOf();
    await calls.record(first, id, attempt('busy'));
    expect(await calls.record(first, id, attempt('busy'))).toBe((await sheetOf(id as never)).plannedOn);
    expect([
      await refusalOf(calls.record(first, id, attempt('no-answer'))),
      await refusalOf(calls.start(first, id)),
      await refusalOf(
        first.inTx((ctx) =>
          sql`update call_task set started_at = app_now() where id = ${id}`.execute(ctx.db),
        ),
      ),
      (await sheetOf(id as never)).attempts,
    ]).toEqual(['call-tried-today', 'call-tried-today', 'gate:call-tried-today', 1]);
    await end();
  });

  test('at a wrong number leaves the call without one, for the planners', async () => {
    const { world, first } = opened;
    const id = await taskOf();
    await world.services.calls.record(first, id, attempt('wrong-number'));
    const [line] = await listCalls(world.as('fieldworker'), { id }, { seeEmployer: true });
    expect([line?.phone, line?.attempts, (await sheetOf(id as never)).phone]).toEqual([null, 1, null]);
    await end();
  });

  test('can be told while the campaign is paused, and takes nothing of the authorisation', async () => {
    const { world, first, second, campaign } = opened;
    const id = await taskOf();
    await world.services.campaigns.pause(world.as('inspector'), campaign, 'Een reden van tel.');
    await world.services.calls.record(first, id, attempt('no-answer'));
    await world.services.campaigns.resume(world.as('inspector'), campaign);
    await world.at(new Date('2026-09-08T08:30:00Z'));
    for (const ctx of [first, second])
      for (const one of await openCallsOf(ctx)) await world.services.calls.record(ctx, one.id, heard());
    await codeCalls(world);
    expect((await sheetOf(id as never)).state).toBe('done');
    await end();
  });

  test.each([
    [
      'not reached before the third attempt',
      'call_outcome_after_three',
      (id: string, by: string) =>
        sql`insert into call_outcome (task, code, deviations, ended_at, recorded_by) values (${id}, 'not-reached', '[]', app_now(), ${by})`,
    ],
    [
      'a second attempt first',
      'call_attempt_order',
      (id: string, by: string) =>
        sql`insert into call_attempt (task, n, campaign, how, on_day, ended_at, next_on, recorded_by)
        select id, 2, campaign, 'busy', (app_now() at time zone 'Europe/Brussels')::date, app_now(), '2099-01-01', ${by} from call_task where id = ${id}`,
    ],
    [
      'an attempt on another day',
      'call_attempt_order',
      (id: string, by: string) =>
        sql`insert into call_attempt (task, n, campaign, how, on_day, ended_at, next_on, recorded_by)
        select id, 1, campaign, 'busy', '2026-01-05', app_now(), '2099-01-01', ${by} from call_task where id = ${id}`,
    ],
    [
      'another day without an attempt',
      'call_task_by_planner',
      (id: string) => sql`update call_task set planned_on = '2099-01-01' where id = ${id}`,
    ],
  ] as const)('in the database: %s, no', async (_what, constraint, statement) => {
    const id = await taskOf();
    expect(await refusalOf(opened.first.inTx((ctx) => statement(id, tess.id).execute(ctx.db)))).toBe(
      constraint,
    );
    await end();
  });

  test('is recorded on the sheet, without a script, and the list says when to call again', async () => {
    const { world } = opened;
    const id = await taskOf();
    const bad = await postAs(world, tess, `/taken/${id}/leg-vast`, {
      form: 'attempt',
      backOn: '2000-01-03',
      attempt: 'busy',
    });
    expect([
      bad.status,
      bad.text.includes('Kies een dag na vandaag'),
      bad.text.includes('2000-01-03'),
    ]).toEqual([422, true, true]);
    const posted = await postAs(world, tess, `/taken/${id}/leg-vast`, {
      form: 'attempt',
      attempt: 'busy',
      backOn: '',
    });
    const list = await getAs(world, tess, posted.headers['location']!);
    const sheet = await getAs(world, tess, `/taken/${id}`);
    expect([
      posted.status,
      list.text.includes('De poging is vastgelegd'),
      list.text.includes('1 van 3 vergeefs'),
    ]).toEqual([303, true, true]);
    expect([sheet.text.includes('Voor vandaag klaar'), sheet.text.includes('Leg vast')]).toEqual([
      true,
      false,
    ]);
    const plan = await getAs(world, practiceAccounts[2], `/campagnes/${opened.campaign}/oproepen`);
    expect(plan.text).toContain('1 van 3 vergeefs');
    await end();
  });
});

describe('a record', () => {
  let opened: Awaited<ReturnType<typeof openCallWorld>>;
  beforeAll(async () => {
    opened = await openCallWorld();
  });
  afterAll(() => opened.world.close());

  test('of the same again changes nothing, of something else is refused', async () => {
    const { world, first } = opened;
    const [task] = await openCallsOf(first);
    await world.services.calls.record(first, task!.id, heard({ note: 'Eerst.' }));
    await world.services.calls.record(first, task!.id, heard({ note: 'Eerst.' }));
    expect(await refusalOf(world.services.calls.record(first, task!.id, heard({ code: 'REFUSE' })))).toBe(
      'call-recorded',
    );
    const links = await world
      .as('coordinator')
      .read((ctx) =>
        ctx.db.selectFrom('audit_link').select('seq').where('what', '=', 'call.recorded').execute(),
      );
    expect(links).toHaveLength(1);
  });

  test('is never changed or deleted', async () => {
    const attempt = (text: string) =>
      refusalOf(
        opened.world.services.database.kysely.transaction().execute(async (db) => {
          await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('role', 'pt_owner', true)`.execute(
            db,
          );
          await sql.raw(text).execute(db);
        }),
      );
    expect([
      await attempt(`update call_outcome set code = 'EVADE'`),
      await attempt('delete from call_outcome'),
    ]).toEqual(['call_outcome_append_only', 'call_outcome_append_only']);
  });

  test('in which the wish was said twice is kept, marked void', async () => {
    const { world, second } = opened;
    const [task] = await openCallsOf(second);
    await world.services.calls.record(second, task!.id, heard({ timesSaid: 2 }));
    const row = await second.read((ctx) =>
      ctx.db
        .selectFrom('call_outcome')
        .select(['code', 'void_reason'])
        .where('task', '=', task!.id)
        .executeTakeFirst(),
    );
    expect(row).toEqual({ code: 'COMPLY-OPEN', void_reason: 'wish-repeated' });
  });

  test('in which the wish was said twice passes the database only when marked void', async () => {
    const [task] = await openCallsOf(opened.second);
    const byHand = opened.second.inTx((ctx) =>
      sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by)
        values (${task!.id}, 'EVADE', false, false, 2, '[]', 'Dat kan.', 'Dat kan.', app_now(), ${SECOND_TESTER.id})`.execute(
        ctx.db,
      ),
    );
    expect(await refusalOf(byHand)).toBe('call_outcome_void_is_marked');
  });
});

describe('the next wave', () => {
  test('calls again those that complied in more than half, once the wave before is over', async () => {
    const { world, campaign, first, second } = await openCallWorld();
    const { calls } = world.services;
    const plan = (change = {}) =>
      calls.planCalls(world.as('coordinator'), campaign, {
        whom: 'over-half',
        callsPerUnit: 1,
        from: MONDAY,
        ...change,
      });
    expect(await refusalOf(plan())).toBe('wave-open');
    const [one, two] = [await openCallsOf(first), await openCallsOf(second)];
    await calls.record(first, one[0]!.id, heard());
    await calls.record(first, one[1]!.id, heard({ code: 'REFUSE' }));
    await calls.record(second, two[0]!.id, heard({ code: 'COMPLY-HIDDEN' }));
    await calls.record(second, two[1]!.id, heard({ timesSaid: 2 }));
    await codeCalls(world);
    expect(await plan({ callsPerUnit: 2 })).toEqual({ wave: 2, calls: 4 });
    const planned = [...(await openCallsOf(first)), ...(await openCallsOf(second))];
    expect(new Set(planned.map(({ unit }) => unit))).toEqual(new Set([one[0]!.unit, two[0]!.unit]));
    await world.close();
  });

  test('is given to no tester who has an own interest in the campaign', async () => {
    const { world, campaign, first, second } = await openCallWorld();
    const { calls } = world.services;
    for (const ctx of [first, second])
      for (const { id } of await openCallsOf(ctx)) await calls.record(ctx, id, heard());
    await codeCalls(world);
    await declareInterest(first, { campaign, kind: 'relative', note: '' });
    await calls.planCalls(world.as('coordinator'), campaign, {
      whom: 'all',
      callsPerUnit: 1,
      from: MONDAY,
    });
    expect([(await openCallsOf(first)).length, (await openCallsOf(second)).length]).toEqual([0, 4]);
    const [one] = await openCallsOf(second);
    const give = (tester: number) =>
      calls.assign(world.as('coordinator'), one!.id, { tester, plannedOn: MONDAY });
    expect([await refusalOf(give(1)), await refusalOf(give(2))]).toEqual(['unknown-tester', undefined]);
    await world.close();
  });

  test('has nobody to call when no agency complied', async () => {
    const { world, campaign, first, second } = await openCallWorld();
    for (const ctx of [first, second])
      for (const { id } of await openCallsOf(ctx))
        await world.services.calls.record(ctx, id, heard({ code: 'REFUSE-LAW' }));
    await codeCalls(world);
    const plan = world.services.calls.planCalls(world.as('coordinator'), campaign, {
      whom: 'over-half',
      callsPerUnit: 1,
      from: dateOnly(2026, 9, 14),
    });
    expect(await refusalOf(plan)).toBe('nobody-to-call');
    await world.close();
  });
});

describe('whom a planner may see', () => {
  test('in a baseline is the agency of an open call for a fieldworker, and a number for a coordinator', async () => {
    const world = await openWorld();
    await importWorld(world, 2);
    const campaign = await sealedCalls(world, 2, { purpose: 'baseline' });
    const names = async (role: 'fieldworker' | 'coordinator') => {
      const answer = await askAs(world, role, `/api/v1/campaigns/${campaign}/calls`);
      return answer.body.calls.map(
        ({ name, agency }: { name: string | null; agency: number }) => name?.slice(0, 7) ?? agency,
      );
    };
    expect([await names('fieldworker'), await names('coordinator')]).toEqual([
      ['Interim', 'Interim'],
      [1, 2],
    ]);
    await world.close();
  });

  test('is nobody outside the team, in an enforcement too', async () => {
    const world = await openWorld();
    const campaign = await sealedCalls(world, 2);
    await removeMember(world.as('coordinator'), campaign, world.as('fieldworker').actor.id);
    const { status } = await askAs(world, 'fieldworker', `/api/v1/campaigns/${campaign}/calls`);
    expect([status, await listCalls(world.as('fieldworker'), { campaign }, { seeEmployer: true })]).toEqual([
      404,
      [],
    ]);
    await world.close();
  });
});

describe('what agencies answered', () => {
  async function answersOf(purpose: 'enforcement' | 'baseline' | 'self-regulation') {
    const world = await openWorld();
    const second = await addSecondTester(world);
    const campaign = await runningCalls(world, 2, { purpose });
    const { calls } = world.services;
    for (const ctx of [world.as('tester'), second])
      for (const { id } of await openCallsOf(ctx))
        await calls.record(ctx, id, heard(ctx === second ? { code: 'EVADE' } : {}));
    await codeCalls(world);
    await calls.planCalls(world.as('coordinator'), campaign, {
      whom: 'over-half',
      callsPerUnit: 1,
      from: MONDAY,
    });
    for (const ctx of [world.as('tester'), second])
      for (const { id } of await openCallsOf(ctx))
        await calls.record(ctx, id, heard({ code: 'COMPLY-HIDDEN' }));
    await codeCalls(world);
    const path = `/api/v1/campaigns/${campaign}/client-calls`;
    const [program, page] = [
      (await askAs(world, 'inspector', path)).body,
      await getAs(world, practiceAccounts[0], `/campagnes/${campaign}/klantoproepen`),
    ];
    await removeMember(world.as('coordinator'), campaign, practiceAccounts[0].id);
    const outside = [
      (await askAs(world, 'inspector', path)).status,
      (await getAs(world, practiceAccounts[0], `/campagnes/${campaign}/klantoproepen`)).status,
    ];
    await world.close();
    return { program, text: page.text, outside };
  }

  test('in two waves meets the two-wave rule, and stands under the agency by name in an enforcement', async () => {
    const { program, text, outside } = await answersOf('enforcement');
    expect(program.agencies).toEqual([
      expect.objectContaining({
        name: expect.stringMatching(/^Interim /),
        standing: { kind: 'two-waves', waves: [1, 2], thirdDue: true },
      }),
      expect.objectContaining({ standing: { kind: 'half-or-less', wave: 1 } }),
    ]);
    expect([program.overall, /Interim [A-Z]/.test(text)]).toEqual([null, true]);
    // One agency is fewer than ten: to who left the team none of it is there.
    expect(outside).toEqual([404, 404]);
  });

  test.each(['baseline', 'self-regulation'] as const)(
    'in a %s stands under a number, with one figure for the sample of the first wave',
    async (purpose) => {
      const { program, text } = await answersOf(purpose);
      expect(
        program.agencies.map(({ name, agency }: { name: string | null; agency: number }) => [name, agency]),
      ).toEqual([
        [null, 1],
        [null, 2],
      ]);
      expect([
        program.overall.n,
        program.overall.share,
        /Interim [A-Z]/.test(text),
        text.includes('Kantoor 1'),
      ]).toEqual([2, 0.5, false, true]);
    },
  );
});

describe('the forms of the call sheet', () => {
  let opened: Awaited<ReturnType<typeof openCallWorld>>;
  let id: string;
  beforeAll(async () => {
    opened = await openCallWorld();
    id = (await openCallsOf(opened.first))[0]!.id;
  });
  afterAll(() => opened.world.close());

  const fields = {
    code: 'REFUSE-LAW',
    timesSaid: '1',
    askedReason: 'ja',
    namedBan: 'ja',
    note: 'Ze noemde de wet.',
  };

  test('come back with each fault at its field and what was typed', async () => {
    const answer = await postAs(opened.world, tess, `/taken/${id}/leg-vast`, {
      code: 'EVADE',
      note: 'Mijn notitie',
      text1: 'Ik herhaalde.',
    });
    const faulty = [...answer.text.matchAll(/<a href="#(\w+)">/g)]
      .map((hit) => hit[1])
      .filter((name) => name !== 'inhoud' && name !== 'stop');
    expect([
      answer.status,
      faulty,
      answer.text.includes('Mijn notitie'),
      answer.text.includes('Ik herhaalde.'),
    ]).toEqual([422, ['timesSaid', 'askedReason', 'namedBan', 'step1', 'spoils1'], true, true]);
  });

  test('come back with what was typed when the campaign is paused meanwhile', async () => {
    const { world, campaign } = opened;
    await world.services.campaigns.pause(world.as('inspector'), campaign, 'Een reden van tel.');
    const answer = await postAs(world, tess, `/taken/${id}/leg-vast`, fields);
    expect([
      answer.status,
      answer.text.includes('De campagne loopt niet.'),
      answer.text.includes('Ze noemde de wet.'),
    ]).toEqual([422, true, true]);
    await world.services.campaigns.resume(world.as('inspector'), campaign);
  });

  test('answer a repeated post with the same page', async () => {
    const answers = [];
    for (let times = 0; times < 2; times += 1)
      answers.push(await postAs(opened.world, tess, `/taken/${id}/leg-vast`, fields));
    expect(answers.map((answer) => [answer.status, answer.headers['location']])).toEqual([
      [303, '/taken?vastgelegd=1'],
      [303, '/taken?vastgelegd=1'],
    ]);
  });

  test('of another tester are not there', async () => {
    const [theirs] = await openCallsOf(opened.second);
    const answer = await postAs(opened.world, tess, `/taken/${theirs!.id}/leg-vast`, fields);
    expect(answer.status).toBe(404);
  });

  test('send a tester who asks for the home page to the own tasks', async () => {
    const answer = await getAs(opened.world, tess, '/');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/taken']);
  });

  test('lead nowhere else: a tester may open no campaign, finding or flag', async () => {
    const statuses = [];
    for (const path of [
      '/campagnes',
      `/campagnes/${opened.campaign}`,
      '/bevindingen',
      '/knipperlichten',
      `/campagnes/${opened.campaign}/oproepen`,
    ])
      statuses.push((await getAs(opened.world, tess, path)).status);
    expect(statuses).toEqual([403, 403, 403, 403, 403]);
  });
});

function askAs(
  world: World,
  role: 'fieldworker' | 'coordinator' | 'inspector',
  path: string,
): Promise<Response> {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
  return getAs(world, account, path, { accept: 'application/json' });
}
