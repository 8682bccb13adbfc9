import { deriveBytes } from '../../platform/crypto/derivation.js';
import { createTurns } from '../turns.js';

/** What a code is good for: finding a report, and opening the copy of its key. Neither tells the other. */
export interface Derived {
  /** 32 bytes that stand in the database. */
  readonly lookup: Buffer;
  /** 32 bytes that stand nowhere. */
  readonly key: Buffer;
}

/** There is no room to derive another key now; nothing was tried. */
export class DerivationBusy extends Error {
  constructor() {
    super('Too many derivations are waiting.');
    this.name = 'DerivationBusy';
  }
}

export type Derive = (secret: Uint8Array, salt: Uint8Array) => Promise<Derived>;

interface Bounds {
  /** How many derivations run at once; each holds 64 MiB. */
  readonly atOnce?: number;
  /** How many may wait. */
  readonly waiting?: number;
  readonly bytes?: typeof deriveBytes;
}

/**
 * Derives lookup and key, two at a time by default; who comes later waits, and is refused (DerivationBusy) when 200 wait
 * already: memory stays bounded whoever asks.
 */
export function createDerivation({ atOnce = 2, waiting = 200, bytes = deriveBytes }: Bounds = {}): Derive {
  const turn = createTurns({ atOnce, waiting, busy: () => new DerivationBusy() });
  return (secret, salt) =>
    turn(async () => {
      const derived = await bytes(secret, salt, 64);
      return { lookup: derived.subarray(0, 32), key: derived.subarray(32) };
    });
}
