import { isUuid } from '../../platform/ids.js';
import { sha256 } from '../../platform/crypto.js';
import { joinParts, splitParts } from '../crypto/parts.js';
import type { CustodyVerdict } from './schema.js';

/** What a custodian decides on. */
export interface Asked {
  readonly id: string;
  readonly purpose: string;
  readonly record: string;
  readonly ground: string;
  /** Whether the reporter is told beforehand: `given`, `withheld`, or `none` where nobody is to be told. */
  readonly notice: string;
  /** The first and the last day on which it can be decided. */
  readonly openFrom: string;
  readonly until: string;
  /** As `reasonHash` gives it. */
  readonly reasonHash: Uint8Array;
}

/** What stands in a request for a reason: its SHA-256 under a salt, so that nobody guesses it from a database. */
export const reasonHash = (salt: Uint8Array, reason: string): Buffer =>
  sha256('praktijktest/custody-reason/1', joinParts(salt, reason));

/** An inner box, and whose key opens it: the other custodian of the pair. */
export interface PeeledFor {
  readonly innerKey: Buffer;
  readonly body: Buffer;
}

/** A custodian's decision as it travels from the machine without a network: signed, with the boxes that were peeled for others. */
export interface DecisionLine {
  readonly verdict: CustodyVerdict;
  readonly request: string;
  readonly signature: Buffer;
  readonly peeled: readonly PeeledFor[];
}

/**
 * The bytes that a custodian signs: length-prefixed (context, verdict, request, purpose, record, ground, notice, first and last
 * day, hash of the reason, hash of the peeled boxes): all that was read before signing.
 */
export function decisionBytes(
  { id, purpose, record, ground, notice, openFrom, until, reasonHash }: Asked,
  verdict: CustodyVerdict,
  peeled: readonly PeeledFor[],
): Buffer {
  const boxes = sha256('praktijktest/peeled/1', joinPeeled(peeled));
  return joinParts(
    'praktijktest/custody/2',
    verdict,
    id,
    purpose,
    record,
    ground,
    notice,
    openFrom,
    until,
    reasonHash,
    boxes,
  );
}

const joinPeeled = (peeled: readonly PeeledFor[]): Buffer =>
  joinParts(...peeled.flatMap(({ innerKey, body }) => [innerKey, body]));

export function decisionLine({ verdict, request, signature, peeled }: DecisionLine): string {
  const boxes = joinPeeled(peeled).toString('base64url');
  return ['PTC1', verdict, request, signature.toString('base64url'), boxes].join('.');
}

const LINE = /PTC1\.(agree|refuse)\.([0-9a-f-]{36})\.([\w-]{86})\.([\w-]*)/;
const MOST_READ = 2_000_000;

/** The decision in a text that was pasted or sent as a file; null where there is none. */
export function readDecisionLine(text: string): DecisionLine | null {
  // Mail programs and terminals break long lines; no part of a decision holds white space.
  const found = LINE.exec(text.slice(0, MOST_READ).replace(/\s+/g, ''));
  const [, verdict = '', request = '', signature = '', boxes = ''] = found ?? [];
  const parts = splitParts(Buffer.from(boxes, 'base64url'));
  if (found === null || !isUuid(request) || parts === null || parts.length % 2 !== 0) return null;
  const peeled = parts.flatMap((innerKey, at) => {
    const body = parts[at + 1];
    return at % 2 === 0 && body !== undefined ? [{ innerKey, body }] : [];
  });
  return {
    verdict: verdict === 'agree' ? 'agree' : 'refuse',
    request,
    signature: Buffer.from(signature, 'base64url'),
    peeled,
  };
}
