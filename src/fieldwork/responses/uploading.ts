import { record } from '../../audit/index.js';
import type { TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { messageOfText } from '../../platform/mail/index.js';
import { asId, type Id } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { CorrectionMeans } from './correction.js';
import { byPerson, hideIn, keepMatches, suggestionOf } from './keeping.js';
import { readAnswer } from './reading.js';
import { mayMatch } from './rules.js';
import { needsRelease, type Media, type ResponseId, type UploadChannel } from './schema.js';
import * as store from './store.js';
import * as uploads from './upload-store.js';

/** An answer that a person brings in. */
export interface Upload {
  readonly channel: UploadChannel;
  readonly media: Media;
  readonly bytes: Buffer;
  /** A number or an address, as far as it is known; may be empty. */
  readonly from: string;
  readonly receivedAt: Date;
  /** The application that it answers; null leaves it to the queue. */
  readonly application: Id<'application'> | null;
}

/**
 * Keeps an answer that a person brings in, once: the same bytes for the same application, or for the queue, are one
 * answer. With an application it is matched at once, as by a person.
 * Problems: unknown-application, own-interest, answer-kept-already, upload-received, upload-after-sending
 */
export async function keepUpload(
  ctx: TxCtx,
  means: CorrectionMeans,
  upload: Upload,
): Promise<{ readonly id: ResponseId; readonly fresh: boolean }> {
  const { channel, media, bytes, from, receivedAt, application } = upload;
  const mailbox = application === null ? null : await mailboxFor(ctx, means, application);
  const hash = sha256(bytes);
  const kept = await uploads.findKept(ctx.db, hash, application);
  if (kept !== undefined) return { id: kept, fresh: false };
  const id = asId<'response'>(ctx.newId());
  const sealed = means.answerSeal.seal(id, hash, bytes);
  await uploads.insertUpload(ctx, {
    ...{ id, channel, media, from, to: mailbox?.address ?? '', receivedAt },
    ...{ sealed, bytes: bytes.length, sha256: hash },
  });
  record(ctx, {
    what: 'response.uploaded',
    campaign: mailbox?.campaign ?? null,
    response: id,
    channel,
    sha256: hash.toString('hex'),
  });
  if (mailbox !== null) {
    const response = await store.lockUnmatched(ctx.db, id);
    if (response === undefined) throw new Error('An answer that was kept just now is not there.');
    const parsed = await readAnswer(means.answerSeal, response);
    await keepMatches(ctx, means, [{ response, parsed, chosen: byPerson(mailbox) }]);
  }
  return { id, fresh: true };
}

async function mailboxFor(ctx: TxCtx, means: CorrectionMeans, application: Id<'application'>) {
  const mailbox = await store.findMailbox(ctx.db, application);
  if (mailbox === undefined) throw new Problem('unknown-application');
  insist(mayMatch(await means.standing(ctx, mailbox.campaign)));
  return mailbox;
}

/** An upload that is not released yet, locked; its campaign's own-interest rule is asked. Problems: not-found, not-to-release, own-interest */
async function lockOpen(ctx: TxCtx, means: CorrectionMeans, id: ResponseId) {
  const upload = await uploads.lockUpload(ctx.db, id);
  if (upload === undefined) throw new Problem('not-found');
  if (!needsRelease(upload.channel)) throw new Problem('not-to-release');
  if (upload.application !== null && !upload.toRelease) throw new Problem('not-to-release');
  if (upload.campaign !== null) insist(mayMatch(await means.standing(ctx, upload.campaign)));
  return upload;
}

/**
 * Keeps what somebody typed of a letter or a recording, sealed; what was typed before gives way.
 * Problems: not-to-release, own-interest
 */
export async function typeWords(
  ctx: TxCtx,
  means: CorrectionMeans,
  id: ResponseId,
  words: string,
): Promise<void> {
  const upload = await lockOpen(ctx, means, id);
  if (upload.channel !== 'letter' && upload.channel !== 'voicemail') throw new Problem('not-to-release');
  await uploads.setTranscript(ctx.db, id, means.answerSeal.sealWords(id, words));
  record(ctx, { what: 'response.typed', campaign: upload.campaign, response: id });
}

/**
 * Gives coders the words of an upload as a person checked them; words of the applicant that were left are taken out.
 * Problems: not-to-release, own-interest
 */
export async function releaseWords(
  ctx: TxCtx,
  means: CorrectionMeans,
  id: ResponseId,
  checked: string,
): Promise<void> {
  const { application, campaign } = await lockOpen(ctx, means, id);
  const mailbox = application === null ? undefined : await store.findMailbox(ctx.db, application);
  if (mailbox === undefined || campaign === null) throw new Problem('not-to-release');
  const text = hideIn(mailbox, checked);
  await uploads.setReleased(ctx, id, text, suggestionOf(messageOfText(text)));
  record(ctx, {
    what: 'response.released',
    campaign,
    response: id,
    textHash: sha256(text).toString('hex'),
  });
}
