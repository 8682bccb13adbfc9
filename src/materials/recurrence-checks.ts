import type { Fault, FaultMaker } from '../platform/yaml.js';
import type { Family } from './correspondence-schema.js';
import type { WrittenCorrespondence, WrittenScenario } from './schema.js';
import { statementFaults } from './statement-checks.js';
import { unknownWord } from './unknown-word.js';

type Recurrence = Extract<WrittenScenario, { kind: 'recurrence' }>;

/** What is wrong with a test that is done again: with what it does again, and with its wordings. */
export function recurrenceFaults(
  scenario: Recurrence,
  fault: FaultMaker,
  known: {
    readonly scenarios: readonly WrittenScenario[];
    /** Ids of all scenarios that have a file. */
    readonly ids: readonly string[];
    readonly families: readonly Family[];
  },
): Fault[] {
  const { scenarios, ids } = known;
  const first = scenarios.filter((one) => one.kind !== 'recurrence');
  const repeated = first.find(({ id }) => id === scenario.repeats);
  // A file with faults of its own says nothing yet of what it holds.
  const unread = ids.includes(scenario.repeats) && !scenarios.some(({ id }) => id === scenario.repeats);
  if (unread) return [];
  if (repeated === undefined)
    return [
      unknownWord(
        fault,
        ['repeats'],
        'scenario to repeat',
        scenario.repeats,
        first.map(({ id }) => id),
      ),
    ];
  return [
    ...(repeated.ground === scenario.ground
      ? []
      : [
          fault(
            ['ground'],
            `the repeated scenario is about "${repeated.ground}"`,
            'give both the same ground',
          ),
        ]),
    ...(repeated.language === scenario.language
      ? []
      : [
          fault(['language'], 'the repeated scenario speaks another language', 'give both the same language'),
        ]),
    ...(repeated.kind === 'correspondence'
      ? againFaults(scenario, repeated, fault, known.families)
      : [notLetters(fault)]),
  ];
}

const notLetters = (fault: FaultMaker): Fault =>
  fault(['repeats'], 'only pairs of letters to vacancies are done again', 'name a scenario of such pairs');

/** Letters that are written again: in pairs, to vacancies, about one thing, and in other words than the first time. */
function againFaults(
  scenario: Recurrence,
  repeated: WrittenCorrespondence,
  fault: FaultMaker,
  families: readonly Family[],
): Fault[] {
  const { design, to, contrasts, family: own } = repeated;
  const fitting = families.filter(({ language, to }) => language === scenario.language && to === 'vacancy');
  const family = fitting.find(({ code }) => code === scenario.family);
  return [
    ...(design === 'pair' && to === 'vacancy' && contrasts === undefined ? [] : [notLetters(fault)]),
    ...(family === undefined
      ? [
          unknownWord(
            fault,
            ['family'],
            'family of letters for this language and addressee',
            scenario.family,
            fitting.map(({ code }) => code),
          ),
        ]
      : [
          ...(own === family.code
            ? [
                fault(
                  ['family'],
                  'the repeated scenario has these wordings',
                  'name another family: the employer knows these letters',
                ),
              ]
            : []),
          ...statementFaults(repeated, family, fault),
        ]),
  ];
}
