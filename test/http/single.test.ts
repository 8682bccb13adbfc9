// Single applications: one per employer, of an arm that chance chose; planned, sealed, sent, coded, closed and counted with
// two-sample statistics, and never in one table with pairs.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { findCampaign, type CampaignId } from '../../src/campaigns/index.js';
import { conclude, listFlags, rebuildCounts } from '../../src/findings/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { fisherExact } from '../../src/statistics/index.js';
import { getAs } from '../support/acting.js';
import { closeBaseline, later, readAnswers, spareAll } from '../support/baseline.js';
import { designOf } from '../support/designs.js';
import { settle as settlePerson } from '../support/people.js';
import { runSingles, SINGLE, SINGLES } from '../support/singles.js';
import { draftOf, openWorld, type World } from '../support/world.js';

const SECTORS = ['uitzend', 'bouw', 'detailhandel'];
let world: World;
let id: CampaignId;

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}
const refused = (query: ReturnType<typeof sql>) =>
  rows(query).then(
    () => 'allowed',
    (error: unknown) => constraintOf(error) ?? String(error),
  );

beforeAll(async () => {
  world = await openWorld();
  id = await runSingles(world);
}, 120_000);
afterAll(() => world.close());

describe('the plan of single applications', () => {
  test('has one application for each test, of the arm that was drawn, at an employer of its own', async () => {
    const tests = await rows<{ n: number; arms: boolean; units: number }>(
      sql`select count(*)::int as n, bool_and(a.arm = t.first_arm and a.position = 1) as arms, count(distinct t.employer_unit)::int as units
        from test t join application a on a.test = t.id where t.campaign = ${id}`,
    );
    expect(tests).toEqual([{ n: 3 * SINGLES, arms: true, units: 3 * SINGLES }]);
  });

  test('has each arm as often with each letter and layout, in each sector', async () => {
    const cells = await rows<{ n: number }>(
      sql`select count(*)::int as n from test t join application a on a.test = t.id where t.campaign = ${id}
        group by t.sector, a.arm, a.template, a.layout`,
    );
    expect(cells.map(({ n }) => n)).toEqual(Array(3 * 8).fill(SINGLES / 8));
  });

  test('seals its design, its rates and how many applications they need, and nothing of pairs', async () => {
    const [seal] = await rows<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    const body = JSON.parse(seal!.body) as Record<string, unknown>;
    expect(body).toMatchObject({
      design: 'single',
      controlRate: 0.9,
      treatmentRate: 0.1,
      applicationsNeeded: 16,
    });
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['pairsNeeded']));
    expect(Object.keys(body)).not.toEqual(expect.arrayContaining(['controlOnly']));
  });

  test('is the same from the same seed on both databases', async () => {
    const [seal] = await rows<{ body: string }>(sql`select body from seal where campaign = ${id}`);
    const plan = await rows<{ leaf: Buffer }>(
      sql`select leaf from test where campaign = ${id} order by ordinal`,
    );
    const { planHash } = JSON.parse(seal!.body) as { planHash: string };
    expect(sha256(...plan.map(({ leaf }) => leaf)).toString('hex')).toBe(planHash);
    expect(planHash).toBe('c567bab0ee6abebfda6567761b2e335a9bf93f8ba99c8fe040affc83e30b6b8d');
  });
});

describe('the wizard', () => {
  test('explains what a single application asks, and asks for rates under a fixed stop rule', async () => {
    const [inspector] = practiceAccounts;
    const design = await designOf(world, inspector, 'kracht', 'Ontwerp met één sollicitatie', {
      doel: { purpose: 'baseline' },
      scenario: { scenario: 'single-origin' },
      // Rates of two groups may be more than all together.
      kracht: { controlOnly: '60', treatmentOnly: '50' },
    });
    const step = async (name: string, lang: 'nl' | 'en' | 'fr' = 'nl') =>
      (await getAs(world, inspector, `/campagnes/nieuw/${design}/stap/${name}`, { lang })).text;
    expect(await step('kader')).toContain('twee tot vier keer zoveel werkgevers');
    expect(await step('kader', 'en')).toContain('two to four times as many employers');
    expect(await step('kader', 'fr')).toContain('deux à quatre fois plus d’employeurs');
    expect(await step('uitkomst')).not.toContain('value="e-value"');
    expect(await step('kracht')).toContain('in procent van zijn sollicitaties');
    // 387.34 per arm by power.prop.test; 407 with the correction; in whole blocks of eight over both arms.
    expect(await step('voorbeeld')).toContain('816');
    expect(await step('nakijken')).toMatch(/op 60(,0)?\s%/);
  });

  test('offers them to no purpose that makes a case of one employer', async () => {
    const [inspector] = practiceAccounts;
    const design = await designOf(world, inspector, 'rechtsgrond');
    const { text } = await getAs(world, inspector, `/campagnes/nieuw/${design}/stap/scenario`);
    expect(text).toContain('correspondence-origin-name');
    expect(text).not.toContain('single-origin');
  });
});

describe('the law of single applications', () => {
  const create = (change: object) =>
    world.services.campaigns.create(world.as('inspector'), draftOf(SINGLES, { ...SINGLE, ...change }));

  test('keeps them from purposes that make a case of one employer, and from e-values', async () => {
    await expect(create({ purpose: 'enforcement' })).rejects.toMatchObject({ code: 'single-statistics' });
    await expect(create({ purpose: 'contract-clause' })).rejects.toMatchObject({ code: 'single-statistics' });
    await expect(create({ stopRule: 'e-value' })).rejects.toMatchObject({ code: 'single-fixed' });
  });

  test('refuses the same in the database, and a change of design', async () => {
    const pairs = await world.services.campaigns.create(world.as('inspector'), draftOf(1));
    expect(await refused(sql`update campaign set design = 'single' where id = ${pairs}`)).toBe(
      'campaign_design_stays',
    );
    const draft = await create({});
    expect(await refused(sql`update campaign set stop_rule = 'e-value' where id = ${draft}`)).toBe(
      'campaign_single_fixed',
    );
    expect(await refused(sql`update campaign set purpose = 'contract-clause' where id = ${draft}`)).toBe(
      'campaign_single_statistics',
    );
  });

  test('lets no second application and no second test stand at an employer', async () => {
    expect(
      await refused(
        sql`insert into application (id, test, campaign, position, arm, template, layout, profile, from_name, from_address, to_address, subject, body,
            hidden_words, message_id, planned_at, due_at)
          select gen_random_uuid(), test, campaign, 2, case arm when 'control' then 'treatment' else 'control' end, template, layout, profile, from_name,
            'x' || from_address, to_address, subject, body, hidden_words, 'x' || message_id, planned_at, due_at
          from application where campaign = ${id} limit 1`,
      ),
    ).toBe('application_single');
    const draft = await create({ cells: [{ sector: 'bouw', quota: SINGLES }] });
    const vacancies = (unit: string, ordinal: number) =>
      sql`insert into test (id, campaign, ordinal, vacancy, employer, employer_unit, sector, ground, first_arm, block, leaf, increment)
        select gen_random_uuid(), ${draft}, ${ordinal}, v.id, v.employer, ${unit}, 'bouw', 'origin', 'control', 0, sha256('x'), 0
        from vacancy v where v.sector = 'bouw' order by v.id offset ${ordinal} limit 1`;
    expect(await refused(vacancies('kbo:1', 0))).toBe('allowed');
    expect(await refused(vacancies('kbo:1', 1))).toBe('test_single_employer');
    expect(await refused(vacancies('kbo:2', 1))).toBe('allowed');
  });
});

describe('single applications that were sent, coded and closed', () => {
  beforeAll(async () => {
    await closeBaseline(world, id);
  }, 300_000);

  test('leave one mail to each employer', () => {
    expect(world.posted.length).toBe(3 * SINGLES);
    const to = new Set(world.posted.map(({ envelope }) => envelope.to.join()));
    expect(to.size).toBe(3 * SINGLES);
  });

  test('count by arm, the same again when counted from scratch, and in no column of pairs', async () => {
    const counts = () =>
      rows(sql`select sector, definition, both_arms, control_only, treatment_only, neither, void,
        control_called, control_silent, treatment_called, treatment_silent from cell_count where campaign = ${id} order by sector, definition`);
    const before = await counts();
    expect(before.length).toBe(6);
    for (const row of before as Record<string, number>[]) {
      expect(row).toMatchObject({ both_arms: 0, control_only: 0, treatment_only: 0, neither: 0, void: 0 });
      expect(row['control_called']! + row['control_silent']!).toBe(SINGLES / 2);
      expect([row['treatment_called'], row['treatment_silent']]).toEqual([0, SINGLES / 2]);
    }
    await rebuildCounts(world.services.systemContext());
    expect(await counts()).toEqual(before);
  });

  test('close the campaign, with no series, no flag and no look of pairs', async () => {
    const { state } = await world.services.systemContext().read((ctx) => findCampaign(ctx, id));
    expect(state).toBe('closed');
    expect(await conclude(world.services.systemContext(), id)).toBe(0);
    expect(await rows(sql`select from evidence where campaign = ${id}`)).toEqual([]);
    expect(await rows(sql`select from final_look where campaign = ${id}`)).toEqual([]);
    expect(await listFlags(world.as('inspector'))).toEqual([]);
  });

  test('give Fisher’s p per sector on the counted table, to the team and to everybody', async () => {
    const person = await settlePerson(world, ['inspector']);
    const read = await getAs(world, person, `/api/v1/campaigns/${id}/single-findings`);
    expect(read.status).toBe(200);
    const { findings, together } = JSON.parse(read.text) as {
      findings: {
        sector: string;
        control: { n: number; callbacks: number };
        treatment: { n: number; callbacks: number };
        p: number;
        adjustedP: number;
      }[];
      together: null | { ratio: { estimate: number } };
    };
    expect(findings.map(({ sector }) => sector)).toEqual(expect.arrayContaining(SECTORS));
    for (const { control, treatment, p, adjustedP } of findings) {
      const fisher = fisherExact({ control, treatment });
      expect(fisher).toMatchObject({ kind: 'tested', p });
      expect(adjustedP).toBeGreaterThanOrEqual(p);
    }
    // No treatment application was called back anywhere.
    expect(together).toBe(null);
    expect((await getAs(world, person, `/api/v1/campaigns/${id}/findings`)).status).toBe(409);
  });

  test('publish both arms of every sector, in a set and a file of their own', async () => {
    const person = await settlePerson(world, ['inspector']);
    const published = await getAs(world, person, `/api/v1/campaigns/${id}/published-findings`);
    const { publication } = JSON.parse(published.text) as {
      publication: { version: string; cells: { cut: string; strict: object }[]; hidden: object };
    };
    expect(publication.version).toBe('praktijktest/publication/3');
    expect(publication.hidden).toEqual({ sector: 0 });
    expect(publication.cells.map(({ cut }) => cut)).toEqual(['total', 'sector', 'sector', 'sector']);
    const { text } = await getAs(world, person, `/campagnes/${id}/bevindingen.csv`);
    const [head, first] = text.split('\r\n');
    expect(head).toContain('control_n,control_callbacks,treatment_n,treatment_callbacks');
    expect(head).not.toContain('both');
    expect(first!.split(',').length).toBe(head!.split(',').length);
  });

  test('show the page of figures, the tests and one test in three languages, without a word of pairs', async () => {
    const person = await settlePerson(world, ['inspector', 'coordinator']);
    await rows(
      sql`insert into campaign_member (campaign, account, added_by) values (${id}, ${person.id}, ${person.id})`,
    );
    const [{ test: one } = { test: '' }] = await rows<{ test: string }>(
      sql`select id as test from test where campaign = ${id} order by ordinal limit 1`,
    );
    for (const [lang, words] of [
      ['nl', 'Elke werkgever kreeg één sollicitatie'],
      ['en', 'Each employer got one application'],
      ['fr', 'Chaque employeur a reçu une candidature'],
    ] as const) {
      const figures = await getAs(world, person, `/campagnes/${id}/bevindingen`, { lang });
      expect([figures.status, figures.text.includes(words)]).toEqual([200, true]);
      expect(figures.text).toContain('<svg');
      expect(figures.text).not.toMatch(/McNemar|Nam-Blackwelder|Tango/);
      const course = await getAs(world, person, `/campagnes/${id}/verloop`, { lang });
      expect(course.text.match(/progress-words">(\d+)\D+(\d+)</g)?.map((bar) => bar.match(/\d+/g))).toEqual([
        ['72', '72'],
        ['72', '72'],
      ]);
      expect(course.text).not.toMatch(/\b(paren|pairs|paires)\b/i);
      for (const path of ['', '/plan', '/testen', '/kwaliteit', '/kandidaten'])
        expect([path, (await getAs(world, person, `/campagnes/${id}${path}`, { lang })).status]).toEqual([
          path,
          200,
        ]);
      expect((await getAs(world, person, `/testen/${one}`, { lang })).status).toBe(200);
      expect((await getAs(world, person, `/campagnes/${id}/knipperlichten`, { lang })).status).toBe(404);
    }
  });

  test('show a sector fund its own sector, apart from pairs', async () => {
    const fund = practiceAccounts.find(({ login }) => login === 'soetkin')!;
    const { status, text } = await getAs(world, fund, '/mijn-sector');
    expect(status).toBe(200);
    expect(text).toContain('Gepubliceerde cijfers van één sollicitatie per werkgever');
    expect(text).not.toContain('Gepubliceerde cijfers van uw sector');
    expect(text).toMatch(/>24</);
  });

  test('are drawn again from what was kept before their figures are approved', async () => {
    await later(world, 31);
    await readAnswers(world, id);
    await spareAll(world, id);
    await world.services.approval.approve(world.as('coordinator'), id);
    expect(
      await rows(sql`select replay_hash is not null as replayed from figure_approval where campaign = ${id}`),
    ).toEqual([{ replayed: true }]);
  });
});
