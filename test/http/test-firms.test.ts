// A test firm: its contract, its own testers, and the calls it hands out to them; it learns nothing of what they heard.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { dateOnly, toInstant } from '../../src/platform/dates.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { Browser } from '../support/browser.js';
import { getAs, postAs } from '../support/acting.js';
import { runningCalls } from '../support/calls.js';
import { codeFor, PASSWORD, secretOn } from '../support/people.js';
import { importWorld, openWorld, type World } from '../support/world.js';

const [ines, cas, veerle, , , astrid] = practiceAccounts;
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;

interface Firm {
  readonly id: string;
  readonly name: string;
  readonly account: { readonly id: string; readonly name: string; readonly roles: readonly string[] };
}

let world: World;
let campaign: CampaignId;
let bureau: Firm;
let other: Firm;

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 40);
  campaign = await runningCalls(world, 12, { name: 'Geheime Klantoproepen' });
  bureau = await hired('Bureau Bel', 'FSMA-2026-7');
  other = await hired('Ander Bureau', 'FSMA-2026-8');
}, 120_000);
afterAll(() => world.close());

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) =>
      error instanceof Problem ? error.code : (constraintOf(error) ?? (error as { code: string }).code),
  );
const contract = (name: string, number: string, change: Record<string, string> = {}) => ({
  firmName: name,
  contract: number,
  validFrom: '2026-09-01',
  validUntil: '2027-03-01',
  ...change,
});

/** A firm with an account, through the pages of an administrator. */
async function hired(name: string, number: string): Promise<Firm> {
  const added = await postAs(world, astrid, '/beheer/testbureaus/voeg-toe', contract(name, number));
  expect(added.status).toBe(303);
  const [firm] = await owner<{ id: string }>(sql`select id from test_firm where name = ${name}`);
  const who = `Van ${name}`;
  const invited = await postAs(world, astrid, '/beheer/gebruikers/nodig-uit', {
    name: who,
    email: `${number.toLowerCase()}@bureau.example`,
    'role-test-firm': 'ja',
    firm: firm!.id,
  });
  expect(invited.status).toBe(200);
  const [account] = await owner<{ id: string }>(sql`select id from account where name = ${who}`);
  await owner(sql`update account set state = 'active' where id = ${account!.id}`);
  return { id: firm!.id, name, account: { id: account!.id, name: who, roles: ['test-firm'] } };
}

let named = 0;
/** A tester whom a firm invited, with the account open. */
async function testerOf(firm: Firm): Promise<{ id: string; number: number; name: string; link: string }> {
  named += 1;
  const name = `Tester Extern ${named}`;
  const answer = await postAs(world, firm.account, '/bureau/testers/nodig-uit', {
    name,
    email: `extern${named}@bureau.example`,
  });
  expect(answer.status).toBe(200);
  const link = /class="mono secret">[^<]*(\/uitnodiging\/[^<]+)</.exec(answer.text)![1]!;
  const [row] = await owner<{ id: string; number: number }>(
    sql`select a.id, t.number from account a join tester t on t.account = a.id where a.name = ${name}`,
  );
  return { ...row!, name, link };
}
const opened = async (firm: Firm) => {
  const tester = await testerOf(firm);
  await owner(sql`update account set state = 'active' where id = ${tester.id}`);
  return tester;
};
const give = (firm: Firm, count: number) =>
  postAs(world, cas, `/campagnes/${campaign}/oproepen/geef`, { firm: firm.id, count: String(count) });
const tasksOf = (firm: Firm) =>
  owner<{ id: string; number: number; tester: string | null; employer_unit: string }>(
    sql`select id, number, tester, employer_unit from call_task where firm = ${firm.id} and state = 'planned' order by ordinal`,
  );
const handOut = (firm: Firm, ids: readonly string[], tester: number | 'niemand') =>
  postAs(world, firm.account, '/bureau/taken/deel-uit', {
    tester: String(tester),
    ...Object.fromEntries(ids.map((id) => [`task-${id}`, 'ja'])),
  });
const actor = (account: { id: string; name?: string; roles?: readonly string[] }) =>
  world.services.contextFor({ name: 'x', roles: [], ...account });

describe('the contract of a test firm', () => {
  test('is kept by who looks after accounts, and comes back with what is wrong', async () => {
    const bad = await postAs(world, astrid, '/beheer/testbureaus/voeg-toe', {
      ...contract('X', ''),
      validUntil: '2026-01-01',
    });
    expect(bad.status).toBe(422);
    for (const field of ['firmName', 'contract']) expect(bad.text).toContain(`href="#${field}"`);
    const twice = await postAs(world, astrid, '/beheer/testbureaus/voeg-toe', contract('Bureau Bel', 'Z-1'));
    expect([twice.status, twice.text.includes('al een bureau met deze naam')]).toEqual([422, true]);
    expect((await getAs(world, astrid, '/beheer/testbureaus')).text).toContain('FSMA-2026-7');
    expect((await getAs(world, bureau.account, '/beheer/testbureaus')).status).toBe(403);
  });

  test('belongs to every account of a firm', async () => {
    const without = await postAs(world, astrid, '/beheer/gebruikers/nodig-uit', {
      name: 'Zonder Bureau',
      email: 'zonder@bureau.example',
      'role-test-firm': 'ja',
      firm: '',
    });
    expect([without.status, without.text.includes('href="#firm"')]).toEqual([422, true]);
    const list = (await getAs(world, astrid, '/beheer/gebruikers')).text;
    expect(list.slice(list.indexOf('Van Bureau Bel')).split('</tr>')[0]).toContain('Bureau Bel');
  });
});

describe('a firm and its testers', () => {
  test('invites its own, who must set up a second step and reach the workplace that is there', async () => {
    const tester = await testerOf(bureau);
    const browser = new Browser(world.app);
    await browser.get(tester.link);
    const step = await browser.post(tester.link, { password: PASSWORD });
    expect(step.headers['location']).toContain('tweede-stap');
    const page = await browser.get(step.headers['location'] as string);
    await browser.post('/aanmelden/tweede-stap/stel-in', { code: await codeFor(world, secretOn(page.text)) });
    expect((await browser.get('/taken')).status).toBe(200);
    expect((await browser.get('/bureau/taken')).status).toBe(403);
    const list = await getAs(world, bureau.account, '/bureau/testers');
    expect(list.text).toContain(tester.name);
    expect(list.text).toContain(`>${tester.number}<`);
  });

  test('says what is wrong with an invitation, and keeps what was typed', async () => {
    const answer = await postAs(world, bureau.account, '/bureau/testers/nodig-uit', {
      name: 'Jan',
      email: 'x',
    });
    expect([
      answer.status,
      answer.text.includes('href="#email"'),
      answer.text.includes('value="Jan"'),
    ]).toEqual([422, true, true]);
    const taken = await postAs(world, bureau.account, '/bureau/testers/nodig-uit', {
      name: 'Jan',
      email: 'fsma-2026-8@bureau.example',
    });
    expect([taken.status, taken.text.includes('href="#email"')]).toEqual([422, true]);
  });

  test('sees and ends no tester of another, nor one of the service', async () => {
    const tester = await opened(other);
    const page = await getAs(world, bureau.account, '/bureau/testers');
    expect([page.text.includes(tester.name), page.text.includes('Tess Tester')]).toEqual([false, false]);
    for (const id of [tester.id, tess.id])
      for (const step of ['stop', 'nodig-opnieuw-uit'])
        expect((await postAs(world, bureau.account, `/bureau/testers/${id}/${step}`, {})).status).toBe(404);
    const states = await owner<{ state: string }>(
      sql`select state from account where id in (${tester.id}, ${tess.id})`,
    );
    expect(states.map(({ state }) => state)).toEqual(['active', 'active']);
  });

  test('makes by hand no account but a tester’s, and takes in nobody who is there already', async () => {
    const make = (roles: string) =>
      refusalOf(
        actor(bureau.account).inTx((ctx) =>
          sql`insert into account (id, name, kind, roles, state) values (gen_random_uuid(), 'x', 'person', ${roles}::text[], 'invited')`.execute(
            ctx.db,
          ),
        ),
      );
    expect([await make('{inspector}'), await make('{tester,coordinator}'), await make('{tester}')]).toEqual([
      '42501',
      '42501',
      null,
    ]);
    const take = (account: string, firm: string) =>
      refusalOf(
        actor(bureau.account).inTx((ctx) =>
          sql`insert into firm_member (account, firm, added_by) values (${account}, ${firm}, app_actor())`.execute(
            ctx.db,
          ),
        ),
      );
    expect(await take(tess.id, bureau.id)).toBe('firm_member_taken_in');
    expect(await take(ines.id, bureau.id)).toBe('firm_member_taken_in');
    const tester = await opened(other);
    expect(
      await refusalOf(
        world.services
          .contextFor(astrid)
          .inTx((ctx) =>
            sql`select change_account(${tester.id}, 'x', '{tester,inspector}', 'active')`.execute(ctx.db),
          ),
      ),
    ).toBe('firm_member_role');
    const seen = await actor(bureau.account).read(async (ctx) => ({
      logins: await ctx.db.selectFrom('account_login').select('login').execute(),
      firms: await ctx.db.selectFrom('test_firm').select('id').execute(),
    }));
    expect(seen.logins.some(({ login }) => login === 'tess' || login.startsWith('fsma-2026-8'))).toBe(false);
    expect(seen.firms.map(({ id }) => id)).toEqual([bureau.id]);
  });
});

describe('calls of a firm', () => {
  test('are given by the planner in a batch or one by one, and handed out to its testers', async () => {
    expect((await give(bureau, 3)).status).toBe(303);
    const tasks = await tasksOf(bureau);
    expect(tasks.map(({ tester }) => tester)).toEqual([null, null, null]);
    expect((await getAs(world, cas, `/campagnes/${campaign}/oproepen`)).text).toContain('Bureau Bel');
    expect((await getAs(world, bureau.account, '/')).text).toContain('Oproepen om uit te delen');
    const tester = await opened(bureau);
    const [first, second] = tasks;
    expect((await handOut(bureau, [first!.id, second!.id], tester.number)).status).toBe(303);
    expect((await tasksOf(bureau)).map((task) => task.tester)).toEqual([tester.id, tester.id, null]);
    const own = await getAs(world, tester, '/taken');
    expect(own.text).toContain(`/taken/${first!.id}`);
    expect((await handOut(bureau, [second!.id], 'niemand')).status).toBe(303);
    expect((await tasksOf(bureau)).map((task) => task.tester)).toEqual([tester.id, null, null]);
    const [free] = await owner<{ id: string; planned_on: string }>(
      sql`select id, planned_on::text from call_task where campaign = ${campaign} and firm is null and state = 'planned' order by ordinal limit 1`,
    );
    const one = await postAs(world, veerle, `/oproepen/${free!.id}/wijs-toe`, {
      tester: `bureau:${bureau.id}`,
      phone: '03 123 45 67',
      plannedOn: free!.planned_on,
    });
    expect([one.status, (await tasksOf(bureau)).length]).toEqual([303, 4]);
  });

  test('show the firm their state and nothing else: no agency, no campaign, no answer', async () => {
    const tester = await opened(bureau);
    await give(bureau, 3);
    const tasks = (await tasksOf(bureau)).filter((task) => task.tester === null).slice(0, 2);
    await handOut(
      bureau,
      tasks.map(({ id }) => id),
      tester.number,
    );
    const note = 'Zeldzaamwoord in een notitie.';
    await world.services.calls.start(actor(tester), tasks[0]!.id as never);
    await world.services.calls.record(actor(tester), tasks[0]!.id as never, {
      code: 'COMPLY-OPEN',
      timesSaid: 1,
      askedReason: false,
      namedBan: false,
      deviations: [],
      note,
    });
    // Nobody was reached on three days.
    for (const n of [1, 2, 3])
      await owner(
        sql`insert into call_attempt (task, n, campaign, how, on_day, ended_at, next_on, recorded_by)
          select ${tasks[1]!.id}, ${n}, ${campaign}, 'busy', (at at time zone 'Europe/Brussels')::date, at, case when ${n} < 3 then '2099-01-01'::date end, ${tester.id}
          from (select app_now() - (4 - ${n}) * interval '1 day' as at) tried`,
      );
    await owner(
      sql`insert into call_outcome (task, code, deviations, ended_at, recorded_by) values (${tasks[1]!.id}, 'not-reached', '[]', app_now(), ${tester.id})`,
    );
    await owner(sql`update call_task set state = 'done' where id = ${tasks[1]!.id}`);
    const page = (await getAs(world, bureau.account, '/bureau/taken')).text;
    const rowOf = (number: number) => page.slice(page.indexOf(`Oproep ${number}`)).split('</tr>')[0]!;
    expect(rowOf(tasks[0]!.number)).toContain('gedaan');
    expect(rowOf(tasks[1]!.number)).toContain('niet bereikt');
    const names = await owner<{ name: string; phone: string | null }>(
      sql`select e.name, t.phone from call_task t join employer e on e.id = t.employer where t.campaign = ${campaign}`,
    );
    const told = [
      ...names.flatMap(({ name, phone }) => [name, phone ?? '#']),
      'Geheime Klantoproepen',
      'COMPLY',
      note,
    ];
    expect(told.filter((word) => page.includes(word))).toEqual([]);
    const seen = await actor(bureau.account).read(async (ctx) => ({
      tasks: await ctx.db.selectFrom('call_task').select('id').execute(),
      outcomes: await ctx.db.selectFrom('call_outcome').select('task').execute(),
      employers: await ctx.db.selectFrom('employer').select('id').execute(),
      campaigns: await ctx.db.selectFrom('campaign').select('id').execute(),
      log: await ctx.db.selectFrom('audit_link').select('seq').execute(),
    }));
    expect(seen).toEqual({ tasks: [], outcomes: [], employers: [], campaigns: [], log: [] });
  });

  test('go to no tester with an own interest, of another firm or of the service, nor to a voice the agency heard', async () => {
    await give(bureau, 2);
    const [task] = (await tasksOf(bureau)).filter(({ tester }) => tester === null);
    const interested = await opened(bureau);
    await owner(sql`alter table own_interest disable trigger user`);
    await owner(
      sql`insert into own_interest (id, campaign, account, kind) values (gen_random_uuid(), ${campaign}, ${interested.id}, 'other')`,
    );
    await owner(sql`alter table own_interest enable trigger user`);
    const refused = await handOut(bureau, [task!.id], interested.number);
    expect([refused.status, refused.text.includes(`niet krijgen: ${task!.number}`)]).toEqual([422, true]);
    expect(refused.text).not.toContain('belang in');
    const foreign = await opened(other);
    expect((await handOut(bureau, [task!.id], foreign.number)).status).toBe(422);
    // The same agency in the same wave, by the same voice.
    const heard = await opened(bureau);
    await owner(sql`alter table call_task disable trigger user`);
    const [twin] = await owner<{ id: string }>(
      sql`insert into call_task (id, campaign, ordinal, wave, turn, employer, employer_unit, sector, ground, script, leaf, planned_on, state, firm, tester)
        select gen_random_uuid(), campaign, 9000, wave, 9, employer, employer_unit, sector, ground, script, leaf, planned_on, 'done', firm, ${heard.id} from call_task where id = ${task!.id} returning id`,
    );
    await owner(sql`alter table call_task enable trigger user`);
    expect((await handOut(bureau, [task!.id], heard.number)).status).toBe(422);
    expect((await tasksOf(bureau)).find(({ id }) => id === task!.id)?.tester).toBeNull();
    await owner(sql`delete from call_task where id = ${twin!.id}`);
    expect((await handOut(bureau, [task!.id], heard.number)).status).toBe(303);
  });

  test('of another firm are not there, through the pages or by hand', async () => {
    await give(other, 1);
    const [task] = await tasksOf(other);
    const tester = await opened(bureau);
    const answer = await handOut(bureau, [task!.id], tester.number);
    expect(answer.status).toBe(404);
    const byHand = await actor(bureau.account).inTx(async (ctx) => ({
      handed: (await sql`select * from hand_out(${task!.id}, ${tester.id})`.execute(ctx.db)).rows,
      seen: (await sql`select from firm_task where id = ${task!.id}`.execute(ctx.db)).rows.length,
    }));
    expect(byHand).toEqual({ handed: [], seen: 0 });
    const planner = (whom: string, firm: string | null) =>
      refusalOf(
        world
          .as('coordinator')
          .inTx((ctx) =>
            sql`update call_task set tester = ${whom}, firm = ${firm}::uuid where id = ${task!.id}`.execute(
              ctx.db,
            ),
          ),
      );
    expect([await planner(tester.id, null), await planner(tess.id, other.id)]).toEqual([
      'call_task_firm',
      'call_task_firm',
    ]);
    expect((await getAs(world, cas, `/oproepen/${task!.id}`)).text).not.toContain(tester.name);
  });

  test('come back to the firm from a tester who is ended, and that tester is out at once', async () => {
    const tester = await opened(bureau);
    await give(bureau, 1);
    const [task] = (await tasksOf(bureau)).filter((one) => one.tester === null);
    await handOut(bureau, [task!.id], tester.number);
    const session = await world.openSession(tester);
    expect((await postAs(world, bureau.account, `/bureau/testers/${tester.id}/stop`, {})).status).toBe(303);
    expect((await tasksOf(bureau)).find(({ id }) => id === task!.id)?.tester).toBeNull();
    const [left] = await owner<{ state: string; open: number }>(
      sql`select a.state, (select count(*)::integer from session s where s.account = a.id and s.ended_at is null) as open from account a where a.id = ${tester.id}`,
    );
    expect([left, session.length > 0]).toEqual([{ state: 'blocked', open: 0 }, true]);
  });
});

describe('the list of what a firm was given', () => {
  const numbers = async (query: string): Promise<number[]> => {
    const answer = await getAs(world, bureau.account, `/bureau/taken${query}`);
    expect(answer.status).toBe(200);
    return [...answer.text.matchAll(/Oproep (\d+)</g)].map((hit) => Number(hit[1]));
  };

  test('filters by tester and by what is still to hand out, orders, and goes on where one was', async () => {
    const tester = await opened(bureau);
    await give(bureau, 3);
    const [one, two, three] = (await tasksOf(bureau)).filter((task) => task.tester === null);
    const taken = await postAs(world, bureau.account, '/bureau/taken/deel-uit', {
      tester: String(tester.number),
      [`task-${one!.id}`]: 'ja',
      lijst: 'sorteer=nummer&stand=vrij',
    });
    expect([taken.status, taken.headers.location]).toEqual([303, '/bureau/taken?sorteer=nummer&stand=vrij']);
    const free = await numbers('?stand=vrij&sorteer=nummer');
    expect(free).not.toContain(one!.number);
    expect(free).toEqual(expect.arrayContaining([two!.number, three!.number]));
    expect(free).toEqual([...free].sort((a, b) => a - b));
    expect(await numbers(`?tester=${tester.number}`)).toEqual([one!.number]);
    // A fault keeps the ticks and the list they were made in.
    const faulty = await postAs(world, bureau.account, '/bureau/taken/deel-uit', {
      tester: '',
      [`task-${two!.id}`]: 'ja',
      lijst: 'stand=vrij&richting=af',
    });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toMatch(new RegExp(`id="task-${two!.id}"[^>]* checked`));
    expect(faulty.text).toContain('value="richting=af&amp;stand=vrij"');
  });

  test('goes out as a file, of the own firm alone', async () => {
    const file = await getAs(world, bureau.account, '/uitvoer/bureau-oproepen?stand=to-do');
    const rows = file.text.trim().split('\r\n').slice(1);
    expect([file.status, rows.length]).toEqual([200, (await tasksOf(bureau)).length]);
    expect((await getAs(world, cas, '/uitvoer/bureau-oproepen')).status).toBe(403);
  });

  test('is read and handed out through the API, all or none', async () => {
    const tester = await opened(bureau);
    await give(bureau, 2);
    const open = (await tasksOf(bureau)).filter((task) => task.tester === null);
    const [one, two] = open;
    const read = await getAs(world, bureau.account, '/api/v1/firm-calls');
    const shown = (read.body as { calls: { id: string; testerNumber: number | null }[] }).calls;
    expect(open.every(({ id }) => shown.some((call) => call.id === id && call.testerNumber === null))).toBe(
      true,
    );
    expect(Object.keys(shown[0]!)).not.toContain('campaign');
    const out = (calls: string[], number: number | null) =>
      postAs(world, bureau.account, '/api/v1/firm-calls/hand-out', { calls, tester: number }, { as: 'json' });
    expect((await out([one!.id], 999_999)).status).toBe(422);
    const given = await out([one!.id, two!.id], tester.number);
    const after = await tasksOf(bureau);
    const [first, second] = [one!, two!].map(({ id }) => after.find((task) => task.id === id)?.tester);
    // The two are of one agency or of two: handed out both, or none and the answer names which.
    const { refused } = given.body as { refused: { call: string; why: string }[] };
    expect([given.status, first, second]).toEqual(
      refused.length === 0 ? [200, tester.id, tester.id] : [200, null, null],
    );
  });
});

describe('a contract that is over', () => {
  test('hands out nothing, invites nobody, and its testers call no more', async () => {
    const tester = await opened(bureau);
    await give(bureau, 2);
    const [one, two] = (await tasksOf(bureau)).filter((task) => task.tester === null);
    await handOut(bureau, [one!.id], tester.number);
    const changed = await postAs(world, astrid, `/beheer/testbureaus/${bureau.id}/wijzig`, {
      ...contract('Bureau Bel', 'FSMA-2026-7'),
      validUntil: '2026-09-02',
    });
    expect(changed.status).toBe(303);
    expect((await handOut(bureau, [two!.id], tester.number)).status).toBe(422);
    const invited = await postAs(world, bureau.account, '/bureau/testers/nodig-uit', {
      name: 'Te Laat',
      email: 'telaat@bureau.example',
    });
    expect(invited.status).toBe(409);
    expect(await refusalOf(world.services.calls.start(actor(tester), one!.id as never))).toBe(
      'firm-contract-over',
    );
    const byHand = (text: ReturnType<typeof sql>) =>
      refusalOf(actor(tester).inTx((ctx) => text.execute(ctx.db)));
    expect([
      await byHand(sql`update call_task set started_at = app_now() where id = ${one!.id}`),
      await byHand(
        sql`insert into call_outcome (task, code, asked_reason, named_ban, times_said, deviations, note, told, ended_at, recorded_by) values (${one!.id}, 'EVADE', false, false, 1, '[]', 'Dat kan.', 'Dat kan.', app_now(), app_actor())`,
      ),
    ]).toEqual(['gate:firm-contract-over', 'gate:firm-contract-over']);
    expect((await getAs(world, tester, `/taken/${one!.id}`)).text).toContain(
      'Het contract van het testbureau',
    );
    expect((await give(bureau, 1)).status).toBe(422);
    expect((await getAs(world, bureau.account, '/bureau/taken')).text).toContain(
      'Het contract geldt vandaag niet',
    );
    // It ends a tester all the same.
    expect((await postAs(world, bureau.account, `/bureau/testers/${tester.id}/stop`, {})).status).toBe(303);
    await world.at(toInstant(dateOnly(2026, 9, 8), 9 * 60));
  });
});
