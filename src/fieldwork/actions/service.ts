import { record } from '../../audit/index.js';
import {
  findAuthorisation,
  findCampaign,
  insistMayAct,
  insistMember,
  type CampaignId,
} from '../../campaigns/index.js';
import { canonicalJson } from '../../platform/canonical.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { gatherActs, type NameOf } from './body.js';
import { mayReport } from './rules.js';
import type { ActionBody } from './schema.js';
import { insertReport } from './store.js';
import { findReports } from './views.js';

/** What making a report needs from the rooms beside it. */
export interface ActionMeans {
  readonly nameOf: NameOf;
  /** Prints a report. The same body gives the same bytes. */
  readonly print: (body: ActionBody) => Promise<{ readonly html: string; readonly pdf: Buffer }>;
  /** Tells a magistrate by mail that something waits, and not what. */
  readonly tell: (ctx: TxCtx, authorisation: string) => Promise<void>;
}

/** Makes reports of action. */
export function createActionReports({ nameOf, print, tell }: ActionMeans) {
  return {
    /**
     * Makes the next report of action of a campaign's authorisation: all that the log, the plan and the calls hold of it
     * at this moment, kept as text, HTML and PDF with their hashes in the log.
     * Problems: not-found, not-in-team, own-interest, action-report-undecided, action-report-overtaken
     * @returns its number, from 1
     */
    make: (ctx: Ctx, id: CampaignId): Promise<number> =>
      ctx.inTx(async (ctx) => {
        await insistMember(ctx, id);
        await insistMayAct(ctx, id);
        const campaign = await findCampaign(ctx, id);
        const authorisation = await findAuthorisation(ctx, id);
        insist(mayReport(authorisation));
        if (authorisation === null) throw new Problem('action-report-undecided');
        const number = (await findReports(ctx, id)).length + 1;
        const said = await gatherActs(ctx, nameOf, campaign, authorisation, number);
        const body = canonicalJson(said);
        const { html, pdf } = await print(said);
        const hashes = { bodyHash: sha256(body), htmlHash: sha256(html), pdfHash: sha256(pdf) };
        const key = { authorisation: authorisation.id, campaign: id, number };
        await insertReport(ctx, key, { body, html, pdf, ...hashes });
        record(ctx, {
          what: 'authorisation.actions-reported',
          ...key,
          acts: said.acts.length,
          bodyHash: hashes.bodyHash.toString('hex'),
          htmlHash: hashes.htmlHash.toString('hex'),
          pdfHash: hashes.pdfHash.toString('hex'),
        });
        await tell(ctx, authorisation.id);
        return number;
      }),
  };
}

export type ActionReports = ReturnType<typeof createActionReports>;
