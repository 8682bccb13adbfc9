import { sql, type RawBuilder } from 'kysely';
import type { CampaignId, Definition } from '../campaigns/index.js';
import type { ReadCtx, TxCtx } from '../platform/context.js';
import { PREPARED } from '../platform/db/index.js';
import type { Id } from '../platform/ids.js';
import { KNOWN_TEST } from './about.js';
import type { OutcomeCode } from './responses/index.js';
import type { Arm } from './scheduling/index.js';

/** A test of which every application has its final code: both of a pair, or the single one. */
export interface CompleteTest {
  readonly test: Id<'test'>;
  readonly campaign: CampaignId;
  readonly primaryDefinition: Definition;
  readonly ordinal: number;
  readonly sector: string;
  readonly ground: string;
  readonly wave: number;
  readonly employer: Id<'employer'>;
  readonly employerUnit: string;
  /** Of its vacancy; without one the occupation that the two say is theirs. */
  readonly occupation: string;
  /** Null without a vacancy: then nobody said so. */
  readonly bottleneck: boolean | null;
  /** Of the place of work; without a vacancy of the employer. */
  readonly postcode: string | null;
  /** Null for the arm that a single application has not. */
  readonly control: OutcomeCode | null;
  readonly treatment: OutcomeCode | null;
  /** The tests that the plan has for its employer unit in its cell, in plan order; this one among them. */
  readonly testsOfUnit: readonly Id<'test'>[];
}

/** The test of this application when all its outcomes are final. */
export async function findCompleteTest(
  ctx: ReadCtx,
  application: Id<'application'>,
): Promise<CompleteTest | undefined> {
  // Both codes in one grouped part: seven tables joined side by side cost more to plan than to read.
  const found =
    await sql<CompleteTest>`${PREPARED} select t.id as test, t.campaign, c.primary_definition as "primaryDefinition", t.ordinal, t.sector, t.ground, t.wave,
      t.employer, t.employer_unit as "employerUnit", coalesce(v.occupation, o.occupation) as occupation, v.bottleneck, coalesce(v.postcode, o.postcode) as postcode, o.control, o.treatment,
      array(select u.id from test u where u.campaign = t.campaign and u.sector = t.sector and u.ground = t.ground and u.employer_unit = t.employer_unit
        order by u.ordinal) as "testsOfUnit"
    from test t join campaign c on c.id = t.campaign left join vacancy v on v.id = t.vacancy cross join lateral (
      select max(o.code) filter (where a.arm = 'control') as control, max(o.code) filter (where a.arm = 'treatment') as treatment,
        max(case when t.vacancy is null then a.profile ->> 'occupation' end) as occupation,
        case when t.vacancy is null then (select e.postcode from employer e where e.id = t.employer) end as postcode
        from application a join outcome o on o.application = a.id where a.test = t.id) o
    where t.id = (select x.test from application x where x.id = ${application}) and ${KNOWN_TEST}
      and case c.design when 'single' then coalesce(o.control, o.treatment) is not null else o.control is not null and o.treatment is not null end`.execute(
      ctx.db,
    );
  return found.rows[0];
}

/** Waits until no other transaction counts pairs of this application's campaign: pairs come to count one after another. */
export async function awaitCounting(ctx: TxCtx, application: Id<'application'>): Promise<void> {
  await sql`${PREPARED} select pg_advisory_xact_lock(hashtextextended('count/' || campaign, 0)) from application where id = ${application}`.execute(
    ctx.db,
  );
}

/** The day in Brussels on which the first application of each test of a campaign left. */
export async function findTestDays(ctx: ReadCtx, campaign: CampaignId): Promise<Map<Id<'test'>, string>> {
  const found = await sql<{
    test: Id<'test'>;
    day: string;
  }>`select test, (min(sent_at) at time zone 'Europe/Brussels')::date::text as day from application
    where campaign = ${campaign} and sent_at is not null group by test`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.test, row.day]));
}

/** The names of the employers behind each employer unit of an enforcement campaign, in order; of no other purpose. */
export async function findUnitNames(ctx: ReadCtx, campaign: CampaignId): Promise<Map<string, string[]>> {
  const found = await sql<{
    unit: string;
    names: string[];
  }>`select t.employer_unit as unit, array_agg(distinct e.name) as names from test t join employer e on e.id = t.employer
      join campaign c on c.id = t.campaign and c.purpose = 'enforcement'
    where t.campaign = ${campaign} group by t.employer_unit`.execute(ctx.db);
  return new Map(found.rows.map((row) => [row.unit, [...row.names].sort()]));
}

/** On one vacancy, "already filled" to one profile, and later an invitation to the other. */
export interface Contradiction {
  readonly test: Id<'test'>;
  readonly unit: string;
  /** The arm that heard "filled"; the other was invited. */
  readonly filledArm: Arm;
  /** The answers, and the instants at which they came in. */
  readonly filled: Id<'response'>;
  readonly filledAt: Date;
  readonly invited: Id<'response'>;
  readonly invitedAt: Date;
}

/** The contradictions in the finally coded answers of an enforcement campaign: of each test the first "filled", and the first invitation after it. */
export async function findContradictions(ctx: ReadCtx, campaign: CampaignId): Promise<Contradiction[]> {
  const found =
    await sql<Contradiction>`select distinct on (t.ordinal, f.arm) t.id as test, t.employer_unit as unit, f.arm as "filledArm",
      said.id as filled, said.received_at as "filledAt", next.id as invited, next.received_at as "invitedAt"
    from test t join campaign c on c.id = t.campaign and c.purpose = 'enforcement'
      join application f on f.test = t.id join response said on said.application = f.id and said.code = 'FIL'
      join application o on o.test = t.id and o.arm <> f.arm
      join response next on next.application = o.id and next.code in ('INV', 'TST') and next.received_at > said.received_at
    where t.campaign = ${campaign} order by t.ordinal, f.arm, said.received_at, said.id, next.received_at, next.id`.execute(
      ctx.db,
    );
  return found.rows;
}

/**
 * Whether, in a test, an answer that gave an application its outcome came when the other application had been withdrawn
 * already: an employer that lost one candidate may look at the other with other eyes. Of several answers with that code
 * the first counts.
 */
export function answeredAfterWithdrawal(test: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (select from application a join outcome o on o.application = a.id
      join lateral (select r.id from response r where r.application = a.id and r.code = o.code and r.received_at < a.window_ends_at
        order by r.received_at, r.id limit 1) given on true
      join answer_circumstance met on met.response = given.id
    where a.test = ${test} and met.other_withdrawn)`;
}

/** Why a test is void, in one word: the earlier arm's reason first. */
export async function findVoidReason(ctx: ReadCtx, pair: Pick<CompleteTest, 'test'>): Promise<string> {
  const found = await sql<{
    reason: string;
  }>`select coalesce(case a.state when 'cancelled' then a.state_reason when 'refused' then 'refused' when 'not-sent' then 'not-sent' end,
      case o.code when 'BNC' then 'bounced' when 'DET' then 'detected' else 'error' end) as reason
    from application a join outcome o on o.application = a.id where a.test = ${pair.test} and o.code in ('BNC', 'DET', 'ERR') order by a.position limit 1`.execute(
    ctx.db,
  );
  return found.rows[0]?.reason ?? 'error';
}
