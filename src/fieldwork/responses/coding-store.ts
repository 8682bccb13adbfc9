import { sql } from 'kysely';
import type { Db, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { Code, ResponseId } from './schema.js';

export interface LockedResponse {
  readonly campaign: Id<'campaign'>;
  readonly code: Code | null;
  /** How many codings it has. */
  readonly codings: number;
}

/** Locks a matched answer for its coder, who may see no table of answers: the database opens it for coders alone. */
export async function lockForCoding(db: Db, id: ResponseId): Promise<LockedResponse | undefined> {
  const found = await sql<LockedResponse>`select campaign, code, codings from open_to_code(${id})`.execute(
    db,
  );
  return found.rows[0];
}

export async function insertCoding(
  ctx: TxCtx,
  coding: { id: string; response: ResponseId; code: Code; adjudication: boolean; simulated: boolean },
): Promise<void> {
  await ctx.db
    .insertInto('coding')
    .values({ ...coding, coder: ctx.actor.id })
    .execute();
}

/** Whether the actor coded this answer before. */
export async function hasCoded(ctx: TxCtx, response: ResponseId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('coding')
    .select('id')
    .where('response', '=', response)
    .where('coder', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The codings of an answer in their order; none for who has not coded it. */
export async function findCodings(
  db: Db,
  response: ResponseId,
): Promise<{ code: Code; adjudication: boolean }[]> {
  const found = await sql<{
    code: Code;
    adjudication: boolean;
  }>`select code, adjudication from codings_of(${response})`.execute(db);
  return found.rows;
}

/** Makes a code final; the database looks itself whether the codings carry it. Throws when they do not. */
export async function keepFinalCode(
  db: Db,
  response: ResponseId,
  code: Code,
  how: 'agreement' | 'adjudication',
): Promise<void> {
  const found = await sql<{
    kept: boolean;
  }>`select keep_code(${response}, ${code}, ${how}) as kept`.execute(db);
  if (found.rows[0]?.kept !== true) throw new Error('The codings of an answer do not carry its code.');
}

/** Whether the actor left this answer to another. */
export async function hasSteppedAside(ctx: TxCtx, response: ResponseId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('recusal')
    .select('response')
    .where('response', '=', response)
    .where('coder', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes that a coder leaves an answer to another. */
export async function insertRecusal(db: Db, response: ResponseId, coder: string): Promise<void> {
  await db.insertInto('recusal').values({ response, coder }).execute();
}

/** Why a code was not changed, or the code that stands now, if the codings carry one. */
export interface ChangedCode {
  readonly refused: 'nothing-to-change' | 'closed-to-codes' | 'settled-already' | null;
  readonly code: Code | null;
  readonly how: 'agreement' | 'adjudication' | null;
}

/** Changes the actor's own coding; the database looks itself whether it may, and what follows. */
export async function changeCode(
  ctx: TxCtx,
  response: ResponseId,
  code: Code,
  reason: string,
): Promise<ChangedCode> {
  const found =
    await sql<ChangedCode>`select refused, code, how from change_code(${ctx.newId()}, ${response}, ${code}, ${reason})`.execute(
      ctx.db,
    );
  return found.rows[0] ?? { refused: 'nothing-to-change', code: null, how: null };
}
