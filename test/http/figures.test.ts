import { getAs, postAs } from '../support/acting.js';
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { publishedSectors } from '../support/published.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker, coder] = practiceAccounts;
const DAY = 86_400_000;

let world: World;
/** A baseline that closes in the course of this file, and a case that never publishes. */
let baseline: CampaignId;
let enforcement: CampaignId;

async function owner<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}

/** Asks for a page as one of the practice accounts. */
const visit = (account: { id: string }, path: string, accept = 'text/html'): Promise<Response> =>
  getAs(world, account, path, { accept });
const codeOf = (answer: Response): string =>
  String(answer.body.type).replace('urn:praktijktest:problem:', '');

async function receive(address: string, text: string): Promise<void> {
  await world.services.responses.receive(world.services.systemContext(), {
    envelope: { from: 'x@y.example', to: [address] },
    raw: Buffer.from(`Subject: ${address} ${text}\r\n\r\n${text}\r\n`),
  });
}

async function codeAll(): Promise<void> {
  const { responses, systemContext } = world.services;
  const { listToCode } = await import('../../src/fieldwork/index.js');
  while ((await responses.process(systemContext())) > 0);
  for (const one of ['coder', 'second coder'] as const)
    for (const item of await listToCode(world.as(one), 500))
      await responses.code(world.as(one), item.response, item.text.trim() as 'INV');
}

const lifeJob = async (): Promise<void> => {
  await world.services.jobs
    .find(({ name }) => name === 'campaigns.life')
    ?.run(world.services.systemContext());
};

/** Sent and answered: in uitzend eleven control profiles are invited; one application in bouw bounces. */
beforeAll(async () => {
  world = await openWorld();
  baseline = await runningCampaign(world, 12);
  await sendAll(world);
  const applications = await owner<{ address: string; sector: string; arm: string; n: number }>(
    sql`select a.from_address as address, t.sector, a.arm, (row_number() over (partition by t.sector, a.arm order by t.ordinal))::int as n
      from application a join test t on t.id = a.test where a.campaign = ${baseline}`,
  );
  for (const { address, sector, arm, n } of applications) {
    if (sector === 'uitzend' && arm === 'control' && n <= 11) await receive(address, 'INV');
    if (sector === 'bouw' && arm === 'treatment' && n === 1) await receive(address, 'BNC');
  }
  await codeAll();
  for (const { id } of [fieldworker, coordinator]) await removeMember(world.as('coordinator'), baseline, id);
}, 120_000);
afterAll(() => world.close());

const page = () => `/campagnes/${baseline}/bevindingen`;
const api = () => `/api/v1/campaigns/${baseline}`;

describe('before a campaign closes', () => {
  test('its figures are for the team only', async () => {
    const answers = [await visit(inspector, page()), await visit(coordinator, page())];
    expect(answers.map(({ status, text }) => [status, text.includes('Er telt nog geen enkel paar')])).toEqual(
      [
        [200, true],
        [200, false],
      ],
    );
    expect(answers[1]?.text).toContain('De cijfers komen wanneer de campagne is afgesloten');
  });
  test('a program outside the team is refused with the reason', async () => {
    const answer = await visit(coordinator, `${api()}/findings`, 'application/json');
    expect([answer.status, codeOf(answer)]).toEqual([409, 'figures-not-published']);
  });
  test.each(['csv', 'json'])('nobody exports them as %s', async (format) => {
    const path = format === 'csv' ? `${page()}.csv` : `${api()}/published-findings`;
    for (const account of [inspector, coordinator]) {
      const answer = await visit(account, path, 'application/json');
      expect([answer.status, codeOf(answer)]).toEqual([409, 'figures-not-published']);
    }
  });
  test('the database refuses to publish them, whoever asks', async () => {
    await expect(
      owner(sql`insert into publication (campaign, body, hash) values (${baseline}, '{}', sha256('x'))`),
    ).rejects.toMatchObject({ constraint: 'publication_open' });
  });
  test('no cell is published', async () => {
    expect(await publishedCells()).toEqual([]);
  });
});

const publishedCells = () => publishedSectors(world.services.systemContext(), baseline);

describe('when a campaign closes', () => {
  beforeAll(async () => {
    await lifeJob();
    await world.at(new Date(world.services.clock.now().getTime() + 31 * DAY));
    while ((await world.services.responses.closeWindows(world.services.systemContext())) > 0);
    await lifeJob();
  }, 60_000);

  test('it publishes one set of figures in the same transaction, with its hash in the log', async () => {
    const [found] = await owner<{ state: string; logged: boolean }>(
      sql`select c.state, exists (select from audit_link l where l.campaign = c.id and l.what = 'findings.published'
          and l.body like '%' || encode(p.hash, 'hex') || '%') as logged
        from campaign c join publication p on p.campaign = c.id where c.id = ${baseline}`,
    );
    expect(found).toEqual({ state: 'closed', logged: true });
  });
  test('the set is never changed', async () => {
    await expect(owner(sql`update publication set body = '{}'`)).rejects.toMatchObject({
      constraint: 'publication_append_only',
    });
  });
  test('everybody with the permission sees the sectors of ten employers or more', async () => {
    const { text } = await visit(coordinator, page());
    expect(text).toContain('Dit zijn de gepubliceerde cijfers');
    expect(text).toContain('Uitzendarbeid: het referentieprofiel kreeg positieve reacties');
  });
  test('who is outside the team sees no void, no number of employers and no e-value', async () => {
    const { text } = await visit(coordinator, page());
    expect(text).not.toMatch(/<th[^>]*>(Ongeldig|Werkgevers|e-waarde)</);
  });
  test('who is outside the team sees no occupation of fewer than ten employers', async () => {
    const { text } = await visit(coordinator, `${page()}?per=occupation`);
    expect(text).toMatch(/Hier zijn \d+ waarden verborgen/);
    const occupations = await owner<{ occupation: string }>(
      sql`select occupation from counted_test where campaign = ${baseline} group by occupation having count(distinct employer_unit) < 10`,
    );
    expect(occupations.length).toBeGreaterThan(0);
    expect(occupations.filter(({ occupation }) => text.includes(`>${occupation}<`))).toEqual([]);
  });
  test('the team sees every occupation, marked where it is too few', async () => {
    const { text } = await visit(inspector, `${page()}?per=occupation`);
    const occupations = await owner<{ occupation: string }>(
      sql`select distinct occupation from counted_test where campaign = ${baseline}`,
    );
    expect(occupations.filter(({ occupation }) => !text.includes(`>${occupation}<`))).toEqual([]);
    expect(text).toContain('(&lt; 10)');
  });
  test('the cells that may be seen outside the team are named for other rooms', async () => {
    expect(await publishedCells()).toContain('uitzend');
  });
  test.each(['occupation', 'bottleneck', 'province', 'wave'])(
    'the choice of %s stands in the address and on the page',
    async (cut) => {
      const { status, text } = await visit(inspector, `${page()}?per=${cut}&definitie=strict`);
      expect([status, text.includes(`<option value="${cut}" selected`)]).toEqual([200, true]);
    },
  );
  test('a program gets the figures by cut and definition', async () => {
    const { body } = await visit(
      inspector,
      `${api()}/findings?per=wave&definition=strict`,
      'application/json',
    );
    expect(body).toMatchObject({
      definition: 'strict',
      per: 'wave',
      findings: [
        {
          value: '1',
          analysis: { pairs: { both: 0, controlOnly: 11, treatmentOnly: 0, neither: 24 } },
          voided: 1,
        },
      ],
    });
  });
});

describe('the published figures as a file', () => {
  test('are the same for the team and for others', async () => {
    const [team, others] = [
      await visit(inspector, `${page()}.csv`),
      await visit(coordinator, `${page()}.csv`),
    ];
    expect(team.status).toBe(200);
    expect(team.text).toBe(others.text);
  });
  test('come to be kept, named after the campaign', async () => {
    const { headers } = await visit(coordinator, `${page()}.csv`);
    expect([headers['content-type'], headers['content-disposition']]).toEqual([
      'text/csv; charset=utf-8',
      `attachment; filename=bevindingen-${baseline}.csv`,
    ]);
  });
  test('name the seal, the publication and the date in every row', async () => {
    const { text } = await visit(coordinator, `${page()}.csv`);
    const [facts] = await owner<{ seal: string; hash: string }>(
      sql`select encode(s.hash, 'hex') as seal, encode(p.hash, 'hex') as hash from seal s join publication p on p.campaign = s.campaign where s.campaign = ${baseline}`,
    );
    const [head, ...rows] = text.trim().split('\r\n');
    expect(head).toMatch(
      /^campaign,seal_sha256,publication_sha256,published_at,ground,cut,value,definition,/,
    );
    for (const row of rows)
      expect(row).toMatch(new RegExp(`^${baseline},${facts?.seal},${facts?.hash},2026-\\d\\d-\\d\\dT`));
  });
  test('hold both definitions of the total without the void pair', async () => {
    const { text } = await visit(coordinator, `${page()}.csv`);
    expect(text.match(/,total,,(strict|lenient),lenient,35,0,11,0,24,/g)).toHaveLength(2);
  });
  test('leave a trace in the log with who took them', async () => {
    const before = await exports();
    await visit(coordinator, `${page()}.csv`);
    await visit(coordinator, `${api()}/published-findings`, 'application/json');
    expect((await exports()).slice(before.length)).toEqual([
      { actor: coordinator.id, format: 'csv' },
      { actor: coordinator.id, format: 'json' },
    ]);
  });
});

const exports = () =>
  owner(
    sql`select actor, body::jsonb ->> 'format' as format from audit_link where what = 'findings.exported' order by seq`,
  );

describe('a case of enforcement', () => {
  beforeAll(async () => {
    enforcement = await runningCampaign(
      world,
      20,
      { purpose: 'enforcement', cells: [{ sector: 'bouw', quota: 2 }] },
      2,
    );
    await removeMember(world.as('coordinator'), enforcement, coordinator.id);
  }, 60_000);

  test('has no figures for others: not a page, not a file, not an answer to a program', async () => {
    for (const path of [
      `/campagnes/${enforcement}/bevindingen`,
      `/campagnes/${enforcement}/bevindingen.csv`,
      `/api/v1/campaigns/${enforcement}/findings`,
      `/api/v1/campaigns/${enforcement}/published-findings`,
    ])
      expect([path, (await visit(coordinator, path, 'application/json')).status]).toEqual([path, 404]);
  });
  test('does not stand among the campaigns that others choose figures of', async () => {
    const [mine, theirs] = [await visit(inspector, '/bevindingen'), await visit(coordinator, '/bevindingen')];
    expect([mine.text.includes(enforcement), theirs.text.includes(enforcement)]).toEqual([true, false]);
  });
  test('is not exported by its own team either', async () => {
    const answer = await visit(inspector, `/campagnes/${enforcement}/bevindingen.csv`, 'application/json');
    expect([answer.status, codeOf(answer)]).toEqual([409, 'figures-not-published']);
  });
});

describe('the quality of a campaign', () => {
  const quality = () => `/campagnes/${baseline}/kwaliteit`;

  test('is for the team only', async () => {
    const answers = [await visit(inspector, quality()), await visit(coordinator, quality())];
    expect(answers.map(({ status }) => status)).toEqual([200, 404]);
  });
  test('counts every planned pair in one arrangement', async () => {
    const { text } = await visit(inspector, quality());
    const planned = [...text.matchAll(/data-head="Gepland">(\d+)</g)].map((hit) => Number(hit[1]));
    expect([planned.length, planned.reduce((sum, n) => sum + n, 0)]).toEqual([8, 36]);
  });
  test('tells where the void pair went wrong, and which application did not arrive', async () => {
    const { text } = await visit(inspector, quality());
    expect(text).toContain('Onbestelbaar');
    expect(text).toContain('alleen die van het testprofiel');
  });
  test('comes without sensitivity before the close', async () => {
    const { text } = await visit(inspector, `/campagnes/${enforcement}/kwaliteit`);
    expect(text).toContain('Dit komt wanneer de campagne is afgesloten');
  });
});

describe('the bars of the outcomes', () => {
  const barsIn = (text: string): number => [...text.matchAll(/id="uitkomsten-\d+-wide-title"/g)].length;

  test('are not on the page until somebody asks for them', async () => {
    const { text } = await visit(inspector, `/campagnes/${baseline}/bevindingen`);
    expect([barsIn(text), text.includes('Toon de uitkomsten in staven')]).toEqual([0, true]);
  });
  test('are drawn per value of the cut that was looked at', async () => {
    const page = await visit(inspector, `/campagnes/${baseline}/bevindingen?per=wave`);
    const address = /href="([^"#]+)#uitkomsten"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { text } = await visit(inspector, address);
    expect([barsIn(text), text.includes('Paren per uitkomst: Golf 1')]).toEqual([1, true]);
  });
});

describe('the sensitivity of a campaign', () => {
  const lineOf = (text: string, sector: string, run: string): string =>
    new RegExp(`betrouwbaarheidsinterval: ${sector}</caption>.*?${run}(.*?)</tr>`, 's')
      .exec(text)?.[1]
      ?.replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() ?? '';

  test('counts the void pair as one without callbacks', async () => {
    const { text } = await visit(inspector, `/campagnes/${baseline}/kwaliteit`);
    expect([
      lineOf(text, 'Bouw', 'Zoals het plan zegt'),
      lineOf(text, 'Bouw', 'Ongeldige sollicitaties'),
    ]).toEqual([
      expect.stringMatching(/^11 /),
      expect.stringMatching(/12 – \(.*\) te weinig discordante paren \(hetzelfde besluit\)$/),
    ]);
  });
  test('counts late answers, which change no count', async () => {
    const before = await owner(sql`select * from cell_count order by campaign, sector, definition`);
    const late = await owner<{ address: string }>(
      sql`select a.from_address as address from application a join test t on t.id = a.test
        where a.campaign = ${baseline} and t.sector = 'detailhandel' and a.arm = 'control' order by t.ordinal`,
    );
    for (const { address } of late.slice(0, 8)) await receive(address, 'INV');
    await codeAll();
    const { text } = await visit(inspector, `/campagnes/${baseline}/kwaliteit`);
    expect(lineOf(text, 'Detailhandel[^<]*', 'Ook late antwoorden')).toMatch(
      /in het nadeel van het testprofiel \(ander besluit\)$/,
    );
    expect(await owner(sql`select * from cell_count order by campaign, sector, definition`)).toEqual(before);
  });
});

describe('the team of a campaign', () => {
  const act = (verb: 'voeg-toe' | 'verwijder', account: string, by: { id: string }): Promise<Response> =>
    postAs(world, by, `/campagnes/${baseline}/team/${verb}`, { account });
  const team = async (): Promise<unknown[]> =>
    (
      await owner<{ name: string }>(
        sql`select a.name from campaign_member m join account a on a.id = m.account where m.campaign = ${baseline} order by a.name`,
      )
    ).map(({ name }) => name);

  test('is changed by a coordinator, and the log says so', async () => {
    const added = await act('voeg-toe', fieldworker.id, coordinator);
    expect([added.status, await team()]).toEqual([303, [inspector.name, fieldworker.name]]);
    const [last] = await owner<{ body: { account: string } }>(
      sql`select body::jsonb as body from audit_link where what = 'campaign.member-added' order by seq desc limit 1`,
    );
    expect(last?.body.account).toBe(fieldworker.id);
  });
  test('is not changed by an inspector', async () => {
    expect((await act('voeg-toe', coordinator.id, inspector)).status).toBe(403);
  });
  test('takes in nobody who codes', async () => {
    await expect(addMember(world.as('coordinator'), baseline, coder.id)).rejects.toMatchObject({
      code: 'team-not-for-role',
    });
  });
  test('asks again, with the page, when nobody was chosen', async () => {
    const answer = await act('voeg-toe', '', coordinator);
    expect([answer.status, answer.text.includes('href="#account"')]).toEqual([422, true]);
  });
  test('loses sight at once of what only it may see', async () => {
    const before = await visit(inspector, `/campagnes/${baseline}/kwaliteit`);
    await act('verwijder', inspector.id, coordinator);
    const after = await visit(inspector, `/campagnes/${baseline}/kwaliteit`);
    expect([before.status, after.status]).toEqual([200, 404]);
  });
  test('keeps its last member', async () => {
    await expect(removeMember(world.as('coordinator'), baseline, fieldworker.id)).rejects.toMatchObject({
      code: 'team-last-member',
    });
  });
});
