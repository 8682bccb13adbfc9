import { record } from '../../audit/index.js';
import { insistMayAct, insistMember, type CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { toInstant, toLocal } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { describeError } from '../../platform/log.js';
import { Problem } from '../../platform/problems.js';
import { openStream } from '../../platform/rng.js';
import type { Calendar } from '../../register/index.js';
import type { KeepName } from '../called-names/index.js';
import { listFreeTesters } from '../calls/index.js';
import { cancel, type DispatchMeans } from '../dispatch/index.js';
import { backToPlanned, reschedule } from '../dispatch/store.js';
import type { AnswerSeal, Responses } from '../responses/index.js';
import { minuteOf, OFFICE, type TestId } from '../scheduling/index.js';
import { matchedCallers } from '../voices/index.js';
import { accountOf, keyOf, resultOf, shareOut, whatFollows, type CallerPair } from './rules.js';
import type { RecordBody } from './schema.js';
import * as store from './store.js';
import { findOwnCall, findSpokenLanguage, listCalledPairs, type CalledPair } from './views.js';

export interface CandidateCallMeans extends Pick<DispatchMeans, 'openSeed' | 'onUnsent'> {
  readonly calendar: Calendar;
  readonly server: string;
  readonly answerSeal: AnswerSeal;
  readonly responses: Pick<Responses, 'keepUpload'>;
  /** Keeps the name of who was spoken to (called-names). */
  readonly keepName: KeepName;
  /** The same request with the eyes and hands of the system: testers reach neither applications nor answers. */
  readonly asSystem: (ctx: Ctx) => Ctx;
}

export type CandidateCalls = ReturnType<typeof createCandidateCalls>;

const AT_ONCE = 50;
const DEVIATION = {
  nl: 'Afwijking van het script',
  en: 'Departure from the script',
  fr: 'Écart par rapport au script',
};

/** Has pairs called by testers whose voices match, and keeps what they heard as answers. */
export function createCandidateCalls(means: CandidateCallMeans) {
  return {
    calendar: means.calendar,
    /**
     * Gives every pair that nobody called yet its two callers, evenly over who can; who fits no more is replaced.
     * Problems: not-in-team, own-interest, no-candidate-calls
     * @returns how many pairs got callers, and how many have none still
     */
    share: (ctx: Ctx, campaign: CampaignId): Promise<Shared> =>
      ctx.inTx((ctx) => share(ctx, means, campaign)),
    /** Begins a call: from here on its caller holds it. Again by the same changes nothing. Problems: not-found, candidate-call-not-due, and why it is held */
    begin: (ctx: Ctx, id: string): Promise<void> => ctx.inTx((ctx) => begin(ctx, means, id)),
    /** Says how the call that one holds ended. Problems: not-found, candidate-call-not-held */
    end: async (ctx: Ctx, id: string, said: RecordBody): Promise<void> => {
      await ctx.inTx((ctx) => end(ctx, means, id, said));
      // Kept at once where that can be; else by the job, from what was just committed.
      await follow(means.asSystem(ctx), means).catch((error: unknown) => {
        ctx.log.error('candidate-call.follow-failed', describeError(error));
      });
    },
    /** Keeps what callers heard as answers, and puts off or ends the calls that reached nobody. @returns how many */
    follow: (ctx: Ctx): Promise<number> => follow(ctx, means),
  };
}

/** What sharing out came to. */
export interface Shared {
  readonly shared: number;
  readonly without: number;
}

async function share(ctx: TxCtx, means: CandidateCallMeans, campaign: CampaignId): Promise<Shared> {
  await insistMember(ctx, campaign);
  await insistMayAct(ctx, campaign);
  const language = await findSpokenLanguage(ctx, campaign);
  if (language === null) throw new Problem('no-candidate-calls');
  const pairs = await listCalledPairs(ctx, campaign);
  const eligible = await eligibleFor(ctx, campaign, language, pairs);
  const open = pairs.filter((pair) => pair.open && !(pair.controlBegan && pair.treatmentBegan));
  const fits = (pair: CalledPair): boolean =>
    eligible(pair).some(({ control, treatment }) => control === pair.control && treatment === pair.treatment);
  const waiting = open.filter((pair) => !fits(pair));
  const used = new Map<string, number>();
  for (const { control, treatment } of pairs.filter((pair) => !waiting.includes(pair)))
    if (control !== null && treatment !== null) {
      const key = keyOf({ control, treatment });
      used.set(key, (used.get(key) ?? 0) + 1);
    }
  const stream = openStream(await means.openSeed(ctx, campaign), 'callers', 0);
  const shared = shareOut<TestId>(
    waiting.map((pair) => ({
      test: pair.test,
      eligible: eligible(pair),
      began: {
        ...(pair.controlBegan && pair.control !== null ? { control: pair.control } : {}),
        ...(pair.treatmentBegan && pair.treatment !== null ? { treatment: pair.treatment } : {}),
      },
    })),
    used,
    stream,
  );
  for (const { test, callers } of shared) {
    await store.keepCallers(ctx, campaign, test, callers);
    record(ctx, { what: 'pair.callers', campaign, test, ...callers });
  }
  return { shared: shared.length, without: waiting.length - shared.length };
}

/** Who may call for a pair: testers free for the campaign whose voices match as its two candidates need. */
async function eligibleFor(
  ctx: ReadCtx,
  campaign: CampaignId,
  language: 'nl' | 'fr' | 'en',
  pairs: readonly CalledPair[],
): Promise<(pair: CalledPair) => readonly CallerPair[]> {
  const free = new Set((await listFreeTesters(ctx, campaign)).map(({ account }) => account));
  const kindOf = ({ sex, controlOrigin, treatmentOrigin }: CalledPair): string =>
    `${sex} ${controlOrigin} ${treatmentOrigin}`;
  const known = new Map<string, readonly CallerPair[]>();
  for (const pair of pairs) {
    if (known.has(kindOf(pair))) continue;
    const { controlOrigin, treatmentOrigin } = pair;
    const matched = await matchedCallers(ctx, {
      language,
      control: [controlOrigin],
      treatment: [treatmentOrigin],
    });
    known.set(
      kindOf(pair),
      matched
        .filter(({ sex }) => sex === pair.sex)
        .map(({ control, treatment }) => ({ control: control.account, treatment: treatment.account }))
        .filter(({ control, treatment }) => free.has(control) && free.has(treatment)),
    );
  }
  return (pair) => known.get(kindOf(pair)) ?? [];
}

async function begin(ctx: TxCtx, means: CandidateCallMeans, id: string): Promise<void> {
  const call = await findOwnCall(ctx, id);
  if (call.beganAt !== null) return;
  if (call.state !== 'due') throw new Problem('candidate-call-not-due');
  if (call.refusal !== null) throw new Problem(call.refusal);
  const attempt = asId<'attempt'>(ctx.newId());
  const leaseUntil = toInstant(toLocal(ctx.clock.now()).date, OFFICE.until);
  const begun = await store.beginCall(ctx.db, { id, attempt, server: means.server, leaseUntil });
  if (begun === undefined) throw new Problem('candidate-call-not-due');
  record(ctx, { what: 'attempt.started', application: call.id, attempt, ...begun });
}

async function end(
  ctx: TxCtx,
  means: CandidateCallMeans,
  id: string,
  { outcome, said, deviation, spokeWith = '' }: RecordBody,
): Promise<void> {
  const call = await findOwnCall(ctx, id);
  const attempt = await store.findHeldAttempt(ctx.db, id);
  if (attempt === undefined) throw new Problem('candidate-call-not-held');
  const spoken = outcome === 'spoken';
  const words = Buffer.from(accountOf(said, deviation, DEVIATION[call.script.language]), 'utf8');
  const hash = sha256(words);
  const result = resultOf(outcome);
  const ended = await store.endCall(ctx.db, id, {
    result,
    // What they said lies sealed; why nobody was spoken to stands with the attempt.
    note: spoken || said === '' ? null : said.slice(0, 2000),
    heard: spoken
      ? { sealed: means.answerSeal.seal(asId<'response'>(attempt), hash, words), sha256: hash }
      : null,
  });
  if (!ended) throw new Problem('candidate-call-not-held');
  if (spoken) await means.keepName(ctx, call.id, call.campaign, spokeWith);
  const state = spoken ? 'sent' : 'due';
  record(ctx, {
    what: 'attempt.ended',
    campaign: call.campaign,
    application: call.id,
    attempt,
    result,
    state,
  });
}

async function follow(ctx: Ctx, means: CandidateCallMeans): Promise<number> {
  // Each by itself: an answer that cannot be kept now holds no call back, and the other way round.
  const [kept, moved] = await Promise.allSettled([
    ctx.inTx((ctx) => keepHeard(ctx, means)),
    ctx.inTx((ctx) => moveOn(ctx, means)),
  ]);
  if (kept.status === 'rejected') throw kept.reason;
  if (moved.status === 'rejected') throw moved.reason;
  return kept.value + moved.value;
}

/** What callers were told becomes an answer to their application, as if somebody had brought it in. */
async function keepHeard(ctx: TxCtx, { answerSeal, responses }: CandidateCallMeans): Promise<number> {
  const heard = await store.claimHeard(ctx.db, AT_ONCE);
  for (const { attempt, application, sealed, sha256: hash, receivedAt } of heard) {
    const bytes = answerSeal.open({ id: asId<'response'>(attempt), sha256: hash, sealed });
    const { id } = await responses.keepUpload(ctx, {
      ...{ channel: 'call', media: 'text/plain', bytes, from: '', receivedAt, application },
    });
    await store.setKept(ctx.db, attempt, id);
  }
  return heard.length;
}

/** Calls that reached nobody get another day, both of their pair; those that cannot be made any more end, and their pair with them. */
async function moveOn(ctx: TxCtx, means: CandidateCallMeans): Promise<number> {
  const ended = await store.claimEnded(ctx.db, AT_ONCE);
  let moved = 0;
  for (const call of ended) {
    const { id, campaign, campaignState, ordinal, position, attempts, result, tried, second } = call;
    const after = whatFollows(result, tried, campaignState);
    if (after.kind === 'leave') continue;
    moved += 1;
    if (after.kind === 'over') {
      await cancel(ctx, means, campaign, id, after.why);
      continue;
    }
    const seed = await means.openSeed(ctx, campaign);
    const streamOf = (place: 1 | 2) =>
      openStream(seed, 'call-again', (ordinal * 2 + place) * 1000 + attempts);
    const day = means.calendar.nextWorkingDay(toLocal(ctx.clock.now()).date);
    if (call.state === 'due') await backToPlanned(ctx.db, id);
    await reschedule(ctx.db, id, minuteOf(day, streamOf(position)), false);
    if (second !== null)
      await reschedule(ctx.db, second, minuteOf(means.calendar.nextWorkingDay(day), streamOf(2)), false);
    record(ctx, { what: 'application.rescheduled', campaign, application: id, reason: 'nobody-reached' });
  }
  return moved;
}
