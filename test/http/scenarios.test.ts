import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import type { CampaignDraft } from '../../src/campaigns/index.js';
import {
  diffPair,
  loadMaterials,
  matchOf,
  type Identity,
  type PairMatch,
} from '../../src/materials/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { scenarioFolder } from '../../src/services.js';
import { draftOf, importWorld, openWorld, seedOf, type World } from '../support/world.js';

const library = loadMaterials(scenarioFolder);
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

async function get(role: string, path: string, language = 'nl') {
  const account = practiceAccounts.find(({ roles }) => roles.some((held) => held === role));
  const { cookie } = await world.signIn(account!);
  return request(world.app)
    .get(path)
    .set({ Cookie: `${cookie}; taal=${language}` });
}
const rowsIn = (text: string): number => text.match(/href="\/scenarios\/[a-z-]+"/g)?.length ?? 0;

describe('the list of scenarios', () => {
  test.each(['inspector', 'coordinator', 'fieldworker', 'analyst', 'log-reviewer'])(
    'shows every scenario to the %s',
    async (role) => {
      const { status, text } = await get(role, '/scenarios');
      expect([status, rowsIn(text)]).toEqual([200, library.scenarios.size]);
    },
  );

  test.each(['tester', 'coder', 'administrator'])('is closed to the %s', async (role) => {
    expect((await get(role, '/scenarios')).status).toBe(403);
  });

  test.each([
    ['nl', 'Correspondentietest handicap (doof)'],
    ['en', 'Correspondence test on disability (deaf)'],
    ['fr', 'Test de correspondance sur le handicap (surdité)'],
  ])('names them in %s', async (language, title) => {
    expect((await get('inspector', '/scenarios', language)).text).toContain(title);
  });
});

describe('the page of a scenario', () => {
  test.each([...library.scenarios.keys()])('opens: %s', async (id) => {
    const { status, text } = await get('coordinator', `/scenarios/${id}`);
    expect([status, text.includes(library.scenarios.get(id)!.hash.toString('hex'))]).toEqual([200, true]);
  });

  test('that does not exist is not found', async () => {
    expect((await get('coordinator', '/scenarios/bestaat-niet')).status).toBe(404);
  });

  test('marks the blank in which a name tells the cue', async () => {
    const { text } = await get('coordinator', '/scenarios/correspondence-origin-turkish');
    expect(text).toContain('<mark lang="nl">[naam]</mark>');
    expect(text).not.toContain('<mark lang="nl">[telefoon]</mark>');
  });

  test('marks what the treatment arm says of itself', async () => {
    const { text } = await get('coordinator', '/scenarios/correspondence-disability');
    expect(text).toMatch(/<mark>Ik ben doof\./);
    expect(text).not.toMatch(/<mark>Ik ben stipt\./);
  });

  test('tells every rule of the guard that was checked', async () => {
    const { text } = await get('coordinator', '/scenarios/client-call-temp-agency');
    for (const { name } of library.provocation.rules) expect(text).toContain(name.nl);
    expect(text).toContain('Eén keer de wens');
  });

  test('says why it cannot be planned', async () => {
    const { text } = await get('coordinator', '/scenarios/correspondence-unemployment');
    expect(text).toContain('Geen wet beschermt dit kenmerk.');
  });
});

describe('an example of a pair', () => {
  const path = '/scenarios/correspondence-disability/voorbeeld';

  test('stands side by side with the signal marked, for who designs campaigns', async () => {
    const { status, text } = await get('inspector', path);
    expect(status).toBe(200);
    expect(text).toMatch(/<mark>(Ik ben doof|U mag weten dat ik doof ben)\./);
  });

  test.each(['coordinator', 'fieldworker', 'tester'])('is closed to the %s', async (role) => {
    expect([(await get(role, path)).status, (await get(role, `${path}/brief-a.pdf`)).status]).toEqual([
      403, 403,
    ]);
  });

  test('is the same for the same number, and another for another', async () => {
    const main = (text: string) => /<main[\s\S]*<\/main>/.exec(text)?.[0];
    const one = main((await get('inspector', `${path}?nummer=3`)).text);
    expect(main((await get('inspector', `${path}?nummer=3`)).text)).toBe(one);
    expect(main((await get('inspector', `${path}?nummer=4`)).text)).not.toBe(one);
  });

  test.each(['0', '1000', 'x', '-1', '1e9'])('of number %s is the first', async (number) => {
    expect((await get('inspector', `${path}?nummer=${number}`)).text).toContain('Voorbeeld 1.');
  });

  test.each(['brief-a.pdf', 'brief-b.pdf', 'cv-a.pdf', 'cv-b.pdf'])('gives %s', async (document) => {
    const { cookie } = await world.signIn(
      practiceAccounts.find(({ roles }) => roles.some((r) => r === 'inspector'))!,
    );
    const answer = await request(world.app)
      .get(`${path}/${document}`)
      .set({ Cookie: cookie })
      .buffer()
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks)));
      });
    expect([answer.status, answer.type, answer.headers['content-disposition']]).toEqual([
      200,
      'application/pdf',
      `attachment; filename=${document}`,
    ]);
    expect((answer.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test.each([
    ['another document', `${path}/geheim.pdf`],
    ['a scenario without letters', '/scenarios/client-call-temp-agency/voorbeeld'],
    ['no scenario', '/scenarios/bestaat-niet/voorbeeld'],
  ])('of %s is not found', async (_, address) => {
    expect((await get('inspector', address)).status).toBe(404);
  });
});

describe('a campaign', () => {
  test.each(['client-call-temp-agency-fr'])(
    'of a scenario from which no plan can be drawn is refused with its reason: %s',
    async (scenario) => {
      await expect(
        world.services.campaigns.create(world.as('inspector'), draftOf(1, { scenario })),
      ).rejects.toMatchObject({
        code: 'scenario-not-plannable',
      });
    },
  );
});

describe('a plan', () => {
  test.each([
    ['correspondence-disability', 'disability', ['statement']],
    ['correspondence-origin-slovak', 'origin', ['nameOrigin']],
  ])(
    'of %s keeps with each application the proof that its pair differs in nothing else',
    async (scenario, ground, cue) => {
      const drawn = await planIn({ draft: { scenario, ground } });
      expect(drawn.map(({ match }) => match)).toEqual(
        Array.from({ length: 6 }, () =>
          expect.objectContaining({ cue, balanced: ['template', 'layout'], compared: expect.any(Number) }),
        ),
      );
    },
  );

  test('keeps what comparing the stored profiles again gives', async () => {
    const drawn = await planIn({});
    for (const control of drawn.filter(({ arm }) => arm === 'control')) {
      const treatment = drawn.find(({ test, arm }) => test === control.test && arm === 'treatment')!;
      const profileOf = ({ template, layout, ...identity }: Planned) => ({
        identity,
        documents: { template, layout, subject: '', letter: '', cv: '' },
      });
      const verdict = diffPair(profileOf(control), profileOf(treatment), ['nameOrigin']);
      if (!verdict.allowed) throw new Error(verdict.reason);
      expect(matchOf(verdict)).toEqual(control.match);
    }
  });

  test('in which a candidate would have worked for a real employer is refused', async () => {
    const [candidate] = await planIn({});
    const place = candidate!.experience[0]!.place;
    await expect(planIn({ employer: place.toUpperCase() })).rejects.toMatchObject({
      code: 'scenario-unusable',
      detail: expect.stringContaining(`${place} (past-employer-real)`),
    });
  });

  test('avoids the people of the list that the user keeps', async () => {
    const people = await planIn({});
    const file = join(mkdtempSync(join(tmpdir(), 'persons-')), 'persons.csv');
    writeFileSync(file, people.map((one) => `${one.displayName};${one.municipality}`).join('\n'));
    const key = ({ displayName, municipality }: Identity) => `${displayName} ${municipality}`;
    const drawn = await planIn({ settings: { PT_PERSONS_FILE: file } });
    expect(drawn.map(key).filter((one) => people.map(key).includes(one))).toEqual([]);
  });
});

type Planned = Identity & { match: PairMatch; test: string; template: 0 | 1; layout: 0 | 1 };

interface Change {
  /** The name of one of the employers. */
  employer?: string;
  settings?: Record<string, string>;
  draft?: Partial<CampaignDraft>;
}

/** The candidates of one plan, always of the same seed and frame, in a world of its own. */
async function planIn({ employer, settings = {}, draft = {} }: Change): Promise<Planned[]> {
  const own = await openWorld({ settings });
  try {
    await importWorld(own, 1);
    if (employer !== undefined)
      await asOwner(own.services.database.kysely, (db) =>
        sql`update employer set name = ${employer} where kbo = (select max(kbo) from employer)`.execute(db),
      );
    const id = await own.services.campaigns.create(own.as('inspector'), draftOf(1, draft));
    await own.services.campaigns.seal(own.as('coordinator'), id, seedOf(9));
    const rows = await own
      .as('coordinator')
      .read((ctx) =>
        ctx.db
          .selectFrom('application')
          .select(['test', 'template', 'layout', 'profile'])
          .where('campaign', '=', id)
          .orderBy('from_address')
          .execute(),
      );
    return rows.map(({ profile, ...row }) => ({ ...(profile as object), ...row }) as unknown as Planned);
  } finally {
    await own.close();
  }
}
