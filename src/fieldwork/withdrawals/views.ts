import { sql } from 'kysely';
import { insistMember, type CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import {
  readAnswer,
  type AnswerSeal,
  type KeptAnswer,
  type Code,
  type ResponseId,
} from '../responses/index.js';
import { KNOWN_TEST, VACANCY_TITLE } from '../about.js';
import { OF_OWN_TEAM, WAITING } from './list-source.js';
import { burdenOf, expectedOf } from './rules.js';
import type {
  AnswerView,
  Expected,
  OfTest,
  ReadMail,
  WithdrawalId,
  WithdrawalState,
  WithdrawalView,
} from './schema.js';

const OF_TEST = sql`a.campaign, c.name as "campaignName", a.test, ${VACANCY_TITLE} as "vacancyTitle"`;
const TEST_TABLES = sql`join application a on a.id = x.application join test t on t.id = a.test and ${KNOWN_TEST}
  left join vacancy v on v.id = t.vacancy join campaign c on c.id = a.campaign`;

interface KeptMail extends Omit<KeptAnswer, 'id'> {
  readonly envelopeFrom: string;
  readonly receivedAt: Date;
}

async function readMail(seal: AnswerSeal, id: ResponseId, kept: KeptMail): Promise<ReadMail> {
  const { envelopeFrom, receivedAt, ...sealed } = kept;
  const { from, subject, text } = await readAnswer(seal, { id, ...sealed });
  return { from: from?.address ?? envelopeFrom, subject, text, receivedAt };
}

interface AnswerRow extends OfTest, KeptMail {
  readonly dueAt: Date;
  readonly expects: Expected | null;
  readonly proposedSlot: Date | null;
  readonly suggestion: Code | null;
  readonly withdrawal: WithdrawalId | null;
  readonly state: WithdrawalState | null;
  readonly final: boolean;
}

/** An answer as it came in, for the fieldworkers of its campaign's own team. Throws `not-found` to others. */
export function findAnswer(ctx: Ctx, seal: AnswerSeal, id: ResponseId): Promise<AnswerView> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<AnswerRow>`select ${OF_TEST}, x.due_at as "dueAt", x.received_at as "receivedAt", x.expects, x.proposed_slot as "proposedSlot",
        r.suggestion, r.sealed, r.sha256, r.channel, r.transcript, r.envelope_from as "envelopeFrom", w.id as withdrawal, w.state,
        exists (select from outcome o where o.application = x.application) as final
      from triage x join response r on r.id = x.response ${TEST_TABLES} left join withdrawal w on w.application = x.application
      where x.response = ${id}`.execute(ctx.db);
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    await insistMember(ctx, row.campaign);
    const {
      sealed,
      sha256,
      channel,
      transcript,
      envelopeFrom,
      receivedAt,
      suggestion,
      withdrawal,
      state,
      final,
      ...shown
    } = row;
    const kept = { sealed, sha256, channel, transcript, envelopeFrom, receivedAt };
    return {
      id,
      ...shown,
      mail: final && row.expects !== null ? null : await readMail(seal, id, kept),
      guess: expectedOf(suggestion),
      uploaded: channel !== 'mail',
      withdrawal: withdrawal === null || state === null ? null : { id: withdrawal, state },
    };
  });
}

interface WithdrawalRow extends OfTest, KeptMail, Omit<WithdrawalView, keyof OfTest | 'mail'> {
  readonly response: ResponseId;
}

/** Once there is nothing left to do, nobody needs to read the employer's mail here. */
const TO_DO: readonly WithdrawalState[] = ['open', 'in-doubt', 'failed'];

/** A withdrawal, for the fieldworkers of its campaign's own team. Throws `not-found` to others. */
export function findWithdrawal(ctx: Ctx, seal: AnswerSeal, id: WithdrawalId): Promise<WithdrawalView> {
  return ctx.read(async (ctx) => {
    // Its clock is that of the answer which presses most; when it was spared, that of the answer it would have replied to.
    const found =
      await sql<WithdrawalRow>`select ${OF_TEST}, x.id, x.state, x.state_reason as "stateReason", x.by_itself as "byItself", x.due_at as "dueAt", g.expects, g.proposed_slot as "proposedSlot",
        a.from_address as "from", x.to_address as "to", x.subject, x.body, x.sent_at as "sentAt", x.next_attempt_at as "nextAttemptAt",
        (select reply from withdrawal_attempt where withdrawal = x.id order by number desc limit 1) as reply,
        x.response, r.received_at as "receivedAt", r.sealed, r.sha256, r.channel, r.transcript, r.envelope_from as "envelopeFrom"
      from withdrawal x join response r on r.id = x.response ${TEST_TABLES}
        left join lateral (select expects, proposed_slot from triage where application = x.application
          order by withdrawal is null, due_at, response limit 1) g on true
      where x.id = ${id}`.execute(ctx.db);
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    await insistMember(ctx, row.campaign);
    const { sealed, sha256, channel, transcript, envelopeFrom, receivedAt, response, ...shown } = row;
    const kept = { sealed, sha256, channel, transcript, envelopeFrom, receivedAt };
    return {
      ...shown,
      mail: TO_DO.includes(row.state) ? { response, ...(await readMail(seal, response, kept)) } : null,
    };
  });
}

/** What waits for the actor on a clock, how much of it is late, and the first clock to run out. */
export interface ClockCount {
  readonly count: number;
  readonly late: number;
  readonly due: Date | null;
}

/** Until an instant, where one is given: only what runs out before it. */
export function countOnClock(ctx: Ctx, until?: Date): Promise<ClockCount> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<ClockCount>`select count(*)::int as count, count(*) filter (where q.due_at <= ${ctx.clock.now()})::int as late,
        min(q.due_at) as due from ${WAITING}
        where ${OF_OWN_TEAM} and q.due_at < coalesce(${until ?? null}::timestamptz, 'infinity')`.execute(
        ctx.db,
      );
    return found.rows[0] ?? { count: 0, late: 0, due: null };
  });
}

/** Answers that the actor has still to read, the clock that runs out first at the front. */
export function listToRead(
  ctx: Ctx,
  limit: number,
): Promise<{ response: ResponseId; guess: Expected | null }[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      response: ResponseId;
      suggestion: Code | null;
    }>`select q.id as response, r.suggestion from ${WAITING} join response r on r.id = q.id
      where q.step = 'read' and ${OF_OWN_TEAM} order by q.due_at, q.id limit ${limit}`.execute(ctx.db);
    return found.rows.map(({ response, suggestion }) => ({ response, guess: expectedOf(suggestion) }));
  });
}

/** Withdrawals that wait for the actor's decision, the clock that runs out first at the front. */
export function listToWithdraw(ctx: Ctx, limit: number): Promise<WithdrawalId[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      id: WithdrawalId;
    }>`select q.id from ${WAITING} where q.step = 'open' and ${OF_OWN_TEAM} order by q.due_at, q.id limit ${limit}`.execute(
      ctx.db,
    );
    return found.rows.map(({ id }) => id);
  });
}

/** How many applications of a campaign were withdrawn. */
export function countWithdrawn(ctx: Ctx, campaign: CampaignId): Promise<number> {
  return ctx.read(async (ctx) => {
    const row = await ctx.db
      .selectFrom('withdrawal')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('campaign', '=', campaign)
      .where('state', '=', 'sent')
      .executeTakeFirstOrThrow();
    return row.n;
  });
}

/** What a campaign costs employers: minutes in all, and over how many employers (units). */
export interface Burden {
  readonly minutes: number;
  readonly employers: number;
}

/** The burden of a campaign on employers, by the plain count of `BURDEN_MINUTES`. */
export function findBurden(ctx: Ctx, campaign: CampaignId): Promise<Burden> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      application: number;
      answer: number;
      withdrawal: number;
      employers: number;
    }>`select
        (select count(*)::int from application where campaign = ${campaign} and sent_at is not null) as application,
        (select count(*)::int from triage where campaign = ${campaign}) as answer,
        (select count(*)::int from withdrawal where campaign = ${campaign} and sent_at is not null) as withdrawal,
        (select count(distinct t.employer_unit)::int from test t join application a on a.test = t.id
          where t.campaign = ${campaign} and a.sent_at is not null) as employers`.execute(ctx.db);
    const row = found.rows[0];
    return row === undefined
      ? { minutes: 0, employers: 0 }
      : { minutes: burdenOf(row), employers: row.employers };
  });
}
