// Reads scenarios, pools, wordings and forbidden phrases from YAML and checks what a schema cannot. All faults of all files
// are told at once, each with its line and cure.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { canonicalJson } from '../platform/canonical.js';
import { sha256 } from '../platform/crypto.js';
import { DocumentError, readYaml } from '../platform/yaml.js';
import type { Checked, Fault, FaultMaker } from '../platform/yaml.js';
import { familyFaults, scenarioFaults, type Known } from './checks.js';
import { familiesSchema, type Family } from './correspondence-schema.js';
import type { Speech } from './fields.js';
import { provocationSchema, type Provocation } from './guard/schema.js';
import { poolFaults } from './pool-checks.js';
import { poolsSchema, scenarioSchema, toldSchema } from './schema.js';
import type {
  CorrespondenceScenario,
  Pools,
  Scenario,
  Told,
  Wording,
  WordingParts,
  WrittenScenario,
} from './schema.js';
import { unknownWord } from './unknown-word.js';
import { withdrawalFaults, withdrawalTextsSchema, type WithdrawalTexts } from './withdrawal-texts.js';

/** Thrown when scenarios or pools are wrong; `faults` holds every fault. */
export class ScenarioError extends DocumentError {
  override name = 'ScenarioError';
}

export interface LibraryEntry {
  scenario: Scenario;
  /** What letters are written from: the scenario itself, or the one that a follow-up test does again, in its wordings. */
  letters: CorrespondenceScenario | undefined;
  /**
   * SHA-256 over the text of the scenario and, for profiles, of the pools and wordings, and of what is done again: any edit
   * gives another.
   */
  hash: Buffer;
}

export interface Materials {
  /** By id. */
  scenarios: ReadonlyMap<string, LibraryEntry>;
  pools: Pools;
  /** The pools with what profiles tell in a language. */
  poolsIn: (language: Speech) => Pools;
  /** Phrases that nobody may say. */
  provocation: Provocation;
  withdrawals: WithdrawalTexts;
}

const FILES = {
  pools: join('reference', 'name-pools.yaml'),
  fr: join('reference', 'profile-words-fr.yaml'),
  en: join('reference', 'profile-words-en.yaml'),
  families: join('reference', 'letter-families.yaml'),
  provocation: join('reference', 'provocation.yaml'),
  withdrawals: join('reference', 'withdrawals.yaml'),
} as const;

/**
 * Reads every scenario of a folder and what its `reference` folder holds for them.
 * @param grounds codes of the protected grounds that exist; left out, the grounds of a scenario are not checked
 * @throws ScenarioError with every fault of every file
 */
export function loadMaterials(folder: string, grounds?: ReadonlySet<string>): Materials {
  const pools = readYaml(join(folder, FILES.pools), poolsSchema, FILES.pools);
  const told = (['fr', 'en'] as const).map((code) =>
    readYaml(join(folder, FILES[code]), toldSchema, FILES[code]),
  );
  const families = readYaml(join(folder, FILES.families), familiesSchema, FILES.families);
  const provocation = readYaml(join(folder, FILES.provocation), provocationSchema, FILES.provocation);
  const withdrawals = readYaml(join(folder, FILES.withdrawals), withdrawalTextsSchema, FILES.withdrawals);
  const files = readdirSync(folder)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort();
  const written = files.map((name) => ({
    name,
    checked: readYaml(join(folder, name), scenarioSchema, name),
  }));
  const known: Known = {
    grounds,
    pools: valueOf(pools),
    families: valueOf(families)?.families ?? [],
    provocation: valueOf(provocation),
    scenarios: written.flatMap(({ checked }) => (checked.ok ? [checked.value] : [])),
    ids: files.map(idOf),
  };
  const faults = [
    ...faultsOf(pools, poolFaults),
    ...faultsOf(withdrawals, withdrawalFaults),
    ...told.flatMap((one, i) =>
      faultsOf(one, (words, fault) => toldFaults(words, i === 0 ? 'fr' : 'en', fault)),
    ),
    ...faultsOf(families, ({ families }, fault) => familyFaults(families, fault)),
    ...faultsOf(provocation, () => []),
    ...written.flatMap(({ name, checked }) =>
      faultsOf(checked, (scenario, fault) => [
        ...scenarioFaults(scenario, fault, known),
        ...nameFaults(scenario, name, fault),
      ]),
    ),
  ];
  if (faults.length > 0 || !pools.ok || !provocation.ok || !withdrawals.ok) throw new ScenarioError(faults);
  const words = new Map(told.flatMap((one) => (one.ok ? [[one.value.language, one] as const] : [])));
  const first = written.flatMap(({ checked }) =>
    checked.ok ? entryOf(checked, pools.text, words.get(checked.value.language)?.text, known.families) : [],
  );
  const entries = first.map((entry) => doneAgain(entry, first, known.families));
  return {
    scenarios: new Map(entries.map((entry) => [entry.scenario.id, entry])),
    pools: pools.value,
    poolsIn: (language) => ({ ...pools.value, ...toldIn(words.get(language)?.value) }),
    provocation: provocation.value,
    withdrawals: withdrawals.value.texts,
  };
}

/** Only the scenarios of a folder, in order of id. @throws ScenarioError with every fault of every file */
export function loadScenarios(folder: string): Scenario[] {
  return [...loadMaterials(folder).scenarios.values()].map((entry) => entry.scenario);
}

const valueOf = <T>(checked: Checked<T>): T | undefined => (checked.ok ? checked.value : undefined);

function toldIn(told: Told | undefined): Partial<Pools> {
  if (told === undefined) return {};
  const { shared, leisure, fillers, occupations } = told;
  return { shared, leisure, fillers, occupations };
}

interface Read {
  value: WrittenScenario;
  text: string;
}

/** A scenario with its wordings; a correspondence without any is not there, and its file has a fault. */
function entryOf(
  read: Read,
  pools: string,
  told: string | undefined,
  families: readonly Family[],
): LibraryEntry[] {
  const scenario = read.value;
  if (scenario.kind !== 'correspondence')
    return [
      {
        scenario,
        letters: undefined,
        hash: sha256('praktijktest/scenario/1', canonicalJson([read.text])),
      },
    ];
  const family = families.find(({ code }) => code === scenario.family);
  const wording = family ?? ownWording(scenario);
  if (wording === undefined) return [];
  const { subjects, letters, cvs } = wording;
  const texts = [read.text, pools, ...(told === undefined ? [] : [told])];
  const used = family === undefined ? [] : [wordsOf(family)];
  const whole = { ...scenario, subjects, letters, cvs };
  return [
    {
      scenario: whole,
      letters: whole,
      hash: sha256('praktijktest/scenario/1', canonicalJson([...texts, ...used])),
    },
  ];
}

const wordsOf = ({ code, subjects, letters, cvs }: Family) => ({ code, subjects, letters, cvs: [...cvs] });

/**
 * A follow-up test with what it does again: the cue, the arms and the candidates of the other scenario, in wordings of its
 * own. Its hash holds that of the other, so that an edit of either voids an approval.
 */
function doneAgain(
  entry: LibraryEntry,
  first: readonly LibraryEntry[],
  families: readonly Family[],
): LibraryEntry {
  const { scenario } = entry;
  if (scenario.kind !== 'recurrence') return entry;
  const repeated = first.find((one) => one.scenario.id === scenario.repeats);
  const family = families.find(({ code }) => code === scenario.family);
  if (repeated?.letters === undefined || family === undefined) return entry;
  const { id, version, title, ground, alsoGrounds } = scenario;
  const { subjects, letters, cvs } = family;
  const own = { id, version, title, ground, alsoGrounds, family: family.code, subjects, letters, cvs };
  const parts = [entry.hash.toString('hex'), repeated.hash.toString('hex'), wordsOf(family)];
  return {
    scenario,
    letters: { ...repeated.letters, ...own },
    hash: sha256('praktijktest/scenario/1', canonicalJson(parts)),
  };
}

function ownWording({ subjects, letters, cvs }: WordingParts): Wording | undefined {
  return subjects && letters && cvs ? { subjects, letters, cvs } : undefined;
}

function faultsOf<T>(checked: Checked<T>, more: (value: T, fault: FaultMaker) => Fault[]): Fault[] {
  return checked.ok ? more(checked.value, checked.fault) : checked.faults;
}

const idOf = (file: string): string => basename(file).replace(/\.ya?ml$/, '');

function nameFaults({ id }: WrittenScenario, file: string, fault: FaultMaker): Fault[] {
  return id === idOf(file)
    ? []
    : [fault(['id'], `the id "${id}" is not the name of the file`, 'give both the same name')];
}

function toldFaults(words: Told, language: Speech, fault: FaultMaker): Fault[] {
  return words.language === language
    ? []
    : [unknownWord(fault, ['language'], 'such language in this file:', words.language, [language])];
}
