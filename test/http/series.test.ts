// Which pair speaks for an employer in the sequential series: the first planned one that closes unvoided, whatever the
// order in which windows close.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countPair } from '../../src/findings/index.js';
import type { TxCtx } from '../../src/platform/context.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { Id } from '../../src/platform/ids.js';
import { engine } from '../support/database.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;
const VOIDS = Array.from({ length: 8 }, (_, bits) => [0, 1, 2].map((place) => ((bits >> place) & 1) === 1));

interface Planned {
  readonly test: Id<'test'>;
  readonly ordinal: number;
  readonly applications: Id<'application'>[];
}

let world: World;
let planned: Planned[];
/** How many triples of pairs were made into one employer unit so far. */
let taken = 0;

async function rows<Row>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

beforeAll(async () => {
  world = await openWorld();
  await runningCampaign(world, 51);
  planned = await rows<Planned>(
    sql`select t.id as test, t.ordinal, array_agg(a.id order by a.position) as applications from test t join application a on a.test = t.id group by t.id order by t.sector, t.ordinal`,
  );
}, 120_000);
afterAll(() => world.close());

/** The next three pairs of the plan, made those of one employer unit. */
async function unitOfThree(): Promise<{ unit: string; pairs: Planned[] }> {
  const unit = `unit-${taken}`;
  const pairs = planned.slice(taken * 3, taken * 3 + 3);
  taken += 1;
  await rows(
    sql`update test set employer_unit = ${unit} where id in (${sql.join(pairs.map((pair) => pair.test))})`,
  );
  return { unit, pairs };
}

/** Fixes one application's outcome and counts, as closing its window does. */
async function settle(ctx: TxCtx, application: Id<'application'>, code: 'NON' | 'ERR'): Promise<void> {
  await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
  await countPair(ctx, application);
}

async function close(pair: Planned, voided: boolean): Promise<void> {
  for (const [place, application] of pair.applications.entries())
    await world.services
      .systemContext()
      .inTx((ctx) => settle(ctx, application, voided && place === 0 ? 'ERR' : 'NON'));
}

const seriesOf = async (unit: string): Promise<string[]> =>
  (
    await rows<{ test: string }>(sql`select test from evidence where employer_unit = ${unit} order by place`)
  ).map((row) => row.test);

describe('three pairs of one employer', () => {
  const cases = ORDERS.flatMap((order) => VOIDS.map((voids) => ({ order, voids })));
  test.each(cases)('closing in order $order with void $voids', async ({ order, voids }) => {
    const { unit, pairs } = await unitOfThree();
    const speaker = voids.indexOf(false);
    const closed = new Set<number>();
    for (const place of order) {
      await close(pairs[place]!, voids[place]!);
      closed.add(place);
      // It speaks as soon as it and every earlier pair count, and not before.
      const known = speaker >= 0 && [...Array(speaker + 1).keys()].every((earlier) => closed.has(earlier));
      expect(await seriesOf(unit)).toEqual(known ? [pairs[speaker]!.test] : []);
    }
  });

  test.runIf(engine === 'postgres')('closing at the same moment on two connections enter one', async () => {
    const { unit, pairs } = await unitOfThree();
    await Promise.all([close(pairs[0]!, true), close(pairs[1]!, false)]);
    expect(await seriesOf(unit)).toEqual([pairs[1]!.test]);
  });

  test.runIf(engine === 'postgres')(
    'count even when both outcomes are fixed at the same moment',
    async () => {
      const { pairs } = await unitOfThree();
      const [pair] = pairs;
      let arrived = 0;
      let open: () => void = () => undefined;
      const both = new Promise<void>((resolve) => (open = resolve));
      await Promise.all(
        pair!.applications.map((application) =>
          world.services.systemContext().inTx(async (ctx) => {
            await ctx.db
              .insertInto('outcome')
              .values({ application, code: 'NON', final_at: ctx.clock.now() })
              .execute();
            arrived += 1;
            if (arrived === 2) open();
            await both;
            await countPair(ctx, application);
          }),
        ),
      );
      expect(await rows(sql`select 1 as n from counted_test where test = ${pair!.test}`)).toHaveLength(1);
    },
  );
});

describe('windows that close in one sweep', () => {
  test('count in the order of the plan', async () => {
    const own = await openWorld();
    const id = await runningCampaign(own, 8, { cells: [{ sector: 'bouw', quota: 8 }] });
    await sendAll(own);
    await own.at(new Date(Date.UTC(2026, 11, 1)));
    await own.services.responses.closeWindows(own.services.systemContext());
    const found = await asOwner(own.services.database.kysely, (db) =>
      sql<{
        ordinal: number;
      }>`select t.ordinal from evidence e join test t on t.id = e.test where e.campaign = ${id} order by e.place`.execute(
        db,
      ),
    );
    await own.close();
    const ordinals = found.rows.map((row) => row.ordinal);
    expect([ordinals.length, ordinals]).toEqual([8, [...ordinals].sort((a, b) => a - b)]);
  });
});
