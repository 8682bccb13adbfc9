import { z } from 'zod';
import { toInstant } from '../../platform/dates.js';
import { isUuid } from '../../platform/ids.js';
import { Problem, type FieldFault } from '../../platform/problems.js';
import { readDate, translatorFor, type Lang } from '../../web/index.js';
import { LONGEST_TYPED, UPLOAD_KINDS, type UploadKind } from './schema.js';
import { wordsIn } from './words.js';

const typed = z.string().max(20).optional();

/** What the form of an upload sends, beside the file itself. */
export const UploadBody = z.object({
  kind: z.enum(UPLOAD_KINDS),
  test: z.string().refine(isUuid).optional(),
  text: z.string().max(200_000).optional(),
  number: z.string().trim().max(320).optional(),
  where: z.string().max(60).optional(),
  address: z.string().trim().max(400).optional(),
  receivedDay: typed,
  receivedMonth: typed,
  receivedYear: typed,
  receivedTime: typed,
});
export type UploadBody = z.output<typeof UploadBody>;

/** Whether a kind is a file; else its words are typed. */
export const isFile = (kind: UploadKind): boolean => kind !== 'sms' && kind !== 'call';

/** What was brought in, read from the form: every fault at once. */
export interface ReadUpload {
  readonly bytes: Buffer;
  readonly from: string;
  readonly receivedAt: Date;
}

const TIME = /^([01]?\d|2[0-3])\s*[.:uh]\s*([0-5]\d)?$/i;

/** Reads what was brought in. Problems: bad-input with every fault */
export function readUpload(body: UploadBody, file: Uint8Array | undefined, lang: Lang): ReadUpload {
  const t = wordsIn(lang);
  const faults: FieldFault[] = [];
  const fault = (field: string, message: string): void => void faults.push({ field, message });
  const text = (body.text ?? '').replace(/\r\n?/g, '\n').trim();
  if (isFile(body.kind) && (file === undefined || file.length === 0)) fault('file', t('file.none'));
  if (!isFile(body.kind) && text === '') fault('text', t('text.none'));
  if (text.length > LONGEST_TYPED) fault('text', t('text.long'));
  const from = body.number ?? '';
  if (from.length > 40) fault('number', t('number.long'));
  const { date, faults: wrong } = readDate('received', body, translatorFor(lang));
  faults.push(...wrong);
  if (date === null && wrong.length === 0) fault('receivedDay', t('received.none'));
  const [, hours, minutes] = TIME.exec((body.receivedTime ?? '').trim()) ?? [];
  if (hours === undefined) fault('receivedTime', t('time.none'));
  if ((body.address ?? '').length > 320) fault('address', t('address.long'));
  if (body.test !== undefined && (body.where ?? '') === '') fault('where', t('where.none'));
  if (faults.length > 0 || date === null) throw new Problem('bad-input', undefined, faults);
  return {
    bytes: isFile(body.kind) ? Buffer.from(file ?? []) : Buffer.from(text, 'utf8'),
    from,
    receivedAt: toInstant(date, Number(hours ?? 0) * 60 + Number(minutes ?? 0)),
  };
}

/** The field that a problem of the use case belongs to, so that it comes back beside its field. */
export function fieldOf(code: string, { test }: UploadBody): string | undefined {
  switch (code) {
    case 'wrong-file':
      return 'file';
    case 'received-later':
    case 'received-before-sent':
      return 'receivedDay';
    case 'answer-before-sent':
      return test === undefined ? 'address' : 'where';
    default:
      return undefined;
  }
}

export const WordsBody = z.object({ words: z.string().max(200_000).optional() });
export const ReleaseBody = z.object({
  checkedWords: z.string().max(200_000).optional(),
  'checked-yes': z.string().optional(),
});

/** The words that were typed, trimmed. Problems: bad-input */
export function readWords(field: string, typed: string | undefined, lang: Lang): string {
  const t = wordsIn(lang);
  const words = (typed ?? '').replace(/\r\n?/g, '\n').trim();
  const message = words === '' ? t('text.none') : words.length > LONGEST_TYPED ? t('text.long') : null;
  if (message !== null) throw new Problem('bad-input', undefined, [{ field, message }]);
  return words;
}
