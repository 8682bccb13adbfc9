// Whatever is sent to the form is answered in words: no 500, nothing that stops the server, memory bounded.
import fc from 'fast-check';
import request from 'supertest';
import { beforeEach, describe, expect, test } from 'vitest';
import { createClock } from '../../../src/platform/clock.js';
import { createLog } from '../../../src/platform/log.js';
import { Problem } from '../../../src/platform/problems.js';
import type { Desk } from '../../../src/reports/desk/service.js';
import type { Intake } from '../../../src/reports/intake/service.js';
import type { Organisations } from '../../../src/reports/organisations/service.js';
import { createChannelApp } from '../../../src/reports/listener/app.js';

const bugs: unknown[] = [];
beforeEach(() => void bugs.splice(0));
const nobody = {
  isOpen: () => Promise.resolve(true),
  enter: () => Promise.resolve(null),
  findSent: () => Promise.resolve(null),
  comeBack: () => Promise.resolve({ cookie: 'A'.repeat(43), opens: null }),
} as unknown as Intake;
const app = createChannelApp({
  flow: {
    intake: nobody,
    notices: null,
    calendar: {} as never,
    backupDays: 90,
    grounds: () => [{ code: 'age', name: 'Leeftijd' }],
    sectors: () => [],
    services: () => [],
    competence: { employerTypes: [], relations: [], places: [], rules: [] },
    questionnaires: [],
    bodies: () => [],
    desk: {
      enter: () => Promise.resolve(null),
      signIn: () => Promise.resolve(null),
      start: () => Promise.reject(new Problem('officer-start')),
    } as unknown as Desk,
    organisations: {
      enter: () => Promise.resolve(null),
      signIn: () => Promise.resolve(null),
      begin: () => Promise.reject(new Problem('officer-start')),
      bySignature: () => Promise.reject(new Problem('no-organisation')),
    } as unknown as Organisations,
    pilot: false,
  },
  key: Buffer.alloc(32, 3),
  secure: false,
  clock: createClock(),
  log: { ...createLog('silent'), error: (event: string) => void bugs.push(event) },
  throttle: () => 0,
});

const own = { Host: '127.0.0.1', 'Sec-Fetch-Site': 'same-origin' };
async function door(): Promise<{ cookie: string; token: string }> {
  const page = await request(app).get('/melden').set(own);
  const cookies = page.headers['set-cookie'] as unknown as string[];
  return {
    cookie: cookies[0]!.split(';')[0]!,
    token: /name="_csrf" value="([^"]+)"/.exec(page.text)![1]!,
  };
}
const KNOWN = [200, 303, 400, 403, 413, 422, 503];

describe('the form', () => {
  test('answers any fields, in any number and alphabet', async () => {
    const { cookie, token } = await door();
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    const name = fc.oneof(
      fc.constantFrom(
        'stap',
        'actie',
        'taal',
        'code',
        'kind',
        'ground-age',
        'facts',
        'check',
        'login',
        'wachtzin',
        'opnieuw',
        'startcode',
        '__proto__',
      ),
      text,
    );
    const value = fc.oneof(
      fc.constantFrom('who', 'what', 'code', 'wis', 'ga:what', 'weg:x', 'ja', 'fr'),
      text,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          '/melden',
          '/opvolgen',
          '/wat-als',
          '/dienst',
          '/dienst/aanmelden',
          '/dienst/begin',
          '/dienst/sleutel',
          '/dienst/meldingen/x',
        ),
        fc.array(fc.tuple(name, value), { maxLength: 20 }),
        async (path, fields) => {
          const body = new URLSearchParams([
            ...fields.map(([n, v]): [string, string] => [n, v]),
            ['_csrf', token],
          ]);
          const answer = await request(app)
            .post(path)
            .set({ ...own, Cookie: cookie })
            .type('form')
            .send(body.toString());
          expect(KNOWN).toContain(answer.status);
        },
      ),
      { numRuns: 150 },
    );
    expect(bugs).toEqual([]);
  });

  test('answers multipart bodies that are cut, nested, without boundary or not multipart at all', async () => {
    const { cookie, token } = await door();
    const piece = fc.constantFrom(
      '--x\r\n',
      '--x--\r\n',
      '--x',
      'Content-Disposition: form-data; name="stap"\r\n\r\nfiles\r\n',
      `Content-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`,
      'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\ninhoud\r\n',
      'Content-Disposition: form-data; name="file"; filename*=utf-8\'\'%ff\r\n\r\n',
      'Content-Disposition: form-data\r\n\r\n',
      '\r\n',
      '\0',
      'x'.repeat(5000),
    );
    const type = fc.constantFrom(
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'multipart/form-data; boundary=',
    );
    await fc.assert(
      fc.asyncProperty(type, fc.array(piece, { maxLength: 12 }), async (contentType, pieces) => {
        const answer = await request(app)
          .post('/melden')
          .set({ ...own, Cookie: cookie, 'Content-Type': contentType })
          .send(pieces.join(''));
        expect(KNOWN).toContain(answer.status);
      }),
      { numRuns: 150 },
    );
    expect(bugs).toEqual([]);
  });

  test('answers a body that goes on after its end, and holds nothing up', async () => {
    const { cookie, token } = await door();
    const file = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\ninhoud\r\n';
    const field = `Content-Disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n`;
    const body = ['--x--\r\n', '--x\r\n', field, field, 'x'.repeat(5000), file, '--x\r\n', file].join('');
    const post = () =>
      request(app)
        .post('/melden')
        .set({ ...own, Cookie: cookie, 'Content-Type': 'multipart/form-data; boundary=x' })
        .send(body);
    // More than are held at once: none of them keeps its place.
    for (let n = 0; n < 10; n += 1) expect((await post()).status).toBe(400);
  });

  test('answers what is too long, what is no form, and a NUL, and goes on serving', async () => {
    const { cookie, token } = await door();
    const post = (type: string, body: string) =>
      request(app)
        .post('/melden')
        .set({ ...own, Cookie: cookie, 'Content-Type': type })
        .send(body);
    const form = 'application/x-www-form-urlencoded';
    expect((await post(form, `facts=${'x'.repeat(200_000)}`)).status).toBe(413);
    expect((await post('text/plain', 'hallo')).status).toBe(400);
    expect((await post(form, `_csrf=${token}&stap=%00`)).status).toBe(400);
    expect((await post(form, `_csrf=${token}&stap=start`)).status).toBe(200);
  });

  test('keeps no file that is longer than ten megabytes, and says so', async () => {
    const { cookie, token } = await door();
    const answer = await request(app)
      .post('/melden')
      .set({ ...own, Cookie: cookie })
      .field('_csrf', token)
      .field('stap', 'who')
      .attach('file', Buffer.alloc(10 * 1024 * 1024 + 1), 'groot.bin');
    expect(answer.status).toBe(422);
    expect(bugs).toEqual([]);
  });
});
