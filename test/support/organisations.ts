import { codeAt } from '../../src/platform/crypto/one-time-code.js';
import type { Visitor } from '../../src/reports/desk/session.js';
import { createOrganisations, type Organisations } from '../../src/reports/organisations/service.js';
import type { Member } from '../../src/reports/organisations/session.js';
import type { TestChannel } from './channel.js';
import { PASSPHRASE } from './officers.js';

export const organisationsOf = (it: TestChannel): Organisations => createOrganisations(it.channel, it.intake);

/** An organisation with an account, signed in with its second step. */
export async function joinAs(
  it: TestChannel,
  officer: Visitor,
  login: string,
  name: string,
): Promise<{ member: Member; secret: string; id: string }> {
  const organisations = organisationsOf(it);
  const code = await organisations.add(officer, { login, name, kind: 'temp-agency', number: 'VG.1/BU' });
  await organisations.begin({ login, code, passphrase: PASSPHRASE });
  const cookie = await organisations.signIn(login, PASSPHRASE, '');
  const half = (await organisations.enter(cookie ?? ''))!;
  const { secret } = await organisations.readSetUp(half);
  const now = it.channel.system().clock.now();
  if (!(await organisations.confirmStep(half, await codeAt(secret, now))))
    throw new Error('The code is right.');
  const member = (await organisations.enter(cookie ?? ''))!;
  return { member, secret, id: member.id };
}
