import {
  simpleParser,
  type AddressObject,
  type EmailAddress,
  type ParsedMail,
  type SimpleParserOptions,
} from 'mailparser';
import { readDeliveryStatus, type DeliveryStatus } from './delivery-status.js';

/** What stands in the way of reading a message whole: its form (too many parts, too long a head or HTML), or its length. */
export const MAIL_TROUBLES = ['not-readable', 'cut-short'] as const;
export type MailTrouble = (typeof MAIL_TROUBLES)[number];

/** A message as read. No text in it has a character that a database refuses. Identifiers are without angle brackets, addresses in lower case. */
export interface ParsedMessage {
  readonly messageId: string | null;
  readonly inReplyTo: string | null;
  readonly references: string[];
  readonly from: { readonly address: string; readonly name: string } | null;
  readonly to: string[];
  readonly subject: string;
  /** What the message says of itself; null when it says nothing readable. */
  readonly date: Date | null;
  /** Plain text; a message in HTML only is turned into text, and nothing it points to is fetched. */
  readonly text: string;
  /** The Auto-Submitted header (RFC 3834), lower case, such as auto-replied. */
  readonly autoSubmitted: string | null;
  /** The Precedence header, lower case, such as bulk. */
  readonly precedence: string | null;
  readonly deliveryStatus: DeliveryStatus | null;
  /** Every header line by lower-case name, unfolded and decoded as far as ASCII goes; several lines of one name stay several. */
  readonly headers: Map<string, string[]>;
  /** Null when it was read whole; else the fields hold what could be read. */
  readonly trouble: MailTrouble | null;
}

/** So many bytes of a message are read. */
export const MOST_BYTES = 25 * 1024 * 1024;
const LONGEST_TEXT = 1024 * 1024;
// A search for addresses takes time in the square of the length.
const MOST_SEARCHED = 4096;

const reading = {
  skipTextToHtml: true,
  skipImageLinks: true,
  keepDeliveryStatus: true,
  keepCidLinks: true,
  // Deep HTML takes time in the square of its length: this much, made to be deep, takes a second.
  maxHtmlLengthToParse: 256 * 1024,
  maxHeadSize: 256 * 1024,
  maxChildNodes: 200,
} satisfies SimpleParserOptions & Record<string, unknown>;

/** Reads a message. Never rejects: of a broken message it gives what can be read, of an empty one empty fields. */
export async function parseMessage(raw: Buffer): Promise<ParsedMessage> {
  const bytes = raw.subarray(0, MOST_BYTES);
  const headers = readHeaders(bytes);
  const mail = await tryParse(bytes);
  const first = (name: string): string | null => headers.get(name)?.[0] ?? null;
  const text = await textOf(mail, bytes);
  return {
    messageId: identifiers(first('message-id'))[0] ?? null,
    inReplyTo: identifiers(first('in-reply-to'))[0] ?? null,
    references: identifiers(headers.get('references')?.join(' ') ?? null),
    from: senderOf(mail, first('from')),
    to: recipientsOf(mail, headers),
    subject: clean((mail?.subject ?? first('subject') ?? '').trim()),
    date: dateOf(mail, first('date')),
    text: clean(text.slice(0, LONGEST_TEXT)),
    autoSubmitted:
      first('auto-submitted')
        ?.split(/[\s;(]/, 1)[0]
        ?.toLowerCase() ?? null,
    precedence: first('precedence')?.toLowerCase() ?? null,
    deliveryStatus: mail === null ? null : statusOf(mail),
    headers,
    trouble:
      mail === null
        ? 'not-readable'
        : raw.length > MOST_BYTES || text.length > LONGEST_TEXT
          ? 'cut-short'
          : null,
  };
}

/** Words that never were a mail, in the form of one that says nothing but them. */
export function messageOfText(text: string): ParsedMessage {
  return {
    messageId: null,
    inReplyTo: null,
    references: [],
    from: null,
    to: [],
    subject: '',
    date: null,
    text: clean(text.slice(0, LONGEST_TEXT)),
    autoSubmitted: null,
    precedence: null,
    deliveryStatus: null,
    headers: new Map(),
    trouble: null,
  };
}

/** Without NUL and halves of a character, which no text in a database may hold. */
function clean(text: string): string {
  if (!/[\0\ud800-\udfff]/.test(text)) return text;
  return Buffer.from(text.replaceAll('\0', '\ufffd'), 'utf8').toString('utf8');
}

async function tryParse(bytes: Buffer): Promise<ParsedMail | null> {
  try {
    return await simpleParser(bytes, reading);
  } catch {
    return null;
  }
}

// The parser leaves out the text of a message whose only readable part is HTML inside an alternative.
async function textOf(mail: ParsedMail | null, bytes: Buffer): Promise<string> {
  if (mail === null) return bodyOf(bytes);
  if (mail.text !== undefined && mail.text.trim() !== '') return tidy(mail.text);
  if (typeof mail.html !== 'string') return '';
  const alone = await tryParse(
    Buffer.from(`Content-Type: text/html; charset=utf-8\r\n\r\n${mail.html}`, 'utf8'),
  );
  return tidy(alone?.text ?? mail.html.replace(/<[^>]*>/g, ' '));
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

function bodyOf(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n');
  const at = text.indexOf('\n\n');
  return at < 0 ? '' : text.slice(at + 2).trim();
}

/** The lines of the head by lower-case name, unfolded; several of one name stay several. */
export function readHeaders(bytes: Buffer): Map<string, string[]> {
  const head =
    clean(
      bytes
        .subarray(0, 256 * 1024)
        .toString('utf8')
        .replace(/\r\n?/g, '\n'),
    ).split(/\n\n/, 1)[0] ?? '';
  const headers = new Map<string, string[]>();
  for (const line of head.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const known = headers.get(name.toLowerCase());
    if (known === undefined) headers.set(name.toLowerCase(), [value.trim()]);
    else known.push(value.trim());
  }
  return headers;
}

function identifiers(value: string | null): string[] {
  if (value === null) return [];
  const bracketed = [...value.matchAll(/<\s*([^<>\s]+)\s*>/g)].flatMap(([, id]) =>
    id === undefined ? [] : [id],
  );
  return bracketed.length > 0 ? bracketed : value.split(/[\s,]+/).filter((id) => id.includes('@'));
}

function senderOf(mail: ParsedMail | null, header: string | null): ParsedMessage['from'] {
  const [first] = mail?.from === undefined ? [] : flatten([mail.from]);
  if (first?.address !== undefined && first.address !== '')
    return { address: clean(first.address).toLowerCase(), name: clean(first.name) };
  const address = /[^\s<>"(),;:]+@[^\s<>"(),;:]+/.exec((header ?? '').slice(0, MOST_SEARCHED))?.[0];
  return address === undefined ? null : { address: address.toLowerCase(), name: '' };
}

function recipientsOf(mail: ParsedMail | null, headers: Map<string, string[]>): string[] {
  const listed = mail?.to === undefined ? [] : flatten(Array.isArray(mail.to) ? mail.to : [mail.to]);
  const found = listed.flatMap(({ address }) =>
    address === undefined || address === '' ? [] : [clean(address).toLowerCase()],
  );
  if (found.length > 0) return [...new Set(found)];
  const loose =
    (headers.get('to') ?? [])
      .join(',')
      .slice(0, MOST_SEARCHED)
      .match(/[^\s<>"(),;:]+@[^\s<>"(),;:]+/g) ?? [];
  return [...new Set(loose.map((address) => address.toLowerCase()))];
}

function flatten(objects: readonly AddressObject[]): EmailAddress[] {
  return objects.flatMap(({ value }) => value.flatMap((one) => one.group ?? [one]));
}

function dateOf(mail: ParsedMail | null, header: string | null): Date | null {
  if (header === null) return null;
  const date = mail?.date ?? new Date(header);
  return Number.isNaN(date.getTime()) ? null : date;
}

function statusOf(mail: ParsedMail): DeliveryStatus | null {
  const report = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status');
  if (report === undefined) return null;
  const returned = mail.attachments.find(
    ({ contentType }) => contentType === 'message/rfc822' || contentType === 'text/rfc822-headers',
  );
  return readDeliveryStatus(
    clean(report.content.toString('utf8')),
    clean(returned?.content.toString('utf8') ?? ''),
  );
}
