import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { isPast, microseconds } from '../../platform/db/index.js';
import { Problem } from '../../platform/problems.js';
import { FlagNumbers, type FlagDecision, type FlagId } from './schema.js';

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
  filter: { campaign?: CampaignId; id?: FlagId; ids?: readonly FlagId[] } = {},
): Promise<FlagView[]> {
  return ctx.read(async (ctx) => {
    let query = ctx.db
      .selectFrom('flag as f')
      .innerJoin('campaign as c', 'c.id', 'f.campaign')
      .selectAll('f')
      .select('c.name');
    if (filter.campaign !== undefined) query = query.where('f.campaign', '=', filter.campaign);
    if (filter.ids !== undefined) query = query.where('f.id', 'in', [...filter.ids]);
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

/** The newest flags after a place in the list, by instant of raising and id, which never change. */
export function pageOfFlags(
  ctx: Ctx,
  { after, limit }: { readonly after: readonly string[] | null; readonly limit: number },
): Promise<{ rows: FlagView[]; next: string[] | null }> {
  return ctx.read(async (ctx) => {
    let query = ctx.db.selectFrom('flag as f').select(['f.id', microseconds('f.raised_at').as('raised')]);
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
