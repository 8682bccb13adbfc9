import { sql } from 'kysely';
import type { Db, TxCtx, ReadCtx } from '../../platform/context.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { ShredPool } from '../crypto/pool.js';
import { Shredded } from '../crypto/pool.js';
import type { Kind, ReportId, Status } from '../schema.js';
import type { DueDays } from '../clocks.js';

/** Claims a slot of the pool that no report ever had, at random. Problems: channel-busy when none is found */
export async function claimSlot(
  ctx: TxCtx,
  pool: ShredPool,
  draw: (bound: number) => number,
): Promise<{ slot: number; shredKey: Buffer }> {
  for (let attempt = 0; attempt < 64; attempt++) {
    const slot = draw(pool.size);
    const shredKey = keyIn(pool, slot);
    if (shredKey === undefined) continue;
    const claimed =
      await sql`insert into shred_slot (slot, state) values (${slot}, 'claimed') on conflict do nothing`.execute(
        ctx.db,
      );
    if (claimed.numAffectedRows === 1n) return { slot, shredKey };
  }
  throw new Problem('channel-busy');
}

function keyIn(pool: ShredPool, slot: number): Buffer | undefined {
  try {
    return pool.read(slot);
  } catch (error) {
    if (error instanceof Shredded) return undefined;
    throw error;
  }
}

export interface NewDraft {
  readonly report: ReportId;
  readonly slot: number;
  readonly until: DateOnly;
  readonly answers: Buffer;
}

export async function insertDraft(db: Db, draft: NewDraft): Promise<void> {
  await db
    .insertInto('report')
    .values({ id: draft.report, slot: draft.slot, draft_until: draft.until })
    .execute();
  await db.insertInto('report_content').values({ report: draft.report, answers: draft.answers }).execute();
}

export interface NewCopy {
  readonly id: string;
  readonly report: ReportId;
  readonly holder: 'draft' | 'code';
  readonly lookup: Buffer;
  readonly body: Buffer;
}

export async function insertCopy(db: Db, copy: NewCopy): Promise<void> {
  await db.insertInto('key_copy').values(copy).execute();
}

export async function insertBox(
  db: Db,
  box: { id: string; report: ReportId; officer: string; body: Buffer },
): Promise<void> {
  await db
    .insertInto('key_copy')
    .values({ ...box, holder: 'officer' })
    .execute();
}

export async function dropDraftCopy(db: Db, report: ReportId): Promise<void> {
  await db.deleteFrom('key_copy').where('report', '=', report).where('holder', '=', 'draft').execute();
}

export interface KeptReport {
  readonly status: Status;
  readonly slot: number;
  readonly draftUntil: DateOnly | null;
  readonly sentOn: DateOnly | null;
  readonly acknowledgedOn: DateOnly | null;
  readonly acknowledgeBy: DateOnly | null;
  readonly feedbackBy: DateOnly | null;
}

const columns = [
  'status',
  'slot',
  'draft_until as draftUntil',
  'sent_on as sentOn',
  'acknowledged_on as acknowledgedOn',
  'acknowledge_by as acknowledgeBy',
  'feedback_by as feedbackBy',
] as const;

/** The own report; undefined when it is gone. */
export function findReport(ctx: ReadCtx, report: ReportId): Promise<KeptReport | undefined> {
  return ctx.db.selectFrom('report').select(columns).where('id', '=', report).executeTakeFirst();
}

/** Locks the own report for the rest of the transaction. Problems: not-found */
export async function lockReport(ctx: TxCtx, report: ReportId): Promise<KeptReport> {
  const found = await ctx.db
    .selectFrom('report')
    .select(columns)
    .where('id', '=', report)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw new Problem('not-found');
  return found;
}

export function findContent(ctx: ReadCtx, report: ReportId) {
  return ctx.db
    .selectFrom('report_content')
    .select(['answers', 'own_role as ownRole', 'waiting_code as waitingCode'])
    .where('report', '=', report)
    .executeTakeFirstOrThrow();
}

export async function keepContent(
  db: Db,
  report: ReportId,
  content: { answers?: Buffer; own_role?: Buffer | null; waiting_code?: Buffer | null },
  until?: DateOnly,
): Promise<void> {
  if (Object.keys(content).length > 0)
    await db.updateTable('report_content').set(content).where('report', '=', report).execute();
  if (until !== undefined)
    await db.updateTable('report').set({ draft_until: until }).where('id', '=', report).execute();
}

export interface Sending {
  readonly kind: Kind;
  readonly grounds: readonly string[];
  readonly sector: string | null;
  readonly sentOn: DateOnly;
  readonly due: DueDays;
}

export async function markSent(db: Db, report: ReportId, sending: Sending): Promise<void> {
  await db
    .updateTable('report')
    .set({
      status: 'sent',
      draft_until: null,
      kind: sending.kind,
      grounds: [...sending.grounds],
      sector: sending.sector,
      sent_on: sending.sentOn,
      acknowledge_by: sending.due.acknowledgeBy,
      feedback_by: sending.due.feedbackBy,
    })
    .where('id', '=', report)
    .execute();
}

export async function insertMark(db: Db, lookup: Buffer, sentOn: DateOnly): Promise<void> {
  await db.insertInto('sent_mark').values({ lookup, sent_on: sentOn }).execute();
}

/** Counts what was sent for the organisation whose session this is. Problems: filed-before */
export async function fileFor(
  ctx: TxCtx,
  report: ReportId,
  { session, reference }: { readonly session: Buffer; readonly reference: Buffer },
): Promise<void> {
  await sql`select file_for(${ctx.newId()}, ${report}, ${session}, ${reference})`.execute(ctx.db);
}

/** What the reporter did, to be linked to the chain by night. */
export async function insertAct(ctx: TxCtx, report: ReportId, what: string): Promise<void> {
  await ctx.db.insertInto('pending_act').values({ id: ctx.newId(), what, report }).execute();
}

export async function deleteReport(db: Db, report: ReportId): Promise<void> {
  await db.deleteFrom('report').where('id', '=', report).execute();
}

export async function deleteAttachment(db: Db, report: ReportId, id: string): Promise<void> {
  await db.deleteFrom('attachment').where('report', '=', report).where('id', '=', id).execute();
}

export interface FoundCopy {
  readonly report: string;
  readonly holder: 'draft' | 'code' | 'officer';
  readonly body: Buffer;
  readonly status: Status;
}

/** What a lookup opens: one row at most, and only with the lookup. */
export async function findCopy(ctx: ReadCtx, lookup: Buffer): Promise<FoundCopy | undefined> {
  const found = await sql<FoundCopy>`select report, holder, body, status from find_copy(${lookup})`.execute(
    ctx.db,
  );
  return found.rows[0];
}

export async function findVisit(
  ctx: ReadCtx,
  lookup: Buffer,
): Promise<{ report: string; body: Buffer } | undefined> {
  const found = await sql<{
    report: string;
    body: Buffer;
  }>`select report, body from find_visit(${lookup})`.execute(ctx.db);
  return found.rows[0];
}

export async function findMark(ctx: ReadCtx, lookup: Buffer): Promise<DateOnly | undefined> {
  const found = await sql<{ day: DateOnly }>`select sent_on as day from find_mark(${lookup})`.execute(ctx.db);
  return found.rows[0]?.day;
}

export async function insertVisit(
  db: Db,
  visit: { lookup: Buffer; report: ReportId; body: Buffer },
): Promise<void> {
  await sql`insert into visit (lookup, report, body, idle_until) values (${visit.lookup}, ${visit.report}, ${visit.body}, visit_reach())`.execute(
    db,
  );
}

export async function prolongVisit(ctx: TxCtx, lookup: Buffer): Promise<void> {
  await sql`select prolong_visit(${lookup})`.execute(ctx.db);
}

export async function endVisit(ctx: TxCtx, lookup: Buffer): Promise<void> {
  await sql`select end_visit(${lookup})`.execute(ctx.db);
}
