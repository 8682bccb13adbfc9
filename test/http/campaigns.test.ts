import { sql } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { OFFICE } from '../../src/fieldwork/scheduling/rules.js';
import { canonicalJson, type Json } from '../../src/platform/canonical.js';
import { sha256, unseal } from '../../src/platform/crypto.js';
import { toLocal } from '../../src/platform/dates.js';
import { asId } from '../../src/platform/ids.js';
import { createCalendar, loadReference } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';
import {
  draftOf,
  importWorld,
  openWorld,
  sealCampaign,
  seedOf,
  sendAll,
  type World,
} from '../support/world.js';

type Who = 'inspector' | 'coordinator' | 'fieldworker' | 'coder';
const accounts = {
  inspector: practiceAccounts[0],
  coordinator: practiceAccounts[1],
  fieldworker: practiceAccounts[2],
  coder: practiceAccounts[3],
};

/** A browser of one account: it keeps its cookie, and posts with the token of the page it looked at. */
async function openBrowser(world: World, who: Who) {
  const { cookie, token } = await world.signIn(accounts[who]);
  return {
    get: (path: string) =>
      request(world.app).get(path).set('Cookie', cookie).set('Accept', 'application/json'),
    post: (path: string, body: object = {}) =>
      request(world.app)
        .post(path)
        .set({
          Cookie: cookie,
          Accept: 'application/json',
          'Sec-Fetch-Site': 'same-origin',
          'X-CSRF-Token': token,
          'If-Match': '*',
        })
        .send(body),
  };
}
type Browser = Awaited<ReturnType<typeof openBrowser>>;

const grant = (change: object = {}) => ({
  number: 'M-2026-1',
  validFrom: '2026-09-01T00:00:00+02:00',
  validUntil: '2027-03-01T00:00:00+01:00',
  maxTests: 1000,
  documentHash: 'ab'.repeat(32),
  ...change,
});
const code = (answer: Response): string => String(answer.body.type).replace('urn:praktijktest:problem:', '');
const reason = 'omdat deze proef het zo vraagt';

let world: World;
let by: Record<Who, Browser>;
let next = 0;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
  by = {
    inspector: await openBrowser(world, 'inspector'),
    coordinator: await openBrowser(world, 'coordinator'),
    fieldworker: await openBrowser(world, 'fieldworker'),
    coder: await openBrowser(world, 'coder'),
  };
});
afterAll(() => world.close());

/** The body of a new campaign of one pair in each of two sectors. */
function body(change: Partial<CampaignDraft> = {}): CampaignDraft {
  next += 1;
  return draftOf(1, {
    name: `Campagne ${next}`,
    cells: [
      { sector: 'bouw', quota: 1 },
      { sector: 'uitzend', quota: 1 },
    ],
    ...change,
  });
}

const stateOf = async (id: string): Promise<string> =>
  String((await by.inspector.get(`/api/v1/campaigns/${id}`).expect(200)).body.state);

/** A campaign that was taken, through the API, to a state. */
async function campaignIn(
  state: 'draft' | 'sealed' | 'ready' | 'running',
  change: Partial<CampaignDraft> = {},
): Promise<string> {
  const made = await by.inspector.post('/api/v1/campaigns', body(change)).expect(201);
  const id = String(made.body.id);
  const act = (who: Who, name: string, more: object = {}) =>
    by[who].post(`/api/v1/campaigns/${id}/${name}`, more).expect(200);
  if (state === 'draft') return id;
  await act('coordinator', 'seal');
  await releaseIncrement(world.as('inspector'), asId<'campaign'>(id), 0);
  if (state === 'sealed') return id;
  await act('inspector', 'request-authorisation', { kind: 'mandate' });
  await act('coordinator', 'record-grant', grant());
  if (state === 'ready') return id;
  await act('inspector', 'start');
  return id;
}

describe('the life of a campaign through the JSON API', () => {
  test('draft, sealed, ready, running, paused, running, closing', async () => {
    const id = String((await by.inspector.post('/api/v1/campaigns', body()).expect(201)).body.id);
    const states = [await stateOf(id)];
    const step = async (who: Who, act: string, more: object = {}): Promise<void> => {
      await by[who].post(`/api/v1/campaigns/${id}/${act}`, more).expect(200);
      states.push(await stateOf(id));
    };
    await step('coordinator', 'seal');
    await releaseIncrement(world.as('inspector'), asId<'campaign'>(id), 0);
    await step('inspector', 'request-authorisation', { kind: 'mandate' });
    await step('coordinator', 'record-grant', grant());
    await step('inspector', 'start');
    await step('inspector', 'pause', { reason });
    await step('inspector', 'resume');
    await step('coordinator', 'close', { reason, usedOutcomes: 'no' });
    expect(states).toEqual(['draft', 'sealed', 'sealed', 'ready', 'running', 'paused', 'running', 'closing']);
  });

  test('closing ends what was not sent, with its reason', async () => {
    const id = await campaignIn('running');
    await by.coordinator.post(`/api/v1/campaigns/${id}/close`, { reason, usedOutcomes: 'no' }).expect(200);
    expect(await unsent(id)).toEqual([{ state: 'cancelled', state_reason: 'campaign-closing', n: 4 }]);
  });

  test('stopping ends what was not sent, with its reason', async () => {
    const id = await campaignIn('running');
    await by.inspector.post(`/api/v1/campaigns/${id}/stop`, { reason, usedOutcomes: 'no' }).expect(200);
    expect([await stateOf(id), await unsent(id)]).toEqual([
      'stopped',
      [{ state: 'cancelled', state_reason: 'campaign-stopped', n: 4 }],
    ]);
  });

  test('a sealed campaign that sent nothing is abandoned, not stopped', async () => {
    const id = await campaignIn('sealed');
    expect(
      code(
        await by.inspector.post(`/api/v1/campaigns/${id}/stop`, { reason, usedOutcomes: 'no' }).expect(409),
      ),
    ).toBe('campaign-life');
    await by.coordinator.post(`/api/v1/campaigns/${id}/abandon`, { reason }).expect(200);
    expect(await unsent(id)).toEqual([{ state: 'cancelled', state_reason: 'campaign-abandoned', n: 4 }]);
  });

  test('a running campaign is stopped, not abandoned', async () => {
    const id = await campaignIn('running');
    expect(code(await by.coordinator.post(`/api/v1/campaigns/${id}/abandon`, { reason }).expect(409))).toBe(
      'campaign-life',
    );
    expect(await stateOf(id)).toBe('running');
  });

  test.each([
    ['start', 'draft'],
    ['start', 'sealed'],
    ['pause', 'ready'],
    ['close', 'ready'],
    ['seal', 'sealed'],
    ['start', 'running'],
    ['seal', 'running'],
  ] as const)('%s is refused to a campaign that is %s, which stays as it was', async (act, state) => {
    const id = await campaignIn(state);
    const who = act === 'seal' || act === 'close' ? 'coordinator' : 'inspector';
    const answer = await by[who]
      .post(`/api/v1/campaigns/${id}/${act}`, { reason, usedOutcomes: 'no' })
      .expect(409);
    expect(code(answer)).toBe(
      state === 'draft' || (state === 'sealed' && act === 'start') ? 'not-authorised' : 'campaign-life',
    );
    expect(await stateOf(id)).toBe(state);
  });

  test('nothing is sent while a campaign is paused, and sending goes on after it', async () => {
    const own = await openWorld();
    const id = await sealCampaign(own, 1);
    const inspector = await openBrowser(own, 'inspector');
    const coordinator = await openBrowser(own, 'coordinator');
    await inspector.post(`/api/v1/campaigns/${id}/request-authorisation`, { kind: 'mandate' }).expect(200);
    await coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant()).expect(200);
    await inspector.post(`/api/v1/campaigns/${id}/start`).expect(200);
    await inspector.post(`/api/v1/campaigns/${id}/pause`, { reason }).expect(200);
    await own.at(new Date('2026-09-07T14:59:00Z'));
    await own.services.dispatch.promote(own.services.systemContext());
    await own.services.dispatch.send(own.services.systemContext());
    const whilePaused = own.posted.length;
    // Hours have passed: the sign-in of the morning has ended.
    const later = await openBrowser(own, 'inspector');
    await later.post(`/api/v1/campaigns/${id}/resume`).expect(200);
    await sendAll(own);
    const after = own.posted.length;
    await own.close();
    expect([whilePaused, after]).toEqual([0, 6]);
  });

  test('a reason of nine characters is refused, naming the field', async () => {
    const id = await campaignIn('running');
    const answer = await by.inspector
      .post(`/api/v1/campaigns/${id}/pause`, { reason: 'te kort' })
      .expect(422);
    expect([code(answer), answer.body.faults]).toEqual([
      'bad-input',
      [{ field: 'reason', message: expect.stringMatching(/reden van minstens 10 tekens/) }],
    ]);
  });

  const unsent = async (id: string) =>
    world.services.systemContext().read((ctx) =>
      ctx.db
        .selectFrom('application')
        .select(['state', 'state_reason'])
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('campaign', '=', id as CampaignId)
        .groupBy(['state', 'state_reason'])
        .execute(),
    );
});

describe('a draft', () => {
  test('with a name that is taken is refused', async () => {
    const draft = body();
    await by.inspector.post('/api/v1/campaigns', draft).expect(201);
    expect(code(await by.inspector.post('/api/v1/campaigns', draft).expect(409))).toBe('campaign-name-taken');
  });

  test.each([
    ['sector', { cells: [{ sector: 'nergens', quota: 1 }] }],
    ['ground', { ground: 'nothing' }],
    ['scenario', { scenario: 'nothing' }],
    ['scenario of another ground', { scenario: 'correspondence-age' }],
    ['legal basis', { basis: { code: 'nothing', version: '1' } }],
  ])('with an unknown %s is refused', async (_what, change) => {
    expect(code(await by.inspector.post('/api/v1/campaigns', body(change)).expect(422))).toBe(
      'unknown-reference',
    );
  });

  test('with the same sector twice is refused', async () => {
    const answer = await by.inspector.post(
      '/api/v1/campaigns',
      body({
        cells: [
          { sector: 'bouw', quota: 1 },
          { sector: 'bouw', quota: 2 },
        ],
      }),
    );
    expect([answer.status, code(answer)]).toEqual([422, 'bad-input']);
  });

  test('names every field that is wrong at once', async () => {
    const answer = await by.inspector
      .post('/api/v1/campaigns', { ...body(), name: 'x', controlOnly: 2, sendFrom: '2026-02-30' })
      .expect(422);
    expect((answer.body.faults as { field: string }[]).map((fault) => fault.field).sort()).toEqual([
      'controlOnly',
      'name',
      'sendFrom',
    ]);
  });

  test.each(['state', 'id', 'createdBy'])('that sets its own %s is refused', async (field) => {
    expect(
      code(await by.inspector.post('/api/v1/campaigns', { ...body(), [field]: 'running' }).expect(422)),
    ).toBe('bad-input');
  });
});

describe('sealing', () => {
  test('refuses a baseline with fewer pairs than the stated difference needs, and says how many', async () => {
    const id = await campaignIn('draft', { purpose: 'baseline', controlOnly: 0.3, treatmentOnly: 0.1 });
    const answer = await by.coordinator.post(`/api/v1/campaigns/${id}/seal`).expect(409);
    expect([code(answer), answer.body.detail]).toEqual([
      'underpowered',
      expect.stringMatching(/^\d+ pairs per sector$/),
    ]);
  });

  test('refuses a baseline that states no difference against the treatment group', async () => {
    const id = await campaignIn('draft', { purpose: 'baseline', controlOnly: 0.1, treatmentOnly: 0.1 });
    expect(code(await by.coordinator.post(`/api/v1/campaigns/${id}/seal`).expect(409))).toBe(
      'no-difference-stated',
    );
  });

  test('asks no power of enforcement, which its authorisation bounds', async () => {
    const id = await campaignIn('draft', { purpose: 'enforcement', controlOnly: 0.3, treatmentOnly: 0.1 });
    await by.coordinator.post(`/api/v1/campaigns/${id}/seal`).expect(200);
  });

  test('refuses a frame that is too small, says where and why, and leaves a draft without plan or seal', async () => {
    const id = await campaignIn('draft', { cells: [{ sector: 'bouw', quota: 500 }] });
    const answer = await by.coordinator.post(`/api/v1/campaigns/${id}/seal`).expect(409);
    const left = await world.as('coordinator').read(async (ctx) => [
      await ctx.db
        .selectFrom('test')
        .select('id')
        .where('campaign', '=', id as CampaignId)
        .execute(),
      await ctx.db
        .selectFrom('seal')
        .select('campaign')
        .where('campaign', '=', id as CampaignId)
        .execute(),
    ]);
    expect([code(answer), answer.body.detail, await stateOf(id), left]).toEqual([
      'frame-too-small',
      expect.stringMatching(/^bouw: 500 pairs planned, \d+ vacancies open, \d+ usable/),
      'draft',
      [[], []],
    ]);
  });

  test('with a chosen seed is refused outside a demo', async () => {
    const live = await openWorld({ mode: 'live' });
    const id = await live.services.campaigns.create(live.as('inspector'), draftOf(1));
    const refused = await live.services.campaigns
      .seal(live.as('coordinator'), id, seedOf(1))
      .catch((error: unknown) => error);
    await live.close();
    expect(refused).toMatchObject({ code: 'exercise-outside-demo' });
  });
});

describe('an authorisation', () => {
  test('is not recorded by whoever asked for it', async () => {
    const id = await sealedByApi();
    await world.services.campaigns.requestAuthorisation(world.as('coordinator'), id as CampaignId, 'mandate');
    const answer = await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant()).expect(409);
    expect([code(answer), await stateOf(id)]).toEqual(['authorisation-two-persons', 'sealed']);
  });

  test('does not start a plan whose candidates nobody released', async () => {
    const made = await by.inspector.post('/api/v1/campaigns', body()).expect(201);
    const id = String(made.body.id);
    await by.coordinator.post(`/api/v1/campaigns/${id}/seal`).expect(200);
    await by.inspector.post(`/api/v1/campaigns/${id}/request-authorisation`, { kind: 'mandate' }).expect(200);
    await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant()).expect(200);
    const answer = await by.inspector.post(`/api/v1/campaigns/${id}/start`).expect(409);
    expect([code(answer), await stateOf(id)]).toEqual(['identities-unreleased', 'ready']);
  });

  test('that covers fewer tests than the plan is recorded, and the plan does not start', async () => {
    const id = await sealedByApi();
    await by.inspector
      .post(`/api/v1/campaigns/${id}/request-authorisation`, { kind: 'magistrate' })
      .expect(200);
    await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant({ maxTests: 1 })).expect(200);
    const answer = await by.inspector.post(`/api/v1/campaigns/${id}/start`).expect(409);
    expect([code(answer), await stateOf(id)]).toEqual(['authorisation-narrower', 'ready']);
  });

  test('that ends before it begins is refused', async () => {
    const id = await sealedByApi();
    await by.inspector
      .post(`/api/v1/campaigns/${id}/request-authorisation`, { kind: 'magistrate' })
      .expect(200);
    const answer = await by.coordinator
      .post(`/api/v1/campaigns/${id}/record-grant`, grant({ validUntil: '2026-08-01T00:00:00+02:00' }))
      .expect(422);
    expect(code(answer)).toBe('authorisation-range');
  });

  test('that nobody asked for is not recorded', async () => {
    const id = await sealedByApi();
    expect(code(await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant()).expect(409))).toBe(
      'authorisation-not-requested',
    );
  });

  test('is not recorded twice', async () => {
    const id = await campaignIn('ready');
    expect(code(await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant()).expect(409))).toBe(
      'campaign-life',
    );
  });

  test('that has not begun yet does not let a campaign start', async () => {
    const id = await grantedWith({ validFrom: '2026-10-01T00:00:00+02:00' });
    expect(code(await by.inspector.post(`/api/v1/campaigns/${id}/start`).expect(409))).toBe(
      'authorisation-not-yet',
    );
  });

  test('that has expired does not let a campaign start', async () => {
    const id = await grantedWith({
      validFrom: '2026-08-01T00:00:00+02:00',
      validUntil: '2026-09-01T00:00:00+02:00',
    });
    expect(code(await by.inspector.post(`/api/v1/campaigns/${id}/start`).expect(409))).toBe(
      'authorisation-expired',
    );
  });

  test('that is withdrawn does not let a paused campaign go on', async () => {
    const id = await campaignIn('running');
    await by.inspector.post(`/api/v1/campaigns/${id}/pause`, { reason }).expect(200);
    await by.coordinator.post(`/api/v1/campaigns/${id}/withdraw-authorisation`).expect(200);
    expect(code(await by.inspector.post(`/api/v1/campaigns/${id}/resume`).expect(409))).toBe(
      'not-authorised',
    );
  });

  const sealedByApi = (): Promise<string> => campaignIn('sealed');
  async function grantedWith(change: object): Promise<string> {
    const id = await sealedByApi();
    await by.inspector
      .post(`/api/v1/campaigns/${id}/request-authorisation`, { kind: 'magistrate' })
      .expect(200);
    await by.coordinator.post(`/api/v1/campaigns/${id}/record-grant`, grant(change)).expect(200);
    return id;
  }
});

interface PlannedRow {
  ordinal: number;
  sector: string;
  vacancy: string;
  block: number;
  leaf: Buffer;
  first: string;
  template: number;
  layout: number;
  due: Date;
  due2: Date;
  message: string;
  message2: string;
  place: string;
  contact: string;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

/** The plan of a campaign, in the words of the frame: no random id is in it. */
async function planOf(of: World, campaign: CampaignId): Promise<PlannedRow[]> {
  const found = await of.services.systemContext().read((ctx) =>
    sql<PlannedRow>`select t.ordinal, t.sector, v.source || ' ' || v.reference as vacancy, t.block, t.leaf, t.first_arm as first, c.template, c.layout, a.due_at as due, b.due_at as due2,
        a.message_id as message, b.message_id as message2, coalesce(v.establishment, e.kbo) as place, v.contact_address as contact
      from test t join vacancy v on v.id = t.vacancy join employer e on e.id = t.employer join application a on a.test = t.id and a.position = 1
        join application b on b.test = t.id and b.position = 2 join application c on c.test = t.id and c.arm = 'control'
      where t.campaign = ${campaign} order by t.ordinal`.execute(ctx.db),
  );
  return found.rows;
}

describe('a plan', () => {
  const PAIRS = 20;
  let one: World;
  let plan: PlannedRow[];
  let id: CampaignId;
  beforeAll(async () => {
    one = await openWorld();
    id = await sealCampaign(one, PAIRS, {
      name: 'Plan',
      sendFrom: '2026-12-21' as CampaignDraft['sendFrom'],
      pairsPerDay: 7,
    });
    plan = await planOf(one, id);
  });
  afterAll(() => one.close());

  const planInAnotherDatabase = async (seed: number): Promise<PlannedRow[]> => {
    const other = await openWorld();
    const sealed = await sealCampaign(
      other,
      PAIRS,
      { name: 'Plan', sendFrom: '2026-12-21' as CampaignDraft['sendFrom'], pairsPerDay: 7 },
      seed,
    );
    const found = await planOf(other, sealed);
    await other.close();
    return found;
  };

  test('is the same for the same seed in another database: leaves, due times and message ids', async () => {
    expect(await planInAnotherDatabase(1)).toEqual(plan);
  });

  test('is another for another seed', async () => {
    const other = await planInAnotherDatabase(2);
    expect(new Set([...plan, ...other].map((row) => row.leaf.toString('hex'))).size).toBe(plan.length * 2);
    expect(other.map((row) => row.vacancy)).not.toEqual(plan.map((row) => row.vacancy));
    expect(other.map((row) => row.first)).not.toEqual(plan.map((row) => row.first));
  });

  test('has the quota of pairs in every sector, each of another vacancy', () => {
    expect(plan).toHaveLength(3 * PAIRS);
    expect(new Set(plan.map((row) => row.vacancy)).size).toBe(3 * PAIRS);
    for (const sector of ['uitzend', 'bouw', 'detailhandel'])
      expect(plan.filter((row) => row.sector === sector)).toHaveLength(PAIRS);
  });

  test('holds in every complete block each order × template × layout once, and in an incomplete one none twice', () => {
    const blocks = groupBy(plan, (row) => `${row.sector} ${row.block}`);
    const sizes = [...blocks.values()].map((rows) => rows.length).sort((a, b) => a - b);
    expect(sizes).toEqual([4, 4, 4, 8, 8, 8, 8, 8, 8]);
    for (const rows of blocks.values())
      expect(new Set(rows.map((row) => `${row.first} ${row.template} ${row.layout}`)).size).toBe(rows.length);
  });

  test('keeps the blocks of a sector whole in time', () => {
    for (const sector of ['uitzend', 'bouw', 'detailhandel']) {
      const blocks = plan.filter((row) => row.sector === sector).map((row) => row.block);
      expect(blocks).toEqual([...blocks].sort((a, b) => a - b));
    }
  });

  test('gives the two arms of a test the two templates and the two layouts', async () => {
    const found = await one.as('fieldworker').read((ctx) =>
      sql<{
        n: number;
      }>`select count(*)::int as n from application a join application b on b.test = a.test and b.arm = 'treatment' and a.arm = 'control'
        where a.campaign = ${id} and a.template <> b.template and a.layout <> b.layout`.execute(ctx.db),
    );
    expect(found.rows[0]!.n).toBe(plan.length);
  });

  const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);

  test('is due inside office hours', () => {
    const outside = plan
      .flatMap((row) => [row.due, row.due2])
      .filter((at) => toLocal(at).minutes < OFFICE.from || toLocal(at).minutes >= OFFICE.until);
    expect(outside).toEqual([]);
  });

  test('is due on working days only: no weekend, no Christmas, no New Year', () => {
    const days = new Set(plan.flatMap((row) => [row.due, row.due2]).map((at) => toLocal(at).date as string));
    expect([...days].sort()).toEqual([
      '2026-12-21',
      '2026-12-22',
      '2026-12-23',
      '2026-12-24',
      '2026-12-28',
      '2026-12-29',
      '2026-12-30',
      '2026-12-31',
      '2027-01-04',
      '2027-01-05',
    ]);
  });

  test('has the second arm due on the next working day', () => {
    for (const row of plan)
      expect(toLocal(row.due2).date).toBe(calendar.nextWorkingDay(toLocal(row.due).date));
  });

  test('begins no more pairs on a day than were asked', () => {
    const perDay = groupBy(plan, (row) => toLocal(row.due).date);
    expect(Math.max(...[...perDay.values()].map((rows) => rows.length))).toBe(7);
  });

  test('does not send at one hour every day', () => {
    expect(new Set(plan.map((row) => toLocal(row.due).minutes)).size).toBeGreaterThan(40);
  });

  test('uses an establishment once', () => {
    expect(new Set(plan.map((row) => row.place)).size).toBe(plan.length);
  });

  test('gives every application a message id and an address of its own', async () => {
    const found = await one
      .as('fieldworker')
      .read((ctx) =>
        ctx.db
          .selectFrom('application')
          .select(['message_id', 'from_address'])
          .where('campaign', '=', id)
          .execute(),
      );
    expect(new Set(found.map((row) => row.message_id)).size).toBe(2 * plan.length);
    expect(new Set(found.map((row) => row.from_address)).size).toBe(2 * plan.length);
  });

  test('is refused where the establishments were tested in the twelve months before', async () => {
    const again = await one.services.campaigns.create(
      one.as('inspector'),
      draftOf(PAIRS, { name: 'Nog eens' }),
    );
    const refused = await one.services.campaigns
      .seal(one.as('coordinator'), again, seedOf(3))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'frame-too-small',
      detail: expect.stringMatching(/20 passed over because their establishment was or is tested/),
    });
  });

  test('uses one recruiter domain twice at most', async () => {
    const few = await openWorld();
    await importWorld(few, 10);
    await few.services.database.kysely.transaction().execute(async (db) => {
      await sql`select set_config('search_path', 'pt', true), set_config('role', 'pt_owner', true)`.execute(
        db,
      );
      await sql`update vacancy set contact_address = 'jobs@een-bureau.example' where sector = 'uitzend' and reference < 'uitzend-009'`.execute(
        db,
      );
    });
    const seal = async (quota: number) => {
      const draft = await few.services.campaigns.create(
        few.as('inspector'),
        draftOf(1, { cells: [{ sector: 'uitzend', quota }] }),
      );
      await few.services.campaigns.seal(few.as('coordinator'), draft, seedOf(1));
      return planOf(few, draft);
    };
    const refused = await seal(5).catch((error: unknown) => error);
    const drawn = await seal(4);
    await few.close();
    expect(refused).toMatchObject({
      code: 'frame-too-small',
      detail: expect.stringMatching(/6 because of their recruiter/),
    });
    expect(drawn.filter((row) => row.contact === 'jobs@een-bureau.example')).toHaveLength(2);
  });

  describe('and its seal', () => {
    let seal: { body: Record<string, Json>; text: string; hash: Buffer; commitment: Buffer; sealed: Buffer };
    beforeAll(async () => {
      const row = await one
        .as('coordinator')
        .read((ctx) =>
          ctx.db.selectFrom('seal').selectAll().where('campaign', '=', id).executeTakeFirstOrThrow(),
        );
      seal = {
        body: JSON.parse(row.body) as Record<string, Json>,
        text: row.body,
        hash: row.hash,
        commitment: row.seed_commitment,
        sealed: row.seed_sealed,
      };
    });

    test('hold the frame, the commitment, K, the primary outcome and the stop rule', () => {
      expect(seal.body).toMatchObject({
        algorithm: 'praktijktest/plan/4',
        caps: { perEstablishment: 1, perRecruiterDomain: 2, perGroup: 2 },
        frame: { increment: 0, hash: expect.stringMatching(/^[0-9a-f]{64}$/), vacancies: 60 },
        seedCommitment: seal.commitment.toString('hex'),
        k: 3,
        primaryDefinition: 'lenient',
        stopRule: 'e-value',
        tests: 60,
      });
    });

    test('are canonical JSON under one hash', () => {
      expect(canonicalJson(seal.body)).toBe(seal.text);
      expect(sha256('praktijktest/seal/1', seal.text).equals(seal.hash)).toBe(true);
    });

    test('stand in the audit chain by their hash', async () => {
      const link = await one
        .as('coordinator')
        .read((ctx) =>
          ctx.db
            .selectFrom('audit_link')
            .select('body')
            .where('campaign', '=', id)
            .where('what', '=', 'campaign.sealed')
            .executeTakeFirstOrThrow(),
        );
      expect(JSON.parse(link.body)).toMatchObject({
        sealHash: seal.hash.toString('hex'),
        seedCommitment: seal.commitment.toString('hex'),
        tests: 60,
      });
    });

    test('commit to the seed: SHA-256 of purpose, seed and frame hash opens it', () => {
      const frameHash = Buffer.from((seal.body['frame'] as { hash: string }).hash, 'hex');
      expect(sha256('praktijktest/seed/1', seedOf(1), frameHash).equals(seal.commitment)).toBe(true);
      expect(sha256('praktijktest/seed/1', seedOf(2), frameHash).equals(seal.commitment)).toBe(false);
    });

    test('commit to every leaf in plan order', () => {
      expect(sha256(...plan.map((row) => row.leaf)).toString('hex')).toBe(seal.body['planHash']);
    });

    test('keep the seed encrypted', async () => {
      const seed = await one.as('coordinator').inTx((ctx) => one.services.campaigns.openSeed(ctx, id));
      expect(seed.equals(seedOf(1))).toBe(true);
      expect(seal.sealed.includes(seed)).toBe(false);
      expect(() =>
        unseal(Buffer.from('another key of more than 32 characters'), 'campaign/seed', seal.sealed),
      ).toThrow();
    });

    test('say nothing of which arm goes first', () => {
      expect(seal.text).not.toMatch(/first|arm"/);
    });
  });
});
