import { sql, type RawBuilder } from 'kysely';
import { allOf, orderBy, type ListSource, type Listing } from '../../platform/listing.js';
import { wordPrefixes } from '../../platform/search-text.js';
import { KNOWN_TEST, VACANCY_TITLE } from '../about.js';
import type { OnClock, Step } from './schema.js';

/** What may order the list. `klok` is its own order: the clock that runs out first. */
export const CLOCK_SORTS = ['klok', 'ontvangen', 'campagne'] as const;
type ClockSort = (typeof CLOCK_SORTS)[number];

export interface ClockFilter {
  readonly step?: Step | undefined;
  /** Only those whose clock has (true) or has not run out at `now`. */
  readonly late?: { readonly is: boolean; readonly now: Date } | undefined;
}

/** What waits for a person: answers to read, withdrawals to decide on, and sendings that went wrong. */
export const WAITING = sql`(select 'read' as step, g.response as id, g.campaign, g.application, g.due_at, g.received_at from triage g where g.expects is null
  union all select w.state, w.id, w.campaign, w.application, w.due_at, g.received_at
    from withdrawal w join triage g on g.response = w.response where w.state in ('open', 'in-doubt', 'failed')) q`;

/** An employer of a baseline is for the campaign's own team alone. */
export const OF_OWN_TEAM = sql`exists (select from campaign_member m where m.campaign = q.campaign and m.account = app_actor())`;

const ORDERS: Readonly<Record<ClockSort, RawBuilder<unknown>>> = {
  klok: sql`q.due_at`,
  ontvangen: sql`q.received_at`,
  campagne: sql`lower(c.name) collate "C"`,
};

/** What waits as a list, of the reader's own campaigns. The text filter is the beginning of words of the campaign's name. */
export function clockSource(
  { sort, descending, text }: Listing<ClockSort>,
  { step, late }: ClockFilter,
): ListSource<OnClock> {
  const words = text === '' ? undefined : wordPrefixes(text);
  return {
    stretches: [
      {
        from: sql`${WAITING} join campaign c on c.id = q.campaign`,
        id: sql`q.id`,
        where: allOf([
          OF_OWN_TEAM,
          step === undefined ? undefined : sql`q.step = ${step}`,
          late === undefined ? undefined : sql`(q.due_at <= ${late.now}) = ${late.is}`,
          words === undefined
            ? undefined
            : words === null
              ? sql`false`
              : sql`to_tsvector('simple'::regconfig, c.name) @@ to_tsquery('simple'::regconfig, ${words})`,
        ]),
        order: orderBy(ORDERS[sort], sql`q.id`, descending),
      },
    ],
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<OnClock>`select q.id, q.step, q.due_at as "dueAt", q.received_at as "receivedAt", c.name as "campaignName", c.purpose,
            ${VACANCY_TITLE} as "vacancyTitle"
          from ${WAITING} join campaign c on c.id = q.campaign join application a on a.id = q.application
            join test t on t.id = a.test left join vacancy v on v.id = t.vacancy
          where q.id = any(${[...ids]}::uuid[]) and ${KNOWN_TEST} and ${OF_OWN_TEAM}`.execute(ctx.db)
      ).rows,
  };
}
