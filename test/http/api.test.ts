import request, { type Response } from 'supertest';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { contractFaults, createContractWatch } from '../support/contract.js';
import type { Schema } from '../support/json-schema.js';
import { draftOf, importWorld, openWorld, type World } from '../support/world.js';
import { browserOf, tokenOf, type Api } from '../support/api.js';

const code = (answer: Response): string => String(answer.body.type).replace('urn:praktijktest:problem:', '');
const reason = 'omdat deze proef het zo vraagt';

let world: World;
let inspector: Api;
let coordinator: Api;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 40);
  inspector = await tokenOf(world, 'inspector', [
    'campaign.read',
    'campaign.design',
    'campaign.run',
    'authorisation.request',
    'flag.read',
    'findings.read',
  ]);
  coordinator = await tokenOf(world, 'coordinator', [
    'campaign.read',
    'campaign.seal',
    'campaign.run',
    'campaign.stop',
    'authorisation.record',
  ]);
});
afterAll(() => world.close());

const draft = () => draftOf(1, { cells: [{ sector: 'bouw', quota: 1 }] });
async function newCampaign(): Promise<string> {
  return String((await inspector.post('/api/v1/campaigns', draft()).expect(201)).body.id);
}
const one = (id: string): string => `/api/v1/campaigns/${id}`;
async function versionOf(id: string): Promise<string> {
  return (await inspector.get(one(id)).expect(200)).headers['etag'] as string;
}

describe('the document', () => {
  let document: Schema;
  beforeAll(async () => {
    document = (await inspector.get('/api/v1/openapi.json').expect(200)).body as Schema;
  });

  test('is OpenAPI 3.1 and names every line of the API', () => {
    expect(document['openapi']).toBe('3.1.0');
    const named = Object.entries<Schema>(document['paths']).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const lines = world.services.routes
      .filter((line) => line.path.startsWith('/api/v1/'))
      .map((line) => `${line.method} ${line.path.replace(/:(\w+)/g, '{$1}')}`);
    expect(named.sort()).toEqual(lines.sort());
  });

  test('gives every operation its own id, a summary and its permission', () => {
    const operations = Object.values<Schema>(document['paths']).flatMap((methods) =>
      Object.values<Schema>(methods),
    );
    const ids = operations.map((operation) => operation['operationId'] as string);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations)
      expect([operation['summary'], operation['x-permission']]).toEqual([
        expect.stringMatching(/^[A-Z][^.]{8,}$/),
        expect.any(String),
      ]);
  });

  test('leaves no property without a type', () => {
    const bare: string[] = [];
    const walk = (value: unknown, at: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [name, child] of Object.entries(value)) {
        if (name === 'properties')
          for (const [property, schema] of Object.entries<Schema>(child as Schema))
            if (!['type', 'anyOf', 'oneOf', 'enum', 'const'].some((keyword) => keyword in schema))
              bare.push(`${at}.${property}`);
        walk(child, `${at}.${name}`);
      }
    };
    walk(document['paths'], '');
    expect(bare).toEqual([]);
  });

  const answerOf = (change: object) => ({
    method: 'GET',
    path: '/api/v1/campaigns',
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ items: [], next: null, ...change }),
  });

  test('fits an answer as it should be', () => {
    expect(contractFaults(document, answerOf({}))).toEqual([]);
  });

  test('finds a key that no schema names', () => {
    expect(contractFaults(document, answerOf({ seed_sealed: 'x' }))).toEqual([
      '$.seed_sealed: not in the document',
    ]);
  });

  test('finds a status that no line gives', () => {
    expect(contractFaults(document, { ...answerOf({}), status: 418 })).toEqual([
      'status 418 is not in the document',
    ]);
  });

  test('finds a problem that the line does not name', () => {
    const problem = { type: 'urn:praktijktest:problem:campaign-life', title: 'x', status: 422 };
    const given = { ...answerOf({}), status: 422, headers: { 'content-type': 'application/problem+json' } };
    expect(contractFaults(document, { ...given, body: JSON.stringify(problem) })).toEqual([
      expect.stringContaining('$.type: enum'),
    ]);
  });

  test('is held to: an answer that says more comes to a test as a failure', async () => {
    const line = world.services.routes.find((one) => one.path === '/api/v1/flags')!;
    const broken = {
      ...line,
      handle: () =>
        Promise.resolve({ kind: 'json', status: 200, value: { items: [], next: null, secret: 1 } } as const),
    };
    const services = { ...world.services, routes: [broken] };
    const contract = createContractWatch(services);
    const app = contract.watch(
      createApp(services, { key: Buffer.from('a key that only this test knows, 32+') }),
    );
    const { cookie } = await browserOf(world, 'inspector');
    const answer = await request(app).get('/api/v1/flags').set('Cookie', cookie);
    expect([answer.status, answer.text]).toEqual([
      500,
      expect.stringContaining('$.secret: not in the document'),
    ]);
    expect(() => contract.insistKept()).toThrow('$.secret: not in the document');
  });

  test('is told to people too, address by address, without script', async () => {
    const page = await request(world.app)
      .get('/api/v1')
      .set({ Accept: 'text/html', Cookie: (await browserOf(world, 'inspector')).cookie });
    expect(page.status).toBe(200);
    for (const path of Object.keys(document['paths'])) expect(page.text).toContain(path);
    expect(page.text).not.toMatch(/<script(?! src="\/assets\/)/);
  });
});

describe('a list', () => {
  const names = (answer: Response): string[] =>
    (answer.body.items as { name: string }[]).map((campaign) => campaign.name);

  test('comes in parts that hold each campaign once, the newest first, while others are made', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const body = draft();
      await inspector.post('/api/v1/campaigns', body).expect(201);
      made.unshift(body.name);
    }
    const seen: string[] = [];
    let next: string | null = '/api/v1/campaigns?limit=2';
    while (next !== null) {
      const part: Response = await inspector.get(next).expect(200);
      seen.push(...names(part));
      next = part.body.next as string | null;
      expect(part.headers['link']).toBe(next === null ? undefined : `<${next}>; rel="next"`);
      await newCampaign();
    }
    expect(seen.slice(0, 5)).toEqual(made);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('holds each of many that were made in the same microsecond once', async () => {
    await asOwner(world.services.database.kysely, (db) =>
      sql`alter table campaign disable trigger campaign_life`
        .execute(db)
        .then(() => sql`update campaign set created_at = '2026-09-07T08:00:00.123456Z'`.execute(db))
        .then(() => sql`alter table campaign enable trigger campaign_life`.execute(db)),
    );
    const all = names(await inspector.get('/api/v1/campaigns?limit=200').expect(200));
    const seen: string[] = [];
    let next: string | null = '/api/v1/campaigns?limit=3';
    while (next !== null) {
      const part: Response = await inspector.get(next).expect(200);
      seen.push(...names(part));
      next = part.body.next as string | null;
    }
    expect(seen).toEqual(all);
  });

  test('keeps its filters from part to part', async () => {
    const first = await inspector.get('/api/v1/campaigns?state=draft&limit=1').expect(200);
    expect(first.body.next).toMatch(/^\/api\/v1\/campaigns\?state=draft&limit=1&cursor=/);
  });

  test.each(['0', '201', '-1', '1.5', 'veel'])('refuses a limit of %s', async (limit) => {
    const answer = await inspector.get(`/api/v1/campaigns?limit=${limit}`).expect(422);
    expect(answer.body.faults).toEqual([{ field: 'limit', message: expect.any(String) }]);
  });

  test('refuses a search parameter that it does not have', async () => {
    expect(code(await inspector.get('/api/v1/campaigns?statte=draft').expect(422))).toBe('bad-input');
  });

  test.each([
    ['made by hand', () => `${Buffer.from('["0","x"]').toString('base64url')}.AAAAAAAAAAAAAAAAAAAAAA`],
    ['without a dot', () => 'abc'],
    ['empty', () => '.'],
    ['changed', (real: string) => `x${real.slice(1)}`],
  ])('refuses a cursor that is %s', async (_how, make) => {
    const first = await inspector.get('/api/v1/campaigns?limit=1').expect(200);
    const real = new URL(first.body.next as string, 'http://host.invalid').searchParams.get('cursor')!;
    const answer = await inspector
      .get(`/api/v1/campaigns?cursor=${encodeURIComponent(make(real))}`)
      .expect(422);
    expect(answer.body.faults[0].field).toBe('cursor');
  });

  test('refuses the cursor of another filter', async () => {
    const first = await inspector.get('/api/v1/campaigns?limit=1').expect(200);
    const other = String(first.body.next).replace('?', '?state=draft&');
    expect(code(await inspector.get(other).expect(422))).toBe('bad-input');
  });

  test('of flags is there, and empty while none was raised', async () => {
    expect((await inspector.get('/api/v1/flags').expect(200)).body).toEqual({ items: [], next: null });
  });
});

describe('an edit', () => {
  test('is made on the version that the reader saw, and gives the next', async () => {
    const id = await newCampaign();
    const before = await versionOf(id);
    const answer = await coordinator.edit(`${one(id)}/seal`, before).expect(200);
    expect(answer.body).toEqual({ version: await versionOf(id) });
    expect([answer.headers['etag'], answer.body.version]).not.toContain(before);
  });

  test('without If-Match is refused, and changes nothing', async () => {
    const id = await newCampaign();
    expect(code(await coordinator.post(`${one(id)}/abandon`, { reason }).expect(428))).toBe('version-needed');
    expect((await inspector.get(one(id))).body.state).toBe('draft');
  });

  test('on a version that is gone is refused with both versions, and changes nothing', async () => {
    const id = await newCampaign();
    const mine = await versionOf(id);
    await coordinator.edit(`${one(id)}/seal`, mine).expect(200);
    const answer = await coordinator.edit(`${one(id)}/abandon`, mine, { reason }).expect(412);
    expect(answer.body).toMatchObject({
      type: 'urn:praktijktest:problem:version-conflict',
      yours: { version: mine, change: { reason } },
      theirs: { version: await versionOf(id), value: { id, state: 'sealed' } },
    });
    expect((await inspector.get(one(id))).body.state).toBe('sealed');
  });

  test('on a version that is gone shows the other version only to who may read it', async () => {
    const id = await newCampaign();
    const blind = await tokenOf(world, 'coordinator', ['campaign.seal']);
    const answer = await blind.edit(`${one(id)}/abandon`, '"0"', { reason }).expect(412);
    expect(answer.body.theirs.value).toBeNull();
  });

  test('takes one of several versions, and a star for whatever stands there', async () => {
    const id = await newCampaign();
    await coordinator.edit(`${one(id)}/seal`, `"x", ${await versionOf(id)}`).expect(200);
    await coordinator.edit(`${one(id)}/abandon`, '*', { reason }).expect(200);
  });

  test('takes no weak version', async () => {
    const id = await newCampaign();
    await coordinator.edit(`${one(id)}/seal`, `W/${await versionOf(id)}`).expect(412);
  });

  test('of two at once on one version: one is made, the other is told', async () => {
    const id = await newCampaign();
    const version = await versionOf(id);
    const both = await Promise.all(
      [1, 2].map(() => inspector.edit(`${one(id)}/request-authorisation`, version, { kind: 'mandate' })),
    );
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });
});

describe('an Idempotency-Key', () => {
  let keys = 0;
  const newKey = (): string => `proef-${(keys += 1)}`;
  const campaigns = async (name: string): Promise<number> =>
    ((await inspector.get('/api/v1/campaigns?limit=200')).body.items as { name: string }[]).filter(
      (campaign) => campaign.name === name,
    ).length;

  test('gives the same request the same answer, and acts once', async () => {
    const [key, body] = [newKey(), draft()];
    const first = await inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key }).expect(201);
    const second = await inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key }).expect(201);
    expect([second.body, second.headers['location']]).toEqual([first.body, first.headers['location']]);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await campaigns(body.name)).toBe(1);
  });

  test('gives an edit its answer again, though the version has changed since', async () => {
    const id = await newCampaign();
    const [key, version] = [newKey(), await versionOf(id)];
    const first = await coordinator
      .edit(`${one(id)}/seal`, version, {}, { 'Idempotency-Key': key })
      .expect(200);
    const second = await coordinator
      .edit(`${one(id)}/seal`, version, {}, { 'Idempotency-Key': key })
      .expect(200);
    expect([second.body, second.headers['etag']]).toEqual([first.body, first.headers['etag']]);
  });

  test('is refused for another body', async () => {
    const key = newKey();
    await inspector.post('/api/v1/campaigns', draft(), { 'Idempotency-Key': key }).expect(201);
    const answer = await inspector.post('/api/v1/campaigns', draft(), { 'Idempotency-Key': key }).expect(422);
    expect(code(answer)).toBe('key-reused');
  });

  test('is refused for another address', async () => {
    const [key, a, b] = [newKey(), await newCampaign(), await newCampaign()];
    await coordinator.edit(`${one(a)}/seal`, '*', {}, { 'Idempotency-Key': key }).expect(200);
    const answer = await coordinator.edit(`${one(b)}/seal`, '*', {}, { 'Idempotency-Key': key }).expect(422);
    expect(code(answer)).toBe('key-reused');
  });

  test('belongs to one account: the same key of another is another', async () => {
    const [key, id] = [newKey(), await newCampaign()];
    await inspector.post('/api/v1/campaigns', draft(), { 'Idempotency-Key': key }).expect(201);
    await coordinator.edit(`${one(id)}/seal`, '*', {}, { 'Idempotency-Key': key }).expect(200);
  });

  test('is free again after a problem, since nothing happened', async () => {
    const [key, body] = [newKey(), draft()];
    const wrong = { ...body, scenario: 'bestaat-niet' };
    await inspector.post('/api/v1/campaigns', wrong, { 'Idempotency-Key': key }).expect(422);
    await inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key }).expect(201);
  });

  test.each([' ', 'a b', 'é', 'x'.repeat(81)])('that reads "%s" is refused', async (key) => {
    const headers = { 'Idempotency-Key': Buffer.from(key, 'utf8').toString('latin1') };
    const answer = await inspector.post('/api/v1/campaigns', draft(), headers).expect(400);
    expect(code(answer)).toBe('key-unreadable');
  });

  test('does not let anybody act who may not', async () => {
    const [key, id] = [newKey(), await newCampaign()];
    const answer = await inspector.edit(`${one(id)}/seal`, '*', {}, { 'Idempotency-Key': key }).expect(403);
    expect(code(answer)).toBe('not-allowed');
  });

  test('is forgotten after 24 hours, and by the sweep', async () => {
    const [key, body] = [newKey(), draft()];
    const now = world.services.clock.now();
    await inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key }).expect(201);
    await world.at(new Date(now.getTime() + 25 * 3_600_000));
    const again = await inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key }).expect(409);
    expect(code(again)).toBe('campaign-name-taken');
    const sweep = world.services.jobs.find((job) => job.name === 'api.sweep')!;
    expect(await sweep.run(world.services.systemContext())).toBeGreaterThan(0);
    expect(await sweep.run(world.services.systemContext())).toBe(0);
    await world.at(now);
  });

  test('sent twice at once acts once, and both get the same answer', async () => {
    const [key, body] = [newKey(), draft()];
    const both = await Promise.all(
      [1, 2, 3, 4].map(() => inspector.post('/api/v1/campaigns', body, { 'Idempotency-Key': key })),
    );
    expect(both.map((answer) => answer.status)).toEqual([201, 201, 201, 201]);
    expect(new Set(both.map((answer) => String(answer.body.id))).size).toBe(1);
    expect(await campaigns(body.name)).toBe(1);
  });

  test('is seen by its account alone', async () => {
    const [key, id] = [newKey(), await newCampaign()];
    await inspector.post('/api/v1/campaigns', draft(), { 'Idempotency-Key': key }).expect(201);
    await coordinator.edit(`${one(id)}/seal`, '*', {}, { 'Idempotency-Key': key }).expect(200);
    const seen = (who: 'inspector' | 'coordinator') =>
      world.as(who).read((ctx) => ctx.db.selectFrom('api_replay').select('account').distinct().execute());
    expect(await seen('inspector')).toEqual([{ account: practiceAccounts[0].id }]);
    expect(await seen('coordinator')).toEqual([{ account: practiceAccounts[1].id }]);
  });
});

describe('a problem of the API', () => {
  test('is JSON, also for who asks for a page', async () => {
    const answer = await inspector.get('/api/v1/campaigns/x').set('Accept', 'text/html').expect(404);
    expect([answer.type, code(answer)]).toEqual(['application/problem+json', 'not-found']);
  });
});
