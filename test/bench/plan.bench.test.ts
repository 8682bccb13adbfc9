// Planning at scale: deciding who is tested and when, in memory; and what sealing adds to storing the same rows.
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { draftOf, importWorld, openWorld, seedOf, type World } from '../support/world.js';
import { decidePlan } from '../../src/fieldwork/scheduling/decide.js';
import { sha256 } from '../../src/platform/crypto.js';
import { dateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { asId } from '../../src/platform/ids.js';
import { createCalendar, loadReference, type FrameVacancy } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';

const SECTORS = ['uitzend', 'bouw', 'detailhandel'];
const PAIRS = 1000;
const onPostgres = inject('postgres') !== null;
const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);

let world: World;
beforeAll(async () => {
  if (!onPostgres) return;
  world = await openWorld({ on: 'postgres' });
  await importWorld(world, PAIRS);
}, 300_000);
afterAll(async () => {
  if (onPostgres) await world.close();
});

const frameOf = (size: number): FrameVacancy[] =>
  Array.from({ length: size }, (_, n) => ({
    id: asId<'vacancy'>(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    source: 'bench',
    reference: `V${String(n).padStart(7, '0')}`,
    title: 'Magazijnier',
    sector: SECTORS[n % 3] ?? '',
    place: 'Gent',
    postcode: '9000',
    occupation: 'warehouse',
    contactAddress: `jobs@w${n}.example`,
    contactName: null,
    openUntil: null,
    employer: asId<'employer'>(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`),
    employerName: `Werkgever ${n}`,
    kbo: String(n),
    establishment: null,
  }));

/** Milliseconds on the clock and of this processor: on a machine that others use, the second is the truer one. */
async function timed(act: () => unknown): Promise<{ wall: number; cpu: number }> {
  const [began, used] = [performance.now(), process.cpuUsage()];
  await act();
  const { user, system } = process.cpuUsage(used);
  return { wall: Math.round(performance.now() - began), cpu: Math.round((user + system) / 1000) };
}

test('deciding grows with the number of pairs', async () => {
  const decide = (pairs: number) => {
    const cells = SECTORS.map((sector) => ({ sector, quota: Math.floor(pairs / 3) }));
    const frame = frameOf(Math.ceil(pairs * 1.2));
    const campaign = { cells, pairsPerDay: 500, sendFrom: dateOnly(2026, 9, 7) };
    return timed(() => {
      const { tests } = decidePlan({ campaign, seed: sha256('bench'), frame }, calendar, new Set());
      expect(tests.length).toBe(3 * Math.floor(pairs / 3));
    });
  };
  await decide(10_000);
  for (const pairs of [10_000, 30_000, 100_000]) {
    const { wall, cpu } = await decide(pairs);
    console.log(`decide ${pairs} pairs: ${wall} ms (${cpu} ms of the processor)`);
  }
});

test.runIf(onPostgres)('sealing against a bare insert of the same rows', async () => {
  const { campaigns } = world.services;
  const id = await campaigns.create(world.as('inspector'), draftOf(PAIRS, { pairsPerDay: 500 }));
  const sealing = await timed(() => campaigns.seal(world.as('coordinator'), id, seedOf(1)));
  const bare = await asOwner(world.services.database.kysely, async (db) => {
    for (const table of ['application', 'test'])
      await sql
        .raw(`create table kept_${table} as select * from ${table} where campaign = '${id}'`)
        .execute(db);
    for (const table of ['application', 'test'])
      await sql.raw(`delete from ${table} where campaign = '${id}'`).execute(db);
    return timed(async () => {
      for (const table of ['test', 'application'])
        await sql.raw(`insert into ${table} select * from kept_${table}`).execute(db);
    });
  });
  console.log(
    `sealing ${3 * PAIRS} pairs with their documents: ${sealing.wall} ms (${sealing.cpu} ms of our processor); the same rows copied inside the database: ${bare.wall} ms`,
  );
});
