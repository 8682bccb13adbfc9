import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { describeError } from '../../platform/log.js';
import {
  composeMessage,
  type Delivery,
  type MailRoutes,
  type MailSender,
} from '../../platform/mail/index.js';
import { backoffMinutes } from '../dispatch/index.js';
import { MOST_ATTEMPTS } from './rules.js';
import type { WithdrawalId } from './schema.js';
import * as store from './store.js';

export interface SendingMeans {
  readonly sender: MailSender;
  /** Signs a message for the sender's domain before it is kept as what was sent. */
  readonly sign?: MailRoutes['sign'];
  /** Names this process in attempts. */
  readonly server: string;
}

const MINUTE = 60_000;
const LEASE_MINUTES = 30;
const BATCH = 20;
/** What is written down of an attempt whose message could not be written. */
const NOT_WRITTEN = 'the message could not be written';

interface Started {
  readonly attempt: string;
  readonly number: number;
  readonly withdrawal: store.Outgoing;
  readonly raw: Buffer;
}

/** Claims withdrawals that were decided on and sends them, side by side. @returns how many attempts were made */
export async function sendDue(ctx: Ctx, means: SendingMeans): Promise<number> {
  const started = await ctx.inTx(async (ctx) => {
    const begun: Started[] = [];
    for (const withdrawal of await store.claimDue(ctx.db, ctx.clock.now(), BATCH))
      begun.push(...(await begin(ctx, means, withdrawal)));
    return begun;
  });
  await Promise.all(started.map((one) => attempt(ctx, means, one)));
  return started.length;
}

async function begin(ctx: TxCtx, means: SendingMeans, withdrawal: store.Outgoing): Promise<Started[]> {
  const raw = await compose(ctx, means, withdrawal);
  const started = await keepAttempt(ctx, means, withdrawal, raw ?? Buffer.alloc(0));
  if (raw !== null) return [started];
  // One that cannot be written is for a person, and in nobody's way.
  await end(ctx, started, { kind: 'not-taken', reason: NOT_WRITTEN });
  return [];
}

/** Writes the message; null when it cannot be written. */
async function compose(ctx: TxCtx, means: SendingMeans, withdrawal: store.Outgoing): Promise<Buffer | null> {
  try {
    const composed = await composeMessage({
      from: { name: withdrawal.fromName, address: withdrawal.fromAddress },
      to: { address: withdrawal.to },
      subject: withdrawal.subject,
      text: withdrawal.body,
      date: ctx.clock.now(),
      messageId: withdrawal.messageId,
      references: withdrawal.thread,
      ...(withdrawal.inReplyTo === null ? {} : { inReplyTo: withdrawal.inReplyTo }),
    });
    return (await means.sign?.(withdrawal.fromAddress, composed)) ?? composed;
  } catch (error) {
    ctx.log.error('withdrawal.not-written', { withdrawal: withdrawal.id, ...describeError(error) });
    return null;
  }
}

async function keepAttempt(
  ctx: TxCtx,
  means: SendingMeans,
  withdrawal: store.Outgoing,
  raw: Buffer,
): Promise<Started> {
  const now = ctx.clock.now();
  const id = ctx.newId();
  const number = withdrawal.attempts + 1;
  await store.startAttempt(ctx.db, {
    id,
    withdrawal: withdrawal.id,
    number,
    server: means.server,
    message: raw,
    at: now,
    leaseUntil: new Date(now.getTime() + LEASE_MINUTES * MINUTE),
  });
  record(ctx, {
    what: 'withdrawal.attempt-started',
    campaign: withdrawal.campaign,
    withdrawal: withdrawal.id,
    attempt: id,
    number,
    messageHash: sha256(raw).toString('hex'),
  });
  return { attempt: id, number, withdrawal, raw };
}

async function attempt(ctx: Ctx, means: SendingMeans, started: Started): Promise<void> {
  const { withdrawal } = started;
  const delivery = await means.sender.send({
    envelope: { from: withdrawal.fromAddress, to: withdrawal.to },
    raw: started.raw,
  });
  try {
    await ctx.inTx((ctx) => end(ctx, started, delivery));
  } catch (error) {
    // What happened is not written down: the row stays in `sending` and becomes in doubt, which a person settles.
    ctx.log.error('withdrawal.unrecorded', { attempt: started.attempt, ...describeError(error) });
  }
}

async function end(ctx: TxCtx, started: Started, delivery: Delivery): Promise<void> {
  const { id, campaign } = started.withdrawal;
  await store.endAttempt(
    ctx,
    started.attempt,
    delivery.kind,
    'response' in delivery ? delivery.response : delivery.reason,
  );
  const state = await applyDelivery(ctx, started, delivery);
  recordEnd(ctx, { campaign, withdrawal: id, attempt: started.attempt }, delivery.kind, state);
}

async function applyDelivery(
  ctx: TxCtx,
  { withdrawal: { id }, number, raw }: Started,
  { kind }: Delivery,
): Promise<'sent' | 'due' | 'failed' | 'in-doubt'> {
  const now = ctx.clock.now();
  const over = { next_attempt_at: null };
  if (kind === 'sent') {
    await store.setWithdrawal(ctx.db, id, { state: 'sent', sent_at: now, ...over });
    return 'sent';
  }
  if (kind === 'in-doubt') {
    await store.setWithdrawal(ctx.db, id, { state: 'in-doubt', ...over });
    return 'in-doubt';
  }
  const written = raw.length > 0;
  if (kind === 'refused' || number >= MOST_ATTEMPTS || !written) {
    const reason = !written ? 'not-written' : kind === 'refused' ? 'refused' : 'deferred-too-long';
    await store.setWithdrawal(ctx.db, id, { state: 'failed', state_reason: reason, ...over });
    return 'failed';
  }
  const next = new Date(now.getTime() + backoffMinutes(number) * MINUTE);
  await store.setWithdrawal(ctx.db, id, { state: 'due', next_attempt_at: next });
  return 'due';
}

/** Marks what a dead process left in `sending` as in doubt. @returns how many */
export async function recoverLost(ctx: TxCtx, all: boolean): Promise<number> {
  const lost = await store.claimLost(ctx.db, ctx.clock.now(), all);
  for (const one of lost) {
    await store.endAttempt(ctx, one.attempt, 'in-doubt', 'the process ended during the attempt');
    await store.setWithdrawal(ctx.db, one.withdrawal, { state: 'in-doubt', next_attempt_at: null });
    recordEnd(ctx, one, 'in-doubt', 'in-doubt');
  }
  return lost.length;
}

function recordEnd(
  ctx: TxCtx,
  of: { readonly campaign: CampaignId; readonly withdrawal: WithdrawalId; readonly attempt: string },
  result: string,
  state: string,
): void {
  const { campaign, withdrawal, attempt } = of;
  record(ctx, { what: 'withdrawal.attempt-ended', campaign, withdrawal, attempt, result, state });
}
