// What could not leave on its day, because it was released, authorised or resumed late: it waits its turn in the order of the
// plan, and no day gets more first applications than the plan says.
import { sql } from 'kysely';
import { record } from '../../audit/index.js';
import type { CampaignId } from '../../campaigns/index.js';
import type { TxCtx } from '../../platform/context.js';
import { toLocal } from '../../platform/dates.js';
import { openStream, type Stream } from '../../platform/rng.js';
import type { Calendar } from '../../register/index.js';
import { minuteOf, type ApplicationId } from '../scheduling/index.js';
import { RELEASED, UNCOOLED } from './cooling.js';
import { spreadOver } from './rules.js';

export interface BacklogMeans {
  readonly calendar: Calendar;
  readonly openSeed: (ctx: TxCtx, campaign: CampaignId) => Promise<Buffer>;
}

/** A first application that missed its moment. */
export interface Late {
  readonly id: ApplicationId;
  readonly why: string;
  /** Whether being put off counts: nobody looked whether its vacancy is still open. */
  readonly counts: boolean;
}

interface Waiting {
  readonly id: ApplicationId;
  readonly second: ApplicationId | null;
  readonly ordinal: number;
  readonly dueAt: Date;
  readonly reschedules: number;
  readonly perDay: number;
}

/**
 * Gives every pair of a campaign that did not begin a day again, from the next working day on: in the order of the plan, as
 * many a day as the plan says, the second application on the working day after the first. A pair whose day is still to come
 * and has room keeps it. While another server does so, nothing changes.
 * @returns whether it was done
 */
export async function spreadBacklog(
  ctx: TxCtx,
  { calendar, openSeed }: BacklogMeans,
  campaign: CampaignId,
  late: readonly Late[],
): Promise<boolean> {
  const now = ctx.clock.now();
  const lock = await sql<{
    got: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended('backlog/' || ${campaign}, 0)) as got`.execute(ctx.db);
  if (lock.rows[0]?.got !== true) return false;
  const waiting = await findWaiting(ctx, campaign, now);
  const today = toLocal(now).date;
  const days = spreadOver(
    waiting.map(({ dueAt }) => toLocal(dueAt).date),
    waiting[0]?.perDay ?? 1,
    calendar.nextWorkingDay(today),
    calendar,
  );
  const seed = await openSeed(ctx, campaign);
  const streamOf = ({ ordinal, reschedules }: Waiting, position: 1 | 2): Stream =>
    openStream(seed, 'reschedule', (ordinal * 2 + position) * 1000 + reschedules);
  const counting = new Set(late.filter(({ counts }) => counts).map(({ id }) => id));
  const moved = waiting.flatMap((pair, at) => {
    const day = days[at];
    if (day === undefined || day === toLocal(pair.dueAt).date) return [];
    const first = {
      id: pair.id,
      due: minuteOf(day, streamOf(pair, 1)),
      counts: Number(counting.has(pair.id)),
    };
    if (pair.second === null) return [first];
    const next = calendar.nextWorkingDay(day);
    return [first, { id: pair.second, due: minuteOf(next, streamOf(pair, 2)), counts: 0 }];
  });
  await move(ctx, moved);
  for (const { id, why } of late)
    record(ctx, { what: 'application.rescheduled', campaign, application: id, reason: why });
  return true;
}

/** The pairs of a campaign that may begin and did not, in the order of the plan; those whose moment comes today are left alone. */
async function findWaiting(ctx: TxCtx, campaign: CampaignId, now: Date): Promise<Waiting[]> {
  const found =
    await sql<Waiting>`select a.id, b.id as second, t.ordinal, a.due_at as "dueAt", a.reschedules, c.pairs_per_day as "perDay"
      from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
        left join application b on b.test = a.test and b.position = 2 and b.state = 'planned'
      where a.campaign = ${campaign} and a.position = 1 and a.state = 'planned'
        and authorisation_covers(a.campaign, t.employer, t.vacancy) and ${RELEASED} and ${UNCOOLED}
      order by t.ordinal for update of a skip locked`.execute(ctx.db);
  const today = toLocal(now).date;
  return found.rows.filter(({ dueAt }) => dueAt <= now || toLocal(dueAt).date > today);
}

async function move(
  ctx: TxCtx,
  moved: readonly { readonly id: ApplicationId; readonly due: Date; readonly counts: number }[],
): Promise<void> {
  if (moved.length === 0) return;
  await sql`update application a set due_at = m.due, reschedules = a.reschedules + m.counts
    from unnest(${moved.map(({ id }) => id)}::uuid[], ${moved.map(({ due }) => due.toISOString())}::timestamptz[],
      ${moved.map(({ counts }) => counts)}::int[]) as m (id, due, counts) where a.id = m.id`.execute(ctx.db);
}
