import { record } from '../../audit/index.js';
import { findCampaign, insistMayAct, insistTeam, type CampaignId } from '../../campaigns/index.js';
import type { Ctx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { CapKey } from '../scheduling/index.js';
import * as store from './store.js';
import { findRefusal } from './views.js';

export type Approval = ReturnType<typeof createApproval>;

/** The approval of a baseline's figures, by which it goes who was tested. @param caps by which the caps hold on */
export function createApproval(caps: CapKey) {
  return {
    /**
     * Approves the published figures of a baseline, once and for good; again changes nothing.
     * Problems: not-found, not-in-team, own-interest-bars, approval-no-baseline, approval-unpublished, approval-late-answers, approval-open-work
     */
    approve: (ctx: Ctx, id: CampaignId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        await findCampaign(ctx, id);
        await insistMayAct(ctx, id);
        await insistTeam(ctx, id);
        const refusal = await findRefusal(ctx, id);
        if (refusal === 'approval-given') return;
        if (refusal !== null) throw new Problem(refusal);
        const hash = await store.insertApproval(ctx, id);
        if (hash !== undefined)
          record(ctx, { what: 'figures.approved', campaign: id, publicationHash: hash.toString('hex') });
      }),
    /** Erases who was tested in every approved baseline that no hold keeps, each in one transaction. @returns how many */
    erase: async (ctx: Ctx): Promise<number> => {
      let done = 0;
      for (const id of await ctx.inTx((ctx) => store.findToErase(ctx.db)))
        if (await eraseOne(ctx, caps, id)) done += 1;
      return done;
    },
    /** Takes away the marks that no cap asks for any more. @returns how many */
    forget: (ctx: Ctx): Promise<number> => ctx.inTx((ctx) => store.forgetMarks(ctx.db)),
  };
}

function eraseOne(ctx: Ctx, caps: CapKey, id: CampaignId): Promise<boolean> {
  return ctx.inTx(async (ctx) => {
    const marks = (await store.findCaps(ctx.db, id)).map(({ kind, value, on }) => ({
      kind,
      mark: caps.mark(kind, value),
      on,
    }));
    const tests = await store.eraseEmployers(ctx.db, id, caps.id, marks);
    if (tests === null) return false;
    record(ctx, { what: 'employers.erased', campaign: id, tests, marks: marks.length });
    return true;
  });
}
