import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs, postAs } from '../support/acting.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { settle, type Person } from '../support/people.js';
import { draftOf, openWorld, runningCampaign, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker, coder] = practiceAccounts;
const analyst = practiceAccounts.find(({ login }) => login === 'anke')!;
const tester = practiceAccounts.find(({ login }) => login === 'tess')!;
const everybody = [inspector, coordinator, fieldworker, coder, tester];
const REASON = 'De verwante werkt daar niet meer.';
const NOTE = 'mijn zus Katrijn werkt bij dat kantoor';

let world: World;
let other: Person;
let mail: CampaignId;
let calls: CampaignId;
/** Ids of what there is to act on. */
let things: Record<
  'doubt' | 'application' | 'matched' | 'unmatched' | 'flag' | 'employerFlag' | 'task',
  string
>;

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const declare = (account: { id: string }, campaign: string, fields: Record<string, string> = {}) =>
  postAs(world, account, '/eigen-belang/geef-aan', { campaign, kind: 'relative', note: NOTE, ...fields });
const actor = (id: string) => world.services.contextFor({ id, name: 'x', roles: [] });
const reasonOf = ({ status, body }: Response) => [
  status,
  String((body as { type?: string }).type)
    .split(':')
    .at(-1),
];
const BARRED = [409, 'own-interest'];

async function receive(to: string): Promise<void> {
  await world.services.responses.receive(world.services.systemContext(), {
    envelope: { from: 'x@y.example', to: [to] },
    raw: Buffer.from(`Subject: ${randomUUID()}\r\n\r\nWij nodigen u graag uit.\r\n`),
  });
}

async function prepare(): Promise<typeof things> {
  const [doubt, second] = await rows<{ id: string; address: string }>(
    sql`select id, from_address as address from application where campaign = ${mail} and position = 1 order by id`,
  );
  await rows(sql`update application set state = 'due' where id = ${doubt!.id}`);
  await rows(
    sql`insert into attempt (id, application, number, server, message, lease_until) values (gen_random_uuid(), ${doubt!.id}, 1, 'x', '', app_now())`,
  );
  for (const state of ['sending', 'in-doubt'])
    await rows(sql`update application set state = ${state} where id = ${doubt!.id}`);
  for (const to of [second!.address, 'niemand@mijnpost.example']) await receive(to);
  await world.services.responses.process(world.services.systemContext());
  const numbers = JSON.stringify({
    both: 1,
    controlOnly: 9,
    treatmentOnly: 0,
    neither: 1,
    logE: 4,
    k: 3,
    alpha: 0.05,
    ratio: 9,
    low: 2,
    high: 20,
  });
  const counts = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0, voided: 0 };
  const pattern = JSON.stringify({
    strict: counts,
    lenient: counts,
    primary: 'strict',
    logE: null,
    tests: [],
    days: [],
    contradictions: [],
  });
  const [flag, employerFlag] = [randomUUID(), randomUUID()];
  await rows(
    sql`insert into flag (id, campaign, sector, ground, procedure, state, raised_on, latest) values (${flag}, ${mail}, 'bouw', 'origin', 'standing', 'standing', ${numbers}, ${numbers})`,
  );
  await rows(
    sql`insert into employer_flag (id, campaign, employer_unit, rule, state, raised_on, latest) values (${employerFlag}, ${mail}, 'x', 'contradiction', 'standing', ${pattern}, ${pattern})`,
  );
  const answers = await rows<{ id: string; state: string }>(sql`select id, state from response`);
  const [task] = await openCallsOf(world.as('tester'));
  return {
    doubt: doubt!.id,
    application: second!.id,
    matched: answers.find(({ state }) => state === 'matched')!.id,
    unmatched: answers.find(({ state }) => state === 'unmatched')!.id,
    flag,
    employerFlag,
    task: task!.id,
  };
}

beforeAll(async () => {
  world = await openWorld();
  other = await settle(world, ['coordinator']);
  mail = await runningCampaign(world, 1);
  calls = await runningCalls(world, 1);
  await addMember(world.as('coordinator'), mail, fieldworker.id);
  things = await prepare();
  for (const account of everybody) for (const campaign of [mail, calls]) await declare(account, campaign);
});
afterAll(() => world.close());

describe('an own interest', () => {
  test('is declared by everybody who takes part in the work, and reads back as theirs', async () => {
    const found = await rows<{ n: number }>(sql`select count(*)::int as n from own_interest`);
    expect(found[0]!.n).toBe(everybody.length * 2);
    for (const account of everybody) {
      const page = await getAs(world, account, '/eigen-belang');
      expect([account.login, page.status, page.text.includes('Campagnes waarin u niets doet')]).toEqual([
        account.login,
        200,
        true,
      ]);
    }
  });

  test('is offered on the page of a campaign, with that campaign chosen', async () => {
    const fresh = await settle(world, ['inspector']);
    const { text } = await fresh.browser.get(`/campagnes/${mail}`);
    expect(text).toContain(`href="/eigen-belang?campagne=${mail}"`);
    expect((await fresh.browser.get(`/eigen-belang?campagne=${mail}`)).text).toMatch(
      new RegExp(`<option value="${mail}" selected`),
    );
  });

  test('needs a campaign and a kind: the form comes back with what was typed', async () => {
    const fresh = await settle(world, ['coder']);
    const answer = await declare(fresh, '', { kind: '', note: 'een buur' });
    expect([
      answer.status,
      answer.text.includes('href="#campaign"'),
      answer.text.includes('href="#kind"'),
    ]).toEqual([422, true, true]);
    expect(answer.text).toContain('een buur');
  });

  test('declared twice stands once', async () => {
    await declare(coder, mail, { kind: 'other' });
    expect(
      await rows(sql`select kind from own_interest where account = ${coder.id} and campaign = ${mail}`),
    ).toEqual([{ kind: 'relative' }]);
  });

  test('is read, with its note, by coordinators and nobody else', async () => {
    const page = `/campagnes/${mail}/belangen`;
    expect((await getAs(world, other, page)).text).toContain(NOTE);
    expect((await getAs(world, inspector, page)).status).toBe(403);
    const seen = (id: string) =>
      actor(id).read(async (ctx) =>
        (await sql<{ account: string }>`select distinct account from own_interest`.execute(ctx.db)).rows.map(
          ({ account }) => account,
        ),
      );
    expect([await seen(inspector.id), (await seen(other.id)).length]).toEqual([
      [inspector.id],
      everybody.length,
    ]);
  });

  test('stands in the chain without what it is', async () => {
    const links = await rows<{ body: string }>(
      sql`select body from audit_link where what = 'interest.declared'`,
    );
    expect(links).toHaveLength(everybody.length * 2);
    expect(links.map(({ body }) => body).join()).not.toMatch(/Katrijn|relative/);
  });
});

describe('who has an own interest', () => {
  const grant = {
    number: 'X-1',
    validFrom: '2026-09-01T00:00:00+02:00',
    validUntil: '2027-01-01T00:00:00+01:00',
    maxTests: 100,
    documentHash: 'ab'.repeat(32),
  };
  const reason = 'Een goede reden daarvoor.';
  const end = { reason, usedOutcomes: 'no' };

  test.each<[string, { id: string }, object?]>([
    ['seal', coordinator],
    ['request-authorisation', inspector, { kind: 'mandate' }],
    ['record-grant', coordinator, grant],
    ['withdraw-authorisation', coordinator],
    ['start', inspector],
    ['pause', inspector, { reason }],
    ['resume', inspector],
    ['close', coordinator, end],
    ['stop', inspector, end],
    ['abandon', coordinator, { reason }],
    ['plan-calls', fieldworker, { from: '2026-09-14' }],
  ])('does not %s', async (act, account, body = {}) => {
    const answer = await postAs(world, account, `/api/v1/campaigns/${mail}/${act}`, body, { as: 'json' });
    expect(reasonOf(answer)).toEqual(BARRED);
  });

  test.each<[string, { id: string }, () => string, object?]>([
    ['pauses with the button', inspector, () => `/campagnes/${mail}/pauzeer`, { pauseReason: reason }],
    [
      'takes somebody into the team',
      coordinator,
      () => `/campagnes/${mail}/team/voeg-toe`,
      { account: analyst.id },
    ],
    [
      'takes somebody out of the team',
      coordinator,
      () => `/campagnes/${mail}/team/verwijder`,
      { account: fieldworker.id },
    ],
    [
      'settles what is in doubt',
      fieldworker,
      () => `/verzending/${things.doubt}/beslis`,
      { decision: 'sent', reason },
    ],
    [
      'matches an answer',
      fieldworker,
      () => `/postvak/${things.unmatched}/koppel`,
      { application: 'application' },
    ],
    [
      'decides on a flag',
      inspector,
      () => `/knipperlichten/${things.flag}/beslis`,
      { decision: 'watch', reason },
    ],
    [
      'decides on a flag on an employer',
      inspector,
      () => `/knipperlichten/werkgever/${things.employerFlag}/beslis`,
      { decision: 'watch', reason },
    ],
    ['takes a call out of the plan', fieldworker, () => `/oproepen/${things.task}/schrap`, { reason }],
    ['begins a call', tester, () => `/taken/${things.task}/begin`],
    ['records a call', tester, () => `/taken/${things.task}/leg-vast`, { form: 'attempt', attempt: 'busy' }],
    ['records that a call broke off', tester, () => `/taken/${things.task}/stop`],
  ])('%s: not', async (_what, account, path, body = {}) => {
    const sent = 'application' in body ? { application: things.application } : body;
    const answer = await postAs(world, account, path(), sent, { accept: 'application/json' });
    expect(reasonOf(answer)).toEqual(BARRED);
  });

  test('gives a call no tester', async () => {
    const body = { tester: null, plannedOn: '2026-09-14' };
    const answer = await postAs(world, fieldworker, `/api/v1/calls/${things.task}/assign`, body, {
      as: 'json',
    });
    expect(reasonOf(answer)).toEqual(BARRED);
  });

  test('codes none of its answers', async () => {
    await expect(
      world.services.responses.code(world.as('coder'), things.matched as never, 'INV'),
    ).rejects.toMatchObject({ code: 'own-interest' });
  });

  test.each<[string, { id: string }, () => ReturnType<typeof sql>]>([
    [
      'the campaign',
      inspector,
      () => sql`update campaign set state = 'paused', state_reason = 'x' where id = ${mail}`,
    ],
    [
      'the team, by joining somebody',
      coordinator,
      () =>
        sql`insert into campaign_member (campaign, account, added_by) values (${mail}, ${other.id}, ${coordinator.id})`,
    ],
    [
      'the team, by taking somebody out',
      coordinator,
      () => sql`delete from campaign_member where campaign = ${mail} and account = ${fieldworker.id}`,
    ],
    [
      'a seal',
      coordinator,
      () =>
        sql`insert into seal (campaign, body, hash, seed_sealed, seed_commitment, sealed_by) values (${mail}, '', decode(repeat('00', 32), 'hex'), '', decode(repeat('00', 32), 'hex'), ${coordinator.id})`,
    ],
    [
      'the authorisation',
      coordinator,
      () => sql`update authorisation set state = 'withdrawn' where campaign = ${mail}`,
    ],
    [
      'an application in doubt',
      fieldworker,
      () => sql`update application set state = 'not-sent' where id = ${things.doubt}`,
    ],
    [
      'an answer, by matching it',
      fieldworker,
      () =>
        sql`update response set state = 'matched', application = ${things.application}, matched_by = 'person', redacted_text = '' where id = ${things.unmatched}`,
    ],
    [
      'a code',
      coder,
      () =>
        sql`insert into coding (id, response, coder, code) values (gen_random_uuid(), ${things.matched}, ${coder.id}, 'INV')`,
    ],
    [
      'the plan of calls',
      fieldworker,
      () => sql`update call_task set planned_on = planned_on + 1 where id = ${things.task}`,
    ],
    [
      'the start of a call',
      tester,
      () => sql`update call_task set started_at = app_now() where id = ${things.task}`,
    ],
    [
      'the outcome of a call',
      tester,
      () =>
        sql`insert into call_outcome (task, code, deviations, ended_at, recorded_by) values (${things.task}, 'stopped', '[]', app_now(), ${tester.id})`,
    ],
    [
      'a decision on a flag',
      inspector,
      () =>
        sql`insert into flag_decision (id, flag, decision, reason, actor) values (gen_random_uuid(), ${things.flag}, 'watch', ${reason}, ${inspector.id})`,
    ],
    [
      'a decision on a flag on an employer',
      inspector,
      () =>
        sql`insert into employer_flag_decision (id, flag, decision, reason, actor) values (gen_random_uuid(), ${things.employerFlag}, 'watch', ${reason}, ${inspector.id})`,
    ],
  ])('writes not %s, straight into the database either', async (_what, account, statement) => {
    await expect(actor(account.id).inTx((ctx) => statement().execute(ctx.db))).rejects.toMatchObject({
      constraint: 'own_interest_bars',
    });
  });

  test('acts in other campaigns as before', async () => {
    const another = await world.services.campaigns.create(world.as('inspector'), draftOf(1));
    await addMember(world.as('coordinator'), another, coordinator.id);
    const answer = await postAs(
      world,
      coordinator,
      `/api/v1/campaigns/${another}/abandon`,
      { reason },
      { as: 'json' },
    );
    expect(answer.status).toBe(200);
  });

  test('declares it in nobody else’s name', async () => {
    await expect(
      actor(inspector.id).inTx((ctx) =>
        sql`insert into own_interest (id, campaign, account, kind) values (gen_random_uuid(), ${mail}, ${other.id}, 'other')`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the system', () => {
  test('goes on: sending, receiving and closing are nobody’s interest', async () => {
    await rows(
      sql`insert into own_interest (id, campaign, account, kind) values (gen_random_uuid(), ${mail}, '00000000-0000-4000-8000-000000000001', 'other')`,
    );
    const changed = await world.services
      .systemContext()
      .inTx((ctx) => sql`update campaign set state_reason = 'x' where id = ${mail}`.execute(ctx.db));
    expect(changed.numAffectedRows).toBe(1n);
  });
});

describe('withdrawing an own interest', () => {
  const interestOf = async (account: { id: string }, campaign = mail): Promise<string> =>
    (
      await rows<{ id: string }>(
        sql`select id from own_interest where account = ${account.id} and campaign = ${campaign} and withdrawn_at is null`,
      )
    )[0]!.id;
  const withdraw = (by: { id: string }, interest: string, reason = REASON) =>
    postAs(
      world,
      by,
      `/campagnes/${mail}/belangen/trek-in`,
      { interest, reason },
      { accept: 'application/json' },
    );

  test('is another coordinator’s to do, with a reason', async () => {
    const id = await interestOf(coordinator);
    expect([
      (await withdraw(inspector, id)).status,
      reasonOf(await withdraw(coordinator, id)),
      (await withdraw(other, id, 'kort')).status,
    ]).toEqual([403, [409, 'own-interest-self'], 422]);
  });

  test('of somebody else is no act of a coordinator who has one in the same campaign', async () => {
    expect(reasonOf(await withdraw(coordinator, await interestOf(inspector)))).toEqual(BARRED);
    const changed = await actor(coordinator.id).inTx((ctx) =>
      sql`update own_interest set withdrawn_by = ${coordinator.id}, withdrawn_at = app_now(), withdrawn_reason = ${REASON} where account = ${inspector.id}`.execute(
        ctx.db,
      ),
    );
    expect(changed.numAffectedRows).toBe(0n);
  });

  test('by oneself changes nothing in the database either', async () => {
    const changed = await actor(other.id).inTx(async (ctx) => {
      await sql`insert into own_interest (id, campaign, account, kind) values (gen_random_uuid(), ${calls}, ${other.id}, 'other')`.execute(
        ctx.db,
      );
      return sql`update own_interest set withdrawn_by = ${other.id}, withdrawn_at = app_now(), withdrawn_reason = ${REASON} where account = ${other.id}`.execute(
        ctx.db,
      );
    });
    expect(changed.numAffectedRows).toBe(0n);
  });

  test('lets act again, and keeps the reason out of the chain', async () => {
    const answer = await withdraw(other, await interestOf(inspector));
    const paused = await postAs(world, inspector, `/campagnes/${mail}/pauzeer`, { pauseReason: REASON });
    expect([answer.status, paused.status]).toEqual([303, 303]);
    const links = await rows<{ body: string }>(
      sql`select body from audit_link where what = 'interest.withdrawn'`,
    );
    expect([links.length, links[0]!.body.includes('verwante')]).toEqual([1, false]);
  });
});
