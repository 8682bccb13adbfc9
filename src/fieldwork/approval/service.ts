import { record } from '../../audit/index.js';
import {
  findCampaign,
  insistMayAct,
  insistTeam,
  type Campaign,
  type CampaignId,
} from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { CapKey, Replay } from '../scheduling/index.js';
import * as store from './store.js';
import { findRefusal } from './views.js';

export type Approval = ReturnType<typeof createApproval>;

export interface ReplayMeans {
  readonly openSeed: (ctx: TxCtx, id: CampaignId) => Promise<Buffer>;
  /** Draws the plan of a campaign again and lays it beside what is stored; null for a plan from before that can be done. */
  readonly replay: (
    ctx: TxCtx,
    campaign: Campaign,
    openSeed: () => Promise<Uint8Array>,
  ) => Promise<Replay | null>;
}

/** The approval of a baseline's figures, by which it goes who was tested. @param caps by which the caps hold on */
export function createApproval(caps: CapKey, means: ReplayMeans) {
  return {
    /**
     * Approves the published figures of a baseline, once and for good, when its plan drawn again is what is stored; again
     * changes nothing. Problems: not-found, not-in-team, own-interest-bars, approval-no-baseline, approval-unpublished,
     * approval-late-answers, approval-open-work, approval-test-differs, approval-drawing-differs, approval-unreadable,
     * approval-algorithm
     */
    approve: (ctx: Ctx, id: CampaignId): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const campaign = await findCampaign(ctx, id);
        await insistMayAct(ctx, id);
        await insistTeam(ctx, id);
        const refusal = await findRefusal(ctx, id);
        if (refusal === 'approval-given') return;
        if (refusal !== null) throw new Problem(refusal);
        const replay = await insistReplay(ctx, means, campaign);
        const hash = await store.insertApproval(ctx, id, replay);
        if (hash !== undefined)
          record(ctx, {
            what: 'figures.approved',
            campaign: id,
            publicationHash: hash.toString('hex'),
            replayHash: replay?.toString('hex') ?? null,
          });
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

/** @returns the hash of the plan as it was drawn again; null where it cannot be */
async function insistReplay(ctx: TxCtx, means: ReplayMeans, campaign: Campaign): Promise<Buffer | null> {
  const came = await means.replay(ctx, campaign, () => means.openSeed(ctx, campaign.id));
  if (came === null) return null;
  // Plans number from 0, people from 1; increments are shown from 0, as everywhere.
  if ('test' in came) throw new Problem('approval-test-differs', String(came.test + 1));
  if ('drawing' in came) throw new Problem('approval-drawing-differs', String(came.drawing));
  return came.hash;
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
