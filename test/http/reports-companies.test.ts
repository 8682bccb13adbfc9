// An employer chosen from the public list of companies: by POST, kept nowhere until the step is saved, and never from the register.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCompanies } from '../../src/reports/intake/companies.js';
import { appOf, openTestChannel, type TestChannel } from '../support/channel.js';
import { Reporter } from '../support/reporter.js';

let it: TestChannel;
const folder = mkdtempSync(join(tmpdir(), 'companies-'));
beforeAll(async () => {
  it = await openTestChannel();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await it.close();
});

const ENTERPRISES = [
  '"EnterpriseNumber","Status","JuridicalSituation","TypeOfEnterprise","JuridicalForm","StartDate"',
  '"0872.324.958","AC","000","2","610","01-01-2000"',
  '"0403.170.701","AC","000","2","014","01-01-1990"',
  '"0123.456.749","AC","000","1","","01-01-2010"',
];
const NAMES = [
  '"EntityNumber","Language","TypeOfDenomination","Denomination"',
  '"0872.324.958","1","001","Boulangerie ""Doux"""',
  '"0872.324.958","2","001","Bakkerij ""Zoet"" Élan"',
  '"0872.324.958","2","003","Zoetwaren"',
  '"0403.170.701","2","001","Bakkerij Zoet"',
  '"0123.456.749","2","001","Jan Jansen"',
  '"2.123.456.791","2","001","Vestiging Zoet"',
];

async function load(enterprises = ENTERPRISES, names = NAMES): Promise<number> {
  const files = { enterprises: join(folder, 'enterprise.csv'), names: join(folder, 'denomination.csv') };
  writeFileSync(files.enterprises, `${enterprises.join('\n')}\n`);
  writeFileSync(files.names, `${names.join('\n')}\n`);
  return loadCompanies(it.channel, files);
}

/** A reporter at the step that asks where it happened. */
async function atWhere(): Promise<Reporter> {
  const reporter = await new Reporter(appOf(it)).go('/melden');
  const post = (fields: Record<string, string>) => reporter.press('/melden', { actie: 'verder', ...fields });
  await post({});
  await post({ kind: 'victim' });
  await post({ 'ground-origin': 'ja', facts: 'Er werd geweigerd.' });
  return reporter;
}

test('where no list was loaded nothing is offered', async () => {
  expect((await atWhere()).page).not.toContain('value="zoek"');
});

test('loads legal persons by their Dutch name, else another, in the place of what was there', async () => {
  expect(await load()).toBe(2);
  expect(await it.intake.findCompanies('bakk zoet')).toEqual([
    { kbo: '0403170701', name: 'Bakkerij Zoet' },
    { kbo: '0872324958', name: 'Bakkerij "Zoet" Élan' },
  ]);
  expect(await it.intake.findCompanies('0872.324.958')).toHaveLength(1);
  for (const nothing of ['', '!', 'ba', 'ba zo', 'jansen', 'vestiging', "zoet' | zuur:*", '0123.456.749'])
    expect(await it.intake.findCompanies(nothing), nothing).toEqual([]);
  expect(await load(ENTERPRISES, NAMES.slice(0, 2))).toBe(1);
  expect(await it.intake.findCompanies('boulangerie')).toHaveLength(1);
  await expect(load(ENTERPRISES, [...NAMES, '"0403.170.701","2"'])).rejects.toThrow();
  expect(await it.intake.findCompanies('boulangerie')).toHaveLength(1);
  await load();
});

test('is looked up and chosen without script, and saved only with the step', async () => {
  const reporter = await atWhere();
  await reporter.press('/melden', { actie: 'zoek', employer: 'zoet', place: 'Gent' });
  expect(reporter.status).toBe(200);
  expect(reporter.page).toContain('Élan (0872.324.958)');
  expect(reporter.page).toContain('value="Gent"');
  await reporter.press('/melden', { actie: 'kies:0872324958', employer: 'zoet', place: 'Gent' });
  expect(reporter.page).toContain('value="0872.324.958"');
  expect(reporter.page).toContain('value="Bakkerij &quot;Zoet&quot; Élan"');
  const entered = (await it.intake.enter(reporter.cookies.get('melding')))!;
  expect((await it.intake.readDraft(entered)).answers.employer).toBeUndefined();
  await reporter.press('/melden', { actie: 'kies:zomaar', employer: 'zoet' });
  expect(reporter.page).toContain('value="zoet"');
  await reporter.press('/melden', { actie: 'zoek', employer: 'bestaat niet' });
  expect(reporter.page).toContain('Geen bedrijf gevonden.');
  await reporter.press('/melden', { actie: 'verder', employer: 'Eigen naam', kbo: '0872.324.958' });
  expect((await it.intake.readDraft(entered)).answers).toMatchObject({ employer: 'Eigen naam' });
});

test('an employer of the register is found by nobody here: that it is looked at stays inside', async () => {
  await it.rows(`insert into pt.sector (code, position, document) values ('x-test', 999, '{}') returning 1`);
  await it.rows(
    `insert into pt.employer (id, kbo, name, sector) values (gen_random_uuid(), '0202239951', 'Geheimzinnig', 'x-test') returning 1`,
  );
  expect(await it.intake.findCompanies('geheimzinnig')).toEqual([]);
  expect(await it.intake.findCompanies('0202239951')).toEqual([]);
});
