import { randomBytes, sha256, timingSafeEqual } from '../../platform/crypto.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { readCode } from '../crypto/code.js';
import type { OrganisationId, OrganisationKind } from '../schema.js';
import { drawSecondStep, setUpOf, stepOfGiven, type SetUp } from '../second-step.js';
import { drawSecret, readSecret, type Secret } from '../secrets.js';
import { hashOfStart } from './register-service.js';
import * as store from './store.js';

/** How long an organisation stays signed in: idle, and in all. */
export const SIGNED_IN = { idleMinutes: 30, hours: 8 } as const;

/** An organisation that is in. Without its second step it does nothing but set that up. */
export interface Member {
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly secret: Secret;
  readonly whole: boolean;
}

const minutesOn = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * 60_000);
const verifierOf = (stretched: Uint8Array): Buffer => sha256('praktijktest/organisation/1', stretched);

/** Chooses a passphrase with a start code; a one-time code is asked from then on. Problems: officer-start, channel-busy */
export async function begin(
  channel: Channel,
  asked: { readonly login: string; readonly code: string; readonly passphrase: string },
): Promise<void> {
  const [salt, read] = [randomBytes(32), readCode(asked.code)];
  // The same work whether the code is right or not.
  const verifier = verifierOf(await channel.stretch(asked.passphrase, salt));
  if (!read.ok) throw new Problem('officer-start');
  await channel.system().inTx(async (ctx) => {
    const found = await store.findStart(ctx, asked.login, hashOfStart(read.bytes), ctx.clock.today());
    if (found === undefined) throw new Problem('officer-start');
    const secondStep = drawSecondStep(channel.secretKey, found);
    await store.keepCredential(ctx.db, found, { salt, verifier, secondStep });
    await store.insertAct(ctx, found, 'organisation.began');
  });
}

/**
 * Signs in with name, passphrase and one-time code; before the first code was ever right, without one, to set it up. Null
 * where they do not belong together. Problems: channel-busy, too-many-codes
 */
export async function signIn(
  channel: Channel,
  login: string,
  passphrase: string,
  code: string,
): Promise<string | null> {
  const found = await channel.system().read(async (ctx) => {
    const organisation = await store.findByLogin(ctx, login);
    const credential =
      organisation === undefined ? undefined : await store.findCredential(ctx, organisation.id);
    return { organisation, credential };
  });
  const { organisation, credential } = found;
  const salt = credential?.salt ?? sha256('praktijktest/no-organisation/1', login);
  const verifier = verifierOf(await channel.stretch(passphrase, salt));
  if (organisation === undefined || organisation.blocked || credential === undefined) return null;
  const { verifier: kept, secondStep, lastStep } = credential;
  if (kept === null || secondStep === null || !timingSafeEqual(kept, verifier)) return null;
  const owner = organisation.id;
  const secret = drawSecret('organisation');
  const made = await channel.system().inTx(async (ctx) => {
    const now = ctx.clock.now();
    if (lastStep !== null) {
      if (!(await store.countCode(ctx.db, owner))) throw new Problem('too-many-codes');
      const step = await stepOfGiven(channel.secretKey, { owner, sealed: secondStep, lastStep }, code, now);
      if (step === null || !(await store.useStep(ctx.db, owner, step))) {
        await store.insertAct(ctx, owner, 'organisation.code-wrong');
        return false;
      }
    }
    await store.insertSession(ctx.db, sessionOf(secret, owner, lastStep !== null, now));
    await store.insertAct(ctx, owner, 'organisation.signed-in');
    return true;
  });
  return made ? secret.text : null;
}

function sessionOf(secret: Secret, organisation: string, whole: boolean, now: Date): store.NewSession {
  return {
    lookup: secret.lookup,
    organisation,
    whole,
    idle_until: minutesOn(now, SIGNED_IN.idleMinutes),
    ends_at: minutesOn(now, SIGNED_IN.hours * 60),
  };
}

/** The organisation whose cookie this is, for another half hour; null when it opens nothing (any more). */
export async function enter(channel: Channel, cookie: string | undefined): Promise<Member | null> {
  const secret = readSecret('organisation', cookie);
  if (secret === null) return null;
  return channel.system().inTx(async (ctx) => {
    const now = ctx.clock.now();
    const until = minutesOn(now, SIGNED_IN.idleMinutes);
    const session = await store.prolongSession(ctx.db, secret.lookup, now, until);
    if (session === undefined) return null;
    const found = await store.findOrganisation(ctx, session.organisation);
    return found === undefined || found.blocked
      ? null
      : {
          id: asId<'organisation'>(found.id),
          name: found.name,
          kind: found.kind,
          secret,
          whole: session.whole,
        };
  });
}

/** What an app needs for the one-time codes, as long as no code was right yet. Problems: not-found after that */
export function readSetUp(channel: Channel, member: Member): Promise<SetUp> {
  return channel.system().read(async (ctx) => {
    const credential = await store.findCredential(ctx, member.id);
    const sealed = credential?.secondStep ?? null;
    if (sealed === null || credential?.lastStep !== null) throw new Problem('not-found');
    return setUpOf(channel.secretKey, member.id, member.name, sealed);
  });
}

/** Takes the one-time codes into use with a first one that is right; false when it is not. */
export function confirmStep(channel: Channel, member: Member, code: string): Promise<boolean> {
  return channel.system().inTx(async (ctx) => {
    const credential = await store.findCredential(ctx, member.id);
    const sealed = credential?.secondStep ?? null;
    if (sealed === null || credential?.lastStep !== null) throw new Problem('not-found');
    const owner = member.id;
    const step = await stepOfGiven(
      channel.secretKey,
      { owner, sealed, lastStep: null },
      code,
      ctx.clock.now(),
    );
    if (step === null || !(await store.useStep(ctx.db, owner, step))) return false;
    await store.makeWhole(ctx.db, member.secret.lookup);
    await store.insertAct(ctx, owner, 'organisation.second-step');
    return true;
  });
}

export async function signOut(channel: Channel, member: Member): Promise<void> {
  await channel.system().inTx((ctx) => store.endSession(ctx.db, member.secret.lookup));
}

/** An organisation whose program signed what it sends; it has no session for that yet. */
export type Signer = Pick<Member, 'id' | 'name' | 'kind'>;

/** A session of one minute for the program of an organisation, whose signature was right: to file once. */
export async function enterBySignature(channel: Channel, signer: Signer): Promise<Member> {
  const secret = drawSecret('organisation');
  await channel.system().inTx(async (ctx) => {
    const now = ctx.clock.now();
    const until = minutesOn(now, 1);
    await store.insertSession(ctx.db, {
      ...sessionOf(secret, signer.id, true, now),
      idle_until: until,
      ends_at: until,
    });
    await store.insertAct(ctx, signer.id, 'organisation.signed');
  });
  return { ...signer, secret, whole: true };
}
