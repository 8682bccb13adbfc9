import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Ctx, ReadCtx } from '../../platform/context.js';
import { isDateOnly, type DateOnly } from '../../platform/dates.js';
import type { Refusal } from './schema.js';

/** A baseline whose figures were approved, with what was erased of it: counts and days alone. */
export interface Approved {
  readonly campaign: CampaignId;
  readonly name: string;
  readonly approvedAt: Date;
  /** That its plan was drawn again before, and came to what was stored; null for a plan from before that could be done. */
  readonly replay: { readonly at: Date; readonly hash: string } | null;
  /** Null while that is still to come. */
  readonly erased: Erased | null;
  /** Until when a legal hold keeps it from being erased, at least; null where none does. */
  readonly reviewOn: DateOnly | null;
}

export interface Erased {
  readonly at: Date;
  readonly tests: number;
  readonly employers: number;
  readonly answers: number;
  /** Keyed hashes that were laid down for the caps. */
  readonly marks: number;
}

interface Row extends Omit<Approved, 'erased' | 'reviewOn' | 'replay'>, Omit<Erased, 'at'> {
  readonly replayHash: string | null;
  readonly replayedAt: Date | null;
  readonly erasedAt: Date | null;
  readonly reviewOn: string | null;
}

/** The baselines whose figures were approved, the last first; those of one campaign, where it is given. */
export async function listApproved(ctx: ReadCtx, campaign?: CampaignId): Promise<Approved[]> {
  const found =
    await sql<Row>`select campaign, name, approved_at as "approvedAt", erased_at as "erasedAt", tests, employers, answers, marks,
      review_on::text as "reviewOn", encode(replay_hash, 'hex') as "replayHash", replayed_at as "replayedAt" from baselines_approved() where ${campaign ?? null}::uuid is null or campaign = ${campaign ?? null}::uuid`.execute(
      ctx.db,
    );
  return found.rows.map(
    ({ campaign, name, approvedAt, erasedAt, reviewOn, replayHash, replayedAt, ...counts }) => ({
      campaign,
      name,
      approvedAt,
      replay: replayHash === null || replayedAt === null ? null : { at: replayedAt, hash: replayHash },
      erased: erasedAt === null ? null : { at: erasedAt, ...counts },
      reviewOn: reviewOn !== null && isDateOnly(reviewOn) ? reviewOn : null,
    }),
  );
}

/** Whether the figures of a campaign were approved, and what was erased since; null where they were not. */
export function findApproved(ctx: Ctx, campaign: CampaignId): Promise<Approved | null> {
  return ctx.read(async (ctx) => (await listApproved(ctx, campaign))[0] ?? null);
}

/** Why the figures of a campaign cannot be approved now; null when they can. */
export async function findRefusal(ctx: ReadCtx, campaign: CampaignId): Promise<Refusal | null> {
  const found = await sql<{
    reason: Refusal | null;
  }>`select approval_refused_because(${campaign}) as reason`.execute(ctx.db);
  return found.rows[0]?.reason ?? null;
}

/** The baselines of the own team of which the figures can be approved now, without those of an own interest; the oldest first. */
export async function listToApprove(ctx: ReadCtx): Promise<CampaignId[]> {
  const found = await sql<{
    id: CampaignId;
  }>`select c.id from campaign c join publication p on p.campaign = c.id
    where c.state = 'closed' and c.purpose = 'baseline' and c.id in (select m.campaign from campaign_member m where m.account = app_actor())
      and not exists (select from figure_approval f where f.campaign = c.id)
      and not exists (select from own_interest w where w.campaign = c.id and w.account = app_actor() and w.withdrawn_at is null)
      and approval_refused_because(c.id) is null
    order by p.published_at, c.id`.execute(ctx.db);
  return found.rows.map(({ id }) => id);
}

/** What stands in the way of approving, and how much there is to erase. */
export interface Approvable {
  readonly refusal: Refusal | null;
  /** Pairs of letters, or calls or mails of clients. */
  readonly tests: number;
  /** Of clients, who called or wrote; of those, who wrote. */
  readonly byCalls: boolean;
  readonly byMail: boolean;
  /** When the last late answer can still change what the figures are compared with; null where nothing was sent. */
  readonly lateUntil: Date | null;
}

export async function findApprovable(ctx: ReadCtx, campaign: CampaignId): Promise<Approvable> {
  const found = await sql<{
    tests: number;
    calls: number;
    mails: number;
    lateUntil: Date | null;
  }>`select
      (select count(*)::int from test where campaign = ${campaign}) as tests,
      (select count(*)::int from call_task where campaign = ${campaign}) as calls,
      (select count(*)::int from client_mail where campaign = ${campaign}) as mails,
      (select max(s.sent_at) + interval '60 days' from (select a.sent_at from application a where a.campaign = ${campaign}
        union all select l.sent_at from client_letter l where l.campaign = ${campaign}) s) as "lateUntil"`.execute(
    ctx.db,
  );
  const { tests = 0, calls = 0, mails = 0, lateUntil = null } = found.rows[0] ?? {};
  const by = { byCalls: calls > 0, byMail: mails > 0 };
  return { refusal: await findRefusal(ctx, campaign), tests: tests + calls, ...by, lateUntil };
}
