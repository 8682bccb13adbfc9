// Applications by a web form: a fieldworker takes one, fills it in, and says what became of it; at most once, within the gate.
import { sql } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement, type ApplicationId } from '../../src/fieldwork/index.js';
import { isOfficeTime } from '../../src/fieldwork/scheduling/index.js';
import { addDays, dateOnly, toInstant, toLocal, type DateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createCalendar, loadReference } from '../../src/register/index.js';
import { createServices, scenarioFolder } from '../../src/services.js';
import { constraintOf } from '../../src/platform/problems.js';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/platform/config.js';
import { createLog } from '../../src/platform/log.js';
import { getAs, postAs } from '../support/acting.js';
import { engine } from '../support/database.js';
import { FORM_KEY } from '../support/form-token.js';
import { WORLD_ANSWER_KEYS } from '../support/sealed.js';
import { answer } from '../support/withdrawals.js';
import { settle, type Person } from '../support/people.js';
import { pngOf } from '../support/png.js';
import {
  authorise,
  draftOf,
  importWorld,
  MONDAY,
  openWorld,
  seedOf,
  WORLD_KEY,
  type World,
} from '../support/world.js';

const [inspector, coordinator, fieldworker, coder] = practiceAccounts;
const DAY = 24 * 60 * 60_000;
const TUESDAY = addDays(MONDAY, 1);
const FORM = 'https://www.werkgever.example/vacature/1/solliciteer';

let world: World;
let second: Person;
let open: CampaignId[] = [];
let plans = 0;

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
  await owner(sql`update vacancy set form_url = ${FORM} where sector = 'bouw'`);
  second = await settle(world, ['fieldworker']);
}, 120_000);
afterAll(() => world.close());
beforeEach(() => world.at(toInstant(MONDAY, 8 * 60)));
afterEach(async () => {
  await owner(sql`delete from kill_switch`);
  // What one test said of a vacancy is not for the next, which may draw it too.
  await owner(sql`alter table vacancy_check disable trigger user`);
  await owner(sql`delete from vacancy_check`);
  await owner(sql`alter table vacancy_check enable trigger user`);
  for (const id of open)
    await world.services.campaigns
      .stop(world.as('coordinator'), id, 'the test is over', false)
      .catch(() => undefined);
  open = [];
});

/** A running campaign whose pairs go by web form (or by mail), with both fieldworkers in its team. */
async function running(
  change: Partial<CampaignDraft> = {},
  { pairs = 1, sector = 'bouw' }: { pairs?: number; sector?: string } = {},
): Promise<CampaignId> {
  plans += 1;
  const { campaigns } = world.services;
  const id = await campaigns.create(
    world.as('inspector'),
    draftOf(1, { cells: [{ sector, quota: pairs }], ...change }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(100 + plans));
  await releaseIncrement(world.as('inspector'), id, 0);
  for (const who of [fieldworker.id, second.id]) await addMember(world.as('coordinator'), id, who);
  await authorise(world, id);
  await campaigns.start(world.as('inspector'), id);
  open.push(id);
  return id;
}

interface Row {
  id: ApplicationId;
  state: string;
  state_reason: string | null;
  form_url: string | null;
  due_at: Date;
  sent_at: Date | null;
  window_ends_at: Date | null;
  reschedules: number;
  attempts: number;
  outcome: string | null;
}
const pairOf = async (id: CampaignId): Promise<[Row, Row]> =>
  (await owner<Row>(sql`select a.*, o.code as outcome from application a join test t on t.id = a.test
    left join outcome o on o.application = a.id where a.campaign = ${id} order by t.ordinal, a.position`)) as [
    Row,
    Row,
  ];
const attemptsOf = (id: CampaignId) =>
  owner<{
    id: string;
    result: string | null;
    taken_by: string | null;
    message: Buffer;
    reply: string | null;
    reference: string | null;
  }>(sql`select * from attempt where campaign = ${id} order by started_at, number`);

async function tick(): Promise<void> {
  const { dispatch, systemContext } = world.services;
  await dispatch.promote(systemContext());
  while ((await dispatch.send(systemContext())) > 0);
}
async function tickAt(day: DateOnly, hour: number, minute = 0): Promise<void> {
  await world.at(toInstant(day, hour * 60 + minute));
  await tick();
}

/** A pair of which the first form is due on Monday at ten. */
async function due(
  change: Partial<CampaignDraft> = {},
): Promise<{ id: CampaignId; first: Row; second: Row }> {
  const id = await running(change);
  await tickAt(MONDAY, 10);
  const [first, last] = await pairOf(id);
  return { id, first, second: last };
}

const take = (form: { id: string }, who: { id: string } = fieldworker) =>
  postAs(world, who, `/formulieren/${form.id}/neem`, {});
/** Sends the form of what became of it, as a browser does. */
async function note(
  form: { id: string },
  said: Record<string, string>,
  { who = fieldworker, file }: { who?: { id: string }; file?: Buffer } = {},
): Promise<Response> {
  const { cookie, token } = await world.signIn(who);
  const sent = request(world.app)
    .post(`/formulieren/${form.id}/noteer`)
    .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
    .field('_csrf', token);
  for (const [name, value] of Object.entries({ said: 'Bedankt voor uw sollicitatie.', ...said }))
    sent.field(name, value);
  return sent.attach('file', file ?? Buffer.alloc(0), file === undefined ? '' : 'scherm.png');
}

/** A statement as the role of the application, in the name of somebody. @returns the constraint that refused it, or null */
const byRole = (who: { id: string }, ...statements: ReturnType<typeof sql>[]): Promise<string | null> =>
  world.services
    .contextFor({ id: who.id, name: 'x', roles: ['fieldworker'] })
    .inTx(async (ctx) => {
      for (const statement of statements) await statement.execute(ctx.db);
    })
    .then(
      () => null,
      (error: unknown) => constraintOf(error) ?? String(error),
    );
const insertAttempt = (form: { id: string }, by: string | null) =>
  sql`insert into attempt (id, application, number, server, message, lease_until, taken_by)
    values (gen_random_uuid(), ${form.id}, (select attempts + 1 from application where id = ${form.id}), 'x', '', app_now(), ${by})`;
const toSending = (form: { id: string }) =>
  sql`update application set state = 'sending', attempts = attempts + 1 where id = ${form.id}`;

describe('an application by web form', () => {
  test('is frozen with its form when the plan is drawn; one by mail has none', async () => {
    const [byForm, byMail] = [await running(), await running({}, { sector: 'uitzend' })];
    expect((await pairOf(byForm)).map((one) => one.form_url)).toEqual([FORM, FORM]);
    expect((await pairOf(byMail)).map((one) => one.form_url)).toEqual([null, null]);
    await owner(
      sql`update vacancy set form_url = null where id in (select vacancy from test where campaign = ${byForm})`,
    );
    expect((await pairOf(byForm)).map((one) => one.form_url)).toEqual([FORM, FORM]);
    await expect(
      owner(sql`update application set form_url = null where campaign = ${byForm}`),
    ).rejects.toMatchObject({ constraint: 'application_frozen' });
    await owner(sql`update vacancy set form_url = ${FORM} where sector = 'bouw'`);
  });

  test('waits for a person from nine on its day, and never leaves by mail', async () => {
    const id = await running();
    const before = world.posted.length;
    await tickAt(MONDAY, 8, 59);
    const early = (await pairOf(id))[0].state;
    await tickAt(MONDAY, 9, 1);
    const [first, later] = await pairOf(id);
    await tickAt(MONDAY, 16, 59);
    expect([early, first.state, later.state, (await pairOf(id))[0].state, world.posted.length]).toEqual([
      'planned',
      'due',
      'planned',
      'due',
      before,
    ]);
    expect(await attemptsOf(id)).toEqual([]);
  });

  test('that nobody took goes back and gets another day, the first freely and the second once', async () => {
    const { id } = await due();
    await tickAt(MONDAY, 17, 1);
    await tick();
    const [moved, second] = await pairOf(id);
    expect([moved.state, toLocal(moved.due_at).date, toLocal(second.due_at).date]).toEqual([
      'planned',
      TUESDAY,
      addDays(MONDAY, 2),
    ]);
    await tickAt(TUESDAY, 10, 1);
    await take(moved);
    expect((await note(moved, { outcome: 'sent' })).status).toBe(303);
    for (const day of [2, 3, 4]) {
      // A minute later each day, so that the vacancy is looked at anew.
      await tickAt(addDays(MONDAY, day), 10, day);
      await tickAt(addDays(MONDAY, day), 17, 1);
      await tick();
    }
    const last = (await pairOf(id))[1];
    expect([last.state, last.state_reason, last.outcome]).toEqual(['cancelled', 'missed', 'ERR']);
  });
});

describe('the list of forms', () => {
  test('shows a fieldworker what waits, with a card on the first page', async () => {
    await due();
    const [list, home] = [
      await getAs(world, fieldworker, '/formulieren'),
      await getAs(world, fieldworker, '/'),
    ];
    expect([list.status, list.text.includes('>vrij<'), home.text.includes('href="/formulieren"')]).toEqual([
      200,
      true,
      true,
    ]);
  });

  test('says so when nothing waits', async () => {
    expect((await getAs(world, fieldworker, '/formulieren')).text).toContain('Er wacht geen formulier op u');
  });

  test('is closed to who codes, and another team finds nothing', async () => {
    const { first } = await due();
    const stranger = await settle(world, ['fieldworker']);
    for (const path of ['/formulieren', `/formulieren/${first.id}`, `/formulieren/${first.id}/cv`])
      expect((await getAs(world, coder, path)).status).toBe(403);
    expect((await getAs(world, stranger, `/formulieren/${first.id}`)).status).toBe(404);
    expect((await take(first, stranger)).status).toBe(404);
    expect((await getAs(world, stranger, '/formulieren')).text).toContain('Er wacht geen formulier op u');
  });
});

describe('taking a form', () => {
  test('keeps the prepared message, and shows texts, link and files to who took it alone', async () => {
    const { id, first } = await due();
    const before = await getAs(world, fieldworker, `/formulieren/${first.id}`);
    expect([before.text.includes(FORM), before.text.includes('tekst-letter')]).toEqual([false, false]);
    expect((await take(first)).headers['location']).toBe(`/formulieren/${first.id}`);
    const { text } = await getAs(world, fieldworker, `/formulieren/${first.id}`);
    const [facts] = await owner<{ mail: string; phone: string; letter: string }>(
      sql`select from_address as mail, profile ->> 'phone' as phone, split_part(body, E'\n', 1) as letter from application where id = ${first.id}`,
    );
    expect(
      [facts!.mail, facts!.phone, `href="${FORM}" target="_blank" rel="noopener noreferrer"`].filter(
        (one) => !text.includes(one),
      ),
    ).toEqual([]);
    const other = await getAs(world, second, `/formulieren/${first.id}`);
    expect([
      other.text.includes(facts!.mail),
      other.text.includes('een tweede sollicitatie verraadt de test'),
    ]).toEqual([false, true]);
    const [attempt] = await attemptsOf(id);
    expect([
      attempt!.taken_by,
      attempt!.result,
      attempt!.message.toString().includes('\r\nSubject: '),
    ]).toEqual([fieldworker.id, null, true]);
    expect((await pairOf(id))[0].state).toBe('sending');
  });

  test('gives the CV and the letter as files to who holds it', async () => {
    const { first } = await due();
    expect((await getAs(world, fieldworker, `/formulieren/${first.id}/cv`)).status).toBe(404);
    await take(first);
    for (const kind of ['cv', 'brief']) {
      const answer = await getAs(world, fieldworker, `/formulieren/${first.id}/${kind}`);
      expect([
        answer.status,
        answer.headers['content-type'],
        (answer.body as Buffer).subarray(0, 5).toString(),
      ]).toEqual([200, 'application/pdf', '%PDF-']);
      expect((await getAs(world, second, `/formulieren/${first.id}/${kind}`)).status).toBe(404);
    }
  });

  test('by two at once gives it to one; the other hears so, and only one attempt is there', async () => {
    const { id, first } = await due();
    const answers = await Promise.all([take(first), take(first, second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect(answers.find(({ status }) => status === 409)!.text).toContain(
      'Iemand anders vult dit formulier al in',
    );
    expect(await attemptsOf(id)).toHaveLength(1);
  });

  test('again by the same person changes nothing', async () => {
    const { id, first } = await due();
    expect([(await take(first)).status, (await take(first)).status, (await attemptsOf(id)).length]).toEqual([
      303, 303, 1,
    ]);
  });

  test('writes who took it in the log, and keeps them from the evidence of what still runs', async () => {
    const { id, first } = await due();
    await take(first);
    const [link] = await owner<{ actor: string }>(
      sql`select actor from audit_link where what = 'attempt.started' and campaign = ${id}`,
    );
    const duties = await owner<{ duty: string }>(
      sql`select duty from campaign_insider where campaign = ${id} and account = ${fieldworker.id} order by duty`,
    );
    expect([link!.actor, duties.map(({ duty }) => duty)]).toEqual([fieldworker.id, ['send', 'team']]);
  });
});

describe('no form is taken', () => {
  const blocked: Record<
    string,
    { prepare: (id: CampaignId) => Promise<unknown>; says: string; law: string }
  > = {
    'while the campaign rests': {
      prepare: (id) => world.services.campaigns.pause(world.as('inspector'), id, 'a question of the sector'),
      says: 'De campagne loopt niet',
      law: 'gate:campaign-not-running',
    },
    'once the authorisation is withdrawn': {
      prepare: (id) => world.services.campaigns.withdrawAuthorisation(world.as('coordinator'), id),
      says: 'machtiging',
      law: 'gate:not-authorised',
    },
    'once the authorisation is over': {
      prepare: async (id) => {
        await owner(sql`alter table authorisation disable trigger user`);
        await owner(
          sql`update authorisation set valid_until = app_now() - interval '1 minute' where campaign = ${id}`,
        );
        await owner(sql`alter table authorisation enable trigger user`);
      },
      says: 'machtiging',
      law: 'gate:authorisation-expired',
    },
    'outside office hours': {
      prepare: () => world.at(toInstant(MONDAY, 17 * 60 + 1)),
      says: 'tussen 9 en 17 uur',
      law: 'form_office_closed',
    },
    'on another day': {
      prepare: () => world.at(toInstant(TUESDAY, 9 * 60 + 30)),
      says: 'voor een andere dag',
      law: 'form_other_day',
    },
    'when nobody looked at the vacancy for a day': {
      prepare: (id) => lookedLongAgo(id),
      says: 'Kijk ze eerst na',
      law: 'form_vacancy_unchecked',
    },
    'when the vacancy is closed': {
      prepare: (id) =>
        owner(sql`insert into vacancy_check (id, vacancy, verdict, adapter, actor, at)
          select gen_random_uuid(), vacancy, 'closed', 'person', ${second.id}, app_now() from test where campaign = ${id}`),
      says: 'Vul het formulier niet in',
      law: 'form_vacancy_over',
    },
  };
  const lookedLongAgo = async (id: CampaignId): Promise<void> => {
    await owner(sql`alter table vacancy_check disable trigger user`);
    await owner(
      sql`update vacancy_check set at = at - interval '25 hours' where vacancy in (select vacancy from test where campaign = ${id})`,
    );
    await owner(sql`alter table vacancy_check enable trigger user`);
  };

  test.each(Object.entries(blocked))(
    '%s, on the page or by hand in the database',
    async (_when, { prepare, says, law }) => {
      const { id, first } = await due();
      await prepare(id);
      const answer = await take(first);
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining(says)]);
      expect(await byRole(fieldworker, insertAttempt(first, fieldworker.id), toSending(first))).toBe(law);
      expect([await attemptsOf(id), (await pairOf(id))[0].state]).toEqual([[], 'due']);
    },
  );

  test('while the kill switch is on', async () => {
    const { id, first } = await due();
    await postAs(world, coordinator, '/noodknop/druk-in', { reason: 'een oefening van de noodknop' });
    expect((await take(first)).status).toBe(409);
    expect(await byRole(fieldworker, insertAttempt(first, fieldworker.id), toSending(first))).toBe(
      'gate:kill-switch-on',
    );
    expect(await attemptsOf(id)).toEqual([]);
  });

  test('in the name of another, by who is no fieldworker, or as mail', async () => {
    const { first } = await due();
    expect([
      await byRole(fieldworker, insertAttempt(first, second.id), toSending(first)),
      await byRole(inspector, insertAttempt(first, inspector.id), toSending(first)),
      await byRole(fieldworker, insertAttempt(first, null), toSending(first)),
    ]).toEqual(['attempt_own_name', 'attempt_by_fieldworker', 'attempt_fits_its_way']);
  });

  test('and what goes by mail is taken by nobody', async () => {
    const id = await running({}, { sector: 'uitzend' });
    const [first] = await pairOf(id);
    expect([
      (await take(first)).status,
      await byRole(fieldworker, insertAttempt(first, fieldworker.id)),
    ]).toEqual([404, 'attempt_fits_its_way']);
  });
});

describe('a form that was sent', () => {
  test('has its window from its own instant, and its second follows on another day', async () => {
    const { id, first } = await due();
    await take(first);
    await world.at(toInstant(MONDAY, 10 * 60 + 30));
    const answer = await note(first, { outcome: 'sent', reference: 'W-2026/17', time: '10:20' });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/formulieren?gedaan=sent']);
    const [sent] = await pairOf(id);
    expect([
      sent.state,
      sent.sent_at,
      (sent.window_ends_at?.getTime() ?? 0) - (sent.sent_at?.getTime() ?? 0),
    ]).toEqual(['sent', toInstant(MONDAY, 10 * 60 + 20), 30 * DAY]);
    expect((await attemptsOf(id))[0]).toMatchObject({
      result: 'sent',
      reply: 'Bedankt voor uw sollicitatie.',
      reference: 'W-2026/17',
    });
    await tickAt(MONDAY, 16);
    expect((await pairOf(id))[1].state).toBe('planned');
    await tickAt(TUESDAY, 9, 1);
    const [, next] = await pairOf(id);
    await take(next, second);
    await note(next, { outcome: 'sent' }, { who: second });
    expect((await pairOf(id)).map(({ state }) => state)).toEqual(['sent', 'sent']);
    expect(world.posted).toEqual([]);
  });

  test('keeps the screen that the site showed, sealed, for its own team alone', async () => {
    const { id, first } = await due();
    await take(first);
    const png = pngOf(4);
    expect((await note(first, { outcome: 'sent' }, { file: png })).status).toBe(303);
    const [page] = await owner<{ sealed: Buffer; campaign: string; taken_by: string }>(
      sql`select sealed, campaign, taken_by from vacancy_snapshot where campaign = ${id}`,
    );
    expect([page!.taken_by, page!.sealed.includes(png)]).toEqual([fieldworker.id, false]);
    const file = await getAs(world, fieldworker, `/formulieren/${first.id}/bevestiging`);
    expect(Buffer.from(file.body as Buffer).equals(png)).toBe(true);
    const stranger = await settle(world, ['fieldworker']);
    expect((await getAs(world, stranger, `/formulieren/${first.id}/bevestiging`)).status).toBe(404);
    expect(
      await byRole(
        second,
        sql`insert into vacancy_snapshot (id, vacancy, media, bytes, sha256, sealed, taken_by, attempt, campaign)
          select gen_random_uuid(), p.vacancy, p.media, p.bytes, p.sha256, p.sealed, ${second.id}, p.attempt, p.campaign from vacancy_snapshot p where p.campaign = ${id}`,
      ),
    ).toMatch(/row-level security/);
  });

  test.each([
    [{ outcome: '' }, 'Kies wat er met het formulier gebeurde.'],
    [{ outcome: 'sent', said: 'ja' }, 'Schrijf in enkele woorden'],
    [{ outcome: 'sent', time: 'half elf' }, 'Schrijf het uur als 14:05'],
    [{ outcome: 'sent', time: '09:10' }, 'ligt niet tussen het nemen van het formulier en nu'],
    [{ outcome: 'sent', time: '16:10' }, 'ligt niet tussen het nemen van het formulier en nu'],
  ])(
    'is not noted when what is said is wrong (%j): the reason stands beside its field, and what was typed is kept',
    async (said, words) => {
      const { id, first } = await due();
      await take(first);
      const answer = await note(first, { reference: 'W-18', ...said });
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(words)]);
      expect([answer.text.includes('value="W-18"'), (await pairOf(id))[0].state]).toEqual([true, 'sending']);
    },
  );

  test('takes no file that is no screen', async () => {
    const { first } = await due();
    await take(first);
    const answer = await note(first, { outcome: 'sent' }, { file: Buffer.from('MZ een programma') });
    expect([answer.status, answer.text]).toEqual([
      422,
      expect.stringContaining('Dit is geen pdf-, png- of jpg-bestand'),
    ]);
  });

  test('is noted once: again changes nothing, and something else is refused', async () => {
    const { id, first } = await due();
    await take(first);
    expect([
      (await note(first, { outcome: 'sent' })).status,
      (await note(first, { outcome: 'sent', said: 'Nog eens.' })).status,
      (await note(first, { outcome: 'not-possible' })).status,
    ]).toEqual([303, 303, 409]);
    expect((await attemptsOf(id)).map(({ reply }) => reply)).toEqual(['Bedankt voor uw sollicitatie.']);
  });
});

describe('a form that was not sent', () => {
  test('because it could not be, ends the pair as an error', async () => {
    const { id, first } = await due();
    await take(first);
    await note(first, { outcome: 'not-possible', said: 'De site vraagt een rijksregisternummer.' });
    await tickAt(TUESDAY, 10);
    const pair = await pairOf(id);
    expect(pair.map(({ state, state_reason, outcome }) => [state, state_reason, outcome])).toEqual([
      ['cancelled', 'form-not-possible', 'ERR'],
      ['cancelled', 'first-arm-cancelled', 'ERR'],
    ]);
    expect((await getAs(world, fieldworker, `/formulieren/${first.id}`)).text).toContain(
      'De site vraagt een rijksregisternummer.',
    );
  });

  test('and is given back, can be taken by another', async () => {
    const { id, first } = await due();
    await take(first);
    await note(first, { outcome: 'given-back', said: 'Ik word weggeroepen.' });
    expect((await pairOf(id))[0].state).toBe('due');
    expect((await take(first, second)).status).toBe(303);
    expect((await attemptsOf(id)).map(({ result, taken_by }) => [result, taken_by])).toEqual([
      ['given-back', fieldworker.id],
      [null, second.id],
    ]);
  });

  test('and is given back once its campaign stopped, is cancelled', async () => {
    const { id, first } = await due();
    await take(first);
    await world.services.campaigns.stop(world.as('coordinator'), id, 'the end of it', false);
    expect((await getAs(world, fieldworker, `/formulieren/${first.id}`)).text).toContain(
      'Verstuur niets meer',
    );
    await note(first, { outcome: 'given-back' });
    expect((await pairOf(id)).map(({ state, state_reason }) => [state, state_reason])).toEqual([
      ['cancelled', 'campaign-stopped'],
      ['cancelled', 'campaign-stopped'],
    ]);
  });
});

describe('a form of which nobody is sure', () => {
  test('is in doubt with the words of its taker, until somebody settles it', async () => {
    const { id, first } = await due();
    await take(first);
    await note(first, { outcome: 'in-doubt', said: 'Het scherm bleef wit na verzenden.' });
    const { text } = await getAs(world, fieldworker, '/verzending');
    expect(
      ['Wat de veldwerker zei', 'Het scherm bleef wit na verzenden.'].filter((one) => !text.includes(one)),
    ).toEqual([]);
    await world.services.dispatch.settle(
      world.as('fieldworker'),
      first.id,
      'sent',
      'de werkgever antwoordde',
    );
    const [settled] = await pairOf(id);
    const [attempt] = await owner<{ at: Date }>(
      sql`select started_at as at from attempt where campaign = ${id}`,
    );
    expect([settled.state, settled.sent_at]).toEqual(['sent', attempt!.at]);
  });
});

describe('what a person holds', () => {
  test('is swept by no server, however long it lasts or whatever started anew', async () => {
    const { id, first } = await due();
    await take(first);
    const { dispatch, systemContext } = world.services;
    await dispatch.recover(systemContext(), true);
    await world.at(toInstant(addDays(MONDAY, 3), 10 * 60));
    await dispatch.recover(systemContext(), false);
    await tick();
    expect([(await pairOf(id))[0].state, (await attemptsOf(id)).map(({ result }) => result)]).toEqual([
      'sending',
      [null],
    ]);
  });

  test('is ended by nobody else, not even by hand in the database', async () => {
    const { first } = await due();
    await take(first);
    expect((await note(first, { outcome: 'sent' }, { who: second })).status).toBe(409);
    const end = (result: string) =>
      sql`update attempt set result = ${result}, ended_at = app_now() where application = ${first.id}`;
    expect([
      await byRole(second, end('sent')),
      await byRole(
        second,
        sql`update application set state = 'sent', sent_at = app_now(), window_ends_at = app_now() where id = ${first.id}`,
      ),
      await byRole(
        fieldworker,
        end('sent'),
        sql`update application set state = 'due' where id = ${first.id}`,
      ),
      await byRole(
        fieldworker,
        end('sent'),
        sql`update application set state = 'sent', sent_at = app_now() - interval '2 days', window_ends_at = app_now() where id = ${first.id}`,
      ),
      await byRole(
        fieldworker,
        sql`update attempt set taken_by = ${second.id} where application = ${first.id}`,
      ),
    ]).toEqual([
      'attempt_by_taker',
      'application_form_ended',
      'application_form_ended',
      'application_form_sent_at',
      'attempt_kept',
    ]);
  });

  test('is freed by a coordinator once its hours are over, and is in doubt then', async () => {
    const { id, first } = await due();
    await take(first);
    const free = () =>
      postAs(world, coordinator, `/formulieren/${first.id}/vrij`, { reason: 'De veldwerker is ziek.' });
    expect((await free()).status).toBe(409);
    await world.at(toInstant(MONDAY, 17 * 60 + 1));
    expect((await getAs(world, coordinator, `/formulieren/${first.id}`)).text).toContain(
      'Geef het formulier vrij',
    );
    expect((await getAs(world, fieldworker, '/')).text).toContain(
      'Noteer wat er gebeurde met een formulier dat u nam',
    );
    expect(
      (await postAs(world, fieldworker, `/formulieren/${first.id}/vrij`, { reason: 'een goede reden' }))
        .status,
    ).toBe(403);
    expect((await free()).status).toBe(303);
    expect([(await pairOf(id))[0].state, (await attemptsOf(id))[0]!.result]).toEqual([
      'in-doubt',
      'in-doubt',
    ]);
  });
});

describe('an answer to a form', () => {
  test('is withdrawn from by mail, in a thread that names no mail that never left', async () => {
    const { first } = await due();
    await take(first);
    await note(first, { outcome: 'sent' });
    const [sent] = await owner<{ from_address: string; message_id: string }>(
      sql`select from_address, message_id from application where id = ${first.id}`,
    );
    const id = await answer(world, sent!);
    await postAs(world, fieldworker, `/intrekken/antwoorden/${id}/beslis`, { expects: 'invitation' });
    const [withdrawal] = await owner<{ to_address: string; names: boolean }>(
      sql`select to_address, ${sent!.message_id} = any (thread || in_reply_to) as names from withdrawal where application = ${first.id}`,
    );
    expect(withdrawal).toEqual({ to_address: 'els@klant.example', names: false });
  });
});

describe('a form whose test is erased', () => {
  test('loses its address, what was said of it and the screen; that somebody sent it stays', async () => {
    const { id, first } = await due();
    await take(first);
    await note(first, { outcome: 'sent', reference: 'W-19' }, { file: pngOf(3) });
    await asOwner(world.services.database.kysely, async (db) => {
      await sql`select set_config('app.actor', '00000000-0000-4000-8000-000000000001', true)`.execute(db);
      await sql`select erase_test(test) from application where id = ${first.id}`.execute(db);
    });
    const [left] = await owner<{ form: string | null; sealed: number; state: string }>(
      sql`select a.form_url as form, length(p.sealed) as sealed, a.state from application a join attempt x on x.application = a.id
        join vacancy_snapshot p on p.attempt = x.id where a.id = ${first.id}`,
    );
    expect(left).toEqual({ form: null, sealed: 0, state: 'sent' });
    expect((await attemptsOf(id))[0]).toMatchObject({
      reply: null,
      reference: null,
      taken_by: fieldworker.id,
    });
    const { status, text } = await getAs(world, fieldworker, `/formulieren/${first.id}`);
    expect([status, text.includes('W-19'), text.includes('Download het bewaarde scherm')]).toEqual([
      200,
      false,
      false,
    ]);
  });
});

describe('the proof of an employer', () => {
  test('opens the leaf of a test by web form, in which its form stands', async () => {
    const { id, first } = await due();
    await take(first);
    await note(first, { outcome: 'not-possible' });
    await tickAt(TUESDAY, 10);
    const [employer] = await owner<{ kbo: string }>(
      sql`select e.kbo from test t join employer e on e.id = t.employer where t.campaign = ${id}`,
    );
    const path = `/campagnes/${id}/bewijs/${employer!.kbo}`;
    const proof = await getAs(world, inspector, path, { accept: 'application/json' });
    expect([proof.status, proof.text]).toEqual([
      200,
      expect.stringContaining(JSON.stringify(`"form":"${FORM}"`).slice(1, -1)),
    ]);
  });
});

describe.runIf(engine === 'postgres')('two servers on one database', () => {
  test('give each form to one of two people who ask at once, and try it once', async () => {
    const id = await running({ pairsPerDay: 10 }, { pairs: 10 });
    const other = await createServices({
      config: readConfig({ PT_SECRET: WORLD_KEY, PT_ANSWER_KEYS: WORLD_ANSWER_KEYS, PT_LOG_LEVEL: 'silent' }),
      database: world.services.database,
      log: createLog('silent'),
      smtp: { host: '127.0.0.1', port: 9 },
      mailIn: { host: '127.0.0.1', port: 0, domains: ['mijnpost.example'] },
    });
    await tickAt(MONDAY, 10);
    other.clock.shiftTo(world.services.clock.now().getTime() - Date.now());
    const there = { ...world, app: createApp(other, { key: FORM_KEY }) };
    const forms = await owner<{ id: string }>(
      sql`select id from application where campaign = ${id} and state = 'due' order by id`,
    );
    const answers = await Promise.all(
      forms.map((form) =>
        Promise.all([take(form), postAs(there, second, `/formulieren/${form.id}/neem`, {})]),
      ),
    );
    expect(forms).toHaveLength(10);
    expect(answers.map((pair) => pair.map(({ status }) => status).sort())).toEqual(
      forms.map(() => [303, 409]),
    );
    expect(await attemptsOf(id)).toHaveLength(10);
  });
});

describe('where forms show beside mail', () => {
  test('the outbox and the dry run say "by hand", and the plan counts them', async () => {
    const id = await running();
    const dry = await getAs(world, fieldworker, `/campagnes/${id}/proefdraai?dagen=10`);
    expect(dry.text).toContain('met de hand: een veldwerker vult het webformulier in');
    await tickAt(MONDAY, 10);
    const outbox = await getAs(world, fieldworker, `/campagnes/${id}/verzending?stand=to-fill-in`);
    const [first] = await pairOf(id);
    expect([
      outbox.text.includes('klaar om in te vullen'),
      outbox.text.includes(`href="/formulieren/${first.id}"`),
    ]).toEqual([true, true]);
    await take(first);
    expect((await getAs(world, fieldworker, `/campagnes/${id}/verzending?stand=filling-in`)).text).toContain(
      'wordt ingevuld',
    );
  });
});

test('the hours of the database are those of the calendar, on every hour of five years', async () => {
  const calendar = createCalendar(loadReference(`${scenarioFolder}/reference`).holidays);
  const from = toInstant(dateOnly(2026, 1, 1), 0).getTime();
  const hours = Array.from(
    { length: 5 * 366 * 4 },
    (_, at) => new Date(from + at * 6 * 60 * 60_000 + 3 * 60 * 60_000),
  );
  const found = await owner<{ open: boolean }>(
    sql`select is_office_time(h) as open from unnest(${hours.map((hour) => hour.toISOString())}::timestamptz[]) with ordinality u (h, n) order by n`,
  );
  expect(hours.filter((hour, at) => found[at]!.open !== isOfficeTime(hour, calendar))).toEqual([]);
});
