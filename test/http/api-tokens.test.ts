import request, { type Response } from 'supertest';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { apiWith, browserOf, sendForm, tokenOf } from '../support/api.js';
import { importWorld, openWorld, type World } from '../support/world.js';

const code = (answer: Response): string => String(answer.body.type).replace('urn:praktijktest:problem:', '');
const [inspectorAccount, coordinatorAccount] = practiceAccounts;
const MAKE = '/account/tokens/maak';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 2);
});
afterAll(() => world.close());

const rows = (who: 'inspector' | 'coordinator') =>
  world
    .as(who)
    .read((ctx) => ctx.db.selectFrom('api_token').selectAll().orderBy('made_at').orderBy('id').execute());
const idOf = async (label: string): Promise<string> =>
  (await rows('inspector')).find((row) => row.label === label)!.id;
const pageOf = async (role: 'inspector' | 'coordinator' | 'coder'): Promise<string> => {
  const { cookie } = await browserOf(world, role);
  return (await request(world.app).get('/account/tokens').set({ Cookie: cookie, Accept: 'text/html' })).text;
};

describe('a token', () => {
  test('opens the API in the name of its owner, without a cookie and without a form token', async () => {
    const api = await tokenOf(world, 'inspector', ['campaign.read']);
    const answer = await api.get('/api/v1/campaigns').expect(200);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('is shown once and kept as a hash only', async () => {
    const { token } = await tokenOf(world, 'inspector', ['campaign.read'], { label: 'eenmaal' });
    expect(token).toMatch(/^pt_[\w-]{43}$/);
    expect(await pageOf('inspector')).not.toContain(token);
    const everything = await asOwner(world.services.database.kysely, (db) =>
      sql<{
        text: string;
      }>`select coalesce(string_agg(t::text, ' '), '') || coalesce((select string_agg(body, ' ') from audit_link), '') as text from api_token t`.execute(
        db,
      ),
    );
    expect(everything.rows[0]!.text).not.toContain(token.slice(3));
    expect(everything.rows[0]!.text).not.toContain(Buffer.from(token).toString('hex'));
  });

  test('may do what its scopes name and no more', async () => {
    const api = await tokenOf(world, 'inspector', ['campaign.read']);
    const answer = await api.get('/api/v1/flags').expect(403);
    expect(code(answer)).toBe('scope-missing');
  });

  test('loses what its owner may no longer do', async () => {
    const api = await tokenOf(world, 'inspector', ['campaign.read']);
    const setRoles = (roles: string) =>
      asOwner(world.services.database.kysely, (db) =>
        sql`update account set roles = ${roles}::text[] where id = ${inspectorAccount.id}`.execute(db),
      );
    await setRoles('{coder}');
    const answer = await api.get('/api/v1/campaigns').expect(403);
    await setRoles('{inspector}');
    expect(code(answer)).toBe('not-allowed');
  });

  test('notes the day of its last use, and no more of it', async () => {
    const api = await tokenOf(world, 'inspector', ['campaign.read'], { label: 'gebruikt' });
    const used = async () => (await rows('inspector')).find((row) => row.label === 'gebruikt')!.last_used_on;
    expect(await used()).toBeNull();
    await api.get('/api/v1/campaigns').expect(200);
    expect(await used()).toBe('2026-09-07');
  });

  test.each(['/', '/campagnes', '/account/tokens', '/api/v1', '/API/V1/campaigns'])(
    'opens nothing but the API: not %s',
    async (path) => {
      const api = await tokenOf(world, 'inspector', ['campaign.read']);
      const answer = await api.get(path).set('Accept', 'application/json').expect(403);
      expect(code(answer)).toBe('token-elsewhere');
    },
  );

  test('posts to nothing but the API, whatever cookie comes along', async () => {
    const { cookie } = await browserOf(world, 'inspector');
    const answer = await apiWith(world, 'x')
      .post(MAKE, {}, { Cookie: cookie, Accept: 'application/json' })
      .expect(403);
    expect(code(answer)).toBe('token-elsewhere');
  });

  test('that is wrong is not made good by a cookie', async () => {
    const { cookie } = await browserOf(world, 'inspector');
    await apiWith(world, 'x').get('/api/v1/campaigns').set('Cookie', cookie).expect(401);
  });
});

describe('a token that opens nothing', () => {
  const refusedWith = async (token: string): Promise<unknown> => {
    const answer = await apiWith(world, token).get('/api/v1/campaigns').expect(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    const { instance: _, ...rest } = answer.body;
    return rest;
  };
  const UNKNOWN = `pt_${'A'.repeat(43)}`;

  test('is told so', async () => {
    expect(await refusedWith(UNKNOWN)).toEqual({
      type: 'urn:praktijktest:problem:token-invalid',
      title: 'Dit token opent niets',
      status: 401,
    });
  });

  test.each(['', 'pt_', 'x'.repeat(2000), "pt_' or 1=1 --"])('is told the same for "%s"', async (token) => {
    expect(await refusedWith(token)).toEqual(await refusedWith(UNKNOWN));
  });

  test('is told the same when it was revoked', async () => {
    const { token } = await tokenOf(world, 'inspector', ['campaign.read'], { label: 'weg' });
    await sendForm(world, 'inspector', `/account/tokens/${await idOf('weg')}/trek-in`);
    expect(await refusedWith(token)).toEqual(await refusedWith(UNKNOWN));
  });

  test('is told the same from the day it expires on', async () => {
    const api = await tokenOf(world, 'inspector', ['campaign.read'], { expiresOn: '2026-09-08' });
    await api.get('/api/v1/campaigns').expect(200);
    const now = world.services.clock.now();
    await world.at(new Date('2026-09-07T22:00:01Z'));
    const answer = await refusedWith(api.token);
    await world.at(now);
    expect(answer).toEqual(await refusedWith(UNKNOWN));
  });
});

describe('the form for a new token', () => {
  const good = { label: 'rapport', expiresOn: '2026-12-01', scopes: ['campaign.read', 'flag.read'] };

  test.each([
    ['no name', { label: ' ' }, 'label'],
    ['a name of 81 characters', { label: 'x'.repeat(81) }, 'label'],
    ['no date', { expiresOn: '' }, 'expiresOn'],
    ['a date that does not exist', { expiresOn: '2026-02-30' }, 'expiresOn'],
    ['today', { expiresOn: '2026-09-07' }, 'expiresOn'],
    ['more than a year', { expiresOn: '2027-09-08' }, 'expiresOn'],
    ['nothing ticked', { scopes: [] }, 'scopes'],
    ['a permission that does not exist', { scopes: ['alles'] }, 'scopes'],
    ['a permission that its owner does not hold', { scopes: ['campaign.seal'] }, 'scopes'],
  ])('comes back with what was typed for %s', async (_what, change, field) => {
    const before = (await rows('inspector')).length;
    const answer = await sendForm(world, 'inspector', MAKE, { ...good, ...change });
    expect([answer.status, (await rows('inspector')).length]).toEqual([422, before]);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain(`id="${field}"`);
    if (field !== 'label') expect(answer.text).toContain('value="rapport"');
    if (field !== 'scopes')
      expect(answer.text.match(/<input[^>]*type="checkbox"[^>]*\schecked/g)).toHaveLength(2);
  });

  test('takes exactly a year', async () => {
    expect((await sendForm(world, 'inspector', MAKE, { ...good, expiresOn: '2027-09-07' })).status).toBe(200);
  });

  test('takes no owner, no hash and no instant from outside', async () => {
    const label = 'mijn eigen';
    const more = {
      account: coordinatorAccount.id,
      hash: 'x',
      made_at: '2020-01-01',
      revoked_at: '2020-01-01',
    };
    await sendForm(world, 'inspector', MAKE, { ...good, ...more, label });
    const made = (await rows('inspector')).find((row) => row.label === label)!;
    expect([made.account, made.revoked_at]).toEqual([inspectorAccount.id, null]);
  });

  test('offers what the API has for the role, and nothing else', async () => {
    const text = await pageOf('inspector');
    expect(text).toContain('value="campaign.read"');
    for (const scope of ['campaign.seal', 'home.see', 'employer.see'])
      expect(text).not.toContain(`value="${scope}"`);
  });

  test('is not there for a role for which the API has nothing', async () => {
    const text = await pageOf('coder');
    expect(text).toContain('De API heeft niets voor uw rol');
    expect(text).not.toContain('name="label"');
  });

  test('is written in the log, with scopes and without name or token', async () => {
    const { token } = await tokenOf(world, 'inspector', ['campaign.read'], { label: 'in het log' });
    await sendForm(world, 'inspector', `/account/tokens/${await idOf('in het log')}/trek-in`);
    const log = await world.services
      .systemContext()
      .read((ctx) =>
        ctx.db.selectFrom('audit_link').select(['what', 'body']).orderBy('seq', 'desc').limit(2).execute(),
      );
    expect(log.map((line) => line.what)).toEqual(['api-token.revoked', 'api-token.made']);
    expect(log[1]!.body).toContain('"scopes":["campaign.read"]');
    expect(log.map((line) => line.body).join()).not.toMatch(new RegExp(`in het log|${token}`));
  });
});

describe('somebody else', () => {
  let id: string;
  beforeAll(async () => {
    await tokenOf(world, 'inspector', ['campaign.read'], { label: 'van Ines' });
    id = await idOf('van Ines');
  });

  test('does not see the token in the database', async () => {
    expect((await rows('coordinator')).map((row) => row.account)).not.toContain(inspectorAccount.id);
  });

  test('does not revoke it', async () => {
    const answer = await sendForm(world, 'coordinator', `/account/tokens/${id}/trek-in`);
    expect(answer.status).toBe(404);
    expect((await rows('inspector')).find((row) => row.id === id)!.revoked_at).toBeNull();
  });

  test('cannot change it in the database', async () => {
    const changed = await world.as('coordinator').inTx((ctx) =>
      ctx.db
        .updateTable('api_token')
        .set({ revoked_at: ctx.clock.now() })
        .where('id', '=', id as never)
        .executeTakeFirst(),
    );
    expect(changed.numUpdatedRows).toBe(0n);
  });

  test('cannot make one in another name in the database', async () => {
    const made = world.as('coordinator').inTx((ctx) =>
      ctx.db
        .insertInto('api_token')
        .values({
          id: ctx.newId() as never,
          account: inspectorAccount.id,
          label: 'x',
          hash: Buffer.alloc(32, 1),
          scopes: ['campaign.read'],
          expires_on: '2026-12-01',
        })
        .execute(),
    );
    await expect(made).rejects.toThrow(/row-level security/);
  });

  test('who is nobody sees none', async () => {
    const nobody = world.services.contextFor({ id: '', name: '', roles: [] });
    expect(await nobody.read((ctx) => ctx.db.selectFrom('api_token').select('id').execute())).toEqual([]);
  });
});

describe('a token in the database', () => {
  const change = (set: object) =>
    world.as('inspector').inTx(async (ctx) => {
      const token = await ctx.db
        .selectFrom('api_token')
        .select('id')
        .where('revoked_at', 'is', null)
        .executeTakeFirstOrThrow();
      return ctx.db.updateTable('api_token').set(set).where('id', '=', token.id).execute();
    });

  test.each([
    ['its scopes', { scopes: ['campaign.seal'] }],
    ['its last day', { expires_on: '2026-12-31' }],
    ['its hash', { hash: Buffer.alloc(32, 7) }],
  ])('never changes %s', async (_what, set) => {
    await expect(change(set)).rejects.toMatchObject({ constraint: 'api_token_life' });
  });

  test('that was revoked does not come back', async () => {
    const back = world
      .as('inspector')
      .inTx((ctx) =>
        ctx.db
          .updateTable('api_token')
          .set({ revoked_at: null })
          .where('revoked_at', 'is not', null)
          .execute(),
      );
    await expect(back).rejects.toMatchObject({ constraint: 'api_token_life' });
  });

  test('may be changed by a migration, as its owner', async () => {
    const changed = await asOwner(world.services.database.kysely, (db) =>
      sql`update api_token set last_used_on = '2026-09-06'`.execute(db),
    );
    expect(Number(changed.numAffectedRows)).toBeGreaterThan(0);
  });

  test('lives no longer than a year, whoever makes it', async () => {
    const made = world.as('inspector').inTx((ctx) =>
      ctx.db
        .insertInto('api_token')
        .values({
          id: ctx.newId() as never,
          account: inspectorAccount.id,
          label: 'x',
          hash: Buffer.alloc(32, 2),
          scopes: ['campaign.read'],
          expires_on: '2027-09-08',
        })
        .execute(),
    );
    await expect(made).rejects.toMatchObject({ constraint: 'api_token_a_year_at_most' });
  });
});

describe('the rate', () => {
  test('lets a token ask so often and no more, says when to come back, and counts each token apart', async () => {
    const small = await openWorld({ apiRate: { requests: 3, seconds: 60 } });
    const [one, two] = [
      await tokenOf(small, 'inspector', ['campaign.read'], { label: 'een' }),
      await tokenOf(small, 'inspector', ['campaign.read'], { label: 'twee' }),
    ];
    for (let count = 0; count < 3; count += 1) await one.get('/api/v1/campaigns').expect(200);
    const answer = await one.get('/api/v1/campaigns').expect(429);
    expect(code(answer)).toBe('too-many-requests');
    expect(Number(answer.headers['retry-after'])).toSatisfy((wait: number) => wait >= 1 && wait <= 60);
    await two.get('/api/v1/campaigns').expect(200);
    await small.close();
  });
});
