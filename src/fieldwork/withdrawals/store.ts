import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { KeptAnswer, ResponseId } from '../responses/index.js';
import type { ApplicationId } from '../scheduling/index.js';
import type { AttemptResult, Expected, WithdrawalId, WithdrawalState } from './schema.js';

/** An answer that was matched just now. */
export interface Matched {
  readonly response: ResponseId;
  readonly application: ApplicationId;
  readonly campaign: CampaignId;
  readonly receivedAt: Date;
}

/** Puts answers on their clocks; one that was matched anew keeps what was made of it already. */
export async function insertTriage(
  db: Db,
  some: readonly (Matched & { readonly dueAt: Date })[],
): Promise<void> {
  if (some.length === 0) return;
  const column = <Value>(of: (one: Matched & { readonly dueAt: Date }) => Value): Value[] => some.map(of);
  await sql`${PREPARED} insert into triage (response, application, campaign, received_at, due_at)
    select * from unnest(${column(({ response }) => response)}::uuid[], ${column(({ application }) => application)}::uuid[],
      ${column(({ campaign }) => campaign)}::uuid[], ${column(({ receivedAt }) => receivedAt)}::timestamptz[], ${column(({ dueAt }) => dueAt)}::timestamptz[])
    on conflict (response) do update set application = excluded.application, campaign = excluded.campaign where triage.expects is null`.execute(
    db,
  );
}

/** The withdrawal that an answer asks for, if any. */
export async function findWithdrawalOfAnswer(
  db: Db,
  response: ResponseId,
): Promise<WithdrawalId | undefined> {
  const row = await db
    .selectFrom('triage')
    .select('withdrawal')
    .where('response', '=', response)
    .executeTakeFirst();
  return row?.withdrawal ?? undefined;
}

/** Takes the clock from an answer that no longer has an application. */
export async function deleteTriage(db: Db, response: ResponseId): Promise<void> {
  await db.deleteFrom('triage').where('response', '=', response).execute();
}

/** An answer on its clock, locked, with the sealed mail and what a withdrawal is made of; no mail of an application by web form has a number. */
export interface LockedTriage extends Matched, Omit<KeptAnswer, 'id'> {
  readonly expects: Expected | null;
  readonly withdrawal: WithdrawalId | null;
  readonly scenario: string;
  readonly leaf: Buffer;
  readonly position: number;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  /** Of the application; of one by telephone the vacancy, which the two of a pair name in their own way. */
  readonly subject: string;
  /** Whether it was made by telephone: then nobody has a mail to answer to; null where it went by mail. */
  readonly byCall: boolean | null;
  readonly messageId: string | null;
}

/** Which text the other application of the test has; null: none yet. */
export async function findOtherTemplate(db: Db, application: ApplicationId): Promise<number | null> {
  const found = await sql<{ template: number }>`select w.template from application a
    join application o on o.test = a.test and o.id <> a.id join withdrawal w on w.application = o.id where a.id = ${application}`.execute(
    db,
  );
  return found.rows[0]?.template ?? null;
}

/** Locks an answer for its triage. All triage of one application waits for one another: the application is locked first. */
export async function lockTriage(db: Db, response: ResponseId): Promise<LockedTriage | undefined> {
  const found =
    await sql<LockedTriage>`select g.response, g.application, g.campaign, g.received_at as "receivedAt", g.expects, g.withdrawal,
      r.sealed, r.sha256, r.channel, r.transcript, c.scenario, t.leaf, a.position, a.from_name as "fromName", a.from_address as "fromAddress", a.to_address as "toAddress",
      case when a.form_url like 'tel:%' and v.title is not null then case when a.position = 1 then ''
        else case v.language when 'fr' then 'Offre : ' when 'en' then 'Vacancy: ' else 'Vacature: ' end end || v.title else a.subject end as subject,
      a.form_url like 'tel:%' as "byCall", case when a.form_url is null then a.message_id end as "messageId"
    from triage g join response r on r.id = g.response join application a on a.id = g.application
      join test t on t.id = a.test join campaign c on c.id = g.campaign left join vacancy v on v.id = t.vacancy
    where g.response = ${response} for no key update of a, g`.execute(db);
  return found.rows[0];
}

export async function setTriage(
  ctx: TxCtx,
  response: ResponseId,
  change: { expects: Expected; slot: Date | null; dueAt: Date; withdrawal: WithdrawalId | null },
): Promise<void> {
  await ctx.db
    .updateTable('triage')
    .set({
      expects: change.expects,
      proposed_slot: change.slot,
      due_at: change.dueAt,
      withdrawal: change.withdrawal,
      triaged_by: ctx.actor.id,
      triaged_at: ctx.clock.now(),
    })
    .where('response', '=', response)
    .execute();
}

/** A withdrawal as its acts look at it. */
export interface LockedWithdrawal {
  readonly id: WithdrawalId;
  readonly campaign: CampaignId;
  readonly application: ApplicationId;
  readonly state: WithdrawalState;
  /** Whether an attempt may have left something with the employer. */
  readonly mayHaveLeft: boolean;
  /** When the latest attempt began. */
  readonly triedAt: Date | null;
}

const LOCKED = sql`w.id, w.campaign, w.application, w.state,
  exists (select from withdrawal_attempt x where x.withdrawal = w.id and (x.result is null or x.result not in ('deferred', 'not-taken'))) as "mayHaveLeft",
  (select max(x.started_at) from withdrawal_attempt x where x.withdrawal = w.id) as "triedAt"`;

export async function lockWithdrawal(db: Db, id: WithdrawalId): Promise<LockedWithdrawal | undefined> {
  const found =
    await sql<LockedWithdrawal>`select ${LOCKED} from withdrawal w where w.id = ${id} for update`.execute(db);
  return found.rows[0];
}

export async function lockWithdrawalOf(
  db: Db,
  application: ApplicationId,
): Promise<LockedWithdrawal | undefined> {
  const found =
    await sql<LockedWithdrawal>`select ${LOCKED} from withdrawal w where w.application = ${application} for update`.execute(
      db,
    );
  return found.rows[0];
}

/** A withdrawal as it is opened. */
export interface OpenedWithdrawal {
  readonly id: WithdrawalId;
  readonly application: ApplicationId;
  readonly campaign: CampaignId;
  readonly response: ResponseId;
  readonly dueAt: Date;
  readonly template: number;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
}

export async function insertWithdrawal(ctx: TxCtx, opened: OpenedWithdrawal): Promise<void> {
  await ctx.db
    .insertInto('withdrawal')
    .values({
      id: opened.id,
      application: opened.application,
      campaign: opened.campaign,
      response: opened.response,
      due_at: opened.dueAt,
      state_reason: null,
      template: opened.template,
      to_address: opened.to,
      subject: opened.subject,
      body: opened.body,
      message_id: opened.messageId,
      in_reply_to: opened.inReplyTo,
      thread: [...opened.thread],
      opened_at: ctx.clock.now(),
      decided_by: null,
      decided_at: null,
      next_attempt_at: null,
      sent_at: null,
    })
    .execute();
}

export async function setWithdrawal(
  db: Db,
  id: WithdrawalId,
  change: {
    state: WithdrawalState;
    state_reason?: string | null;
    decided_by?: string | null;
    decided_at?: Date | null;
    next_attempt_at?: Date | null;
    sent_at?: Date;
  },
): Promise<void> {
  await db.updateTable('withdrawal').set(change).where('id', '=', id).execute();
}

/** Sets the clock of a withdrawal to the earliest of its answers. */
export async function setClock(db: Db, id: WithdrawalId): Promise<void> {
  await sql`update withdrawal set due_at = coalesce((select min(due_at) from triage where withdrawal = ${id}), due_at) where id = ${id}`.execute(
    db,
  );
}

/** How many answers of a withdrawal expect an act, besides one. */
export async function countOtherAsking(db: Db, id: WithdrawalId, besides: ResponseId): Promise<number> {
  const row = await db
    .selectFrom('triage')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('withdrawal', '=', id)
    .where('response', '!=', besides)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** A withdrawal that is due, locked, with all that its message is made of. */
export interface Outgoing {
  readonly id: WithdrawalId;
  readonly campaign: CampaignId;
  readonly attempts: number;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
}

/** Locks up to `limit` withdrawals that are due, whatever became of their campaign; what another server holds is passed over. */
export async function claimDue(db: Db, now: Date, limit: number): Promise<Outgoing[]> {
  const found =
    await sql<Outgoing>`select w.id, w.campaign, w.attempts, a.from_name as "fromName", a.from_address as "fromAddress",
      w.to_address as "to", w.subject, w.body, w.message_id as "messageId", w.in_reply_to as "inReplyTo", w.thread
    from withdrawal w join application a on a.id = w.application
    where w.state = 'due' and w.erased_at is null and w.next_attempt_at <= ${now}
      and (not (select nothing_may_leave()) or exists (select from account d where d.id = w.decided_by and d.kind = 'person'))
    order by w.due_at, w.id limit ${limit} for update of w skip locked`.execute(db);
  return found.rows;
}

/**
 * Locks withdrawals that nobody decided on though their clock runs out before `until`, and of which a person said before
 * `saidBefore` what the answer expects; none while the kill switch is on, and none from before any left by themselves.
 */
export async function claimUndecided(
  db: Db,
  until: Date,
  saidBefore: Date,
  limit: number,
): Promise<{ id: WithdrawalId; campaign: CampaignId }[]> {
  const found = await sql<{
    id: WithdrawalId;
    campaign: CampaignId;
  }>`select w.id, w.campaign from withdrawal w
    where w.state = 'open' and w.by_itself and w.erased_at is null and w.due_at <= ${until} and not (select nothing_may_leave())
      and exists (select from triage g join account t on t.id = g.triaged_by where g.withdrawal = w.id and t.kind = 'person')
      and not exists (select from triage g where g.withdrawal = w.id and g.triaged_at > ${saidBefore})
    order by w.due_at, w.id limit ${limit} for update of w skip locked`.execute(db);
  return found.rows;
}

/** Records the attempt, then moves the withdrawal to `sending`. */
export async function startAttempt(
  db: Db,
  attempt: {
    id: string;
    withdrawal: WithdrawalId;
    number: number;
    server: string;
    message: Buffer;
    at: Date;
    leaseUntil: Date;
  },
): Promise<void> {
  await db
    .insertInto('withdrawal_attempt')
    .values({
      id: attempt.id,
      withdrawal: attempt.withdrawal,
      number: attempt.number,
      server: attempt.server,
      message: attempt.message,
      started_at: attempt.at,
      lease_until: attempt.leaseUntil,
      ended_at: null,
      result: null,
      reply: null,
    })
    .execute();
  await db
    .updateTable('withdrawal')
    .set({ state: 'sending', attempts: attempt.number })
    .where('id', '=', attempt.withdrawal)
    .execute();
}

export async function endAttempt(
  ctx: TxCtx,
  id: string,
  result: AttemptResult,
  reply: string | null,
): Promise<void> {
  await ctx.db
    .updateTable('withdrawal_attempt')
    .set({ ended_at: ctx.clock.now(), result, reply })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

/** Attempts that began and never ended: of servers whose lease is over, or of any server when `all`. */
export async function claimLost(
  db: Db,
  now: Date,
  all: boolean,
): Promise<{ attempt: string; withdrawal: WithdrawalId; campaign: CampaignId }[]> {
  const found = await sql<{ attempt: string; withdrawal: WithdrawalId; campaign: CampaignId }>`
    select t.id as attempt, w.id as withdrawal, w.campaign from withdrawal_attempt t join withdrawal w on w.id = t.withdrawal
    where t.ended_at is null and w.state = 'sending' and (${all} or t.lease_until < ${now}) for update of w skip locked`.execute(
    db,
  );
  return found.rows;
}
