import { toInstant, toLocal } from '../../platform/dates.js';
import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { Calendar } from '../../register/index.js';
import type { Code } from '../responses/index.js';
import type { Expected, WithdrawalState } from './schema.js';

const HOUR = 3_600_000;
/** How long before a proposed appointment an employer knows at the latest that nobody comes. */
export const HOURS_BEFORE_SLOT = 24;
/** A withdrawal that the server keeps deferring is given up after so many attempts. */
export const MOST_ATTEMPTS = 12;

/** How long before its clock runs out a withdrawal on which nobody decided leaves by itself. */
export const MINUTES_BEFORE_CLOCK = 30;
/** How long somebody who said what an answer expects has to decide, also when its clock has run out. */
export const MINUTES_TO_DECIDE = 15;

/**
 * Until when the employer must be told (DOMAIN.md 2.4): the same time on the next Belgian working day after receipt, or
 * 24 hours before the proposed slot when that is earlier; never before receipt itself, which means at once.
 */
export function clockOf(
  { receivedAt, slot }: { readonly receivedAt: Date; readonly slot: Date | null },
  calendar: Calendar,
): Date {
  const { date, minutes } = toLocal(receivedAt);
  const workingDay = toInstant(calendar.nextWorkingDay(date), minutes).getTime();
  const beforeSlot = slot === null ? Infinity : slot.getTime() - HOURS_BEFORE_SLOT * HOUR;
  return new Date(Math.max(receivedAt.getTime(), Math.min(workingDay, beforeSlot)));
}

/**
 * Which text of a pool of `count` an application gets. The test's leaf, fixed by the seal and known to nobody outside,
 * picks a first text and a step that is never 0, so that the two applications of a test never get the same; where the pool
 * changed since `other` was given to the other application, that one is stepped past.
 */
export function chooseText(
  leaf: Uint8Array,
  position: number,
  count: number,
  other: number | null = null,
): number {
  const number = (at: number): number => leaf.slice(at, at + 4).reduce((all, byte) => all * 256 + byte, 0);
  const first = number(0) % count;
  const chosen = position === 1 ? first : (first + 1 + (number(4) % (count - 1))) % count;
  return chosen === other ? (chosen + 1) % count : chosen;
}

/** What an answer with this suggested code most likely expects; null when the rules do not know. */
export function expectedOf(code: Code | null): Expected | null {
  switch (code) {
    case 'INV':
    case 'ALT':
      return 'invitation';
    case 'TST':
      return 'test';
    case 'CTC':
      return 'call-back';
    case 'INF':
    case 'SEND-CV':
      return 'information';
    case null:
      return null;
    default:
      return 'nothing';
  }
}

/** Whether what was made of an answer may still be changed: not once its withdrawal is on its way. */
export function mayTriageAgain(withdrawal: WithdrawalState | null): Verdict<'withdrawal-under-way'> {
  return withdrawal === null || withdrawal === 'open' || withdrawal === 'not-needed'
    ? ALLOW
    : refuse('withdrawal-under-way');
}

/** Whether an answer that asked for it may be found to belong elsewhere: not while its mail is under way or in question. */
export function mayMoveAnswer(withdrawal: WithdrawalState): Verdict<'withdrawal-under-way'> {
  return withdrawal === 'open' || withdrawal === 'not-needed' || withdrawal === 'sent'
    ? ALLOW
    : refuse('withdrawal-under-way');
}

/** Whether the mail may be sent off: once. */
export function maySend(state: WithdrawalState): Verdict<'withdrawal-not-open'> {
  return state === 'open' ? ALLOW : refuse('withdrawal-not-open');
}

/** Whether somebody may say that no mail is needed: before it leaves, or after it failed. */
export function maySpare(state: WithdrawalState): Verdict<'withdrawal-not-open'> {
  return state === 'open' || state === 'failed' ? ALLOW : refuse('withdrawal-not-open');
}

/**
 * What becomes of a withdrawal when one more answer expects an act. One that was ended without mail opens again; when
 * an attempt may have left something with the employer, by another way than mail.
 */
export function stateWhenAsked(state: WithdrawalState, mayHaveLeft: boolean): WithdrawalState {
  if (state !== 'not-needed') return state;
  return mayHaveLeft ? 'failed' : 'open';
}

const ADDRESS = /[^\s<>"(),;:[\]\\]+@[^\s<>"(),;:[\]\\]+/;
const NOBODY =
  /^(no-?_?reply|do-?_?not-?_?reply|niet-?beantwoorden|geen-?antwoord|ne-?pas-?repondre|mailer-daemon|postmaster)/i;

/**
 * Where the withdrawal goes: to whoever the employer asks answers for, unless nobody reads there, it is no plain address,
 * or it is one of our own; then to where the application went.
 */
export function replyAddress(
  asked: { readonly replyTo: string | null; readonly from: string | null },
  applied: string,
  ownDomains: readonly string[],
): string {
  for (const given of [asked.replyTo, asked.from]) {
    const address = ADDRESS.exec((given ?? '').slice(0, 4096))?.[0].toLowerCase();
    if (address === undefined || address.length > 320 || /[^\x21-\x7e]/.test(address)) continue;
    if (NOBODY.test(address) || ownDomains.includes(address.slice(address.lastIndexOf('@') + 1))) continue;
    return address;
  }
  return applied;
}

/** The subject of a reply, as mail programs write it. */
export function replySubject(asked: string, applied: string): string {
  const bare = asked
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/^(\s*(re|antw|aw|tr|fwd?|rép|rv)\s*:)+/i, '')
    .trim()
    .slice(0, 200);
  return `Re: ${bare === '' ? applied : bare}`;
}

/** The identifiers of a thread that can stand in a header: an employer's mail program may write anything. */
export function usableIds(ids: readonly string[]): string[] {
  return [...new Set(ids)]
    .filter((id) => id.length <= 250 && /^[\x21-\x3b\x3d\x3f-\x7e]+$/.test(id))
    .slice(-20);
}

/**
 * Minutes of an employer's time, as a plain count (our own assumption, to be replaced by a measured one): three to read
 * an application, three to write an answer, one to read a withdrawal. Mail that a machine sent costs nobody time.
 */
export const BURDEN_MINUTES = { application: 3, answer: 3, withdrawal: 1 } as const;

/** Minutes that so many mails cost together. */
export function burdenOf(mails: Readonly<Record<keyof typeof BURDEN_MINUTES, number>>): number {
  return (
    mails.application * BURDEN_MINUTES.application +
    mails.answer * BURDEN_MINUTES.answer +
    mails.withdrawal * BURDEN_MINUTES.withdrawal
  );
}
