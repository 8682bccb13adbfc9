import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** How many requests a caller may make in how many seconds. */
export interface Rate {
  readonly requests: number;
  readonly seconds: number;
}

export const API_RATE: Rate = { requests: 600, seconds: 60 };

/**
 * Counts the requests of each caller in the memory of this process; several processes give a caller as many shares.
 * @returns 0 when the caller may go on, else in how many whole seconds
 */
export function createLimiter({ requests, seconds }: Rate): (caller: string) => Promise<number> {
  const limiter = new RateLimiterMemory({ points: requests, duration: seconds });
  return async (caller) => {
    try {
      await limiter.consume(caller);
      return 0;
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
    }
  };
}
