import type { Db, TxCtx } from '../../platform/context.js';
import type { ConfirmationId, Proposal } from './schema.js';

/** Locks a proposal until the transaction ends. */
export async function lockConfirmation(db: Db, id: ConfirmationId): Promise<void> {
  await db
    .selectFrom('legal_basis_confirmation')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Adds a proposal in the actor's name. */
export async function insertProposal(ctx: TxCtx, id: ConfirmationId, proposal: Proposal): Promise<void> {
  await ctx.db
    .insertInto('legal_basis_confirmation')
    .values({
      id,
      code: proposal.code,
      version: proposal.version,
      text_hash: Buffer.from(proposal.textHash, 'hex'),
      document_hash: Buffer.from(proposal.documentHash, 'hex'),
      document_date: proposal.documentDate,
      proposed_by: ctx.actor.id,
      proposed_at: ctx.clock.now(),
    })
    .execute();
}

/** Marks a proposal as confirmed by the actor. */
export async function setConfirmed(ctx: TxCtx, id: ConfirmationId): Promise<void> {
  await ctx.db
    .updateTable('legal_basis_confirmation')
    .set({ confirmed_by: ctx.actor.id, confirmed_at: ctx.clock.now() })
    .where('id', '=', id)
    .execute();
}

/** Marks a proposal or confirmation as withdrawn by the actor. */
export async function setWithdrawn(ctx: TxCtx, id: ConfirmationId, reason: string): Promise<void> {
  await ctx.db
    .updateTable('legal_basis_confirmation')
    .set({ withdrawn_by: ctx.actor.id, withdrawn_at: ctx.clock.now(), withdrawn_reason: reason })
    .where('id', '=', id)
    .execute();
}
