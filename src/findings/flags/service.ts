import { record } from '../../audit/index.js';
import {
  findCampaign,
  findEnd,
  insistMayAct,
  type Campaign,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { analysePairs, type PairTable } from '../../statistics/index.js';
import { findCellTables, findEvidenceTables, type CellTable, type FamilyCell } from '../counts/index.js';
import { lookAtEmployers } from '../employers/index.js';
import { flagChange } from '../flag-change.js';
import { familiesOf, lookAt, mayLookStanding, type LookedAt } from './rules.js';
import type { FlagDecision, FlagId, FlagNumbers } from './schema.js';
import * as store from './store.js';
import { findFlag } from './views.js';

/** Level of each family's false discovery rate, under either procedure. */
export const FLAG_LEVEL = 0.05;

/** One look at a campaign: raises, weakens and restores its standing flags, family by family, and those on employers of enforcement. @returns how many flags changed state */
export function look(ctx: Ctx, id: CampaignId): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    await store.awaitLook(ctx.db, id);
    const employers = await lookAtEmployers(ctx, campaign);
    // A plan with a fixed end is not looked at before it: a flag would show its arms early.
    return employers + (campaign.stopRule === 'fixed' ? 0 : await lookStanding(ctx, campaign));
  });
}

/** A look at the standing flags, if the campaign's rule and end allow one. @returns how many flags changed state */
export async function lookStanding(ctx: TxCtx, campaign: Campaign): Promise<number> {
  if (!mayLookStanding(campaign.stopRule, await findEnd(ctx, campaign.id))) return 0;
  const tables = await findCellTables(ctx, campaign, campaign.primaryDefinition);
  const known = await store.lockStanding(ctx.db, campaign.id);
  let changed = 0;
  for (const { cells } of familiesOf(await findEvidenceTables(ctx, campaign))) {
    for (const cell of lookAt(cells, FLAG_LEVEL)) {
      const flag = known.find((one) => one.sector === cell.sector && one.ground === cell.ground) ?? null;
      const numbers = numbersOf(cell, tableOf(tables, cell), cells.length);
      if (await applyLook(ctx, campaign, cell, flag, numbers)) changed += 1;
    }
  }
  return changed;
}

/** The table of every pair of a cell; its series when nothing else is known. */
export function tableOf(tables: readonly CellTable[], cell: FamilyCell): PairTable {
  return (
    tables.find((one) => one.sector === cell.sector && one.ground === cell.ground)?.table ?? cell.evidence
  );
}

/** The numbers that a flag on a cell keeps. `table` is that of all its pairs, from which the ratio comes. */
export function numbersOf(
  cell: FamilyCell & { readonly logE: number },
  table: PairTable,
  k: number,
): FlagNumbers {
  const { ratio } = analysePairs(table);
  return {
    ...cell.evidence,
    logE: cell.logE,
    k,
    alpha: FLAG_LEVEL,
    ratio: ratio.estimate,
    low: ratio.ci[0],
    high: ratio.ci[1],
    family: cell.family,
  };
}

async function applyLook(
  ctx: TxCtx,
  campaign: Campaign,
  cell: LookedAt<FamilyCell>,
  flag: store.KnownFlag | null,
  numbers: FlagNumbers,
): Promise<boolean> {
  const change = flagChange(flag?.state ?? null, cell.flagged);
  const log = (what: 'flag.weakened' | 'flag.standing-again', id: FlagId): void =>
    record(ctx, { what, campaign: campaign.id, flag: id, sector: cell.sector, k: numbers.k });
  if (flag === null) {
    if (change !== 'raise') return false;
    await raiseFlag(ctx, campaign, cell, 'standing', numbers);
    return true;
  }
  const state = change === 'weaken' ? 'weakened' : change === 'stand-again' ? 'standing' : undefined;
  await store.updateFlag(ctx, flag.id, numbers, state);
  if (state !== undefined) log(state === 'weakened' ? 'flag.weakened' : 'flag.standing-again', flag.id);
  return state !== undefined;
}

/** Raises a flag on a cell under a procedure, with the numbers it rests on. */
export async function raiseFlag(
  ctx: TxCtx,
  campaign: Campaign,
  cell: { readonly sector: string; readonly ground: string },
  procedure: 'standing' | 'final',
  numbers: FlagNumbers,
): Promise<void> {
  const id = asId<'flag'>(ctx.newId());
  const { sector, ground } = cell;
  await store.insertFlag(ctx, { id, campaign: campaign.id, sector, ground, procedure, numbers });
  record(ctx, { what: 'flag.raised', campaign: campaign.id, flag: id, sector, k: numbers.k });
}

/** A person decides what a flag leads to, with a reason; earlier decisions stay. Problems: not-found, for who may not see it too */
export function decideFlag(ctx: Ctx, id: FlagId, decision: FlagDecision, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    const { campaign } = await findFlag(ctx, id);
    await insistMayAct(ctx, campaign);
    await store.insertDecision(ctx, { id: ctx.newId(), flag: id, decision, reason });
    record(ctx, { what: 'flag.decided', campaign, flag: id, decision });
  });
}
