// A reasoned request: what it rests on, what that asks for, and that it stays as it was sent.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { printRequest } from '../../src/campaigns/authorisations/request-paper.js';
import { restsOn } from '../../src/campaigns/authorisations/rules.js';
import { SentBody } from '../../src/campaigns/authorisations/sent-request.js';
import { addMember, verifyRequests, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { findBasis, findCampaign } from '../../src/campaigns/views.js';
import { sha256 } from '../../src/platform/crypto.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { parseKbo, type KboNumber } from '../../src/register/index.js';
import { addExhibit, findSignals, recordSignal, type SignalId } from '../../src/signals/index.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import {
  draftOf,
  importWorld,
  openWorld,
  requestChecked,
  requestOf,
  seedOf,
  signalOf,
  supportedSignal,
  type World,
} from '../support/world.js';
import { requestForm } from '../support/request-form.js';

const [ines, cas, veerle] = practiceAccounts;
const FACTS = 'Drie vacatures vragen een Vlaamse achtergrond, zonder reden.';

let world: World;
let seeds = 0;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
});
afterAll(() => world.close());

const vsi: Partial<CampaignDraft> = { basis: { code: 'flemish-supervision', version: '2026' } };
const federal2018: Partial<CampaignDraft> = {
  service: 'federal-social-inspection',
  basis: { code: 'ssw-42-1', version: '1' },
};
const brussels: Partial<CampaignDraft> = {
  service: 'brussels-inspection',
  basis: { code: 'brussels-ordinance', version: '2023' },
};

const kboOf = (number = ''): KboNumber => {
  const read = parseKbo(number);
  if (!read.ok) throw new Error(number);
  return read.value;
};

async function sealed(change: Partial<CampaignDraft> = vsi): Promise<CampaignId> {
  const { campaigns } = world.services;
  seeds += 1;
  const cells = ['bouw', 'uitzend'].map((sector) => ({ sector, quota: 1 }));
  const id = await campaigns.create(
    world.as('inspector'),
    draftOf(1, { name: `Verzoek ${seeds}`, cells, ...change }),
  );
  await campaigns.seal(world.as('coordinator'), id, seedOf(600 + seeds));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, veerle.id);
  return id;
}

/** The form with its signals ticked. */
const written = (signals: readonly string[] = [], change: Record<string, string> = {}) =>
  requestForm({
    language: 'nl',
    ...Object.fromEntries(signals.map((id) => [`signals-${id}`, 'ja'])),
    ...change,
  });
const post = (who: { id: string }, id: string, step: string, body: object) =>
  postAs(world, who, `/campagnes/${id}/machtiging/${step}`, body);
const file = (who: { id: string }, id: string, kind: 'pdf' | 'html') =>
  getAs(world, who, `/campagnes/${id}/machtiging/verstuurd.${kind}`);
const owner = (query: ReturnType<typeof sql>) =>
  asOwner(world.services.database.kysely, (db) => query.execute(db));
const reasonOf = (error: unknown): string => {
  if (error instanceof Problem) return error.code;
  return constraintOf(error) ?? String((error as { code: unknown }).code);
};
const refusalOf = (act: Promise<unknown>): Promise<string | null> => act.then(() => null, reasonOf);

describe('a request', () => {
  test('goes from a signal to a file that is kept, through the pages', async () => {
    const signal = await supportedSignal(world);
    const id = await sealed();
    const form = await getAs(world, ines, `/campagnes/${id}/machtiging/verzoek`);
    expect(form.text).toContain(`name="signals-${signal}"`);
    expect((await post(ines, id, 'stel-op', written([signal]))).status).toBe(303);
    expect((await post(cas, id, 'kijk-na', { version: '1' })).status).toBe(303);
    expect((await file(ines, id, 'pdf')).status).toBe(404);
    expect((await post(ines, id, 'vraag-aan', { kind: 'magistrate' })).status).toBe(303);
    const page = await getAs(world, ines, `/campagnes/${id}/machtiging`);
    const pdf = await file(ines, id, 'pdf');
    expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(page.text).toContain(sha256(pdf.body as Buffer).toString('hex'));
    expect((pdf.body as Buffer).toString('latin1')).toMatch(/\/Marked true[\s\S]*\/Lang \(nl/);
    const html = await file(cas, id, 'html');
    expect(html.headers['content-disposition']).toContain('attachment');
    expect(html.text).toContain(FACTS);
    expect(html.text).toContain('<html lang="nl-BE">');
    expect(page.text).toContain(sha256(html.text).toString('hex'));
  });

  test('comes back with every fault at once, the kind of test and the order of its days too', async () => {
    const id = await sealed();
    const { 'testTypes-correspondence': _, ...untyped } = written([], {
      motivation: 'kort',
      wantedUntil: '2026-08-01',
    });
    const answer = await post(ines, id, 'stel-op', untyped);
    expect(answer.status).toBe(422);
    const fields = ['motivation', 'testTypes', 'wantedUntil'];
    expect(fields.filter((field) => !answer.text.includes(`href="#${field}"`))).toEqual([]);
  });

  test('comes back to its signals when none of them carries it, with what was typed', async () => {
    const elsewhere = await supportedSignal(world, { sector: 'schoonmaak' });
    const bare = await recordSignal(world.as('inspector'), signalOf());
    const unknown = await supportedSignal(world, { kind: 'sector-study' });
    const id = await sealed();
    for (const signals of [[], [elsewhere], [bare], [unknown]]) {
      const answer = await post(ines, id, 'stel-op', written(signals));
      expect([answer.status, answer.text.includes('href="#signals"')]).toEqual([422, true]);
      expect(answer.text).toContain('Een bezoek toont niet');
    }
  });

  test('is printed in the language of who decides', async () => {
    const id = await sealed();
    const signal = await supportedSignal(world);
    await post(ines, id, 'stel-op', written([signal], { language: 'fr' }));
    await post(cas, id, 'kijk-na', { version: '1' });
    await post(ines, id, 'vraag-aan', { kind: 'magistrate' });
    expect((await file(ines, id, 'html')).text).toMatch(/<html lang="fr-BE">[\s\S]*Demande d’autorisation/);
  });
});

describe('what is asked for follows the trigger', () => {
  type Case = readonly [
    what: string,
    campaign: Partial<CampaignDraft>,
    triggers: readonly Parameters<typeof supportedSignal>[1][],
    kind: 'magistrate' | 'reasoned-decision',
    reason: string | null,
  ];
  /** The first two employers of a sector, with their establishments. */
  let known: readonly { kbo: string; establishment: string }[] = [];
  beforeAll(async () => {
    const found = await asOwner(world.services.database.kysely, (db) =>
      sql<{
        kbo: string;
        establishment: string;
      }>`select e.kbo, u.number as establishment from employer e join establishment u on u.employer = e.id where e.sector = 'bouw' order by e.kbo limit 2`.execute(
        db,
      ),
    );
    known = found.rows;
  });
  /** `first` stands for a trigger about the first of those employers. */
  type Triggers = readonly (Parameters<typeof supportedSignal>[1] | 'first')[];
  const complaint = { kind: 'complaint-or-report' } as const;
  const study = { kind: 'sector-study' } as const;
  const cases: readonly Case[] = [
    ['one trigger that the basis knows', vsi, [{}], 'magistrate', null],
    ['none', vsi, [], 'magistrate', 'trigger-missing'],
    ['one that it does not know', vsi, [study], 'magistrate', 'trigger-missing'],
    ['one about another ground', vsi, [{ grounds: ['age'] }], 'magistrate', 'trigger-elsewhere'],
    ['one about another sector', vsi, [{ sector: 'schoonmaak' }], 'magistrate', 'trigger-elsewhere'],
    ['one of three that are needed', federal2018, [complaint], 'magistrate', 'trigger-missing'],
    [
      'the three that are needed',
      federal2018,
      [complaint, { kind: 'objective-indication' }, { kind: 'datamining' }],
      'magistrate',
      null,
    ],
    ['a complaint, which needs a second person', brussels, [complaint], 'reasoned-decision', null],
    ['a complaint, and a magistrate is asked', brussels, [complaint], 'magistrate', 'trigger-other-kind'],
    ['a study, which needs a magistrate', brussels, [study], 'magistrate', null],
    ['a study, and no magistrate is asked', brussels, [study], 'reasoned-decision', 'trigger-other-kind'],
    [
      'both, and no magistrate is asked',
      brussels,
      [complaint, study],
      'reasoned-decision',
      'trigger-other-kind',
    ],
  ];

  test.each(cases)('in rule and database: %s', (_what, change, triggers, kind, reason) =>
    expectRest(change, triggers, { kind, employers: [] }, reason),
  );

  type Named = (first: { kbo: string; establishment: string }, other: { kbo: string }) => string[];
  const refused = 'trigger-one-employer';
  const aboutOne: readonly (readonly [string, Triggers, Named, string | null])[] = [
    ['and a sector is asked', ['first'], () => [], refused],
    ['who is asked', ['first'], ({ kbo }) => [kbo], null],
    ['whose establishment is asked', ['first'], ({ establishment }) => [establishment], null],
    ['and another is asked beside', ['first'], (first, other) => [first.kbo, other.kbo], refused],
    ['beside one about the sector', ['first', {}], () => [], null],
    ['beside one that the basis does not know', ['first', study], () => [], refused],
  ];
  test.each(aboutOne)('in rule and database: one about an employer %s', (_what, triggers, named, reason) => {
    const [first, other] = known;
    if (first === undefined || other === undefined) throw new Error('The world has too few employers.');
    return expectRest(vsi, triggers, { kind: 'magistrate', employers: named(first, other) }, reason);
  });

  async function expectRest(
    change: Partial<CampaignDraft>,
    triggers: Triggers,
    { kind, employers }: { kind: Case[3]; employers: string[] },
    reason: string | null,
  ): Promise<void> {
    const id = await sealed(change);
    const signals: SignalId[] = [];
    for (const trigger of triggers)
      signals.push(
        await supportedSignal(world, trigger === 'first' ? { kbo: kboOf(known[0]?.kbo) } : trigger),
      );
    const draft = requestOf(kind, { signals, employers });
    const inspector = world.as('inspector');
    const byRule = await inspector.read(async (ctx) => {
      const campaign = await findCampaign(ctx, id);
      const found = (await findSignals(ctx, signals)).map((one) => ({
        ...one,
        exhibits: one.exhibits.length,
      }));
      const basis = await findBasis(ctx, campaign.basis);
      const verdict = restsOn(basis, campaign, draft, { named: signals.length, found });
      return verdict.allowed ? null : verdict.reason;
    });
    const through = await refusalOf(world.services.campaigns.draftRequest(inspector, id, draft));
    // By hand the draft may say anything: what is checked may not.
    if (through !== null) await draftByHand(id, kind, signals, employers);
    const byHand = await refusalOf(
      world
        .as('coordinator')
        .inTx((ctx) =>
          sql`update authorisation set state = 'checked', checked_by = ${cas.id}, checked_at = app_now() where campaign = ${id}`.execute(
            ctx.db,
          ),
        ),
    );
    expect([byRule, through, byHand]).toEqual([reason, reason, reason === null ? null : `request:${reason}`]);
  }

  async function draftByHand(
    id: CampaignId,
    kind: string,
    signals: readonly string[],
    employers: readonly string[] = [],
  ): Promise<void> {
    await world.as('inspector').inTx(async (ctx) => {
      const authorisation = ctx.newId();
      await sql`insert into authorisation (id, campaign, kind, state, requested_by) values (${authorisation}, ${id}, ${kind}, 'drafted', ${ines.id})`.execute(
        ctx.db,
      );
      await sql`insert into authorisation_request (authorisation, campaign, addressee, motivation, necessity, max_tests, wanted_from, wanted_until, test_types, employers, third_persons, signals)
        values (${authorisation}, ${id}, 'x', 'x', 'x', 1, '2026-09-01', '2027-03-01', '{correspondence}', ${[...employers]}::text[], false, ${[...signals]}::uuid[])`.execute(
        ctx.db,
      );
    });
  }

  test('a signal without exhibit carries nothing, in rule and database', async () => {
    const id = await sealed();
    const bare = await recordSignal(world.as('inspector'), signalOf());
    const draft = requestOf('magistrate', { signals: [bare] });
    const through = await refusalOf(world.services.campaigns.draftRequest(world.as('inspector'), id, draft));
    await draftByHand(id, 'magistrate', [bare]);
    const check = () =>
      refusalOf(
        world
          .as('coordinator')
          .inTx((ctx) =>
            sql`update authorisation set state = 'checked', checked_by = ${cas.id}, checked_at = app_now() where campaign = ${id}`.execute(
              ctx.db,
            ),
          ),
      );
    expect([through, await check()]).toEqual(['trigger-without-exhibit', 'request:trigger-without-exhibit']);
    const facts = 'De vacature zoals ze op 3 september online stond.';
    await addExhibit(world.as('inspector'), bare, { kind: 'vacancy', facts, file: 'ab'.repeat(32) });
    expect(await check()).toBeNull();
  });
});

describe('what was sent', () => {
  let id: CampaignId;
  beforeAll(async () => {
    id = await sealed();
    await requestChecked(world, id, 'magistrate');
  });

  test('is for who of the own team reads signals', async () => {
    const statuses = [];
    for (const who of [ines, cas, veerle]) statuses.push((await file(who, id, 'pdf')).status);
    expect(statuses).toEqual([200, 200, 403]);
  });

  test('stays what it was when the rows that it was made of change', async () => {
    const before = [(await file(ines, id, 'pdf')).body as Buffer, (await file(ines, id, 'html')).text];
    await owner(sql`alter table campaign disable trigger user`);
    await owner(sql`update campaign set name = name || ' (anders)' where id = ${id}`);
    await owner(sql`alter table campaign enable trigger user`);
    await owner(sql`alter table signal disable trigger user`);
    await owner(sql`update signal set facts = 'Iets heel anders dan wat er stond.'`);
    await owner(sql`alter table signal enable trigger user`);
    const after = [(await file(ines, id, 'pdf')).body as Buffer, (await file(ines, id, 'html')).text];
    expect(after).toEqual(before);
  });

  test('is printed of its text alone, to the byte', async () => {
    const found = await world
      .as('inspector')
      .read((ctx) =>
        ctx.db
          .selectFrom('sent_request')
          .select(['body', 'html', 'pdf'])
          .where('campaign', '=', id)
          .executeTakeFirstOrThrow(),
      );
    const again = await printRequest(SentBody.parse(JSON.parse(found.body)));
    expect([again.html === found.html, again.pdf.equals(found.pdf)]).toEqual([true, true]);
  });

  test('is named in the log by its hashes, with no word of it', async () => {
    const links = await world
      .as('inspector')
      .read((ctx) =>
        ctx.db
          .selectFrom('audit_link')
          .select('body')
          .where('campaign', '=', id)
          .where('what', '=', 'authorisation.request-kept')
          .execute(),
      );
    const pdf = sha256((await file(ines, id, 'pdf')).body as Buffer).toString('hex');
    expect([links.length, links[0]!.body.includes(pdf), links[0]!.body.includes('auditeur')]).toEqual([
      1,
      true,
      false,
    ]);
  });

  test('is checked against its hashes and the log', async () => {
    const state = () => verifyRequests(world.services.systemContext());
    expect((await state()).broken).toBeNull();
    await owner(sql`alter table sent_request disable trigger user`);
    const [kept] = (await owner(sql`select html from sent_request where campaign = ${id}`)).rows as {
      html: string;
    }[];
    await owner(sql`update sent_request set html = 'x', html_hash = sha256('x') where campaign = ${id}`);
    expect((await state()).broken).toEqual({
      campaign: id,
      why: 'the html of the request that was sent is not the one in the log',
    });
    await owner(
      sql`update sent_request set html = ${kept!.html}, html_hash = sha256(convert_to(${kept!.html}, 'UTF8')) where campaign = ${id}`,
    );
    await owner(sql`alter table sent_request enable trigger user`);
    expect((await state()).broken).toBeNull();
  });
});

describe('the database', () => {
  let id: CampaignId;
  let sent: CampaignId;
  beforeAll(async () => {
    sent = await sealed();
    await requestChecked(world, sent, 'magistrate');
    id = await sealed();
    const { campaigns } = world.services;
    const signals = [await supportedSignal(world)];
    await campaigns.draftRequest(world.as('inspector'), id, requestOf('magistrate', { signals }));
    await campaigns.checkRequest(world.as('coordinator'), id, 1);
  });

  /** What was sent of another campaign, put under this one with its names changed, and one more change. */
  const copied = (change: ReturnType<typeof sql>, by: string = ines.id) =>
    sql`insert into sent_request (authorisation, campaign, version, body, html, pdf, body_hash, html_hash, pdf_hash, sent_by)
      select a.id, a.campaign, 1, said.body, 'x', 'x', sha256(convert_to(said.body, 'UTF8')), sha256('x'), sha256('x'), ${by}
      from authorisation a join authorisation_request r on r.authorisation = a.id,
        lateral (select (jsonb_build_object('authorisation', a.id, 'campaign', a.campaign,
          'signals', (select jsonb_agg(jsonb_build_object('id', s.id, 'reference', s.reference, 'kind', jsonb_build_object('code', s.kind),
              'employer', case when e.kbo is not null then jsonb_build_object('number', e.kbo) end, 'sector', jsonb_build_object('code', s.sector),
              'grounds', (select jsonb_agg(jsonb_build_object('code', g)) from unnest(s.grounds) g), 'period', s.period, 'facts', s.facts,
              'exhibits', (select jsonb_agg(jsonb_build_object('kind', x.kind, 'facts', x.facts, 'fileHash', encode(x.file_hash, 'hex')))
                from exhibit x where x.signal = s.id)) order by one.place)
            from unnest(r.signals) with ordinality one (id, place) join signal s on s.id = one.id left join employer e on e.id = s.employer),
          'request', (select s.body::jsonb -> 'request' from sent_request s where s.campaign = ${sent})) || ${change})::text as body) said
      where a.campaign = ${id}`;
  const nothing = sql`'{}'::jsonb`;
  const faults: readonly [string, () => ReturnType<typeof sql>, string][] = [
    [
      'a request that is sent and not kept',
      () => sql`update authorisation set state = 'requested', sent_by = ${ines.id} where campaign = ${id}`,
      'authorisation_sent_copy',
    ],
    [
      'a copy that asks for more tests than were checked',
      () =>
        copied(
          sql`(select jsonb_build_object('request', (s.body::jsonb -> 'request') || '{"maxTests": 999}'::jsonb) from sent_request s where s.campaign = ${sent})`,
        ),
      'sent_request_as_checked',
    ],
    [
      'a copy that rests on other signals',
      () => copied(sql`'{"signals": []}'::jsonb`),
      'sent_request_as_checked',
    ],
    [
      'a copy that tells its signals otherwise',
      () =>
        copied(
          sql`(select jsonb_build_object('signals', jsonb_agg(jsonb_build_object('id', one, 'facts', 'iets ergers') order by place))
            from authorisation_request q, unnest(q.signals) with ordinality o (one, place) where q.campaign = ${id})`,
        ),
      'sent_request_as_checked',
    ],
    ['a copy in the name of another', () => copied(nothing, cas.id), 'authorisation_own_name'],
    [
      'a copy whose hash is another',
      () =>
        sql`insert into sent_request (authorisation, campaign, version, body, html, pdf, body_hash, html_hash, pdf_hash, sent_by)
          select s.authorisation, s.campaign, 1, s.body, 'y', 'x', s.body_hash, sha256('x'), sha256('x'), ${ines.id} from sent_request s where s.campaign = ${sent}`,
      'authorisation_unchecked',
    ],
    [
      'another text under what was sent',
      () => sql`update sent_request set html = 'x' where campaign = ${sent}`,
      '42501',
    ],
  ];
  test.each(faults)('refuses %s', async (_what, query, expected) => {
    expect(await refusalOf(world.as('inspector').inTx((ctx) => query().execute(ctx.db)))).toBe(expected);
  });

  test('takes the copy that says what was checked, and then the step', async () => {
    const undo = new Error('undo');
    const done = world.as('inspector').inTx(async (ctx) => {
      await copied(nothing).execute(ctx.db);
      await sql`update authorisation set state = 'requested', sent_by = ${ines.id} where campaign = ${id}`.execute(
        ctx.db,
      );
      throw undo;
    });
    await expect(done).rejects.toBe(undo);
  });

  test('refuses a copy whose hash is not that of its text', async () => {
    const wrong = sql`insert into sent_request (authorisation, campaign, version, body, html, pdf, body_hash, html_hash, pdf_hash, sent_by)
      values (gen_random_uuid(), ${id}, 1, '{}', 'x', 'x', sha256('{}'), sha256('y'), sha256('x'), ${ines.id})`;
    await owner(sql`alter table sent_request disable trigger user`);
    expect(await refusalOf(owner(wrong))).toBe('sent_request_html_hash');
    await owner(sql`alter table sent_request enable trigger user`);
  });
});
