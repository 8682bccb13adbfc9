import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { mayAnswerTest } from '../rules.js';
import type { TestAnswer } from '../schema.js';
import { readTestQuestion } from '../test-question.js';
import type { Entered } from './entered.js';
import * as store from './store.js';

/** Says yes or no to the question whether the report may lead to a test. Problems: not-found, report-not-now */
export async function answerTest(channel: Channel, entered: Entered, answer: TestAnswer): Promise<void> {
  await channel.reporter(entered.report).inTx(async (ctx) => {
    await store.lockReport(ctx, entered.report);
    const asked = await readTestQuestion(ctx, channel, entered);
    if (asked === null) throw new Problem('not-found');
    const today = ctx.clock.today();
    insist(mayAnswerTest(asked, answer, today));
    await ctx.db
      .updateTable('test_question')
      .set({ answer, answered_on: today })
      .where('report', '=', entered.report)
      .execute();
    await store.insertAct(ctx, entered.report, 'test-answered');
  });
}
