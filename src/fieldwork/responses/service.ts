import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist, refuse } from '../../platform/verdict.js';
import { createCoding } from './coding.js';
import { createCorrection, type CorrectionMeans } from './correction.js';
import { createIntake, type Incoming } from './intake.js';
import { byPerson, keepMatches } from './keeping.js';
import { processNew, RESPONSE_BATCH } from './process.js';
import { readAnswer } from './reading.js';
import { findMissingKeys, resealSome } from './resealing.js';
import { hasReviews } from './review-store.js';
import { reviewOutcomes, type ReviewMeans } from './reviews.js';
import { mayMatch, mayTakeBack, outcomeOf } from './rules.js';
import { keepUpload, releaseWords, typeWords, type Upload } from './uploading.js';
import type { OutcomeCode, ResponseId } from './schema.js';
import * as store from './store.js';

export interface ResponseMeans extends CorrectionMeans, ReviewMeans {
  /** An application's outcome became final; the pair may now count (findings). */
  readonly onOutcome: (ctx: TxCtx, application: Id<'application'>) => Promise<void>;
}

export type Responses = ReturnType<typeof createResponses>;

/** Receives answers, matches and redacts them, has them coded blind, and fixes outcomes when windows end. */
export function createResponses(means: ResponseMeans) {
  const receive = createIntake(means.answerSeal);
  return {
    /** Keeps a raw message for each of its mailboxes, and resolves once that is committed; the same bytes twice are one answer. */
    receive: (ctx: Ctx, message: Incoming): Promise<void> => receive(ctx, message),
    /** Keeps an answer that a person brings in; the same bytes for the same application are one answer. */
    keepUpload: (ctx: TxCtx, upload: Upload) => keepUpload(ctx, means, upload),
    /** Keeps what was typed of a letter or a recording. Problems: not-to-release, own-interest */
    typeWords: (ctx: TxCtx, id: ResponseId, words: string): Promise<void> => typeWords(ctx, means, id, words),
    /** Gives coders the words that a person checked. Problems: not-to-release, own-interest */
    releaseWords: (ctx: TxCtx, id: ResponseId, words: string): Promise<void> =>
      releaseWords(ctx, means, id, words),
    /** Matches new answers, redacts them and suggests a code. @returns how many, at most RESPONSE_BATCH */
    process: (ctx: Ctx): Promise<number> => processNew(ctx, means),
    /** A person says to which application an answer belongs. Problems: not-unmatched, unknown-application, own-interest */
    match: (ctx: Ctx, id: ResponseId, application: Id<'application'>): Promise<void> =>
      ctx.inTx((ctx) => matchByHand(ctx, means, id, application)),
    ...createCorrection(means),
    /** A person says that an answer belongs to no application. Problems: not-unmatched */
    setAside: (ctx: Ctx, id: ResponseId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        if ((await store.lockUnmatched(ctx.db, id)) === undefined) throw new Problem('not-unmatched');
        await store.setAside(ctx, id);
        record(ctx, {
          what: 'response.set-aside',
          campaign: null,
          response: id,
          application: null,
          by: 'person',
        });
      }),
    /** Puts a message that was set aside back in the mailbox. Problems: not-set-aside, too-late-to-undo */
    takeBack: (ctx: Ctx, id: ResponseId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const aside = await store.lockSetAside(ctx.db, id);
        if (aside === undefined) throw new Problem('not-set-aside');
        insist(aside.at === null ? refuse('too-late-to-undo') : mayTakeBack(aside.at, ctx.clock.now()));
        await store.setUnmatched(ctx.db, [{ id, trouble: null }]);
        record(ctx, { what: 'response.taken-back', response: id });
      }),
    ...createCoding(means),
    /** Fixes the outcome of applications whose window is over. @returns how many */
    closeWindows: (ctx: Ctx): Promise<number> =>
      ctx.inTx(async (ctx) => {
        const closing = await store.claimClosing(ctx.db, ctx.clock.now(), RESPONSE_BATCH);
        for (const one of closing)
          await fixOutcome(ctx, means, one.application, one.campaign, outcomeOf(one.codes));
        return closing.length;
      }),
    /** Lets outcomes follow codes that changed after they were final. @returns how many were looked at */
    reviewOutcomes: (ctx: Ctx): Promise<number> => reviewOutcomes(ctx, means),
    /** The numbers of keys that answers are sealed under and that are not here. */
    findMissingKeys: (ctx: Ctx): Promise<string[]> => findMissingKeys(ctx, means.answerSeal),
    /** Seals a batch of answers under the key that seals now: those under an older key, or in clear. @returns how many */
    reseal: (ctx: Ctx): Promise<number> => resealSome(ctx, means.answerSeal),
    /** Whether an outcome of a campaign has still to follow a code, so that it cannot close. */
    hasReviews: (ctx: Ctx, campaign: Id<'campaign'>): Promise<boolean> =>
      ctx.read((ctx) => hasReviews(ctx.db, campaign)),
    /** Fixes the outcome of an application that never reached the employer. */
    endUnsent: async (ctx: TxCtx, application: Id<'application'>, code: 'BNC' | 'ERR'): Promise<void> => {
      const mailbox = await store.findMailbox(ctx.db, application);
      if (mailbox !== undefined) await fixOutcome(ctx, means, application, mailbox.campaign, code);
    },
  };
}

async function fixOutcome(
  ctx: TxCtx,
  means: ResponseMeans,
  application: Id<'application'>,
  campaign: Id<'campaign'>,
  code: OutcomeCode,
): Promise<void> {
  await store.insertOutcome(ctx, application, code);
  record(ctx, { what: 'outcome.final', campaign, application, code });
  await means.onOutcome(ctx, application);
}

async function matchByHand(
  ctx: TxCtx,
  means: ResponseMeans,
  id: ResponseId,
  application: Id<'application'>,
): Promise<void> {
  const response = await store.lockUnmatched(ctx.db, id);
  if (response === undefined) throw new Problem('not-unmatched');
  const mailbox = await store.findMailbox(ctx.db, application);
  if (mailbox === undefined) throw new Problem('unknown-application');
  insist(mayMatch(await means.standing(ctx, mailbox.campaign)));
  const parsed = await readAnswer(means.answerSeal, response);
  await keepMatches(ctx, means, [{ response, parsed, chosen: byPerson(mailbox) }]);
}
