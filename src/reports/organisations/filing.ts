import { hmacSha256 } from '../../platform/crypto.js';
import type { DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { Channel } from '../channel.js';
import { codeOf, CODE_BYTES, type ReturnCode } from '../crypto/code.js';
import { joinParts } from '../crypto/parts.js';
import type { Answers, ClientRequest } from '../intake/answers.js';
import { derive } from '../intake/come-back.js';
import type { Entered, Intake } from '../intake/service.js';
import { findCopy } from '../intake/store.js';
import type { OrganisationKind } from '../schema.js';
import { enterBySignature, signOut, type Member, type Signer } from './session.js';
import * as store from './store.js';

export const MOST_REFERENCE = 100;

/** What stands in the database of an organisation's own reference: nobody who has the database alone can try words on it. */
export const hashOfReference = (channel: Channel, organisation: string, reference: string): Buffer =>
  hmacSha256(channel.secretKey, joinParts('praktijktest/filing-reference/1', organisation, reference));

const WORKS_AT: Readonly<Record<OrganisationKind, string>> = {
  'temp-agency': 'temp-agency',
  'vdab-partner': 'public-service',
  'tender-partner': 'other',
};

/** The answers of a report that holds requests of clients; one alone stands in the fields of the form. */
export function answersOf(
  member: Pick<Member, 'id' | 'name' | 'kind'>,
  reference: string,
  requests: readonly ClientRequest[],
): Answers {
  const [first, ...more] = requests;
  if (first === undefined) throw new RangeError('A series holds a request.');
  const { client, kbo, wording, facts, period, way } = first;
  return {
    kind: 'intermediary',
    intermediary: WORKS_AT[member.kind],
    grounds: [...new Set(requests.flatMap(({ grounds }) => grounds))].sort(),
    forms: ['instruction'],
    stage: 'request',
    filedBy: { organisation: member.id, name: member.name, reference },
    ...(more.length > 0 ? { requests } : { employer: client, kbo, wording, facts, period, way }),
  };
}

/** On which day an organisation filed under a reference; null when it did not. */
export function findFiled(channel: Channel, member: Signer, reference: string): Promise<DateOnly | null> {
  return channel
    .organisation(member)
    .read(
      async (ctx) =>
        (await store.findFiling(ctx, hashOfReference(channel, member.id, reference)))?.onDay ?? null,
    );
}

/** The receipt of what an organisation filed under a reference, the same whenever it is asked for; null when it filed nothing. */
export async function proveFiled(
  channel: Channel,
  member: Signer,
  reference: string,
): Promise<string | null> {
  const day = await findFiled(channel, member, reference);
  if (day === null) return null;
  const nonce = hmacSha256(
    channel.secretKey,
    joinParts('praktijktest/filing-nonce/1', member.id, reference),
  ).subarray(0, 16);
  return channel.receipts.write({ day, by: { organisation: member.name, reference } }, nonce);
}

/** Begins a draft of requests, which is sent with its code. Problems: filed-before, channel-closed, channel-busy */
export async function prepare(
  channel: Channel,
  intake: Intake,
  member: Member,
  filing: { readonly reference: string; readonly requests: readonly ClientRequest[] },
): Promise<Entered> {
  if ((await findFiled(channel, member, filing.reference)) !== null) throw new Problem('filed-before');
  return intake.begin(answersOf(member, filing.reference, filing.requests));
}

/**
 * What a draft of an organisation says of itself. A browser can hold the draft of somebody who was in before: that one is
 * not shown and not sent, and is null here.
 */
export async function ownDraft(
  intake: Intake,
  member: Member,
  entered: Entered,
): Promise<{ readonly reference: string } | null> {
  const { filedBy } = (await intake.readDraft(entered)).answers;
  return filedBy?.organisation === member.id ? { reference: filedBy.reference } : null;
}

/** Sends a draft of an organisation. Problems: those of sending, report-not-now, filed-before */
export async function send(
  channel: Channel,
  intake: Intake,
  member: Member,
  entered: Entered,
  typed: string,
): Promise<DateOnly> {
  const own = await ownDraft(intake, member, entered);
  if (own === null) throw new Problem('report-not-now');
  return intake.send(entered, typed, {
    session: member.secret.lookup,
    reference: hashOfReference(channel, member.id, own.reference),
  });
}

/** What filing by program gives: the day, the code, and whether it was filed before. */
export interface Filed {
  readonly day: DateOnly;
  /** The code to come back with; null when this reference was filed with other bytes. */
  readonly code: string | null;
  readonly before: boolean;
}

/**
 * Files at once, for the program of an organisation. The code follows from the signature, which nobody else can make and
 * which is kept nowhere: the same bytes sent again give the same answer, and write nothing. Problems: those of sending
 */
export async function fileAtOnce(
  channel: Channel,
  intake: Intake,
  signer: Signer,
  filing: Signed,
): Promise<Filed> {
  const bytes = hmacSha256(filing.signature, 'praktijktest/filing-code/1').subarray(0, CODE_BYTES);
  const code = codeOf(bytes);
  const { lookup } = await derive(channel, bytes);
  const before = await filedBefore(channel, signer, filing.reference, lookup, code);
  if (before !== null) return before;
  const member = await enterBySignature(channel, signer);
  try {
    return await fileNow(channel, intake, member, { filing, lookup, code });
  } finally {
    await signOut(channel, member);
  }
}

async function fileNow(
  channel: Channel,
  intake: Intake,
  member: Member,
  { filing, lookup, code }: { filing: Signed; lookup: Buffer; code: ReturnCode },
): Promise<Filed> {
  const entered =
    (await draftOf(channel, intake, lookup, code)) ?? (await prepare(channel, intake, member, filing));
  try {
    await intake.code(entered, code);
    const day = await send(channel, intake, member, entered, code.check);
    return { day, code: code.text, before: false };
  } catch (error) {
    await intake.erase(entered);
    // The same was sent twice at once: the other one was first.
    const other = await filedBefore(channel, member, filing.reference, lookup, code);
    if (other === null) throw error;
    return other;
  }
}

interface Signed {
  readonly reference: string;
  readonly requests: readonly ClientRequest[];
  readonly signature: Buffer;
}

/** The draft that the same bytes began, where that was broken off before it was sent. */
async function draftOf(
  channel: Channel,
  intake: Intake,
  lookup: Buffer,
  code: ReturnCode,
): Promise<Entered | null> {
  const copy = await channel.door().read((ctx) => findCopy(ctx, lookup));
  if (copy?.holder !== 'code' || copy.status !== 'draft') return null;
  return intake.enter((await intake.comeBack(code.text)).cookie);
}

async function filedBefore(
  channel: Channel,
  member: Signer,
  reference: string,
  lookup: Buffer,
  code: ReturnCode,
): Promise<Filed | null> {
  const found = await channel
    .organisation(member)
    .read((ctx) => store.findFiling(ctx, hashOfReference(channel, member.id, reference)));
  if (found === undefined) return null;
  const copy = await channel.door().read((ctx) => findCopy(ctx, lookup));
  const same = copy?.holder === 'code' && copy.report === found.report;
  return { day: found.onDay, code: same ? code.text : null, before: true };
}
