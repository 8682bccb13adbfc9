import { sql, type RawBuilder } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import { allOf, orderBy, type ListSource, type Listing } from '../../platform/listing.js';
import { typedNumber } from '../../platform/search-text.js';
import { VACANCY_TITLE } from '../about.js';
import { CHECK_HOURS, GROUNDLESS, RELEASED, RETIRED, UNCOOLED } from '../dispatch/index.js';
import type { OutboxLine, Stand } from './schema.js';

/** What may order the outbox. `moment` is its own order: the first to leave in front. */
export const OUTBOX_SORTS = ['moment', 'test'] as const;
type OutboxSort = (typeof OUTBOX_SORTS)[number];

export interface OutboxFilter {
  readonly stand?: Stand | undefined;
  readonly position?: 1 | 2 | undefined;
  readonly moved?: boolean | undefined;
}

/** What holds for a whole campaign at one moment. */
export interface OutboxFacts {
  readonly campaign: CampaignId;
  readonly now: Date;
  /** Whether it is an hour in which applications leave. */
  readonly office: boolean;
  /** Why the gate lets nothing of it leave, or null. */
  readonly refusal: string | null;
  /** How many tests may still begin under its authorisation. */
  readonly left: number;
}

const FROM = sql`application a join test t on t.id = a.test left join vacancy v on v.id = t.vacancy`;
/** Each order stands on an index of its own. */
const ORDERS: Readonly<Record<OutboxSort, { by: RawBuilder<unknown>; tie: RawBuilder<unknown> }>> = {
  moment: { by: sql`a.due_at`, tie: sql`a.id` },
  test: { by: sql`t.ordinal`, tie: sql`a.position` },
};

/** What holds at one moment; of the gate and the authorised number as SQL, which may ask campaign by campaign. */
interface HoldFacts extends Pick<OutboxFacts, 'now' | 'office'> {
  readonly refusal: RawBuilder<string | null>;
  readonly left: RawBuilder<number | null>;
}

/**
 * Why an application `a` of test `t` and vacancy `v` whose moment has come does not leave now, by the questions that dispatch asks
 * and in its order; null when it goes with the next round, is tried again, waits for a person only, or its moment is still to come.
 */
export function holdOf({ now, office, refusal, left }: HoldFacts): RawBuilder<string | null> {
  const first = sql`(select f.state from application f where f.test = a.test and f.position = 1)`;
  const checked = sql`(select k.verdict from vacancy_check k where k.vacancy = t.vacancy order by k.at desc limit 1)`;
  const fresh = sql`exists (select from vacancy_check k where k.vacancy = t.vacancy and k.at >= ${now}::timestamptz - ${CHECK_HOURS} * interval '1 hour')`;
  // A form is asked of its vacancy when a person takes it, whenever it became due.
  const asked = sql`(a.state = 'planned' or a.form_url is not null)`;
  return sql`case
    when not (a.state = 'due' or (a.state = 'planned' and a.due_at <= ${now}::timestamptz)) then null
    when ${refusal} is not null then ${refusal}
    when not authorisation_covers(a.campaign, t.employer, t.vacancy) then 'other-employer'
    when ${RETIRED} then 'identity-retired'
    when ${GROUNDLESS} then 'ground-gone'
    when not ${RELEASED} then 'identity-unreleased'
    when not ${UNCOOLED} then cooled_because(a.id)
    when a.position = 1 and ${left} <= 0 then 'authorisation-used-up'
    when a.state = 'due' and a.attempts > 0 and a.form_url is null then null
    when a.position = 2 and ${first} = 'in-doubt' then 'first-arm-in-doubt'
    when a.position = 2 and ${first} in ('planned', 'due', 'sending') then 'first-arm-open'
    when ${asked} and v.exclusion is not null then 'vacancy-excluded'
    when ${asked} and ${checked} <> 'open' then 'vacancy-over'
    when ${asked} and t.vacancy is not null and not ${fresh} then 'vacancy-unchecked'
    when a.state = 'due' and a.next_attempt_at > ${now}::timestamptz then 'hour-limit'
    when not ${office}::boolean then 'office-closed' end`;
}

const standOf = (hold: RawBuilder<string | null>): RawBuilder<Stand> => sql<Stand>`case
    when a.state = 'sent' and exists (select from response r where r.application = a.id and r.code = 'BNC') then 'bounced'
    when ${hold} is not null then 'held'
    when a.state = 'due' and a.form_url is not null then 'to-fill-in'
    when a.state = 'due' and a.attempts > 0 then 'deferred'
    when a.state = 'sending' and a.form_url is not null then 'filling-in'
    else a.state end`;

/** The applications of a campaign as a list, without arms; empty to those outside its team. The text filter is the number of a test. */
export function outboxSource(
  facts: OutboxFacts,
  { sort, descending, text }: Listing<OutboxSort>,
  filter: OutboxFilter,
): ListSource<OutboxLine> {
  const { campaign } = facts;
  const number = typedNumber(text);
  const hold = holdOf({
    ...facts,
    refusal: sql`${facts.refusal}::text`,
    left: sql`${facts.left}::integer`,
  });
  const { by, tie } = ORDERS[sort];
  return {
    stretches: [
      {
        from: FROM,
        id: sql`a.id`,
        where: allOf([
          sql`a.campaign = ${campaign} and t.campaign = ${campaign} and exists (select from campaign_member m where m.campaign = ${campaign} and m.account = app_actor())`,
          ...(filter.stand === undefined
            ? []
            : [statesOf(filter.stand), sql`${standOf(hold)} = ${filter.stand}`]),
          filter.position === undefined ? undefined : sql`a.position = ${filter.position}`,
          filter.moved === undefined ? undefined : sql`(a.due_at <> a.planned_at) = ${filter.moved}`,
          text === '' ? undefined : number === null ? sql`false` : sql`t.ordinal = ${number - 1}`,
        ]),
        order: orderBy(by, tie, descending),
      },
    ],
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<OutboxLine>`select a.id, a.test, t.ordinal, a.position, ${VACANCY_TITLE} as "vacancyTitle", ${standOf(hold)} as stand,
            coalesce(${hold}, case when a.state <> 'sent' then a.state_reason end) as why, a.due_at as "dueAt", a.due_at <> a.planned_at as moved,
            case when a.attempts > 0 then a.next_attempt_at end as "nextAt", a.sent_at as "sentAt", a.attempts,
            a.form_url is not null as "byHand",
            (select substring(x.reply from '^[245][0-9][0-9](?: [245]\\.[0-9]{1,3}\\.[0-9]{1,3})?') from attempt x
              where x.application = a.id and x.taken_by is null order by x.number desc limit 1) as "replyCode"
          from ${FROM} where a.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
      ).rows,
  };
}

/** The states that a way of standing is made of, so that an index narrows the search. */
function statesOf(stand: Stand): RawBuilder<unknown> {
  if (stand === 'held') return sql`a.state in ('planned', 'due')`;
  if (stand === 'deferred' || stand === 'to-fill-in') return sql`a.state = 'due'`;
  if (stand === 'filling-in') return sql`a.state = 'sending'`;
  return sql`a.state = ${stand === 'bounced' ? 'sent' : stand}`;
}
