import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NEVER_ONE_PERSON, practiceAccounts } from '../../src/auth/index.js';
import { addMember, removeMember, type CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { postAs } from '../support/acting.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { settle } from '../support/people.js';
import { openWorld, runningCampaign, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker, coder] = practiceAccounts;

let world: World;
let campaign: CampaignId;
const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const actor = (id: string, roles: string[] = []) => world.services.contextFor({ id, name: 'x', roles });

let letters = 0;
/** An answer to an application of the campaign that waits for a code, and one that matched nothing. */
async function answer(to?: string): Promise<string> {
  letters += 1;
  const [application] = await rows<{ address: string }>(
    sql`select from_address as address from application where campaign = ${campaign} order by id limit 1`,
  );
  const { responses, systemContext } = world.services;
  await responses.receive(systemContext(), {
    envelope: { from: 'x@y.example', to: [to ?? application!.address] },
    raw: Buffer.from(`Subject: ${letters}\r\n\r\nWij nodigen u graag uit, brief ${letters}.\r\n`),
  });
  await responses.process(systemContext());
  const [newest] = await rows<{ id: string }>(
    sql`select id from response order by received_at desc, id limit 1`,
  );
  const found = await rows<{ id: string }>(
    sql`select id from response where code is null and not exists (select from coding c where c.response = response.id) and state = ${to === undefined ? 'matched' : 'unmatched'} order by received_at desc limit 1`,
  );
  return (found[0] ?? newest)!.id;
}
const code = async (account: { id: string }) =>
  world.services.responses.code(actor(account.id, ['coder']), (await answer()) as never, 'INV');
const dutiesOf = async (account: { id: string }): Promise<string[]> =>
  (
    await rows<{ duty: string }>(
      sql`select duty from campaign_insider where campaign = ${campaign} and account = ${account.id} order by duty`,
    )
  ).map(({ duty }) => duty);

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCampaign(world, 1);
});
afterAll(() => world.close());

describe('the table of who is never who', () => {
  const schema = readFileSync(new URL('../schema.txt', import.meta.url), 'utf8');

  test.each(NEVER_ONE_PERSON.filter(({ heldBy }) => heldBy !== null))(
    'holds that $one do not $other, in the database too ($heldBy)',
    ({ reason, heldBy }) => {
      expect([world.services.problems.kinds.has(reason), schema.includes(String(heldBy))]).toEqual([
        true,
        true,
      ]);
    },
  );

  test('awaits the room of dossiers for one pair only', () => {
    expect(NEVER_ONE_PERSON.filter(({ heldBy }) => heldBy === null).map(({ other }) => other)).toEqual([
      'second-sign-dossier',
    ]);
  });
});

describe('coding', () => {
  test('is for coders who had no hand in the campaign', async () => {
    await expect(code(coder)).resolves.toBeUndefined();
  });

  test.each([
    ['designed', inspector, 'design'],
    ['sealed', coordinator, 'seal'],
  ])('is not for who %s the campaign', async (_what, account, duty) => {
    expect(await dutiesOf(account)).toContain(duty);
    await rows(
      sql`update account set roles = array_append(array_remove(roles, 'coder'), 'coder') where id = ${account.id}`,
    );
    await expect(code(account)).rejects.toMatchObject({ code: 'coding-not-blind' });
  });

  test('is not for who is of the team, nor for who was', async () => {
    const who = await settle(world, ['fieldworker', 'coder']);
    await addMember(world.as('coordinator'), campaign, who.id);
    await expect(code(who)).rejects.toMatchObject({ code: 'coding-not-blind' });
    await removeMember(world.as('coordinator'), campaign, who.id);
    await expect(code(who)).rejects.toMatchObject({ code: 'coding-not-blind' });
  });

  test('is not for who matched an answer of the campaign', async () => {
    const who = await settle(world, ['fieldworker', 'coder']);
    const [application] = await rows<{ id: string }>(
      sql`select id from application where campaign = ${campaign} limit 1`,
    );
    const unmatched = await answer('niemand@mijnpost.example');
    await addMember(world.as('coordinator'), campaign, who.id);
    await world.services.responses.match(actor(who.id), unmatched as never, application!.id as never);
    expect(await dutiesOf(who)).toEqual(['match', 'team']);
    await expect(code(who)).rejects.toMatchObject({ code: 'coding-not-blind' });
  });

  test('is not for who settled an application in doubt', async () => {
    const who = await settle(world, ['fieldworker', 'coder']);
    const [one] = await rows<{ id: string }>(
      sql`select id from application where campaign = ${campaign} and position = 1 limit 1`,
    );
    await rows(sql`update application set state = 'due' where id = ${one!.id}`);
    await rows(
      sql`insert into attempt (id, application, number, server, message, lease_until) values (gen_random_uuid(), ${one!.id}, 1, 'x', '', app_now())`,
    );
    for (const state of ['sending', 'in-doubt'])
      await rows(sql`update application set state = ${state} where id = ${one!.id}`);
    await addMember(world.as('coordinator'), campaign, who.id);
    await world.services.dispatch.settle(actor(who.id), one!.id as never, 'sent', 'asked by telephone');
    expect(await dutiesOf(who)).toEqual(['settle', 'team']);
    await expect(code(who)).rejects.toMatchObject({ code: 'coding-not-blind' });
  });

  test('by an insider is refused by the database, whoever writes the row', async () => {
    const response = await answer();
    await expect(
      actor(inspector.id).inTx((ctx) =>
        sql`insert into coding (id, response, coder, code) values (gen_random_uuid(), ${response}, ${inspector.id}, 'INV')`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'coding_by_outsider' });
  });

  test('is done in one’s own name', async () => {
    const response = await answer();
    await expect(
      actor(inspector.id).inTx((ctx) =>
        sql`insert into coding (id, response, coder, code) values (gen_random_uuid(), ${response}, ${coder.id}, 'INV')`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'coding_in_own_name' });
  });

  test('once done keeps its coder out of the team', async () => {
    const who = await settle(world, ['fieldworker', 'coder']);
    await code(who);
    const joined = await postAs(
      world,
      coordinator,
      `/campagnes/${campaign}/team/voeg-toe`,
      { account: who.id },
      { accept: 'application/json' },
    );
    expect([joined.status, (joined.body as { type: string }).type]).toEqual([
      409,
      'urn:praktijktest:problem:team-coded',
    ]);
  });
});

describe('who called for a campaign, or planned its calls', () => {
  test('is written down as an insider of it', async () => {
    campaign = await runningCalls(world, 1);
    const [task] = await openCallsOf(world.as('tester'));
    await world.services.calls.record(world.as('tester'), task!.id, {
      code: 'stopped',
      timesSaid: null,
      askedReason: null,
      namedBan: null,
      deviations: [],
      note: 'Dat kan.',
    } as never);
    expect(await dutiesOf(practiceAccounts.find(({ login }) => login === 'tess')!)).toEqual(['call']);
    expect(await dutiesOf(coordinator)).toEqual(['plan-calls', 'seal', 'team']);
    expect(await dutiesOf(fieldworker)).toEqual(['team']);
  });

  test('is an insider for good', async () => {
    await expect(rows(sql`delete from campaign_insider`)).rejects.toMatchObject({
      constraint: 'campaign_insider_append_only',
    });
  });
});
