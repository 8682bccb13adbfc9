import { z } from 'zod';
import type { ReadCtx, TxCtx } from '../platform/context.js';
import { sha256 } from '../platform/crypto.js';
import type { DateOnly } from '../platform/dates.js';
import { Problem } from '../platform/problems.js';
import { openFile, sealFile } from './crypto/file.js';
import { openIn, sealIn, type Opened } from './sealed.js';
import type { Side } from './schema.js';

/** Sizes that a report may reach; a file is held in memory while it is sealed. */
export const MOST_FILE_BYTES = 10 * 1024 * 1024;
export const MOST_FILES = 20;
export const MOST_MESSAGES = 500;

const MessageBody = z.object({ n: z.int(), text: z.string() });
const About = z.object({
  n: z.int(),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
});

export interface Message {
  readonly id: string;
  readonly side: Side;
  readonly onDay: DateOnly;
  readonly text: string;
}

export interface Attachment {
  readonly id: string;
  readonly side: Side;
  readonly onDay: DateOnly;
  /** Its number in the report: it is kept under the name `bijlage-N`. */
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
}

export interface UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** The messages of an open report in their order, which only its key tells. */
export async function readMessages(ctx: ReadCtx, opened: Opened): Promise<Message[]> {
  const rows = await ctx.db
    .selectFrom('message')
    .select(['id', 'side', 'on_day', 'body'])
    .where('report', '=', opened.report)
    .execute();
  return rows
    .map((row) => {
      const { n, text } = MessageBody.parse(openIn(opened, 'message', 'body', row.id, row.body));
      return { n, message: { id: row.id, side: row.side, onDay: row.on_day, text } };
    })
    .sort((one, other) => one.n - other.n)
    .map(({ message }) => message);
}

/** Adds a message. The report's row must be locked: its number is one more than there are. Problems: report-full */
export async function addMessage(ctx: TxCtx, opened: Opened, side: Side, text: string): Promise<void> {
  const n = await countMessages(ctx, opened);
  if (n >= MOST_MESSAGES) throw new Problem('report-full');
  const id = ctx.newId();
  const body = sealIn(opened, 'message', 'body', id, { n, text });
  await ctx.db.insertInto('message').values({ id, report: opened.report, side, body }).execute();
}

/** The files of an open report in their order, without their content. */
export async function readAttachments(ctx: ReadCtx, opened: Opened): Promise<Attachment[]> {
  const rows = await ctx.db
    .selectFrom('attachment')
    .select(['id', 'side', 'on_day', 'about'])
    .where('report', '=', opened.report)
    .execute();
  return rows
    .map((row) => {
      const { n, ...about } = About.parse(openIn(opened, 'attachment', 'about', row.id, row.about));
      return { id: row.id, side: row.side, onDay: row.on_day, number: n + 1, ...about };
    })
    .sort((one, other) => one.number - other.number || (one.id < other.id ? -1 : 1));
}

/** Adds a file, sealed; the report's row must be locked. Problems: report-full, file-too-large */
export async function addAttachment(
  ctx: TxCtx,
  opened: Opened,
  side: Side,
  file: UploadedFile,
): Promise<void> {
  if (file.content.length > MOST_FILE_BYTES) throw new Problem('file-too-large');
  const attachments = await readAttachments(ctx, opened);
  if (attachments.length >= MOST_FILES) throw new Problem('report-full');
  const id = ctx.newId();
  const n = Math.max(0, ...attachments.map(({ number }) => number));
  const about = {
    n,
    name: file.name.slice(0, 200),
    type: file.type.slice(0, 100),
    size: file.content.length,
    sha256: sha256(file.content).toString('hex'),
  };
  const sealed = sealIn(opened, 'attachment', 'about', id, about);
  await ctx.db.insertInto('attachment').values({ id, report: opened.report, side, about: sealed }).execute();
  const body = sealFile(opened.key, id, file.content);
  await ctx.db.insertInto('attachment_content').values({ attachment: id, body }).execute();
}

/** The content of a file, whole and as its hash says. Problems: not-found. @throws SealBroken */
export async function readContent(
  ctx: ReadCtx,
  opened: Opened,
  id: string,
): Promise<{ attachment: Attachment; content: Buffer }> {
  const attachment = (await readAttachments(ctx, opened)).find((one) => one.id === id);
  if (attachment === undefined) throw new Problem('not-found');
  const { body } = await ctx.db
    .selectFrom('attachment_content')
    .select('body')
    .where('attachment', '=', id)
    .executeTakeFirstOrThrow();
  return { attachment, content: openFile(opened.key, id, body) };
}

async function countMessages(ctx: TxCtx, opened: Opened): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('message')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('report', '=', opened.report)
    .executeTakeFirstOrThrow();
  return Number(count);
}
