import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';

/** Keeps a report of action as it is made. */
export async function insertReport(
  ctx: TxCtx,
  key: { readonly authorisation: string; readonly campaign: CampaignId; readonly number: number },
  report: {
    readonly body: string;
    readonly html: string;
    readonly pdf: Buffer;
    readonly bodyHash: Buffer;
    readonly htmlHash: Buffer;
    readonly pdfHash: Buffer;
  },
): Promise<void> {
  await ctx.db
    .insertInto('action_report')
    .values({
      ...key,
      body: report.body,
      html: report.html,
      pdf: report.pdf,
      body_hash: report.bodyHash,
      html_hash: report.htmlHash,
      pdf_hash: report.pdfHash,
      made_by: ctx.actor.id,
      made_at: ctx.clock.now(),
    })
    .execute();
}
