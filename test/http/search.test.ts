import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { getAs } from '../support/acting.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';

let world: World;
let baseline: CampaignId;
let enforcement: CampaignId;

beforeAll(async () => {
  world = await openWorld();
  baseline = await runningCampaign(world, 8, {
    name: 'Nulmeting grootstad',
    cells: [{ sector: 'bouw', quota: 8 }],
  });
  enforcement = await runningCampaign(
    world,
    2,
    { name: 'Handhaving wegenbouw', cells: [{ sector: 'uitzend', quota: 2 }] },
    2,
  );
  for (const campaign of [baseline, enforcement])
    await removeMember(world.as('coordinator'), campaign, world.as('fieldworker').actor.id);
});
afterAll(() => world.close());

type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'coder';
const accountOf = (role: Role) => practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;

async function search(role: Role, text: string, lang: 'nl' | 'en' | 'fr' = 'nl') {
  const path = `/zoek?${new URLSearchParams({ q: text }).toString()}`;
  const answer = await getAs(world, accountOf(role), path, { lang });
  expect(answer.status).toBe(200);
  const main = /<main[\s\S]*<\/main>/.exec(answer.text)![0];
  return {
    groups: [...main.matchAll(/<h2>([^<]*)<\/h2>/g)].map((hit) => hit[1]),
    hits: [...main.matchAll(/<li><a href="([^"]*)"[^>]*>([^<]*)<\/a>/g)].map((hit) => ({
      href: hit[1],
      title: hit[2],
    })),
    main,
  };
}

async function employerOf(campaign: CampaignId): Promise<string> {
  const row = await world.services
    .systemContext()
    .read((ctx) =>
      ctx.db
        .selectFrom('test as t')
        .innerJoin('employer as e', 'e.id', 't.employer')
        .select('e.name')
        .where('t.campaign', '=', campaign)
        .orderBy('t.ordinal')
        .executeTakeFirstOrThrow(),
    );
  return row.name;
}

async function join(campaign: CampaignId, role: Role): Promise<void> {
  await addMember(world.as('coordinator'), campaign, accountOf(role).id);
}

describe('the search', () => {
  test('finds a campaign by the beginning of any word of its name, whatever the case', async () => {
    const { hits } = await search('inspector', 'GROOT');
    expect(hits).toEqual([{ href: `/campagnes/${baseline}`, title: 'Nulmeting grootstad' }]);
  });

  test('asks for every word typed', async () => {
    expect((await search('inspector', 'nulmeting weg')).hits).toEqual([]);
  });

  test('takes operators of the word index as text', async () => {
    expect((await search('inspector', "groot:* | !weg' & (")).hits).toEqual([]);
  });

  test('finds a test of each campaign by its number', async () => {
    const { groups, hits } = await search('inspector', '2');
    expect([groups, hits.map(({ title }) => title)]).toEqual([['Testen'], ['Test 2', 'Test 2']]);
  });

  test('finds pages by their name, in the language of the reader', async () => {
    const { hits } = await search('inspector', 'flag', 'en');
    expect(hits).toEqual([{ href: '/knipperlichten', title: 'Flags' }]);
  });

  test('finds no page that the role may not open', async () => {
    expect((await search('inspector', 'postvak')).hits).toEqual([]);
  });

  test('finds sectors for who may read findings', async () => {
    expect((await search('inspector', 'uitzend')).groups).toContain('Sectoren');
  });

  test('gives a coder nothing of campaigns, tests, employers or sectors', async () => {
    const found = [];
    for (const text of ['nulmeting', '2', 'bouw', await employerOf(enforcement)])
      found.push(...(await search('coder', text)).hits);
    expect(found).toEqual([]);
  });

  test('finds a flag page by its French name for a French reader', async () => {
    expect((await search('inspector', 'alertes', 'fr')).hits).toEqual([
      { href: '/knipperlichten', title: 'Alertes' },
    ]);
  });

  test('finds no test by its number for who is not of its team', async () => {
    expect((await search('fieldworker', '2')).hits).toEqual([]);
  });

  test('gives an employer of enforcement to no fieldworker outside its team', async () => {
    expect((await search('fieldworker', await employerOf(enforcement))).groups).not.toContain('Werkgevers');
  });

  test('gives an employer of enforcement to a fieldworker of its team, by its test', async () => {
    await join(enforcement, 'fieldworker');
    const { groups } = await search('fieldworker', await employerOf(enforcement));
    expect(groups).toContain('Werkgevers');
  });

  test('gives no employer to who may not see employers', async () => {
    const { groups } = await search('inspector', await employerOf(enforcement));
    expect(groups).not.toContain('Werkgevers');
  });

  test('gives an employer of a baseline to no fieldworker outside its team', async () => {
    expect((await search('fieldworker', await employerOf(baseline))).groups).not.toContain('Werkgevers');
  });

  test('gives an employer of a baseline to a fieldworker of its team while the pair is open', async () => {
    await join(baseline, 'fieldworker');
    expect((await search('fieldworker', await employerOf(baseline))).groups).toContain('Werkgevers');
  });

  test('takes an employer of a baseline away once both outcomes are final', async () => {
    const name = await employerOf(baseline);
    await world.services.systemContext().inTx(async (ctx) => {
      const rows = await ctx.db
        .selectFrom('application as a')
        .innerJoin('test as t', 't.id', 'a.test')
        .innerJoin('employer as e', 'e.id', 't.employer')
        .select('a.id')
        .where('e.name', '=', name)
        .execute();
      for (const { id } of rows)
        await ctx.db.insertInto('outcome').values({ application: id, code: 'NON' }).execute();
    });
    expect((await search('fieldworker', name)).groups).not.toContain('Werkgevers');
  });

  test('says so when nothing is found, and shows what was typed as text', async () => {
    const { main } = await search('inspector', '<b>zzz</b>');
    expect(main).toContain('Niets gevonden voor “&lt;b>zzz&lt;/b>”');
  });
});
