// Final flags at the registered end, standing flags where there are none, families, and who may see them.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEnd, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import {
  listPublishedFlags,
  conclude,
  countPair,
  decideFlag,
  findFinalLooks,
  findFlag,
  listFlags,
  look,
} from '../../src/findings/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { toInstant } from '../../src/platform/dates.js';
import type { Id } from '../../src/platform/ids.js';
import { getAs } from '../support/acting.js';
import { publishedSectors } from '../support/published.js';
import { importWorld, MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const reason = 'Het veldwerk stopt hier.';
let world: World;
const system = () => world.services.systemContext();
async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
});
afterAll(() => world.close());

let seed = 1;
/** A running campaign of twelve pairs in each of three sectors, of which everything was sent, or all but the last. */
async function sent(change: Partial<CampaignDraft>, all: boolean): Promise<CampaignId> {
  await world.at(toInstant(MONDAY, 8 * 60));
  seed += 1;
  const id = await runningCampaign(world, 12, change, seed);
  const [last] = await rows<{ at: Date }>(
    sql`select max(due_at) as at from application where campaign = ${id}`,
  );
  await (all ? sendAll(world) : sendAll(world, new Date(new Date(last!.at).getTime() - 1)));
  return id;
}

/** Fixes the outcomes that are still open, as closing the windows does: uitzend against treatment, bouw against control, detailhandel nothing. */
async function settle(id: CampaignId, limit = 1000): Promise<void> {
  const open = await rows<{ application: Id<'application'>; sector: string; arm: string }>(
    sql`select a.id as application, t.sector, a.arm from application a join test t on t.id = a.test
      where a.campaign = ${id} and not exists (select from outcome o where o.application = a.id) order by t.ordinal, a.position limit ${limit}`,
  );
  await system().inTx(async (ctx) => {
    for (const { application, sector, arm } of open) {
      const against = sector === 'uitzend' ? 'control' : sector === 'bouw' ? 'treatment' : null;
      await ctx.db
        .insertInto('outcome')
        .values({ application, code: arm === against ? 'INV' : 'NON', final_at: ctx.clock.now() })
        .execute();
      await countPair(ctx, application);
    }
  });
}

async function finish(id: CampaignId): Promise<void> {
  await settle(id);
  await world.services.campaigns.finish(system(), id);
}

const looks = (id: CampaignId) => system().read((ctx) => findFinalLooks(ctx, id));
const flagsOf = async (id: CampaignId) =>
  (await listFlags(system(), { campaign: id })).map((flag) => [flag.sector, flag.procedure, flag.raisedOn.k]);

describe('a plan with a fixed end, sent to its last pair', () => {
  let id: CampaignId;
  beforeAll(async () => {
    id = await sent({ stopRule: 'fixed' }, true);
    await world.services.campaigns.close(system(), id, null, false);
    await settle(id, 40);
  }, 120_000);

  test('is not concluded while a pair does not count yet', async () => {
    expect([await conclude(system(), id), await look(system(), id), await flagsOf(id)]).toEqual([0, 0, []]);
  });

  test('is concluded once, per family, when every pair counts', async () => {
    // A cell added by amendment: a family of its own, with the same strength of evidence.
    await rows(
      sql`insert into campaign_cell (campaign, sector, ground, position, quota, family) values (${id}, 'horeca', 'origin', 9, 12, 2)`,
    );
    await rows(
      sql`insert into evidence (campaign, sector, ground, place, employer_unit, test, outcome)
        select ${id}, 'horeca', 'origin', row_number() over (), 'unit ' || ordinal, id, 'control-only' from test where campaign = ${id} limit 8`,
    );
    await finish(id);
    expect([await conclude(system(), id), await conclude(system(), id)]).toEqual([2, 0]);
  });

  test('raises a final flag where the difference is against treatment, each family with its own K', async () => {
    expect((await flagsOf(id)).sort()).toEqual([
      ['horeca', 'final', 1],
      ['uitzend', 'final', 3],
    ]);
  });

  test('keeps mid-p and adjusted p of every cell: the reverse pattern is tested and not flagged, the empty cell has no test', async () => {
    const [first] = await looks(id);
    expect(first).toMatchObject({ family: 1, kind: 'tested', why: null, early: false, k: 3 });
    const p = 2 ** -12;
    expect(
      first?.cells.map(({ sector, midP, adjustedP, flagged }) => [sector, midP, adjustedP, flagged]),
    ).toEqual([
      ['uitzend', expect.closeTo(p, 12), expect.closeTo(1.5 * p, 12), true],
      ['bouw', expect.closeTo(p, 12), expect.closeTo(1.5 * p, 12), false],
      ['detailhandel', null, 1, false],
    ]);
  });

  test.each(['flag', 'final_look'])('never changes its %s again', async (table) => {
    await expect(
      rows(sql.raw(`update ${table} set family = 7 where campaign = '${id}'`)),
    ).rejects.toMatchObject({ constraint: table === 'flag' ? 'flag_append_only' : 'final_look_append_only' });
  });
});

describe('a plan with a fixed end that ends early', { timeout: 120_000 }, () => {
  test('without using outcomes gets its final flags over what counts, and says that it was early', async () => {
    const id = await sent({ stopRule: 'fixed' }, false);
    await world.services.campaigns.close(world.as('coordinator'), id, reason, false);
    await finish(id);
    await conclude(system(), id);
    expect([await looks(id), await flagsOf(id)]).toMatchObject([
      [{ kind: 'tested', early: true }],
      [['uitzend', 'final', 3]],
    ]);
  });

  test('because of outcomes gets none: one look at standing flags, and the p that holds at any time', async () => {
    const id = await sent({ stopRule: 'fixed' }, false);
    await world.services.campaigns.stop(world.as('coordinator'), id, reason, true);
    await settle(id);
    expect(await system().read((ctx) => findEnd(ctx, id))).toEqual({ early: true, usedOutcomes: true });
    await conclude(system(), id);
    const [family] = await looks(id);
    expect([family?.kind, family?.why, await flagsOf(id)]).toEqual([
      'undetermined',
      'stopped-early',
      [['uitzend', 'standing', 3]],
    ]);
    expect(family?.cells.map(({ midP, adjustedP, anytimeP }) => [midP, adjustedP, anytimeP < 0.01])).toEqual([
      [null, null, true],
      [null, null, false],
      [null, null, false],
    ]);
  });
});

describe('a plan that stops by e-value', () => {
  let id: CampaignId;
  beforeAll(async () => {
    id = await sent({ stopRule: 'e-value' }, true);
    await world.services.campaigns.close(system(), id, null, false);
    await finish(id);
    const job = world.services.jobs.find((one) => one.name === 'findings.conclude');
    await job!.run(system());
  }, 120_000);

  test('has its last look at standing flags when it is concluded, and no final flag', async () => {
    expect([await looks(id), await flagsOf(id)]).toMatchObject([
      [{ kind: 'undetermined', why: 'stop-rule-e-value' }],
      [['uitzend', 'standing', 3]],
    ]);
  });

  describe('shows its flags', () => {
    const stranger = { id: randomUUID(), name: 'Ivo Inspecteur', roles: ['inspector'] };
    const other = () => world.services.contextFor(stranger);
    const published = async () => (await listPublishedFlags(other())).filter((one) => one.campaign === id);
    let flag: Awaited<ReturnType<typeof findFlag>>;
    beforeAll(async () => {
      [flag] = (await listFlags(system(), { campaign: id })) as [typeof flag];
      await rows(
        sql`insert into account (id, name, kind, roles, practice) values (${stranger.id}, ${stranger.name}, 'person', '{inspector}', true)`,
      );
    });
    const get = (path: string, accept = 'text/html') => getAs(world, stranger, path, { accept });

    /** Takes the publication away for a moment: as before the figures were published. */
    async function unpublished<T>(act: () => Promise<T>): Promise<T> {
      await rows(sql`alter table publication disable trigger user`);
      const [kept] = await rows<{ body: string; hash: Buffer }>(
        sql`delete from publication where campaign = ${id} returning body, hash`,
      );
      const result = await act();
      await rows(
        sql`insert into publication (campaign, body, hash) values (${id}, ${kept!.body}, ${kept!.hash})`,
      );
      await rows(sql`alter table publication enable trigger user`);
      return result;
    }

    test('to its own team, with the numbers it rests on', async () =>
      expect((await findFlag(world.as('inspector'), flag.id)).raisedOn.k).toBe(3));
    test('to nobody else before its cell is published', async () => {
      const seen = await unpublished(async () => [
        await listFlags(other()),
        await published(),
        (await get(`/knipperlichten/${flag.id}`)).status,
        (await get('/knipperlichten')).text.includes(flag.id),
      ]);
      expect(seen).toEqual([[], [], 404, false]);
    });
    test('to others once its cell is published, without any number', async () => {
      expect(await publishedSectors(other(), id)).toContain('uitzend');
      expect((await published()).map((one) => Object.keys(one).sort())).toEqual([
        [
          'campaign',
          'campaignName',
          'changedAt',
          'contrast',
          'ground',
          'id',
          'procedure',
          'raisedAt',
          'sector',
          'state',
        ],
      ]);
      const page = await get(`/knipperlichten/${flag.id}`);
      expect([page.status, page.text.includes('<table')]).toEqual([200, false]);
    });
    test('to others in no list of what waits for a decision, and not in the API', async () =>
      expect([await listFlags(other()), (await get('/api/v1/flags', 'application/json')).body]).toEqual([
        [],
        { items: [], next: null },
      ]));
    test('not on the page of the campaign’s looks', async () =>
      expect((await get(`/campagnes/${id}/knipperlichten`)).status).toBe(404));
    test('not to be decided on by another inspector', async () =>
      expect(decideFlag(other(), flag.id, 'watch', 'Ik wil dit opvolgen.')).rejects.toMatchObject({
        code: 'not-found',
      }));
    test('of enforcement to nobody else, even if its cell were published', async () => {
      await rows(sql`alter table campaign disable trigger campaign_life`);
      await rows(sql`update campaign set purpose = 'enforcement' where id = ${id}`);
      const seen = await published();
      await rows(sql`update campaign set purpose = 'baseline' where id = ${id}`);
      await rows(sql`alter table campaign enable trigger campaign_life`);
      expect(seen).toEqual([]);
    });
  });
});

describe('the pages of flags', () => {
  test('keep both procedures in two lists, each with its guarantee', async () => {
    const { text } = await getAs(world, practiceAccounts[0], '/knipperlichten');
    expect(text).toMatch(
      /brandende knipperlichten[\s\S]*ooit een knipperlicht aanzet hoogstens 5[\s\S]*definitieve knipperlichten[\s\S]*verwachte aandeel valse hoogstens 5/,
    );
  });
});
