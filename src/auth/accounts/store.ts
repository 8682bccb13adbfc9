import { sql } from 'kysely';
import type { Db } from '../../platform/context.js';
import type { AccountId, AccountState, NoticeKind, NoticeState } from './schema.js';

/** Adds a person; the database takes it from the system and from administrators only. */
export async function insertPerson(
  db: Db,
  person: { id: AccountId; name: string; roles: readonly string[]; state: AccountState; at: Date },
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: person.id,
      name: person.name,
      kind: 'person',
      roles: [...person.roles],
      practice: false,
      state: person.state,
      created_at: person.at,
    })
    .execute();
}

export async function insertLogin(db: Db, account: AccountId, login: string): Promise<void> {
  await db.insertInto('account_login').values({ account, login }).execute();
}

/** Sets for which sectors an account of a sector fund speaks. */
export async function putSectors(db: Db, account: AccountId, sectors: readonly string[]): Promise<void> {
  await db.deleteFrom('account_sector').where('account', '=', account).execute();
  if (sectors.length === 0) return;
  await db
    .insertInto('account_sector')
    .values(sectors.map((sector) => ({ account, sector })))
    .execute();
}

export async function insertCapacity(
  db: Db,
  account: AccountId,
  capacity: { issuer: string; subject: string; organisation: string },
): Promise<void> {
  await db
    .insertInto('capacity')
    .values({ account, ...capacity })
    .execute();
}

/** Sets name, roles and state of one person. */
export async function changePerson(
  db: Db,
  id: AccountId,
  to: { name: string; roles: readonly string[]; state: AccountState },
): Promise<void> {
  await sql`select change_account(${id}::uuid, ${to.name}, ${[...to.roles]}::text[], ${to.state})`.execute(
    db,
  );
}

/** Ends somebody's sessions. @returns how many were open */
export async function endSessionsOf(
  db: Db,
  account: AccountId,
  reason: 'revoked' | 'blocked' | 'credential-changed',
): Promise<number> {
  const found = await sql<{
    ended: number;
  }>`select end_sessions(${account}::uuid, ${reason}) as ended`.execute(db);
  return found.rows[0]?.ended ?? 0;
}

export async function insertInvitation(
  db: Db,
  row: { id: string; account: AccountId; tokenHash: Buffer; madeBy: string; at: Date; expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('invitation')
    .values({
      id: row.id,
      account: row.account,
      token_hash: row.tokenHash,
      made_by: row.madeBy,
      made_at: row.at,
      expires_at: row.expiresAt,
    })
    .execute();
}

/** Takes back every invitation of an account that could still be used. */
export async function withdrawInvitations(db: Db, account: AccountId, at: Date): Promise<void> {
  await db
    .updateTable('invitation')
    .set({ withdrawn_at: at })
    .where('account', '=', account)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Marks an invitation as used. @returns false when somebody was first */
export async function markUsed(db: Db, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('invitation')
    .set({ used_at: at })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertNotice(
  db: Db,
  row: {
    id: string;
    account: AccountId;
    kind: NoticeKind;
    address: string;
    subject: string;
    body: Buffer;
    at: Date;
  },
): Promise<void> {
  await db
    .insertInto('notice_mail')
    .values({
      id: row.id,
      account: row.account,
      kind: row.kind,
      address: row.address,
      subject: row.subject,
      body: row.body,
      next_at: row.at,
      made_at: row.at,
    })
    .execute();
}

/** Queues a mail to the magistrate of a request, whose address the database alone looks up. */
export async function insertRequestNotice(
  db: Db,
  row: {
    readonly id: string;
    readonly authorisation: string;
    readonly subject: string;
    readonly body: Buffer;
  },
): Promise<void> {
  await sql`select tell_magistrate(${row.id}::uuid, ${row.authorisation}::uuid, ${row.subject}, ${row.body})`.execute(
    db,
  );
}

/** Takes back invitations that have not left: their link is of no use any more. */
export async function dropQueuedInvitations(db: Db, account: AccountId): Promise<void> {
  await db
    .deleteFrom('notice_mail')
    .where('account', '=', account)
    .where('kind', '=', 'invitation')
    .where('state', '=', 'queued')
    .execute();
}

/** A mail to send, now marked as being sent. */
export interface Notice {
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly body: Buffer;
  readonly attempts: number;
}

/** Claims up to `limit` mails that are due; what another server holds is passed over. */
export async function claimNotices(db: Db, now: Date, limit: number): Promise<Notice[]> {
  const found =
    await sql<Notice>`update notice_mail set state = 'sending', attempts = attempts + 1, next_at = ${now}::timestamptz + interval '15 minutes'
      where id in (select id from notice_mail where state = 'queued' and next_at <= ${now} order by next_at limit ${limit} for update skip locked)
      returning id, address, subject, body, attempts`.execute(db);
  return found.rows;
}

/** Mails whose sending was cut off by the end of a server: nobody knows whether they left. */
export async function settleCutOff(db: Db, now: Date): Promise<void> {
  await db
    .updateTable('notice_mail')
    .set({ state: 'in-doubt', body: null })
    .where('state', '=', 'sending')
    .where('next_at', '<=', now)
    .execute();
}

export async function finishNotice(
  db: Db,
  id: string,
  to: { state: NoticeState; nextAt?: Date },
): Promise<void> {
  await db
    .updateTable('notice_mail')
    .set({
      state: to.state,
      ...(to.state === 'queued' ? {} : { body: null }),
      ...(to.nextAt === undefined ? {} : { next_at: to.nextAt }),
    })
    .where('id', '=', id)
    .execute();
}
