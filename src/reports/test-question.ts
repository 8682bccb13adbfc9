import type { ReadCtx } from '../platform/context.js';
import type { TestQuestion } from './rules.js';
import { openIn, type Opened } from './sealed.js';

/** The question and what the employer might guess, which the reporter reads beside it. */
export interface AskedTest extends TestQuestion {
  readonly guess: string;
}

/** The question of an open report; null when it was never put. */
export async function readTestQuestion(ctx: ReadCtx, opened: Opened): Promise<AskedTest | null> {
  const row = await ctx.db
    .selectFrom('test_question')
    .select([
      'guess',
      'asked_by as askedBy',
      'asked_on as askedOn',
      'answer_by as answerBy',
      'answer',
      'answered_on as answeredOn',
      'checked_by as checkedBy',
      'checked_on as checkedOn',
      'released_on as releasedOn',
    ])
    .where('report', '=', opened.report)
    .executeTakeFirst();
  if (row === undefined) return null;
  const guess = String(openIn(opened, 'test_question', 'guess', opened.report, row.guess));
  return { ...row, guess };
}
