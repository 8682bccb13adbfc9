// Voice pretests: recorded by one, confirmed by another, and who sounds like whom; the program and the database agree.
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import {
  confirmVoice,
  matchedCallers,
  recordVoice,
  withdrawVoice,
  type VoiceRecord,
} from '../../src/fieldwork/voices/index.js';
import { refusalOf } from '../../src/fieldwork/voices/rules.js';
import { listVoices } from '../../src/fieldwork/voices/views.js';
import { addDays, addMonths, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { addTesters, pretested, voiceOf } from '../support/voices.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const tess = practiceAccounts.find(({ login }) => login === 'tess')!;
let world: World;
/** Tess, and testers who are made for this. */
let testers: string[];
beforeAll(async () => {
  world = await openWorld();
  testers = [tess.id, ...(await addTesters(world, 5))];
});
afterAll(() => world.close());

const owner = async <Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
const refusal = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );

const ASKED = { language: 'nl', control: ['flemish'], treatment: ['turkish', 'moroccan'] } as const;
const pairs = async (asked: Parameters<typeof matchedCallers>[1] = ASKED) =>
  (await world.as('fieldworker').read((ctx) => matchedCallers(ctx, asked))).map(
    ({ control, treatment, sex }) =>
      `${testers.indexOf(control.account)} ${control.origin} ${testers.indexOf(treatment.account)} ${treatment.origin} ${sex}`,
  );
const says = async (
  control: string,
  treatment: string,
  asked: Parameters<typeof matchedCallers>[1] = ASKED,
) =>
  (
    await owner<{ why: string | null }>(
      sql`select callers_match(${control}, ${treatment}, ${asked.language}, ${[...asked.control]}, ${[...asked.treatment]}) as why`,
    )
  )[0]!.why;

describe('who may be the callers of a pair', () => {
  test('are two testers who sound alike in all but origin, each pretest confirmed by a second person', async () => {
    const [one, two] = testers as [string, string];
    await pretested(world, one);
    const id = await recordVoice(
      world.as('coordinator'),
      voiceOf(world, two, { origin: 'turkish', age: 31 }),
    );
    expect([await pairs(), await says(one, two)]).toEqual([[], 'voice-untested']);
    await confirmVoice(world.as('fieldworker'), id);
    expect([await pairs(), await says(one, two)]).toEqual([['0 flemish 1 turkish f'], null]);
  });

  test('a newer pretest takes the place of the older once it is confirmed, and none comes back when that is withdrawn', async () => {
    const two = testers[1]!;
    const newer = await recordVoice(
      world.as('coordinator'),
      voiceOf(world, two, { origin: 'turkish', age: 34 }),
    );
    expect(await pairs()).toHaveLength(1);
    await confirmVoice(world.as('fieldworker'), newer);
    expect([await pairs(), await says(testers[0]!, two)]).toEqual([[], 'voices-other-age']);
    await withdrawVoice(world.as('fieldworker'), newer, 'De bladen van twee testers waren verwisseld.');
    expect([await pairs(), await says(testers[0]!, two)]).toEqual([[], 'voice-untested']);
    await pretested(world, two, { origin: 'turkish' });
    expect(await pairs()).toHaveLength(1);
  });

  test('one voice may be heard as several origins, and stand in either arm', async () => {
    await pretested(world, testers[1]!);
    await pretested(world, testers[0]!, { origin: 'moroccan' });
    expect(await pairs()).toEqual(['0 flemish 1 turkish f', '1 flemish 0 moroccan f']);
  });

  test('nobody calls against oneself, and no origin stands in both arms', async () => {
    expect(await says(testers[0]!, testers[0]!)).toBe('voices-one-person');
    const both = { ...ASKED, treatment: ['turkish', 'flemish'] };
    expect([await pairs(both), await says(testers[0]!, testers[1]!, both)]).toEqual([
      [],
      'voices-one-origin',
    ]);
  });

  test('who is blocked calls no more', async () => {
    await owner(sql`update account set state = 'blocked' where id = ${testers[1]!}`);
    expect([await pairs(), await says(testers[0]!, testers[1]!)]).toEqual([[], 'voice-no-tester']);
    await owner(sql`update account set state = 'active' where id = ${testers[1]!}`);
    expect(await pairs()).toHaveLength(2);
  });

  test('a pretest serves for 24 months', async () => {
    const last = addMonths(MONDAY, 24);
    await world.at(toInstant(last, 8 * 60));
    expect([(await pairs()).length, await says(testers[0]!, testers[1]!)]).toEqual([2, null]);
    await world.at(toInstant(addDays(last, 1), 8 * 60));
    expect([await pairs(), await says(testers[0]!, testers[1]!)]).toEqual([[], 'voice-old']);
    await world.at(toInstant(MONDAY, 8 * 60));
  });
});

describe('a pretest', () => {
  const as = (role: 'coordinator' | 'fieldworker' | 'inspector' | 'tester') => world.as(role);
  /** Changes rows by hand as the program, for who acts. */
  const byHand = (role: Parameters<typeof as>[0], query: ReturnType<typeof sql>) =>
    refusal(as(role).inTx((ctx) => query.execute(ctx.db)));
  const fresh = () => recordVoice(as('coordinator'), voiceOf(world, testers[2]!, { origin: 'moroccan' }));

  test('is recorded once, however often it is sent, and no other while it waits', async () => {
    const id = await fresh();
    expect(await fresh()).toBe(id);
    expect(
      await refusal(
        recordVoice(as('coordinator'), voiceOf(world, testers[2]!, { origin: 'moroccan', age: 40 })),
      ),
    ).toBe('voice-proposed-already');
  });

  test('is confirmed by a second person, who may confirm it again to no effect', async () => {
    const id = await fresh();
    expect(await refusal(confirmVoice(as('coordinator'), id))).toBe('voice-two-persons');
    await confirmVoice(as('fieldworker'), id);
    await confirmVoice(as('fieldworker'), id);
    const links = await owner<{ what: string }>(
      sql`select what from audit_link where body::jsonb ->> 'pretest' = ${id} order by seq`,
    );
    expect(links.map(({ what }) => what)).toEqual(['voice.recorded', 'voice.confirmed']);
  });

  test('of somebody who does not call for us, or of tomorrow, is refused', async () => {
    const { id } = practiceAccounts[0];
    expect(await refusal(recordVoice(as('coordinator'), voiceOf(world, id)))).toBe('unknown-tester');
    expect(
      await refusal(
        recordVoice(as('coordinator'), voiceOf(world, testers[3]!, { testedOn: addDays(MONDAY, 1) })),
      ),
    ).toBe('voice-in-future');
  });

  test('is not changed by hand', async () => {
    const id = await recordVoice(as('coordinator'), voiceOf(world, testers[3]!));
    const coordinator = as('coordinator').actor.id;
    expect([
      await byHand('coordinator', sql`update voice_pretest set age = 20 where id = ${id}`),
      await byHand(
        'coordinator',
        sql`update voice_pretest set confirmed_by = ${coordinator}, confirmed_at = app_now() where id = ${id}`,
      ),
      await byHand(
        'fieldworker',
        sql`update voice_pretest set confirmed_by = ${as('inspector').actor.id}, confirmed_at = app_now() where id = ${id}`,
      ),
      await byHand(
        'coordinator',
        sql`update voice_pretest set language = null, origin = null, sex = null, raters = null, share = null, age = null, clarity = null,
          friendliness = null, pace = null, erased_at = app_now() where id = ${id}`,
      ),
      await byHand(
        'coordinator',
        sql`insert into voice_pretest (id, tester, language, origin, tested_on, sex, raters, share, age, clarity, friendliness, pace, document_hash, recorded_by, recorded_at)
          select gen_random_uuid(), ${coordinator}, language, 'turkish', tested_on, sex, raters, share, age, clarity, friendliness, pace, document_hash, recorded_by, recorded_at from voice_pretest where id = ${id}`,
      ),
    ]).toEqual([
      'voice_pretest_life',
      'voice_pretest_two_persons',
      'voice_pretest_by_planner',
      'erased_by_system',
      'voice_pretest_of_tester',
    ]);
    // What is not seen is not changed either.
    for (const role of ['inspector', 'tester'] as const)
      expect(
        await byHand(
          role,
          sql`update voice_pretest set withdrawn_by = app_actor(), withdrawn_at = app_now(), withdrawn_reason = 'x' where id = ${id}`,
        ),
      ).toBeNull();
    expect(await owner(sql`select from voice_pretest where id = ${id} and withdrawn_at is not null`)).toEqual(
      [],
    );
    await withdrawVoice(as('coordinator'), id, 'Het blad was van iemand anders.');
    expect([
      await byHand(
        'coordinator',
        sql`update voice_pretest set withdrawn_at = null, withdrawn_by = null, withdrawn_reason = null where id = ${id}`,
      ),
      await refusal(confirmVoice(as('fieldworker'), id)),
    ]).toEqual(['voice_pretest_life', 'voice-decided']);
  });
});

const origin = fc.constantFrom('flemish', 'turkish', 'moroccan');
const heard = fc.record({
  tester: fc.nat({ max: 5 }),
  origin,
  language: fc.constantFrom('nl' as const, 'nl' as const, 'nl' as const, 'fr' as const),
  sex: fc.constantFrom('f' as const, 'f' as const, 'm' as const),
  raters: fc.constantFrom(29, 30, 31, 60),
  share: fc.constantFrom(0.799, 0.8, 0.801, 0.95),
  age: fc.integer({ min: 250, max: 310 }).map((tenths) => tenths / 10),
  pace: fc.integer({ min: 140, max: 160 }),
  clarity: fc.integer({ min: 380, max: 440 }).map((hundredths) => hundredths / 100),
  friendliness: fc.constantFrom(3.5, 3.75, 4, 4.25, 4.5, 4.51),
  age_of: fc.constantFrom(0, 1, 400, 729, 730, 731, 732),
  ends: fc.constantFrom('confirmed', 'confirmed', 'confirmed', 'confirmed', 'open', 'withdrawn'),
});

test('the program and the database say the same of every pair of testers, whatever was heard', async () => {
  const arms = fc.constantFrom(
    { control: ['flemish'], treatment: ['turkish'] },
    { control: ['flemish'], treatment: ['turkish', 'moroccan'] },
    { control: ['moroccan', 'flemish'], treatment: ['turkish'] },
  );
  let matched = 0;
  const refused = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(heard, { minLength: 8, maxLength: 24 }), arms, async (voices, arm) => {
      await owner(sql`truncate voice_pretest`);
      for (const { tester, age_of, ends, ...rest } of voices) {
        const voice: VoiceRecord = voiceOf(world, testers[tester]!, {
          ...rest,
          testedOn: addDays(world.services.clock.today(), -age_of),
        });
        const id = await recordVoice(world.as('coordinator'), voice).catch((error: unknown) => {
          if (error instanceof Problem && error.code === 'voice-proposed-already') return null;
          throw error;
        });
        if (id === null) continue;
        if (ends !== 'open') await confirmVoice(world.as('fieldworker'), id);
        if (ends === 'withdrawn')
          await withdrawVoice(world.as('coordinator'), id, 'Bij nader inzien niet goed.');
      }
      const asked = { language: 'nl', ...arm } as const;
      const found = new Set(
        (await world.as('coordinator').read((ctx) => matchedCallers(ctx, asked))).map(
          ({ control, treatment }) => `${control.account} ${treatment.account}`,
        ),
      );
      const all = await owner<{ one: string; other: string; why: string | null }>(
        sql`select a.account as one, b.account as other, callers_match(a.account, b.account, 'nl', ${arm.control}, ${arm.treatment}) as why
          from tester a, tester b where a.account <> b.account`,
      );
      // Where each arm has one origin, the reason is the same too.
      if (arm.treatment.length === 1 && arm.control.length === 1) {
        const last = (await world.as('coordinator').read(listVoices)).filter(
          ({ language, confirmedAt, replaced }) => language === 'nl' && confirmedAt !== null && !replaced,
        );
        const of = (account: string, [origin]: readonly string[]) =>
          last.find((voice) => voice.account === account && voice.origin === origin);
        for (const { one, other, why } of all)
          expect(
            refusalOf(of(one, arm.control), of(other, arm.treatment), world.services.clock.today()),
          ).toBe(why);
      }
      expect(
        new Set(all.filter(({ why }) => why === null).map(({ one, other }) => `${one} ${other}`)),
      ).toEqual(found);
      matched += found.size;
      for (const { why } of all) if (why !== null) refused.add(why);
    }),
    { numRuns: 25, seed: 6 },
  );
  expect(matched).toBeGreaterThan(10);
  expect([...refused].sort()).toEqual([
    'voice-few-raters',
    'voice-old',
    'voice-unclear',
    'voice-untested',
    'voices-other-age',
    'voices-other-clarity',
    'voices-other-friendliness',
    'voices-other-pace',
    'voices-other-sex',
  ]);
}, 240_000);

describe('the pages of voices', () => {
  const [, cas, veerle] = practiceAccounts;
  const HASH = 'cd'.repeat(32);
  const typed = (change: Record<string, string> = {}) => ({
    tester: testers[4]!,
    language: 'nl',
    origin: 'flemish',
    testedOn: MONDAY,
    sex: 'f',
    raters: '31',
    share: '87,1',
    age: '29,5',
    clarity: '4,25',
    friendliness: '3,9',
    pace: '148',
    document: '',
    documentHash: HASH,
    remark: 'Opgenomen via de telefoon.',
    ...change,
  });
  const send = (change: Record<string, string> = {}) =>
    postAs(world, cas, '/stemmen/leg-vast', typed(change));
  const pageOf = async (who: { id: string }, path: string) => (await getAs(world, who, path)).text;
  let id: string;
  beforeAll(() => owner(sql`truncate voice_pretest`));

  test('take what a coordinator typed, once', async () => {
    const [first, again] = [await send(), await send()];
    const there = String(first.headers['location']);
    expect([first.status, again.headers['location']]).toEqual([303, there]);
    id = /\/stemmen\/([0-9a-f-]+)\?/.exec(there)![1]!;
    const text = await pageOf(cas, `/stemmen/${id}`);
    for (const word of [
      '87,1 % van 31 mensen',
      '29,5 jaar',
      '148 woorden',
      '4,25',
      HASH,
      'Opgenomen via de telefoon.',
    ])
      expect(text).toContain(word);
    expect(text).toContain('U legde deze voortest vast.');
  });

  test('give back what was wrong, per field, with what was typed', async () => {
    const answer = await send({
      share: 'bijna iedereen',
      pace: '1480',
      documentHash: 'geen hash',
      origin: '',
    });
    expect(answer.status).toBe(422);
    for (const field of ['share', 'pace', 'origin']) expect(answer.text).toContain(`id="${field}-error"`);
    for (const word of ['bijna iedereen', '1480', 'geen hash', '29,5', 'een getal van 40 tot 400'])
      expect(answer.text).toContain(word);
    const hashless = await send({ documentHash: 'geen hash' });
    expect([hashless.status, hashless.text.includes('id="document-error"')]).toEqual([422, true]);
  });

  test.each([
    ['a day to come', { testedOn: addDays(MONDAY, 1) }, 'testedOn', 'ligt in de toekomst'],
    ['a second one while the first waits', { age: '40' }, 'origin', 'wacht al een voortest op bevestiging'],
    ['somebody who does not call', { tester: cas.id.replace(/2$/, '3') }, 'tester', 'Kies een tester'],
  ])('refuse %s at its field', async (_what, change, field, words) => {
    const answer = await send(change);
    expect([answer.status, answer.text.includes(`id="${field}-error"`), answer.text.includes(words)]).toEqual(
      [422, true, true],
    );
  });

  test('stand on the day of who must confirm, and no more once that is done', async () => {
    expect(await pageOf(veerle, '/')).toContain('Stemmen om te bevestigen');
    expect(await pageOf(cas, '/')).not.toContain('Stemmen om te bevestigen');
    const done = await postAs(world, veerle, `/stemmen/${id}/bevestig`, {});
    expect(done.headers['location']).toBe(`/stemmen/${id}?gedaan=bevestigd`);
    expect(await pageOf(veerle, '/')).not.toContain('Stemmen om te bevestigen');
  });

  test('say who fits whom, and what keeps others apart with both values', async () => {
    const fits = await pretested(world, testers[1]!, {
      origin: 'turkish',
      age: 31,
      clarity: 4,
      friendliness: 4.1,
    });
    const apart = await pretested(world, testers[2]!, { origin: 'moroccan', age: 35, pace: 170 });
    const list = await pageOf(veerle, '/stemmen');
    expect(list).toMatch(/Tester \d+ \(Turks\)/);
    const one = await pageOf(veerle, `/stemmen/${id}`);
    expect(one).toContain(`/stemmen/${fits}`);
    expect(one).toContain(`/stemmen/${apart}`);
    expect(one).toContain('Leeftijd: 29,5 en 35 jaar, hoogstens 5 jaar verschil.');
    expect(one).toContain('Tempo: 148 en 170 woorden per minuut, hoogstens 10 % verschil.');
  });

  test('say what a voice lacks, and what helps', async () => {
    const few = await pretested(world, testers[3]!, { raters: 12 });
    const unclear = await pretested(world, testers[3]!, { origin: 'turkish', share: 0.654 });
    expect(await pageOf(veerle, `/stemmen/${few}`)).toContain(
      'Er luisterden 12 mensen, minstens 30 zijn nodig.',
    );
    expect(await pageOf(veerle, `/stemmen/${unclear}`)).toContain(
      'Deze afkomst hoorde 65,4 %, minstens 80 % is nodig.',
    );
  });

  test('withdraw for a reason', async () => {
    const short = await postAs(world, veerle, `/stemmen/${id}/trek-in`, { reason: 'fout' });
    expect([short.status, short.text.includes('id="reason-error"'), short.text.includes('>fout<')]).toEqual([
      422,
      true,
      true,
    ]);
    await postAs(world, veerle, `/stemmen/${id}/trek-in`, { reason: 'De bladen waren verwisseld.' });
    expect(await pageOf(cas, `/stemmen/${id}`)).toContain('De bladen waren verwisseld.');
  });

  test('show a tester the own voice alone, and nothing to who plans no calls', async () => {
    await pretested(world, tess.id, { remark: 'Een rustige stem.' });
    const own = await pageOf(tess, '/mijn-stem');
    expect([own.includes('Een rustige stem.'), own.includes('Opgenomen via')]).toEqual([true, false]);
    const ines = practiceAccounts[0];
    const fien = practiceAccounts.find(({ login }) => login === 'fien')!;
    for (const who of [tess, ines, fien]) expect((await getAs(world, who, '/stemmen')).status).toBe(403);
    expect((await getAs(world, tess, `/stemmen/${id}`)).status).toBe(403);
    expect((await getAs(world, veerle, '/stemmen/nieuw')).status).toBe(403);
  });
});

test('what was heard is erased three years after the test, with what it had replaced; that there was a test stays', async () => {
  await owner(sql`truncate voice_pretest`);
  await pretested(world, testers[1]!, { testedOn: addDays(MONDAY, -1), remark: 'Eerste keer.' });
  await pretested(world, testers[1]!, { testedOn: addDays(MONDAY, -2), remark: 'Met de juiste datum.' });
  await pretested(world, testers[2]!, { remark: 'Een dag later.' });
  // The second was recorded last, and is the first to be past its term.
  await world.at(toInstant(addDays(addMonths(MONDAY, 36), -2), 12 * 60));
  const night = () => world.services.privacy.applyTerms(world.services.systemContext());
  expect([await night(), await night()]).toEqual([2, 0]);
  const kept = await owner<{ text: string; confirmed: boolean; hash: string }>(
    sql`select v::text as text, confirmed_by is not null as confirmed, encode(document_hash, 'hex') as hash from voice_pretest v order by number`,
  );
  expect(kept.map(({ text }) => /flemish/.test(text))).toEqual([false, false, true]);
  expect(kept.every(({ confirmed, hash }) => confirmed && hash === 'ab'.repeat(32))).toBe(true);
  const list = (await getAs(world, practiceAccounts[2], '/stemmen')).text;
  expect(list).toContain('te oud');
  expect((list.match(/Tester \d+<span/g) ?? []).length).toBe(1);
  await world.at(toInstant(MONDAY, 8 * 60));
});

describe('the API of voices', () => {
  const [, cas, veerle] = practiceAccounts;
  const json = (who: { id: string }, path: string, body: object) =>
    postAs(world, who, `/api/v1/voices${path}`, body, { as: 'json' });
  const code = (body: unknown): string =>
    (body as { type: string }).type.replace('urn:praktijktest:problem:', '');

  test('records, confirms and withdraws by the same rules', async () => {
    await owner(sql`truncate voice_pretest`);
    const sent = voiceOf(world, testers[3]!, { age: 28.7, share: 0.917, clarity: 4.07 });
    const made = await json(cas, '', sent);
    expect(made.status).toBe(201);
    const { id } = made.body as { id: string };
    const own = await json(cas, `/${id}/confirm`, {});
    expect([own.status, code(own.body)]).toEqual([409, 'voice-two-persons']);
    expect((await json(veerle, `/${id}/confirm`, {})).status).toBe(200);
    const [{ number }] = (await owner<{ number: number }>(
      sql`select number from tester where account = ${testers[3]!}`,
    )) as [{ number: number }];
    const one = () => getAs(world, veerle, `/api/v1/voices/${id}`, { accept: 'application/json' });
    expect((await one()).body).toMatchObject({
      ...sent,
      tester: number,
      account: testers[3]!,
      confirmedBy: veerle.id,
    });
    const list = await getAs(world, veerle, '/api/v1/voices', { accept: 'application/json' });
    expect((list.body as { voices: { id: string }[] }).voices.map((one) => one.id)).toEqual([id]);
    await json(cas, `/${id}/withdraw`, { reason: 'De bladen waren verwisseld.' });
    expect((await one()).body).toMatchObject({ withdrawnReason: 'De bladen waren verwisseld.' });
  });

  test('names the field that is wrong', async () => {
    const answer = await json(cas, '', { ...voiceOf(world, testers[3]!), share: 91.7, pace: 12 });
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toMatch(/share.*pace/);
  });

  test('is for who plans calls', async () => {
    const answer = await getAs(world, tess, '/api/v1/voices', { accept: 'application/json' });
    expect(answer.status).toBe(403);
  });
});
