import { record } from '../../audit/index.js';
import { findSendingRefusal, insistMayAct, type CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toLocal } from '../../platform/dates.js';
import { describeError } from '../../platform/log.js';
import { asId } from '../../platform/ids.js';
import type { Delivery } from '../../platform/mail/index.js';
import { Problem } from '../../platform/problems.js';
import { isOfficeTime, type ApplicationId, type TestId } from '../scheduling/index.js';
import { cancel, promote } from './deciding.js';
import { compose } from './mail.js';
import { laterThan, openQuota } from './limits.js';
import type { DispatchMeans } from './means.js';
import { backoffMinutes, MOST_ATTEMPTS, windowEnd } from './rules.js';
import { PROCESS_ENDED, type AttemptId } from './schema.js';
import * as store from './store.js';

const MINUTE = 60_000;
const LEASE_MINUTES = 30;
const BATCH = 20;

export type Dispatch = ReturnType<typeof createDispatch>;

/** Sends applications, each at most once: the attempt is committed before the first byte, and only proof allows another. */
export function createDispatch(means: DispatchMeans) {
  const dispatch = {
    /** Decides on every application whose moment has come. @returns how many changed */
    promote: (ctx: Ctx): Promise<number> => ctx.inTx((ctx) => promote(ctx, means)),
    /** Claims due applications and sends them, side by side. @returns how many attempts were made */
    send: async (ctx: Ctx): Promise<number> => {
      const started = await ctx.inTx((ctx) => claim(ctx, means));
      await Promise.all(started.map((one) => attempt(ctx, means, one)));
      return started.length;
    },
    /** Marks what a dead process left in `sending` as in doubt; `all` when no other process can be sending (embedded database). */
    recover: (ctx: Ctx, all: boolean): Promise<number> => ctx.inTx((ctx) => recover(ctx, all)),
    /** A person settles an application in doubt, for good. Problems: not-in-doubt */
    settle: (ctx: Ctx, id: ApplicationId, as: 'sent' | 'not-sent', reason: string): Promise<void> =>
      ctx.inTx((ctx) => settle(ctx, means, id, as, reason)),
    /** Ends what these tests did not send. */
    cancelTests: async (
      ctx: TxCtx,
      campaign: CampaignId,
      tests: readonly TestId[],
      reason: string,
    ): Promise<void> => {
      for (const id of await store.claimUnsent(ctx.db, campaign, tests))
        await cancel(ctx, means, campaign, id, reason);
    },
    /** Ends what a campaign did not send. */
    cancelUnsent: async (ctx: TxCtx, campaign: CampaignId, reason: string): Promise<void> => {
      for (const id of await store.claimUnsent(ctx.db, campaign))
        await cancel(ctx, means, campaign, id, reason);
    },
  };
  return dispatch;
}

interface Started {
  readonly attempt: AttemptId;
  readonly number: number;
  readonly application: store.Outgoing;
  readonly raw: Buffer;
}

async function claim(ctx: TxCtx, means: DispatchMeans): Promise<Started[]> {
  const now = ctx.clock.now();
  const office = isOfficeTime(now, means.calendar);
  const refusals = new Map<CampaignId, string | null>();
  const lefts = new Map<CampaignId, number>();
  const started: Started[] = [];
  await store.releaseMissedForms(ctx.db, now, office);
  const batch = await store.claimDue(ctx.db, now, BATCH);
  const quota = await openQuota(ctx, means, batch, now);
  for (const application of batch) {
    if (!refusals.has(application.campaign))
      refusals.set(application.campaign, await findSendingRefusal(ctx, application.campaign));
    if (refusals.get(application.campaign) !== null) continue;
    if (application.retired || application.groundless) {
      const why = application.retired ? 'identity-retired' : 'ground-gone';
      await cancel(ctx, means, application.campaign, application.id, why);
      continue;
    }
    // A first attempt that missed its day or hour is decided on again; a repeated one follows the receiving server's pace.
    if (application.attempts === 0 && (!office || toLocal(application.dueAt).date < toLocal(now).date)) {
      await store.backToPlanned(ctx.db, application.id);
      continue;
    }
    if (application.position === 1) {
      const left = lefts.get(application.campaign) ?? (await store.findLeft(ctx.db, application.campaign));
      lefts.set(application.campaign, left - 1);
      // The authorised number is used up within this very batch: what is past it stays due.
      if (left <= 0) continue;
    }
    if (!quota.take(application)) {
      await store.postpone(ctx.db, application.id, laterThan(now));
      continue;
    }
    started.push(await write(ctx, means, application, now));
  }
  await begin(ctx, means, started, now);
  return started;
}

/** Writes the message of an application for its next attempt. */
async function write(
  ctx: TxCtx,
  means: DispatchMeans,
  application: store.Outgoing,
  now: Date,
): Promise<Started> {
  const { raw } = await compose(application, means, now);
  return { attempt: asId<'attempt'>(ctx.newId()), number: application.attempts + 1, application, raw };
}

/** Records that attempts begin, each with a line of its own in the log. */
async function begin(
  ctx: TxCtx,
  means: DispatchMeans,
  started: readonly Started[],
  now: Date,
): Promise<void> {
  const leaseUntil = new Date(now.getTime() + LEASE_MINUTES * MINUTE);
  await store.startAttempts(
    ctx.db,
    started.map(({ attempt, number, application, raw }) => ({
      id: attempt,
      application: application.id,
      number,
      server: means.server,
      message: raw,
      at: now,
      leaseUntil,
    })),
  );
  for (const { attempt, number, application, raw } of started)
    record(ctx, {
      what: 'attempt.started',
      campaign: application.campaign,
      application: application.id,
      attempt,
      number,
      messageHash: sha256(raw).toString('hex'),
    });
}

async function attempt(ctx: Ctx, means: DispatchMeans, started: Started): Promise<void> {
  const { application } = started;
  const delivery = await means.sender.send({
    envelope: { from: application.fromAddress, to: application.toAddress },
    raw: started.raw,
  });
  try {
    await ctx.inTx((ctx) => end(ctx, means, started, delivery));
  } catch (error) {
    // What happened is not written down: the row stays in `sending` and becomes in doubt, which a person settles.
    ctx.log.error('attempt.unrecorded', { attempt: started.attempt, ...describeError(error) });
  }
}

async function end(ctx: TxCtx, means: DispatchMeans, started: Started, delivery: Delivery): Promise<void> {
  const { id, campaign } = started.application;
  const now = ctx.clock.now();
  await store.endAttempt(ctx, started.attempt, delivery.kind, describeDelivery(delivery));
  const state = await applyDelivery(ctx, started, delivery, now);
  record(ctx, {
    what: 'attempt.ended',
    campaign,
    application: id,
    attempt: started.attempt,
    result: delivery.kind,
    state,
  });
  if (state === 'refused') await means.onUnsent(ctx, id, 'BNC');
  if (state === 'due' && started.number >= MOST_ATTEMPTS)
    await cancel(ctx, means, campaign, id, 'deferred-too-long');
}

async function applyDelivery(
  ctx: TxCtx,
  started: Started,
  delivery: Delivery,
  now: Date,
): Promise<'sent' | 'due' | 'refused' | 'in-doubt'> {
  const { id } = started.application;
  if (delivery.kind === 'sent') {
    await store.endSending(ctx.db, id, { state: 'sent', sent: { at: now, windowEndsAt: windowEnd(now) } });
    return 'sent';
  }
  if (delivery.kind === 'deferred' || delivery.kind === 'not-taken') {
    const nextAttemptAt = new Date(now.getTime() + backoffMinutes(started.number) * MINUTE);
    await store.endSending(ctx.db, id, { state: 'due', nextAttemptAt });
    return 'due';
  }
  await store.endSending(ctx.db, id, { state: delivery.kind });
  return delivery.kind;
}

function describeDelivery(delivery: Delivery): string {
  return 'response' in delivery ? delivery.response : delivery.reason;
}

async function recover(ctx: TxCtx, all: boolean): Promise<number> {
  const lost = await store.claimLost(ctx.db, ctx.clock.now(), all);
  for (const one of lost) {
    await store.endAttempt(ctx, one.attempt, 'in-doubt', PROCESS_ENDED);
    await store.endSending(ctx.db, one.application, { state: 'in-doubt' });
    record(ctx, {
      what: 'attempt.ended',
      campaign: one.campaign,
      application: one.application,
      attempt: one.attempt,
      result: 'in-doubt',
      state: 'in-doubt',
    });
  }
  return lost.length;
}

async function settle(
  ctx: TxCtx,
  means: DispatchMeans,
  id: ApplicationId,
  as: 'sent' | 'not-sent',
  reason: string,
): Promise<void> {
  const row = await store.lockInDoubt(ctx.db, id);
  if (row === undefined) throw new Problem('not-in-doubt');
  await insistMayAct(ctx, row.campaign);
  if (as === 'sent')
    await store.setSettled(ctx.db, id, {
      state: 'sent',
      state_reason: reason,
      sent_at: row.startedAt,
      window_ends_at: windowEnd(row.startedAt),
    });
  else await store.setSettled(ctx.db, id, { state: 'not-sent', state_reason: reason });
  record(ctx, {
    what: 'in-doubt.settled',
    campaign: row.campaign,
    application: id,
    as,
    reasonHash: sha256(reason).toString('hex'),
  });
  if (as === 'not-sent') await means.onUnsent(ctx, id, 'ERR');
}
