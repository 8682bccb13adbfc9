// What changes after the sealing stands beside the seal: numbered, chained, with a reason, by another than who designed it.
import { createPublicKey, verify } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts, systemAccount } from '../../src/auth/index.js';
import {
  sealSigner,
  verifySeals,
  type CampaignDraft,
  type CampaignId,
  type Change,
} from '../../src/campaigns/index.js';
import { canonicalJson } from '../../src/platform/canonical.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner, type Tables } from '../../src/platform/db/index.js';
import { Problem } from '../../src/platform/problems.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import {
  authorise,
  draftOf,
  importWorld,
  openWorld,
  seedOf,
  sendAll,
  WORLD_KEY,
  type World,
} from '../support/world.js';

const [ines, cas] = practiceAccounts;
const reason = 'een vacature bleek voor studenten';

let world: World;
let made = 0;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
});
afterAll(() => world.close());

/** A sealed campaign of enforcement: pairs in two sectors. */
async function sealedOf(pairs: number, change: Partial<CampaignDraft> = {}): Promise<CampaignId> {
  made += 1;
  const { campaigns } = world.services;
  const id = await campaigns.create(
    world.as('inspector'),
    draftOf(pairs, {
      purpose: 'enforcement',
      cells: [
        { sector: 'bouw', quota: pairs },
        { sector: 'uitzend', quota: pairs },
      ],
      ...change,
    }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(made));
  await releaseIncrement(world.as('inspector'), id, 0);
  return id;
}

const amend = (id: CampaignId, change: Change, who: 'coordinator' | 'inspector' = 'coordinator') =>
  world.services.campaigns.amend(world.as(who), id, change);

const codeOf = async (act: Promise<unknown>): Promise<string> => {
  try {
    await act;
    return 'done';
  } catch (error) {
    return error instanceof Problem
      ? error.code
      : ((error as { constraint?: string }).constraint ?? String(error));
  }
};

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}

/** Runs hand-written SQL as the program, with somebody as actor. */
function asProgram<T>(actor: string, use: (db: Kysely<Tables>) => Promise<T>): Promise<T> {
  return world.services.database.kysely.transaction().execute(async (db) => {
    await sql`select set_config('search_path', 'pt, pg_catalog', true), set_config('app.actor', ${actor}, true), set_config('role', 'pt_app', true)`.execute(
      db,
    );
    return use(db);
  });
}

interface Row {
  number: number;
  kind: string;
  body: string;
  previous: Buffer;
  hash: Buffer;
}
const amendmentsOf = (id: CampaignId) =>
  owner<Row>(
    sql`select number, kind, body, previous, hash from amendment where campaign = ${id} order by number`,
  );

const statesOf = (id: CampaignId) =>
  owner<{ state: string; reason: string | null; tests: string }>(
    sql`select a.state, a.state_reason as reason, string_agg(distinct t.ordinal::text, ',' order by t.ordinal::text) as tests
      from application a join test t on t.id = a.test where a.campaign = ${id} group by 1, 2 order by 1`,
  );

describe('taking tests out of a sealed plan', () => {
  test('ends both applications of the named tests, and of no other', async () => {
    const id = await sealedOf(2);
    await amend(id, { kind: 'void-tests', ordinals: [1, 3], reason });
    expect(await statesOf(id)).toEqual([
      { state: 'cancelled', reason: 'amended', tests: '1,3' },
      { state: 'planned', reason: null, tests: '0,2' },
    ]);
  });

  test('keeps what a narrower scope holds: sectors, employers, and the first tests up to a maximum', async () => {
    const bySector = await sealedOf(2);
    await amend(bySector, { kind: 'void-tests', scope: { sectors: ['bouw'] }, reason });
    const left = await owner<{ sector: string; n: number }>(
      sql`select t.sector, count(*)::int as n from test t where t.campaign = ${bySector}
        and not exists (select from voided_test v where v.test = t.id) group by 1`,
    );
    expect(left).toEqual([{ sector: 'bouw', n: 2 }]);

    const byMaximum = await sealedOf(2);
    await amend(byMaximum, { kind: 'void-tests', scope: { maxTests: 3 }, reason });
    expect((await statesOf(byMaximum)).map(({ tests }) => tests)).toEqual(['3', '0,1,2']);

    const byEmployer = await sealedOf(2);
    const [first] = await owner<{ kbo: string; ordinal: number }>(
      sql`select e.kbo, t.ordinal from test t join employer e on e.id = t.employer where t.campaign = ${byEmployer} order by t.ordinal limit 1`,
    );
    await amend(byEmployer, { kind: 'void-tests', scope: { employers: [first!.kbo] }, reason });
    expect((await statesOf(byEmployer)).map(({ tests }) => tests)).toEqual(['1,2,3', String(first!.ordinal)]);
  });

  test('keeps the plan itself: its tests, leaves and seal stay as they were', async () => {
    const id = await sealedOf(2);
    const look = () =>
      owner(
        sql`select t.ordinal, t.leaf, s.hash, s.body from test t join seal s using (campaign) where campaign = ${id} order by 1`,
      );
    const before = await look();
    await amend(id, { kind: 'void-tests', ordinals: [0], reason });
    expect(await look()).toEqual(before);
  });

  test('sends nothing of them, and the campaign comes to its end all the same', async () => {
    const id = await sealedOf(1);
    await amend(id, { kind: 'void-tests', ordinals: [0], reason });
    await authorise(world, id);
    await world.services.campaigns.start(world.as('inspector'), id);
    await sendAll(world);
    const sent = await owner<{ ordinal: number; n: number }>(
      sql`select t.ordinal, count(*)::int as n from application a join test t on t.id = a.test where a.campaign = ${id} and a.state = 'sent' group by 1`,
    );
    expect(sent).toEqual([{ ordinal: 1, n: 2 }]);
    await world.services.jobs
      .find(({ name }) => name === 'campaigns.life')!
      .run(world.services.systemContext());
    const [{ state } = { state: '' }] = await owner<{ state: string }>(
      sql`select state from campaign where id = ${id}`,
    );
    expect(state).toBe('closing');
  });

  test('is possible until the start only, by whatever way', async () => {
    const id = await sealedOf(1);
    await authorise(world, id);
    await world.services.campaigns.start(world.as('inspector'), id);
    const change: Change = { kind: 'void-tests', ordinals: [0], reason };
    expect(await codeOf(amend(id, change))).toBe('amendment-state');
    expect(await codeOf(forge(id, { kind: 'void-tests', stateThen: 'running' }))).toBe('amendment_state');
  });

  test.each([
    ['a number that is not in the plan', [7], 'amendment-unknown-tests'],
    ['every test', [0, 1], 'amendment-empties-plan'],
  ])('is refused for %s', async (_what, ordinals, code) => {
    const id = await sealedOf(1);
    expect(await codeOf(amend(id, { kind: 'void-tests', ordinals, reason }))).toBe(code);
    expect(await amendmentsOf(id)).toEqual([]);
  });

  test('is refused for a test that is out already', async () => {
    const id = await sealedOf(2);
    const change: Change = { kind: 'void-tests', ordinals: [1], reason };
    await amend(id, change);
    expect(await codeOf(amend(id, change))).toBe('amendment-unknown-tests');
  });

  test('leaves a baseline its power', async () => {
    const id = await sealedOf(8, { purpose: 'baseline' });
    const needed = (
      await owner<{ n: number }>(
        sql`select (body::jsonb ->> 'pairsNeeded')::int as n from seal where campaign = ${id}`,
      )
    )[0]!.n;
    expect(needed).toBeLessThan(8);
    const scope = (maxTests: number): Change => ({ kind: 'void-tests', scope: { maxTests }, reason });
    expect(await codeOf(amend(id, scope(2 * needed - 1)))).toBe('underpowered');
  });
});

describe('a change in words', () => {
  test('changes nothing that is sent, and is possible while the campaign runs', async () => {
    const id = await sealedOf(1);
    await authorise(world, id);
    await world.services.campaigns.start(world.as('inspector'), id);
    const before = await statesOf(id);
    await amend(id, { kind: 'statement', text: 'Ook per provincie, verkennend.', reason });
    expect(await statesOf(id)).toEqual(before);
    const [one] = await amendmentsOf(id);
    expect(JSON.parse(one!.body)).toMatchObject({
      number: 1,
      kind: 'statement',
      stateThen: 'running',
      text: 'Ook per provincie, verkennend.',
      reasonHash: sha256(reason).toString('hex'),
    });
  });

  test('is not possible before the seal, nor once the campaign was abandoned', async () => {
    const draft = await world.services.campaigns.create(world.as('inspector'), draftOf(1));
    const change: Change = { kind: 'statement', text: 'Ook per provincie.', reason };
    expect(await codeOf(amend(draft, change))).toBe('not-in-team');
    const sealed = await sealedOf(1);
    await world.services.campaigns.abandon(world.as('coordinator'), sealed, 'toch een ander plan');
    expect(await codeOf(amend(sealed, change))).toBe('amendment-state');
  });
});

/** What is written by hand in the place of the program: an amendment as it should be, with a change. */
async function forge(
  id: CampaignId,
  change: {
    kind?: string;
    stateThen?: string;
    number?: number;
    previous?: Buffer;
    hash?: Buffer;
    reason?: string;
    by?: string;
    tests?: object[];
  },
): Promise<string> {
  const seal = (await owner<{ hash: Buffer }>(sql`select hash from seal where campaign = ${id}`))[0]!.hash;
  const last = (await amendmentsOf(id)).at(-1);
  const number = change.number ?? (last?.number ?? 0) + 1;
  const previous = change.previous ?? last?.hash ?? seal;
  const kind = change.kind ?? 'statement';
  const body = canonicalJson({
    number,
    kind,
    stateThen: change.stateThen ?? 'sealed',
    reasonHash: sha256(reason).toString('hex'),
    tests: (change.tests ?? []) as never,
    text: 'x',
  });
  const hash = change.hash ?? sha256('praktijktest/amendment/1', previous, body);
  const row = '00000000-0000-4000-8000-00000000a001'.replace(
    'a001',
    (1000 + (made += 1)).toString(16).padStart(4, '0'),
  );
  await asProgram(change.by ?? cas.id, (db) =>
    sql`insert into amendment (id, campaign, number, kind, body, previous, hash, reason, made_by, signature, signed_with)
      values (${row}, ${id}, ${number}, ${kind}, ${body}, ${previous}, ${hash}, ${change.reason ?? reason}, ${change.by ?? cas.id}, ${Buffer.alloc(64)}, ${Buffer.alloc(32)})`.execute(
      db,
    ),
  );
  return row;
}

describe('amendments', () => {
  test('are chained to the seal and to one another', async () => {
    const id = await sealedOf(2);
    await amend(id, { kind: 'void-tests', ordinals: [1], reason });
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    const [seal] = await owner<{ hash: Buffer }>(sql`select hash from seal where campaign = ${id}`);
    const [first, second] = await amendmentsOf(id);
    expect([first!.previous, second!.previous]).toEqual([seal!.hash, first!.hash]);
    for (const { previous, body, hash } of [first!, second!])
      expect(hash).toEqual(sha256('praktijktest/amendment/1', previous, body));
  });

  test('are not made by who designed the plan, whoever writes the row', async () => {
    const id = await sealedOf(1);
    await owner(
      sql`insert into campaign_member (campaign, account, added_by) values (${id}, ${ines.id}, ${cas.id}) on conflict do nothing`,
    );
    expect(
      await codeOf(amend(id, { kind: 'statement', text: 'Ook per provincie.', reason }, 'inspector')),
    ).toBe('amendment-two-persons');
    expect(await codeOf(forge(id, { by: ines.id }))).toBe('amendment_two_persons');
  });

  test.each([
    ['a number is skipped', { number: 2 }, 'amendment_chain'],
    ['the hash before is another', { previous: sha256('x') }, 'amendment_chain'],
    ['the hash does not follow', { hash: sha256('x') }, 'amendment_chain'],
    ['the reason is another than its hash says', { reason: 'een heel andere reden' }, 'amendment_chain'],
    ['the state is another than it was', { stateThen: 'ready' }, 'amendment_chain'],
  ])('are refused by the database when %s', async (_what, change, constraint) => {
    const id = await sealedOf(1);
    expect(await codeOf(forge(id, change))).toBe(constraint);
    expect(await codeOf(forge(id, {}).then(() => Promise.reject(new Problem('kept'))))).toBe('kept');
  });

  test('are never changed or deleted', async () => {
    const id = await sealedOf(1);
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    expect(
      await codeOf(owner(sql`update amendment set reason = 'een andere reden' where campaign = ${id}`)),
    ).toBe('amendment_append_only');
    expect(await codeOf(owner(sql`delete from amendment where campaign = ${id}`))).toBe(
      'amendment_append_only',
    );
  });

  test('take out no test that they do not name, nor one that was not ended', async () => {
    const id = await sealedOf(1);
    const [test] = await owner<{ id: string; ordinal: number; leaf: Buffer; sector: string }>(
      sql`select id, ordinal, leaf, sector from test where campaign = ${id} order by ordinal`,
    );
    const named = { ordinal: test!.ordinal, leaf: test!.leaf.toString('hex'), sector: test!.sector };
    const take = (amendment: string) =>
      asProgram(cas.id, (db) =>
        sql`insert into voided_test (test, campaign, amendment) values (${test!.id}, ${id}, ${amendment})`.execute(
          db,
        ),
      );
    const other = await forge(id, { kind: 'void-tests', tests: [{ ...named, leaf: 'ab'.repeat(32) }] });
    expect(await codeOf(take(other))).toBe('voided_test_named');
    const right = await forge(id, { kind: 'void-tests', tests: [named] });
    expect(await codeOf(take(right))).toBe('voided_test_ended');
  });

  test('are the own team’s to make', async () => {
    const id = await sealedOf(1);
    await owner(sql`delete from campaign_member where campaign = ${id} and account = ${cas.id}`);
    expect(await codeOf(amend(id, { kind: 'statement', text: 'Ook per provincie.', reason }))).toBe(
      'not-in-team',
    );
    expect(await codeOf(forge(id, {}))).toMatch(/row-level security/);
  });
});

describe('checking seals and amendments', () => {
  const { publicKey } = sealSigner(Buffer.from(WORLD_KEY));
  const check = () => verifySeals(world.services.contextFor(systemAccount), publicKey);

  test('finds them whole', async () => {
    // What was forged in these tests is not in the log, which is what the check would find.
    await owner(sql`alter table amendment disable trigger amendment_append_only`);
    await owner(sql`alter table voided_test disable trigger voided_test_append_only`);
    await owner(
      sql`delete from amendment a where not exists (select from audit_link l where l.what = 'campaign.amended' and l.body like '%' || encode(a.hash, 'hex') || '%')`,
    );
    await owner(sql`alter table voided_test enable trigger voided_test_append_only`);
    await owner(sql`alter table amendment enable trigger amendment_append_only`);
    const found = await check();
    expect([found.broken, found.seals > 5, found.amendments > 5]).toEqual([null, true, true]);
  });

  test.each([
    [
      'a seal that says something else',
      'seal',
      `update seal set body = replace(body, 'bouw', 'hout') where campaign = $1`,
      'the hash of its seal',
    ],
    [
      'an amendment that says something else',
      'amendment',
      `update amendment set body = replace(body, 'provincie', 'gemeente') where campaign = $1`,
      'the hash of amendment 1',
    ],
    [
      'another reason',
      'amendment',
      `update amendment set reason = 'een andere reden' where campaign = $1`,
      'the reason of amendment 1',
    ],
    [
      'an amendment that is gone',
      'amendment',
      `delete from amendment where campaign = $1 and number = 1`,
      'an amendment before',
    ],
    [
      'another signature under a seal',
      'seal',
      `update seal set signature = decode(repeat('00', 64), 'hex') where campaign = $1`,
      'the signature of its seal is not the one in the log',
    ],
    [
      'another signature under an amendment',
      'amendment',
      `update amendment set signature = decode(repeat('00', 64), 'hex') where campaign = $1`,
      'the signature of amendment 1 is not the one in the log',
    ],
    [
      'a seal of which the log knows nothing',
      'seal',
      `update seal set body = body || ' ', hash = sha256(convert_to('praktijktest/seal/1' || body || ' ', 'UTF8')) where campaign = $1`,
      'the log does not hold its seal',
    ],
  ])('finds %s', async (_what, table, statement, why) => {
    const id = await sealedOf(1);
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    await amend(id, { kind: 'statement', text: 'Ook per gemeente nagekeken.', reason });
    const found = await asOwner(world.services.database.kysely, async (db) => {
      await sql.raw(`alter table ${table} disable trigger ${table}_append_only`).execute(db);
      await sql.raw(`create table kept as select * from ${table} where campaign = '${id}'`).execute(db);
      await sql.raw(statement.replace('$1', `'${id}'`)).execute(db);
    }).then(check);
    await asOwner(world.services.database.kysely, async (db) => {
      await sql.raw(`delete from ${table} where campaign = '${id}'`).execute(db);
      if (table === 'amendment')
        await sql.raw(`alter table amendment disable trigger amendment_chained`).execute(db);
      await sql.raw(`insert into ${table} select * from kept`).execute(db);
      if (table === 'amendment')
        await sql.raw(`alter table amendment enable trigger amendment_chained`).execute(db);
      await sql.raw(`drop table kept`).execute(db);
      await sql.raw(`alter table ${table} enable trigger ${table}_append_only`).execute(db);
    });
    expect(found.broken?.campaign).toBe(id);
    expect(found.broken?.why).toContain(why);
    expect((await check()).broken).toBeNull();
  });
});

describe('the page of a sealed plan', () => {
  test('shows each amendment beside what was sealed, with its reason', async () => {
    const id = await sealedOf(2);
    await amend(id, { kind: 'void-tests', ordinals: [0], reason });
    const { text } = await getAs(world, ines, `/campagnes/${id}/wijzigingen`);
    const words = text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
    expect(words).toMatch(/Samen 4 1 3/);
    expect(words).toContain('Wijziging 1: testen vervallen');
    expect(words).toContain(`Waarom ${reason}`);
    expect(words).toContain('verzegeld, niet gestart');
  });

  test('takes tests out by the numbers that people see', async () => {
    const id = await sealedOf(2);
    const answer = await postAs(world, cas, `/campagnes/${id}/wijzigingen/laat-vervallen`, {
      numbers: '1, 4',
      voidReason: reason,
    });
    expect([answer.status, answer.headers['location']]).toEqual([303, `/campagnes/${id}/wijzigingen`]);
    expect((await statesOf(id)).map(({ tests }) => tests)).toEqual(['0,3', '1,2']);
  });

  test.each([
    [
      'laat-vervallen',
      { numbers: 'alles', voidReason: 'kort' },
      ['Geef de nummers van testen', 'href="#voidReason"'],
    ],
    [
      'laat-vervallen',
      { numbers: '99', voidReason: reason },
      ['staat niet (meer) in het plan', 'value="99"'],
    ],
    ['noteer', { text: '', statementReason: '' }, ['wat er verandert', 'href="#statementReason"']],
  ])('says what is wrong, and keeps what was typed (%s)', async (act, body, said) => {
    const id = await sealedOf(1);
    const { status, text } = await postAs(world, cas, `/campagnes/${id}/wijzigingen/${act}`, body);
    expect([status, said.filter((one) => !text.includes(one))]).toEqual([422, []]);
    expect(await amendmentsOf(id)).toEqual([]);
  });

  test('offers its forms to a coordinator of the team alone', async () => {
    const id = await sealedOf(1);
    const forms = async (who: { id: string }) =>
      (
        (await getAs(world, who, `/campagnes/${id}/wijzigingen`)).text.match(
          /action="[^"]*wijzigingen\/[a-z-]+"/g,
        ) ?? []
      ).length;
    expect([await forms(cas), await forms(ines)]).toEqual([2, 0]);
    expect(
      (
        await postAs(world, ines, `/campagnes/${id}/wijzigingen/noteer`, {
          text: 'Een analyse erbij.',
          statementReason: reason,
        })
      ).status,
    ).toBe(403);
  });

  test('gives a file from which every hash can be made again', async () => {
    const id = await sealedOf(2);
    await amend(id, { kind: 'void-tests', ordinals: [0], reason });
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    const file = JSON.parse((await getAs(world, ines, `/campagnes/${id}/verzegeling.json`)).text);
    let before = sha256('praktijktest/seal/1', file.seal.body);
    expect(before.toString('hex')).toBe(file.seal.hash);
    for (const one of file.amendments) {
      expect(one.previous).toBe(before.toString('hex'));
      before = sha256('praktijktest/amendment/1', before, one.body);
      expect([one.hash, JSON.parse(one.body).reasonHash]).toEqual([
        before.toString('hex'),
        sha256(one.reason).toString('hex'),
      ]);
    }
    expect(file.amendments).toHaveLength(2);
  });

  test('gives with each hash a signature that any program can check, and none without one', async () => {
    const id = await sealedOf(1);
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    const file = JSON.parse((await getAs(world, ines, `/campagnes/${id}/verzegeling.json`)).text);
    for (const { hash, signature } of [file.seal, ...file.amendments]) {
      const isGood = (said: string) =>
        verify(
          null,
          Buffer.concat([Buffer.from(signature.context), Buffer.from(said, 'hex')]),
          createPublicKey(signature.publicKey),
          Buffer.from(signature.value, 'base64'),
        );
      expect([
        isGood(hash),
        isGood(hash.replace(/^./, (first: string) => (first === '0' ? '1' : '0'))),
      ]).toEqual([true, false]);
    }
    const unsigned = (table: string) =>
      codeOf(owner(sql`update ${sql.table(table)} set signature = null where campaign = ${id}`));
    await owner(sql`alter table seal disable trigger seal_append_only`);
    expect(await unsigned('seal')).toMatch(/seal_signed/);
    await owner(sql`alter table seal enable trigger seal_append_only`);
  });

  test('gives a tagged PDF, the same bytes each time, in the reader’s language', async () => {
    const id = await sealedOf(1);
    await amend(id, { kind: 'statement', text: 'Ook per provincie.', reason });
    const print = async (lang: 'nl' | 'fr') => {
      const { cookie } = await world.signIn(ines);
      const { default: request } = await import('supertest');
      const answer = await request(world.app)
        .get(`/campagnes/${id}/verzegeling.pdf`)
        .set({ Cookie: `${cookie}; taal=${lang}` })
        .buffer(true)
        .parse((res, done) => {
          const chunks: Buffer[] = [];
          res.on('data', (chunk: Buffer) => chunks.push(chunk));
          res.on('end', () => done(null, Buffer.concat(chunks)));
        });
      return answer.body as Buffer;
    };
    const [first, again, french] = [await print('nl'), await print('nl'), await print('fr')];
    expect(first.subarray(0, 8).toString('latin1')).toBe('%PDF-1.7');
    expect(first.equals(again)).toBe(true);
    expect(first.toString('latin1')).toMatch(/\/Marked true[\s\S]*\/Lang \(nl/);
    expect(french.toString('latin1')).toContain('/Lang (fr');
  });
});
