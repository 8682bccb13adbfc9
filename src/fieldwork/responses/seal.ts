import { sha256, timingSafeEqual } from '../../platform/crypto.js';
import { RING_VERSION, UnknownKey, type KeyRing } from '../../platform/crypto/key-ring.js';
import { Problem } from '../../platform/problems.js';
import type { ResponseId } from './schema.js';

/** The first byte of an answer that came in before answers were sealed: the rest is in clear until it is sealed again. */
const CLEAR_VERSION = 0;

/** An answer as it lies in the database: its bytes sealed, and the hash of those bytes. */
export interface SealedAnswer {
  readonly id: ResponseId;
  readonly sha256: Uint8Array;
  readonly sealed: Uint8Array;
}

/**
 * Seals raw answers, so that the database, its backups and its log hold none in clear (AES-256-GCM). The associated data
 * are the number of the answer and the hash of its bytes: what was moved to another row, or changed, does not open.
 */
export interface AnswerSeal {
  /** The number of the key that seals now. */
  readonly current: Buffer | undefined;
  holds(keyId: Uint8Array): boolean;
  /** @throws Error without a key: then nothing is taken in */
  seal(id: ResponseId, hash: Uint8Array, raw: Uint8Array): Buffer;
  /** The bytes as they came in. Problems: answer-erased, answer-key-missing, answer-altered */
  open(answer: SealedAnswer): Buffer;
  /** What somebody typed of a letter or a recording. */
  sealWords(id: ResponseId, words: string): Buffer;
  /** Problems: answer-key-missing, answer-altered */
  openWords(id: ResponseId, sealed: Uint8Array): string;
}

const purposeOf = (id: ResponseId, hash: Uint8Array): string =>
  `answer/1/${id}/${Buffer.from(hash).toString('hex')}`;
const wordsPurpose = (id: ResponseId): string => `answer-words/1/${id}`;

/** The seal over raw answers with the keys of a ring. */
export function createAnswerSeal(ring: KeyRing): AnswerSeal {
  return {
    current: ring.current,
    holds: ring.holds,
    seal: (id, hash, raw) => ring.seal(purposeOf(id, hash), raw),
    open: ({ id, sha256: hash, sealed }) => {
      if (sealed.length === 0) throw new Problem('answer-erased');
      const raw =
        sealed[0] === CLEAR_VERSION
          ? Buffer.from(sealed.subarray(1))
          : openWith(ring, purposeOf(id, hash), sealed);
      if (!timingSafeEqual(sha256(raw), hash)) throw new Problem('answer-altered');
      return raw;
    },
    sealWords: (id, words) => ring.seal(wordsPurpose(id), Buffer.from(words, 'utf8')),
    openWords: (id, sealed) => openWith(ring, wordsPurpose(id), sealed).toString('utf8'),
  };
}

function openWith(ring: KeyRing, purpose: string, sealed: Uint8Array): Buffer {
  if (sealed[0] !== RING_VERSION) throw new Problem('answer-altered');
  try {
    return ring.open(purpose, sealed);
  } catch (error) {
    throw new Problem(error instanceof UnknownKey ? 'answer-key-missing' : 'answer-altered');
  }
}
