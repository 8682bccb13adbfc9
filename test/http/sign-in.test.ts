import { sql } from 'kysely';
import { asOwner } from '../../src/platform/db/index.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { PRACTICE_PASSWORD, practiceAccounts } from '../../src/auth/index.js';
import { BUDGETS } from '../../src/auth/sign-in/rules.js';
import { guesserOf } from '../../src/auth/sign-in/throttle.js';
import { Browser } from '../support/browser.js';
import {
  codeFor,
  codesOn,
  enter,
  invite,
  PASSWORD,
  secretOn,
  settle,
  type Person,
} from '../support/people.js';
import { openWorld, WORLD_KEY, type World } from '../support/world.js';

let world: World;
let person: Person;
beforeAll(async () => {
  world = await openWorld();
  person = await settle(world);
});
afterAll(() => world.close());

const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/account')).status === 200;
const minutes = (count: number): Promise<void> =>
  world.at(new Date(world.services.clock.now().getTime() + count * 60_000));

/** The same app as seen from another address: the proxy before it is trusted on loopback. */
const proxied = () =>
  createApp(world.services, {
    key: Buffer.from('a key that only this test knows, 32+'),
    publicUrl: new URL('https://praktijktest.example'),
  });
const from = (address: string) => ({ Host: 'praktijktest.example', 'X-Forwarded-For': address });

describe('signing in', () => {
  test('takes the password and the second step, and leads to where one was going', async () => {
    await minutes(1);
    const browser = new Browser(world.app);
    const asked = await browser.get('/campagnes?stand=running');
    expect(asked.headers['location']).toBe(
      `/aanmelden?terug=${encodeURIComponent('/campagnes?stand=running')}`,
    );
    await browser.get(asked.headers['location'] as string);
    const first = await browser.post('/aanmelden', {
      login: ` ${person.login.toUpperCase()} `,
      password: PASSWORD,
      terug: '/campagnes?stand=running',
    });
    expect([first.status, first.headers['location']]).toEqual([
      303,
      `/aanmelden/tweede-stap?terug=${encodeURIComponent('/campagnes?stand=running')}`,
    ]);
    await browser.get(first.headers['location'] as string);
    const second = await browser.post('/aanmelden/tweede-stap', {
      code: await codeFor(world, person.secret),
      terug: '/campagnes?stand=running',
    });
    expect([second.status, second.headers['location']]).toEqual([303, '/campagnes?stand=running']);
    expect(await isIn(browser)).toBe(true);
  });

  test('with the password alone opens no page', async () => {
    const browser = new Browser(world.app);
    await enter(browser, person.login, PASSWORD);
    expect((await browser.get('/campagnes')).headers['location']).toBe('/aanmelden?terug=%2Fcampagnes');
  });

  test('with a wrong password comes back with what was typed, without the password', async () => {
    const answer = await enter(new Browser(world.app), person.login, 'niet het wachtwoord');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(`value="${person.login}"`);
    expect(answer.text).toContain('href="#password"');
    expect(answer.text).not.toContain('niet het wachtwoord');
  });

  test('answers a name that nobody has as it answers a wrong password', async () => {
    const known = await enter(new Browser(world.app), person.login, 'niet het wachtwoord');
    const unknown = await enter(new Browser(world.app), 'niemand@voorbeeld.be', 'niet het wachtwoord');
    const plain = (text: string, login: string): string =>
      text
        .replaceAll(login, 'LOGIN')
        .replace(/value="[\w-]{43,}"/g, '')
        .replace(/Afgedrukt op [^<]*/g, '');
    expect(unknown.status).toBe(known.status);
    expect(plain(unknown.text, 'niemand@voorbeeld.be')).toBe(plain(known.text, person.login));
  });

  test('does the same work for a name that nobody has', async () => {
    const { verifyPassword, hashPassword } = await import('../../src/platform/crypto/password.js');
    const hash = await hashPassword(PASSWORD);
    await verifyPassword(null, 'warm');
    // Processor time of many, of both in turn: a ratio in one run. Without a hash to check it would be a thousandth.
    const spent = { nobody: 0, somebody: 0 };
    for (let run = 0; run < 8; run += 1) {
      for (const [who, stored] of [
        ['nobody', null],
        ['somebody', hash],
      ] as const) {
        const began = process.cpuUsage();
        await verifyPassword(stored, 'niet het wachtwoord');
        const { user, system } = process.cpuUsage(began);
        spent[who] += user + system;
      }
    }
    expect(spent.nobody / spent.somebody).toBeGreaterThan(0.25);
    expect(spent.nobody / spent.somebody).toBeLessThan(4);
  });

  test('of a blocked account is refused like a wrong password', async () => {
    const blocked = await settle(world);
    await world.services.auth.accounts.block(world.services.systemContext(), blocked.id as never);
    const answer = await enter(new Browser(world.app), blocked.login, PASSWORD);
    expect([answer.status, answer.text.includes('passen niet bij elkaar')]).toEqual([422, true]);
  });

  test.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/%0d%0aevil',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('never leads to another place: %s', async (terug) => {
    const browser = new Browser(world.app);
    const page = await browser.get(`/aanmelden?terug=${encodeURIComponent(terug)}`);
    // The form leads home; that the address itself stands in links of this page leads nowhere.
    const back = /action="\/aanmelden"[\s\S]*?name="terug" value="([^"]*)"/.exec(page.text)?.[1] ?? '';
    expect(new URL(back, 'http://127.0.0.1').host).toBe('127.0.0.1');
    expect(back).not.toContain('evil.example');
    const answer = await browser.post('/aanmelden', {
      login: practiceAccounts[0].login,
      password: PRACTICE_PASSWORD,
      terug,
    });
    expect(new URL(answer.headers['location'] as string, 'http://127.0.0.1').host).toBe('127.0.0.1');
    expect(answer.headers['location']).not.toMatch(/^\/[/\\]/);
  });

  test('needs the form token of this browser', async () => {
    const browser = new Browser(world.app);
    const answer = await browser.post('/aanmelden', { login: person.login, password: PASSWORD });
    expect(answer.status).toBe(403);
  });

  test('cannot be framed', async () => {
    const page = await new Browser(world.app).get('/aanmelden');
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  test('is written down for its owner, wrong ones too, without any address', async () => {
    const rows = await sql<{
      how: string;
      result: string;
      agent: string;
    }>`select how, result, agent from pt.sign_in where account = ${person.id}`.execute(
      world.services.database.kysely,
    );
    expect(rows.rows).toContainEqual({ how: 'code', result: 'in', agent: 'Firefox, Linux' });
    expect(rows.rows).toContainEqual({ how: 'password', result: 'refused', agent: 'Firefox, Linux' });
    expect(JSON.stringify(rows.rows)).not.toMatch(/127\.0\.0\.1/);
  });
});

describe('the practice accounts of a demo', () => {
  test.each(practiceAccounts)(
    'come in with the printed password, without a second step: $login',
    async ({ login }) => {
      const browser = new Browser(world.app);
      const answer = await enter(browser, login, PRACTICE_PASSWORD);
      expect([answer.headers['location'], await isIn(browser)]).toEqual(['/', true]);
    },
  );

  test('do not come in to a live database, though it held them', async () => {
    const live = await openWorld({ mode: 'live' });
    const answer = await enter(new Browser(live.app), practiceAccounts[0].login, PRACTICE_PASSWORD);
    const page = await new Browser(live.app).get('/aanmelden');
    await live.close();
    expect([answer.status, page.text.includes(PRACTICE_PASSWORD)]).toEqual([422, false]);
  });
});

describe('the second step', () => {
  async function waiting(who: Person): Promise<Browser> {
    const browser = new Browser(world.app);
    await enter(browser, who.login, PASSWORD);
    await browser.get('/aanmelden/tweede-stap');
    return browser;
  }
  const prove = (browser: Browser, code: string) => browser.post('/aanmelden/tweede-stap', { code });

  test('takes a code once', async () => {
    const who = await settle(world);
    const code = await codeFor(world, who.secret);
    const first = await prove(await waiting(who), code);
    const second = await prove(await waiting(who), code);
    expect([first.status, second.status]).toEqual([303, 422]);
  });

  test('takes a recovery code once, however it is typed', async () => {
    const who = await settle(world);
    const code = who.codes[3]!;
    const first = await prove(await waiting(who), ` ${code.toUpperCase().replaceAll('-', ' ')}`);
    const second = await prove(await waiting(who), code);
    expect([who.codes.length, first.status, second.status]).toEqual([10, 303, 422]);
  });

  test('takes no recovery code of somebody else', async () => {
    const other = await settle(world);
    expect((await prove(await waiting(person), other.codes[0]!)).status).toBe(422);
  });

  test('ends after five wrong codes: then the password is asked again', async () => {
    const who = await settle(world);
    const browser = await waiting(who);
    for (let tries = 0; tries < 5; tries += 1)
      expect((await prove(browser, 'aaaa-bbbb-cccc')).status).toBe(422);
    const answer = await prove(browser, await codeFor(world, who.secret));
    expect([answer.headers['location'], await isIn(browser)]).toEqual(['/aanmelden', false]);
  });

  test('cannot be set up anew by who only has the password', async () => {
    const browser = await waiting(person);
    const answer = await browser.get('/aanmelden/tweede-stap/stel-in');
    expect([answer.status, answer.text.includes('mono secret')]).toEqual([409, false]);
  });

  test('must be done within ten minutes', async () => {
    const browser = await waiting(person);
    await minutes(11);
    expect((await prove(browser, await codeFor(world, person.secret))).headers['location']).toBe(
      '/aanmelden',
    );
  });

  test('keeps its secret sealed and its recovery codes hashed', async () => {
    const found = await sql<{
      text: string;
    }>`select concat(encode(totp, 'escape'), encode(totp, 'hex'), (select string_agg(encode(hash, 'escape'), ' ') from pt.recovery_code r where r.account = c.account)) as text
      from pt.credential c where account = ${person.id}`.execute(world.services.database.kysely);
    expect(found.rows[0]!.text.length).toBeGreaterThan(100);
    expect(found.rows[0]!.text).not.toContain(person.secret);
    for (const code of person.codes) expect(found.rows[0]!.text).not.toContain(code.replaceAll('-', ''));
  });
});

describe('an invitation', () => {
  test('gives a password, a second step, ten recovery codes, and the way in', async () => {
    const { login, path } = await invite(world);
    const browser = new Browser(world.app);
    const page = await browser.get(path);
    expect([page.status, page.text.includes(login)]).toEqual([200, true]);
    const chosen = await browser.post(path, { password: PASSWORD });
    expect(chosen.headers['location']).toBe('/aanmelden/tweede-stap/stel-in');
    const setUp = await browser.get('/aanmelden/tweede-stap/stel-in');
    expect(setUp.text).toMatch(/<svg class="qr"/);
    const done = await browser.post('/aanmelden/tweede-stap/stel-in', {
      code: await codeFor(world, secretOn(setUp.text)),
    });
    expect([done.status, codesOn(done.text).length, await isIn(browser)]).toEqual([200, 10, true]);
  });

  test('works once', async () => {
    const { path } = await invite(world);
    const browser = new Browser(world.app);
    await browser.get(path);
    await browser.post(path, { password: PASSWORD });
    const again = new Browser(world.app);
    expect([
      (await again.get(path)).status,
      (await browser.post(path, { password: PASSWORD })).status,
    ]).toEqual([410, 410]);
  });

  test('expires after seven days', async () => {
    const { path } = await invite(world);
    await minutes(7 * 24 * 60 + 1);
    expect((await new Browser(world.app).get(path)).status).toBe(410);
  });

  test('that was never made does not open', async () => {
    expect((await new Browser(world.app).get(`/uitnodiging/${'x'.repeat(43)}`)).status).toBe(410);
  });

  test.each([
    ['te kort', /minstens 12 tekens/],
    ['noor nieuw 1234', /makkelijk te raden/],
    ['wachtwoord123', /makkelijk te raden/],
    ['abcabcabcabcabc', /makkelijk te raden/],
  ])('refuses the password "%s", and stays open', async (password, message) => {
    const { path } = await invite(world);
    const browser = new Browser(world.app);
    await browser.get(path);
    const answer = await browser.post(path, { password });
    expect([answer.status, answer.text]).toEqual([422, expect.stringMatching(message)]);
    expect((await browser.get(path)).status).toBe(200);
  });

  test('for an account that has everything starts it anew, and ends its sessions', async () => {
    const who = await settle(world);
    const { link } = await world.services.auth.accounts.inviteAgain(
      world.services.systemContext(),
      who.id as never,
    );
    const browser = new Browser(world.app);
    const path = new URL(link!).pathname;
    await browser.get(path);
    await browser.post(path, { password: `${PASSWORD} nieuw` });
    expect([
      await isIn(who.browser),
      (await enter(new Browser(world.app), who.login, PASSWORD)).status,
    ]).toEqual([false, 422]);
  });
});

describe('guessing', () => {
  /** One guess. Time stands still around it, however slow the machine: the first wait is two seconds. */
  async function guess(browser: Browser, login: string, password: string, headers: object, moment: Date) {
    await browser.get('/aanmelden', { ...headers });
    await world.at(moment);
    return browser.post('/aanmelden', { login, password }, { ...headers });
  }
  const wrongly = (browser: Browser, login: string, headers: object, moment: Date) =>
    guess(browser, login, 'niet het wachtwoord', headers, moment);
  const says = (answer: { status: number; text: string }): string =>
    answer.text.includes('te veel pogingen') ? 'wait' : String(answer.status);

  test('one name from one address must wait after five, and longer each time', async () => {
    const app = proxied();
    const began = world.services.clock.now();
    const after = async (seconds: number): Promise<string> => {
      const moment = new Date(began.getTime() + seconds * 1000);
      return says(await wrongly(new Browser(app), 'iemand@voorbeeld.be', from('203.0.113.1'), moment));
    };
    const told: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) told.push(await after(0));
    expect(told).toEqual(['422', '422', '422', '422', '422', 'wait']);
    expect([await after(20), await after(20), await after(60), await after(60)]).toEqual([
      '422',
      'wait',
      '422',
      'wait',
    ]);
  }, 120_000);

  test('cannot lock the owner out: another address has a budget of its own', async () => {
    const app = proxied();
    const who = await settle(world);
    const moment = world.services.clock.now();
    for (let tries = 0; tries < 8; tries += 1)
      await wrongly(new Browser(app), who.login, from('203.0.113.2'), moment);
    expect((await enter(new Browser(app), who.login, PASSWORD, from('203.0.113.3'))).status).toBe(303);
  });

  test('from the same office cannot lock out a browser that signed in before', async () => {
    const app = proxied();
    const who = await settle(world);
    const known = new Browser(app, {
      '__Host-pt-toestel': who.browser.cookies.get('pt-toestel')!,
    });
    const moment = world.services.clock.now();
    const office = from('203.0.113.4');
    for (let tries = 0; tries < 8; tries += 1) await wrongly(new Browser(app), who.login, office, moment);
    const stranger = await guess(new Browser(app), who.login, PASSWORD, office, moment);
    const owner = await guess(known, who.login, PASSWORD, office, moment);
    expect([says(stranger), owner.status]).toEqual(['wait', 303]);
  });

  test('with the device cookie of another account gains nothing', async () => {
    const app = proxied();
    const [who, other] = [await settle(world), await settle(world)];
    const cookies = { '__Host-pt-toestel': other.browser.cookies.get('pt-toestel')! };
    const moment = world.services.clock.now();
    const told: string[] = [];
    for (let tries = 0; tries < 6; tries += 1)
      told.push(says(await wrongly(new Browser(app, cookies), who.login, from('203.0.113.5'), moment)));
    expect(told.at(-1)).toBe('wait');
  });

  test('many names from one address must wait', async () => {
    const app = proxied();
    const moment = world.services.clock.now();
    // All but the last of the free guesses of this address, as if they had been made.
    const { key } = guesserOf(Buffer.from(WORLD_KEY), 'client', '203.0.113.6');
    await world.services.systemContext().inTx((ctx) =>
      ctx.db
        .insertInto('throttle')
        .values({
          key,
          failures: BUDGETS.client.free - 1,
          until: moment,
          forget_at: new Date(moment.getTime() + 600_000),
        })
        .execute(),
    );
    const told: string[] = [];
    for (const name of ['een', 'twee', 'drie'])
      told.push(says(await wrongly(new Browser(app), `${name}@voorbeeld.be`, from('203.0.113.6'), moment)));
    expect(told).toEqual(['422', 'wait', 'wait']);
  });

  test('all at once counts each', async () => {
    const app = proxied();
    const browsers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const browser = new Browser(app);
        await browser.get('/aanmelden', from('203.0.113.7'));
        return browser;
      }),
    );
    const answers = await Promise.all(
      browsers.map((browser) =>
        browser.post('/aanmelden', { login: 'samen@voorbeeld.be', password: 'fout' }, from('203.0.113.7')),
      ),
    );
    expect(answers.filter((answer) => says(answer) === '422')).toHaveLength(5);
  });

  test('is kept under keyed hashes: no address and no name', async () => {
    const rows = await asOwner(world.services.database.kysely, (db) =>
      sql<{ text: string }>`select string_agg(t::text, ' ') as text from throttle t`.execute(db),
    );
    expect(rows.rows[0]!.text).not.toMatch(/203\.0\.113|voorbeeld/);
  });
});
