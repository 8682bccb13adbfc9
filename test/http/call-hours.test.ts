// A call begins in office hours of a working day; an exercise, which calls nobody, only says so.
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { dateOnly, toInstant, type DateOnly } from '../../src/platform/dates.js';
import { constraintOf } from '../../src/platform/problems.js';
import { getAs, postAs } from '../support/acting.js';
import { openCallsOf, runningCalls } from '../support/calls.js';
import { MONDAY, openWorld, type World } from '../support/world.js';

const tess = practiceAccounts.find(({ login }) => login === 'tess')!;

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  await runningCalls(world, 1);
  id = (await openCallsOf(world.as('tester')))[0]!.id;
});
afterAll(() => world.close());

/** From now on the campaign is no exercise: its basis is a real one, which was confirmed. */
const inEarnest = () =>
  asOwner(world.services.database.kysely, async (db) => {
    await sql`alter table legal_basis_confirmation disable trigger user`.execute(db);
    await sql`update legal_basis set exercise = false where code = 'exercise' and version = '1'`.execute(db);
    await sql`insert into legal_basis_confirmation (id, code, version, text_hash, document_hash, document_date, proposed_by, confirmed_by, confirmed_at)
      select ${randomUUID()}, code, version, text_hash, sha256('x'), '2026-08-01', ${practiceAccounts[0].id}, ${practiceAccounts[1].id}, app_now()
      from legal_basis where code = 'exercise' and version = '1'`.execute(db);
    await sql`alter table legal_basis_confirmation enable trigger user`.execute(db);
  });
const sheet = async () => (await getAs(world, tess, `/taken/${id}`)).text;
const begin = () => postAs(world, tess, `/api/v1/tasks/${id}/start`, {}, { as: 'json' });
/** What the database alone says to a call that begins now; undone when it passes. */
const byHand = (): Promise<string | undefined> =>
  world
    .as('tester')
    .inTx(async (ctx) => {
      await sql`update call_task set started_at = app_now() where id = ${id}`.execute(ctx.db);
      throw new Error('undone');
    })
    .then(
      () => undefined,
      (error: unknown) => constraintOf(error) ?? (error as Error).message,
    );
const at = (day: DateOnly, hour: number, minute = 0) => world.at(toInstant(day, hour * 60 + minute));

describe('an exercise', () => {
  test('begins a call at 8 in the morning too, and says that in earnest one does not', async () => {
    await at(MONDAY, 8);
    const text = await sheet();
    expect([
      text.includes('In het echt begint u een oproep alleen op een werkdag'),
      text.includes('Begin de oproep'),
    ]).toEqual([true, true]);
    expect([await byHand(), (await begin()).status]).toEqual(['undone', 200]);
  });
});

describe('in earnest', () => {
  beforeAll(inEarnest);

  test.each([
    ['a Monday before 9', MONDAY, 8, 59, '7 september 2026'],
    ['a Monday at 17', MONDAY, 17, 0, '8 september 2026'],
    ['a Friday evening', dateOnly(2026, 9, 11), 18, 0, '14 september 2026'],
    ['a Saturday', dateOnly(2026, 9, 12), 10, 0, '14 september 2026'],
    ['a holiday', dateOnly(2026, 11, 11), 10, 0, '12 november 2026'],
    ['a winter morning before 9', dateOnly(2027, 1, 4), 8, 30, '4 januari 2027'],
  ])('no call begins on %s, and the sheet says when one may', async (_when, day, hour, minute, next) => {
    await at(day, hour, minute);
    const [text, answer] = [await sheet(), await begin()];
    expect([
      text.includes(`U kunt weer bellen op ${next}, vanaf 9 uur.`),
      text.includes('Begin opnieuw'),
      answer.status,
      (answer.body as { type?: string }).type,
      await byHand(),
    ]).toEqual([true, false, 409, 'urn:praktijktest:problem:call-outside-hours', 'gate:call-outside-hours']);
  });

  test('a form that is sent all the same reads when one may', async () => {
    await at(MONDAY, 7);
    const answer = await postAs(world, tess, `/taken/${id}/begin`, {});
    expect([
      answer.status,
      answer.text.includes('Begin een oproep op een werkdag, tussen 9 en 17 uur'),
    ]).toEqual([409, true]);
  });

  test.each([
    ['at 9 o’clock', 9, 0],
    ['just before 17', 16, 59],
  ])('a call begins %s', async (_when, hour, minute) => {
    await at(MONDAY, hour, minute);
    expect([(await sheet()).includes('Nu belt u niet'), (await begin()).status, await byHand()]).toEqual([
      false,
      200,
      'undone',
    ]);
  });

  test('what was heard is recorded after hours as well', async () => {
    await at(MONDAY, 17, 5);
    const answer = await postAs(
      world,
      tess,
      `/api/v1/tasks/${id}/record`,
      { code: 'EVADE', timesSaid: 1, askedReason: false, namedBan: false, note: 'Ze belt terug.' },
      { as: 'json' },
    );
    expect(answer.status).toBe(200);
  });
});
