import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { addMonths, type DateOnly } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { redact } from '../../platform/redact.js';
import { readAnswer, type AnswerSeal } from '../responses/index.js';
import { nameWords } from './rules.js';
import type { ErasedClass, Ground, HoldId, RequestId, RequestKind } from './schema.js';
import * as store from './store.js';
import { findPlaces, type FoundPlace } from './views.js';

const BATCH = 500;
const NAMES = 100;
const hashOf = (text: string): string => sha256(text).toString('hex');

export interface PrivacyMeans {
  readonly answerSeal: AnswerSeal;
}

export type Privacy = ReturnType<typeof createPrivacy>;

/** What is done with people's data: erased by term, kept by hold, and answered for. */
export function createPrivacy({ answerSeal }: PrivacyMeans) {
  return {
    /** Logs a request with its clock. */
    record: (
      ctx: Ctx,
      asked: { kind: RequestKind; subject: string; details: string; receivedOn: DateOnly },
    ): Promise<RequestId> =>
      ctx.inTx(async (ctx) => {
        const id = asId<'data-request'>(ctx.newId());
        await store.insertRequest(ctx, id, asked);
        record(ctx, { what: 'data-request.recorded', request: id, kind: asked.kind });
        return id;
      }),
    /** Where somebody's data stand, for one request; that there was a search is logged, the words are not. */
    search: (ctx: Ctx, request: RequestId, words: string): Promise<FoundPlace[]> =>
      ctx.inTx(async (ctx) => {
        const places = await findPlaces(ctx, words);
        await store.insertAct(ctx, request, { kind: 'searched', found: places.length });
        record(ctx, { what: 'data-request.searched', request, found: places.length });
        return places;
      }),
    /** Postpones the answer, with the reason and the day to look again. Problems: request-answered, postponed-too-far */
    postpone: (
      ctx: Ctx,
      request: RequestId,
      given: { ground: Ground; reason: string; until: DateOnly; reviewOn: DateOnly },
    ): Promise<void> =>
      ctx.inTx(async (ctx) => {
        await store.insertAct(ctx, request, { kind: 'postponed', ...given });
        record(ctx, {
          what: 'data-request.postponed',
          request,
          until: given.until,
          reasonHash: hashOf(given.reason),
        });
      }),
    /** Says what was answered; the request is done. Problems: request-answered */
    answer: (ctx: Ctx, request: RequestId, answer: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        await store.insertAct(ctx, request, { kind: 'answered', reason: answer });
        record(ctx, { what: 'data-request.answered', request, answerHash: hashOf(answer) });
      }),
    /** Keeps a campaign from erasing. Problems: campaign-held */
    hold: (ctx: Ctx, hold: { campaign: CampaignId; reason: string; reviewOn: DateOnly }): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const id = asId<'legal-hold'>(ctx.newId());
        await store.insertHold(ctx, id, hold);
        record(ctx, {
          what: 'legal-hold.placed',
          campaign: hold.campaign,
          hold: id,
          reviewOn: hold.reviewOn,
          reasonHash: hashOf(hold.reason),
        });
      }),
    /** Problems: hold-lifted */
    lift: (ctx: Ctx, id: HoldId, reason: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        const campaign = await store.setLifted(ctx, id, reason);
        if (campaign === undefined) throw new Problem('hold-lifted');
        record(ctx, { what: 'legal-hold.lifted', campaign, hold: id, reasonHash: hashOf(reason) });
      }),
    /** Confirms a term as its text stands; from then on it is applied. Problems: term-text-changed */
    confirmTerm: (ctx: Ctx, dataClass: string, text: string): Promise<void> =>
      ctx.inTx(async (ctx) => {
        if (await store.insertConfirmation(ctx, dataClass, Buffer.from(text, 'hex')))
          record(ctx, { what: 'retention-term.confirmed', dataClass, textHash: text });
      }),
    /** Erases what is past its term, batch after batch, and keeps a report of it. @returns how many rows were erased */
    applyTerms: (ctx: Ctx): Promise<number> => applyTerms(ctx),
    /** Takes the names of who answered out of the text of answers whose pair counts. @returns how many answers */
    hideNames: (ctx: Ctx): Promise<number> => ctx.inTx((ctx) => hideNames(ctx, answerSeal)),
  };
}

/** The last day to look again at a hold that is placed today. */
export const latestReview = (today: DateOnly): DateOnly => addMonths(today, 12);

async function applyTerms(ctx: Ctx): Promise<number> {
  const all = new Map<string, number>();
  for (;;) {
    const erased = await ctx.inTx(async (ctx) => {
      const some = await store.eraseByTerms(ctx.db, BATCH);
      for (const { dataClass, campaign, erased } of some)
        record(ctx, { what: 'data.erased', campaign, dataClass, rows: erased });
      return some;
    });
    for (const one of erased) all.set(one.dataClass, (all.get(one.dataClass) ?? 0) + one.erased);
    if (erased.length === 0) break;
  }
  const report: ErasedClass[] = [...all].map(([dataClass, erased]) => ({ dataClass, erased }));
  // An empty night is reported too: that the job ran is what the officer must be able to see.
  await ctx.inTx((ctx) => store.insertRun(ctx, report));
  return report.reduce((sum, { erased }) => sum + erased, 0);
}

async function hideNames(ctx: TxCtx, seal: AnswerSeal): Promise<number> {
  const answers = await store.claimNamed(ctx.db, NAMES);
  for (const answer of answers) {
    const words = nameWords(answer.toName, answer.contactName, await senderOf(seal, answer));
    const hide = (text: string): string => redact(text, words);
    await store.hideNames(ctx, answer.id, { subject: hide(answer.subject), text: hide(answer.text) });
  }
  return answers.length;
}

/** The name that the sender of a mail gave; null where there is none, or where the answer does not open. */
async function senderOf(seal: AnswerSeal, answer: store.NamedAnswer): Promise<string | null> {
  try {
    return (await readAnswer(seal, answer)).from?.name ?? null;
  } catch (error) {
    if (error instanceof Problem) return null;
    throw error;
  }
}
