import { sql, type RawBuilder } from 'kysely';
import { allOf, orderBy, type ListSource, type Listing, type Stretch } from '../../platform/listing.js';
import { wordPrefixes } from '../../platform/search-text.js';
import type { RequestLine } from './views.js';

/** What may order the list of requests. `stand` is its own order: what waits, the oldest first; then the newest. */
export const REQUEST_SORTS = ['stand', 'naam', 'verstuurd', 'einde'] as const;
type RequestSort = (typeof REQUEST_SORTS)[number];

/** How a request stands, as the filter asks for it. */
export const REQUEST_STANDS = [
  'wacht',
  'verleend',
  'geweigerd',
  'ingetrokken',
  'afgelopen',
  'vervallen',
] as const;
type RequestStand = (typeof REQUEST_STANDS)[number];

const OWN = sql`sent_request s join authorisation a on a.id = s.authorisation`;
const MINE = sql`s.addressed_to = app_actor()`;
const ID = sql`s.authorisation`;
const WAITS = sql`a.id in (select app_open_requests())`;
/** What was granted and stands; past its last day it is over. */
const STANDS_NOW = sql`authorisation_stands(a.state)`;
const OVER = sql`(${STANDS_NOW} and a.valid_until <= app_now())`;

const STANDS: Readonly<Record<RequestStand, RawBuilder<unknown>>> = {
  wacht: WAITS,
  verleend: sql`${STANDS_NOW} and not ${OVER}`,
  geweigerd: sql`a.state = 'refused'`,
  ingetrokken: sql`a.state = 'withdrawn'`,
  afgelopen: OVER,
  vervallen: sql`a.state = 'requested' and not ${WAITS}`,
};

const NAME = sql`(s.body::jsonb -> 'of' ->> 'name')`;
const SERVICE = sql`(s.body::jsonb -> 'of' -> 'service' ->> 'name')`;

function stretchesOf(sort: RequestSort, descending: boolean, where: RawBuilder<unknown>): Stretch[] {
  const one = (column: RawBuilder<unknown>): Stretch[] => [
    { from: OWN, id: ID, where, order: orderBy(column, ID, descending) },
  ];
  switch (sort) {
    case 'stand': {
      const waiting = {
        from: OWN,
        id: ID,
        where: allOf([WAITS, where]),
        order: orderBy(sql`s.sent_at`, ID, descending),
      };
      const decided = {
        from: OWN,
        id: ID,
        where: allOf([sql`not ${WAITS}`, where]),
        order: orderBy(sql`s.sent_at`, ID, !descending),
      };
      return descending ? [decided, waiting] : [waiting, decided];
    }
    case 'naam':
      return one(sql`lower(${NAME}) collate "C"`);
    case 'verstuurd':
      return one(sql`s.sent_at`);
    case 'einde':
      return one(sql`coalesce(a.valid_until, 'infinity')`);
  }
}

/** The requests that were addressed to who acts, as a list. The text filter is the beginning of words of their names. */
export function requestSource(
  { sort, descending, text }: Listing<RequestSort>,
  stand: RequestStand | undefined,
): ListSource<RequestLine> {
  const words = text === '' ? undefined : wordPrefixes(text);
  const where = allOf([
    MINE,
    stand === undefined ? undefined : sql`(${STANDS[stand]})`,
    words === undefined
      ? undefined
      : words === null
        ? sql`false`
        : sql`to_tsvector('simple'::regconfig, ${NAME}) @@ to_tsquery('simple'::regconfig, ${words})`,
  ]);
  return {
    stretches: stretchesOf(sort, descending, where),
    counted: { from: OWN, where },
    idOf: ({ authorisation }) => authorisation,
    read: async (ctx, ids) =>
      (
        await sql<RequestLine>`select s.authorisation, ${NAME} as name, ${SERVICE} as service, s.sent_at as "sentAt", a.state,
            ${WAITS} as waits, a.valid_until as "validUntil", a.max_tests as "maxTests"
          from ${OWN} where ${MINE} and s.authorisation = any(${[...ids]}::uuid[])`.execute(ctx.db)
      ).rows,
  };
}
