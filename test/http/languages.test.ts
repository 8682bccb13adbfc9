// A campaign answers vacancies in the language of its scenario alone, and in that language.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { demoFiles } from '../../src/demo-world.js';
import { asOwner } from '../../src/platform/db/index.js';
import { constraintOf } from '../../src/platform/problems.js';
import { importFile } from '../../src/register/index.js';
import { getAs } from '../support/acting.js';
import { designOf } from '../support/designs.js';
import { draftOf, openWorld, seedOf, type World } from '../support/world.js';

let world: World;
async function rows<Row = unknown>(query: ReturnType<typeof sql>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows as Row[];
}

async function take(kind: 'employers' | 'vacancies', text: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'praktijktest-'));
  const file = join(folder, `${kind}.csv`);
  writeFileSync(file, text);
  await importFile(world.as('fieldworker'), kind, file, { keepGood: false });
  rmSync(folder, { recursive: true, force: true });
}

const files = demoFiles(9, '2026-09-01');
const LANGUAGES = ['', 'Frans', 'en'];
const languages = () =>
  rows(sql`select language, count(*)::int as n from vacancy group by 1 order by language`);

beforeAll(async () => {
  world = await openWorld();
  await take('employers', files.employers);
  const separator = files.vacancies.split('\n')[0]!.includes(';') ? ';' : ',';
  const lines = files.vacancies.trimEnd().split(/\r?\n/);
  const told = lines.map((line, n) => `${line}${separator}${n === 0 ? 'taal' : LANGUAGES[n % 3]}`);
  await take('vacancies', `${told.join('\n')}\n`);
}, 60_000);
afterAll(() => world.close());

describe('the language of a vacancy', () => {
  const each = ['en', 'fr', 'nl'].map((language) => ({ language, n: 9 }));

  test('is what its file says, and Dutch where that says nothing', async () => {
    expect(await languages()).toEqual(each);
  });

  test('stays when a later file does not have the column', async () => {
    await take('vacancies', files.vacancies);
    expect(await languages()).toEqual(each);
  });

  test('is one that scenarios can be in, in the database too', async () => {
    const set = rows(sql`update vacancy set language = 'de'`).catch((error: unknown) => constraintOf(error));
    expect(await set).toBe('vacancy_language_known');
  });
});

describe.each([
  ['fr', 3, 'correspondence-origin-fr', /\b(Madame|Monsieur|Bonjour|candidature)\b/],
  ['en', 4, 'correspondence-origin-en', /\b(Dear|Sir|Madam|Hello|apply|application)\b/],
  ['nl', 5, 'correspondence-origin-name', /\b(Geachte|Beste|mevrouw|vacature)\b/],
] as const)('a campaign in %s', (language, seed, scenario, words) => {
  test('takes vacancies in that language alone, and writes to them in it', async () => {
    const cells = ['uitzend', 'bouw', 'detailhandel'].map((sector) => ({ sector, quota: 2 }));
    const id = await world.services.campaigns.create(world.as('inspector'), draftOf(2, { scenario, cells }));
    await world.services.campaigns.seal(world.as('coordinator'), id, seedOf(seed));
    const drawn = await rows<{ language: string; body: string }>(
      sql`select v.language, a.body from application a join test t on t.id = a.test join vacancy v on v.id = t.vacancy
        where t.campaign = ${id}`,
    );
    expect(drawn.map((one) => one.language)).toEqual(Array(12).fill(language));
    for (const { body } of drawn) expect(body).toMatch(words);
  });
});

describe('the wizard', () => {
  test('says for which vacancies a scenario is, and counts those in its language', async () => {
    const [inspector] = practiceAccounts;
    const id = await designOf(world, inspector, 'scenario', 'Ontwerp in het Frans', {
      scenario: { scenario: 'correspondence-origin-fr' },
    });
    const page = async (step: string) =>
      (await getAs(world, inspector, `/campagnes/nieuw/${id}/stap/${step}`)).text;
    expect(await page('scenario')).toContain('voor vacatures in het Frans');
    const found = (await page('kader')).match(/(\d+) vacatures open/g);
    expect(found?.map((one) => parseInt(one, 10)).reduce((all, one) => all + one, 0)).toBe(9);
  });
});
