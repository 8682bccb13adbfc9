import { boxKeysOf } from '../crypto/keys.js';
import { openInner, peel } from '../crypto/nested.js';
import { sign } from '../crypto/signature.js';
import { SealBroken } from '../crypto/box.js';
import { readCustodian } from '../custodian.js';
import { readBox } from './box-line.js';
import { recoveryLine } from './recovery-bundle.js';
import { readPacket, reasonIn, type Packet } from './packet.js';
import { Identity, type CustodyVerdict } from './schema.js';
import { decisionBytes, decisionLine, reasonHash } from './statement.js';

/** Who a custodian is to others: the public half of the key that signs stands at the end of the private one. */
function keysIn(file: string) {
  const { signing, box } = readCustodian(file);
  return { signing, signingKey: signing.subarray(32), box: boxKeysOf(box) };
}

type OwnKeys = ReturnType<typeof keysIn>;

/** What is asked, in words to read before signing, and the line to give back. */
export interface Decided {
  readonly told: readonly string[];
  readonly line: string;
}

/**
 * Signs a request, and peels the boxes whose outer layer is for this custodian; a refusal peels nothing. Needs no server.
 * @throws NoCustodianFile, NoRequestFile, SealBroken where the request is for others
 */
export function decideOffline(file: string, request: string, verdict: CustodyVerdict): Decided {
  const keys = keysIn(file);
  const packet = readPacket(request);
  const { salt, text } = reasonIn(packet, keys.signingKey, keys.box);
  const peeled = verdict === 'refuse' ? [] : peelAll(keys, packet);
  const read = { ...packet, reasonHash: reasonHash(salt, text) };
  const signature = sign(keys.signing, decisionBytes(read, verdict, peeled));
  return {
    told: tellRequest(packet, text),
    line: decisionLine({ verdict, request: packet.id, signature, peeled }),
  };
}

function peelAll({ signingKey, box }: OwnKeys, packet: Packet) {
  return packet.boxes
    .filter(({ outerKey }) => outerKey.equals(signingKey))
    .map(({ outerKey, innerKey, box: closed }) => {
      const pair = { outer: { signingKey: outerKey }, inner: { signingKey: innerKey } };
      return { innerKey, body: peel(box, packet, pair, closed) };
    });
}

const NOTICES: Readonly<Record<string, string>> = {
  given: 'the reporter was told beforehand',
  withheld: 'the reporter is NOT told beforehand',
};

function tellRequest(
  { id, purpose, record, ground, notice, openFrom, until }: Packet,
  reason: string,
): string[] {
  return [
    `request   ${id}`,
    `purpose   ${purpose} of ${record}`,
    `ground    ${ground}`,
    `notice    ${NOTICES[notice] ?? 'nobody is to be told'}`,
    `from      ${openFrom} until ${until}`,
    `reason    ${reason}`,
  ];
}

/**
 * Opens the inner box that the channel gave after two agreed; gives what is in it, as lines.
 * @throws NoCustodianFile, NoRequestFile, SealBroken
 */
export function openOffline(file: string, request: string, box: string): string[] {
  const packet = readPacket(request);
  const bytes = contentOf(keysIn(file), packet, box);
  if (packet.purpose === 'recovery') return [recoveryLine(packet.record, bytes)];
  const content = bytes.toString('utf8');
  const identity = Identity.safeParse(jsonOf(content));
  if (identity.success) return [`name      ${identity.data.name}`, `contact   ${identity.data.contact}`];
  const text = jsonOf(content);
  return [typeof text === 'string' ? text : content];
}

function contentOf(keys: OwnKeys, packet: Packet, box: string): Buffer {
  const inner = readBox(box);
  if (inner === null || inner.request !== packet.id) throw new SealBroken();
  const pair = { outer: { signingKey: inner.outerKey }, inner: { signingKey: keys.signingKey } };
  return openInner(keys.box, packet, pair, inner.body);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
