import { record } from '../../audit/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import type { Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import { byPerson, keepMatches, type KeepingMeans } from './keeping.js';
import { readAnswer } from './reading.js';
import { mayMatch, mayRematch, type Standing } from './rules.js';
import type { ResponseId } from './schema.js';
import type { AnswerSeal } from './seal.js';
import * as store from './store.js';

export interface CorrectionMeans extends KeepingMeans {
  readonly answerSeal: AnswerSeal;
  /** How the actor stands to a campaign: an own interest in it, and what shows them its arms (campaigns). */
  readonly standing: (ctx: TxCtx, campaign: Id<'campaign'>) => Promise<Standing>;
  /** An answer no longer belongs to the application it was matched to: its clock there stops. */
  readonly onUnmatched: (ctx: TxCtx, response: ResponseId) => Promise<void>;
}

/** Correcting a match: the answer, its clock and what may enter an outcome go where it belongs, and the log says why. */
export function createCorrection(means: CorrectionMeans) {
  return {
    /**
     * A person says that a matched answer belongs to another application.
     * Problems: not-matched, unknown-application, matched-there-already, outcome-final, coded-already, own-interest
     */
    rematch: (ctx: Ctx, id: ResponseId, application: Id<'application'>, reason: string): Promise<void> =>
      ctx.inTx((ctx) => rematch(ctx, means, id, application, reason)),
    /** A person says that a matched answer belongs to no application. Problems: not-matched, outcome-final, coded-already, own-interest */
    unmatch: (ctx: Ctx, id: ResponseId, reason: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const answer = await lock(ctx, means, id);
        insist(mayRematch({ final: answer.final, coded: answer.coded, sameCampaign: false, same: false }));
        await loosen(ctx, means, answer);
        note(ctx, answer, null, reason);
      }),
  };
}

async function lock(ctx: TxCtx, means: CorrectionMeans, id: ResponseId): Promise<store.MatchedResponse> {
  const answer = await store.lockMatched(ctx.db, id);
  if (answer === undefined) throw new Problem('not-matched');
  insist(mayMatch(await means.standing(ctx, answer.campaign)));
  return answer;
}

async function rematch(
  ctx: TxCtx,
  means: CorrectionMeans,
  id: ResponseId,
  application: Id<'application'>,
  reason: string,
): Promise<void> {
  const answer = await lock(ctx, means, id);
  const mailbox = await store.findMailbox(ctx.db, application);
  if (mailbox === undefined) throw new Problem('unknown-application');
  insist(mayMatch(await means.standing(ctx, mailbox.campaign)));
  insist(
    mayRematch({
      final: answer.final || (await store.lockOutcome(ctx.db, application)),
      coded: answer.coded,
      sameCampaign: mailbox.campaign === answer.campaign,
      same: application === answer.application,
    }),
  );
  await loosen(ctx, means, answer);
  const parsed = await readAnswer(means.answerSeal, answer);
  await keepMatches(ctx, means, [{ response: answer, parsed, chosen: byPerson(mailbox) }]);
  note(ctx, answer, application, reason);
}

/** Takes an answer from its application. What coders made of its words stays theirs. */
async function loosen(ctx: TxCtx, means: CorrectionMeans, { id }: store.MatchedResponse): Promise<void> {
  await store.unsetMatch(ctx.db, id);
  await means.onUnmatched(ctx, id);
}

function note(
  ctx: TxCtx,
  { id, campaign, application }: store.MatchedResponse,
  to: Id<'application'> | null,
  reason: string,
): void {
  const reasonHash = sha256(reason).toString('hex');
  record(ctx, { what: 'response.rematched', campaign, response: id, from: application, to, reasonHash });
}
