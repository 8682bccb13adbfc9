// Whatever a coder of calls can fetch, by any route or query, holds no name of an agency, though a tester wrote it down.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CallTaskId } from '../../src/fieldwork/calls/schema.js';
import { asOwner } from '../../src/platform/db/index.js';
import { addSecondTester, openCallsOf, runningCalls, SECOND_TESTER } from '../support/calls.js';
import { crawl, crawlDatabase, someIds, type Fetched } from '../support/coder-crawl.js';
import { settle } from '../support/people.js';
import { tracesOf } from '../support/traces.js';
import { openWorld, type World } from '../support/world.js';

const cleo = practiceAccounts.find(({ login }) => login === 'cleo')!;
const cyriel = practiceAccounts.find(({ login }) => login === 'cyriel')!;
const veerle = practiceAccounts.find(({ login }) => login === 'veerle')!;
/** Names, a place and a mail domain that stand nowhere else. */
const NAME = 'Kraaiveldster';
const PLACE = 'Wilgenroosdorp';
const DOMAIN = 'zilverpopulier.example';
/** What coders must read: where it is not found, the walk looked at nothing. */
const TO_READ = 'zonnebloempad';

let world: World;
let ids: string[];
let adjudicator: { id: string; roles: readonly string[] };
let needles: string[];

beforeAll(async () => {
  world = await openWorld();
  const second = await addSecondTester(world);
  await runningCalls(world, 6, { name: 'Klantoproepen', hypothesis: `${NAME} gaat erop in.` });
  await asOwner(world.services.database.kysely, (db) =>
    sql`update employer set name = ${NAME} || ' Uitzend ' || right(kbo, 2), municipality = ${PLACE}, mail_domain = ${DOMAIN}
      where id in (select employer from call_task)`.execute(db),
  );
  const tasks: CallTaskId[] = [];
  const phones: string[] = [];
  for (const ctx of [world.as('tester'), second])
    for (const { id } of await openCallsOf(ctx)) {
      const [own] = (
        await ctx.read((tx) =>
          sql<{
            name: string;
            phone: string;
          }>`select e.name, t.phone from call_task t join employer e on e.id = t.employer where t.id = ${id}`.execute(
            tx.db,
          ),
        )
      ).rows;
      tasks.push(id);
      phones.push(own!.phone);
      await world.services.calls.record(ctx, id, {
        code: 'REPORTS',
        timesSaid: 1,
        askedReason: true,
        namedBan: false,
        deviations: [{ step: 'opening', text: `Ik noemde ${own!.name} eerst.`, spoils: false }],
        note: `${TO_READ}: "met ${own!.name.toUpperCase()}, ${PLACE}", bel ${own!.phone} of mail info@${DOMAIN}, ${NAME.toLowerCase()}s vaste lijn.`,
      });
    }
  const third = await settle(world, ['adjudicator']);
  adjudicator = { id: third.id, roles: ['adjudicator'] };
  for (const task of tasks.slice(0, 2)) {
    const codes = { askedReason: true, namedBan: false };
    await world.services.callCoding.code(world.services.contextFor(cleo), task, { code: 'EVADE', ...codes });
    await world.services.callCoding.code(world.services.contextFor(cyriel), task, {
      code: 'REFUSE',
      ...codes,
    });
  }
  ids = [...new Set([...tasks, ...(await someIds(world))])];
  needles = [NAME, PLACE, DOMAIN, ...phones];
}, 180_000);
afterAll(() => world.close());

const lower = (bytes: Buffer): Buffer => Buffer.from(bytes.toString('latin1').toLowerCase(), 'latin1');
/** Where a needle stands, in any of the forms that a text can have in bytes. */
function leaksIn(fetched: readonly Fetched[], wanted: readonly string[]): string[] {
  const forms = wanted.flatMap((needle) =>
    tracesOf(needle)
      .filter(([, bytes]) => bytes.length >= 6)
      .map(([, bytes]) => [needle, bytes, lower(bytes)] as const),
  );
  return fetched.flatMap(({ where, bytes }) =>
    forms
      .filter(([, form, small]) => bytes.includes(form) || lower(bytes).includes(small))
      .map(([needle]) => `${needle} in ${where}`),
  );
}

describe.each([
  ['a coder', () => cleo],
  ['who settles differences', () => adjudicator],
] as const)('what %s fetches', (_who, account) => {
  test('holds what they said, and no name, place, number or tester', async () => {
    const pages = await crawl(world, account(), { ids, languages: ['en', 'fr'], texts: [], most: 1500 });
    const rows = await crawlDatabase(world, account(), ids);
    expect([
      leaksIn(pages, [TO_READ]).some((leak) => leak.includes('/coderen/oproepen')),
      leaksIn(rows, [TO_READ]).some((leak) => leak.includes('call_coding_item')),
      leaksIn([...pages, ...rows], needles),
      // Everybody may know who works here; not that they called.
      leaksIn(pages, [SECOND_TESTER.name]),
    ]).toEqual([true, true, [], []]);
  });

  test('holds no first impression', async () => {
    const rows = await crawlDatabase(world, account(), ids);
    const told = rows.filter(({ bytes }) => /"code": ?"REPORTS"(?!, ?"hears")/.test(bytes.toString()));
    expect(told.map(({ where }) => where)).toEqual([]);
  });
});

describe('the same search', () => {
  test('finds the names in what a fieldworker of the campaign fetches', async () => {
    const pages = await crawl(world, veerle, { ids, languages: [], texts: [], most: 300 });
    const found = leaksIn([...pages, ...(await crawlDatabase(world, veerle, []))], needles);
    for (const what of [NAME, PLACE]) expect(found.some((leak) => leak.startsWith(what))).toBe(true);
  });
});
