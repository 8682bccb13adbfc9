import { holds } from '../../auth/index.js';
import { findCampaign, isMember, type Campaign, type CampaignId } from '../../campaigns/index.js';
import { findContradictions, findTestDays, findUnitNames } from '../../fieldwork/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { findPatterns, type EmployerPattern } from './rules.js';
import { EmployerNumbers, type EmployerDecision, type EmployerFlagId, type EmployerRule } from './schema.js';

/** The patterns of an enforcement campaign's employers; of any other purpose there are none, in SQL too. */
export async function findCampaignPatterns(ctx: ReadCtx, campaign: Campaign): Promise<EmployerPattern[]> {
  const pairs = await ctx.db
    .selectFrom('enforcement_pair')
    .select(['test', 'employer_unit as unit', 'strict', 'lenient'])
    .where('campaign', '=', campaign.id)
    .orderBy('ordinal')
    .execute();
  if (pairs.length === 0) return [];
  const days = await findTestDays(ctx, campaign.id);
  const counted = new Set(pairs.map((pair) => pair.test));
  const contradictions = (await findContradictions(ctx, campaign.id)).filter((one) => counted.has(one.test));
  return findPatterns(
    pairs.map((pair) => ({ ...pair, day: days.get(pair.test) ?? null })),
    contradictions,
    campaign.primaryDefinition,
  );
}

/** An employer's pattern with the names its unit is known by. */
export interface NamedPattern extends EmployerPattern {
  readonly names: readonly string[];
}

/** The employers of an enforcement campaign, for its own team alone. Throws `not-found` for any other campaign or reader. */
export function listPatterns(
  ctx: Ctx,
  id: CampaignId,
): Promise<{ campaign: Campaign; patterns: NamedPattern[] }> {
  return ctx.read(async (ctx) => {
    const campaign = await findCampaign(ctx, id);
    if (campaign.purpose !== 'enforcement' || !(await isMember(ctx, id))) throw new Problem('not-found');
    const names = await findUnitNames(ctx, id);
    const patterns = await findCampaignPatterns(ctx, campaign);
    return {
      campaign,
      patterns: patterns.map((pattern) => ({
        ...pattern,
        names: names.get(pattern.unit) ?? [pattern.unit],
      })),
    };
  });
}

/** A flag on one employer as shown. */
export interface EmployerFlagView {
  readonly id: EmployerFlagId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly names: readonly string[];
  readonly rule: EmployerRule;
  readonly state: 'standing' | 'weakened';
  readonly raisedAt: Date;
  readonly changedAt: Date;
  readonly raisedOn: EmployerNumbers;
  readonly latest: EmployerNumbers;
  readonly decisions: readonly {
    readonly decision: EmployerDecision;
    readonly reason: string;
    readonly who: string;
    readonly at: Date;
  }[];
}

/** Flags on employers of the actor's own enforcement campaigns, those without a decision first; none without the permission. */
export function listEmployerFlags(
  ctx: Ctx,
  filter: { id?: EmployerFlagId; campaign?: CampaignId } = {},
): Promise<EmployerFlagView[]> {
  return ctx.read(async (ctx) => {
    if (!holds(ctx.actor.roles, 'employer-pattern.read')) return [];
    let query = ctx.db
      .selectFrom('employer_flag as f')
      .innerJoin('campaign as c', 'c.id', 'f.campaign')
      .innerJoin('campaign_member as m', (join) =>
        join.onRef('m.campaign', '=', 'c.id').on('m.account', '=', ctx.actor.id),
      )
      .selectAll('f')
      .select('c.name')
      .where('c.purpose', '=', 'enforcement');
    if (filter.id !== undefined) query = query.where('f.id', '=', filter.id);
    if (filter.campaign !== undefined) query = query.where('f.campaign', '=', filter.campaign);
    const flags = await query.orderBy('f.raised_at', 'desc').orderBy('f.id').execute();
    const decisions = await findDecisions(
      ctx,
      flags.map((flag) => flag.id),
    );
    const names = new Map<CampaignId, ReadonlyMap<string, readonly string[]>>();
    for (const id of new Set(flags.map((flag) => flag.campaign))) names.set(id, await findUnitNames(ctx, id));
    const views = flags.map((flag) => ({
      id: flag.id,
      campaign: flag.campaign,
      campaignName: flag.name,
      names: names.get(flag.campaign)?.get(flag.employer_unit) ?? [flag.employer_unit],
      rule: flag.rule,
      state: flag.state,
      raisedAt: flag.raised_at,
      changedAt: flag.changed_at,
      raisedOn: EmployerNumbers.parse(flag.raised_on),
      latest: EmployerNumbers.parse(flag.latest),
      decisions: decisions.filter((decision) => decision.flag === flag.id),
    }));
    const urgency = (flag: EmployerFlagView): number =>
      (flag.decisions.length === 0 ? 0 : 2) + (flag.state === 'standing' ? 0 : 1);
    return views.sort((a, b) => urgency(a) - urgency(b));
  });
}

async function findDecisions(ctx: ReadCtx, flags: readonly EmployerFlagId[]) {
  if (flags.length === 0) return [];
  return ctx.db
    .selectFrom('employer_flag_decision as d')
    .innerJoin('account as a', 'a.id', 'd.actor')
    .select(['d.flag', 'd.decision', 'd.reason', 'd.at', 'a.name as who'])
    .where('d.flag', 'in', [...flags])
    .orderBy('d.at', 'desc')
    .orderBy('d.id')
    .execute();
}

/** One flag on an employer. Throws `not-found`, also for who may not see it. */
export async function findEmployerFlag(ctx: Ctx, id: EmployerFlagId): Promise<EmployerFlagView> {
  const [flag] = await listEmployerFlags(ctx, { id });
  if (flag === undefined) throw new Problem('not-found');
  return flag;
}
