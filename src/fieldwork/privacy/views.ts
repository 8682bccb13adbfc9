import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import { Problem } from '../../platform/problems.js';
import type { RequestStand } from './rules.js';
import { ErasedClass, type Ground, type HoldId, type RequestId, type RequestKind } from './schema.js';

/** A place where somebody's data stand: of what kind, its number, and since when; never what stands there. */
export interface FoundPlace {
  readonly place: string;
  readonly id: string;
  readonly at: Date;
  readonly campaign: CampaignId | null;
}

/** Where a name, address or number stands, at most 500 places; for who answers for data, to others nothing. */
export async function findPlaces(ctx: ReadCtx, words: string): Promise<FoundPlace[]> {
  const found = await sql<FoundPlace>`select place, id, at, campaign from places_of_person(${words})`.execute(
    ctx.db,
  );
  return found.rows;
}

export interface RequestAct {
  readonly kind: 'searched' | 'postponed' | 'answered';
  readonly ground: Ground | null;
  readonly reason: string | null;
  readonly until: DateOnly | null;
  readonly reviewOn: DateOnly | null;
  readonly found: number | null;
  readonly at: Date;
  readonly who: string;
}

export interface RequestLine extends RequestStand {
  readonly id: RequestId;
  readonly number: number;
  readonly kind: RequestKind;
  readonly subject: string;
  readonly receivedOn: DateOnly;
}

export interface RequestView extends RequestLine {
  readonly details: string;
  readonly acts: readonly RequestAct[];
}

interface Row {
  readonly id: RequestId;
  readonly number: number;
  readonly kind: RequestKind;
  readonly subject: string;
  readonly details: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly postponedUntil: string | null;
  readonly reviewOn: string | null;
  readonly answered: boolean;
}

function day(text: string): DateOnly {
  if (!isDateOnly(text)) throw new RangeError(`Not a date in the database: ${text}`);
  return text;
}
const dayOrNull = (text: string | null): DateOnly | null => (text === null ? null : day(text));

const requests = sql`select q.id, q.number, q.kind, q.subject, q.details, q.received_on::text as "receivedOn", q.due_on::text as "dueOn",
    p.until::text as "postponedUntil", p.review_on::text as "reviewOn",
    exists (select from data_request_act a where a.request = q.id and a.kind = 'answered') as answered
  from data_request q left join lateral (select until, review_on from data_request_act a
    where a.request = q.id and a.kind = 'postponed' order by a.at desc, a.id desc limit 1) p on true`;

const lineOf = ({ receivedOn, dueOn, postponedUntil, reviewOn, ...row }: Row) => ({
  ...row,
  receivedOn: day(receivedOn),
  dueOn: day(dueOn),
  postponedUntil: dayOrNull(postponedUntil),
  reviewOn: dayOrNull(reviewOn),
});

/** Requests about data, those to answer first, by their clock. */
export function listRequests(ctx: Ctx): Promise<RequestLine[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<Row>`${requests} order by answered, coalesce(p.until, q.due_on), q.number limit 500`.execute(
        ctx.db,
      );
    return found.rows.map(lineOf);
  });
}

/** One request with everything that was done on it. Problems: not-found */
export function findRequest(ctx: Ctx, id: RequestId): Promise<RequestView> {
  return ctx.read(async (ctx) => {
    const found = await sql<Row>`${requests} where q.id = ${id}`.execute(ctx.db);
    const row = found.rows[0];
    if (row === undefined) throw new Problem('not-found');
    const acts = await sql<
      Omit<RequestAct, 'until' | 'reviewOn'> & {
        until: string | null;
        reviewOn: string | null;
      }
    >`select a.kind, a.ground, a.reason, a.until::text as until, a.review_on::text as "reviewOn", a.found, a.at, coalesce(p.name, '') as who
      from data_request_act a left join account p on p.id = a.actor where a.request = ${id} order by a.at, a.id`.execute(
      ctx.db,
    );
    return {
      ...lineOf(row),
      acts: acts.rows.map(({ until, reviewOn, ...act }) => ({
        ...act,
        until: dayOrNull(until),
        reviewOn: dayOrNull(reviewOn),
      })),
    };
  });
}

export interface HoldView {
  readonly id: HoldId;
  readonly campaign: CampaignId;
  readonly campaignName: string;
  readonly reason: string;
  readonly reviewOn: DateOnly;
  readonly placedAt: Date;
}

/** Campaigns by name, as far as one may know them to keep their data. */
export interface HoldableCampaign {
  readonly id: CampaignId;
  readonly name: string;
  readonly held: boolean;
}

export function listHoldable(ctx: Ctx): Promise<HoldableCampaign[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<HoldableCampaign>`select id, name, held from campaigns_to_hold()`.execute(ctx.db);
    return found.rows;
  });
}

/** The holds that stand, those to look at again first. */
export function listHolds(ctx: Ctx): Promise<HoldView[]> {
  return ctx.read(async (ctx) => {
    const found = await sql<
      Omit<HoldView, 'reviewOn'> & { reviewOn: string }
    >`select h.id, h.campaign, coalesce(c.name, '') as "campaignName", h.reason, h.review_on::text as "reviewOn", h.placed_at as "placedAt"
      from legal_hold h left join campaigns_to_hold() c on c.id = h.campaign where h.lifted_at is null order by h.review_on, h.placed_at`.execute(
      ctx.db,
    );
    return found.rows.map((row) => ({ ...row, reviewOn: day(row.reviewOn) }));
  });
}

/** A term as its text stands: whether somebody confirmed it. */
export interface TermView {
  readonly dataClass: string;
  readonly keptBy: string;
  /** Hash of the text, in hex. */
  readonly text: string;
  readonly confirmedAt: Date | null;
  /** Null while nobody did, and in a practice database. */
  readonly confirmedBy: string | null;
}

/** The terms of the register, in order. */
export function listTerms(ctx: Ctx): Promise<TermView[]> {
  return ctx.read(async (ctx) => {
    const found =
      await sql<TermView>`select t.data_class as "dataClass", t.kept_by as "keptBy", encode(t.text_hash, 'hex') as text,
        k.confirmed_at as "confirmedAt", a.name as "confirmedBy"
      from retention_term t left join retention_confirmation k on k.data_class = t.data_class and k.text_hash = t.text_hash
        left join account a on a.id = k.confirmed_by order by t.data_class`.execute(ctx.db);
    return found.rows;
  });
}

export interface RunView {
  readonly at: Date;
  readonly erased: readonly ErasedClass[];
  /** Classes that it left, since nobody had confirmed their term. */
  readonly waiting: readonly string[];
}

/** The last runs of the terms, the newest first. */
export function listRuns(ctx: Ctx, most = 14): Promise<RunView[]> {
  return ctx.read(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('retention_run')
      .select(['at', 'erased', 'waiting'])
      .orderBy('at', 'desc')
      .limit(most)
      .execute();
    return rows.map(({ at, erased, waiting }) => ({
      at,
      erased: ErasedClass.array().parse(erased),
      waiting,
    }));
  });
}
