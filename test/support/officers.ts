import type { DateOnly } from '../../src/platform/dates.js';
import { dateOnly } from '../../src/platform/dates.js';
import { sign, signatureLine, statementBytes } from '../../src/reports/crypto/signature.js';
import { allowStart } from '../../src/reports/desk/own-key.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import type { TestChannel } from './channel.js';

export const PASSPHRASE = 'vijf woorden die niet samen horen';
export const UNTIL = dateOnly(2027, 6, 30);

/** The lines of some custodians for a key. */
export function linesOf(
  it: Pick<TestChannel, 'custodianKeys'>,
  account: string,
  publicKey: Buffer,
  custodians: readonly number[] = [0, 1],
  until: DateOnly = UNTIL,
): string {
  const message = statementBytes({ account, publicKey, until });
  return custodians
    .map((at) => sign(it.custodianKeys[at]!.privateKey, message))
    .map((signature) => signatureLine({ until, signature }))
    .join('\n');
}

/** An officer with a key that counts, signed in. */
export async function enrol(
  it: Pick<TestChannel, 'channel' | 'desk' | 'custodianKeys'>,
  login: string,
  name: string,
): Promise<Visitor> {
  const { code } = await allowStart(it.channel, { login, name });
  await it.desk.start({ login, code, passphrase: PASSPHRASE });
  const cookie = await it.desk.signIn(login, PASSPHRASE);
  const visitor = (await it.desk.enter(cookie ?? ''))!;
  await it.desk.keepSignatures(visitor, linesOf(it, visitor.id, visitor.keys.publicKey));
  return (await it.desk.enter(cookie ?? ''))!;
}
