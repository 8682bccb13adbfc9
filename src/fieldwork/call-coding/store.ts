import { sql } from 'kysely';
import type { Db, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { CallCode, CallTaskId } from '../calls/schema.js';
import type { CallCodes } from './schema.js';

/** An answer that is locked for its coder. */
export interface LockedCall {
  readonly campaign: Id<'campaign'>;
  /** How many codings it has. */
  readonly codings: number;
  /** Whether its code stands. */
  readonly final: boolean;
}

/** Locks an answer for its coder, who may see no table of calls: the database opens it for coders alone. */
export async function lockForCoding(db: Db, task: CallTaskId): Promise<LockedCall | undefined> {
  const found =
    await sql<LockedCall>`select campaign, codings, final from open_call_to_code(${task})`.execute(db);
  return found.rows[0];
}

export async function insertCoding(
  ctx: TxCtx,
  coding: { id: string; task: CallTaskId; campaign: Id<'campaign'>; adjudication: boolean },
  { code, askedReason, namedBan }: CallCodes,
): Promise<void> {
  await ctx.db
    .insertInto('call_coding')
    .values({
      ...coding,
      coder: ctx.actor.id,
      code,
      asked_reason: askedReason,
      named_ban: namedBan,
    })
    .execute();
}

/** Whether the actor coded this answer before. */
export async function hasCoded(ctx: TxCtx, task: CallTaskId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('call_coding')
    .select('id')
    .where('task', '=', task)
    .where('coder', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether the actor left this answer to another. */
export async function hasSteppedAside(ctx: TxCtx, task: CallTaskId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('call_recusal')
    .select('task')
    .where('task', '=', task)
    .where('coder', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes that a coder leaves an answer to another. */
export async function insertRecusal(ctx: TxCtx, task: CallTaskId, campaign: Id<'campaign'>): Promise<void> {
  await ctx.db.insertInto('call_recusal').values({ task, campaign, coder: ctx.actor.id }).execute();
}

interface Standing {
  readonly code: CallCode;
  readonly how: 'agreement' | 'adjudication';
}

/** What stands of an answer that the actor coded; undefined while a coder is still needed. */
export async function findStanding(db: Db, task: CallTaskId): Promise<Standing | undefined> {
  return (await sql<Standing>`select code, how from call_code_of(${task})`.execute(db)).rows[0];
}

/** Why a code was not changed, or what stands now, if anything does. */
export interface ChangedCode {
  readonly refused: 'nothing-to-change' | 'closed-to-codes' | 'settled-already' | null;
  readonly code: CallCode | null;
  readonly how: Standing['how'] | null;
}

/** Changes the actor's own coding; the database looks itself whether it may, and what follows. */
export async function changeCode(
  ctx: TxCtx,
  task: CallTaskId,
  { code, askedReason, namedBan }: CallCodes,
  reason: string,
): Promise<ChangedCode> {
  const found = await sql<ChangedCode>`select refused, code, how
    from change_call_code(${ctx.newId()}, ${task}, ${code}, ${askedReason}, ${namedBan}, ${reason})`.execute(
    ctx.db,
  );
  return found.rows[0] ?? { refused: 'nothing-to-change', code: null, how: null };
}
