import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { AgencyNames } from '../calls/rules.js';
import type { CallEnding, CallState, CallTaskId } from '../calls/schema.js';
import type { SealedAnswer } from '../responses/index.js';
import type { ClientLetterId, LetterState, Step } from './schema.js';

/** Where a mail stands, for its campaign's own team. */
export const STANDS = [
  'no-address',
  'waiting',
  'leaving',
  'in-doubt',
  'sent',
  'automatic',
  'answered',
  'done',
  'cancelled',
] as const;
export type Stand = (typeof STANDS)[number];

/** A mail of a campaign as its planners see it. */
export interface MailLine {
  readonly task: CallTaskId;
  readonly number: number;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly wave: number;
  readonly agency: number;
  /** Null where the reader may not know the employer (baseline, or a mail that is over). */
  readonly name: string | null;
  readonly address: string | null;
  readonly plannedOn: DateOnly;
  readonly state: CallState;
  readonly stand: Stand;
  /** Of a mail that is over: how it ended. */
  readonly ending: CallEnding | 'answered' | null;
}

/** The mails of a campaign, or one mail, in plan order; names as `listCalls` gives them. */
export async function listMails(
  ctx: ReadCtx,
  of: { campaign: CampaignId } | { task: CallTaskId },
  may: { seeEmployer: boolean },
): Promise<MailLine[]> {
  const [campaign, task] = 'campaign' in of ? [of.campaign, null] : [null, of.task];
  const seen = sql`(exists (select from campaign_member m where m.campaign = c.id and m.account = ${ctx.actor.id})
    and (c.purpose = 'enforcement' or (${may.seeEmployer} and t.state = 'planned')))`;
  const found =
    await sql<MailLine>`with all_of as (select t.*, min(t.ordinal) over (partition by t.campaign, t.employer_unit) as first from call_task t
      where t.campaign = coalesce(${campaign}::uuid, (select campaign from call_task where id = ${task}::uuid))),
    numbered as (select s.*, dense_rank() over (order by s.first)::integer as agency from all_of s)
    select t.id as task, t.number, t.campaign, c.name as "campaignName", t.wave, t.agency, t.planned_on as "plannedOn", t.state, o.code as ending,
      case when ${seen} then e.name end as name, case when ${seen} then m.to_address end as address,
      case when t.state <> 'planned' then t.state when l.state = 'in-doubt' then 'in-doubt' when answered_mail(t.id) then 'answered'
        when l.state = 'sent' then case when exists (select from client_answer a where a.task = t.id) then 'automatic' else 'sent' end when l.id is not null then 'leaving' when m.to_address is null then 'no-address' else 'waiting' end as stand
    from numbered t join client_mail m on m.task = t.id join campaign c on c.id = t.campaign left join employer e on e.id = t.employer
      left join client_letter l on l.task = t.id and l.step = 'wish' left join call_outcome o on o.task = t.id
    where ${task}::uuid is null or t.id = ${task}::uuid order by t.ordinal`.execute(ctx.db);
  return found.rows;
}

/** What was decided to send, with where it stands. */
export interface LetterLine {
  readonly id: ClientLetterId;
  readonly step: Step;
  readonly state: LetterState;
  readonly subject: string;
  readonly body: string;
  readonly messageId: string;
  readonly at: Date;
}

export function listLetters(ctx: ReadCtx, task: CallTaskId): Promise<LetterLine[]> {
  return ctx.db
    .selectFrom('client_letter')
    .select(['id', 'step', 'state', 'subject', 'body', 'message_id as messageId'])
    .select(({ fn }) => fn.coalesce('sent_at', 'decided_at').as('at'))
    .where('task', '=', task)
    .orderBy('decided_at')
    .execute();
}

/** An answer to a mail, still sealed. */
export interface SealedLine extends SealedAnswer {
  readonly receivedAt: Date;
  readonly unreadable: boolean;
  /** Whether somebody answered, as a person saw it or else as was read. */
  readonly counts: boolean;
}

export async function listAnswers(ctx: ReadCtx, task: CallTaskId): Promise<SealedLine[]> {
  const found =
    await sql<SealedLine>`select id, sealed, sha256, received_at as "receivedAt", unreadable, counts from client_answers_of(${task})`.execute(
      ctx.db,
    );
  return found.rows;
}

/** What the acts on a mail must know of it. Throws `not-found`. */
export interface MailFacts {
  readonly campaign: CampaignId;
  readonly state: CallState;
  readonly answered: boolean;
  readonly fromName: string;
  readonly fromAddress: string;
  /** Whether who wrote to whom was erased. */
  readonly erased: boolean;
}

export async function findMail(ctx: ReadCtx, task: CallTaskId): Promise<MailFacts> {
  const found = await sql<MailFacts>`select t.campaign, t.state, answered_mail(t.id) as answered,
      m.from_name as "fromName", m.from_address as "fromAddress", m.erased_at is not null as erased
    from call_task t join client_mail m on m.task = t.id where t.id = ${task}`.execute(ctx.db);
  const [row] = found.rows;
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** What the approved lines of a mail are, for who is to choose one: none once it was erased, and no reason once it is over. */
export async function findTexts(
  ctx: ReadCtx,
  task: CallTaskId,
): Promise<Readonly<Record<'reason' | 'exit' | 'refusal', string | null>>> {
  const found = await sql<{ reason: string | null; exit: string | null; refusal: string | null }>`select
    case when t.state = 'planned' then client_letter_text(t.id, 'reason') end as reason,
    client_letter_text(t.id, 'exit') as exit, client_letter_text(t.id, 'refusal') as refusal
    from call_task t join client_mail m on m.task = t.id where t.id = ${task} and m.erased_at is null`.execute(
    ctx.db,
  );
  return found.rows[0] ?? { reason: null, exit: null, refusal: null };
}

/** What names the agency of a mail, for who releases its answer. */
export async function findAgencyOf(
  ctx: ReadCtx,
  task: CallTaskId,
): Promise<AgencyNames & { address: string | null }> {
  return ctx.db
    .selectFrom('call_task as t')
    .innerJoin('employer as e', 'e.id', 't.employer')
    .innerJoin('client_mail as m', 'm.task', 't.id')
    .select([
      'e.name',
      'e.municipality',
      'e.kbo',
      'e.phone',
      'e.mail_domain as mailDomain',
      'm.to_address as address',
    ])
    .where('t.id', '=', task)
    .executeTakeFirstOrThrow();
}

/** Mails that were answered and wait for a fieldworker, in campaigns of the actor's teams. */
export function countAnswered(ctx: Ctx): Promise<{ count: number; campaign: CampaignId | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      campaign: CampaignId | null;
    }>`select count(*)::integer as count, min(t.campaign::text)::uuid as campaign
      from call_task t join client_mail m on m.task = t.id where t.state = 'planned' and answered_mail(t.id)`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { count: 0, campaign: null };
  });
}

/** Mails of which it is not sure that they left, in campaigns of the actor's teams, and the first of them. */
export function countInDoubt(
  ctx: Ctx,
): Promise<{ count: number; task: CallTaskId | null; oldest: Date | null }> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      count: number;
      task: CallTaskId | null;
      oldest: Date | null;
    }>`select count(*)::integer as count,
      (array_agg(l.task order by l.decided_at, l.id))[1] as task, min(l.decided_at) as oldest
      from client_letter l join client_mail m on m.task = l.task and m.erased_at is null where l.state = 'in-doubt'`.execute(
      ctx.db,
    );
    return found.rows[0] ?? { count: 0, task: null, oldest: null };
  });
}
