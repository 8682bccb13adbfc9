import { randomBytes, sha256 } from '../../platform/crypto.js';
import type { DateOnly } from '../../platform/dates.js';
import { addDays } from '../../platform/dates.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { openBytes, sealBytes, SealBroken } from '../crypto/box.js';
import { codeOf, drawCode, readCode } from '../crypto/code.js';
import { boxKeysOf, drawBoxKeys, type BoxKeys } from '../crypto/keys.js';
import { keyCounts, readSignatureLines } from '../crypto/signature.js';
import type { OfficerId } from '../schema.js';
import { dropStep } from './step-store.js';
import * as store from './store.js';

const START_DAYS = 7;
const SALT_BYTES = 32;
const privateOf = (officer: string): string[] => ['officer-private', officer];
const hashOfStart = (bytes: Uint8Array): Buffer => sha256('praktijktest/officer-start/1', bytes);

/** The twelve words by which people compare a public key over the telephone. */
export function wordsOfKey(publicKey: Uint8Array): string {
  return codeOf(sha256('praktijktest/key-words/1', publicKey).subarray(0, 11)).text;
}

/** Makes an account, or lets one whose passphrase is lost start anew. Gives a code that starts it within a week, once. */
export async function allowStart(
  channel: Channel,
  asked: { readonly login: string; readonly name: string },
): Promise<{ readonly id: OfficerId; readonly code: string }> {
  const code = drawCode().text;
  const read = readCode(code);
  if (!read.ok) throw new Error('A drawn code reads back.');
  const start = hashOfStart(read.bytes);
  const id = await channel.system().inTx(async (ctx) => {
    const found = await store.findByLogin(ctx, asked.login);
    const id = found?.id ?? ctx.newId();
    await store.keepStart(ctx.db, { id, ...asked, start, until: addDays(ctx.clock.today(), START_DAYS) });
    ctx.happenings.push({ what: found === undefined ? 'officer.added' : 'officer.restarted', officer: id });
    return id;
  });
  return { id: asId<'officer'>(id), code };
}

/** Lets nobody in with this account any more, and seals nothing to it. Problems: not-found */
export async function blockOfficer(channel: Channel, login: string): Promise<void> {
  await channel.system().inTx(async (ctx) => {
    const found = await store.findByLogin(ctx, login);
    if (found === undefined) throw new Problem('not-found');
    await store.block(ctx.db, found.id);
    ctx.happenings.push({ what: 'officer.blocked', officer: found.id });
  });
}

/** An account and how its key stands today. */
export interface OfficerKey {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly state: 'blocked' | 'not-started' | 'not-signed' | 'counts';
  readonly until: DateOnly | null;
}

/** Every account, in order of name. */
export function listOfficerKeys(channel: Channel): Promise<OfficerKey[]> {
  const signers = channel.custodians.map(({ signingKey }) => signingKey);
  return channel.system().read(async (ctx) => {
    const today = ctx.clock.today();
    return (await store.listOfficers(ctx)).map((officer) => {
      const { id, login, name, publicKey, keyUntil: until } = officer;
      const counts =
        publicKey !== null &&
        until !== null &&
        keyCounts({ account: id, publicKey, until }, officer.signatures, signers, today);
      const state = officer.blocked
        ? 'blocked'
        : publicKey === null
          ? 'not-started'
          : counts
            ? 'counts'
            : 'not-signed';
      return { id, login, name, state, until: counts ? until : null };
    });
  });
}

/**
 * Sets up an officer's keys: a fresh pair, the private one under the passphrase. It counts once two custodians signed. The
 * one-time codes are set up anew after that.
 * Problems: officer-start, channel-busy
 */
export async function startOfficer(
  channel: Channel,
  asked: { readonly login: string; readonly code: string; readonly passphrase: string },
): Promise<void> {
  const [keys, salt, read] = [drawBoxKeys(), randomBytes(SALT_BYTES), readCode(asked.code)];
  // The same work whether the code is right or not.
  const stretched = await channel.stretch(asked.passphrase, salt);
  if (!read.ok) throw new Problem('officer-start');
  await channel.system().inTx(async (ctx) => {
    const today = ctx.clock.today();
    const found = await store.findStart(ctx, asked.login, hashOfStart(read.bytes), today);
    if (found === undefined) throw new Problem('officer-start');
    const sealed = sealBytes(stretched, privateOf(found), keys.privateKey);
    // Until when a key counts is for the custodians to say; until then this day stands, and nothing is sealed to it.
    await store.keepKeys(ctx.db, found, { salt, publicKey: keys.publicKey, sealed, until: today });
    // No key opens them any more: a report of which they were the last can then be opened by the recovery key alone.
    await store.dropCopies(ctx.db, found);
    await store.endSessions(ctx.db, found);
    await dropStep(ctx.db, found);
    ctx.happenings.push({ what: 'officer.key-made', officer: found, key: keys.publicKey.toString('hex') });
  });
}

/** Opens the private key of an account; null for a wrong name or passphrase, after the same work. Problems: channel-busy */
export async function unlockKeys(
  channel: Channel,
  login: string,
  passphrase: string,
): Promise<{ readonly officer: store.KeptOfficer; readonly keys: BoxKeys } | null> {
  const officer = await channel.system().read((ctx) => store.findByLogin(ctx, login));
  const salt = officer?.salt ?? sha256('praktijktest/nobody/1', login);
  const stretched = await channel.stretch(passphrase, salt);
  if (officer === undefined || officer.blocked || officer.sealedPrivate === null) return null;
  try {
    const privateKey = openBytes(stretched, privateOf(officer.id), officer.sealedPrivate);
    return { officer, keys: boxKeysOf(privateKey) };
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}

/**
 * Keeps the custodians' signatures of an officer's own key, when two of them are right for one last day; the latest such
 * day counts. Problems: officer-signatures
 */
export async function keepSignatures(
  channel: Channel,
  officer: { readonly id: OfficerId; readonly publicKey: Buffer },
  text: string,
): Promise<DateOnly> {
  const signers = channel.custodians.map(({ signingKey }) => signingKey);
  return channel.system().inTx(async (ctx) => {
    const today = ctx.clock.today();
    const given = readSignatureLines(text);
    const days = [...new Set(given.map(({ until }) => until))].sort().reverse();
    const signed = (until: DateOnly): Buffer[] =>
      given.filter((one) => one.until === until).map(({ signature }) => signature);
    const until = days.find((day) =>
      keyCounts(
        { account: officer.id, publicKey: officer.publicKey, until: day },
        signed(day),
        signers,
        today,
      ),
    );
    if (until === undefined) throw new Problem('officer-signatures');
    await store.keepSignatures(ctx.db, officer.id, until, signed(until));
    ctx.happenings.push({ what: 'officer.key-signed', officer: officer.id, until });
    return until;
  });
}
