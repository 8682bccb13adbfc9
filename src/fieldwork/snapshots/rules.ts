import type { PageMedia } from './schema.js';

/** The ending of a file of each kind of page. */
export const PAGE_ENDING: Readonly<Record<PageMedia, string>> = {
  'text/plain': 'txt',
  'text/html': 'html',
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
};

const starts = (bytes: Uint8Array, text: string): boolean =>
  Array.from(text).every((sign, at) => bytes[at] === sign.charCodeAt(0));

/** What a file is, by how it begins; null when it is no page. A name or a stated type proves nothing. */
export function pageMediaOf(bytes: Uint8Array): PageMedia | null {
  if (starts(bytes, '%PDF-')) return 'application/pdf';
  if (starts(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  const head = Buffer.from(bytes.subarray(0, 2048)).toString('latin1');
  // A mark of the byte order, white space and comments may stand before.
  return /^(?:\xef\xbb\xbf)?(?:\s|<!--[\s\S]*?-->)*<(?:!doctype\s+html|html)[\s>]/i.test(head)
    ? 'text/html'
    : null;
}
