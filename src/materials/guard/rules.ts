// No provocation: a script may ask, once and neutrally; it may not make the intention arise. Each rule gives the places
// that break it; a script without such a place passes.
import type {
  CandidateCallScenario,
  ClientCallScenario,
  ClientMailScenario,
  CorrespondenceScenario,
  Scenario,
} from '../schema.js';
import { says } from './phrases.js';
import {
  COURSE_RULES,
  type CourseRule,
  type PhraseRule,
  type Provocation,
  type Provoking,
} from './schema.js';

type Client = ClientCallScenario | ClientMailScenario;
type Path = readonly (string | number)[];
export interface SpokenLine {
  path: Path;
  line: string;
}

const listed = (name: string, lines: readonly string[]): SpokenLine[] =>
  lines.map((line, i) => ({ path: [name, i], line }));
const one = (name: string, line: string): SpokenLine => ({ path: [name], line });

/** Every line that goes to the other side, with its place in the file. */
export function spokenLines(scenario: Scenario): SpokenLine[] {
  switch (scenario.kind) {
    case 'client-call':
      return [
        ...listed('opening', scenario.opening),
        one('wish', scenario.wish),
        ...listed('prompts', scenario.prompts),
        ...answersOf(scenario),
        one('refusal', scenario.refusal),
        one('exit', scenario.exit),
      ];
    case 'client-mail':
      return [
        one('subject', scenario.subject),
        ...listed('opening', scenario.opening),
        one('wish', scenario.wish),
        one('question', scenario.question),
        ...answersOf(scenario),
        one('refusal', scenario.refusal),
        one('exit', scenario.exit),
      ];
    case 'candidate-call':
      return [
        ...listed('opening', scenario.opening),
        one('question', scenario.question),
        one('whenFree', scenario.whenFree),
        one('whenFilled', scenario.whenFilled),
        ...answersOf(scenario),
        one('exit', scenario.exit),
      ];
    case 'correspondence':
      return [
        ...listed('subjects', scenario.subjects),
        ...listed('letters', scenario.letters),
        ...statementLines(scenario),
      ];
    case 'recurrence':
      return [];
  }
}

function answersOf({ answers }: Client | CandidateCallScenario): SpokenLine[] {
  return answers.map(({ answer }, i) => ({ path: ['answers', i, 'answer'], line: answer }));
}

function statementLines({ statements }: CorrespondenceScenario): SpokenLine[] {
  if (statements === undefined) return [];
  return (['control', 'treatment'] as const).flatMap((arm) =>
    (['letter', 'cv'] as const).flatMap((part) =>
      statements[arm][part].map((line, i) => ({ path: ['statements', arm, part, i], line })),
    ),
  );
}

const isClient = (scenario: Scenario): scenario is Client =>
  scenario.kind === 'client-call' || scenario.kind === 'client-mail';

/** The rules on phrases that hold for who speaks in a scenario. */
export function phraseRulesFor(scenario: Scenario, { rules }: Provocation): PhraseRule[] {
  const speaker = isClient(scenario) ? 'client' : 'candidate';
  return rules.filter((rule) => rule.speakers.includes(speaker));
}

/** The rules on the course of the script that hold for a scenario: those of a client who has a wish. */
export function courseRulesFor(scenario: Scenario): readonly CourseRule[] {
  return isClient(scenario) ? COURSE_RULES : [];
}

/** Every place of a scenario that provokes; none when it passes. */
export function findProvoking(scenario: Scenario, provocation: Provocation): Provoking[] {
  const lines = spokenLines(scenario);
  const own = 'forbiddenPhrases' in scenario ? scenario.forbiddenPhrases : [];
  return [
    ...lines.flatMap((spoken) => breaks(spoken, 'own-list', own)),
    ...phraseRulesFor(scenario, provocation).flatMap(({ code, phrases }) =>
      lines.flatMap((spoken) => breaks(spoken, code, phrases[scenario.language])),
    ),
    ...(isClient(scenario) ? COURSE_RULES.flatMap((rule) => COURSE[rule](scenario)) : []),
  ];
}

function breaks({ path, line }: SpokenLine, rule: string, phrases: readonly string[]): Provoking[] {
  const phrase = phrases.find((phrase) => says(line, phrase));
  return phrase === undefined ? [] : [{ rule, path, line, phrase }];
}

const OPEN = {
  nl: ['hoe', 'wat', 'welk', 'welke', 'waarom', 'wie'],
  fr: ['comment', 'que', 'quel', 'quelle', 'quels', 'quelles', 'qu', 'quoi'],
  en: ['how', 'what', 'which', 'who'],
} as const;

/** Words that open a subject again after a refusal. */
const REOPENS = { nl: ['maar', 'toch'], fr: ['mais', 'pourtant'], en: ['but', 'still', 'though'] } as const;

const COURSE: Readonly<Record<CourseRule, (scenario: Client) => Provoking[]>> = {
  'service-first': (scenario) => {
    const told = scenario.opening.some((line) => scenario.serviceWords.some((word) => says(line, word)));
    const early = listed('opening', scenario.opening).filter(({ line }) => tells(scenario, line));
    return [
      ...(told ? [] : [place('service-first', one('opening', scenario.opening.join(' ')))]),
      ...early.map((spoken) => place('service-first', spoken)),
    ];
  },
  'wish-once': (scenario) => [
    ...(tells(scenario, scenario.wish) ? [] : [place('wish-once', one('wish', scenario.wish))]),
    ...spokenLines(scenario)
      .filter(({ path, line }) => path[0] !== 'wish' && path[0] !== 'opening' && tells(scenario, line))
      .map((spoken) => place('wish-once', spoken)),
  ],
  'reason-only-asked': ({ answers }) =>
    answers.flatMap(({ reason, answer }, i) =>
      reason && answers.findIndex((one) => one.reason) < i
        ? [place('reason-only-asked', { path: ['answers', i, 'reason'], line: answer })]
        : [],
    ),
  'open-question': (scenario) => {
    const asked =
      scenario.kind === 'client-mail'
        ? one('question', scenario.question)
        : { path: ['prompts', 0], line: scenario.prompts[0] ?? '' };
    return isOpen(asked.line, scenario.language) ? [] : [place('open-question', asked)];
  },
  silence: (scenario) =>
    scenario.kind === 'client-mail'
      ? scenario.silenceDays >= LEAST_DAYS
        ? []
        : [place('silence', one('silenceDays', String(scenario.silenceDays)))]
      : scenario.silenceSeconds >= LEAST_SECONDS
        ? []
        : [place('silence', one('silenceSeconds', String(scenario.silenceSeconds)))],
  'refusal-ends': ({ refusal, language }) =>
    refusal.includes('?') || REOPENS[language].some((word) => says(refusal, word))
      ? [place('refusal-ends', one('refusal', refusal))]
      : [],
};

/** Seconds that a caller waits after the wish, and days that a writer does, at least. */
export const LEAST_SECONDS = 5;
export const LEAST_DAYS = 5;

const place = (rule: CourseRule, { path, line }: SpokenLine): Provoking => ({ rule, path, line });
const tells = ({ wishWords }: Client, line: string): boolean => wishWords.some((word) => says(line, word));

/** A question that cannot be answered by yes or no: one of its sentences begins with an open word and ends with “?”. */
function isOpen(line: string, language: Client['language']): boolean {
  const questions = line.match(/[^.!?]+\?/g) ?? [];
  return questions.some((question) => {
    const first = /[\p{L}]+/u.exec(question.toLowerCase())?.[0] ?? '';
    return OPEN[language].some((word) => word === first);
  });
}
