// Spontaneous applications: two candidates who write to an employer that has no vacancy, from its address in the register to
// the count of the pair.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql, type Kysely } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { demoFiles } from '../../src/demo-world.js';
import { listToCode, releaseIncrement } from '../../src/fieldwork/index.js';
import { createInputs } from '../../src/fieldwork/scheduling/inputs.js';
import { replayPlan } from '../../src/fieldwork/scheduling/replay.js';
import { rebuildCounts } from '../../src/findings/counts/index.js';
import type { Tables } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { importFile } from '../../src/register/index.js';
import { getAs, postAs } from '../support/acting.js';
import { closeBaseline, later, readAnswers, runJob, spareAll } from '../support/baseline.js';
import { designOf, STEP_ANSWERS } from '../support/designs.js';
import { WORLD_KEY } from '../support/form-token.js';
import { answer, rowsOf, sentOf, withdraw } from '../support/withdrawals.js';
import { authorise, draftOf, importWorld, openWorld, seedOf, sendAll, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const SCENARIO = 'spontaneous-origin';

let world: World;
let open: CampaignId[] = [];
let plans = 0;

const owner = <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> => rowsOf<Row>(world, query);

/** Imports the employers of the made-up world anew, of some sectors with an address for applications. */
async function importAddresses(pairs: number, sectors: readonly string[]): Promise<void> {
  const [header = '', ...lines] = demoFiles(pairs, '2026-09-01').employers.trim().split('\n');
  const rows = lines.map((line) => {
    const [, , sector = '', , , , domain = ''] = line.split(',');
    return `${line},${sectors.includes(sector) ? `werk@${domain}` : ''}`;
  });
  const folder = mkdtempSync(join(tmpdir(), 'spontaan-'));
  const file = join(folder, 'werkgevers.csv');
  writeFileSync(file, [`${header},sollicitatiemail`, ...rows].join('\n'));
  await importFile(world.as('fieldworker'), 'employers', file, { keepGood: false });
  rmSync(folder, { recursive: true, force: true });
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 40);
  await importAddresses(40, ['bouw', 'uitzend']);
}, 120_000);
afterAll(() => world.close());
afterEach(async () => {
  for (const id of open)
    await world.services.campaigns
      .stop(world.as('coordinator'), id, 'the test is over', false)
      .catch(() => undefined);
  open = [];
});

const draft = (change: Partial<CampaignDraft> = {}, pairs = 1): CampaignDraft =>
  draftOf(pairs, { scenario: SCENARIO, cells: [{ sector: 'bouw', quota: pairs }], ...change });

async function sealed(change: Partial<CampaignDraft> = {}, pairs = 1): Promise<CampaignId> {
  plans += 1;
  const { campaigns } = world.services;
  const id = await campaigns.create(
    world.as('inspector'),
    draft({ sendFrom: world.services.clock.today(), ...change }, pairs),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(500 + plans));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, fieldworker.id);
  open.push(id);
  return id;
}

async function running(change: Partial<CampaignDraft> = {}, pairs = 1): Promise<CampaignId> {
  const id = await sealed(change, pairs);
  await authorise(world, id);
  await world.services.campaigns.start(world.as('inspector'), id);
  return id;
}

/** Runs as the program, with somebody as actor. */
function byHand(actor: { id: string }, query: ReturnType<typeof sql>): Promise<unknown> {
  return world.services.database.kysely.transaction().execute(async (db: Kysely<Tables>) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor.id}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    return (await query.execute(db)).rows;
  });
}
const refusedAs = (act: Promise<unknown>): Promise<string | undefined> =>
  act.then(
    () => undefined,
    (error: unknown) => constraintOf(error) ?? String(error),
  );

interface PlannedRow {
  id: string;
  vacancy: string | null;
  kbo: string;
  to_address: string;
  address: string;
  subject: string;
  body: string;
  form_url: string | null;
}
const planned = (id: CampaignId): Promise<PlannedRow[]> =>
  owner(sql`select t.id, t.vacancy, e.kbo, e.application_email as address, a.to_address, a.subject, a.body, a.form_url
    from test t join application a on a.test = t.id join employer e on e.id = t.employer where t.campaign = ${id} order by t.ordinal, a.position`);

/** One pair from its plan to its count: both are answered, one is invited and withdraws. */
describe('a pair without a vacancy', () => {
  let id: CampaignId;
  let test1: string;

  test('is planned to an employer of the sector at its address for applications, and names no vacancy', async () => {
    id = await running({ cells: [{ sector: 'bouw', quota: 2 }] }, 2);
    open = [];
    const rows = await planned(id);
    expect(rows).toHaveLength(4);
    expect(new Set(rows.map(({ kbo }) => kbo)).size).toBe(2);
    for (const row of rows) {
      expect([row.vacancy, row.form_url, row.to_address]).toEqual([null, null, row.address]);
      expect(row.subject).toMatch(/bouwvakker/);
      expect(row.body).not.toMatch(/uw vacature|\{\{/);
    }
    test1 = rows[0]!.id;
  });

  test('leaves without anybody having looked at a vacancy, each arm once and on a day of its own', async () => {
    const before = world.posted.length;
    await sendAll(world);
    expect(world.posted.length - before).toBe(4);
    const sent = await owner<{ days: number }>(
      sql`select count(distinct (sent_at at time zone 'Europe/Brussels')::date)::int as days from application where campaign = ${id} and state = 'sent' group by test`,
    );
    expect(sent.map(({ days }) => days)).toEqual([2, 2]);
    const [checks] = await owner<{ n: number }>(sql`select count(*)::int as n from vacancy_check`);
    expect(checks).toEqual({ n: 0 });
  });

  test('is answered, withdrawn, coded and counted, and the campaign closes with its figures', async () => {
    const sent = await sentOf(world, id);
    for (const to of sent) {
      const invited = to.test === test1 && to.arm === 'control';
      const response = await answer(
        world,
        to,
        invited ? 'INV wij nodigen u uit voor een gesprek.' : 'REJ helaas zoeken wij niemand.',
        { from: to.to_address },
      );
      if (invited) await withdraw(world, response);
    }
    expect(
      await owner(sql`select count(*)::int as n from response where campaign = ${id} and state = 'matched'`),
    ).toEqual([{ n: 4 }]);
    expect(
      await owner(
        sql`select w.body !~* 'vacature' as fits from withdrawal w where w.campaign = ${id} and w.state = 'sent'`,
      ),
    ).toEqual([{ fits: true }]);
    for (const coder of ['coder', 'second coder'] as const)
      for (const { response, text } of await listToCode(world.as(coder), 50))
        await world.services.responses.code(world.as(coder), response, text.trim().slice(0, 3) as 'INV');
    await runJob(world, 'campaigns.life');
    await later(world, 31);
    while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
    await runJob(world, 'campaigns.life');
    expect(
      await owner(sql`select c.state, k.control_only, k.neither, k.void from campaign c join cell_count k on k.campaign = c.id
        where c.id = ${id} and k.definition = 'strict' and k.sector = 'bouw'`),
    ).toEqual([{ state: 'closed', control_only: 1, neither: 1, void: 0 }]);
    expect(
      await owner(
        sql`select occupation, bottleneck, province is not null as placed from counted_test where campaign = ${id}`,
      ),
    ).toEqual([1, 2].map(() => ({ occupation: 'bouw', bottleneck: null, placed: true })));
  });

  test('counts the same when all is counted anew', async () => {
    const counts = () => owner(sql`select * from cell_count where campaign = ${id} order by definition`);
    const before = await counts();
    await world.services.systemContext().inTx((ctx) => rebuildCounts(ctx));
    expect(await counts()).toEqual(before);
  });

  test.each([
    ['nl', 'Spontane sollicitatie'],
    ['en', 'Spontaneous application'],
    ['fr', 'Candidature spontanée'],
  ] as const)('stands on the pages of its team by what it is, in %s', async (lang, title) => {
    for (const path of [
      `/testen/${test1}`,
      `/testen/${test1}/vermoeden`,
      `/antwoorden/nieuw?test=${test1}`,
      `/campagnes/${id}/testen`,
      `/campagnes/${id}/verzending`,
    ]) {
      const page = await getAs(world, fieldworker, path, { lang });
      expect([path, page.status, page.text.includes(title)]).toEqual([path, 200, true]);
    }
  });

  test('stands in the figures by every cut, where nobody knows whether it is a bottleneck occupation', async () => {
    for (const cut of ['sector', 'occupation', 'bottleneck', 'province']) {
      const page = await getAs(world, inspector, `/campagnes/${id}/bevindingen?per=${cut}`);
      expect([cut, page.status]).toEqual([cut, 200]);
      if (cut === 'bottleneck') expect(page.text).toContain('onbekend');
    }
  });

  test('stands in the report of what was done', async () => {
    const path = `/campagnes/${id}/machtiging/handelingen`;
    expect((await postAs(world, inspector, path, {})).status).toBe(303);
    const { text } = await getAs(world, inspector, `${path}/1/verslag.html`);
    expect(text.match(/Spontane sollicitatie/g)).toHaveLength(2);
  });

  test('can be proved to its employer from the leaf that was sealed, which names no vacancy', async () => {
    const [{ kbo }] = (await planned(id)) as [PlannedRow];
    const proof = await getAs(world, inspector, `/campagnes/${id}/bewijs/${kbo}`, {
      accept: 'application/json',
    });
    expect(proof.status).toBe(200);
    const { tests } = JSON.parse(proof.text) as { tests: { text: string }[] };
    expect(tests.map(({ text }) => Object.keys(JSON.parse(text) as object))).toEqual([
      expect.not.arrayContaining(['vacancy']),
    ]);
  });
});

describe('a baseline without vacancies', { timeout: 120_000 }, () => {
  const planOf = (pairs: number, change: Partial<CampaignDraft>) =>
    sealed({ cells: [{ sector: 'bouw', quota: pairs }], ...change }, pairs).then(
      () => undefined,
      (error: unknown) =>
        error instanceof Problem ? `${error.code}: ${String(error.detail)}` : String(error),
    );

  test('is published, approved and erased, and its caps hold on for the enterprise and for its establishment', async () => {
    const id = await running({ cells: [{ sector: 'bouw', quota: 12 }] }, 12);
    open = [];
    await closeBaseline(world, id);
    expect(await owner(sql`select count(*)::int as n from publication where campaign = ${id}`)).toEqual([
      { n: 1 },
    ]);
    await readAnswers(world, id);
    await spareAll(world, id);
    await later(world, 31);
    const approved = await postAs(world, coordinator, `/campagnes/${id}/goedkeuring/keur-goed`, {});
    expect(approved.status).toBe(303);
    await runJob(world, 'approval.erase');
    // A mark of the enterprise, of its establishment and of its group for each.
    expect(
      await owner(sql`select tests, employers, marks from employer_erasure where campaign = ${id}`),
    ).toEqual([{ tests: 12, employers: 12, marks: 36 }]);
    expect(
      await owner(
        sql`select count(*)::int as n from test where campaign = ${id} and (employer is not null or vacancy is not null)`,
      ),
    ).toEqual([{ n: 0 }]);
    const page = await getAs(world, coordinator, `/campagnes/${id}/testen`);
    expect([page.status, page.text.includes('Spontane sollicitatie')]).toEqual([200, false]);
    const usable = /^frame-too-small: .*26 usable \(14 passed over because their establishment/;
    expect(await planOf(27, {})).toMatch(usable);
    expect(await planOf(27, { scenario: 'correspondence-origin-name' })).toMatch(usable);
  });
});

describe('a plan without vacancies', () => {
  test('of a baseline is drawn again from its seed as it stands, and a changed line is found', async () => {
    const id = await sealed({ cells: [{ sector: 'uitzend', quota: 8 }] }, 8);
    const again = () =>
      world.as('coordinator').inTx((ctx) =>
        replayPlan(
          ctx,
          {
            inputs: createInputs(Buffer.from(WORLD_KEY, 'utf8')),
            openSeed: () => world.services.campaigns.openSeed(ctx, id),
          },
          id,
        ),
      );
    const [kept] = await owner<{ hash: string }>(sql`select encode(plan_leaves_hash(${id}), 'hex') as hash`);
    const same = await again();
    expect(same !== null && 'hash' in same ? same.hash.toString('hex') : same).toBe(kept!.hash);
    await owner(sql`alter table application disable trigger user`);
    await owner(
      sql`update application set subject = 'x' where position = 1 and test = (select id from test where campaign = ${id} and ordinal = 3)`,
    );
    await owner(sql`alter table application enable trigger user`);
    expect(await again()).toEqual({ test: 3 });
  });

  test('keeps the caps: no establishment of the enterprise was tested, and none is tested after it', async () => {
    // Every employer of the sector has an open vacancy at its one establishment; all of them are drawn, by one way or the other.
    const { campaigns } = world.services;
    const spontaneous = await sealed({ cells: [{ sector: 'uitzend', quota: 20 }] }, 20);
    const vacancies = await campaigns.create(
      world.as('inspector'),
      draftOf(12, { cells: [{ sector: 'uitzend', quota: 12 }] }),
    );
    await campaigns.seal(world.as('coordinator'), vacancies, seedOf(700));
    open.push(vacancies);
    expect(
      await owner(
        sql`select count(*)::int as tests, count(distinct employer)::int as employers from test where campaign in (${spontaneous}, ${vacancies})`,
      ),
    ).toEqual([{ tests: 32, employers: 32 }]);
    await expect(sealed({ cells: [{ sector: 'uitzend', quota: 1 }] }, 1)).rejects.toMatchObject({
      code: 'frame-too-small',
    });
  });

  test('is refused where no employer of the sector has an address, and says what to import', async () => {
    await expect(sealed({ cells: [{ sector: 'detailhandel', quota: 1 }] }, 1)).rejects.toMatchObject({
      code: 'frame-too-small',
      detail: expect.stringMatching(/0 employers with an address for applications.*import more addresses/s),
    });
  });

  test('says before it is sealed how many employers have an address and how many lack one', async () => {
    const id = await world.services.campaigns.create(
      world.as('inspector'),
      draft({ cells: [{ sector: 'detailhandel', quota: 2 }] }, 2),
    );
    const { text } = await getAs(world, inspector, `/campagnes/${id}/plan`);
    expect(text).toContain('Werkgevers met adres');
    expect(text).toContain('Zonder adres');
    expect(text).toMatch(/er zijn 2 paren gevraagd en maar 0 werkgevers met een adres voor sollicitaties/);
  });

  test('waits in its dry run for nobody who looks at a vacancy', async () => {
    const id = await sealed();
    await authorise(world, id);
    const { status, text } = await getAs(world, fieldworker, `/campagnes/${id}/proefdraai`);
    expect([status, text.includes('Spontane sollicitatie')]).toEqual([200, true]);
    expect(text).not.toMatch(/nakijken of de vacature/);
    expect((await getAs(world, fieldworker, '/vacatures')).text).not.toContain('Spontane sollicitatie');
  });

  test('does not fill up later', async () => {
    const id = await world.services.campaigns.create(world.as('inspector'), draft({ rolling: true }));
    expect(await owner(sql`select rolling, without_vacancy from campaign where id = ${id}`)).toEqual([
      { rolling: false, without_vacancy: true },
    ]);
  });
});

describe('the wizard', () => {
  test('tells what a plan without vacancies is drawn from, and counts employers', async () => {
    const id = await designOf(world, inspector, null);
    const steps = Object.entries(STEP_ANSWERS).slice(0, 3);
    for (const [step, typed] of steps)
      await postAs(
        world,
        inspector,
        `/campagnes/nieuw/${id}/stap/${step}`,
        step === 'scenario' ? { ...typed, scenario: SCENARIO } : typed,
      );
    const { text } = await getAs(world, inspector, `/campagnes/nieuw/${id}/stap/kader`);
    expect(text).toContain('Dit scenario schrijft zonder vacature');
    expect(text).toContain('40 werkgevers met een adres voor sollicitaties');
    expect(text).not.toContain('rolling-ja');
  });
});

describe('the database', () => {
  test('keeps tests without a vacancy to campaigns that write to employers, and tests of vacancies out of them', async () => {
    const { campaigns } = world.services;
    const insert = (campaign: CampaignId, vacancy: string | null) =>
      refusedAs(
        byHand(
          coordinator,
          sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
            select gen_random_uuid(), ${campaign}, 900, ${vacancy}, v.employer, 'kbo:x', 'bouw', 'origin', 'control', 0, sha256('x'), 0
            from vacancy v where v.sector = 'bouw' order by v.reference limit 1`,
        ),
      );
    const [{ vacancy }] = (await owner(
      sql`select id as vacancy from vacancy where sector = 'bouw' order by reference limit 1`,
    )) as [{ vacancy: string }];
    const of = async (change: Partial<CampaignDraft>): Promise<CampaignId> => {
      const id = await campaigns.create(
        world.as('inspector'),
        draftOf(1, { cells: [{ sector: 'bouw', quota: 1 }], ...change }),
      );
      await addMember(world.as('coordinator'), id, coordinator.id).catch(() => undefined);
      return id;
    };
    const [letters, spontaneous] = [await of({}), await of({ scenario: SCENARIO })];
    expect(await insert(letters, null)).toBe('test_vacancy_given');
    expect(await insert(spontaneous, vacancy)).toBe('test_vacancy_given');
  });

  test('lets nobody change whether a campaign answers vacancies, nor let such a plan fill up', async () => {
    const id = await world.services.campaigns.create(world.as('inspector'), draft());
    expect(
      await refusedAs(byHand(inspector, sql`update campaign set without_vacancy = false where id = ${id}`)),
    ).toBe('campaign_without_vacancy_stays');
    expect(await refusedAs(byHand(inspector, sql`update campaign set rolling = true where id = ${id}`))).toBe(
      'campaign_without_vacancy_is_whole',
    );
  });

  test('holds one pair of an employer in such a plan, and no application by a form', async () => {
    const id = await sealed();
    const copy = (change: ReturnType<typeof sql>) => refusedAs(owner(change));
    expect(
      await copy(sql`insert into test (id, campaign, ordinal, wave, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
        select gen_random_uuid(), campaign, ordinal + 1, wave, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment from test where campaign = ${id}`),
    ).toBe('test_employer_once');
    expect(
      await copy(sql`insert into application (id, test, campaign, position, arm, template, layout, profile, from_name, from_address, to_address, subject, body,
          hidden_words, message_id, planned_at, due_at, form_url)
        select gen_random_uuid(), test, campaign, position, arm, template, layout, profile, from_name, 'x@mijnpost.example', to_address, subject, body,
          hidden_words, 'x@mijnpost.example', planned_at, due_at, 'https://www.example.be/jobs' from application where campaign = ${id} and position = 1`),
    ).toBe('application_without_vacancy_by_mail');
  });
});
