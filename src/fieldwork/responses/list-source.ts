import { sql, type RawBuilder } from 'kysely';
import { allOf, orderBy, type ListSource, type Listing } from '../../platform/listing.js';
import type { Unmatched } from './views.js';

/** What may order the mailbox. `ontvangen` is its own order: the oldest first. */
export const UNMATCHED_SORTS = ['ontvangen', 'van'] as const;
type UnmatchedSort = (typeof UNMATCHED_SORTS)[number];

const ORDERS: Readonly<Record<UnmatchedSort, RawBuilder<unknown>>> = {
  ontvangen: sql`r.received_at`,
  van: sql`r.sender`,
};

/** Messages without an application as a list. The text filter is the beginning of the sender's address. */
export function unmatchedSource({ sort, descending, text }: Listing<UnmatchedSort>): ListSource<Unmatched> {
  const prefix = text.toLowerCase();
  return {
    stretches: [
      {
        from: sql`response r`,
        id: sql`r.id`,
        where: allOf([sql`r.state = 'unmatched'`, text === '' ? undefined : beginsWith(prefix)]),
        order: orderBy(ORDERS[sort], sql`r.id`, descending),
      },
    ],
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<Unmatched>`select id, received_at as "receivedAt", envelope_from as "from", envelope_to as "to", bytes, channel
          from response where id = any(${[...ids]}::uuid[]) and state = 'unmatched'`.execute(ctx.db)
      ).rows,
  };
}

/** A range instead of `like`: only a comparison may use the index under a row-level policy. */
const beginsWith = (prefix: string): RawBuilder<unknown> =>
  sql`r.sender >= ${prefix} and r.sender < ${`${prefix}\u{10ffff}`}`;
