// Before the figures of a baseline are approved its plan is drawn again: whoever changed a row is found, whatever the row.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { createInputs, releaseIncrement } from '../../src/fieldwork/index.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { Problem } from '../../src/platform/problems.js';
import { createServices } from '../../src/services.js';
import { getAs, postAs } from '../support/acting.js';
import { behindItsBack, closeBaseline, later, readAnswers, runJob, spareAll } from '../support/baseline.js';
import { rowsOf } from '../support/withdrawals.js';
import {
  authorise,
  draftOf,
  importWorld,
  openWorld,
  seedOf,
  WORLD_KEY,
  type World,
} from '../support/world.js';

const [, coordinator, fieldworker] = practiceAccounts;

let world: World;
let baseline: CampaignId;

const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  rowsOf<Row>(world, query);
const page = () => `/campagnes/${baseline}/goedkeuring`;
const approve = () => postAs(world, coordinator, `${page()}/keur-goed`, {});
/** The problem that keeps the figures from being approved, and where. */
async function refusal(): Promise<string> {
  const answer = await world.services.approval
    .approve(world.as('coordinator'), baseline)
    .then(() => 'approved')
    .catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return error.detail === undefined ? error.code : `${error.code} ${error.detail}`;
    });
  expect(await rows(sql`select from figure_approval`)).toEqual([]);
  return answer;
}

/** Runs as the program, with the coordinator as actor. */
const byHand = (query: ReturnType<typeof sql>): Promise<unknown> =>
  world.services.database.kysely.transaction().execute(async (db) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${coordinator.id}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    await query.execute(db);
  });

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 6);
  const { campaigns } = world.services;
  baseline = await campaigns.create(world.as('inspector'), draftOf(8, { rolling: true }));
  await campaigns.seal(world.as('coordinator'), baseline, seedOf(1));
  await authorise(world, baseline);
  // Vacancies that came later are a second drawing of the same plan.
  await importWorld(world, 12);
  await campaigns.grow(world.as('coordinator'), baseline);
  for (const number of [0, 1]) await releaseIncrement(world.as('inspector'), baseline, number);
  await addMember(world.as('coordinator'), baseline, fieldworker.id);
  await campaigns.start(world.as('inspector'), baseline);
  await closeBaseline(world, baseline);
  await later(world, 31);
  await readAnswers(world, baseline);
  await spareAll(world, baseline);
}, 180_000);
afterAll(() => world.close());

const ofTest = (ordinal: number) =>
  sql`(select id from test where campaign = ${baseline} and ordinal = ${ordinal})`;
const flipped = (column: string) => {
  const bytes = sql.ref(column);
  return sql`${bytes} = set_byte(${bytes}, 12, get_byte(${bytes}, 12) # 1)`;
};

/** What is changed, how it is put back (left out: by the same change again), and what the refusal names. */
const CHANGES: Readonly<
  Record<
    string,
    readonly [
      table: string,
      refusal: string,
      change: () => ReturnType<typeof sql>,
      back?: () => ReturnType<typeof sql>,
    ]
  >
> = {
  'the minute that was drawn': [
    'application',
    'approval-test-differs 1',
    () =>
      sql`update application set planned_at = planned_at + interval '1 minute' where test = ${ofTest(0)} and position = 2`,
    () =>
      sql`update application set planned_at = planned_at - interval '1 minute' where test = ${ofTest(0)} and position = 2`,
  ],
  'a name': [
    'application',
    'approval-test-differs 8',
    () => sql`update application set from_name = from_name || '!' where test = ${ofTest(7)} and position = 1`,
    () =>
      sql`update application set from_name = rtrim(from_name, '!') where test = ${ofTest(7)} and position = 1`,
  ],
  'a letter': [
    'application',
    'approval-test-differs 23',
    () => sql`update application set body = body || '!' where test = ${ofTest(22)} and position = 1`,
    () => sql`update application set body = rtrim(body, '!') where test = ${ofTest(22)} and position = 1`,
  ],
  'where somebody lives': [
    'application',
    'approval-test-differs 2',
    () => sql`update application set profile = profile || '{"extra": "Gent"}' where test = ${ofTest(1)}`,
    () => sql`update application set profile = profile - 'extra' where test = ${ofTest(1)}`,
  ],
  'who of a pair goes first': [
    'test',
    'approval-test-differs 6',
    () =>
      sql`update test set first_arm = case first_arm when 'control' then 'treatment' else 'control' end where id = ${ofTest(5)}`,
  ],
  'which wording an arm has': [
    'application',
    'approval-test-differs 5',
    () => sql`update application set template = 1 - template where test = ${ofTest(4)}`,
  ],
  'a layout': [
    'application',
    'approval-test-differs 5',
    () => sql`update application set layout = 1 - layout where test = ${ofTest(4)}`,
  ],
  'whom a test is of': [
    'test',
    'approval-test-differs 4',
    () =>
      sql`update test set employer = (select employer from test where id = ${ofTest(11)}) where id = ${ofTest(3)}`,
    () =>
      sql`update test set employer = (select v.employer from vacancy v where v.id = test.vacancy) where id = ${ofTest(3)}`,
  ],
  'a block': [
    'test',
    'approval-test-differs 24',
    () => sql`update test set block = block + 1 where id = ${ofTest(23)}`,
    () => sql`update test set block = block - 1 where id = ${ofTest(23)}`,
  ],
  'a leaf': [
    'test',
    'approval-test-differs 10',
    () => sql`update test set ${flipped('leaf')} where id = ${ofTest(9)}`,
  ],
  'the increment of a test': [
    'test',
    'approval-test-differs 18',
    () => sql`update test set increment = 1 - increment where id = ${ofTest(17)}`,
  ],
  'a test that was taken away': [
    'test',
    'approval-test-differs 20',
    () => sql`update test set ordinal = 900 where id = ${ofTest(19)}`,
    () => sql`update test set ordinal = 19 where campaign = ${baseline} and ordinal = 900`,
  ],
  'the root of an increment': [
    'plan_increment',
    'approval-drawing-differs 1',
    () => sql`update plan_increment set ${flipped('root')} where campaign = ${baseline} and number = 1`,
  ],
  'what a seal commits to': [
    'seal',
    'approval-drawing-differs 0',
    () => sql`update seal set ${flipped('seed_commitment')} where campaign = ${baseline}`,
  ],
  'what a drawing looked at': [
    'plan_input',
    'approval-unreadable',
    () => sql`update plan_input set ${flipped('sealed')} where campaign = ${baseline} and drawing = 1`,
  ],
  'that anything was kept at all': [
    'plan_input',
    'approval-drawing-differs 0',
    () => sql`update plan_input set campaign = (select id from campaign where id <> ${baseline} limit 1)`,
    () => sql`update plan_input set campaign = ${baseline}`,
  ],
};

describe('a plan that is drawn again', { timeout: 120_000 }, () => {
  test('was drawn in two steps, each of which kept what it looked at, without anybody who recruits', async () => {
    const kept = await rows<{ drawing: number; named: boolean; sealed: string }>(
      sql`select i.drawing, i.sealed::text as sealed, p.body::jsonb ->> 'input' = encode(i.hash, 'hex') as named
        from plan_input i join plan_increment p on p.campaign = i.campaign and p.number = i.drawing order by 1`,
    );
    expect(kept.map(({ drawing, named }) => [drawing, named])).toEqual([
      [0, true],
      [1, true],
    ]);
    const opened = await world
      .as('coordinator')
      .read((ctx) => createInputs(Buffer.from(WORLD_KEY, 'utf8')).open(ctx, baseline));
    const recruiters = await rows<{ who: string | null }>(
      sql`select distinct unnest(array[contact_name, contact_address]) as who from vacancy`,
    );
    const text = JSON.stringify(opened);
    expect(recruiters.filter(({ who }) => who !== null && text.includes(who))).toEqual([]);
    expect(text).toContain('"frame"');
    expect(await rows(sql`select from drawn_material`)).toHaveLength(1);
  });

  test.each(Object.entries(CHANGES))(
    'finds %s, and nothing is approved',
    async (_, [table, named, change, back]) => {
      await rows(sql`insert into campaign (id, name, purpose, service, ground, scenario, scenario_version, scenario_hash, basis_code, basis_version, hypothesis,
        primary_definition, stop_rule, alpha, power, control_only, treatment_only, send_from, pairs_per_day, created_by)
      select gen_random_uuid(), 'Een andere', purpose, service, ground, scenario, scenario_version, scenario_hash, basis_code, basis_version, hypothesis,
        primary_definition, stop_rule, alpha, power, control_only, treatment_only, send_from, pairs_per_day, created_by
      from campaign where id = ${baseline} and not exists (select from campaign where name = 'Een andere')`);
      await behindItsBack(world, table, change());
      const found = await refusal();
      await behindItsBack(world, table, (back ?? change)());
      expect(found).toBe(named);
    },
  );

  test('does not open under another secret, and the refusal says what to do', async () => {
    const other = await createServices({
      config: readConfig({ PT_SECRET: `${WORLD_KEY}-anders`, PT_LOG_LEVEL: 'silent' }),
      database: world.services.database,
      log: createLog('silent'),
      smtp: { host: '127.0.0.1', port: 1 },
      mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example'] },
    });
    const approving = other.approval.approve(other.contextFor(world.as('coordinator').actor), baseline);
    await expect(approving).rejects.toMatchObject({ code: 'approval-unreadable' });
    expect(await rows(sql`select from figure_approval`)).toEqual([]);
  });

  test('names the test on the page', async () => {
    const move = (by: number) =>
      behindItsBack(world, 'test', sql`update test set block = block + ${by} where id = ${ofTest(11)}`);
    await move(1);
    const { status, text } = await approve();
    await move(-1);
    expect([status, text.includes('De eerste die verschilt heeft dit nummer'), />12</.test(text)]).toEqual([
      409,
      true,
      true,
    ]);
  });

  test('is asked for by the database too, whoever writes the approval', async () => {
    for (const replayed of [sql`null, null`, sql`sha256('x'), app_now()`])
      await expect(
        byHand(
          sql`insert into figure_approval (campaign, publication_hash, approved_by, replay_hash, replayed_at)
            select campaign, hash, app_actor(), ${replayed} from publication where campaign = ${baseline}`,
        ),
      ).rejects.toMatchObject({ constraint: 'figure_approval_replayed' });
    for (const statement of [
      sql`insert into plan_input (campaign, drawing, hash, sealed) values (${baseline}, 2, sha256('x'), '\\x01')`,
      sql`insert into plan_input (campaign, drawing, hash, sealed) select id, 0, sha256('x'), '\\x01' from campaign where name = 'Een andere'`,
    ])
      await expect(byHand(statement)).rejects.toThrow();
    await expect(byHand(sql`update plan_input set hash = sha256('x')`)).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('is the same when the register moved on since, and then its hash stands with the approval', async () => {
    await rows(sql`update employer set name = name || ' (nieuw)', parent_kbo = null`);
    await rows(
      sql`update vacancy set title = 'Iets anders', postcode = '9000', place = 'Gent', contact_address = 'nu@anders.example'`,
    );
    expect((await getAs(world, coordinator, page())).text).toContain('Eerst wordt het plan opnieuw geloot');
    expect((await approve()).status).toBe(303);
    const [kept] = await rows<{ hash: string; whole: boolean; at: boolean }>(
      sql`select encode(replay_hash, 'hex') as hash, replayed_at = approved_at as at, replay_hash = plan_leaves_hash(campaign) as whole from figure_approval`,
    );
    expect(kept).toMatchObject({ whole: true, at: true });
    expect((await getAs(world, coordinator, page())).text).toContain(kept!.hash);
    const record = await getAs(world, coordinator, '/gegevensbescherming/verwerkingen.json', {
      accept: 'application/json',
    });
    expect(JSON.parse(record.text).record.baselines).toMatchObject([{ replay: { hash: kept!.hash } }]);
    const [log] = await rows<{ body: string }>(
      sql`select body from audit_link where what = 'figures.approved'`,
    );
    expect(JSON.parse(log!.body)).toMatchObject({ replayHash: kept!.hash });
  });

  test('what it was drawn from goes with its seed', async () => {
    await runJob(world, 'approval.erase');
    expect(
      await rows(
        sql`select drawing, length(sealed) as bytes, erased_at is not null as erased from plan_input order by 1`,
      ),
    ).toEqual([
      { drawing: 0, bytes: 0, erased: true },
      { drawing: 1, bytes: 0, erased: true },
    ]);
    expect((await getAs(world, coordinator, page())).text).toContain('Plan opnieuw geloot');
  });
});
