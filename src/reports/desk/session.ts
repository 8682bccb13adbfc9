import { asId } from '../../platform/ids.js';
import type { Channel } from '../channel.js';
import { openBytes, sealBytes } from '../crypto/box.js';
import { boxKeysOf, type BoxKeys } from '../crypto/keys.js';
import { keyCounts } from '../crypto/signature.js';
import type { OfficerId } from '../schema.js';
import { drawSecret, readSecret, type Secret } from '../secrets.js';
import { unlockKeys } from './own-key.js';
import { judgeCode } from './step-service.js';
import * as store from './store.js';

/** How long an unlocked key stays: idle, and in all. */
export const UNLOCKED = { idleMinutes: 15, hours: 8 } as const;

/** An officer who unlocked the own key. */
export interface Visitor {
  readonly id: OfficerId;
  readonly name: string;
  readonly keys: BoxKeys;
  readonly secret: Secret;
  /** Whether the key counts today: two custodians signed it, as the settings know them. */
  readonly counts: boolean;
  readonly keyUntil: string | null;
  /** Whether the second step was taken; without it nothing opens but setting that up. */
  readonly whole: boolean;
}

const sessionOf = (officer: string): string[] => ['officer-session', officer];
const minutesOn = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);

/**
 * Unlocks an officer's key: it lies under a fresh secret that only the cookie has. Null where name, passphrase and one-time
 * code do not belong together. Problems: channel-busy, too-many-codes
 */
export async function signIn(
  channel: Channel,
  login: string,
  passphrase: string,
  code: string,
): Promise<string | null> {
  const unlocked = await unlockKeys(channel, login, passphrase);
  if (unlocked === null) return null;
  const { officer, keys } = unlocked;
  const secret = drawSecret('officer');
  const made = await channel.system().inTx(async (ctx) => {
    const judged = await judgeCode(ctx, channel, officer.id, code);
    if (judged === null) return false;
    const now = ctx.clock.now();
    await store.insertSession(ctx.db, {
      lookup: secret.lookup,
      officer: officer.id,
      body: sealBytes(secret.key, sessionOf(officer.id), keys.privateKey),
      idle_until: minutesOn(now, UNLOCKED.idleMinutes),
      ends_at: minutesOn(now, UNLOCKED.hours * 60),
      whole: judged === 'whole',
    });
    return true;
  });
  if (!made) return null;
  await channel
    .officer({ id: asId<'officer'>(officer.id), name: officer.name })
    .inTx((ctx) => Promise.resolve(ctx.happenings.push({ what: 'officer.signed-in', officer: officer.id })));
  return secret.text;
}

/** The officer whose cookie this is, for another quarter of an hour; null when it opens nothing (any more). */
export async function enter(channel: Channel, cookie: string | undefined): Promise<Visitor | null> {
  const secret = readSecret('officer', cookie);
  if (secret === null) return null;
  const found = await channel.system().inTx(async (ctx) => {
    const now = ctx.clock.now();
    const idleUntil = minutesOn(now, UNLOCKED.idleMinutes);
    const session = await store.prolongSession(ctx.db, secret.lookup, now, idleUntil);
    const officer = session === undefined ? undefined : await store.findOfficer(ctx, session.officer);
    return session === undefined || officer === undefined || officer.blocked
      ? undefined
      : { body: session.body, whole: session.whole, officer, today: ctx.clock.today() };
  });
  if (found === undefined) return null;
  const { officer, body, today, whole } = found;
  const keys = boxKeysOf(openBytes(secret.key, sessionOf(officer.id), body));
  // The key that was unlocked is the one that must be signed, whatever stands in the row.
  const counts =
    officer.keyUntil !== null &&
    keyCounts(
      { account: officer.id, publicKey: keys.publicKey, until: officer.keyUntil },
      officer.signatures,
      channel.custodians.map(({ signingKey }) => signingKey),
      today,
    );
  return {
    id: asId<'officer'>(officer.id),
    name: officer.name,
    keys,
    secret,
    counts,
    keyUntil: officer.keyUntil,
    whole,
  };
}

/** Signs out: the unlocked key is gone. */
export async function signOut(channel: Channel, visitor: Visitor): Promise<void> {
  await channel.system().inTx((ctx) => store.endSession(ctx.db, visitor.secret.lookup));
}
