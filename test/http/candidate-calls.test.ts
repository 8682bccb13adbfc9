// Candidates who apply by telephone: two callers whose voices match, each on a day of their own; what they hear becomes an answer.
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignId } from '../../src/campaigns/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { addDays, toInstant, toLocal, type DateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { settle, type Person } from '../support/people.js';
import { createInputs } from '../../src/fieldwork/scheduling/inputs.js';
import { replayPlan } from '../../src/fieldwork/scheduling/replay.js';
import { WORLD_KEY } from '../support/form-token.js';
import { authorise, draftOf, importWorld, MONDAY, openWorld, seedOf, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker, coder, secondCoder] = practiceAccounts;
const SCENARIO = 'candidate-call-origin';

let world: World;
let callers: Record<'flemishF' | 'otherF' | 'flemishM' | 'otherM', Person>;
let open: CampaignId[] = [];
let plans = 0;

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;

/** A voice that two people vouch for. */
async function voice(who: Person, origin: string, sex: 'f' | 'm'): Promise<void> {
  const [made] = await owner<{
    id: string;
  }>(sql`insert into voice_pretest (id, tester, language, origin, tested_on, sex, raters, share, age,
      clarity, friendliness, pace, document_hash, recorded_by, recorded_at)
    values (gen_random_uuid(), ${who.id}, 'nl', ${origin}, ${addDays(MONDAY, -30)}, ${sex}, 32, 0.9, 27, 4.2, 4.1, 140,
      sha256('sheet'), ${coordinator.id}, app_now()) returning id`);
  await owner(
    sql`update voice_pretest set confirmed_by = ${inspector.id}, confirmed_at = app_now() where id = ${made!.id}`,
  );
}

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
  await owner(sql`update employer set phone = '03 123 45 67'`);
  const one = () => settle(world, ['tester']);
  callers = { flemishF: await one(), otherF: await one(), flemishM: await one(), otherM: await one() };
  for (const [who, sex] of [
    ['F', 'f'],
    ['M', 'm'],
  ] as const) {
    await voice(callers[`flemish${who}`], 'flemish', sex);
    for (const origin of ['turkish', 'moroccan']) await voice(callers[`other${who}`], origin, sex);
  }
}, 120_000);
afterAll(() => world.close());
beforeEach(() => world.at(toInstant(MONDAY, 8 * 60)));
afterEach(async () => {
  for (const id of open)
    await world.services.campaigns
      .stop(world.as('coordinator'), id, 'the test is over', false)
      .catch(() => undefined);
  open = [];
});

/** A sealed campaign of calls, ready to start. */
async function sealed(pairs = 1, sizes = 1): Promise<CampaignId> {
  plans += 1;
  const { campaigns } = world.services;
  const id = await campaigns.create(
    world.as('inspector'),
    draftOf(sizes, { scenario: SCENARIO, cells: [{ sector: 'bouw', quota: pairs }] }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(300 + plans));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, fieldworker.id);
  await authorise(world, id);
  open.push(id);
  return id;
}

interface Row {
  id: string;
  test: string;
  position: 1 | 2;
  arm: 'control' | 'treatment';
  state: string;
  state_reason: string | null;
  form_url: string | null;
  due_at: Date;
  sent_at: Date | null;
  subject: string;
  body: string;
  profile: { nameOrigin: string; sex: 'f' | 'm'; displayName: string; municipality: string };
  outcome: string | null;
}
const applicationsOf = (id: CampaignId) =>
  owner<Row>(sql`select a.*, o.code as outcome from application a join test t on t.id = a.test left join outcome o on o.application = a.id
    where a.campaign = ${id} order by t.ordinal, a.position`);

async function tickAt(day: DateOnly, hour: number, minute = 0): Promise<void> {
  await world.at(toInstant(day, hour * 60 + minute));
  const { dispatch, systemContext } = world.services;
  await dispatch.promote(systemContext());
  while ((await dispatch.send(systemContext())) > 0);
}

/** Who calls for an application. */
const callerOf = ({ arm, profile }: Row): Person =>
  callers[`${arm === 'control' ? 'flemish' : 'other'}${profile.sex === 'f' ? 'F' : 'M'}`];

/** A running campaign of one pair that has its callers, its first call due on Monday at ten. */
async function due(): Promise<{ id: CampaignId; first: Row; second: Row }> {
  const id = await sealed();
  await postAs(world, fieldworker, `/campagnes/${id}/bellers/verdeel`, {});
  await world.services.campaigns.start(world.as('inspector'), id);
  await tickAt(MONDAY, 10);
  const [first, second] = await applicationsOf(id);
  return { id, first: first!, second: second! };
}
const begin = (call: Row, who: { id: string } = callerOf(call)) =>
  postAs(world, who, `/taken/kandidaat/${call.id}/begin`, {});
const record = (call: Row, said: Record<string, string>, who: { id: string } = callerOf(call)) =>
  postAs(world, who, `/taken/kandidaat/${call.id}/leg-vast`, said);
const SAID = 'Ja, de plaats is nog vrij. Ze vroegen om woensdag om 10 uur te komen praten.';

/** A statement as the role of the application, in the name of somebody. @returns the constraint that refused it, or null */
const byRole = (who: { id: string }, roles: string[], statement: ReturnType<typeof sql>) =>
  world.services
    .contextFor({ id: who.id, name: 'x', roles })
    .inTx((ctx) => statement.execute(ctx.db))
    .then(
      () => null,
      (error: unknown) => constraintOf(error) ?? String(error),
    );

describe('a plan of candidates who call', () => {
  test('holds pairs that say the same lines, each to the number of the vacancy or its employer', async () => {
    await owner(sql`update vacancy set contact_phone = '09/765.43.21' where sector = 'bouw'
      and reference = (select max(reference) from vacancy where sector = 'bouw')`);
    const id = await sealed(6);
    const all = await applicationsOf(id);
    await owner(sql`update vacancy set contact_phone = null`);
    expect([all.length, new Set(all.map(({ form_url }) => form_url)).has('tel:031234567')]).toEqual([
      12,
      true,
    ]);
    for (const one of all) expect(one.form_url).toMatch(/^tel:(031234567|097654321)$/);
    for (let at = 0; at < all.length; at += 2) {
      const [a, b] = [all[at]!, all[at + 1]!];
      // Only the name, the number and where they live differ: what stands between is the same script.
      const plain = ({ body, profile }: Row) =>
        body.replaceAll(profile.displayName, '…').replace(/04[\d ]{8,}|\+324[\d ]+/g, '…');
      expect([a.subject, plain(a)]).toEqual([b.subject, plain(b)]);
      expect(a.profile.sex).toBe(b.profile.sex);
      expect(a.profile.municipality).toBe(b.profile.municipality);
    }
  });

  test('leaves out a field that holds two numbers, whatever the lot', async () => {
    await owner(sql`update employer set phone = '03/1234567-0475/123456'`);
    await expect(sealed()).rejects.toMatchObject({ code: 'frame-too-small' });
    await owner(sql`update employer set phone = '03 123 45 67'`);
  });

  test('leaves out vacancies without a number, and says so when too few are left', async () => {
    await owner(sql`update employer set phone = null`);
    await expect(sealed()).rejects.toMatchObject({ code: 'frame-too-small' });
    await owner(sql`update employer set phone = '03 123 45 67'`);
  });

  test('of a baseline is drawn again from its seed as it stands, and a changed line is found', async () => {
    const id = await sealed(8, 8);
    const again = () =>
      world.as('coordinator').inTx((ctx) =>
        replayPlan(
          ctx,
          {
            inputs: createInputs(Buffer.from(WORLD_KEY, 'utf8')),
            openSeed: () => world.services.campaigns.openSeed(ctx, id),
          },
          id,
        ),
      );
    const [kept] = await owner<{ hash: string }>(sql`select encode(plan_leaves_hash(${id}), 'hex') as hash`);
    const same = await again();
    expect(same !== null && 'hash' in same ? same.hash.toString('hex') : same).toBe(kept!.hash);
    await owner(sql`alter table application disable trigger user`);
    await owner(
      sql`update application set form_url = 'tel:0900' || '00000' where campaign = ${id} and test = (select id from test where campaign = ${id} and ordinal = 2)`,
    );
    await owner(sql`alter table application enable trigger user`);
    expect(await again()).toEqual({ test: 2 });
  });

  test('is of a kind of test of its own: an authorisation for letters is none for calls', async () => {
    const id = await sealed();
    await owner(sql`alter table authorisation disable trigger user`);
    await owner(sql`update authorisation set test_types = array['correspondence'] where campaign = ${id}`);
    await expect(world.services.campaigns.start(world.as('inspector'), id)).rejects.toMatchObject({
      code: 'authorisation-other-test-type',
    });
    await owner(sql`update authorisation set test_types = array['candidate-call'] where campaign = ${id}`);
    await owner(sql`alter table authorisation enable trigger user`);
    await world.services.campaigns.start(world.as('inspector'), id);
    expect((await owner<{ state: string }>(sql`select state from campaign where id = ${id}`))[0]!.state).toBe(
      'running',
    );
  });
});

describe('the callers of a plan', () => {
  test('are shared out over every pair by voice, sex and origin, evenly, and told in a table', async () => {
    const id = await sealed(8);
    const home = await getAs(world, fieldworker, '/');
    expect(home.text).toMatch(/href="\/campagnes\/[0-9a-f-]{36}\/bellers"/);
    const answer = await postAs(world, fieldworker, `/campagnes/${id}/bellers/verdeel`, {});
    expect(answer.headers['location']).toBe(`/campagnes/${id}/bellers?verdeeld=8&zonder=0`);
    const pairs = await owner<{ sex: 'f' | 'm'; control: string; treatment: string }>(
      sql`select c.profile ->> 'sex' as sex, p.control, p.treatment from pair_callers p join application c on c.test = p.test and c.arm = 'control'
        where p.campaign = ${id}`,
    );
    expect(pairs).toHaveLength(8);
    for (const { sex, control, treatment } of pairs)
      expect([control, treatment]).toEqual(
        sex === 'f' ? [callers.flemishF.id, callers.otherF.id] : [callers.flemishM.id, callers.otherM.id],
      );
    const page = await getAs(world, fieldworker, `/campagnes/${id}/bellers`);
    expect([page.status, page.text.includes('Als testkandidaat')]).toEqual([200, true]);
  });

  test('that fit no more are replaced; without voices a pair has nobody, and the page says which voice it needs', async () => {
    const id = await sealed(2);
    await owner(sql`alter table voice_pretest disable trigger user`);
    await owner(sql`update voice_pretest set share = 0.5`);
    const answer = await postAs(world, fieldworker, `/campagnes/${id}/bellers/verdeel`, {});
    const page = await getAs(world, fieldworker, answer.headers['location']!);
    await owner(sql`update voice_pretest set share = 0.9`);
    await owner(sql`alter table voice_pretest enable trigger user`);
    expect(answer.headers['location']).toBe(`/campagnes/${id}/bellers?verdeeld=0&zonder=2`);
    expect(page.text).toContain('2 paren hebben nog niemand');
    expect(page.text).toContain('Welke stemmen zijn er nodig?');
  });

  test('are refused by the database when voices, sex or rights do not fit, and stay once one of them called', async () => {
    const { id, first } = await due();
    const put = (control: string, treatment: string, by: string = fieldworker.id) =>
      sql`update pair_callers set control = ${control}, treatment = ${treatment}, assigned_by = ${by} where test = ${first.test}`;
    const other = first.profile.sex === 'f' ? 'M' : 'F';
    const as = (statement: ReturnType<typeof sql>) => byRole(fieldworker, ['fieldworker'], statement);
    expect(await as(put(callers[`flemish${other}`].id, callers[`other${other}`].id))).toBe(
      'pair_callers_match',
    );
    expect(await as(put(callers.otherF.id, callers.flemishF.id))).toBe('pair_callers_match');
    expect(await as(put(callers.flemishF.id, callers.otherF.id, coordinator.id))).toBe(
      'pair_callers_by_planner',
    );
    await begin(first);
    const stranger = await settle(world, ['tester']);
    await voice(stranger, first.arm === 'control' ? 'flemish' : first.profile.nameOrigin, first.profile.sex);
    const [now] = await owner<{ control: string; treatment: string }>(
      sql`select control, treatment from pair_callers where campaign = ${id}`,
    );
    expect(
      await as(first.arm === 'control' ? put(stranger.id, now!.treatment) : put(now!.control, stranger.id)),
    ).toBe('pair_callers_began');
    await owner(sql`alter table voice_pretest disable trigger user`);
    await owner(sql`delete from voice_pretest where tester = ${stranger.id}`);
    await owner(sql`alter table voice_pretest enable trigger user`);
  });
});

describe('a call', () => {
  test('is on the list of its caller alone, with the sheet: who, from which line, what to say', async () => {
    const { first } = await due();
    const caller = callerOf(first);
    const list = await getAs(world, caller, '/taken');
    expect(list.text).toContain(`/taken/kandidaat/${first.id}`);
    const sheet = await getAs(world, caller, `/taken/kandidaat/${first.id}`);
    expect(
      [
        first.profile.displayName,
        'Is die plaats nog vrij?',
        'Ik bel nu',
        'tel:031234567',
        'nooit met uw eigen toestel',
      ].filter((one) => !sheet.text.includes(one)),
    ).toEqual([]);
    expect(sheet.text.includes('{{')).toBe(false);
    const others = Object.values(callers).filter(({ id }) => id !== caller.id);
    for (const other of [...others, { id: coder.id }])
      expect((await getAs(world, other, `/taken/kandidaat/${first.id}`)).status).toBe(
        other.id === coder.id ? 403 : 404,
      );
  });

  test('tells its caller nothing of the other half, in pages or tables', async () => {
    const { id, first, second } = await due();
    const caller = callerOf(first);
    const ctx = world.services.contextFor({ id: caller.id, name: 'x', roles: ['tester'] });
    const seen = await ctx.read(async ({ db }) => ({
      tables: await Promise.all(
        (['application', 'attempt', 'test', 'pair_callers', 'call_answer'] as const).map(
          async (table) => (await db.selectFrom(table).selectAll().execute()).length,
        ),
      ),
      own: (
        await sql<{ id: string }>`select * from own_candidate_calls() where campaign = ${id}`.execute(
          db as never,
        )
      ).rows,
    }));
    expect(seen.tables).toEqual([0, 0, 0, 0, 0]);
    expect(seen.own.map((one) => one.id)).toEqual([first.id]);
    expect(JSON.stringify(seen.own)).not.toContain(second.profile.displayName);
    expect((await getAs(world, caller, `/taken/kandidaat/${second.id}`)).status).toBe(404);
    expect((await begin(second, caller)).status).toBe(404);
  });

  test('that was spoken becomes a sealed answer of its application, coded blind by two with the code of calls', async () => {
    const { id, first, second } = await due();
    expect((await begin(first)).status).toBe(303);
    expect((await begin(first)).status).toBe(303);
    await world.at(toInstant(MONDAY, 10 * 60 + 6));
    const empty = await record(first, { outcome: 'spoken', said: '' });
    expect([empty.status, empty.text.includes('Schrijf wat ze antwoordden')]).toEqual([422, true]);
    const done = await record(first, {
      outcome: 'spoken',
      said: SAID,
      deviation: 'Ik zei ook mijn leeftijd.',
    });
    expect([done.status, done.headers['location']]).toEqual([303, '/taken?kandidaat=spoken']);
    expect((await record(first, { outcome: 'no-answer' })).status).toBe(422);
    const [now] = await applicationsOf(id);
    expect([now!.state, toLocal(now!.sent_at!).minutes]).toEqual(['sent', 600]);
    const [answer] = await owner<{
      id: string;
      channel: string;
      application: string;
      to_release: boolean;
      sealed: Buffer;
    }>(sql`select * from response where campaign = ${id}`);
    expect([answer!.channel, answer!.application, answer!.to_release]).toEqual(['call', first.id, true]);
    const [kept] = await owner<{ size: number; response: string; reply: string | null }>(
      sql`select length(w.sealed) as size, w.response, x.reply from call_answer w join attempt x on x.id = w.attempt where w.campaign = ${id}`,
    );
    expect([kept!.size, kept!.response, kept!.reply, answer!.sealed.includes('woensdag')]).toEqual([
      0,
      answer!.id,
      null,
      false,
    ]);
    expect(second.state).toBe('planned');
    // Coders get nothing before a fieldworker looked the words over; then two of them, with the code that only calls have.
    const queue = (who: { id: string }) => getAs(world, who, '/coderen');
    expect((await queue(coder)).text).not.toContain('woensdag');
    const checked = await getAs(world, fieldworker, `/antwoorden/${answer!.id}`);
    expect([
      checked.status,
      checked.text.includes('Afwijking van het script: Ik zei ook mijn leeftijd.'),
    ]).toEqual([200, true]);
    const released = await postAs(world, fieldworker, `/antwoorden/${answer!.id}/geef-vrij`, {
      checkedWords: SAID,
      'checked-yes': 'ja',
    });
    expect(released.status).toBe(303);
    const seen = (await queue(coder)).text;
    expect([
      seen.includes('woensdag'),
      seen.includes('value="SEND-CV"'),
      [first, second].some(({ profile }) => seen.includes(profile.displayName)),
    ]).toEqual([true, true, false]);
    for (const who of [coder, secondCoder])
      expect((await postAs(world, who, `/coderen/${answer!.id}/codeer`, { code: 'SEND-CV' })).status).toBe(
        303,
      );
    const [coded] = await owner<{ code: string }>(sql`select code from response where id = ${answer!.id}`);
    expect(coded!.code).toBe('SEND-CV');
    // Who called may not code what they heard.
    const duties = await owner<{ duty: string }>(
      sql`select duty from campaign_insider where campaign = ${id} and account = ${callerOf(first).id}`,
    );
    expect(duties.map(({ duty }) => duty).sort()).toEqual(['call', 'send']);
  });

  test('alone can be coded as a request for a CV: the database refuses it for any other answer', async () => {
    await expect(
      owner(
        sql`insert into coding (id, response, coder, code, adjudication) values (gen_random_uuid(), gen_random_uuid(), ${coder.id}, 'SEND-CV', false)`,
      ),
    ).rejects.toMatchObject({ constraint: 'send_cv_in_a_call' });
  });

  test('that reached nobody is tried on three days, and then the pair is void', async () => {
    const { id, first } = await due();
    for (const [at, how] of (['no-answer', 'voicemail', 'busy'] as const).entries()) {
      const day = addDays(MONDAY, at);
      // A minute earlier each day, so that the look at the vacancy of the day before still counts or is made anew.
      await tickAt(day, 16, 30 - at);
      // What follows a call finds no call of an earlier day again.
      await world.services.candidateCalls.follow(world.services.systemContext());
      const began = await begin(first);
      expect([
        at,
        began.status,
        began.status === 303 ? '' : began.text.replace(/<[^>]+>/g, ' ').slice(0, 900),
        (await applicationsOf(id))[0]!.state,
      ]).toEqual([at, 303, '', 'sending']);
      expect((await record(first, { outcome: how })).status).toBe(303);
      expect((await begin(first)).status).toBe(409);
      const [now, second] = await applicationsOf(id);
      if (at < 2) {
        expect([now!.state, toLocal(now!.due_at).date]).toEqual(['planned', addDays(MONDAY, at + 1)]);
        expect(toLocal(second!.due_at).date).toBe(addDays(MONDAY, at + 2));
      } else {
        expect([now!.state, now!.state_reason, now!.outcome]).toEqual(['cancelled', 'not-reached', 'ERR']);
      }
    }
    await tickAt(addDays(MONDAY, 3), 12);
    expect((await applicationsOf(id))[1]!.state_reason).toBe('first-arm-cancelled');
  });

  test('to a wrong number, or broken off, is over; one not made waits again', async () => {
    const { id, first } = await due();
    await begin(first);
    await record(first, { outcome: 'given-back' });
    expect((await applicationsOf(id))[0]!.state).toBe('due');
    await begin(first);
    await record(first, { outcome: 'wrong-number' });
    const [now] = await applicationsOf(id);
    expect([now!.state, now!.state_reason]).toEqual(['cancelled', 'call-wrong-number']);
  });

  test('given back once its campaign is over ends, and lets the campaign end', async () => {
    const { id, first } = await due();
    await begin(first);
    await world.services.campaigns.close(world.as('coordinator'), id, 'enough was called for now', false);
    await record(first, { outcome: 'given-back' });
    const [now] = await applicationsOf(id);
    expect([now!.state, now!.state_reason, now!.outcome]).toEqual(['cancelled', 'campaign-closing', 'ERR']);
  });

  test('broken off is never made again, not by hand in the database either', async () => {
    const { id, first } = await due();
    await begin(first);
    await owner(
      sql`update attempt set ended_at = app_now(), result = 'stopped' where application = ${first.id}`,
    );
    await owner(
      sql`update application set state = 'due', next_attempt_at = app_now() where id = ${first.id}`,
    );
    expect((await begin(first)).status).toBe(409);
    await world.services.candidateCalls.follow(world.services.systemContext());
    const [now] = await applicationsOf(id);
    expect([now!.state, now!.state_reason]).toEqual(['cancelled', 'call-stopped']);
  });

  test('that its caller left by the end of the day waits for a coordinator, who frees it', async () => {
    const { first } = await due();
    await begin(first);
    await world.at(toInstant(MONDAY, 18 * 60));
    expect((await getAs(world, coordinator, '/')).text).toContain('Gesprekken die bleven liggen');
    const freed = await postAs(world, coordinator, `/formulieren/${first.id}/vrij`, {
      reason: 'De beller is naar huis gegaan.',
    });
    expect(freed.status).toBe(303);
    expect(
      (await owner<{ state: string }>(sql`select state from application where id = ${first.id}`))[0]!.state,
    ).toBe('in-doubt');
  });

  test('that asks for an act is withdrawn under a subject that nobody mailed before, another for each of the pair', async () => {
    const { id, first, second } = await due();
    await begin(first);
    await record(first, { outcome: 'spoken', said: SAID });
    await tickAt(addDays(MONDAY, 1), 16, 30);
    await begin(second);
    await record(second, { outcome: 'spoken', said: SAID });
    const answers = await owner<{ id: string }>(
      sql`select r.id from response r join application a on a.id = r.application where r.campaign = ${id} order by a.position`,
    );
    for (const answer of answers)
      await world.services.withdrawals.triage(world.as('fieldworker'), answer.id as never, {
        expects: 'invitation',
        slot: null,
      });
    const mails = await owner<{ subject: string; in_reply_to: string | null; title: string }>(
      sql`select w.subject, w.in_reply_to, v.title from withdrawal w join application a on a.id = w.application join test t on t.id = a.test
        join vacancy v on v.id = t.vacancy where w.campaign = ${id} order by a.position`,
    );
    expect(mails.map(({ subject, in_reply_to: thread }) => [subject, thread])).toEqual([
      [mails[0]!.title, null],
      [`Vacature: ${mails[0]!.title}`, null],
    ]);
  });

  test('of the second waits for the day after the first, and both count', async () => {
    const { id, first, second } = await due();
    await begin(first);
    await record(first, { outcome: 'spoken', said: SAID });
    expect((await begin(second)).status).toBe(409);
    await tickAt(addDays(MONDAY, 1), 16, 30);
    expect((await begin(second)).status).toBe(303);
    expect(
      (await record(second, { outcome: 'spoken', said: 'Neen, de plaats is al ingevuld.' })).status,
    ).toBe(303);
    expect((await applicationsOf(id)).map(({ state }) => state)).toEqual(['sent', 'sent']);
    const over = await getAs(world, callerOf(first), `/taken/kandidaat/${first.id}`);
    expect([over.status, over.text.includes('Dit gesprek is voorbij')]).toEqual([200, true]);
  });

  test('leaves every page of its campaign whole: dry run, outbox, tests, proofs, what was done', async () => {
    const { id, first, second } = await due();
    await begin(first);
    await record(first, { outcome: 'voicemail' });
    const open = async (who: { id: string }, path: string) => {
      const { status, text } = await getAs(world, who, path);
      return [path, status, /undefined|\[object|attempt\./.test(text)];
    };
    const wrong = [];
    for (const [who, paths] of [
      [
        inspector,
        ['', '/testen', '/verzending', '/proefdraai?dagen=10', '/kandidaten', '/verloop', '/machtiging'],
      ],
      [fieldworker, ['', '/testen', '/verzending', '/proefdraai?dagen=10', '/bellers']],
      [coordinator, ['', '/testen', '/verzending', '/bellers', '/machtiging']],
    ] as const)
      for (const path of paths) {
        const seen = await open(who, `/campagnes/${id}${path}`);
        if (seen[1] !== 200 || seen[2] === true) wrong.push(seen);
      }
    for (const path of [
      `/testen/${first.test}`,
      `/verzending/${second.id}/proefdraai`,
      `/formulieren/${first.id}`,
    ]) {
      const seen = await open(fieldworker, path);
      if (seen[1] !== 200 || seen[2] === true) wrong.push(seen);
    }
    expect(wrong).toEqual([]);
    expect((await getAs(world, inspector, `/testen/${first.test}`)).text).toContain(
      'Gebeld: voicemail, niets ingesproken',
    );
  });

  test('is held by the gate: pause, kill switch, another caller, by hand in the database too', async () => {
    const { id, first } = await due();
    await world.services.campaigns.pause(world.as('coordinator'), id, 'something is not right yet');
    expect((await begin(first)).status).toBe(409);
    await world.services.campaigns.resume(world.as('coordinator'), id);
    const insert = (by: string) =>
      sql`insert into attempt (id, application, number, server, message, lease_until, taken_by)
        values (gen_random_uuid(), ${first.id}, 1, 'x', '', app_now(), ${by})`;
    expect(await byRole(fieldworker, ['fieldworker'], insert(fieldworker.id))).toBe('attempt_by_caller');
    expect(await byRole(callerOf(first), ['tester'], insert(callerOf(first).id))).not.toBeNull();
    expect((await postAs(world, fieldworker, `/formulieren/${first.id}/neem`, {})).status).toBe(404);
    await world.at(toInstant(MONDAY, 18 * 60));
    expect((await begin(first)).status).toBe(409);
  });
});
