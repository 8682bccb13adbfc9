import { record } from '../../audit/index.js';
import type { Ctx } from '../../platform/context.js';
import { describeError } from '../../platform/log.js';
import { isPassing, readAnswer, suggest, type AnswerSeal, type ResponseId } from '../responses/index.js';
import * as store from './answer-store.js';

/** How many answers one sweep takes at most. */
const BATCH = 50;

/**
 * Brings answers to their mails, each by itself, so that one that cannot be read holds up no other: a person looks at that
 * one. @returns how many
 */
export async function receive(ctx: Ctx, answerSeal: AnswerSeal): Promise<number> {
  let [done, trouble]: [number, Error | undefined] = [0, undefined];
  for (const id of await store.listFresh(ctx, BATCH)) {
    try {
      done += await keep(ctx, id, (answer) => readMachine(answerSeal, answer));
    } catch (error) {
      ctx.log.error('client-mail.not-read', { response: id, ...describeError(error) });
      if (isPassing(error)) trouble = error;
      else done += await keepUnread(ctx, id);
    }
  }
  if (done === 0 && trouble !== undefined) throw trouble;
  return done;
}

/** Keeps what cannot be read; where that fails too, it waits, and the others go on. */
async function keepUnread(ctx: Ctx, id: ResponseId): Promise<number> {
  try {
    return await keep(ctx, id, () => UNREADABLE);
  } catch (error) {
    ctx.log.error('client-mail.not-kept', { response: id, ...describeError(error) });
    return 0;
  }
}

interface MachineRead {
  readonly automatic: boolean;
  readonly bounced: boolean;
  readonly unreadable: boolean;
}

/** Nothing is known of it, so it may be somebody's answer. */
const UNREADABLE: MachineRead = { automatic: false, bounced: false, unreadable: true };
/** Of what comes after everything was erased nobody judges anything. */
const TOO_LATE: MachineRead = { automatic: true, bounced: false, unreadable: false };

async function readMachine(answerSeal: AnswerSeal, answer: store.FreshAnswer): Promise<MachineRead> {
  if (answer.erased) return TOO_LATE;
  const parsed = await readAnswer(answerSeal, answer);
  if (parsed.trouble !== null) return UNREADABLE;
  const bounced = parsed.deliveryStatus !== null && parsed.deliveryStatus.action === 'failed';
  return { automatic: suggest({ ...parsed, bounced }).automatic, bounced, unreadable: false };
}

/** @returns how many: none when another server has it */
function keep(
  ctx: Ctx,
  id: ResponseId,
  read: (answer: store.FreshAnswer) => MachineRead | Promise<MachineRead>,
): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const answer = await store.claimAnswer(ctx.db, id);
    if (answer === undefined) return 0;
    const { id: response, task, campaign, receivedAt } = answer;
    await store.keepAnswer(ctx.db, { response, task, campaign, receivedAt, ...(await read(answer)) });
    record(ctx, { what: 'client-mail.answered', campaign, task, response });
    return 1;
  });
}
