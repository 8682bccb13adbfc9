import { sql } from 'kysely';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import { asId, type Id } from '../../platform/ids.js';
import type { Code, OutcomeCode, ResponseId } from './schema.js';
import type { Suggestion } from './suggestion.js';

/** Keeps a raw message once. @returns its id, or undefined when the same bytes for the same mailbox are already kept */
export async function keepRaw(
  ctx: TxCtx,
  message: { from: string; to: string; raw: Buffer; sha256: Buffer },
): Promise<ResponseId | undefined> {
  const row = await ctx.db
    .insertInto('response')
    .values({
      id: asId<'response'>(ctx.newId()),
      channel: 'mail',
      envelope_from: message.from,
      envelope_to: message.to,
      raw: message.raw,
      sha256: message.sha256,
      set_aside_at: null,
      application: null,
      matched_by: null,
      match_points: null,
      match_reasons: null,
      redacted_subject: null,
      redacted_text: null,
      suggestion: null,
      suggestion_words: null,
      code: null,
      coded_at: null,
      coded_how: null,
    })
    .onConflict((conflict) => conflict.constraint('response_once').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export interface RawResponse {
  readonly id: ResponseId;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly receivedAt: Date;
  readonly raw: Buffer;
}

/** Locks answers that nothing was done with yet, oldest first. */
export async function claimNew(db: Db, limit: number): Promise<RawResponse[]> {
  const found =
    await sql<RawResponse>`select id, envelope_from as "envelopeFrom", envelope_to as "envelopeTo", received_at as "receivedAt", raw from response where state = 'new' order by received_at, id limit ${limit} for update skip locked`.execute(
      db,
    );
  return found.rows;
}

/** Locks one answer that was not matched. */
export async function lockUnmatched(db: Db, id: ResponseId): Promise<RawResponse | undefined> {
  const found =
    await sql<RawResponse>`select id, envelope_from as "envelopeFrom", envelope_to as "envelopeTo", received_at as "receivedAt", raw from response where id = ${id} and state = 'unmatched' for update`.execute(
      db,
    );
  return found.rows[0];
}

/** What matching and redaction may know of an application. */
export interface Mailbox {
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly hiddenWords: readonly string[];
}

const mailboxColumns = ['application', 'campaign', 'hidden_words as hiddenWords'] as const;

export async function findMailbox(db: ReadDb, application: Id<'application'>): Promise<Mailbox | undefined> {
  return db
    .selectFrom('mailbox')
    .select(mailboxColumns)
    .where('application', '=', application)
    .executeTakeFirst();
}

export async function setMatched(
  ctx: TxCtx,
  id: ResponseId,
  match: {
    application: Id<'application'>;
    by: string;
    points: number | null;
    reasons: readonly string[] | null;
    subject: string;
    text: string;
    suggestion: Suggestion;
  },
): Promise<void> {
  const { suggestion } = match;
  const final = suggestion.automatic
    ? { code: suggestion.code, coded_at: ctx.clock.now(), coded_how: 'header' as const }
    : {};
  await ctx.db
    .updateTable('response')
    .set({
      state: 'matched',
      application: match.application,
      matched_by: match.by,
      match_points: match.points,
      match_reasons: match.reasons === null ? null : [...match.reasons],
      redacted_subject: match.subject,
      redacted_text: match.text,
      suggestion: suggestion.code,
      suggestion_words: [...suggestion.words],
      automatic: suggestion.automatic,
      ...final,
    })
    .where('id', '=', id)
    .execute();
}

export async function setUnmatched(db: Db, id: ResponseId): Promise<void> {
  await db
    .updateTable('response')
    .set({ state: 'unmatched', set_aside_at: null })
    .where('id', '=', id)
    .execute();
}

export async function setAside(ctx: TxCtx, id: ResponseId): Promise<void> {
  await ctx.db
    .updateTable('response')
    .set({ state: 'set-aside', set_aside_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}

/** Locks a message that was set aside; says when. */
export async function lockSetAside(db: Db, id: ResponseId): Promise<{ at: Date | null } | undefined> {
  return db
    .selectFrom('response')
    .select('set_aside_at as at')
    .where('id', '=', id)
    .where('state', '=', 'set-aside')
    .forUpdate()
    .executeTakeFirst();
}

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

/** An application whose window is over and that has no outcome yet, with the codes of its answers inside the window. */
export interface Closing {
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly codes: readonly Code[];
}

/**
 * Locks applications whose window has ended and whose answers inside it are all finally coded; oldest window first, and
 * what is taken together comes in plan order, so that pairs of one sweep come to count in the order of the plan.
 */
export async function claimClosing(db: Db, now: Date, limit: number): Promise<Closing[]> {
  const found = await sql<
    Closing & { ordinal: number; position: number }
  >`select a.id as application, a.campaign, p.ordinal, p.position,
      coalesce((select array_agg(r.code order by r.received_at, r.id) from response r where r.application = a.id and r.code is not null and r.received_at < a.window_ends_at), '{}') as codes
    from application a join plan_place p on p.application = a.id
    where a.state = 'sent' and a.window_ends_at <= ${now}
      and not exists (select from outcome o where o.application = a.id)
      and not exists (select from response r where r.application = a.id and r.code is null and r.received_at < a.window_ends_at)
      and not exists (select from response r where r.state = 'new' and r.received_at < a.window_ends_at)
    order by a.window_ends_at, p.ordinal, p.position, a.id limit ${limit} for update of a skip locked`.execute(
    db,
  );
  return found.rows.sort(
    (a, b) =>
      (a.campaign < b.campaign ? -1 : a.campaign > b.campaign ? 1 : 0) ||
      a.ordinal - b.ordinal ||
      a.position - b.position,
  );
}

/** Writes the outcome of an application once. */
export async function insertOutcome(
  ctx: TxCtx,
  application: Id<'application'>,
  code: OutcomeCode,
): Promise<void> {
  await ctx.db.insertInto('outcome').values({ application, code, final_at: ctx.clock.now() }).execute();
}
