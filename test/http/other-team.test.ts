// A guessed address of another team's case: every route with an id, asked by everybody outside the team who may use the route.
import { sql } from 'kysely';
import request, { type Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { holds, practiceAccounts, type RouteLine } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs } from '../support/acting.js';
import { sealedAnswer } from '../support/sealed.js';
import { otherTeam, planted, plantTwoTeams, type TwoTeams, type Watcher } from '../support/two-teams.js';
import { openWorld, requestOf, type World } from '../support/world.js';

const anke = { ...practiceAccounts.find(({ login }) => login === 'anke')!, who: 'anke' };
const outsiders: readonly Watcher[] = [...Object.values(otherTeam), anke];

let world: World;
let teams: TwoTeams;
let ids: Record<string, string>;
beforeAll(async () => {
  world = await openWorld();
  teams = await plantTwoTeams(world);
  await plantUpload();
  const [one] = await owner<{ test: string; application: string }>(
    sql`select a.test, a.id as application from application a where a.campaign = ${teams.A} and a.position = 1`,
  );
  const [asked] = await owner<{ id: string }>(sql`select id from authorisation where campaign = ${teams.A}`);
  const [vacancy] = await owner<{ id: string }>(
    sql`select vacancy as id from test where campaign = ${teams.A} limit 1`,
  );
  ids = {
    '/campagnes/:id': teams.A,
    '/uitvoer/campagnes/:id': teams.A,
    '/api/v1/campaigns/:id': teams.A,
    '/testen/:id': one!.test,
    '/verzending/:id': one!.application,
    '/formulieren/:id': one!.application,
    '/postvak/:id': planted('a'),
    '/antwoorden/:id': planted('f'),
    '/vermoedens/:id': planted('a'),
    '/vacatures/:id': vacancy!.id,
    '/vacatures/bewaard/:id': planted('a'),
    '/gegevensbescherming/verzoeken/:id': planted('a'),
    '/coderen/oproepen/:id': planted('a').replace(/1$/, '4'),
    '/coderen/:id': planted('a'),
    '/oproepen/:id': planted('a'),
    '/klantmails/:id': planted('a').replace(/1$/, '2'),
    '/taken/kandidaat/:id': one!.application,
    '/taken/:id': planted('a'),
    '/api/v1/calls/:id': planted('a'),
    '/api/v1/tasks/:id': planted('a'),
    '/knipperlichten/werkgever/:id': planted('a'),
    '/intrekken/antwoorden/:id': planted('a'),
    '/intrekken/:id': planted('a'),
    '/knipperlichten/:id': planted('a'),
    '/api/v1/flags/:id': planted('a'),
    '/verzoeken/:id': asked!.id,
    '/api/v1/requests/:id': asked!.id,
  };
});
afterAll(() => world.close());

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}

/** A letter of A's campaign. */
async function plantUpload(): Promise<void> {
  const id = planted('f');
  await owner(sql`alter table response disable trigger response_upload`);
  await owner(sql`insert into response (id, channel, media, envelope_from, envelope_to, sealed, bytes, sha256, state, application, matched_by, redacted_subject, redacted_text, to_release, uploaded_by, uploaded_at)
    select ${id}, 'letter', 'application/pdf', '', 'f', ${sealedAnswer(id, '%PDF-f')}, 'matched', id, 'person', '', '', true, ${practiceAccounts.find(({ login }) => login === 'veerle')!.id}, app_now()
    from application where campaign = ${teams.A} and position = 1`);
  await owner(sql`alter table response enable trigger response_upload`);
}

const title = (line: RouteLine): string => `${line.method.toUpperCase()} ${line.path}`;
const reason = 'een goede reden';

/** A body that is in order, so that nothing but whose case it is can be wrong. */
const BODIES: Readonly<Record<string, object>> = {
  '/pauzeer': { pauseReason: reason },
  '/sluit': { closeReason: reason, closeUsedOutcomes: 'no' },
  '/noodstop': { stopReason: reason, stopUsedOutcomes: 'no' },
  '/verlaat': { abandonReason: reason },
  '/oproepen/plan': { whom: 'all', callsPerUnit: '1', from: '2026-10-05' },
  '/wijs-toe': { tester: 'niemand', phone: '', plannedOn: '2026-10-05' },
  '/schrap': { reason },
  '/intrekken/antwoorden/:id/beslis': { expects: 'nothing' },
  '/intrekken/:id/beslis': { decision: 'sent', reason },
  '/laat-zo': { reason },
  '/vermoedens/:id/beslis': { reason },
  '/vermoeden/meld': { note: reason },
  '/typ-over': { words: 'Wij zoeken verder.' },
  '/bewaar': { words: 'Metser gezocht.' },
  '/kandidaten/geef-vrij': { increment: '0' },
  '/kandidaten/trek-in': { pair: '1', arm: 'control', note: reason },
  '/geef-vrij': { checkedWords: 'Wij zoeken verder.', 'checked-yes': 'ja' },
  '/koppeling/verbeter': { where: 'none', reason },
  '/wijzig': { code: 'INV', reason },
  '/codeer': { code: 'INV' },
  '/laat-vervallen': { numbers: '1', voidReason: reason },
  '/noteer': { text: 'Een analyse komt erbij.', statementReason: reason },
  '/release-candidates': { increment: 0 },
  '/amend': { kind: 'statement', text: 'Een analyse komt erbij.', reason },
  '/koppel': { address: 'iemand@mijnpost.example' },
  '/verzending/:id/beslis': { decision: 'sent', reason },
  '/formulieren/:id/noteer': { outcome: 'sent', said: reason },
  '/vrij': { reason },
  '/knipperlichten/:id/beslis': { decision: 'watch', reason },
  '/knipperlichten/werkgever/:id/beslis': { decision: 'watch', reason },
  '/leg-vast': { code: 'EVADE', askedReason: 'no', namedBan: 'no', timesSaid: '1', note: 'Dat kan.' },
  '/request-authorisation': { kind: 'mandate' },
  '/vraag-aan': { kind: 'mandate' },
  '/stel-op': {
    ...requestOf('mandate'),
    maxTests: '2',
    'testTypes-correspondence': 'ja',
    employers: '',
    thirdPersons: 'no',
    excusedActs: '',
  },
  '/kijk-na': { version: 1 },
  '/stuur-terug': { version: 1, remark: reason },
  '/vink-af': { note1: reason },
  '/draft-authorisation': requestOf('mandate'),
  '/check-authorisation': { version: 1 },
  '/send-back-authorisation': { version: 1, remark: reason },
  '/meet-condition': { position: 1, note: reason },
  '/pause': { reason },
  '/close': { reason, usedOutcomes: 'no' },
  '/stop': { reason, usedOutcomes: 'no' },
  '/abandon': { reason },
  '/plan-calls': { whom: 'all', callsPerUnit: 1, from: '2026-10-05' },
  '/assign': { tester: null, plannedOn: '2026-10-05' },
  '/cancel': { reason },
  '/record': {
    code: 'stopped',
    askedReason: null,
    namedBan: null,
    timesSaid: null,
    deviations: [],
    note: 'Dat kan.',
  },
  '/decide': { decision: 'watch', reason },
  '/verleen': {
    number: 'x',
    validFrom: '2026-09-01',
    validUntil: '2027-01-01',
    maxTests: '1',
    'testTypes-correspondence': 'ja',
    employers: '',
    thirdPersons: 'no',
    conditions: '',
  },
  '/weiger': { reason },
  '/verzoeken/:id/verleng': { number: 'x', validUntil: '2027-05-01', maxTests: '' },
  '/verzoeken/:id/trek-in': { reason },
  '/api/v1/requests/:id/grant': {
    number: 'x',
    validFrom: '2026-09-01',
    validUntil: '2027-01-01',
    maxTests: 1,
    testTypes: ['correspondence'],
    thirdPersons: false,
  },
  '/api/v1/requests/:id/refuse': { reason },
  '/api/v1/requests/:id/extend': { number: 'x', validUntil: '2027-05-01' },
  '/api/v1/requests/:id/withdraw': { reason },
};
const bodyFor = ({ path }: RouteLine): object =>
  Object.entries(BODIES)
    .sort(([a], [b]) => b.length - a.length)
    .find(([end]) => path.endsWith(end))?.[1] ?? {};

const idFor = ({ path }: RouteLine): string | undefined =>
  Object.entries(ids)
    .sort(([a], [b]) => b.length - a.length)
    .find(([start]) => path === start || path.startsWith(`${start}/`) || path.startsWith(`${start}.`))?.[1];

async function ask(line: RouteLine, account: Watcher, id: string): Promise<Response> {
  const { cookie, token } = await world.signIn(account);
  const path = line.path
    .replace(':id', id)
    .replace(':position', '1')
    .replace(':number', '1')
    .replace(':kbo', '0200000059');
  const asked =
    line.method === 'get'
      ? request(world.app).get(path)
      : request(world.app)
          .post(path)
          .set({ 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': token, 'If-Match': '*' })
          .send(bodyFor(line));
  return asked.set({ Cookie: cookie, Accept: 'application/json' });
}

/** What is there for who reads campaigns, whatever the team: the campaign, and what a coordinator decides for any. */
const FOR_ALL = [
  'GET /api/v1/campaigns/:id',
  'GET /campagnes/:id',
  'GET /campagnes/:id/belangen',
  'GET /campagnes/:id/aanvullingen',
  'GET /campagnes/:id/machtiging',
  'GET /campagnes/:id/machtiging/beslissing',
  'POST /api/v1/campaigns/:id/record-extension',
  'GET /campagnes/:id/plan',
  'GET /campagnes/:id/verzegel',
  'GET /campagnes/:id/verzegeling.json',
  'GET /campagnes/:id/verzegeling.pdf',
  'GET /campagnes/:id/wijzigingen',
  'POST /api/v1/campaigns/:id/record-grant',
  'POST /api/v1/campaigns/:id/record-refusal',
  'POST /api/v1/campaigns/:id/seal',
  'POST /api/v1/campaigns/:id/withdraw-authorisation',
  'POST /campagnes/:id/belangen/trek-in',
  'POST /campagnes/:id/machtiging/noteer-verlening',
  'POST /campagnes/:id/machtiging/noteer-weigering',
  'POST /campagnes/:id/machtiging/trek-in',
  'POST /campagnes/:id/machtiging/verleng',
  'POST /campagnes/:id/verzegel',
  'POST /campagnes/:id/team/verwijder',
  'POST /campagnes/:id/team/voeg-toe',
];

describe('a case of another team', () => {
  const lines = () =>
    world.services.routes.filter((line) => line.path.includes(':id') && idFor(line) !== undefined);

  test('has its routes here: every other route with an id is of one’s own', () => {
    const others = world.services.routes
      .filter((line) => line.path.includes(':id') && idFor(line) === undefined)
      .map(title)
      .sort();
    expect(
      others.filter(
        (name) =>
          !/ \/(aanwijzingen|account|aankondigingen|campagnes\/nieuw|beheer|bureau|filters|rechtsgronden|stemmen|api\/v1\/(legal-basis-confirmations|voices))\//.test(
            name,
          ),
      ),
    ).toEqual([]);
  });

  test('is not there, or is its team’s to act on, at every address of it', async () => {
    const linksOf = () =>
      owner<{ n: string }>(sql`select count(*)::text as n from audit_link where campaign = ${teams.A}`);
    const before = await linksOf();
    const wrong: string[] = [];
    for (const line of lines().filter((one) => !FOR_ALL.includes(title(one)))) {
      for (const account of outsiders.filter(({ roles }) =>
        roles.some((role) => holds([role], line.can as never)),
      )) {
        const answer = await ask(line, account, idFor(line)!);
        const code = String(answer.body.type).replace('urn:praktijktest:problem:', '');
        const kept =
          answer.status === 404 ||
          (answer.status === 403 && code === 'not-in-team') ||
          // An answer or sending that is not there is not open either; the address of an application is not known.
          ['not-in-doubt', 'not-unmatched', 'not-matched', 'not-set-aside', 'unknown-application'].includes(
            code,
          );
        if (!kept) wrong.push(`${title(line)} as ${account.who} → ${answer.status} ${code}`);
      }
    }
    expect([wrong, await linksOf()]).toEqual([[], before]);
  }, 120_000);

  test.each(['/testen', '/knipperlichten', '/knipperlichten/werkgever'])(
    'answers its own team under %s',
    async (path) => {
      expect((await getAs(world, practiceAccounts[0], `${path}/${ids[`${path}/:id`]!}`)).status).toBe(200);
    },
  );
});

describe('a campaign of another team', () => {
  test('shows who is in it and what it is, and nothing of how far it is', async () => {
    const { text } = await getAs(world, otherTeam.coordinator, `/campagnes/${teams.A}`);
    expect(text).toContain('ziet alleen het team van deze campagne');
    expect(text).toContain('Voeg eerst uzelf toe');
    expect(text).not.toMatch(/Tests die tellen|van 1\.000 gebruikt|href="[^"]*\/noodstop"/);
    expect(text).not.toContain(`/campagnes/${teams.A}/bevindingen`);
  });

  test('tells an inspector whom to ask', async () => {
    const { text } = await getAs(world, otherTeam.inspector, `/campagnes/${teams.A}`);
    expect(text).toContain('Vraag een coördinator om u toe te voegen');
  });

  test('shows its log to who reviews the log, and to no inspector outside it', async () => {
    const leo = practiceAccounts.find(({ login }) => login === 'leo')!;
    const texts = [];
    for (const account of [leo, otherTeam.inspector, practiceAccounts[0]])
      texts.push((await getAs(world, account, `/campagnes/${teams.A}`)).text);
    expect(texts.map((text) => text.includes('<h2>Wie deed wat'))).toEqual([true, false, true]);
  });

  test('counts nothing in the list for who is outside it', async () => {
    const { text } = await getAs(world, otherTeam.inspector, '/campagnes');
    const rowOf = (id: string) => text.slice(text.indexOf(`/campagnes/${id}`)).split('</tr>')[0];
    expect([
      rowOf(teams.A)?.includes('alleen voor het team'),
      rowOf(teams.B)?.includes('alleen voor het team'),
    ]).toEqual([true, false]);
  });

  test('is left out of “my campaigns”', async () => {
    const { text } = await getAs(world, otherTeam.inspector, '/campagnes?team=eigen');
    expect([text.includes(teams.A), text.includes(teams.B)]).toEqual([false, true]);
  });

  test('gives a card to its own team, and none to others', async () => {
    await world.services.campaigns.pause(world.as('inspector'), teams.A, 'een goede reden');
    const boards = [];
    for (const account of [practiceAccounts[0], otherTeam.inspector])
      boards.push((await getAs(world, account, '/')).text);
    expect(boards.map((text) => text.includes('Campagnes die gepauzeerd zijn'))).toEqual([true, false]);
  });
});

describe('somebody in no team', () => {
  test('is told so on Vandaag and in the queue of sendings, and how to get in', async () => {
    const alone = { id: '00000000-0000-4000-8000-0000000001f0', name: 'Alleen', roles: ['fieldworker'] };
    await owner(
      sql`insert into account (id, name, kind, roles) values (${alone.id}, ${alone.name}, 'person', '{fieldworker}')`,
    );
    // Voices are of no team, and one waits.
    await owner(sql`truncate voice_pretest`);
    await owner(sql`delete from response where state = 'unmatched'`);
    const texts = [(await getAs(world, alone, '/')).text, (await getAs(world, alone, '/verzending')).text];
    expect(texts.map((text) => text.includes('U zit in geen enkel team'))).toEqual([true, true]);
  });
});
