import { sql } from 'kysely';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { AccountId } from '../accounts/schema.js';
import type { Announcement, GrantDecision, GrantId, Proposal } from './schema.js';

const proposals = sql`select g.id, g.account, a.name, g.role, g.proposed_by as "proposedBy", p.name as proposer, g.proposed_at as "proposedAt"
  from role_grant g join account a on a.id = g.account join account p on p.id = g.proposed_by where g.decision is null`;

/** Every role that waits for a second administrator, the oldest first; seen by who looks after accounts. */
export function listProposals(ctx: Ctx): Promise<Proposal[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<Proposal>`${proposals} order by g.proposed_at, g.id`.execute(ctx.db);
    return found.rows;
  });
}

/** One open proposal. Throws `not-found` when there is none, or it was decided. */
export async function findProposal(ctx: ReadCtx, id: GrantId): Promise<Proposal> {
  const found = await sql<Proposal>`${proposals} and g.id = ${id}`.execute(ctx.db);
  const [proposal] = found.rows;
  if (proposal === undefined) throw new Problem('not-found');
  return proposal;
}

/** The newest word on each role that was ever proposed for an account; null while it waits. */
export async function findProposed(
  ctx: ReadCtx,
  account: AccountId,
): Promise<{ id: GrantId; role: string; decision: GrantDecision | null }[]> {
  const found = await sql<{ id: GrantId; role: string; decision: GrantDecision | null }>`
    select distinct on (role) id, role, decision from role_grant where account = ${account}
    order by role, decision is null desc, proposed_at desc, id`.execute(ctx.db);
  return found.rows;
}

/** How many administrators there are who can sign in. */
export function countAdministrators(ctx: Ctx): Promise<number> {
  return ctx.read(async (ctx) => {
    const found = await sql<{ n: number }>`select count(*)::integer as n from account
      where kind = 'person' and state = 'active' and 'administrator' = any (roles)`.execute(ctx.db);
    return found.rows[0]?.n ?? 0;
  });
}

/** What the actor must know and has not said to have seen, the newest first. */
export function listAnnouncements(ctx: Ctx): Promise<Announcement[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<Announcement>`select n.id, a.name, n.role, n.what, n.made_at as at
      from announcement n join account a on a.id = n.account
      where n.recipient = app_actor() and n.seen_at is null order by n.made_at desc, n.id`.execute(ctx.db);
    return found.rows;
  });
}
