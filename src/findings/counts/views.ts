import { sql } from 'kysely';
import type { Campaign, CampaignId, Definition } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { PairTable } from '../../statistics/index.js';
import { isOfPair } from './rules.js';
import type { PairOutcome } from './schema.js';

export interface CellTable {
  readonly sector: string;
  readonly ground: string;
  readonly table: PairTable;
  readonly voided: number;
}

/** No pair yet. */
export const EMPTY_TABLE: PairTable = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 };

/** The pair tables of a campaign's sealed cells, in their order; cells without a counted pair are there with zeros. */
export async function findCellTables(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<CellTable[]> {
  const rows = await ctx.db
    .selectFrom('cell_count')
    .select(['sector', 'ground'])
    .select((eb) => [
      eb.fn.sum<number>('both_arms').as('both'),
      eb.fn.sum<number>('control_only').as('controlOnly'),
      eb.fn.sum<number>('treatment_only').as('treatmentOnly'),
      eb.fn.sum<number>('neither').as('neither'),
      eb.fn.sum<number>('void').as('voided'),
    ])
    .where('campaign', '=', campaign.id)
    .where('definition', '=', definition)
    .groupBy(['sector', 'ground'])
    .execute();
  return campaign.cells.map((cell) => {
    const row = rows.find((one) => one.sector === cell.sector && one.ground === cell.ground);
    if (row === undefined) return { ...cell, table: EMPTY_TABLE, voided: 0 };
    const table = {
      both: row.both,
      controlOnly: row.controlOnly,
      treatmentOnly: row.treatmentOnly,
      neither: row.neither,
    };
    return { sector: cell.sector, ground: cell.ground, table, voided: row.voided };
  });
}

/** The sequential series of a campaign's cells as tables: one test per employer unit. */
export async function findEvidenceTables(ctx: ReadCtx, campaign: Campaign): Promise<FamilyCell[]> {
  const rows = await ctx.db
    .selectFrom('evidence')
    .select(['sector', 'ground', 'outcome'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('campaign', '=', campaign.id)
    .groupBy(['sector', 'ground', 'outcome'])
    .execute();
  return campaign.cells.map(({ sector, ground, family }) => {
    const count = (outcome: string): number =>
      rows.find((row) => row.sector === sector && row.ground === ground && row.outcome === outcome)?.n ?? 0;
    const evidence = {
      both: count('both'),
      controlOnly: count('control-only'),
      treatmentOnly: count('treatment-only'),
      neither: count('neither'),
    };
    return { sector, ground, family, evidence };
  });
}

/** The series of one cell in the order in which its tests came to count. */
export async function findSeries(
  ctx: ReadCtx,
  campaign: CampaignId,
  cell: { readonly sector: string; readonly ground: string },
): Promise<Exclude<PairOutcome, 'void'>[]> {
  const rows = await ctx.db
    .selectFrom('evidence')
    .select('outcome')
    .where('campaign', '=', campaign)
    .where('sector', '=', cell.sector)
    .where('ground', '=', cell.ground)
    .orderBy('place')
    .execute();
  return rows.map((row) => row.outcome);
}

/** One cell of a sealed family with its sequential series. */
export interface FamilyCell {
  readonly sector: string;
  readonly ground: string;
  /** The family to whose K it belongs. */
  readonly family: number;
  readonly evidence: PairTable;
}

/** Pairs that came to count and those void, per campaign; void reasons with their numbers. */
export interface CountedPairs {
  readonly counted: number;
  readonly voided: number;
  readonly voidReasons: readonly { readonly reason: string; readonly count: number }[];
}

export function findCountedPairs(ctx: Ctx, campaign: CampaignId): Promise<CountedPairs> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('counted_test')
      .select(['void_reason as reason'])
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('campaign', '=', campaign)
      .groupBy('void_reason')
      .orderBy(sql`count(*) desc`)
      .execute();
    const voidReasons = rows.flatMap((row) =>
      row.reason === null ? [] : [{ reason: row.reason, count: row.count }],
    );
    return {
      counted: rows.reduce((sum, row) => sum + row.count, 0),
      voided: voidReasons.reduce((sum, row) => sum + row.count, 0),
      voidReasons,
    };
  });
}

/** Tests that one row of a count holds, void ones too: pairs, or single applications. */
export const COUNTED = sql.raw(
  'both_arms + control_only + treatment_only + neither + void + control_called + control_silent + treatment_called + treatment_silent',
);

/** Number of tests of a campaign that came to count, void ones too. */
export async function findCounted(ctx: ReadCtx, campaign: CampaignId): Promise<number> {
  const row = await ctx.db
    .selectFrom('cell_count')
    .select(sql<number>`coalesce(sum(${COUNTED}), 0)`.as('n'))
    .where('definition', '=', 'strict')
    .where('campaign', '=', campaign)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Number of tests that came to count, per campaign. */
export function findCountedPerCampaign(ctx: Ctx): Promise<Map<CampaignId, number>> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('cell_count')
      .select('campaign')
      .select(sql<number>`sum(${COUNTED})`.as('n'))
      .where('definition', '=', 'strict')
      .groupBy('campaign')
      .execute();
    return new Map(rows.map((row) => [row.campaign, row.n]));
  });
}

/** The outcome under a definition of those of these pairs that count. */
export async function findOutcomes(
  ctx: ReadCtx,
  tests: readonly Id<'test'>[],
  definition: Definition,
): Promise<Map<Id<'test'>, PairOutcome>> {
  // An employer unit with one test asks for none.
  if (tests.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('counted_test')
    .select(['test', 'strict', 'lenient'])
    .where('test', 'in', [...tests])
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const outcome = row[definition];
      return isOfPair(outcome) ? [[row.test, outcome] as const] : [];
    }),
  );
}
