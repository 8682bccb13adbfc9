import { sql, type RawBuilder } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { readUserAct, runUserAct } from '../../src/user-command.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs, postAs } from '../support/acting.js';
import { settle, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const [inspector, , , , , first] = practiceAccounts;
const reviewer = practiceAccounts.find(({ login }) => login === 'leo')!;
const REASON = 'Nodig voor het jaarlijkse nazicht.';

let world: World;
let second: Person;
beforeAll(async () => {
  world = await openWorld();
  second = await settle(world, ['administrator']);
});
afterAll(() => world.close());

/** Runs a statement as the owner of the tables. */
const asked = async <Row = unknown>(query: RawBuilder<Row>, of = world): Promise<Row[]> =>
  (await asOwner(of.services.database.kysely, (db) => query.execute(db))).rows;
const rolesOf = async (id: string): Promise<string[]> =>
  (await asked(sql<{ roles: string[] }>`select roles from pt.account where id = ${id}`))[0]!.roles;
const grantsOf = async (account: string) =>
  await asked(
    sql<{
      id: string;
      role: string;
      decision: string | null;
      ended: boolean;
    }>`select id, role, decision, ended_at is not null as ended from pt.role_grant where account = ${account} order by proposed_at, id`,
  );
const change = (by: { id: string }, account: string, roles: readonly string[]) =>
  postAs(
    world,
    by,
    `/beheer/gebruikers/${account}/rollen/wijzig`,
    Object.fromEntries(roles.map((role) => [`role-${role}`, 'ja'])),
  );
const decide = (by: { id: string }, grant: string, decision: string, reason = REASON) =>
  postAs(world, by, `/beheer/voorstellen/${grant}/beslis`, { decision, reason });
/** Somebody for whom the first administrator proposed a role. */
async function proposed(role = 'log-reviewer', others: readonly string[] = ['coder']) {
  const who = await settle(world, others);
  await change(first, who.id, [...others, role]);
  const [grant] = await grantsOf(who.id);
  return { who, grant: grant!.id };
}

describe('the roles of an account', () => {
  test('are changed by an administrator, and hold in open sessions at the next request', async () => {
    const who = await settle(world, ['coder']);
    const before = await who.browser.get('/campagnes');
    const changed = await change(first, who.id, ['inspector']);
    expect([before.status, changed.status, (await who.browser.get('/campagnes')).status]).toEqual([
      403, 303, 200,
    ]);
    await change(first, who.id, ['coder']);
    expect([
      (await who.browser.get('/campagnes')).status,
      (await who.browser.get('/account')).status,
    ]).toEqual([403, 200]);
  });

  test('stand ticked on their page, with those that wait', async () => {
    const { who } = await proposed('custodian');
    const { text } = await getAs(world, first, `/beheer/gebruikers/${who.id}/rollen`);
    const ticked = [...text.matchAll(/<input type="checkbox"[^>]*name="role-([\w-]+)"[^>]*checked/g)].map(
      (hit) => hit[1],
    );
    expect(ticked).toEqual(['coder', 'custodian']);
  });

  test.each([
    ['none', [], 'Kies minstens één rol'],
    ['an administrator’s with another', ['administrator', 'coder'], 'Een beheerder heeft geen andere rol'],
    ['a custodian’s with an analyst’s', ['custodian', 'analyst'], 'Wie meldingen kent'],
  ])('are not %s: the form comes back with what was ticked', async (_what, roles, message) => {
    const who = await settle(world, ['coder']);
    const answer = await change(first, who.id, roles);
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(message)]);
    for (const role of roles) expect(answer.text).toMatch(new RegExp(`name="role-${role}"[^>]*checked`));
    expect(await rolesOf(who.id)).toEqual(['coder']);
  });

  test('of oneself are another administrator’s to change', async () => {
    const answer = await change(first, first.id, ['coder']);
    expect([answer.status, await rolesOf(first.id)]).toEqual([409, ['administrator']]);
  });

  test('are not changed by who is no administrator', async () => {
    const who = await settle(world, ['coder']);
    expect((await change(inspector, who.id, ['coordinator'])).status).toBe(403);
  });
});

describe('a role that takes two people', () => {
  test('is proposed by a change of roles, and not held until another administrator grants it', async () => {
    const { who, grant } = await proposed();
    expect([await rolesOf(who.id), (await grantsOf(who.id))[0]!.decision]).toEqual([['coder'], null]);
    expect((await decide(second, grant, 'granted')).status).toBe(303);
    expect([await rolesOf(who.id), (await grantsOf(who.id))[0]!.decision]).toEqual([
      ['coder', 'log-reviewer'],
      'granted',
    ]);
    expect((await who.browser.get('/campagnes')).status).toBe(200);
  });

  test('is proposed by an invitation: the account starts without it, and waits', async () => {
    const who = await settle(world, ['channel-officer']);
    expect([await rolesOf(who.id), (await grantsOf(who.id)).map(({ role }) => role)]).toEqual([
      [],
      ['channel-officer'],
    ]);
    const home = await who.browser.get('/');
    expect([home.status, home.headers['location'], (await who.browser.get('/account')).text]).toEqual([
      303,
      '/account',
      expect.stringContaining('Uw rol wacht op een tweede beheerder'),
    ]);
  });

  test('is proposed from the command line too, which says so and prints the link', async () => {
    const printed: string[] = [];
    const values = { name: 'Lies Log', email: 'lies@voorbeeld.be', role: 'log-reviewer' };
    await runUserAct(world.services, readUserAct(values, ['create']), (line) => void printed.push(line));
    const [made] = await asked(
      sql<{
        id: string;
      }>`select account as id from pt.account_login where login = ${values.email}`,
    );
    expect([await rolesOf(made!.id), (await grantsOf(made!.id)).map(({ role }) => role)]).toEqual([
      [],
      ['log-reviewer'],
    ]);
    expect(printed.join('\n')).toMatch(/\/uitnodiging\/[^]*Proposed, not given: log-reviewer/);
  });

  test('is not granted by who proposed it', async () => {
    const { who, grant } = await proposed();
    expect((await decide(first, grant, 'granted')).status).toBe(409);
    expect(await rolesOf(who.id)).toEqual(['coder']);
  });

  test('is not granted by whom it is about', async () => {
    const { who, grant } = await proposed();
    await change(first, who.id, ['administrator']);
    // The change of roles took the proposal back: nothing is left to decide.
    expect((await decide(who, grant, 'granted')).status).toBe(404);
  });

  test('is refused with a reason, and taken back by who proposed it', async () => {
    const [one, other] = [await proposed(), await proposed()];
    expect([
      (await decide(second, one.grant, 'refused')).status,
      (await decide(first, other.grant, 'withdrawn')).status,
    ]).toEqual([303, 303]);
    expect([(await grantsOf(one.who.id))[0]!.decision, (await grantsOf(other.who.id))[0]!.decision]).toEqual([
      'refused',
      'withdrawn',
    ]);
  });

  test('is not decided without a reason: the form comes back with what was chosen', async () => {
    const { grant } = await proposed();
    const answer = await decide(second, grant, 'refused', 'kort');
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('minstens 10 tekens')]);
    expect(answer.text).toContain('href="#reason"');
    expect(answer.text).toMatch(/value="refused" checked/);
  });

  test('is decided once', async () => {
    const { grant } = await proposed();
    expect([
      (await decide(second, grant, 'granted')).status,
      (await decide(second, grant, 'refused')).status,
    ]).toEqual([303, 404]);
  });

  test('is not granted beside a role it does not go with, even when that came later', async () => {
    const { who, grant } = await proposed('custodian');
    await asked(sql`update pt.account set roles = '{analyst}' where id = ${who.id}`);
    expect((await decide(second, grant, 'granted')).status).toBe(422);
    expect((await grantsOf(who.id))[0]!.decision).toBeNull();
  });

  test('is taken away by one administrator, and takes two again to come back', async () => {
    const { who, grant } = await proposed();
    await decide(second, grant, 'granted');
    await change(first, who.id, ['coder']);
    expect([await rolesOf(who.id), (await grantsOf(who.id))[0]!.ended]).toEqual([['coder'], true]);
    await change(first, who.id, ['coder', 'log-reviewer']);
    expect([await rolesOf(who.id), (await grantsOf(who.id)).map(({ decision }) => decision)]).toEqual([
      ['coder'],
      ['granted', null],
    ]);
  });

  test('waits on the home page of the administrators who may decide', async () => {
    await proposed();
    const title = 'Rollen die een tweede beheerder vragen';
    expect((await getAs(world, second, '/')).text).toContain(title);
    expect((await getAs(world, inspector, '/')).text).not.toContain(title);
  });

  test('shows who proposed it that another decides', async () => {
    const { grant } = await proposed();
    const { text } = await getAs(world, first, `/beheer/voorstellen/${grant}`);
    expect(text).toContain('U stelde dit zelf voor. Een andere beheerder beslist.');
    expect(text).not.toContain('value="granted"');
  });
});

describe('the only administrator', () => {
  test('reads that a second is needed and how to get one; with a second that is gone', async () => {
    const alone = await openWorld();
    const before = await getAs(alone, first, '/beheer/gebruikers');
    await settle(alone, ['administrator']);
    const after = await getAs(alone, first, '/beheer/gebruikers');
    await alone.close();
    expect(before.text).toContain('U bent de enige beheerder');
    expect(before.text).toContain('Nodig eerst een tweede beheerder uit');
    expect(after.text).not.toContain('U bent de enige beheerder');
  });
});

describe('a grant and a removal', () => {
  test('are announced to every holder and every administrator until they say they saw it, and to nobody else', async () => {
    const { who, grant } = await proposed();
    await asked(sql`update pt.account set name = 'Wies Wisselvallig' where id = ${who.id}`);
    await decide(second, grant, 'granted');
    const news = 'Wies Wisselvallig kreeg de rol logboekcontroleur';
    const told = async (account: { id: string }) => (await getAs(world, account, '/')).text.includes(news);
    expect([
      await told(reviewer),
      await told(first),
      await told(second),
      await told(who),
      await told(inspector),
    ]).toEqual([true, true, true, true, false]);
    const { text } = await getAs(world, reviewer, '/');
    const path = new RegExp(`${news}[^]*?action="(/aankondigingen/[^"]+)"`).exec(text)![1]!;
    expect((await postAs(world, inspector, path, {})).status).toBe(404);
    expect((await postAs(world, reviewer, path, {})).status).toBe(303);
    expect([await told(reviewer), await told(first)]).toEqual([false, true]);
    await change(first, who.id, ['coder']);
    expect((await getAs(world, reviewer, '/')).text).toContain(
      'Wies Wisselvallig heeft de rol logboekcontroleur niet meer',
    );
  });

  test('go by mail too where that is set up, and a new invitation does not take them back', async () => {
    const mailing = await openWorld({ settings: { PT_NOTICE_FROM: 'praktijktest@voorbeeld.be' } });
    const [one, other] = [await settle(mailing, ['administrator']), await settle(mailing, ['administrator'])];
    const who = await settle(mailing, ['coder']);
    await postAs(mailing, one, `/beheer/gebruikers/${who.id}/rollen/wijzig`, {
      'role-coder': 'ja',
      'role-log-reviewer': 'ja',
    });
    const [grant] = await asked(sql<{ id: string }>`select id from pt.role_grant`, mailing);
    await postAs(mailing, other, `/beheer/voorstellen/${grant!.id}/beslis`, {
      decision: 'granted',
      reason: REASON,
    });
    await postAs(mailing, one, `/beheer/gebruikers/${who.id}/nodig-opnieuw-uit`, {});
    await mailing.services.jobs
      .find(({ name }) => name === 'auth.notices')!
      .run(mailing.services.systemContext());
    const mails = await Promise.all(mailing.posted.map(({ raw }) => simpleParser(raw)));
    const announced = mails.filter(({ subject }) => subject === 'Iemand kreeg de rol logboekcontroleur');
    await mailing.close();
    // Two administrators with a mail address and the account itself; the practice accounts have none.
    expect(announced).toHaveLength(3);
    expect(announced[0]!.text).not.toContain('Noor');
  });
});

describe('the database, as the program’s own role', () => {
  const actor = (id: string) => world.services.contextFor({ id, name: 'x', roles: [] });

  test.each(['channel-officer', 'custodian', 'log-reviewer'])(
    'gives nobody the role %s without a grant',
    async (role) => {
      const who = await settle(world, ['coder']);
      await expect(
        actor(first.id).inTx((ctx) =>
          sql`select change_account(${who.id}, 'x', ${['coder', role]}::text[], 'active')`.execute(ctx.db),
        ),
      ).rejects.toMatchObject({ constraint: 'account_role_by_two' });
      await expect(
        actor(first.id).inTx((ctx) =>
          sql`insert into account (id, name, kind, roles) values (gen_random_uuid(), 'x', 'person', ${[role]}::text[])`.execute(
            ctx.db,
          ),
        ),
      ).rejects.toMatchObject({ constraint: 'account_role_by_two' });
    },
  );

  test('gives it to no practice account that an administrator makes', async () => {
    await expect(
      actor(first.id).inTx((ctx) =>
        sql`insert into account (id, name, kind, roles, practice) values (gen_random_uuid(), 'x', 'person', '{log-reviewer}', true)`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'account_role_by_two' });
  });

  test.each([
    [
      'a grant that is decided already',
      (
        who: string,
      ) => sql`insert into role_grant (id, account, role, proposed_by, decision, decided_by, decided_at, reason)
      values (gen_random_uuid(), ${who}, 'custodian', ${first.id}, 'granted', ${second.id}, app_now(), ${REASON})`,
      'role_grant_life',
    ],
    [
      'a proposal in another’s name',
      (who: string) =>
        sql`insert into role_grant (id, account, role, proposed_by) values (gen_random_uuid(), ${who}, 'custodian', ${second.id})`,
      'role_grant_life',
    ],
    [
      'a proposal for oneself',
      () =>
        sql`insert into role_grant (id, account, role, proposed_by) values (gen_random_uuid(), ${first.id}, 'custodian', ${first.id})`,
      'role_grant_not_oneself',
    ],
  ])('takes no %s', async (_what, statement, constraint) => {
    const who = await settle(world, ['coder']);
    await expect(actor(first.id).inTx((ctx) => statement(who.id).execute(ctx.db))).rejects.toMatchObject({
      constraint,
    });
  });

  test.each([
    ['the proposer', () => first.id, 'role_grant_two_persons'],
    ['the system', () => '00000000-0000-4000-8000-000000000001', 'role_grant_life'],
  ])('lets %s grant nothing', async (_who, by, constraint) => {
    const { grant } = await proposed();
    await expect(
      actor(by()).inTx((ctx) =>
        sql`update role_grant set decision = 'granted', decided_by = ${by()}, decided_at = app_now(), reason = ${REASON} where id = ${grant}`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint });
  });

  test('shows proposals to administrators and to whom they are about, and lets nobody else decide', async () => {
    const { who, grant } = await proposed();
    const seen = (id: string) =>
      actor(id).read(
        async (ctx) => (await sql`select 1 from role_grant where id = ${grant}`.execute(ctx.db)).rows.length,
      );
    expect([await seen(first.id), await seen(who.id), await seen(inspector.id)]).toEqual([1, 1, 0]);
    const changed = await actor(who.id).inTx((ctx) =>
      sql`update role_grant set decision = 'granted', decided_by = ${who.id}, decided_at = app_now(), reason = ${REASON} where id = ${grant}`.execute(
        ctx.db,
      ),
    );
    expect(changed.numAffectedRows).toBe(0n);
  });
});

test('what was proposed, decided and taken away is in the chain, without the reason', async () => {
  const links = await asked(sql<{ what: string; body: string }>`select what, body from pt.audit_link`);
  const told = new Set(links.map(({ what }) => what));
  expect(
    ['role.proposed', 'role.decided', 'role.removed', 'account.roles'].map((what) => told.has(what)),
  ).toEqual([true, true, true, true]);
  expect(links.map(({ body }) => body).join('\n')).not.toContain('jaarlijkse nazicht');
});
