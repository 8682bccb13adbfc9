import { sql } from 'kysely';
import { holds } from '../../auth/index.js';
import { ContrastTitle, isMember, type Campaign, type CampaignId, type Cell } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { isPast, microseconds } from '../../platform/db/index.js';
import { Problem } from '../../platform/problems.js';
import { findEvidenceTables, findSeries } from '../counts/index.js';
import { anytimeEvidence, familiesOf, lookAt, mayLookStanding, maySeeFlag } from './rules.js';
import { FinalCell, FlagNumbers, type FlagDecision, type FlagId } from './schema.js';

/** What a person decided on a flag. */
export interface Decided<Decision extends string> {
  readonly decision: Decision;
  readonly reason: string;
  readonly who: string;
  readonly at: Date;
}

/**
 * A flag on a sector as everybody may see it once its cell is published. Without the numbers it rests on: they count one
 * pair per employer, and beside the published figures of all pairs they would tell of the few employers with more.
 */
export interface PublishedFlag {
  readonly id: FlagId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly sector: string;
  readonly ground: string;
  /** What its contrast is called; null where its campaign has but one comparison. */
  readonly contrast: Cell['contrast'];
  readonly procedure: 'standing' | 'final';
  readonly state: 'standing' | 'weakened';
  readonly raisedAt: Date;
  readonly changedAt: Date;
}

/** A flag on a sector as its campaign's own team sees it. */
export interface FlagView extends PublishedFlag {
  readonly raisedOn: FlagNumbers;
  readonly latest: FlagNumbers;
  readonly decisions: readonly Decided<FlagDecision>[];
}

/** The flags of the actor's own campaigns, those without a decision first; with `ended` of those that ended alone. */
export function listFlags(
  ctx: Ctx,
  filter: { campaign?: CampaignId; id?: FlagId; ids?: readonly FlagId[]; ended?: true } = {},
): Promise<FlagView[]> {
  return ctx.read(async (ctx) => {
    const flags = (await findRows(ctx, filter)).filter((row) => row.member);
    const decisions = await findDecisions(
      ctx,
      flags.map((flag) => flag.id),
    );
    const views = flags.map((flag) => ({
      ...publishedOf(flag),
      raisedOn: FlagNumbers.parse(flag.raised_on),
      latest: FlagNumbers.parse(flag.latest),
      decisions: decisions.filter((decision) => decision.flag === flag.id),
    }));
    const urgency = (flag: FlagView): number =>
      (flag.decisions.length === 0 ? 0 : 2) + (flag.state === 'standing' ? 0 : 1);
    return views.sort((a, b) => urgency(a) - urgency(b));
  });
}

/** The flags of campaigns of others, as far as they are published. */
export function listPublishedFlags(ctx: Ctx, filter: { id?: FlagId } = {}): Promise<PublishedFlag[]> {
  return ctx.read(async (ctx) => {
    const rows = (await findPublishedRows(ctx, filter)).filter((row) => !row.member);
    return rows
      .filter((row) =>
        maySeeFlag({ state: row.campaignState, purpose: row.purpose }, { member: false, published: true }),
      )
      .map(publishedOf);
  });
}

type PublishedRow = Awaited<ReturnType<typeof findPublishedRows>>[number];

const publishedOf = (flag: PublishedRow): PublishedFlag => ({
  id: flag.id,
  campaign: flag.campaign,
  campaignName: flag.name,
  sector: flag.sector,
  ground: flag.ground,
  contrast: ContrastTitle.nullable().parse(flag.contrast),
  procedure: flag.procedure,
  state: flag.state,
  raisedAt: flag.raised_at,
  changedAt: flag.changed_at,
});

/** Whether the flag `f` is of a campaign whose own team the actor belongs to; the system sees all. */
function isOwn(ctx: ReadCtx) {
  const seesAny = holds(ctx.actor.roles, 'flag.see-any');
  return sql<boolean>`(${seesAny} or exists (select from campaign_member m where m.campaign = f.campaign and m.account = ${ctx.actor.id}))`;
}

function findRows(
  ctx: ReadCtx,
  filter: { campaign?: CampaignId; id?: FlagId; ids?: readonly FlagId[]; ended?: true },
) {
  let query = ctx.db
    .selectFrom('flag as f')
    .innerJoin('campaign as c', 'c.id', 'f.campaign')
    .leftJoin('campaign_cell as k', (join) =>
      join
        .onRef('k.campaign', '=', 'f.campaign')
        .onRef('k.sector', '=', 'f.sector')
        .onRef('k.ground', '=', 'f.ground'),
    )
    .selectAll('f')
    .select(['c.name', 'c.state as campaignState', 'c.purpose', 'k.contrast'])
    .select(isOwn(ctx).as('member'));
  if (filter.campaign !== undefined) query = query.where('f.campaign', '=', filter.campaign);
  if (filter.id !== undefined) query = query.where('f.id', '=', filter.id);
  if (filter.ended) query = query.where('c.state', 'in', ['closed', 'stopped', 'abandoned']);
  if (filter.ids !== undefined) query = query.where('f.id', 'in', [...filter.ids]);
  return query.orderBy('f.raised_at', 'desc').orderBy('f.id').execute();
}

/** The flags that stand in a publication, from a view of the database that holds no numbers. */
function findPublishedRows(ctx: ReadCtx, filter: { id?: FlagId }) {
  let query = ctx.db
    .selectFrom('published_flag as f')
    .innerJoin('campaign as c', 'c.id', 'f.campaign')
    .selectAll('f')
    .select(['c.name', 'c.state as campaignState', 'c.purpose'])
    .select(isOwn(ctx).as('member'));
  if (filter.id !== undefined) query = query.where('f.id', '=', filter.id);
  return query.orderBy('f.raised_at', 'desc').orderBy('f.id').execute();
}

async function findDecisions(
  ctx: ReadCtx,
  flags: readonly FlagId[],
): Promise<(Decided<FlagDecision> & { flag: FlagId })[]> {
  if (flags.length === 0) return [];
  return ctx.db
    .selectFrom('flag_decision as d')
    .innerJoin('account as a', 'a.id', 'd.actor')
    .select(['d.flag', 'd.decision', 'd.reason', 'd.at', 'a.name as who'])
    .where('d.flag', 'in', [...flags])
    .orderBy('d.at', 'desc')
    .orderBy('d.id')
    .execute();
}

/** The newest flags of the actor's own campaigns after a place in the list, by instant of raising and id, which never change. */
export function pageOfFlags(
  ctx: Ctx,
  { after, limit }: { readonly after: readonly string[] | null; readonly limit: number },
): Promise<{ rows: FlagView[]; next: string[] | null }> {
  return ctx.read(async (ctx) => {
    let query = ctx.db
      .selectFrom('flag as f')
      .select(['f.id', microseconds('f.raised_at').as('raised')])
      .where(isOwn(ctx));
    if (after !== null) query = query.where(isPast('f.raised_at', 'f.id', after));
    const found = await query
      .orderBy('f.raised_at', 'desc')
      .orderBy('f.id', 'desc')
      .limit(limit + 1)
      .execute();
    const shown = found.slice(0, limit);
    if (shown.length === 0) return { rows: [], next: null };
    const flags = new Map(
      (await listFlags(ctx, { ids: shown.map((row) => row.id) })).map((flag) => [flag.id, flag]),
    );
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      rows: shown.flatMap((row) => flags.get(row.id) ?? []),
      next: last === undefined ? null : [last.raised, last.id],
    };
  });
}

/** One flag of the actor's own campaigns. Throws `not-found`, also for who may not see it. */
export async function findFlag(ctx: Ctx, id: FlagId): Promise<FlagView> {
  const [flag] = await listFlags(ctx, { id });
  if (flag === undefined) throw new Problem('not-found');
  return flag;
}

/** One flag of a campaign of others. Throws `not-found` unless it is published. */
export async function findPublishedFlag(ctx: Ctx, id: FlagId): Promise<PublishedFlag> {
  const [flag] = await listPublishedFlags(ctx, { id });
  if (flag === undefined) throw new Problem('not-found');
  return flag;
}

/** The final look at one family of a campaign that ended. */
export interface FinalLook {
  readonly family: number;
  readonly at: Date;
  readonly kind: 'tested' | 'undetermined';
  readonly why: 'stopped-early' | 'stop-rule-e-value' | null;
  /** The campaign ended before every planned pair was sent. */
  readonly early: boolean;
  readonly k: number;
  readonly alpha: number;
  readonly cells: readonly FinalCell[];
}

/** The final looks at a campaign, one per family, for its own team; none before it is concluded. Throws `not-found` to others. */
export async function findFinalLooks(ctx: ReadCtx, campaign: CampaignId): Promise<FinalLook[]> {
  if (!holds(ctx.actor.roles, 'flag.see-any') && !(await isMember(ctx, campaign)))
    throw new Problem('not-found');
  const rows = await ctx.db
    .selectFrom('final_look')
    .select(['family', 'at', 'kind', 'why', 'early', 'k', 'alpha', 'cells'])
    .where('campaign', '=', campaign)
    .orderBy('family')
    .execute();
  return rows.map((row) => ({ ...row, cells: FinalCell.array().parse(row.cells) }));
}

/** The evidence of now on one family. */
export interface CurrentLook {
  readonly family: number;
  readonly k: number;
  readonly cells: readonly FinalCell[];
  /** Outcomes of each cell's series in the order in which they came to count; same order as `cells`. */
  readonly series: readonly (readonly string[])[];
}

/** The evidence of now of a campaign that is looked at all along, for its own team; of another nothing is shown before its end. */
export async function findCurrentLooks(ctx: ReadCtx, campaign: Campaign): Promise<CurrentLook[]> {
  if (!mayLookStanding(campaign.stopRule, null)) return [];
  const looks: CurrentLook[] = [];
  for (const { family, cells } of familiesOf(await findEvidenceTables(ctx, campaign))) {
    const shown: FinalCell[] = [];
    const paths: string[][] = [];
    for (const cell of lookAt(cells, 1)) {
      const series = await findSeries(ctx, campaign.id, cell);
      const { p } = anytimeEvidence(series);
      paths.push(series);
      const { sector, ground, logE } = cell;
      const test = { midP: null, adjustedP: null, flagged: false };
      shown.push({ sector, ground, ...cell.evidence, ...test, logE, anytimeP: p });
    }
    looks.push({ family, k: cells.length, cells: shown, series: paths });
  }
  return looks;
}

/** Campaigns that ended and are not concluded yet. */
export function findUnconcluded(ctx: Ctx): Promise<CampaignId[]> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('campaign as c')
      .select('c.id')
      .where('c.state', 'in', ['closed', 'stopped'])
      // Single applications raise no flags.
      .where('c.design', '=', 'pair')
      .where((eb) =>
        eb.not(
          eb.exists(eb.selectFrom('final_look as l').select('l.family').whereRef('l.campaign', '=', 'c.id')),
        ),
      )
      .orderBy('c.id')
      .execute();
    return rows.map(({ id }) => id);
  });
}
