import { hmacSha256, seal, unseal } from '../../platform/crypto.js';

const PURPOSE = 'channel/notice/1';
const MOST_BYTES = 254;
const SHAPE = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** A mail address as it was typed, without what stands around it; null for what is none. */
export function readAddress(typed: string): string | null {
  const text = typed.trim();
  return SHAPE.test(text) && Buffer.byteLength(text, 'utf8') <= MOST_BYTES ? text : null;
}

/** By what an address is found again, whatever its capitals: 32 bytes that tell nothing without the key. */
export const lookupOf = (key: Uint8Array, address: string): Buffer =>
  hmacSha256(key, `${PURPOSE}/lookup/`, address.toLowerCase());

/** Seals an address under the key of the channel, all to one length. */
export function sealAddress(key: Uint8Array, address: string): Buffer {
  const body = Buffer.alloc(MOST_BYTES + 2);
  body.writeUInt16BE(Buffer.byteLength(address, 'utf8'));
  body.write(address, 2, 'utf8');
  return seal(key, PURPOSE, body);
}

/** Opens it. Throws where it was sealed under another key. */
export function openAddress(key: Uint8Array, sealed: Uint8Array): string {
  const body = unseal(key, PURPOSE, sealed);
  return body.subarray(2, 2 + body.readUInt16BE(0)).toString('utf8');
}
