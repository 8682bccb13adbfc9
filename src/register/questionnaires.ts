// Sets of further questions for who reported: the schema of scenarios/reference/questionnaires.yaml, and what it cannot check.
import { z } from 'zod';
import type { Fault, FaultMaker } from '../platform/yaml.js';
import { names, repeated, slug } from './reference-fields.js';

/** How a question is answered: in words, by one of its choices, yes, no or unknown, a day, or from a day to a day. */
export const QUESTION_KINDS = ['text', 'choice', 'yes-no', 'day', 'period'] as const;
/** A form with more, or with more answers in words, would not come whole in one request. */
const MOST_QUESTIONS = 12;
const MOST_IN_WORDS = 6;

const trilingual = names.required({ fr: true });
const question = z.strictObject({
  code: slug,
  kind: z.enum(QUESTION_KINDS),
  text: trilingual,
  hint: trilingual.optional(),
  choices: z
    .array(z.strictObject({ code: slug, name: trilingual }))
    .min(2)
    .max(12)
    .optional(),
});
const questionnaire = z.strictObject({
  code: slug,
  /** Higher with each change of a question. */
  version: z.int().min(1),
  name: trilingual,
  questions: z.array(question).min(1).max(MOST_QUESTIONS),
});

export const questionnairesFile = z.strictObject({
  questionnaires: z.array(questionnaire).min(1, 'give at least one set of questions'),
});
export type Questionnaire = z.output<typeof questionnaire>;
export type Question = z.output<typeof question>;

/** What is wrong across the questions of the file: codes that stand twice, choices where they do not belong, too much writing. */
export function questionnaireFaults(
  { questionnaires }: z.output<typeof questionnairesFile>,
  fault: FaultMaker,
): Fault[] {
  return [
    ...repeated(questionnaires, 'questionnaires', fault),
    ...questionnaires.flatMap(({ questions }, i) => [
      ...questions.flatMap((one, k) =>
        questionFaults(one, questions, ['questionnaires', i, 'questions', k], fault),
      ),
      ...(questions.filter(({ kind }) => kind === 'text').length <= MOST_IN_WORDS
        ? []
        : [
            fault(
              ['questionnaires', i, 'questions'],
              `more than ${MOST_IN_WORDS} questions ask for words`,
              'ask some of them as a choice, or make two sets',
            ),
          ]),
    ]),
  ];
}

function questionFaults(
  one: Question,
  all: readonly Question[],
  path: readonly (string | number)[],
  fault: FaultMaker,
): Fault[] {
  const codes = (one.choices ?? []).map(({ code }) => code);
  const checks: readonly (readonly [boolean, string, string, string])[] = [
    [
      all.find(({ code }) => code === one.code) === one,
      'code',
      `the code "${one.code}" is used twice`,
      'give each question a code of its own',
    ],
    [
      (one.kind === 'choice') === (one.choices !== undefined),
      'choices',
      'a question of the kind choice has choices, and no other has',
      'add them, leave them out, or change the kind',
    ],
    [
      new Set(codes).size === codes.length,
      'choices',
      'two choices have one code',
      'give each choice a code of its own',
    ],
  ];
  return checks.flatMap(([fits, key, what, cure]) => (fits ? [] : [fault([...path, key], what, cure)]));
}
