import { randomUUID } from 'node:crypto';
import request, { type Response, type Test } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { holds, permissions, practiceAccounts, type RouteLine } from '../../src/auth/index.js';
import { PRACTICE_FIRM } from '../../src/auth/accounts/schema.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { listToRead } from '../../src/fieldwork/index.js';
import type { Log } from '../../src/platform/log.js';
import type { Services } from '../../src/services.js';
import { searchPages } from '../../src/search.js';
import { todayPages } from '../../src/today.js';
import { invite } from '../support/people.js';
import { codeCalls, openCallsOf, runningCalls } from '../support/calls.js';
import { mailsOf, runningMails } from '../support/client-mails.js';
import { fieldworker } from '../support/withdrawals.js';
import { recordSignal } from '../../src/signals/index.js';
import {
  importWorld,
  openWorld,
  requestOf,
  runningCampaign,
  sealCampaign,
  sendAll,
  signalOf,
  type World,
} from '../support/world.js';

type Account = (typeof practiceAccounts)[number];

let world: World;
let campaign: CampaignId;
let lines: RouteLine[];
let real: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  lines = [...todayPages(world.services), ...searchPages(world.services), ...world.services.routes];
  campaign = await runningCampaign(world, 1);
  await sendAll(world);
  real = await someThings();
});
afterAll(() => world.close());

/** An id of each kind of thing that has a page, after two answers came in: one that fits and one that does not. */
async function someThings(): Promise<Record<string, string>> {
  const { responses, systemContext } = world.services;
  const application = await world
    .as('fieldworker')
    .read((ctx) =>
      ctx.db
        .selectFrom('application')
        .select(['from_address', 'test'])
        .where('campaign', '=', campaign)
        .executeTakeFirstOrThrow(),
    );
  const mail = (to: string): Buffer =>
    Buffer.from(
      `From: Karen <karen@een-bedrijf.example>\r\nTo: ${to}\r\nSubject: Uw sollicitatie\r\nMessage-ID: <${randomUUID()}@een-bedrijf.example>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nWij nodigen u graag uit voor een gesprek op dinsdag.\r\n`,
    );
  for (const to of [application.from_address, 'niemand@mijnpost.example']) {
    await responses.receive(systemContext(), {
      envelope: { from: 'karen@een-bedrijf.example', to: [to] },
      raw: mail(to),
    });
  }
  while ((await responses.process(systemContext())) > 0);
  const rows = await world
    .as('fieldworker')
    .read((ctx) => ctx.db.selectFrom('response').select(['id', 'state']).execute());
  const idOf = (state: string): string => rows.find((row) => row.state === state)!.id;
  await responses.code(world.as('coder'), idOf('matched') as never, 'INV');
  return {
    '/campagnes/:id': campaign,
    '/uitvoer/campagnes/:id': campaign,
    '/api/v1/campaigns/:id': campaign,
    '/testen/:id': application.test,
    '/postvak/:id/koppeling': idOf('matched'),
    '/postvak/:id': idOf('unmatched'),
    '/coderen/oproepen/:id': await someCodedCall(),
    '/coderen/:id': idOf('matched'),
    '/aanwijzingen/:id': await recordSignal(world.as('inspector'), signalOf()),
    ...(await someWithdrawal()),
    ...(await someCalls()),
    '/klantmails/:id': (await mailsOf(world, await runningMails(world, 1)))[0]!.task,
    ...(await someRequest()),
    ...(await someProposal()),
    '/beheer/testbureaus/:id': PRACTICE_FIRM.id,
  };
}

/** An answer that the fieldworker of the campaign read, and the withdrawal that came of it. */
async function someWithdrawal(): Promise<Record<string, string>> {
  await addMember(world.as('coordinator'), campaign, fieldworker.id);
  const [read] = await listToRead(world.as('fieldworker'), 1);
  const one = await world.services.withdrawals.triage(world.as('fieldworker'), read!.response, {
    expects: 'invitation',
    slot: null,
  });
  return { '/intrekken/antwoorden/:id': read!.response, '/intrekken/:id': one! };
}

/** A call that the practice coders coded. */
async function someCodedCall(): Promise<string> {
  await runningCalls(world, 1);
  const [call] = await openCallsOf(world.as('tester'));
  await world.services.calls.record(world.as('tester'), call!.id, {
    code: 'EVADE',
    timesSaid: 1,
    askedReason: false,
    namedBan: false,
    deviations: [],
    note: 'Dat noteren wij zo.',
  });
  await codeCalls(world);
  return call!.id;
}

/** An open call of the practice tester. */
async function someCalls(): Promise<Record<string, string>> {
  await runningCalls(world, 1);
  const [call] = await openCallsOf(world.as('tester'));
  return { '/taken/:id': call!.id, '/oproepen/:id': call!.id };
}

/** A request that went to the practice magistrate. */
async function someRequest(): Promise<Record<string, string>> {
  const { campaigns } = world.services;
  await importWorld(world, 30);
  const id = await sealCampaign(world, 1, { name: 'Aan een magistraat' }, 77);
  await campaigns.draftRequest(world.as('inspector'), id, requestOf('magistrate'));
  await campaigns.checkRequest(world.as('coordinator'), id, 1);
  const mieke = practiceAccounts.find(({ login }) => login === 'mieke')!;
  await campaigns.requestAuthorisation(world.as('inspector'), id, 'magistrate', mieke.id);
  const asked = await world
    .as('inspector')
    .read((ctx) =>
      ctx.db.selectFrom('authorisation').select('id').where('campaign', '=', id).executeTakeFirstOrThrow(),
    );
  return { '/verzoeken/:id': asked.id, '/api/v1/requests/:id': asked.id };
}

/** Somebody for whom a role was proposed that takes two people. */
async function someProposal(): Promise<Record<string, string>> {
  const { id } = await invite(world, ['custodian']);
  const grant = await world.services
    .systemContext()
    .read((ctx) =>
      ctx.db.selectFrom('role_grant').select('id').where('account', '=', id).executeTakeFirstOrThrow(),
    );
  return { '/beheer/gebruikers/:id': id, '/beheer/voorstellen/:id': grant.id };
}

/** The address of a line with the given id in the place of `:id`. */
const at = (line: RouteLine, id: string): string =>
  line.path
    .replace(':id', id)
    .replace(':basis/:version', 'exercise/1')
    .replace(':position', '1')
    .replace(':scenario', 'correspondence-age')
    .replace(':document', 'brief-a.pdf');
const title = (line: RouteLine): string => `${line.method.toUpperCase()} ${line.path}`;
const codeOf = (answer: Response): string =>
  String(answer.body.type).replace('urn:praktijktest:problem:', '');

// One browser per account, but for lines that end sessions: those get one of their own, and end the kept one too.
const browsers = new Map<string, { cookie: string; token: string }>();
async function openBrowser(account: { id: string }, line?: RouteLine) {
  const ends = line?.method === 'post' && /meld|beeindig|blokkeer/.test(line.path);
  const known = browsers.get(account.id);
  if (known !== undefined && !ends) return known;
  const browser = await world.signIn(account);
  if (ends) browsers.delete(account.id);
  else browsers.set(account.id, browser);
  return browser;
}
const mayUse = (line: RouteLine, roles: readonly string[]): boolean =>
  line.can === 'public' || line.can === 'signed-in' || holds(roles, line.can);

/** Asks for a line as an account: a GET, or a POST with a valid token and an empty body. */
async function ask(line: RouteLine, account: Account, id: string): Promise<Response> {
  const { cookie, token } = await openBrowser(account, line);
  const asked =
    line.method === 'get'
      ? request(world.app).get(at(line, id))
      : request(world.app)
          .post(at(line, id))
          .set({ 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': token, 'If-Match': '*' })
          .send({});
  return asked.set({ Cookie: cookie, Accept: 'application/json' });
}

const permitted = (line: RouteLine): Account =>
  practiceAccounts.find((account) => mayUse(line, account.roles))!;

describe('every route line', () => {
  test('names a permission of the one table, or signed-in or public in so many words', () => {
    expect(lines.length).toBeGreaterThan(25);
    const known = new Set<string>(['public', 'signed-in', ...permissions]);
    expect(lines.filter((line) => !known.has(line.can)).map(title)).toEqual([]);
  });

  test('is public only where one signs in or out, and nothing of the product is shown', () => {
    expect(
      lines
        .filter((line) => line.can === 'public')
        .map(title)
        .sort(),
    ).toEqual([
      'GET /aanmelden',
      'GET /aanmelden/tweede-stap',
      'GET /aanmelden/tweede-stap/stel-in',
      'GET /afgemeld',
      'GET /privacy',
      'GET /toegankelijkheid',
      'GET /uitnodiging/:token',
      'GET /voor-werkgevers',
      'POST /aanmelden',
      'POST /aanmelden/tweede-stap',
      'POST /aanmelden/tweede-stap/stel-in',
      'POST /meld-af',
      'POST /uitnodiging/:token',
    ]);
  });

  test('asks who has no session to sign in: a page by leading there and back, a program by 401', async () => {
    const wrong: string[] = [];
    for (const line of lines.filter((one) => one.can !== 'public')) {
      const path = at(line, randomUUID());
      const answer = await (line.method === 'get'
        ? request(world.app).get(path)
        : request(world.app).post(path).send({}));
      const back = line.method === 'get' && path !== '/' ? `?terug=${encodeURIComponent(path)}` : '';
      const expected = line.path.startsWith('/api/v1/')
        ? answer.status === 401 && codeOf(answer) === 'not-signed-in'
        : answer.status === 303 && answer.headers['location'] === `/aanmelden${back}`;
      if (!expected) wrong.push(`${title(line)} → ${answer.status} ${answer.headers['location'] as string}`);
    }
    expect(wrong).toEqual([]);
  });

  test('stands there once', () => {
    const names = lines.map(title);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('has somebody who may use it', () => {
    expect(
      lines.filter((line) => !practiceAccounts.some((account) => mayUse(line, account.roles))).map(title),
    ).toEqual([]);
  });

  test.each(practiceAccounts)(
    'answers $name with 403 exactly where the table of permissions says so',
    async (account) => {
      const wrong: string[] = [];
      for (const line of lines) {
        const answer = await ask(line, account, randomUUID());
        // Who has no home page is sent to the one place where they work.
        const away = line.path === '/' && answer.headers['location'] === '/taken';
        const refused = away || (answer.status === 403 && codeOf(answer) === 'not-allowed');
        const expected = !mayUse(line, account.roles);
        if (refused !== expected) wrong.push(`${title(line)} → ${answer.status}`);
      }
      expect(wrong).toEqual([]);
    },
  );

  test('answers an id that does not exist with 404, or first with what is wrong in the body', async () => {
    const wrong: string[] = [];
    for (const line of lines.filter((one) => one.path.includes(':id'))) {
      const answer = await ask(line, permitted(line), randomUUID());
      const expected = line.method === 'get' ? [404] : [404, 409, 422];
      if (!expected.includes(answer.status) || answer.type !== 'application/problem+json')
        wrong.push(`${title(line)} → ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    'x',
    '00000000-0000-4000-8000-00000000000Z',
    'a'.repeat(300),
    '%27%20or%201=1',
    '..%2F..%2Fetc',
  ])('answers the id %s with 404', async (id) => {
    const wrong: string[] = [];
    for (const line of lines.filter((one) => one.path.includes(':id') && one.method === 'get')) {
      const answer = await ask(line, permitted(line), id);
      if (answer.status !== 404) wrong.push(`${title(line)} → ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  });

  test('that acts refuses a post without a token', async () => {
    await refusesPosts((post) => post.set('Sec-Fetch-Site', 'same-origin'));
  });

  test('that acts refuses a token of another browser', async () => {
    const { token } = await world.signIn(practiceAccounts[1]);
    await refusesPosts((post) => post.set({ 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': token }));
  });

  test.each([
    ['a foreign Origin', { Origin: 'https://evil.example' }],
    ['the Origin null', { Origin: 'null' }],
    ['Sec-Fetch-Site: cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['Sec-Fetch-Site: same-site', { 'Sec-Fetch-Site': 'same-site', Origin: 'http://127.0.0.1' }],
    ['neither header', {}],
  ])('that acts refuses %s, valid token or not', async (_what, headers) => {
    await refusesPosts((post, token) => post.set({ 'X-CSRF-Token': token, ...headers }));
  });

  async function refusesPosts(prepare: (post: Test, token: string) => Test): Promise<void> {
    const wrong: string[] = [];
    for (const line of lines.filter((one) => one.method === 'post')) {
      const { cookie, token } = await openBrowser(permitted(line), line);
      const answer = await prepare(
        request(world.app).post(at(line, randomUUID())).set({ Cookie: cookie, Accept: 'application/json' }),
        token,
      ).send({});
      if (answer.status !== 403 || codeOf(answer) !== 'form-expired')
        wrong.push(`${title(line)} → ${answer.status}`);
    }
    expect(wrong).toEqual([]);
  }

  test('takes no text that PostgreSQL cannot hold', async () => {
    const line = lines.find((one) => one.path === '/api/v1/campaigns/:id/pause')!;
    const { cookie, token } = await openBrowser(permitted(line));
    const answer = await request(world.app)
      .post(at(line, campaign))
      .set({
        Cookie: cookie,
        Accept: 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        'X-CSRF-Token': token,
      })
      .send({ reason: 'een reden met een \0 erin' });
    expect([answer.status, codeOf(answer)]).toEqual([400, 'bad-body']);
  });

  test('of another method does not exist', async () => {
    const { cookie, token } = await openBrowser(practiceAccounts[0]);
    const answer = await request(world.app).delete(`/api/v1/campaigns/${campaign}`).set({
      Cookie: cookie,
      Accept: 'application/json',
      'Sec-Fetch-Site': 'same-origin',
      'X-CSRF-Token': token,
    });
    expect(answer.status).toBe(404);
  });
});

const CSP =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self';connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";
const HEADERS = {
  'content-security-policy': CSP,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};

// The second step and an invitation are there for who is in the middle of them only.
const isPage = (path: string): boolean =>
  !path.startsWith('/api/') && !/^\/(aanmelden\/|uitnodiging)/.test(path) && !path.endsWith('/:document');

describe('every page', () => {
  /** Every page that shows something real, to somebody who may see it. */
  async function pages(): Promise<{ name: string; answer: Response }[]> {
    const found: { name: string; answer: Response }[] = [];
    for (const line of lines.filter((one) => one.method === 'get' && isPage(one.path))) {
      const id =
        Object.entries(real).find(([path]) => line.path === path || line.path.startsWith(`${path}/`))?.[1] ??
        randomUUID();
      const { cookie } = line.can === 'public' ? { cookie: '' } : await openBrowser(permitted(line));
      for (const lang of ['nl', 'en'])
        found.push({
          name: `${line.path} ${lang}`,
          answer: await request(world.app)
            .get(at(line, id))
            .set({ Cookie: `${cookie}; taal=${lang}`, Accept: 'text/html' }),
        });
    }
    return found;
  }

  test('is there for its reader, but for what nobody made, raised, asked or published, and what the state of a campaign does not let be done', async () => {
    const missing = (await pages())
      .filter(({ answer }) => answer.status !== 200)
      .map(({ name, answer }) => `${name} ${answer.status}`);
    expect(missing).toEqual([
      '/campagnes/nieuw/:id/stap/:step nl 404',
      '/campagnes/nieuw/:id/stap/:step en 404',
      '/campagnes/:id/verlaat nl 409',
      '/campagnes/:id/verlaat en 409',
      '/campagnes/:id/verzegel nl 409',
      '/campagnes/:id/verzegel en 409',
      '/campagnes/:id/bewijs/:kbo nl 404',
      '/campagnes/:id/bewijs/:kbo en 404',
      '/campagnes/:id/machtiging/verstuurd.pdf nl 404',
      '/campagnes/:id/machtiging/verstuurd.pdf en 404',
      '/campagnes/:id/machtiging/verstuurd.html nl 404',
      '/campagnes/:id/machtiging/verstuurd.html en 404',
      ...['pdf', 'html'].flatMap((kind) =>
        ['nl', 'en'].map(
          (lang) => `/campagnes/:id/machtiging/beslissingen/:number/beslissing.${kind} ${lang} 404`,
        ),
      ),
      ...['pdf', 'html'].flatMap((kind) =>
        ['nl', 'en'].map((lang) => `/verzoeken/:id/beslissingen/:number/beslissing.${kind} ${lang} 404`),
      ),
      // Everything here was sent: a dry run has nothing left.
      '/verzending/:id/proefdraai nl 404',
      '/verzending/:id/proefdraai en 404',
      ...['pdf', 'html', 'json'].flatMap((kind) =>
        ['nl', 'en'].map(
          (lang) => `/campagnes/:id/machtiging/handelingen/:number/verslag.${kind} ${lang} 404`,
        ),
      ),
      ...['pdf', 'html', 'json'].flatMap((kind) =>
        ['nl', 'en'].map((lang) => `/verzoeken/:id/verslagen/:number/verslag.${kind} ${lang} 404`),
      ),
      // Nobody here applies by a web form.
      ...['', '/cv', '/brief', '/bevestiging'].flatMap((file) =>
        ['nl', 'en'].map((lang) => `/formulieren/:id${file} ${lang} 404`),
      ),
      '/antwoorden/:id nl 404',
      '/antwoorden/:id en 404',
      '/antwoorden/:id/bestand nl 404',
      '/antwoorden/:id/bestand en 404',
      '/vermoedens/:id nl 404',
      '/vermoedens/:id en 404',
      '/vacatures/:id/nakijken nl 404',
      '/vacatures/:id/nakijken en 404',
      '/vacatures/:id/bewaard nl 404',
      '/vacatures/:id/bewaard en 404',
      '/vacatures/bewaard/:id nl 404',
      '/vacatures/bewaard/:id en 404',
      '/gegevensbescherming/verzoeken/:id nl 404',
      '/gegevensbescherming/verzoeken/:id en 404',
      '/stemmen/:id nl 404',
      '/stemmen/:id en 404',
      // Or by telephone, and no call kept a name.
      '/oproepen/:id/naam nl 404',
      '/oproepen/:id/naam en 404',
      '/taken/kandidaat/:id nl 404',
      '/taken/kandidaat/:id en 404',
      '/campagnes/:id/bevindingen.csv nl 409',
      '/campagnes/:id/bevindingen.csv en 409',
      '/knipperlichten/:id nl 404',
      '/knipperlichten/:id en 404',
      '/knipperlichten/werkgever/:id nl 404',
      '/knipperlichten/werkgever/:id en 404',
    ]);
  });

  test('carries the headers of the house', async () => {
    for (const { name, answer } of await pages())
      expect([name, answer.headers]).toEqual([name, expect.objectContaining(HEADERS)]);
  });

  test('says nothing of what it runs on', async () => {
    for (const { name, answer } of await pages())
      expect([name, answer.headers['x-powered-by'], answer.headers['server']]).toEqual([
        name,
        undefined,
        undefined,
      ]);
  });

  test('holds no inline script, no inline style and no handler in an attribute', async () => {
    const found: string[] = [];
    // A file to keep stands alone, with the style it needs in it; no page shows it.
    const shown = (await pages()).filter(({ answer }) => answer.headers['content-disposition'] === undefined);
    expect(shown.length).toBeGreaterThan(100);
    for (const { name, answer } of shown) {
      for (const fault of [
        /<script(?![^>]*\ssrc=)/i,
        /<style/i,
        /\sstyle=/i,
        /<[^>]+\son[a-z]+=/i,
        /javascript:/i,
        /hx-on/i,
      ])
        if (fault.test(answer.text)) found.push(`${name} ${fault.source}`);
    }
    expect(found).toEqual([]);
  });

  test('loads nothing from elsewhere', async () => {
    const found = (await pages()).flatMap(({ name, answer }) =>
      // A PDF has no text.
      [
        ...((answer.text as string | undefined) ?? '').matchAll(
          /<(?:script|link|img|iframe|object)[^>]+(?:src|href)="(?!\/)([^"]*)"/gi,
        ),
      ].map((hit) => `${name} ${hit[1]!}`),
    );
    expect(found).toEqual([]);
  });

  test('that may not be seen carries the headers too', async () => {
    const { cookie } = await openBrowser(practiceAccounts[3]);
    const answer = await request(world.app).get('/campagnes').set({ Cookie: cookie, Accept: 'text/html' });
    expect([answer.status, answer.headers]).toEqual([403, expect.objectContaining(HEADERS)]);
  });

  test('that does not exist carries the headers too', async () => {
    const answer = await request(world.app).get('/bestaat-niet').set('Accept', 'text/html');
    expect([answer.status, answer.headers]).toEqual([404, expect.objectContaining(HEADERS)]);
  });
});

describe('the server', () => {
  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.',
    '10.0.0.1',
    '[::2]',
    '127.0.0.1:99999999',
  ])('refuses the Host %s with 421', async (host) => {
    const answer = await request(world.app).get('/').set({ Host: host, Accept: 'application/json' });
    expect([answer.status, codeOf(answer)]).toEqual([421, 'wrong-host']);
  });

  test.each(['127.0.0.1', 'localhost', 'LOCALHOST:8080', '[::1]', '[::1]:8080'])(
    'answers to the Host %s',
    async (host) => {
      expect((await request(world.app).get('/aanmelden').set('Host', host)).status).toBe(200);
    },
  );

  test('says that it is well without an account', async () => {
    const answer = await request(world.app).get('/gezondheid');
    expect([answer.status, answer.text]).toEqual([200, 'ok\n']);
  });

  test('gives problems to a program as problem+json with status, title and the id of the request', async () => {
    const answer = await request(world.app).get('/bestaat-niet').set('Accept', 'application/json');
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toEqual({
      type: 'urn:praktijktest:problem:not-found',
      title: 'Deze pagina bestaat niet (meer)',
      status: 404,
      instance: `urn:uuid:${answer.headers['x-request-id'] as string}`,
    });
  });

  test('shows a bug as 500 with an id, logs it under that id, and never shows its message', async () => {
    const logged: [string, Record<string, unknown> | undefined][] = [];
    const log: Log = { ...world.services.log, error: (event, fields) => void logged.push([event, fields]) };
    const broken: RouteLine = {
      method: 'get',
      path: '/kapot',
      can: 'public',
      handle: () => Promise.reject(new Error('Jan Janssens, wachtwoord 123')),
    };
    const services: Services = { ...world.services, log, routes: [broken] };
    const app = createApp(services, { key: Buffer.from('a key that only this test knows, 32+') });
    for (const accept of ['application/json', 'text/html']) {
      const answer = await request(app).get('/kapot').set('Accept', accept);
      expect([answer.status, answer.text]).toEqual([
        500,
        expect.stringContaining(answer.headers['x-request-id'] as string),
      ]);
      expect(answer.text).not.toMatch(/Janssens|wachtwoord|at .*\.ts/);
      expect(logged.at(-1)).toEqual([
        'request.bug',
        expect.objectContaining({ requestId: answer.headers['x-request-id'], error: 'Error' }),
      ]);
      expect(JSON.stringify(logged)).not.toMatch(/Janssens/);
    }
  });

  test('refuses a body that is not JSON', async () => {
    const { cookie, token } = await openBrowser(practiceAccounts[0]);
    const answer = await request(world.app)
      .post('/api/v1/campaigns')
      .set({
        Cookie: cookie,
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        'X-CSRF-Token': token,
      })
      .send('{"name":');
    expect([answer.status, codeOf(answer)]).toEqual([400, 'bad-body']);
  });

  test('refuses a body that is too large', async () => {
    const { cookie, token } = await openBrowser(practiceAccounts[0]);
    const answer = await request(world.app)
      .post('/api/v1/campaigns')
      .set({
        Cookie: cookie,
        Accept: 'application/json',
        'Sec-Fetch-Site': 'same-origin',
        'X-CSRF-Token': token,
      })
      .send({ name: 'x'.repeat(200_000) });
    expect([answer.status, codeOf(answer)]).toEqual([413, 'too-large']);
  });

  test('sets cookies that scripts cannot read and other sites do not send', async () => {
    const page = await request(world.app).get('/aanmelden');
    const cookies = [page.get('Set-Cookie') ?? []].flat();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatch(/^pt=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });
});
