import { sql } from 'kysely';
import { z } from 'zod';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { AgencyNames, Tried } from './rules.js';
import {
  CallScript,
  Deviation,
  type CallHours,
  type CallState,
  type CallTaskId,
  type OutcomeBody,
} from './schema.js';

/** A call as its tester sees it in a list. The agency is named while the call is open, and then no more. */
export interface OwnTask {
  readonly id: CallTaskId;
  readonly number: number;
  readonly plannedOn: DateOnly;
  readonly state: CallState;
  readonly agency: string | null;
  readonly place: string | null;
  readonly phone: string | null;
  /** Attempts that reached nobody. */
  readonly attempts: number;
}

const ATTEMPTS_OF = sql`(select count(*) from call_attempt a where a.task = t.id)::integer`;

/** The calls of who asks, open ones first, then by day; of those that are over the latest hundred. */
export function listOwnTasks(ctx: Ctx): Promise<OwnTask[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<OwnTask>`select t.id, t.number, t.planned_on as "plannedOn", t.state,
        case when t.state = 'planned' then e.name end as agency, case when t.state = 'planned' then e.municipality end as place,
        case when t.state = 'planned' then t.phone end as phone, ${ATTEMPTS_OF} as attempts
      from call_task t left join employer e on e.id = t.employer where t.tester = ${ctx.actor.id}
      order by t.state <> 'planned', case when t.state = 'planned' then t.planned_on end, t.planned_on desc, t.ordinal limit 300`.execute(
      ctx.db,
    );
    return found.rows;
  });
}

/** A call of who asks, with its script as it was planned. */
export interface CallSheet extends OwnTask {
  /** Whether the name of who was spoken to may be noted: in enforcement alone. */
  readonly mayName: boolean;
  readonly script: CallScript;
  readonly startedAt: Date | null;
  /** Attempts that reached nobody, in order. */
  readonly tried: readonly Tried[];
  /** Why no call may be made now, as the database says; null when one may. */
  readonly refusal: string | null;
  readonly hours: CallHours;
}

/** The sheet of one own call. Throws `not-found`, for another tester's call too. */
export function findSheet(ctx: Ctx, id: CallTaskId): Promise<CallSheet> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      Omit<CallSheet, 'script' | 'tried'> & { body: unknown }
    >`select t.id, t.number, t.planned_on as "plannedOn", t.state, t.started_at as "startedAt", s.body,
      case when t.state = 'planned' then e.name end as agency, case when t.state = 'planned' then e.municipality end as place,
      case when t.state = 'planned' then t.phone end as phone, ${ATTEMPTS_OF} as attempts, call_refused_because(t.campaign) as refusal, call_hours(t.campaign) as hours,
      may_name_called(t.id) as "mayName"
    from call_task t left join employer e on e.id = t.employer join call_script s on s.hash = t.script
    where t.id = ${id} and t.tester = ${ctx.actor.id}`.execute(ctx.db);
    const [row] = found.rows;
    if (row === undefined) throw new Problem('not-found');
    const { body, ...sheet } = row;
    return { ...sheet, tried: await listTried(ctx, id), script: CallScript.parse(body) };
  });
}

/** Whether a script is one of mails. */
export async function isWritten(ctx: ReadCtx, script: Buffer): Promise<boolean> {
  const found = await sql<{ written: boolean }>`select is_mail_script(${script}) as written`.execute(ctx.db);
  return found.rows[0]?.written ?? false;
}

/** The attempts at a call that reached nobody, in order. */
export function listTried(ctx: ReadCtx, id: CallTaskId): Promise<Tried[]> {
  return ctx.db
    .selectFrom('call_attempt')
    .select(['n', 'how', 'on_day as onDay', 'next_on as nextOn'])
    .where('task', '=', id)
    .orderBy('n')
    .execute();
}

/** What the rules must know of a task. Throws `not-found`. */
export interface TaskFacts {
  readonly campaign: CampaignId;
  readonly state: CallState;
  readonly phone: string | null;
  readonly tester: string | null;
  readonly firm: string | null;
  readonly startedAt: Date | null;
}

export async function findTask(ctx: ReadCtx, id: CallTaskId): Promise<TaskFacts> {
  const row = await ctx.db
    .selectFrom('call_task')
    .select(['campaign', 'state', 'phone', 'tester', 'firm', 'started_at as startedAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return row;
}

/** What names the agency of a call, for who has it to make. */
export async function findAgency(ctx: ReadCtx, id: CallTaskId): Promise<AgencyNames> {
  return ctx.db
    .selectFrom('call_task as t')
    .innerJoin('employer as e', 'e.id', 't.employer')
    .select(['e.name', 'e.municipality', 'e.kbo', 't.phone', 'e.mail_domain as mailDomain'])
    .where('t.id', '=', id)
    .executeTakeFirstOrThrow();
}

/** The database's own answer: why no call of this campaign may be made now, or null. */
export async function findCallRefusal(ctx: ReadCtx, campaign: CampaignId): Promise<string | null> {
  const answer = await sql<{
    reason: string | null;
  }>`select call_refused_because(${campaign}) as reason`.execute(ctx.db);
  return answer.rows[0]?.reason ?? null;
}

/** Whether one may begin to call now for this campaign, as the database says. */
export async function findCallHours(ctx: ReadCtx, campaign: CampaignId): Promise<CallHours> {
  const answer = await sql<{ hours: CallHours }>`select call_hours(${campaign}) as hours`.execute(ctx.db);
  return answer.rows[0]?.hours ?? 'shut';
}

const Deviations = z.array(Deviation);

/** What is on record of a call, in the form in which it was sent. */
export async function findOutcome(ctx: ReadCtx, id: CallTaskId): Promise<OutcomeBody | undefined> {
  const row = await ctx.db
    .selectFrom('call_outcome')
    .select(['code', 'asked_reason', 'named_ban', 'times_said', 'deviations', 'note'])
    .where('task', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // How a mail ends is not told by a form of a call.
  if (row.code === 'silent' || row.code === 'answered') return undefined;
  const rest = { deviations: Deviations.parse(row.deviations), note: row.note ?? '' };
  const { code, asked_reason: askedReason, named_ban: namedBan, times_said: timesSaid } = row;
  if (code === 'not-reached' || code === 'stopped')
    return { code, askedReason, namedBan, timesSaid, ...rest };
  if (askedReason === null || namedBan === null || timesSaid === null) return undefined;
  return { code, askedReason, namedBan, timesSaid, ...rest };
}

/** A tester as planners see one: by number; the name for a coordinator only. */
export interface TesterLine {
  readonly account: string;
  readonly number: number;
  readonly name: string;
}

/** Everybody who is a tester now and may be given calls of a campaign, by number: those with an own interest are not, nor third persons where the decision excludes them. */
export async function listFreeTesters(ctx: ReadCtx, campaign: CampaignId): Promise<TesterLine[]> {
  const found = await sql<TesterLine>`select t.account, t.number, shown_name(t.account) as name from tester t
    where t.account in (select free_testers(${campaign})) order by t.number`.execute(ctx.db);
  return found.rows;
}

/** A test firm that may be given calls of a campaign. */
export interface GivableFirm {
  readonly id: string;
  readonly name: string;
}

/** The firms whose contract holds today, by name; none where the decision excludes third persons. */
export async function listGivableFirms(ctx: ReadCtx, campaign: CampaignId): Promise<GivableFirm[]> {
  const found = await sql<GivableFirm>`select f.id, f.name from test_firm f where firm_holds(f.id)
      and not exists (select from authorisation d where d.campaign = ${campaign} and authorisation_stands(d.state) and d.third_persons is false)
    order by f.name collate "C"`.execute(ctx.db);
  return found.rows;
}

/** A call as its planners see it. */
export interface CallLine {
  readonly id: CallTaskId;
  readonly number: number;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly wave: number;
  readonly turn: number;
  /** The agency's number within the campaign: what it is called where it may not be named. */
  readonly agency: number;
  /** Null where the reader may not know the employer (baseline, or a call that is over). */
  readonly name: string | null;
  readonly phone: string | null;
  readonly sector: string;
  readonly plannedOn: DateOnly;
  readonly state: CallState;
  readonly stateReason: string | null;
  /** Attempts that reached nobody. */
  readonly attempts: number;
  /** By number, or by name for a coordinator. */
  readonly tester: string | null;
  readonly testerNumber: number | null;
  /** The test firm that it was given to. */
  readonly firm: string | null;
  readonly firmName: string | null;
}

/**
 * The calls of a campaign, or one call, in plan order. Agencies have a name for the campaign's own team only: in
 * enforcement for all of it, else for who may see employers, and while the call is open.
 */
export function listCalls(
  ctx: Ctx,
  of: { campaign: CampaignId } | { id: CallTaskId },
  may: { seeEmployer: boolean },
): Promise<CallLine[]> {
  const [campaign, id] = 'campaign' in of ? [of.campaign, null] : [null, of.id];
  const seen = sql`(exists (select from campaign_member m where m.campaign = c.id and m.account = ${ctx.actor.id})
    and (c.purpose = 'enforcement' or (${may.seeEmployer} and t.state = 'planned')))`;
  return ctx.read(async (ctx) => {
    const found =
      await sql<CallLine>`with seen as (select t.*, min(t.ordinal) over (partition by t.campaign, t.employer_unit) as first from call_task t
        where t.campaign = coalesce(${campaign}::uuid, (select campaign from call_task where id = ${id}::uuid))),
      numbered as (select s.*, dense_rank() over (order by s.first)::integer as agency from seen s)
      select t.id, t.number, t.campaign, c.name as "campaignName", t.wave, t.turn, t.agency, t.sector, t.planned_on as "plannedOn", t.state,
        t.state_reason as "stateReason", shown_name(t.tester) as tester, k.number as "testerNumber", t.firm, b.name as "firmName",
        ${ATTEMPTS_OF} as attempts,
        case when ${seen} then e.name end as name,
        case when ${seen} then t.phone end as phone
      from numbered t join campaign c on c.id = t.campaign left join employer e on e.id = t.employer left join tester k on k.account = t.tester left join test_firm b on b.id = t.firm
      where ${id}::uuid is null or (t.id = ${id}::uuid and not exists (select from client_mail m where m.task = t.id)) order by t.ordinal`.execute(
        ctx.db,
      );
    return found.rows;
  });
}
