import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { describeError } from '../../platform/log.js';
import {
  composeMessage,
  type Delivery,
  type MailLimits,
  type MailRoutes,
  type MailSender,
} from '../../platform/mail/index.js';
import type { Calendar } from '../../register/index.js';
import { backoffMinutes, laterThan, openQuota } from '../dispatch/index.js';
import { isOfficeTime } from '../scheduling/index.js';
import { MOST_ATTEMPTS } from './rules.js';
import type { ClientLetterId } from './schema.js';
import * as store from './store.js';

export interface SendingMeans {
  readonly sender: MailSender;
  /** Signs a message for the sender's domain before it is kept as what was sent. */
  readonly sign?: MailRoutes['sign'];
  /** How many mails may leave from one of our domains in an hour; none named: no limit. */
  readonly limitsOf?: (domain: string) => MailLimits;
  readonly calendar: Calendar;
  /** Names this process in attempts. */
  readonly server: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Why a mail did not leave of which no message could be made. */
const NOT_COMPOSED = 'not-composed';
const LEASE_MINUTES = 30;
const BATCH = 20;

interface Started {
  readonly attempt: string;
  readonly number: number;
  readonly letter: store.Outgoing;
  readonly raw: Buffer;
}

/** Writes the mails whose day has come, and sends what is due, side by side. @returns how many attempts were made */
export async function sendDue(ctx: Ctx, means: SendingMeans): Promise<number> {
  const office = isOfficeTime(ctx.clock.now(), means.calendar);
  const started = await ctx.inTx(async (ctx) => {
    if (office)
      for (const { task, campaign } of await store.claimPlanned(ctx.db, ctx.clock.today(), BATCH)) {
        await store.insertLetter(ctx, { task, campaign, step: 'wish', inReplyTo: null });
        record(ctx, { what: 'client-mail.decided', campaign, task, step: 'wish' });
      }
    const now = ctx.clock.now();
    const batch = await store.claimDue(ctx.db, now, office, BATCH);
    const quota = await openQuota(ctx, means, batch, now);
    const begun: Started[] = [];
    for (const letter of batch)
      if (!(await store.mayLeave(ctx.db, letter.id))) continue;
      else if (quota.take(letter)) begun.push(...(await begin(ctx, means, letter)));
      else await store.postpone(ctx.db, letter.id, laterThan(now));
    return begun;
  });
  await Promise.all(started.map((one) => attempt(ctx, means, one)));
  return started.length;
}

/** Commits an attempt before its first byte. @returns none when no message can be made of the mail */
async function begin(ctx: TxCtx, means: SendingMeans, letter: store.Outgoing): Promise<Started[]> {
  const at = ctx.clock.now();
  let composed: Buffer;
  try {
    composed = await write(letter, at);
  } catch (error) {
    ctx.log.error('client-mail.not-composed', { letter: letter.id, ...describeError(error) });
    await putAside(ctx, letter, at);
    return [];
  }
  let raw: Buffer;
  try {
    raw = (await means.sign?.(letter.fromAddress, composed)) ?? composed;
  } catch (error) {
    // A key that is not there says nothing of the mail, which waits for it.
    ctx.log.error('client-mail.not-signed', { letter: letter.id, ...describeError(error) });
    await store.postpone(ctx.db, letter.id, laterThan(at));
    return [];
  }
  const [id, number] = [ctx.newId(), letter.attempts + 1];
  const { campaign } = letter;
  const leaseUntil = new Date(at.getTime() + LEASE_MINUTES * MINUTE);
  await store.startAttempt(ctx.db, {
    ...{ id, letter: letter.id, campaign, number, server: means.server, message: raw, at, leaseUntil },
  });
  const messageHash = sha256(raw).toString('hex');
  record(ctx, { what: 'client-mail.attempt-started', campaign, letter: letter.id, attempt: id, messageHash });
  return [{ attempt: id, number, letter, raw }];
}

/** The message of a mail, not yet signed. */
function write(letter: store.Outgoing, at: Date): Promise<Buffer> {
  return composeMessage({
    from: { name: letter.fromName, address: letter.fromAddress },
    to: { address: letter.toAddress },
    subject: letter.subject,
    text: letter.body,
    date: at,
    messageId: letter.messageId,
    references: letter.thread,
    ...(letter.inReplyTo === null ? {} : { inReplyTo: letter.inReplyTo }),
  });
}

/** A mail of which no message can be made is tried once more, the next day, and then given up: the others go on. */
async function putAside(ctx: TxCtx, { id, campaign, stateReason }: store.Outgoing, at: Date): Promise<void> {
  const state = stateReason === NOT_COMPOSED ? 'not-sent' : 'due';
  await store.setLetter(ctx.db, id, {
    state,
    state_reason: NOT_COMPOSED,
    ...(state === 'due' ? { next_attempt_at: new Date(at.getTime() + DAY) } : {}),
  });
  record(ctx, { what: 'client-mail.not-composed', campaign, letter: id, state });
}

async function attempt(ctx: Ctx, means: SendingMeans, started: Started): Promise<void> {
  const { fromAddress: from, toAddress: to } = started.letter;
  const delivery = await means.sender.send({ envelope: { from, to }, raw: started.raw });
  try {
    await ctx.inTx((ctx) => end(ctx, started, delivery));
  } catch (error) {
    // What happened is not written down: the row stays in `sending` and becomes in doubt, which a person settles.
    ctx.log.error('client-mail.unrecorded', { attempt: started.attempt, ...describeError(error) });
  }
}

async function end(ctx: TxCtx, { attempt, number, letter }: Started, delivery: Delivery): Promise<void> {
  const { id, campaign } = letter;
  const now = ctx.clock.now();
  // The letter first, as erasing and recovering do: none waits for the other.
  await store.lockLetter(ctx.db, id);
  const put = delivery.kind === 'deferred' || delivery.kind === 'not-taken';
  // Given up after the last attempt: as if it had been refused.
  const result = put && number >= MOST_ATTEMPTS ? 'refused' : delivery.kind;
  await store.endAttempt(ctx, attempt, result, 'response' in delivery ? delivery.response : delivery.reason);
  const state = result === 'deferred' || result === 'not-taken' ? 'due' : result;
  await store.setLetter(ctx.db, id, {
    state,
    ...(state === 'sent' ? { sent_at: now } : {}),
    ...(state === 'due'
      ? { next_attempt_at: new Date(now.getTime() + backoffMinutes(number) * MINUTE) }
      : {}),
  });
  recordEnd(ctx, { campaign, letter: id, attempt }, state);
}

/** Marks what a dead process left in `sending` as in doubt. @returns how many */
export async function recoverLost(ctx: TxCtx, all: boolean): Promise<number> {
  const lost = await store.claimLost(ctx.db, ctx.clock.now(), all);
  for (const one of lost) {
    await store.endAttempt(ctx, one.attempt, 'in-doubt', 'the process ended during the attempt');
    await store.setLetter(ctx.db, one.letter, { state: 'in-doubt' });
    recordEnd(ctx, one, 'in-doubt');
  }
  return lost.length;
}

function recordEnd(
  ctx: TxCtx,
  of: { readonly campaign: CampaignId; readonly letter: ClientLetterId; readonly attempt: string },
  state: string,
): void {
  const { campaign, letter, attempt } = of;
  record(ctx, { what: 'client-mail.attempt-ended', campaign, letter, attempt, state });
}
