import type { Clock } from '../../platform/clock.js';
import { hmacSha256, randomBytes } from '../../platform/crypto.js';

/** How fast codes may be typed without waiting: so many tries, that come back within a minute. */
const TRIES = 10;
/** Everybody behind Tor is one source. */
const TOR_TRIES = 60;
const REFILL = 60_000;
const LONGEST = 5_000;
const EACH = 500;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/** Milliseconds that a try waits; never more than five seconds, and never a refusal. */
export type Throttle = (source: string | undefined) => number;

/** Waits so many milliseconds. */
export const wait = (milliseconds: number): Promise<void> =>
  milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Slows down who types codes one after the other. A source is kept as an HMAC under a key that is drawn each day, in the
 * memory of this process alone; who comes by the onion service (no address) shares one larger bucket.
 */
export function createThrottle(
  clock: Clock,
  jitter: () => number = () => (randomBytes(1)[0] ?? 0) / 256,
): Throttle {
  let key = randomBytes(32);
  let day = clock.today();
  const buckets = new Map<string, Bucket>();
  return (source) => {
    if (clock.today() !== day) {
      day = clock.today();
      key = randomBytes(32);
      buckets.clear();
    }
    const now = clock.now().getTime();
    const most = source === undefined ? TOR_TRIES : TRIES;
    const name = hmacSha256(key, source ?? 'tor').toString('base64url');
    const bucket = buckets.get(name) ?? { left: most, at: now };
    const left = Math.min(most, bucket.left + ((now - bucket.at) / REFILL) * 2 * most) - 1;
    // What is full again says nothing, and is forgotten.
    if (buckets.size > 10_000)
      for (const [one, { at }] of buckets) if (now - at > REFILL) buckets.delete(one);
    buckets.set(name, { left: Math.max(-most, left), at: now });
    return left >= 0 ? 0 : Math.min(LONGEST, Math.round(-left * EACH * (0.75 + jitter() / 2)));
  };
}
