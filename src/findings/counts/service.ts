import { record } from '../../audit/index.js';
import { findCampaign } from '../../campaigns/index.js';
import { findCompletePair, findVoidReason } from '../../fieldwork/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import { pairOutcome } from './rules.js';
import * as store from './store.js';

/**
 * Counts the pair of this application when both its outcomes are final: the pair table, the employer's table and the
 * cell's sequential series, once, in the transaction of the last outcome.
 */
export async function countPair(ctx: TxCtx, application: Id<'application'>): Promise<void> {
  const pair = await findCompletePair(ctx, application);
  if (pair === undefined) return;
  const strict = pairOutcome(pair.control, pair.treatment, 'strict');
  const lenient = pairOutcome(pair.control, pair.treatment, 'lenient');
  const voidReason = strict === 'void' ? await findVoidReason(ctx, pair) : null;
  if (!(await store.insertCounted(ctx, pair, { strict, lenient, voidReason }))) return;
  await store.addOne(ctx.db, pair, { strict, lenient });
  const campaign = await findCampaign(ctx, pair.campaign);
  const primary = campaign.primaryDefinition === 'strict' ? strict : lenient;
  if (primary !== 'void') await store.appendEvidence(ctx.db, pair, primary);
  record(ctx, { what: 'test.counted', campaign: pair.campaign, test: pair.test, strict, lenient });
}

/** Rebuilds every count from the counted tests; gives the same numbers as counting one by one. */
export function rebuildCounts(ctx: Ctx): Promise<void> {
  return ctx.inTx((ctx) => store.rebuildCounts(ctx.db));
}
