import { record } from '../../audit/index.js';
import { awaitCounting, findCompleteTest, findVoidReason, type CompleteTest } from '../../fieldwork/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import { pairOutcome, speaksForUnit, testOutcome } from './rules.js';
import * as store from './store.js';
import { findOutcomes } from './views.js';

/**
 * Counts the test of this application when all its outcomes are final: the cell's table, the employer's table and the
 * cell's sequential series, once, in the transaction of the last outcome.
 */
export async function countPair(ctx: TxCtx, application: Id<'application'>): Promise<void> {
  await awaitCounting(ctx, application);
  const pair = await findCompleteTest(ctx, application);
  if (pair === undefined) return;
  const outcomes = await outcomesOf(ctx, pair);
  if (!(await store.countOnce(ctx, pair, outcomes))) return;
  await enterSeries(ctx, pair);
  const { strict, lenient } = outcomes;
  record(ctx, { what: 'test.counted', campaign: pair.campaign, test: pair.test, strict, lenient });
}

/**
 * Corrects what was counted of the test of this application, whose outcome became another: it counts as before, once, in
 * its cell and for its employer. The series stays what it was when it was looked at; a pair that was void and is no longer
 * may speak for its employer unit, from now on.
 */
export async function recountPair(ctx: TxCtx, application: Id<'application'>): Promise<void> {
  await awaitCounting(ctx, application);
  const pair = await findCompleteTest(ctx, application);
  if (pair === undefined) return;
  const outcomes = await outcomesOf(ctx, pair);
  if (!(await store.recount(ctx.db, pair, outcomes))) return;
  await enterSeries(ctx, pair);
  const { strict, lenient } = outcomes;
  record(ctx, { what: 'test.recounted', campaign: pair.campaign, test: pair.test, strict, lenient });
}

async function outcomesOf(ctx: TxCtx, pair: CompleteTest): Promise<store.Counted> {
  const strict = testOutcome(pair, 'strict');
  const lenient = testOutcome(pair, 'lenient');
  return { strict, lenient, voidReason: strict === 'void' ? await findVoidReason(ctx, pair) : null };
}

/** Enters the test that speaks for this pair's employer unit, once it is known: this one, or one that waited for it. */
async function enterSeries(ctx: TxCtx, pair: CompleteTest): Promise<void> {
  // Single applications have no series.
  if (pair.control === null || pair.treatment === null) return;
  const planned = pair.testsOfUnit;
  const others = planned.filter((test) => test !== pair.test);
  const outcomes = await findOutcomes(ctx, others, pair.primaryDefinition);
  outcomes.set(pair.test, pairOutcome(pair.control, pair.treatment, pair.primaryDefinition));
  const speaker = speaksForUnit(planned.map((test) => ({ test, outcome: outcomes.get(test) ?? null })));
  if (speaker !== null) await store.appendEvidence(ctx.db, pair, speaker.test, speaker.outcome);
}

/** Rebuilds every count from the counted tests; gives the same numbers as counting one by one. */
export function rebuildCounts(ctx: Ctx): Promise<void> {
  return ctx.inTx((ctx) => store.rebuildCounts(ctx.db));
}
