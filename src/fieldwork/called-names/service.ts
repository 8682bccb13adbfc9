import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { AnswerSeal } from '../responses/index.js';
import { findSealedName } from './views.js';

declare module '../../platform/db/tables.js' {
  interface Tables {
    called_person: {
      call: string;
      campaign: CampaignId;
      sealed: Buffer;
      recorded_by: string;
      recorded_at: Date;
      erased_at: Date | null;
    };
  }
}

/** Keeps the name of who was spoken to; nothing for an empty one. Problems: called-name-not-here */
export type KeepName = (ctx: TxCtx, call: string, campaign: CampaignId, name: string) => Promise<void>;

export type CalledNames = ReturnType<typeof createCalledNames>;

/** Keeps and opens the names of who was spoken to in calls. */
export function createCalledNames(answerSeal: Pick<AnswerSeal, 'sealWords' | 'openWords'>) {
  const keep: KeepName = async (ctx, call, campaign, name) => {
    if (name === '') return;
    await ctx.db
      .insertInto('called_person')
      .values({
        call,
        campaign,
        sealed: answerSeal.sealWords(asId<'response'>(call), name),
        recorded_by: ctx.actor.id,
        recorded_at: ctx.clock.now(),
        erased_at: null,
      })
      .execute();
    record(ctx, { what: 'call.name-kept', campaign, call });
  };
  return {
    keep,
    /** The name, for an inspector of the campaign's team; each time is written down. Problems: not-found, answer-key-missing, answer-altered */
    open: (ctx: Ctx, call: string): Promise<string> =>
      ctx.inTx(async (ctx) => {
        const found = await findSealedName(ctx, call);
        if (found === undefined || found.sealed.length === 0) throw new Problem('not-found');
        const name = answerSeal.openWords(asId<'response'>(call), found.sealed);
        record(ctx, { what: 'call.name-opened', campaign: found.campaign, call });
        return name;
      }),
  };
}
