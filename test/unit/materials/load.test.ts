import { cpSync, mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadMaterials, loadScenarios, ScenarioError } from '../../../src/materials/index.js';
import type { Fault } from '../../../src/platform/yaml.js';
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
  it('are four, three by letter and one by telephone', () => {
    expect(loadScenarios(shipped).map((scenario) => [scenario.id, scenario.kind, scenario.ground])).toEqual([
      ['client-call-temp-agency', 'client-call', 'origin'],
      ['correspondence-age', 'correspondence', 'age'],
      ['correspondence-gender', 'correspondence', 'gender'],
      ['correspondence-origin-name', 'correspondence', 'origin'],
    ]);
  });

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

  it.each(['flemish', 'turkish', 'moroccan'])(
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
      [ORIGIN]: (text) => text.replace('version: 1', 'version: one'),
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
    const [fault] = faultsIn(shipped, new Set(['origin', 'age', 'gender-identity']));
    expect(fault).toMatchObject({
      file: 'correspondence-gender.yaml',
      problem: 'there is no protected ground "gender"',
    });
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
