import { sql } from 'kysely';
import type { Db, TxCtx } from '../../platform/context.js';
import type { AccountId } from '../accounts/schema.js';
import type { AnnouncementId, GrantDecision, GrantId, RoleNews } from './schema.js';

/** Proposes a role in the actor's name. @returns false when it is proposed already */
export async function insertProposal(
  ctx: TxCtx,
  id: GrantId,
  account: AccountId,
  role: string,
): Promise<boolean> {
  const done = await ctx.db
    .insertInto('role_grant')
    .values({
      id,
      account,
      role,
      proposed_by: ctx.actor.id,
      proposed_at: ctx.clock.now(),
      decision: null,
      decided_by: null,
      decided_at: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

/** Locks an open proposal, so that two who decide follow one another. @returns false when it is not open */
export async function lockProposal(db: Db, id: GrantId): Promise<boolean> {
  const found = await db
    .selectFrom('role_grant')
    .select('id')
    .where('id', '=', id)
    .where('decision', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return found !== undefined;
}

/** Keeps what was decided on a proposal, in the actor's name. A proposal that nobody needs any more has no reason. */
export async function setDecision(
  ctx: TxCtx,
  id: string,
  decision: GrantDecision,
  reason: string | null,
): Promise<void> {
  await ctx.db
    .updateTable('role_grant')
    .set({ decision, decided_by: ctx.actor.id, decided_at: ctx.clock.now(), reason })
    .where('id', '=', id)
    .execute();
}

/** Somebody to whom an announcement goes. */
export interface Recipient {
  readonly id: AccountId;
  /** A mail address, when they sign in with one. */
  readonly address: string | null;
}

/** Who must know of a change to a role: all who hold it, every administrator, and the account itself. */
export async function findRecipients(db: Db, role: string, account: AccountId): Promise<Recipient[]> {
  const found = await sql<Recipient>`select a.id, case when l.login like '%@%' then l.login end as address
    from account a left join account_login l on l.account = a.id
    where a.kind = 'person' and a.state <> 'blocked' and (a.id = ${account} or a.roles && array[${role}, 'administrator'])
    order by a.id`.execute(db);
  return found.rows;
}

export async function insertAnnouncements(
  ctx: TxCtx,
  recipients: readonly Recipient[],
  news: { account: AccountId; role: string; what: RoleNews },
): Promise<void> {
  if (recipients.length === 0) return;
  await ctx.db
    .insertInto('announcement')
    .values(
      recipients.map(({ id }) => ({ id: ctx.newId(), recipient: id, ...news, made_at: ctx.clock.now() })),
    )
    .execute();
}

/** Marks an announcement to the actor as seen; one to somebody else is not there. */
export async function markSeen(ctx: TxCtx, id: AnnouncementId): Promise<boolean> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('announcement')
    .set({ seen_at: ctx.clock.now() })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
