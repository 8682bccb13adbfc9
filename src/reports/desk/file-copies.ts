import { z } from 'zod';
import type { ReadCtx, TxCtx } from '../../platform/context.js';
import { sha256 } from '../../platform/crypto.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { SealBroken } from '../crypto/box.js';
import { openFile, sealFile } from '../crypto/file.js';
import { openIn, sealIn, type Opened } from '../sealed.js';
import type { Attachment, UploadedFile } from '../thread.js';

/** How a copy was made: by leaving words out of a text, or elsewhere. */
export type CopyMade = 'words' | 'elsewhere';

const CopyAbout = z.object({
  /** The number, side and day of what it stands for. */
  number: z.int(),
  side: z.enum(['reporter', 'officer']),
  onDay: z.string().refine(isDateOnly),
  made: z.enum(['words', 'elsewhere']),
  name: z.string(),
  type: z.string(),
  size: z.int(),
  sha256: z.string(),
});
type CopyAbout = z.infer<typeof CopyAbout>;

/** A working copy of a file. */
export interface FileCopy extends CopyAbout {
  readonly id: string;
  readonly attachment: string;
  readonly officer: string;
  readonly copiedOn: DateOnly;
}

/** A file as an officer gets it: where there is a working copy, that one. */
export interface DeskFile extends Attachment {
  readonly copy: Pick<FileCopy, 'id' | 'officer' | 'copiedOn' | 'made'> | null;
  /** What the copy stands for; null where there is none, and for who does not get it from the database. */
  readonly original: Attachment | null;
}

/** How decisions and pages call a file. */
export const nameOfFile = (number: number): string => `bijlage-${number}`;

/** The working copies of the files of an open report, without their content. */
export async function readFileCopies(ctx: ReadCtx, opened: Opened): Promise<FileCopy[]> {
  const rows = await ctx.db
    .selectFrom('file_copy')
    .select(['id', 'attachment', 'officer', 'on_day as copiedOn', 'about'])
    .where('report', '=', opened.report)
    .execute();
  return rows.map(({ about, ...row }) => ({
    ...row,
    ...CopyAbout.parse(openIn(opened, 'file_copy', 'about', row.id, about)),
  }));
}

/** The files of a report with copies in place of what they stand for, in order of their numbers. */
export function withFileCopies(
  copies: readonly FileCopy[],
  attachments: readonly Attachment[],
): readonly DeskFile[] {
  const originals = new Map(attachments.map((one) => [one.id, one]));
  const copied = new Set(copies.map(({ attachment }) => attachment));
  return [
    ...attachments.filter(({ id }) => !copied.has(id)).map((one) => ({ ...one, copy: null, original: null })),
    ...copies.map(({ id, attachment, officer, copiedOn, made, number, side, onDay, name, size, sha256 }) => ({
      ...{ id: attachment, number, side, onDay, name, size, sha256 },
      copy: { id, officer, copiedOn, made },
      original: originals.get(attachment) ?? null,
    })),
  ].sort((one, other) => one.number - other.number || (one.id < other.id ? -1 : 1));
}

/** The content of a working copy, which must be what its hash says. @throws SealBroken */
export async function readCopyContent(
  ctx: ReadCtx,
  opened: Opened,
  copy: { readonly id: string },
  hash: string,
): Promise<Buffer> {
  const { body } = await ctx.db
    .selectFrom('file_copy_content')
    .select('body')
    .where('copy', '=', copy.id)
    .executeTakeFirstOrThrow();
  const content = openFile(opened.key, copy.id, body);
  if (sha256(content).toString('hex') !== hash) throw new SealBroken();
  return content;
}

/** Keeps a copy in the place of a file, sealed; one that stood there before goes. The report's row must be locked. */
export async function keepFileCopy(
  ctx: TxCtx,
  opened: Opened,
  officer: string,
  original: Attachment,
  made: CopyMade,
  file: UploadedFile,
): Promise<string> {
  const known = await ctx.db
    .selectFrom('file_copy')
    .select('id')
    .where('attachment', '=', original.id)
    .executeTakeFirst();
  const id = known?.id ?? ctx.newId();
  const { number, side, onDay } = original;
  const about: CopyAbout = {
    ...{ number, side, onDay, made },
    name: file.name.slice(0, 200),
    type: file.type.slice(0, 100),
    size: file.content.length,
    sha256: sha256(file.content).toString('hex'),
  };
  const set = { officer, on_day: ctx.clock.today(), about: sealIn(opened, 'file_copy', 'about', id, about) };
  const body = sealFile(opened.key, id, file.content);
  if (known === undefined) {
    const row = { id, report: opened.report, attachment: original.id, ...set };
    await ctx.db.insertInto('file_copy').values(row).execute();
    await ctx.db.insertInto('file_copy_content').values({ copy: id, body }).execute();
  } else {
    await ctx.db.updateTable('file_copy').set(set).where('id', '=', id).execute();
    await ctx.db.updateTable('file_copy_content').set({ body }).where('copy', '=', id).execute();
  }
  return id;
}
