// A correspondence campaign that begins, and fills up, over the API alone: draft, seal, release, authorisation, start.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Response } from 'supertest';
import { tokenOf, type Api } from '../support/api.js';
import { draftOf, importWorld, openWorld, sendAll, type World } from '../support/world.js';

let world: World;
let inspector: Api;
let coordinator: Api;
let id: string;

const code = ({ body }: Response): string =>
  String((body as { type?: string }).type).replace('urn:praktijktest:problem:', '');
const one = () => `/api/v1/campaigns/${id}`;
interface Shown {
  readonly state: string;
  readonly increments: { number: number; tests: number; root: string; releasedAt: string | null }[];
}
const shown = async (): Promise<Shown> => (await inspector.get(one()).expect(200)).body as Shown;
const versionOf = async (): Promise<string> => String((await inspector.get(one())).headers['etag']);
/** Acts on the version that stands there now. */
const act = async (who: Api, name: string, body: object = {}, headers = {}): Promise<Response> =>
  who.edit(`${one()}/${name}`, await versionOf(), body, headers);

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 1);
  inspector = await tokenOf(world, 'inspector', [
    'campaign.read',
    'campaign.design',
    'campaign.run',
    'identity.release',
    'authorisation.request',
  ]);
  coordinator = await tokenOf(world, 'coordinator', [
    'campaign.read',
    'campaign.seal',
    'identity.release',
    'authorisation.record',
  ]);
  const draft = draftOf(3, { rolling: true });
  const made = await inspector.post('/api/v1/campaigns', draft).expect(201);
  id = (made.body as { id: string }).id;
}, 60_000);
afterAll(() => world.close());

describe('the candidates of a plan', () => {
  test('stand with the campaign once they are drawn, unreleased', async () => {
    expect((await shown()).increments).toEqual([]);
    expect((await act(coordinator, 'seal')).status).toBe(200);
    expect((await shown()).increments).toEqual([
      expect.objectContaining({
        number: 0,
        tests: 3,
        releasedAt: null,
        root: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    ]);
  });

  test('hold the start until somebody released them', async () => {
    expect((await act(inspector, 'request-authorisation', { kind: 'mandate' })).status).toBe(200);
    const grant = {
      number: 'API-1',
      validFrom: '2026-09-01T00:00:00.000Z',
      validUntil: '2027-03-01T00:00:00.000Z',
      maxTests: 6,
      documentHash: 'ab'.repeat(32),
    };
    expect((await act(coordinator, 'record-grant', grant)).status).toBe(200);
    expect(code(await act(inspector, 'start'))).toBe('identities-unreleased');
  });

  test('are not released by who had them drawn', async () => {
    const asked = await act(coordinator, 'release-candidates', { increment: 0 });
    expect([asked.status, code(asked)]).toEqual([409, 'identity-two-persons']);
  });

  test('are not released without the version that was read, nor those of no increment', async () => {
    const path = `${one()}/release-candidates`;
    expect((await inspector.post(path, { increment: 0 })).status).toBe(428);
    expect((await inspector.post(path, { increment: 0 }, { 'If-Match': '"old"' })).status).toBe(412);
    expect((await act(inspector, 'release-candidates', { increment: 7 })).status).toBe(404);
    expect((await act(inspector, 'release-candidates', { increment: -1 })).status).toBe(422);
  });

  test('are released once by a second person, and the campaign starts', async () => {
    const version = await versionOf();
    const released = await act(inspector, 'release-candidates', { increment: 0 });
    expect([released.status, released.headers['etag'] === version]).toEqual([200, false]);
    expect((await shown()).increments[0]!.releasedAt).not.toBeNull();
    expect(code(await act(inspector, 'release-candidates', { increment: 0 }))).toBe('identity-released');
    expect((await act(inspector, 'start')).status).toBe(200);
    expect((await shown()).state).toBe('running');
    await sendAll(world);
    expect(world.posted).toHaveLength(6);
  });
});

describe('an increment', () => {
  test('is refused with the reason while there is nothing to draw', async () => {
    expect(code(await act(coordinator, 'draw-increment'))).toBe('increment-empty');
  });

  test('is drawn by who seals, up to the authorised number, and waits for its own release', async () => {
    await importWorld(world, 9);
    expect((await act(inspector, 'draw-increment')).status).toBe(403);
    const once = { 'Idempotency-Key': 'an-increment-of-monday' };
    const version = await versionOf();
    const drawn = await coordinator.edit(`${one()}/draw-increment`, version, {}, once);
    const again = await coordinator.edit(`${one()}/draw-increment`, version, {}, once);
    expect([drawn.status, again.status, again.body]).toEqual([200, 200, drawn.body]);
    expect((await shown()).increments.map(({ tests, releasedAt }) => [tests, releasedAt === null])).toEqual([
      [3, false],
      [3, true],
    ]);
    expect((await act(inspector, 'release-candidates', { increment: 1 })).status).toBe(200);
    expect(code(await act(coordinator, 'draw-increment'))).toBe('increment-past-number');
  });
});
