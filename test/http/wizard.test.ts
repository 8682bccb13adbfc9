// From nothing to a draft in eight steps that can be left and resumed.
import { sql } from 'kysely';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { practiceAccounts } from '../../src/auth/index.js';
import { asOwner } from '../../src/platform/db/index.js';
import { getAs, postAs } from '../support/acting.js';
import { designOf, STEP_ANSWERS } from '../support/designs.js';
import { otherTeam } from '../support/two-teams.js';
import { importWorld, openWorld, type World } from '../support/world.js';

const [ines, cas] = practiceAccounts;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await importWorld(world, 30);
});
afterAll(() => world.close());

async function owner<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await asOwner(world.services.database.kysely, (db) => query.execute(db))).rows;
}

const stepPath = (id: string, step: string): string => `/campagnes/nieuw/${id}/stap/${step}`;
const answer = (id: string, step: string, typed: object): Promise<Response> =>
  postAs(world, ines, stepPath(id, step), typed);
const to = (answered: Response): string => String(answered.headers['location']);

let named = 0;
const freshName = (): string => `Ontwerp ${(named += 1)}`;

describe('a design', () => {
  test('goes step by step, and becomes a draft of a campaign', async () => {
    const name = freshName();
    const id = await designOf(world, ines, null);
    const went: string[] = [];
    for (const [step, typed] of Object.entries({ ...STEP_ANSWERS, doel: { ...STEP_ANSWERS.doel, name } })) {
      const answered = await answer(id, step, typed);
      went.push(to(answered).split('/').at(-1) ?? '');
    }
    expect(went).toEqual(['rechtsgrond', 'scenario', 'kader', 'uitkomst', 'kracht', 'voorbeeld']);
    const preview = await getAs(world, ines, stepPath(id, 'voorbeeld'));
    expect(preview.text).toContain('Definitief knipperlicht');
    const done = await postAs(world, ines, `/campagnes/nieuw/${id}/maak`, {});
    expect(done.status).toBe(303);
    const [made] = await owner<Record<string, unknown>>(
      sql`select name, purpose, service, ground, scenario, basis_code, primary_definition, stop_rule, control_only, treatment_only, power, alpha,
        send_from::text as send_from, pairs_per_day, state, (select json_agg(json_build_array(k.sector, k.quota) order by k.position) from campaign_cell k where k.campaign = c.id) as cells
        from campaign c where name = ${name}`,
    );
    expect(made).toEqual({
      name,
      purpose: 'enforcement',
      service: 'vsi',
      ground: 'origin',
      scenario: 'correspondence-origin-name',
      basis_code: 'exercise',
      primary_definition: 'lenient',
      stop_rule: 'fixed',
      control_only: 0.12,
      treatment_only: 0.045,
      power: 0.8,
      alpha: 0.05,
      send_from: '2026-09-14',
      pairs_per_day: 6,
      state: 'draft',
      cells: [
        ['uitzend', 3],
        ['bouw', 4],
      ],
    });
    expect(await owner(sql`select id from campaign_design where id = ${id}`)).toEqual([]);
  });

  test('is kept at each step, so that one can leave and go on', async () => {
    const name = freshName();
    const id = await designOf(world, ines, null);
    await answer(id, 'doel', { ...STEP_ANSWERS.doel, name });
    await answer(id, 'rechtsgrond', STEP_ANSWERS.rechtsgrond);
    const list = await getAs(world, ines, '/campagnes/nieuw');
    expect(list.text).toContain(`href="${stepPath(id, 'scenario')}"`);
    const back = await getAs(world, ines, stepPath(id, 'doel'));
    expect(back.text).toContain(`value="${name}"`);
    expect(back.text).toMatch(/value="enforcement" checked/);
  });

  test('asks the legal basis again when the purpose changes to one that it does not serve', async () => {
    const id = await designOf(world, ines, 'kracht');
    await owner(
      sql`update campaign_design set answers = jsonb_set(answers, '{basis}', '{"code": "no-such", "version": "1"}') where id = ${id}`,
    );
    await answer(id, 'doel', { name: freshName(), purpose: 'baseline' });
    expect((await getAs(world, ines, stepPath(id, 'nakijken'))).status).toBe(409);
    expect((await getAs(world, ines, '/campagnes/nieuw')).text).toContain(stepPath(id, 'rechtsgrond'));
  });

  test('opens no step before those that it rests on', async () => {
    const id = await designOf(world, ines, null);
    expect((await getAs(world, ines, stepPath(id, 'kracht'))).status).toBe(409);
    expect((await answer(id, 'kracht', STEP_ANSWERS.kracht)).status).toBe(409);
    expect((await postAs(world, ines, `/campagnes/nieuw/${id}/maak`, {})).status).toBe(409);
    expect((await getAs(world, ines, stepPath(id, 'bestaat-niet'))).status).toBe(404);
  });

  test('can be thrown away', async () => {
    const id = await designOf(world, ines, 'doel');
    expect((await postAs(world, ines, `/campagnes/nieuw/${id}/verwijder`, {})).status).toBe(303);
    expect((await getAs(world, ines, stepPath(id, 'doel'))).status).toBe(404);
  });

  test('takes no name that a campaign bears', async () => {
    const name = freshName();
    const first = await designOf(world, ines, 'kracht', name);
    const second = await designOf(world, ines, 'kracht', name);
    expect((await postAs(world, ines, `/campagnes/nieuw/${first}/maak`, {})).status).toBe(303);
    const again = await answer(second, 'doel', { ...STEP_ANSWERS.doel, name });
    expect([again.status, again.text.includes('Er bestaat al een campagne met die naam')]).toEqual([
      422,
      true,
    ]);
    expect((await postAs(world, ines, `/campagnes/nieuw/${second}/maak`, {})).status).toBe(409);
  });
});

describe('a step', () => {
  test.each([
    ['doel', { name: 'ab', purpose: '' }, ['name', 'purpose']],
    [
      'rechtsgrond',
      { basis: 'x 1', service: 'x', employerType: '', relation: '', place: '' },
      ['basis', 'service', 'employerType', 'relation', 'place'],
    ],
    ['scenario', { scenario: 'bestaat-niet' }, ['scenario']],
    [
      'kader',
      { sendFromDay: '31', sendFromMonth: '2', sendFromYear: '2027', pairsPerDay: '0', 'quota-bouw': '-1' },
      ['sendFromDay', 'pairsPerDay', 'quota-bouw'],
    ],
    [
      'kader',
      { sendFromDay: '1', sendFromMonth: '1', sendFromYear: '2026', pairsPerDay: '5' },
      ['sendFromDay', 'quota-uitzend'],
    ],
    ['uitkomst', { hypothesis: 'kort' }, ['hypothesis', 'primaryDefinition', 'stopRule']],
    [
      'kracht',
      { controlOnly: '120', treatmentOnly: 'veel', power: '0.5', alpha: '1' },
      ['controlOnly', 'treatmentOnly', 'power', 'alpha'],
    ],
    ['kracht', { controlOnly: '60', treatmentOnly: '50', power: '0.8', alpha: '0.05' }, ['treatmentOnly']],
  ])('says what is wrong with each field, and keeps what was typed (%s)', async (step, typed, fields) => {
    const id = await designOf(world, ines, 'kracht');
    const before = await owner(sql`select answers from campaign_design where id = ${id}`);
    const { status, text } = await answer(id, step, typed);
    const linked = [...text.matchAll(/<a href="#([^"]+)"/g)]
      .map((hit) => hit[1] ?? '')
      .filter((one) => text.includes(`id="${one}-error"`));
    expect([status, [...new Set(linked)].sort()]).toEqual([422, [...fields].sort()]);
    const written = Object.entries(typed).filter(([key]) =>
      /^(name|hypothesis|controlOnly|pairsPerDay)$/.test(key),
    );
    expect(written.filter(([, value]) => !text.includes(value))).toEqual([]);
    expect(await owner(sql`select answers from campaign_design where id = ${id}`)).toEqual(before);
  });

  test('reads a share with a comma or a point', async () => {
    const id = await designOf(world, ines, 'kracht');
    await answer(id, 'kracht', { controlOnly: '12,5', treatmentOnly: '4.25', power: '0.9', alpha: '0.01' });
    const [{ answers } = { answers: {} }] = await owner<{ answers: object }>(
      sql`select answers from campaign_design where id = ${id}`,
    );
    expect(answers).toMatchObject({ controlOnly: 0.125, treatmentOnly: 0.0425, power: 0.9, alpha: 0.01 });
  });

  test('explains the rule behind it', async () => {
    const id = await designOf(world, ines, 'kracht');
    const wrong: string[] = [];
    for (const step of [...Object.keys(STEP_ANSWERS), 'voorbeeld', 'nakijken'])
      if (!(await getAs(world, ines, stepPath(id, step))).text.includes('De regel erachter'))
        wrong.push(step);
    expect(wrong).toEqual([]);
  });

  test('names the rule that binds the plan before there is a campaign', async () => {
    const id = await designOf(world, ines, 'kracht');
    await answer(id, 'doel', { name: freshName(), purpose: 'baseline' });
    const { text } = await getAs(world, ines, stepPath(id, 'voorbeeld'));
    expect(text).toContain('Plan er minstens 228');
  });
});

describe('a design of somebody else', () => {
  test('is not there, at any of its addresses', async () => {
    await owner(
      sql`insert into account (id, name, kind, roles, practice) values (${otherTeam.inspector.id}, 'Bea Andere', 'person', '{inspector}', true) on conflict do nothing`,
    );
    const id = await designOf(world, ines, 'kracht');
    const { inspector } = otherTeam;
    const statuses = [
      (await getAs(world, inspector, stepPath(id, 'doel'))).status,
      (await postAs(world, inspector, stepPath(id, 'doel'), STEP_ANSWERS.doel)).status,
      (await postAs(world, inspector, `/campagnes/nieuw/${id}/maak`, {})).status,
      (await postAs(world, inspector, `/campagnes/nieuw/${id}/verwijder`, {})).status,
    ];
    expect(statuses).toEqual([404, 404, 404, 404]);
    expect((await getAs(world, inspector, '/campagnes/nieuw')).text).toContain('geen onafgewerkt ontwerp');
  });

  test('is for who designs', async () => {
    expect((await getAs(world, cas, '/campagnes/nieuw')).status).toBe(403);
  });
});
