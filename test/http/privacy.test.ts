// Personal data: the register, what is erased and when, what is held, names that leave the text, and requests with their clock.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyChain } from '../../src/audit/index.js';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignId } from '../../src/campaigns/index.js';
import { countPair } from '../../src/findings/index.js';
import { toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import type { Id } from '../../src/platform/ids.js';
import { getAs, postAs } from '../support/acting.js';
import { settle, type Person } from '../support/people.js';
import { importWorld, MONDAY, openWorld, runningCampaign, sendAll, type World } from '../support/world.js';

const [inspector, coordinator, fieldworker] = practiceAccounts;
const DAY = 24 * 3600_000;

let world: World;
let dpo: Person;
let one: Ended;
let held: Ended;
let named: Ended;
const rows = async <Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> =>
  (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
const ctxOf = (who: { id: string }, ...roles: string[]) =>
  world.services.contextFor({ id: who.id, name: 'x', roles });
const system = () => world.services.systemContext();
const later = (days: number) => world.at(new Date(world.services.clock.now().getTime() + days * DAY));

/** An ended campaign of which the first test showed a difference and the second none; both were answered by mail. */
interface Ended {
  readonly id: CampaignId;
  readonly unequal: string;
  readonly equal: string;
}

let seeds = 20;
async function ended(signature: string): Promise<Ended> {
  seeds += 1;
  await world.at(toInstant(MONDAY, 8 * 60));
  const id = await runningCampaign(world, 2, {}, seeds);
  await sendAll(world);
  const tests = await rows<{ id: string }>(
    sql`select t.id from test t where t.campaign = ${id} and not exists (select from application a where a.test = t.id and a.state <> 'sent') order by ordinal limit 2`,
  );
  const [unequal, equal] = [tests[0]!.id, tests[1]!.id];
  const { responses } = world.services;
  for (const test of [unequal, equal]) {
    const [{ address }] = (await rows<{ address: string }>(
      sql`select from_address as address from application where test = ${test} and arm = 'control'`,
    )) as [{ address: string }];
    await responses.receive(system(), {
      envelope: { from: `hr-${signature.toLowerCase()}@werkgever.example`, to: [address] },
      raw: Buffer.from(
        `From: Mieke ${signature} <hr-${signature.toLowerCase()}@werkgever.example>\r\nSubject: Uw brief ${test}\r\n\r\nDank u voor uw brief.\r\n\r\nMieke ${signature}\r\nPersoneelsdienst\r\n`,
      ),
    });
  }
  await responses.process(system());
  await rows(
    sql`update response set code = 'INV', coded_at = app_now(), coded_how = 'agreement' where campaign = ${id} and state = 'matched'`,
  );
  await system().inTx(async (ctx) => {
    for (const test of [unequal, equal]) {
      const applications = await sql<{
        id: Id<'application'>;
        arm: string;
      }>`select id, arm from application where test = ${test} order by position`.execute(ctx.db);
      for (const { id, arm } of applications.rows) {
        const code = test === unequal && arm === 'control' ? 'INV' : 'NON';
        await ctx.db
          .insertInto('outcome')
          .values({ application: id, code, final_at: ctx.clock.now() })
          .execute();
        await countPair(ctx, id);
      }
    }
  });
  await world.services.campaigns.stop(world.as('coordinator'), id, 'Het veldwerk stopt hier.', false);
  return { id, unequal, equal };
}

const erasedOf = async (test: string): Promise<boolean[]> =>
  (
    await rows<{ erased: boolean }>(
      sql`select a.erased_at is not null and a.body = '' and not exists (select from response r where r.application = a.id and (r.erased_at is null or length(r.sealed) > 0))
        and not exists (select from attempt t where t.application = a.id and length(t.message) > 0) as erased from application a where a.test = ${test} order by position`,
    )
  ).map(({ erased }) => erased);

beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 30);
  dpo = await settle(world, ['dpo']);
  // All of them before the clock moves by years: an authorisation does not hold for so long.
  one = await ended('Vandersmissen');
  held = await ended('Bewaarde');
  named = await ended('Kerremans');
}, 120_000);
afterAll(() => world.close());

describe('the register of data', () => {
  test('says per class why, on what basis, who sees it, how long, and what happens then', async () => {
    const { status, text } = await getAs(world, dpo, '/gegevensbescherming');
    expect(status).toBe(200);
    for (const words of [
      'Namen van recruiters',
      'art. 6.1.e AVG',
      '12 maanden na het einde van de campagne',
      'voor deze oefenomgeving',
    ])
      expect(text).toContain(words);
  });

  test.each([
    ['a coordinator', coordinator, 200],
    ['a fieldworker', fieldworker, 403],
  ])('is read by %s with %s', async (_who, account, status) => {
    expect((await getAs(world, account, '/gegevensbescherming')).status).toBe(status);
  });

  test('leaves as a record with the hash of its text, without a name of who asked something', async () => {
    await world.services.privacy.record(ctxOf(dpo, 'dpo'), {
      kind: 'access',
      subject: 'Zebedeus Onvindbaar',
      details: 'Wat weet u over mij, en sinds wanneer?',
      receivedOn: world.services.clock.today(),
    });
    const { text } = await getAs(world, dpo, '/gegevensbescherming/verwerkingen.json');
    const { record, sha256 } = /^\{"record":(?<record>.*),"sha256":"(?<sha256>[0-9a-f]{64})"\}\n$/s.exec(
      text,
    )!.groups as { record: string; sha256: string };
    expect(createHash('sha256').update(record).digest('hex')).toBe(sha256);
    expect(JSON.parse(record)).toMatchObject({ requests: { open: 1, answered: 0 } });
    expect(text).not.toContain('Zebedeus');
  });
});

describe('a request about data', { timeout: 120_000 }, () => {
  const asked = (change: Record<string, string> = {}) => ({
    kind: 'access',
    subject: 'Mieke Zoekbaar',
    details: 'Welke gegevens hebt u van mij?',
    receivedDay: '1',
    receivedMonth: '9',
    receivedYear: '2026',
    ...change,
  });
  const postponed = (change: Record<string, string> = {}) => {
    const [y, m, d] = new Date(world.services.clock.now().getTime() + 40 * DAY)
      .toISOString()
      .slice(0, 10)
      .split('-') as [string, string, string];
    return {
      ground: 'inquiry',
      reason: 'Antwoorden zou nu een onderzoek schaden.',
      untilDay: d,
      untilMonth: m,
      untilYear: y,
      reviewDay: d,
      reviewMonth: m,
      reviewYear: y,
      ...change,
    };
  };
  let path: string;

  test('is recorded with a clock of one month', async () => {
    const made = await postAs(world, dpo, '/gegevensbescherming/verzoeken/leg-vast', asked());
    path = made.headers['location'] as string;
    const { text } = await getAs(world, dpo, path);
    expect([made.status, text]).toEqual([303, expect.stringContaining('1 oktober 2026')]);
  });

  test.each([
    [{ receivedYear: '2999' }, 'Deze dag moet nog komen.'],
    [{ receivedDay: '' }, 'dag'],
    [{ details: 'kort' }, 'minstens 10 tekens'],
  ])('is refused with the fault in words: %j', async (change, words) => {
    const made = await postAs(world, dpo, '/gegevensbescherming/verzoeken/leg-vast', asked(change));
    expect([made.status, made.text]).toEqual([422, expect.stringContaining(words)]);
  });

  test('finds where the data stand, without what stands there, and logs no words', async () => {
    const { status, text } = await postAs(world, dpo, `${path}/zoek`, { words: 'vandersmissen' });
    expect([status, text]).toEqual([200, expect.stringContaining('antwoord</th>')]);
    const links = await rows<{ body: string }>(
      sql`select body from audit_link where what = 'data-request.searched'`,
    );
    expect([links.length, links.some(({ body }) => /vandersmissen/i.test(body))]).toEqual([1, false]);
  });

  test('is searched for by the officer alone, in the database too', async () => {
    const seen = await ctxOf(coordinator, 'coordinator').read((ctx) =>
      sql`select * from places_of_person('vandersmissen')`.execute(ctx.db),
    );
    expect([seen.rows, (await getAs(world, coordinator, path)).status]).toEqual([[], 403]);
  });

  test('is postponed with a reason and a day to look again, within its bounds', async () => {
    const far = await postAs(
      world,
      dpo,
      `${path}/stel-uit`,
      postponed({ ground: 'complex', untilYear: '2027' }),
    );
    const well = await postAs(world, dpo, `${path}/stel-uit`, postponed());
    expect([far.status, far.text.includes('Zo ver kan het niet'), well.status]).toEqual([409, true, 303]);
    expect((await getAs(world, dpo, path)).text).toContain('opnieuw bekijken op');
  });

  test('is answered once, and its card says how many wait', async () => {
    expect((await getAs(world, dpo, '/')).text).toContain('Verzoeken over gegevens');
    const answer = { answer: 'Per brief beantwoord, met een afschrift.' };
    expect((await postAs(world, dpo, `${path}/beantwoord`, answer)).status).toBe(303);
    expect((await postAs(world, dpo, `${path}/beantwoord`, answer)).status).toBe(409);
  });

  test('never changes again', async () => {
    await expect(rows(sql`update data_request set subject = 'Iemand anders'`)).rejects.toMatchObject({
      constraint: 'data_request_append_only',
    });
  });
});

describe('names of who answered', { timeout: 120_000 }, () => {
  test('leave the text that people read once the pair counts', async () => {
    const { id } = named;
    const texts = async () =>
      (
        await rows<{ text: string }>(
          sql`select redacted_text as text from response where campaign = ${id} and state = 'matched'`,
        )
      ).map(({ text }) => text);
    expect((await texts()).every((text) => text.includes('Kerremans'))).toBe(true);
    await world.services.privacy.hideNames(system());
    const after = await texts();
    expect([after.length, after.some((text) => /Kerremans|Mieke/.test(text))]).toEqual([2, false]);
    expect(after[0]).toContain('Personeelsdienst');
    expect(await world.services.privacy.hideNames(system())).toBe(0);
  });
});

describe('terms', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    await world.services.privacy.hold(ctxOf(dpo, 'dpo'), {
      campaign: held.id,
      reason: 'Een procedure loopt nog bij de rechtbank.',
      reviewOn: world.services.clock.today(),
    });
  }, 120_000);

  test('cannot be undercut by emptying a row that is not past its term', async () => {
    await expect(
      ctxOf(coordinator, 'coordinator').inTx((ctx) =>
        sql`update application set erased_at = app_now(), to_name = null, to_address = '', subject = '', body = '' where test = ${named.unequal}`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ constraint: 'application_frozen' });
  });

  test('erase nothing before their day', async () => {
    await later(300);
    expect(await world.services.privacy.applyTerms(system())).toBe(0);
    expect(await erasedOf(one.equal)).toEqual([false, false]);
  });

  test('erase after a year what showed no difference, and keep what did', async () => {
    await later(70);
    expect(await world.services.privacy.applyTerms(system())).toBeGreaterThan(0);
    expect([await erasedOf(one.equal), await erasedOf(one.unequal)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('erase nothing of a campaign under a hold', async () => {
    expect(await erasedOf(held.equal)).toEqual([false, false]);
  });

  test('leave codes, counts and hashes, and a chain that can be checked', async () => {
    const [kept] = await rows<{ code: string; hash: number; counted: number }>(
      sql`select r.code, length(r.sha256) as hash, (select count(*)::int from counted_test where test = ${one.equal}) as counted
        from response r join application a on a.id = r.application where a.test = ${one.equal}`,
    );
    expect(kept).toEqual({ code: 'INV', hash: 32, counted: 1 });
    expect(await verifyChain(system())).toMatchObject({ broken: null });
  });

  test('erase after five years what did show a difference', async () => {
    await later(5 * 366);
    await world.services.privacy.applyTerms(system());
    expect([await erasedOf(one.unequal), await erasedOf(held.unequal)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('erase what was held once the hold is lifted', async () => {
    const [hold] = await rows<{ id: string }>(sql`select id from legal_hold where campaign = ${held.id}`);
    const lifted = await postAs(world, coordinator, '/gegevensbescherming/bewaarplicht/hef-op', {
      hold: hold!.id,
      liftReason: 'De procedure is definitief afgesloten.',
    });
    expect(lifted.status).toBe(303);
    await world.services.privacy.applyTerms(system());
    expect(await erasedOf(held.unequal)).toEqual([true, true]);
  });

  test('are reported, run by run', async () => {
    const { text } = await getAs(world, dpo, '/gegevensbescherming');
    expect(text).toMatch(/Antwoorden in testen met ongelijke behandeling: \d/);
    expect(text).toContain('niets: geen enkele termijn was voorbij');
  });

  test('erase mail that belongs to no test after three months, which then nobody matches', async () => {
    await world.services.responses.receive(system(), {
      envelope: { from: 'vreemd@elders.example', to: ['niemand@post.example'] },
      raw: Buffer.from('Subject: Verdwaald\r\n\r\nDit hoort nergens.\r\n'),
    });
    await world.services.responses.process(system());
    const find = () =>
      rows<{ id: string; state: string; size: number }>(
        sql`select id, state, length(sealed) as size from response where envelope_to = 'niemand@post.example'`,
      );
    expect(await find()).toMatchObject([{ state: 'unmatched' }]);
    await later(100);
    await world.services.privacy.applyTerms(system());
    expect(await find()).toMatchObject([{ state: 'set-aside', size: 0 }]);
    const seen = await ctxOf(fieldworker, 'fieldworker').read((ctx) =>
      sql`select id from response where envelope_to = 'niemand@post.example'`.execute(ctx.db),
    );
    expect(seen.rows).toEqual([]);
  });

  test('are applied by the system alone', async () => {
    await expect(
      ctxOf(inspector, 'inspector').inTx((ctx) => sql`select * from erase_by_terms(10)`.execute(ctx.db)),
    ).rejects.toMatchObject({ constraint: 'erased_by_system' });
  });
});

describe('a term', { timeout: 120_000 }, () => {
  const term = async () =>
    (
      await rows<{ text: string }>(
        sql`select encode(text_hash, 'hex') as text from retention_term where data_class = 'unmatched-mail'`,
      )
    )[0]!.text;
  const confirm = (by: { id: string }, text: string) =>
    postAs(world, by, '/gegevensbescherming/termijnen/bevestig', {
      dataClass: 'unmatched-mail',
      text,
    });
  const lost = () =>
    rows<{ size: number }>(
      sql`select length(sealed) as size from response where envelope_to = 'weg@post.example'`,
    );
  const left = async () =>
    (
      await rows<{ waiting: string[] }>(sql`select waiting from retention_run order by at desc, id limit 1`)
    )[0]!.waiting;

  test('whose text changed is not applied, and the run says so', async () => {
    await world.services.responses.receive(system(), {
      envelope: { from: 'vreemd@elders.example', to: ['weg@post.example'] },
      raw: Buffer.from('Subject: Weg\r\n\r\nDit hoort nergens.\r\n'),
    });
    await world.services.responses.process(system());
    await rows(
      sql`update retention_term set text_hash = sha256('een andere tekst') where data_class = 'unmatched-mail'`,
    );
    await later(100);
    await world.services.privacy.applyTerms(system());
    expect((await lost())[0]!.size).toBeGreaterThan(0);
    expect(await left()).toEqual(['unmatched-mail']);
    const { text } = await getAs(world, dpo, '/gegevensbescherming');
    expect(text).toContain('Bevestig deze termijn');
    expect((await getAs(world, dpo, '/')).text).toContain('Bewaartermijnen om te bevestigen');
  });

  test('is confirmed by the data protection officer alone', async () => {
    expect((await confirm(coordinator, await term())).status).toBe(403);
    await expect(
      ctxOf(coordinator, 'coordinator').inTx((ctx) =>
        sql`insert into retention_confirmation (data_class, text_hash, confirmed_by)
          select data_class, text_hash, ${coordinator.id} from retention_term where data_class = 'unmatched-mail'`.execute(
          ctx.db,
        ),
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('is not confirmed by a text that stands no more', async () => {
    expect((await confirm(dpo, 'ab'.repeat(32))).status).toBe(409);
  });

  test('is applied once it is confirmed, and that is in the log', async () => {
    expect((await confirm(dpo, await term())).status).toBe(303);
    await world.services.privacy.applyTerms(system());
    expect([await lost(), await left()]).toEqual([[{ size: 0 }], []]);
    const links = await rows<{ actor: string }>(
      sql`select actor from audit_link where what = 'retention-term.confirmed'`,
    );
    expect(links).toEqual([{ actor: dpo.id }]);
    expect((await getAs(world, dpo, '/gegevensbescherming')).text).not.toContain('Bevestig deze termijn');
  });

  test('is not confirmed by the program itself outside a practice database', async () => {
    await expect(
      asOwner(world.services.database.kysely, async (db) => {
        await sql`update clock set mode = 'live', shift = interval '0'`.execute(db);
        await sql`update retention_term set text_hash = sha256('nog een') where data_class = 'unmatched-mail'`.execute(
          db,
        );
        await sql`insert into retention_confirmation (data_class, text_hash) values ('unmatched-mail', sha256('nog een'))`.execute(
          db,
        );
      }),
    ).rejects.toMatchObject({ constraint: 'retention_confirmation_by_person' });
  });
});
