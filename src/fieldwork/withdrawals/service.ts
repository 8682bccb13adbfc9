import { record } from '../../audit/index.js';
import { insistMember, type CampaignId } from '../../campaigns/index.js';
import { signWithdrawal } from '../../materials/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import type { MailRoutes, MailSender } from '../../platform/mail/index.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Calendar } from '../../register/index.js';
import { readAnswer, type AnswerSeal, type ResponseId } from '../responses/index.js';
import {
  chooseText,
  clockOf,
  mayMoveAnswer,
  maySend,
  maySpare,
  mayTriageAgain,
  MINUTES_BEFORE_CLOCK,
  MINUTES_TO_DECIDE,
  replyAddress,
  replySubject,
  stateWhenAsked,
  usableIds,
} from './rules.js';
import type { Expected, WithdrawalId } from './schema.js';
import { recoverLost, sendDue } from './sending.js';
import * as store from './store.js';

export interface WithdrawalMeans {
  readonly sender: MailSender;
  readonly sign?: MailRoutes['sign'];
  readonly calendar: Calendar;
  readonly answerSeal: AnswerSeal;
  /** Names this process in attempts. */
  readonly server: string;
  /** Our own mail domains: a withdrawal never goes there. */
  readonly mailDomains: readonly string[];
  /** The texts in the language of a scenario; undefined when there is no such scenario. */
  readonly texts: (scenario: string) => readonly string[] | undefined;
}

/** What somebody makes of an answer. */
export interface Triage {
  readonly expects: Expected;
  /** The appointment that the employer proposes, if any. It is never accepted; it makes the clock shorter. */
  readonly slot: Date | null;
}

export type Withdrawals = ReturnType<typeof createWithdrawals>;

/** Puts answers on their clock, and ends applications towards employers: one mail each, after a person's decision, or by itself in time when a person said that the answer expects an act. */
export function createWithdrawals(means: WithdrawalMeans) {
  return {
    /** Starts the clocks of answers that people wrote, in the transaction that matches them. */
    startClock: (ctx: TxCtx, matched: readonly store.Matched[]): Promise<void> =>
      store.insertTriage(
        ctx.db,
        matched.map((one) => ({
          ...one,
          dueAt: clockOf({ receivedAt: one.receivedAt, slot: null }, means.calendar),
        })),
      ),
    /** Stops the clock of an answer that belongs elsewhere, in the transaction that says so. Problems: withdrawal-under-way */
    stopClock: (ctx: TxCtx, id: ResponseId): Promise<void> => stopClock(ctx, id),
    /** Says what an answer expects; an act opens the withdrawal. @returns it, or null. Problems: not-found, withdrawal-under-way */
    triage: (ctx: Ctx, id: ResponseId, triage: Triage): Promise<WithdrawalId | null> =>
      ctx.inTx((ctx) => triageAnswer(ctx, means, id, triage)),
    /** Sends the mail off, once. Problems: not-found, withdrawal-not-open */
    withdraw: (ctx: Ctx, id: WithdrawalId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign, state } = await lock(ctx, id);
        insist(maySend(state));
        await sendOff(ctx, id, campaign);
      }),
    /** Sends off what a person read and nobody decided on, before its clock runs out. @returns how many */
    sendUndecided: (ctx: Ctx): Promise<number> => ctx.inTx((ctx) => sendUndecided(ctx)),
    /** Says why no mail is needed, or how else the employer was told. Problems: not-found, withdrawal-not-open */
    spare: (ctx: Ctx, id: WithdrawalId, reason: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const { campaign, state } = await lock(ctx, id);
        insist(maySpare(state));
        await store.setWithdrawal(ctx.db, id, { state: 'not-needed', state_reason: reason });
        record(ctx, { what: 'withdrawal.spared', campaign, withdrawal: id, reasonHash: hashOf(reason) });
      }),
    /** A person settles a withdrawal in doubt, for good. Problems: not-found, withdrawal-not-in-doubt */
    settle: (ctx: Ctx, id: WithdrawalId, as: 'sent' | 'not-sent', reason: string): Promise<void> =>
      ctx.inTx((ctx) => settle(ctx, id, as, reason)),
    /** Claims withdrawals that were decided on and sends them, side by side. @returns how many attempts were made */
    send: (ctx: Ctx): Promise<number> => sendDue(ctx, means),
    /** Marks what a dead process left in `sending` as in doubt; `all` when no other process can be sending. */
    recover: (ctx: Ctx, all: boolean): Promise<number> => ctx.inTx((ctx) => recoverLost(ctx, all)),
  };
}

const hashOf = (text: string): string => sha256(text).toString('hex');

/** A withdrawal, locked for an act of the campaign's own team; to others it does not exist. */
async function lock(ctx: TxCtx, id: WithdrawalId): Promise<store.LockedWithdrawal> {
  const found = await store.lockWithdrawal(ctx.db, id);
  if (found === undefined) throw new Problem('not-found');
  await insistMember(ctx, found.campaign);
  return found;
}

async function sendOff(ctx: TxCtx, id: WithdrawalId, campaign: CampaignId): Promise<void> {
  const now = ctx.clock.now();
  await store.setWithdrawal(ctx.db, id, {
    state: 'due',
    decided_by: ctx.actor.id,
    decided_at: now,
    next_attempt_at: now,
  });
  record(ctx, { what: 'withdrawal.decided', campaign, withdrawal: id });
}

const MINUTE = 60_000;
const MOST_UNDECIDED = 100;

async function sendUndecided(ctx: TxCtx): Promise<number> {
  const now = ctx.clock.now().getTime();
  const until = new Date(now + MINUTES_BEFORE_CLOCK * MINUTE);
  const saidBefore = new Date(now - MINUTES_TO_DECIDE * MINUTE);
  const undecided = await store.claimUndecided(ctx.db, until, saidBefore, MOST_UNDECIDED);
  for (const { id, campaign } of undecided) await sendOff(ctx, id, campaign);
  return undecided.length;
}

async function stopClock(ctx: TxCtx, id: ResponseId): Promise<void> {
  const asked = await store.findWithdrawalOfAnswer(ctx.db, id);
  const withdrawal = asked === undefined ? undefined : await store.lockWithdrawal(ctx.db, asked);
  if (withdrawal !== undefined) insist(mayMoveAnswer(withdrawal.state));
  await store.deleteTriage(ctx.db, id);
  if (withdrawal?.state !== 'open') return;
  await store.setClock(ctx.db, withdrawal.id);
  if ((await store.countOtherAsking(ctx.db, withdrawal.id, id)) > 0) return;
  const reason = 'answer-matched-elsewhere';
  await store.setWithdrawal(ctx.db, withdrawal.id, { state: 'not-needed', state_reason: reason });
  const { campaign } = withdrawal;
  record(ctx, { what: 'withdrawal.spared', campaign, withdrawal: withdrawal.id, reasonHash: hashOf(reason) });
}

async function triageAnswer(
  ctx: TxCtx,
  means: WithdrawalMeans,
  id: ResponseId,
  { expects, slot }: Triage,
): Promise<WithdrawalId | null> {
  const answer = await store.lockTriage(ctx.db, id);
  if (answer === undefined) throw new Problem('not-found');
  await insistMember(ctx, answer.campaign);
  const before = await store.lockWithdrawalOf(ctx.db, answer.application);
  if (answer.withdrawal !== null) insist(mayTriageAgain(before?.state ?? null));
  const asks = expects !== 'nothing';
  const dueAt = clockOf({ receivedAt: answer.receivedAt, slot: asks ? slot : null }, means.calendar);
  const withdrawal = asks ? (before?.id ?? (await open(ctx, means, answer, dueAt))) : null;
  await store.setTriage(ctx, id, { expects, slot: asks ? slot : null, dueAt, withdrawal });
  record(ctx, { what: 'answer.triaged', campaign: answer.campaign, response: id, expects });
  if (before !== undefined) await reconsider(ctx, before, answer, asks);
  return withdrawal;
}

/** What one more triage means for the withdrawal that is there already: its clock, and whether it is still needed. */
async function reconsider(
  ctx: TxCtx,
  { id, campaign, state, mayHaveLeft }: store.LockedWithdrawal,
  answer: store.LockedTriage,
  asks: boolean,
): Promise<void> {
  await store.setClock(ctx.db, id);
  if (asks) {
    const next = stateWhenAsked(state, mayHaveLeft);
    if (next === state) return;
    await store.setWithdrawal(ctx.db, id, {
      state: next,
      ...(next === 'open' ? { state_reason: null } : {}),
    });
    record(ctx, { what: 'withdrawal.reopened', campaign, withdrawal: id });
  } else if (
    answer.withdrawal === id &&
    state === 'open' &&
    (await store.countOtherAsking(ctx.db, id, answer.response)) === 0
  ) {
    const reason = 'expects-nothing';
    await store.setWithdrawal(ctx.db, id, { state: 'not-needed', state_reason: reason });
    record(ctx, { what: 'withdrawal.spared', campaign, withdrawal: id, reasonHash: hashOf(reason) });
  }
}

async function open(
  ctx: TxCtx,
  means: WithdrawalMeans,
  answer: store.LockedTriage,
  dueAt: Date,
): Promise<WithdrawalId> {
  const texts = means.texts(answer.scenario);
  if (texts === undefined) throw new Problem('unknown-reference', answer.scenario);
  const mail = await readAnswer(means.answerSeal, { ...answer, id: answer.response });
  const other = await store.findOtherTemplate(ctx.db, answer.application);
  const template = chooseText(answer.leaf, answer.position, texts.length, other);
  const id = asId<'withdrawal'>(ctx.newId());
  const asked = usableIds(mail.messageId === null ? [] : [mail.messageId])[0];
  const { campaign, application, response } = answer;
  await store.insertWithdrawal(ctx, {
    id,
    application,
    campaign,
    response,
    dueAt,
    template,
    to: replyAddress(
      { replyTo: mail.headers.get('reply-to')?.[0] ?? null, from: mail.from?.address ?? null },
      answer.toAddress,
      means.mailDomains,
    ),
    subject:
      answer.byCall === true && mail.subject.trim() === ''
        ? answer.subject
        : replySubject(mail.subject, answer.subject),
    body: signWithdrawal(texts[template] ?? '', answer.fromName),
    messageId: messageIdFor(ctx, answer.fromAddress),
    // An answer without a number of its own is answered in the thread of the application.
    inReplyTo: asked ?? answer.messageId,
    thread: usableIds([
      ...(answer.messageId === null ? [] : [answer.messageId]),
      ...mail.references,
      ...(asked === undefined ? [] : [asked]),
    ]),
  });
  record(ctx, { what: 'withdrawal.opened', campaign, withdrawal: id, application });
  return id;
}

/** An identifier like those of the applications. */
const messageIdFor = (ctx: TxCtx, address: string): string =>
  `${sha256(ctx.newId()).toString('hex').slice(0, 32)}@${address.slice(address.lastIndexOf('@') + 1)}`;

async function settle(ctx: TxCtx, id: WithdrawalId, as: 'sent' | 'not-sent', reason: string): Promise<void> {
  const { campaign, state, triedAt } = await lock(ctx, id);
  if (state !== 'in-doubt') throw new Problem('withdrawal-not-in-doubt');
  await store.setWithdrawal(ctx.db, id, {
    ...(as === 'sent' ? { state: 'sent', sent_at: triedAt ?? ctx.clock.now() } : { state: 'failed' }),
    state_reason: reason,
  });
  record(ctx, { what: 'withdrawal.settled', campaign, withdrawal: id, as, reasonHash: hashOf(reason) });
}
