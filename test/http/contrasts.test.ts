// A 2 × 2 design: each contrast of a sector is planned, counted, flagged and published apart, and nothing pools them.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { findCampaign, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import {
  conclude,
  findFindings,
  listFlags,
  listPublishedFlags,
  look,
  rebuildCounts,
} from '../../src/findings/index.js';
import { findCutTables } from '../../src/findings/counts/index.js';
import { findSensitivity } from '../../src/findings/quality/sensitivity.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs } from '../support/acting.js';
import { CONTRASTS, PAIRS, SECTORS, settleContrasts, TWO_BY_TWO, UNEQUAL } from '../support/contrasts.js';
import { settle as settlePerson } from '../support/people.js';
import { authorise, draftOf, importWorld, openWorld, seedOf, type World } from '../support/world.js';

let world: World;
let id: CampaignId;

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}
const system = () => world.services.systemContext();
const campaignOf = () => system().read((ctx) => findCampaign(ctx, id));

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, PAIRS * 3 + 4);
  id = await world.services.campaigns.create(world.as('inspector'), draftOf(PAIRS, TWO_BY_TWO));
  await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await releaseIncrement(world.as('inspector'), id, 0);
}, 120_000);
afterAll(() => world.close());

describe('the plan of several contrasts', () => {
  test('has a cell per sector and contrast, each with the pairs that were asked', async () => {
    const { cells } = await campaignOf();
    expect(cells.map(({ sector, ground, quota }) => [sector, ground, quota])).toEqual(
      SECTORS.flatMap((sector) => CONTRASTS.map((ground) => [sector, ground, PAIRS])),
    );
    const planned = await rows<{ n: number }>(
      sql`select count(*)::int as n from test where campaign = ${id} group by sector, ground order by sector, ground`,
    );
    expect(planned.map(({ n }) => n)).toEqual(Array(6).fill(PAIRS));
  });

  test('keeps with the joint contrast which two signals it carries together', async () => {
    const kept = await rows<{ sector: string; ground: string; parts: string[] }>(
      sql`select sector, ground, parts from campaign_cell where campaign = ${id} and parts is not null order by position`,
    );
    expect(kept).toEqual(
      SECTORS.map((sector) => ({ sector, ground: 'origin/both', parts: ['origin/origin', 'gender/sex'] })),
    );
  });

  test('gives both candidates of a pair the contrast of its cell, and differs in nothing else', async () => {
    const found = await rows<{ ground: string; contrast: string; cue: string[] }>(
      sql`select t.ground, a.profile ->> 'contrast' as contrast, a.profile -> 'match' -> 'cue' as cue
        from application a join test t on t.id = a.test where t.campaign = ${id}`,
    );
    expect(found.length).toBe(6 * PAIRS * 2);
    const cues = { origin: ['nameOrigin'], sex: ['sex'], both: ['nameOrigin', 'sex'] };
    for (const { ground, contrast, cue } of found) {
      expect(ground.split('/')[1]).toBe(contrast);
      expect(cue).toEqual(cues[contrast as keyof typeof cues]);
    }
  });

  test('seals the whole family: as many cells as sectors times contrasts', async () => {
    const [seal] = await rows<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    const body = JSON.parse(seal!.body) as { k: number; cells: { ground: string }[] };
    expect([body.k, body.cells.map(({ ground }) => ground)]).toEqual([6, [...CONTRASTS, ...CONTRASTS]]);
  });

  test('is the same from the same seed on both databases', async () => {
    const [seal] = await rows<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    const plan = await rows<{ leaf: Buffer }>(
      sql`select leaf from test where campaign = ${id} order by ordinal`,
    );
    const { planHash } = JSON.parse(seal!.body) as { planHash: string };
    expect(sha256(...plan.map(({ leaf }) => leaf)).toString('hex')).toBe(planHash);
    expect(planHash).toBe('0e77910c9f7f9b5767b17500dee748d0815840a9656c668c1c83973458acd1f9');
  });

  test('shows each contrast by its name before and after the seal, in three languages', async () => {
    const person = await settlePerson(world, ['inspector']);
    for (const [lang, name] of [
      ['nl', 'Bouw, afkomst en geslacht'],
      ['en', 'origin and sex'],
      ['fr', 'origine et sexe'],
    ] as const)
      for (const path of ['', '/plan', '/wijzigingen']) {
        const { status, text } = await getAs(world, person, `/campagnes/${id}${path}`, { lang });
        expect([path, status, text.includes(name)]).toEqual([path, 200, true]);
      }
  });
});

describe('the law of several contrasts', () => {
  const refused = (query: ReturnType<typeof sql>) =>
    rows(query).then(
      () => 'allowed',
      (error: unknown) => constraintOf(error) ?? String(error),
    );
  const title = JSON.stringify({ nl: 'x', en: 'x', fr: 'x' });

  test('keeps them from purposes that make a case of one employer', async () => {
    const create = (purpose: 'enforcement' | 'contract-clause') =>
      world.services.campaigns.create(world.as('inspector'), draftOf(PAIRS, { ...TWO_BY_TWO, purpose }));
    await expect(create('enforcement')).rejects.toMatchObject({ code: 'contrasts-statistics' });
    await expect(create('contract-clause')).rejects.toMatchObject({ code: 'contrasts-statistics' });
    const other = await world.services.campaigns.create(world.as('inspector'), draftOf(1));
    expect(
      await refused(
        sql`insert into campaign_cell (campaign, sector, ground, position, quota, contrast) values (${other}, 'horeca', 'origin/both', 9, 1, ${title})`,
      ),
    ).toBe('campaign_contrasts_statistics');
  });

  test('has contrasts in all cells of a campaign or in none, and names each', async () => {
    const cell = (ground: string, contrast: string | null) =>
      refused(
        sql`insert into campaign_cell (campaign, sector, ground, position, quota, contrast) values (${id}, 'horeca', ${ground}, 9, 1, ${contrast}::jsonb)`,
      );
    expect(await cell('origin', null)).toBe('campaign_contrasts_mixed');
    expect(await cell('origin', title)).toBe('campaign_cell_contrast');
    expect(await cell('origin/other', '{"nl": "x"}')).toBe('campaign_cell_contrast');
  });

  test('lets no test stand outside the cells that were planned', async () => {
    expect(
      await refused(
        sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
          select gen_random_uuid(), t.campaign, 9999, v.id, v.employer, 'unit', 'bouw', 'origin', t.first_arm, t.block, t.leaf, t.increment
          from test t, vacancy v where t.campaign = ${id} and not exists (select from test o where o.vacancy = v.id) limit 1`,
      ),
    ).toBe('test_in_cell');
  });

  test('sends nothing under an authorisation for one of the grounds alone', async () => {
    await authorise(world, id);
    const granted = async (grounds: string[] | null) => {
      await rows(sql`alter table authorisation disable trigger user`);
      await rows(sql`update authorisation set grounds = ${grounds}::text[] where campaign = ${id}`);
      await rows(sql`alter table authorisation enable trigger user`);
    };
    const refusal = async () =>
      (await rows<{ why: string | null }>(sql`select sending_refused_because(${id}) as why`))[0]!.why;
    const start = () => world.services.campaigns.start(world.as('inspector'), id);
    await granted(['origin']);
    await expect(start()).rejects.toMatchObject({ code: 'authorisation-other-ground' });
    await granted(['origin', 'gender']);
    await start();
    expect(await refusal()).toBeNull();
    await granted(['origin']);
    expect(await refusal()).toBe('authorisation-other-ground');
    await granted(null);
  });
});

describe('a world in which one contrast is unequal', () => {
  beforeAll(() => settleContrasts(world, id), 120_000);

  test('counts each contrast apart, and the same when counted anew', async () => {
    const found = async () =>
      (await system().read(async (ctx) => findFindings(ctx, await findCampaign(ctx, id), 'lenient'))).map(
        ({ sector, ground, table, units }) => [sector, ground, table.controlOnly, table.neither, units],
      );
    const expected = SECTORS.flatMap((sector) =>
      CONTRASTS.map((ground) =>
        sector === UNEQUAL.sector && ground === UNEQUAL.ground
          ? [sector, ground, PAIRS, 0, PAIRS]
          : [sector, ground, 0, PAIRS, PAIRS],
      ),
    );
    expect(await found()).toEqual(expected);
    await rebuildCounts(system());
    expect(await found()).toEqual(expected);
  });

  test.each(['occupation', 'bottleneck', 'province', 'wave'] as const)(
    'breaks down by %s within each contrast, every pair once',
    async (cut) => {
      const tables = await system().read(async (ctx) =>
        findCutTables(ctx, await findCampaign(ctx, id), cut, 'lenient'),
      );
      for (const { ground, table } of tables)
        expect(table.controlOnly > 0 ? ground : UNEQUAL.ground).toBe(UNEQUAL.ground);
      const sum = tables.reduce((all, { table }) => all + table.controlOnly + table.neither, 0);
      expect(sum).toBe(6 * PAIRS);
    },
  );

  test('checks the robustness of each contrast by its own pairs', async () => {
    const checked = await system().read(async (ctx) =>
      findSensitivity(ctx, await findCampaign(ctx, id), 'lenient'),
    );
    expect(
      checked.map(({ ground, main, runs }) => [
        ground,
        main.table.controlOnly,
        runs['first-pairs'].table.controlOnly,
      ]),
    ).toEqual(
      SECTORS.flatMap((sector) =>
        CONTRASTS.map((ground) =>
          sector === UNEQUAL.sector && ground === UNEQUAL.ground ? [ground, PAIRS, PAIRS] : [ground, 0, 0],
        ),
      ),
    );
  });

  test('flags that cell and no other, over the whole family', async () => {
    await look(system(), id);
    const flags = await listFlags(system(), { campaign: id });
    expect(flags.map(({ sector, ground, raisedOn }) => [sector, ground, raisedOn.k])).toEqual([
      [UNEQUAL.sector, UNEQUAL.ground, 6],
    ]);
  });

  test('publishes each contrast with a total of its own, and none over all', async () => {
    await world.services.campaigns.close(system(), id, null, false);
    await world.services.campaigns.finish(system(), id);
    await conclude(system(), id);
    const [row] = await rows<{ body: string }>(sql`select body from publication where campaign = ${id}`);
    const body = JSON.parse(row!.body) as {
      version: string;
      cells: { cut: string; value: string; contrast?: string; lenient: { controlOnly: number } }[];
    };
    expect(body.version).toBe('praktijktest/publication/2');
    const of = (cut: string) =>
      body.cells
        .filter((cell) => cell.cut === cut)
        .map(({ value, contrast, lenient }) => [value, contrast, lenient.controlOnly]);
    expect(of('total')).toEqual([
      ['', 'origin/origin', 0],
      ['', 'gender/sex', 0],
      ['', 'origin/both', PAIRS],
    ]);
    expect(of('sector').map(String).sort()).toEqual(
      SECTORS.flatMap((sector) =>
        CONTRASTS.map((ground) =>
          String([sector, ground, sector === UNEQUAL.sector && ground === UNEQUAL.ground ? PAIRS : 0]),
        ),
      ).sort(),
    );
    expect(body.cells.every(({ contrast }) => contrast !== undefined)).toBe(true);
  });

  test('tells the flag of the published cell to others, with its contrast', async () => {
    const analyst = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'analyst'))!;
    const flags = await listPublishedFlags(world.services.contextFor(analyst));
    expect(flags.map(({ sector, ground, contrast }) => [sector, ground, contrast?.nl])).toEqual([
      [UNEQUAL.sector, UNEQUAL.ground, 'afkomst en geslacht'],
    ]);
  });

  test('shows its figures, flags and file contrast by contrast, in three languages', async () => {
    const analyst = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'analyst'))!;
    const member = world.as('inspector').actor;
    for (const [lang, name] of [
      ['nl', 'afkomst en geslacht'],
      ['en', 'origin and sex'],
      ['fr', 'origine et sexe'],
    ] as const)
      for (const [who, path] of [
        [analyst, `/campagnes/${id}/bevindingen`],
        [analyst, `/campagnes/${id}/bevindingen?per=wave`],
        [member, `/campagnes/${id}/bevindingen`],
        [member, `/campagnes/${id}/kwaliteit`],
        [member, `/campagnes/${id}/knipperlichten`],
        [analyst, '/knipperlichten'],
      ] as const) {
        const { status, text } = await getAs(world, who, path, { lang });
        expect([path, lang, status, text.includes(name)]).toEqual([path, lang, 200, true]);
      }
    const few = 'te weinig discordante paren in een van de drie';
    const shows = async (who: typeof member, query: string): Promise<number> =>
      (await getAs(world, who, `/campagnes/${id}/bevindingen${query}`)).text.split(few).length - 1;
    expect([await shows(member, ''), await shows(analyst, ''), await shows(member, '?per=wave')]).toEqual([
      SECTORS.length,
      SECTORS.length,
      0,
    ]);
    const csv = (await getAs(world, analyst, `/campagnes/${id}/bevindingen.csv`)).text.split('\r\n');
    expect(csv.filter((line) => line.includes('origin/both,sector,bouw'))).toHaveLength(2);
    expect(csv.filter((line) => line.includes('origin/both,interaction,'))).toHaveLength(2 * SECTORS.length);
  });
});
