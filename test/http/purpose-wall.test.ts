// The wall between purposes, as the table `purpose_wall` says it: who did one in a sector does not do the other there.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemAccount } from '../../src/auth/index.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { draftOf, openWorld, type World } from '../support/world.js';

let world: World;
let people = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (
    await asOwner(world.services.database.kysely, async (db) => {
      await sql`select set_config('app.actor', ${systemAccount.id}, true)`.execute(db);
      return query.execute(db);
    })
  ).rows;
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );

/** Somebody new with a role. */
async function person(role: string): Promise<{ id: string; name: string; roles: string[] }> {
  people += 1;
  const id = `00000000-0000-4000-8000-00000000a${String(people).padStart(3, '0')}`;
  const name = `Persoon ${people}`;
  await owner(
    sql`insert into account (id, name, kind, roles, practice) values (${id}, ${name}, 'person', ${[role]}::text[], true)`,
  );
  return { id, name, roles: [role] };
}
const becomes = (id: string, role: string) =>
  owner(sql`update account set roles = ${[role]}::text[] where id = ${id}`);

/** A draft of some purpose in some sector. */
const campaign = (purpose: string, sector = 'bouw', by = world.as('inspector')): Promise<CampaignId> =>
  world.services.campaigns.create(
    by,
    draftOf(8, { purpose: purpose as CampaignDraft['purpose'], cells: [{ sector, quota: 8 }] }),
  );
const join = (account: string, id: CampaignId) => refusalOf(addMember(world.as('coordinator'), id, account));
const joinByHand = (account: string, id: CampaignId) =>
  refusalOf(
    world
      .as('coordinator')
      .inTx((ctx) =>
        sql`insert into campaign_member (campaign, account, added_by) values (${id}, ${account}, ${ctx.actor.id})`.execute(
          ctx.db,
        ),
      ),
  );

describe('every row of the table', () => {
  const ROWS = [
    ['baseline', 'fieldworker', 'enforcement', 'inspector'],
    ['enforcement', 'inspector', 'baseline', 'fieldworker'],
  ] as const;

  test('stands here', async () => {
    const rows = await owner(
      sql`select purpose, role, other_purpose, other_role, months from purpose_wall order by purpose`,
    );
    expect(rows).toEqual(
      ROWS.map(([purpose, role, other_purpose, other_role]) => ({
        purpose,
        role,
        other_purpose,
        other_role,
        months: 24,
      })),
    );
  });

  test.each(ROWS)('keeps who did %s as %s out of %s as %s', async (purpose, role, other, otherRole) => {
    const somebody = await person(role);
    const first = await campaign(purpose);
    expect(await join(somebody.id, first)).toBeNull();
    await becomes(somebody.id, otherRole);
    const second = await campaign(other);
    expect([await join(somebody.id, second), await joinByHand(somebody.id, second)]).toEqual([
      'purpose-wall',
      'campaign_purpose_wall',
    ]);
    // Having left the team changes nothing of what one knows.
    await owner(sql`delete from campaign_member where campaign = ${first} and account = ${somebody.id}`);
    expect(await join(somebody.id, second)).toBe('purpose-wall');
    // Another sector, the same capacity, or another purpose is no matter of the wall.
    expect(await join(somebody.id, await campaign(other, 'detailhandel'))).toBeNull();
    expect(await join(somebody.id, await campaign('self-regulation'))).toBeNull();
    await becomes(somebody.id, role);
    expect(await join(somebody.id, second)).toBeNull();
  });

  test('ends its months after the campaign ended', async () => {
    const somebody = await person('fieldworker');
    const first = await campaign('baseline');
    await join(somebody.id, first);
    await becomes(somebody.id, 'inspector');
    const second = await campaign('enforcement');
    const ended = (months: number) =>
      owner(
        sql`insert into campaign_end (campaign, how, early, used_outcomes, actor, at)
          values (${first}, ${months > 23 ? 'closed' : 'stopped'}, false, false, ${somebody.id}, app_now() - make_interval(months => ${months}::int))`,
      );
    await ended(25);
    const after = await refusalOf(
      world.as('coordinator').inTx(async (ctx) => {
        await addMember(ctx, second, somebody.id);
        throw new Problem('conflict');
      }),
    );
    expect(after).toBe('conflict');
    await ended(23);
    expect(await join(somebody.id, second)).toBe('purpose-wall');
  });

  test('keeps who stands behind it from designing on the other side', async () => {
    const somebody = await person('fieldworker');
    await join(somebody.id, await campaign('baseline'));
    await becomes(somebody.id, 'inspector');
    const by = world.services.contextFor({ ...somebody, roles: ['inspector'] });
    expect(await refusalOf(campaign('enforcement', 'bouw', by))).toBe('campaign_purpose_wall');
    expect(await refusalOf(campaign('enforcement', 'detailhandel', by))).toBeNull();
  });

  test('is no row that the program may change', async () => {
    const change = world
      .as('coordinator')
      .inTx((ctx) => sql`update purpose_wall set months = 1`.execute(ctx.db));
    expect(
      await change.then(
        () => null,
        (error: unknown) => (error as { code: string }).code,
      ),
    ).toBe('42501');
  });
});
