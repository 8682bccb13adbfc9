import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { describeError } from '../../platform/log.js';
import { Problem } from '../../platform/problems.js';
import { findMatchings } from './candidates.js';
import { keepMatches, type Chosen, type KeepingMeans } from './keeping.js';
import { ruleOf, type Scored } from './matching.js';
import { readAnswer } from './reading.js';
import type { ResponseId } from './schema.js';
import type { AnswerSeal } from './seal.js';
import * as store from './store.js';

export interface ProcessMeans extends KeepingMeans {
  readonly answerSeal: AnswerSeal;
}

/** How many answers or windows one sweep takes at most. */
export const RESPONSE_BATCH = 100;

/**
 * Matches new answers, redacts them and suggests a code: a batch in one transaction, and one by one when something in the
 * batch went wrong, so that one answer never holds up the others. What fails by itself goes to a person, with the reason.
 * @returns how many
 */
export async function processNew(ctx: Ctx, means: ProcessMeans): Promise<number> {
  try {
    return await ctx.inTx(async (ctx) =>
      processSome(ctx, means, await store.claimNew(ctx.db, RESPONSE_BATCH)),
    );
  } catch (error) {
    if ('db' in ctx) throw error;
    ctx.log.warn('responses.one-by-one', describeError(error));
    return processEach(ctx, means);
  }
}

async function processEach(ctx: Ctx, means: ProcessMeans): Promise<number> {
  let [done, trouble]: [number, Error | undefined] = [0, undefined];
  for (const id of await store.listNew(ctx, RESPONSE_BATCH)) {
    try {
      done += await ctx.inTx(async (ctx) => processSome(ctx, means, await store.claimNew(ctx.db, 1, id)));
    } catch (error) {
      ctx.log.error('response.not-processed', { response: id, ...describeError(error) });
      if (isPassing(error)) trouble = error;
      else done += await giveToPerson(ctx, id);
    }
  }
  if (done === 0 && trouble !== undefined) throw trouble;
  return done;
}

/** What the database says when it is not the answer that is wrong: no connection, a lock, no room, stopping. */
const PASSING = /^(08|40|53|55|57|58)/;

export function isPassing(error: unknown): error is Error {
  // The key comes back, and until then the answer stays as it is.
  if (error instanceof Problem && error.code === 'answer-key-missing') return true;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (PASSING.test(code) || /^E[A-Z]+$/.test(code));
}

/** Gives an answer to a person; where even that fails it stays as it is, and the others go on. @returns how many */
async function giveToPerson(ctx: Ctx, id: ResponseId): Promise<number> {
  try {
    return await ctx.inTx(async (ctx) => {
      const [response] = await store.claimNew(ctx.db, 1, id);
      if (response === undefined) return 0;
      await store.setUnmatched(ctx.db, [{ id, trouble: 'not-processed' }]);
      noteUnmatched(ctx, id);
      return 1;
    });
  } catch (error) {
    ctx.log.error('response.not-given', { response: id, ...describeError(error) });
    return 0;
  }
}

async function processSome(
  ctx: TxCtx,
  means: ProcessMeans,
  fresh: readonly store.KeptResponse[],
): Promise<number> {
  if (fresh.length === 0) return 0;
  const read = await Promise.all(
    fresh.map(async (response) => ({ response, parsed: await readAnswer(means.answerSeal, response) })),
  );
  const matchings = await findMatchings(
    ctx,
    read.map(({ response, parsed }) => ({ copy: response, parsed })),
  );
  const sure = read.map(({ response, parsed }, at) => ({
    response,
    parsed,
    // What could not be read whole is not judged by what could.
    match: parsed.trouble === null ? (matchings[at]?.match ?? null) : null,
  }));
  const mailboxes = await store.findMailboxes(
    ctx.db,
    sure.flatMap(({ match }) => match?.candidate.application ?? []),
  );
  await store.setUnmatched(
    ctx.db,
    sure.flatMap(({ response: { id }, parsed: { trouble }, match }) =>
      match === null ? { id, trouble } : [],
    ),
  );
  await keepMatches(
    ctx,
    means,
    sure.flatMap(({ match, ...one }) =>
      match === null ? [] : { ...one, chosen: chosenOf(mailboxes, match) },
    ),
  );
  for (const { response, match } of sure) if (match === null) noteUnmatched(ctx, response.id);
  return fresh.length;
}

function chosenOf(
  mailboxes: ReadonlyMap<string, store.Mailbox>,
  { candidate, points, reasons }: Scored,
): Chosen {
  const mailbox = mailboxes.get(candidate.application);
  if (mailbox === undefined) throw new Error('An application that mail matches has no mailbox.');
  return { mailbox, by: ruleOf(reasons), points, reasons };
}

function noteUnmatched(ctx: TxCtx, response: ResponseId): void {
  record(ctx, { what: 'response.unmatched', campaign: null, response, application: null, by: 'rules' });
}
