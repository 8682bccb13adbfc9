import type { Ctx } from '../../platform/context.js';
import { hmacSha256, randomBytes, timingSafeEqual } from '../../platform/crypto.js';
import type { AccountId } from '../accounts/schema.js';
import type { CookieChange, Visitor } from '../route.js';
import type { Sessions } from './sessions.js';
import { guesserOf, networkOf, type Guesser } from './throttle.js';

/** What signing in works with. */
export interface SignInMeans {
  readonly key: Uint8Array;
  readonly mode: 'live' | 'demo';
  readonly sessions: Sessions;
  /** The time by which one-time codes are checked: that of the phone that makes them. */
  readonly codeTime: (ctx: Ctx) => Date;
  /** The same request, acting as the system: before sign-in there is nobody to act as. */
  readonly asSystem: (ctx: Ctx) => Ctx;
}

const DEVICE_COOKIE = 'pt-toestel';
const YEAR = 365 * 24 * 3600;

const deviceMark = (key: Uint8Array, account: AccountId, device: string): Buffer =>
  hmacSha256(key, 'device/1/', account, '/', device);

/** The mark of a browser that signed in to this account before, or null. */
export function knownDevice(key: Uint8Array, account: AccountId, visitor: Visitor): string | null {
  const [device = '', mark = ''] = (visitor.cookie(DEVICE_COOKIE) ?? '').split('.');
  if (!/^[\w-]{22}$/.test(device)) return null;
  return timingSafeEqual(Buffer.from(mark, 'base64url'), deviceMark(key, account, device)) ? device : null;
}

/** Marks this browser as one that signed in to this account; it grants nothing but a budget of guesses of its own. */
export function markDevice(key: Uint8Array, account: AccountId, visitor: Visitor): CookieChange {
  const device = knownDevice(key, account, visitor) ?? randomBytes(16).toString('base64url');
  const mark = deviceMark(key, account, device).toString('base64url');
  return { name: DEVICE_COOKIE, value: `${device}.${mark}`, sameSite: 'strict', maxAge: YEAR };
}

/** Under whom guesses at a password count: a known browser by itself, any other by name and address, and by address. */
export function passwordGuessers(
  key: Uint8Array,
  login: string,
  account: AccountId | null,
  visitor: Visitor,
): Guesser[] {
  const device = account === null ? null : knownDevice(key, account, visitor);
  if (account !== null && device !== null) return [guesserOf(key, 'device', account, device)];
  const network = networkOf(visitor.address);
  return [guesserOf(key, 'nameAndClient', login, network), guesserOf(key, 'client', network)];
}

/** Under whom guesses at the second step count: by account, but a known browser by itself. */
export function codeGuessers(key: Uint8Array, account: AccountId, visitor: Visitor): Guesser[] {
  const device = knownDevice(key, account, visitor);
  return [
    device === null
      ? guesserOf(key, 'secondStep', account)
      : guesserOf(key, 'device', account, device, 'code'),
  ];
}
