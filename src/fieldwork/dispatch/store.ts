import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { VacancyId } from '../../register/index.js';
import type { ApplicationId, ApplicationState, TestId } from '../scheduling/index.js';
import { UNCOOLED } from './cooling.js';
import type { AttemptId, AttemptResult } from './schema.js';

/** A planned application whose due moment has come, with what the decision looks at. */
export interface Candidate {
  readonly id: ApplicationId;
  readonly campaign: CampaignId;
  readonly ordinal: number;
  readonly position: 1 | 2;
  readonly dueAt: Date;
  readonly reschedules: number;
  readonly vacancy: VacancyId;
  readonly firstState: ApplicationState | null;
  readonly firstSentAt: Date | null;
  readonly authorisedUntil: Date | null;
  /** Its vacancy was marked since: nothing leaves for it any more. */
  readonly excluded: boolean;
}

/** Locks up to `limit` planned applications of running campaigns that are due, oldest first, none while the kill switch is on; what another server holds is passed over. */
export async function claimPlanned(db: Db, now: Date, limit: number): Promise<Candidate[]> {
  const found =
    await sql<Candidate>`select a.id, a.campaign, t.ordinal, a.position, a.due_at as "dueAt", a.reschedules, t.vacancy, v.exclusion is not null as excluded,
      f.state as "firstState", f.sent_at as "firstSentAt", u.valid_until as "authorisedUntil"
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign join vacancy v on v.id = t.vacancy
      left join application f on a.position = 2 and f.test = a.test and f.position = 1
      left join authorisation u on u.campaign = a.campaign
    where a.state = 'planned' and a.due_at <= ${now} and c.state = 'running' and not (select nothing_may_leave())
      and authorisation_covers(a.campaign, t.employer, t.vacancy) and ${UNCOOLED}
      and (a.position = 2 or a.campaign in (select c.id from campaign c where c.state = 'running' and authorisation_left(c.id) > 0))
    order by a.due_at, t.ordinal limit ${limit} for update of a skip locked`.execute(db);
  return found.rows;
}

export async function markDue(db: Db, id: ApplicationId, now: Date): Promise<void> {
  await db
    .updateTable('application')
    .set({ state: 'due', next_attempt_at: now })
    .where('id', '=', id)
    .execute();
}

export async function reschedule(db: Db, id: ApplicationId, dueAt: Date, counts: boolean): Promise<void> {
  await db
    .updateTable('application')
    .set((eb) => ({ due_at: dueAt, reschedules: counts ? eb('reschedules', '+', 1) : eb.ref('reschedules') }))
    .where('id', '=', id)
    .execute();
}

export async function cancel(db: Db, id: ApplicationId, reason: string): Promise<void> {
  await db
    .updateTable('application')
    .set({ state: 'cancelled', state_reason: reason, next_attempt_at: null })
    .where('id', '=', id)
    .execute();
}

/** A due application, locked, with all that its message is made of. */
export interface Outgoing {
  readonly id: ApplicationId;
  readonly campaign: CampaignId;
  readonly dueAt: Date;
  readonly attempts: number;
  readonly position: 1 | 2;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly toName: string | null;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
}

/** Locks up to `limit` due applications that the gate lets go, so that those it holds are in nobody's way; what another server holds is passed over. */
export async function claimDue(db: Db, now: Date, limit: number): Promise<Outgoing[]> {
  const found =
    await sql<Outgoing>`select a.id, a.campaign, a.position, a.due_at as "dueAt", a.attempts, a.from_name as "fromName", a.from_address as "fromAddress",
      a.to_address as "toAddress", a.to_name as "toName", a.subject, a.body, a.message_id as "messageId"
    from application a join test t on t.id = a.test
    where a.state = 'due' and a.next_attempt_at <= ${now}
      and a.campaign in (select c.id from campaign c where c.state = 'running' and sending_refused_because(c.id) is null)
      and authorisation_covers(a.campaign, t.employer, t.vacancy) and ${UNCOOLED}
    order by a.next_attempt_at, a.id limit ${limit} for update of a skip locked`.execute(db);
  return found.rows;
}

/** How many tests of a campaign may still begin under its authorisation. */
export async function findLeft(db: Db, campaign: CampaignId): Promise<number> {
  const found = await sql<{ left: number | null }>`select authorisation_left(${campaign}) as left`.execute(
    db,
  );
  return found.rows[0]?.left ?? 0;
}

export async function backToPlanned(db: Db, id: ApplicationId): Promise<void> {
  await db
    .updateTable('application')
    .set({ state: 'planned', next_attempt_at: null })
    .where('id', '=', id)
    .execute();
}

/** Records the attempt, then moves the application to `sending`; the database asks the gate's questions once more. */
export async function startAttempt(
  db: Db,
  attempt: {
    id: AttemptId;
    application: ApplicationId;
    number: number;
    server: string;
    message: Buffer;
    at: Date;
    leaseUntil: Date;
  },
): Promise<void> {
  await db
    .insertInto('attempt')
    .values({
      id: attempt.id,
      application: attempt.application,
      number: attempt.number,
      server: attempt.server,
      message: attempt.message,
      started_at: attempt.at,
      lease_until: attempt.leaseUntil,
    })
    .execute();
  await db
    .updateTable('application')
    .set({ state: 'sending', attempts: attempt.number })
    .where('id', '=', attempt.application)
    .execute();
}

export async function endAttempt(
  ctx: TxCtx,
  id: AttemptId,
  result: AttemptResult,
  reply: string | null,
): Promise<void> {
  await ctx.db
    .updateTable('attempt')
    .set({ ended_at: ctx.clock.now(), result, reply })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

export async function setApplication(
  db: Db,
  id: ApplicationId,
  change: {
    state: ApplicationState;
    state_reason?: string | null;
    next_attempt_at?: Date | null;
    sent_at?: Date;
    window_ends_at?: Date;
  },
): Promise<void> {
  await db.updateTable('application').set(change).where('id', '=', id).execute();
}

/** Attempts that began and never ended: of servers whose lease is over, or of any server when `all`. */
export async function claimLost(
  db: Db,
  now: Date,
  all: boolean,
): Promise<{ attempt: AttemptId; application: ApplicationId; campaign: CampaignId; number: number }[]> {
  const found = await sql<{
    attempt: AttemptId;
    application: ApplicationId;
    campaign: CampaignId;
    number: number;
  }>`
    select t.id as attempt, a.id as application, a.campaign, t.number from attempt t join application a on a.id = t.application
    where t.ended_at is null and a.state = 'sending' and (${all} or t.lease_until < ${now}) for update of a skip locked`.execute(
    db,
  );
  return found.rows;
}

/** Locks an application in doubt with the instant of its last attempt. */
export async function lockInDoubt(
  db: Db,
  id: ApplicationId,
): Promise<{ campaign: CampaignId; startedAt: Date } | undefined> {
  const found = await sql<{
    campaign: CampaignId;
    startedAt: Date;
  }>`select a.campaign, (select max(started_at) from attempt where application = a.id) as "startedAt"
    from application a where a.id = ${id} and a.state = 'in-doubt' for update`.execute(db);
  return found.rows[0];
}

/** Locks what a campaign did not send, of these tests alone where they are given. */
export async function claimUnsent(
  db: Db,
  campaign: CampaignId,
  tests?: readonly TestId[],
): Promise<ApplicationId[]> {
  let query = db
    .selectFrom('application as a')
    .innerJoin('test as t', 't.id', 'a.test')
    .select('a.id')
    .where('a.campaign', '=', campaign)
    .where('a.state', 'in', ['planned', 'due']);
  if (tests !== undefined) query = query.where(sql<boolean>`t.id = any(${[...tests]}::uuid[])`);
  const rows = await query.orderBy('t.ordinal').orderBy('a.position').forUpdate('a').execute();
  return rows.map((row) => row.id);
}
