import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { ResponseId } from '../responses/index.js';
import type { AttemptId } from '../dispatch/schema.js';
import type { ApplicationId, TestId } from '../scheduling/index.js';
import type { CallerPair } from './rules.js';

/** What began, or undefined when the call is not the actor's or not to be made now. */
export interface BegunCall {
  readonly campaign: CampaignId;
  readonly number: number;
  readonly messageHash: string;
}

/** Begins a call of the actor, by the database's own hand: testers reach no application. */
export async function beginCall(
  db: Db,
  of: { id: string; attempt: AttemptId; server: string; leaseUntil: Date },
): Promise<BegunCall | undefined> {
  const found =
    await sql<BegunCall>`select campaign, number, message_hash as "messageHash" from begin_candidate_call(${of.id}::uuid, ${of.attempt}::uuid, ${of.server}, ${of.leaseUntil}::timestamptz)`.execute(
      db,
    );
  return found.rows[0];
}

/** What a caller was told, sealed. */
export interface Heard {
  readonly sealed: Buffer;
  readonly sha256: Buffer;
}

/** The attempt by which the actor holds a call; undefined when they hold none. */
export async function findHeldAttempt(db: Db, id: string): Promise<AttemptId | undefined> {
  const found = await sql<{
    attempt: AttemptId | null;
  }>`select held_candidate_call(${id}::uuid) as attempt`.execute(db);
  return found.rows[0]?.attempt ?? undefined;
}

/** Says how the call that the actor holds ended. @returns whether they held one */
export async function endCall(
  db: Db,
  id: string,
  { result, note, heard }: { result: string; note: string | null; heard: Heard | null },
): Promise<boolean> {
  const found = await sql<{
    attempt: AttemptId | null;
  }>`select end_candidate_call(${id}::uuid, ${result}, ${note}, ${heard?.sealed ?? null}::bytea, ${heard?.sha256 ?? null}::bytea) as attempt`.execute(
    db,
  );
  return found.rows[0]?.attempt !== null;
}

/** Keeps who calls for a pair; in the place of whom it had, where nobody has called yet. */
export async function keepCallers(
  ctx: TxCtx,
  campaign: CampaignId,
  test: TestId,
  { control, treatment }: CallerPair,
): Promise<void> {
  const by = { control, treatment, assigned_by: ctx.actor.id, assigned_at: ctx.clock.now() };
  await ctx.db
    .insertInto('pair_callers')
    .values({ test, campaign, ...by })
    .onConflict((conflict) => conflict.column('test').doUpdateSet(by))
    .execute();
}

/** What callers were told and is not kept as an answer yet, locked. */
export async function claimHeard(
  db: Db,
  limit: number,
): Promise<
  { attempt: AttemptId; application: ApplicationId; sealed: Buffer; sha256: Buffer; receivedAt: Date }[]
> {
  return db
    .selectFrom('call_answer')
    .select(['attempt', 'application', 'sealed', 'sha256', 'received_at as receivedAt'])
    .where('response', 'is', null)
    .where(sql<boolean>`length(sealed) > 0`)
    .orderBy('received_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();
}

/** What was heard is an answer now: its words lie there alone. */
export async function setKept(db: Db, attempt: AttemptId, response: ResponseId): Promise<void> {
  await db
    .updateTable('call_answer')
    .set({ sealed: Buffer.alloc(0), response })
    .where('attempt', '=', attempt)
    .execute();
}

/** A call whose last attempt ended without anybody spoken to. */
export interface Ended {
  readonly id: ApplicationId;
  readonly state: 'planned' | 'due';
  readonly campaign: CampaignId;
  readonly campaignState: string;
  readonly ordinal: number;
  readonly position: 1 | 2;
  readonly attempts: number;
  readonly result: string;
  /** Attempts that reached nobody. */
  readonly tried: number;
  /** The second of its pair, when this is the first and that one waits. */
  readonly second: ApplicationId | null;
}

/**
 * Locks calls of which the last attempt reached nobody and that have no later day yet, that cannot be made any more, or whose
 * campaign is over. One that was put off is not found again, whatever becomes due of it.
 */
export async function claimEnded(db: Db, limit: number): Promise<Ended[]> {
  const found =
    await sql<Ended>`select a.id, a.state, a.campaign, c.state as "campaignState", t.ordinal, a.position, a.attempts, x.result, k.tried,
      case when a.position = 1 then (select b.id from application b where b.test = a.test and b.position = 2 and b.state = 'planned') end as second
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
      join lateral (select result, started_at from attempt where application = a.id order by number desc limit 1) x on x.result is not null
      cross join lateral (select count(*)::int as tried from attempt n where n.application = a.id and is_unreached(n.result)) k
    where a.state in ('planned', 'due') and a.form_url like 'tel:%'
      and (c.state not in ('running', 'paused') or x.result in ('wrong-number', 'stopped') or k.tried >= 3 or (is_unreached(x.result)
        and (x.started_at at time zone 'Europe/Brussels')::date >= (a.due_at at time zone 'Europe/Brussels')::date))
    order by a.id limit ${limit} for update of a skip locked`.execute(db);
  return found.rows;
}
