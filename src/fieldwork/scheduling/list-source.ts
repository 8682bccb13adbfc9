import { sql, type RawBuilder } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import { allOf, orderBy, type ListSource, type Listing } from '../../platform/listing.js';
import { typedNumber } from '../../platform/search-text.js';
import { VACANCY_TITLE } from '../about.js';
import type { ApplicationState } from './schema.js';
import type { TestLine } from './views.js';

/** What may order a campaign's tests. `test` is the order of the plan. */
export const TEST_SORTS = ['test', 'sector', 'a', 'b', 'gepland'] as const;
type TestSort = (typeof TEST_SORTS)[number];

export interface TestFilter {
  readonly sector?: string | undefined;
  /** State of the first and of the second application. */
  readonly first?: ApplicationState | undefined;
  readonly second?: ApplicationState | undefined;
}

/** Each order stands on an index of its own: on the test, or on one of its two applications. */
const ORDERS: Readonly<
  Record<TestSort, { by: RawBuilder<unknown>; tie: RawBuilder<unknown>; position?: 1 | 2 }>
> = {
  test: { by: sql`t.ordinal`, tie: sql`t.id` },
  sector: { by: sql`t.sector`, tie: sql`t.ordinal` },
  a: { by: sql`a.state`, tie: sql`a.test`, position: 1 },
  b: { by: sql`a.state`, tie: sql`a.test`, position: 2 },
  gepland: { by: sql`a.due_at`, tie: sql`a.test`, position: 1 },
};

/** A campaign's tests as a list, without arms; empty to those outside its team. The text filter is the number of a test, as people count: from 1. */
export function testSource(
  campaign: CampaignId,
  { sort, descending, text }: Listing<TestSort>,
  filter: TestFilter,
): ListSource<TestLine> {
  const { by, tie, position } = ORDERS[sort];
  const number = typedNumber(text);
  const counted = {
    from: sql`test t`,
    where: allOf([
      sql`t.campaign = ${campaign}`,
      sql`exists (select from campaign_member m where m.campaign = ${campaign} and m.account = app_actor())`,
      filter.sector === undefined ? undefined : sql`t.sector = ${filter.sector}`,
      filter.first === undefined ? undefined : hasState(campaign, 1, filter.first),
      filter.second === undefined ? undefined : hasState(campaign, 2, filter.second),
      text === '' ? undefined : number === null ? sql`false` : sql`t.ordinal = ${number - 1}`,
    ]),
  };
  const id = sql`t.id`;
  const order = orderBy(by, tie, descending);
  return {
    stretches: [
      position === undefined
        ? { ...counted, id, order }
        : {
            from: sql`application a join test t on t.id = a.test`,
            id,
            where: allOf([sql`a.campaign = ${campaign} and a.position = ${position}`, counted.where]),
            order,
          },
    ],
    counted,
    idOf: ({ id }) => id,
    read: async (ctx, ids) =>
      (
        await sql<TestLine>`select t.id, t.ordinal, t.sector, ${VACANCY_TITLE} as "vacancyTitle", a.state as first, b.state as second, a.due_at as due
          from test t left join vacancy v on v.id = t.vacancy
            join application a on a.test = t.id and a.position = 1 left join application b on b.test = t.id and b.position = 2
          where t.id = any(${[...ids]}::uuid[])`.execute(ctx.db)
      ).rows,
  };
}

function hasState(campaign: CampaignId, position: 1 | 2, state: ApplicationState): RawBuilder<unknown> {
  return sql`exists (select from application s where s.test = t.id and s.campaign = ${campaign}
    and s.position = ${position} and s.state = ${state})`;
}
