// Following a campaign while it runs, and who may see how its evidence grows.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { retireCandidate } from '../../src/fieldwork/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs, postAs } from '../support/acting.js';
import { settle, type Person } from '../support/people.js';
import { importWorld, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const [inspector, coordinator] = practiceAccounts;
const analyst = practiceAccounts.find(({ login }) => login === 'anke')!;

let world: World;
let open: CampaignId;
let fixed: CampaignId;
let enforcement: CampaignId;
/** Somebody who both works in the field and reads flags: roles may go together, duties in one campaign not. */
let both: Person;

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const as = (who: { id: string }, roles: readonly string[]) =>
  world.services.contextFor({ id: who.id, name: 'x', roles: [...roles] });
const ROLES = ['inspector', 'fieldworker'] as const;
const looksOf = async (who: { id: string }, campaign: CampaignId): Promise<string[]> =>
  (
    await rows<{ on: string }>(
      sql`select body::jsonb ->> 'on' as on from audit_link where what = 'evidence.looked-at' and campaign = ${campaign} and actor = ${who.id} order by seq`,
    )
  ).map(({ on }) => on);
const dutiesOf = async (who: { id: string }, campaign: CampaignId): Promise<string[]> =>
  (
    await rows<{ duty: string }>(
      sql`select duty from campaign_insider where campaign = ${campaign} and account = ${who.id} order by duty`,
    )
  ).map(({ duty }) => duty);
const page = async (who: { id: string }, path: string): Promise<[number, string]> => {
  const { status, text } = await getAs(world, who, path);
  return [status, text];
};

/** An application of the campaign that is in doubt. */
async function inDoubt(campaign: CampaignId): Promise<string> {
  const [one] = await rows<{ id: string }>(
    sql`select id from application where campaign = ${campaign} and state in ('planned', 'due') and position = 1 order by id limit 1`,
  );
  await rows(sql`update application set state = 'due' where id = ${one!.id}`);
  await rows(
    sql`insert into attempt (id, application, number, server, message, lease_until) values (gen_random_uuid(), ${one!.id}, 1, 'x', '', app_now())`,
  );
  for (const state of ['sending', 'in-doubt'])
    await rows(sql`update application set state = ${state} where id = ${one!.id}`);
  return one!.id;
}
const settleSent = (who: { id: string }, application: string) =>
  world.services.dispatch.settle(as(who, ROLES), application as never, 'sent', 'nagevraagd per telefoon');

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
  open = await runningCampaign(world, 6, { stopRule: 'e-value' }, 1);
  fixed = await runningCampaign(world, 6, { stopRule: 'fixed' }, 2);
  both = await settle(world, [...ROLES]);
  for (const id of [open, fixed]) {
    await addMember(world.as('coordinator'), id, both.id);
    await addMember(world.as('coordinator'), id, analyst.id);
  }
  await rows(
    sql`insert into flag (id, campaign, sector, ground, procedure, state, raised_on, latest)
        select gen_random_uuid(), ${open}, sector, ground, 'standing', 'standing', ${FLAG}::jsonb, ${FLAG}::jsonb from campaign_cell where campaign = ${open} and position = 0`,
  );
}, 120_000);
afterAll(() => world.close());

const FLAG = JSON.stringify({
  both: 1,
  controlOnly: 9,
  treatmentOnly: 1,
  neither: 4,
  logE: 4,
  k: 3,
  alpha: 0.05,
  family: 1,
  ratio: 5,
  low: 2,
  high: null,
});

describe('the page that follows a campaign', () => {
  test('counts what was sent, answered and coded, day by day, and how far the plan is', async () => {
    await sendAll(world);
    const [application] = await rows<{ address: string }>(
      sql`select from_address as address from application where campaign = ${open} and state = 'sent' order by id limit 1`,
    );
    const { responses, systemContext } = world.services;
    await responses.receive(systemContext(), {
      envelope: { from: 'x@y.example', to: [application!.address] },
      raw: Buffer.from('Subject: Uw sollicitatie\r\n\r\nWij nodigen u graag uit.\r\n'),
    });
    await responses.process(systemContext());
    const [{ sent }] = (await rows<{ sent: number }>(
      sql`select count(*)::int as sent from application where campaign = ${open} and state = 'sent'`,
    )) as [{ sent: number }];
    const [status, html] = await page(inspector, `/campagnes/${open}/verloop`);
    expect(sent).toBeGreaterThan(0);
    expect([status, html]).toEqual([200, expect.stringContaining(`Verzonden ${sent}`)]);
    expect(html).toMatch(/Beantwoord 1</);
    expect(html).toMatch(/Gecodeerd 0</);
    expect(html).toContain('De post loopt goed');
  });

  test('shows neither arms nor evidence', async () => {
    const [, html] = await page(inspector, `/campagnes/${open}/verloop`);
    expect(html).not.toMatch(/e-waarde|testprofiel|referentieprofiel/);
  });

  test('says what in the mail needs a look', async () => {
    const id = await runningCampaign(world, 6, { stopRule: 'fixed' }, 9);
    await inDoubt(id);
    const [, html] = await page(inspector, `/campagnes/${id}/verloop`);
    expect(html).toContain('onzeker of ze vertrok');
  });

  test('exists for the own team alone', async () => {
    const outsider = await settle(world, ['inspector']);
    expect((await page(outsider, `/campagnes/${open}/verloop`))[0]).toBe(404);
  });
});

describe('the evidence of a campaign that runs', () => {
  test.each([
    ['path', () => `/campagnes/${open}/knipperlichten`],
    ['list', () => '/knipperlichten'],
  ])('is shown to who has no other hand in it, and the look at its %s is logged', async (on, path) => {
    const [status, html] = await page(analyst, path());
    expect([status, html]).toEqual([200, expect.not.stringContaining('Voor u is het bewijs nu dicht')]);
    expect(await looksOf(analyst, open)).toContain(on);
    expect(await dutiesOf(analyst, open)).toEqual(['look', 'team']);
  });

  test('is logged for one flag too', async () => {
    const [flag] = await rows<{ id: string }>(sql`select id from flag where campaign = ${open}`);
    expect((await page(analyst, `/knipperlichten/${flag!.id}`))[0]).toBe(200);
    expect(await looksOf(analyst, open)).toContain('flag');
  });

  test('is shown to nobody under a plan with a fixed end, which is no look', async () => {
    const [status, html] = await page(analyst, `/campagnes/${fixed}/knipperlichten`);
    expect([status, html]).toEqual([200, expect.stringContaining('Dit plan heeft een vast einde')]);
    expect(await looksOf(analyst, fixed)).toEqual([]);
  });

  test('bars who looked from settling, in the database', async () => {
    const id = await runningCampaign(world, 6, { stopRule: 'e-value' }, 11);
    await addMember(world.as('coordinator'), id, both.id);
    const application = await inDoubt(id);
    await page(both, `/campagnes/${id}/knipperlichten`);
    expect(await dutiesOf(both, id)).toEqual(['look', 'team']);
    await expect(settleSent(both, application)).rejects.toMatchObject({ constraint: 'looker_does_not_act' });
  });

  test('bars who looked from taking a candidate out of use, in the database too', async () => {
    const ctx = as(analyst, ['inspector']);
    await expect(
      retireCandidate(ctx, open, 1, 'control', 'de brief stond in de krant'),
    ).rejects.toMatchObject({ code: 'looked-at-evidence' });
    const [one] = await rows<{ id: string }>(
      sql`select id from application where campaign = ${open} order by id limit 1`,
    );
    const byHand = (by: string) =>
      ctx.inTx((ctx) =>
        sql`insert into identity_retirement (application, reason, note, retired_by) values (${one!.id}, 'disclosed', 'een goede reden', ${by})`.execute(
          ctx.db,
        ),
      );
    await expect(byHand(analyst.id)).rejects.toMatchObject({ constraint: 'looker_does_not_act' });
  });

  test('is closed to who settled, with the reason, and its flags do not exist for them', async () => {
    const id = await runningCampaign(world, 6, { stopRule: 'e-value' }, 12);
    await addMember(world.as('coordinator'), id, both.id);
    await settleSent(both, await inDoubt(id));
    const [{ flag }] = (await rows<{ flag: string }>(
      sql`insert into flag (id, campaign, sector, ground, procedure, state, raised_on, latest)
        select gen_random_uuid(), ${id}, sector, ground, 'standing', 'standing', ${FLAG}::jsonb, ${FLAG}::jsonb from campaign_cell where campaign = ${id} and position = 0 returning id as flag`,
    )) as [{ flag: string }];
    const [status, html] = await page(both, `/campagnes/${id}/knipperlichten`);
    expect([status, html]).toEqual([200, expect.stringContaining('Voor u is het bewijs nu dicht')]);
    expect((await page(both, `/knipperlichten/${flag}`))[0]).toBe(404);
    const seen = await as(both, ROLES).read((ctx) =>
      sql`select id from flag where campaign = ${id}`.execute(ctx.db),
    );
    expect([seen.rows, await looksOf(both, id)]).toEqual([[], []]);
    // Their colleague sees the flag, so it was there to be seen.
    expect((await page(coordinator, `/knipperlichten/${flag}`))[0]).toBe(200);
  });

  test('answers a refused act with the reason, in the browser', async () => {
    const id = await runningCampaign(world, 6, { stopRule: 'e-value' }, 13);
    await addMember(world.as('coordinator'), id, both.id);
    const application = await inDoubt(id);
    await page(both, `/campagnes/${id}/knipperlichten`);
    const answer = await postAs(world, both, `/verzending/${application}/beslis`, {
      decision: 'sent',
      reason: 'nagevraagd per telefoon',
    });
    expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('U keek in deze campagne')]);
  });
});

describe('the evidence of enforcement', () => {
  test('is open to its team, whatever they do in it, and a look bars nobody', async () => {
    const who = await settle(world, [...ROLES]);
    enforcement = await runningCampaign(world, 2, { stopRule: 'e-value' }, 15);
    await addMember(world.as('coordinator'), enforcement, who.id);
    await settleSent(who, await inDoubt(enforcement));
    const [status, html] = await page(who, `/campagnes/${enforcement}/knipperlichten`);
    expect([status, html]).toEqual([200, expect.not.stringContaining('Voor u is het bewijs nu dicht')]);
    await settleSent(who, await inDoubt(enforcement));
    expect([await looksOf(who, enforcement), await dutiesOf(who, enforcement)]).toEqual([
      ['path'],
      ['settle', 'team'],
    ]);
  });
});

describe('the evidence of a campaign that ended', () => {
  test('is open again to who settled in it, and no longer logged as a look', async () => {
    const id = await runningCampaign(world, 6, { stopRule: 'e-value' }, 14);
    await addMember(world.as('coordinator'), id, both.id);
    await settleSent(both, await inDoubt(id));
    await world.services.campaigns.stop(world.as('coordinator'), id, 'Het veldwerk stopt hier.', false);
    const [, html] = await page(both, `/campagnes/${id}/knipperlichten`);
    expect([html.includes('Voor u is het bewijs nu dicht'), await looksOf(both, id)]).toEqual([false, []]);
  });
});
