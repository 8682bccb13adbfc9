import { sql } from 'kysely';
import type { Db, ReadDb } from '../../platform/context.js';
import type { MailboxPlace, MailboxTrouble } from '../../platform/mail/index.js';

/** Keeps which mailboxes are read, and forgets the others: no window waits for them any more. */
export async function setSources(db: Db, addresses: readonly string[]): Promise<void> {
  await sql`delete from mail_source where address <> all (${[...addresses]}::text[])`.execute(db);
  await sql`insert into mail_source (address) select unnest(${[...addresses]}::text[]) on conflict do nothing`.execute(
    db,
  );
}

/** How far a mailbox was read. */
export async function findPlace(db: ReadDb, address: string): Promise<MailboxPlace | undefined> {
  const found = await sql<{
    validity: string;
    last: number;
  }>`select uid_validity::text as validity, last_uid::int8 as last from mail_source where address = ${address} and uid_validity is not null`.execute(
    db,
  );
  return found.rows[0];
}

/** Keeps how far a mailbox was read; never back, unless its messages got other numbers. */
export async function setPlace(db: Db, address: string, { validity, last }: MailboxPlace): Promise<void> {
  await sql`update mail_source set uid_validity = ${validity}::numeric,
      last_uid = case when uid_validity = ${validity}::numeric then greatest(last_uid, ${last}::int8) else ${last}::int8 end
    where address = ${address}`.execute(db);
}

/** A mailbox was read whole: what was wrong is over. */
export async function setRead(db: Db, address: string, at: Date): Promise<void> {
  await sql`update mail_source set read_at = greatest(read_at, ${at}::timestamptz), trouble = null, trouble_since = null
    where address = ${address}`.execute(db);
}

/** A mailbox could not be read, since the first time that it could not. @returns whether that is news */
export async function setTrouble(
  db: Db,
  address: string,
  trouble: MailboxTrouble,
  at: Date,
): Promise<boolean> {
  const found = await sql<{
    fresh: boolean;
  }>`update mail_source s set trouble = ${trouble}, trouble_since = coalesce(s.trouble_since, ${at}) from mail_source o
    where s.address = ${address} and o.address = s.address returning o.trouble is distinct from ${trouble} as fresh`.execute(
    db,
  );
  return found.rows[0]?.fresh === true;
}
