import { sql } from 'kysely';
import type { CampaignId } from '../../campaigns/index.js';
import type { Db, TxCtx } from '../../platform/context.js';
import type { VacancyId } from '../../register/index.js';
import type { AttemptId, AttemptResult } from '../dispatch/schema.js';
import type { ApplicationId, ApplicationState } from '../scheduling/index.js';

/** An application by web form, locked, with the last time that somebody took it. */
export interface LockedForm {
  readonly id: ApplicationId;
  readonly campaign: CampaignId;
  readonly campaignState: string;
  /** Whether it is a call: then testers make it, and nobody here. */
  readonly isCall: boolean;
  readonly vacancy: VacancyId;
  readonly state: ApplicationState;
  readonly attempt: AttemptId | null;
  readonly takenBy: string | null;
  readonly takenAt: Date | null;
  readonly heldUntil: Date | null;
  readonly endedAt: Date | null;
  readonly result: AttemptResult | null;
}

/** Locks an application by web form of the actor's campaigns: who asks for the same waits. Undefined for any other. */
export async function lockForm(db: Db, id: string): Promise<LockedForm | undefined> {
  const locked =
    await sql`select from application where id = ${id} and form_url is not null for update`.execute(db);
  if (locked.rows.length === 0) return undefined;
  // Read once the lock is held, so that what another just wrote is seen.
  const found =
    await sql<LockedForm>`select a.id, a.campaign, c.state as "campaignState", a.form_url like 'tel:%' as "isCall", t.vacancy, a.state, x.id as attempt,
      x.taken_by as "takenBy", x.started_at as "takenAt", x.lease_until as "heldUntil", x.ended_at as "endedAt", x.result
    from application a join test t on t.id = a.test join campaign c on c.id = a.campaign
      left join lateral (select * from attempt where application = a.id order by number desc limit 1) x on true
    where a.id = ${id}`.execute(db);
  return found.rows[0];
}

/** Ends what a person holds, with what was said of it. */
export async function endByHand(
  ctx: TxCtx,
  id: AttemptId,
  { result, said, reference }: { result: AttemptResult; said: string; reference: string | null },
): Promise<void> {
  await ctx.db
    .updateTable('attempt')
    .set({ ended_at: ctx.clock.now(), result, reply: said, reference })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute();
}
