import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft, CampaignId } from '../../src/campaigns/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { loadReference, ruleFor } from '../../src/register/index.js';
import { scenarioFolder } from '../../src/services.js';
import { getAs, postAs } from '../support/acting.js';
import { settle } from '../support/people.js';
import { draftOf, importWorld, openWorld, requestChecked, seedOf, type World } from '../support/world.js';

const [inspector, cas, , , , tester] = practiceAccounts;
const reference = loadReference(`${scenarioFolder}/reference`);
let world: World;
let carla: { id: string };
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 20);
  carla = await settle(world, ['coordinator']);
});
afterAll(() => world.close());

const code = (answer: Response): string => String(answer.body.type).replace('urn:praktijktest:problem:', '');
const asked = {
  kenmerk: 'origin',
  sector: 'bouw',
  werkgever: 'ordinary-employer',
  verhouding: 'application',
  plaats: 'flanders',
};
const search = (change: Record<string, string> = {}): string =>
  new URLSearchParams({ ...asked, ...change }).toString();

describe('the table of competence in the database', () => {
  test('gives the same body as the rules, for every ground, sector, employer type, relation and place', async () => {
    const { employerTypes, relations, places } = reference.competence;
    const found = await world.as('inspector').read((ctx) =>
      sql<{
        ground: string;
        sector: string;
        employerType: string;
        relation: string;
        place: string;
        body: string;
      }>`
        select g.code as ground, s.code as sector, e as "employerType", r as relation, p as place,
          competent_body(g.code, s.code, e, r, p) as body
        from ground g, (select code from sector union select '') s, unnest(${employerTypes.map(({ code }) => code)}::text[]) e,
          unnest(${relations.map(({ code }) => code)}::text[]) r, unnest(${places.map(({ code }) => code)}::text[]) p
        where g.position % 4 = 0 or g.code in ('origin', 'pregnancy')`.execute(ctx.db),
    );
    expect(found.rows.length).toBeGreaterThan(30_000);
    expect(
      found.rows.filter(({ body, ...one }) => ruleFor(reference.competence, one)?.body !== body),
    ).toEqual([]);
  }, 60_000);
});

describe('an enforcement campaign', () => {
  let seeds = 40;
  /** Confirms a basis by two coordinators. */
  async function confirm(basis: string, version: string): Promise<void> {
    const read = await getAs(world, inspector, `/api/v1/legal-bases/${basis}/${version}`, {
      accept: 'application/json',
    });
    const body = {
      code: basis,
      version,
      textHash: String(read.body.textHash),
      documentHash: 'ab'.repeat(32),
      documentDate: '2026-09-01',
    };
    const made = await postAs(world, cas, '/api/v1/legal-basis-confirmations', body, { as: 'json' });
    const { id } = made.body as { id: string };
    await postAs(world, carla, `/api/v1/legal-basis-confirmations/${id}/confirm`, {}, { as: 'json' });
  }
  beforeAll(async () => {
    await confirm('flemish-supervision', '2026');
    await confirm('joint-action', '1');
  });

  async function sealed(change: Partial<CampaignDraft>): Promise<CampaignId> {
    const { campaigns } = world.services;
    const draft = draftOf(1, {
      basis: { code: 'flemish-supervision', version: '2026' },
      cells: [{ sector: 'bouw', quota: 1 }],
      ...change,
    });
    const id = await campaigns.create(world.as('inspector'), draft);
    await campaigns.seal(world.as('coordinator'), id, seedOf((seeds += 1)));
    await requestChecked(world, id, 'magistrate');
    return id;
  }
  const grant = (id: CampaignId) =>
    postAs(
      world,
      cas,
      `/api/v1/campaigns/${id}/record-grant`,
      {
        number: 'M-1',
        validFrom: '2026-09-01T00:00:00+02:00',
        validUntil: '2027-03-01T00:00:00+01:00',
        maxTests: 10,
        documentHash: 'ab'.repeat(32),
      },
      { as: 'json' },
    );
  const mediation = { employerType: 'temp-agency', relation: 'mediation', place: 'flanders' };

  test('of another body is not made ready, and its page offers the notice', async () => {
    const id = await sealed({});
    const answer = await grant(id);
    expect([answer.status, code(answer)]).toEqual([409, 'other-body-competent']);
    const page = await getAs(world, inspector, `/campagnes/${id}`);
    expect(page.text).toContain('Een andere dienst is bevoegd voor deze zaak');
    expect(page.text).toContain('/bevoegdheid/doorverwijzing?kenmerk=origin&amp;sector=bouw');
  });

  test('of the own service is made ready', async () => {
    const id = await sealed({ matter: mediation });
    expect((await grant(id)).status).toBe(200);
    const page = await getAs(world, inspector, `/campagnes/${id}`);
    expect(page.text).toContain('deze dienst');
    expect(page.text).not.toContain('Een andere dienst is bevoegd');
  });

  test('of another body is made ready where the basis lets the service act for it', async () => {
    const id = await sealed({ basis: { code: 'joint-action', version: '1' } });
    expect((await grant(id)).status).toBe(200);
  });

  test('in Brussels is the regional inspectorate’s', async () => {
    const id = await sealed({ matter: { ...mediation, place: 'brussels' } });
    const answer = await grant(id);
    expect([answer.status, code(answer)]).toEqual([409, 'other-body-competent']);
  });

  test('of another body is not made ready by hand in the database either', async () => {
    const ids = [await sealed({}), await sealed({ matter: mediation })];
    const refused = [];
    for (const id of ids)
      refused.push(
        await world
          .as('coordinator')
          .inTx((ctx) =>
            ctx.db.updateTable('campaign').set({ state: 'ready' }).where('id', '=', id).execute(),
          )
          .then(() => undefined, constraintOf),
      );
    expect(refused).toEqual(['campaign_competence', undefined]);
  });

  test('with an employer type that the table does not know is not made', async () => {
    const answer = await postAs(
      world,
      inspector,
      '/api/v1/campaigns',
      draftOf(1, { matter: { ...mediation, employerType: 'circus' } }),
      { as: 'json' },
    );
    expect([answer.status, code(answer)]).toEqual([422, 'unknown-reference']);
  });

  test('as an exercise is nobody’s matter', async () => {
    const id = await sealed({ basis: { code: 'exercise', version: '1' } });
    expect((await grant(id)).status).toBe(200);
    expect((await getAs(world, inspector, `/campagnes/${id}`)).text).not.toContain('doorverwijzing');
  });
});

describe('the page of competence', () => {
  test('asks first, and leads to the answer by an address that can be shared', async () => {
    expect((await getAs(world, inspector, '/bevoegdheid')).text).toContain('Zoek de bevoegde dienst');
    const answer = await postAs(world, inspector, '/bevoegdheid/zoek-uit', asked);
    expect([answer.status, answer.headers['location']]).toEqual([303, `/bevoegdheid?${search()}`]);
  });

  test.each([
    ['nl', 'Bevoegd: Toezicht op de Sociale Wetten'],
    ['en', 'Competent: Federal labour inspection'],
    ['fr', 'Compétent : Contrôle des lois sociales'],
  ] as const)('names the body, the reason and the law (%s)', async (lang, sentence) => {
    const page = await getAs(world, inspector, `/bevoegdheid?${search()}`, { lang });
    expect(page.text.replaceAll('\u202f', ' ').replaceAll('\u00a0', ' ')).toContain(sentence);
  });

  test('sends a victim to the institute for women and men for a federal case of pregnancy', async () => {
    const page = await getAs(world, inspector, `/bevoegdheid?${search({ kenmerk: 'pregnancy' })}`);
    expect(page.text).toContain('Instituut voor de gelijkheid van vrouwen en mannen');
  });

  test('comes back with what was chosen and says what is still to choose', async () => {
    const answer = await postAs(world, inspector, '/bevoegdheid/zoek-uit', {
      kenmerk: 'age',
      plaats: 'flanders',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#werkgever"');
    expect(answer.text).toContain('Kies de verhouding.');
    expect(answer.text).toMatch(/<option value="age" selected/);
  });

  test('asks anew for words that it does not know', async () => {
    const page = await getAs(world, inspector, `/bevoegdheid?${search({ werkgever: '<script>' })}`);
    expect([page.status, page.text.includes('Bevoegd:')]).toEqual([200, false]);
  });

  test.each([
    ['nl', 'Doorverwijsbericht'],
    ['en', 'Forwarding notice'],
    ['fr', 'Avis de renvoi'],
  ] as const)('gives a notice to print (%s)', async (lang, title) => {
    const page = await getAs(world, inspector, `/bevoegdheid/doorverwijzing?${search()}`, { lang });
    expect(page.text).toContain(`<h1>${title}</h1>`);
    expect(page.text).toContain('class="blank-line"');
    expect(page.text).not.toContain('<h1>Bevoegdheid</h1>');
  });

  test('gives no notice for a case of the own service', async () => {
    const own = search({ werkgever: 'temp-agency', verhouding: 'mediation' });
    expect((await getAs(world, inspector, `/bevoegdheid?${own}`)).text).toContain('U stuurt niets door');
    const page = await getAs(world, inspector, `/bevoegdheid/doorverwijzing?${own}`);
    expect(page.text).not.toContain('Doorverwijsbericht</h1>');
  });

  test('is closed to a tester', async () => {
    expect((await getAs(world, tester, '/bevoegdheid')).status).toBe(403);
  });
});
