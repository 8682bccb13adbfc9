import { createServer, get as getRaw } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Express } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { Problem, joinProblems, platformProblems } from '../../../../src/platform/problems.js';
import { assetHref, serveAssets } from '../../../../src/web/http/assets.js';
import { readBody, settle } from '../../../../src/web/http/body.js';
import { formToken, formTokenOf, requireFormToken } from '../../../../src/web/http/form-token.js';
import { languageOf, switchLanguage } from '../../../../src/web/http/language.js';
import { ownHostOnly } from '../../../../src/web/http/own-host.js';
import { noSuchPage, problemHandler } from '../../../../src/web/http/problem-handler.js';
import { requestId } from '../../../../src/web/http/request-id.js';
import { securityHeaders } from '../../../../src/web/http/security-headers.js';
import { paths } from '../../../../src/web/paths.js';

const KEY = new Uint8Array(32).fill(7);
const ID = '00000000-0000-4000-8000-000000000001';
const HOST = '127.0.0.1:4000';

interface Choices {
  scripts?: boolean;
  tls?: boolean;
  bugs?: unknown[];
}

/** The product's own chain of middleware, with a few routes behind it. */
function makeApp({ scripts = true, tls = false, bugs = [] }: Choices = {}): Express {
  const app = express();
  settle(app);
  app.use(
    requestId(() => ID),
    ownHostOnly(),
    securityHeaders({ scripts, tls }),
  );
  app.get(paths.assets, serveAssets());
  app.use(
    switchLanguage({ secure: tls }),
    readBody(),
    formToken({ key: KEY, secure: tls }),
    requireFormToken(),
  );
  app.get('/token', (req, res) => void res.send(formTokenOf(req)));
  app.get('/lang', (req, res) => void res.send(languageOf(req)));
  app.get('/bug', () => {
    throw new Error('geheim');
  });
  app.get('/fault', () => {
    throw new Problem('bad-input', 'Kijk de datum na', [{ field: 'start', message: 'Kies een latere dag' }]);
  });
  app.post('/act', (req, res) => void res.json(req.body));
  app.use(noSuchPage());
  app.use(
    problemHandler({
      table: joinProblems({ kinds: platformProblems }),
      onBug: (thrown) => void bugs.push(thrown),
    }),
  );
  return app;
}

const get = (app: Express, path: string) => request(app).get(path).set('Host', HOST);

/** A browser that opened a page: its cookie and its form token. */
async function open(app: Express): Promise<{ cookie: string; token: string }> {
  const page = await get(app, '/token');
  return { cookie: (page.get('Set-Cookie')?.[0] ?? '').split(';')[0] ?? '', token: page.text };
}

async function post(app: Express, headers: Record<string, string>, fields: Record<string, string>) {
  return request(app).post('/act').set('Host', HOST).set(headers).type('form').send(fields);
}

describe('the security headers', () => {
  it('are exactly the policy of the house', async () => {
    const { headers } = await get(makeApp(), '/token');
    expect(headers['content-security-policy']?.split(';')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "connect-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });
  it('allow no script where none may run', async () => {
    const { headers } = await get(makeApp({ scripts: false }), '/token');
    expect(headers['content-security-policy']).not.toContain('script-src');
  });
  it.each([
    ['cross-origin-opener-policy', 'same-origin'],
    ['cross-origin-resource-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'same-origin'],
    ['cache-control', 'no-store'],
    ['x-request-id', ID],
  ])('say %s: %s', async (name, value) => {
    const { headers } = await get(makeApp(), '/token');
    expect(headers[name]).toBe(value);
  });
  it('stand on a refusal too', async () => {
    const { headers } = await post(makeApp(), {}, {});
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
  it('do not tell which server this is', async () => {
    const { headers } = await get(makeApp(), '/token');
    expect(headers).not.toHaveProperty('x-powered-by');
  });
  it('ask for TLS only where there is TLS', async () => {
    const names = await Promise.all(
      [false, true].map(async (tls) => Object.keys((await get(makeApp({ tls }), '/token')).headers)),
    );
    expect(names.map((found) => found.includes('strict-transport-security'))).toEqual([false, true]);
  });
});

describe('the host', () => {
  it.each(['127.0.0.1', '127.0.0.1:3000', 'localhost', 'LOCALHOST:80', '[::1]', '[::1]:3000'])(
    '%s is ours',
    async (host) => {
      expect((await request(makeApp()).get('/token').set('Host', host)).status).toBe(200);
    },
  );
  it.each([
    'voorbeeld.be',
    'localhost.voorbeeld.be',
    '127.0.0.1.nip.io',
    '127.0.0.2',
    '[::2]',
    'localhost:',
    'a@localhost',
    '127.0.0.1:x',
  ])('%s is misdirected', async (host) => {
    expect((await request(makeApp()).get('/token').set('Host', host)).status).toBe(421);
  });
});

describe('a request that changes something', () => {
  const app = makeApp();
  const same = { 'Sec-Fetch-Site': 'same-origin' };

  it('is taken with cookie, token and our own origin', async () => {
    const { cookie, token } = await open(app);
    expect((await post(app, { ...same, Cookie: cookie }, { _csrf: token })).status).toBe(200);
  });
  it('is taken with every token that the browser was shown, and no two look alike', async () => {
    const { cookie, token } = await open(app);
    const again = (await request(app).get('/token').set({ Host: HOST, Cookie: cookie })).text;
    expect(again).not.toBe(token);
    for (const shown of [token, again])
      expect((await post(app, { ...same, Cookie: cookie }, { _csrf: shown })).status).toBe(200);
  });
  it.each(['', 'A', 'A'.repeat(43), 'A'.repeat(86), 'A'.repeat(200), 'é'])(
    'is refused with the token “%s”',
    async (made) => {
      const { cookie } = await open(app);
      expect((await post(app, { ...same, Cookie: cookie }, { _csrf: made })).status).toBe(403);
    },
  );
  it('is taken with the token in a header', async () => {
    const { cookie, token } = await open(app);
    expect((await post(app, { ...same, Cookie: cookie, 'X-CSRF-Token': token }, {})).status).toBe(200);
  });
  it('is taken from an old browser that says only its Origin', async () => {
    const { cookie, token } = await open(app);
    expect((await post(app, { Cookie: cookie, Origin: `http://${HOST}` }, { _csrf: token })).status).toBe(
      200,
    );
  });
  it.each(['cross-site', 'same-site'])(
    'is refused from a %s page, whatever its Origin says',
    async (site) => {
      const { cookie, token } = await open(app);
      const headers = { Cookie: cookie, 'Sec-Fetch-Site': site, Origin: `http://${HOST}` };
      expect((await post(app, headers, { _csrf: token })).status).toBe(403);
    },
  );
  it.each(['null', 'http://127.0.0.1:4001', 'https://127.0.0.1:4000', 'http://voorbeeld.be'])(
    'is refused from the origin %s',
    async (origin) => {
      const { cookie, token } = await open(app);
      expect((await post(app, { Cookie: cookie, Origin: origin }, { _csrf: token })).status).toBe(403);
    },
  );
  it('is refused when it says nothing about where it comes from', async () => {
    const { cookie, token } = await open(app);
    expect((await post(app, { Cookie: cookie }, { _csrf: token })).status).toBe(403);
  });
  it('is refused without token', async () => {
    const { cookie } = await open(app);
    expect((await post(app, { ...same, Cookie: cookie }, {})).status).toBe(403);
  });
  it('is refused without cookie', async () => {
    const { token } = await open(app);
    expect((await post(app, same, { _csrf: token })).status).toBe(403);
  });
  it('is refused with the token of another browser', async () => {
    const [mine, theirs] = [await open(app), await open(app)];
    expect((await post(app, { ...same, Cookie: mine.cookie }, { _csrf: theirs.token })).status).toBe(403);
  });
  it('is refused with a cookie that somebody made up', async () => {
    const { token } = await open(app);
    expect((await post(app, { ...same, Cookie: 'pt=x' }, { _csrf: token })).status).toBe(403);
  });
  it('is refused with two tokens', async () => {
    const { cookie, token } = await open(app);
    const sent = request(app)
      .post('/act')
      .set('Host', HOST)
      .set({ ...same, Cookie: cookie });
    expect((await sent.type('form').send(`_csrf=${token}&_csrf=${token}`)).status).toBe(403);
  });
  it('may be anything but a read', async () => {
    const { cookie } = await open(app);
    expect((await request(app).delete('/act').set('Host', HOST).set('Cookie', cookie)).status).toBe(403);
  });
});

describe('the cookie of the form token', () => {
  it('is closed to script and to other sites, and works on plain loopback', async () => {
    const [cookie] = (await get(makeApp(), '/token')).get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^pt=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  });
  it('is bound to its host and to TLS where there is TLS', async () => {
    const [cookie] = (await get(makeApp({ tls: true }), '/token')).get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^__Host-pt=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });
  it('is kept once it is there', async () => {
    const app = makeApp();
    const { cookie } = await open(app);
    expect((await get(app, '/token').set('Cookie', cookie)).get('Set-Cookie')).toBeUndefined();
  });
});

describe('a body', () => {
  const app = makeApp();
  async function send(body: string, type = 'application/x-www-form-urlencoded') {
    const { cookie, token } = await open(app);
    const headers = {
      'Sec-Fetch-Site': 'same-origin',
      Cookie: cookie,
      'X-CSRF-Token': token,
      'Content-Type': type,
    };
    return request(app).post('/act').set('Host', HOST).set(headers).send(body);
  }
  it('does not nest', async () => expect((await send('a[b]=1')).body).toEqual({ 'a[b]': '1' }));
  it('over 100 kB is refused', async () => expect((await send(`a=${'x'.repeat(110_000)}`)).status).toBe(413));
  it('of too many fields is refused', async () => expect((await send('a=1&'.repeat(600))).status).toBe(413));
  it('that cannot be read is refused', async () =>
    expect((await send('{"a":', 'application/json')).status).toBe(400));
});

describe('a problem', () => {
  it('is problem+json for a program', async () => {
    const answer = await get(makeApp(), '/nergens').set('Accept', 'application/json');
    expect([answer.type, JSON.parse(answer.text)]).toEqual([
      'application/problem+json',
      {
        type: 'urn:praktijktest:problem:not-found',
        title: platformProblems['not-found'].nl,
        status: 404,
        instance: `urn:uuid:${ID}`,
      },
    ]);
  });
  it('is a page for a browser, in its language', async () => {
    const answer = await get(makeApp(), '/nergens').set({ Accept: 'text/html', Cookie: 'taal=en' });
    expect([answer.type, answer.text.includes(`<h1>${platformProblems['not-found'].en}</h1>`)]).toEqual([
      'text/html',
      true,
    ]);
  });
  it('names the field at fault', async () => {
    const answer = await get(makeApp(), '/fault').set('Accept', 'application/json');
    expect(JSON.parse(answer.text)).toMatchObject({
      status: 422,
      detail: 'Kijk de datum na',
      faults: [{ field: 'start' }],
    });
  });
  it('that is a bug shows its number, never its message', async () => {
    const { text, status } = await get(makeApp(), '/bug').set('Accept', 'text/html');
    expect([status, text.includes('geheim'), text.includes(ID)]).toEqual([500, false, true]);
  });
  it('that is a bug is told to the log as it was', async () => {
    const bugs: unknown[] = [];
    await get(makeApp({ bugs }), '/bug');
    expect(bugs).toEqual([new Error('geheim')]);
  });
  it('of an address that cannot be decoded is the client’s', async () => {
    expect((await get(makeApp(), '/assets/%E0%A4%A')).status).toBe(400);
  });
});

describe('the language', () => {
  it('is Dutch by default', async () => expect((await get(makeApp(), '/lang')).text).toBe('nl'));
  it('is kept when chosen, on the same address with its filters', async () => {
    const answer = await get(makeApp(), '/lang?a=1&taal=en');
    expect([
      answer.status,
      answer.get('Location'),
      answer.get('Set-Cookie')?.[0]?.startsWith('taal=en;'),
    ]).toEqual([303, '/lang?a=1', true]);
  });
  it('of the cookie is spoken', async () =>
    expect((await get(makeApp(), '/lang').set('Cookie', 'a=b; taal=en')).text).toBe('en'));
  it('that we do not speak is not believed', async () =>
    expect((await get(makeApp(), '/lang?taal=xx')).status).toBe(200));
  it.each(['//elders.be/', '/%5Celders.be', '/\\elders.be', '///elders.be', '/.//elders.be'])(
    'never sends to another site by %s',
    async (path) => {
      expect(await rawLocation(makeApp(), `${path}?taal=en`)).toMatch(/^\/(?![\\/])/);
    },
  );
});

/** The Location of the answer to a request line that no client tidied up. */
async function rawLocation(app: Express, path: string): Promise<string> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const headers = { Host: HOST };
  const location = await new Promise<string>((resolve) => {
    getRaw({ port, host: '127.0.0.1', path, headers }, (answer) => {
      answer.resume();
      resolve(answer.headers.location ?? 'none');
    });
  });
  await new Promise((resolve) => server.close(resolve));
  return location;
}

describe('an asset', () => {
  it('asked by its version may be kept for ever', async () => {
    const { headers } = await get(makeApp(), assetHref('style.css'));
    expect([headers['cache-control'], headers['content-type']]).toEqual([
      'public, max-age=31536000, immutable',
      'text/css; charset=utf-8',
    ]);
  });
  it('asked without version is asked for again', async () => {
    expect((await get(makeApp(), '/assets/style.css')).headers['cache-control']).toBe('no-cache');
  });
  it.each(['geen.css', '..%2Flayout.tsx', '%2e%2e%2findex.ts', 'constructor'])(
    'named %s does not exist',
    async (name) => {
      expect((await get(makeApp(), `/assets/${name}`)).status).toBe(404);
    },
  );
  it('that does not exist cannot be linked to', () =>
    expect(() => assetHref('geen.css')).toThrow('geen.css'));
});
