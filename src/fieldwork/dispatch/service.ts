import { record } from '../../audit/index.js';
import { findSendingRefusal, insistMayAct, type CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toLocal } from '../../platform/dates.js';
import { describeError } from '../../platform/log.js';
import { asId } from '../../platform/ids.js';
import { composeMessage, type Delivery, type MailSender } from '../../platform/mail/index.js';
import { Problem } from '../../platform/problems.js';
import { openStream } from '../../platform/rng.js';
import { findVacancyCheck, type Calendar, type VacancyId } from '../../register/index.js';
import { isOfficeTime, minuteOf, type ApplicationId, type TestId } from '../scheduling/index.js';
import { backoffMinutes, decideDue, MOST_ATTEMPTS, windowEnd, type DueDecision } from './rules.js';
import { PROCESS_ENDED, type AttemptId } from './schema.js';
import * as store from './store.js';

export interface DispatchMeans {
  readonly sender: MailSender;
  readonly calendar: Calendar;
  /** Names this process in attempts. */
  readonly server: string;
  readonly openSeed: (ctx: TxCtx, campaign: CampaignId) => Promise<Buffer>;
  /** Looks whether a vacancy is still open and records it; without an adapter only a person's check counts. */
  readonly checkVacancy?: (ctx: TxCtx, vacancy: VacancyId) => Promise<void>;
  /** An application ended without having been sent: BNC (refused) or ERR (cancelled, not sent). */
  readonly onUnsent: (ctx: TxCtx, application: ApplicationId, code: 'BNC' | 'ERR') => Promise<void>;
}

const MINUTE = 60_000;
const LEASE_MINUTES = 30;
const SWEEP = 200;
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

async function promote(ctx: TxCtx, means: DispatchMeans): Promise<number> {
  const now = ctx.clock.now();
  const candidates = await store.claimPlanned(ctx.db, now, SWEEP);
  let changed = 0;
  for (const candidate of candidates) {
    let decision = await decide(ctx, means, candidate, now);
    if (
      decision.kind === 'wait' &&
      decision.why === 'vacancy-unchecked' &&
      means.checkVacancy !== undefined
    ) {
      await means.checkVacancy(ctx, candidate.vacancy);
      decision = await decide(ctx, means, candidate, now);
    }
    if (decision.kind !== 'wait') changed += 1;
    await carryOut(ctx, means, candidate, decision, now);
  }
  return changed;
}

async function decide(
  ctx: TxCtx,
  means: DispatchMeans,
  candidate: store.Candidate,
  now: Date,
): Promise<DueDecision> {
  const today = toLocal(now).date;
  const lastOfPair = candidate.position === 1 ? new Date(now.getTime() + 4 * 24 * 60 * MINUTE) : now;
  return decideDue({
    position: candidate.position,
    dueDay: toLocal(candidate.dueAt).date,
    today,
    officeTime: isOfficeTime(now, means.calendar),
    now,
    reschedules: candidate.reschedules,
    first:
      candidate.firstState === null
        ? null
        : {
            state: candidate.firstState,
            sentDay: candidate.firstSentAt === null ? null : toLocal(candidate.firstSentAt).date,
          },
    check: (await findVacancyCheck(ctx, candidate.vacancy)) ?? null,
    excluded: candidate.excluded,
    authorisedUntil: candidate.authorisedUntil,
    lastOfPair,
  });
}

async function carryOut(
  ctx: TxCtx,
  means: DispatchMeans,
  candidate: store.Candidate,
  decision: DueDecision,
  now: Date,
): Promise<void> {
  const { id, campaign } = candidate;
  if (decision.kind === 'send') {
    await store.markDue(ctx.db, id, now);
    record(ctx, { what: 'application.due', campaign, application: id, reason: null });
  } else if (decision.kind === 'cancel') {
    await cancel(ctx, means, campaign, id, decision.why);
  } else if (decision.kind === 'reschedule') {
    const seed = await means.openSeed(ctx, campaign);
    const stream = openStream(
      seed,
      'reschedule',
      (candidate.ordinal * 2 + candidate.position) * 1000 + candidate.reschedules,
    );
    const day = means.calendar.nextWorkingDay(toLocal(now).date);
    // What counts is a second arm that could not follow, and a pair that nobody checked; the rest moves freely.
    const counts =
      decision.why === 'vacancy-unchecked' || (candidate.position === 2 && decision.why !== 'same-day');
    await store.reschedule(ctx.db, id, minuteOf(day, stream), counts);
    record(ctx, { what: 'application.rescheduled', campaign, application: id, reason: decision.why });
  }
}

async function cancel(
  ctx: TxCtx,
  means: DispatchMeans,
  campaign: CampaignId,
  id: ApplicationId,
  reason: string,
): Promise<void> {
  await store.cancel(ctx.db, id, reason);
  record(ctx, { what: 'application.cancelled', campaign, application: id, reason });
  await means.onUnsent(ctx, id, 'ERR');
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
  for (const application of await store.claimDue(ctx.db, now, BATCH)) {
    if (!refusals.has(application.campaign))
      refusals.set(application.campaign, await findSendingRefusal(ctx, application.campaign));
    if (refusals.get(application.campaign) !== null) continue;
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
    started.push(await begin(ctx, means, application, now));
  }
  return started;
}

async function begin(
  ctx: TxCtx,
  means: DispatchMeans,
  application: store.Outgoing,
  now: Date,
): Promise<Started> {
  const raw = await composeMessage({
    from: { name: application.fromName, address: application.fromAddress },
    to:
      application.toName === null
        ? { address: application.toAddress }
        : { name: application.toName, address: application.toAddress },
    subject: application.subject,
    text: application.body,
    date: now,
    messageId: application.messageId,
  });
  const attempt = asId<'attempt'>(ctx.newId());
  const number = application.attempts + 1;
  const leaseUntil = new Date(now.getTime() + LEASE_MINUTES * MINUTE);
  await store.startAttempt(ctx.db, {
    id: attempt,
    application: application.id,
    number,
    server: means.server,
    message: raw,
    at: now,
    leaseUntil,
  });
  record(ctx, {
    what: 'attempt.started',
    campaign: application.campaign,
    application: application.id,
    attempt,
    number,
    messageHash: sha256(raw).toString('hex'),
  });
  return { attempt, number, application, raw };
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
    await store.setApplication(ctx.db, id, {
      state: 'sent',
      sent_at: now,
      window_ends_at: windowEnd(now),
      next_attempt_at: null,
    });
    return 'sent';
  }
  if (delivery.kind === 'deferred' || delivery.kind === 'not-taken') {
    const next = new Date(now.getTime() + backoffMinutes(started.number) * MINUTE);
    await store.setApplication(ctx.db, id, { state: 'due', next_attempt_at: next });
    return 'due';
  }
  await store.setApplication(ctx.db, id, { state: delivery.kind, next_attempt_at: null });
  return delivery.kind;
}

function describeDelivery(delivery: Delivery): string {
  return 'response' in delivery ? delivery.response : delivery.reason;
}

async function recover(ctx: TxCtx, all: boolean): Promise<number> {
  const lost = await store.claimLost(ctx.db, ctx.clock.now(), all);
  for (const one of lost) {
    await store.endAttempt(ctx, one.attempt, 'in-doubt', PROCESS_ENDED);
    await store.setApplication(ctx.db, one.application, { state: 'in-doubt', next_attempt_at: null });
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
    await store.setApplication(ctx.db, id, {
      state: 'sent',
      state_reason: reason,
      sent_at: row.startedAt,
      window_ends_at: windowEnd(row.startedAt),
    });
  else await store.setApplication(ctx.db, id, { state: 'not-sent', state_reason: reason });
  record(ctx, {
    what: 'in-doubt.settled',
    campaign: row.campaign,
    application: id,
    as,
    reasonHash: sha256(reason).toString('hex'),
  });
  if (as === 'not-sent') await means.onUnsent(ctx, id, 'ERR');
}
