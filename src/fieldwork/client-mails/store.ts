import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import type { CallTaskId } from '../calls/schema.js';
import type { ClientLetterId, LetterState, Step } from './schema.js';

/** The mails of a wave that have no client yet, in the order of the plan, with the address of their agency; without where another agency has the same. */
export async function listUnwritten(
  db: Db,
  campaign: CampaignId,
  wave: number,
): Promise<{ task: CallTaskId; ordinal: number; to: string | null }[]> {
  const found = await sql<{
    task: CallTaskId;
    ordinal: number;
    to: string | null;
  }>`select t.id as task, t.ordinal, case when row_number() over (partition by lower(e.mail) order by t.ordinal) = 1
        and not is_recipient_of_other(t.id, e.mail) then lower(e.mail) end as "to" from call_task t join employer e on e.id = t.employer
    where t.campaign = ${campaign} and t.wave = ${wave} and not exists (select from client_mail m where m.task = t.id) order by t.ordinal`.execute(
    db,
  );
  return found.rows;
}

export async function isTaken(db: Db, address: string): Promise<boolean> {
  const found = await sql<{ taken: boolean }>`select mail_address_is_taken(${address}) as taken`.execute(db);
  return found.rows[0]?.taken ?? true;
}

export async function insertMail(
  db: Db,
  mail: { task: CallTaskId; campaign: CampaignId; name: string; address: string; to: string | null },
): Promise<void> {
  const { task, campaign, name, address, to } = mail;
  await db
    .insertInto('client_mail')
    .values({ task, campaign, from_name: name, from_address: address, to_address: to })
    .execute();
}

/** Whether another agency of the campaign of a mail takes mail at an address. */
export async function isRecipientOfOther(db: Db, task: CallTaskId, to: string): Promise<boolean> {
  const found = await sql<{ taken: boolean }>`select is_recipient_of_other(${task}, ${to}) as taken`.execute(
    db,
  );
  return found.rows[0]?.taken ?? true;
}

export async function setAddress(db: Db, task: CallTaskId, to: string): Promise<void> {
  await db.updateTable('client_mail').set({ to_address: to }).where('task', '=', task).execute();
}

/** Locks planned mails whose day has come and that may leave now; what another server holds is passed over. */
export async function claimPlanned(
  db: Db,
  today: string,
  limit: number,
): Promise<{ task: CallTaskId; campaign: CampaignId }[]> {
  const found = await sql<{ task: CallTaskId; campaign: CampaignId }>`select t.id as task, t.campaign
    from call_task t join client_mail m on m.task = t.id join campaign c on c.id = t.campaign
    where t.state = 'planned' and t.planned_on <= ${today}::date and m.to_address is not null and c.state = 'running'
      and not exists (select from client_letter l where l.task = t.id) and call_refused_because(t.campaign) is null
    order by t.planned_on, t.ordinal limit ${limit} for update of t skip locked`.execute(db);
  return found.rows;
}

/** Writes what the script says at a step, word for word: the text comes from the script in the database. */
export async function insertLetter(
  ctx: TxCtx,
  letter: { task: CallTaskId; campaign: CampaignId; step: Step; inReplyTo: string | null },
): Promise<void> {
  const id = asId<'client-letter'>(ctx.newId());
  const { task, campaign, step, inReplyTo } = letter;
  const number = sha256(ctx.newId()).toString('hex').slice(0, 32);
  await sql`insert into client_letter (id, task, campaign, step, to_address, subject, body, message_id, in_reply_to, decided_by, next_attempt_at)
    select ${id}, m.task, ${campaign}, ${step}, m.to_address, client_letter_subject(m.task, ${step}), client_letter_text(m.task, ${step}),
      ${number} || substring(m.from_address from '@.*$'), ${inReplyTo}::text, ${ctx.actor.id}::uuid, ${ctx.clock.now()}::timestamptz
    from client_mail m where m.task = ${task}`.execute(ctx.db);
}

/** A mail that is due, locked, with all that its message is made of. */
export interface Outgoing {
  readonly id: ClientLetterId;
  readonly campaign: CampaignId;
  readonly attempts: number;
  readonly stateReason: string | null;
  readonly fromName: string;
  readonly fromAddress: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly thread: readonly string[];
}

/** Locks mails that are due: the wish and the reason as the gate lets them and in office hours, what ends the subject always. */
export async function claimDue(db: Db, now: Date, office: boolean, limit: number): Promise<Outgoing[]> {
  const found =
    await sql<Outgoing>`select l.id, l.campaign, l.attempts, l.state_reason as "stateReason", m.from_name as "fromName", m.from_address as "fromAddress", l.to_address as "toAddress",
      l.subject, l.body, l.message_id as "messageId", l.in_reply_to as "inReplyTo",
      array(select b.message_id from client_letter b where b.task = l.task and b.id <> l.id and b.state = 'sent' order by b.sent_at) as thread
    from client_letter l join client_mail m on m.task = l.task join call_task t on t.id = l.task
    where l.state = 'due' and l.next_attempt_at <= ${now} and m.erased_at is null
      and (l.step in ('exit', 'refusal') or (${office}::boolean and client_letter_refused_because(l.id) is null))
    order by l.next_attempt_at, l.id limit ${limit} for update of l, t skip locked`.execute(db);
  return found.rows;
}

/** Whether a mail may leave now that others of its batch began: each counts against the authorised number. */
export async function mayLeave(db: Db, id: ClientLetterId): Promise<boolean> {
  const found = await sql<{
    may: boolean;
  }>`select client_letter_refused_because(${id}) is null as may`.execute(db);
  return found.rows[0]?.may ?? false;
}

export async function startAttempt(
  db: Db,
  attempt: {
    id: string;
    letter: ClientLetterId;
    campaign: CampaignId;
    number: number;
    server: string;
    message: Buffer;
    at: Date;
    leaseUntil: Date;
  },
): Promise<void> {
  const { at, leaseUntil, ...rest } = attempt;
  await db
    .insertInto('client_attempt')
    .values({ ...rest, started_at: at, lease_until: leaseUntil, ended_at: null, result: null, reply: null })
    .execute();
  await setLetter(db, attempt.letter, { state: 'sending', state_reason: null, attempts: attempt.number });
}

export async function endAttempt(ctx: TxCtx, id: string, result: string, reply: string): Promise<void> {
  await ctx.db
    .updateTable('client_attempt')
    // A mail that was erased meanwhile keeps how it ended, not what the server said.
    .set({
      ended_at: ctx.clock.now(),
      result,
      reply: sql<string | null>`case when length(message) > 0 then ${reply}::text end`,
    })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}

export async function setLetter(
  db: Db,
  id: ClientLetterId,
  change: {
    state: LetterState;
    state_reason?: string | null;
    attempts?: number;
    next_attempt_at?: Date;
    sent_at?: Date;
  },
): Promise<void> {
  await db.updateTable('client_letter').set(change).where('id', '=', id).execute();
}

export async function lockLetter(db: Db, id: ClientLetterId): Promise<void> {
  await db.selectFrom('client_letter').select('id').where('id', '=', id).forUpdate().execute();
}

/** Ends a doubt as a person says; what left did so when it was last tried. */
export async function settleLetter(
  db: Db,
  id: ClientLetterId,
  as: 'sent' | 'not-sent',
  reason: string,
): Promise<void> {
  await sql`update client_letter l set state = ${as}, state_reason = ${reason},
      sent_at = case when ${as} = 'sent' then (select max(x.started_at) from client_attempt x where x.letter = l.id) end
    where l.id = ${id}`.execute(db);
}

export async function postpone(db: Db, id: ClientLetterId, until: Date): Promise<void> {
  await db.updateTable('client_letter').set({ next_attempt_at: until }).where('id', '=', id).execute();
}

/** Attempts that began and never ended: of servers whose lease is over, or of any server when `all`. */
export async function claimLost(
  db: Db,
  now: Date,
  all: boolean,
): Promise<{ attempt: string; letter: ClientLetterId; campaign: CampaignId }[]> {
  const found = await sql<{ attempt: string; letter: ClientLetterId; campaign: CampaignId }>`
    select x.id as attempt, l.id as letter, l.campaign from client_attempt x join client_letter l on l.id = x.letter
    where x.ended_at is null and l.state = 'sending' and (${all} or x.lease_until < ${now}) for update of l skip locked`.execute(
    db,
  );
  return found.rows;
}

/** How a mail ends of which nobody told what they answered. */
export type UnansweredEnd = 'silent' | 'not-reached' | 'stopped';

/**
 * Locks mails that can end by themselves: nobody answered in the days of the script, whether or not it reached them. One that
 * came back may have reached another desk; only what was never tried ends at once, and so does what was emptied meanwhile.
 */
export async function claimEnded(
  db: Db,
  now: Date,
  limit: number,
): Promise<{ task: CallTaskId; campaign: CampaignId; code: UnansweredEnd; sentAt: Date | null }[]> {
  const found = await sql<{
    task: CallTaskId;
    campaign: CampaignId;
    code: UnansweredEnd;
    sentAt: Date | null;
  }>`select t.id as task, t.campaign, l.sent_at as "sentAt",
      case when m.erased_at is not null then 'stopped' when e.reached then 'silent' else 'not-reached' end as code
    from call_task t join client_mail m on m.task = t.id join client_letter l on l.task = t.id and l.step = 'wish'
      cross join lateral (select l.state not in ('refused', 'not-sent') and not wish_bounced(t.id) as reached, answer_awaited_until(t.id) as until) e
    where t.state = 'planned' and case when m.erased_at is not null then l.state <> 'sending'
      else l.state in ('sent', 'refused', 'not-sent') and not answered_mail(t.id)
        and (e.until is null or (e.until <= ${now} and not mail_is_unread(e.until))) end
    order by l.sent_at, t.id limit ${limit} for update of t skip locked`.execute(db);
  return found.rows;
}

/** Takes mails of campaigns that are over out of the plan, as long as they did not leave. */
export async function cancelOver(
  db: Db,
  reason: string,
  limit: number,
): Promise<{ task: CallTaskId; campaign: CampaignId }[]> {
  const found = await sql<{ task: CallTaskId; campaign: CampaignId }>`with over as (
      select t.id from call_task t join client_mail m on m.task = t.id join campaign c on c.id = t.campaign
      where t.state = 'planned' and c.state in ('closing', 'stopped') and not mail_left(t.id)
      order by t.ordinal limit ${limit} for update of t skip locked)
    update call_task t set state = 'cancelled', state_reason = ${reason} from over where t.id = over.id returning t.id as task, t.campaign`.execute(
    db,
  );
  return found.rows;
}

export async function insertEnd(
  ctx: TxCtx,
  task: CallTaskId,
  end: {
    code: 'answered' | UnansweredEnd;
    told: string | null;
    askedReason: boolean | null;
    namedBan: boolean | null;
    startedAt: Date | null;
  },
): Promise<void> {
  await ctx.db
    .insertInto('call_outcome')
    .values({
      task,
      code: end.code,
      asked_reason: end.askedReason,
      named_ban: end.namedBan,
      times_said: end.code === 'not-reached' || end.code === 'stopped' ? null : 1,
      deviations: '[]',
      note: end.told,
      told: end.told,
      void_reason: null,
      started_at: end.startedAt,
      ended_at: ctx.clock.now(),
      recorded_by: ctx.actor.id,
    })
    .execute();
  await ctx.db.updateTable('call_task').set({ state: 'done' }).where('id', '=', task).execute();
}
