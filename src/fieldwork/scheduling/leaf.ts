import { canonicalJson, type Json } from '../../platform/canonical.js';
import { hmacSha256, sha256 } from '../../platform/crypto.js';
import type { PairMatch } from '../../materials/index.js';
import type { Arm } from './schema.js';

/** What the leaf of a test commits to, of each of its applications. */
export interface LeafApplication {
  readonly position: number;
  readonly arm: Arm;
  readonly template: number;
  readonly layout: number;
  readonly name: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
  readonly due: Date;
  readonly messageId: string;
  /** The web form by which it goes; null where it goes by mail. */
  readonly formUrl: string | null;
}

/** What the leaf of a test commits to: the test as it was planned. */
export interface LeafFacts {
  readonly ordinal: number;
  readonly match: PairMatch;
  readonly ground: string;
  readonly sector: string;
  /** Source and reference; null where it is of an employer without a vacancy. */
  readonly vacancy: readonly [string, string] | null;
  readonly kbo: string;
  readonly block: number;
  /** In the order of sending. */
  readonly applications: readonly LeafApplication[];
}

/**
 * A test as planned, as canonical JSON; of what was written stands the hash. What goes by mail says nothing of forms, and what
 * answers no vacancy nothing of one: any other test says what it always did.
 */
export function leafText({ match, vacancy, ...facts }: LeafFacts): string {
  const { compared, cue, own, balanced } = match;
  return canonicalJson({
    ordinal: facts.ordinal,
    match: { compared, cue, own, balanced },
    ground: facts.ground,
    sector: facts.sector,
    ...(vacancy === null ? {} : { vacancy: [...vacancy] }),
    kbo: facts.kbo,
    block: facts.block,
    applications: facts.applications.map(applicationOf),
  });
}

function applicationOf(one: LeafApplication): { readonly [field: string]: Json } {
  const { position, arm, template, layout, name, address, subject, body, due, messageId, formUrl } = one;
  return {
    ...{ position, arm, template, layout, name, address, subject, messageId },
    ...(formUrl === null ? {} : { form: formUrl }),
    text: sha256(body).toString('hex'),
    due: due.toISOString(),
  };
}

/** The salt of a test's leaf, 32 bytes: it follows from the seed, and tells nothing of another's. */
export const saltOf = (seed: Uint8Array, ordinal: number): Buffer =>
  hmacSha256(seed, 'praktijktest/salt/1', String(ordinal));

/** The leaf: SHA-256(0x00 ‖ salt ‖ text). */
export const leafOf = (salt: Uint8Array, text: string): Buffer => sha256(Buffer.of(0), salt, text);
