import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCampaign, type CampaignId } from '../../src/campaigns/index.js';
import { decideFlag, findFindings, listFlags, look, rebuildCounts } from '../../src/findings/index.js';
import { findCutTables, findEvidenceTables, findSectorTables } from '../../src/findings/counts/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { provinceOf } from '../../src/register/index.js';
import type { PairTable } from '../../src/statistics/index.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

let world: World;
let id: CampaignId;

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  const found = await asOwner(world.services.database.kysely, (db) => query.execute(db));
  return found.rows as Row[];
}

/** Answers every sent application as the outcomes say, codes it twice, and lets all windows end. */
beforeAll(async () => {
  world = await openWorld();
  id = await runningCampaign(world, 12);
  await sendAll(world);
  const applications = await rows<{ address: string; sector: string; arm: string; n: number }>(
    sql`select a.from_address as address, t.sector, a.arm, (row_number() over (partition by t.sector, a.arm order by t.ordinal))::int as n from application a join test t on t.id = a.test`,
  );
  // uitzend: 11 control only, 1 neither; bouw: 3 control only, 3 treatment only, 6 both; detailhandel: no answers.
  const says = (one: { sector: string; arm: string; n: number }): string | null => {
    if (one.sector === 'uitzend') return one.arm === 'control' && one.n <= 11 ? 'INV' : null;
    if (one.sector !== 'bouw') return null;
    if (one.n <= 6) return 'INF';
    return one.n <= 9 === (one.arm === 'control') ? 'INV' : 'REJ';
  };
  const { responses, systemContext } = world.services;
  for (const one of applications) {
    const code = says(one);
    if (code === null) continue;
    await responses.receive(systemContext(), {
      envelope: { from: 'x@y.example', to: [one.address] },
      raw: Buffer.from(`Subject: ${code} ${one.address}\r\n\r\n${code}\r\n`),
    });
  }
  while ((await responses.process(systemContext())) > 0);
  for (const coder of ['coder', 'second coder'] as const) {
    const { listToCode } = await import('../../src/fieldwork/index.js');
    for (const item of await listToCode(world.as(coder), 500))
      await responses.code(world.as(coder), item.response, item.text.trim() as 'INV' | 'INF' | 'REJ');
  }
  await world.at(new Date(Date.UTC(2026, 11, 1)));
  while ((await responses.closeWindows(systemContext())) > 0);
}, 120_000);
afterAll(() => world.close());

const findings = (definition: 'strict' | 'lenient') =>
  world.services
    .systemContext()
    .read(async (ctx) =>
      (await findFindings(ctx, await findCampaign(ctx, id), definition)).map(({ sector, table, voided }) => [
        sector,
        table,
        voided,
      ]),
    );

describe('counts', () => {
  test('hold every pair once, per sector', async () => {
    expect(await findings('lenient')).toEqual([
      ['uitzend', { both: 0, controlOnly: 11, treatmentOnly: 0, neither: 1 }, 0],
      ['bouw', { both: 6, controlOnly: 3, treatmentOnly: 3, neither: 0 }, 0],
      ['detailhandel', { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 12 }, 0],
    ]);
  });
  test('differ under the strict definition, which counts invitations and tests only', async () => {
    expect((await findings('strict'))[1]).toEqual([
      'bouw',
      { both: 0, controlOnly: 3, treatmentOnly: 3, neither: 6 },
      0,
    ]);
  });
  test('are the same when rebuilt from the counted tests', async () => {
    const dump = async () => [
      await rows(sql`select * from cell_count order by campaign, sector, ground, wave, definition`),
      await rows(sql`select * from employer_count order by campaign, employer, ground, definition`),
    ];
    const before = await dump();
    await rebuildCounts(world.services.systemContext());
    expect(await dump()).toEqual(before);
  });
  test('freeze what figures are cut by when a pair counts', async () => {
    const wrong = await rows(
      sql`select c.test from counted_test c join test t on t.id = c.test join vacancy v on v.id = t.vacancy
        where (c.occupation, c.bottleneck, c.province) is distinct from (v.occupation, v.bottleneck, province_of(v.postcode))`,
    );
    expect([wrong, (await rows(sql`select 1 from counted_test where province is not null`)).length]).toEqual([
      [],
      36,
    ]);
  });
  test('know in the database the same province of each postcode as in the register', async () => {
    const found = await rows<{ postcode: string; province: string | null }>(
      sql`select p as postcode, province_of(p) as province from generate_series(0, 10000) n, lpad(n::text, 4, '0') p`,
    );
    expect(found.filter(({ postcode, province }) => provinceOf(postcode) !== province)).toEqual([]);
  });
  test.each(['sector', 'occupation', 'bottleneck', 'province', 'wave'] as const)(
    'hold every pair once by %s',
    async (cut) => {
      const tables = await world.services.systemContext().read(async (ctx) => {
        const campaign = await findCampaign(ctx, id);
        return cut === 'sector'
          ? findSectorTables(ctx, campaign, 'lenient', await findEvidenceTables(ctx, campaign))
          : findCutTables(ctx, campaign, cut, 'lenient');
      });
      const sum = (of: (table: PairTable) => number): number =>
        tables.reduce((all, { table }) => all + of(table), 0);
      expect([
        sum(({ both }) => both),
        sum(({ controlOnly }) => controlOnly),
        sum(({ treatmentOnly }) => treatmentOnly),
        sum(({ neither }) => neither),
        tables.reduce((all, { units }) => all + units, 0),
      ]).toEqual([6, 14, 3, 13, 36]);
    },
  );
  test('enter one pair per employer unit in the sequential series', async () => {
    expect(
      await rows(
        sql`select sector, count(*)::int as n, count(distinct employer_unit)::int as units, max(place)::int as last from evidence group by sector order by sector collate "C"`,
      ),
    ).toEqual([
      { sector: 'bouw', n: 12, units: 12, last: 12 },
      { sector: 'detailhandel', n: 12, units: 12, last: 12 },
      { sector: 'uitzend', n: 12, units: 12, last: 12 },
    ]);
  });
});

describe('flags', () => {
  test('are raised at a look for the sector with eleven against none, and for no other', async () => {
    expect(await look(world.services.systemContext(), id)).toBe(1);
    expect(
      (await listFlags(world.services.systemContext())).map((flag) => [flag.sector, flag.state]),
    ).toEqual([['uitzend', 'standing']]);
  });
  test('stay as they are at a second look over the same counts', async () => {
    expect(await look(world.services.systemContext(), id)).toBe(0);
  });
  test('keep the numbers they rest on', async () => {
    const [flag] = await listFlags(world.services.systemContext());
    expect(flag?.raisedOn).toMatchObject({
      both: 0,
      controlOnly: 11,
      treatmentOnly: 0,
      neither: 1,
      k: 3,
      alpha: 0.05,
    });
  });
  test('take a decision with a reason, and keep earlier ones', async () => {
    const [flag] = await listFlags(world.services.systemContext());
    await decideFlag(world.as('inspector'), flag!.id, 'watch', 'Eerst het vervolg afwachten.');
    await decideFlag(world.as('coordinator'), flag!.id, 'raise-with-sector', 'Besproken op de vergadering.');
    const [decided] = await listFlags(world.services.systemContext());
    expect(decided?.decisions.map((decision) => decision.decision)).toEqual(['raise-with-sector', 'watch']);
  });
  test('refuse a decision without a real reason', async () => {
    const [flag] = await listFlags(world.services.systemContext());
    await expect(decideFlag(world.as('inspector'), flag!.id, 'watch', ' kort ')).rejects.toMatchObject({
      constraint: 'flag_decision_reason_given',
    });
  });
  test('weaken when the evidence turns, and keep their date', async () => {
    const [before] = await listFlags(world.services.systemContext());
    await asOwner(world.services.database.kysely, async (db) => {
      await sql`alter table evidence disable trigger evidence_append_only`.execute(db);
      await sql`update evidence set outcome = 'treatment-only' where sector = 'uitzend' and place > 4`.execute(
        db,
      );
      await sql`alter table evidence enable trigger evidence_append_only`.execute(db);
    });
    await look(world.services.systemContext(), id);
    const [after] = await listFlags(world.services.systemContext());
    expect([after?.state, after?.raisedAt, after?.raisedOn]).toEqual([
      'weakened',
      before?.raisedAt,
      before?.raisedOn,
    ]);
  });
});
