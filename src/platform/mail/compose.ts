import { encode as encodeQuoted, wrap as wrapQuoted } from 'nodemailer/lib/qp';
import { sha256 } from '../crypto.js';
import { CRLF, fold, headerDate, headerName, identifier, mailbox, words, type Mailbox } from './headers.js';

/** A file that goes along. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** What a message consists of. Identifiers are given with or without angle brackets. */
export interface Composition {
  readonly from: Mailbox;
  readonly to: Mailbox;
  readonly subject: string;
  /** Plain text; lines end in \n or \r\n. */
  readonly text: string;
  readonly date: Date;
  readonly messageId: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly attachments?: readonly Attachment[];
  /** Further header lines, as given, after the usual ones. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The zone the Date header is written in; default Europe/Brussels. */
  readonly timeZone?: string;
}

/**
 * Writes a message (RFC 5322, MIME) the way an ordinary mail program lays it out, with no line that names a program.
 * The same input gives the same bytes. Rejects when an address, an identifier or a header could break out of its line.
 */
export function composeMessage(composition: Composition): Promise<Buffer> {
  return Promise.resolve().then(() => Buffer.from(layOut(composition), 'utf8'));
}

function layOut(composition: Composition): string {
  const attachments = composition.attachments ?? [];
  const text = textPart(composition.text);
  const head = usualHeaders(composition);
  if (attachments.length === 0) return [...head, ...text.head, '', text.body].join(CRLF) + CRLF;
  const boundary = boundaryFor(composition);
  const parts = [text, ...attachments.map(filePart)].map((part) =>
    [`--${boundary}`, ...part.head, '', part.body, ''].join(CRLF),
  );
  return (
    [
      ...head,
      `Content-Type: multipart/mixed; boundary="${boundary}"`,
      '',
      'This is a multi-part message in MIME format.',
      '',
    ].join(CRLF) +
    parts.join('') +
    `--${boundary}--${CRLF}`
  );
}

function usualHeaders(composition: Composition): string[] {
  const { from, to, subject, date, inReplyTo, references } = composition;
  const lines: [string, string][] = [
    ['Message-ID', identifier(composition.messageId)],
    ['Date', headerDate(date, composition.timeZone ?? 'Europe/Brussels')],
    ['MIME-Version', '1.0'],
    ['From', mailbox(from)],
    ['To', mailbox(to)],
    ['Subject', words(subject)],
  ];
  if (inReplyTo !== undefined) lines.push(['In-Reply-To', identifier(inReplyTo)]);
  if (references !== undefined && references.length > 0)
    lines.push(['References', references.map(identifier).join(' ')]);
  lines.push(
    ...Object.entries(composition.headers ?? {}).map(([name, value]): [string, string] => [
      headerName(name),
      words(value),
    ]),
  );
  return lines.map(([name, value]) => fold(`${name}: ${value}`));
}

interface Part {
  readonly head: readonly string[];
  readonly body: string;
}

function textPart(text: string): Part {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n');
  const plain = lines.every((line) => /^[\x20-\x7e\t]{0,998}$/.test(line) && line.length <= 78);
  const head = [
    'Content-Type: text/plain; charset=UTF-8',
    `Content-Transfer-Encoding: ${plain ? '7bit' : 'quoted-printable'}`,
  ];
  if (plain) return { head, body: lines.join(CRLF) };
  return { head, body: wrapQuoted(encodeQuoted(lines.join(CRLF)), 76) };
}

function filePart(file: Attachment): Part {
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(file.contentType))
    throw new Error(`the attachment type "${file.contentType}" is not a media type`);
  const name = words(file.filename.replace(/["\\]/g, '_'));
  const base64 = file.content.toString('base64').replace(/(.{76})(?=.)/g, `$1${CRLF}`);
  return {
    head: [
      `Content-Type: ${file.contentType}; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      'Content-Transfer-Encoding: base64',
    ],
    body: base64,
  };
}

// Twelve hyphens and letters is what common programs write; drawn from the contents so that it is the same each time.
function boundaryFor(composition: Composition): string {
  const digest = sha256(
    'boundary/1/',
    composition.messageId,
    '/',
    composition.text,
    ...(composition.attachments ?? []).map((file) => sha256(file.content)),
  );
  return `------------${digest
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 24)}`;
}
