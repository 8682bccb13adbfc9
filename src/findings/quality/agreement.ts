import { sql } from 'kysely';
import type { Campaign, CampaignId } from '../../campaigns/index.js';
import type { ReadCtx } from '../../platform/context.js';
import { cohenKappa, type Kappa } from '../../statistics/index.js';

/** How far two coders, or all pairs of coders together, gave the same first codes. */
export interface Agreement {
  /** Null for all pairs together. */
  readonly coders: readonly [string, string] | null;
  readonly kappa: Kappa;
}

export interface CodingQuality {
  /** All pairs of coders together first, then each pair. */
  readonly agreements: readonly Agreement[];
  readonly coded: number;
  /** Differences, and how many of them a third settled. */
  readonly different: number;
  readonly settled: number;
  /** How often a coder recognised whose answer it was and left the answer to another. */
  readonly recused: number;
  /** Every answer that two coders gave different codes, in an enforcement case; else null: a statistic shows none by itself. */
  readonly differences: readonly CodingDifference[] | null;
  /** Whether coders of a demo, who are no people, coded. */
  readonly simulated: boolean;
}

/** An answer, by mail or in a call, that two coders gave different first codes. */
export interface CodingDifference {
  readonly response: string;
  readonly codes: readonly string[];
  /** What stands now; null while a third has still to settle it. */
  readonly code: string | null;
  readonly how: 'agreement' | 'adjudication' | 'header' | null;
}

/** Under this kappa nothing of a campaign is published (the database refuses it); at least the other is aimed at (DOMAIN.md 2.4). */
export const LEAST_KAPPA = 0.7;
export const TARGET_KAPPA = 0.8;

export type KappaGrade = 'good' | 'low' | 'too-low';

export function gradeOf(kappa: number): KappaGrade {
  if (kappa >= TARGET_KAPPA) return 'good';
  return kappa >= LEAST_KAPPA ? 'low' : 'too-low';
}

/** Answers that two coders gave these codes: their first codes, before either thought again. */
export interface CodePair {
  readonly one: string;
  readonly other: string;
  readonly oneName: string;
  readonly otherName: string;
  readonly code: string;
  readonly otherCode: string;
  readonly count: number;
}

/** Cohen's kappa over all pairs of coders together, and over each. */
export function agreementsOf(pairs: readonly CodePair[]): Agreement[] {
  const codes = [...new Set(pairs.flatMap(({ code, otherCode }) => [code, otherCode]))].sort();
  const kappaOf = (some: readonly CodePair[]): Kappa =>
    cohenKappa(
      codes.map((row) =>
        codes.map((column) =>
          some
            .filter(({ code, otherCode }) => code === row && otherCode === column)
            .reduce((sum, { count }) => sum + count, 0),
        ),
      ),
    );
  const coders = [...new Set(pairs.map(({ one, other }) => `${one} ${other}`))].sort();
  const each = coders.map((key): Agreement => {
    const some = pairs.filter(({ one, other }) => `${one} ${other}` === key);
    return { coders: [some[0]?.oneName ?? '', some[0]?.otherName ?? ''], kappa: kappaOf(some) };
  });
  return [{ coders: null, kappa: kappaOf(pairs) }, ...(each.length > 1 ? each : [])];
}

/** The first code that each coder gave, before thinking again. */
const firstCodes = (campaign: CampaignId) => sql`first as (
      select c.response, c.coder, coalesce((select x.from_code from coding_change x where x.coding = c.id order by x.at, x.id limit 1), c.code) as code
      from coding c join response r on r.id = c.response where r.campaign = ${campaign} and not c.adjudication
      union all
      select c.task, c.coder, coalesce((select x.from_code from call_coding_change x where x.coding = c.id order by x.at, x.id limit 1), c.code)
      from call_coding c where c.campaign = ${campaign} and not c.adjudication)`;

async function findDifferences(ctx: ReadCtx, campaign: CampaignId): Promise<CodingDifference[]> {
  const found = await sql<CodingDifference>`with ${firstCodes(campaign)}
    select f.response, array_agg(f.code order by f.code collate "C") as codes, coalesce(r.code, k.code) as code, coalesce(r.coded_how, k.how) as how
    from first f left join response r on r.id = f.response left join call_final k on k.task = f.response group by f.response, r.code, r.coded_how, k.code, k.how
    having count(distinct f.code) > 1 order by f.response`.execute(ctx.db);
  return found.rows;
}

/** How well the coders of a campaign agree; for its own team. */
export async function findCodingQuality(
  ctx: ReadCtx,
  { id: campaign, purpose }: Pick<Campaign, 'id' | 'purpose'>,
): Promise<CodingQuality> {
  const pairs = await sql<CodePair>`with ${firstCodes(campaign)}
    select a.coder as one, b.coder as other, shown_name(a.coder) as "oneName", shown_name(b.coder) as "otherName",
      a.code, b.code as "otherCode", count(*)::int as count
    from first a join first b on b.response = a.response and a.coder < b.coder group by a.coder, b.coder, a.code, b.code order by 1, 2, 5, 6`.execute(
    ctx.db,
  );
  const totals = await sql<Omit<CodingQuality, 'agreements' | 'different' | 'differences'>>`select
      (select count(distinct c.response)::int from coding c join response r on r.id = c.response where r.campaign = ${campaign})
        + (select count(distinct c.task)::int from call_coding c where c.campaign = ${campaign}) as coded,
      (select count(*)::int from coding c join response r on r.id = c.response where r.campaign = ${campaign} and c.adjudication)
        + (select count(*)::int from call_coding c where c.campaign = ${campaign} and c.adjudication) as settled,
      (select count(*)::int from recusal x join response r on r.id = x.response where r.campaign = ${campaign})
        + (select count(*)::int from call_recusal x where x.campaign = ${campaign}) as recused,
      exists (select from coding c join response r on r.id = c.response where r.campaign = ${campaign} and c.simulated) as simulated`.execute(
    ctx.db,
  );
  const [total] = totals.rows;
  return {
    agreements: agreementsOf(pairs.rows),
    differences: purpose === 'enforcement' ? await findDifferences(ctx, campaign) : null,
    different: pairs.rows
      .filter(({ code, otherCode }) => code !== otherCode)
      .reduce((sum, { count }) => sum + count, 0),
    ...(total ?? { coded: 0, settled: 0, recused: 0, simulated: false }),
  };
}
