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
