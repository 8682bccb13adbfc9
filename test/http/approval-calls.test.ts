// A baseline made of client calls, to the end: called in two waves, published, its plan drawn again, approved, erased.
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import { findCampaign, type CampaignId } from '../../src/campaigns/index.js';
import { findCompliance } from '../../src/findings/client-calls/index.js';
import type { AttemptKind, CallTaskId, RecordBody } from '../../src/fieldwork/calls/schema.js';
import { verifyActionReports } from '../../src/fieldwork/index.js';
import { addDays } from '../../src/platform/dates.js';
import type { Tables } from '../../src/platform/db/index.js';
import { Problem } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { behindItsBack, everythingOf, runJob } from '../support/baseline.js';
import { addSecondTester, codeCalls, openCallsOf, runningCalls } from '../support/calls.js';
import { rowsOf } from '../support/withdrawals.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
type Heard = Exclude<RecordBody, { code: AttemptKind }>;

let world: World;
let baseline: CampaignId;
let agencies: string[];
let compliance: unknown;

const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  rowsOf<Row>(world, query);
const page = () => `/campagnes/${baseline}/goedkeuring`;
const approve = () => postAs(world, coordinator, `${page()}/keur-goed`, {});
const heardNow = () =>
  world.as('coordinator').read(async (ctx) => findCompliance(ctx, await findCampaign(ctx, baseline)));

/** Runs as the program, with somebody as actor. */
const byHand = (actor: { id: string }, query: ReturnType<typeof sql>): Promise<unknown> =>
  world.services.database.kysely.transaction().execute(async (db: Kysely<Tables>) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor.id}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    await query.execute(db);
  });

/** Calls every agency of somebody that is open: those of an even number grant the wish. */
async function callAll(ctx: ReturnType<World['as']>): Promise<void> {
  for (const { id, number } of await openCallsOf(ctx))
    await world.services.calls.record(ctx, id, {
      code: number % 2 === 0 ? 'COMPLY-OPEN' : 'REFUSE',
      timesSaid: 1,
      askedReason: false,
      namedBan: false,
      deviations: [{ text: 'Dirk Bakkerij nam op.', spoils: false }],
      note: 'Dirk Bakkerij zei het zo.',
    } as unknown as Heard);
}

beforeAll(async () => {
  world = await openWorld();
  const second = await addSecondTester(world);
  baseline = await runningCalls(world, 8, {
    purpose: 'baseline',
    controlOnly: 0.11,
    treatmentOnly: 0.1,
  });
  agencies = (
    await rows<{ name: string }>(
      sql`select unnest(array[e.id::text, e.kbo, e.name, e.phone, k.employer_unit]) as name from call_task k join employer e on e.id = k.employer`,
    )
  ).map(({ name }) => name);
  const [last] = await rows<{ id: CallTaskId }>(sql`select id from call_task order by ordinal desc limit 1`);
  await world.services.calls.cancel(world.as('coordinator'), last!.id, 'Dirk Bakkerij is met pensioen.');
  for (const ctx of [world.as('tester'), second]) await callAll(ctx);
  await codeCalls(world);
  await world.services.calls.planCalls(world.as('coordinator'), baseline, {
    whom: 'over-half',
    callsPerUnit: 2,
    from: addDays(MONDAY, 7),
  });
  for (const ctx of [world.as('tester'), second]) await callAll(ctx);
  await codeCalls(world);
  await world.services.campaigns.close(
    world.as('coordinator'),
    baseline,
    'Alle kantoren van beide rondes zijn gebeld.',
    false,
  );
  await runJob(world, 'campaigns.life');
  compliance = await heardNow();
}, 180_000);
afterAll(() => world.close());

describe('a baseline of calls', { timeout: 60_000 }, () => {
  test('is closed and published, and the database names who was called', async () => {
    expect(await rows(sql`select state from campaign`)).toEqual([{ state: 'closed' }]);
    expect(await rows(sql`select from publication`)).toHaveLength(1);
    expect(await rows(sql`select distinct wave from call_task order by 1`)).toEqual([
      { wave: 1 },
      { wave: 2 },
    ]);
    const text = await everythingOf(world);
    expect(agencies.filter((name) => text.includes(name)).length).toBeGreaterThan(20);
    expect(text).toContain('Dirk Bakkerij');
  });

  test('kept what both waves were drawn from', async () => {
    expect(await rows(sql`select drawing from plan_input order by 1`)).toEqual([
      { drawing: 0 },
      { drawing: 1 },
    ]);
    const [seal] = await rows<{ named: boolean }>(
      sql`select s.body::jsonb ->> 'input' = encode(i.hash, 'hex') as named from seal s join plan_input i on i.campaign = s.campaign and i.drawing = 0`,
    );
    expect(seal).toEqual({ named: true });
  });

  test.each([
    [
      'a leaf',
      'approval-test-differs 2',
      sql`update call_task set leaf = set_byte(leaf, 3, get_byte(leaf, 3) # 1) where ordinal = 1`,
    ],
    [
      'a turn in the second wave',
      'approval-test-differs 9',
      sql`update call_task set turn = 10 - turn where ordinal = 8`,
    ],
    [
      'the ground',
      'approval-test-differs 4',
      sql`update call_task set ground = reverse(ground) where ordinal = 3`,
    ],
    [
      'the hash of the plan',
      'approval-drawing-differs 0',
      sql`update seal set seed_commitment = set_byte(seed_commitment, 3, get_byte(seed_commitment, 3) # 1)`,
    ],
  ])('is not approved when somebody changed %s', async (_, named, change) => {
    const table = named.includes('drawing') ? 'seal' : 'call_task';
    await behindItsBack(world, table, change);
    const found = await world.services.approval
      .approve(world.as('coordinator'), baseline)
      .then(() => 'approved')
      .catch((error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        return `${error.code} ${error.detail ?? ''}`;
      });
    await behindItsBack(world, table, change);
    expect(found).toBe(named);
    expect(await rows(sql`select from figure_approval`)).toEqual([]);
  });

  test('is approved by a coordinator, whose page says what goes of calls', async () => {
    const { text } = await getAs(world, coordinator, page());
    expect(text).toMatch(/welke kantoren in \d+ oproepen gebeld zijn/);
    expect(text).not.toContain('vacature');
    expect((await postAs(world, inspector, `${page()}/keur-goed`, {})).status).toBe(403);
    expect((await approve()).status).toBe(303);
    expect(
      await rows(sql`select replay_hash = plan_leaves_hash(campaign) as same from figure_approval`),
    ).toEqual([{ same: true }]);
  });

  test('then names no agency any more, in any table, and leaves no mark: calls count in no cap', async () => {
    await runJob(world, 'approval.erase');
    await runJob(world, 'approval.erase');
    const [done] = await rows<{ tests: number; employers: number; answers: number; marks: number }>(
      sql`select tests, employers, answers, marks from employer_erasure`,
    );
    const [calls] = await rows<{ n: number; heard: number }>(
      sql`select count(*)::int as n, (select count(*)::int from call_outcome) as heard from call_task`,
    );
    expect(done).toEqual({ tests: calls!.n, employers: 8, answers: calls!.heard, marks: 0 });
    const text = await everythingOf(world);
    expect(agencies.filter((name) => text.includes(name))).toEqual([]);
    expect(text).not.toContain('Dirk Bakkerij');
    expect(await rows(sql`select from cap_mark`)).toEqual([]);
    expect(await rows(sql`select from plan_input where length(sealed) > 0`)).toEqual([]);
  });

  test('keeps its figures, its chain and its report of action', async () => {
    expect(await heardNow()).toEqual(compliance);
    expect(await verifyChain(world.services.systemContext())).toMatchObject({ broken: null });
    const actions = `/campagnes/${baseline}/machtiging/handelingen`;
    expect((await postAs(world, inspector, actions, {})).status).toBeLessThan(400);
    const report = await getAs(world, inspector, `${actions}/1/verslag.json`);
    const [{ n } = { n: 0 }] = await rows<{ n: number }>(sql`select count(*)::int as n from call_task`);
    expect(JSON.parse(report.text).calls).toHaveLength(n);
    expect(await verifyActionReports(world.services.systemContext())).toMatchObject({ broken: null });
  });

  test('keeps its pages', async () => {
    for (const [who, path, words] of [
      [coordinator, page(), 'Oproepen zonder kantoor'],
      [fieldworker, `/campagnes/${baseline}/oproepen`, 'Kantoor 1'],
      [coordinator, `/campagnes/${baseline}/klantoproepen`, 'Kantoor 1'],
      [coordinator, `/campagnes/${baseline}`, '8 werkgevers'],
    ] as const) {
      const { status, text } = await getAs(world, who, path);
      expect([path, status, text.includes(words)]).toEqual([path, 200, true]);
    }
  });

  test('and who was called is brought back by nobody', async () => {
    for (const change of [
      sql`update call_task set employer = (select id from employer limit 1)`,
      sql`update call_task set phone = '03 123 45 67'`,
    ]) {
      await expect(rows(change)).rejects.toMatchObject({ code: '23001' });
      for (const who of [coordinator, systemAccount])
        await expect(byHand(who, change)).rejects.toMatchObject({ code: /42501|23001/ });
    }
    await expect(
      byHand(
        coordinator,
        sql`insert into call_task (id, campaign, ordinal, wave, turn, employer_unit, sector, ground, script, leaf, planned_on)
          select gen_random_uuid(), campaign, 900, 9, 1, 'kbo:x', sector, ground, script, leaf, planned_on from call_task limit 1`,
      ),
    ).rejects.toMatchObject({ code: '23001' });
  });

  test('from before it was kept what plans are drawn from is approved as well, and says so', async () => {
    const older = await runningCalls(
      world,
      6,
      { purpose: 'baseline', controlOnly: 0.11, treatmentOnly: 0.1 },
      1000,
    );
    for (const { id } of await rows<{ id: CallTaskId }>(
      sql`select id from call_task where campaign = ${older} order by ordinal`,
    ))
      await world.services.calls.cancel(world.as('coordinator'), id, 'Wij bellen dit kantoor niet meer.');
    await world.services.campaigns.close(world.as('coordinator'), older, null, false);
    await runJob(world, 'campaigns.life');
    await behindItsBack(world, 'plan_input', sql`delete from plan_input where campaign = ${older}`);
    // While its seal names what it was drawn from, that this is gone is found.
    const act = () => postAs(world, coordinator, `/campagnes/${older}/goedkeuring/keur-goed`, {});
    expect((await act()).status).toBe(409);
    await behindItsBack(
      world,
      'seal',
      sql`update seal set body = (body::jsonb - 'input')::text where campaign = ${older}`,
    );
    expect((await act()).status).toBe(303);
    const { text } = await getAs(world, coordinator, `/campagnes/${older}/goedkeuring`);
    expect(text).toContain('Nee: toen dit plan geloot werd, werd nog niet bewaard waaruit');
  });
});
