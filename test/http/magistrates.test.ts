// A magistrate with an account: reads the requests that came to it and no other, decides, and nobody decides beside it.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts, seedAccounts } from '../../src/auth/index.js';
import { widerThan } from '../../src/campaigns/magistrates/rules.js';
import type { Granted } from '../../src/campaigns/magistrates/schema.js';
import { addMember, verifyDecisions, type CampaignId } from '../../src/campaigns/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { toInstant, dateOnly } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf, Problem } from '../../src/platform/problems.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import { tokenOf } from '../support/api.js';
import { draftOf, importWorld, openWorld, requestOf, seedOf, type World } from '../support/world.js';

const [ines, cas, veerle] = practiceAccounts;
const mieke = practiceAccounts.find(({ login }) => login === 'mieke')!;
const other = {
  id: '00000000-0000-4000-8000-000000000199',
  name: 'Omer Ander',
  roles: ['magistrate'],
} as const;
const REASON = 'De feiten dragen deze test niet.';

let world: World;
let seeds = 0;
beforeAll(async () => {
  world = await openWorld({ settings: { PT_NOTICE_FROM: 'dienst@praktijktest.example' } });
  await importWorld(world, 80);
  await seedAccounts(world.services.systemContext(), true);
  await owner(
    sql`insert into account (id, name, kind, roles, practice) values (${other.id}, ${other.name}, 'person', '{magistrate}', true)`,
  );
  await owner(sql`insert into account_login (account, login) values (${other.id}, 'omer@gerecht.example')`);
});
afterAll(() => world.close());

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}
const refusalOf = (act: Promise<unknown>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : (constraintOf(error) ?? String(error))),
  );

/** A sealed plan whose request was checked, with a name that stands nowhere else. */
async function checked(name: string, change: Parameters<typeof requestOf>[1] = {}): Promise<CampaignId> {
  const { campaigns } = world.services;
  seeds += 1;
  const cells = ['bouw', 'uitzend'].map((sector) => ({ sector, quota: 1 }));
  const id = await campaigns.create(world.as('inspector'), draftOf(1, { name, cells }));
  await campaigns.seal(world.as('coordinator'), id, seedOf(900 + seeds));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, veerle.id);
  await campaigns.draftRequest(world.as('inspector'), id, requestOf('magistrate', change));
  await campaigns.checkRequest(world.as('coordinator'), id, 1);
  return id;
}
const authorisationOf = async (campaign: CampaignId): Promise<string> =>
  (await owner<{ id: string }>(sql`select id from authorisation where campaign = ${campaign}`))[0]!.id;

/** The same, sent to a magistrate. */
async function asked(
  name: string,
  change: Parameters<typeof requestOf>[1] = {},
  whom: { id: string } = mieke,
): Promise<{ campaign: CampaignId; id: string }> {
  const campaign = await checked(name, change);
  const sent = await postAs(world, ines, `/campagnes/${campaign}/machtiging/vraag-aan`, {
    kind: 'magistrate',
    magistrate: whom.id,
  });
  expect(sent.status).toBe(303);
  return { campaign, id: await authorisationOf(campaign) };
}
const granted = (change: Record<string, string> = {}) => ({
  number: 'AA-77',
  validFrom: '2026-09-01',
  validUntil: '2027-02-01',
  maxTests: '8',
  'testTypes-correspondence': 'ja',
  employers: '',
  thirdPersons: 'no',
  conditions: '',
  ...change,
});
const post = (id: string, step: string, body: object, who: { id: string } = mieke) =>
  postAs(world, who, `/verzoeken/${id}/${step}`, body);
const show = async (path: string, who: { id: string } = mieke) => getAs(world, who, path);
const stateOf = async (id: string): Promise<string> =>
  (await owner<{ state: string }>(sql`select state from authorisation where id = ${id}`))[0]!.state;

describe('a request to the account of a magistrate', () => {
  test('is chosen by who sends it, and kept with the request', async () => {
    const campaign = await checked('Gekozen Geadresseerde');
    const page = await show(`/campagnes/${campaign}/machtiging`, ines);
    expect(page.text).toContain('Mieke Magistraat');
    expect(page.text).toContain('Op papier');
    await postAs(world, ines, `/campagnes/${campaign}/machtiging/vraag-aan`, {
      kind: 'magistrate',
      magistrate: mieke.id,
    });
    const [kept] = await owner<{ addressed_to: string; said: string }>(
      sql`select addressed_to, body::jsonb -> 'to' ->> 'account' as said from sent_request where campaign = ${campaign}`,
    );
    expect(kept).toEqual({ addressed_to: mieke.id, said: mieke.id });
    expect((await show(`/campagnes/${campaign}/machtiging`, ines)).text).toContain(
      'Mieke Magistraat beslist in het eigen account',
    );
  });

  test('stays possible on paper, and is then nobody’s', async () => {
    const campaign = await checked('Op Papier Gebleven');
    await postAs(world, ines, `/campagnes/${campaign}/machtiging/vraag-aan`, {
      kind: 'magistrate',
      magistrate: '',
    });
    expect((await show('/verzoeken')).text).not.toContain('Op Papier Gebleven');
    const page = await show(`/campagnes/${campaign}/machtiging`, cas);
    expect(page.text).toContain('Noteer de verlening');
  });

  test('goes to no account but that of a magistrate, and only once the plan is sealed', async () => {
    const campaign = await checked('Verkeerd Geadresseerd');
    const wrong = await postAs(world, ines, `/campagnes/${campaign}/machtiging/vraag-aan`, {
      kind: 'magistrate',
      magistrate: cas.id,
    });
    expect([wrong.status, wrong.text.includes('Kies een magistraat')]).toEqual([409, true]);
    const { campaigns } = world.services;
    const early = await campaigns.create(world.as('inspector'), draftOf(1, { name: 'Te vroeg gevraagd' }));
    await addMember(world.as('coordinator'), early, cas.id);
    await campaigns.draftRequest(world.as('inspector'), early, requestOf('magistrate'));
    await campaigns.checkRequest(world.as('coordinator'), early, 1);
    expect(
      await refusalOf(campaigns.requestAuthorisation(world.as('inspector'), early, 'magistrate', mieke.id)),
    ).toBe('sent_request_addressee');
  });

  test('is told by a mail that says that something waits, and nothing of what', async () => {
    const { id } = await asked('Geheim Postvak Zesendertig', {}, other);
    const [mail] = await owner<{ id: string; address: string; subject: string; body: Buffer }>(
      sql`select id, address, subject, body from notice_mail where account = ${other.id} and kind = 'request'`,
    );
    expect([mail?.address, mail?.subject]).toEqual([
      'omer@gerecht.example',
      'Er wacht iets op u in Praktijktest',
    ]);
    await world.services.auth.jobs
      .find(({ name }) => name === 'auth.notices')!
      .run(world.services.systemContext());
    const letter = world.posted.find(({ envelope }) => envelope.to.includes('omer@gerecht.example'));
    const text = letter!.raw.toString('utf8');
    expect(text).toContain('/verzoeken');
    expect(text).not.toMatch(/Geheim|Zesendertig|origin|afkomst|arbeidsauditeur/);
    expect(text).not.toContain(id);
  });
});

describe('a magistrate', () => {
  test('finds the own requests on the home page and in the list, and reads them as they were sent', async () => {
    const { id } = await asked('Leesbaar Verzoek', {
      motivation: 'Vijf vacatures vroegen een Vlaamse naam.',
    });
    expect((await show('/')).text).toContain('Verzoeken om over te beslissen');
    expect((await show('/verzoeken')).text).toContain('Leesbaar Verzoek');
    const page = await show(`/verzoeken/${id}`);
    expect(page.text).toContain('Vijf vacatures vroegen een Vlaamse naam.');
    const pdf = await show(`/verzoeken/${id}/verzoek.pdf`);
    expect(page.text).toContain(sha256(pdf.body as Buffer).toString('hex'));
    expect((await show(`/verzoeken/${id}/verzoek.html`)).text).toContain('Mieke Magistraat');
    expect((await show('/zoek?q=leesbaar')).text).toContain(`/verzoeken/${id}`);
  });

  test('finds no request of another, by any route or in SQL', async () => {
    const hidden = 'Xerxesgeheim';
    const { campaign, id } = await asked(
      `${hidden} bij Omer`,
      { motivation: `${hidden} staat in de feiten.` },
      other,
    );
    const lines = world.services.routes.filter(({ path }) => path.startsWith('/verzoeken'));
    expect(lines.length).toBeGreaterThan(10);
    for (const { path, method } of lines) {
      const address = path.replace(':id', id).replace(':number', '1');
      const answer =
        method === 'get'
          ? await show(address)
          : await postAs(world, mieke, address, { ...granted(), reason: REASON });
      expect([address, answer.text.includes(hidden)]).toEqual([address, false]);
      if (path.includes(':id')) expect([address, answer.status]).toEqual([address, 404]);
    }
    for (const path of ['/', `/zoek?q=${hidden}`, '/campagnes', `/campagnes/${campaign}`, '/machtigingen'])
      expect((await show(path)).text.replaceAll(`q=${hidden}`, '')).not.toContain(`${hidden} bij`);
    const seen = await world.services.contextFor(mieke).read(async (ctx) => ({
      sent: await ctx.db.selectFrom('sent_request').select('authorisation').execute(),
      authorisations: await ctx.db.selectFrom('authorisation').select('id').execute(),
      campaigns: await ctx.db.selectFrom('campaign').select('id').execute(),
      tests: await ctx.db.selectFrom('test').select('id').execute(),
      employers: await ctx.db.selectFrom('employer').select('id').execute(),
      log: await ctx.db.selectFrom('audit_link').select('seq').execute(),
    }));
    expect(seen.sent.map(({ authorisation }) => authorisation)).not.toContain(id);
    expect(seen.sent.length).toBe(seen.authorisations.length);
    expect([seen.campaigns, seen.tests, seen.employers, seen.log]).toEqual([[], [], [], []]);
  });
});

describe('a decision of a magistrate', () => {
  test('grants: it is a document with a hash, the authorisation says the same, and the campaign is ready', async () => {
    const { campaign, id } = await asked('Verleend Zonder Klerk');
    expect((await post(id, 'verleen', granted())).status).toBe(303);
    const pdf = await show(`/verzoeken/${id}/beslissingen/1/beslissing.pdf`);
    const html = await show(`/verzoeken/${id}/beslissingen/1/beslissing.html`);
    expect((pdf.body as Buffer).toString('latin1')).toMatch(/\/Marked true[\s\S]*\/Lang \(nl/);
    expect(html.text).toContain('Machtiging verleend');
    expect(html.text).toContain('AA-77');
    expect(html.text).not.toMatch(/\{\{|undefined/);
    const [row] = await owner(
      sql`select state, number, max_tests, recorded_by, test_types, third_persons, document_hash, valid_from, valid_until, decided_on::text
        from authorisation where id = ${id}`,
    );
    expect(row).toEqual({
      state: 'granted',
      number: 'AA-77',
      max_tests: 8,
      recorded_by: mieke.id,
      test_types: ['correspondence'],
      third_persons: false,
      document_hash: sha256(pdf.body as Buffer),
      valid_from: toInstant(dateOnly(2026, 9, 1), 0),
      valid_until: toInstant(dateOnly(2027, 2, 1), 0),
      decided_on: '2026-09-07',
    });
    expect(await refusalOf(world.services.campaigns.start(world.as('inspector'), campaign))).toBeNull();
    const team = await show(`/campagnes/${campaign}/machtiging`, ines);
    expect(team.text).toContain('Wat de magistraat besliste');
    const same = await show(`/campagnes/${campaign}/machtiging/beslissingen/1/beslissing.pdf`, ines);
    expect((same.body as Buffer).equals(pdf.body as Buffer)).toBe(true);
    expect(
      (await show(`/campagnes/${campaign}/machtiging/beslissingen/1/beslissing.pdf`, veerle)).status,
    ).toBe(403);
  });

  test('sets conditions and names employers, which then hold', async () => {
    const kbos = await owner<{ kbo: string }>(sql`select kbo from employer order by kbo limit 3`);
    const [one, two, three] = kbos.map(({ kbo }) => kbo);
    const { campaign, id } = await asked('Verleend Met Voorwaarden', { employers: [one!, two!] });
    const wide = await post(id, 'verleen', granted({ employers: `${one!}\n${three!}` }));
    expect([wide.status, wide.text.includes('href="#employers"')]).toEqual([422, true]);
    expect((await post(id, 'verleen', granted({ employers: '' }))).status).toBe(422);
    await post(id, 'verleen', granted({ employers: one!, conditions: 'Meld elke test binnen de week.' }));
    expect(await stateOf(id)).toBe('granted-with-conditions');
    expect(await refusalOf(world.services.campaigns.start(world.as('inspector'), campaign))).toBe(
      'authorisation-conditions-open',
    );
    expect((await show(`/verzoeken/${id}`)).text).toContain('Meld elke test binnen de week.');
    const named = await owner(sql`select number from authorisation_employer where authorisation = ${id}`);
    expect(named).toEqual([{ number: one }]);
  });

  test('comes back with each field that reaches further than what was asked, and what was typed', async () => {
    const { id } = await asked('Niet Ruimer Dan Gevraagd');
    const answer = await post(
      id,
      'verleen',
      granted({
        maxTests: '11',
        validFrom: '2026-08-31',
        validUntil: '2027-03-02',
        'testTypes-client-call': 'ja',
        thirdPersons: 'yes',
      }),
    );
    expect(answer.status).toBe(422);
    const fields = ['validFrom', 'validUntil', 'maxTests', 'testTypes', 'thirdPersons'];
    expect(fields.filter((field) => !answer.text.includes(`href="#${field}"`))).toEqual([]);
    expect(answer.text).toContain('value="11"');
    expect(await stateOf(id)).toBe('requested');
  });

  test('refuses with a reason that the team reads, and the campaign cannot start', async () => {
    const { campaign, id } = await asked('Geweigerd Met Reden');
    expect((await post(id, 'weiger', { reason: 'kort' })).status).toBe(422);
    expect((await post(id, 'weiger', { reason: REASON })).status).toBe(303);
    expect(await stateOf(id)).toBe('refused');
    const paper = await show(`/campagnes/${campaign}/machtiging/beslissingen/1/beslissing.html`, cas);
    expect(paper.text).toContain(REASON);
    expect((await post(id, 'verleen', granted())).status).toBe(409);
  });

  test('extends and withdraws what it granted', async () => {
    const { campaign, id } = await asked('Verlengd En Ingetrokken');
    await post(id, 'verleen', granted());
    const sooner = await post(id, 'verleng', { number: 'AA-78', validUntil: '2027-01-01', maxTests: '' });
    expect([sooner.status, sooner.text.includes('href="#validUntil"')]).toEqual([422, true]);
    expect(
      (await post(id, 'verleng', { number: 'AA-78', validUntil: '2027-05-01', maxTests: '5' })).status,
    ).toBe(303);
    const [row] = await owner(sql`select state, max_tests, valid_until from authorisation where id = ${id}`);
    expect(row).toEqual({ state: 'extended', max_tests: 5, valid_until: toInstant(dateOnly(2027, 5, 1), 0) });
    await world.services.campaigns.start(world.as('inspector'), campaign);
    expect((await post(id, 'trek-in', { reason: 'De toestand is veranderd.' })).status).toBe(303);
    expect(await stateOf(id)).toBe('withdrawn');
    const sending = await owner<{ why: string }>(sql`select sending_refused_because(${campaign}) as why`);
    expect(sending).toEqual([{ why: 'not-authorised' }]);
    expect((await show(`/verzoeken/${id}`)).text).toContain('Ingetrokken');
  });

  test('is open to nobody once the campaign was called off', async () => {
    const { campaign, id } = await asked('Afgelast Vooraf');
    await world.services.campaigns.abandon(world.as('inspector'), campaign, 'het plan gaat niet door');
    expect((await post(id, 'verleen', granted())).status).toBe(409);
    expect((await show(`/verzoeken/${id}`)).text).toContain('de campagne gaat niet door');
  });

  test('reads the report of what was done under it, and of nothing else', async () => {
    const { campaign, id } = await asked('Verslag Aan Magistraat');
    await post(id, 'verleen', granted());
    expect((await show(`/verzoeken/${id}/verslagen/1/verslag.pdf`)).status).toBe(404);
    expect((await postAs(world, ines, `/campagnes/${campaign}/machtiging/handelingen`, {})).status).toBe(303);
    expect((await show(`/verzoeken/${id}`)).text).toContain('verslag 1 (PDF)');
    const report = await show(`/verzoeken/${id}/verslagen/1/verslag.html`);
    expect([report.status, report.text.includes('Verslag Aan Magistraat')]).toEqual([200, true]);
    expect((await show(`/verzoeken/${id}/verslagen/1/verslag.html`, other)).status).toBe(404);
  });

  test('stands under its hashes in the log, and verify finds it broken when it is not', async () => {
    const { id } = await asked('Nagezien Beslissing');
    await post(id, 'weiger', { reason: REASON });
    const state = () => verifyDecisions(world.services.systemContext());
    expect((await state()).broken).toBeNull();
    expect((await state()).papers).toBeGreaterThan(4);
    await owner(sql`alter table magistrate_decision disable trigger user`);
    await owner(
      sql`update magistrate_decision set html = html || 'x', html_hash = sha256(convert_to(html || 'x', 'UTF8')) where authorisation = ${id}`,
    );
    expect((await state()).broken?.why).toBe(
      'the html of the decision of a magistrate is not the one in the log',
    );
    await owner(
      sql`update magistrate_decision set html = left(html, -1), html_hash = sha256(convert_to(left(html, -1), 'UTF8')) where authorisation = ${id}`,
    );
    await owner(sql`alter table magistrate_decision enable trigger user`);
    expect((await state()).broken).toBeNull();
  });
});

describe('nobody else', () => {
  test('records over the magistrate who was asked, through pages or by hand', async () => {
    const { campaign, id } = await asked('Niemand Anders');
    const grant = {
      number: 'P-1',
      decidedOn: '2026-09-01',
      validFrom: '2026-09-01',
      validUntil: '2027-01-01',
      maxTests: '4',
      employers: '',
      conditions: '',
      thirdPersons: '',
      documentHash: sha256('papier').toString('hex'),
    };
    const page = await postAs(world, cas, `/campagnes/${campaign}/machtiging/noteer-verlening`, grant);
    expect([page.status, page.text.includes('Alleen die magistraat beslist')]).toEqual([409, true]);
    const byHand = (statement: ReturnType<typeof sql>) =>
      refusalOf(world.as('coordinator').inTx((ctx) => statement.execute(ctx.db)));
    expect([
      await byHand(
        sql`update authorisation set state = 'refused', document_hash = sha256('x'), recorded_by = app_actor() where id = ${id}`,
      ),
      await byHand(
        sql`insert into authorisation_condition (authorisation, campaign, position, of_basis, words) values (${id}, ${campaign}, 1, false, '{"nl": "x", "en": "x", "fr": "x"}')`,
      ),
      await byHand(
        sql`insert into authorisation_employer (authorisation, campaign, number) values (${id}, ${campaign}, '0123456749')`,
      ),
    ]).toEqual(Array(3).fill('authorisation_of_magistrate'));
    await post(id, 'verleen', granted());
    const withdrawn = await postAs(world, cas, `/campagnes/${campaign}/machtiging/trek-in`, {});
    expect(withdrawn.status).toBe(409);
    expect(await stateOf(id)).toBe('granted');
  });

  test('decides for a magistrate by hand, nor does one decide for another or further than asked', async () => {
    const { campaign, id } = await asked('Met De Hand Beslist');
    const [sent] = await owner<{ hash: string }>(
      sql`select encode(pdf_hash, 'hex') as hash from sent_request where authorisation = ${id}`,
    );
    const body = (change: object = {}) =>
      JSON.stringify({
        authorisation: id,
        campaign,
        number: 1,
        step: 'granted',
        requestHash: sent!.hash,
        granted: {
          number: 'H-1',
          validFrom: '2026-09-01',
          validUntil: '2027-01-01',
          maxTests: 4,
          testTypes: ['correspondence'],
          employers: [],
          thirdPersons: false,
          conditions: [],
          ...change,
        },
      });
    const insert = (who: Parameters<World['services']['contextFor']>[0], text: string, step = 'granted') =>
      refusalOf(
        world.services.contextFor(who).inTx((ctx) =>
          sql`insert into magistrate_decision (authorisation, number, campaign, step, body, html, pdf, body_hash, html_hash, pdf_hash, decided_by)
            values (${id}, 1, ${campaign}, ${step}, ${text}, 'h', 'p', sha256(convert_to(${text}, 'UTF8')), sha256(convert_to('h', 'UTF8')), sha256('p'), app_actor())`.execute(
            ctx.db,
          ),
        ),
      );
    expect(await insert(cas, body())).toBe('magistrate_decision_own');
    expect(await insert(other, body())).toBe('magistrate_decision_own');
    for (const wider of [
      { maxTests: 11 },
      { validFrom: '2026-08-31' },
      { validUntil: '2027-03-02' },
      { testTypes: ['client-call'] },
      { testTypes: [] },
      { thirdPersons: true },
    ])
      expect([wider, await insert(mieke, body(wider))]).toEqual([wider, 'magistrate_decision_within']);
    expect(await insert(mieke, body(), 'extended')).toBe('magistrate_decision_in_time');
    expect(await insert(mieke, JSON.stringify({ ...JSON.parse(body()), requestHash: 'x' }))).toBe(
      'magistrate_decision_as_said',
    );
    expect(await stateOf(id)).toBe('requested');
  });

  test('but a coordinator records what comes on paper once the account is shut', async () => {
    const { campaign, id } = await asked('Account Dicht', {}, other);
    await owner(sql`update account set state = 'blocked' where id = ${other.id}`);
    expect((await show(`/campagnes/${campaign}/machtiging`, cas)).text).toContain('Noteer de weigering');
    await world.services.campaigns.recordRefusal(
      world.as('coordinator'),
      campaign,
      sha256('papier').toString('hex'),
    );
    expect(await stateOf(id)).toBe('refused');
    await owner(sql`update account set state = 'active' where id = ${other.id}`);
  });
});

test('a grant is wider in each of its fields', () => {
  const asked = {
    maxTests: 5,
    wantedFrom: '2026-09-01',
    wantedUntil: '2026-12-01',
    testTypes: ['correspondence'],
    employers: ['0123456749'],
    thirdPersons: false,
  };
  const given: Granted = {
    number: 'x',
    validFrom: '2026-09-01',
    validUntil: '2026-12-01',
    maxTests: 5,
    testTypes: ['correspondence'],
    employers: ['0123456749'],
    thirdPersons: false,
    conditions: [],
  };
  expect(widerThan(asked, given)).toEqual([]);
  expect(widerThan(asked, { ...given, employers: [] })).toEqual(['employers']);
  expect(widerThan({ ...asked, employers: [] }, given)).toEqual([]);
});

describe('the list of requests', () => {
  const names = async (path: string, who: { id: string } = mieke): Promise<string[]> => {
    const answer = await show(path, who);
    expect(answer.status).toBe(200);
    return [...answer.text.matchAll(/<th scope="row"[^>]*><a[^>]*>([^<]*)</g)].map((hit) => hit[1]!);
  };

  test('filters, orders, and shows what waits first', async () => {
    await asked('Zoekbaar Oudste');
    const { id } = await asked('Zoekbaar Midden');
    await asked('Zoekbaar Jongste');
    expect((await post(id, 'weiger', { reason: REASON })).status).toBe(303);
    expect(await names('/verzoeken?filter=zoekb')).toEqual([
      'Zoekbaar Oudste',
      'Zoekbaar Jongste',
      'Zoekbaar Midden',
    ]);
    expect(await names('/verzoeken?filter=zoekb&richting=af')).toEqual([
      'Zoekbaar Midden',
      'Zoekbaar Jongste',
      'Zoekbaar Oudste',
    ]);
    expect(await names('/verzoeken?filter=zoekb&stand=geweigerd')).toEqual(['Zoekbaar Midden']);
    expect(await names('/verzoeken?filter=zoekb&sorteer=naam')).toEqual([
      'Zoekbaar Jongste',
      'Zoekbaar Midden',
      'Zoekbaar Oudste',
    ]);
    expect(await names('/verzoeken?filter=zoekb', other)).toEqual([]);
  });

  test('keeps a filter, and goes out as a file that the log names', async () => {
    const kept = await postAs(world, mieke, '/filters/bewaar', {
      name: 'Mijn open verzoeken',
      path: '/verzoeken',
      query: 'stand=wacht',
    });
    expect([kept.status, kept.headers.location]).toEqual([303, '/verzoeken?stand=wacht']);
    expect((await show('/verzoeken')).text).toContain('Mijn open verzoeken');
    const file = await show('/uitvoer/verzoeken?filter=zoekbaar&stand=geweigerd');
    expect(file.headers['content-type']).toContain('text/csv');
    const [head, ...rows] = file.text.trim().split('\r\n');
    expect([head?.includes('Verzoek'), rows.length, rows[0]?.includes('Zoekbaar Midden')]).toEqual([
      true,
      1,
      true,
    ]);
    const [link] = await owner<{ list: string; rows: number }>(
      sql`select body::jsonb ->> 'list' as list, (body::jsonb ->> 'rows')::int as rows from audit_link where what = 'list.exported' and actor = ${mieke.id}`,
    );
    expect(link).toEqual({ list: 'requests', rows: 1 });
    expect((await show('/uitvoer/verzoeken', ines)).status).toBe(403);
  });
});

describe('the API of a magistrate', () => {
  test('reads the own requests, and decides by the same rules', async () => {
    const { id } = await asked('Langs De Lijn');
    const api = await tokenOf(world, 'magistrate', ['request.read-own', 'request.decide']);
    const listed = await api.get('/api/v1/requests');
    const row = listed.body.requests.find((one: { id: string }) => one.id === id);
    expect(row).toMatchObject({ name: 'Langs De Lijn', waits: true, state: 'requested' });
    const wide = {
      number: 'AA-9',
      validFrom: '2026-09-01',
      validUntil: '2027-02-01',
      maxTests: 9_999,
      testTypes: ['correspondence'],
      thirdPersons: false,
    };
    const refused = await api.post(`/api/v1/requests/${id}/grant`, wide);
    expect([refused.status, refused.body.faults?.[0]?.field]).toEqual([422, 'maxTests']);
    const given = await api.post(`/api/v1/requests/${id}/grant`, { ...wide, maxTests: 3 });
    expect(given.body, JSON.stringify(given.body)).toHaveProperty('decisions');
    expect([given.status, given.body.state, given.body.decisions.length]).toEqual([200, 'granted', 1]);
    expect((await api.post(`/api/v1/requests/${id}/refuse`, { reason: REASON })).status).toBe(409);
    expect((await show(`/api/v1/requests/${id}`, other)).status).toBe(404);
  });
});
