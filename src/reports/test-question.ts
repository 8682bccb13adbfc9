import type { ReadCtx } from '../platform/context.js';
import type { Channel } from './channel.js';
import { signedByTwo } from './crypto/signature.js';
import { decisionBytes } from './custody/statement.js';
import type { TestQuestion } from './rules.js';
import { openIn, type Opened } from './sealed.js';

/** The question and what the employer might guess, which the reporter reads beside it. */
export interface AskedTest extends TestQuestion {
  readonly guess: string;
}

/** The question of an open report; null when it was never put. */
export async function readTestQuestion(
  ctx: ReadCtx,
  { custodians }: Pick<Channel, 'custodians'>,
  opened: Opened,
): Promise<AskedTest | null> {
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
  return { ...row, guess, duty: await hasDuty(ctx, custodians, opened.report) };
}

/**
 * Whether two custodians of the settings signed that a legal duty goes before a refusal: the signatures are verified each time, since
 * a row that somebody wrote into the database is none. The reporter's side sees no such row.
 */
async function hasDuty(
  ctx: ReadCtx,
  custodians: Channel['custodians'],
  report: Opened['report'],
): Promise<boolean> {
  const rows = await ctx.db
    .selectFrom('custody_request')
    .select([
      'id',
      'purpose',
      'record',
      'ground',
      'notice',
      'open_from as openFrom',
      'until_day as until',
      'reason_hash as reasonHash',
      'first_signature as first',
      'second_signature as second',
    ])
    .where('report', '=', report)
    .where('purpose', '=', 'duty')
    .where('second_on', 'is not', null)
    .execute();
  const keys = custodians.map(({ signingKey }) => signingKey);
  return rows.some(({ first, second, ...asked }) =>
    signedByTwo(
      decisionBytes(asked, 'agree', []),
      [first, second].flatMap((one) => (one === null ? [] : [one])),
      keys,
    ),
  );
}
