/** Does a piece of work when its turn comes. */
export type Turns = <T>(work: () => Promise<T>) => Promise<T>;

interface Bounds {
  /** How much is done at once. */
  readonly atOnce: number;
  /** How much may wait. */
  readonly waiting: number;
  /** What is thrown when so much waits already. */
  readonly busy: () => Error;
}

/** Work in turns, so that what it costs stays bounded whoever asks: what comes later waits, or is refused. */
export function createTurns({ atOnce, waiting, busy }: Bounds): Turns {
  const queue: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  const enter = (): Promise<void> => {
    if (running < atOnce) {
      running += 1;
      return Promise.resolve();
    }
    if (queue.length >= waiting) return Promise.reject(busy());
    return new Promise((resolve) => queue.push(resolve));
  };
  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
