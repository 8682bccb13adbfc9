import { encodeWord } from 'nodemailer/lib/mime-funcs';

/** A mailbox with the name shown before it. */
export interface Mailbox {
  readonly address: string;
  readonly name?: string;
}

/** The line break of mail. */
export const CRLF = '\r\n';

/** Free text as a header value: one line, encoded words where it is not ASCII. */
export function words(text: string): string {
  const clean = text.replace(/[\r\n\t]+/g, ' ').trim();
  if (/\p{Cc}/u.test(clean)) throw new Error('a header may not hold control characters');
  return /^[\x20-\x7e]*$/.test(clean) ? clean : encodeWord(clean, 'Q', 52);
}

/** A mailbox as a header value. Throws when the address could break out of it. */
export function mailbox({ address, name }: Mailbox): string {
  if (!/^[^\s<>,;:"()[\]\\@]+@[^\s<>,;:"()[\]\\@]+$/.test(address))
    throw new Error(`"${address}" is not a mail address`);
  const shown = words(name ?? '');
  if (shown === '') return address;
  const bare = shown.startsWith('=?') || /^[A-Za-z0-9 '-]+$/.test(shown);
  return `${bare ? shown : `"${shown.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
}

/** A message identifier in angle brackets. Throws when it could break out of them. */
export function identifier(id: string): string {
  const bare = id.trim().replace(/^<(.*)>$/, '$1');
  if (!/^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(bare)) throw new Error(`"${id}" is not a message identifier`);
  return `<${bare}>`;
}

/** A header name, checked. */
export function headerName(name: string): string {
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(name)) throw new Error(`"${name}" is not a header name`);
  return name;
}

/** A header line in lines of at most 78 characters where a space allows it (RFC 5322, 2.1.1). */
export function fold(line: string): string {
  const pieces = line.split(' ');
  let folded = '';
  let length = 0;
  for (const [index, piece] of pieces.entries()) {
    const breaks = index > 1 && length + piece.length + 1 > 78;
    folded += index === 0 ? piece : `${breaks ? CRLF : ''} ${piece}`;
    length = breaks || index === 0 ? piece.length + (breaks ? 1 : 0) : length + piece.length + 1;
  }
  return folded;
}

/** An instant as the Date header writes it, in a time zone. */
export function headerDate(date: Date, timeZone: string): string {
  const part = new Map(
    formatOf(timeZone)
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  const at = (type: Intl.DateTimeFormatPartTypes): string => part.get(type) ?? '';
  const offset = at('timeZoneName').replace('GMT', '').replace(':', '') || '+0000';
  return `${at('weekday')}, ${at('day')} ${at('month')} ${at('year')} ${at('hour')}:${at('minute')}:${at('second')} ${offset}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The format of a zone, made once: making it costs more than all else of a message. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'longOffset',
  });
  formats.set(timeZone, format);
  return format;
}
