import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import type { PlannedCall } from './plan.js';
import type { Tried } from './rules.js';
import type { AssignBody, CallTaskId, CallVoidReason, OutcomeBody } from './schema.js';

/** Keeps a script as it is now; the same script twice is one row. */
export async function keepScript(
  db: Db,
  script: { hash: Buffer; scenario: string; version: number; body: object },
): Promise<void> {
  await db
    .insertInto('call_script')
    .values({ ...script, body: JSON.stringify(script.body) })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute();
}

/** Stores planned calls; the number to call is what the register holds at this moment. `testerOf` gives who calls. */
export async function insertCalls(
  ctx: TxCtx,
  of: { campaign: CampaignId; ground: string; script: Buffer; withPhone: boolean },
  calls: readonly PlannedCall[],
  testerOf: (place: number) => string | null,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('employer')
    .select(['id', 'phone'])
    .where('id', 'in', [...new Set(calls.map(({ employer }) => employer))])
    .execute();
  const phones = new Map(rows.map((row) => [row.id, row.phone]));
  // One row at a time: the trigger counts what is planned, and a statement does not see the rows it is adding.
  for (const [place, call] of calls.entries()) {
    await ctx.db
      .insertInto('call_task')
      .values({
        id: asId<'call-task'>(ctx.newId()),
        campaign: of.campaign,
        ordinal: call.ordinal,
        wave: call.wave,
        turn: call.turn,
        employer: call.employer,
        employer_unit: call.unit,
        sector: call.sector,
        ground: of.ground,
        script: of.script,
        leaf: call.leaf,
        phone: of.withPhone ? (phones.get(call.employer) ?? null) : null,
        tester: testerOf(place),
        planned_on: call.plannedOn,
        state_reason: null,
        started_at: null,
      })
      .execute();
  }
}

/** Locks a task until the transaction ends, so that two records of one call follow one another. False when it is not there for the actor. */
export async function lockTask(db: Db, id: CallTaskId): Promise<boolean> {
  const row = await db
    .selectFrom('call_task')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

export async function assignTask(
  db: Db,
  id: CallTaskId,
  to: {
    tester: string | null;
    firm: string | null;
    phone: string | null;
    plannedOn: AssignBody['plannedOn'];
  },
): Promise<void> {
  await db
    .updateTable('call_task')
    .set({ tester: to.tester, firm: to.firm, phone: to.phone, planned_on: to.plannedOn })
    .where('id', '=', id)
    .execute();
}

/** Gives open calls of a campaign to a firm, those without a tester first, in plan order. @returns their ids */
export async function giveToFirm(
  db: Db,
  campaign: CampaignId,
  firm: string,
  count: number,
): Promise<CallTaskId[]> {
  const found = await db
    .selectFrom('call_task')
    .select('id')
    .where('campaign', '=', campaign)
    .where('state', '=', 'planned')
    .where('firm', 'is', null)
    .where('started_at', 'is', null)
    .orderBy((eb) => eb('tester', 'is not', null))
    .orderBy('ordinal')
    .limit(count)
    .forUpdate()
    .execute();
  const ids = found.map(({ id }) => id);
  if (ids.length > 0)
    await db.updateTable('call_task').set({ firm, tester: null }).where('id', 'in', ids).execute();
  return ids;
}

export async function cancelTask(db: Db, id: CallTaskId, reason: string): Promise<void> {
  await db
    .updateTable('call_task')
    .set({ state: 'cancelled', state_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** Cancels every open call of a campaign, but mails that left: their answers may come. @returns their ids */
export async function cancelOpen(db: Db, campaign: CampaignId, reason: string): Promise<CallTaskId[]> {
  // Locked first: what begins to leave at this moment is seen as having left.
  await db
    .selectFrom('call_task')
    .select('id')
    .where('campaign', '=', campaign)
    .where('state', '=', 'planned')
    .orderBy('id')
    .forUpdate()
    .execute();
  const rows = await db
    .updateTable('call_task')
    .set({ state: 'cancelled', state_reason: reason })
    .where('campaign', '=', campaign)
    .where('state', '=', 'planned')
    .where(sql<boolean>`not mail_left(call_task.id)`)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function setStarted(db: Db, id: CallTaskId, at: Date): Promise<void> {
  await db.updateTable('call_task').set({ started_at: at }).where('id', '=', id).execute();
}

/** Keeps an attempt that reached nobody, and moves the call to the day of the next; a wrong number is no number. */
export async function insertAttempt(
  ctx: TxCtx,
  task: { readonly id: CallTaskId; readonly campaign: CampaignId; readonly startedAt: Date | null },
  tried: Tried,
): Promise<void> {
  await ctx.db
    .insertInto('call_attempt')
    .values({
      task: task.id,
      n: tried.n,
      campaign: task.campaign,
      how: tried.how,
      on_day: tried.onDay,
      started_at: task.startedAt,
      ended_at: ctx.clock.now(),
      next_on: tried.nextOn,
      recorded_by: ctx.actor.id,
    })
    .execute();
  if (tried.nextOn === null) return;
  await ctx.db
    .updateTable('call_task')
    .set({
      planned_on: tried.nextOn,
      started_at: null,
      ...(tried.how === 'wrong-number' ? { phone: null } : {}),
    })
    .where('id', '=', task.id)
    .execute();
}

export async function setDone(db: Db, id: CallTaskId): Promise<void> {
  await db.updateTable('call_task').set({ state: 'done' }).where('id', '=', id).execute();
}

export async function insertOutcome(
  ctx: TxCtx,
  task: CallTaskId,
  body: OutcomeBody,
  more: { told: string | null; voidReason: CallVoidReason | null; startedAt: Date | null; endedAt: Date },
): Promise<void> {
  await ctx.db
    .insertInto('call_outcome')
    .values({
      task,
      code: body.code,
      asked_reason: body.askedReason,
      named_ban: body.namedBan,
      times_said: body.timesSaid,
      deviations: JSON.stringify(body.deviations),
      note: body.note === '' ? null : body.note,
      told: more.told,
      void_reason: more.voidReason,
      started_at: more.startedAt,
      ended_at: more.endedAt,
      recorded_by: ctx.actor.id,
    })
    .execute();
}
