import { createServer } from 'node:https';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { PRACTICE_PASSWORD, practiceAccounts } from '../../src/auth/index.js';
import { hmacSha256 } from '../../src/platform/crypto.js';
import { readSessionToken, signSessionToken } from '../../src/platform/crypto/session-token.js';
import { Browser } from '../support/browser.js';
import { makeCertificate } from '../support/certificate.js';
import { codeFor, enter, PASSWORD, settle, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const KEY = Buffer.from('a secret that only the tests know, 32+ characters');

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/account')).status === 200;
const seconds = (count: number): Promise<void> =>
  world.at(new Date(world.services.clock.now().getTime() + count * 1000));
const tokenOf = (browser: Browser): string => browser.cookies.get('pt-sessie')!;
const carrying = (token: string): Browser => new Browser(world.app, { 'pt-sessie': token });
const links = async (what: string): Promise<number> => {
  const found = await sql<{
    n: number;
  }>`select count(*) as n from pt.audit_link where what = ${what}`.execute(world.services.database.kysely);
  return found.rows[0]!.n;
};

async function comeIn(account: (typeof practiceAccounts)[number] = practiceAccounts[0]): Promise<Browser> {
  const browser = new Browser(world.app);
  await enter(browser, account.login, PRACTICE_PASSWORD);
  return browser;
}

describe('the token of a session', () => {
  const claims = (browser: Browser) => jwt.decode(tokenOf(browser)) as jwt.JwtPayload;
  const forge = (payload: object, key: Buffer | string, options: jwt.SignOptions) =>
    jwt.sign(payload, key, options);
  const own = hmacSha256(KEY, 'session-token/1');

  test('is an HS256 token of five minutes that names the session and nothing else of anybody', async () => {
    const browser = await comeIn();
    const { header, payload } = jwt.decode(tokenOf(browser), { complete: true })!;
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
    expect(Object.keys(payload).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'jti', 'nr']);
    expect((payload as jwt.JwtPayload).exp! - (payload as jwt.JwtPayload).iat!).toBe(300);
  });

  test('is taken as it was given, so that the forgeries below fail for their own reason', async () => {
    const { jti, nr, iat, exp, aud, iss } = claims(await comeIn());
    expect(await isIn(carrying(forge({ jti, nr, iat, exp, aud, iss }, own, { algorithm: 'HS256' })))).toBe(
      true,
    );
  });

  const forgeries: readonly [string, (payload: jwt.JwtPayload) => string][] = [
    ['without a signature (alg none)', (payload) => forge(payload, '', { algorithm: 'none' })],
    ['under another key', (payload) => forge(payload, Buffer.alloc(32, 7), { algorithm: 'HS256' })],
    ['by another algorithm under our key', (payload) => forge(payload, own, { algorithm: 'HS512' })],
    ['for another audience', (payload) => forge({ ...payload, aud: 'praktijktest/channel' }, own, {})],
    ['from another issuer', (payload) => forge({ ...payload, iss: 'iemand' }, own, {})],
    [
      'of a session that is not there',
      (payload) => forge({ ...payload, jti: '00000000-0000-4000-8000-00000000dead' }, own, {}),
    ],
    ['with a number that was never given out', (payload) => forge({ ...payload, nr: 99 }, own, {})],
    ['that names no session', ({ jti: _, ...payload }) => forge(payload, own, {})],
  ];
  test.each(forgeries)('%s opens nothing', async (_what, make) => {
    const payload = claims(await comeIn());
    expect(await isIn(carrying(make(payload)))).toBe(false);
  });

  test.each(['', 'x', 'a.b.c', '..', 'x'.repeat(5000)])('that reads "%s" opens nothing', async (token) => {
    expect(await isIn(carrying(token))).toBe(false);
  });

  test('is renewed once a minute, and the session lives on', async () => {
    const browser = await comeIn();
    const first = tokenOf(browser);
    await seconds(30);
    await browser.get('/account');
    const soon = tokenOf(browser);
    await seconds(40);
    await browser.get('/account');
    expect([soon === first, tokenOf(browser) === first]).toEqual([true, false]);
  });

  test('that is older than five minutes opens nothing once a newer one was given out', async () => {
    const browser = await comeIn();
    const stolen = tokenOf(browser);
    await seconds(120);
    await browser.get('/account');
    expect(await isIn(carrying(stolen))).toBe(true);
    await seconds(240);
    expect([await isIn(carrying(stolen)), await isIn(browser)]).toEqual([false, true]);
  });

  test('reads as expired after five minutes, and not before', () => {
    const now = new Date('2026-09-07T08:00:00Z');
    const id = '00000000-0000-4000-8000-0000000000aa';
    const token = signSessionToken(KEY, id, 1, now);
    const at = (later: number) => readSessionToken(KEY, token, new Date(now.getTime() + later * 1000));
    expect([at(299), at(300)]).toEqual([
      { id, number: 1, expired: false },
      { id, number: 1, expired: true },
    ]);
  });
});

describe('a session', () => {
  test('ends after half an hour without a request', async () => {
    const browser = await comeIn();
    await seconds(29 * 60);
    expect(await isIn(browser)).toBe(true);
    await seconds(30 * 60 + 1);
    expect(await isIn(browser)).toBe(false);
  });

  test('ends after twelve hours, however busy', async () => {
    const browser = await comeIn();
    let opened = 0;
    for (let third = 0; third < 32; third += 1) {
      if (await isIn(browser)) opened += 1;
      await seconds(25 * 60);
    }
    // At 0, 25, … 700 minutes; at 725 no more.
    expect(opened).toBe(29);
  });

  test('gets a new id at sign-in: one that was planted before is not taken over', async () => {
    const attacker = await comeIn(practiceAccounts[3]);
    const planted = tokenOf(attacker);
    const victim = carrying(planted);
    await victim.get('/meld-af');
    // The victim's browser carries the attacker's token, and signs in as somebody else.
    await victim.get('/account');
    await victim.post('/meld-af');
    const fresh = new Browser(world.app, { 'pt-sessie': planted });
    await enter(fresh, practiceAccounts[0].login, PRACTICE_PASSWORD);
    expect(tokenOf(fresh)).not.toBe(planted);
    expect(jwt.decode(tokenOf(fresh), { json: true })!.jti).not.toBe(
      jwt.decode(planted, { json: true })!.jti,
    );
    expect(await isIn(carrying(planted))).toBe(false);
  });

  test('gets a new id between the first and the second step', async () => {
    const person = await settle(world);
    await seconds(60);
    const browser = new Browser(world.app);
    await enter(browser, person.login, PASSWORD);
    const pending = tokenOf(browser);
    await browser.get('/aanmelden/tweede-stap');
    await browser.post('/aanmelden/tweede-stap', { code: await codeFor(world, person.secret) });
    expect([await isIn(browser), await isIn(carrying(pending))]).toEqual([true, false]);
  });

  test('ends at sign-out, for good, and that is recorded', async () => {
    const browser = await comeIn();
    const token = tokenOf(browser);
    await browser.get('/account');
    const before = await links('session.ended');
    const out = await browser.post('/meld-af');
    expect([out.status, out.headers['location'], browser.cookies.has('pt-sessie')]).toEqual([
      303,
      '/afgemeld',
      false,
    ]);
    expect([await isIn(carrying(token)), await links('session.ended')]).toEqual([false, before + 1]);
  });

  test('is not signed out by another site', async () => {
    const browser = await comeIn();
    const answer = await browser.post('/meld-af', { _csrf: '' }, { 'Sec-Fetch-Site': 'cross-site' });
    expect([answer.status, await isIn(browser)]).toEqual([403, true]);
  });

  test('ends with the others when one signs out everywhere', async () => {
    const [one, other] = [await comeIn(practiceAccounts[1]), await comeIn(practiceAccounts[1])];
    await one.get('/account');
    const answer = await one.post('/account/meld-overal-af');
    expect([answer.headers['location'], await isIn(one), await isIn(other)]).toEqual([
      '/afgemeld',
      false,
      false,
    ]);
  });

  test('can be ended from another window of its owner', async () => {
    const [one, other] = [await comeIn(practiceAccounts[2]), await comeIn(practiceAccounts[2])];
    const id = jwt.decode(tokenOf(other), { json: true })!.jti!;
    const page = await one.get('/account');
    expect(page.text).toContain(`/account/sessies/${id}/beeindig`);
    await one.post(`/account/sessies/${id}/beeindig`);
    expect([await isIn(one), await isIn(other)]).toEqual([true, false]);
  });

  test('of somebody else can be neither seen nor ended', async () => {
    const [mine, theirs] = [await comeIn(practiceAccounts[2]), await comeIn(practiceAccounts[3])];
    const id = jwt.decode(tokenOf(theirs), { json: true })!.jti!;
    const page = await mine.get('/account');
    const answer = await mine.post(`/account/sessies/${id}/beeindig`);
    expect([page.text.includes(id), answer.status, await isIn(theirs)]).toEqual([false, 404, true]);
  });

  test('binds its forms: those of another session, and of before sign-in, are refused', async () => {
    const [mine, theirs] = [await comeIn(practiceAccounts[2]), await comeIn(practiceAccounts[3])];
    const page = await theirs.get('/account');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!;
    await mine.get('/account');
    expect((await mine.post('/account/meld-overal-af', { _csrf: token })).status).toBe(403);
  });
});

describe('one’s own account', () => {
  let person: Person;
  beforeAll(async () => {
    person = await settle(world);
  });
  const own = async (path: string, fields: Record<string, string>) => {
    await person.browser.get('/account');
    return person.browser.post(path, fields);
  };

  test('shows open sessions and who tried to sign in', async () => {
    await enter(new Browser(world.app), person.login, 'niet het wachtwoord');
    const page = await person.browser.get('/account');
    expect(page.text).toContain('dit venster');
    expect(page.text).toMatch(/wachtwoord[^]*Firefox, Linux[^]*nee/);
  });

  test('changes the password only for who knows the old one', async () => {
    const answer = await own('/account/wachtwoord/wijzig', { current: 'fout', password: `${PASSWORD} twee` });
    expect([answer.status, answer.text.includes('Dit is niet uw wachtwoord')]).toEqual([422, true]);
  });

  test('refuses a new password that is easy to guess', async () => {
    const answer = await own('/account/wachtwoord/wijzig', { current: PASSWORD, password: 'kort' });
    expect([answer.status, answer.text.includes('minstens 12 tekens')]).toEqual([422, true]);
  });

  test('gives new recovery codes for the password, and the old ones are worth nothing', async () => {
    expect((await own('/account/herstelcodes/vernieuw', { codesPassword: 'fout' })).status).toBe(422);
    const answer = await own('/account/herstelcodes/vernieuw', { codesPassword: PASSWORD });
    expect([...answer.text.matchAll(/<li class="mono">/g)]).toHaveLength(10);
    const browser = new Browser(world.app);
    await enter(browser, person.login, PASSWORD);
    await browser.get('/aanmelden/tweede-stap');
    expect((await browser.post('/aanmelden/tweede-stap', { code: person.codes[0]! })).status).toBe(422);
  });

  test('sets up another second step for the password and its first code', async () => {
    expect((await own('/account/tweede-stap/vernieuw', { stepPassword: 'fout' })).status).toBe(422);
    const page = await own('/account/tweede-stap/vernieuw', { stepPassword: PASSWORD });
    const secret = /class="mono secret">([^<]+)</.exec(page.text)![1]!.replaceAll(' ', '');
    expect((await person.browser.post('/account/tweede-stap/bevestig', { code: '000000' })).status).toBe(422);
    const done = await person.browser.post('/account/tweede-stap/bevestig', {
      code: await codeFor(world, secret, -1),
    });
    expect([done.status, secret === person.secret]).toEqual([200, false]);
    const browser = new Browser(world.app);
    await enter(browser, person.login, PASSWORD);
    await browser.get('/aanmelden/tweede-stap');
    const old = await browser.post('/aanmelden/tweede-stap', { code: await codeFor(world, person.secret) });
    const fresh = await browser.post('/aanmelden/tweede-stap', { code: await codeFor(world, secret) });
    expect([old.status, fresh.status]).toEqual([422, 303]);
  });

  test('changes the password, and ends every other session', async () => {
    const other = await world.signIn(person);
    const answer = await own('/account/wachtwoord/wijzig', {
      current: PASSWORD,
      password: `${PASSWORD} twee`,
    });
    expect(answer.headers['location']).toBe('/account?gewijzigd=wachtwoord');
    const elsewhere = carrying(other.cookie.replace('pt-sessie=', ''));
    expect([await isIn(person.browser), await isIn(elsewhere)]).toEqual([true, false]);
    expect((await enter(new Browser(world.app), person.login, `${PASSWORD} twee`)).status).toBe(303);
  });
});

describe('over TLS', () => {
  interface Seen {
    readonly status: number;
    readonly cookies: readonly string[];
    readonly headers: Readonly<Record<string, unknown>>;
    readonly text: string;
  }
  let port: number;
  let certificate: { key: string; cert: string };
  let close: () => void;
  beforeAll(async () => {
    certificate = makeCertificate('localhost');
    const server = createServer(certificate);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    server.on(
      'request',
      createApp(world.services, { key: KEY, publicUrl: new URL(`https://localhost:${port}`) }),
    );
    close = () => {
      server.closeAllConnections();
      server.close();
    };
  });
  afterAll(() => close());

  function ask(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Seen> {
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          servername: 'localhost',
          port,
          path,
          method,
          ca: certificate.cert,
          headers: { Host: `localhost:${port}`, ...headers },
        },
        (answer) => {
          let text = '';
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              cookies: answer.headers['set-cookie'] ?? [],
              headers: answer.headers,
              text,
            }),
          );
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }

  async function signIn(origin: Record<string, string>): Promise<Seen> {
    const page = await ask('GET', '/aanmelden');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!;
    const body = new URLSearchParams({ _csrf: token, login: 'ines', password: PRACTICE_PASSWORD }).toString();
    return ask(
      'POST',
      '/aanmelden',
      {
        'Content-Type': 'application/x-www-form-urlencoded',
        Cookie: page.cookies.map((line) => line.split(';')[0]).join('; '),
        ...origin,
      },
      body,
    );
  }

  test('every cookie is Secure, out of reach of scripts, and of this host alone', async () => {
    const page = await ask('GET', '/aanmelden');
    const { cookies } = await signIn({ Origin: `https://localhost:${port}` });
    const all = [...page.cookies, ...cookies];
    expect(all.map((line) => line.split('=')[0])).toEqual([
      '__Host-pt',
      '__Host-pt-sessie',
      '__Host-pt-toestel',
    ]);
    for (const line of all)
      expect(line).toMatch(/; Path=\/;(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=(Strict|Lax))(?!.*Domain)/);
  });

  test('the browser is told to stay on TLS', async () => {
    const page = await ask('GET', '/aanmelden');
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
  });

  test('a session opens pages, and only under its full name', async () => {
    const { cookies } = await signIn({ Origin: `https://localhost:${port}` });
    const token = /__Host-pt-sessie=([^;]+)/.exec(cookies.join())![1]!;
    const withPrefix = await ask('GET', '/account', { Cookie: `__Host-pt-sessie=${token}` });
    const without = await ask('GET', '/account', { Cookie: `pt-sessie=${token}` });
    expect([withPrefix.status, without.status]).toEqual([200, 303]);
  });

  test('the Origin must be the public one', async () => {
    const wrong = await signIn({ Origin: 'https://evil.example' });
    const right = await signIn({ Origin: `https://localhost:${port}` });
    expect([wrong.status, right.status]).toEqual([403, 303]);
  });

  test('the Host must be the public one; only the question whether it is well needs no name', async () => {
    const other = await ask('GET', '/aanmelden', { Host: `127.0.0.1:${port}` });
    const health = await ask('GET', '/gezondheid', { Host: `127.0.0.1:${port}` });
    expect([other.status, health.status]).toEqual([421, 200]);
  });
});
