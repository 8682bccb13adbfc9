import { sql } from 'kysely';
import { z } from 'zod';
import { cellKey, type Campaign, type CampaignId, type Definition } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import {
  analysePairs,
  benjaminiHochberg,
  totalPairs,
  type PairAnalysis,
  type PairTable,
} from '../../statistics/index.js';
import {
  EMPTY_TABLE,
  findCounted,
  findCutTables,
  findEvidenceTables,
  findSectorTables,
  type CellTable,
  type Cut,
  type CutTable,
} from '../counts/index.js';
import type { Access } from './rules.js';
import { findSingles, publishedSingles, SinglePublication, type SingleFinding } from '../singles/index.js';
import { Publication } from './schema.js';

/** The figures of one value of a cut, and everything computed from them. */
export interface Finding {
  readonly value: string;
  /** What the pairs are about: the ground, with the contrast after a stroke in a design of several. */
  readonly ground: string;
  readonly table: PairTable;
  /** Null where voids are not shown: outside the team. */
  readonly voided: number | null;
  /** Employer units with a pair that is not void; null outside the team, for whom it is never fewer than ten. */
  readonly units: number | null;
  readonly analysis: PairAnalysis;
  /** One-sided e-value of the cell's sequential series; null where there is no series: other cuts, outside the team. */
  readonly evidence: PairAnalysis['eValue'] | null;
  /** Adjusted p of the two-sided mid-p over the family's K cells (Benjamini–Hochberg; m = 0 counts with p = 1). */
  readonly adjustedP: number;
  readonly rejectedByBh: boolean;
}

/** One cell of a campaign: sector × ground, or sector × contrast. */
export interface CellFinding extends CellTable, Omit<Finding, 'voided' | 'evidence'> {
  readonly evidence: PairAnalysis['eValue'];
}

/** All cells of a campaign under a definition, with corrections over the family. For the campaign's own team. */
export async function findFindings(
  ctx: ReadCtx,
  campaign: Campaign,
  definition: Definition,
): Promise<CellFinding[]> {
  const series = await findEvidenceTables(ctx, campaign);
  const tables = await findSectorTables(ctx, campaign, definition, series);
  return analyseByFamily(tables, campaign).map((finding) => {
    const cell = series.find(({ sector, ground }) => sector === finding.value && ground === finding.ground);
    return {
      ...finding,
      sector: finding.value,
      voided: finding.voided ?? 0,
      evidence: analysePairs(cell?.evidence ?? EMPTY_TABLE).eValue,
    };
  });
}

/** The figures of a campaign by a cut other than its sectors, for its own team. The family of a cut is all its values. */
async function findFigures(
  ctx: ReadCtx,
  campaign: Campaign,
  cut: Exclude<Cut, 'sector'>,
  definition: Definition,
): Promise<Finding[]> {
  const tables = await findCutTables(ctx, campaign, cut, definition);
  return analyse(tables, tables.length, campaign.alpha);
}

/** What is analysed of a table; the rest is for the team alone. */
type Analysable = Pick<CutTable, 'value' | 'ground' | 'table'> & Partial<CutTable>;

/** Analyses every table, with the correction over `k` cells; those that are not among the tables count with p = 1. */
function analyse(tables: readonly Analysable[], k: number, alpha: number): Finding[] {
  const analysed = tables.map((cell) => ({ ...cell, analysis: analysePairs(cell.table) }));
  const absent = Array.from({ length: Math.max(0, k - tables.length) }, () => 1);
  const { adjusted, rejected } = benjaminiHochberg(
    [...analysed.map(({ analysis }) => analysis.mcnemar.midP ?? 1), ...absent],
    alpha,
  );
  return analysed.map(({ value, ground, table, voided = null, units = null, analysis }, index) => ({
    value,
    ground,
    table,
    voided,
    units,
    analysis,
    evidence: null,
    adjustedP: adjusted[index] ?? 1,
    rejectedByBh: rejected.includes(index),
  }));
}

/** Analyses the tables of sealed cells: each family has a correction of its own, over all its cells. */
function analyseByFamily(
  tables: readonly Analysable[],
  { cells, alpha }: Pick<Campaign, 'cells' | 'alpha'>,
): Finding[] {
  const keyOf = ({ value, ground }: Pick<Finding, 'value' | 'ground'>) => cellKey({ sector: value, ground });
  const familyOf = new Map(cells.map((cell) => [cellKey(cell), cell.family]));
  const found = new Map<string, Finding>();
  for (const family of new Set(familyOf.values())) {
    const k = cells.filter((cell) => cell.family === family).length;
    const own = tables.filter((table) => familyOf.get(keyOf(table)) === family);
    for (const finding of analyse(own, k, alpha)) found.set(keyOf(finding), finding);
  }
  return tables.flatMap((table) => found.get(keyOf(table)) ?? []);
}

/** Whether the coders of a campaign agree too little for its figures to be published (kappa under 0.70, as the database counts it). */
export async function codersDisagree(ctx: ReadCtx, campaign: CampaignId): Promise<boolean> {
  const found = await sql<{ disagree: boolean }>`select coders_disagree(${campaign}) as disagree`.execute(
    ctx.db,
  );
  return found.rows[0]?.disagree === true;
}

/** What somebody with this access sees by a cut: the findings, and of a published set how many values it hides. */
export async function findShown(
  ctx: ReadCtx,
  campaign: Campaign,
  access: Access,
  cut: Cut,
  definition: Definition,
): Promise<Shown> {
  if (access === 'all') {
    const findings =
      cut === 'sector'
        ? await findFindings(ctx, campaign, definition)
        : await findFigures(ctx, campaign, cut, definition);
    // Each counted test stands in one value of every cut.
    const counted = findings.reduce((sum, { table, voided }) => sum + totalPairs(table) + (voided ?? 0), 0);
    return { findings, k: findings.length, published: null, counted };
  }
  const counted = await findCounted(ctx, campaign.id);
  const found = access === 'published' ? await findPublication(ctx, campaign.id) : null;
  if (found === null || isOfSingles(found.publication))
    return { findings: null, k: 0, published: null, counted };
  const hidden = found.publication.hidden[cut];
  const findings = analysePublished(campaign, found.publication, cut, definition);
  const k = cut === 'sector' ? campaign.cells.length : findings.length + hidden;
  return { findings, k, published: { at: found.publishedAt, hidden }, counted };
}

interface Shown {
  readonly findings: readonly Finding[] | null;
  /** Cells that the correction runs over. */
  readonly k: number;
  readonly published: { readonly at: Date; readonly hidden: number } | null;
  /** Pairs of the campaign that came to count, void ones too. */
  readonly counted: number;
}

/** What a campaign published, when, and its hash. */
export interface PublishedFigures {
  readonly publication: Publication | SinglePublication;
  readonly publishedAt: Date;
  /** In hexadecimal. */
  readonly hash: string;
}

const AnyPublication = z.discriminatedUnion('version', [Publication, SinglePublication]);

/** The published set of a campaign; null when it published nothing (yet). */
export async function findPublication(ctx: ReadCtx, campaign: CampaignId): Promise<PublishedFigures | null> {
  const row = await ctx.db
    .selectFrom('publication')
    .select(['body', 'hash', 'published_at'])
    .where('campaign', '=', campaign)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    publication: AnyPublication.parse(JSON.parse(row.body)),
    publishedAt: row.published_at,
    hash: row.hash.toString('hex'),
  };
}

/** Whether a published set is that of single applications. */
export const isOfSingles = (publication: Publication | SinglePublication): publication is SinglePublication =>
  publication.version === 'praktijktest/publication/3';

/** What somebody with this access sees of a campaign of single applications. */
export async function findShownSingles(
  ctx: ReadCtx,
  campaign: Campaign,
  access: Access,
  definition: Definition,
): Promise<Pick<Shown, 'published' | 'counted'> & { readonly singles: readonly SingleFinding[] | null }> {
  const counted = await findCounted(ctx, campaign.id);
  if (access === 'all')
    return { singles: await findSingles(ctx, campaign, definition), published: null, counted };
  const found = access === 'published' ? await findPublication(ctx, campaign.id) : null;
  if (found === null || !isOfSingles(found.publication)) return { singles: null, published: null, counted };
  const { publication, publishedAt } = found;
  return {
    singles: publishedSingles(campaign, publication, definition),
    published: { at: publishedAt, hidden: publication.hidden.sector },
    counted,
  };
}

/**
 * The published figures by a cut, each contrast of a design apart. Hidden cells count in the correction with p = 1, so that it tells nothing of them: a
 * corrected p is at most what the team sees.
 */
export function analysePublished(
  campaign: Pick<Campaign, 'alpha' | 'cells'>,
  { cells, hidden, ground }: Publication,
  cut: Cut,
  definition: Definition,
): Finding[] {
  const shown = cells
    .filter((cell) => cell.cut === cut)
    .map((cell) => ({ value: cell.value, ground: cell.contrast ?? ground, table: cell[definition] }));
  return cut === 'sector'
    ? analyseByFamily(shown, campaign)
    : analyse(shown, shown.length + hidden[cut], campaign.alpha);
}
