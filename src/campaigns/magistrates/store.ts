import type { TxCtx } from '../../platform/context.js';
import type { CampaignId } from '../schema.js';
import type { DecisionStep } from './schema.js';

/** Keeps a decision in the actor's name; the database makes the authorisation follow it. */
export async function insertDecision(
  ctx: TxCtx,
  key: { readonly authorisation: string; readonly campaign: CampaignId; readonly number: number },
  decision: {
    readonly step: DecisionStep;
    readonly body: string;
    readonly html: string;
    readonly pdf: Buffer;
    readonly bodyHash: Buffer;
    readonly htmlHash: Buffer;
    readonly pdfHash: Buffer;
  },
): Promise<void> {
  await ctx.db
    .insertInto('magistrate_decision')
    .values({
      ...key,
      step: decision.step,
      body: decision.body,
      html: decision.html,
      pdf: decision.pdf,
      body_hash: decision.bodyHash,
      html_hash: decision.htmlHash,
      pdf_hash: decision.pdfHash,
      decided_by: ctx.actor.id,
      decided_at: ctx.clock.now(),
    })
    .execute();
}
