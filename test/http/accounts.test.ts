import { sql } from 'kysely';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import type { Ctx } from '../../src/platform/context.js';
import { Browser } from '../support/browser.js';
import { invite, PASSWORD, settle, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const [inspector, , , , , administrator] = practiceAccounts;

let world: World;
let person: Person;
beforeAll(async () => {
  world = await openWorld();
  person = await settle(world);
  await invite(world);
});
afterAll(() => world.close());

async function browserOf(account: { id: string }): Promise<Browser> {
  const { cookie } = await world.signIn(account);
  return new Browser(world.app, { 'pt-sessie': cookie.replace('pt-sessie=', '') });
}
async function asAdministrator(path: string, fields: Record<string, string> = {}) {
  const browser = await browserOf(administrator);
  await browser.get('/beheer/gebruikers');
  return browser.post(path, fields);
}
const stateOf = async (login: string) =>
  (
    await sql<{
      state: string;
      roles: string[];
      practice: boolean;
      kind: string;
    }>`select a.state, a.roles, a.practice, a.kind from pt.account a join pt.account_login l on l.account = a.id where l.login = ${login}`.execute(
      world.services.database.kysely,
    )
  ).rows[0];
const guest = { name: 'Gast Gebruiker', email: 'gast@voorbeeld.be', 'role-inspector': 'ja' };

describe('the page of users', () => {
  test('is for administrators, who see nothing of campaigns', async () => {
    const admin = await browserOf(administrator);
    const other = await browserOf(inspector);
    expect([
      (await admin.get('/beheer/gebruikers')).status,
      (await admin.get('/campagnes')).status,
      (await other.get('/beheer/gebruikers')).status,
    ]).toEqual([200, 403, 403]);
  });

  test('invites, and without mail shows the link once', async () => {
    const answer = await asAdministrator('/beheer/gebruikers/nodig-uit', guest);
    const path = /\/uitnodiging\/[\w-]{43}/.exec(answer.text)?.[0] ?? '';
    expect([answer.status, (await new Browser(world.app).get(path)).status]).toEqual([200, 200]);
    expect((await (await browserOf(administrator)).get('/beheer/gebruikers')).text).not.toContain(
      '/uitnodiging/',
    );
    expect(await stateOf(guest.email)).toMatchObject({ state: 'invited', roles: ['inspector'] });
  });

  test.each<[string, Record<string, string> & { name: string }, string, RegExp]>([
    ['an address that is taken', { ...guest, email: ' GAST@voorbeeld.be' }, 'email', /al een account/],
    ['no role', { name: 'x', email: 'x@voorbeeld.be' }, 'role', /minstens één rol/],
    [
      'an administrator who does the work too',
      { name: 'x', email: 'x@voorbeeld.be', 'role-administrator': 'ja', 'role-coder': 'ja' },
      'role',
      /geen andere rol/,
    ],
    [
      'who knows reports and acts on them too',
      { name: 'x', email: 'x@voorbeeld.be', 'role-custodian': 'ja', 'role-analyst': 'ja' },
      'role',
      /Wie meldingen kent, is geen inspecteur/,
    ],
    ['no address', { name: 'x', email: 'x', 'role-coder': 'ja' }, 'email', /Vul een e-mailadres in/],
  ])('refuses %s, and keeps what was typed', async (_what, fields, field, message) => {
    const answer = await asAdministrator('/beheer/gebruikers/nodig-uit', fields);
    expect([answer.status, answer.text]).toEqual([422, expect.stringMatching(message)]);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain(`value="${fields.name}"`);
  });

  test('offers every role a person can have, and says which need a second administrator', async () => {
    const { text } = await (await browserOf(administrator)).get('/beheer/gebruikers');
    expect(text).toContain('name="role-custodian"');
    expect(text).not.toContain('name="role-system"');
    expect(text).toContain('meldpuntmedewerker, identiteitsbewaarder, logboekcontroleur');
  });

  test('is not the only door that keeps roles apart: the act itself refuses them, from the command line too', async () => {
    await expect(invite(world, ['custodian', 'inspector'])).rejects.toMatchObject({
      code: 'channel-roles-conflict',
    });
  });

  test('invites somebody with two roles', async () => {
    const email = 'bureau@voorbeeld.be';
    await asAdministrator('/beheer/gebruikers/nodig-uit', {
      name: 'Bo Bureau',
      email,
      'role-tester': 'ja',
      'role-coder': 'ja',
    });
    expect((await stateOf(email))?.roles).toEqual(['coder', 'tester']);
  });

  test('says in French what is wrong to who reads French', async () => {
    const browser = await browserOf(administrator);
    browser.cookies.set('taal', 'fr');
    await browser.get('/beheer/gebruikers');
    const answer = await browser.post('/beheer/gebruikers/nodig-uit', { name: '', email: 'x' });
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('Remplissez un nom')]);
  });

  test('reads the fields of its form and nothing else (mass assignment)', async () => {
    await asAdministrator('/beheer/gebruikers/nodig-uit', {
      ...guest,
      email: 'meer@voorbeeld.be',
      id: systemAccount.id,
      state: 'active',
      practice: 'true',
      kind: 'system',
      roles: 'coordinator',
      'role-coordinator': 'yes',
      'role-system': 'ja',
    });
    // A box that says anything but "ja" is no box of ours: the whole form is refused.
    expect(await stateOf('meer@voorbeeld.be')).toBeUndefined();
    const { 'role-inspector': ticked, ...rest } = guest;
    await asAdministrator('/beheer/gebruikers/nodig-uit', {
      ...rest,
      'role-inspector': ticked,
      email: 'meer@voorbeeld.be',
      state: 'active',
      practice: 'true',
      kind: 'system',
      roles: 'coordinator',
      'role-system': 'ja',
    });
    expect(await stateOf('meer@voorbeeld.be')).toEqual({
      state: 'invited',
      roles: ['inspector'],
      practice: false,
      kind: 'person',
    });
  });

  test('blocks at once: open sessions end, and unblocking lets in again', async () => {
    const who = await settle(world);
    await asAdministrator(`/beheer/gebruikers/${who.id}/blokkeer`);
    expect((await who.browser.get('/account')).status).toBe(303);
    await asAdministrator(`/beheer/gebruikers/${who.id}/deblokkeer`);
    expect((await stateOf(who.login))?.state).toBe('active');
  });

  test('ends somebody’s sessions without seeing them', async () => {
    const who = await settle(world);
    await asAdministrator(`/beheer/gebruikers/${who.id}/meld-af`);
    expect((await who.browser.get('/account')).status).toBe(303);
  });

  test('lets nobody block their own account', async () => {
    expect((await asAdministrator(`/beheer/gebruikers/${administrator.id}/blokkeer`)).status).toBe(409);
  });

  test('invites again with a link that makes the old one worthless', async () => {
    const { id, path } = await invite(world);
    const answer = await asAdministrator(`/beheer/gebruikers/${id}/nodig-opnieuw-uit`);
    const fresh = /\/uitnodiging\/[\w-]{43}/.exec(answer.text)![0];
    const browser = new Browser(world.app);
    expect([(await browser.get(path)).status, (await browser.get(fresh)).status]).toEqual([410, 200]);
  });
});

describe('the mail of an invitation', () => {
  let mailing: World;
  beforeAll(async () => {
    mailing = await openWorld({ settings: { PT_NOTICE_FROM: 'praktijktest@voorbeeld.be' } });
  });
  afterAll(() => mailing.close());
  const send = () =>
    mailing.services.jobs.find(({ name }) => name === 'auth.notices')!.run(mailing.services.systemContext());
  const rows = async () =>
    (
      await sql<{
        state: string;
        body: Buffer | null;
        attempts: number;
      }>`select state, body, attempts from pt.notice_mail order by made_at`.execute(
        mailing.services.database.kysely,
      )
    ).rows;

  test('leaves once, holds a link that works, and is not kept', async () => {
    const invited = await mailing.services.auth.accounts.invite(mailing.services.systemContext(), {
      name: 'Per Post',
      email: 'post@voorbeeld.be',
      roles: ['coder'],
    });
    expect(invited.link).toBeUndefined();
    const [waiting] = await rows();
    expect(waiting!.body!.toString('latin1')).not.toContain('uitnodiging');
    expect([await send(), await send()]).toEqual([1, 0]);
    const mail = await simpleParser(mailing.posted[0]!.raw);
    expect([mailing.posted.length, mailing.posted[0]!.envelope.to]).toEqual([1, ['post@voorbeeld.be']]);
    const path = /\/uitnodiging\/[\w-]{43}/.exec(mail.text ?? '')![0];
    expect((await new Browser(mailing.app).get(path)).status).toBe(200);
    expect(await rows()).toEqual([{ state: 'sent', body: null, attempts: 1 }]);
  });
});

describe('row-level security, as the program’s own role', () => {
  const SECRET = ['credential', 'recovery_code', 'session', 'sign_in'] as const;
  const KEPT = ['invitation', 'notice_mail', 'account_login', 'capacity', 'throttle'] as const;
  const count = (ctx: Ctx, table: string): Promise<number> =>
    ctx.read(async (ctx) => {
      const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(ctx.db);
      return found.rows[0]!.n;
    });
  const actor = (id: string): Ctx => world.services.contextFor({ id, name: 'x', roles: [] });

  test.each(SECRET)(
    'shows all of %s to the system, and to an administrator only their own',
    async (table) => {
      const own = (
        await sql<{
          n: number;
        }>`select count(*) as n from ${sql.table(`pt.${table}`)} where account = ${administrator.id}`.execute(
          world.services.database.kysely,
        )
      ).rows[0]!.n;
      expect(await count(world.services.systemContext(), table)).toBeGreaterThan(0);
      expect(await count(actor(administrator.id), table)).toBe(own);
    },
  );

  test.each(SECRET)('shows of %s to a person what is theirs', async (table) => {
    const own = await sql<{
      n: number;
    }>`select count(*) as n from ${sql.table(`pt.${table}`)} where account = ${person.id}`.execute(
      world.services.database.kysely,
    );
    expect(own.rows[0]!.n).toBeGreaterThan(0);
    expect(await count(actor(person.id), table)).toBe(own.rows[0]!.n);
  });

  test.each([...SECRET, ...KEPT])('shows nothing of %s to somebody else', async (table) => {
    expect(await count(actor('00000000-0000-4000-8000-0000000000ff'), table)).toBe(0);
  });

  test.each([...SECRET, ...KEPT])('shows nothing of %s to a visitor', async (table) => {
    expect(await count(actor(''), table)).toBe(0);
  });

  test('lets nobody change the password or end the session of another', async () => {
    const changed = await actor(inspector.id).inTx(async (ctx) => [
      (
        await ctx.db
          .updateTable('credential')
          .set({ password_hash: '$argon2id$mine' })
          .where('account', '=', person.id)
          .executeTakeFirst()
      ).numUpdatedRows,
      (
        await ctx.db
          .updateTable('session')
          .set({ agent: 'x' })
          .where('account', '=', person.id)
          .executeTakeFirst()
      ).numUpdatedRows,
    ]);
    expect(changed).toEqual([0n, 0n]);
  });

  test.each([
    [
      'make an account',
      sql`insert into account (id, name, kind, roles) values (gen_random_uuid(), 'x', 'person', '{coordinator}')`,
    ],
    ['change an account', sql`select change_account(${inspector.id}, 'x', '{coordinator}', 'active')`],
    ['end somebody’s sessions', sql`select end_sessions(${inspector.id}, 'revoked')`],
    [
      'invite',
      sql`insert into invitation (id, account, token_hash, made_by, expires_at) values (gen_random_uuid(), ${inspector.id}, decode(repeat('ab', 32), 'hex'), ${inspector.id}, now() + interval '1 day')`,
    ],
    [
      'open a session for another',
      sql`insert into session (id, account, how, complete, ends_at, agent) values (gen_random_uuid(), ${administrator.id}, 'password', true, app_now() + interval '1 day', 'x')`,
    ],
  ])('does not let an inspector %s', async (_what, statement) => {
    await expect(actor(inspector.id).inTx((ctx) => statement.execute(ctx.db))).rejects.toMatchObject({
      code: '42501',
    });
  });

  test('lets a blocked administrator keep nothing', async () => {
    const blocked = await settle(world, ['administrator']);
    await world.services.auth.accounts.block(world.services.systemContext(), blocked.id as never);
    expect(await count(actor(blocked.id), 'invitation')).toBe(0);
  });
});

test('everything about accounts is in the chain, without names, addresses or secrets', async () => {
  const links = await sql<{ what: string; body: string }>`select what, body from pt.audit_link`.execute(
    world.services.database.kysely,
  );
  const told = new Set(links.rows.map(({ what }) => what));
  for (const what of [
    'account.created',
    'account.roles',
    'account.invited',
    'account.opened',
    'account.blocked',
    'account.unblocked',
    'session.opened',
    'sessions.ended',
    'credential.password-changed',
    'credential.second-step-changed',
  ])
    expect([what, told.has(what)]).toEqual([what, true]);
  const all = links.rows.map(({ body }) => body).join('\n');
  for (const secret of ['voorbeeld.be', 'Noor', PASSWORD, person.secret, ...person.codes])
    expect(all).not.toContain(secret);
});
