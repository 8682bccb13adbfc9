import { z } from 'zod';
import { boxFor, openBox, type BoxKeys } from '../crypto/keys.js';
import type { Keeper } from '../crypto/nested.js';
import { joinParts, splitParts } from '../crypto/parts.js';
import { SealBroken } from '../crypto/box.js';
import type { KeptRequest } from './requests.js';

/** The file is no request to custodians. */
export class NoRequestFile extends Error {
  constructor() {
    super('This is not a file with a request to custodians.');
    this.name = 'NoRequestFile';
  }
}

const FORM = 'praktijktest/custody-request/2';
const bytes = z.string().transform((text): Buffer => Buffer.from(text, 'base64url'));
const key = bytes.refine((found) => found.length === 32);

const KeeperFile = z.object({ name: z.string(), signing: key, box: key });
const RequestFile = z.object({
  form: z.literal(FORM),
  id: z.uuid(),
  purpose: z.string(),
  record: z.uuid(),
  ground: z.string(),
  notice: z.string(),
  openFrom: z.string(),
  until: z.string(),
  keepers: z.array(KeeperFile),
  /** Why it is asked, with the salt of its hash, in a box for each custodian. */
  reasons: z.array(z.object({ signing: key, box: bytes })),
  boxes: z.array(z.object({ outer: key, inner: key, box: bytes })),
});

/** A keeper as a request names it. */
export interface NamedKeeper extends Keeper {
  readonly name: string;
}

/** What custodians get on a medium of their own: what is asked, and the closed boxes. Nothing in it is readable without a key. */
export interface Packet {
  readonly id: string;
  readonly purpose: string;
  readonly record: string;
  readonly ground: string;
  readonly notice: string;
  readonly openFrom: string;
  readonly until: string;
  readonly keepers: readonly NamedKeeper[];
  readonly reasons: readonly { readonly signingKey: Buffer; readonly box: Buffer }[];
  readonly boxes: readonly { readonly outerKey: Buffer; readonly innerKey: Buffer; readonly box: Buffer }[];
}

const b64 = (found: Uint8Array): string => Buffer.from(found).toString('base64url');

export function writePacket({ keepers, reasons, boxes, ...asked }: Packet): string {
  return `${JSON.stringify(
    {
      form: FORM,
      ...asked,
      keepers: keepers.map(({ name, signingKey, boxKey }) => ({
        name,
        signing: b64(signingKey),
        box: b64(boxKey),
      })),
      reasons: reasons.map(({ signingKey, box }) => ({ signing: b64(signingKey), box: b64(box) })),
      boxes: boxes.map(({ outerKey, innerKey, box }) => ({
        outer: b64(outerKey),
        inner: b64(innerKey),
        box: b64(box),
      })),
    },
    null,
    1,
  )}\n`;
}

/** @throws NoRequestFile */
export function readPacket(text: string): Packet {
  try {
    const { form: _form, keepers, reasons, boxes, ...asked } = RequestFile.parse(JSON.parse(text));
    return {
      ...asked,
      keepers: keepers.map(({ name, signing, box }) => ({ name, signingKey: signing, boxKey: box })),
      reasons: reasons.map(({ signing, box }) => ({ signingKey: signing, box })),
      boxes: boxes.map(({ outer, inner, box }) => ({ outerKey: outer, innerKey: inner, box })),
    };
  } catch {
    throw new NoRequestFile();
  }
}

/** Why something is asked, and the salt under which its hash stands with the request. */
export interface Reason {
  readonly salt: Buffer;
  readonly text: string;
}

/** A request as a file for its custodians, with the reason closed for each of them. */
export function packetOf(
  asked: KeptRequest,
  keepers: readonly NamedKeeper[],
  boxes: Packet['boxes'],
  { salt, text }: Reason,
): string {
  const plain = joinParts(salt, text);
  const { id, purpose, record, ground, notice, openFrom, until } = asked;
  return writePacket({
    ...{ id, purpose, record, ground, notice, openFrom, until },
    keepers,
    reasons: keepers.map(({ signingKey, boxKey }) => {
      const key = Buffer.from(signingKey);
      return { signingKey: key, box: boxFor({ id: key.toString('hex'), publicKey: boxKey }, id, plain) };
    }),
    boxes,
  });
}

/** The reason that a packet holds for a custodian. @throws SealBroken where it holds none */
export function reasonIn({ id, reasons }: Packet, signingKey: Buffer, keys: BoxKeys): Reason {
  const found = reasons.find((one) => one.signingKey.equals(signingKey));
  if (found === undefined) throw new SealBroken();
  const [salt, text, ...more] =
    splitParts(openBox({ id: signingKey.toString('hex'), keys }, id, found.box)) ?? [];
  if (salt === undefined || text === undefined || more.length > 0) throw new SealBroken();
  return { salt, text: text.toString('utf8') };
}
