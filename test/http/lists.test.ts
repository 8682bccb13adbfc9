import { PassThrough } from 'node:stream';
import excel from 'exceljs';
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { testSource } from '../../src/fieldwork/scheduling/list-source.js';
import { asOwner } from '../../src/platform/db/index.js';
import { readPage } from '../../src/platform/listing.js';
import { getAs, postAs } from '../support/acting.js';
import { draftOf, openWorld, runningCampaign, sealCampaign, type World } from '../support/world.js';

let world: World;
let bouw: CampaignId;
let baseline: CampaignId;

beforeAll(async () => {
  world = await openWorld();
  bouw = await runningCampaign(world, 2, { name: 'Bouw op naam', cells: [{ sector: 'bouw', quota: 2 }] });
  await removeMember(world.as('coordinator'), bouw, accountOf('fieldworker').id);
  baseline = await sealCampaign(
    world,
    30,
    {
      name: 'Alles gemeten',
      cells: [
        { sector: 'uitzend', quota: 20 },
        { sector: 'bouw', quota: 10 },
      ],
    },
    2,
  );
  await world.services.campaigns.create(
    world.as('inspector'),
    draftOf(2, { name: '=HYPERLINK("http://x";"y"), zo' }),
  );
});
afterAll(() => world.close());

type Role = 'inspector' | 'coordinator' | 'fieldworker' | 'coder';
function accountOf(role: Role) {
  return practiceAccounts.find(({ roles }) => roles.some((held) => held === role))!;
}

const get = (path: string, role: Role = 'inspector') => getAs(world, accountOf(role), path);

/** The names of the rows, in their order. */
async function rowsOf(path: string, role: Role = 'inspector'): Promise<string[]> {
  const answer = await get(path, role);
  expect(answer.status).toBe(200);
  return [...answer.text.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]*)</g)].map((hit) => hit[1]!);
}

const send = (path: string, body: Record<string, string>, role: Role = 'inspector') =>
  postAs(world, accountOf(role), path, body);

const linksSince = async (what: string): Promise<Record<string, unknown>[]> =>
  (
    await asOwner(world.services.database.kysely, (db) =>
      sql<{ body: string }>`select body from audit_link where what = ${what} order by seq`.execute(db),
    )
  ).rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

describe('a list', () => {
  test('shows what is under way first, and sorts by a column both ways', async () => {
    expect([
      (await rowsOf('/campagnes'))[0],
      await rowsOf('/campagnes?sorteer=naam'),
      (await rowsOf('/campagnes?sorteer=naam&richting=af'))[0],
    ]).toEqual([
      'Bouw op naam',
      [expect.stringContaining('HYPERLINK'), 'Alles gemeten', 'Bouw op naam'],
      'Bouw op naam',
    ]);
  });

  test('filters by state, purpose and the beginning of a word', async () => {
    expect([
      await rowsOf('/campagnes?stand=running'),
      await rowsOf('/campagnes?stand=lopend&doel=enforcement'),
      await rowsOf('/campagnes?filter=gem'),
    ]).toEqual([['Bouw op naam'], ['Bouw op naam'], ['Alles gemeten']]);
  });

  test('takes an order, a page or a filter that it does not know for its own', async () => {
    const rows = await rowsOf(
      "/campagnes?sorteer=created_by;drop&richting=zijwaarts&pagina=-3&stand=weg&kenmerk='%20or%201=1",
    );
    expect(rows).toEqual([]);
    expect(
      await rowsOf('/campagnes?sorteer=created_by;drop&richting=zijwaarts&pagina=-3&stand=weg'),
    ).toHaveLength(3);
  });

  test('pages through every row once, in a stable order, and gives the last page for one beyond it', async () => {
    const path = `/campagnes/${baseline}/testen?sorteer=sector&richting=af`;
    const [first, second, beyond] = [
      await rowsOf(path),
      await rowsOf(`${path}&pagina=2`),
      await rowsOf(`${path}&pagina=99`),
    ];
    expect([first.length, second.length, new Set([...first, ...second]).size, beyond]).toEqual([
      25,
      5,
      30,
      second,
    ]);
  });

  test.each(['test', 'sector', 'a', 'b', 'gepland'])('of tests sorts by %s', async (sort) => {
    const [up, down] = [
      await rowsOf(`/campagnes/${bouw}/testen?sorteer=${sort}`),
      await rowsOf(`/campagnes/${bouw}/testen?sorteer=${sort}&richting=af`),
    ];
    expect(up).toHaveLength(2);
    expect(down).toEqual([...up].reverse());
  });

  test('of tests filters by number, sector and the state of each application', async () => {
    expect([
      await rowsOf(`/campagnes/${baseline}/testen?filter=%237`),
      (await rowsOf(`/campagnes/${baseline}/testen?sector=bouw&a=planned&b=planned`)).length,
      await rowsOf(`/campagnes/${baseline}/testen?a=sent`),
      await rowsOf(`/campagnes/${baseline}/testen?filter=zeven`),
    ]).toEqual([['7'], 10, [], []]);
  });

  test('keeps its filter when it is sorted, and starts at the first page', async () => {
    const { text } = await get(`/campagnes/${baseline}/testen?sector=uitzend&pagina=1`);
    expect(text).toContain(`href="/campagnes/${baseline}/testen?sector=uitzend&amp;sorteer=gepland"`);
  });

  test('says by which column it is sorted', async () => {
    const { text } = await get('/campagnes?sorteer=naam&richting=af');
    expect(text).toMatch(/aria-sort="descending"[^>]*><a[^>]*>Campagne/);
  });
});

describe('a saved filter', () => {
  const filter = { name: 'Mijn lopende', path: '/campagnes', query: 'stand=lopend&sorteer=naam' };

  test('stands above its list, for its owner alone', async () => {
    const saved = await send('/filters/bewaar', filter);
    const [own, other] = [await get('/campagnes'), await get('/campagnes', 'coordinator')];
    expect([
      saved.status,
      saved.headers['location'],
      own.text.includes('Mijn lopende'),
      other.text.includes('Mijn lopende'),
    ]).toEqual([303, '/campagnes?stand=lopend&sorteer=naam', true, false]);
  });

  test('is hidden from others by the database itself', async () => {
    const count = (role: Role) =>
      world.as(role).read((ctx) => ctx.db.selectFrom('saved_filter').select('id').execute());
    expect([(await count('inspector')).length, (await count('coordinator')).length]).toEqual([1, 0]);
  });

  test('is not made in the name of another', async () => {
    const made = world.as('inspector').inTx((ctx) =>
      ctx.db
        .insertInto('saved_filter')
        .values({
          id: ctx.newId() as never,
          account: practiceAccounts[1].id,
          name: 'x',
          path: '/campagnes',
          query: '',
        })
        .execute(),
    );
    await expect(made).rejects.toThrow(/row-level security/);
  });

  test('comes back with what was typed when its name is taken', async () => {
    const answer = await send('/filters/bewaar', filter);
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringContaining('U hebt al een filter met deze naam.'),
    ]);
    expect(answer.text).toContain('value="Mijn lopende"');
  });

  test.each(['https://elders.example', '//elders.example', '/campagnes/../beheer', '/account'])(
    'leads to no address but that of a list: %s',
    async (path) => {
      const answer = await send('/filters/bewaar', { ...filter, name: 'Elders', path });
      expect(answer.status).toBe(422);
    },
  );

  test('is removed by nobody but its owner', async () => {
    const [row] = await world
      .as('inspector')
      .read((ctx) => ctx.db.selectFrom('saved_filter').select('id').execute());
    const [other, own] = [
      await send(`/filters/${row!.id}/verwijder`, {}, 'coordinator'),
      await send(`/filters/${row!.id}/verwijder`, {}),
    ];
    expect([other.status, own.status]).toEqual([404, 303]);
  });
});

describe('an export', () => {
  const lines = (text: string): string[] => text.split('\r\n').filter((line) => line !== '');

  test('is RFC 4180 with a byte order mark, and follows the filter and order of the page', async () => {
    const answer = await get('/uitvoer/campagnes?filter=bouw');
    expect([answer.status, answer.headers['content-type'], answer.headers['content-disposition']]).toEqual([
      200,
      'text/csv; charset=utf-8',
      'attachment; filename=campagnes.csv',
    ]);
    expect(answer.text.startsWith('\uFEFF')).toBe(true);
    expect(lines(answer.text.slice(1))).toEqual([
      'Campagne,Stand,Geplande tests,Kenmerk,Doel,Machtiging tot',
      expect.stringMatching(/^Bouw op naam,loopt,2,[^,]+,handhaving,2027-03-01 00:00$/),
    ]);
  });

  test('holds no formula', async () => {
    const answer = await get('/uitvoer/campagnes?filter=hyperlink');
    expect(lines(answer.text)[1]).toMatch(/^"'=HYPERLINK\(""http:\/\/x"";""y""\), zo",/);
  });

  test('as a workbook holds texts, numbers and dates, and no formula', async () => {
    const { cookie } = await world.signIn(accountOf('inspector'));
    const answer = await request(world.app)
      .get('/uitvoer/campagnes?vorm=xlsx&sorteer=naam')
      .set('Cookie', cookie)
      .buffer(true)
      .parse((res, done) => {
        const all: Buffer[] = [];
        res.on('data', (chunk: Buffer) => all.push(chunk));
        res.on('end', () => done(null, Buffer.concat(all)));
      });
    const book = new excel.Workbook();
    await book.xlsx.read(new PassThrough().end(answer.body as Buffer));
    const sheet = book.worksheets[0]!;
    const cells = (row: number) => [1, 3, 6].map((column) => sheet.getRow(row).getCell(column).value);
    expect([sheet.name, cells(2)[0], cells(4)]).toEqual([
      'Campagnes',
      expect.stringMatching(/^'=HYPERLINK/),
      ['Bouw op naam', 2, new Date('2027-03-01T00:00:00Z')],
    ]);
    expect(JSON.stringify(sheet.getSheetValues())).not.toContain('"formula"');
  });

  test('of a baseline names no vacancy, whose title could name an employer', async () => {
    const [head, first] = lines((await get(`/uitvoer/campagnes/${baseline}/testen`)).text);
    expect([head?.replace('\uFEFF', ''), first]).toEqual([
      'Test,Sector,Sollicitatie A,Sollicitatie B,Eerste verzending',
      expect.stringMatching(/^1,[^,]+,gepland,gepland,2026-/),
    ]);
  });

  test('of enforcement names the vacancies', async () => {
    const [head] = lines((await get(`/uitvoer/campagnes/${bouw}/testen`)).text);
    expect(head).toContain('Vacature');
  });

  test('holds every row, also beyond the page', async () => {
    expect(lines((await get(`/uitvoer/campagnes/${baseline}/testen?pagina=2`)).text)).toHaveLength(31);
  });

  test('is refused to who may not see the page', async () => {
    const answers = [await get('/uitvoer/postvak'), await get('/uitvoer/campagnes', 'coder')];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  test('of the mailbox holds no address', async () => {
    const { responses, systemContext } = world.services;
    const raw = Buffer.from('From: x@werkgever.example\r\nTo: y@mijnpost.example\r\n\r\nDag.\r\n');
    await responses.receive(systemContext(), {
      envelope: { from: 'x@werkgever.example', to: ['y@mijnpost.example'] },
      raw,
    });
    await responses.process(systemContext());
    const { text } = await get('/uitvoer/postvak', 'fieldworker');
    expect([lines(text).length, text.includes('@')]).toEqual([2, false]);
  });

  test('leaves a link in the chain: who, which list, how many rows, and no text of the filter', async () => {
    await get(`/uitvoer/campagnes/${baseline}/testen?sector=bouw`);
    const last = (await linksSince('list.exported')).at(-1);
    expect(last).toMatchObject({
      list: 'tests',
      form: 'csv',
      rows: 10,
      campaign: baseline,
      actor: practiceAccounts[0].id,
    });
    expect(Object.keys(last!).sort()).toEqual([
      'actor',
      'at',
      'campaign',
      'form',
      'list',
      'queryHash',
      'rows',
      'seq',
      'what',
    ]);
  });
});

describe('the tests of a campaign', () => {
  const addresses = async (): Promise<string[]> => {
    const [row] = await world
      .as('inspector')
      .read((ctx) => ctx.db.selectFrom('test').select('id').where('campaign', '=', bouw).limit(1).execute());
    return [`/campagnes/${bouw}/testen`, `/uitvoer/campagnes/${bouw}/testen`, `/testen/${row!.id}`];
  };
  const statuses = async (role: Role): Promise<number[]> => {
    const all: number[] = [];
    for (const path of await addresses()) all.push((await get(path, role)).status);
    return all;
  };

  test('do not exist, nor their file nor their pages, to who is not of its team', async () => {
    expect([await statuses('inspector'), await statuses('fieldworker')]).toEqual([
      [200, 200, 200],
      [404, 404, 404],
    ]);
  });

  test('are linked from its page for its team alone', async () => {
    const pages = [await get(`/campagnes/${bouw}`), await get(`/campagnes/${bouw}`, 'fieldworker')];
    expect(pages.map(({ text }) => text.includes(`/campagnes/${bouw}/testen`))).toEqual([true, false]);
  });

  test('are left out by the view itself for who is not of its team', async () => {
    const source = testSource(bouw, { sort: 'test', descending: false, text: '', page: 1 }, {});
    const totals = [
      await readPage(world.as('inspector'), source, 1),
      await readPage(world.as('fieldworker'), source, 1),
    ].map(({ total }) => total);
    expect(totals).toEqual([2, 0]);
  });

  test('leave no link in the chain when their file is refused', async () => {
    const before = (await linksSince('list.exported')).length;
    await get(`/uitvoer/campagnes/${bouw}/testen`, 'fieldworker');
    expect(await linksSince('list.exported')).toHaveLength(before);
  });

  test('open to who joins the team', async () => {
    const answer = await send(
      `/campagnes/${bouw}/team/voeg-toe`,
      { account: accountOf('fieldworker').id },
      'coordinator',
    );
    expect([answer.status, await statuses('fieldworker')]).toEqual([303, [200, 200, 200]]);
  });
});

describe('a message set aside', () => {
  async function aside(): Promise<string> {
    const [row] = await world
      .as('fieldworker')
      .read((ctx) => ctx.db.selectFrom('response').select('id').where('state', '=', 'unmatched').execute());
    const answer = await send(`/postvak/${row!.id}/leg-opzij`, {}, 'fieldworker');
    expect(answer.headers['location']).toBe(`/postvak?gedaan=opzij&bericht=${row!.id}`);
    return row!.id;
  }

  test('can be taken back from the page that says it is aside, and the chain knows both', async () => {
    const id = await aside();
    const page = await get(`/postvak?gedaan=opzij&bericht=${id}`, 'fieldworker');
    expect(page.text).toContain(`action="/postvak/${id}/haal-terug"`);
    const back = await send(`/postvak/${id}/haal-terug`, {}, 'fieldworker');
    expect([back.headers['location'], (await rowsOf('/postvak', 'fieldworker')).length]).toEqual([
      '/postvak?gedaan=terug',
      1,
    ]);
    expect(await linksSince('response.taken-back')).toMatchObject([{ response: id }]);
  });

  test('stays aside after ten minutes', async () => {
    const id = await aside();
    await world.at(new Date(world.services.clock.now().getTime() + 10 * 60_000));
    const page = await get(`/postvak?gedaan=opzij&bericht=${id}`, 'fieldworker');
    const back = await send(`/postvak/${id}/haal-terug`, {}, 'fieldworker');
    expect([page.text.includes('haal-terug'), back.status]).toEqual([false, 409]);
  });
});

describe('an act that nothing undoes', () => {
  test('has a page that says what will be lost', async () => {
    const { text } = await get(`/campagnes/${bouw}/noodstop`);
    const words = text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toMatch(/Sollicitaties die niet meer vertrekken 4 Paren die niet getest worden 2/);
  });

  test('comes back with what was typed when the reason is too short', async () => {
    const answer = await send(`/campagnes/${bouw}/noodstop`, { stopReason: 'kort', stopUsedOutcomes: 'no' });
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringMatching(/<textarea id="stopReason"[^>]*>kort</),
    ]);
  });

  test('is not done before somebody said whether outcomes were used', async () => {
    const answer = await send(`/campagnes/${bouw}/noodstop`, {
      stopReason: 'Er ging iets mis op het terrein.',
    });
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringContaining('Zeg of u uitkomsten gebruikte. Kies ja of nee.'),
    ]);
  });

  test('is done with a reason', async () => {
    const answer = await send(
      `/campagnes/${baseline}/verlaat`,
      { abandonReason: 'De sector deed het zelf.' },
      'coordinator',
    );
    const { text } = await get(`/campagnes/${baseline}`);
    expect([answer.status, text]).toEqual([303, expect.stringContaining('De sector deed het zelf.')]);
  });
});
