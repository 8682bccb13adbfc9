// The classes of the register beside answers: notes of calls, vacancies, accounts and requests about data, each emptied
// by the nightly job when its term is over, kept while a hold stands, and never emptied by anybody else.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import type { OutcomeBody } from '../../src/fieldwork/calls/schema.js';
import { toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { postAs } from '../support/acting.js';
import { addSecondTester, openCallsOf, runningCalls } from '../support/calls.js';
import { settle, type Person } from '../support/people.js';
import { MONDAY, openWorld, runningCampaign, type World } from '../support/world.js';

const [, coordinator] = practiceAccounts;
const DAY = 24 * 3600_000;

let world: World;
let dpo: Person;
let gone: Person;
let called: CampaignId;
let open: CampaignId;

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const ctxOf = (who: { id: string }, ...roles: string[]) =>
  world.services.contextFor({ id: who.id, name: 'x', roles });
const system = () => world.services.systemContext();
const later = (days: number) => world.at(new Date(world.services.clock.now().getTime() + days * DAY));
/** One night of the job. @returns how many rows of each class it emptied */
async function night(): Promise<Record<string, number>> {
  await world.services.privacy.applyTerms(system());
  const [run] = await rows<{ erased: { dataClass: string; erased: number }[] }>(
    sql`select erased from retention_run order by at desc, id limit 1`,
  );
  return Object.fromEntries(run!.erased.map(({ dataClass, erased }) => [dataClass, erased]));
}
/** A campaign of calls that ended, with a note of one of them. */
async function calledCampaign(second: Awaited<ReturnType<typeof addSecondTester>>): Promise<CampaignId> {
  const id = await runningCalls(world, 4);
  const { calls, campaigns } = world.services;
  const [task] = await openCallsOf(second);
  const heard: OutcomeBody = {
    code: 'COMPLY-OPEN',
    timesSaid: 1,
    askedReason: false,
    namedBan: true,
    deviations: [{ step: 'opening', text: 'Zei eerst goedendag tegen Mevrouw Zwanenberg.', spoils: false }],
    note: 'Mevrouw Zwanenberg nam op.',
  };
  await calls.record(second, task!.id, heard);
  await campaigns.stop(world.as('coordinator'), id, 'Het veldwerk stopt hier.', false);
  return id;
}

const notesOf = (campaign: CampaignId) =>
  rows<{ note: string | null; told: string | null; text: string; code: string }>(
    sql`select o.note, o.told, o.deviations::text as text, o.code from call_outcome o join call_task t on t.id = o.task where t.campaign = ${campaign}`,
  );
beforeAll(async () => {
  world = await openWorld();
  await world.at(toInstant(MONDAY, 10 * 60));
  dpo = await settle(world, ['dpo']);
  gone = await settle(world, ['analyst']);
  const second = await addSecondTester(world);
  called = await calledCampaign(second);
  open = await runningCampaign(world, 2, {}, 7);
  await world.services.privacy.hold(ctxOf(dpo, 'dpo'), {
    campaign: called,
    reason: 'Een procedure loopt nog bij de rechtbank.',
    reviewOn: world.services.clock.today(),
  });
  const request = await world.services.privacy.record(ctxOf(dpo, 'dpo'), {
    kind: 'access',
    subject: 'Zebedeus Onvindbaar',
    details: 'Wat weet u over mij, en sinds wanneer?',
    receivedOn: world.services.clock.today(),
  });
  await world.services.privacy.answer(ctxOf(dpo, 'dpo'), request, 'Aan Zebedeus beantwoord, per brief.');
}, 120_000);
afterAll(() => world.close());

describe('notes of calls', { timeout: 120_000 }, () => {
  test('stay while a hold stands, however long', async () => {
    await later(380);
    expect(await night()).not.toHaveProperty('call-notes');
    expect(await notesOf(called)).toEqual([
      expect.objectContaining({ note: 'Mevrouw Zwanenberg nam op.', code: 'COMPLY-OPEN' }),
    ]);
  });

  test('are emptied by nobody else', async () => {
    await expect(rows(sql`update call_outcome set note = null, erased_at = app_now()`)).rejects.toMatchObject(
      { constraint: 'call_outcome_append_only' },
    );
  });

  test('go a year after the campaign ended; the code stays', async () => {
    const [hold] = await rows<{ id: string }>(sql`select id from legal_hold where campaign = ${called}`);
    const lifted = await postAs(world, coordinator, '/gegevensbescherming/bewaarplicht/hef-op', {
      hold: hold!.id,
      liftReason: 'De procedure is definitief afgesloten.',
    });
    expect(lifted.status).toBe(303);
    expect(await night()).toMatchObject({ 'call-notes': 1 });
    const [kept] = await notesOf(called);
    expect([kept!.note, kept!.told, kept!.code, kept!.text.includes('Zwanenberg')]).toEqual([
      null,
      null,
      'COMPLY-OPEN',
      false,
    ]);
    expect(await night()).toEqual({});
  });
});

describe('vacancies', { timeout: 120_000 }, () => {
  const contacts = () =>
    rows<{ tested: boolean; erased: boolean; shut: boolean; contact: string }>(
      sql`select exists (select from test t where t.vacancy = v.id and t.campaign = ${open}) as tested, v.erased_at is not null as erased,
        coalesce(v.open_until <= app_now()::date, false) as shut, concat(v.contact_name, v.contact_address) as contact from vacancy v`,
    );

  test('that a campaign still tests keep their contact person', async () => {
    await later(360);
    expect((await night())['employers-and-vacancies']).toBeGreaterThan(0);
    const all = await contacts();
    expect(all.filter(({ tested }) => tested)).toHaveLength(6);
    expect(all.filter(({ tested, erased, contact }) => tested && (erased || contact === ''))).toEqual([]);
  });

  test('that nobody used for two years lose it, and close', async () => {
    const unused = (await contacts()).filter(({ tested }) => !tested);
    expect(unused.length).toBeGreaterThan(0);
    expect(unused.filter(({ erased, shut, contact }) => !erased || !shut || contact !== '')).toEqual([]);
  });

  test('are emptied by nobody else', async () => {
    await expect(
      rows(sql`update vacancy set contact_name = null, erased_at = app_now() where erased_at is null`),
    ).rejects.toMatchObject({ constraint: 'erased_by_system' });
  });

  test('that come in again are in use again', async () => {
    const [one] = await rows<{ id: string }>(sql`select id from vacancy where erased_at is not null limit 1`);
    await rows(sql`update vacancy set contact_address = 'jobs@terug.example' where id = ${one!.id}`);
    expect(await night()).toEqual({});
    expect(await rows(sql`select erased_at from vacancy where id = ${one!.id}`)).toEqual([
      { erased_at: null },
    ]);
  });

  test('lose it two years after the last campaign that tested them ended', async () => {
    await world.services.campaigns.stop(world.as('coordinator'), open, 'Het veldwerk stopt hier.', false);
    await later(700);
    await night();
    expect((await contacts()).filter(({ tested, erased }) => tested && erased)).toEqual([]);
    await later(60);
    await night();
    expect((await contacts()).filter(({ tested, erased }) => tested && !erased)).toEqual([]);
  });
});

describe('requests about data', { timeout: 120_000 }, () => {
  test('lose name and contents five years after their answer; number and days stay', async () => {
    await later(400);
    expect(await night()).toMatchObject({ 'data-requests': 1 });
    const [kept] = await rows<{ text: string; number: number; due: string }>(
      sql`select q::text || (select string_agg(a::text, '') from data_request_act a where a.request = q.id) as text, q.number, q.due_on::text as due from data_request q`,
    );
    expect([kept!.text.includes('Zebedeus'), kept!.number, kept!.due]).toEqual([false, 1, '2026-10-07']);
  });

  test('are emptied by nobody else', async () => {
    await expect(rows(sql`update data_request set subject = 'Iemand anders'`)).rejects.toMatchObject({
      constraint: 'data_request_append_only',
    });
  });
});

describe('accounts', { timeout: 120_000 }, () => {
  const nameOf = async (id: string): Promise<string> =>
    (await rows<{ name: string }>(sql`select name from account where id = ${id}`))[0]!.name;

  test('keep their name while the term waits for the data protection officer', async () => {
    // The officer did something meanwhile, the other person did not.
    await world.services.privacy.record(ctxOf(dpo, 'dpo'), {
      kind: 'objection',
      subject: 'Iemand Anders',
      details: 'Ik maak bezwaar tegen het gebruik.',
      receivedOn: world.services.clock.today(),
    });
    await rows(
      sql`update retention_term set text_hash = sha256('andere tekst') where data_class = 'accounts'`,
    );
    await later(6 * 366);
    expect(await night()).not.toHaveProperty('accounts');
    expect(await nameOf(gone.id)).toBe('Noor Nieuw');
  });

  test('get a number once it is confirmed and nobody used them for ten years', async () => {
    await world.services.privacy.confirmTerm(
      ctxOf(dpo, 'dpo'),
      'accounts',
      (
        await rows<{ text: string }>(
          sql`select encode(text_hash, 'hex') as text from retention_term where data_class = 'accounts'`,
        )
      )[0]!.text,
    );
    expect((await night())['accounts']).toBeGreaterThan(0);
    expect(await nameOf(gone.id)).toBe(`Account ${gone.id.slice(0, 8).toUpperCase()}`);
    expect(
      await rows(
        sql`select a.state, l.login, exists (select from credential c where c.account = a.id) as credential from account a join account_login l on l.account = a.id where a.id = ${gone.id}`,
      ),
    ).toEqual([{ state: 'blocked', login: `gewist-${gone.id}`, credential: false }]);
  });

  test('that did something keep their name, and so do those of a practice', async () => {
    expect([await nameOf(dpo.id), await nameOf(coordinator.id)]).toEqual(['Noor Nieuw', coordinator.name]);
  });
});

test('all of it is in a log that can still be checked, by class', async () => {
  const classes = await rows<{ dataClass: string }>(
    sql`select distinct body::jsonb ->> 'dataClass' as "dataClass" from audit_link where what = 'data.erased' order by 1`,
  );
  expect(classes.map(({ dataClass }) => dataClass)).toEqual([
    'accounts',
    'answers-without-difference',
    'call-notes',
    'data-requests',
    'employers-and-vacancies',
  ]);
  expect(await verifyChain(system())).toMatchObject({ broken: null });
});

test('no class of the register waits for a person to apply it', async () => {
  expect(await rows(sql`select data_class from retention_term where kept_by = 'hand'`)).toEqual([]);
});
