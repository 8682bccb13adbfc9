import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '../platform/context.js';
import {
  allOf,
  LIST_DEPTH,
  orderBy,
  type ListSource,
  type Listing,
  type Stretch,
} from '../platform/listing.js';
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

const ALL = sql`campaign c`;
const ID = sql`c.id`;

/** The stretches of an order. By the end of their authorisation: those that have one, and after them those without. */
function stretchesOf(
  sort: CampaignSort,
  descending: boolean,
  where: RawBuilder<unknown>,
): readonly Stretch[] {
  const way = descending ? sql`desc` : sql`asc`;
  switch (sort) {
    case 'stand': {
      const order = sql`${UNDER_WAY} ${way}, ${orderBy(sql`c.created_at`, ID, descending)}`;
      return [{ from: ALL, id: ID, where, order }];
    }
    case 'naam':
      return [{ from: ALL, id: ID, where, order: orderBy(sql`lower(c.name) collate "C"`, ID, descending) }];
    case 'machtiging': {
      const ending: Stretch = {
        from: sql`authorisation a join campaign c on c.id = a.campaign`,
        id: ID,
        where: allOf([sql`a.valid_until is not null`, where]),
        order: orderBy(sql`a.valid_until`, sql`a.campaign`, descending),
      };
      const open: Stretch = {
        from: ALL,
        id: ID,
        where: allOf([
          sql`not exists (select from authorisation a where a.campaign = c.id and a.valid_until is not null)`,
          where,
        ]),
        order: sql`c.id ${way}`,
      };
      return descending ? [open, ending] : [ending, open];
    }
  }
}

/** Campaigns as a list; `planned` is the number of pairs that the plan asks for. */
export async function campaignSource(
  ctx: Ctx,
  listing: Listing<CampaignSort>,
  filter: CampaignFilter,
): Promise<ListSource<CampaignLine>> {
  const words = listing.text === '' ? undefined : wordPrefixes(listing.text);
  if (words === undefined) return sourceOf(listing, filter);
  if (words === null) return sourceOf(listing, filter, { where: sql`false`, count: 0 });
  const count = await countNamed(ctx, words);
  // Where more names hold these words than a list is deep, a walk through any order soon finds a page of them.
  const where =
    count > LIST_DEPTH
      ? sql`c.name_words @@ to_tsquery('simple', ${words})`
      : sql`c.id in (select campaigns_named(${words}, null))`;
  return sourceOf(listing, filter, { where, count });
}

/** How many names hold these words, up to one more than a list is deep. */
async function countNamed(ctx: Ctx, words: string): Promise<number> {
  const found = await ctx.read((ctx) =>
    sql<{
      n: number;
    }>`select count(*)::int as n from campaigns_named(${words}, ${LIST_DEPTH + 1})`.execute(ctx.db),
  );
  return found.rows[0]?.n ?? 0;
}

function sourceOf(
  { sort, descending }: Listing<CampaignSort>,
  filter: CampaignFilter,
  named?: { readonly where: RawBuilder<unknown>; readonly count: number },
): ListSource<CampaignLine> {
  const filters = [
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
  ];
  const where = allOf([...filters, named?.where]);
  return {
    stretches: stretchesOf(sort, descending, where),
    counted: { from: ALL, where },
    known: filters.every((one) => one === undefined) ? named?.count : undefined,
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
