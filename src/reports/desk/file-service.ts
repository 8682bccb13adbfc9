import type { ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { Channel } from '../channel.js';
import { plainTextIn } from '../image-data.js';
import { mayKeepMore } from '../rules.js';
import type { Opened } from '../sealed.js';
import { MOST_FILE_BYTES, readAttachments, readContent, type UploadedFile } from '../thread.js';
import {
  keepFileCopy,
  nameOfFile,
  readCopyContent,
  readFileCopies,
  withFileCopies,
  type CopyMade,
  type DeskFile,
} from './file-copies.js';
import type { Visitor } from './session.js';
import { changing, decide } from './work.js';
import { isRedaction } from './working-copies.js';

/** Words are left out of a text that fits a field of the page, in characters. */
const MOST_LEAVABLE = 8000;

/** Every file of an open report, with copies in place of what they stand for. */
export const readFiles = async (ctx: ReadCtx, opened: Opened): Promise<readonly DeskFile[]> =>
  withFileCopies(await readFileCopies(ctx, opened), await readAttachments(ctx, opened));

async function findFile(ctx: ReadCtx, opened: Opened, number: number): Promise<DeskFile> {
  const file = (await readFiles(ctx, opened)).find((one) => one.number === number);
  if (file === undefined) throw new Problem('not-found');
  return file;
}

/** A file by its number, and its content: of one with a working copy, that copy. Problems: not-found, no-copy */
export function readFile(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
): Promise<{ file: DeskFile; content: Buffer }> {
  return changing(
    channel,
    visitor,
    id,
    async (ctx, opened) => {
      const file = await findFile(ctx, opened, number);
      ctx.happenings.push({
        what: 'report.file-read',
        report: opened.report,
        file: file.copy?.id ?? file.id,
      });
      const content =
        file.copy === null
          ? (await readContent(ctx, opened, file.id)).content
          : await readCopyContent(ctx, opened, file.copy, file.sha256);
      return { file, content };
    },
    'readers',
  );
}

/**
 * The text of a file as it is read now, to leave words out of; null where it is none, too long, or stands in a copy that was
 * made elsewhere. Problems: not-found, no-copy
 */
export async function readLeavable(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
): Promise<string | null> {
  const { file, content } = await readFile(channel, visitor, id, number);
  const text = file.copy?.made === 'elsewhere' ? null : plainTextIn(content);
  return text === null || text.length > MOST_LEAVABLE ? null : text;
}

/**
 * Puts a copy that was made elsewhere in the place of a file; the original stays sealed where it was. Problems: not-found, no-copy,
 * file-too-large, channel-full
 */
export async function copyFile(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
  file: UploadedFile,
  reason: string,
): Promise<void> {
  if (file.content.length > MOST_FILE_BYTES) throw new Problem('file-too-large');
  await keeping(channel, visitor, id, number, 'elsewhere', reason, () => file);
}

/**
 * Puts a text in the place of a file of plain text: that text with words left out, never with words added. Gives false where
 * words were added, or the original is no such text. Problems: not-found, no-copy, channel-full
 */
export function redactFile(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
  text: string,
  reason: string,
): Promise<boolean> {
  return keeping(channel, visitor, id, number, 'words', reason, (content) => {
    const original = plainTextIn(content);
    return original === null || !isRedaction(original, text)
      ? null
      : { name: `${nameOfFile(number)}.txt`, type: 'text/plain', content: Buffer.from(text, 'utf8') };
  });
}

/** Keeps what is made of the original; null is not kept, and gives false. */
async function keeping(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
  made: CopyMade,
  reason: string,
  make: (original: Buffer) => UploadedFile | null,
): Promise<boolean> {
  insist(mayKeepMore(channel.room()));
  return changing(channel, visitor, id, async (ctx, opened) => {
    const original = (await readAttachments(ctx, opened)).find((one) => one.number === number);
    if (original === undefined) throw new Problem('not-found');
    const file = make((await readContent(ctx, opened, original.id)).content);
    if (file === null) return false;
    const copy = await keepFileCopy(ctx, opened, visitor.id, original, made, file);
    await decide(ctx, opened, visitor, 'redacted', nameOfFile(number), reason);
    ctx.happenings.push({ what: 'report.redacted', report: opened.report, copy, file: original.id });
    return true;
  });
}

/**
 * The original of a file with a working copy; who opened it, and why, stands in the report and in the chain. Problems: not-found
 * also where there is no copy, no-copy
 */
export function openOriginalFile(
  channel: Channel,
  visitor: Visitor,
  id: string,
  number: number,
  reason: string,
): Promise<Buffer> {
  return changing(channel, visitor, id, async (ctx, opened) => {
    const { original } = await findFile(ctx, opened, number);
    if (original === null) throw new Problem('not-found');
    await decide(ctx, opened, visitor, 'original-opened', nameOfFile(number), reason);
    ctx.happenings.push({ what: 'report.original-opened', report: opened.report, file: original.id });
    return (await readContent(ctx, opened, original.id)).content;
  });
}
