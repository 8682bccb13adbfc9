import type { Campaign, Definition } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { analysePairs, benjaminiHochberg, type PairAnalysis } from '../../statistics/index.js';
import { EMPTY_TABLE, findCellTables, findEvidenceTables, type CellTable } from '../counts/index.js';

/** One sector × ground of a campaign: its table, everything computed from it, and its rank among many. */
export interface CellFinding extends CellTable {
  readonly analysis: PairAnalysis;
  /** One-sided log e-value of the sequential series. */
  readonly evidence: PairAnalysis['eValue'];
  /** Adjusted p of the two-sided mid-p over the family's K cells (Benjamini–Hochberg; m = 0 counts with p = 1). */
  readonly adjustedP: number;
  readonly rejectedByBh: boolean;
}

/** All cells of a campaign under a definition, with corrections over the family. */
export async function findFindings(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<CellFinding[]> {
  const tables = await findCellTables(ctx, campaign, definition);
  const evidence = await findEvidenceTables(ctx, campaign);
  const analyses = tables.map(({ table }) => analysePairs(table));
  const adjusted = benjaminiHochberg(
    analyses.map((analysis) => analysis.mcnemar.midP ?? 1),
    campaign.alpha,
  );
  return tables.flatMap((cell, index) =>
    analyses.slice(index, index + 1).map((analysis) => ({
      ...cell,
      analysis,
      evidence: analysePairs(evidence[index]?.evidence ?? EMPTY_TABLE).eValue,
      adjustedP: adjusted.adjusted[index] ?? 1,
      rejectedByBh: adjusted.rejected.includes(index),
    })),
  );
}
