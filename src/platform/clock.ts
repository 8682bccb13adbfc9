import { toDateOnlyBrussels, type DateOnly } from './dates.js';

/** Where the time comes from. `shift` is the offset in milliseconds that the database's clock row holds (0 unless in a demo). */
export interface Clock {
  now(): Date;
  /** Today's date in Brussels. */
  today(): DateOnly;
}

/** The machine's clock plus an offset that only a demo changes. */
export interface ShiftedClock extends Clock {
  shiftTo(milliseconds: number): void;
}

/** The machine's clock moved by `shift` milliseconds. */
export function createClock(shift = 0): ShiftedClock {
  let offset = shift;
  const now = (): Date => new Date(Date.now() + offset);
  return {
    now,
    today: () => toDateOnlyBrussels(now()),
    shiftTo: (milliseconds) => {
      offset = milliseconds;
    },
  };
}
