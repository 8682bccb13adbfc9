import { createVerify, type KeyObject } from 'node:crypto';
import { sha256 } from '../../src/platform/crypto.js';

/** Looks at a signature (DKIM, RFC 6376, relaxed/relaxed) as a receiving server does. @returns the signing domain and selector, null where it does not hold */
export function checkSignature(
  raw: Buffer,
  publicKey: KeyObject,
): { domain: string; selector: string } | null {
  const text = raw.toString('latin1');
  const at = text.indexOf('\r\n\r\n');
  const fields = text.slice(0, at).split(/\r\n(?![ \t])/);
  const own = fields.find((field) => /^dkim-signature:/i.test(field));
  if (own === undefined) return null;
  const tags = new Map(
    own
      .slice(own.indexOf(':') + 1)
      .replace(/\s+/g, '')
      .split(';')
      .filter((tag) => tag !== '')
      .map((tag): [string, string] => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );
  if (tags.get('v') !== '1' || tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed')
    return null;
  const body = text
    .slice(at + 4)
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)*$/, '\r\n');
  if (sha256(Buffer.from(body, 'latin1')).toString('base64') !== tags.get('bh')) return null;
  const left = [...fields];
  const signed = (tags.get('h') ?? '').split(':').map((name) => {
    const found = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`));
    return found < 0 ? '' : `${relaxed(left.splice(found, 1)[0]!)}\r\n`;
  });
  // Who it is from must be signed, or the signature says nothing.
  if (!(tags.get('h') ?? '').toLowerCase().split(':').includes('from')) return null;
  const holds = createVerify('RSA-SHA256')
    .update(Buffer.from(signed.join('') + relaxed(own.replace(/(\bb=)[^;]*$/, '$1')), 'latin1'))
    .verify(publicKey, Buffer.from(tags.get('b') ?? '', 'base64'));
  return holds ? { domain: tags.get('d') ?? '', selector: tags.get('s') ?? '' } : null;
}

function relaxed(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}
