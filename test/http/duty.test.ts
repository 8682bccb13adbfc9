// Who watches the clocks in a weekend: planned by a coordinator, shown to who stands by, refused where it makes no sense.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { dateOnly, toInstant } from '../../src/platform/dates.js';
import { getAs, postAs } from '../support/acting.js';
import { answer, fieldworker, rowsOf, sentOf } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const coordinator = practiceAccounts.find(({ login }) => login === 'cas')!;
const inspector = practiceAccounts.find(({ login }) => login === 'ines')!;
/** The first weekend after the last sending of the world's campaign. */
const SATURDAY = '2026-10-03';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const campaign = await runningCampaign(world, 1);
  await sendAll(world);
  const [application] = await sentOf(world, campaign);
  await world.at(toInstant(dateOnly(2026, 9, 30), 9 * 60));
  const response = await answer(world, application!);
  // An interview on Monday morning: the employer must know on Sunday.
  await world.services.withdrawals.triage(world.as('fieldworker'), response, {
    expects: 'invitation',
    slot: toInstant(dateOnly(2026, 10, 5), 10 * 60),
  });
  await rowsOf(world, sql`update withdrawal set due_at = ${toInstant(dateOnly(2026, 10, 4), 10 * 60)}`);
}, 120_000);
afterAll(() => world.close());

const plan = (by: { id: string }, weekend: string, account: string) =>
  postAs(world, by, '/weekenddienst/plan', { weekend, account });
const planned = () =>
  rowsOf<{ saturday: string; account: string }>(world, sql`select saturday::text, account from weekend_duty`);
const todayOf = async (who: { id: string }) => (await getAs(world, who, '/')).text;

describe('a weekend', () => {
  test('without anybody stands on the coordinator’s day from Wednesday on', async () => {
    expect(await todayOf(coordinator)).toContain('Weekend zonder dienst');
  });

  test('is planned by a coordinator', async () => {
    expect((await plan(coordinator, SATURDAY, fieldworker.id)).headers['location']).toBe(
      '/weekenddienst?gedaan=vast',
    );
    expect(await planned()).toEqual([{ saturday: SATURDAY, account: fieldworker.id }]);
    expect((await getAs(world, coordinator, '/weekenddienst')).text).toContain(fieldworker.name);
    expect(await todayOf(coordinator)).not.toContain('Weekend zonder dienst');
  });

  test('is planned anew in its place', async () => {
    await plan(coordinator, SATURDAY, fieldworker.id);
    expect(await planned()).toHaveLength(1);
  });

  test('is in the log', async () => {
    const links = await rowsOf<{ actor: string }>(
      world,
      sql`select actor from audit_link where what = 'duty.planned'`,
    );
    expect(links[0]).toEqual({ actor: coordinator.id });
  });

  test.each([
    ['that is over', '2026-09-26', 409],
    ['that is no Saturday', '2026-10-06', 409],
    ['that is no day', '2026-13-99', 422],
  ])('%s is not', async (_, weekend, status) => {
    expect((await plan(coordinator, weekend, fieldworker.id)).status).toBe(status);
    expect(await planned()).toHaveLength(1);
  });

  test('is not watched by who is no fieldworker', async () => {
    expect((await plan(coordinator, SATURDAY, inspector.id)).status).toBe(409);
  });

  test('is not planned by a fieldworker, not even by hand-written SQL', async () => {
    expect((await plan(fieldworker, SATURDAY, fieldworker.id)).status).toBe(403);
    const byHand = world
      .as('fieldworker')
      .inTx((ctx) =>
        sql`insert into weekend_duty (saturday, account, planned_by) values ('2026-10-10', ${fieldworker.id}, ${fieldworker.id})`.execute(
          ctx.db,
        ),
      );
    await expect(byHand).rejects.toMatchObject({ code: '42501' });
  });
});

describe('who stands by', () => {
  test('sees on Friday what runs out before Monday, red once it has', async () => {
    await world.at(toInstant(dateOnly(2026, 10, 1), 9 * 60));
    expect(await todayOf(fieldworker)).not.toContain('Uw weekenddienst');
    await world.at(toInstant(dateOnly(2026, 10, 2), 15 * 60));
    expect(await todayOf(fieldworker)).toContain('Deze klokken lopen af voor maandag.');
    await world.at(toInstant(dateOnly(2026, 10, 4), 11 * 60));
    expect(await todayOf(fieldworker)).toContain('Te laat: 1. Laat die werkgevers nu iets weten.');
  });

  test('and was blocked, or left fieldwork, counts as nobody', async () => {
    await world.at(toInstant(dateOnly(2026, 10, 2), 15 * 60));
    const weekends = async () => (await getAs(world, coordinator, '/weekenddienst')).text;
    expect(await weekends()).toContain(`>${fieldworker.name}</td>`);
    await rowsOf(world, sql`update account set state = 'blocked' where id = ${fieldworker.id}`);
    expect(await todayOf(coordinator)).toContain('Weekend zonder dienst');
    expect(await weekends()).not.toContain(fieldworker.name);
    await rowsOf(world, sql`update account set state = 'active' where id = ${fieldworker.id}`);
    expect(await todayOf(coordinator)).not.toContain('Weekend zonder dienst');
  });

  test('is alone in seeing it', async () => {
    await rowsOf(world, sql`update weekend_duty set account = ${fieldworker.id}, saturday = '2026-10-10'`);
    expect(await todayOf(fieldworker)).not.toContain('Uw weekenddienst');
  });
});
