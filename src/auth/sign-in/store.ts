import { sql } from 'kysely';
import type { Db, ReadDb } from '../../platform/context.js';
import { PREPARED } from '../../platform/db/index.js';
import type { AccountId } from '../accounts/schema.js';
import type { Guesses } from './rules.js';
import type { Credential, SessionEnd, SessionId, SignInWay, StoredSession } from './schema.js';

/** What the check of a password needs, by login in lower case. */
export async function findCredential(
  db: Db,
  by: { login: string } | { account: AccountId },
): Promise<Credential | undefined> {
  const where = 'login' in by ? sql`l.login = ${by.login}` : sql`a.id = ${by.account}`;
  const found =
    await sql<Credential>`select a.id as account, a.name, l.login, a.roles, a.state, a.practice, c.password_hash as "passwordHash", c.totp, coalesce(c.totp_step, 0) as "totpStep"
      from account a left join account_login l on l.account = a.id left join credential c on c.account = a.id where a.kind = 'person' and ${where}`.execute(
      db,
    );
  return found.rows[0];
}

/** Gives an account its password, and for a person who starts anew takes the second step away. */
export async function putPassword(
  db: Db,
  account: AccountId,
  hash: string,
  at: Date,
  startAnew: boolean,
): Promise<void> {
  await db
    .insertInto('credential')
    .values({ account, password_hash: hash, totp: null, changed_at: at })
    .onConflict((conflict) =>
      conflict.column('account').doUpdateSet({
        password_hash: hash,
        changed_at: at,
        ...(startAnew ? { totp: null, totp_step: 0 } : {}),
      }),
    )
    .execute();
  if (startAnew) await db.deleteFrom('recovery_code').where('account', '=', account).execute();
}

export async function putSecondStep(
  db: Db,
  account: AccountId,
  sealed: Buffer,
  step: number,
  at: Date,
): Promise<void> {
  await db
    .updateTable('credential')
    .set({ totp: sealed, totp_step: step, changed_at: at })
    .where('account', '=', account)
    .execute();
}

/** Marks a time step as used. @returns false when this or a later one was used meanwhile */
export async function useStep(db: Db, account: AccountId, step: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('credential')
    .set({ totp_step: step })
    .where('account', '=', account)
    .where('totp_step', '<', step)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Replaces the recovery codes of an account. */
export async function putRecoveryCodes(db: Db, account: AccountId, hashes: readonly Buffer[]): Promise<void> {
  await db.deleteFrom('recovery_code').where('account', '=', account).execute();
  await db
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ account, hash })))
    .execute();
}

/** Marks a recovery code as used. @returns false when there is no such code, or it was used before */
export async function useRecoveryCode(db: Db, account: AccountId, hash: Buffer, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('recovery_code')
    .set({ used_at: at })
    .where('account', '=', account)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertSession(
  db: Db,
  row: {
    id: SessionId;
    account: AccountId;
    how: 'password' | 'oidc';
    complete: boolean;
    at: Date;
    endsAt: Date;
    agent: string;
    enrolling: Buffer | null;
    idToken: Buffer | null;
  },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id: row.id,
      account: row.account,
      how: row.how,
      complete: row.complete,
      made_at: row.at,
      seen_at: row.at,
      ends_at: row.endsAt,
      agent: row.agent,
      enrolling: row.enrolling,
      id_token: row.idToken,
    })
    .execute();
}

export async function findSession(db: Db | ReadDb, id: SessionId): Promise<StoredSession | undefined> {
  const found =
    await sql<StoredSession>`${PREPARED} select s.id, s.account, a.name, a.roles, a.state, s.how, s.complete, s.seen_at as "seenAt", s.ends_at as "endsAt", s.ended_at as "endedAt", s.carrier
      from session s join account a on a.id = s.account where s.id = ${id}`.execute(db);
  return found.rows[0];
}

/** Says that a session was seen and gives its next token a number. @returns the number; null when another request did so just now */
export async function renewSession(db: Db, id: SessionId, now: Date, notSince: Date): Promise<number | null> {
  const row = await db
    .updateTable('session')
    .set((eb) => ({ seen_at: now, carrier: eb('carrier', '+', 1) }))
    .where('id', '=', id)
    .where('seen_at', '<=', notSince)
    .returning('carrier')
    .executeTakeFirst();
  return row?.carrier ?? null;
}

export async function endSession(db: Db, id: SessionId, by: SessionEnd, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ ended_at: at, ended_by: by, enrolling: null })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Ends the open sessions of an account, but for one. @returns how many */
export async function endOtherSessions(
  db: Db,
  account: AccountId,
  but: SessionId | null,
  by: SessionEnd,
  at: Date,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('session')
    .set({ ended_at: at, ended_by: by, enrolling: null })
    .where('account', '=', account)
    .where('ended_at', 'is', null)
    .$if(but !== null, (query) => query.where('id', '<>', but ?? ''))
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Counts a wrong code. @returns how many this session has had */
export async function countWrongCode(db: Db, id: SessionId): Promise<number> {
  const row = await db
    .updateTable('session')
    .set((eb) => ({ wrong_codes: eb('wrong_codes', '+', 1) }))
    .where('id', '=', id)
    .returning('wrong_codes')
    .executeTakeFirst();
  return row?.wrong_codes ?? Infinity;
}

/** The secret that a session is setting up, sealed; null when it sets up none. */
export async function findEnrolling(db: Db, id: SessionId): Promise<Buffer | null> {
  const row = await db.selectFrom('session').select('enrolling').where('id', '=', id).executeTakeFirst();
  return row?.enrolling ?? null;
}

export async function putEnrolling(db: Db, id: SessionId, sealed: Buffer | null): Promise<void> {
  await db.updateTable('session').set({ enrolling: sealed }).where('id', '=', id).execute();
}

/** The sealed id token of a session that ended, once: whoever asks again gets nothing. */
export async function takeIdToken(db: Db, id: SessionId): Promise<Buffer | null> {
  const row = await db
    .selectFrom('session')
    .select('id_token')
    .where('id', '=', id)
    .where('ended_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (row?.id_token == null) return null;
  await db.updateTable('session').set({ id_token: null }).where('id', '=', id).execute();
  return row.id_token;
}

export async function insertSignIn(
  db: Db,
  row: {
    id: string;
    account: AccountId | null;
    at: Date;
    how: SignInWay;
    result: 'in' | 'refused';
    agent: string;
  },
): Promise<void> {
  await db.insertInto('sign_in').values(row).execute();
}

/** What is kept of a guesser, locked until the transaction ends. */
export async function lockGuesses(db: Db, key: Buffer, now: Date): Promise<Guesses> {
  await db
    .insertInto('throttle')
    .values({ key, failures: 0, until: now, forget_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await db
    .selectFrom('throttle')
    .select(['failures', 'until', 'forget_at'])
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { failures: row.failures, until: row.until, forgetAt: row.forget_at };
}

export async function putGuesses(db: Db, key: Buffer, guesses: Guesses): Promise<void> {
  await db
    .updateTable('throttle')
    .set({ failures: guesses.failures, until: guesses.until, forget_at: guesses.forgetAt })
    .where('key', '=', key)
    .execute();
}

export async function forgetGuesses(db: Db, key: Buffer): Promise<void> {
  await db.deleteFrom('throttle').where('key', '=', key).execute();
}

/** Takes one guess back from a budget that others share. */
export async function giveBack(db: Db, key: Buffer, now: Date): Promise<void> {
  await db
    .updateTable('throttle')
    .set((eb) => ({ failures: eb.fn<number>('greatest', [eb('failures', '-', 1), eb.val(0)]), until: now }))
    .where('key', '=', key)
    .execute();
}

/** Deletes what is of no more use. @returns how many rows */
export async function sweep(
  db: Db,
  before: { guesses: Date; sessions: Date; signIns: Date; invitations: Date },
): Promise<number> {
  const deleted = [
    await db.deleteFrom('throttle').where('forget_at', '<', before.guesses).executeTakeFirst(),
    await db.deleteFrom('session').where('ends_at', '<', before.sessions).executeTakeFirst(),
    await db.deleteFrom('sign_in').where('at', '<', before.signIns).executeTakeFirst(),
    await db.deleteFrom('invitation').where('expires_at', '<', before.invitations).executeTakeFirst(),
    await db.deleteFrom('notice_mail').where('made_at', '<', before.invitations).executeTakeFirst(),
  ];
  return deleted.reduce((sum, one) => sum + Number(one.numDeletedRows), 0);
}
