import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Media, UploadKind } from './schema.js';

/** What a kind of answer may be, by its bytes. */
export const TAKES: Readonly<Record<UploadKind, readonly Media[]>> = {
  eml: ['message/rfc822'],
  letter: ['application/pdf', 'image/jpeg', 'image/png'],
  sms: ['text/plain'],
  voicemail: ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4', 'audio/amr'],
  call: ['text/plain'],
};

/** The ending of a file of each kind of bytes. */
export const ENDING: Readonly<Record<Media, string>> = {
  'message/rfc822': 'eml',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'audio/mpeg': 'mp3',
  'audio/wav': 'wav',
  'audio/ogg': 'ogg',
  'audio/mp4': 'm4a',
  'audio/amr': 'amr',
};

const starts = (bytes: Uint8Array, text: string, at = 0): boolean =>
  Array.from(text).every((sign, place) => bytes[at + place] === sign.charCodeAt(0));

const SIGNS: readonly (readonly [Media, (bytes: Uint8Array) => boolean])[] = [
  ['application/pdf', (bytes) => starts(bytes, '%PDF-')],
  ['image/jpeg', (bytes) => starts(bytes, '\xff\xd8\xff')],
  ['image/png', (bytes) => starts(bytes, '\x89PNG\r\n\x1a\n')],
  ['audio/wav', (bytes) => starts(bytes, 'RIFF') && starts(bytes, 'WAVE', 8)],
  ['audio/ogg', (bytes) => starts(bytes, 'OggS')],
  ['audio/amr', (bytes) => starts(bytes, '#!AMR')],
  ['audio/mp4', (bytes) => starts(bytes, 'ftyp', 4)],
  ['audio/mpeg', (bytes) => starts(bytes, 'ID3') || isMpegFrame(bytes)],
  ['message/rfc822', isMail],
];

/** Eleven bits of sync, a version, a layer and a rate that exist (ISO/IEC 11172-3). */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  return (
    first === 0xff &&
    (second & 0xe0) === 0xe0 &&
    (second & 0x18) !== 0x08 &&
    (second & 0x06) !== 0 &&
    (third & 0xf0) !== 0xf0
  );
}

/** Lines of a head with a field that every mail has, and no zero byte: RFC 5322. */
function isMail(bytes: Uint8Array): boolean {
  const head = Array.from(bytes.subarray(0, 16_384), (byte) => String.fromCharCode(byte)).join('');
  const [first = ''] = head.split(/\r?\n/, 1);
  return (
    !head.includes('\0') &&
    /^(From |[!-9;-~]{1,76}:)/.test(first) &&
    /^(from|received|message-id|date):/im.test(head.split(/\r?\n\r?\n/, 1)[0] ?? '')
  );
}

/** What some bytes are, by how they begin; null when they are nothing that is taken. A name or a stated type proves nothing. */
export function mediaOf(bytes: Uint8Array): Media | null {
  return SIGNS.find(([, fits]) => fits(bytes))?.[0] ?? null;
}

/** When an answer came in, beside what is known of it. */
export interface Receipt {
  readonly receivedAt: Date;
  readonly now: Date;
  /** When its application was sent; null when it was not, undefined when no application is named. */
  readonly sentAt: Date | null | undefined;
}

/** Whether an answer can have come in then: after its application was sent, and not in the future. */
export function mayHaveComeIn({
  receivedAt,
  now,
  sentAt,
}: Receipt): Verdict<'received-later' | 'received-before-sent' | 'answer-before-sent'> {
  if (receivedAt > now) return refuse('received-later');
  if (sentAt === null) return refuse('answer-before-sent');
  return sentAt !== undefined && receivedAt < sentAt ? refuse('received-before-sent') : ALLOW;
}
