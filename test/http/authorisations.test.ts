// The life of an authorisation: written, checked by a second person, sent, decided, and what it then allows.
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { addMember, type CampaignDraft, type CampaignId } from '../../src/campaigns/index.js';
import { sha256 } from '../../src/platform/crypto.js';
import { dateOnly, toInstant } from '../../src/platform/dates.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { releaseIncrement } from '../../src/fieldwork/index.js';
import { getAs, postAs } from '../support/acting.js';
import {
  draftOf,
  importWorld,
  openWorld,
  requestChecked,
  requestOf,
  seedOf,
  type World,
} from '../support/world.js';
import { requestForm } from '../support/request-form.js';

const [ines, cas, veerle] = practiceAccounts;
const anke = practiceAccounts.find(({ login }) => login === 'anke')!;
const document = sha256('een beslissing').toString('hex');
const how = 'nagekeken in het dossier van de zaak';

let world: World;
let seeds = 0;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 60);
});
afterAll(() => world.close());

async function sealed(change: Partial<CampaignDraft> = {}): Promise<CampaignId> {
  const { campaigns } = world.services;
  seeds += 1;
  const draft = draftOf(1, {
    name: `Zaak ${seeds}`,
    cells: [
      { sector: 'bouw', quota: 1 },
      { sector: 'uitzend', quota: 1 },
    ],
    ...change,
  });
  const id = await campaigns.create(world.as('inspector'), draft);
  await campaigns.seal(world.as('coordinator'), id, seedOf(200 + seeds));
  await releaseIncrement(world.as('inspector'), id, 0);
  await addMember(world.as('coordinator'), id, veerle.id);
  return id;
}
const real: Partial<CampaignDraft> = { basis: { code: 'flemish-supervision', version: '2026' } };

const decided = (change: Record<string, string> = {}) => ({
  number: 'AA-12',
  decidedOn: '2026-09-01',
  validFrom: '2026-09-01',
  validUntil: '2027-03-01',
  maxTests: '2',
  employers: '',
  conditions: '',
  documentHash: document,
  ...change,
});
const at = (id: string, step: string) => `/campagnes/${id}/machtiging/${step}`;
const post = (who: { id: string }, id: string, step: string, body: object = {}) =>
  postAs(world, who, at(id, step), body);
const show = async (who: { id: string }, id: string): Promise<string> =>
  (await getAs(world, who, `/campagnes/${id}/machtiging`)).text;
const stateOf = async (id: CampaignId): Promise<string | undefined> =>
  (
    await world
      .as('inspector')
      .read((ctx) =>
        ctx.db.selectFrom('authorisation').select('state').where('campaign', '=', id).executeTakeFirst(),
      )
  )?.state;

/** Takes a request, through its pages, to where it waits for its decision. */
async function requested(id: CampaignId): Promise<void> {
  expect((await post(ines, id, 'stel-op', requestForm())).status).toBe(303);
  expect((await post(cas, id, 'kijk-na', { version: '1' })).status).toBe(303);
  expect((await post(ines, id, 'vraag-aan', { kind: 'magistrate' })).status).toBe(303);
}

const titleOf = ({ text }: Response): string => /<h1>([^<]*)/.exec(text)?.[1] ?? '';
const codeOf = (answer: Response): string =>
  String(answer.body.type).replace('urn:praktijktest:problem:', '');
const refusalOf = (query: ReturnType<typeof sql>, who: 'coordinator' | 'inspector' = 'coordinator') =>
  world
    .as(who)
    .inTx((ctx) => query.execute(ctx.db))
    .then(
      () => undefined,
      (error: unknown) => constraintOf(error) ?? (error as { code: string }).code,
    );
const owner = (query: ReturnType<typeof sql>) =>
  asOwner(world.services.database.kysely, (db) => query.execute(db));

describe('a request', () => {
  test('goes from draft to a running campaign through the pages, by two people', async () => {
    const id = await sealed();
    const states = [await stateOf(id)];
    await post(ines, id, 'stel-op', requestForm());
    states.push(await stateOf(id));
    await post(cas, id, 'kijk-na', { version: '1' });
    states.push(await stateOf(id));
    await post(ines, id, 'vraag-aan', { kind: 'magistrate' });
    states.push(await stateOf(id));
    const granted = await post(cas, id, 'noteer-verlening', decided({ conditions: 'Meld elke test.\n\n' }));
    expect(granted.status).toBe(303);
    states.push(await stateOf(id));
    expect(states).toEqual([undefined, 'drafted', 'checked', 'requested', 'granted-with-conditions']);
    expect(await show(ines, id)).toContain('Aan 1 voorwaarde is nog niet voldaan');
    const early = await postAs(world, ines, `/campagnes/${id}/start`, {});
    expect([early.status, titleOf(early)]).toEqual([409, expect.stringContaining('voorwaarden')]);
    expect((await post(veerle, id, 'voorwaarden/1/vink-af', { note1: how })).status).toBe(403);
    const short = await post(ines, id, 'voorwaarden/1/vink-af', { note1: 'kort' });
    expect([short.status, short.text.includes('href="#note1"')]).toEqual([422, true]);
    expect((await post(ines, id, 'voorwaarden/1/vink-af', { note1: how })).status).toBe(303);
    expect((await post(ines, id, 'voorwaarden/1/vink-af', { note1: how })).status).toBe(409);
    expect((await postAs(world, ines, `/campagnes/${id}/start`, {})).status).toBe(303);
  });

  test('comes back with every fault in its place', async () => {
    const id = await sealed();
    const answer = await post(ines, id, 'stel-op', {
      motivation: 'kort',
      wantedFrom: '2027-01-01',
      wantedUntil: 'x',
      employers: '12',
      maxTests: '0',
    });
    expect(answer.status).toBe(422);
    const fields = [
      'kind',
      'addressee',
      'motivation',
      'maxTests',
      'employers',
      'thirdPersons',
      'wantedUntil',
    ];
    expect(fields.filter((field) => !answer.text.includes(`href="#${field}"`))).toEqual([]);
    expect(answer.text).toContain('kort</textarea>');
    const { 'testTypes-correspondence': _, ...untyped } = requestForm();
    const kinds = await post(ines, id, 'stel-op', untyped);
    expect(kinds.text).toContain('href="#testTypes"');
  });

  test('is not checked by who wrote it, nor in a version that is gone', async () => {
    const id = await sealed();
    const { campaigns } = world.services;
    await campaigns.draftRequest(world.as('coordinator'), id, requestOf('mandate'));
    expect(codeOf(await post2(cas, id, 'check-authorisation', { version: 1 }))).toBe(
      'authorisation-check-two-persons',
    );
    await campaigns.draftRequest(world.as('coordinator'), id, requestOf('mandate', { maxTests: 3 }));
    expect(codeOf(await post2(ines, id, 'check-authorisation', { version: 1 }))).toBe(
      'authorisation-draft-changed',
    );
    expect((await post2(ines, id, 'check-authorisation', { version: 2 })).status).toBe(200);
  });

  test('is a draft again when it is written anew after the check', async () => {
    const id = await sealed();
    await post(ines, id, 'stel-op', requestForm());
    await post(cas, id, 'kijk-na', { version: '1' });
    await post(ines, id, 'stel-op', requestForm({ maxTests: '3' }));
    expect(await stateOf(id)).toBe('drafted');
    expect((await post(ines, id, 'vraag-aan', { kind: 'magistrate' })).status).toBe(409);
  });

  test('goes back with a remark, which a new text answers', async () => {
    const id = await sealed();
    await post(ines, id, 'stel-op', requestForm());
    const remark = 'Noem de dag van elke vacature.';
    expect((await post(cas, id, 'stuur-terug', { version: '1', remark })).status).toBe(303);
    expect(await show(ines, id)).toContain(remark);
    await post(ines, id, 'stel-op', requestForm());
    expect(await show(ines, id)).not.toContain(remark);
  });

  test('on a real basis does not leave unchecked, through the API or by hand', async () => {
    const id = await sealed(real);
    expect(codeOf(await post2(ines, id, 'request-authorisation', { kind: 'magistrate' }))).toBe(
      'authorisation-unchecked',
    );
    expect(
      await refusalOf(
        sql`insert into authorisation (id, campaign, kind, requested_by) values (gen_random_uuid(), ${id}, 'magistrate', ${ines.id})`,
        'inspector',
      ),
    ).toBe('authorisation_unchecked');
    await requestChecked(world, id, 'magistrate');
    expect(await stateOf(id)).toBe('requested');
  });

  test('is read by the team alone', async () => {
    const id = await sealed();
    await post(ines, id, 'stel-op', requestForm());
    expect([
      (await show(ines, id)).includes('Drie vacatures'),
      (await show(anke, id)).includes('Drie vacatures'),
    ]).toEqual([true, false]);
  });
});

const post2 = (who: { id: string }, id: string, act: string, body: object) =>
  postAs(world, who, `/api/v1/campaigns/${id}/${act}`, body, { as: 'json' });

describe('a decision', () => {
  test('is recorded by another than who sent the request', async () => {
    const id = await sealed();
    await requested(id);
    await owner(sql`alter table authorisation disable trigger authorisation_life`);
    await owner(sql`update authorisation set sent_by = ${cas.id} where campaign = ${id}`);
    await owner(sql`alter table authorisation enable trigger authorisation_life`);
    expect((await post(cas, id, 'noteer-verlening', decided())).status).toBe(409);
    expect(
      await refusalOf(
        sql`update authorisation set state = 'refused', recorded_by = ${cas.id} where campaign = ${id}`,
      ),
    ).toBe('authorisation_two_persons');
  });

  test('that refuses leaves the campaign where it was', async () => {
    const id = await sealed();
    await requested(id);
    const refusal = { decidedOn: '2026-09-05', documentHash: document };
    expect((await post(cas, id, 'noteer-weigering', refusal)).status).toBe(303);
    expect(await show(ines, id)).toContain('Deze campagne kan niet starten');
    expect((await post(ines, id, 'stel-op', requestForm())).status).toBe(409);
  });

  test('names its number, days and document, or comes back', async () => {
    const id = await sealed();
    await requested(id);
    const answer = await post(cas, id, 'noteer-verlening', { employers: '12', documentHash: 'x' });
    expect(answer.status).toBe(422);
    const fields = ['number', 'decidedOn', 'validFrom', 'validUntil', 'maxTests', 'employers'];
    expect(fields.filter((field) => !answer.text.includes(`href="#${field}"`))).toEqual([]);
    const late = await post(cas, id, 'noteer-verlening', decided({ documentHash: 'x' }));
    expect(late.text).toContain('href="#document"');
  });

  test('is extended before its end by a later decision, and not afterwards', async () => {
    const id = await sealed();
    await requested(id);
    await post(cas, id, 'noteer-verlening', decided());
    const later = { number: 'AA-13', decidedOn: '2026-09-07', documentHash: document };
    expect((await post(cas, id, 'verleng', { ...later, validUntil: '2027-01-01' })).status).toBe(409);
    expect((await post(cas, id, 'verleng', { ...later, validUntil: '2027-06-01' })).status).toBe(303);
    expect(await show(ines, id)).toContain('AA-13');
    const before = world.services.clock.now();
    await world.at(toInstant(dateOnly(2027, 6, 1), 0));
    expect((await post(cas, id, 'verleng', { ...later, validUntil: '2027-09-01' })).status).toBe(409);
    expect(await show(ines, id)).toContain('verlopen');
    const list = await getAs(world, ines, '/machtigingen');
    expect(list.text).toContain('verlopen');
    await world.at(before);
  });

  test('is withdrawn once, and nothing leaves', async () => {
    const id = await sealed();
    await requested(id);
    await post(cas, id, 'noteer-verlening', decided());
    expect((await post(cas, id, 'trek-in')).status).toBe(303);
    expect((await post(cas, id, 'trek-in')).status).toBe(409);
    expect((await postAs(world, ines, `/campagnes/${id}/start`, {})).status).toBe(409);
  });

  test('takes the conditions of its legal basis as the text stands', async () => {
    const id = await sealed(real);
    await requestChecked(world, id, 'magistrate');
    const asked = await world.as('inspector').read((ctx) =>
      sql<{
        n: number;
      }>`select jsonb_array_length(document -> 'version' -> 'conditions')::int as n from legal_basis
          where code = 'flemish-supervision' and version = '2026'`.execute(ctx.db),
    );
    await owner(sql`alter table authorisation disable trigger authorisation_interest`);
    await world.as('coordinator').inTx((ctx) =>
      sql`update authorisation set state = 'granted', number = 'x', valid_from = app_now(), valid_until = app_now() + interval '1 day', max_tests = 9,
        document_hash = sha256('x'), recorded_by = ${cas.id} where campaign = ${id}`.execute(ctx.db),
    );
    await owner(sql`alter table authorisation enable trigger authorisation_interest`);
    expect(asked.rows[0]!.n).toBeGreaterThan(0);
    const page = await show(ines, id);
    expect(page.split('>de rechtsgrond<').length - 1).toBe(asked.rows[0]!.n);
  });
});

describe('the database', () => {
  let id: CampaignId;
  let granted: CampaignId;
  beforeAll(async () => {
    id = await sealed();
    await requested(id);
    granted = await sealed();
    await requested(granted);
    await post(cas, granted, 'noteer-verlening', decided({ conditions: 'Meld elke test.' }));
  });
  const of = (campaign: CampaignId) => sql`(select id from authorisation where campaign = ${campaign})`;

  const faults: readonly [string, () => ReturnType<typeof sql>, string][] = [
    [
      'a grant in the name of another',
      () =>
        sql`update authorisation set state = 'granted', number = 'x', valid_from = now(), valid_until = now() + interval '1 day', max_tests = 9,
          document_hash = sha256('x'), recorded_by = ${veerle.id} where campaign = ${id}`,
      'authorisation_own_name',
    ],
    [
      'a grant with conditions that are not there',
      () =>
        sql`update authorisation set state = 'granted-with-conditions', number = 'x', valid_from = now(), valid_until = now() + interval '1 day',
          max_tests = 9, document_hash = sha256('x'), recorded_by = ${cas.id} where campaign = ${id}`,
      'authorisation_conditions',
    ],
    [
      'a request that becomes a draft again',
      () =>
        sql`update authorisation set state = 'drafted', checked_by = null, checked_at = null where campaign = ${id}`,
      'authorisation_life',
    ],
    [
      'another text under a request that was sent',
      () => sql`update authorisation_request set max_tests = 999 where campaign = ${id}`,
      'authorisation_life',
    ],
    [
      'a later end without a decision',
      () =>
        sql`update authorisation set state = 'extended', valid_until = valid_until + interval '1 year' where campaign = ${granted}`,
      'authorisation_extension',
    ],
    [
      'more tests than granted',
      () => sql`update authorisation set max_tests = 999 where campaign = ${granted}`,
      'authorisation_life',
    ],
    [
      'a condition met in the name of another',
      () =>
        sql`update authorisation_condition set met_by = ${ines.id}, met_at = now(), note = 'x' where campaign = ${granted}`,
      'authorisation_condition_once',
    ],
    [
      'a condition in other words',
      () =>
        sql`update authorisation_condition set words = '{"nl": "", "en": "", "fr": ""}', met_by = ${cas.id}, met_at = now(), note = 'x' where campaign = ${granted}`,
      'authorisation_condition_once',
    ],
    [
      'a condition that is met when it is made',
      () =>
        sql`insert into authorisation_condition (authorisation, campaign, position, of_basis, words, met_by, met_at, note)
          values (${of(id)}, ${id}, 1, false, '{"nl": "a", "en": "a", "fr": "a"}', ${cas.id}, now(), 'x')`,
      'authorisation_condition_once',
    ],
    [
      'a wider scope after the grant',
      () =>
        sql`insert into authorisation_employer (authorisation, campaign, number) values (${of(granted)}, ${granted}, '0123456789')`,
      'authorisation_life',
    ],
    [
      'an extension in the name of another',
      () =>
        sql`insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, recorded_by)
          values (gen_random_uuid(), ${of(granted)}, ${granted}, 'x', '2026-09-07', now() + interval '9 years', sha256('x'), ${veerle.id})`,
      'authorisation_own_name',
    ],
    [
      'an extension by who asked',
      () =>
        sql`insert into authorisation_extension (id, authorisation, campaign, number, decided_on, valid_until, document_hash, recorded_by)
          values (gen_random_uuid(), ${of(granted)}, ${granted}, 'x', '2026-09-07', now() + interval '9 years', sha256('x'), ${ines.id})`,
      'authorisation_two_persons',
    ],
  ];
  test.each(faults)('refuses %s', async (_what, query, expected) => {
    expect(await refusalOf(query())).toBe(expected);
  });
});

describe('a decision that names employers', () => {
  test('lets the campaign start only when the plan holds no others, and the database says so too', async () => {
    const id = await sealed();
    await requested(id);
    const [first, second] = (
      await world.as('inspector').read((ctx) =>
        sql<{
          kbo: string;
        }>`select e.kbo from test t join employer e on e.id = t.employer where t.campaign = ${id} order by t.ordinal`.execute(
          ctx.db,
        ),
      )
    ).rows;
    const employers = first!.kbo.replace(/^(\d{4})(\d{3})(\d{3})$/, '$1.$2.$3');
    expect((await post(cas, id, 'noteer-verlening', decided({ employers }))).status).toBe(303);
    const page = await show(ines, id);
    expect([page.includes(first!.kbo), page.includes('reikt verder dan de machtiging')]).toEqual([
      true,
      true,
    ]);
    expect((await show(anke, id)).includes(first!.kbo)).toBe(false);
    const answer = await post2(ines, id, 'start', {});
    expect([codeOf(answer), answer.body.detail]).toEqual(['authorisation-narrower', '2']);
    expect(await refusalOf(sql`update campaign set state = 'running' where id = ${id}`)).toBe(
      'campaign_outside_authorisation',
    );
    expect(second!.kbo).not.toBe(first!.kbo);
    // Out of the plan, as an amendment does it: then the rest may start.
    await owner(
      sql`update application set state = 'cancelled', state_reason = 'amended' where campaign = ${id} and test = (select id from test where campaign = ${id} and ordinal = 1)`,
    );
    expect((await post2(ines, id, 'start', {})).status).toBe(200);
  });

  test('keeps out one application and holds up no other', async () => {
    const id = await sealed();
    await requested(id);
    await post(cas, id, 'noteer-verlening', decided());
    await post2(ines, id, 'start', {});
    // As if a scope were planted behind the back of the campaign.
    await owner(sql`alter table authorisation_employer disable trigger user`);
    await owner(sql`insert into authorisation_employer (authorisation, campaign, number)
      select a.id, ${id}, e.kbo from authorisation a, test t join employer e on e.id = t.employer where a.campaign = ${id} and t.campaign = ${id} and t.ordinal = 0`);
    await owner(sql`alter table authorisation_employer enable trigger user`);
    await owner(
      sql`update application set state = 'due', next_attempt_at = app_now(), due_at = app_now(), attempts = 1 where campaign = ${id} and position = 1`,
    );
    const states = async () =>
      (
        await world.as('inspector').read((ctx) =>
          sql<{
            state: string;
          }>`select a.state from application a join test t on t.id = a.test where a.campaign = ${id} and a.position = 1 order by t.ordinal`.execute(
            ctx.db,
          ),
        )
      ).rows.map(({ state }) => state);
    await world.services.dispatch.send(world.services.systemContext());
    expect(await states()).toEqual(['sent', 'due']);
    const byHand = sql`with a as (select id from application where campaign = ${id} and state = 'due' limit 1)
      update application set state = 'sending' where id = (select id from a)`;
    await owner(sql`insert into attempt (id, application, number, server, message, lease_until)
      select gen_random_uuid(), id, 2, 'by hand', '', app_now() + interval '1 hour' from application where campaign = ${id} and state = 'due' limit 1`);
    expect(await refusalOf(byHand, 'inspector')).toBe('gate:authorisation-other-employer');
  });
});
