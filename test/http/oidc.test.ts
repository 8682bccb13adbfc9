import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { asOwner } from '../../src/platform/db/index.js';
import { listen } from '../../src/platform/http.js';
import { Browser } from '../support/browser.js';
import { openWorld, type World } from '../support/world.js';

interface Person {
  readonly sub: string;
  readonly name: string;
  readonly vo_orgcode: string;
  readonly roles: readonly string[];
}

// Whom the provider lets in, and with which keys it signs; tests change both.
let person: Person;
let provider: Server;
let current: Provider;
let issuer: string;
let callback: string;

const newKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: randomUUID(),
  use: 'sig',
  alg: 'RS256',
});

/** A provider that asks nothing: whoever comes is `person`. */
function makeProvider(): Provider {
  const made = new Provider(issuer, {
    clients: [
      {
        client_id: 'praktijktest',
        client_secret: 'een geheim van de proef',
        redirect_uris: [callback],
        post_logout_redirect_uris: [callback.replace('/aanmelden/toegangsdienst/terug', '/afgemeld')],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    jwks: { keys: [newKey()] },
    cookies: { keys: ['proef'] },
    claims: { openid: ['sub'], profile: ['name', 'vo_orgcode', 'roles'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    findAccount: (_ctx: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ ...person, roles: [...person.roles] }),
    }),
    loadExistingGrant: async (ctx: any) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
  });
  made.on('server_error', (_ctx, error) => console.error(error));
  return made;
}

let world: World;
let pages: { port: number; close(): Promise<void> };
let origin: string;

beforeAll(async () => {
  provider = createServer((req, res) => {
    if (req.url?.startsWith('/interaction/') === true)
      void current.interactionFinished(req, res, { login: { accountId: person.sub } });
    else void current.callback()(req, res);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  world = await openWorld({ settings: settings() });
  pages = await listen(world.app, '127.0.0.1', 0, 'PT_PORT');
  origin = `http://127.0.0.1:${pages.port}`;
  callback = `${origin}/aanmelden/toegangsdienst/terug`;
  current = makeProvider();
});
afterAll(async () => {
  await pages.close();
  await world.close();
  provider.closeAllConnections();
  provider.close();
});

const settings = () => ({
  PT_OIDC_ISSUER: issuer,
  PT_OIDC_CLIENT_ID: 'praktijktest',
  PT_OIDC_CLIENT_SECRET: 'een geheim van de proef',
  PT_OIDC_ROLES:
    'vsi-inspecteur=inspector,vsi-codeur=coder,vsi-beheer=administrator,vsi-logboek=log-reviewer',
});
const somebody = (change: Partial<Person> = {}): Person => ({
  sub: randomUUID(),
  name: 'Ona Organisatie',
  vo_orgcode: 'OVO000001',
  roles: ['vsi-inspecteur'],
  ...change,
});

/** Follows the provider from page to page until it sends the browser back. */
async function throughProvider(from: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = from;
  for (let hops = 0; hops < 10 && at.startsWith(issuer); hops += 1) {
    const answer = await fetch(at, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = answer.headers.get('location');
    if (to === null) throw new Error(`the provider stopped: ${answer.status} ${await answer.text()}`);
    at = new URL(to, at).href;
  }
  return new URL(at);
}

const host = () => ({ Host: `127.0.0.1:${pages.port}` });

/** Begins to sign in. @returns the browser, and the answer that the provider sends it back with */
async function begin(app = world.app): Promise<{ browser: Browser; answer: URL }> {
  const browser = new Browser(app);
  const asked = await browser.get('/aanmelden/toegangsdienst?terug=%2Fbevindingen', host());
  return { browser, answer: await throughProvider(asked.headers['location'] as string) };
}
const finish = (browser: Browser, answer: URL) => browser.get(`${answer.pathname}${answer.search}`, host());

async function signIn(): Promise<Browser> {
  const { browser, answer } = await begin();
  expect((await finish(browser, answer)).status).toBe(303);
  return browser;
}
const isIn = async (browser: Browser): Promise<boolean> =>
  (await browser.get('/account', host())).status === 200;
const accountsOf = async (sub: string) =>
  (
    await sql<{
      name: string;
      roles: string[];
      organisation: string;
    }>`select a.name, a.roles, c.organisation from pt.account a join pt.capacity c on c.account = a.id where c.subject = ${sub} order by c.organisation`.execute(
      world.services.database.kysely,
    )
  ).rows;

describe('signing in through an identity provider', () => {
  test('makes an account in its capacity and leads to where one was going', async () => {
    person = somebody();
    const { browser, answer } = await begin();
    const done = await finish(browser, answer);
    expect([done.status, done.headers['location'], await isIn(browser)]).toEqual([303, '/bevindingen', true]);
    expect(await accountsOf(person.sub)).toEqual([
      { name: 'Ona Organisatie', roles: ['inspector'], organisation: 'OVO000001' },
    ]);
  });

  test('again finds the same account, with the roles of today', async () => {
    person = somebody();
    await signIn();
    person = { ...person, roles: ['vsi-codeur'], name: 'Ona Anders' };
    await signIn();
    expect(await accountsOf(person.sub)).toEqual([
      { name: 'Ona Anders', roles: ['coder'], organisation: 'OVO000001' },
    ]);
  });

  test('for another organisation is another account', async () => {
    person = somebody();
    await signIn();
    person = { ...person, vo_orgcode: 'OVO000002' };
    await signIn();
    expect((await accountsOf(person.sub)).map(({ organisation }) => organisation)).toEqual([
      'OVO000001',
      'OVO000002',
    ]);
  });

  test('without a role we know gives no access and no account, and says whom to ask', async () => {
    person = somebody({ roles: ['iets-anders'] });
    const { browser, answer } = await begin();
    const done = await finish(browser, answer);
    expect([done.status, done.text.includes('gaf u geen rol'), await accountsOf(person.sub)]).toEqual([
      403,
      true,
      [],
    ]);
    expect(await isIn(browser)).toBe(false);
  });

  test('as administrator and something else is refused', async () => {
    person = somebody({ roles: ['vsi-beheer', 'vsi-codeur'] });
    const { browser, answer } = await begin();
    expect((await finish(browser, answer)).status).toBe(422);
  });

  const proposalsOf = async (sub: string) =>
    (
      await asOwner(world.services.database.kysely, (db) =>
        sql<{
          role: string;
          decision: string | null;
        }>`select g.role, g.decision from role_grant g join capacity c on c.account = g.account where c.subject = ${sub} order by g.proposed_at`.execute(
          db,
        ),
      )
    ).rows;

  test('with a role that takes two people proposes it, and lets in with the others', async () => {
    person = somebody({ roles: ['vsi-codeur', 'vsi-logboek'] });
    await signIn();
    await signIn();
    expect([await accountsOf(person.sub), await proposalsOf(person.sub)]).toEqual([
      [expect.objectContaining({ roles: ['coder'] })],
      [{ role: 'log-reviewer', decision: null }],
    ]);
  });

  test('with such a role alone waits outside, and says so', async () => {
    person = somebody({ roles: ['vsi-logboek'] });
    const { browser, answer } = await begin();
    const done = await finish(browser, answer);
    expect([done.status, done.text.includes('wacht nog op een tweede beheerder')]).toEqual([403, true]);
    expect([await isIn(browser), (await proposalsOf(person.sub)).length]).toEqual([false, 1]);
  });

  test('without the role that was proposed takes the proposal back', async () => {
    person = somebody({ roles: ['vsi-codeur', 'vsi-logboek'] });
    await signIn();
    person = { ...person, roles: ['vsi-codeur'] };
    await signIn();
    expect(await proposalsOf(person.sub)).toEqual([{ role: 'log-reviewer', decision: 'withdrawn' }]);
  });

  test('with an account that was blocked here is refused', async () => {
    person = somebody();
    await signIn();
    await world.services.auth.accounts.block(
      world.services.systemContext(),
      (
        await sql<{ account: string }>`select account from pt.capacity where subject = ${person.sub}`.execute(
          world.services.database.kysely,
        )
      ).rows[0]!.account as never,
    );
    const { browser, answer } = await begin();
    expect((await finish(browser, answer)).status).toBe(403);
  });

  test('takes a code once', async () => {
    person = somebody();
    const { browser, answer } = await begin();
    const kept = browser.cookies.get('pt-vraag')!;
    await finish(browser, answer);
    const replay = new Browser(world.app, { 'pt-vraag': kept });
    expect([(await finish(replay, answer)).status, await isIn(replay)]).toEqual([400, false]);
  });

  test('refuses an answer with another state', async () => {
    person = somebody();
    const { browser, answer } = await begin();
    answer.searchParams.set('state', 'een andere staat');
    expect([(await finish(browser, answer)).status, await isIn(browser)]).toEqual([400, false]);
  });

  test('refuses the answer to a question of another browser: state, nonce and verifier do not fit', async () => {
    person = somebody();
    const [mine, theirs] = [await begin(), await begin()];
    expect((await finish(mine.browser, theirs.answer)).status).toBe(400);
  });

  test('refuses an answer without a question', async () => {
    person = somebody();
    const { answer } = await begin();
    expect((await finish(new Browser(world.app), answer)).status).toBe(400);
  });

  test('refuses an id token with another nonce', async () => {
    person = somebody();
    const browser = new Browser(world.app);
    const asked = await browser.get('/aanmelden/toegangsdienst', host());
    const question = new URL(asked.headers['location'] as string);
    question.searchParams.set('nonce', 'een ander getal');
    const answer = await throughProvider(question.href);
    expect([(await finish(browser, answer)).status, await isIn(browser)]).toEqual([400, false]);
  });

  test('refuses an id token that has expired', async () => {
    person = somebody();
    const late = await openWorld({ settings: settings(), providerSkew: 2 * 3600 });
    const { browser, answer } = await begin(late.app);
    const { status } = await finish(browser, answer);
    await late.close();
    expect(status).toBe(400);
  });

  test('knows the keys of the provider after it changed them', async () => {
    person = somebody();
    await signIn();
    current = makeProvider();
    expect(await isIn(await signIn())).toBe(true);
  });

  test('does not believe a token under a key the provider does not show', async () => {
    person = somebody();
    const honest = current;
    const { browser, answer } = await begin();
    // From here on the provider shows the keys of another: what it signed before cannot be checked against them.
    const other = makeProvider();
    current = new Proxy(honest, {
      get: (target, name, receiver) =>
        name === 'callback'
          ? () => (req: { url?: string }, res: unknown) =>
              (req.url?.startsWith('/jwks') === true ? other : target).callback()(req as never, res as never)
          : Reflect.get(target, name, receiver),
    });
    const { status } = await finish(browser, answer);
    current = honest;
    expect(status).toBe(400);
  });

  test('says so when the provider is away', async () => {
    const away = await openWorld({ settings: { ...settings(), PT_OIDC_ISSUER: 'http://127.0.0.1:9' } });
    const answer = await new Browser(away.app).get('/aanmelden/toegangsdienst');
    await away.close();
    expect([answer.status, answer.text.includes('antwoordt niet')]).toEqual([503, true]);
  });

  test('begins with PKCE, state and nonce, and keeps none of them readable in the browser', async () => {
    const browser = new Browser(world.app);
    const asked = await browser.get('/aanmelden/toegangsdienst', host());
    const question = new URL(asked.headers['location'] as string).searchParams;
    expect(question.get('code_challenge_method')).toBe('S256');
    for (const name of ['state', 'nonce', 'code_challenge'])
      expect(Buffer.from(browser.cookies.get('pt-vraag')!, 'base64url').toString('latin1')).not.toContain(
        question.get(name)!,
      );
  });

  test('is not offered where none is set', async () => {
    const without = await openWorld();
    const app = createApp(without.services, { key: Buffer.alloc(32, 1) });
    const [page, start] = [
      await new Browser(app).get('/aanmelden'),
      await new Browser(app).get('/aanmelden/toegangsdienst'),
    ];
    await without.close();
    expect([page.text.includes('toegangsdienst'), start.status]).toEqual([false, 404]);
  });
});

describe('signing out', () => {
  test('ends the session here, and leads on to sign out at the provider', async () => {
    person = somebody();
    const browser = await signIn();
    await browser.get('/account', host());
    const out = await browser.post('/meld-af', {}, host());
    expect([out.headers['location'], await isIn(browser)]).toEqual(['/afgemeld', false]);
    const gone = await browser.get('/afgemeld', host());
    expect(gone.text).toContain('href="/afgemeld/toegangsdienst"');
    const there = new URL(
      (await browser.get('/afgemeld/toegangsdienst', host())).headers['location'] as string,
    );
    expect([there.origin, there.searchParams.get('post_logout_redirect_uri')]).toEqual([
      issuer,
      `${origin}/afgemeld`,
    ]);
    expect((await fetch(there, { redirect: 'manual' })).status).toBe(200);
    expect((await browser.get('/afgemeld/toegangsdienst', host())).headers['location']).toBe('/afgemeld');
  });
});
