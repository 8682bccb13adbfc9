import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';

/** Minutes of the day that a typed time says, such as 14:05 or 14u05; null where nothing was typed. */
export function minutesOf(typed: string): number | null {
  const found = /^(\d{1,2})\D(\d{2})$/.exec(typed);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

const MINUTE = 60_000;

/**
 * When a form was sent: the typed minute of the day on which it was taken, or now. Null when that lies outside the time
 * between taking it and now; the minute in which it was taken counts from its taking.
 */
export function sentAtOf(typed: Date | null, takenAt: Date, now: Date): Date | null {
  if (typed === null) return now;
  if (typed > now || typed.getTime() <= takenAt.getTime() - MINUTE) return null;
  return typed < takenAt ? takenAt : typed;
}

/** Whether a coordinator may say of a form that nobody knows what became of it: once the hours of its taker are over. */
export function mayFree(
  { state, takenBy, heldUntil }: { state: string; takenBy: string | null; heldUntil: Date | null },
  now: Date,
): Verdict<'form-not-due' | 'form-still-held'> {
  if (state !== 'sending' || takenBy === null || heldUntil === null) return refuse('form-not-due');
  return heldUntil <= now ? ALLOW : refuse('form-still-held');
}
