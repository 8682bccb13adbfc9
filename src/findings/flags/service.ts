import { record } from '../../audit/index.js';
import { findCampaign, type Campaign, type CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { analysePairs, type PairTable } from '../../statistics/index.js';
import { findCellTables, findEvidenceTables } from '../counts/index.js';
import { flagChange, lookAt, type LookedAt } from './rules.js';
import type { FlagDecision, FlagId, FlagNumbers } from './schema.js';
import * as store from './store.js';
import { findFlagCampaign } from './views.js';

/** Level of the standing flags' false discovery rate. */
export const FLAG_LEVEL = 0.05;

/** One look at the family of a campaign that stops by e-value: raises, weakens and restores standing flags. @returns how many flags changed state */
export function look(ctx: Ctx, id: CampaignId): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    // A plan with a fixed end is not looked at before it: a flag would show its arms early.
    if (campaign.stopRule === 'fixed') return 0;
    const evidence = await findEvidenceTables(ctx, campaign);
    const tables = await findCellTables(ctx, campaign, campaign.primaryDefinition);
    const known = await store.lockFlags(ctx.db, id);
    let changed = 0;
    for (const cell of lookAt(evidence, FLAG_LEVEL)) {
      const flag = known.find((one) => one.sector === cell.sector && one.ground === cell.ground) ?? null;
      const table = tables.find((one) => one.sector === cell.sector)?.table ?? cell.evidence;
      if (await applyLook(ctx, campaign, cell, flag, numbersOf(cell, table, evidence.length))) changed += 1;
    }
    return changed;
  });
}

function numbersOf(cell: LookedAt, table: PairTable, k: number): FlagNumbers {
  const { ratio } = analysePairs(table);
  return {
    ...cell.evidence,
    logE: cell.logE,
    k,
    alpha: FLAG_LEVEL,
    ratio: ratio.estimate,
    low: ratio.ci[0],
    high: ratio.ci[1],
  };
}

async function applyLook(
  ctx: TxCtx,
  campaign: Campaign,
  cell: LookedAt,
  flag: store.KnownFlag | null,
  numbers: FlagNumbers,
): Promise<boolean> {
  const change = flagChange(flag?.state ?? null, cell.flagged);
  const log = (what: 'flag.raised' | 'flag.weakened' | 'flag.standing-again', id: FlagId): void =>
    record(ctx, { what, campaign: campaign.id, flag: id, sector: cell.sector, k: numbers.k });
  if (flag === null) {
    if (change !== 'raise') return false;
    const id = asId<'flag'>(ctx.newId());
    await store.insertFlag(ctx, {
      id,
      campaign: campaign.id,
      sector: cell.sector,
      ground: cell.ground,
      numbers,
    });
    log('flag.raised', id);
    return true;
  }
  const state = change === 'weaken' ? 'weakened' : change === 'stand-again' ? 'standing' : undefined;
  await store.updateFlag(ctx, flag.id, numbers, state);
  if (state !== undefined) log(state === 'weakened' ? 'flag.weakened' : 'flag.standing-again', flag.id);
  return state !== undefined;
}

/** A person decides what a flag leads to, with a reason; earlier decisions stay. */
export function decideFlag(ctx: Ctx, id: FlagId, decision: FlagDecision, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findFlagCampaign(ctx, id);
    if (campaign === undefined) throw new Problem('not-found');
    await store.insertDecision(ctx, { id: ctx.newId(), flag: id, decision, reason });
    record(ctx, { what: 'flag.decided', campaign, flag: id, decision });
  });
}
