import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import type { EmployerId } from '../../register/index.js';
import type { Unit } from './rules.js';
import type { CallEnding, CallVoidReason } from './schema.js';

/** What counts of a call: never what its tester alone made of it. */
const STANDS = sql`case when o.code in ('not-reached', 'stopped', 'silent') then o.code when o.void_reason is null then f.code end`;
/** Whether an answer waits for a coder. */
const WAITS = sql`(o.code not in ('not-reached', 'stopped', 'silent') and o.void_reason is null and f.code is null)`;

/** A call that is over, for counting: the agency by number, and by name only where the purpose lets its team see it. */
export interface HeardCall {
  readonly agency: number;
  readonly name: string | null;
  readonly sector: string;
  readonly wave: number;
  /** What stands after coding, or that there was no answer; null while the answer waits for a coder, or is void. */
  readonly code: CallEnding | null;
  readonly voidReason: CallVoidReason | null;
}

/** Every recorded call of a campaign in plan order. Agencies of a baseline or of self-regulation stay numbers (left out in SQL). */
export async function listHeard(ctx: ReadCtx, campaign: CampaignId): Promise<HeardCall[]> {
  const found =
    await sql<HeardCall>`with seen as (select t.*, min(t.ordinal) over (partition by t.employer_unit) as first from call_task t where t.campaign = ${campaign}),
      numbered as (select s.*, dense_rank() over (order by s.first)::integer as agency,
        first_value(s.employer) over (partition by s.employer_unit order by s.ordinal) as first_employer from seen s)
    select t.agency, case when c.purpose in ('enforcement', 'contract-clause') then e.name end as name, t.sector, t.wave, ${STANDS} as code, o.void_reason as "voidReason"
    from numbered t join call_outcome o on o.task = t.id left join call_final f on f.task = t.id join campaign c on c.id = t.campaign left join employer e on e.id = t.first_employer
    order by t.ordinal`.execute(ctx.db);
  return found.rows;
}

/** How the clients of a campaign ask. */
export type ClientChannel = 'call' | 'mail';

export async function findChannel(ctx: ReadCtx, campaign: CampaignId): Promise<ClientChannel> {
  const found = await sql<{ written: boolean }>`select is_mail_script(t.script) as written
    from call_task t where t.campaign = ${campaign} limit 1`.execute(ctx.db);
  return found.rows[0]?.written === true ? 'mail' : 'call';
}

/** How far the calls of a campaign are; null for a campaign without calls. */
export interface CallProgress {
  readonly planned: number;
  /** Planned ones of which it is not sure that they left and not settled that they will not. */
  readonly unsent: number;
  readonly done: number;
  readonly cancelled: number;
  /** Calls in which the agency was reached: what an authorisation counts. */
  readonly begun: number;
  /** Answers that wait for a coder. */
  readonly toCode: number;
  readonly lastWave: number;
  /** Open calls with neither a tester nor a firm, or without a number; open mails without an address. */
  readonly unready: number;
  readonly nextDay: DateOnly | null;
}

export function findCallProgress(ctx: Ctx, campaign: CampaignId): Promise<CallProgress | null> {
  return ctx.read(async (ctx) => {
    const found = await sql<CallProgress & { calls: number }>`select count(*) as calls,
      count(*) filter (where t.state = 'planned') as planned,
      count(*) filter (where t.state = 'planned' and not coalesce(l.state in ('sent', 'refused', 'not-sent'), false)) as unsent, count(*) filter (where t.state = 'done') as done,
      count(*) filter (where t.state = 'cancelled') as cancelled, count(*) filter (where o.code <> 'not-reached') as begun,
      count(*) filter (where ${WAITS}) as "toCode",
      coalesce(max(t.wave), 0) as "lastWave", min(t.planned_on) filter (where t.state = 'planned') as "nextDay",
      count(*) filter (where t.state = 'planned' and case when m.task is null then (t.tester is null and t.firm is null) or t.phone is null
        else m.to_address is null end) as unready
    from call_task t left join client_mail m on m.task = t.id left join client_letter l on l.task = t.id and l.step = 'wish' left join call_outcome o on o.task = t.id left join call_final f on f.task = t.id where t.campaign = ${campaign}`.execute(
      ctx.db,
    );
    const [row] = found.rows;
    if (row === undefined || row.calls === 0) return null;
    const { calls: _, ...progress } = row;
    return progress;
  });
}

/** What the waves so far say of a unit: its employers, and what was heard in the last wave. */
export interface WaveStand {
  readonly lastWave: number;
  readonly lastOrdinal: number;
  readonly openTasks: number;
  /** Answers of the last wave that wait for a coder. */
  readonly toCode: number;
  readonly planned: number;
  readonly script: Buffer;
  readonly units: readonly Unit<EmployerId>[];
  readonly heard: readonly { unit: string; code: CallEnding | null; voidReason: CallVoidReason | null }[];
}

export async function findWaveStand(ctx: ReadCtx, campaign: CampaignId): Promise<WaveStand> {
  const tasks = await ctx.db
    .selectFrom('call_task as t')
    .leftJoin('call_outcome as o', 'o.task', 't.id')
    .leftJoin('call_final as f', 'f.task', 't.id')
    .select([
      't.wave',
      't.ordinal',
      't.state',
      't.script',
      't.employer',
      't.sector',
      't.employer_unit as unit',
    ])
    .select('o.void_reason as voidReason')
    .select([sql<CallEnding | null>`${STANDS}`.as('code'), sql<boolean | null>`${WAITS}`.as('waits')])
    .select(sql<boolean>`authorisation_covers(t.campaign, t.employer, null)`.as('covered'))
    .where('t.campaign', '=', campaign)
    .orderBy('t.ordinal')
    .execute();
  const lastWave = Math.max(0, ...tasks.map(({ wave }) => wave));
  const employersOf = (unit: string): EmployerId[] => [
    ...new Set(
      tasks.flatMap((task) =>
        task.unit === unit && task.covered && task.employer !== null ? [task.employer] : [],
      ),
    ),
  ];
  // A later wave asks nobody whom the authorisation does not name.
  const first = new Map(tasks.filter(({ covered }) => covered).map((task) => [task.unit, task.sector]));
  return {
    lastWave,
    lastOrdinal: Math.max(-1, ...tasks.map(({ ordinal }) => ordinal)),
    openTasks: tasks.filter(({ state }) => state === 'planned').length,
    toCode: tasks.filter(({ wave, waits }) => wave === lastWave && waits === true).length,
    planned: tasks.filter(({ state }) => state !== 'cancelled').length,
    script: tasks[0]?.script ?? Buffer.alloc(0),
    units: [...first].map(([unit, sector]) => ({ unit, sector, employers: employersOf(unit) })),
    heard: tasks.flatMap(({ wave, unit, code, voidReason }) =>
      wave === lastWave ? [{ unit, code, voidReason }] : [],
    ),
  };
}
