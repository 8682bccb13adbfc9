import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { insist } from '../../platform/verdict.js';
import { mayConfirm, mayPropose, mayWithdraw } from './rules.js';
import type { Confirmation, ConfirmationId, Proposal } from './schema.js';
import * as store from './store.js';
import { findBasisText, findConfirmation } from './views.js';

/** Proposes to confirm a text. @returns the id of the proposal. Problems: not-found, basis-exercise, basis-text-changed, basis-proposed-already, document-in-future */
export function proposeConfirmation(ctx: Ctx, proposal: Proposal): Promise<ConfirmationId> {
  return ctx.inTx(async (ctx) => {
    const basis = await findBasisText(ctx, proposal);
    insist(
      mayPropose(
        basis,
        { textHash: Buffer.from(proposal.textHash, 'hex'), documentDate: proposal.documentDate },
        ctx.clock.today(),
      ),
    );
    const id = asId<'legal-basis-confirmation'>(ctx.newId());
    await store.insertProposal(ctx, id, proposal);
    record(ctx, {
      what: 'legal-basis.proposed',
      basis: proposal.code,
      version: proposal.version,
      textHash: proposal.textHash,
      confirmation: id,
      documentHash: proposal.documentHash,
      reasonHash: null,
    });
    return id;
  });
}

/** Confirms what somebody else proposed. Problems: not-found, basis-decided, basis-confirmation, basis-text-changed */
export function confirmBasis(ctx: Ctx, id: ConfirmationId): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await store.lockConfirmation(ctx.db, id);
    const proposal = await findConfirmation(ctx, id);
    insist(mayConfirm(await findBasisText(ctx, proposal), proposal, ctx.actor.id));
    await store.setConfirmed(ctx, id);
    recordAct(ctx, 'legal-basis.confirmed', proposal, null);
  });
}

/** Withdraws a proposal or a confirmation: campaigns on this basis send nothing more. Problems: not-found, basis-decided */
export function withdrawConfirmation(ctx: Ctx, id: ConfirmationId, reason: string): Promise<void> {
  return ctx.inTx(async (ctx) => {
    await store.lockConfirmation(ctx.db, id);
    const confirmation = await findConfirmation(ctx, id);
    insist(mayWithdraw(confirmation));
    await store.setWithdrawn(ctx, id, reason);
    recordAct(ctx, 'legal-basis.withdrawn', confirmation, sha256(reason).toString('hex'));
  });
}

/** Locks a proposal until the transaction ends, so that nobody changes it meanwhile. */
export function holdConfirmation(ctx: TxCtx, id: ConfirmationId): Promise<void> {
  return store.lockConfirmation(ctx.db, id);
}

function recordAct(
  ctx: TxCtx,
  what: 'legal-basis.confirmed' | 'legal-basis.withdrawn',
  confirmation: Confirmation,
  reasonHash: string | null,
): void {
  record(ctx, {
    what,
    basis: confirmation.code,
    version: confirmation.version,
    textHash: confirmation.textHash.toString('hex'),
    confirmation: confirmation.id,
    documentHash: confirmation.documentHash.toString('hex'),
    reasonHash,
  });
}
