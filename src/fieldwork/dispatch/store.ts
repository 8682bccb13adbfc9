import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import { addDays, toInstant, toLocal } from '../../platform/dates.js';
import { PREPARED } from '../../platform/db/index.js';
import type { VacancyId } from '../../register/index.js';
import type { ApplicationId, ApplicationState, TestId } from '../scheduling/index.js';
import { GROUNDLESS, RELEASED, RETIRED, UNCOOLED } from './cooling.js';
import type { AttemptId, AttemptResult } from './schema.js';

/** A planned application whose due moment has come, with what the decision looks at. */
export interface Candidate {
  readonly id: ApplicationId;
  readonly campaign: CampaignId;
  readonly test: TestId;
  readonly ordinal: number;
  readonly position: 1 | 2;
  /** Whether it is the only application of its test. */
  readonly alone: boolean;
  readonly dueAt: Date;
  readonly reschedules: number;
  /** Null of an employer without a vacancy. */
  readonly vacancy: VacancyId | null;
  readonly firstState: ApplicationState | null;
  readonly firstSentAt: Date | null;
  readonly authorisedUntil: Date | null;
  /** Its vacancy was marked since: nothing leaves for it any more. */
  readonly excluded: boolean;
  /** Its made-up candidate, or the other of its pair, was taken out of use. */
  readonly retired: boolean;
  /** It would do a test again, and what that rested on is gone. */
  readonly groundless: boolean;
}

/** Asked of a campaign `c` that does tests again alone, as most do not. */
const REPEATS = sql`(c.repeats is not null and ${GROUNDLESS})`;

/**
 * Locks up to `limit` planned applications of running campaigns that are due, oldest first, none while the kill switch is on;
 * what another server holds is passed over. A web form is due as soon as the office is open on its day: a person fills it in.
 */
export async function claimPlanned(
  db: Db,
  { now, office }: { readonly now: Date; readonly office: boolean },
  limit: number,
): Promise<Candidate[]> {
  const today = toLocal(now).date;
  const reach = office ? toInstant(addDays(today, 1), 0) : now;
  const found =
    await sql<Candidate>`select a.id, a.campaign, a.test, t.ordinal, a.position, c.design = 'single' as alone, a.due_at as "dueAt", a.reschedules, t.vacancy, v.exclusion is not null as excluded, ${RETIRED} as retired, ${REPEATS} as groundless,
      f.state as "firstState", f.sent_at as "firstSentAt", u.valid_until as "authorisedUntil"
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign left join vacancy v on v.id = t.vacancy
      left join application f on a.position = 2 and f.test = a.test and f.position = 1
      left join authorisation u on u.campaign = a.campaign
    where a.state = 'planned' and a.due_at <= ${reach} and (a.due_at <= ${now} or a.form_url is not null) and c.state = 'running'
      and not (select nothing_may_leave())
      and authorisation_covers(a.campaign, t.employer, t.vacancy) and ${RELEASED} and ${UNCOOLED}
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
  readonly layout: number;
  readonly plannedAt: Date;
  readonly scenario: string;
  /** Whether its curriculum vitae goes as a file: so in every plan that was drawn in increments. */
  readonly withFile: boolean;
  /** The web form by which a fieldworker sends it; null where it goes by mail. */
  readonly formUrl: string | null;
  /** Its made-up candidate, or the other of its pair, was taken out of use. */
  readonly retired: boolean;
  /** It would do a test again, and what that rested on is gone. */
  readonly groundless: boolean;
}

/** The columns of `Outgoing`, with the tables they stand in: application `a`, its test `t` and campaign `c`. */
export const OUTGOING = sql`a.id, a.campaign, a.position, a.due_at as "dueAt", a.attempts, a.from_name as "fromName", a.from_address as "fromAddress",
      a.to_address as "toAddress", a.to_name as "toName", a.subject, a.body, a.message_id as "messageId", ${RETIRED} as retired, ${REPEATS} as groundless,
      a.layout, a.planned_at as "plannedAt", c.scenario, t.increment is not null as "withFile", a.form_url as "formUrl"
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign`;

/** Locks up to `limit` due applications by mail that the gate lets go, so that those it holds are in nobody's way; what another server holds is passed over. */
export async function claimDue(db: Db, now: Date, limit: number): Promise<Outgoing[]> {
  const found = await sql<Outgoing>`select ${OUTGOING}
    where a.state = 'due' and a.form_url is null and a.next_attempt_at <= ${now}
      and a.campaign in (select c.id from campaign c where c.state = 'running' and sending_refused_because(c.id) is null)
      and authorisation_covers(a.campaign, t.employer, t.vacancy) and ${RELEASED} and ${UNCOOLED}
    order by a.next_attempt_at, a.id limit ${limit} for update of a skip locked`.execute(db);
  return found.rows;
}

/** How many tests of a campaign may still begin under its authorisation. */
export async function findLeft(db: ReadDb, campaign: CampaignId): Promise<number> {
  const found = await sql<{ left: number | null }>`select authorisation_left(${campaign}) as left`.execute(
    db,
  );
  return found.rows[0]?.left ?? 0;
}

/** Leaves a due application for later. */
export async function postpone(db: Db, id: ApplicationId, until: Date): Promise<void> {
  await db.updateTable('application').set({ next_attempt_at: until }).where('id', '=', id).execute();
}

/**
 * How many attempts began since a moment, by our domain (of these) and the recipient's. Who else counts for the same purpose
 * waits until this transaction ends.
 */
export async function countAttempts(
  db: Db,
  since: Date,
  domains: readonly string[],
): Promise<{ own: string; theirs: string; attempts: number }[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended('praktijktest.mail-limits', 0))`.execute(db);
  const found = await sql<{ own: string; theirs: string; attempts: number }>`
    select own, theirs, count(*)::int as attempts
    from (select lower(substring(a.from_address from '[^@]*$')) as own, lower(substring(a.to_address from '[^@]*$')) as theirs
      from attempt t join application a on a.id = t.application where t.started_at > ${since} and t.taken_by is null
      union all select lower(substring(m.from_address from '[^@]*$')), lower(substring(l.to_address from '[^@]*$'))
        from client_attempt t join client_letter l on l.id = t.letter join client_mail m on m.task = l.task where t.started_at > ${since}) counted
    where own = any(${[...domains]}::text[]) group by own, theirs`.execute(db);
  return found.rows;
}

export async function backToPlanned(db: Db, id: ApplicationId): Promise<void> {
  await db
    .updateTable('application')
    .set({ state: 'planned', next_attempt_at: null })
    .where('id', '=', id)
    .execute();
}

/** Web forms that nobody took while they could be, on their day and in office hours, are decided on again. */
export async function releaseMissedForms(db: Db, now: Date, office: boolean): Promise<void> {
  const day = toInstant(toLocal(now).date, 0);
  await sql`update application set state = 'planned', next_attempt_at = null where id in (select a.id from application a
    where a.state = 'due' and a.form_url is not null and (not ${office}::boolean or a.due_at < ${day}) for update skip locked)`.execute(
    db,
  );
}

/** An attempt that begins. */
export interface Begun {
  readonly id: AttemptId;
  readonly application: ApplicationId;
  readonly number: number;
  readonly server: string;
  readonly message: Buffer;
  readonly at: Date;
  readonly leaseUntil: Date;
  /** The person who sends it, by a web form. */
  readonly takenBy?: string;
}

/** Records attempts, then moves their applications to `sending`; the database asks the gate's questions of each once more. */
export async function startAttempts(db: Db, begun: readonly Begun[]): Promise<void> {
  if (begun.length === 0) return;
  await db
    .insertInto('attempt')
    .values(
      begun.map(({ id, application, number, server, message, at, leaseUntil, takenBy = null }) => ({
        ...{ id, application, number, server, message, taken_by: takenBy },
        started_at: at,
        lease_until: leaseUntil,
      })),
    )
    .execute();
  const numbers = begun.map(({ application, number }) => sql`(${application}::uuid, ${number}::integer)`);
  await sql`update application a set state = 'sending', attempts = x.number from (values ${sql.join(numbers)}) as x (id, number)
    where a.id = x.id`.execute(db);
}

export async function endAttempt(
  ctx: TxCtx,
  id: AttemptId,
  result: AttemptResult,
  reply: string | null,
): Promise<void> {
  await sql`${PREPARED} update attempt set ended_at = ${ctx.clock.now()}::timestamptz, result = ${result}, reply = ${reply}
    where id = ${id} and ended_at is null`.execute(ctx.db);
}

/** What an attempt made of its application; when it was sent stays where nothing is said of it. */
export async function endSending(
  db: Db,
  id: ApplicationId,
  {
    state,
    nextAttemptAt = null,
    sent = null,
  }: {
    readonly state: ApplicationState;
    readonly nextAttemptAt?: Date | null;
    readonly sent?: { readonly at: Date; readonly windowEndsAt: Date } | null;
  },
): Promise<void> {
  await sql`${PREPARED} update application set state = ${state}, next_attempt_at = ${nextAttemptAt}::timestamptz,
      sent_at = coalesce(${sent?.at ?? null}::timestamptz, sent_at),
      window_ends_at = coalesce(${sent?.windowEndsAt ?? null}::timestamptz, window_ends_at)
    where id = ${id}`.execute(db);
}

/** Records how a person settled what was in doubt. */
export async function setSettled(
  db: Db,
  id: ApplicationId,
  change: {
    readonly state: 'sent' | 'not-sent';
    readonly state_reason: string;
    readonly sent_at?: Date;
    readonly window_ends_at?: Date;
  },
): Promise<void> {
  await db.updateTable('application').set(change).where('id', '=', id).execute();
}

/** Attempts that began and never ended: of servers whose lease is over, or of any server when `all`. What a person holds is no server's. */
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
    where t.ended_at is null and t.taken_by is null and a.state = 'sending' and (${all} or t.lease_until < ${now}) for update of a skip locked`.execute(
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
