// What two arms say of themselves must be the whole difference: told in the same places, at the same length.
import type { Fault, FaultMaker } from '../platform/yaml.js';
import { placeholdersOf, STATEMENT_PLACEHOLDERS } from './letters.js';
import type { WordingParts, WrittenCorrespondence } from './schema.js';

/** Words by which one arm's sentence may be longer than the other's. */
const WORDS_APART = 4;

/** Statements without a place in the wordings, alike, of unequal length or with placeholders of their own. */
export function statementFaults(
  scenario: WrittenCorrespondence,
  { letters = ['', ''], cvs }: WordingParts,
  fault: FaultMaker,
): Fault[] {
  const { statements } = scenario;
  if (statements === undefined) return [];
  const { control, treatment } = statements;
  const says = (texts: readonly string[], name: string) =>
    texts.every((text) => placeholdersOf(text).includes(name));
  const placed =
    says(letters, 'statement.letter') && says(cvs?.map(({ text }) => text) ?? [''], 'statement.cv');
  return [
    ...(placed
      ? []
      : [
          fault(
            ['statements'],
            'the wordings do not tell it',
            'put {{statement.letter}} in both letters and {{statement.cv}} in both CVs',
          ),
        ]),
    ...(control.code === treatment.code
      ? [fault(['statements', 'treatment', 'code'], 'both arms have one code', 'give each its own')]
      : []),
    ...(['letter', 'cv'] as const).flatMap((part) =>
      ([0, 1] as const).flatMap((i) => lineFaults([control[part][i], treatment[part][i]], part, i, fault)),
    ),
  ];
}

function lineFaults(
  [control, treatment]: readonly [string, string],
  part: 'letter' | 'cv',
  i: 0 | 1,
  fault: FaultMaker,
): Fault[] {
  const path = ['statements', 'treatment', part, i];
  const wordsIn = (text: string) => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const known: readonly string[] = STATEMENT_PLACEHOLDERS;
  return [
    ...(control === treatment
      ? [fault(path, 'both arms say the same', 'let the treatment arm say its cue')]
      : []),
    ...(Math.abs(wordsIn(control) - wordsIn(treatment)) > WORDS_APART
      ? [
          fault(
            path,
            `one arm says ${WORDS_APART} words more than the other, or more`,
            'make both about as long: length is no cue',
          ),
        ]
      : []),
    ...[control, treatment].flatMap((text) =>
      placeholdersOf(text)
        .filter((name) => !known.includes(name))
        .map((name) =>
          fault(path, `there is no placeholder "${name}" here`, `use one of: ${known.join(', ')}`),
        ),
    ),
  ];
}
