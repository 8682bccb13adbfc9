// A plan with a rolling frame: drawn in steps, each chained to the seal, within what was sealed and authorised; and the tests of
// one employer proven against the seal without the others'.
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { sealSigner, verifyIncrements } from '../../src/campaigns/index.js';
import { faultOfProof, Proof, releaseIncrement } from '../../src/fieldwork/index.js';
import { canonicalJson } from '../../src/platform/canonical.js';
import { addDays, toLocal } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  seedOf,
  WORLD_KEY,
  type World,
} from '../support/world.js';

const [ines, cas] = practiceAccounts;
const QUOTA = 5;

let world: World;
let id: CampaignId;
const owner = <Row>(query: RawBuilder<unknown>, on = world): Promise<Row[]> =>
  asOwner(on.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);
const codeOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );
const grow = (campaign: CampaignId, on = world) => on.services.campaigns.grow(on.as('coordinator'), campaign);
const increments = (campaign: CampaignId, on = world) =>
  owner<{ number: number; tests: number; root: string; hash: string; previous: string | null }>(
    sql`select number, tests, encode(root, 'hex') as root, encode(hash, 'hex') as hash, encode(previous, 'hex') as previous
      from plan_increment where campaign = ${campaign} order by number`,
    on,
  );
const verify = () =>
  verifyIncrements(world.services.systemContext(), sealSigner(Buffer.from(WORLD_KEY)).publicKey);

async function sealed(seed: number, change: Partial<CampaignDraft> = {}, on = world): Promise<CampaignId> {
  const campaign = await on.services.campaigns.create(
    on.as('inspector'),
    draftOf(2, {
      rolling: true,
      cells: ['bouw', 'uitzend'].map((sector) => ({ sector, quota: QUOTA })),
      pairsPerDay: 2,
      ...change,
    }),
  );
  await on.services.campaigns.seal(on.as('coordinator'), campaign, seedOf(seed));
  return campaign;
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 2);
  id = await sealed(1);
});
afterAll(() => world.close());

describe('a plan that fills up later', () => {
  test('is sealed with the vacancies there are, and its seal names the root of its tests', async () => {
    const [first, ...more] = await increments(id);
    expect([first?.tests, first?.previous, more]).toEqual([4, null, []]);
    const [seal] = await owner<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    expect(JSON.parse(seal!.body)).toMatchObject({ root: first!.root, rolling: true, tests: 4 });
  });

  test('does not grow before it is authorised, nor when it was sealed as fixed', async () => {
    expect(await codeOf(grow(id))).toBe('increment-state');
    const fixed = await codeOf(sealed(2, { rolling: false, sendFrom: addDays(MONDAY, 1) }));
    expect(fixed).toBe('frame-too-small');
  });

  test('grows by nothing while no new vacancy is open', async () => {
    await releaseIncrement(world.as('inspector'), id, 0);
    await authorise(world, id, { maxTests: 9 });
    expect(await codeOf(grow(id))).toBe('increment-empty');
  });

  test('takes later vacancies by its own page, up to the authorised number, after the days that are planned', async () => {
    await importWorld(world, 12);
    const page = await getAs(world, cas, `/campagnes/${id}/aanvullingen`);
    expect([page.status, page.text.includes('Trek een aanvulling')]).toEqual([200, true]);
    expect((await getAs(world, ines, `/campagnes/${id}/aanvullingen`)).text).not.toContain(
      'Trek een aanvulling',
    );
    const grown = await postAs(world, cas, `/campagnes/${id}/aanvullingen/trek`, {});
    expect(grown.headers['location']).toBe(`/campagnes/${id}/aanvullingen`);
    const [seal] = await owner<{ hash: string }>(
      sql`select encode(hash, 'hex') as hash from seal where campaign = ${id}`,
    );
    const [, second] = await increments(id);
    expect(second).toMatchObject({ number: 1, tests: 5, previous: seal!.hash });
    const tests = await owner<{ ordinal: number; sector: string; due: Date; increment: number }>(
      sql`select t.ordinal, t.sector, a.due_at as due, t.increment from test t join application a on a.test = t.id and a.position = 1
        where t.campaign = ${id} order by t.ordinal`,
    );
    expect(tests.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const dayOf = (increment: number) =>
      tests.filter((one) => one.increment === increment).map(({ due }) => toLocal(due).date);
    expect(dayOf(1).sort()[0]! > dayOf(0).sort().at(-1)!).toBe(true);
    expect(await verify()).toEqual({ papers: 2, broken: null });
  });

  test('goes no further than the authorised number', async () => {
    expect(await codeOf(grow(id))).toBe('increment-past-number');
  });

  test('sends nothing of an increment that nobody released', async () => {
    const [waiting] = await owner<{ why: string | null }>(
      sql`select identity_bars(a.id) as why from application a join test t on t.id = a.test where t.campaign = ${id} and t.increment = 1 limit 1`,
    );
    expect(waiting!.why).toBe('identity-unreleased');
    await releasedByADrawer();
    await releaseIncrement(world.as('inspector'), id, 1);
    const [free] = await owner<{ why: string | null }>(
      sql`select identity_bars(a.id) as why from application a join test t on t.id = a.test where t.campaign = ${id} and t.increment = 1 limit 1`,
    );
    expect(free!.why).toBeNull();
  });
});

/** Who had another increment of the campaign drawn does not release this one: neither by the program nor by hand. */
async function releasedByADrawer(): Promise<void> {
  const drawnBy = (account: string) =>
    owner(sql`update plan_increment set drawn_by = ${account} where campaign = ${id} and number = 0`);
  await owner(sql`alter table plan_increment disable trigger user`);
  await drawnBy(ines.id);
  expect(await codeOf(releaseIncrement(world.as('inspector'), id, 1))).toBe('identity-two-persons');
  const byHand = world
    .as('inspector')
    .inTx((ctx) =>
      sql`insert into identity_release (campaign, increment, root, released_by) select campaign, number, root, app_actor() from plan_increment where campaign = ${id} and number = 1`.execute(
        ctx.db,
      ),
    );
  expect(await codeOf(byHand)).toBe('identity_two_persons');
  const page = await getAs(world, ines, `/campagnes/${id}/kandidaten?aanvulling=1`);
  expect(page.text).toContain('U liet zelf kandidaten van deze campagne trekken.');
  await drawnBy(cas.id);
  await owner(sql`alter table plan_increment enable trigger user`);
}

describe('the same seed over the same frame', () => {
  test('gives the same increments, byte for byte', async () => {
    const drawIn = async (): Promise<unknown> => {
      const other = await openWorld();
      try {
        await importWorld(other, 2);
        const campaign = await sealed(7, { name: 'Zelfde plan' }, other);
        await authorise(other, campaign);
        await importWorld(other, 6);
        await grow(campaign, other);
        const leaves = await owner(
          sql`select encode(leaf, 'hex') as leaf from test where campaign = ${campaign} order by ordinal`,
          other,
        );
        return [leaves, (await increments(campaign, other)).map(({ root }) => root)];
      } finally {
        await other.close();
      }
    };
    const first = await drawIn();
    expect(first).toMatchObject([{ length: 10 }, { length: 2 }]);
    expect(await drawIn()).toEqual(first);
  });
});

describe('the database refuses, for the program’s role', () => {
  const asCas = (statement: RawBuilder<unknown>) =>
    codeOf(world.as('coordinator').inTx((ctx) => statement.execute(ctx.db)));

  test('a test that joins a drawn increment', async () => {
    expect(
      await asCas(
        sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
          select gen_random_uuid(), ${id}, 99, v.id, v.employer, 'u', 'bouw', 'origin', 'control', 1, sha256('x'), 1 from vacancy v
          where v.id not in (select vacancy from test where campaign = ${id}) limit 1`,
      ),
    ).toBe('test_increment_open');
  });

  test('a test without an increment', async () => {
    expect(
      await asCas(
        sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf)
          select gen_random_uuid(), ${id}, 99, v.id, v.employer, 'u', 'bouw', 'origin', 'control', 1, sha256('x') from vacancy v
          where v.id not in (select vacancy from test where campaign = ${id}) limit 1`,
      ),
    ).toBe('test_increment_known');
  });

  const add = async (change: { previous?: string; tests?: number; as?: 'inspector' } = {}) => {
    const before = await increments(id);
    const root = sha256('r').toString('hex');
    const previous = change.previous ?? before.at(-1)!.hash;
    const body = canonicalJson({
      number: 2,
      root,
      tests: change.tests ?? 1,
      frame: { hash: '', vacancies: 1 },
      sendFrom: '2026-10-01',
    });
    const hash = sha256('praktijktest/increment/1', Buffer.from(previous, 'hex'), body);
    return codeOf(
      world.as(change.as ?? 'coordinator').inTx(async (ctx) => {
        await sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
          select gen_random_uuid(), ${id}, 99, v.id, v.employer, 'u', 'uitzend', 'origin', 'control', 1, sha256('x'), 2 from vacancy v
          where v.id not in (select vacancy from test where campaign = ${id}) and v.sector = 'uitzend' limit 1`.execute(
          ctx.db,
        );
        await sql`insert into application (id, test, campaign, position, arm, template, layout, profile, from_name, from_address, to_address, subject, body, hidden_words, message_id, planned_at, due_at)
          select gen_random_uuid(), t.id, t.campaign, 1, 'control', 0, 0, '{}', 'x', 'planted@x.example', 'y@x.example', 's', 'b', '{}', 'planted@x', now(), now()
          from test t where t.campaign = ${id} and t.ordinal = 99`.execute(ctx.db);
        await sql`insert into plan_increment (campaign, number, body, previous, hash, root, tests, signature, signed_with, drawn_by)
          values (${id}, 2, ${body}, ${Buffer.from(previous, 'hex')}, ${hash}, ${Buffer.from(root, 'hex')}, 1, ${Buffer.alloc(64)}, ${Buffer.alloc(32)}, app_actor())`.execute(
          ctx.db,
        );
      }),
    );
  };

  test('an increment past the authorised number, one off the chain, and one that says something else than its columns', async () => {
    expect(await add()).toBe('increment_past_number');
    expect(await add({ previous: sha256('elsewhere').toString('hex') })).toBe('increment_chain');
    expect(await add({ tests: 2 })).toBe('increment_chain');
  });

  test('an increment by who may not seal, of the own team too', async () => {
    await owner(sql`alter table authorisation disable trigger user`);
    await owner(sql`update authorisation set max_tests = 100 where campaign = ${id}`);
    expect(await add({ as: 'inspector' })).toContain('row-level security policy for table "plan_increment"');
  });

  test('an increment with an employer outside the authorisation, whatever the purpose', async () => {
    await owner(sql`alter table authorisation_employer disable trigger user`);
    await owner(
      sql`insert into authorisation_employer (authorisation, campaign, number) select a.id, a.campaign, '0999999999' from authorisation a where a.campaign = ${id}`,
    );
    await owner(sql`alter table campaign disable trigger user`);
    for (const purpose of ['baseline', 'enforcement']) {
      await owner(sql`update campaign set purpose = ${purpose} where id = ${id}`);
      // The program looks at authorised employers alone: nobody is left.
      expect(await codeOf(grow(id))).toBe('increment-empty');
      expect(await add()).toBe('increment_not_authorised');
    }
    await owner(sql`alter table campaign enable trigger user`);
  });
});

describe('the proof of one employer', () => {
  let proof: Proof;
  let kbo: string;
  beforeAll(async () => {
    await owner(sql`delete from authorisation_employer where campaign = ${id}`);
    [{ kbo }] = (await owner(
      sql`select e.kbo from test t join employer e on e.id = t.employer where t.campaign = ${id} and t.increment = 1 order by t.ordinal limit 1`,
    )) as [{ kbo: string }];
  });

  test('waits until its tests are closed', async () => {
    expect((await getAs(world, ines, `/campagnes/${id}/bewijs/${kbo}`)).status).toBe(409);
    expect((await getAs(world, ines, `/campagnes/${id}/bewijs`)).text).toContain('nog niet: er lopen testen');
  });

  test('shows its tests and leads from each to the seal', async () => {
    await owner(
      sql`insert into counted_test (test, campaign, ordinal, sector, ground, wave, employer, employer_unit, occupation, bottleneck, strict, lenient)
        select t.id, t.campaign, t.ordinal, t.sector, t.ground, 1, t.employer, t.employer_unit, 'x', false, 'both', 'both' from test t where t.campaign = ${id}`,
    );
    const file = await getAs(world, ines, `/campagnes/${id}/bewijs/${kbo}`, { accept: 'application/json' });
    expect(file.status).toBe(200);
    proof = Proof.parse(JSON.parse(file.text));
    expect(faultOfProof(proof)).toBeNull();
    expect(proof.tests.every(({ text }) => JSON.parse(text).kbo === kbo)).toBe(true);
  });

  test('holds nothing of any other employer', async () => {
    const others = await owner<{ kbo: string; name: string; address: string }>(
      sql`select distinct e.kbo, e.name, a.from_address as address from test t join employer e on e.id = t.employer join application a on a.test = t.id
        where t.campaign = ${id} and e.kbo <> ${kbo}`,
    );
    const text = JSON.stringify(proof);
    expect(others.length).toBeGreaterThan(4);
    expect(
      others.filter((one) => [one.kbo, one.name, one.address].some((part) => text.includes(part))),
    ).toEqual([]);
  });

  test('breaks when anything in it is changed', () => {
    const [one] = proof.tests;
    const changed = (change: Partial<Proof>): string | null => faultOfProof({ ...proof, ...change });
    expect(changed({ kbo: '0999999999' })).toContain('another employer');
    expect(
      changed({
        tests: [{ ...one!, text: one!.text.replace('"bouw"', '"hout"').replace('"uitzend"', '"hout"') }],
      }),
    ).toContain('leaf');
    expect(changed({ tests: [{ ...one!, path: one!.path.slice(1) }] })).toContain('root');
    expect(changed({ increments: [] })).toContain('root');
    expect(changed({ seal: { ...proof.seal, body: `${proof.seal.body} ` } })).toContain('seal');
    expect(changed({ tests: [] })).toContain('no test');
  });

  test('is for the own team, and logged', async () => {
    const fieldworker = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'fieldworker'))!;
    expect((await getAs(world, fieldworker, `/campagnes/${id}/bewijs/${kbo}`)).status).toBe(403);
    const [logged] = await owner<{ n: number }>(
      sql`select count(*)::int as n from audit_link where what = 'evidence.proven' and campaign = ${id}`,
    );
    expect(logged!.n).toBe(1);
  });
});

describe('a plan that fills up and is ended before it is full', () => {
  test('ended early, whatever was sent of it', async () => {
    const short = await sealed(5, {
      name: 'Te vroeg gesloten',
      cells: [{ sector: 'detailhandel', quota: 40 }],
      sendFrom: addDays(MONDAY, 1),
    });
    await releaseIncrement(world.as('inspector'), short, 0);
    await authorise(world, short);
    await world.services.campaigns.start(world.as('inspector'), short);
    await owner(
      sql`update application set state = 'cancelled', state_reason = 'x' where campaign = ${short}`,
    );
    await world.services.campaigns.close(world.as('coordinator'), short, 'het is genoeg geweest', false);
    expect(await owner(sql`select early from campaign_end where campaign = ${short}`)).toEqual([
      { early: true },
    ]);
  });
});

describe('checking the increments', () => {
  const whyBroken = async () => (await verify()).broken;
  beforeAll(async () => {
    for (const table of ['test', 'plan_increment', 'identity_release'])
      await owner(sql`alter table ${sql.table(table)} disable trigger user`);
    await owner(sql`delete from identity_release where campaign = ${id}`);
  });

  test('tells of a test that stands in none', async () => {
    expect(await whyBroken()).toBeNull();
    await owner(
      sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
        select gen_random_uuid(), ${id}, 99, v.id, v.employer, 'u', 'bouw', 'origin', 'control', 1, sha256('x'), 7 from vacancy v
        where v.id not in (select vacancy from test where campaign = ${id}) limit 1`,
    );
    expect(await whyBroken()).toEqual({ campaign: id, why: 'a test stands in an increment that is missing' });
    await owner(sql`delete from test where campaign = ${id} and ordinal = 99`);
  });

  test('tells when the last is gone, and when all are', async () => {
    await owner(sql`delete from plan_increment where campaign = ${id} and number = 1`);
    expect(await whyBroken()).toEqual({ campaign: id, why: 'an increment that the log holds is missing' });
    await owner(sql`delete from plan_increment where campaign = ${id}`);
    expect(await whyBroken()).toEqual({
      campaign: id,
      why: 'the increment that its seal names is missing',
    });
  });
});
