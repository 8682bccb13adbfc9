// What gives reason to test, and what supports it.
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { constraintOf } from '../../src/platform/problems.js';
import { addExhibit, recordSignal } from '../../src/signals/index.js';
import { getAs, postAs } from '../support/acting.js';
import { importWorld, openWorld, signalOf, type World } from '../support/world.js';

const [ines, cas, veerle, cleo] = practiceAccounts;
const anke = practiceAccounts.find(({ login }) => login === 'anke')!;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 2);
});
afterAll(() => world.close());

const written = (change: Record<string, string> = {}) => ({
  kind: 'vacancy-text',
  kbo: '',
  sector: 'bouw',
  'grounds-origin': 'ja',
  period: '2026-Q3',
  facts: 'Drie vacatures vragen een Vlaamse achtergrond, zonder reden.',
  ...change,
});
const refusalOf = (
  query: ReturnType<typeof sql>,
  who: 'inspector' | 'coordinator' | 'fieldworker' = 'inspector',
) =>
  world
    .as(who)
    .inTx((ctx) => query.execute(ctx.db))
    .then(
      () => undefined,
      (error: unknown) => constraintOf(error) ?? (error as { code: string }).code,
    );
const employer = async (): Promise<{ kbo: string; name: string }> =>
  world
    .as('inspector')
    .read((ctx) => ctx.db.selectFrom('employer').select(['kbo', 'name']).limit(1).executeTakeFirstOrThrow());

describe('a signal', () => {
  test('is recorded about a sector, and stands in the list under a random reference', async () => {
    const made = await postAs(world, ines, '/aanwijzingen/leg-vast', written());
    expect(made.status).toBe(303);
    const page = await getAs(world, cas, made.headers['location'] as string);
    expect(page.text).toContain('Drie vacatures vragen');
    const reference = /Aanwijzing ([2-9A-Z]{8})</.exec(page.text)?.[1];
    expect((await getAs(world, ines, '/aanwijzingen')).text).toContain(`${reference!}</a>`);
  });

  test('is about an employer that the register knows, by its number as people type it', async () => {
    const { kbo, name } = await employer();
    const typed = kbo.replace(/^(\d{4})(\d{3})(\d{3})$/, 'BE $1.$2.$3');
    const made = await postAs(world, ines, '/aanwijzingen/leg-vast', written({ kbo: typed }));
    expect((await getAs(world, ines, made.headers['location'] as string)).text).toContain(name);
    const unknown = await postAs(world, ines, '/aanwijzingen/leg-vast', written({ kbo: '0999.999.922' }));
    expect([unknown.status, unknown.text.includes('href="#kbo"')]).toEqual([422, true]);
  });

  test('comes back with every fault in its place, and what was typed', async () => {
    const answer = await postAs(world, ines, '/aanwijzingen/leg-vast', { kbo: '12', facts: 'kort' });
    expect(answer.status).toBe(422);
    const fields = ['kind', 'kbo', 'sector', 'grounds', 'period', 'facts'];
    expect(fields.filter((field) => !answer.text.includes(`href="#${field}"`))).toEqual([]);
    expect(answer.text).toContain('kort</textarea>');
  });

  test('is recorded by inspectors, read by coordinators, and not there for others', async () => {
    const statuses = [];
    for (const who of [cas, veerle, anke, cleo])
      statuses.push((await postAs(world, who, '/aanwijzingen/leg-vast', written())).status);
    for (const who of [cas, veerle, anke, cleo])
      statuses.push((await getAs(world, who, '/aanwijzingen')).status);
    expect(statuses).toEqual([403, 403, 403, 403, 200, 403, 403, 403]);
  });

  test('is recorded by a program too', async () => {
    const made = await postAs(world, ines, '/api/v1/signals', { ...signalOf(), kbo: '' }, { as: 'json' });
    expect([made.status, typeof made.body.id]).toEqual([201, 'string']);
  });

  test('leaves ids in the log and none of its facts', async () => {
    await recordSignal(
      world.as('inspector'),
      signalOf({ facts: 'Een heel bijzonder feit voor het logboek.' }),
    );
    const links = await world.services
      .systemContext()
      .read((ctx) =>
        ctx.db.selectFrom('audit_link').select('body').where('what', 'like', 'signal.%').execute(),
      );
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(({ body }) => body.includes('bijzonder'))).toEqual([]);
  });
});

describe('an exhibit', () => {
  test('is hashed at the door, and added once', async () => {
    const signal = await recordSignal(world.as('inspector'), signalOf());
    const add = async (file: string) => {
      const { cookie, token } = await world.signIn(ines);
      return request(world.app)
        .post(`/aanwijzingen/${signal}/voeg-toe`)
        .set({ Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' })
        .field('_csrf', token)
        .field('kind', 'vacancy')
        .field('facts', 'De vacature zoals ze op 3 september online stond.')
        .attach('file', Buffer.from(file), { filename: file === '' ? '' : 'vacature.pdf' });
    };
    expect((await add('de vacature')).status).toBe(303);
    expect((await add('de vacature')).status).toBe(409);
    const none = await add('');
    expect([none.status, none.text.includes('href="#file"')]).toEqual([422, true]);
    const page = await getAs(world, ines, `/aanwijzingen/${signal}`);
    expect(page.text).toContain(sha256('de vacature').toString('hex'));
  });
});

describe('the database', () => {
  test('changes and deletes no signal and no exhibit', async () => {
    const signal = await recordSignal(world.as('inspector'), signalOf());
    await addExhibit(world.as('inspector'), signal, {
      kind: 'data',
      facts: 'De reeks waarop de rekenregel rust.',
      file: 'cd'.repeat(32),
    });
    const tried = [];
    for (const table of ['signal', 'exhibit'])
      for (const text of [`update ${table} set facts = 'x'`, `delete from ${table}`])
        tried.push(await refusalOf(sql.raw(text)));
    expect(tried).toEqual(['42501', '42501', '42501', '42501']);
  });

  test('takes no signal of a fieldworker, nor one in the name of another', async () => {
    const insert = (by: string) =>
      sql`insert into signal (id, reference, kind, sector, grounds, period, facts, recorded_by)
        values (gen_random_uuid(), 'x', 'datamining', 'bouw', '{origin}', '2026-Q3', 'x', ${by})`;
    expect(await refusalOf(insert(veerle.id), 'fieldworker')).toBe('42501');
    expect(await refusalOf(insert(cas.id))).toBe('42501');
  });

  test('keeps no day, only a quarter', async () => {
    expect(
      await refusalOf(sql`insert into signal (id, reference, kind, sector, grounds, period, facts, recorded_by)
        values (gen_random_uuid(), 'x', 'datamining', 'bouw', '{origin}', '2026-09-03', 'x', ${ines.id})`),
    ).toBe('signal_period_form');
  });
});
