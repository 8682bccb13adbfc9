import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';
import { toLocal } from '../../platform/dates.js';
import { openStream } from '../../platform/rng.js';
import { findVacancyCheck } from '../../register/index.js';
import { isOfficeTime, minuteOf, type ApplicationId, type TestId } from '../scheduling/index.js';
import { spreadBacklog, type Late } from './backlog.js';
import type { DispatchMeans } from './means.js';
import { decideDue, lastOfTest, type DueDecision } from './rules.js';
import * as store from './store.js';

const SWEEP = 200;

/** Decides on applications whose moment has come, up to so many at once. @returns how many changed */
export async function promote(ctx: TxCtx, means: DispatchMeans): Promise<number> {
  const now = ctx.clock.now();
  const office = isOfficeTime(now, means.calendar);
  const candidates = await store.claimPlanned(ctx.db, { now, office }, SWEEP);
  let changed = 0;
  const late = new Map<CampaignId, Late[]>();
  const waiting = new Set<TestId>();
  for (const candidate of candidates) {
    // Its first arm has just missed its moment, and both get another.
    if (waiting.has(candidate.test)) continue;
    let decision = await decide(ctx, means, candidate, now);
    if (
      decision.kind === 'wait' &&
      decision.why === 'vacancy-unchecked' &&
      means.checkVacancy !== undefined &&
      candidate.vacancy !== null
    ) {
      await means.checkVacancy(ctx, candidate.vacancy);
      decision = await decide(ctx, means, candidate, now);
    }
    if (decision.kind === 'reschedule' && candidate.position === 1) {
      const { id, campaign } = candidate;
      const one = { id, why: decision.why, counts: decision.why === 'vacancy-unchecked' };
      late.set(campaign, [...(late.get(campaign) ?? []), one]);
      waiting.add(candidate.test);
      continue;
    }
    if (decision.kind !== 'wait') changed += 1;
    await carryOut(ctx, means, candidate, decision, now);
  }
  for (const [campaign, own] of late)
    if (await spreadBacklog(ctx, means, campaign, own)) changed += own.length;
  return changed;
}

async function decide(
  ctx: TxCtx,
  means: DispatchMeans,
  candidate: store.Candidate,
  now: Date,
): Promise<DueDecision> {
  const today = toLocal(now).date;
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
    check: candidate.vacancy === null ? 'none' : ((await findVacancyCheck(ctx, candidate.vacancy)) ?? null),
    excluded: candidate.excluded,
    retired: candidate.retired,
    groundless: candidate.groundless,
    authorisedUntil: candidate.authorisedUntil,
    lastOfTest: lastOfTest(candidate.position, candidate.alone, now),
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
    // What counts is a second arm that could not follow; one that must not go on the day of the first moves freely.
    const counts = decision.why !== 'same-day';
    await store.reschedule(ctx.db, id, minuteOf(day, stream), counts);
    record(ctx, { what: 'application.rescheduled', campaign, application: id, reason: decision.why });
  }
}

/** Ends an application that was not sent, with the reason. */
export async function cancel(
  ctx: TxCtx,
  means: Pick<DispatchMeans, 'onUnsent'>,
  campaign: CampaignId,
  id: ApplicationId,
  reason: string,
): Promise<void> {
  await store.cancel(ctx.db, id, reason);
  record(ctx, { what: 'application.cancelled', campaign, application: id, reason });
  await means.onUnsent(ctx, id, 'ERR');
}
