import { sql } from 'kysely';
import type { Db, ReadCtx, TxCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { DecisionKind, Kind, OfficerId, Outcome, ReportId, Status } from '../schema.js';

export interface KeptOfficer {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly blocked: boolean;
  readonly salt: Buffer | null;
  readonly publicKey: Buffer | null;
  readonly sealedPrivate: Buffer | null;
  readonly keyUntil: DateOnly | null;
  readonly signatures: readonly Buffer[];
}

const officerColumns = [
  'id',
  'name',
  'login',
  'blocked',
  'salt',
  'public_key as publicKey',
  'sealed_private as sealedPrivate',
  'key_until as keyUntil',
  'signatures',
] as const;

export function findByLogin(ctx: ReadCtx, login: string): Promise<KeptOfficer | undefined> {
  return ctx.db.selectFrom('officer').select(officerColumns).where('login', '=', login).executeTakeFirst();
}

export function findOfficer(ctx: ReadCtx, id: string): Promise<KeptOfficer | undefined> {
  return ctx.db.selectFrom('officer').select(officerColumns).where('id', '=', id).executeTakeFirst();
}

/** Every officer, in order of name. */
export function listOfficers(ctx: ReadCtx): Promise<KeptOfficer[]> {
  return ctx.db.selectFrom('officer').select(officerColumns).orderBy('name').orderBy('id').execute();
}

export async function keepStart(
  db: Db,
  start: { id: string; login: string; name: string; start: Buffer; until: DateOnly },
): Promise<void> {
  const set = { name: start.name, setup_hash: start.start, setup_until: start.until, blocked: false };
  await db
    .insertInto('officer')
    .values({ id: start.id, login: start.login, ...set })
    .onConflict((on) => on.column('id').doUpdateSet(set))
    .execute();
}

/** The account that this name and start code may set up today; its row is locked. */
export async function findStart(
  ctx: TxCtx,
  login: string,
  hash: Buffer,
  today: DateOnly,
): Promise<string | undefined> {
  const found = await ctx.db
    .selectFrom('officer')
    .select('id')
    .where('login', '=', login)
    .where('setup_hash', '=', hash)
    .where('setup_until', '>=', today)
    .where('blocked', '=', false)
    .forUpdate()
    .executeTakeFirst();
  return found?.id;
}

export async function keepKeys(
  db: Db,
  officer: string,
  keys: { salt: Buffer; publicKey: Buffer; sealed: Buffer; until: DateOnly },
): Promise<void> {
  await db
    .updateTable('officer')
    .set({
      salt: keys.salt,
      public_key: keys.publicKey,
      sealed_private: keys.sealed,
      key_until: keys.until,
      signatures: [],
      setup_hash: null,
      setup_until: null,
    })
    .where('id', '=', officer)
    .execute();
}

export async function keepSignatures(
  db: Db,
  officer: string,
  until: DateOnly,
  signatures: readonly Buffer[],
): Promise<void> {
  await db
    .updateTable('officer')
    .set({ key_until: until, signatures: [...signatures] })
    .where('id', '=', officer)
    .execute();
}

export async function block(db: Db, officer: string): Promise<void> {
  await db
    .updateTable('officer')
    .set({ blocked: true, setup_hash: null })
    .where('id', '=', officer)
    .execute();
  await endSessions(db, officer);
}

export async function endSessions(db: Db, officer: string): Promise<void> {
  await db.deleteFrom('officer_session').where('officer', '=', officer).execute();
}

/** Takes away the copies that were made for a key which is no more. */
export async function dropCopies(db: Db, officer: string): Promise<void> {
  await db.deleteFrom('key_copy').where('officer', '=', officer).execute();
}

export async function insertSession(
  db: Db,
  session: {
    lookup: Buffer;
    officer: string;
    body: Buffer;
    idle_until: Date;
    ends_at: Date;
    whole: boolean;
  },
): Promise<void> {
  await db.insertInto('officer_session').values(session).execute();
}

/** Prolongs the session of a lookup that still runs at an instant; undefined when there is none. */
export async function prolongSession(
  db: Db,
  lookup: Buffer,
  now: Date,
  idleUntil: Date,
): Promise<{ officer: string; body: Buffer; whole: boolean } | undefined> {
  return db
    .updateTable('officer_session')
    .set({ idle_until: idleUntil })
    .where('lookup', '=', lookup)
    .where('idle_until', '>', now)
    .where('ends_at', '>', now)
    .returning(['officer', 'body', 'whole'])
    .executeTakeFirst();
}

export async function endSession(db: Db, lookup: Buffer): Promise<void> {
  await db.deleteFrom('officer_session').where('lookup', '=', lookup).execute();
}

export const reportColumns = [
  'id',
  'slot',
  'status',
  'kind',
  'grounds',
  'sector',
  'sent_on as sentOn',
  'acknowledge_by as acknowledgeBy',
  'acknowledged_on as acknowledgedOn',
  'feedback_by as feedbackBy',
  'feedback_on as feedbackOn',
  'closed_on as closedOn',
  'outcome',
  'handler',
] as const;

/** A report as it stands in clear. */
export interface DeskReport {
  readonly id: string;
  readonly slot: number;
  readonly status: Status;
  readonly kind: Kind | null;
  readonly grounds: string[] | null;
  readonly sector: string | null;
  readonly sentOn: DateOnly | null;
  readonly acknowledgeBy: DateOnly | null;
  readonly acknowledgedOn: DateOnly | null;
  readonly feedbackBy: DateOnly | null;
  readonly feedbackOn: DateOnly | null;
  readonly closedOn: DateOnly | null;
  readonly outcome: Outcome | null;
  readonly handler: string | null;
}

export function findReport(ctx: ReadCtx, report: string): Promise<DeskReport | undefined> {
  return ctx.db
    .selectFrom('report')
    .select(reportColumns)
    .where('id', '=', report)
    .where('status', '<>', 'draft')
    .executeTakeFirst();
}

/** Locks a report that was sent for the rest of the transaction. Problems: not-found */
export async function lockReport(ctx: TxCtx, report: ReportId): Promise<DeskReport> {
  const found = await ctx.db
    .selectFrom('report')
    .select(reportColumns)
    .where('id', '=', report)
    .where('status', '<>', 'draft')
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw new Problem('not-found');
  return found;
}

/** The own copy of the key of a report, and until when it is one's own; null for as long as the report is kept. */
export function findOwnCopy(
  ctx: ReadCtx,
  report: string,
): Promise<{ body: Buffer; until: DateOnly | null } | undefined> {
  return ctx.db
    .selectFrom('key_copy')
    .select(['body', 'until_day as until'])
    .where('report', '=', report)
    .where('officer', '=', ctx.actor.id)
    .executeTakeFirst();
}

/** Which officers hold a copy of the key of a report for good. */
export async function listHolders(ctx: ReadCtx, report: string): Promise<string[]> {
  const found = await sql<{ officer: string }>`select o as officer from copy_holders(${report}) o`.execute(
    ctx.db,
  );
  return found.rows.map(({ officer }) => officer);
}

export async function giveCopy(ctx: TxCtx, report: ReportId, colleague: string, box: Buffer): Promise<void> {
  await sql`select give_copy(${ctx.newId()}, ${report}, ${colleague}, ${box})`.execute(ctx.db);
}

export function findContent(ctx: ReadCtx, report: ReportId) {
  return ctx.db
    .selectFrom('report_content')
    .select(['answers', 'own_role as ownRole'])
    .where('report', '=', report)
    .executeTakeFirstOrThrow();
}

export async function markSeen(db: Db, report: ReportId): Promise<void> {
  await db
    .updateTable('message')
    .set({ seen: true })
    .where('report', '=', report)
    .where('side', '=', 'reporter')
    .where('seen', '=', false)
    .execute();
  await db
    .updateTable('questionnaire')
    .set({ seen: true })
    .where('report', '=', report)
    .where('answered_on', 'is not', null)
    .where('seen', '=', false)
    .execute();
}

export interface ReportStep {
  readonly status?: Status;
  readonly acknowledged_on?: DateOnly;
  readonly feedback_on?: DateOnly;
  readonly feedback_by?: DateOnly;
  readonly closed_on?: DateOnly | null;
  readonly outcome?: Outcome | null;
  readonly handler?: string;
}

export async function takeStep(db: Db, report: ReportId, step: ReportStep): Promise<void> {
  if (Object.keys(step).length > 0)
    await db.updateTable('report').set(step).where('id', '=', report).execute();
}

export async function insertDecision(
  db: Db,
  decision: { id: string; report: ReportId; officer: OfficerId; what: DecisionKind; body: Buffer },
): Promise<void> {
  await db.insertInto('decision').values(decision).execute();
}

export function listDecisions(ctx: ReadCtx, report: ReportId) {
  return ctx.db
    .selectFrom('decision')
    .select(['id', 'officer', 'on_day as onDay', 'what', 'body'])
    .where('report', '=', report)
    .execute();
}

export async function insertNote(
  db: Db,
  note: { id: string; report: ReportId; officer: OfficerId; body: Buffer },
): Promise<void> {
  await db.insertInto('note').values(note).execute();
}

export function listNotes(ctx: ReadCtx, report: ReportId) {
  return ctx.db
    .selectFrom('note')
    .select(['id', 'officer', 'on_day as onDay', 'body'])
    .where('report', '=', report)
    .execute();
}
