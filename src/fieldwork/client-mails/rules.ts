import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Act, LetterState, Step } from './schema.js';

/** What was sent of a mail, as far as its acts look at it. */
export interface Sent {
  readonly step: Step;
  readonly state: LetterState;
}

/** Of a mail that leaves now, or may have left. */
const LEAVING: ReadonlySet<LetterState> = new Set(['sending', 'in-doubt']);
const isEnd = (step: Step): boolean => step === 'exit' || step === 'refusal';

/** Whether it is not sure that the first mail left, or leaves now: then what came back is not answered before that is settled. */
const isWishInDoubt = (sent: readonly Sent[]): boolean =>
  sent.some(({ step, state }) => step === 'wish' && (state === 'in-doubt' || state === 'sending'));

/** A reason goes out when they answered, once and before the end; one line ends the subject, once. */
export function maySend(act: Act, sent: readonly Sent[], answered: boolean): Verdict {
  if (isWishInDoubt(sent)) return refuse('client-mail-in-doubt');
  if (sent.some(({ step }) => step === act)) return refuse('client-letter-sent');
  if (sent.some(({ step }) => isEnd(step))) return refuse('client-mail-ended');
  if (isEnd(act) && sent.some(({ step, state }) => step === 'reason' && LEAVING.has(state)))
    return refuse('client-reason-leaving');
  return answered ? ALLOW : refuse('client-mail-unanswered');
}

/** What they answered goes to the coders when it is sure that it answers our mail. */
export function mayRelease(sent: readonly Sent[], answered: boolean): Verdict {
  if (isWishInDoubt(sent)) return refuse('client-mail-in-doubt');
  return answered ? ALLOW : refuse('client-mail-unanswered');
}

/** An address and its domain: either tells whose it is. */
export function wordsOfAddress(address: string): string[] {
  return [address, address.slice(address.lastIndexOf('@') + 1)];
}

/** Attempts that a server put off before a mail is given up. */
export const MOST_ATTEMPTS = 6;
