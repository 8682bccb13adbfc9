import { record } from '../../audit/index.js';
import { insistMember } from '../../campaigns/index.js';
import type { Ctx, TxCtx } from '../../platform/context.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { AnswerSeal, ResponseId, Responses, Upload } from '../responses/index.js';
import { ENDING, mayHaveComeIn, mediaOf, TAKES } from './rules.js';
import type { UploadKind } from './schema.js';
import { findOwnFile, findSending } from './views.js';

export interface UploadMeans {
  readonly responses: Pick<Responses, 'keepUpload' | 'typeWords' | 'releaseWords'>;
  readonly answerSeal: AnswerSeal;
}

export type Uploads = ReturnType<typeof createUploads>;

/** What a fieldworker brings in: the bytes of a file, or typed words as bytes. */
export interface Brought {
  readonly kind: UploadKind;
  readonly bytes: Buffer;
  readonly from: string;
  readonly receivedAt: Date;
  readonly application: Id<'application'> | null;
}

/** Keeps answers that fieldworkers bring in, and releases their words to coders. */
export function createUploads({ responses, answerSeal }: UploadMeans) {
  return {
    /**
     * Keeps an answer; the same bytes for the same application again are the same answer.
     * Problems: wrong-file, received-later, received-before-sent, answer-before-sent, unknown-application, own-interest
     */
    keep: (ctx: Ctx, brought: Brought): Promise<{ readonly id: ResponseId; readonly fresh: boolean }> =>
      ctx.inTx(async (ctx) => responses.keepUpload(ctx, await checked(ctx, brought))),
    /** Keeps what was typed of a letter or a recording. Problems: not-to-release, own-interest */
    type: (ctx: Ctx, id: ResponseId, words: string): Promise<void> =>
      ctx.inTx((ctx) => responses.typeWords(ctx, id, words)),
    /** Gives coders the words that were checked. Problems: not-to-release, own-interest */
    release: (ctx: Ctx, id: ResponseId, words: string): Promise<void> =>
      ctx.inTx((ctx) => responses.releaseWords(ctx, id, words)),
    /** The file, for who uploaded it alone; each time is written down. Problems: not-found, answer-key-missing, answer-altered */
    open: (ctx: Ctx, id: ResponseId): Promise<{ readonly name: string; readonly bytes: Buffer }> =>
      ctx.inTx(async (ctx) => {
        const file = await findOwnFile(ctx, id);
        if (file === undefined) throw new Problem('not-found');
        const bytes = answerSeal.open({ id, ...file });
        record(ctx, { what: 'response.file-opened', campaign: file.campaign, response: id });
        return { name: `antwoord-${id.slice(0, 8)}.${ENDING[file.media]}`, bytes };
      }),
  };
}

async function checked(ctx: TxCtx, { kind, bytes, from, receivedAt, application }: Brought): Promise<Upload> {
  const typed = kind === 'sms' || kind === 'call';
  const media = typed ? 'text/plain' : mediaOf(bytes);
  if (media === null || !TAKES[kind].includes(media)) throw new Problem('wrong-file');
  const sending = application === null ? undefined : await findSending(ctx, application);
  if (application !== null && sending === undefined) throw new Problem('unknown-application');
  if (sending !== undefined) await insistMember(ctx, asId<'campaign'>(sending.campaign));
  insist(mayHaveComeIn({ receivedAt, now: ctx.clock.now(), sentAt: sending?.sentAt }));
  return { channel: kind, media, bytes, from, receivedAt, application };
}
