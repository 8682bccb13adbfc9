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

/** A matched answer as its correction looks at it. */
export interface MatchedResponse extends RawResponse {
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly coded: boolean;
  /** Whether the outcome of its application is final. */
  readonly final: boolean;
}

/** Locks a matched answer and its application, so that no window closes meanwhile. */
export async function lockMatched(db: Db, id: ResponseId): Promise<MatchedResponse | undefined> {
  const locked = await sql<{
    application: Id<'application'>;
  }>`select a.id as application from application a where a.id = (select application from response where id = ${id} and state = 'matched') for no key update`.execute(
    db,
  );
  if (locked.rows[0] === undefined) return undefined;
  const found =
    await sql<MatchedResponse>`select r.id, r.envelope_from as "envelopeFrom", r.envelope_to as "envelopeTo", r.received_at as "receivedAt", r.raw,
      r.application, r.campaign, exists (select from coding c where c.response = r.id) as coded,
      exists (select from outcome o where o.application = r.application) as final
    from response r where r.id = ${id} and r.application = ${locked.rows[0].application} and r.state = 'matched' for update of r`.execute(
      db,
    );
  return found.rows[0];
}

/** Locks an application and says whether its outcome is final. */
export async function lockOutcome(db: Db, application: Id<'application'>): Promise<boolean> {
  await sql`select from application where id = ${application} for no key update`.execute(db);
  const found = await sql<{
    final: boolean;
  }>`select exists (select from outcome where application = ${application}) as final`.execute(db);
  return found.rows[0]?.final === true;
}

/** Takes an answer from its application; a code that a header gave goes with the match, one that coders gave stays. */
export async function unsetMatch(db: Db, id: ResponseId): Promise<void> {
  await sql`update response set state = 'unmatched', application = null, matched_by = null, match_points = null, match_reasons = null,
      redacted_subject = null, redacted_text = null, suggestion = null, suggestion_words = null, automatic = false,
      code = case when coded_how = 'header' then null else code end,
      coded_at = case when coded_how = 'header' then null else coded_at end, coded_how = nullif(coded_how, 'header')
    where id = ${id}`.execute(db);
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
