import { Problem, type FieldFault } from '../../platform/problems.js';
import { hashOf, MOST_QUESTIONNAIRES } from '../questionnaire.js';
import { askTranslator } from './ask-words.js';
import type { DeskAsked, DeskMeans } from './asked.js';
import type { Visitor } from './session.js';
import { deskTranslator } from './words.js';

export const ASK_ACTS = ['ask-choose', 'ask'] as const;
export type AskAct = (typeof ASK_ACTS)[number];
export const isAskAct = (text: string): text is AskAct => ASK_ACTS.some((one) => one === text);

/** Chooses a set of questions, or sends those of it that are ticked. Gives what is wrong with the fields; null where it was sent. */
export async function takeAskAct(
  { desk, questionnaires }: DeskMeans,
  { lang, form: { fields }, param }: DeskAsked,
  visitor: Visitor,
  act: AskAct,
): Promise<readonly FieldFault[] | null> {
  const t = askTranslator(lang);
  const set = questionnaires.find(({ code }) => code === fields['reeks']);
  if (set === undefined) return [{ field: 'reeks', message: deskTranslator(lang)('act.choose.bad') }];
  if (act === 'ask-choose') return [];
  if (fields['staat'] !== hashOf(set)) return [{ field: 'stel', message: t('ask.changed') }];
  const chosen = set.questions.map(({ code }) => code).filter((code) => fields[`stel-${code}`] === 'ja');
  if (chosen.length === 0) return [{ field: 'stel', message: t('ask.questions.bad') }];
  try {
    await desk.askQuestions(visitor, param('id'), set, chosen);
    return null;
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'report-full') throw error;
    return [{ field: 'stel', message: t('ask.full', { count: MOST_QUESTIONNAIRES }) }];
  }
}
