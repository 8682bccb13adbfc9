import { sql, type RawBuilder } from 'kysely';
import { allOf, orderBy, type ListSource, type Listing } from '../platform/listing.js';
import { wordPrefixes } from '../platform/search-text.js';
import type { CampaignState, Purpose } from './schema.js';
import type { CampaignLine } from './views.js';

/** What may order the list of campaigns. `stand` is its own order: what is under way first, then by age. */
export const CAMPAIGN_SORTS = ['stand', 'naam', 'machtiging'] as const;
type CampaignSort = (typeof CAMPAIGN_SORTS)[number];

export interface CampaignFilter {
  /** One state; `lopend` is every state between ready and closed. */
  readonly state?: CampaignState | 'lopend' | undefined;
  readonly ground?: string | undefined;
  readonly purpose?: Purpose | undefined;
  /** Only those to whose team the actor belongs. */
  readonly own?: boolean;
}

const UNDER_WAY = sql`(c.state not in ('running', 'paused', 'closing'))`;

const ORDERS: Readonly<Record<CampaignSort, RawBuilder<unknown>>> = {
  stand: sql`${UNDER_WAY}`,
  naam: sql`lower(c.name) collate "C"`,
  machtiging: sql`a.valid_until`,
};

/** Campaigns as a list; `planned` is the number of pairs that the plan asks for. */
export function campaignSource(
  { sort, descending, text }: Listing<CampaignSort>,
  filter: CampaignFilter,
): ListSource<CampaignLine> {
  const words = text === '' ? undefined : wordPrefixes(text);
  const tie = sort === 'stand' ? orderBy(sql`c.created_at`, sql`c.id`, descending) : undefined;
  return {
    from:
      sort === 'machtiging'
        ? sql`campaign c left join authorisation a on a.campaign = c.id`
        : sql`campaign c`,
    id: sql`c.id`,
    where: allOf([
      filter.state === undefined
        ? undefined
        : filter.state === 'lopend'
          ? sql`c.state in ('ready', 'running', 'paused', 'closing')`
          : sql`c.state = ${filter.state}`,
      filter.ground === undefined ? undefined : sql`c.ground = ${filter.ground}`,
      filter.purpose === undefined ? undefined : sql`c.purpose = ${filter.purpose}`,
      filter.own === true
        ? sql`c.id in (select m.campaign from campaign_member m where m.account = app_actor())`
        : undefined,
      words === undefined
        ? undefined
        : words === null
          ? sql`false`
          : sql`c.id in (select campaigns_named(${words}, null))`,
    ]),
    order:
      tie === undefined
        ? orderBy(ORDERS[sort], sql`c.id`, descending)
        : sql`${ORDERS[sort]} ${descending ? sql`desc` : sql`asc`}, ${tie}`,
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<CampaignLine>`select c.id, c.name, c.ground, c.purpose, c.state, a.valid_until as "authorisedUntil",
            coalesce((select sum(k.quota) from campaign_cell k where k.campaign = c.id), 0)::int as planned
          from campaign c left join authorisation a on a.campaign = c.id where c.id = any(${[...ids]}::uuid[])`.execute(
          ctx.db,
        )
      ).rows,
  };
}
