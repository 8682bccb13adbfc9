import { sql } from 'kysely';
import type { Campaign, CampaignId, Definition } from '../campaigns/index.js';
import type { Ctx, ReadCtx } from '../platform/context.js';
import { Problem } from '../platform/problems.js';
import { analysePairs, benjaminiHochberg, type PairAnalysis, type PairTable } from '../statistics/index.js';
import type { FamilyCell } from './rules.js';
import { FlagNumbers, type FlagDecision, type FlagId } from './schema.js';

export interface CellTable {
  readonly sector: string;
  readonly ground: string;
  readonly table: PairTable;
  readonly voided: number;
}

const EMPTY: PairTable = { both: 0, controlOnly: 0, treatmentOnly: 0, neither: 0 };

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
    if (row === undefined) return { ...cell, table: EMPTY, voided: 0 };
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
  return campaign.cells.map(({ sector, ground }) => {
    const count = (outcome: string): number =>
      rows.find((row) => row.sector === sector && row.ground === ground && row.outcome === outcome)?.n ?? 0;
    const evidence = {
      both: count('both'),
      controlOnly: count('control-only'),
      treatmentOnly: count('treatment-only'),
      neither: count('neither'),
    };
    return { sector, ground, evidence };
  });
}

/** The series of one cell in the order in which its tests came to count. */
export async function findSeries(ctx: ReadCtx, campaign: CampaignId, sector: string): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('evidence')
    .select('outcome')
    .where('campaign', '=', campaign)
    .where('sector', '=', sector)
    .orderBy('place')
    .execute();
  return rows.map((row) => row.outcome);
}

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
      evidence: analysePairs(evidence[index]?.evidence ?? EMPTY).eValue,
      adjustedP: adjusted.adjusted[index] ?? 1,
      rejectedByBh: adjusted.rejected.includes(index),
    })),
  );
}

/** A flag as shown. */
export interface FlagView {
  readonly id: FlagId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly sector: string;
  readonly ground: string;
  readonly procedure: 'standing' | 'final';
  readonly state: 'standing' | 'weakened';
  readonly raisedAt: Date;
  readonly changedAt: Date;
  readonly raisedOn: FlagNumbers;
  readonly latest: FlagNumbers;
  readonly decisions: readonly {
    readonly decision: FlagDecision;
    readonly reason: string;
    readonly who: string;
    readonly at: Date;
  }[];
}

/** Flags, standing ones without a decision first. */
export function listFlags(
  ctx: Ctx,
  filter: { campaign?: CampaignId; id?: FlagId } = {},
): Promise<FlagView[]> {
  return ctx.read(async (ctx) => {
    let query = ctx.db
      .selectFrom('flag as f')
      .innerJoin('campaign as c', 'c.id', 'f.campaign')
      .selectAll('f')
      .select('c.name');
    if (filter.campaign !== undefined) query = query.where('f.campaign', '=', filter.campaign);
    if (filter.id !== undefined) query = query.where('f.id', '=', filter.id);
    const flags = await query.orderBy('f.raised_at', 'desc').orderBy('f.id').execute();
    if (flags.length === 0) return [];
    const decisions = await ctx.db
      .selectFrom('flag_decision as d')
      .innerJoin('account as a', 'a.id', 'd.actor')
      .select(['d.flag', 'd.decision', 'd.reason', 'd.at', 'a.name as who'])
      .where(
        'd.flag',
        'in',
        flags.map((flag) => flag.id),
      )
      .orderBy('d.at', 'desc')
      .orderBy('d.id')
      .execute();
    const views = flags.map((flag) => ({
      id: flag.id,
      campaign: flag.campaign,
      campaignName: flag.name,
      sector: flag.sector,
      ground: flag.ground,
      procedure: flag.procedure,
      state: flag.state,
      raisedAt: flag.raised_at,
      changedAt: flag.changed_at,
      raisedOn: FlagNumbers.parse(flag.raised_on),
      latest: FlagNumbers.parse(flag.latest),
      decisions: decisions.filter((decision) => decision.flag === flag.id),
    }));
    const urgency = (flag: FlagView): number =>
      (flag.decisions.length === 0 ? 0 : 2) + (flag.state === 'standing' ? 0 : 1);
    return views.sort((a, b) => urgency(a) - urgency(b));
  });
}

/** One flag. Throws `not-found`. */
export async function findFlag(ctx: Ctx, id: FlagId): Promise<FlagView> {
  const [flag] = await listFlags(ctx, { id });
  if (flag === undefined) throw new Problem('not-found');
  return flag;
}

export async function findFlagCampaign(ctx: ReadCtx, id: FlagId): Promise<CampaignId | undefined> {
  return (await ctx.db.selectFrom('flag').select('campaign').where('id', '=', id).executeTakeFirst())
    ?.campaign;
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

/** Number of pairs that came to count, per campaign. */
export function findCountedPerCampaign(ctx: Ctx): Promise<Map<CampaignId, number>> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('counted_test')
      .select('campaign')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .groupBy('campaign')
      .execute();
    return new Map(rows.map((row) => [row.campaign, row.n]));
  });
}
