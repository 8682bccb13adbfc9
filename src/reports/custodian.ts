import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { DateOnly } from '../platform/dates.js';
import { wordsOfKey } from './desk/own-key.js';
import { drawBoxKeys } from './crypto/keys.js';
import { drawSigningKeys, sign, signatureLine, statementBytes } from './crypto/signature.js';

const FORM = 'praktijktest/custodian/1';
const secretKey = (bytes: number) =>
  z
    .string()
    .transform((text) => Buffer.from(text, 'base64url'))
    .refine((key) => key.length === bytes);
const CustodianFile = z.object({ form: z.literal(FORM), signing: secretKey(64), box: secretKey(32) });

/** The file is no custodian's file. */
export class NoCustodianFile extends Error {
  constructor() {
    super('This is not a file that "custodian keys" made.');
    this.name = 'NoCustodianFile';
  }
}

/**
 * Makes a custodian's two pairs of keys in a new file that its owner alone may read, and gives the public halves as they
 * stand in PT_CHANNEL_CUSTODIANS. @throws an EEXIST error where there is a file
 */
export function makeCustodian(file: string): string {
  const [signing, box] = [drawSigningKeys(), drawBoxKeys()];
  const kept = {
    form: FORM,
    signing: signing.privateKey.toString('base64url'),
    box: box.privateKey.toString('base64url'),
  };
  writeFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600, flag: 'wx' });
  return `${signing.publicKey.toString('base64url')}.${box.publicKey.toString('base64url')}`;
}

/** What a custodian signs: an officer's account and public key, and the last day on which it counts. */
export interface KeyToSign {
  readonly account: string;
  readonly publicKey: Buffer;
  readonly until: DateOnly;
}

/** Signs an officer's key: the words to compare by telephone first, and the line that the officer pastes. Needs no server. @throws NoCustodianFile */
export function signOfficerKey(
  file: string,
  key: KeyToSign,
): { readonly words: string; readonly line: string } {
  const signature = sign(readCustodian(file).signing, statementBytes(key));
  return { words: wordsOfKey(key.publicKey), line: signatureLine({ until: key.until, signature }) };
}

/** The secret keys in a file. @throws NoCustodianFile */
export function readCustodian(file: string): z.output<typeof CustodianFile> {
  const text = readFileSync(file, 'utf8');
  try {
    return CustodianFile.parse(JSON.parse(text));
  } catch {
    throw new NoCustodianFile();
  }
}
