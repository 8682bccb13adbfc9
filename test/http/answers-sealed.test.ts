// Raw answers at rest: who has the database has no word of them, and a key that is missing loses nothing.
import { gunzipSync } from 'node:zlib';
import { sql, type RawBuilder } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.js';
import { insistAnswerKeys } from '../../src/main.js';
import { readConfig } from '../../src/platform/config.js';
import type { Ctx } from '../../src/platform/context.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { createLog } from '../../src/platform/log.js';
import { constraintOf } from '../../src/platform/problems.js';
import { createServices, type Services } from '../../src/services.js';
import { getAs } from '../support/acting.js';
import { engine } from '../support/database.js';
import { WORLD_ANSWER_KEYS } from '../support/sealed.js';
import { findTraces } from '../support/traces.js';
import { fieldworker } from '../support/withdrawals.js';
import { openWorld, runningCampaign, sendAll, WORLD_KEY, type World } from '../support/world.js';

/** Stands in what lies sealed, and `CLEAR` in what stays in clear: what is found shows that the search finds. */
// Its own: the write-ahead log of the server is shared with the tests of the channel, which search it for theirs.
const SECRET = 'bronsgïeterhof';
const CLEAR = 'zïchtbaardal';

let world: World;
let address: string;
const owner = <Row>(query: RawBuilder<unknown>): Promise<Row[]> =>
  asOwner(world.services.database.kysely, async (db) => (await query.execute(db)).rows as Row[]);
const system = (services: Services = world.services): Ctx => services.systemContext();

/** An answer with an attachment that holds the word. @returns its number */
async function receive(to: string, subject: string, text: string, by = world.services): Promise<string> {
  const part = (type: string, body: string): string => `--b\r\nContent-Type: ${type}\r\n\r\n${body}\r\n`;
  const raw = Buffer.from(
    `From: Els <els@klant.example>\r\nTo: ${to}\r\nSubject: ${subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n` +
      `${part('text/plain; charset=utf-8', text)}${part('text/csv; name=lijst.csv', `${SECRET}-bijlage`)}--b--\r\n`,
  );
  const envelope = { from: `els@${CLEAR}.example`, to: [to] };
  await by.responses.receive(system(by), { envelope, raw });
  const [row] = await owner<{ id: string }>(sql`select id from response where sha256 = ${sha256(raw)}`);
  return row!.id;
}
const processAll = async (by = world.services): Promise<void> => {
  while ((await by.responses.process(system(by))) > 0);
};

/** The product on the same database with other keys of answers. */
async function withKeys(keys: string): Promise<Services> {
  const services = await createServices({
    config: readConfig({ PT_SECRET: WORLD_KEY, PT_ANSWER_KEYS: keys, PT_LOG_LEVEL: 'silent' }),
    database: world.services.database,
    log: createLog('silent'),
  });
  services.clock.shiftTo(world.services.clock.now().getTime() - Date.now());
  return services;
}
const OTHER = Buffer.alloc(32, 3).toString('base64');

let waiting: string;
let matched: string;
beforeAll(async () => {
  world = await openWorld();
  await runningCampaign(world, 2);
  await sendAll(world);
  [{ address }] = (await owner(sql`select from_address as address from application order by id limit 1`)) as [
    { address: string },
  ];
  waiting = await receive('niemand@mijnpost.example', `${SECRET}-onderwerp`, `${SECRET}-tekst`);
  matched = await receive(address, 'Uw brief', 'Wij nodigen u uit voor een gesprek.');
  await processAll();
});
afterAll(() => world.close());

/** Every row of every table, as text; bytes stand in it as hexadecimal. */
async function allRows(): Promise<Buffer> {
  const tables = await owner<{ name: string }>(
    sql`select format('%I', c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'pt' and c.relkind = 'r'`,
  );
  expect(tables.length).toBeGreaterThan(40);
  const parts: string[] = [];
  for (const { name } of tables)
    for (const { row } of await owner<{ row: string }>(sql`select t::text as row from ${sql.raw(name)} t`))
      parts.push(row);
  return Buffer.from(parts.join('\n'));
}

describe('a word of an answer', () => {
  test('is read by who matches mail', async () => {
    const page = await getAs(world, fieldworker, `/postvak/${waiting}`);
    expect([page.status, page.text.includes(`${SECRET}-tekst`)]).toEqual([200, true]);
  });

  test('stands in no row of the database; the sender, which is in clear, does', async () => {
    const all = await allRows();
    expect([findTraces(all, SECRET), findTraces(all, CLEAR).includes('UTF-8')]).toEqual([[], true]);
  });

  test.runIf(engine === 'pglite')('stands in no file of the database, its log included', async () => {
    const dump = Buffer.from(await (await world.services.database.dump())!.arrayBuffer());
    const all = dump[0] === 0x1f && dump[1] === 0x8b ? gunzipSync(dump) : dump;
    expect([findTraces(all, SECRET), findTraces(all, CLEAR).includes('UTF-8')]).toEqual([[], true]);
  });

  test('would be found if it lay there unsealed', async () => {
    await owner(sql`update response set suggestion_words = array[${SECRET}] where id = ${waiting}`);
    expect(findTraces(await allRows(), SECRET)).toContain('UTF-8');
    await owner(sql`update response set suggestion_words = null where id = ${waiting}`);
  });
});

describe('the database refuses', () => {
  const refusal = async (ctx: Ctx, query: RawBuilder<unknown>): Promise<string | undefined> => {
    try {
      await ctx.inTx((ctx) => query.execute(ctx.db));
      return undefined;
    } catch (error) {
      return constraintOf(error);
    }
  };

  test.each([
    ['clear bytes', Buffer.from('From: x@y.example')],
    ['clear bytes behind a version 0', Buffer.from('\0From: x@y.example')],
    ['clear bytes behind a version 1', Buffer.from('\x01From: x@y.example')],
  ])('an answer that comes in as %s', async (_, sealed) => {
    const insert = sql`insert into response (id, channel, envelope_from, envelope_to, sealed, bytes, sha256)
      values (gen_random_uuid(), 'mail', 'x@y.example', 'z', ${sealed}, 17, sha256('x'))`;
    expect(await refusal(system(), insert)).toBe('response_sealed');
  });

  test('other bytes under an answer by who may read it', async () => {
    const update = sql`update response set sealed = decode('01' || repeat('00', 36 + bytes), 'hex') where id = ${waiting}`;
    expect(await refusal(world.as('fieldworker'), update)).toBe('response_sealed');
  });

  test.each([
    ['sha256', sql`sha256('y')`],
    ['received_at', sql`now()`],
    ['envelope_from', sql`'y'`],
    ['envelope_to', sql`'y'`],
  ])('another %s, whoever asks', async (column, value) => {
    const update = sql`update response set ${sql.ref(column)} = ${value} where id = ${waiting}`;
    expect(await refusal(system(), update)).toBe('response_frozen');
  });
});

describe('a key that is not there', () => {
  let other: Services;
  beforeAll(async () => {
    other = await withKeys(OTHER);
  });

  test('stops the start of a server, which says its number', async () => {
    const [{ key }] = (await owner(
      sql`select encode(answer_key, 'hex') as key from response where id = ${waiting}`,
    )) as [{ key: string }];
    await expect(insistAnswerKeys(other)).rejects.toThrow(`number ${key}`);
    await expect(insistAnswerKeys(world.services)).resolves.toBeUndefined();
  });

  test('leaves a new answer new, and it is read once the key is back', async () => {
    const id = await receive(address, 'Nog eens', 'Kunt u dinsdag komen?');
    await expect(other.responses.process(system(other))).rejects.toThrow('answer-key-missing');
    const state = () => owner(sql`select state, trouble from response where id = ${id}`);
    expect(await state()).toEqual([{ state: 'new', trouble: null }]);
    await processAll();
    expect(await state()).toEqual([{ state: 'matched', trouble: null }]);
  });

  test('turns mail away when there is none at all: the sender tries again later', async () => {
    const none = await createServices({
      config: readConfig({ PT_LOG_LEVEL: 'silent' }),
      database: world.services.database,
      log: createLog('silent'),
    });
    await expect(receive(address, 'Zonder', 'Zonder sleutel', none)).rejects.toThrow('without keys');
  });

  test('is said on the page, without a word of the answer', async () => {
    const app = createApp(other, { key: Buffer.from(WORLD_KEY) });
    const { cookie } = await world.signIn(fieldworker);
    for (const path of [
      `/postvak/${waiting}`,
      `/postvak/${matched}/koppeling`,
      `/intrekken/antwoorden/${matched}`,
    ]) {
      const page = await request(app).get(path).set({ Cookie: cookie, Host: '127.0.0.1' });
      const said = /onder een sleutel die deze server niet heeft/.test(page.text);
      expect([path, page.status, said, page.text.includes(SECRET)]).toEqual([path, 503, true, false]);
    }
  });
});

describe('a new key', () => {
  const keys = () =>
    owner(
      sql`select encode(answer_key, 'hex') as key, count(*)::int as n from response group by 1 order by 1`,
    );

  test('in front of the old one: all is sealed anew, the old one can go, and nothing changed', async () => {
    const before = await owner<{ id: string }>(sql`select id, sha256, bytes from response order by id`);
    const both = await withKeys(`${OTHER},${WORLD_ANSWER_KEYS}`);
    await receive(address, 'Onder de nieuwe', 'Goed ontvangen.', both);
    expect(await keys()).toHaveLength(2);
    let done = 0;
    for (let some = 1; some > 0; done += some) some = await both.responses.reseal(system(both));
    expect([done, (await keys()).length]).toEqual([before.length, 1]);
    const alone = await withKeys(OTHER);
    await expect(insistAnswerKeys(alone)).resolves.toBeUndefined();
    await processAll(alone);
    const ids = before.map(({ id }) => id);
    expect(
      await owner(sql`select id, sha256, bytes from response where id = any(${ids}::uuid[]) order by id`),
    ).toEqual(before);
    // And back, for the tests that follow.
    const back = await withKeys(`${WORLD_ANSWER_KEYS},${OTHER}`);
    while ((await back.responses.reseal(system(back))) > 0);
    expect(await keys()).toHaveLength(1);
  });

  test('what came in before answers were sealed is read, and sealed by the same sweep', async () => {
    const raw =
      'From: oud@klant.example\r\nSubject: van vroeger\r\n\r\nWij bewaren uw brief, kwartelslag.\r\n';
    const id = 'f0000000-0000-4000-8000-000000000001';
    const clear = Buffer.from(`\0${raw}`);
    await owner(sql`alter table response disable trigger response_sealed`);
    await owner(sql`insert into response (id, channel, envelope_from, envelope_to, sealed, bytes, sha256, state)
      values (${id}, 'mail', 'oud@klant.example', 'z', ${clear}, ${raw.length}, ${sha256(raw)}, 'unmatched')`);
    await owner(sql`alter table response enable trigger response_sealed`);
    const read = async () =>
      (await getAs(world, fieldworker, `/postvak/${id}`)).text.includes('Wij bewaren uw brief');
    expect([await read(), findTraces(await allRows(), 'kwartelslag')]).toEqual([true, ['hexadecimal']]);
    expect(await world.services.responses.reseal(system())).toBe(1);
    expect([await read(), findTraces(await allRows(), 'kwartelslag')]).toEqual([true, []]);
  });
});

test('bytes that were moved to another answer do not open there', async () => {
  const one = await receive('niemand@mijnpost.example', 'een', 'een');
  const two = await receive('niemand@mijnpost.example', 'twee', 'abc');
  await processAll();
  await owner(sql`alter table response disable trigger user`);
  await owner(
    sql`update response set sealed = (select sealed from response where id = ${one}) where id = ${two}`,
  );
  await owner(sql`alter table response enable trigger user`);
  const page = await getAs(world, fieldworker, `/postvak/${two}`);
  expect([page.status, page.text.includes('niet meer wat er binnenkwam')]).toEqual([409, true]);
  // One that does not open holds up no other when a new key comes.
  const both = await withKeys(`${OTHER},${WORLD_ANSWER_KEYS}`);
  let done = 0;
  for (let some = 1; some > 0; done += some) some = await both.responses.reseal(system(both));
  const [left] = await owner<{ all: number; old: number }>(
    sql`select count(*)::int as all, (count(*) filter (where answer_key = (select answer_key from response where id = ${two})))::int as old from response`,
  );
  expect([done, left]).toEqual([left!.all - 1, { all: done + 1, old: 1 }]);
});
