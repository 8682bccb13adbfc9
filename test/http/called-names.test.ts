// Who was spoken to in a call: kept in enforcement alone, sealed, opened by inspectors of the team, each time in the log.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { CallTaskId, RecordBody } from '../../src/fieldwork/calls/schema.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { settle } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;
const NAME = 'Annelies Vandenbroucke';

let world: World;
let campaign: CampaignId;
let call: { readonly id: CallTaskId };

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
const heard = (spokeWith?: string): RecordBody => ({
  code: 'EVADE',
  timesSaid: 1,
  askedReason: false,
  namedBan: false,
  deviations: [],
  note: 'Ze zei dat ze het zou navragen.',
  ...(spokeWith === undefined ? {} : { spokeWith }),
});

beforeAll(async () => {
  world = await openWorld();
  campaign = await runningCalls(world, 4);
  const [first] = await openCallsOf(world.as('tester'));
  call = first!;
}, 120_000);
afterAll(() => world.close());

describe('the name of who was spoken to', () => {
  test('has a field on the sheet of an enforcement campaign, and is kept sealed with the record', async () => {
    expect((await getAs(world, tess, `/taken/${call.id}`)).text).toContain('name="spokeWith"');
    const done = await postAs(world, tess, `/taken/${call.id}/leg-vast`, {
      code: 'EVADE',
      timesSaid: '1',
      askedReason: 'nee',
      namedBan: 'nee',
      note: 'Ze zei dat ze het zou navragen.',
      spokeWith: NAME,
    });
    expect(done.status).toBe(303);
    const [kept] = await owner<{ sealed: Buffer; text: string }>(
      sql`select p.sealed, (select string_agg(o::text, '') from call_outcome o) as text from called_person p where p.call = ${call.id}`,
    );
    expect([kept!.sealed[0], kept!.sealed.includes('Annelies'), kept!.text.includes('Annelies')]).toEqual([
      1,
      false,
      false,
    ]);
    // The same again is the same record.
    await world.services.calls.record(world.as('tester'), call.id, heard(NAME));
    expect(await owner(sql`select from called_person`)).toHaveLength(1);
  });

  test('is opened by an inspector of the team as a file, each time in the log; by nobody else', async () => {
    const list = await getAs(world, inspector, `/campagnes/${campaign}/namen`);
    expect([list.status, list.text.includes(`/oproepen/${call.id}/naam`), list.text.includes(NAME)]).toEqual([
      200,
      true,
      false,
    ]);
    const page = await getAs(world, inspector, `/campagnes/${campaign}`);
    expect(page.text).toContain(`/campagnes/${campaign}/namen`);
    const file = await getAs(world, inspector, `/oproepen/${call.id}/naam`);
    expect([file.status, file.text, file.headers['content-disposition']]).toEqual([
      200,
      NAME,
      expect.stringContaining('attachment'),
    ]);
    const opened = await owner<{ actor: string }>(
      sql`select actor from audit_link where what = 'call.name-opened' and campaign = ${campaign}`,
    );
    expect(opened.map(({ actor }) => actor)).toEqual([inspector.id]);
    for (const who of [coordinator, fieldworker, tess])
      for (const path of [`/campagnes/${campaign}/namen`, `/oproepen/${call.id}/naam`])
        expect((await getAs(world, who, path)).status).toBe(403);
    const stranger = await settle(world, ['inspector']);
    expect((await getAs(world, stranger, `/oproepen/${call.id}/naam`)).status).toBe(404);
  });

  test('too long comes back with the form and what was typed', async () => {
    const [, next] = await openCallsOf(world.as('tester'));
    const back = await postAs(world, tess, `/taken/${next!.id}/leg-vast`, {
      code: 'EVADE',
      timesSaid: '1',
      askedReason: 'nee',
      namedBan: 'nee',
      note: 'Ze zei dat ze het zou navragen.',
      spokeWith: 'x'.repeat(201),
    });
    expect([back.status, back.text.includes('Hou de naam onder 200 tekens')]).toEqual([422, true]);
    expect(await owner(sql`select from call_outcome where task = ${next!.id}`)).toEqual([]);
  });

  test('is refused where measuring names nobody: no field, not by the API, not by hand in the database', async () => {
    await owner(sql`alter table campaign disable trigger user`);
    await owner(sql`update campaign set purpose = 'baseline' where id = ${campaign}`);
    const [next] = await openCallsOf(world.as('tester'));
    const sheet = await getAs(world, tess, `/taken/${next!.id}`);
    const said = await world.services.calls
      .record(world.as('tester'), next!.id, heard(NAME))
      .catch((error: unknown) => constraintOf(error));
    const byHand = await world
      .as('tester')
      .inTx((ctx) =>
        sql`insert into called_person (call, campaign, sealed, recorded_by)
          values (${next!.id}, ${campaign}, '\\x01'::bytea || decode(repeat('00', 40), 'hex'), ${tess.id})`.execute(
          ctx.db,
        ),
      )
      .catch((error: unknown) => constraintOf(error));
    await owner(sql`update campaign set purpose = 'enforcement' where id = ${campaign}`);
    await owner(sql`alter table campaign enable trigger user`);
    expect([sheet.text.includes('name="spokeWith"'), said, byHand]).toEqual([
      false,
      'called_person_in_enforcement',
      'called_person_in_enforcement',
    ]);
    // Nothing of the refused record stays.
    expect(await owner(sql`select from call_outcome where task = ${next!.id}`)).toEqual([]);
  });

  test('of another’s call cannot be written, and what is kept is never changed by hand', async () => {
    const stranger = await settle(world, ['tester']);
    const as = (who: { id: string }, roles: string[], statement: ReturnType<typeof sql>) =>
      world.services
        .contextFor({ id: who.id, name: 'x', roles })
        .inTx((ctx) => statement.execute(ctx.db))
        .then(
          () => null,
          (error: unknown) => constraintOf(error) ?? String(error),
        );
    const [next] = await openCallsOf(world.as('tester'));
    expect(
      await as(
        stranger,
        ['tester'],
        sql`insert into called_person (call, campaign, sealed, recorded_by)
          values (${next!.id}, ${campaign}, '\\x01'::bytea || decode(repeat('00', 40), 'hex'), ${stranger.id})`,
      ),
    ).toBe('called_person_in_enforcement');
    await expect(owner(sql`update called_person set sealed = ''`)).rejects.toMatchObject({
      constraint: 'called_person_append_only',
    });
  });
});
