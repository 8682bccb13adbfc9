import { addDays } from '../../platform/dates.js';
import { sha256 } from '../../platform/crypto.js';
import { isUuid } from '../../platform/ids.js';
import { Problem } from '../../platform/problems.js';
import { insist } from '../../platform/verdict.js';
import type { ReadCtx } from '../../platform/context.js';
import type { Channel } from '../channel.js';
import { joinParts } from '../crypto/parts.js';
import { closeFor, readClosed } from '../custody/closed.js';
import { packetOf, type Reason } from '../custody/packet.js';
import { findRequest, readCustody, type Custody, type KeptRequest } from '../custody/requests.js';
import { CUSTODY_TERMS, mayAskCustody } from '../custody/rules.js';
import type { LegalGround, Notice, Purpose } from '../custody/schema.js';
import { reasonHash } from '../custody/statement.js';
import { mayWork } from '../rules.js';
import { readTestQuestion } from '../test-question.js';
import { addMessage } from '../thread.js';
import { DecisionBody } from './written.js';
import { openIn, type Opened } from '../sealed.js';
import type { Visitor } from './session.js';
import * as store from './store.js';
import { changing, decide } from './work.js';

/** What an officer asks of the custodians. */
export interface CustodyAsk {
  readonly purpose: Exclude<Purpose, 'recovery'>;
  readonly ground: LegalGround;
  /** Why, for the custodians; where the reporter is not told beforehand, also why not. */
  readonly reason: string;
  /** What the reporter reads beforehand; null where telling would endanger the inquiry. */
  readonly notice: string | null;
}

/**
 * Asks custodians to open what they keep of a report, or to record a legal duty. The reporter is told in the thread, three days
 * before anything can be decided, unless that is withheld. Problems: report-not-now, not-found, no-copy, report-full
 */
export function askCustody(channel: Channel, visitor: Visitor, id: string, asked: CustodyAsk): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, kept) => {
    const custody = await readCustody(ctx, channel, opened.report);
    const there = await isThere(ctx, channel, opened, asked.purpose, custody);
    const worked = mayWork(kept).allowed;
    insist(mayAskCustody(asked.purpose, { worked, there, requests: custody.requests }));
    const today = ctx.clock.today();
    const { purpose, ground } = asked;
    const notice: Notice = purpose === 'annex' ? 'none' : asked.notice === null ? 'withheld' : 'given';
    const openFrom = notice === 'given' ? addDays(today, CUSTODY_TERMS.noticeDays) : today;
    const request = ctx.newId();
    if (notice === 'given' && asked.notice !== null) await addMessage(ctx, opened, 'officer', asked.notice);
    await decide(ctx, opened, visitor, `${purpose}-asked`, ground, asked.reason);
    await ctx.db
      .insertInto('custody_request')
      .values({
        id: request,
        purpose,
        record: opened.report,
        report: opened.report,
        ground,
        asked_by: visitor.id,
        notice,
        open_from: openFrom,
        until_day: addDays(today, CUSTODY_TERMS.termDays),
        reason_hash: reasonHash(saltOf(opened, request), asked.reason),
      })
      .execute();
    ctx.happenings.push({ what: 'custody.asked', report: opened.report, request, purpose, ground, notice });
  });
}

async function isThere(
  ctx: ReadCtx,
  channel: Channel,
  opened: Opened,
  purpose: CustodyAsk['purpose'],
  { identityOn, annexOn }: Custody,
): Promise<boolean> {
  if (purpose === 'duty') return (await readTestQuestion(ctx, channel, opened))?.answer === 'no';
  return (purpose === 'identity' ? identityOn : annexOn) !== null;
}

/** Closes an annex for a magistrate: from then on two custodians alone open it. Problems: no-custodians, not-found, no-copy */
export function sealAnnex(channel: Channel, visitor: Visitor, id: string, text: string): Promise<void> {
  return changing(channel, visitor, id, async (ctx, opened, { slot }) => {
    await decide(ctx, opened, visitor, 'annex-sealed', '', '');
    await closeFor(ctx, channel, { report: opened.report, slot }, 'annex', text);
    ctx.happenings.push({ what: 'custody.annex-sealed', report: opened.report });
  });
}

/** What custodians get on a medium of their own: the request, its reason for them alone, and the closed boxes. Problems: not-found */
export function makePacket(channel: Channel, visitor: Visitor, id: string, request: string): Promise<string> {
  return changing(channel, visitor, id, async (ctx, opened, { slot }) => {
    const asked = isUuid(request) ? await findRequest(ctx, request) : undefined;
    if (asked === undefined || asked.report !== opened.report) throw new Problem('not-found');
    const { purpose } = asked;
    const closed = purpose === 'identity' || purpose === 'annex' ? purpose : null;
    const boxes =
      closed === null ? [] : await readClosed(ctx, channel, { report: opened.report, slot }, closed);
    const reason = await reasonOf(ctx, opened, asked);
    ctx.happenings.push({ what: 'custody.packet', report: opened.report, request });
    return packetOf(asked, channel.custodians, boxes, reason);
  });
}

/** The salt of a request's reason: who opens the report makes it again, and nobody else can. */
const saltOf = ({ key }: Opened, request: string): Buffer =>
  sha256('praktijktest/custody-reason-salt/1', joinParts(key, request));

/** Why it was asked: what the officer decided that the request holds the hash of. */
async function reasonOf(ctx: ReadCtx, opened: Opened, asked: KeptRequest): Promise<Reason> {
  const salt = saltOf(opened, asked.id);
  const found = (await store.listDecisions(ctx, opened.report))
    .filter(({ what }) => what === `${asked.purpose}-asked`)
    .map(({ id, body }) => DecisionBody.parse(openIn(opened, 'decision', 'body', id, body)).reason)
    .find((reason) => reasonHash(salt, reason).equals(asked.reasonHash));
  if (found === undefined) throw new Problem('not-found');
  return { salt, text: found };
}
