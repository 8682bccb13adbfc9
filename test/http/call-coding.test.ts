// What agencies answered in calls: two coders who know neither the agency nor each other's choice, a third who settles.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import type { CallCode, CallTaskId } from '../../src/fieldwork/calls/schema.js';
import type { Ctx } from '../../src/platform/context.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { addSecondTester, openCallsOf, runningCalls } from '../support/calls.js';
import { settle, type Person } from '../support/people.js';
import { openWorld, type World } from '../support/world.js';

const [inspector] = practiceAccounts;
const coders = practiceAccounts.filter(({ roles }) => roles.some((role) => role === 'coder'));
const tess = practiceAccounts.find(({ login }) => login === 'tess')!;
const QUEUE = '/coderen/oproepen';

let world: World;
let campaign: CampaignId;
let third: Person;
/** Open calls of both testers, each used by one test. */
let open: { ctx: Ctx; id: CallTaskId }[];

beforeAll(async () => {
  world = await openWorld();
  const second = await addSecondTester(world);
  campaign = await runningCalls(world, 20);
  third = await settle(world, ['adjudicator']);
  open = [];
  for (const ctx of [world.as('tester'), second])
    for (const { id } of await openCallsOf(ctx)) open.push({ ctx, id });
}, 120_000);
afterAll(() => world.close());

const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => constraintOf(error) ?? (error as { code?: string }).code ?? String(error),
  );

interface Said {
  readonly code?: CallCode;
  readonly timesSaid?: number;
  readonly note?: string;
}
/** A tester records what was heard. @returns the call */
async function heard({ code = 'COMPLY-OPEN', timesSaid = 1, note = 'Dat noteren wij zo.' }: Said = {}) {
  const { ctx, id } = open.shift()!;
  await world.services.calls.record(ctx, id, {
    code,
    timesSaid,
    askedReason: false,
    namedBan: false,
    deviations: [],
    note,
  });
  return id;
}

const choice = (code: CallCode, askedReason = 'nee', namedBan = 'nee') => ({ code, askedReason, namedBan });
const code = async (who: { id: string }, task: CallTaskId, body: object): Promise<number> =>
  (await postAs(world, who, `${QUEUE}/${task}/codeer`, body)).status;
const finalOf = async (task: CallTaskId) =>
  (
    await rows<{ code: string; how: string; asked: boolean }>(
      sql`select code, how, asked_reason as asked from call_final where task = ${task}`,
    )
  )[0];
const actsOf = async (task: CallTaskId): Promise<string[]> =>
  (
    await rows<{ what: string }>(
      sql`select what from audit_link where body::jsonb ->> 'task' = ${task} and what like 'call.%co%d%' order by seq`,
    )
  ).map(({ what }) => what);
const figures = async () =>
  (
    await getAs(world, inspector, `/api/v1/campaigns/${campaign}/client-calls`, {
      accept: 'application/json',
    })
  ).body as {
    agencies: {
      standing: { kind: string };
      waves: { n: number; open: number; evaded: number; waiting: number }[];
    }[];
    agreement: { n: number; kappa: number | null };
  };
const sumOf = async (of: 'n' | 'open' | 'evaded' | 'waiting'): Promise<number> =>
  (await figures()).agencies.flatMap(({ waves }) => waves).reduce((sum, wave) => sum + wave[of], 0);
const ctxOf = (who: { id: string }, role: string) =>
  world.services.contextFor({ id: who.id, name: 'x', roles: [role] });
/** A row of a coder as the program would write it. */
const byHand = (who: { id: string }, task: CallTaskId, adjudication = false) =>
  ctxOf(who, 'coder').inTx((ctx) =>
    sql`insert into call_coding (id, task, campaign, coder, code, asked_reason, named_ban, adjudication)
      values (${randomUUID()}, ${task}, ${campaign}, ${who.id}, 'EVADE', false, false, ${adjudication})`.execute(
      ctx.db,
    ),
  );

describe('a coder', () => {
  test('reads the wish and what they said, and neither agency, tester nor first impression', async () => {
    const [{ name } = { name: '' }] = await rows<{ name: string }>(
      sql`select e.name from call_task t join employer e on e.id = t.employer where t.id = ${open[0]!.id}`,
    );
    const task = await heard({ code: 'COMPLY-HIDDEN', note: `U spreekt met ${name}. Dat regelen we stil.` });
    const page = await getAs(world, coders[0]!, QUEUE);
    expect([
      page.status,
      page.text.includes('Ik heb nog een vraag.'),
      page.text.includes('U spreekt met ▇▇▇. Dat regelen we stil.'),
      page.text.includes(name),
      page.text.includes('Tester'),
      page.text.includes('checked'),
    ]).toEqual([200, true, true, false, false, false]);
    const seen = await world
      .as('coder')
      .read(async (ctx) => [
        ...(await sql`select * from call_outcome`.execute(ctx.db)).rows,
        ...(await sql`select * from call_task`.execute(ctx.db)).rows,
      ]);
    expect(seen).toEqual([]);
    for (const who of coders.slice(0, 2)) await code(who, task, choice('COMPLY-HIDDEN'));
  });

  test('answers three questions: without them the form comes back with what was chosen', async () => {
    const task = await heard();
    const back = await postAs(world, coders[0]!, `${QUEUE}/${task}/codeer`, { code: 'EVADE' });
    expect([
      back.status,
      ...['askedReason', 'namedBan', 'code'].map((name) => back.text.includes(`href="#${name}"`)),
      /value="EVADE"[^>]*checked|checked[^>]*value="EVADE"/.test(back.text),
    ]).toEqual([422, true, true, false, true]);
    for (const who of coders.slice(0, 2)) await code(who, task, choice('EVADE'));
  });

  test('does not see what the other chose, and chooses once', async () => {
    const task = await heard();
    await code(coders[0]!, task, choice('EVADE'));
    const others = await world
      .as('second coder')
      .read((ctx) => ctx.db.selectFrom('call_coding').select('id').where('task', '=', task).execute());
    expect([others, await code(coders[0]!, task, choice('REFUSE'))]).toEqual([[], 409]);
    expect(await finalOf(task)).toBeUndefined();
    await code(coders[1]!, task, choice('EVADE'));
  });

  test('finds a card on the page of today, with how many wait', async () => {
    const task = await heard();
    const [today, mail] = [await getAs(world, coders[0]!, '/'), await getAs(world, coders[0]!, '/coderen')];
    expect([today.text.includes(`href="${QUEUE}"`), mail.text.includes(`href="${QUEUE}"`)]).toEqual([
      true,
      true,
    ]);
    for (const who of coders.slice(0, 2)) await code(who, task, choice('REFUSE'));
    expect((await getAs(world, coders[0]!, QUEUE)).text).toContain(
      'Er wacht geen klantoproep of klantmail op u',
    );
  });

  test('who recognises the agency leaves it to another', async () => {
    const task = await heard();
    expect((await postAs(world, coders[0]!, `${QUEUE}/${task}/herken`, {})).status).toBe(303);
    expect([
      await code(coders[0]!, task, choice('EVADE')),
      await refusalOf(byHand(coders[0]!, task)),
    ]).toEqual([409, 'call_coding_order']);
    const other = await settle(world, ['coder']);
    for (const who of [coders[1]!, other]) await code(who, task, choice('REFUSE'));
    expect(await finalOf(task)).toMatchObject({ code: 'REFUSE', how: 'agreement' });
  });
});

describe('what counts', () => {
  test('is what two coders agree on, whatever the tester thought; until then it waits', async () => {
    const before = { n: await sumOf('n'), evaded: await sumOf('evaded') };
    const task = await heard({ code: 'COMPLY-OPEN' });
    await code(coders[0]!, task, choice('EVADE', 'ja'));
    const page = await getAs(world, inspector, `/campagnes/${campaign}/klantoproepen`);
    expect([await sumOf('n'), await sumOf('waiting'), page.text.includes('wacht op codering')]).toEqual([
      before.n,
      1,
      true,
    ]);
    expect((await figures()).agencies.some(({ standing }) => standing.kind === 'uncoded')).toBe(true);
    await code(coders[1]!, task, choice('EVADE', 'ja'));
    expect([await sumOf('n'), await sumOf('evaded'), await sumOf('waiting')]).toEqual([
      before.n + 1,
      before.evaded + 1,
      0,
    ]);
    expect([await finalOf(task), await actsOf(task)]).toEqual([
      { code: 'EVADE', how: 'agreement', asked: true },
      ['call.recorded', 'call.coded', 'call.coded', 'call.code-final'],
    ]);
  });

  test('is what a third chose where two differ, who sees both opinions and not whose', async () => {
    const task = await heard();
    await code(coders[0]!, task, choice('COMPLY-OPEN'));
    await code(coders[1]!, task, choice('REFUSE-LAW', 'nee', 'ja'));
    const page = await getAs(world, third, QUEUE);
    expect([
      page.text.includes('Twee codeurs kozen verschillend'),
      page.text.includes('gaat er openlijk op in; vroeg geen reden; noemde de wet niet'),
      page.text.includes('weigert en noemt de wet; vroeg geen reden; noemde de wet'),
      coders.some(({ name }) => page.text.includes(name)),
    ]).toEqual([true, true, true, false]);
    expect([await code(third, task, choice('REFUSE')), await finalOf(task)]).toEqual([
      303,
      { code: 'REFUSE', how: 'adjudication', asked: false },
    ]);
    expect(await code(third, task, choice('EVADE'))).toBe(409);
  });

  test('needs a third where only the question about the reason differs', async () => {
    const task = await heard();
    await code(coders[0]!, task, choice('EVADE', 'ja'));
    await code(coders[1]!, task, choice('EVADE', 'nee'));
    expect(await finalOf(task)).toBeUndefined();
    await code(third, task, choice('EVADE', 'ja'));
    expect(await finalOf(task)).toEqual({ code: 'EVADE', how: 'adjudication', asked: true });
  });

  test('is nothing of a call that is void, which no coder gets', async () => {
    const task = await heard({ timesSaid: 2 });
    expect([
      await code(coders[0]!, task, choice('EVADE')),
      await refusalOf(byHand(coders[0]!, task)),
      await sumOf('waiting'),
    ]).toEqual([409, 'call_coding_order', 0]);
  });
});

describe('a change of mind', () => {
  test('has a reason, is an event, and what stands follows it', async () => {
    const task = await heard();
    for (const who of coders.slice(0, 2)) await code(who, task, choice('COMPLY-OPEN'));
    const change = (who: { id: string }, body: object) => postAs(world, who, `${QUEUE}/${task}/wijzig`, body);
    const short = await change(coders[0]!, { ...choice('EVADE'), reason: 'kort' });
    expect([short.status, short.text.includes('href="#reason"')]).toEqual([422, true]);
    await change(coders[0]!, { ...choice('EVADE'), reason: 'Ik las het te snel.' });
    expect(await finalOf(task)).toBeUndefined();
    await code(third, task, choice('EVADE'));
    const late = await change(coders[1]!, { ...choice('EVADE'), reason: 'Ik zie het nu ook zo.' });
    expect([late.status, await finalOf(task)]).toEqual([
      409,
      { code: 'EVADE', how: 'adjudication', asked: false },
    ]);
    const seen = await getAs(world, coders[0]!, `${QUEUE}/${task}`);
    expect([
      seen.text.includes('Ik las het te snel.'),
      (await actsOf(task)).includes('call.recoded'),
    ]).toEqual([true, true]);
    expect((await getAs(world, coders[1]!, `${QUEUE}/${open[0]!.id}`)).status).toBe(404);
  });
});

describe('the database, by hand', () => {
  test('takes no code of who called, planned or writes in another name', async () => {
    const task = await heard();
    await rows(sql`update account set roles = array_append(roles, 'coder') where id in (${inspector.id})`);
    await rows(sql`update account set roles = array_append(roles, 'adjudicator') where id = ${tess.id}`);
    const inName = () =>
      ctxOf(coders[0]!, 'coder').inTx((ctx) =>
        sql`insert into call_coding (id, task, campaign, coder, code, asked_reason, named_ban, adjudication)
        values (${randomUUID()}, ${task}, ${campaign}, ${coders[1]!.id}, 'EVADE', false, false, false)`.execute(
          ctx.db,
        ),
      );
    expect([
      await refusalOf(byHand(inspector, task)),
      await refusalOf(byHand(tess, task)),
      await refusalOf(inName()),
      await refusalOf(
        world.services.callCoding.code(ctxOf(inspector, 'coder'), task, {
          code: 'EVADE',
          askedReason: false,
          namedBan: false,
        }),
      ),
    ]).toEqual(['coding_by_outsider', 'coding_by_outsider', 'coding_in_own_name', 'coding-not-blind']);
    await rows(sql`update account set roles = array_remove(roles, 'coder') where id = ${inspector.id}`);
    await rows(sql`update account set roles = array_remove(roles, 'adjudicator') where id = ${tess.id}`);
    await code(coders[0]!, task, choice('EVADE'));
    await code(coders[1]!, task, choice('EVADE'));
    expect(await refusalOf(byHand(await settle(world, ['coder', 'adjudicator']), task, true))).toBe(
      'call_coding_order',
    );
  });

  test('changes no coding without its change, and deletes none', async () => {
    expect([
      await refusalOf(rows(sql`update call_coding set code = 'REPORTS'`)),
      await refusalOf(rows(sql`delete from call_coding`)),
      await refusalOf(rows(sql`update call_coding_change set reason = 'een andere reden'`)),
    ]).toEqual([
      'call_coding_change_written',
      'call_coding_change_written',
      'call_coding_change_append_only',
    ]);
  });

  test('lets nobody who coded its calls join the team', async () => {
    expect(await refusalOf(addMember(world.as('coordinator'), campaign, coders[0]!.id))).not.toBeNull();
  });
});
