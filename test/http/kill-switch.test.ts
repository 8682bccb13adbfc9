// The switch by which nothing leaves: thrown by one coordinator, released by another, held by the database.
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { sealedAnswer } from '../support/sealed.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';

const [ines, cas, veerle, cleo] = practiceAccounts;
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;
const reason = 'een werkgever kreeg een verkeerde mail';

let world: World;
let campaign: CampaignId;
let carla: { id: string };
beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 1);
  carla = await settle(world, ['coordinator']);
});
afterAll(() => world.close());

const owner = (query: ReturnType<typeof sql>) =>
  asOwner(world.services.database.kysely, (db) => query.execute(db));
beforeEach(() => owner(sql`delete from kill_switch`));
const throwIt = (who: { id: string } = cas) => postAs(world, who, '/noodknop/druk-in', { reason });
const release = (who: { id: string }) =>
  postAs(world, who, '/noodknop/geef-vrij', { reason: 'alles is nagekeken' });
const refusalOf = (query: ReturnType<typeof sql>, who: 'coordinator' | 'inspector' = 'coordinator') =>
  world
    .as(who)
    .inTx((ctx) => query.execute(ctx.db))
    .then(
      () => undefined,
      (error: unknown) => constraintOf(error) ?? (error as { code: string }).code,
    );
const countOf = async (state: string): Promise<number> =>
  (
    await world.as('fieldworker').read((ctx) =>
      sql<{
        n: number;
      }>`select count(*)::int as n from application where campaign = ${campaign} and state = ${state}`.execute(
        ctx.db,
      ),
    )
  ).rows[0]!.n;

describe('the kill switch', () => {
  test('is thrown by a coordinator with a reason, and released by another one alone', async () => {
    expect((await throwIt()).status).toBe(303);
    expect((await release(cas)).status).toBe(409);
    expect((await release(carla)).status).toBe(303);
    expect((await release(carla)).status).toBe(409);
    const page = await getAs(world, cas, '/noodknop');
    expect(page.text).toContain('De noodknop is niet ingedrukt');
    expect(page.text).toContain('alles is nagekeken');
  });

  test('asks for a reason, in place', async () => {
    const answer = await postAs(world, cas, '/noodknop/druk-in', { reason: 'kort' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#reason"');
  });

  test('is thrown once at a time', async () => {
    expect([(await throwIt()).status, (await throwIt(carla)).status]).toEqual([303, 409]);
  });

  test('is no tool of others', async () => {
    const tried = [];
    for (const who of [ines, veerle, cleo, tess]) tried.push((await throwIt(who)).status);
    expect(tried).toEqual([403, 403, 403, 403]);
  });

  test('leaves its two acts in the log, without the reason', async () => {
    await throwIt();
    await release(carla);
    const links = await world.services
      .systemContext()
      .read((ctx) =>
        ctx.db.selectFrom('audit_link').select('body').where('what', 'like', 'kill-switch.%').execute(),
      );
    expect(links.length).toBeGreaterThanOrEqual(2);
    expect(links.filter(({ body }) => body.includes(reason))).toEqual([]);
  });

  test('is told on every page to staff whose work it touches, and to nobody else', async () => {
    const bar = 'class="alarm"';
    const seen = async (who: { id: string }, path: string) =>
      (await getAs(world, who, path)).text.includes(bar);
    expect(await seen(ines, '/')).toBe(false);
    await throwIt();
    expect([await seen(ines, '/'), await seen(veerle, '/verzending'), await seen(tess, '/taken')]).toEqual([
      true,
      true,
      true,
    ]);
    expect(await seen(cleo, '/eigen-belang')).toBe(false);
  });

  test('answers through the API how it stands', async () => {
    const thrown = await postAs(world, cas, '/api/v1/kill-switch/throw', { reason }, { as: 'json' });
    expect([thrown.status, thrown.body.on]).toEqual([200, true]);
    const own = await postAs(world, cas, '/api/v1/kill-switch/release', { reason }, { as: 'json' });
    expect([own.status, own.body.type]).toEqual([409, 'urn:praktijktest:problem:kill-switch-two-persons']);
    const read = await getAs(world, ines, '/api/v1/kill-switch', { accept: 'application/json' });
    expect(read.body.reason).toBe(reason);
  });
});

describe('while it is on', () => {
  test('nothing becomes due, nothing leaves, and nothing starts or resumes', async () => {
    await world.services.dispatch.promote(world.services.systemContext());
    await owner(
      sql`update application set state = 'due', next_attempt_at = app_now() where campaign = ${campaign} and position = 1 and state = 'planned'`,
    );
    const before = { due: await countOf('due'), planned: await countOf('planned') };
    expect(before.due).toBeGreaterThan(0);
    await throwIt();
    const { dispatch, systemContext } = world.services;
    expect([await dispatch.promote(systemContext()), await dispatch.send(systemContext())]).toEqual([0, 0]);
    expect({ due: await countOf('due'), planned: await countOf('planned') }).toEqual(before);
    await world.services.campaigns.pause(world.as('inspector'), campaign, 'een goede reden');
    const resumed = await postAs(world, ines, `/campagnes/${campaign}/hervat`, {});
    expect(resumed.status).toBe(409);
    expect(resumed.text).toContain('De noodknop is ingedrukt');
    await release(carla);
    expect((await postAs(world, ines, `/campagnes/${campaign}/hervat`, {})).status).toBe(303);
  });

  test('the database lets nothing go by hand either', async () => {
    await throwIt();
    const [row] = (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          id: string;
        }>`select id from application where campaign = ${campaign} and state = 'due' limit 1`.execute(ctx.db),
      )
    ).rows;
    expect(
      await refusalOf(sql`update application set state = 'sending' where id = ${row!.id}`, 'inspector'),
    ).toBe('gate:kill-switch-on');
  });
});

describe('a withdrawal', () => {
  test('that nobody decided on is held; one that a person sent goes out', async () => {
    const applications = (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          id: string;
        }>`select id from application where campaign = ${campaign} order by id limit 2`.execute(ctx.db),
      )
    ).rows;
    for (const [place, decider] of [systemAccount.id, veerle.id].entries()) {
      const row = `e0000000-0000-4000-8000-00000000000${place}`;
      const application = applications[place]!.id;
      await owner(sql`insert into response (id, channel, envelope_from, envelope_to, sealed, bytes, sha256, state, application, matched_by, redacted_subject, redacted_text)
        values (${row}, 'mail', 'x@y.example', ${row}, ${sealedAnswer(row)}, 'matched', ${application}, 'address', 's', 't')`);
      await owner(sql`insert into withdrawal (id, application, campaign, response, due_at, template, to_address, subject, body, message_id, thread)
        values (${row}, ${application}, ${campaign}, ${row}, app_now(), ${place + 1}, 'x@werkgever.example', 's', 'b', ${row}, '{}')`);
      await owner(sql`insert into triage (response, application, campaign, received_at, due_at, expects, withdrawal, triaged_by, triaged_at)
        values (${row}, ${application}, ${campaign}, app_now(), app_now(), 'invitation', ${row}, ${veerle.id}, app_now())`);
      await owner(
        sql`update withdrawal set state = 'due', decided_by = ${decider}, decided_at = app_now(), next_attempt_at = app_now() where id = ${row}`,
      );
    }
    await throwIt();
    const { withdrawals, systemContext } = world.services;
    expect(await withdrawals.send(systemContext())).toBe(1);
    const states = (
      await world.as('fieldworker').read((ctx) =>
        sql<{
          state: string;
        }>`select state from withdrawal where id::text like 'e0000000%' order by id`.execute(ctx.db),
      )
    ).rows.map(({ state }) => state);
    expect(states).toEqual(['due', 'sent']);
    const row = 'e0000000-0000-4000-8000-000000000000';
    await owner(
      sql`insert into withdrawal_attempt (id, withdrawal, number, server, message, lease_until) values (gen_random_uuid(), ${row}, 1, 's', 'm', app_now())`,
    );
    expect(await refusalOf(sql`update withdrawal set state = 'sending' where id = ${row}`, 'inspector')).toBe(
      'gate:kill-switch-on',
    );
  });
});

describe('the database', () => {
  const thrown = (by: string) =>
    sql`insert into kill_switch (id, thrown_by, reason) values (gen_random_uuid(), ${by}, 'een goede reden')`;
  test.each([
    ['is not thrown under the name of another', () => thrown(ines.id), 'kill_switch_life'],
    [
      'is not thrown as released already',
      () =>
        sql`insert into kill_switch (id, thrown_by, reason, released_by, released_at, released_reason) values (gen_random_uuid(), ${cas.id}, 'x', ${carla.id}, now(), 'x')`,
      'kill_switch_life',
    ],
  ] as const)('%s', async (_what, query, expected) => {
    expect(await refusalOf(query())).toBe(expected);
  });

  test('takes no throw of an inspector', async () => {
    expect(await refusalOf(thrown(ines.id), 'inspector')).toBe('42501');
  });

  test('takes no release by who threw it, nor a new reason', async () => {
    await throwIt();
    expect(
      await refusalOf(
        sql`update kill_switch set released_by = ${cas.id}, released_at = now(), released_reason = 'x'`,
      ),
    ).toBe('kill_switch_two_persons');
    expect(await refusalOf(sql`update kill_switch set reason = 'iets anders'`)).toBe('kill_switch_life');
  });
});
