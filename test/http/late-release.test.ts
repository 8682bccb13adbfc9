// A plan whose made-up candidates are released late: its backlog goes in the order of the plan, as many a day as it says.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { addDays, toInstant, toLocal, weekday } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  seedOf,
  sendAll,
  type World,
} from '../support/world.js';

const PER_DAY = 5;
let world: World;
let id: CampaignId;

async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

interface Pair {
  readonly ordinal: number;
  readonly first: Date;
  readonly second: Date;
}
const pairs = (): Promise<Pair[]> =>
  rows<Pair>(
    sql`select t.ordinal, a.sent_at as first, b.sent_at as second from test t join application a on a.test = t.id and a.position = 1
      join application b on b.test = t.id and b.position = 2 where t.campaign = ${id} order by t.ordinal`,
  );
const dayOf = (instant: Date) => toLocal(new Date(instant)).date;

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 8);
  const { campaigns } = world.services;
  id = await campaigns.create(world.as('inspector'), draftOf(8, { pairsPerDay: PER_DAY }));
  await campaigns.seal(world.as('coordinator'), id, seedOf(1));
  await addMember(world.as('coordinator'), id, world.as('fieldworker').actor.id);
  await authorise(world, id);
  // The whole plan of five days is over before anybody looked at its candidates.
  await world.at(toInstant(addDays(MONDAY, 9), 11 * 60));
  await releaseIncrement(world.as('inspector'), id, 0);
  await campaigns.start(world.as('inspector'), id);
  await sendAll(world);
}, 120_000);
afterAll(() => world.close());

describe('a plan that was released late', () => {
  test('sends every pair, no more first applications a day than it says, from the next working day on', async () => {
    const days = (await pairs()).map(({ first }) => dayOf(first));
    const counts = [...new Set(days)].map((day) => [day, days.filter((one) => one === day).length]);
    // The Wednesday it was released on, then Thursday, Friday, and the week after.
    expect(counts).toEqual([
      [addDays(MONDAY, 10), 5],
      [addDays(MONDAY, 11), 5],
      [addDays(MONDAY, 14), 5],
      [addDays(MONDAY, 15), 5],
      [addDays(MONDAY, 16), 4],
    ]);
  });

  test('keeps the order that was sealed', async () => {
    const days = (await pairs()).map(({ first }) => dayOf(first));
    expect(days).toEqual([...days].sort());
  });

  test('leaves a night between the two of a pair, inside office hours on working days', async () => {
    for (const { first, second } of await pairs()) {
      expect(dayOf(second) > dayOf(first)).toBe(true);
      for (const at of [first, second]) {
        const { date, minutes } = toLocal(new Date(at));
        expect(weekday(date)).toBeLessThan(6);
        expect(minutes >= 9 * 60 && minutes < 17 * 60).toBe(true);
      }
    }
  });

  test('keeps beside the day of each application the one that was sealed', async () => {
    const [planned] = await rows<{ last: Date }>(
      sql`select max(planned_at) as last from application where campaign = ${id}`,
    );
    expect(dayOf(planned!.last) < addDays(MONDAY, 9)).toBe(true);
  });
});

describe('a plan that was paused', () => {
  test('goes on in its order when it is resumed, and pushes what is still to come only where a day is full', async () => {
    const { campaigns, dispatch, systemContext } = world.services;
    await world.at(toInstant(addDays(MONDAY, 20), 8 * 60));
    await importWorld(world, 20);
    id = await campaigns.create(
      world.as('inspector'),
      draftOf(8, { pairsPerDay: PER_DAY, sendFrom: addDays(MONDAY, 21) }),
    );
    await campaigns.seal(world.as('coordinator'), id, seedOf(2));
    await releaseIncrement(world.as('inspector'), id, 0);
    await authorise(world, id);
    await campaigns.start(world.as('inspector'), id);
    await campaigns.pause(world.as('inspector'), id, 'een vraag over de vacatures');
    // Two days of five are over; the third is today.
    await world.at(toInstant(addDays(MONDAY, 23), 8 * 60));
    await campaigns.resume(world.as('inspector'), id);
    await dispatch.promote(systemContext());
    const due = await rows<{ ordinal: number; at: Date; second: Date }>(
      sql`select t.ordinal, a.due_at as at, b.due_at as second from test t join application a on a.test = t.id and a.position = 1
        join application b on b.test = t.id and b.position = 2 where t.campaign = ${id} order by t.ordinal`,
    );
    const days = due.map(({ at }) => dayOf(at));
    const [today, next] = [addDays(MONDAY, 23), addDays(MONDAY, 24)];
    expect(days.slice(10, 15)).toEqual(Array(5).fill(today));
    expect(days.slice(0, 5)).toEqual(Array(5).fill(next));
    const later = [...days.slice(0, 10), ...days.slice(15)];
    expect(later).toEqual([...later].sort());
    for (const day of new Set(days))
      expect(days.filter((one) => one === day).length).toBeLessThanOrEqual(PER_DAY);
    for (const { at, second } of due) expect(dayOf(second) > dayOf(at)).toBe(true);
  });
});
