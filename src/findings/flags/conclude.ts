import { record } from '../../audit/index.js';
import { findCampaign, findEnd, type Campaign, type CampaignId } from '../../campaigns/index.js';
import { findPlanProgress } from '../../fieldwork/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { findCellTables, findCountedPairs, findEvidenceTables, findSeries } from '../counts/index.js';
import type { CellTable, FamilyCell } from '../counts/index.js';
import { lookAtEmployers } from '../employers/index.js';
import {
  anytimeEvidence,
  familiesOf,
  lookAt,
  lookFinally,
  mayLookFinally,
  type FinalVerdict,
} from './rules.js';
import type { FinalCell } from './schema.js';
import { FLAG_LEVEL, lookStanding, numbersOf, raiseFlag, tableOf } from './service.js';
import * as store from './store.js';

/**
 * Concludes a campaign that ended and of which every planned pair counts: the last look at its standing flags where it
 * has any, and one final look per family, kept for good. Nothing happens before that, or a second time.
 * @returns how many families were concluded
 */
export function conclude(ctx: Ctx, id: CampaignId): Promise<number> {
  return ctx.inTx(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    // Flags read pairs; single applications have none.
    if (campaign.design === 'single') return 0;
    const end = await findEnd(ctx, id);
    if (end === null || !['closed', 'stopped'].includes(campaign.state)) return 0;
    const { pairs } = await findPlanProgress(ctx, id);
    if ((await findCountedPairs(ctx, id)).counted < pairs) return 0;
    await store.awaitLook(ctx.db, id);
    await lookAtEmployers(ctx, campaign);
    await lookStanding(ctx, campaign);
    const verdict = mayLookFinally(campaign.stopRule, end);
    const tables = await findCellTables(ctx, campaign, campaign.primaryDefinition);
    let concluded = 0;
    for (const { family, cells } of familiesOf(await findEvidenceTables(ctx, campaign)))
      if (await concludeFamily(ctx, campaign, { family, cells, verdict, tables })) concluded += 1;
    return concluded;
  });
}

interface Family {
  readonly family: number;
  readonly cells: readonly FamilyCell[];
  readonly verdict: FinalVerdict;
  readonly tables: readonly CellTable[];
}

async function concludeFamily(ctx: TxCtx, campaign: Campaign, of: Family): Promise<boolean> {
  const looked = lookFinally(lookAt(of.cells, FLAG_LEVEL), FLAG_LEVEL);
  const tested = of.verdict.kind === 'tested';
  const cells: FinalCell[] = [];
  for (const cell of looked) {
    const series = await findSeries(ctx, campaign.id, cell);
    cells.push({
      sector: cell.sector,
      ground: cell.ground,
      ...cell.evidence,
      midP: tested ? cell.midP : null,
      adjustedP: tested ? cell.adjustedP : null,
      flagged: tested && cell.flagged,
      logE: cell.logE,
      anytimeP: anytimeEvidence(series).p,
    });
  }
  const k = cells.length;
  const { family, verdict } = of;
  if (!(await store.insertFinalLook(ctx, campaign.id, { family, verdict, k, alpha: FLAG_LEVEL, cells })))
    return false;
  record(ctx, {
    what: 'flags.concluded',
    campaign: campaign.id,
    family,
    kind: verdict.kind,
    why: verdict.kind === 'undetermined' ? verdict.why : null,
    k,
  });
  if (!tested) return true;
  for (const cell of looked.filter((one) => one.flagged))
    await raiseFlag(ctx, campaign, cell, 'final', {
      ...numbersOf(cell, tableOf(of.tables, cell), k),
      midP: cell.midP,
      adjustedP: cell.adjustedP,
    });
  return true;
}
