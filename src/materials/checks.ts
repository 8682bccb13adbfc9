// What is wrong with a scenario that a schema cannot see: placeholders, cue against arms, wordings that do not tell the
// same, names of origins, and what a script may never say.
import type { DocumentPath, Fault, FaultMaker } from '../platform/yaml.js';
import type { Family } from './correspondence-schema.js';
import { findProvoking, spokenLines } from './guard/rules.js';
import type { Provocation, Provoking } from './guard/schema.js';
import {
  CALL_PLACEHOLDERS,
  CANDIDATE_CALL_PLACEHOLDERS,
  JOB_PLACEHOLDERS,
  PLACEHOLDERS,
  placeholdersOf,
} from './letters.js';
import { recurrenceFaults } from './recurrence-checks.js';
import { statementFaults } from './statement-checks.js';
import { unknownWord } from './unknown-word.js';
import { cueOfArms, UNPROTECTED } from './rules.js';
import type { Pools, Wording, WordingParts, WrittenCorrespondence, WrittenScenario } from './schema.js';

/** What the other files say. */
export interface Known {
  grounds: ReadonlySet<string> | undefined;
  pools: Pools | undefined;
  families: readonly Family[];
  provocation: Provocation | undefined;
  scenarios: readonly WrittenScenario[];
  /** Ids of all scenarios that have a file, those with faults too. */
  ids: readonly string[];
}

/** Every fault of one scenario. */
export function scenarioFaults(scenario: WrittenScenario, fault: FaultMaker, known: Known): Fault[] {
  return [
    ...groundFaults(scenario, fault, known),
    ...(scenario.kind === 'correspondence' ? correspondenceFaults(scenario, fault, known) : []),
    ...(scenario.kind === 'recurrence' ? recurrenceFaults(scenario, fault, known) : []),
    ...(scenario.kind === 'candidate-call' ? originFaults(scenario, fault, known.pools) : []),
    ...provokingFaults(scenario, fault, known),
    ...scriptFaults(scenario, fault),
  ];
}

function groundFaults(scenario: WrittenScenario, fault: FaultMaker, { grounds }: Known): Fault[] {
  if (grounds === undefined) return [];
  const given = [
    { path: ['ground'], ground: scenario.ground },
    ...scenario.alsoGrounds.map((ground, i) => ({ path: ['alsoGrounds', i], ground })),
  ];
  const own = given.map(({ ground }) => ground);
  const contrasts = scenario.kind === 'correspondence' ? (scenario.contrasts ?? []) : [];
  return [
    ...given
      .filter(({ ground }) => !grounds.has(ground) && ground !== UNPROTECTED)
      .map(({ path, ground }) => unknownWord(fault, path, 'protected ground', ground, grounds)),
    ...contrasts.flatMap(({ ground }, i) =>
      ground === undefined || own.includes(ground)
        ? []
        : [unknownWord(fault, ['contrasts', i, 'ground'], 'ground of this scenario', ground, own)],
    ),
  ];
}

function correspondenceFaults(scenario: WrittenCorrespondence, fault: FaultMaker, known: Known): Fault[] {
  const years = scenario.candidate.experienceYears;
  const family = known.families.find(({ code }) => code === scenario.family);
  return [
    ...cueFaults(scenario, fault),
    ...originFaults(scenario, fault, known.pools),
    ...(years.from <= years.until
      ? []
      : [fault(['candidate', 'experienceYears'], 'from is more than until', 'swap them')]),
    // Two groups of employers are compared once; several comparisons would need as many groups.
    ...(scenario.design === 'single' && scenario.contrasts !== undefined
      ? [
          fault(
            ['contrasts'],
            'single applications make one comparison',
            'leave this out, or set design to pair',
          ),
        ]
      : []),
    ...sourceFaults(scenario, fault, known.families),
    ...wordingFaults(scenario, scenario.to, [], fault),
    ...statementFaults(scenario, family ?? scenario, fault),
  ];
}

/** The wordings come from a family of the same language and addressee, or stand in the scenario, and not both. */
function sourceFaults(
  scenario: WrittenCorrespondence,
  fault: FaultMaker,
  families: readonly Family[],
): Fault[] {
  const own = (['subjects', 'letters', 'cvs'] as const).filter((key) => scenario[key] !== undefined);
  if (scenario.family === undefined)
    return own.length === 3
      ? []
      : [fault([], 'the wordings are missing', 'write subjects, letters and cvs, or name a family')];
  const fitting = families.filter(({ language, to }) => language === scenario.language && to === scenario.to);
  return [
    ...own.map((key) =>
      fault([key], 'the family has wordings already', 'leave this out, or leave out family'),
    ),
    ...(fitting.some(({ code }) => code === scenario.family)
      ? []
      : [
          unknownWord(
            fault,
            ['family'],
            'family of letters for this language and addressee',
            scenario.family,
            fitting.map(({ code }) => code),
          ),
        ]),
  ];
}

/** Faults of every family of letters. */
export function familyFaults(families: readonly Family[], fault: FaultMaker): Fault[] {
  return families.flatMap((family, i) => wordingFaults(family, family.to, ['families', i], fault));
}

function wordingFaults(
  wording: WordingParts,
  to: Family['to'],
  at: DocumentPath,
  fault: FaultMaker,
): Fault[] {
  const { subjects = [], letters = [], cvs = [] } = wording;
  const letterNames = Object.keys(PLACEHOLDERS).filter(
    (name) => name !== 'experience.list' && (to === 'vacancy' || !name.startsWith('vacancy.')),
  );
  const cvNames = Object.keys(PLACEHOLDERS).filter((name) => !/^(vacancy|employer)\./.test(name));
  const jobNames = Object.keys(JOB_PLACEHOLDERS);
  const check = (path: DocumentPath, template: string, names: readonly string[]) =>
    placeholdersOf(template)
      .filter((name) => !names.includes(name))
      .map((name) => unknownWord(fault, [...at, ...path], 'placeholder', name, names));
  return [
    ...subjects.flatMap((text, i) => check(['subjects', i], text, letterNames)),
    ...letters.flatMap((text, i) => check(['letters', i], text, letterNames)),
    ...cvs.flatMap((cv, i) => [
      ...check(['cvs', i, 'text'], cv.text, cvNames),
      ...check(['cvs', i, 'job'], cv.job, jobNames),
      ...check(['cvs', i, 'gap'], cv.gap, jobNames),
    ]),
    ...equalFaults([...at, 'subjects'], subjects, 'wordings', fault),
    ...equalFaults([...at, 'letters'], letters, 'wordings', fault),
    ...equalFaults(
      [...at, 'cvs'],
      cvs.map(({ text }) => text),
      'layouts',
      fault,
    ),
    ...tellingFaults([...at, 'letters'], letters, fault),
    ...tellingFaults(
      [...at, 'cvs'],
      cvs.map(({ text }) => text),
      fault,
    ),
  ];
}

function equalFaults(path: DocumentPath, two: readonly string[], what: string, fault: FaultMaker): Fault[] {
  return two.length === 2 && two[0] === two[1]
    ? [fault(path, `the two ${what} are the same`, 'write a second one: two equal texts give the test away')]
    : [];
}

/** Two wordings must tell the same of a candidate: a fact in one alone would make it the better one. */
function tellingFaults(path: DocumentPath, two: readonly string[], fault: FaultMaker): Fault[] {
  const [a = [], b = []] = two.map((text) => placeholdersOf(text));
  const alone = [...a.filter((name) => !b.includes(name)), ...b.filter((name) => !a.includes(name))];
  return alone
    .filter((name) => name in PLACEHOLDERS)
    .map((name) =>
      fault(
        path,
        `only one of the two tells {{${name}}}`,
        'tell it in both, so that neither is the better one',
      ),
    );
}

function cueFaults(scenario: WrittenCorrespondence, fault: FaultMaker): Fault[] {
  const { control, treatment } = scenario.arms;
  const found = cueOfArms(scenario.arms, scenario.statements);
  const cure =
    found.length > 0 ? `write [${found.join(', ')}], or change the arms` : 'let the arms differ in something';
  const stated = scenario.cue.fields;
  const same = found.length === stated.length && found.every((field) => stated.includes(field));
  const contrasts = scenario.contrasts ?? [];
  return [
    ...(same ? [] : [fault(['cue', 'fields'], 'the arms do not differ in what the cue says', cure)]),
    ...((control.sex === undefined) === (treatment.sex === undefined)
      ? []
      : [fault(['arms'], 'only one arm fixes the sex', 'give it in both arms, or in neither')]),
    ...(control.olderByYears && treatment.olderByYears
      ? [fault(['arms'], 'both arms are older than the other', 'give olderByYears in one arm')]
      : []),
    ...contrasts.flatMap(({ arms }, i) => {
      const fields = cueOfArms(arms, scenario.statements);
      return fields.length > 0 && fields.every((field) => stated.includes(field))
        ? []
        : [
            fault(
              ['contrasts', i, 'arms'],
              'the contrast differs in nothing, or in what the cue does not say',
              `let it differ in one or more of [${stated.join(', ')}]`,
            ),
          ];
    }),
  ];
}

interface WithOrigins {
  readonly arms: Record<'control' | 'treatment', { readonly nameOrigins: readonly string[] }>;
  readonly contrasts?: readonly WithOrigins[] | undefined;
}

function originFaults(
  scenario: WithOrigins,
  fault: FaultMaker,
  pools?: Pools,
  at: DocumentPath = [],
): Fault[] {
  if (!pools) return [];
  const codes = pools.origins.map((origin) => origin.code);
  const own = (['control', 'treatment'] as const).flatMap((arm) =>
    scenario.arms[arm].nameOrigins.flatMap((origin, i) =>
      codes.includes(origin)
        ? []
        : [unknownWord(fault, [...at, 'arms', arm, 'nameOrigins', i], 'pool of names', origin, codes)],
    ),
  );
  const inner = (scenario.contrasts ?? []).flatMap((contrast, i) =>
    originFaults(contrast, fault, pools, ['contrasts', i]),
  );
  return [...own, ...inner];
}

function provokingFaults(scenario: WrittenScenario, fault: FaultMaker, known: Known): Fault[] {
  const { provocation, families } = known;
  if (provocation === undefined) return [];
  const worded = (written: WrittenCorrespondence, code: string | undefined) => ({
    ...written,
    ...wordingOf(families.find((one) => one.code === code) ?? written),
  });
  if (scenario.kind === 'recurrence') {
    const repeated = known.scenarios.find(({ id }) => id === scenario.repeats);
    if (repeated?.kind !== 'correspondence') return [];
    // What provokes stands in the file of the family.
    return findProvoking(worded(repeated, scenario.family), provocation).map((place) =>
      provokingFault({ ...place, path: ['family'] }, provocation, fault),
    );
  }
  const said = scenario.kind === 'correspondence' ? worded(scenario, scenario.family) : scenario;
  return findProvoking(said, provocation).map((place) => provokingFault(place, provocation, fault));
}

function wordingOf({ subjects, letters, cvs }: WordingParts): Wording {
  const empty: [string, string] = ['', ''];
  const cv = { text: '', job: '', gap: '' };
  return { subjects: subjects ?? empty, letters: letters ?? empty, cvs: cvs ?? [cv, cv] };
}

const COURSE_FAULTS: Readonly<Record<string, readonly [problem: string, cure: string]>> = {
  'service-first': [
    'the wish comes before the service',
    'describe the service in the opening, the wish after it',
  ],
  'wish-once': [
    'the wish is not said once, in its own line',
    'let its words stand in “wish” and nowhere else',
  ],
  'reason-only-asked': ['a second reason is offered', 'keep one approved reason, given when they ask for it'],
  'open-question': ['no open question follows the wish', 'ask how or what, so that every answer is free'],
  silence: ['there is no silence to answer in', 'wait at least 5 seconds in a call, 5 days after a mail'],
  'refusal-ends': ['the refusal is not accepted', 'thank them and end the subject: no question, no “but”'],
};

function provokingFault({ rule, path, phrase }: Provoking, { rules }: Provocation, fault: FaultMaker): Fault {
  const course = COURSE_FAULTS[rule];
  if (course !== undefined) return fault(path, ...course);
  if (rule === 'own-list')
    return fault(
      path,
      `the script itself says the forbidden phrase "${phrase ?? ''}"`,
      'change this line: it presses the other side',
    );
  const why = rules.find(({ code }) => code === rule)?.why.en ?? rule;
  return fault(path, `"${phrase ?? ''}" provokes (${rule})`, `say it neutrally: ${why}`);
}

function scriptFaults(scenario: WrittenScenario, fault: FaultMaker): Fault[] {
  if (scenario.kind === 'correspondence') return [];
  const names = Object.keys(
    scenario.kind === 'candidate-call' ? CANDIDATE_CALL_PLACEHOLDERS : CALL_PLACEHOLDERS,
  );
  return spokenLines(scenario).flatMap(({ path, line }) =>
    placeholdersOf(line)
      .filter((name) => !names.includes(name))
      .map((name) => unknownWord(fault, path, 'placeholder', name, names)),
  );
}
