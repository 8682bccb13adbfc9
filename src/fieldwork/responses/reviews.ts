import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import { outcomeOf } from './rules.js';
import * as store from './review-store.js';

export interface ReviewMeans {
  /** The outcome of an application became another; what was counted of its pair follows (findings). */
  readonly onChangedOutcome: (ctx: TxCtx, application: Id<'application'>) => Promise<void>;
}

/** How many outcomes one sweep looks at again at most. */
const MOST = 100;

/**
 * Looks again at outcomes whose answers got another code after they were final: the outcome, and what was counted of it,
 * follow in one transaction; that the outcome was another stays readable. A closed campaign keeps its outcomes.
 * @returns how many were looked at
 */
export function reviewOutcomes(ctx: Ctx, means: ReviewMeans): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const reviews = await store.claimReviews(ctx.db, MOST);
    for (const review of reviews) await lookAgain(ctx, means, review);
    return reviews.length;
  });
}

async function lookAgain(ctx: TxCtx, means: ReviewMeans, review: store.Review): Promise<void> {
  const { application, campaign, outcome } = review;
  await store.deleteReview(ctx.db, application);
  // What never reached the employer has an outcome that no answer gave.
  const code = review.sent ? outcomeOf(review.codes) : outcome;
  if (code === outcome) return;
  if (review.closed) return record(ctx, { what: 'outcome.stands', campaign, application, code: outcome });
  await store.changeOutcome(ctx, { application, campaign, from: outcome, to: code });
  record(ctx, { what: 'outcome.changed', campaign, application, from: outcome, to: code });
  await means.onChangedOutcome(ctx, application);
}
