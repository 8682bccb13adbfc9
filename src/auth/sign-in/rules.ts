import { ALLOW, refuse, type Verdict } from '../../platform/verdict.js';
import type { AccountState } from '../accounts/schema.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Wrong codes in one session before it ends and the password is asked again. */
export const MOST_WRONG_CODES = 5;
/** How long the second step may take, in milliseconds. */
export const SECOND_STEP_TIME = 10 * MINUTE;
/** A session's row says that it was seen, and its token is renewed, once in so many milliseconds. */
export const RENEW_AFTER = MINUTE;

/** How many guesses are free, how the wait grows after them, and when all is forgotten. Times in milliseconds. */
export interface Budget {
  readonly free: number;
  readonly firstWait: number;
  readonly longestWait: number;
  readonly forgetAfter: number;
}

/**
 * What may be guessed. No budget hangs on an account alone but the last: somebody else, at another address, can
 * exhaust none of the first three for its owner. The last is reached only by who already has the password, never by a
 * browser that signed in before, and never waits longer than half a minute.
 */
export const BUDGETS = {
  /** One name from one address. */
  nameAndClient: { free: 5, firstWait: 2 * SECOND, longestWait: 15 * MINUTE, forgetAfter: 60 * MINUTE },
  /** All names from one address, which an office can share. */
  client: { free: 30, firstWait: 2 * SECOND, longestWait: 5 * MINUTE, forgetAfter: 30 * MINUTE },
  /** A browser that signed in to this account before. */
  device: { free: 10, firstWait: 2 * SECOND, longestWait: 15 * MINUTE, forgetAfter: 60 * MINUTE },
  /** Second steps of one account from browsers that are new to it. */
  secondStep: { free: 10, firstWait: 2 * SECOND, longestWait: 30 * SECOND, forgetAfter: 60 * MINUTE },
} as const satisfies Record<string, Budget>;

/** What is kept of one guesser. */
export interface Guesses {
  readonly failures: number;
  readonly until: Date;
  readonly forgetAt: Date;
}

/**
 * Counts one guess before it is judged, so that many at once count each; a right one is given back.
 * @returns what to keep, or until when to wait when this guess may not be made
 */
export function spend(
  kept: Guesses | undefined,
  budget: Budget,
  now: Date,
): { readonly keep: Guesses } | { readonly waitUntil: Date } {
  const known = kept !== undefined && kept.forgetAt > now ? kept : undefined;
  if (known !== undefined && known.until > now) return { waitUntil: known.until };
  const failures = (known?.failures ?? 0) + 1;
  const over = failures - budget.free;
  const wait = over < 0 ? 0 : Math.min(budget.longestWait, budget.firstWait * 2 ** Math.min(over, 30));
  return {
    keep: {
      failures,
      // Without a wait no moment stands here, so that a clock that is set back makes nobody wait.
      until: wait === 0 ? new Date(0) : new Date(now.getTime() + wait),
      forgetAt: new Date(now.getTime() + Math.max(budget.forgetAfter, wait)),
    },
  };
}

/** Whether an account may come in at all; asked only after its password was right, so that the answer tells nobody else. */
export function maySignIn(
  account: { readonly state: AccountState; readonly practice: boolean },
  mode: 'live' | 'demo',
): Verdict<'sign-in-refused'> {
  if (account.state !== 'active') return refuse('sign-in-refused');
  return account.practice && mode !== 'demo' ? refuse('sign-in-refused') : ALLOW;
}

/** Everybody needs a second step, but for the practice accounts of a demo. */
export function needsSecondStep(account: { readonly practice: boolean }, mode: 'live' | 'demo'): boolean {
  return !(account.practice && mode === 'demo');
}

/** How long sessions last, in milliseconds. */
export interface SessionTimes {
  readonly idle: number;
  readonly absolute: number;
}

/**
 * Whether a token still opens its session: the row is open, was seen lately, and the account is active; and a token
 * older than five minutes only while no newer one was given out.
 */
export function mayUseSession(
  session: {
    readonly state: AccountState;
    readonly seenAt: Date;
    readonly endsAt: Date;
    readonly endedAt: Date | null;
    readonly carrier: number;
  },
  token: { readonly number: number; readonly expired: boolean },
  times: SessionTimes,
  now: Date,
): Verdict<'session-over' | 'token-superseded'> {
  const open =
    session.endedAt === null &&
    session.state === 'active' &&
    session.endsAt > now &&
    now.getTime() - session.seenAt.getTime() < times.idle;
  if (!open) return refuse('session-over');
  if (token.number > session.carrier) return refuse('token-superseded');
  return token.expired && token.number !== session.carrier ? refuse('token-superseded') : ALLOW;
}

const SHORTEST_PASSWORD = 12;
const LONGEST_PASSWORD = 200;
/** What must be left of a password once names its owner is known by are taken out. */
const SHORTEST_REST = 8;

/** What is wrong with a password somebody chooses: length, or that it is a name they are known by. Null when it will do. */
export function faultOfPassword(
  password: string,
  about: readonly string[],
): 'password-short' | 'password-long' | 'password-known' | null {
  if (lengthOf(password) < SHORTEST_PASSWORD) return 'password-short';
  if (password.length > LONGEST_PASSWORD) return 'password-long';
  const plain = password.toLowerCase();
  const known = about
    .flatMap((text) => [text, ...text.split(/[\s@.]+/)])
    .filter((word) => word.length >= 4)
    .map((word) => word.toLowerCase());
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain);
  // A word everybody would try first, said over until it is long enough, is no secret.
  const repeated = /^(.{1,6})\1+.{0,5}$/u.test(plain);
  return repeated || lengthOf(rest) < SHORTEST_REST || COMMON.has(plain.replace(/[^a-z]/g, ''))
    ? 'password-known'
    : null;
}

/** Characters as people count them, near enough: code points. */
const lengthOf = (text: string): number => Array.from(text).length;

const COMMON = new Set([
  'password',
  'passwordpassword',
  'wachtwoord',
  'wachtwoordwachtwoord',
  'welkom',
  'welkomwelkom',
  'praktijktest',
  'praktijktesten',
  'allesishierverzonnen',
  'alleshierisverzonnen',
  'qwertyuiop',
  'azertyuiop',
  'letmein',
  'iloveyou',
]);
