import type { TxCtx } from '../../platform/context.js';
import { hmacSha256 } from '../../platform/crypto.js';
import { BUDGETS, spend, type Guesses } from './rules.js';
import { forgetGuesses, giveBack, lockGuesses, putGuesses } from './store.js';

type BudgetName = keyof typeof BUDGETS;

/** One guesser: which budget, and who. Others may share it, and then a right guess clears no more than itself. */
export interface Guesser {
  readonly budget: BudgetName;
  readonly key: Buffer;
}

/** Makes the name of a guesser: a keyed hash, so that no address and no login stands in the database. */
export function guesserOf(secret: Uint8Array, budget: BudgetName, ...who: string[]): Guesser {
  return { budget, key: hmacSha256(secret, 'throttle/1/', JSON.stringify([budget, ...who])) };
}

/** The network a client is counted under: an IPv6 client holds a whole /64, so its last half says nothing. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase();
  if (!plain.includes(':')) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right].slice(0, 4).join(':');
}

/**
 * Counts a guess with every guesser, or with none of them when one must wait. The guess counts from here on, before it
 * is judged, in a transaction of its own: a thousand at once are a thousand guesses.
 * @returns until when to wait, or null when the guess may be made
 */
export async function countGuess(ctx: TxCtx, guessers: readonly Guesser[]): Promise<Date | null> {
  const now = ctx.clock.now();
  const kept: [Buffer, Guesses][] = [];
  for (const { budget, key } of guessers) {
    const spent = spend(await lockGuesses(ctx.db, key, now), BUDGETS[budget], now);
    if ('waitUntil' in spent) return spent.waitUntil;
    kept.push([key, spent.keep]);
  }
  for (const [key, guesses] of kept) await putGuesses(ctx.db, key, guesses);
  return null;
}

/** Takes back the guess that was right. */
export async function returnGuess(ctx: TxCtx, guessers: readonly Guesser[]): Promise<void> {
  for (const { key } of guessers) await giveBack(ctx.db, key, ctx.clock.now());
}

/** Forgets the wrong guesses of who signed in after all, but not those of an address that others share. */
export async function forgive(ctx: TxCtx, guessers: readonly Guesser[]): Promise<void> {
  for (const { budget, key } of guessers) if (budget !== 'client') await forgetGuesses(ctx.db, key);
}
