import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../support/world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const browse = (path: string, cookies: readonly string[] = []) =>
  request(world.app)
    .get(path)
    .set('Host', '127.0.0.1')
    .set('Accept', 'text/html')
    .set('Cookie', cookies.join('; '));

/** Presses a button of the choice of theme, as a browser that read the page first. */
async function choose(thema: string, more: Record<string, string> = {}) {
  const page = await browse('/privacy');
  const cookie = (page.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
  return request(world.app)
    .post('/thema')
    .type('form')
    .set('Host', '127.0.0.1')
    .set('Accept', 'text/html')
    .set('Sec-Fetch-Site', 'same-origin')
    .set('Cookie', cookie)
    .send({ _csrf: token, thema, terug: '/privacy', ...more });
}

const cookieOf = (headers: Readonly<Record<string, unknown>>): string => String(headers['set-cookie']);

describe('the choice of theme', () => {
  it('is kept in a cookie, and leads back to the page', async () => {
    const { status, headers } = await choose('donker');
    expect([status, headers['location'], cookieOf(headers)]).toEqual([
      303,
      '/privacy',
      expect.stringMatching(/^thema=donker;.*HttpOnly.*SameSite=Lax/),
    ]);
  });
  it('shows on the next page', async () => {
    expect((await browse('/privacy', ['thema=donker'])).text).toContain('data-theme="donker"');
  });
  it('holds on the page of a problem', async () => {
    expect((await browse('/nergens', ['thema=donker'])).text).toContain('data-theme="donker"');
  });
  it('is forgotten when the reader leaves it to the system', async () => {
    expect(cookieOf((await choose('systeem')).headers)).toMatch(/^thema=;.*Expires=Thu, 01 Jan 1970/);
  });
  it('takes no theme that does not exist', async () => {
    expect((await choose('paars')).status).toBe(422);
  });
  it.each(['https://elders.example/', '//elders.example', '/\\elders.example', 'javascript:alert(1)'])(
    'leads to no other site (%s)',
    async (terug) => {
      expect((await choose('licht', { terug })).headers['location']).toBe('/');
    },
  );
  it('is refused without the token of the form', async () => {
    expect((await choose('donker', { _csrf: 'geraden' })).status).toBe(403);
  });
  it('that was tampered with shows as the system', async () => {
    expect((await browse('/privacy', ['thema="><script>'])).text).toContain('data-theme="systeem"');
  });
});

describe.each([
  ['/toegankelijkheid', 'nl', 'EN 301 549'],
  ['/toegankelijkheid', 'en', 'conform in part'],
  ['/toegankelijkheid', 'fr', 'partiellement conformes'],
  ['/privacy', 'nl', '12 maanden na het einde van de campagne'],
  ['/privacy', 'en', 'We answer within a month'],
  ['/voor-werkgevers', 'nl', 'Wij doen praktijktesten: wat betekent dat voor u als werkgever?'],
  ['/privacy', 'fr', 'Aucun ordinateur ne décide'],
  ['/voor-werkgevers', 'nl', 'op zich geen bewijs van discriminatie'],
  ['/voor-werkgevers', 'fr', 'pas en soi une preuve de discrimination'],
])('the plain page %s in %s', (path, lang, words) => {
  it(`says "${words}"`, async () => {
    const { status, text } = await browse(path, [`taal=${lang}`]);
    expect([status, text.includes(words), text.includes(`<html lang="${lang}"`)]).toEqual([200, true, true]);
  });
  it('leaves nothing to be filled in', async () => {
    expect((await browse(path, [`taal=${lang}`])).text).not.toContain('{{');
  });
});

describe('a page on its way', () => {
  const packing = async (path: string): Promise<unknown> =>
    (await browse(path).set('Accept-Encoding', 'gzip')).headers['content-encoding'];
  it('is packed', async () => {
    expect(await packing('/privacy')).toBe('gzip');
  });
  it('is not packed where it can show what lets somebody in', async () => {
    // Addresses are answered in capitals too.
    expect([await packing('/aanmelden'), await packing('/AANMELDEN')]).toEqual([undefined, undefined]);
  });
  it('is not packed for who cannot unpack it', async () => {
    expect((await browse('/privacy').set('Accept-Encoding', 'identity')).headers['content-encoding']).toBe(
      undefined,
    );
  });
});
