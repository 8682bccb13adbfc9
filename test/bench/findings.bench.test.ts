// Figures over a million counted tests on PostgreSQL: 32 sectors, 5,000 employers.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { countPair, rebuildCounts } from '../../src/findings/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { listen } from '../../src/platform/http.js';
import { asId } from '../../src/platform/ids.js';
import { analysePairs, benjaminiHochberg } from '../../src/statistics/index.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const TESTS = 1_000_000;
const SECTORS = 32;
const EMPLOYERS = 5000;
const onPostgres = inject('postgres') !== null;

let world: World;
let campaign: CampaignId;
let server: { port: number; close(): Promise<void> };

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}

/** A real campaign whose 36 pairs are sent and answered, and beside them a million counted tests of no real application. */
beforeAll(async () => {
  if (!onPostgres) return;
  world = await openWorld({ on: 'postgres' });
  campaign = await runningCampaign(world, 12);
  await sendAll(world);
  await owner(sql`alter table counted_test drop constraint counted_test_test_fkey`);
  await owner(sql`alter table evidence drop constraint evidence_test_fkey`);
  await owner(sql`insert into sector (code, position, document) select 'bench-' || n, 1000 + n,
    jsonb_build_object('name', jsonb_build_object('nl', 'Sector ' || n, 'en', 'Sector ' || n)) from generate_series(4, ${SECTORS}::int) n`);
  await owner(sql`insert into campaign_cell (campaign, sector, ground, position, quota)
    select ${campaign}::uuid, 'bench-' || n, 'origin', n, ${TESTS / SECTORS}::int from generate_series(4, ${SECTORS}::int) n`);
  await owner(sql`insert into counted_test (test, campaign, ordinal, sector, ground, wave, employer, employer_unit, occupation, bottleneck, province, strict, lenient, void_reason)
    select gen_random_uuid(), ${campaign}::uuid, 1000 + n, k.sector, 'origin', 1 + n % 2, md5(e.employer::text)::uuid, 'unit-' || e.employer,
      'occupation ' || e.sector * 3 + n % 3, n % 3 = 0, case n % 7 when 0 then 'antwerp' when 1 then 'limburg' when 2 then 'brussels' when 3 then null else 'east-flanders' end,
      o.outcome, o.outcome, case when o.outcome = 'void' then 'bounced' end
    from generate_series(1, ${TESTS}::int) n
      cross join lateral (select n % ${EMPLOYERS}::int as employer, n % ${EMPLOYERS}::int % ${SECTORS}::int as sector) e
      cross join lateral (select (array['both', 'control-only', 'treatment-only', 'neither', 'neither', 'neither', 'void'])[1 + (n % 1000 * 31 + n / 13) % 7] as outcome) o
      join (select sector, row_number() over (order by position) - 1 as place from campaign_cell where campaign = ${campaign}) k on k.place = e.sector`);
  await owner(sql`insert into evidence (campaign, sector, ground, place, employer_unit, test, outcome)
    select campaign, sector, ground, row_number() over (partition by sector), employer_unit, test, strict
    from (select distinct on (sector, employer_unit) * from counted_test where strict <> 'void' order by sector, employer_unit, ordinal) one`);
  await world.services.database.session(async (session) => {
    for (const text of ['set role pt_owner', 'vacuum analyze pt.counted_test', 'reset role'])
      await session.exec(text);
  });
  await rebuildCounts(world.services.systemContext());
  server = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
}, 300_000);
afterAll(async () => {
  if (!onPostgres) return;
  await server.close();
  await world.close();
});

const quantile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

async function pageTimes(path: string, account: string, times: number): Promise<number[]> {
  const found: number[] = [];
  const { cookie } = await world.signIn({ id: account });
  for (let n = 0; n < times + 5; n += 1) {
    found.push(
      await timed(async () => {
        const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, {
          headers: { cookie },
        });
        expect([answer.status, (await answer.text()).includes('Sector 20')]).toEqual([200, true]);
      }),
    );
  }
  return found.slice(5);
}

test.skipIf(!onPostgres)('rebuilding every count of a million tests takes less than 1.5 s', async () => {
  const times: number[] = [];
  for (let n = 0; n < 5; n += 1) times.push(await timed(() => rebuildCounts(world.services.systemContext())));
  console.log(`rebuild of ${TESTS} tests: ${times.map((ms) => (ms / 1000).toFixed(2)).join(', ')} s`);
  // The best of five: what is measured is the statement, not what else the machine is doing.
  expect(Math.min(...times)).toBeLessThan(1500);
});

test.skipIf(!onPostgres)('one more counted test takes less than 5 ms', async () => {
  const pairs = await owner(
    sql<{
      application: string;
    }>`select id as application from application where campaign = ${campaign} and position = 1`,
  );
  await owner(sql`insert into outcome (application, code) select id, case when random() < .5 then 'INV' else 'NON' end
    from application where campaign = ${campaign}`);
  const times: number[] = [];
  for (const { application } of pairs)
    times.push(
      await timed(() =>
        world.services.systemContext().inTx((ctx) => countPair(ctx, asId<'application'>(application))),
      ),
    );
  console.log(
    `one more counted test: median ${quantile(times, 0.5).toFixed(2)} ms, p95 ${quantile(times, 0.95).toFixed(2)} ms`,
  );
  expect(quantile(times, 0.5)).toBeLessThan(5);
});

test.skipIf(!onPostgres)('the page of figures per sector comes within 60 ms', async () => {
  const times = await pageTimes(`/campagnes/${campaign}/bevindingen`, practiceAccounts[0].id, 100);
  console.log(
    `sector page: median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`,
  );
  expect(quantile(times, 0.95)).toBeLessThan(60);
});

test.skipIf(!onPostgres)('the published figures come within 60 ms to everybody else', async () => {
  const { campaigns } = world.services;
  await campaigns.close(world.as('coordinator'), campaign, 'Alles is verzonden.', false);
  await removeMember(world.as('coordinator'), campaign, practiceAccounts[1].id);
  const publishing = await timed(() => campaigns.finish(world.services.systemContext(), campaign));
  const times = await pageTimes(`/campagnes/${campaign}/bevindingen`, practiceAccounts[1].id, 100);
  console.log(
    `publishing once: ${(publishing / 1000).toFixed(1)} s; published page: median ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms`,
  );
  expect(quantile(times, 0.95)).toBeLessThan(60);
});

test('everything that is computed for 5,000 employers takes less than 250 ms of processor', () => {
  const tables = Array.from({ length: EMPLOYERS }, (_, n) => ({
    both: n % 23,
    controlOnly: n % 17,
    treatmentOnly: n % 11,
    neither: n % 37,
  }));
  const run = (): number => {
    const began = process.cpuUsage();
    const results = tables.map((table) => analysePairs(table));
    benjaminiHochberg(
      results.map(({ mcnemar }) => mcnemar.midP ?? 1),
      0.05,
    );
    return process.cpuUsage(began).user / 1000;
  };
  run();
  const times = Array.from({ length: 5 }, run);
  console.log(`5,000 employers: ${times.map((ms) => ms.toFixed(0)).join(', ')} ms of processor`);
  expect(quantile(times, 0.5)).toBeLessThan(250);
});
