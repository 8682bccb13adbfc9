// Patterns at one employer: of enforcement only, for the campaign's own team only.
import { getAs, postAs } from '../support/acting.js';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { findContradictions, findUnitNames, listToCode } from '../../src/fieldwork/index.js';
import { countPair, listEmployerFlags, listPatterns, look } from '../../src/findings/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { toInstant } from '../../src/platform/dates.js';
import type { Id } from '../../src/platform/ids.js';
import { importWorld, MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const HOUR = 3_600_000;
let world: World;
let enforcement: CampaignId;
let baseline: CampaignId;
const system = () => world.services.systemContext();
const stranger = { id: randomUUID(), name: 'Ivo Inspecteur', roles: ['inspector'] };

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

async function answer(address: string, code: string): Promise<void> {
  await world.services.responses.receive(system(), {
    envelope: { from: 'x@y.example', to: [address] },
    raw: Buffer.from(`Subject: ${code} ${address}\r\n\r\n${code}\r\n`),
  });
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 30);
  enforcement = await runningCampaign(world, 8, {
    purpose: 'enforcement',
    primaryDefinition: 'strict',
    stopRule: 'fixed',
    pairsPerDay: 3,
    cells: [
      { sector: 'uitzend', quota: 8 },
      { sector: 'bouw', quota: 1 },
    ],
  });
  await sendAll(world);
  const sent = await rows<{ address: string; test: string; sector: string; arm: string; n: number }>(
    sql`select a.from_address as address, a.test, t.sector, a.arm, (dense_rank() over (partition by t.sector order by t.ordinal))::int as n
      from application a join test t on t.id = a.test order by t.ordinal, a.position`,
  );
  // Seven tests at one agency; an eighth at another employer; one in bouw.
  const agency = [
    ...new Set(sent.filter((one) => one.sector === 'uitzend' && one.n <= 7).map((one) => one.test)),
  ];
  await rows(sql`update test set employer_unit = 'kantoor.example' where id in (${sql.join(agency)})`);
  const to = (sector: string, n: number, arm: string): string =>
    sent.find((one) => one.sector === sector && one.n === n && one.arm === arm)!.address;
  await answer(to('uitzend', 8, 'treatment'), 'FIL');
  await answer(to('bouw', 1, 'control'), 'FIL');
  await world.at(new Date(world.services.clock.now().getTime() + HOUR));
  await answer(to('uitzend', 8, 'control'), 'INV');
  await answer(to('bouw', 1, 'treatment'), 'TST');
  for (let n = 1; n <= 7; n += 1) await answer(to('uitzend', n, 'control'), 'INV');
  // The other way round in time: an invitation, and "filled" only after it, is no contradiction.
  await world.at(new Date(world.services.clock.now().getTime() + HOUR));
  await answer(to('uitzend', 7, 'treatment'), 'FIL');
  while ((await world.services.responses.process(system())) > 0);
  for (const coder of ['coder', 'second coder'] as const)
    for (const item of await listToCode(world.as(coder), 500))
      await world.services.responses.code(world.as(coder), item.response, item.text.trim() as 'INV');
  await world.at(new Date(Date.UTC(2026, 11, 15)));
  while ((await world.services.responses.closeWindows(system())) > 0);
  baseline = await plantBaseline();
  await rows(
    sql`insert into account (id, name, kind, roles, practice) values (${stranger.id}, ${stranger.name}, 'person', '{inspector}', true)`,
  );
}, 120_000);
afterAll(() => world.close());

/** A baseline in which every employer called back the control profile alone. */
async function plantBaseline(): Promise<CampaignId> {
  await world.at(toInstant(MONDAY, 8 * 60));
  const id = await runningCampaign(world, 8, { cells: [{ sector: 'detailhandel', quota: 8 }] }, 9);
  await rows(sql`update test set employer_unit = 'winkel.example' where campaign = ${id}`);
  const open = await rows<{ application: Id<'application'>; arm: string }>(
    sql`select id as application, arm from application where campaign = ${id} order by test, position`,
  );
  await system().inTx(async (ctx) => {
    for (const { application, arm } of open) {
      const code = arm === 'control' ? ('INV' as const) : ('NON' as const);
      await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
      await countPair(ctx, application);
    }
  });
  return id;
}

const flags = async () =>
  (await listEmployerFlags(world.as('inspector'))).map((flag) => [flag.rule, flag.state]).sort();
const flagOf = async (rule: string) =>
  (await listEmployerFlags(world.as('inspector'))).find((flag) => flag.rule === rule)!;

const ask = (account: { id: string }, path: string, body?: Record<string, string>): Promise<Response> =>
  body === undefined ? getAs(world, account, path) : postAs(world, account, path, body);
const [inspector, , fieldworker] = practiceAccounts;

describe('the employers of an enforcement campaign', () => {
  test('are counted per employer unit, void pairs apart', async () => {
    const { patterns } = await listPatterns(world.as('inspector'), enforcement);
    const agency = patterns.find((one) => one.unit === 'kantoor.example');
    expect([patterns.length, agency?.strict, agency?.discordant]).toEqual([
      3,
      { both: 0, controlOnly: 7, treatmentOnly: 0, neither: 0 },
      7,
    ]);
  });

  test('show recurrence in tests and in the days on which they left', async () => {
    const { patterns } = await listPatterns(world.as('inspector'), enforcement);
    const { recurrence } = patterns.find((one) => one.unit === 'kantoor.example')!;
    expect([recurrence.tests.length, recurrence.days.length >= 2]).toEqual([7, true]);
  });

  test('show a contradiction with both moments and answers, and the reverse as such; an invitation before is none', async () => {
    const found = await system().read((ctx) => findContradictions(ctx, enforcement));
    expect(
      found
        .map((one) => [
          one.filledArm,
          one.invitedAt.getTime() - one.filledAt.getTime() > 0,
          one.filled !== one.invited,
        ])
        .sort(),
    ).toEqual([
      ['control', true, true],
      ['treatment', true, true],
    ]);
  });

  test('are flagged by rules in the open, also under a fixed stop rule, and the reverse is not', async () => {
    await look(system(), enforcement);
    expect(await flags()).toEqual([
      ['contradiction', 'standing'],
      ['evidence', 'standing'],
      ['recurrence', 'standing'],
    ]);
  });

  test('keep their flags at a second look', async () => {
    expect(await look(system(), enforcement)).toBe(0);
  });

  test('stand on their page with words, a plot and a table, to the team', async () => {
    const { status, text } = await ask(inspector, `/campagnes/${enforcement}/werkgevers`);
    expect([status, text]).toEqual([200, expect.stringMatching(/<svg[\s\S]*Tegenspraak[\s\S]*testprofiel/)]);
  });
});

describe('a flag on an employer', () => {
  test('keeps the ids of the facts it rests on', async () => {
    const flag = await flagOf('contradiction');
    const known = await rows<{ id: string }>(sql`select id from response where code in ('FIL', 'INV')`);
    const [fact] = flag.raisedOn.contradictions;
    expect(known.map((row) => row.id)).toEqual(expect.arrayContaining([fact!.filled, fact!.invited]));
  });

  test('takes a decision with a reason, and keeps it', async () => {
    const { id } = await flagOf('evidence');
    const saved = await ask(inspector, `/knipperlichten/werkgever/${id}/beslis`, {
      decision: 'repeat-test',
      reason: 'Een tweede golf bij dit kantoor.',
    });
    expect([saved.status, (await flagOf('evidence')).decisions.map((one) => one.decision)]).toEqual([
      303,
      ['repeat-test'],
    ]);
  });

  test('gives a decision without a reason back with 422 and its fault', async () => {
    const { id } = await flagOf('recurrence');
    const back = await ask(inspector, `/knipperlichten/werkgever/${id}/beslis`, {
      decision: 'watch',
      reason: '',
    });
    expect([back.status, back.text]).toEqual([422, expect.stringContaining('href="#reason"')]);
  });

  test('takes no decision that belongs to a sector', async () => {
    const { id } = await flagOf('recurrence');
    const back = await ask(inspector, `/knipperlichten/werkgever/${id}/beslis`, {
      decision: 'raise-with-sector',
      reason: 'Dit hoort niet bij een werkgever.',
    });
    expect(back.status).toBe(422);
  });

  test('says that the decision is kept, not that a dossier was made', async () => {
    const { text } = await ask(inspector, `/knipperlichten/werkgever/${(await flagOf('evidence')).id}`);
    expect(text).toContain('Het dossier zelf opent u nog buiten Praktijktest');
  });

  test('weakens when a test goes to the treatment profile alone, and keeps its date', async () => {
    const before = await flagOf('recurrence');
    await rows(
      sql`update counted_test set strict = 'treatment-only', lenient = 'treatment-only' where test = ${before.raisedOn.tests[0]}`,
    );
    await look(system(), enforcement);
    const after = await flagOf('recurrence');
    expect([await flags(), after.raisedAt]).toEqual([
      [
        ['contradiction', 'standing'],
        ['evidence', 'weakened'],
        ['recurrence', 'weakened'],
      ],
      before.raisedAt,
    ]);
  });
});

describe('another inspector', () => {
  test('sees no page of employers', async () =>
    expect((await ask(stranger, `/campagnes/${enforcement}/werkgevers`)).status).toBe(404));
  test('sees no flag on an employer in the list', async () => {
    const page = await ask(stranger, '/knipperlichten');
    expect([page.status, page.text.includes('kantoor')]).toEqual([200, false]);
  });
  test('sees no flag on an employer by its address', async () =>
    expect((await ask(stranger, `/knipperlichten/werkgever/${(await flagOf('evidence')).id}`)).status).toBe(
      404,
    ));
  test('decides on none', async () => {
    const { id } = await flagOf('evidence');
    const back = await ask(stranger, `/knipperlichten/werkgever/${id}/beslis`, {
      decision: 'dismiss',
      reason: 'Dit is niet mijn campagne.',
    });
    expect(back.status).toBe(404);
  });
  test('finds no JSON of employers', () => {
    const paths = world.services.routes.map((line) => line.path).filter((path) => path.startsWith('/api/'));
    expect(paths.filter((path) => path.includes('employer'))).toEqual([]);
  });
});

test('a fieldworker may not see the patterns of employers', async () =>
  expect((await ask(fieldworker, `/campagnes/${enforcement}/werkgevers`)).status).toBe(403));

describe('a baseline', () => {
  test('has no page of employers, not even for its own team', async () =>
    expect((await ask(inspector, `/campagnes/${baseline}/werkgevers`)).status).toBe(404));
  test('raises no flag on an employer, however strong its pattern', async () => {
    const before = await flags();
    await look(system(), baseline);
    expect([
      await flags(),
      await rows(sql`select 1 as n from employer_flag where campaign = ${baseline}`),
    ]).toEqual([before, []]);
  });
  test('gives no row employer by employer in SQL', async () =>
    expect(
      await world
        .as('inspector')
        .read((ctx) =>
          ctx.db.selectFrom('enforcement_pair').select('test').where('campaign', '=', baseline).execute(),
        ),
    ).toEqual([]));
  test('can be given no flag on an employer in SQL', async () => {
    await expect(
      world.as('inspector').inTx((ctx) =>
        ctx.db
          .insertInto('employer_flag')
          .values({
            id: ctx.newId() as Id<'employer-flag'>,
            campaign: baseline,
            employer_unit: 'winkel.example',
            rule: 'evidence',
            state: 'standing',
            raised_on: '{}',
            latest: '{}',
          })
          .execute(),
      ),
    ).rejects.toMatchObject({ constraint: 'employer_flag_enforcement_only' });
  });
  test('gives neither names of units nor contradictions', async () => {
    const found = await system().read(async (ctx) => [
      [...(await findUnitNames(ctx, baseline))],
      await findContradictions(ctx, baseline),
    ]);
    expect(found).toEqual([[], []]);
  });
});
