import { seal, unseal } from '../platform/crypto.js';
import { codeAddress, newCodeSecret, stepOfCode } from '../platform/crypto/one-time-code.js';

const ISSUER = 'Praktijktest meldpunt';
const purposeOf = (owner: string): string => `channel/second-step/1/${owner}`;

/** What an app that makes one-time codes needs: the secret, and the address that a QR code holds. */
export interface SetUp {
  readonly secret: string;
  readonly address: string;
}

/** A fresh secret of one-time codes, sealed for one account under a key outside the database. */
export function drawSecondStep(key: Uint8Array, owner: string): Buffer {
  return seal(key, purposeOf(owner), Buffer.from(newCodeSecret(), 'utf8'));
}

const secretIn = (key: Uint8Array, owner: string, sealed: Uint8Array): string =>
  unseal(key, purposeOf(owner), sealed).toString('utf8');

/** What to show to who sets up an app. @param label how the app names the account */
export function setUpOf(key: Uint8Array, owner: string, label: string, sealed: Uint8Array): SetUp {
  const secret = secretIn(key, owner, sealed);
  return { secret, address: codeAddress(ISSUER, label, secret) };
}

/** Where a second step stands: its sealed secret, and the newest step whose code was used; null before the first. */
export interface SecondStep {
  readonly owner: string;
  readonly sealed: Uint8Array;
  readonly lastStep: number | null;
}

/** The step of a code that is right at an instant and was not used before, which is to be kept; else null. */
export function stepOfGiven(
  key: Uint8Array,
  { owner, sealed, lastStep }: SecondStep,
  given: string,
  at: Date,
): Promise<number | null> {
  return stepOfCode(secretIn(key, owner, sealed), given.replace(/\s/g, ''), at, lastStep ?? 0);
}

/** The 30-second step of an instant. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 30_000);

/** So many steps after it was used a step is forgotten: a code is taken one step before and after its own. */
export const STEPS_KEPT = 4;

/** After so many wrong codes on one day none is taken until the next. */
export const MOST_WRONG_CODES = 10;
