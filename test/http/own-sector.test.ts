import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { draftOf, openWorld, type World } from '../support/world.js';

const [inspector, , , , , administrator] = practiceAccounts;
const fund = practiceAccounts.find(({ login }) => login === 'soetkin')!;

let world: World;
let closed: CampaignId;
const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const actor = (id: string) => world.services.contextFor({ id, name: 'x', roles: [] });

/** A closed baseline whose published set holds a cell of each of two sectors, told apart by their numbers. */
async function publish(): Promise<CampaignId> {
  const id = await world.services.campaigns.create(
    world.as('inspector'),
    draftOf(20, { name: 'Gesloten meting' }),
  );
  for (const state of ['sealed', 'ready', 'running', 'closing', 'closed'])
    await rows(sql`update campaign set state = ${state} where id = ${id}`);
  const cell = (value: string, controlOnly: number) => {
    const table = { both: 100, controlOnly, treatmentOnly: 7, neither: 300 };
    return { cut: 'sector', value, strict: table, lenient: table };
  };
  const body = JSON.stringify({
    version: 'praktijktest/publication/1',
    campaign: id,
    ground: 'origin',
    primaryDefinition: 'lenient',
    seal: '00',
    cells: [{ ...cell('', 99), cut: 'total' }, cell('uitzend', 41), cell('bouw', 83)],
    hidden: { sector: 1, occupation: 0, bottleneck: 0, province: 0, wave: 0 },
  });
  await rows(
    sql`insert into publication (campaign, body, hash) values (${id}, ${body}, decode(repeat('00', 32), 'hex'))`,
  );
  return id;
}

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('the page of a sector fund', () => {
  test('says that nothing is published yet', async () => {
    const { status, text } = await getAs(world, fund, '/mijn-sector');
    expect([status, text.includes('Er zijn nog geen cijfers van uw sector gepubliceerd')]).toEqual([
      200,
      true,
    ]);
    closed = await publish();
  });

  test('shows the published figures of its own sector, and nothing of a planted other one', async () => {
    const { text } = await getAs(world, fund, '/mijn-sector');
    // 100 + 41 + 7 + 300 pairs; those of bouw are 490, of all 506.
    expect(text).toMatch(/>448</);
    expect(text).not.toMatch(/>490<|>506<|[Bb]ouw/);
  });

  test('is for no other role', async () => {
    expect((await getAs(world, inspector, '/mijn-sector')).status).toBe(403);
    expect((await getAs(world, fund, '/bevindingen')).status).toBe(403);
  });

  test('shows the sectors that stood in the invitation, which the list of users names', async () => {
    const invited = {
      name: 'Frida Fonds',
      email: 'frida@fonds.example',
      'role-sector-fund': 'ja',
    };
    const without = await postAs(world, administrator, '/beheer/gebruikers/nodig-uit', invited);
    expect([without.status, without.text.includes('href="#sector"')]).toEqual([422, true]);
    const done = await postAs(world, administrator, '/beheer/gebruikers/nodig-uit', {
      ...invited,
      'sector-bouw': 'ja',
      'sector-bestaat-niet': 'ja',
    });
    expect(done.status).toBe(200);
    const [frida] = await rows<{ id: string; sectors: string[] }>(
      sql`select a.id, array(select sector from account_sector s where s.account = a.id) as sectors from account a where name = 'Frida Fonds'`,
    );
    expect(frida!.sectors).toEqual(['bouw']);
    const list = await getAs(world, administrator, '/beheer/gebruikers');
    expect(list.text.slice(list.text.indexOf('Frida Fonds')).split('</tr>')[0]).toContain('Bouw');
    await rows(sql`update account set state = 'active' where id = ${frida!.id}`);
    const { text } = await getAs(world, frida!, '/mijn-sector');
    expect([text.includes('>490<'), text.includes('>448<')]).toEqual([true, false]);
    const logged = await rows<{ body: string }>(
      sql`select body from audit_link where what = 'account.sectors' order by seq desc limit 1`,
    );
    expect(logged[0]?.body).toContain('bouw');
  });

  test('of somebody who is no sector fund has no sectors, whatever is ticked', async () => {
    await postAs(world, administrator, '/beheer/gebruikers/nodig-uit', {
      name: 'Codeert Alleen',
      email: 'codeert@dienst.example',
      'role-coder': 'ja',
      'sector-bouw': 'ja',
    });
    const found = await rows(
      sql`select sector from account_sector s join account a on a.id = s.account where a.name = 'Codeert Alleen'`,
    );
    expect(found).toEqual([]);
  });

  test('shows what an administrator chose, from the next request on', async () => {
    const who = await settle(world, ['sector-fund']);
    expect((await who.browser.get('/mijn-sector')).text).toContain('nog geen cijfers');
    const path = `/beheer/gebruikers/${who.id}/rollen`;
    await postAs(world, administrator, `${path}/wijzig`, { 'role-sector-fund': 'ja', 'sector-bouw': 'ja' });
    expect((await who.browser.get('/mijn-sector')).text).toMatch(/>490</);
    expect((await getAs(world, administrator, path)).text).toMatch(/name="sector-bouw"[^>]*checked/);
    await postAs(world, administrator, `${path}/wijzig`, { 'role-coder': 'ja', 'sector-bouw': 'ja' });
    expect(await rows(sql`select 1 from account_sector where account = ${who.id}`)).toEqual([]);
  });

  test('needs a sector: without one the form comes back', async () => {
    const who = await settle(world, ['coder']);
    const answer = await postAs(world, administrator, `/beheer/gebruikers/${who.id}/rollen/wijzig`, {
      'role-sector-fund': 'ja',
      'sector-bestaat-niet': 'ja',
    });
    expect([answer.status, answer.text.includes('href="#sector"')]).toEqual([422, true]);
    expect(answer.text).toContain('Kies minstens één sector');
  });
});

describe('the database, as the program’s own role', () => {
  const figures = (id: string) =>
    actor(id).read(
      async (ctx) =>
        (await sql<{ sector: string }>`select sector from own_sector_figures()`.execute(ctx.db)).rows,
    );
  const published = (id: string) =>
    actor(id).read(
      async (ctx) =>
        (await sql`select 1 from publication where campaign = ${closed}`.execute(ctx.db)).rows.length,
    );

  test('gives a sector fund its own sector, and others nothing', async () => {
    expect([await figures(fund.id), await figures(inspector.id)]).toEqual([[{ sector: 'uitzend' }], []]);
  });

  test('keeps the whole published set from a sector fund, and shows it to who reads findings', async () => {
    expect([await published(fund.id), await published(inspector.id)]).toEqual([0, 1]);
  });

  test('lets a sector fund choose no sector for itself', async () => {
    await expect(
      actor(fund.id).inTx((ctx) =>
        sql`insert into account_sector (account, sector) values (${fund.id}, 'bouw')`.execute(ctx.db),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
