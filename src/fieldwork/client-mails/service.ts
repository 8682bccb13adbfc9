import { record } from '../../audit/index.js';
import { holds } from '../../auth/index.js';
import { insistMayAct, insistTeam } from '../../campaigns/index.js';
import { mayUseName, type Pools } from '../../materials/index.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { redact } from '../../platform/redact.js';
import { openStream } from '../../platform/rng.js';
import { insist } from '../../platform/verdict.js';
import { wordsOfAgency, wordsOfName } from '../calls/rules.js';
import type { PlannedWave } from '../calls/waves.js';
import type { CallTaskId } from '../calls/schema.js';
import { readAnswer, withoutQuotes, type AnswerSeal, type ResponseId } from '../responses/index.js';
import { usableIds } from '../withdrawals/rules.js';
import { judgeAnswer } from './answer-store.js';
import { mayRelease, maySend, wordsOfAddress } from './rules.js';
import { addressTaken, type Act, type ClientLetterId, type ReleaseBody } from './schema.js';
import { receive } from './receiving.js';
import { drawSender, SENDER_TRIES, type Sender } from './senders.js';
import { recoverLost, sendDue, type SendingMeans } from './sending.js';
import * as store from './store.js';
import { findAgencyOf, findMail, findTexts, listAnswers, listLetters } from './views.js';

export interface ClientMailMeans extends SendingMeans {
  readonly answerSeal: AnswerSeal;
  /** The pools of Dutch, in which clients write. */
  readonly pools: Pools;
  /** Our own domains for mail. */
  readonly mailDomains: readonly string[];
  readonly isExercise: (ctx: ReadCtx) => Promise<boolean>;
}

export type ClientMails = ReturnType<typeof createClientMails>;

const BATCH = 50;

/** An answer as a fieldworker of the campaign reads it. */
export interface ReadAnswer {
  readonly id: ResponseId;
  readonly receivedAt: Date;
  /** Whether somebody answered, as a person saw it or else as was read. */
  readonly counts: boolean;
  /** Whether it could not be read whole: then a person judges. */
  readonly unreadable: boolean;
  readonly from: { readonly address: string; readonly name: string } | null;
  readonly messageId: string | null;
  readonly subject: string;
  readonly text: string;
}

/** The mails of clients: a made-up client for each, what leaves, what comes back, and how each ends. */
export function createClientMails(means: ClientMailMeans) {
  return {
    /** Gives the mails of a wave their clients. Problems: client-name-untested, client-address-taken */
    plan: (ctx: TxCtx, wave: PlannedWave): Promise<void> => planSenders(ctx, means, wave),
    /** Sends what is due. @returns how many attempts were made */
    send: (ctx: Ctx): Promise<number> => sendDue(ctx, means),
    recover: (ctx: Ctx, all: boolean): Promise<number> => ctx.inTx((ctx) => recoverLost(ctx, all)),
    /** Brings answers to their mails. @returns how many */
    receive: (ctx: Ctx): Promise<number> => receive(ctx, means.answerSeal),
    /** A person says whether somebody answered, while the mail waits. Problems: not-found, client-mail-over */
    judge: (ctx: Ctx, task: CallTaskId, response: ResponseId, real: boolean): Promise<void> =>
      ctx.inTx((ctx) => judge(ctx, task, response, real)),
    /** Ends the mails that nobody answered in time, or that reached nobody. @returns how many */
    endSilent: (ctx: Ctx): Promise<number> => ctx.inTx(endSilent),
    /** Says where the mail goes, while nothing left. Problems: client-mail-over, client-mail-frozen */
    address: (ctx: Ctx, task: CallTaskId, to: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign } = await lock(ctx, task);
        if (await store.isRecipientOfOther(ctx.db, task, to))
          throw new Problem('bad-input', undefined, [{ field: 'address', message: addressTaken }]);
        await store.setAddress(ctx.db, task, to);
        record(ctx, { what: 'client-mail.addressed', campaign, task });
      }),
    /** Sends an approved line, once; the same again changes nothing. Problems: client-mail-unanswered, client-mail-ended, client-mail-in-doubt */
    act: (ctx: Ctx, task: CallTaskId, act: Act): Promise<void> =>
      ctx.inTx((ctx) => say(ctx, means, task, act)),
    /** A person settles a mail in doubt, for good. Problems: not-in-doubt */
    settle: (ctx: Ctx, task: CallTaskId, letter: ClientLetterId, as: 'sent' | 'not-sent', reason: string) =>
      ctx.inTx((ctx) => settle(ctx, task, letter, as, reason)),
    /** Gives coders the answer without what names the agency, once. Problems: client-mail-unanswered, client-mail-over */
    release: (ctx: Ctx, task: CallTaskId, body: ReleaseBody): Promise<void> =>
      ctx.inTx((ctx) => release(ctx, means, task, body)),
    /** The answers to a mail as its team reads them. */
    read: (ctx: ReadCtx, task: CallTaskId): Promise<ReadAnswer[]> => readAnswers(ctx, means, task),
    /** What coders would read of the answers so far, for the fieldworker to check. */
    draft: async (ctx: ReadCtx, task: CallTaskId): Promise<string> => {
      const answers = await readAnswers(ctx, means, task);
      const texts = answers.filter(({ counts }) => counts).map(({ text }) => withoutQuotes(text).trim());
      return hide(ctx, task, answers, texts.filter((text) => text !== '').join('\n\n---\n\n'));
    },
  };
}

async function planSenders(ctx: TxCtx, means: ClientMailMeans, { campaign, wave, seed }: PlannedWave) {
  const { pools } = means;
  const exercise = await means.isExercise(ctx);
  const [origin] = pools.origins;
  if (origin === undefined || (pools.use === 'exercise-only' && !exercise))
    throw new Problem('client-name-untested');
  if (!mayUseName(origin.pretest, pools.pretestRule, exercise).allowed)
    throw new Problem('client-name-untested');
  for (const { task, ordinal, to } of await store.listUnwritten(ctx.db, campaign, wave)) {
    const stream = openStream(seed, 'client-sender', ordinal);
    const { name, address } = await freeSender(ctx, () => drawSender(stream, pools, means.mailDomains));
    await store.insertMail(ctx.db, { task, campaign, name, address, to });
  }
}

async function freeSender(ctx: TxCtx, draw: () => Sender | null): Promise<Sender> {
  for (let tries = 0; tries < SENDER_TRIES; tries += 1) {
    const sender = draw();
    if (sender !== null && !(await store.isTaken(ctx.db, sender.address))) return sender;
  }
  throw new Problem('client-address-taken');
}

async function judge(ctx: TxCtx, task: CallTaskId, response: ResponseId, real: boolean): Promise<void> {
  const { campaign, state } = await lock(ctx, task);
  insistReader(ctx);
  if (state !== 'planned') throw new Problem('client-mail-over');
  const changed = await judgeAnswer(ctx, task, response, real);
  if (changed === undefined) throw new Problem('not-found');
  if (changed)
    record(ctx, { what: 'client-mail.judged', campaign, task, response, as: real ? 'real' : 'automatic' });
}

async function endSilent(ctx: TxCtx): Promise<number> {
  const reason = 'campaign-over';
  const cancelled = await store.cancelOver(ctx.db, reason, BATCH);
  for (const { task, campaign } of cancelled)
    record(ctx, {
      ...{ what: 'call.cancelled', campaign, task, reasonHash: sha256(reason).toString('hex') },
    });
  const ended = await store.claimEnded(ctx.db, ctx.clock.now(), BATCH);
  for (const { task, campaign, code, sentAt } of ended) {
    await store.insertEnd(ctx, task, {
      ...{ code, told: null, askedReason: null, namedBan: null, startedAt: sentAt },
    });
    record(ctx, { what: 'call.recorded', campaign, task, code, void: null });
  }
  return cancelled.length + ended.length;
}

/** A mail of the actor's own team, locked with its task. */
async function lock(ctx: TxCtx, task: CallTaskId) {
  await ctx.db.selectFrom('call_task').select('id').where('id', '=', task).forUpdate().execute();
  const mail = await findMail(ctx, task);
  await insistMayAct(ctx, mail.campaign);
  await insistTeam(ctx, mail.campaign);
  if (mail.erased) throw new Problem('client-mail-over');
  return mail;
}

/** Who answers for an agency's words has read them: nobody acts on what is hidden from them. */
function insistReader(ctx: TxCtx): void {
  if (!holds(ctx.actor.roles, 'employer.see')) throw new Problem('not-allowed');
}

async function say(ctx: TxCtx, means: ClientMailMeans, task: CallTaskId, act: Act): Promise<void> {
  const { campaign, answered } = await lock(ctx, task);
  insistReader(ctx);
  const letters = await listLetters(ctx, task);
  if (letters.some(({ step }) => step === act)) return;
  if ((await findTexts(ctx, task))[act] === null) throw new Problem('client-letter-no-text');
  insist(maySend(act, letters, answered));
  const last = (await readAnswers(ctx, means, task)).filter(({ counts }) => counts).at(-1);
  const [inReplyTo = null] = usableIds([last?.messageId ?? []].flat());
  await store.insertLetter(ctx, { task, campaign, step: act, inReplyTo });
  record(ctx, { what: 'client-mail.decided', campaign, task, step: act });
}

async function settle(
  ctx: TxCtx,
  task: CallTaskId,
  id: ClientLetterId,
  as: 'sent' | 'not-sent',
  reason: string,
): Promise<void> {
  const { campaign } = await lock(ctx, task);
  const letter = (await listLetters(ctx, task)).find((one) => one.id === id);
  if (letter?.state !== 'in-doubt') throw new Problem('not-in-doubt');
  await store.settleLetter(ctx.db, id, as, reason);
  const reasonHash = sha256(reason).toString('hex');
  record(ctx, { what: 'client-mail.settled', campaign, letter: id, as, reasonHash });
}

async function release(
  ctx: TxCtx,
  means: ClientMailMeans,
  task: CallTaskId,
  body: ReleaseBody,
): Promise<void> {
  const { campaign, state, answered } = await lock(ctx, task);
  insistReader(ctx);
  if (state !== 'planned') throw new Problem('client-mail-over');
  const letters = await listLetters(ctx, task);
  insist(mayRelease(letters, answered));
  const told = await hide(ctx, task, await readAnswers(ctx, means, task), body.told);
  const wish = letters.find(({ step }) => step === 'wish');
  const { askedReason, namedBan } = body;
  await store.insertEnd(ctx, task, {
    ...{ code: 'answered', told, askedReason, namedBan, startedAt: wish?.at ?? null },
  });
  record(ctx, { what: 'call.recorded', campaign, task, code: 'answered', void: null });
}

async function readAnswers(ctx: ReadCtx, means: ClientMailMeans, task: CallTaskId): Promise<ReadAnswer[]> {
  const found = (await listAnswers(ctx, task)).filter(({ sealed }) => sealed.length > 0);
  return Promise.all(
    found.map(async ({ id, receivedAt, counts, unreadable, ...sealed }) => {
      const read = { id, receivedAt, counts, unreadable };
      try {
        const { subject, text, from, messageId } = await readAnswer(means.answerSeal, {
          ...{ ...sealed, id, channel: 'mail', transcript: null },
        });
        return { ...read, subject, text, from, messageId };
      } catch (error) {
        // That one answer does not open keeps nobody from the others.
        if (!(error instanceof Problem)) throw error;
        return { ...read, unreadable: true, subject: '', text: '', from: null, messageId: null };
      }
    }),
  );
}

/** A text without what names the agency, who answered there, or the made-up client. */
async function hide(
  ctx: ReadCtx,
  task: CallTaskId,
  answers: readonly ReadAnswer[],
  text: string,
): Promise<string> {
  const { address, ...agency } = await findAgencyOf(ctx, task);
  const { fromName, fromAddress } = await findMail(ctx, task);
  const own = [fromName, ...fromName.split(' '), fromAddress];
  const senders = answers.flatMap(({ from }) => from ?? []);
  return redact(text, [
    ...wordsOfAgency(agency),
    ...[address ?? [], senders.map((from) => from.address)].flat(2).flatMap(wordsOfAddress),
    ...senders.flatMap(({ name }) => wordsOfName(name)),
    ...own,
  ]);
}
