import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ResponseId } from '../../src/fieldwork/index.js';
import { Browser } from '../support/browser.js';
import {
  answer,
  fieldworker,
  joinTeam,
  rowsOf,
  sentOf,
  withdrawalOf,
  type SentApplication,
} from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

let world: World;
let applications: SentApplication[];
let browser: Browser;

beforeAll(async () => {
  world = await openWorld();
  const campaign = await runningCampaign(world, 4);
  await sendAll(world);
  applications = await sentOf(world, campaign);
  await joinTeam(world, campaign);
  const { cookie } = await world.signIn(fieldworker);
  const [name, value] = cookie.split('=') as [string, string];
  browser = new Browser(world.app, { [name]: value });
});
afterAll(() => world.close());

const REASON = 'De werkgever vergiste zich van adres.';
const of = async (id: ResponseId) =>
  (
    await rowsOf<{
      application: string | null;
      state: string;
      matched_by: string | null;
      code: string | null;
    }>(world, sql`select application, state, matched_by, code from response where id = ${id}`)
  )[0];
const clocksOf = (id: ResponseId) =>
  rowsOf<{ application: string }>(world, sql`select application from triage where response = ${id}`);
const rematch = (id: ResponseId, to: SentApplication) =>
  world.services.responses.rematch(world.as('fieldworker'), id, to.id, REASON);

let place = 0;
let from: SentApplication;
let to: SentApplication;
let id: ResponseId;
beforeEach(async () => {
  from = applications[place]!;
  to = applications[place + 1]!;
  place += 2;
  id = await answer(world, from, 'Wij nodigen u uit voor een gesprek.');
});

describe('a match that was corrected', () => {
  test('moves the answer and its clock to where they belong', async () => {
    await rematch(id, to);
    expect(await of(id)).toMatchObject({ application: to.id, state: 'matched', matched_by: 'person' });
    expect(await clocksOf(id)).toEqual([{ application: to.id }]);
  });

  test('says in the log from where to where, with the hash of the reason', async () => {
    await rematch(id, to);
    const [link] = await rowsOf<{ body: Record<string, unknown> }>(
      world,
      sql`select body::jsonb as body from audit_link where what = 'response.rematched' and body::jsonb ->> 'response' = ${id}`,
    );
    expect(link!.body).toMatchObject({ from: from.id, to: to.id });
    expect(JSON.stringify(link)).not.toContain('vergiste');
  });

  test('takes back the withdrawal that the answer had opened', async () => {
    await world.services.withdrawals.triage(world.as('fieldworker'), id, {
      expects: 'invitation',
      slot: null,
    });
    await rematch(id, to);
    expect([await withdrawalOf(world, from), await withdrawalOf(world, to)]).toMatchObject([
      { state: 'not-needed' },
      undefined,
    ]);
  });

  test('waits while that withdrawal is under way', async () => {
    const { withdrawals } = world.services;
    const withdrawal = await withdrawals.triage(world.as('fieldworker'), id, {
      expects: 'invitation',
      slot: null,
    });
    await withdrawals.withdraw(world.as('fieldworker'), withdrawal!);
    await expect(rematch(id, to)).rejects.toMatchObject({ code: 'withdrawal-under-way' });
    await withdrawals.send(world.services.systemContext());
    await expect(rematch(id, to)).resolves.toBeUndefined();
    expect((await withdrawalOf(world, from))!.state).toBe('sent');
  });

  test('keeps what two coders made of its words', async () => {
    await world.services.responses.code(world.as('coder'), id, 'INV');
    await world.services.responses.code(world.as('second coder'), id, 'INV');
    await rematch(id, to);
    expect(await of(id)).toMatchObject({ application: to.id, code: 'INV' });
  });

  test('is refused once an outcome is final', async () => {
    await rowsOf(world, sql`insert into outcome (application, code) values (${to.id}, 'NON')`);
    await expect(rematch(id, to)).rejects.toMatchObject({ code: 'outcome-final' });
  });
});

describe('an answer that belongs to nobody', () => {
  test('goes back to the mailbox without a clock', async () => {
    await world.services.responses.unmatch(world.as('fieldworker'), id, REASON);
    expect([await of(id), await clocksOf(id)]).toMatchObject([{ application: null, state: 'unmatched' }, []]);
  });
});

describe('the page', () => {
  test('shows why the answer stands where it stands, and corrects it', async () => {
    const page = await browser.get(`/postvak/${id}/koppeling`);
    expect([page.status, page.text.includes('het bericht kwam aan op dit adres (100)')]).toEqual([200, true]);
    const back = await browser.post(`/postvak/${id}/koppeling/verbeter`, {
      where: 'address',
      reason: REASON,
    });
    const done = await browser.post(`/postvak/${id}/koppeling/verbeter`, {
      where: 'address',
      address: to.from_address,
      reason: REASON,
    });
    expect([back.status, done.status, (await of(id))!.application]).toEqual([422, 303, to.id]);
  });
});

test('no clock is taken from an answer that still has its application, whoever tries', async () => {
  await expect(rowsOf(world, sql`delete from triage where response = ${id}`)).rejects.toMatchObject({
    constraint: 'triage_stays',
  });
});
