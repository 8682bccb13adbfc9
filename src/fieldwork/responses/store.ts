import { sql } from 'kysely';
import type { Ctx, Db, ReadDb, TxCtx } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { Id } from '../../platform/ids.js';
import type { Code, OutcomeCode, ResponseId, Trouble } from './schema.js';
import type { KeptAnswer } from './reading.js';
import type { Suggestion } from './suggestion.js';

/** Keeps raw messages. @returns the ids of those that were not kept already: the same bytes for the same mailbox are kept once */
export async function keepRaw(
  db: Db,
  messages: readonly {
    readonly id: ResponseId;
    readonly from: string;
    readonly to: string;
    readonly sealed: Buffer;
    readonly bytes: number;
    readonly sha256: Buffer;
    /** Null: now. */
    readonly receivedAt: Date | null;
  }[],
): Promise<Set<ResponseId>> {
  if (messages.length === 0) return new Set();
  const rows = await db
    .insertInto('response')
    .columns(['id', 'channel', 'envelope_from', 'envelope_to', 'sealed', 'bytes', 'sha256', 'received_at'])
    .expression(
      sql`values ${sql.join(
        messages.map(
          ({ id, from, to, sealed, bytes, sha256, receivedAt }) =>
            sql`(${id}::uuid, 'mail', ${from}, ${to}, ${sealed}::bytea, ${bytes}::integer, ${sha256}::bytea, coalesce(${receivedAt}::timestamptz, app_now()))`,
        ),
      )}`,
    )
    .onConflict((conflict) => conflict.constraint('response_once').doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** An answer that was kept, still sealed. */
export interface KeptResponse extends KeptAnswer {
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly receivedAt: Date;
}

/** Locks answers that nothing was done with yet, oldest first; or the one that is given, if it is such. */
export async function claimNew(
  db: Db,
  limit: number,
  only: ResponseId | null = null,
): Promise<KeptResponse[]> {
  const found =
    await sql<KeptResponse>`select id, envelope_from as "envelopeFrom", envelope_to as "envelopeTo", received_at as "receivedAt", sealed, sha256, channel, transcript from response
      where state = 'new' and client_mail_of(envelope_to) is null ${only === null ? sql`` : sql`and id = ${only}`} order by received_at, id limit ${limit} for update skip locked`.execute(
      db,
    );
  return found.rows;
}

/** Answers that nothing was done with yet, oldest first. */
export function listNew(ctx: Ctx, limit: number): Promise<ResponseId[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<{
      id: ResponseId;
    }>`select id from response where state = 'new' and client_mail_of(envelope_to) is null order by received_at, id limit ${limit}`.execute(
      ctx.db,
    );
    return found.rows.map(({ id }) => id);
  });
}

/** Locks one answer that was not matched. */
export async function lockUnmatched(db: Db, id: ResponseId): Promise<KeptResponse | undefined> {
  const found =
    await sql<KeptResponse>`select id, envelope_from as "envelopeFrom", envelope_to as "envelopeTo", received_at as "receivedAt", sealed, sha256, channel, transcript from response where id = ${id} and state = 'unmatched' for update`.execute(
      db,
    );
  return found.rows[0];
}

/** What matching and redaction may know of an application. */
export interface Mailbox {
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly address: string;
  /** Words of both candidates of its pair. */
  readonly hiddenWords: readonly string[];
  /** What both wrote: subjects, letters and lives; null once it was erased. */
  readonly ownText: string | null;
}

const mailboxColumns = [
  'application',
  'campaign',
  'address',
  'hidden_words as hiddenWords',
  'own_text as ownText',
] as const;

export async function findMailbox(db: ReadDb, application: Id<'application'>): Promise<Mailbox | undefined> {
  return db
    .selectFrom('mailbox')
    .select(mailboxColumns)
    .where('application', '=', application)
    .executeTakeFirst();
}

/** The mailboxes of applications. */
export async function findMailboxes(
  db: ReadDb,
  applications: readonly Id<'application'>[],
): Promise<Map<Id<'application'>, Mailbox>> {
  if (applications.length === 0) return new Map();
  const found =
    await sql<Mailbox>`${PREPARED} select application, campaign, address, hidden_words as "hiddenWords", own_text as "ownText" from mailbox where application = any(${[...applications]}::uuid[])`.execute(
      db,
    );
  return new Map(found.rows.map((row) => [row.application, row]));
}

/** What an answer gets with its application. */
export interface NewMatch {
  readonly id: ResponseId;
  readonly application: Id<'application'>;
  readonly by: string;
  readonly points: number | null;
  readonly reasons: readonly string[] | null;
  readonly subject: string;
  readonly text: string;
  readonly suggestion: Suggestion;
}

/** Gives answers their application. A code that a header gives is final at once; one that coders gave before stays. */
export async function setMatched(ctx: TxCtx, matches: readonly NewMatch[]): Promise<void> {
  if (matches.length === 0) return;
  const rows = matches.map(({ suggestion: { code, words, automatic }, ...match }) => ({
    ...match,
    code,
    words,
    automatic,
  }));
  await sql`${PREPARED} update response r set state = 'matched', trouble = null, application = x.application, matched_by = x.by, match_points = x.points,
      match_reasons = x.reasons, redacted_subject = x.subject, redacted_text = x.text, suggestion = x.code, suggestion_words = x.words,
      automatic = x.automatic, code = case when x.automatic then x.code else r.code end,
      coded_at = case when x.automatic then ${ctx.clock.now()}::timestamptz else r.coded_at end,
      coded_how = case when x.automatic then 'header' else r.coded_how end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (id uuid, application uuid, by text, points smallint, reasons text[],
      subject text, text text, code text, words text[], automatic boolean)
    where r.id = x.id`.execute(ctx.db);
}

/** Leaves answers to a person, with what went wrong in reading them, if anything. */
export async function setUnmatched(
  db: Db,
  some: readonly { readonly id: ResponseId; readonly trouble: Trouble | null }[],
): Promise<void> {
  if (some.length === 0) return;
  await sql`${PREPARED} update response r set state = 'unmatched', set_aside_at = null, trouble = coalesce(x.trouble, r.trouble)
    from unnest(${some.map(({ id }) => id)}::uuid[], ${some.map(({ trouble }) => trouble)}::text[]) as x (id, trouble) where r.id = x.id`.execute(
    db,
  );
}

/** A matched answer as its correction looks at it. */
export interface MatchedResponse extends KeptResponse {
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
    await sql<MatchedResponse>`select r.id, r.envelope_from as "envelopeFrom", r.envelope_to as "envelopeTo", r.received_at as "receivedAt", r.sealed, r.sha256, r.channel, r.transcript,
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
      redacted_subject = null, redacted_text = null, suggestion = null, suggestion_words = null, automatic = false, loosened_at = app_now(),
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
      and not exists (select from mail_source s where s.read_at is null or s.read_at < a.window_ends_at)
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
