import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareLetters, LIKENESS_BANDS } from '../../../src/materials/likeness/rules.js';
import { findProvoking } from '../../../src/materials/guard/rules.js';
import { loadMaterials, loadScenarios, ScenarioError } from '../../../src/materials/load.js';
import type { Fault } from '../../../src/platform/yaml.js';
import { loadReference } from '../../../src/register/index.js';
import { folder as shipped, materials } from './pools.js';

const ORIGIN = 'correspondence-origin-name.yaml';
const CALL = 'client-call-temp-agency.yaml';
const POOLS = 'reference/name-pools.yaml';

function copyWith(changes: Record<string, (text: string) => string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  cpSync(shipped, folder, { recursive: true });
  for (const [file, change] of Object.entries(changes)) {
    const before = readFileSync(join(shipped, file), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`the change of ${file} changed nothing`);
    writeFileSync(join(folder, file), after);
  }
  return folder;
}

function faultsIn(folder: string, grounds?: ReadonlySet<string>): readonly Fault[] {
  try {
    loadMaterials(folder, grounds);
  } catch (error) {
    if (error instanceof ScenarioError) return error.faults;
    throw error;
  }
  return [];
}

const faultsAfter = (file: string, change: (text: string) => string) =>
  faultsIn(copyWith({ [file]: change }));

describe('the shipped scenarios', () => {
  const shippedOnes = loadScenarios(shipped);

  it.each([
    ['origin', 'correspondence-origin-turkish'],
    ['origin', 'correspondence-origin-moroccan'],
    ['origin', 'correspondence-origin-slovak'],
    ['origin', 'correspondence-origin-ghanaian'],
    ['origin', 'correspondence-origin-name'],
    ['origin', 'correspondence-origin-fr'],
    ['origin', 'correspondence-origin-en'],
    ['origin', 'correspondence-origin-gender'],
    ['age', 'correspondence-age'],
    ['gender', 'correspondence-gender'],
    ['pregnancy', 'correspondence-pregnancy'],
    ['motherhood', 'correspondence-motherhood'],
    ['disability', 'correspondence-disability'],
    ['sexual-orientation', 'correspondence-sexual-orientation'],
    ['gender-identity', 'correspondence-gender-identity'],
    ['belief', 'correspondence-religion'],
    ['union-conviction', 'correspondence-union'],
    ['social-origin', 'correspondence-social-class'],
    ['health', 'correspondence-health'],
    ['none', 'correspondence-unemployment'],
    ['origin', 'spontaneous-origin'],
    ['origin', 'single-origin'],
    ['origin', 'candidate-call-origin'],
    ['origin', 'client-call-temp-agency'],
    ['origin', 'client-call-temp-agency-fr'],
    ['age', 'client-call-service-vouchers'],
    ['origin', 'client-mail-temp-agency'],
    ['origin', 'recurrence-origin'],
  ])('hold one on %s: %s', (ground, id) => {
    expect(shippedOnes.find((scenario) => scenario.id === id)?.ground).toBe(ground);
  });

  it('are no others than those', () => {
    expect(shippedOnes).toHaveLength(28);
  });

  it('stand on grounds that exist', () => {
    const { grounds } = loadReference(join(shipped, 'reference'));
    expect(faultsIn(shipped, new Set(grounds.map(({ code }) => code)))).toEqual([]);
  });

  it.each(shippedOnes.map((scenario) => [scenario.id, scenario] as const))(
    'provoke nothing: %s',
    (_, scenario) => {
      expect(findProvoking(scenario, materials.provocation)).toEqual([]);
    },
  );

  it('rest on pools that may serve exercises only', () => {
    expect(materials.pools.use).toBe('exercise-only');
  });

  it('claim no rating of a name that was not done', () => {
    const pretests = materials.pools.origins.flatMap((origin) => [
      origin.pretest,
      ...[...origin.firstNames, ...origin.familyNames].flatMap((name) => name.pretest ?? []),
    ]);
    expect(pretests.filter((pretest) => pretest.status !== 'own-assumption' || pretest.raters > 0)).toEqual(
      [],
    );
  });

  it.each(['flemish', 'turkish', 'moroccan', 'slovak', 'ghanaian'])(
    'have at least 15 first and 12 family names that are %s',
    (code) => {
      const origin = materials.pools.origins.find((one) => one.code === code);
      expect([(origin?.firstNames.length ?? 0) >= 15, (origin?.familyNames.length ?? 0) >= 12]).toEqual([
        true,
        true,
      ]);
    },
  );
});

describe('the hash of a scenario', () => {
  const hashOf = (folder: string, id: string) =>
    loadMaterials(folder).scenarios.get(id)?.hash.toString('hex');

  it('has 32 bytes', () => {
    expect(materials.scenarios.get('correspondence-age')?.hash).toHaveLength(32);
  });

  it('changes with one word of its text', () => {
    const changed = copyWith({ [ORIGIN]: (text) => text.replace('Graag stel', 'Hierbij stel') });
    expect(hashOf(changed, 'correspondence-origin-name')).not.toBe(
      hashOf(shipped, 'correspondence-origin-name'),
    );
    expect(hashOf(changed, 'correspondence-age')).toBe(hashOf(shipped, 'correspondence-age'));
  });

  it('changes with the pools, but not that of a call', () => {
    const changed = copyWith({ [POOLS]: (text) => text.replace('name: Lotte', 'name: Lotje') });
    expect(hashOf(changed, 'correspondence-age')).not.toBe(hashOf(shipped, 'correspondence-age'));
    expect(hashOf(changed, 'client-call-temp-agency')).toBe(hashOf(shipped, 'client-call-temp-agency'));
  });
});

describe('a scenario with a fault', () => {
  it('names the file, the unknown key, its line and the key that was meant', () => {
    const faults = faultsAfter(ORIGIN, (text) =>
      text.replace('olderBy', 'x').replace('ground: origin', 'gruond: origin'),
    );
    expect(faults).toEqual([
      {
        file: ORIGIN,
        path: 'gruond',
        line: 8,
        problem: 'unknown key "gruond"',
        cure: 'did you mean "ground"?',
      },
    ]);
  });

  it('is told together with the faults of the other files', () => {
    const folder = copyWith({
      [ORIGIN]: (text) => text.replace('version: 2', 'version: one'),
      [CALL]: (text) => text.replace('exit:', 'exti:'),
      [POOLS]: (text) => text.replace('\nuse: exercise-only', '\nuse: everywhere'),
    });
    expect(faultsIn(folder).map((fault) => [fault.file, fault.path])).toEqual([
      [POOLS, 'use'],
      [CALL, 'exti'],
      [ORIGIN, 'version'],
    ]);
  });

  it('names a placeholder that does not exist', () => {
    const [fault] = faultsAfter(ORIGIN, (text) => text.replace('{{vacancy.title}}', '{{vacancy.titel}}'));
    expect(fault).toMatchObject({
      path: 'subjects[0]',
      problem: 'there is no placeholder "vacancy.titel"',
      cure: 'did you mean "vacancy.title"?',
    });
  });

  it('may not have its vacancy in the CV, which is the same for every employer', () => {
    const [fault] = faultsAfter(ORIGIN, (text) =>
      text.replace('CURRICULUM VITAE', 'CV voor {{vacancy.title}}'),
    );
    expect(fault).toMatchObject({ path: 'cvs[0].text' });
  });

  it('names an origin without a pool of names', () => {
    const [fault] = faultsAfter(ORIGIN, (text) => text.replace('[turkish, moroccan]', '[turkish, moroccon]'));
    expect(fault).toMatchObject({ path: 'arms.treatment.nameOrigins[1]', cure: 'did you mean "moroccan"?' });
  });

  it('whose arms differ in more than its cue is refused', () => {
    const [fault] = faultsAfter(ORIGIN, (text) =>
      text.replace(
        '{ nameOrigins: [turkish, moroccan] }',
        '{ nameOrigins: [turkish, moroccan], olderByYears: [6] }',
      ),
    );
    expect(fault).toMatchObject({
      path: 'cue.fields',
      cure: 'write [nameOrigin, birthYear], or change the arms',
    });
  });

  it('whose arms do not differ is refused', () => {
    const [fault] = faultsAfter(ORIGIN, (text) => text.replace('[turkish, moroccan]', '[flemish]'));
    expect(fault).toMatchObject({ path: 'cue.fields', cure: 'let the arms differ in something' });
  });

  it('with a single wording for both letters is refused', () => {
    const [fault] = faultsAfter(ORIGIN, (text) =>
      text.replace(
        'Mijn kandidatuur: {{vacancy.title}}',
        'Sollicitatie voor de functie van {{vacancy.title}}',
      ),
    );
    expect(fault).toMatchObject({ path: 'subjects', problem: 'the two wordings are the same' });
  });

  it('on a ground that nobody protects is refused when the grounds are known', () => {
    const faults = faultsIn(shipped, new Set(['origin', 'age', 'gender-identity']));
    expect(faults).toContainEqual(
      expect.objectContaining({
        file: 'correspondence-gender.yaml',
        problem: 'there is no protected ground "gender"',
      }),
    );
  });

  it('with another id than its file is refused', () => {
    const folder = copyWith({});
    renameSync(join(folder, CALL), join(folder, 'call.yaml'));
    expect(faultsIn(folder)[0]).toMatchObject({
      file: 'call.yaml',
      path: 'id',
      cure: 'give both the same name',
    });
  });
});

describe('the script of a call', () => {
  it('may not say a phrase that it forbids', () => {
    const [fault] = faultsAfter(CALL, (text) =>
      text.replace('Hoe zou u dat dan aanpakken?', 'Andere kantoren doen dat wel - hoor.'),
    );
    expect(fault).toMatchObject({
      path: 'prompts[0]',
      problem: 'the script itself says the forbidden phrase "andere kantoren doen dat wel"',
    });
  });

  it('may prompt twice and no more', () => {
    const [fault] = faultsAfter(CALL, (text) =>
      text.replace('prompts:\n', 'prompts:\n  - En als ik het nog eens vraag?\n'),
    );
    expect(fault).toMatchObject({ path: 'prompts', problem: 'at most two prompts: more would be pressing' });
  });

  it('knows the codes of what it can hear', () => {
    const [fault] = faultsAfter(CALL, (text) => text.replace('code: COMPLY-HIDDEN', 'code: COMPLY-HIDEN'));
    expect(fault).toMatchObject({ cure: 'did you mean "COMPLY-HIDDEN"?' });
  });
});

describe('a scenario with statements', () => {
  const DEAF = 'correspondence-disability.yaml';
  const faultAfter = (change: (text: string) => string) => faultsAfter(DEAF, change)[0];

  it('of which one is much longer is refused', () => {
    expect(
      faultAfter((text) =>
        text.replace("'Ik ben doof. Met", "'Ik ben al sinds mijn geboorte aan beide oren doof. Met"),
      ),
    ).toMatchObject({
      path: 'statements.treatment.letter[0]',
      cure: 'make both about as long: length is no cue',
    });
  });

  it('that say the same is refused', () => {
    const same = 'Doof, werkt zelfstandig met een hoortoestel';
    expect(
      faultAfter((text) => text.replace('Stipt, werkt zelfstandig met een goede planning', same)),
    ).toMatchObject({ path: 'statements.treatment.cv[0]', problem: 'both arms say the same' });
  });

  it('with a placeholder that a statement may not have is refused', () => {
    expect(faultAfter((text) => text.replace('Ik ben doof.', 'Ik ben {{candidate.name}}.'))).toMatchObject({
      path: 'statements.treatment.letter[0]',
      problem: 'there is no placeholder "candidate.name" here',
    });
  });

  it('that the cue does not name is refused', () => {
    expect(faultAfter((text) => text.replace('fields: [statement]', 'fields: [sex]'))).toMatchObject({
      path: 'cue.fields',
      cure: 'write [statement], or change the arms',
    });
  });
});

describe('a scenario of single applications', () => {
  it('makes one comparison: two groups of employers are compared', () => {
    const faults = faultsAfter('correspondence-origin-gender.yaml', (text) =>
      text.replace(/^ground:/m, 'design: single\nground:'),
    );
    expect(faults).toContainEqual(expect.objectContaining({ path: 'contrasts' }));
  });
});

describe('the wordings of a scenario', () => {
  it('come from a family that exists', () => {
    const [fault] = faultsAfter('correspondence-union.yaml', (text) =>
      text.replace('family: nl-vacancy', 'family: nl-vacancies'),
    );
    expect(fault).toMatchObject({ path: 'family', cure: 'did you mean "nl-vacancy"?' });
  });

  it('come from a family of its language', () => {
    const [fault] = faultsAfter('correspondence-union.yaml', (text) =>
      text.replace('family: nl-vacancy', 'family: fr-vacancy'),
    );
    expect(fault).toMatchObject({ path: 'family' });
  });

  it('are not missing', () => {
    const [fault] = faultsAfter('correspondence-union.yaml', (text) =>
      text.replace('family: nl-vacancy', ''),
    );
    expect(fault).toMatchObject({ problem: 'the wordings are missing' });
  });

  it('tell the same of a candidate', () => {
    const [fault] = faultsAfter('reference/letter-families.yaml', (text) =>
      text.replace(' Over twee weken ben ik vrij.', ' Ik ben {{candidate.nationality}}.'),
    );
    expect(fault).toMatchObject({
      path: 'families[0].letters',
      problem: 'only one of the two tells {{candidate.nationality}}',
    });
  });

  it('of a spontaneous application name no vacancy', () => {
    const [fault] = faultsAfter('reference/letter-families.yaml', (text) =>
      text.replace('Spontane sollicitatie: {{experience.role}}', 'Sollicitatie: {{vacancy.title}}'),
    );
    expect(fault).toMatchObject({ path: 'families[1].subjects[0]' });
  });

  it('change the hash of the scenarios that use them, and of no other', () => {
    const changed = copyWith({
      'reference/letter-families.yaml': (text) => text.replace('Ik las uw vacature', 'Ik zag uw vacature'),
    });
    const hashes = (folder: string) => loadMaterials(folder).scenarios;
    const hashOf = (folder: string, id: string) => hashes(folder).get(id)?.hash.toString('hex');
    expect(hashOf(changed, 'correspondence-union')).not.toBe(hashOf(shipped, 'correspondence-union'));
    expect(hashOf(changed, 'correspondence-age')).toBe(hashOf(shipped, 'correspondence-age'));
  });
});

describe('a follow-up test', () => {
  const again = materials.scenarios.get('recurrence-origin');
  const first = materials.scenarios.get('correspondence-origin-name');

  it('does the cue, the arms and the candidates of the other again, in other words', () => {
    const { cue, arms, candidate, id, family, letters } = again!.letters!;
    expect({ cue, arms, candidate }).toEqual({
      cue: first!.letters!.cue,
      arms: first!.letters!.arms,
      candidate: first!.letters!.candidate,
    });
    expect([id, family]).toEqual(['recurrence-origin', 'nl-vacancy-again']);
    for (const letter of letters)
      for (const before of first!.letters!.letters)
        expect(compareLetters(letter, before).similarity).toBeLessThan(LIKENESS_BANDS.maxSimilarity);
  });

  it.each([
    ['itself', 'recurrence-origin.yaml', ['daysBetween: 90', 'daysBetween: 120']],
    ['what it does again', 'correspondence-origin-name.yaml', ['Graag stel ik mij', 'Ik stel mij']],
    ['its letters', 'reference/letter-families.yaml', ['Alvast bedankt', 'Bedankt']],
    ['the pools', 'reference/name-pools.yaml', ['fietsen, koken', 'wandelen, koken']],
  ] as const)('has another hash after a change of %s', (_, file, [from, to]) => {
    const changed = copyWith({ [file]: (text: string) => text.replace(from, to) });
    expect(loadMaterials(changed).scenarios.get('recurrence-origin')?.hash).not.toEqual(again!.hash);
  });

  it.each([
    ['the wordings of what it does again', 'nl-vacancy-again', 'nl-vacancy', 'correspondence-origin-turkish'],
    ['wordings of another language', 'nl-vacancy-again', 'fr-vacancy', 'correspondence-origin-name'],
  ])('is refused with %s', (_, from, to, repeats) => {
    const [fault] = faultsAfter('recurrence-origin.yaml', (text) =>
      text.replace(`family: ${from}`, `family: ${to}`).replace(/repeats: .*/, `repeats: ${repeats}`),
    );
    expect(fault).toMatchObject({ path: 'family' });
  });

  it.each(['single-origin', 'spontaneous-origin', 'client-call-temp-agency', 'candidate-call-origin'])(
    'of %s is refused: only pairs of letters to vacancies are done again',
    (repeats) => {
      const faults = faultsAfter('recurrence-origin.yaml', (text) =>
        text.replace(/repeats: .*/, `repeats: ${repeats}`),
      );
      expect(faults.map(({ path }) => path)).toContain('repeats');
    },
  );

  it('is refused when it would leave something as it was', () => {
    const [fault] = faultsAfter('recurrence-origin.yaml', (text) =>
      text.replace('wordings, vacancy]', 'vacancy]'),
    );
    expect(fault).toMatchObject({ path: 'fresh' });
  });

  it('is refused when its letters provoke', () => {
    const faults = faultsAfter('reference/letter-families.yaml', (text) =>
      text.replace('Dat is precies wat ik zoek.', 'U moet mij nemen.'),
    );
    expect(faults).toEqual([expect.objectContaining({ path: 'family' })]);
  });

  it('repeats a scenario that exists', () => {
    const [fault] = faultsAfter('recurrence-origin.yaml', (text) =>
      text.replace('repeats: correspondence-origin-name', 'repeats: correspondence-origin-nam'),
    );
    expect(fault).toMatchObject({ path: 'repeats', cure: 'did you mean "correspondence-origin-name"?' });
  });

  it('is about the ground of what it repeats', () => {
    const [fault] = faultsAfter('recurrence-origin.yaml', (text) =>
      text.replace('repeats: correspondence-origin-name', 'repeats: correspondence-age'),
    );
    expect(fault).toMatchObject({ path: 'ground', problem: 'the repeated scenario is about "age"' });
  });
});

describe('pools', () => {
  it('with a measured pretest that lacks the mean class are refused', () => {
    const [fault] = faultsAfter(POOLS, (text) =>
      text.replace('pretest: { status: own-assumption, raters: 0', 'pretest: { status: measured, raters: 40'),
    );
    expect(fault).toMatchObject({ path: 'origins[0].pretest', cure: 'write classMean, from 1 to 5' });
  });

  it('with a range of telephone numbers that ends before it begins are refused', () => {
    const [fault] = faultsAfter(POOLS, (text) =>
      text.replace('owned: []', "owned: [{ from: '0470123499', until: '0470123400' }]"),
    );
    expect(fault).toMatchObject({ path: 'phone.owned[0]', cure: 'swap from and until' });
  });
});
