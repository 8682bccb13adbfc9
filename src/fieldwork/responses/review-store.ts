import { sql } from 'kysely';
import type { Db, ReadDb, TxCtx } from '../../platform/context.js';
import type { Id } from '../../platform/ids.js';
import type { Code, OutcomeCode } from './schema.js';

/** An outcome to look at again, with the codes of the answers inside the window as they are now. */
export interface Review {
  readonly application: Id<'application'>;
  readonly campaign: Id<'campaign'>;
  readonly outcome: OutcomeCode;
  readonly codes: readonly Code[];
  /** Whether the application reached its employer. */
  readonly sent: boolean;
  readonly closed: boolean;
}

/** An answer inside the window that waits for a third coder: until then the outcome stands. */
const undecided = sql`exists (select from response r where r.application = a.id and r.state = 'matched' and r.code is null and r.received_at < a.window_ends_at)`;

/** Locks outcomes to look at again whose answers all have a code, and all those of closed campaigns; no campaign closes meanwhile. */
export async function claimReviews(db: Db, limit: number): Promise<Review[]> {
  const found =
    await sql<Review>`select v.application, v.campaign, o.code as outcome, a.state = 'sent' as sent, c.state = 'closed' as closed,
      coalesce((select array_agg(r.code order by r.received_at, r.id) from response r
        where r.application = a.id and r.code is not null and r.received_at < a.window_ends_at), '{}') as codes
    from outcome_review v join outcome o on o.application = v.application join application a on a.id = v.application
      join campaign c on c.id = v.campaign
    where c.state = 'closed' or not ${undecided}
    order by v.asked_at, v.application limit ${limit} for update of v, a skip locked for share of c`.execute(
      db,
    );
  return found.rows;
}

/** Whether an outcome of a campaign can be looked at again now, and was not yet. */
export async function hasReviews(db: ReadDb, campaign: Id<'campaign'>): Promise<boolean> {
  const found = await sql<{ waiting: boolean }>`select exists (select from outcome_review v
      join application a on a.id = v.application where v.campaign = ${campaign} and not ${undecided}) as waiting`.execute(
    db,
  );
  return found.rows[0]?.waiting === true;
}

export async function deleteReview(db: Db, application: Id<'application'>): Promise<void> {
  await db.deleteFrom('outcome_review').where('application', '=', application).execute();
}

/** Gives an application another outcome, and keeps what it was. */
export async function changeOutcome(
  ctx: TxCtx,
  change: {
    readonly application: Id<'application'>;
    readonly campaign: Id<'campaign'>;
    readonly from: OutcomeCode;
    readonly to: OutcomeCode;
  },
): Promise<void> {
  const { application, campaign, from, to } = change;
  await ctx.db
    .insertInto('outcome_change')
    .values({ id: ctx.newId(), application, campaign, from_code: from, to_code: to })
    .execute();
  await ctx.db.updateTable('outcome').set({ code: to }).where('application', '=', application).execute();
}
