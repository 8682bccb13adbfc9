// The whole life of a baseline's employers: planned, answered, published, approved, erased; and the caps that hold on.
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import { addMember, sealSigner, verifyIncrements, type CampaignId } from '../../src/campaigns/index.js';
import { createDetection, releaseIncrement } from '../../src/fieldwork/index.js';
import type { TestId } from '../../src/fieldwork/scheduling/index.js';
import type { SuspicionId } from '../../src/fieldwork/detection/schema.js';
import { rebuildCounts } from '../../src/findings/counts/index.js';
import { readConfig } from '../../src/platform/config.js';
import { dateOnly } from '../../src/platform/dates.js';
import type { Tables } from '../../src/platform/db/index.js';
import { createLog } from '../../src/platform/log.js';
import { Problem } from '../../src/platform/problems.js';
import { createServices, type Services } from '../../src/services.js';
import { getAs, postAs } from '../support/acting.js';
import { closeBaseline, later as forward, readAnswers, runJob, spareAll } from '../support/baseline.js';
import { settle, type Person } from '../support/people.js';
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

const [inspector, coordinator, fieldworker] = practiceAccounts;
const DAY = 86_400_000;
const PARENT = '0999099097';

let world: World;
let dpo: Person;
let baseline: CampaignId;
/** The vacancies that were tested, by source and reference. */
let tested: string[];
let hash: Buffer;
let figures: unknown;

const rows = <Row = Record<string, unknown>>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  rowsOf<Row>(world, query);
const system = () => world.services.systemContext();
const later = (days: number) => forward(world, days);
const job = (name: string) => runJob(world, name);
const page = () => `/campagnes/${baseline}/goedkeuring`;
const approve = (who: { id: string } = coordinator) => postAs(world, who, `${page()}/keur-goed`, {});

/** Whether Vandaag leads somebody to the approval. */
const isCalledFor = async (who: { id: string }): Promise<boolean> => {
  const { text } = await getAs(world, who, '/');
  return text.includes(page());
};

/** Runs as the program, with somebody as actor. */
function byHand(actor: { id: string }, query: ReturnType<typeof sql>): Promise<unknown> {
  return world.services.database.kysely.transaction().execute(async (db: Kysely<Tables>) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor.id}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    return (await query.execute(db)).rows;
  });
}

/** Everything that the database holds outside the register, as text. */
async function everything(): Promise<string> {
  const tables = await rows<{ name: string }>(
    sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'pt' and c.relkind = 'r' and c.relname not in ('employer', 'establishment', 'vacancy') order by 1`,
  );
  const texts: string[] = [];
  for (const { name } of tables)
    for (const { text } of await rows<{ text: string }>(sql`select t::text as text from ${sql.ref(name)} t`))
      texts.push(text);
  return texts.join('\n');
}
/** Whatever in a text names a tested employer, as the register has it now: numbers, names, addresses, and ids of rows. */
async function namedIn(text: string): Promise<string[]> {
  const found = await rows<{ names: string[] }>(
    sql`select array_remove(array[e.id::text, e.kbo, e.name, v.establishment, v.id::text, v.reference, v.contact_address, v.contact_name], null) as names
      from vacancy v join employer e on e.id = v.employer where v.source || '/' || v.reference = any (${tested})`,
  );
  expect(found).toHaveLength(36);
  return [...new Set(found.flatMap((row) => row.names))].filter((name) => text.includes(name));
}

/** Figures of the campaign as everything that is computed from counts: tables, units, evidence, the published set. */
const figuresOf = () =>
  rows(sql`select (select jsonb_agg(to_jsonb(k) order by k.sector, k.ground, k.wave, k.definition) from cell_count k where k.campaign = ${baseline}) as cells,
      (select jsonb_agg(to_jsonb(x) order by x.sector, x.province, x.occupation) from (select sector, province, occupation, count(*) as tests,
        count(distinct employer_unit) as units, count(distinct employer) as employers, count(*) filter (where lenient = 'control-only') as control_only
        from counted_test where campaign = ${baseline} group by 1, 2, 3) x) as cuts,
      (select jsonb_agg(jsonb_build_array(k.ground, k.definition, k.n) order by k.ground, k.definition) from (select ground, definition,
        jsonb_agg(jsonb_build_array(both_arms, control_only, treatment_only, neither, void) order by both_arms, control_only, treatment_only, neither, void) as n
        from employer_count where campaign = ${baseline} group by 1, 2) k) as employers,
      (select jsonb_agg(jsonb_build_array(e.sector, e.ground, e.place, e.outcome) order by e.sector, e.ground, e.place) from evidence e where e.campaign = ${baseline}) as series,
      (select encode(hash, 'hex') from publication where campaign = ${baseline}) as published`);

/** What refuses a new plan over the same frame; undefined when it is sealed. */
async function planAgain(
  change: Parameters<typeof draftOf>[1] = {},
  pairs = 6,
  services: Services = world.services,
): Promise<string | undefined> {
  const [inspector, coordinator] = [world.as('inspector'), world.as('coordinator')].map(({ actor }) =>
    services.contextFor(actor),
  );
  const id = await services.campaigns.create(inspector!, draftOf(pairs, change));
  return services.campaigns.seal(coordinator!, id, seedOf(9)).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      return `${error.code}: ${error.detail ?? ''}`;
    },
  );
}
const passed = (by: 'establishment' | 'group') =>
  new RegExp(
    `^frame-too-small: .*0 usable \\(12 passed over because their ${by === 'establishment' ? 'establishment' : 'x'}`,
  );

beforeAll(async () => {
  world = await openWorld();
  dpo = await settle(world, ['dpo']);
  await importWorld(world, 12);
  // Two employers of one sector are daughters of one parent, and so one group.
  await rows(
    sql`update employer set parent_kbo = ${PARENT} where id in (select employer from vacancy where sector = 'bouw' order by reference limit 2)`,
  );
  const { campaigns } = world.services;
  baseline = await campaigns.create(world.as('inspector'), draftOf(12));
  await campaigns.seal(world.as('coordinator'), baseline, seedOf(1));
  await releaseIncrement(world.as('inspector'), baseline, 0);
  await addMember(world.as('coordinator'), baseline, fieldworker.id);
  await authorise(world, baseline);
  await campaigns.start(world.as('inspector'), baseline);
  await closeBaseline(world, baseline);
  tested = (
    await rows<{ reference: string }>(
      sql`select v.source || '/' || v.reference as reference from test t join vacancy v on v.id = t.vacancy where t.campaign = ${baseline}`,
    )
  ).map(({ reference }) => reference);
  // What a site showed when a form was sent is kept with its attempt.
  await rows(sql`insert into vacancy_snapshot (id, vacancy, media, bytes, sha256, sealed, taken_by, attempt, campaign)
    select gen_random_uuid(), t.vacancy, 'image/png', 1, sha256('x'), '\\x01'::bytea || decode(repeat('00', 37), 'hex'), ${fieldworker.id}, x.id, ${baseline}
    from attempt x join application a on a.id = x.application join test t on t.id = a.test where a.campaign = ${baseline} order by t.ordinal limit 1`);
  hash = (await rows<{ hash: Buffer }>(sql`select hash from publication where campaign = ${baseline}`))[0]!
    .hash;
  figures = await figuresOf();
}, 180_000);
afterAll(() => world.close());

describe('before the figures of a baseline are approved', { timeout: 120_000 }, () => {
  test('the database names every employer that was tested', async () => {
    expect(await rows(sql`select state from campaign where id = ${baseline}`)).toEqual([{ state: 'closed' }]);
    const text = await everything();
    const employers = await rows<{ name: string }>(
      sql`select distinct id::text as name from employer where id in (select employer from test)`,
    );
    expect(employers).toHaveLength(36);
    expect(employers.filter(({ name }) => !text.includes(name))).toEqual([]);
    expect((await namedIn(text)).length).toBeGreaterThan(100);
  });

  test('its caps hold another plan off', async () => {
    expect(await planAgain()).toMatch(passed('establishment'));
  });

  test('nobody approves them while late answers come in, and the page says until when', async () => {
    const answer = await approve();
    expect([answer.status, answer.text.includes('wacht tot 60 dagen na de laatste verzending')]).toEqual([
      409,
      true,
    ]);
    const { text } = await getAs(world, coordinator, page());
    expect(text).toMatch(/Dat is vanaf .*2026/);
    expect(text).not.toContain('keur-goed');
    await expect(
      byHand(
        coordinator,
        sql`insert into figure_approval (campaign, publication_hash, approved_by)
        select campaign, hash, app_actor() from publication where campaign = ${baseline}`,
      ),
    ).rejects.toMatchObject({ constraint: 'approval-late-answers' });
  });

  test('nor while work is open at an employer: answers to read, withdrawals, suspicions', async () => {
    await later(31);
    const member = world.as('fieldworker');
    const refused = async (): Promise<void> => {
      const { status, text } = await approve();
      expect([status, text.includes('rond eerst antwoorden, intrekkingen en vermoedens af')]).toEqual([
        409,
        true,
      ]);
    };
    await refused();
    expect(
      await rows(
        sql`select distinct r.code from triage g join response r on r.id = g.response where g.campaign = ${baseline} order by 1`,
      ),
    ).toEqual([{ code: 'INV' }, { code: 'REJ' }]);
    await readAnswers(world, baseline);
    await refused();
    expect(await spareAll(world, baseline)).toBe(12);
    const [first] = await rows<{ id: TestId }>(
      sql`select id from test where campaign = ${baseline} order by ordinal limit 1`,
    );
    const detection = createDetection();
    await detection.raise(member, first!.id, 'Dirk Bakkerij belde en vroeg wie wij zijn.');
    await refused();
    const [suspicion] = await rows<{ id: SuspicionId }>(sql`select id from suspicion`);
    expect(await isCalledFor(coordinator)).toBe(false);
    await detection.clear(member, suspicion!.id, 'Dirk Bakkerij bedoelde iemand anders.');
    expect(await everything()).toContain('Dirk Bakkerij');
  });

  test('then Vandaag leads a coordinator of its team there, and nobody else', async () => {
    const outsider = await settle(world, ['coordinator']);
    const called = [];
    for (const who of [coordinator, outsider, inspector, fieldworker]) called.push(await isCalledFor(who));
    expect(called).toEqual([true, false, false, false]);
    const { text } = await getAs(world, coordinator, '/');
    expect(text).toMatch(/Nulmetingen om goed te keuren[\s\S]*?card-count">1</);
  });

  test('only a coordinator of its team does, in the own name', async () => {
    expect((await approve(inspector)).status).toBe(403);
    const outsider = await settle(world, ['coordinator']);
    expect((await approve(outsider)).status).toBe(403);
    for (const [who, by] of [
      [fieldworker, fieldworker.id],
      [coordinator, fieldworker.id],
    ] as const)
      await expect(
        byHand(
          who,
          sql`insert into figure_approval (campaign, publication_hash, approved_by)
          values (${baseline}, ${hash}, ${by})`,
        ),
      ).rejects.toMatchObject({ constraint: 'figure_approval_own_name' });
    expect(await rows(sql`select from figure_approval`)).toEqual([]);
  });
});

describe('when they are approved', { timeout: 120_000 }, () => {
  test('a legal hold keeps the employers, and tells when it is looked at again', async () => {
    await world.services.privacy.hold(world.services.contextFor({ id: dpo.id, name: 'x', roles: ['dpo'] }), {
      campaign: baseline,
      reason: 'Een procedure loopt nog bij de rechtbank.',
      reviewOn: dateOnly(2027, 2, 15),
    });
    expect((await approve()).status).toBe(303);
    expect((await approve()).status).toBe(303);
    expect(await isCalledFor(coordinator)).toBe(false);
    await job('approval.erase');
    expect(await rows(sql`select from employer_erasure`)).toEqual([]);
    for (const path of [page(), `/campagnes/${baseline}`, '/gegevensbescherming'])
      expect((await getAs(world, coordinator, path)).text).toMatch(/bewaarplicht.*15 februari 2027/s);
    await expect(
      byHand(systemAccount, sql`select erase_baseline(${baseline}, '\\x0102030405060708', '[]')`),
    ).rejects.toMatchObject({ constraint: 'employer_erasure_held' });
  });

  test('no outcome of it changes any more', async () => {
    await expect(
      rows(sql`update counted_test set strict = 'neither', lenient = 'neither' where campaign = ${baseline}`),
    ).rejects.toMatchObject({ constraint: 'approval-given' });
    expect(await figuresOf()).toEqual(figures);
  });

  test('nothing is erased without the marks that the caps need', async () => {
    const [hold] = await rows<{ id: string }>(sql`select id from legal_hold where campaign = ${baseline}`);
    await postAs(world, coordinator, '/gegevensbescherming/bewaarplicht/hef-op', {
      hold: hold!.id,
      liftReason: 'De procedure is definitief afgesloten.',
    });
    const one = sql`(select jsonb_agg(jsonb_build_object('kind', kind, 'counts_on', counts_on, 'mark', repeat('ab', 32))) from caps_of_baseline(${baseline}))`;
    for (const marks of [sql`'[]'::jsonb`, one])
      await expect(
        byHand(systemAccount, sql`select erase_baseline(${baseline}, '\\x0102030405060708', ${marks})`),
      ).rejects.toMatchObject({ constraint: 'employer_erasure_uncapped' });
    await expect(
      byHand(coordinator, sql`select erase_baseline(${baseline}, '\\x0102030405060708', '[]')`),
    ).rejects.toMatchObject({ constraint: 'erased_by_system' });
  });

  test('it is erased who was tested, once, in every table', async () => {
    await job('approval.erase');
    await job('approval.erase');
    expect(await rows(sql`select tests, employers, marks from employer_erasure`)).toEqual([
      { tests: 36, employers: 36, marks: 73 },
    ]);
    expect(await namedIn(await everything())).toEqual([]);
    expect(await everything()).not.toContain('Dirk Bakkerij');
    expect(await rows(sql`select from test where employer is not null or vacancy is not null`)).toEqual([]);
    expect(await rows(sql`select from vacancy_snapshot where campaign = ${baseline}`)).toEqual([]);
    expect(
      await rows(sql`select length(seed_sealed) as seed from seal where campaign = ${baseline}`),
    ).toEqual([{ seed: 0 }]);
  });

  test('no row of the register is told by a look, a page or a number of the log', async () => {
    const told = await rows<{ id: string }>(
      sql`select v.id from vacancy v where exists (select from vacancy_check k where k.vacancy = v.id)
        or exists (select from audit_link l where l.body like '%' || v.id || '%')`,
    );
    expect(told).toEqual([]);
    expect((await rows(sql`select from audit_link where what = 'vacancy.checked'`)).length).toBeGreaterThan(
      0,
    );
  });

  test('the figures are the same, also counted anew', async () => {
    expect(await figuresOf()).toEqual(figures);
    await rebuildCounts(system());
    expect(await figuresOf()).toEqual(figures);
  });

  test('the chain and the increments still verify', async () => {
    expect(await verifyChain(system())).toMatchObject({ broken: null });
    const key = sealSigner(Buffer.from(WORLD_KEY, 'utf8')).publicKey;
    expect(await verifyIncrements(system(), key)).toMatchObject({ broken: null });
    const [log] = await rows<{ said: number }>(
      sql`select count(*)::int as said from audit_link where campaign = ${baseline} and what in ('figures.approved', 'employers.erased')`,
    );
    expect(log).toEqual({ said: 2 });
  });

  test('the pages say what was erased and when, and what to answer an employer that asks', async () => {
    for (const [path, words] of [
      [page(), 'De werkgevers zijn gewist op'],
      [`/campagnes/${baseline}`, '36 testen, 36 werkgevers, 36 antwoorden'],
      ['/gegevensbescherming', '36 testen, 36 werkgevers, 36 antwoorden'],
      [`/campagnes/${baseline}/testen`, 'gewist'],
    ] as const)
      expect([path, (await getAs(world, coordinator, path)).text.includes(words)]).toEqual([path, true]);
    const ctx = world.services.contextFor({ id: dpo.id, name: 'x', roles: ['dpo'] });
    const request = await world.services.privacy.record(ctx, {
      kind: 'access',
      subject: 'Bakkerij Proef',
      details: 'Werd mijn zaak ooit getest door u?',
      receivedOn: world.services.clock.today(),
    });
    const asked = await getAs(world, dpo, `/gegevensbescherming/verzoeken/${request}`);
    expect(asked.text).toContain('Van 1 nulmeting is gewist wie getest is. Niemand kan dat nog nagaan');
    const record = JSON.parse(
      (await getAs(world, dpo, '/gegevensbescherming/verwerkingen.json', { accept: 'application/json' }))
        .text,
    );
    expect(record.record.baselines).toMatchObject([
      { campaign: baseline, erased: { tests: 36, employers: 36 } },
    ]);
  });

  test('the page of a test, the outbox and the report of action still open, without an employer', async () => {
    const [one] = await rows<{ id: string }>(
      sql`select id from test where campaign = ${baseline} order by ordinal limit 1`,
    );
    const { status, text } = await getAs(world, fieldworker, `/testen/${one!.id}`);
    expect([status, text.includes('gewist: de cijfers van deze nulmeting zijn goedgekeurd')]).toEqual([
      200,
      true,
    ]);
    const outbox = await getAs(world, fieldworker, `/campagnes/${baseline}/verzending`);
    expect(outbox.text.match(/\/testen\//g)?.length ?? 0).toBeGreaterThan(10);
  });
});

describe('after the erasure, the caps', { timeout: 120_000 }, () => {
  test('hold off another plan exactly as before, by establishment', async () => {
    expect(await planAgain()).toMatch(passed('establishment'));
    expect(await planAgain({ purpose: 'enforcement' })).toMatch(passed('establishment'));
  });

  test('and by group of enterprises, whose third shop was never tested', async () => {
    const [shop] = await rows<{ id: string }>(
      sql`insert into employer (id, kbo, name, sector, parent_kbo) values (gen_random_uuid(), '0999099196', 'Derde winkel', 'bouw', ${PARENT}) returning id`,
    );
    await rows(sql`insert into vacancy (id, source, reference, title, employer, sector, place, postcode, contact_address, occupation, bottleneck, open_from)
      select gen_random_uuid(), source, 'derde-winkel', title, ${shop!.id}, sector, place, postcode, 'jobs@derde.example', occupation, bottleneck, open_from
      from vacancy where sector = 'bouw' limit 1`);
    const only = { cells: [{ sector: 'bouw', quota: 6 }] };
    expect(await planAgain(only)).toMatch(
      /13 vacancies open, 0 usable \(12 passed over because .* 1 because of their group/,
    );
    // The authorisation says how often an enforcement campaign tests a group.
    expect(await planAgain({ ...only, purpose: 'enforcement' })).toMatch(
      /13 vacancies open, 1 usable \(12 passed over/,
    );
    await rows(sql`delete from vacancy where reference = 'derde-winkel'`);
  });

  test('are read and written by nobody by hand', async () => {
    for (const statement of [
      sql`select from cap_mark`,
      sql`delete from cap_mark`,
      sql`update cap_mark set counts_on = counts_on - 400`,
      sql`insert into cap_mark (kind, key_id, mark, counts_on) values ('group', '\\x0102030405060708', sha256('x'), '2026-01-01')`,
      sql`insert into employer_erasure (campaign, tests, employers, answers, marks) values (${baseline}, 0, 0, 0, 0)`,
      sql`update test set employer = (select id from employer limit 1), vacancy = (select id from vacancy limit 1)`,
    ])
      for (const who of [coordinator, systemAccount])
        await expect(byHand(who, statement)).rejects.toMatchObject({ code: '42501' });
    const asked = await byHand(inspector, sql`select * from cap_marks_since('2020-01-01')`);
    expect(asked).toEqual([]);
    await byHand(coordinator, sql`select forget_cap_marks()`);
    expect(await rows(sql`select count(*)::int as n from cap_mark`)).toEqual([{ n: 73 }]);
  });

  test('and who was tested is brought back by nobody', async () => {
    await expect(
      byHand(
        systemAccount,
        sql`update counted_test set employer = (select id from employer limit 1) where campaign = ${baseline}`,
      ),
    ).rejects.toMatchObject({ constraint: 'counted_test_employer_stays' });
    await expect(
      rows(
        sql`update test set employer = (select id from employer limit 1), vacancy = (select id from vacancy limit 1) where campaign = ${baseline}`,
      ),
    ).rejects.toMatchObject({ constraint: 'test_employer_erased' });
    await expect(
      byHand(coordinator, sql`update figure_approval set approved_at = app_now()`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('refuse every plan under another key, and say what to do', async () => {
    const other = await createServices({
      config: readConfig({ PT_SECRET: `${WORLD_KEY}-anders`, PT_LOG_LEVEL: 'silent' }),
      database: world.services.database,
      log: createLog('silent'),
      smtp: { host: '127.0.0.1', port: 1 },
      mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example'] },
    });
    expect(await planAgain({}, 6, other)).toMatch(/^caps-key-changed: 2028-\d\d-\d\d$/);
  });

  test('let go after twelve months, but for a place where somebody suspected: that is a year later, and then the mark goes', async () => {
    const days = await rows<{ on: string }>(
      sql`select distinct counts_on::text as on from cap_mark order by 1`,
    );
    const [last, suspected] = days.slice(-2);
    const noonAfter = (day: string) => world.at(new Date(Date.parse(`${day}T12:00:00Z`) + 365 * DAY));
    const plan = () => planAgain({ sendFrom: dateOnly(2028, 3, 6) }, 12);
    await noonAfter(last!.on);
    expect(await plan()).toMatch(
      /12 pairs planned, 12 vacancies open, 0 usable|12 vacancies open, [1-9]\d* usable/,
    );
    await later(1);
    expect(await plan()).toMatch(/12 vacancies open, 11 usable \(1 passed over because their establishment/);
    await job('approval.forget');
    expect(await rows(sql`select kind from cap_mark`)).toEqual([{ kind: 'establishment' }]);
    await noonAfter(suspected!.on);
    expect(await plan()).toMatch(/12 vacancies open, 11 usable/);
    await later(1);
    await job('approval.forget');
    expect(await rows(sql`select from cap_mark`)).toEqual([]);
    expect(await plan()).toBeUndefined();
  });
});
