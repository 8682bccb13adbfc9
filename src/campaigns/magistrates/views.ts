import { sql } from 'kysely';
import type { ReadCtx } from '../../platform/context.js';
import { Problem } from '../../platform/problems.js';
import type { Authorisation, AuthorisationState } from '../authorisations/schema.js';
import { SentBody } from '../authorisations/sent-request.js';
import type { CampaignId } from '../schema.js';
import type { DecisionStep } from './schema.js';

/** A line of the list of requests. */
export interface RequestLine {
  readonly authorisation: string;
  /** As the request names it. */
  readonly name: string;
  readonly service: string;
  readonly sentAt: Date;
  readonly state: AuthorisationState;
  readonly waits: boolean;
  readonly validUntil: Date | null;
  readonly maxTests: number | null;
}

/** The requests that were addressed to who acts: those that wait first, the oldest of them on top; then the newest. */
export async function listOwnRequests(ctx: ReadCtx): Promise<RequestLine[]> {
  const found = await sql<RequestLine>`select s.authorisation, s.body::jsonb -> 'of' ->> 'name' as name,
      s.body::jsonb -> 'of' -> 'service' ->> 'name' as service, s.sent_at as "sentAt", a.state,
      a.id in (select app_open_requests()) as waits, a.valid_until as "validUntil", a.max_tests as "maxTests"
    from sent_request s join authorisation a on a.id = s.authorisation
    where s.addressed_to = app_actor()
    order by waits desc, case when a.id in (select app_open_requests()) then s.sent_at end, s.sent_at desc, s.authorisation`.execute(
    ctx.db,
  );
  return found.rows;
}

/** Whether a request of this campaign was addressed to who acts. */
export async function wasAsked(ctx: ReadCtx, campaign: CampaignId): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('sent_request')
    .select('authorisation')
    .where('campaign', '=', campaign)
    .where('addressed_to', '=', ctx.actor.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many requests wait for who acts, and since when the first. */
export async function countOpenRequests(
  ctx: ReadCtx,
): Promise<{ readonly count: number; readonly since: Date | null }> {
  const found = await sql<{
    count: number;
    since: Date | null;
  }>`select count(*)::integer as count, min(s.sent_at) as since from sent_request s
    where s.authorisation in (select app_open_requests())`.execute(ctx.db);
  return found.rows[0] ?? { count: 0, since: null };
}

/** A request as the magistrate who was asked has it. */
export interface OwnRequest {
  readonly campaign: CampaignId;
  readonly body: SentBody;
  readonly html: string;
  readonly pdf: Buffer;
  readonly htmlHash: Buffer;
  readonly pdfHash: Buffer;
  readonly sentAt: Date;
  /** Whether it waits to be granted or refused. */
  readonly waits: boolean;
  readonly authorisation: Authorisation;
}

/** A request that was addressed to who acts. Throws `not-found` for any other. */
export async function findOwnRequest(ctx: ReadCtx, id: string): Promise<OwnRequest> {
  const row = await ctx.db
    .selectFrom('sent_request as s')
    .innerJoin('authorisation as a', 'a.id', 's.authorisation')
    .select([
      's.campaign',
      's.body',
      's.html',
      's.pdf',
      's.html_hash as htmlHash',
      's.pdf_hash as pdfHash',
      's.sent_at as sentAt',
      'a.kind',
      'a.state',
      'a.number',
      'a.decided_on as decidedOn',
      'a.valid_from as validFrom',
      'a.valid_until as validUntil',
      'a.max_tests as maxTests',
      'a.grounds',
      'a.test_types as testTypes',
      'a.third_persons as thirdPersons',
      'a.requested_by as requestedBy',
      'a.sent_by as sentBy',
      sql<boolean>`a.id in (select app_open_requests())`.as('waits'),
    ])
    .where('s.authorisation', '=', id)
    // To whom it was addressed, also where somebody reads it in another role.
    .where('s.addressed_to', '=', ctx.actor.id)
    .executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  const { campaign, body, html, pdf, htmlHash, pdfHash, sentAt, waits, ...authorisation } = row;
  return {
    campaign,
    body: SentBody.parse(JSON.parse(body)),
    html,
    pdf,
    htmlHash,
    pdfHash,
    sentAt,
    waits,
    authorisation: { id, openConditions: 0, ...authorisation },
  };
}

/** A decision as the pages list it. */
export interface DecisionLine {
  readonly number: number;
  readonly step: DecisionStep;
  readonly decidedAt: Date;
  readonly decider: string;
  readonly pdfHash: Buffer;
}

/** What was decided on a request, in its order, as the reader may know it. */
export function findDecisions(ctx: ReadCtx, authorisation: string): Promise<DecisionLine[]> {
  return ctx.db
    .selectFrom('magistrate_decision as d')
    .innerJoin('account as a', 'a.id', 'd.decided_by')
    .select(['d.number', 'd.step', 'd.decided_at as decidedAt', 'a.name as decider', 'd.pdf_hash as pdfHash'])
    .where('d.authorisation', '=', authorisation)
    .orderBy('d.number')
    .execute();
}

/** The files of one decision. Throws `not-found`. */
export async function findDecisionFiles(
  ctx: ReadCtx,
  of: { readonly authorisation: string } | { readonly campaign: string },
  number: number,
): Promise<{ readonly html: string; readonly pdf: Buffer }> {
  let query = ctx.db.selectFrom('magistrate_decision').select(['html', 'pdf']).where('number', '=', number);
  query =
    'authorisation' in of
      ? query.where('authorisation', '=', of.authorisation)
      : query.where(sql<boolean>`campaign = ${of.campaign}`);
  const row = await query.executeTakeFirst();
  if (row === undefined) throw new Problem('not-found');
  return row;
}
