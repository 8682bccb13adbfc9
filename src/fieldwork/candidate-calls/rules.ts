import type { Stream } from '../../platform/rng.js';
import type { CallEnd, Tried } from './schema.js';
import { UNREACHED, type Unreached } from './schema.js';

/** Attempts that reach nobody before a call is given up. */
export const MOST_ATTEMPTS = 3;

/** Whether an ending reached nobody, so that the call is tried again. */
export function isUnreached(end: string): end is Unreached {
  return UNREACHED.some((one) => one === end);
}

/** What the attempt keeps of an ending: who was spoken to had the application, as a mail that was sent. */
export const resultOf = (end: CallEnd): string => (end === 'spoken' ? 'sent' : end);

/** What becomes of a call that did not reach anybody, by how its last attempt ended and the attempts so far. */
export type After =
  { readonly kind: 'again' } | { readonly kind: 'over'; readonly why: string } | { readonly kind: 'leave' };

/**
 * After an attempt that reached nobody one calls again on another day, three times in all; after a wrong number or a call
 * that was broken off the call is over; one that was not made is still to make.
 * @param tried attempts that reached nobody, this one included
 */
export function whatFollows(result: string, tried: number, campaignState: string): After {
  const over = campaignState === 'running' || campaignState === 'paused' ? null : campaignState;
  if (over !== null)
    return { kind: 'over', why: over === 'stopped' ? 'campaign-stopped' : 'campaign-closing' };
  if (result === 'wrong-number') return { kind: 'over', why: 'call-wrong-number' };
  if (result === 'stopped') return { kind: 'over', why: 'call-stopped' };
  if (!isUnreached(result)) return { kind: 'leave' };
  return tried >= MOST_ATTEMPTS ? { kind: 'over', why: 'not-reached' } : { kind: 'again' };
}

/** What a caller tells becomes the text of the answer; where the script was left stands below it, for coders to weigh. */
export function accountOf(said: string, deviation: string, heading: string): string {
  return deviation === '' ? said : `${said}\n\n${heading}: ${deviation}`;
}

/** Two testers who may call for one pair: who is the control, and who the treatment. */
export interface CallerPair {
  readonly control: string;
  readonly treatment: string;
}

/** A pair that waits for its callers. */
export interface ToCall<Key extends string = string> {
  readonly test: Key;
  /** The callers who can call for it, by the voices that its two candidates need. */
  readonly eligible: readonly CallerPair[];
  /** Who has called already, and stays. */
  readonly began: Partial<CallerPair>;
}

/**
 * Gives pairs their callers in turn: of those who fit, the two who called least so far in these places, so that who can be
 * heard as either takes both arms equally often; ties by lot. Which of the two calls first was drawn with the plan.
 * @param used how often each two have these places already, by their key
 */
export function shareOut<Key extends string>(
  waiting: readonly ToCall<Key>[],
  used: ReadonlyMap<string, number>,
  stream: Stream,
): { readonly test: Key; readonly callers: CallerPair }[] {
  const times = new Map(used);
  const each = new Map<string, number>();
  const lot = new Map<string, number>();
  const timesOf = (counts: ReadonlyMap<string, number>, key: string): number => counts.get(key) ?? 0;
  for (const [key, count] of used)
    for (const who of key.split(' ')) each.set(who, timesOf(each, who) + count);
  const everybody = [
    ...new Map(waiting.flatMap(({ eligible }) => eligible.map((one) => [keyOf(one), one]))).keys(),
  ].sort();
  for (const [place, key] of stream.shuffle(everybody).entries()) lot.set(key, place);
  return waiting.flatMap(({ test, eligible, began }) => {
    const fitting = eligible.filter(
      ({ control, treatment }) =>
        (began.control === undefined || began.control === control) &&
        (began.treatment === undefined || began.treatment === treatment),
    );
    const rank = (one: CallerPair): readonly number[] => [
      timesOf(times, keyOf(one)),
      timesOf(each, one.control) + timesOf(each, one.treatment),
      timesOf(lot, keyOf(one)),
    ];
    const [callers] = [...fitting].sort((a, b) => compare(rank(a), rank(b)));
    if (callers === undefined) return [];
    times.set(keyOf(callers), timesOf(times, keyOf(callers)) + 1);
    for (const who of [callers.control, callers.treatment]) each.set(who, timesOf(each, who) + 1);
    return [{ test, callers }];
  });
}

/** Two callers in their places, as one key. */
export const keyOf = ({ control, treatment }: CallerPair): string => `${control} ${treatment}`;

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at] ?? 0;
    if (value !== other) return value - other;
  }
  return 0;
}

/** Whether an attempt was made on a day. */
export const triedOn = (tried: readonly Tried[], day: string): boolean => tried.some(({ on }) => on === day);
