import type { FieldFault } from '../../platform/problems.js';
import { Problem } from '../../platform/problems.js';
import { readDate, translatorFor, type Lang } from '../../web/index.js';
import type { Channel } from '../channel.js';
import { endPause } from '../paused.js';
import {
  keepAnswers,
  readQuestionnaires,
  type AskedQuestion,
  type AskedSet,
  type GivenAnswer,
} from '../questionnaire.js';
import type { Given } from './answers.js';
import type { Entered } from './entered.js';
import { questionTranslator } from './question-words.js';
import * as store from './store.js';

/** An answer in words is no longer than this. */
export const MOST_ANSWER = 2000;
/** The value of a choice that says that the question is skipped; no code of a choice is so. */
export const SKIPPED = '-';

/** The name of the field of a question on a page: by the places of its set in the thread and of itself in the set. */
export const questionField = (set: number, question: number): string => `vraag-${set + 1}-${question + 1}`;

/** The field that is named where a set as a whole is wrong: the first. */
export function firstField(place: number, { questions }: AskedSet): string {
  const field = questionField(place, 0);
  const kind = questions[0]?.kind;
  return kind === 'day' ? `${field}Day` : kind === 'period' ? `${field}-vanDay` : field;
}

/** What was filled in for a set, by the ids of its questions, and what is wrong with it. */
export interface ReadAnswers {
  readonly answers: ReadonlyMap<string, GivenAnswer>;
  readonly faults: readonly FieldFault[];
}

/** Reads the fields of a set that stands in this place of the thread. */
export function readAnswers(place: number, { questions }: AskedSet, given: Given, lang: Lang): ReadAnswers {
  const answers = new Map<string, GivenAnswer>();
  const faults: FieldFault[] = [];
  for (const [at, question] of questions.entries()) {
    const read = readAnswer(questionField(place, at), question, given, lang);
    answers.set(question.id, read.answer);
    faults.push(...read.faults);
  }
  return { answers, faults };
}

interface ReadOne {
  readonly answer: GivenAnswer;
  readonly faults: readonly FieldFault[];
}

function readAnswer(field: string, question: AskedQuestion, given: Given, lang: Lang): ReadOne {
  const t = questionTranslator(lang);
  const typed = (given[field] ?? '').replaceAll('\r\n', '\n').trim();
  const bad = (message: string, of = field): ReadOne => ({ answer: null, faults: [{ field: of, message }] });
  const good = (answer: GivenAnswer): ReadOne => ({ answer, faults: [] });
  switch (question.kind) {
    case 'text':
      if (typed.length > MOST_ANSWER) return bad(t('questions.long', { count: MOST_ANSWER }));
      return good(typed === '' ? null : { kind: 'text', text: typed });
    case 'choice':
      if (typed === '' || typed === SKIPPED) return good(null);
      return question.choices?.some(({ code }) => code === typed) === true
        ? good({ kind: 'choice', code: typed })
        : bad(t('questions.choose'));
    case 'yes-no': {
      if (typed === '' || typed === SKIPPED) return good(null);
      const is = (['yes', 'no', 'unknown'] as const).find((one) => one === typed);
      return is === undefined ? bad(t('questions.choose')) : good({ kind: 'yes-no', is });
    }
    case 'day': {
      const { date, faults } = readDate(field, given, translatorFor(lang));
      return { answer: date === null ? null : { kind: 'day', on: date }, faults };
    }
    case 'period': {
      const [from, to] = [`${field}-van`, `${field}-tot`].map((name) =>
        readDate(name, given, translatorFor(lang)),
      );
      const faults = [...(from?.faults ?? []), ...(to?.faults ?? [])];
      const [first, last] = [from?.date ?? null, to?.date ?? null];
      if (first !== null && last !== null && last < first)
        return bad(t('questions.period'), `${field}-totDay`);
      const none = first === null && last === null;
      return { answer: none ? null : { kind: 'period', from: first, to: last }, faults };
    }
  }
}

/**
 * Keeps the answers to a set of the own report, or sends them. What was sent stays as it is: who sends again changes nothing,
 * and gets the same answer. The word of the reporter ends a pause that waited for it. Problems: not-found
 */
export async function answerQuestions(
  channel: Channel,
  entered: Entered,
  id: string,
  answers: ReadonlyMap<string, GivenAnswer>,
  sent: boolean,
): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    const kept = await store.lockReport(ctx, entered.report);
    const set = (await readQuestionnaires(ctx, entered)).find((one) => one.id === id);
    if (set === undefined) throw new Problem('not-found');
    if (set.answeredOn !== null) return;
    await keepAnswers(ctx, entered, set, answers, sent);
    if (!sent) return;
    await endPause(ctx, channel.calendar, entered.report, kept, 'reporter');
    await store.insertAct(ctx, entered.report, 'questions-answered');
  });
}
