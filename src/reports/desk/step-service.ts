import type { TxCtx } from '../../platform/context.js';
import { hmacSha256, randomBytes, timingSafeEqual } from '../../platform/crypto.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { drawSecondStep, MOST_WRONG_CODES, setUpOf, stepOfGiven, type SetUp } from '../second-step.js';
import * as store from './step-store.js';
import { endSessions } from './store.js';

const RECOVERY_CODES = 8;
// Without i, l, o and u: nobody reads one for another, and no code spells a word.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixty bits, written as three groups of four. */
function drawRecoveryCode(): string {
  const letters = [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

const hashOf = (channel: Channel, officer: string, typed: string): Buffer =>
  hmacSha256(
    channel.secretKey,
    `channel/recovery-code/1/${officer}/`,
    typed.toLowerCase().replace(/[\s-]/g, ''),
  );

/**
 * Judges the code that an officer typed beside the right passphrase. `whole` when it was right; `half` when the app is still
 * to be set up, or is to be again because a recovery code was used; null when it was wrong, which counts. Until an app is set up
 * anew only a recovery code lets in: the passphrase alone would show its secret to whoever has that.
 * Problems: too-many-codes
 */
export async function judgeCode(
  ctx: TxCtx,
  channel: Channel,
  officer: string,
  typed: string,
): Promise<'whole' | 'half' | null> {
  const kept = await store.lockStep(ctx, officer);
  if (kept === undefined) {
    await store.insertStep(ctx.db, officer, drawSecondStep(channel.secretKey, officer));
    return 'half';
  }
  const { sealed, lastStep, wrongCodes, recovery } = kept;
  // Codes were never in use: who knows the passphrase sets them up.
  if (lastStep === null && recovery.length === 0) return 'half';
  if (wrongCodes >= MOST_WRONG_CODES) throw new Problem('too-many-codes');
  const step =
    lastStep === null
      ? null
      : await stepOfGiven(channel.secretKey, { owner: officer, sealed, lastStep }, typed, ctx.clock.now());
  if (step !== null && lastStep !== null && step > lastStep) {
    await store.changeStep(ctx.db, officer, { last_step: step, wrong_codes: 0 });
    return 'whole';
  }
  const hash = hashOf(channel, officer, typed);
  if (recovery.some((one) => timingSafeEqual(one, hash))) {
    const left = recovery.filter((one) => !timingSafeEqual(one, hash));
    // The last one stays until the app is set up: without any the account would be as one that never had codes.
    await setUpAnew(ctx, channel, officer, left.length === 0 ? recovery : left);
    return 'half';
  }
  await store.changeStep(ctx.db, officer, { wrong_codes: wrongCodes + 1 });
  ctx.happenings.push({ what: 'officer.code-wrong', officer });
  return null;
}

/** The app that was lost counts no more, nor who is in with it: another one is set up before anything else. */
async function setUpAnew(
  ctx: TxCtx,
  channel: Channel,
  officer: string,
  left: readonly Buffer[],
): Promise<void> {
  await store.changeStep(ctx.db, officer, {
    second_step: drawSecondStep(channel.secretKey, officer),
    last_step: null,
    wrong_codes: 0,
    recovery: [...left],
  });
  await endSessions(ctx.db, officer);
  ctx.happenings.push({ what: 'officer.recovery-code-used', officer });
}

/** An officer who is in, with a session of this lookup. */
interface Enrolling {
  readonly id: string;
  readonly name: string;
  readonly secret: { readonly lookup: Buffer };
}

/** What an app needs for the one-time codes, as long as no code of it was right. Problems: not-found after that */
export function readSetUp(channel: Channel, visitor: Enrolling): Promise<SetUp> {
  return channel.system().inTx(async (ctx) => {
    const kept = await store.lockStep(ctx, visitor.id);
    if (kept === undefined || kept.lastStep !== null) throw new Problem('not-found');
    return setUpOf(channel.secretKey, visitor.id, visitor.name, kept.sealed);
  });
}

/**
 * Takes the one-time codes into use with a first one that is right. Gives fresh recovery codes, which are kept as hashes and
 * shown this once; null when the code is wrong. Problems: not-found once they are in use
 */
export function confirmStep(channel: Channel, visitor: Enrolling, typed: string): Promise<string[] | null> {
  return channel.system().inTx(async (ctx) => {
    const kept = await store.lockStep(ctx, visitor.id);
    if (kept === undefined || kept.lastStep !== null) throw new Problem('not-found');
    const given = { owner: visitor.id, sealed: kept.sealed, lastStep: null };
    const step = await stepOfGiven(channel.secretKey, given, typed, ctx.clock.now());
    if (step === null) return null;
    const codes = Array.from({ length: RECOVERY_CODES }, drawRecoveryCode);
    const recovery = codes.map((code) => hashOf(channel, visitor.id, code));
    await store.changeStep(ctx.db, visitor.id, { last_step: step, wrong_codes: 0, recovery });
    await store.makeWhole(ctx.db, visitor.secret.lookup);
    ctx.happenings.push({ what: 'officer.second-step', officer: visitor.id });
    return codes;
  });
}
