import type { Channel } from '../channel.js';
import { isSigned } from '../crypto/signature.js';
import { joinParts } from '../crypto/parts.js';
import { asId } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import type { ClientRequest } from '../intake/answers.js';
import type { Entered, Intake } from '../intake/service.js';
import type { Visitor } from '../desk/session.js';
import type { DateOnly } from '../../platform/dates.js';
import { fileAtOnce, findFiled, ownDraft, prepare, proveFiled, send } from './filing.js';
import {
  addOrganisation,
  blockOrganisation,
  keepDuty,
  readRegister,
  restartOrganisation,
} from './register-service.js';
import {
  begin,
  confirmStep,
  enter,
  readSetUp,
  signIn,
  signOut,
  type Member,
  type Signer,
} from './session.js';
import * as store from './store.js';

export type Organisations = ReturnType<typeof createOrganisations>;

/** What organisations with an account do, and what officers keep of their duty to report. */
export function createOrganisations(channel: Channel, intake: Intake) {
  return {
    begin: (asked: { login: string; code: string; passphrase: string }) => begin(channel, asked),
    signIn: (login: string, passphrase: string, code: string) => signIn(channel, login, passphrase, code),
    enter: (cookie: string | undefined) => enter(channel, cookie),
    signOut: (member: Member) => signOut(channel, member),
    readSetUp: (member: Member) => readSetUp(channel, member),
    confirmStep: (member: Member, code: string) => confirmStep(channel, member, code),
    readOwn: (member: Member) => readOwn(channel, member),
    keepApiKey: (member: Member, key: Buffer | null) => keepApiKey(channel, member, key),
    findFiled: (member: Member, reference: string) => findFiled(channel, member, reference),
    prove: (member: Signer, reference: string) => proveFiled(channel, member, reference),
    prepare: (member: Member, filing: { reference: string; requests: readonly ClientRequest[] }) =>
      prepare(channel, intake, member, filing),
    ownDraft: (member: Member, entered: Entered) => ownDraft(intake, member, entered),
    send: (member: Member, entered: Entered, typed: string) => send(channel, intake, member, entered, typed),
    bySignature: (login: string, body: Buffer, signature: Buffer) =>
      bySignature(channel, login, body, signature),
    fileAtOnce: (
      signer: Signer,
      filing: { reference: string; requests: readonly ClientRequest[]; signature: Buffer },
    ) => fileAtOnce(channel, intake, signer, filing),
    register: (visitor: Visitor) => readRegister(channel, visitor),
    add: (visitor: Visitor, given: store.NewOrganisation) => addOrganisation(channel, visitor, given),
    restart: (visitor: Visitor, id: string) => restartOrganisation(channel, visitor, id),
    block: (visitor: Visitor, id: string) => blockOrganisation(channel, visitor, id),
    keepDuty: (
      visitor: Visitor,
      id: string,
      duty: { codeSignedOn: DateOnly | null; clause: string | null },
    ) => keepDuty(channel, visitor, id, duty),
  };
}

/** An organisation as it sees itself. */
export interface OwnDuty {
  readonly organisation: store.KeptOrganisation;
  readonly years: readonly number[];
  readonly hasApiKey: boolean;
  readonly today: DateOnly;
}

async function readOwn(channel: Channel, member: Member): Promise<OwnDuty> {
  const credential = await channel.system().read((ctx) => store.findCredential(ctx, member.id));
  return channel.organisation(member).read(async (ctx) => {
    const organisation = await store.findOrganisation(ctx, member.id);
    if (organisation === undefined) throw new Problem('not-found');
    return {
      organisation,
      years: (await store.listDutyYears(ctx)).get(member.id) ?? [],
      hasApiKey: (credential?.apiKey ?? null) !== null,
      today: ctx.clock.today(),
    };
  });
}

async function keepApiKey(channel: Channel, member: Member, key: Buffer | null): Promise<void> {
  await channel.system().inTx(async (ctx) => {
    await store.keepApiKey(ctx.db, member.id, key);
    const what = key === null ? 'organisation.api-key-removed' : 'organisation.api-key-kept';
    await store.insertAct(ctx, member.id, what);
  });
}

/** What the program of an organisation signs: length-prefixed (context, name of the account, body). */
export const filingMessage = (login: string, body: Uint8Array): Buffer =>
  joinParts('praktijktest/filing/1', login, body);

/** The organisation that signed a body with the key it keeps here; this writes nothing. Problems: no-organisation */
async function bySignature(
  channel: Channel,
  login: string,
  body: Buffer,
  signature: Buffer,
): Promise<Signer> {
  const found = await channel.system().read(async (ctx) => {
    const organisation = await store.findByLogin(ctx, login);
    const credential =
      organisation === undefined ? undefined : await store.findCredential(ctx, organisation.id);
    return { organisation, key: credential?.apiKey ?? null };
  });
  const { organisation, key } = found;
  if (organisation === undefined || organisation.blocked || key === null)
    throw new Problem('no-organisation');
  if (!isSigned(key, filingMessage(login, body), signature)) throw new Problem('no-organisation');
  return { id: asId<'organisation'>(organisation.id), name: organisation.name, kind: organisation.kind };
}
