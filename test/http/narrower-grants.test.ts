// A decision narrower than the plan: it is recorded as it was decided, and what lies outside it leaves the plan or does not leave.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { listFreeTesters } from '../../src/fieldwork/calls/views.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import { callDraft, openCallsOf } from '../support/calls.js';
import { draftOf, importWorld, meetAll, MONDAY, openWorld, seedOf, type World } from '../support/world.js';

const [ines, cas, veerle] = practiceAccounts;
const document = sha256('een beslissing').toString('hex');
const voidReason = 'De machtiging laat er minder toe dan gevraagd.';

let world: World;
let seeds = 0;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
});
afterAll(() => world.close());

/** A sealed plan of four pairs whose authorisation was asked for. */
async function asked(quota = 2): Promise<CampaignId> {
  const { campaigns } = world.services;
  seeds += 1;
  const cells = ['bouw', 'uitzend'].map((sector) => ({ sector, quota }));
  const id = await campaigns.create(world.as('inspector'), draftOf(1, { name: `Smaller ${seeds}`, cells }));
  await campaigns.seal(world.as('coordinator'), id, seedOf(700 + seeds));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, veerle.id);
  await campaigns.requestAuthorisation(world.as('inspector'), id, 'magistrate');
  return id;
}
const decided = (change: Record<string, string> = {}) => ({
  number: 'AA-12',
  decidedOn: '2026-09-01',
  validFrom: '2026-09-01',
  validUntil: '2027-03-01',
  maxTests: '9',
  employers: '',
  conditions: '',
  thirdPersons: '',
  documentHash: document,
  ...change,
});
const post = (who: { id: string }, id: string, step: string, body: object) =>
  postAs(world, who, `/campagnes/${id}/machtiging/${step}`, body);
const grant = async (id: CampaignId, change: Record<string, string>): Promise<void> => {
  expect((await post(cas, id, 'noteer-verlening', decided(change))).status).toBe(303);
};
const show = async (who: { id: string }, id: string): Promise<string> =>
  (await getAs(world, who, `/campagnes/${id}/machtiging`)).text;
const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );
const start = (id: CampaignId) => refusalOf(world.services.campaigns.start(world.as('inspector'), id));
const startByHand = (id: CampaignId) =>
  refusalOf(
    world
      .as('inspector')
      .inTx((ctx) => sql`update campaign set state = 'running' where id = ${id}`.execute(ctx.db)),
  );
const waiting = async (id: CampaignId): Promise<number[]> =>
  (
    await owner<{ ordinal: number }>(
      sql`select distinct t.ordinal from test t join application a on a.test = t.id where t.campaign = ${id} and a.state in ('planned', 'due') order by 1`,
    )
  ).map(({ ordinal }) => ordinal);

describe('a grant for fewer tests than the plan has', () => {
  test('is recorded, holds up the start, and the last of the plan leave it by an amendment with a reason', async () => {
    const id = await asked();
    await grant(id, { maxTests: '3' });
    expect([await start(id), await startByHand(id)]).toEqual([
      'authorisation-narrower',
      'campaign_outside_authorisation',
    ]);
    expect(await show(cas, id)).toContain('ligt erbuiten: nummer 4.');
    const short = await post(cas, id, 'laat-vervallen', { voidReason: 'kort' });
    expect([short.status, short.text.includes('href="#voidReason"')]).toEqual([422, true]);
    expect((await post(cas, id, 'laat-vervallen', { voidReason })).status).toBe(303);
    expect(await waiting(id)).toEqual([0, 1, 2]);
    const made = await owner<{ kind: string; made_by: string; reason: string }>(
      sql`select kind, made_by, reason from amendment where campaign = ${id}`,
    );
    expect(made).toEqual([{ kind: 'void-tests', made_by: cas.id, reason: voidReason }]);
    expect((await post(cas, id, 'laat-vervallen', { voidReason })).status).toBe(409);
    expect(await start(id)).toBeNull();
  });

  test('counts only what the decision covers: others leave the plan, and the number is not lost on them', async () => {
    const id = await asked();
    const kbos = await owner<{ kbo: string }>(
      sql`select e.kbo from test t join employer e on e.id = t.employer where t.campaign = ${id} order by t.ordinal`,
    );
    await grant(id, { maxTests: '2', employers: [kbos[1]!.kbo, kbos[3]!.kbo].join('\n') });
    await post(cas, id, 'laat-vervallen', { voidReason });
    expect(await waiting(id)).toEqual([1, 3]);
    expect(await start(id)).toBeNull();
  });

  test('covers no more than was asked: what a request does not name leaves the plan too', async () => {
    const id = await asked();
    const kbos = await owner<{ kbo: string }>(
      sql`select e.kbo from test t join employer e on e.id = t.employer where t.campaign = ${id} order by t.ordinal`,
    );
    // An exercise is asked for without a text; here one names two employers.
    await owner(sql`alter table authorisation_request disable trigger user`);
    await owner(
      sql`insert into authorisation_request (authorisation, campaign, addressee, motivation, necessity, max_tests, wanted_from, wanted_until, test_types, employers, third_persons)
        select id, campaign, 'x', 'x', 'x', 9, '2026-09-01', '2027-03-01', '{correspondence}', ${[kbos[0]!.kbo, kbos[2]!.kbo]}::text[], false
        from authorisation where campaign = ${id}`,
    );
    await owner(sql`alter table authorisation_request enable trigger user`);
    await grant(id, { employers: [kbos[2]!.kbo, kbos[3]!.kbo].join('\n') });
    expect([await start(id), await startByHand(id)]).toEqual([
      'authorisation-narrower',
      'campaign_outside_authorisation',
    ]);
    await post(cas, id, 'laat-vervallen', { voidReason });
    expect(await waiting(id)).toEqual([2]);
    expect(await start(id)).toBeNull();
  });

  test('is narrowed by a coordinator of the team who did not design the plan', async () => {
    const id = await asked();
    await grant(id, { maxTests: '3' });
    expect((await post(ines, id, 'laat-vervallen', { voidReason })).status).toBe(403);
    expect(await show(ines, id)).toContain('Een andere coördinator van het team');
    await owner(sql`alter table campaign disable trigger user`);
    await owner(sql`update campaign set created_by = ${cas.id} where id = ${id}`);
    await owner(sql`alter table campaign enable trigger user`);
    expect((await post(cas, id, 'laat-vervallen', { voidReason })).status).toBe(409);
  });
});

describe('a grant that names kinds of test', () => {
  test('lets no plan of another kind start', async () => {
    const id = await asked();
    await grant(id, { 'testTypes-client-call': 'ja' });
    expect(await start(id)).toBe('authorisation-other-test-type');
    expect(await show(ines, id)).toContain('oproepen als klant');
  });

  test('lets a plan of its kind start', async () => {
    const id = await asked();
    await grant(id, { 'testTypes-correspondence': 'ja', thirdPersons: 'no' });
    expect(await start(id)).toBeNull();
  });
});

describe('a grant without third persons', () => {
  test('lets no tester begin a call, or be given one, who is no inspector', async () => {
    const { campaigns, calls } = world.services;
    await owner(sql`update employer set phone = '03 123 45 ' || right(kbo, 2)`);
    const id = await campaigns.create(world.as('inspector'), callDraft(2));
    await campaigns.seal(world.as('coordinator'), id, seedOf(790));
    await addMember(world.as('coordinator'), id, veerle.id);
    await campaigns.requestAuthorisation(world.as('inspector'), id, 'magistrate');
    await grant(id, { thirdPersons: 'no' });
    await meetAll(world, id);
    expect(await start(id)).toBeNull();
    const [task] = await openCallsOf(world.as('tester'));
    const through = await refusalOf(calls.start(world.as('tester'), task!.id));
    const byHand = await refusalOf(
      world
        .as('tester')
        .inTx((ctx) =>
          sql`update call_task set started_at = app_now() where id = ${task!.id}`.execute(ctx.db),
        ),
    );
    const tess = world.as('tester').actor.id;
    await owner(sql`alter table call_task disable trigger user`);
    await owner(sql`update call_task set tester = null where id = ${task!.id}`);
    await owner(sql`alter table call_task enable trigger user`);
    const given = await refusalOf(
      world
        .as('fieldworker')
        .inTx((ctx) => sql`update call_task set tester = ${tess} where id = ${task!.id}`.execute(ctx.db)),
    );
    const planned = await refusalOf(
      calls.assign(world.as('coordinator'), task!.id, { tester: 1, plannedOn: MONDAY }),
    );
    expect([through, byHand, given, planned]).toEqual([
      'authorisation-inspectors-only',
      'gate:authorisation-inspectors-only',
      'gate:authorisation-inspectors-only',
      'unknown-tester',
    ]);
    // Nobody is proposed either: an inspector must be made a tester first.
    expect(await world.as('coordinator').read((ctx) => listFreeTesters(ctx, id))).toEqual([]);
  });
});

describe('an extension', () => {
  const later = { number: 'AA-13', decidedOn: '2026-09-07', documentHash: document };

  test('may bring fewer tests, and what is past them does not leave', async () => {
    const id = await asked();
    await grant(id, {});
    expect(await start(id)).toBeNull();
    const wider = await post(cas, id, 'verleng', { ...later, validUntil: '2027-06-01', maxTests: '99' });
    expect(wider.status).toBe(409);
    const narrower = await post(cas, id, 'verleng', { ...later, validUntil: '2027-06-01', maxTests: '1' });
    expect(narrower.status).toBe(303);
    expect(await show(ines, id)).toContain('hoogstens 1');
    await owner(
      sql`update application set state = 'due', next_attempt_at = app_now(), due_at = app_now(), attempts = 1 where campaign = ${id} and position = 1`,
    );
    await world.services.dispatch.send(world.services.systemContext());
    const sent = await owner<{ n: number }>(
      sql`select count(*)::int as n from application where campaign = ${id} and state = 'sent'`,
    );
    expect(sent).toEqual([{ n: 1 }]);
    // Paused and taken up again: what is past the number waits, and holds up nothing else.
    await world.services.campaigns.pause(world.as('inspector'), id, 'De mailserver hapert vandaag.');
    expect(await refusalOf(world.services.campaigns.resume(world.as('inspector'), id))).toBeNull();
  });

  test('brings no other number than it says, by hand', async () => {
    const id = await asked();
    await grant(id, {});
    const extend = (most: number) =>
      refusalOf(
        world.as('coordinator').inTx(async (ctx) => {
          await sql`insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, recorded_by)
            select gen_random_uuid(), id, campaign, 'x', '2026-09-07', valid_until + interval '1 day', sha256('x'), ${cas.id} from authorisation where campaign = ${id}`.execute(
            ctx.db,
          );
          await sql`update authorisation set state = 'extended', valid_until = valid_until + interval '1 day', max_tests = ${most} where campaign = ${id}`.execute(
            ctx.db,
          );
        }),
      );
    expect([await extend(8), await extend(99), await extend(9)]).toEqual([
      'authorisation_extension',
      'authorisation_extension',
      null,
    ]);
  });
});
