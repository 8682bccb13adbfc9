import { hmacSha256 } from '../../platform/crypto.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { joinParts, splitParts } from './parts.js';
import { isSigned, sign } from './signature.js';
import { sodium } from './sodium.js';

const CONTEXT = 'praktijktest/receipt/1';
const NONCE_BYTES = 16;

/** For whom an organisation filed, in its own words. */
export interface FiledBy {
  readonly organisation: string;
  readonly reference: string;
}

/** What a receipt says: that somebody filed on a day; of an organisation also its name and its own reference. */
export interface Receipt {
  readonly day: DateOnly;
  readonly by: FiledBy | null;
}

/** Signs receipts and reads them, with Ed25519 keys that are used for nothing else. */
export interface Receipts {
  /** The receipt as one line of text. @param nonce 16 bytes that are kept nowhere */
  write(receipt: Receipt, nonce: Uint8Array): string;
  /** What the receipt in a text says; null where there is none that one of our keys signed. */
  read(text: string): Receipt | null;
  /** The public halves, in hexadecimal, the one that signs now first: with them others check a receipt without us. */
  readonly publicKeys: readonly string[];
}

/** @param seeds of 32 bytes: the first signs, the receipts of all are read; at least one */
export function createReceipts(seeds: readonly Uint8Array[]): Receipts {
  const pairs = seeds.map((seed) => sodium.crypto_sign_seed_keypair(seed));
  const [first] = pairs;
  if (first === undefined) throw new Error('Receipts need a key.');
  return {
    write: (receipt, nonce) => lineOf(receipt, nonce, sign(first.privateKey, messageOf(receipt, nonce))),
    read: (text) =>
      readLine(text, (message, signature) =>
        pairs.some(({ publicKey }) => isSigned(publicKey, message, signature)),
      ),
    publicKeys: pairs.map(({ publicKey }) => Buffer.from(publicKey).toString('hex')),
  };
}

/** 16 bytes that only who holds this secret can make again: the same receipt, however often it is asked for. */
export function nonceOf(secretKey: Uint8Array): Buffer {
  return hmacSha256(secretKey, `${CONTEXT}/nonce`).subarray(0, NONCE_BYTES);
}

/** What is signed: length-prefixed (context, nonce, day), and of an organisation its name and reference. */
function messageOf({ day, by }: Receipt, nonce: Uint8Array): Buffer {
  const more = by === null ? [] : [by.organisation, by.reference];
  return joinParts(CONTEXT, nonce, day, ...more);
}

function lineOf({ day, by }: Receipt, nonce: Uint8Array, signature: Buffer): string {
  const more = by === null ? [] : [joinParts(by.organisation, by.reference).toString('base64url')];
  return [
    'PT1',
    day,
    Buffer.from(nonce).toString('base64url'),
    ...more,
    signature.toString('base64url'),
  ].join('.');
}

const LINE = /PT1\.(\d{4}-\d{2}-\d{2})\.([\w-]{22})(?:\.([\w-]{1,2000}))?\.([\w-]{86})/;
const MOST_READ = 20_000;

function readLine(text: string, fits: (message: Buffer, signature: Buffer) => boolean): Receipt | null {
  // Mail programs break long lines; no part of a receipt holds white space.
  const found = LINE.exec(text.slice(0, MOST_READ).replace(/\s+/g, ''));
  if (found === null) return null;
  const [, day = '', nonce = '', filed, signature = ''] = found;
  if (!isDateOnly(day)) return null;
  const by = filed === undefined ? null : filedBy(Buffer.from(filed, 'base64url'));
  if (by === undefined) return null;
  const receipt: Receipt = { day, by };
  const message = messageOf(receipt, Buffer.from(nonce, 'base64url'));
  return fits(message, Buffer.from(signature, 'base64url')) ? receipt : null;
}

function filedBy(bytes: Buffer): FiledBy | undefined {
  const [organisation, reference, ...more] = splitParts(bytes) ?? [];
  return organisation === undefined || reference === undefined || more.length > 0
    ? undefined
    : { organisation: organisation.toString('utf8'), reference: reference.toString('utf8') };
}
