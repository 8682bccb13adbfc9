// Reads scenarios and pools from YAML and checks what a schema cannot: placeholders, cue against arms, forbidden phrases,
// names of origins. All faults of all files are told at once, each with its line and cure.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { canonicalJson } from '../platform/canonical.js';
import { sha256 } from '../platform/crypto.js';
import { didYouMean, DocumentError, readYaml } from '../platform/yaml.js';
import type { Checked, DocumentPath, Fault, FaultMaker } from '../platform/yaml.js';
import { CALL_PLACEHOLDERS, JOB_PLACEHOLDERS, PLACEHOLDERS, placeholdersOf } from './letters.js';
import { cueOfArms, pressingLines, spokenLines } from './rules.js';
import { poolsSchema, scenarioSchema } from './schema.js';
import type { ClientCallScenario, CorrespondenceScenario, Pools, Scenario } from './schema.js';
import { withdrawalFaults, withdrawalTextsSchema, type WithdrawalTexts } from './withdrawal-texts.js';

/** Thrown when scenarios or pools are wrong; `faults` holds every fault. */
export class ScenarioError extends DocumentError {
  override name = 'ScenarioError';
}

export interface LibraryEntry {
  scenario: Scenario;
  /** SHA-256 over the text of the scenario and, for profiles, of the pools: any edit gives another. */
  hash: Buffer;
}

export interface Materials {
  /** By id. */
  scenarios: ReadonlyMap<string, LibraryEntry>;
  pools: Pools;
  withdrawals: WithdrawalTexts;
}

const POOLS = join('reference', 'name-pools.yaml');
const WITHDRAWALS = join('reference', 'withdrawals.yaml');

/**
 * Reads every scenario of a folder and the pools in its `reference` folder.
 * @param grounds codes of the protected grounds that exist; left out, the ground of a scenario is not checked
 * @throws ScenarioError with every fault of every file
 */
export function loadMaterials(folder: string, grounds?: ReadonlySet<string>): Materials {
  const pools = readYaml(join(folder, POOLS), poolsSchema, POOLS);
  const withdrawals = readYaml(join(folder, WITHDRAWALS), withdrawalTextsSchema, WITHDRAWALS);
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const scenarios = files.map((name) => ({
    name,
    checked: readYaml(join(folder, name), scenarioSchema, name),
  }));
  const faults = [
    ...faultsOf(pools, poolFaults),
    ...faultsOf(withdrawals, withdrawalFaults),
    ...scenarios.flatMap(({ name, checked }) =>
      faultsOf(checked, (scenario, fault) => [
        ...scenarioFaults(scenario, fault, pools.ok ? pools.value : undefined, grounds),
        ...(scenario.id === basename(name).replace(/\.ya?ml$/, '')
          ? []
          : [
              fault(['id'], `the id "${scenario.id}" is not the name of the file`, 'give both the same name'),
            ]),
      ]),
    ),
  ];
  if (faults.length > 0 || !pools.ok || !withdrawals.ok) throw new ScenarioError(faults);
  const entries = scenarios.flatMap(({ checked }) => (checked.ok ? [entryOf(checked, pools.text)] : []));
  return {
    scenarios: new Map(entries.map((entry) => [entry.scenario.id, entry])),
    pools: pools.value,
    withdrawals: withdrawals.value.texts,
  };
}

/** Only the scenarios of a folder, in order of id. @throws ScenarioError with every fault of every file */
export function loadScenarios(folder: string): Scenario[] {
  return [...loadMaterials(folder).scenarios.values()].map((entry) => entry.scenario);
}

function entryOf(checked: { value: Scenario; text: string }, poolsText: string): LibraryEntry {
  const texts = checked.value.kind === 'correspondence' ? [checked.text, poolsText] : [checked.text];
  return { scenario: checked.value, hash: sha256('praktijktest/scenario/1', canonicalJson(texts)) };
}

function faultsOf<T>(checked: Checked<T>, more: (value: T, fault: FaultMaker) => Fault[]): Fault[] {
  return checked.ok ? more(checked.value, checked.fault) : checked.faults;
}

function scenarioFaults(
  scenario: Scenario,
  fault: FaultMaker,
  pools?: Pools,
  grounds?: ReadonlySet<string>,
): Fault[] {
  const ground =
    grounds === undefined || grounds.has(scenario.ground)
      ? []
      : [unknown(fault, ['ground'], 'protected ground', scenario.ground, grounds)];
  return [
    ...ground,
    ...(scenario.kind === 'correspondence'
      ? correspondenceFaults(scenario, fault, pools)
      : callFaults(scenario, fault)),
  ];
}

function unknown(
  fault: FaultMaker,
  path: DocumentPath,
  what: string,
  word: string,
  words: Iterable<string>,
): Fault {
  return fault(
    path,
    `there is no ${what} "${word}"`,
    didYouMean(word, words) ?? `use one of: ${[...words].join(', ')}`,
  );
}

function correspondenceFaults(scenario: CorrespondenceScenario, fault: FaultMaker, pools?: Pools): Fault[] {
  const letterNames = Object.keys(PLACEHOLDERS).filter((name) => name !== 'experience.list');
  const cvNames = Object.keys(PLACEHOLDERS).filter((name) => !/^(vacancy|employer)\./.test(name));
  const check = (path: DocumentPath, template: string, names: readonly string[]) =>
    placeholdersOf(template)
      .filter((name) => !names.includes(name))
      .map((name) => unknown(fault, path, 'placeholder', name, names));
  const years = scenario.candidate.experienceYears;
  return [
    ...cueFaults(scenario, fault),
    ...originFaults(scenario, fault, pools),
    ...(years.from <= years.until
      ? []
      : [fault(['candidate', 'experienceYears'], 'from is more than until', 'swap them')]),
    ...scenario.subjects.flatMap((text, i) => check(['subjects', i], text, letterNames)),
    ...scenario.letters.flatMap((text, i) => check(['letters', i], text, letterNames)),
    ...scenario.cvs.flatMap((cv, i) => [
      ...check(['cvs', i, 'text'], cv.text, cvNames),
      ...check(['cvs', i, 'job'], cv.job, Object.keys(JOB_PLACEHOLDERS)),
      ...check(['cvs', i, 'gap'], cv.gap, Object.keys(JOB_PLACEHOLDERS)),
    ]),
    ...(['subjects', 'letters'] as const)
      .filter((key) => scenario[key][0] === scenario[key][1])
      .map((key) =>
        fault(
          [key],
          'the two wordings are the same',
          'write a second one: two equal texts give the test away',
        ),
      ),
    ...(scenario.cvs[0].text === scenario.cvs[1].text
      ? [
          fault(
            ['cvs'],
            'the two layouts are the same',
            'write a second one: two equal texts give the test away',
          ),
        ]
      : []),
  ];
}

function cueFaults(scenario: CorrespondenceScenario, fault: FaultMaker): Fault[] {
  const { control, treatment } = scenario.arms;
  const found = cueOfArms(scenario.arms);
  const cure =
    found.length > 0 ? `write [${found.join(', ')}], or change the arms` : 'let the arms differ in something';
  const stated = scenario.cue.fields;
  const same = found.length === stated.length && found.every((field) => stated.includes(field));
  return [
    ...(same ? [] : [fault(['cue', 'fields'], 'the arms do not differ in what the cue says', cure)]),
    ...((control.sex === undefined) === (treatment.sex === undefined)
      ? []
      : [fault(['arms'], 'only one arm fixes the sex', 'give it in both arms, or in neither')]),
    ...(control.olderByYears && treatment.olderByYears
      ? [fault(['arms'], 'both arms are older than the other', 'give olderByYears in one arm')]
      : []),
  ];
}

function originFaults(scenario: CorrespondenceScenario, fault: FaultMaker, pools?: Pools): Fault[] {
  if (!pools) return [];
  const codes = pools.origins.map((origin) => origin.code);
  return (['control', 'treatment'] as const).flatMap((arm) =>
    scenario.arms[arm].nameOrigins.flatMap((origin, i) =>
      codes.includes(origin)
        ? []
        : [unknown(fault, ['arms', arm, 'nameOrigins', i], 'pool of names', origin, codes)],
    ),
  );
}

function callFaults(scenario: ClientCallScenario, fault: FaultMaker): Fault[] {
  const names = Object.keys(CALL_PLACEHOLDERS);
  const placeOf = (line: string): DocumentPath => {
    const place = scenario.answers.findIndex((one) => one.answer === line);
    if (place >= 0) return ['answers', place, 'answer'];
    if (scenario.opening.includes(line)) return ['opening', scenario.opening.indexOf(line)];
    if (scenario.prompts.includes(line)) return ['prompts', scenario.prompts.indexOf(line)];
    return [line === scenario.wish ? 'wish' : 'exit'];
  };
  const pressing = pressingLines(scenario).map(({ line, phrase }) =>
    fault(
      placeOf(line),
      `the script itself says the forbidden phrase "${phrase}"`,
      'change this line: it presses the other side',
    ),
  );
  const strange = spokenLines(scenario).flatMap((line) =>
    placeholdersOf(line)
      .filter((name) => !names.includes(name))
      .map((name) => unknown(fault, placeOf(line), 'placeholder', name, names)),
  );
  return [...pressing, ...strange];
}

function poolFaults(pools: Pools, fault: FaultMaker): Fault[] {
  const twice = (rows: readonly { code: string }[], key: string) =>
    rows.flatMap((row, i) =>
      rows.findIndex((other) => other.code === row.code) < i
        ? [fault([key, i, 'code'], `the code "${row.code}" is used twice`, 'give each a code of its own')]
        : [],
    );
  const untested = pools.origins.flatMap((origin, i) =>
    pools.use === 'field' && origin.pretest.status === 'own-assumption'
      ? [
          fault(
            ['origins', i, 'pretest'],
            'names for the field need a measured pretest',
            'measure it, or set use to exercise-only',
          ),
        ]
      : [],
  );
  return [
    ...twice(pools.origins, 'origins'),
    ...twice(pools.occupations, 'occupations'),
    ...twice(pools.fillers, 'fillers'),
    ...untested,
  ];
}
