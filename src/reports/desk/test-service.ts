import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { TxCtx } from '../../platform/context.js';
import { addDays } from '../../platform/dates.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { mayAskTest, mayCheckTest, mayReleaseTest, mayTest, TEST_TERMS } from '../rules.js';
import type { Recognisable, ReportId } from '../schema.js';
import { sealIn, type Opened } from '../sealed.js';
import { readTestQuestion } from '../test-question.js';
import { readTranscript } from '../transcript.js';
import type { Visitor } from './session.js';
import { changing, decide } from './work.js';

export type { Recognisable } from '../schema.js';

/** What leaves the channel of a report: nothing else does. */
export interface Summary {
  /** Ten digits, or null where it is about a whole sector. */
  readonly kbo: string | null;
  readonly sector: string;
  readonly grounds: readonly string[];
  /** A quarter, such as `2026-Q3`. */
  readonly period: string;
  readonly text: string;
}

/** Asks the reporter whether the report may lead to a test. Problems: report-not-now, second-officer, not-found, no-copy */
export function askTest(channel: Channel, visitor: Visitor, id: string, guess: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    const today = ctx.clock.today();
    await insistOther(ctx, opened, visitor);
    insist(mayAskTest(kept, await readTestQuestion(ctx, channel, opened), today));
    const asked = {
      guess: sealIn(opened, 'test_question', 'guess', opened.report, guess),
      asked_by: visitor.id,
      asked_on: today,
      answer_by: addDays(today, TEST_TERMS.answerDays),
    };
    await ctx.db
      .insertInto('test_question')
      .values({ report: opened.report, ...asked })
      .onConflict((on) => on.column('report').doUpdateSet(asked))
      .execute();
    await decide(ctx, opened, visitor, 'test-asked', '', guess);
    ctx.happenings.push({ what: 'report.test-asked', report: opened.report });
  });
}

/** Records how many people could have known what was reported, and why. Problems: report-not-now, second-officer, not-found, no-copy */
export function checkTest(
  channel: Channel,
  visitor: Visitor,
  id: string,
  how: Recognisable,
  reason: string,
): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    await insistOther(ctx, opened, visitor);
    insist(mayCheckTest(await readTestQuestion(ctx, channel, opened)));
    await ctx.db
      .updateTable('test_question')
      .set({ checked_by: visitor.id, checked_on: ctx.clock.today() })
      .where('report', '=', opened.report)
      .execute();
    await decide(ctx, opened, visitor, 'test-checked', how, reason);
    ctx.happenings.push({ what: 'report.test-checked', report: opened.report });
  });
}

/**
 * Releases a summary under a random reference, which is kept sealed with the report. It reaches the inspection on a day
 * that is drawn. Problems: report-not-now, second-officer, not-found, no-copy
 */
export function releaseTest(channel: Channel, visitor: Visitor, id: string, summary: Summary): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    await insistOther(ctx, opened, visitor);
    insist(mayReleaseTest(await readTestQuestion(ctx, channel, opened), visitor.id));
    const reference = drawReference();
    await insertHandover(ctx, opened.report, reference, summary);
    await decide(ctx, opened, visitor, 'test-released', reference, summary.text);
    // Without the reference: the chain leads from no report to what was released of it.
    ctx.happenings.push({ what: 'report.test-released', report: opened.report });
  });
}

/** Another officer than who took the report down. Problems: second-officer */
async function insistOther(ctx: TxCtx, opened: Opened, visitor: Visitor): Promise<void> {
  insist(mayTest(visitor.id, (await readTranscript(ctx, opened))?.officer ?? null));
}

async function insertHandover(
  ctx: TxCtx,
  report: ReportId,
  reference: string,
  summary: Summary,
): Promise<void> {
  const wait = randomInt(TEST_TERMS.fewestWaitDays, TEST_TERMS.mostWaitDays + 1);
  const { kbo, sector, grounds, period, text } = summary;
  await sql`select release_test(${report}, ${reference}, ${kbo}, ${sector}, ${[...grounds]}::text[], ${period}, ${text},
    ${addDays(ctx.clock.today(), wait)})`.execute(ctx.db);
}

const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const drawReference = (): string =>
  Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)] ?? '2').join('');
