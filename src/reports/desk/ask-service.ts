import type { Questionnaire } from '../../register/index.js';
import type { Channel } from '../channel.js';
import { addQuestionnaire } from '../questionnaire.js';
import type { Visitor } from './session.js';
import { changing } from './work.js';

/** Sends the chosen questions of a set to who reported; those that wait already are not sent again. Problems: report-full, not-found, no-copy */
export function askQuestions(
  channel: Channel,
  visitor: Visitor,
  id: string,
  set: Questionnaire,
  chosen: readonly string[],
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const questionnaire = await addQuestionnaire(ctx, opened, set, chosen);
    if (questionnaire === null) return;
    ctx.happenings.push({ what: 'report.questions-asked', report: opened.report, questionnaire });
  });
}
