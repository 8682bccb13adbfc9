import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import type { DateOnly } from '../../src/platform/dates.js';
import { dateOnly } from '../../src/platform/dates.js';
import { sign, signatureLine, statementBytes } from '../../src/reports/crypto/signature.js';
import { allowStart } from '../../src/reports/desk/own-key.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { setUpOf } from '../../src/reports/second-step.js';
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

type Place = Pick<TestChannel, 'channel' | 'desk'>;

/** The code that the app of an officer shows now. That one was used before is forgotten, as if a while had passed. */
export async function codeOf({ channel }: Pick<Place, 'channel'>, login: string): Promise<string> {
  return channel.system().inTx(async (ctx) => {
    const { id } = await ctx.db
      .selectFrom('officer')
      .select('id')
      .where('login', '=', login)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('officer_step')
      .set({ last_step: 0 })
      .where('officer', '=', id)
      .where('last_step', 'is not', null)
      .execute();
    const { sealed } = await ctx.db
      .selectFrom('officer_step')
      .select('second_step as sealed')
      .where('officer', '=', id)
      .executeTakeFirstOrThrow();
    return codeAt(setUpOf(channel.secretKey, id, login, sealed).secret, ctx.clock.now());
  });
}

/** An officer who enrolled before, signed in again. */
export async function signInAs(it: Place, login: string): Promise<Visitor> {
  const cookie = await it.desk.signIn(login, PASSPHRASE, await codeOf(it, login));
  return (await it.desk.enter(cookie ?? ''))!;
}

/** An officer with a key that counts, signed in. */
export async function enrol(
  it: Pick<TestChannel, 'channel' | 'desk' | 'custodianKeys'>,
  login: string,
  name: string,
): Promise<Visitor> {
  const { code } = await allowStart(it.channel, { login, name });
  await it.desk.start({ login, code, passphrase: PASSPHRASE });
  const cookie = await it.desk.signIn(login, PASSPHRASE, '');
  const half = (await it.desk.enter(cookie ?? ''))!;
  await it.desk.confirmStep(half, await codeOf(it, login));
  const visitor = (await it.desk.enter(cookie ?? ''))!;
  await it.desk.keepSignatures(visitor, linesOf(it, visitor.id, visitor.keys.publicKey));
  return (await it.desk.enter(cookie ?? ''))!;
}
