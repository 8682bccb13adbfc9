import { record } from '../../audit/index.js';
import type { TxCtx } from '../../platform/context.js';
import { hmacSha256, randomBytes, seal, unseal } from '../../platform/crypto.js';
import { codeAddress, newCodeSecret, stepOfCode } from '../../platform/crypto/one-time-code.js';
import type { AccountId } from '../accounts/schema.js';
import type { Credential } from './schema.js';
import type { SignInMeans } from './means.js';
import * as store from './store.js';

const ISSUER = 'Praktijktest';
const CODES = 10;
// Without i, l, o and u: nobody reads one for another, and no code spells a word.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

const purposeOf = (account: AccountId): string => `one-time-code/1/${account}`;

/** A fresh secret of one-time codes, sealed for one account. */
export function sealNewSecret(key: Uint8Array, account: AccountId): Buffer {
  return seal(key, purposeOf(account), Buffer.from(newCodeSecret(), 'utf8'));
}

function openSecret(key: Uint8Array, account: AccountId, sealed: Buffer): string {
  return unseal(key, purposeOf(account), sealed).toString('utf8');
}

/** What an authenticator app needs: the secret, and the address that a QR code holds. */
export interface SetUp {
  readonly secret: string;
  readonly address: string;
}

export function setUpOf(key: Uint8Array, account: AccountId, label: string, sealed: Buffer): SetUp {
  const secret = openSecret(key, account, sealed);
  return { secret, address: codeAddress(ISSUER, label, secret) };
}

type CodeMeans = Pick<SignInMeans, 'key' | 'codeTime'>;

/** Which means a given code is good by; null when it is not. A good code is used up in this transaction. */
export async function takeCode(
  ctx: TxCtx,
  { key, codeTime }: CodeMeans,
  credential: Credential,
  given: string,
): Promise<'code' | 'recovery-code' | null> {
  const plain = given.toLowerCase().replace(/[\s-]/g, '');
  if (credential.totp !== null && /^\d{6}$/.test(plain)) {
    const secret = openSecret(key, credential.account, credential.totp);
    const step = await stepOfCode(secret, plain, codeTime(ctx), credential.totpStep);
    return step !== null && (await store.useStep(ctx.db, credential.account, step)) ? 'code' : null;
  }
  const hash = recoveryHash(key, credential.account, plain);
  return (await store.useRecoveryCode(ctx.db, credential.account, hash, ctx.clock.now()))
    ? 'recovery-code'
    : null;
}

/**
 * Takes a secret into use once its first code is right, with fresh recovery codes.
 * @returns the recovery codes, which are kept as hashes and shown this once; null when the code is wrong
 */
export async function confirmSecret(
  ctx: TxCtx,
  { key, codeTime }: CodeMeans,
  account: AccountId,
  sealed: Buffer,
  code: string,
): Promise<string[] | null> {
  const secret = openSecret(key, account, sealed);
  const step = await stepOfCode(secret, code.replace(/\s/g, ''), codeTime(ctx), 0);
  if (step === null) return null;
  await store.putSecondStep(ctx.db, account, sealed, step, ctx.clock.now());
  record(ctx, { what: 'credential.second-step-changed', account });
  return replaceRecoveryCodes(ctx, key, account);
}

/** Makes ten recovery codes in the place of the old. @returns them; only their hashes are kept */
export async function replaceRecoveryCodes(
  ctx: TxCtx,
  key: Uint8Array,
  account: AccountId,
): Promise<string[]> {
  const codes = Array.from({ length: CODES }, newRecoveryCode);
  await store.putRecoveryCodes(
    ctx.db,
    account,
    codes.map((code) => recoveryHash(key, account, code.replaceAll('-', ''))),
  );
  record(ctx, { what: 'credential.recovery-codes-changed', account });
  return codes;
}

/** Sixty bits, written as three groups of four. */
function newRecoveryCode(): string {
  const letters = [...randomBytes(12)].map((byte) => ALPHABET[byte % ALPHABET.length] ?? '').join('');
  return `${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

function recoveryHash(key: Uint8Array, account: AccountId, plain: string): Buffer {
  return hmacSha256(key, 'recovery-code/1/', account, '/', plain);
}
