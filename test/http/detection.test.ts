// Who suspects that an application is made up: nothing more goes there until a person decides, whichever way the mail would leave.
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { addDays, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { answer, fieldworker } from '../support/withdrawals.js';
import { importWorld, MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

interface Sent {
  readonly id: string;
  readonly test: string;
  readonly from_address: string;
}

let world: World;
let campaign: CampaignId;
let firsts: Sent[];
const owner = <Row>(query: RawBuilder<unknown>): Promise<Row[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);
const system = () => world.services.systemContext();
const stateOfSecond = async (test: string): Promise<string> =>
  (
    await owner<{ state: string }>(sql`select state from application where test = ${test} and position = 2`)
  )[0]!.state;
/** Promotes and sends what is due on a day at eleven. */
async function workOn(days: number): Promise<void> {
  await world.at(toInstant(addDays(MONDAY, days), 16 * 60 + 45));
  await world.services.dispatch.promote(system());
  await world.services.dispatch.send(system());
}
const reason = 'het ging over een andere kandidaat';

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 3);
  await sendAll(world, toInstant(MONDAY, 23 * 60));
  firsts = await owner<Sent>(
    sql`select a.id, a.test, a.from_address from application a join test t on t.id = a.test where a.campaign = ${campaign} and a.position = 1 and a.state = 'sent' order by t.ordinal`,
  );
  expect(firsts.length).toBeGreaterThan(4);
});
afterAll(() => world.close());

describe('an answer that two coders code as detection', () => {
  let suspicion: string;
  test('raises a suspicion at once, and the log knows it by the next sweep', async () => {
    const id = await answer(world, firsts[0]!, 'Wij denken dat dit een praktijktest is. Wie bent u echt?');
    for (const coder of ['coder', 'second coder'] as const)
      await world.services.responses.code(world.as(coder), id, 'DET');
    const found = await owner<{
      id: string;
      response: string;
      identity: string | null;
      template: number | null;
    }>(sql`select id, response, identity, template from suspicion where test = ${firsts[0]!.test}`);
    expect(found).toMatchObject([
      { response: id, template: expect.any(Number), identity: expect.any(String) },
    ]);
    suspicion = found[0]!.id;
    await world.services.jobs.find(({ name }) => name === 'detection.note')!.run(system());
    expect(
      await owner(
        sql`select body::jsonb ->> 'by' as by from audit_link where what = 'suspicion.raised' and body::jsonb ->> 'suspicion' = ${suspicion}`,
      ),
    ).toEqual([{ by: 'answer' }]);
  });

  test('stops the second application to that employer, and no other', async () => {
    await workOn(1);
    expect(await stateOfSecond(firsts[0]!.test)).toBe('planned');
    expect(await stateOfSecond(firsts[1]!.test)).toBe('sent');
  });

  test('stands on the register with what waits, for the team alone', async () => {
    const page = await getAs(world, fieldworker, '/vermoedens');
    expect([page.status, page.text.includes(`/vermoedens/${suspicion}`)]).toEqual([200, true]);
    expect((await getAs(world, fieldworker, `/vermoedens/${suspicion}`)).text).toContain(
      'Geef de werkgever weer vrij',
    );
    const coder = practiceAccounts.find(({ roles }) => roles.some((role) => role === 'coder'))!;
    expect((await getAs(world, coder, '/vermoedens')).status).toBe(403);
  });

  test('is cleared by a person with a reason, once, and what waited leaves', async () => {
    const short = await postAs(world, fieldworker, `/vermoedens/${suspicion}/beslis`, { reason: 'kort' });
    expect(short.status).toBe(422);
    const cleared = await postAs(world, fieldworker, `/vermoedens/${suspicion}/beslis`, { reason });
    expect([cleared.status, cleared.headers['location']]).toEqual([303, '/vermoedens?gedaan=beslist']);
    expect((await postAs(world, fieldworker, `/vermoedens/${suspicion}/beslis`, { reason })).status).toBe(
      409,
    );
    await sendAll(world);
    expect(await stateOfSecond(firsts[0]!.test)).toBe('sent');
    expect((await getAs(world, fieldworker, '/vermoedens')).text).toContain('Beslist op');
  });
});

describe('a note of a person', () => {
  let second: CampaignId;
  let employer: string;
  beforeAll(async () => {
    await importWorld(world, 12);
    second = await runningCampaign(world, 3, { sendFrom: addDays(MONDAY, 7) }, 2);
    [{ employer }] = (await owner(
      sql`select employer from test where campaign = ${second} order by ordinal limit 1`,
    )) as [{ employer: string }];
    const [elsewhere] = await owner<{ id: string }>(
      sql`select id from test where campaign = ${campaign} order by ordinal limit 1`,
    );
    // The employer of another campaign's test: a suspicion holds for both.
    await owner(sql`update test set employer = ${employer} where id = ${elsewhere!.id}`);
    const raised = await postAs(world, fieldworker, `/testen/${elsewhere!.id}/vermoeden/meld`, {
      note: 'De werkgever belde de school van de kandidaat.',
    });
    expect([raised.status, raised.headers['location']]).toEqual([303, '/vermoedens?gedaan=gemeld']);
  });
  const statesAt = async (which: string): Promise<string[]> =>
    (
      await owner<{ state: string }>(
        sql`select distinct a.state from application a join test t on t.id = a.test where t.campaign = ${second} and t.employer ${sql.raw(which)} ${employer}`,
      )
    ).map(({ state }) => state);

  test('stops every campaign to that employer', async () => {
    await sendAll(world);
    expect([await statesAt('='), await statesAt('<>')]).toEqual([['planned'], ['sent']]);
  });

  test('holds in the database, whoever moves the row', async () => {
    const [waiting] = await owner<{ id: string }>(
      sql`select a.id from application a join test t on t.id = a.test where t.campaign = ${second} and t.employer = ${employer} and a.position = 1`,
    );
    const refused = await system()
      .inTx(async (ctx) => {
        await sql`update application set state = 'due', next_attempt_at = app_now() where id = ${waiting!.id}`.execute(
          ctx.db,
        );
        await sql`insert into attempt (id, application, number, server, message, lease_until) values (gen_random_uuid(), ${waiting!.id}, 1, 's', 'm', app_now())`.execute(
          ctx.db,
        );
        await sql`update application set state = 'sending' where id = ${waiting!.id}`.execute(ctx.db);
      })
      .then(() => undefined, constraintOf);
    expect(refused).toBe('gate:employer-cools');
  });

  test('keeps new plans away from there, also after it was cleared', async () => {
    const places = async (): Promise<number> =>
      (
        await world.as('coordinator').read((ctx) =>
          sql<{
            n: number;
          }>`select count(*)::int as n from places_tested_since(app_now() + interval '1 month') p
            where p in (select coalesce(v.establishment, e.kbo) from suspicion s join test t on t.id = s.test join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer)`.execute(
            ctx.db,
          ),
        )
      ).rows[0]!.n;
    expect(await places()).toBeGreaterThan(0);
  });

  test('is kept as it was made', async () => {
    const change = async (set: string): Promise<string | undefined> =>
      world
        .as('fieldworker')
        .inTx((ctx) => sql`update suspicion set ${sql.raw(set)} where note is not null`.execute(ctx.db))
        .then(() => undefined, constraintOf);
    expect(await change("note = 'een heel ander verhaal'")).toBe('suspicion_frozen');
    expect(await change('raised_at = app_now()')).toBe('suspicion_frozen');
  });
});

test('a letter and a name that two employers saw through rest, for all employers', async () => {
  const [one] = await owner<{
    id: string;
    campaign: string;
    scenario: string;
    template: number;
    name: string;
    employer: string;
  }>(
    sql`select a.id, a.campaign, c.scenario, a.template, a.from_name as name, t.employer from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
      where a.campaign = ${campaign} order by t.ordinal desc, a.position desc limit 1`,
  );
  const cooled = async (): Promise<string | null> =>
    (await owner<{ why: string | null }>(sql`select cooled_because(${one!.id}) as why`))[0]!.why;
  const others = await owner<{ id: string; employer: string }>(
    sql`select distinct on (t.employer) t.id, t.employer from test t where t.campaign = ${campaign} and t.employer <> ${one!.employer} order by t.employer limit 4`,
  );
  const suspect = (place: number, template: number | null, identity: string | null) =>
    owner(sql`insert into suspicion (id, campaign, test, employer, scenario, template, identity, note, raised_by)
      values (gen_random_uuid(), ${campaign}, ${others[place]!.id}, ${others[place]!.employer}, ${one!.scenario}, ${template}, ${identity}, 'een goede reden', ${fieldworker.id})`);
  const clearAll = () =>
    owner(
      sql`update suspicion set cleared_by = ${fieldworker.id}, cleared_at = app_now(), cleared_reason = 'een goede reden' where cleared_at is null`,
    );
  await clearAll();
  await suspect(0, one!.template, null);
  expect(await cooled()).toBeNull();
  await suspect(1, one!.template, null);
  expect(await cooled()).toBe('template-cools');
  await clearAll();
  await suspect(2, null, one!.name);
  await suspect(3, null, one!.name);
  expect(await cooled()).toBe('identity-cools');
  await clearAll();
  expect(await cooled()).toBeNull();
});
