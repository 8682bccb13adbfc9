import { sql, type RawBuilder } from 'kysely';
import { allOf, orderBy, type ListSource, type Listing } from '../../platform/listing.js';
import { wordPrefixes } from '../../platform/search-text.js';
import { VACANCY_TITLE } from '../about.js';
import type { InDoubt } from './schema.js';

/** What may order the sendings in doubt. `poging` is their own order: the oldest first. */
export const IN_DOUBT_SORTS = ['poging', 'campagne'] as const;
type InDoubtSort = (typeof IN_DOUBT_SORTS)[number];

export interface InDoubtFilter {
  /** Whether an answer came in, which proves that the application was sent. */
  readonly answered?: boolean | undefined;
}

const LATEST = sql`join lateral (select started_at, reply, taken_by from attempt where application = a.id order by number desc limit 1) x on true`;
const ANSWERED = sql`exists (select from response r where r.application = a.id)`;

const ORDERS: Readonly<Record<InDoubtSort, RawBuilder<unknown>>> = {
  poging: sql`x.started_at`,
  campagne: sql`lower(c.name) collate "C"`,
};

/** Sendings in doubt of the actor's own campaigns as a list: the database shows no others. The text filter is the beginning of words of the campaign's name. */
export function inDoubtSource(
  { sort, descending, text }: Listing<InDoubtSort>,
  filter: InDoubtFilter,
): ListSource<InDoubt> {
  const words = text === '' ? undefined : wordPrefixes(text);
  return {
    stretches: [
      {
        from: sql`application a join campaign c on c.id = a.campaign ${LATEST}`,
        id: sql`a.id`,
        where: allOf([
          sql`a.state = 'in-doubt'`,
          filter.answered === undefined ? undefined : filter.answered ? ANSWERED : sql`not ${ANSWERED}`,
          words === undefined
            ? undefined
            : words === null
              ? sql`false`
              : sql`to_tsvector('simple', c.name) @@ to_tsquery('simple', ${words})`,
        ]),
        order: orderBy(ORDERS[sort], sql`a.id`, descending),
      },
    ],
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<InDoubt>`select a.id, a.test, a.campaign, c.name as "campaignName", c.purpose,
            ${VACANCY_TITLE} as "vacancyTitle", a.position,
            x.started_at as "triedAt", x.reply, x.taken_by is not null as "byHand", ${ANSWERED} as answered
          from application a join campaign c on c.id = a.campaign join test t on t.id = a.test left join vacancy v on v.id = t.vacancy ${LATEST}
          where a.id = any(${[...ids]}::uuid[]) and a.state = 'in-doubt'`.execute(ctx.db)
      ).rows,
  };
}
